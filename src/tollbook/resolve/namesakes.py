"""Which of several places of one name is meant."""

from __future__ import annotations

import math

from tollbook.model import Place
from tollbook.resolve.gazetteer import Entry

_FAR = 200_000  # a namesake abroad is taken only where it is a city that a report needs not introduce
_FAMOUS = 1_000_000  # a city of so many is meant rather than a namesake at home of less than a twentieth of its size
_SMALL = 50_000  # inhabitants of a town that a region of a million or more takes the name from
_REACH = 500.0  # kilometres from the middle of a region within which its towns lie


def likeliest(entries: tuple[Entry, ...], countries: tuple[str, ...], *, wants_unit: bool = False) -> Entry | None:
    """A country; then one of ``countries``, in their order, a unit where one is meant; then a great city anywhere."""
    for e in entries:
        if e.kind == "country" and not wants_unit:
            return e
    great = [e for e in entries if e.population >= _FAR and e.kind == "city" and not wants_unit]
    famous = max((e.population for e in great if e.population >= _FAMOUS), default=0)
    for code in countries:
        own = [e for e in entries if e.place.country == code and e.population >= famous / 20]
        if own:
            return min(own, key=lambda e: (not _fits(e, own, wants_unit), -e.population, e.place.id))
    return great[0] if great else None


def _fits(one: Entry, own: list[Entry], wants_unit: bool) -> bool:
    """A unit where one is meant, else a town; a small town of a large region's name is not what its name stands for."""
    if wants_unit or one.kind != "city":
        return wants_unit == (one.kind != "city")
    return one.population >= _SMALL or not any(e.population >= _FAMOUS for e in own if e.kind != "city")


def beside(entries: tuple[Entry, ...], whole: Place) -> Entry | None:
    """The one that lies in ``whole``: within it, in its country, or, of several, nearest to its middle."""
    own = [e for e in entries if whole.id in e.place.within] or [e for e in entries if e.place.country == whole.country]
    if whole.precision == 6 or len(own) < 2:
        return own[0] if own else None
    near = [e for e in own if _kilometres(e.place, whole) < _REACH]
    return min(near, key=lambda e: (_kilometres(e.place, whole), e.place.id)) if near else None


def _kilometres(a: Place, b: Place) -> float:
    """Great-circle distance; infinite where one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    x, y = math.radians(a.lat), math.radians(b.lat)
    turn = math.sin((x - y) / 2) ** 2 + math.cos(x) * math.cos(y) * math.sin(math.radians(a.lon - b.lon) / 2) ** 2
    return 12742 * math.asin(math.sqrt(turn))
