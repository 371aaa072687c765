"""The gazetteer: one SQLite file, made when the package is built, opened in milliseconds."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from tollbook.errors import MissingGazetteer
from tollbook.model import Place

# UCDP's where_prec: 2 a town (somewhere in it), 3 second-level unit, 4 first-level unit, 5 part of a country, 6 country
_PRECISION = {"city": 2, "admin2": 3, "admin1": 4, "region": 5, "country": 6}


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer, with what decides between namesakes."""

    place: Place
    kind: str
    population: int


def fold(name: str) -> str:
    """A name as it is looked up: without case, marks and punctuation.

    >>> fold("Kyzyl-Orda")
    'kyzyl orda'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain.casefold().replace("’", "").replace("'", "").replace("ʼ", "")))


class Gazetteer:
    """Looks names up. Lookups are remembered: one report asks for few names, and often."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.named = lru_cache(20_000)(self._named)
        self.country = lru_cache(300)(self._country)

    def _named(self, name: str) -> tuple[Entry, ...]:
        """All places of that name, countries first, then by population."""
        rows = self._db.execute(
            "SELECT p.id, p.name, kind, country, lat, lon, pop, zone, within FROM names n JOIN places p ON p.id = n.place WHERE n.name = ?",
            (fold(name),),
        ).fetchall()
        return tuple(sorted(map(_entry, rows), key=lambda e: (e.kind != "country", -e.population, e.place.id)))

    def _country(self, code: str) -> Entry | None:
        """A country, by its ISO 3166 code."""
        row = self._db.execute(
            "SELECT id, name, kind, country, lat, lon, pop, zone, within FROM places WHERE country = ? AND kind = 'country'",
            (code,),
        ).fetchone()
        return None if row is None else _entry(row)


def _entry(row: tuple[str, str, str, str, float, float, int, str | None, str]) -> Entry:
    key, name, kind, country, lat, lon, population, zone, within = row
    place = Place(
        id=key,
        name=name,
        country=country or None,
        lat=lat,
        lon=lon,
        precision=_PRECISION[kind],
        within=tuple(within.split()),
        zone=zone or None,
    )
    return Entry(place, kind, population)


def open_gazetteer(path: Path | None = None) -> Gazetteer:
    """The gazetteer of the package, or the one at ``path``. Raises `MissingGazetteer` where none was built."""
    file = path or Path(str(resources.files("tollbook") / "resolve" / "gazetteer.sqlite"))
    if not file.exists():
        raise MissingGazetteer(str(file))
    return Gazetteer(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False))
