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


@dataclass(slots=True)
class Sense:
    """One name in one sense of a report, with its candidates and their points. ``container`` is the name that follows ("X, Y")."""

    entries: tuple[Entry, ...]
    firm: int
    count: int = 1
    weight: float = 1.0
    container: Sense | None = None
    unit: str | None = None
    contained: frozenset[int] = frozenset()  # candidates that lie in the container
    prior: list[float] = field(default_factory=list)
    points: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    parts: list[dict[str, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate chosen, or ``None``, with the rule that decided and its share of the likelihood."""

    entry: Entry | None
    rule: str
    share: float
    points: float


def decide(mentions: list[Mention], containers: dict[int, int], country: str | None = None) -> list[Choice]:
    """A choice for each of ``mentions``. ``containers`` says which mention names what another lies in; ``country`` is where the
    report was published (ISO code), where known."""
    senses, of = _senses(mentions, containers)
    for s in senses:
        s.prior = [_prior(e, s, country) for e in s.entries]
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
            sense = by_key[key, said] = Sense(entries=m.named.entries, firm=m.firm)
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


def _prior(e: Entry, s: Sense, country: str | None) -> float:
    w = words().weights
    points = w["people"] * math.log10(e.population + 100)
    points += w.get(e.kind, 0.0)
    if not e.first:
        bare = e.kind in ("admin1", "admin2") and s.unit != e.kind
        points += w["bare_unit"] if bare and e.kind == "admin2" else w["other_name"] if e.kind == "city" else 0.0
    if s.unit is not None:
        points += w["worded_kind"] if s.unit == e.kind else -w["worded_kind"] / 2
    elif e.kind == "city" and any(o.kind == "admin1" and o.place.id in e.place.within for o in s.entries):
        points += w["seat"] + w["admin1"] + max(0.0, 1.0 - 0.0)
    if country is not None and e.place.country == country:
        points += w["own_country"]
    return points


def _contain(s: Sense) -> None:
    if s.container is None:
        return
    ids = {e.place.id for e in s.container.entries}
    countries = {e.place.country for e in s.container.entries if e.kind == "country"}
    inside = frozenset(
        k
        for k, e in enumerate(s.entries)
        if ids & set(e.place.within) or (e.kind != "country" and e.place.country in countries)
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


def _cell(e: Entry) -> tuple[int, int] | None:
    return None if e.place.lat is None or e.place.lon is None or e.kind == "country" else (round(e.place.lat), round(e.place.lon))


def _support(senses: list[Sense]) -> None:
    """Points for lying where the likely candidates of the other names lie."""
    countries: dict[str, float] = defaultdict(float)
    units: dict[str, float] = defaultdict(float)
    cells: dict[tuple[int, int], float] = defaultdict(float)
    own: list[tuple[dict[str, float], dict[str, float], dict[tuple[int, int], float]]] = []
    for s in senses:
        mine: tuple[dict[str, float], dict[str, float], dict[tuple[int, int], float]] = (defaultdict(float), defaultdict(float), defaultdict(float))
        weight = s.weight * (1 + 0.5 * math.log(s.count))
        for e, share in zip(s.entries, s.shares, strict=True):
            if share < 0.02:
                continue
            mass = share * weight
            if e.place.country:
                mine[0][e.place.country] += mass
            if e.kind != "country" and e.place.country:
                unit = e.place.id if e.kind == "admin1" else e.place.within[-2] if len(e.place.within) > 1 else None
                if unit:
                    mine[1][unit] += mass
                cell = _cell(e)
                if cell is not None and e.kind != "admin1":
                    mine[2][cell] += mass
        own.append(mine)
        for total, part in ((countries, mine[0]), (units, mine[1])):
            for key, mass in part.items():
                total[key] += mass
        for at, mass in mine[2].items():
            cells[at] += mass
    w = words().weights
    for s, mine in zip(senses, own, strict=True):
        if len(s.entries) < 2:
            s.points = list(s.prior)
            continue
        s.parts = []
        for e in s.entries:
            part = {}
            cc = e.place.country
            if cc:
                part["same_country"] = w["same_country"] * _saturated(countries[cc] - mine[0].get(cc, 0.0))
            unit = e.place.id if e.kind == "admin1" else e.place.within[-2] if len(e.place.within) > 1 else None
            if unit:
                part["same_unit"] = w["same_unit"] * _saturated(units[unit] - mine[1].get(unit, 0.0))
            cell = _cell(e)
            if cell is not None and e.kind != "admin1":
                near = sum(
                    cells.get((cell[0] + i, cell[1] + j), 0.0) - mine[2].get((cell[0] + i, cell[1] + j), 0.0)
                    for i in (-1, 0, 1)
                    for j in (-1, 0, 1)
                )
                part["near"] = w["near"] * _saturated(near)
            s.parts.append(part)
        s.points = [p + sum(part.values()) for p, part in zip(s.prior, s.parts, strict=True)]
        s.shares = _shares(s.points)


def _saturated(mass: float) -> float:
    return math.log1p(max(0.0, mass))


_RULES = {"same_country": "in the country of other places", "same_unit": "in the region of other places", "near": "near other places"}


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
        gain = {n: v - s.parts[first].get(n, 0.0) for n, v in s.parts[best].items()}
        return max(gain, key=lambda n: gain[n])
    if s.unit == e.kind:
        return "worded"
    return "country" if e.kind == "country" else "likeliest"
