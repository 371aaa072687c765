"""Figures that are parts of another: "62 of them seriously", "including 12 children", "30 in Dorra, 11 in Velmark".

A part has no verb of its own; it inherits measure, people and place of the figure that it is a part of, where its own
words say nothing else.
"""

from __future__ import annotations

from tollbook.extract.clause import Clause, chain_end, countable, governed
from tollbook.extract.compounds import acted, condition, moved, struck, suffered, worked
from tollbook.extract.counted_in import counted_in
from tollbook.extract.counting import count_group
from tollbook.extract.each import each_at, each_place
from tollbook.extract.finding import Finding, finding_of
from tollbook.extract.lists import in_place, included, larger, listed, may_include, part_at
from tollbook.extract.objects import after
from tollbook.extract.placelike import placelike
from tollbook.extract.retold import brought_to, had_given, latest, number_was, out_of, said_again, up_from
from tollbook.extract.shares import find_shares
from tollbook.extract.words import tables
from tollbook.model import Measure


def find_parts(clause: Clause, found: list[Finding], earlier: list[Finding], told: list[Finding]) -> list[Finding]:
    """Parts in ``clause`` of its own findings and of ``earlier`` ones (latest last); sets ``whole`` on what is a part."""
    ps = clause.phrases
    earlier = [f for f in earlier if f.measure is not Measure.DAMAGE_COST]  # "of them" are people or things, never money
    out: list[Finding] = []
    for rule in _RULES:
        out += rule(clause, [*found, *out], told if rule is said_again else earlier)
    known = find_shares(clause, [*found, *out], earlier, told)
    found, out = known, []
    taken = {f.group for f in known} | {i for i in range(len(ps)) if ps[i].anaphor}
    including = may_include(clause)
    for i in range(len(ps)) if including else clause.numbers:
        p, inside = ps[i], including and included(clause, i)
        if inside and clause.tokens[p.first].low in ("that", "those") and i + 2 < len(ps) and ps[i + 1].kind == "O":
            out += _including(clause, i + 2, sorted([*found, *out], key=lambda f: f.start), earlier, taken)
            taken |= {f.group for f in out}  # nine bodies, including | those of | two men
            continue
        if p.kind != "N" or (p.number is None and not inside):
            continue
        known = sorted([*found, *out], key=lambda f: f.start)
        if i not in taken and p.number is not None and p.currency is None:
            out += listed(clause, i, known, earlier, taken)
        if inside:
            out += _including(clause, i, known, earlier, taken)
        taken |= {f.group for f in out}
    _after_colon(clause, [*found, *out])
    for f in found:
        if f.rule.endswith(".members") and f.whole is None:
            totals = [k for k in told if k.measure is f.measure and k.whole is None and not k.single and k.high != 0]
            f.whole = max(totals, key=lambda k: k.low or 0, default=None)
    return sorted([*found, *out], key=lambda f: (f.start, f.end))


def _including(clause: Clause, i: int, known: list[Finding], earlier: list[Finding], taken: set[int]) -> list[Finding]:
    """ "including 12 children and a policeman": parts of the figure before."""
    ps = clause.phrases
    start = clause.tokens[ps[i].first].start
    whole = latest(known, [], start)
    if whole is None or whole.clause is not clause:
        return []
    out = []
    for g in after(ps, i - 1):
        if g in taken or not countable(ps[g]):
            continue
        takes = "people" if whole.object is None else "things"
        f = count_group(clause, g, whole.trigger, whole.measure, takes, "part.including")
        if f is not None and f.high != 0 and not larger(f, whole):
            f.rule = "part.including"
            grave = (
                g + 1 < len(ps)
                and ps[g + 1].kind == "A"
                and ps[g + 1].low in tables().raw["measures"]["serious"]["words"].split()
            )
            if grave and f.measure is Measure.INJURED:
                f.measure = Measure.SERIOUSLY_INJURED
            f.whole, f.inherits = whole, True
            at = chain_end(ps, g) + 1
            if in_place(clause, at):
                f.where = clause.tokens[ps[at + 1].first].start, clause.tokens[ps[chain_end(ps, at + 1)].last - 1].end
            out.append(f)
    return out


