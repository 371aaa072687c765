"""Which of its namesakes a name means: what contains it, what else the report names, what is likely, how many live there.

Each candidate gets points (`lexicon/en/toponyms.toml`, weights); what the candidates of the other names share with it, by
their likelihood, counts for it, in a few rounds. Where no candidate is likelier than the others by enough, none is chosen.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field

from tollbook.resolve.candidates import words
from tollbook.resolve.gazetteer import Entry
from tollbook.resolve.naming import Kind, Mention

_ROUNDS = 3
_RIVALS = 3  # candidates that the likeliest is held against: many small namesakes do not make it less likely
_CODE = 2  # letters of a country's code
_SMALL = 0.02  # share of likelihood that says nothing for others
_NEIGHBOURS = tuple((i, j) for i in (-1, 0, 1) for j in (-1, 0, 1))
_ADMIN = ("admin1", "admin2")
_KNOWN = 200_000  # inhabitants of a town that a report of another country names without saying where it is
_SURELY = 0.9  # mass of other names that are surely in one country
_GREAT = 100_000  # inhabitants of a city that is known abroad, by a name of its own
UNKNOWN, EQUALS, ELSEWHERE, ABROAD = (
    "no place of that name is known",
    "several places are as likely",
    "none of its places lies there",
    "a small place of a country that nothing else speaks of",
)
RULES = (
    "contained",
    "only",
    "same_country",
    "same_unit",
    "near",
    "worded",
    "country",
    "likeliest",
    UNKNOWN,
    EQUALS,
    ELSEWHERE,
    ABROAD,
)
_SUPPORT = ("same_country", "same_unit", "near")

_Where = tuple[str | None, str | None, tuple[int, int] | None]


@dataclass(slots=True)
class Sense:
    """One name in one sense of a report, with its candidates and their points. ``container`` is the Y of "X, Y"."""

    key: str
    entries: tuple[Entry, ...]
    firm: int
    fixed: bool = False
    short: bool = False  # a short form of a unit's name ("Ky."): what stands before it lies there
    count: int = 1
    weight: float = 1.0
    container: Sense | None = None
    unit: str | None = None
    contained: frozenset[int] = frozenset()  # candidates that lie in the container
    prior: list[float] = field(default_factory=list)
    points: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    parts: list[tuple[float, float, float]] = field(default_factory=list)  # what each of `_SUPPORT` gave
    support: list[float] = field(default_factory=list)  # what other names say for the country of each
    abroad: bool = False  # other names are surely of some country
    where: list[_Where] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate chosen, or ``None``, with the rule that decided; all candidates, likeliest first; the points of the first."""

    entry: Entry | None
    rule: str
    ranked: tuple[Entry, ...]
    points: float


def decide(mentions: list[Mention], containers: dict[int, int], signs: dict[str, float] | None = None) -> list[Choice]:
    """A choice for each of ``mentions``. ``containers`` says which mention names what another lies in; ``signs`` says how
    much in the report's words speaks for a country (ISO code)."""
    senses, of = _senses(mentions, containers)
    for s in senses:
        s.where = [_where(e) for e in s.entries]
        s.prior = [_prior(e, s, signs or {}) for e in s.entries]
    for s in senses:
        _contain(s)
    for s in senses:
        s.points = list(s.prior)
        s.shares = _shares(s.points)
    for k in range(_ROUNDS):
        _support(senses, last=k == _ROUNDS - 1)
    chosen = {id(s): _choose(s) for s in senses}
    return [chosen[id(of[k])] for k in range(len(mentions))]


def _senses(mentions: list[Mention], containers: dict[int, int]) -> tuple[list[Sense], list[Sense]]:
    """One sense a name, but for names that are said to lie in different places."""
    by_key: dict[tuple[str, str | None, bool], Sense] = {}
    plain: dict[str, str] = {}
    of: list[Sense] = []
    held = {k: mentions[c].named.key for k, c in containers.items()}
    for k in sorted(held):
        plain.setdefault(mentions[k].named.key, held[k])
    for k, m in enumerate(mentions):
        key = m.named.key
        said = held.get(k) or plain.get(key)
        at = (key, said, m.unit in _ADMIN)  # "Almaty" and "Almaty region" are two
        sense = by_key.get(at)
        if sense is None:
            sense = by_key[at] = Sense(key=key, entries=m.named.entries, firm=m.firm, fixed=m.named.fixed, short=m.named.short)
            sense.weight = 0.5 if m.kind in (Kind.DEMONYM, Kind.ACTOR) else 1.0
        else:
            sense.count += 1
            sense.firm = max(sense.firm, m.firm)
        sense.unit = sense.unit or m.unit
        if m.dateline:
            sense.weight = 2.0
        of.append(sense)
    for k, c in containers.items():
        if of[k] is not of[c]:
            of[k].container = of[k].container or of[c]
    return list(by_key.values()), of


def _prior(e: Entry, s: Sense, signs: dict[str, float]) -> float:
    """Points of a candidate for itself: its kind, its people, how it is worded."""
    w = words().weights
    points = w["people"] * math.log10(e.population + 100)
    points += w.get(e.kind, 0.0)
    if not e.first and s.unit != e.kind and not s.fixed and len(s.entries) > 1:
        points += w["bare_unit"] if e.kind == "admin2" else w["other_name"] * _strangeness(e)
    if s.unit is not None:
        fits = s.unit == e.kind or (s.unit in _ADMIN and e.kind in _ADMIN)  # counties are first-level units in Kenya
        points += w["worded_kind"] if fits else -w["worded_kind"] / 2
        points += w["worded_level"] if s.unit == e.kind else 0.0
    elif e.kind == "city" and any(o.kind == "admin1" and o.place.id in e.place.within for o in s.entries):
        points += w["seat"]
    if words().usual.get(s.key) == e.place.id:
        points += w["usual"]
    if e.place.country in signs and e.kind != "country":
        points += w["signs"] * signs[e.place.country]
    return points


