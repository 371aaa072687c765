"""Some of a total that is only referred to: "the figure includes nine guards", "among them were nine", "nine are in the 41"."""

from __future__ import annotations

from tollbook.extract.clause import Clause
from tollbook.extract.cutting import Phrase
from tollbook.extract.finding import Finding, finding_of
from tollbook.extract.joined import joined_before
from tollbook.extract.objects import after
from tollbook.extract.shares import akin

_TOTALS = frozenset("figure figures toll number numbers total count tally".split())
_THEM = frozenset("them they whom".split())
_INCLUDE = frozenset("include comprise contain count".split())
_BELONG = frozenset("be include count rank belong find number".split())
_AMONG = frozenset("among amongst in".split())


def counted_in(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """The parts of a total told before, which this sentence refers to; a part that a verb has counted is tied to it."""
    ps, out = clause.phrases, list[Finding]()
    if not clause.numbers or (clause.lemmas.isdisjoint(_INCLUDE) and clause.lows.isdisjoint(_AMONG)):
        return out
    for g in sorted({*_included_by(ps, known, earlier), *_among_them(ps), *_in_total(ps, known, earlier)}):
        own = next((f for f in known if f.group == g), None)
        start = clause.tokens[ps[g].first].start
        pool = [*earlier, *(f for f in sorted(known, key=lambda f: f.start) if f.start < start)]
        pool = [f for f in pool if own is None or akin(own.measure, f.measure)]  # dead are no part of those in hospital
        whole = next((f for f in reversed(pool) if _can_hold(f, ps[g]) and f is not own), None)
        if whole is None:
            continue
        if own is not None:
            own.whole, own.inherits = own.whole or whole, True
            continue
        number = ps[g].number
        assert number is not None
        f = finding_of(clause, g, g, whole.measure, number, "part.counted_in")
        f.whole, f.inherits = whole, True
        out.append(f)
    return out


def _can_hold(f: Finding, p: Phrase) -> bool:
    low = p.number.low if p.number is not None else None
    return not (f.single or f.high == 0 or f.object is not None or (low is not None and f.high is not None and low > f.high))


def _people(p: Phrase) -> bool:
    return p.kind == "N" and p.number is not None and p.people is not None and p.currency is None and not p.partitive


def _refers(ps: list[Phrase], j: int, known: list[Finding], earlier: list[Finding]) -> bool:
    """Whether a noun group is a total named again: "the figure", "that number", "the 41"."""
    p = ps[j]
    if p.kind != "N" or (j + 1 < len(ps) and ps[j + 1].kind == "O"):
        return False
    if p.number is not None:
        same = any((f.low, f.high) == (p.number.low, p.number.high) and not f.single for f in (*earlier, *known))
        return p.head is None and p.number.definite and same
    return p.noun_low in _TOTALS and p.determiner in ("the", "that", "this", "these", "those", "its", "their")


def _included_by(ps: list[Phrase], known: list[Finding], earlier: list[Finding]) -> list[int]:
    """ "The figure | includes | nine guards"."""
    out: list[int] = []
    for i, p in enumerate(ps):
        if i and p.kind == "V" and p.lemma in _INCLUDE and p.voice in ("active", "bare") and not p.negative:
            j = i - 1
            while j > 0 and ps[j].kind == "A":
                j -= 1
            if _refers(ps, j, known, earlier):
                out += [g for g in after(ps, i) if _people(ps[g])]
    return out


def _among_them(ps: list[Phrase]) -> list[int]:
    """ "Among them | were | nine guards", ", nine guards | among them"."""
    out: list[int] = []
    for i in range(1, len(ps)):
        if ps[i].kind != "N" or ps[i].noun_low not in _THEM or ps[i - 1].low not in ("among", "amongst"):
            continue
        if i + 1 < len(ps) and ps[i + 1].kind == "V" and ps[i + 1].voice == "be" and not ps[i + 1].negative:
            out += [g for g in after(ps, i + 1) if _people(ps[g])]
        elif i > 1 and (g := _before(ps, i - 1)) is not None:
            out += [x for x in joined_before(ps, g, g) if _people(ps[x])]
    return out


def _in_total(ps: list[Phrase], known: list[Finding], earlier: list[Finding]) -> list[int]:
    """ "Nine guards are | among the 41", "nine guards were included | in the figure"."""
    found = (
        _before(ps, i - 1)
        for i in range(2, len(ps))
        if ps[i - 1].low in _AMONG and (_refers(ps, i, known, earlier) or (ps[i].noun is not None and ps[i].determiner == "the"))
    )
    return [g for g in found if g is not None]


def _before(ps: list[Phrase], at: int) -> int | None:
    """The people before "among them", over a verb of belonging."""
    j = at - 1
    while j >= 0 and ps[j].kind == "A":
        j -= 1
    if j >= 0 and ps[j].kind == "V" and ps[j].verb is None and ps[j].lemma in _BELONG and not ps[j].negative:
        j -= 1
    return j if j >= 0 and _people(ps[j]) else None
