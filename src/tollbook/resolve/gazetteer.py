"""The gazetteer: one SQLite file, made when the package is built, opened in milliseconds."""

from __future__ import annotations

import re
import sqlite3
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from tollbook.errors import MissingGazetteer, OwnPlaces
from tollbook.model import Place

# UCDP's where_prec: 2 a town (somewhere in it), 3 second-level unit, 4 first-level unit, 5 part of a country, 6 country
_PRECISION = {"city": 2, "admin2": 3, "admin1": 4, "region": 5, "country": 6}
_WIDER = 7  # than a country, or no country's: a continent, a sea
OWN = "places.toml"  # a user's own places, in the folder of the ledger
_COLUMNS = "p.id, p.name, kind, country, lat, lon, pop, z.zone, within"
_TABLES = "places p LEFT JOIN zones z ON z.n = p.zone"
_SAINTS = {"st": "saint", "mt": "mount", "ft": "fort"}
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "’": None, "'": None, "ʼ": None})


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer, with what decides between namesakes.

    ``first`` is true where it was found under the name that it goes by, false where under another of its names.
    """

    place: Place
    kind: str
    population: int
    first: bool = True


def fold(name: str) -> str:
    """A name as it is looked up: without case, marks and punctuation.

    >>> fold("Kyzyl-Orda"), fold("St. Paul")
    ('kyzyl orda', 'saint paul')
    """
    plain = (
        "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)) if not name.isascii() else name
    )
    words = re.findall(r"\w+", plain.translate(_LETTERS).casefold())
    return " ".join([*(_SAINTS.get(w, w) for w in words[:-1]), *words[-1:]])


class Gazetteer:
    """Looks names up. Lookups are remembered: one report asks for few names, and often."""

    def __init__(self, db: sqlite3.Connection, own: tuple[tuple[str, Entry], ...] = ()) -> None:
        self._db = db
        self._own = own
        self.named = lru_cache(20_000)(self._named)
        self.country = lru_cache(300)(self._country)
        self.largest = lru_cache(300)(self._largest)
        self.place = lru_cache(2_000)(self._place)

    def _named(self, name: str) -> tuple[Entry, ...]:
        """All places of that name, countries first, then by population; a user's own before all."""
        key = fold(name)
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM names n CROSS JOIN {_TABLES} WHERE p.n = n.place AND n.name = ?",
            (key,),
        ).fetchall()
        found = sorted((_entry(r, key) for r in rows), key=lambda e: (e.kind != "country", -e.population, e.place.id))
        return (*(e for k, e in self._own if k == key), *found)

    def _country(self, code: str) -> Entry | None:
        """A country, by its ISO 3166 code."""
        row = self._db.execute(f"SELECT {_COLUMNS} FROM {_TABLES} WHERE country = ? AND kind = 'country'", (code,)).fetchone()
        return None if row is None else _entry(row, None)

    def _largest(self, code: str, rank: int) -> Entry | None:
        """The town of a country that is the largest (``rank`` 0), the second largest ... by inhabitants."""
        where = "country = ? AND kind = 'city' ORDER BY pop DESC, p.id LIMIT 1 OFFSET ?"
        row = self._db.execute(f"SELECT {_COLUMNS} FROM {_TABLES} WHERE {where}", (code, rank)).fetchone()
        return None if row is None else _entry(row, None)

    def _place(self, key: str) -> Entry | None:
        """The place with the id ``key``."""
        own = next((e for _, e in self._own if e.place.id == key), None)
        if own is not None:
            return own
        row = self._db.execute(f"SELECT {_COLUMNS} FROM {_TABLES} WHERE p.id = ?", (key,)).fetchone()
        return None if row is None else _entry(row, None)


def _entry(row: tuple[str, str, str, str, float, float, int, str | None, str], folded: str | None) -> Entry:
    key, name, kind, country, lat, lon, population, zone, within = row
    place = Place(
        id=key,
        name=name,
        country=country or None,
        lat=lat,
        lon=lon,
        precision=_PRECISION[kind] if country else _WIDER,
        within=tuple(within.split()),
        zone=zone or None,
    )
    return Entry(place, kind, population, folded is None or fold(name) == folded)


def open_gazetteer(path: Path | None = None, own: Path | None = None) -> Gazetteer:
    """The gazetteer of the package, or the one at ``path``. Raises `MissingGazetteer` where none was built.

    ``own`` is a file of a user's own places, in TOML: ``[[place]]`` with ``id``, ``name``, ``lat``, ``lon`` and, where
    known, ``names``, ``kind`` (city, admin2, admin1, region, country), ``country`` (ISO code), ``population``, ``within``
    (ids, nearest first) and ``zone``.
    """
    file = path or Path(str(resources.files("tollbook") / "resolve" / "gazetteer.sqlite"))
    if not file.exists():
        raise MissingGazetteer(str(file))
    db = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    return Gazetteer(db, _own_places(own) if own is not None else ())


def open_beside(ledger: Path) -> Gazetteer:
    """The gazetteer with the places of ``places.toml`` in the folder of ``ledger``, where somebody has put one there."""
    own = ledger.absolute().parent / OWN
    return open_gazetteer(own=own if own.is_file() else None)


def _own_places(path: Path) -> tuple[tuple[str, Entry], ...]:
    try:
        rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8")).get("place", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise OwnPlaces(str(path), str(error)) from error
    if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
        raise OwnPlaces(str(path), "`place` is no list of tables")
    found = []
    for n, r in enumerate(rows, 1):
        kind = r.get("kind", "city")
        country = r.get("country")
        wrong = [
            k
            for k, form in (("id", str), ("name", str), ("lat", float | int), ("lon", float | int))
            if not isinstance(r.get(k), form)
        ]
        if wrong or kind not in _PRECISION:
            told = f"place {n} has no {wrong[0]}" if wrong else f"place {n} is of kind {kind!r}; known: {', '.join(_PRECISION)}"
            raise OwnPlaces(str(path), told)
        place = Place(
            id=r["id"],
            name=r["name"],
            country=country,
            lat=r["lat"],
            lon=r["lon"],
            precision=_PRECISION[kind],
            within=tuple(r.get("within", ())),
            zone=r.get("zone"),
        )
        for name in dict.fromkeys([r["name"], *r.get("names", ())]):
            found.append((fold(name), Entry(place, kind, r.get("population", 0), name == r["name"])))
    return tuple(found)