def _after_colon(clause: Clause, found: list[Finding]) -> None:
    """ "164 were killed: 103 in Dorra were shot, ...": figures behind a colon are parts of a larger one before it."""
    colon = next((j for j, p in enumerate(clause.phrases) if p.kind == ":"), None) if ":" in clause.lows else None
    if colon is None:
        return
    totals = [f for f in found if max(f.group, f.trigger) < colon and not f.single and f.low]
    for f in found:
        if min(f.group, f.trigger) < colon or f.whole is not None or not f.low:
            continue
        total = next((t for t in totals if t.measure is f.measure and t.object == f.object and (t.low or 0) > f.low), None)
        if total is not None:
            f.whole = total


_NUMBERED = frozenset(["number", "total"])
_SHARED = frozenset("have record account see suffer".split())


def _counted_people(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """ "Bystanders hit number 12", "Dorra had the largest share, 30": parts told by a verb of counting."""
    ps, out = clause.phrases, list[Finding]()
    if clause.lemmas.isdisjoint(_NUMBERED | _SHARED):
        return out
    totals = [f for f in earlier if f.whole is None and not f.single and f.object is None and f.high != 0]
    total = max(totals, key=lambda f: f.low or 0, default=None)
    if total is None:
        return []
    for i in clause.verbs:
        p = ps[i]
        if i + 1 >= len(ps):
            continue
        if (
            p.voice != "ing"
            and p.lemma in _NUMBERED
            and ps[i + 1].kind == "N"
            and ps[i + 1].number is not None
            and ps[i + 1].head is None
        ):
            subject = next((j for j in range(i - 1, -1, -1) if ps[j].kind == "N" and not governed(ps, j)), None)
            if subject is None or ps[subject].people is None or any(f.group == i + 1 for f in known):
                continue
            f = finding_of(clause, i + 1, i, total.measure, ps[i + 1].number, "part.numbered")  # type: ignore[arg-type]  # has a number
            f.whole, f.people = total, subject
            out.append(f)
        elif p.lemma in _SHARED and i > 0 and placelike(clause, ps[i - 1]):
            out += _share(clause, i, total, known)
    return out


def _share(clause: Clause, i: int, total: Finding, known: list[Finding]) -> list[Finding]:
    ps = clause.phrases
    if not (i + 3 < len(ps) and ps[i + 1].kind == "N" and ps[i + 1].noun_low in ("share", "most", "number", "toll", "majority")):
        return []
    g = next(
        (j for j in range(i + 2, min(i + 4, len(ps))) if ps[j].kind == "N" and ps[j].number is not None and ps[j].head is None),
        None,
    )
    if g is None or any(f.group == g for f in known):
        return []
    return [part_at(clause, g, total, i - 1, "part.by_place", 0)]


def _broken_down(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """ "nine monks (seven Danes and two Finns)": groups behind a figure that add up to it."""
    ps, out = clause.phrases, []
    for f in known:
        if f.low is None or f.low != f.high or f.low < 2 or f.object is not None or f.clause is not clause:
            continue
        if "each" in clause.lows and each_at(clause, f) is not None:
            continue  # "two each were hurt in Dorra, Velmark and Kut": places
        start = next((j for j in range(f.group + 1, min(f.group + 9, len(ps))) if ps[j].kind in ("(", "-", ":", ";", ",")), None)
        groups = [] if start is None else after(ps, start)
        named = [g for g in groups if ps[g].name]
        groups = named if len(named) == f.low else groups  # three reporters: X, a photographer, Y, a writer, and Z
        mine = [k for k in known if k.group in groups and k.clause is clause]
        if mine and len(mine) == len(groups) == f.low and all(k.single and k.measure is f.measure for k in mine):
            for k in mine:
                k.whole = f  # killed two reporters, X and Y
        if len(groups) < 2 or mine:
            continue
        parts = [count_group(clause, g, f.trigger, f.measure, "people", "part.breakdown") for g in groups]
        if all(p is not None and p.low == p.high for p in parts) and sum(p.low or 0 for p in parts if p is not None) == f.low:
            for p in parts:
                assert p is not None
                p.rule, p.whole, p.inherits = "part.breakdown", f, True
                at = p.group + 1
                if at + 1 < len(ps) and ps[at].low in ("in", "at", "near") and placelike(clause, ps[at + 1]):
                    p.where = clause.tokens[ps[at + 1].first].start, clause.tokens[ps[at + 1].last - 1].end
                out.append(p)
    return out


# Each is given the findings so far and those of the sentences before; later rules see what earlier ones have found.
_RULES = (
    out_of,
    said_again,
    had_given,
    number_was,
    brought_to,
    up_from,
    counted_in,
    moved,
    acted,
    suffered,
    condition,
    worked,
    struck,
    _counted_people,
    each_place,
    _broken_down,
)
