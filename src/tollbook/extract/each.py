"""One number for several places: "nine each were killed in Kut and Velmark", "Kut and Velmark reported nine deaths each"."""

from __future__ import annotations

from tollbook.extract.clause import Clause, chain_end
from tollbook.extract.finding import Finding, finding_of
from tollbook.extract.lists import in_place, places
from tollbook.extract.placelike import placelike


def each_at(clause: Clause, f: Finding) -> int | None:
    """The "each" that belongs to a figure: right behind it or its verb, or before the verb of what it counts."""
    ps = clause.phrases
    last = max(f.group, f.trigger)
    near = range(max(0, f.group - 2), min(len(ps), last + 2))
    return next((j for j in near if ps[j].kind == "N" and ps[j].determiner == "each" and ps[j].last - ps[j].first == 1), None)


def each_place(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """A figure of its own for each place but the first, which the figure that is known gets."""
    out: list[Finding] = []
    if "each" not in clause.lows:
        return out
    for f in known:
        at = each_at(clause, f) if f.clause is clause and not f.single and f.high != 0 and f.whole is None else None
        if at is None:
            continue
        told = _behind(clause, max(f.group, f.trigger, at)) or _before(clause, min(f.group, at))
        out += _one_each(clause, f, told) if len(told) > 1 else []
    return out


def _behind(clause: Clause, last: int) -> list[int]:
    j = chain_end(clause.phrases, last) + 1
    return places(clause, j + 1) if in_place(clause, j) else []


def _before(clause: Clause, first: int) -> list[int]:
    """The places that "reported nine deaths each"; of more than two the words of each figure could not be told apart."""
    ps = clause.phrases
    v = first - 1 if first > 0 and ps[first - 1].kind == "V" else first
    if v < 3 or ps[v - 1].kind != "N" or ps[v - 2].kind != "C" or ps[v - 3].kind != "N" or (v > 3 and ps[v - 4].kind == ","):
        return []
    return [v - 3, v - 1] if placelike(clause, ps[v - 3]) and placelike(clause, ps[v - 1]) else []


def _one_each(clause: Clause, f: Finding, told: list[int]) -> list[Finding]:
    ps, tokens = clause.phrases, clause.tokens
    number = ps[f.group].number
    if number is None:
        return []
    out = []
    for k, place in enumerate(told):
        where = tokens[ps[place].first].start, tokens[ps[chain_end(ps, place)].last - 1].end
        if not k:
            f.where = where
            continue
        other = finding_of(clause, f.group, f.trigger, f.measure, number, f.rule)
        other.where, other.people, other.object, other.unit = where, f.people, f.object, f.unit
        other.end = where[1] if where[1] > f.end else tokens[ps[f.group].last - 1].end  # its words go on to its place
        if other.end == f.end:
            continue
        out.append(other)
    return out
