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
_SMALL = 0.02  # share of likelihood that says nothing for others
_NEIGHBOURS = tuple((i, j) for i in (-1, 0, 1) for j in (-1, 0, 1))
_SUPPORT = ("same_country", "same_unit", "near")

_Where = tuple[str | None, str | None, tuple[int, int] | None]


@dataclass(slots=True)
class Sense:
    """One name in one sense of a report, with its candidates and their points. ``container`` is the name that follows ("X, Y")."""

    key: str
    entries: tuple[Entry, ...]
    firm: int
    fixed: bool = False
    count: int = 1
    weight: float = 1.0
    container: Sense | None = None
    unit: str | None = None
    contained: frozenset[int] = frozenset()  # candidates that lie in the container
    prior: list[float] = field(default_factory=list)
    points: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    parts: list[tuple[float, float, float]] = field(default_factory=list)  # what each of `_SUPPORT` gave
    where: list[_Where] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate chosen, or ``None``, with the rule that decided and its share of the likelihood."""

    entry: Entry | None
    rule: str
    share: float
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
        s.points = list(s.prior)
        s.shares = _shares(s.points)
    for _ in range(_ROUNDS):
        _support(senses)
    chosen = {id(s): _choose(s) for s in senses}
    return [chosen[id(of[k])] for k in range(len(mentions))]


def _senses(mentions: list[Mention], containers: dict[int, int]) -> tuple[list[Sense], list[Sense]]:
    """One sense a name, but for names that are said to lie in different places."""
    by_key: dict[tuple[str, str | None], Sense] = {}
    plain: dict[str, str] = {}
    of: list[Sense | None] = [None] * len(mentions)
    held = {k: mentions[c].named.key for k, c in containers.items()}
    for k in sorted(held):
        plain.setdefault(mentions[k].named.key, held[k])
    for k, m in enumerate(mentions):
        key = m.named.key
        said = held.get(k) or plain.get(key)
        sense = by_key.get((key, said))
        if sense is None:
            sense = by_key[key, said] = Sense(key=key, entries=m.named.entries, firm=m.firm, fixed=m.named.fixed)
            sense.weight = 0.5 if m.kind is Kind.DEMONYM else 1.0
        else:
            sense.count += 1
            sense.firm = max(sense.firm, m.firm)
        sense.unit = sense.unit or m.unit
        if m.dateline:
            sense.weight = 2.0
        of[k] = sense
    for k, c in containers.items():
        s, container = of[k], of[c]
        if s is not None and s is not container:
            s.container = s.container or container
    return list(by_key.values()), [s for s in of if s is not None]


def _prior(e: Entry, s: Sense, signs: dict[str, float]) -> float:
    w = words().weights
    points = w["people"] * math.log10(e.population + 100)
    points += w.get(e.kind, 0.0)
    if not e.first and s.unit != e.kind and not s.fixed and len(s.entries) > 1:
        points += w["bare_unit"] if e.kind == "admin2" else w["other_name"] * (2 if e.kind == "country" else 1)
    if s.unit is not None:
        points += w["worded_kind"] if s.unit == e.kind else -w["worded_kind"] / 2
    elif e.kind == "city" and any(o.kind == "admin1" and o.place.id in e.place.within for o in s.entries):
        points += w["seat"] + w["admin1"] + 1.0
    if words().usual.get(s.key) == e.place.id:
        points += w["usual"]
    if e.place.country in signs and e.kind != "country":
        points += w["signs"] * signs[e.place.country]
    return points


def _contain(s: Sense) -> None:
    if s.container is None:
        return
    ids = {e.place.id for e in s.container.entries}
    countries = {e.place.country for e in s.container.entries if e.kind == "country"}
    inside = frozenset(
        k for k, e in enumerate(s.entries) if ids & set(e.place.within) or (e.kind != "country" and e.place.country in countries)
    )
    if inside:
        s.contained = inside
        w = words().weights
        for k in range(len(s.entries)):
            s.prior[k] += w["contained"] if k in inside else w["not_contained"]


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


def _support(senses: list[Sense]) -> None:
    """Points for lying where the likely candidates of the other names lie."""
    all_masses = [_masses(s) for s in senses]
    total: dict[object, float] = defaultdict(float)
    for mass in all_masses:
        for key, value in mass.items():
            total[key] += value
    w = words().weights
    weights = (w["same_country"], w["same_unit"], w["near"])
    for s, own in zip(senses, all_masses, strict=True):
        if len(s.entries) < 2:
            continue
        s.parts = []
        for where in s.where:
            part = [0.0, 0.0, 0.0]
            for k in range(3):
                key = where[k]
                if key is not None and (others := total.get(key, 0.0) - own.get(key, 0.0)) > _SMALL:
                    part[k] = weights[k] * math.log1p(others)
            s.parts.append((part[0], part[1], part[2]))
        s.points = [p + part[0] + part[1] + part[2] for p, part in zip(s.prior, s.parts, strict=True)]
        s.shares = _shares(s.points)


def _choose(s: Sense) -> Choice:
    w = words().weights
    if not s.entries:
        return Choice(None, "no place of that name is known", 0.0, 0.0)
    best = max(range(len(s.entries)), key=lambda k: s.points[k])
    e = s.entries[best]
    share = s.shares[best]
    if share < w["least_share"]:
        return Choice(None, "several places are as likely", share, s.points[best])
    return Choice(e, _rule(s, best), share, s.points[best])


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