def _strangeness(e: Entry) -> float:
    """How unlikely another name is: least of a great city (Geneva is Genève there), most of a country (Columbia for Colombia)."""
    return 2.0 if e.kind == "country" else 0.5 if e.population >= _GREAT else 1.0


def _contain(s: Sense) -> None:
    """Points for lying in what the name is said to lie in; and for that, for holding such a place."""
    if s.container is None:
        return
    w = words().weights
    held = [[k for k, e in enumerate(s.entries) if _lies_in(e, o)] for o in s.container.entries]
    s.contained = frozenset(k for found in held for k in found)
    if s.contained:
        for k in range(len(s.entries)):
            s.prior[k] += w["contained"] if k in s.contained else w["not_contained"]
        for k, found in enumerate(held):
            s.container.prior[k] += w["holding"] if found else 0.0


def _lies_in(e: Entry, o: Entry) -> bool:
    return o.place.id in e.place.within or (o.kind == "country" != e.kind and e.place.country == o.place.country)


def _shares(points: list[float]) -> list[float]:
    if not points:
        return []
    top = max(points)
    raw = [math.exp(1.5 * (p - top)) for p in points]
    total = sum(raw)
    return [r / total for r in raw]


def _where(e: Entry) -> _Where:
    """Country, first-level unit and cell of a degree in which an entry lies; ``None`` where it is wider than these."""
    country = e.place.country
    if e.kind == "country" or country is None:
        return country, None, None
    if e.kind == "admin1":
        return country, e.place.id, None
    unit = e.place.within[-2] if len(e.place.within) > 1 else None
    lat, lon = e.place.lat, e.place.lon
    return country, unit, None if lat is None or lon is None else (round(lat), round(lon))


def _masses(s: Sense) -> dict[object, float]:
    """What the likely candidates of a name say for places beside them: by country, first-level unit, cell and its neighbours."""
    mass: dict[object, float] = defaultdict(float)
    weight = s.weight * (1 + 0.5 * math.log(s.count))
    for (country, unit, cell), share in zip(s.where, s.shares, strict=True):
        if share < _SMALL:
            continue
        if country is not None:
            mass[country] += share * weight
        if unit is not None:
            mass[unit] += share * weight
        if cell is not None:
            for i, j in _NEIGHBOURS:
                mass[cell[0] + i, cell[1] + j] += share * weight
    return mass


def _support(senses: list[Sense], *, last: bool) -> None:
    """Points for lying where the likely candidates of the other names lie; in the ``last`` round, also what decides."""
    masses = [_masses(s) for s in senses]
    total: dict[object, float] = defaultdict(float)
    for mass in masses:
        for key, value in mass.items():
            total[key] += value
    countries = [c for c in total if isinstance(c, str) and len(c) == _CODE]
    w = words().weights
    for s, own in zip(senses, masses, strict=True):
        if last:
            s.abroad = any(total[c] - own.get(c, 0.0) >= _SURELY for c in countries)
            s.support = [_others(c, total, own) for c, _, _ in s.where]
        if len(s.entries) > 1:
            s.parts = [_parts(where, total, own, w) for where in s.where]
            s.points = [p + sum(part) for p, part in zip(s.prior, s.parts, strict=True)]
            s.shares = _shares(s.points)


def _others(key: object, total: dict[object, float], own: dict[object, float]) -> float:
    """What names other than one's own say for a country, unit or cell."""
    mass = 0.0 if key is None else total.get(key, 0.0) - own.get(key, 0.0)
    return mass if mass > _SMALL else 0.0


def _parts(
    where: _Where, total: dict[object, float], own: dict[object, float], w: dict[str, float]
) -> tuple[float, float, float]:
    country, unit, near = [_others(key, total, own) for key in where]
    return (
        w["same_country"] * math.log1p(country) if country else 0.0,
        w["same_unit"] * math.log1p(unit) if unit else 0.0,
        w["near"] * math.log1p(near) if near else 0.0,
    )


def _choose(s: Sense) -> Choice:
    if not s.entries:
        return Choice(None, UNKNOWN, (), 0.0)
    order = sorted(range(len(s.entries)), key=lambda k: -s.points[k])
    best, ranked = order[0], tuple(s.entries[k] for k in order)
    e = s.entries[best]
    if s.shares[best] < words().weights["least_share"] * sum(s.shares[k] for k in order[:_RIVALS]):
        return Choice(None, EQUALS, ranked, s.points[best])
    if s.container is not None and s.container.short and not s.contained:
        return Choice(None, ELSEWHERE, ranked, s.points[best])
    small = e.kind in ("city", "admin2") and e.population < _KNOWN
    if small and s.abroad and best not in s.contained and s.support[best] == 0.0:
        return Choice(None, ABROAD, ranked, s.points[best])
    return Choice(e, _rule(s, best), ranked, s.points[best])


def _rule(s: Sense, best: int) -> str:
    e = s.entries[best]
    if best in s.contained:
        return "contained"
    if len(s.entries) == 1:
        return "only"
    first = max(range(len(s.entries)), key=lambda k: s.prior[k])
    if first != best and s.parts:
        gain = [a - b for a, b in zip(s.parts[best], s.parts[first], strict=True)]
        return _SUPPORT[gain.index(max(gain))]
    if s.unit == e.kind:
        return "worded"
    return "country" if e.kind == "country" else "likeliest"
