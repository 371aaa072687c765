"""Figures that are parts of another: "62 of them seriously", "including 12 children", "30 in Dorra, 11 in Velmark".

A part has no verb of its own; it inherits measure, people and place of the figure that it is a part of, where its own
words say nothing else.
"""

from __future__ import annotations

from tollbook.extract.clause import Clause, chain_end, countable, governed
from tollbook.extract.compounds import acted, moved, struck
from tollbook.extract.counting import count_group
from tollbook.extract.cutting import Phrase
from tollbook.extract.finding import Finding, finding_of
from tollbook.extract.objects import after
from tollbook.extract.shares import find_shares
from tollbook.extract.where import placelike
from tollbook.extract.words import Is, tables
from tollbook.model import Measure

_FIGURES = frozenset("figure toll number count tally total".split())


def find_parts(clause: Clause, found: list[Finding], earlier: list[Finding], told: list[Finding]) -> list[Finding]:
    """Parts in ``clause`` of its own findings and of ``earlier`` ones (latest last); sets ``whole`` on what is a part."""
    ps = clause.phrases
    out: list[Finding] = []
    for rule in (_out_of, _said_again, moved, acted, struck, _counted_people, _broken_down):
        out += rule(clause, [*found, *out], earlier)
    known = find_shares(clause, [*found, *out], earlier, told)
    found, out = known, []
    taken = {f.group for f in known} | {i for i in range(len(ps)) if ps[i].anaphor}
    for i, p in enumerate(ps):
        if p.kind != "N" or (p.number is None and not _included(clause, i)):
            continue
        known = sorted([*found, *out], key=lambda f: f.start)
        if i not in taken and p.number is not None and p.currency is None:
            out += _listed(clause, i, known, earlier, taken)
        if _included(clause, i):
            out += _including(clause, i, known, earlier, taken)
        taken |= {f.group for f in out}
    _after_colon(clause, [*found, *out])
    for f in found:
        if f.rule.endswith(".members") and f.whole is None:
            totals = [k for k in told if k.measure is f.measure and k.whole is None and not k.single and k.high != 0]
            f.whole = max(totals, key=lambda k: k.low or 0, default=None)
    return sorted([*found, *out], key=lambda f: (f.start, f.end))


def _latest(known: list[Finding], earlier: list[Finding], before: int) -> Finding | None:
    """The figure spoken of just before position ``before``."""
    here = [f for f in known if f.start < before and f.high != 0 and not f.single]
    return here[-1] if here else next((f for f in reversed(earlier) if not f.single and f.high != 0), None)


def _whole_of(known: list[Finding], earlier: list[Finding], before: int, size: int | None) -> Finding | None:
    """The nearest figure before that is no part itself and large enough."""
    for f in [*reversed([k for k in known if k.start < before]), *reversed(earlier)]:
        if f.single or f.high == 0:
            continue
        top = f.high if f.high is not None else None
        if size is None or top is None or size <= top:
            return f
    return None


def _included(clause: Clause, i: int) -> bool:
    """Whether "including" or "among them" stands before the noun group."""
    ps = clause.phrases
    j = i - 1
    while j >= 0 and ps[j].kind in ("A", '"'):
        j -= 1
    if j < 0:
        return False
    if ps[j].kind == "P":
        return clause.tokens[ps[j].first].low == "including"
    if ps[j].kind == "N" and j > 0 and ps[j].noun_low in ("them", "whom") and ps[j - 1].kind == "P":
        return clause.tokens[ps[j - 1].first].low in ("among", "amongst")
    return ps[j].kind == "N" and ps[j].noun_low in ("incl", "incl.")


def _including(clause: Clause, i: int, known: list[Finding], earlier: list[Finding], taken: set[int]) -> list[Finding]:
    """ "including 12 children and a policeman": parts of the figure before."""
    ps = clause.phrases
    start = clause.tokens[ps[i].first].start
    whole = _latest(known, [], start)
    if whole is None or whole.clause is not clause:
        return []
    out = []
    for g in after(ps, i - 1):
        if g in taken or not countable(ps[g]):
            continue
        takes = "people" if whole.object is None else "things"
        f = count_group(clause, g, whole.trigger, whole.measure, takes, "part.including")
        if f is not None and f.high != 0 and not _larger(f, whole):
            f.rule = "part.including"
            grave = g + 1 < len(ps) and ps[g + 1].kind == "A" and ps[g + 1].low in tables().raw["measures"]["serious"]["words"].split()
            if grave and f.measure is Measure.INJURED:
                f.measure = Measure.SERIOUSLY_INJURED
            f.whole, f.inherits = whole, True
            at = chain_end(ps, g) + 1
            if _in_place(clause, at):
                f.where = clause.tokens[ps[at + 1].first].start, clause.tokens[ps[chain_end(ps, at + 1)].last - 1].end
            out.append(f)
    return out


def _in_place(clause: Clause, j: int) -> bool:
    """Whether "in", "at" or "near" and a place stand at ``j``."""
    ps = clause.phrases
    return j + 1 < len(ps) and ps[j].low in ("in", "at", "near") and placelike(clause, ps[j + 1])


def _larger(f: Finding, whole: Finding) -> bool:
    return f.low is not None and whole.high is not None and f.low > whole.high


def _listed(clause: Clause, i: int, known: list[Finding], earlier: list[Finding], taken: set[int]) -> list[Finding]:
    """Parts by place or by cause: "30 in Dorra", "Velmark 11", "nine from smoke", "six each in Dorra and Velmark"."""
    p, ps, tokens = clause.phrases[i], clause.phrases, clause.tokens
    assert p.number is not None
    if p.head is not None or p.number.low is None:
        return []
    start = tokens[p.number.figure].start
    if not _included(clause, i) and (degree := _of_degree(clause, i, known)) is not None:
        return [degree]
    if (sibling := _sibling(clause, i, known)) is not None:
        return [sibling]
    whole = _whole_of(known, earlier, start, p.number.low)
    if whole is None:
        return []
    j = i + 1
    each = j < len(ps) and tokens[ps[j].first].low == "each"
    if each:
        j += 1
    opener = _item_opens(clause, i)
    if j + 1 < len(ps) and ps[j].kind == "P" and ps[j + 1].kind == "N" and opener:
        word = tokens[ps[j].first].low
        if word in ("in", "at", "near") and _placelike(clause, ps[j + 1]):
            places = _places(clause, j + 1) if each else [j + 1]
            return [_part(clause, i, whole, g, "part.by_place", k) for k, g in enumerate(places)]
        if word in ("from", "by") and ps[j + 1].head is not None and not ps[j + 1].flags & Is.TIME:
            f = finding_of(clause, i, i, whole.measure, p.number, "part.by_cause")
            f.whole, f.inherits, f.object = _root(whole), True, whole.object
            return [f]
    if (
        i > 2
        and ps[i - 1].low == "for"
        and ps[i - 2].kind == "N"
        and ps[i - 3].kind == "C"
        and any(k.rule.startswith("part.") for k in known)
    ):
        f = finding_of(clause, i, i, whole.measure, p.number, "part.shared")  # fire accounts for 30 of them and smoke for 11
        f.whole, f.inherits, f.object = whole.whole or whole, True, whole.object
        return [f]
    if i > 2 and ps[i - 1].kind == "," and _in_place(clause, i - 3) and _item_closes(clause, i) and i > 3 and ps[i - 4].kind in (";", ",", "C"):
        f = _part(clause, i, whole, i - 2, "list.by_place", 0)  # "in Dorra, nine were killed; in Velmark, three"
        f.whole, f.like = whole.whole, whole
        return [f]
    before = ps[i - 1] if i else None
    if (
        before is not None
        and before.kind == "N"
        and before.number is None
        and _placelike(clause, before)
        and (i < 2 or ps[i - 2].kind in (":", ",", "C", "("))
        and _item_closes(clause, i)
    ):
        return [_part(clause, i, whole, i - 1, "part.by_place", 0)]
    if j < len(ps) and ps[j].kind in (",", "V") and (given := _were_in(clause, i)) is not None:
        return [_part(clause, i, whole, given, "part.by_place", 0)]
    return []


def _of_degree(clause: Clause, i: int, known: list[Finding]) -> Finding | None:
    """ "30 were injured, six seriously": a part; "nine were seriously hurt and 30 slightly": a figure of its own."""
    ps = clause.phrases
    if i + 1 >= len(ps) or ps[i + 1].kind != "A" or (i + 2 < len(ps) and ps[i + 2].kind not in (",", ".", ";", "C", ")", "P")):
        return None
    words, low = tables().raw["measures"]["serious"], clause.tokens[ps[i + 1].first].low
    hurt = next((k for k in reversed(known) if k.measure in (Measure.INJURED, Measure.SERIOUSLY_INJURED)), None)
    number = ps[i].number
    if hurt is None or number is None or low not in (*words["words"].split(), *words["light"].split()):
        return None
    grave = low in words["words"].split()
    f = finding_of(clause, i, i, Measure.SERIOUSLY_INJURED if grave else Measure.INJURED, number, "part.degree")
    whole = hurt.whole or hurt
    if whole.measure is Measure.INJURED and not _larger(f, whole):
        f.whole, f.inherits = whole, True
    else:
        f.like = hurt
    return f


def _sibling(clause: Clause, i: int, known: list[Finding]) -> Finding | None:
    """ "103 people were killed in Dorra, 21 in Velmark and ten in Brod": the next figure of a list, and no part of the first."""
    ps = clause.phrases
    first = next((k for k in reversed(known) if k.group < i and k.clause is clause), None)
    if first is None or first.single or first.high == 0 or first.object is not None or i + 2 >= len(ps):
        return None
    place = _placed(clause, first)
    if place is None or ps[i + 1].low not in ("in", "at", "near") or not placelike(clause, ps[i + 2]):
        return None
    between = ps[chain_end(ps, place) + 1 : i]
    after_place = chain_end(ps, i + 2) + 1
    alone = after_place < len(ps) and ps[after_place].low == "alone"
    if alone or not between or any(p.kind not in (",", "C", "A", '"') and not p.flags & Is.TIME for p in between):
        return None
    f = _part(clause, i, first, i + 2, "list.by_place", 0)
    f.whole, f.like = first.whole, first
    return f


def _placed(clause: Clause, f: Finding) -> int | None:
    """The noun group of the place right behind a figure and its verb."""
    ps = clause.phrases
    if f.rule == "list.by_place":
        return f.group + 2
    j = chain_end(ps, max(f.group, f.trigger)) + 1
    while j < len(ps) and (ps[j].kind == "A" or ps[j].flags & Is.TIME or (ps[j].kind == "P" and ps[min(j + 1, len(ps) - 1)].flags & Is.TIME)):
        j += 1
    if j + 1 < len(ps) and ps[j].low in ("in", "at", "near") and placelike(clause, ps[j + 1]):
        return j + 1
    return None


def _after_colon(clause: Clause, found: list[Finding]) -> None:
    """ "164 were killed: 103 in Dorra were shot, ...": figures behind a colon are parts of a larger one before it."""
    colon = next((j for j, p in enumerate(clause.phrases) if p.kind == ":"), None)
    if colon is None:
        return
    totals = [f for f in found if max(f.group, f.trigger) < colon and not f.single and f.low]
    for f in found:
        if min(f.group, f.trigger) < colon or f.whole is not None or not f.low:
            continue
        total = next((t for t in totals if t.measure is f.measure and t.object == f.object and (t.low or 0) > f.low), None)
        if total is not None:
            f.whole = total


def _places(clause: Clause, j: int) -> list[int]:
    """ "in Dorra and Velmark counties": each place."""
    ps = clause.phrases
    out = [j]
    while j + 2 < len(ps) and ps[j + 1].kind in (",", "C") and ps[j + 2].kind == "N" and _placelike(clause, ps[j + 2]):
        j += 2
        out.append(j)
    return out


def _item_opens(clause: Clause, i: int) -> bool:
    ps = clause.phrases
    return i == 0 or ps[i - 1].kind in (":", ",", "C", "-", "(", ";", '"') or (ps[i - 1].kind == "N" and ps[i - 1].head is None)


def _item_closes(clause: Clause, i: int) -> bool:
    ps = clause.phrases
    return i + 1 >= len(ps) or ps[i + 1].kind in (",", "C", ".", ";", ")")


def _were_in(clause: Clause, i: int) -> int | None:
    """ "Most, 30, were in Dorra": the place's noun group."""
    ps = clause.phrases
    j = i + 1
    if ps[j].kind == ",":
        j += 1
    if (
        j + 2 < len(ps)
        and ps[j].kind == "V"
        and ps[j].voice == "be"
        and ps[j + 1].kind == "P"
        and ps[j + 2].kind == "N"
        and _placelike(clause, ps[j + 2])
    ):
        return j + 2
    return None


def _placelike(clause: Clause, p: Phrase) -> bool:
    if p.head is None or p.number is not None or p.people is not None or p.noun is not None:
        return False
    f = p.head.flags
    return bool(f & Is.KIND) or p.name or (clause.upper and not f & (Is.TIME | Is.EVENT | Is.UNIT))


def _root(f: Finding) -> Finding:
    """The figure itself, or the whole that it is a listed part of: items of a list are parts of its total, not of each other."""
    return f.whole if f.whole is not None and f.rule.startswith("part.by_") else f


def _part(clause: Clause, i: int, whole: Finding, place: int, rule: str, k: int) -> Finding:
    p = clause.phrases[i]
    assert p.number is not None
    f = finding_of(clause, i, i, whole.measure, p.number, rule)
    if k:  # "six each in Dorra and Velmark": one figure for each place; the second's words go on to its place
        f.end = clause.tokens[clause.phrases[place].last - 1].end
    f.whole, f.inherits, f.object = _root(whole), True, whole.object
    last = chain_end(clause.phrases, place)
    q = clause.phrases[place]
    f.where = clause.tokens[q.first].start, clause.tokens[clause.phrases[last].last - 1].end
    return f


def _out_of(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """ "30 people were killed out of a total of 41": the whole, told behind its part."""
    ps, out = clause.phrases, []
    for i in range(2, len(ps)):
        p = ps[i]
        if (
            p.kind != "N"
            or p.number is None
            or p.currency
            or p.head is not None
            or ps[i - 1].kind != "O"
            or ps[i - 2].low != "out"
        ):
            continue
        part = _latest(known, [], clause.tokens[p.first].start)
        if part is None or part.clause is not clause or part.object is not None:
            continue
        f = finding_of(clause, i, i, part.measure, p.number, "part.out_of")
        part.whole = f
        out.append(f)
    return out


def _said_again(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """ "nine guards were included in the 41": a total named again by its number, and a part of it."""
    ps, out = clause.phrases, []
    for i in range(1, len(ps)):
        p = ps[i]
        if (
            p.kind != "N"
            or p.number is None
            or p.head is not None
            or not (p.number.definite or ps[i - 2].noun_low in _FIGURES)
            or p.number.low is None
            or ps[i - 1].kind not in ("P", "O")
        ):
            continue
        total = next(
            (
                f
                for f in reversed(earlier)
                if (f.low, f.high) == (p.number.low, p.number.high) and not f.single and f.object is None
            ),
            None,
        )
        if total is None or any(f.group == i for f in known):
            continue
        f = finding_of(clause, i, i, total.measure, p.number, "toll.again")
        f.restates, f.where = True, total.where
        f.inherits, f.like = True, total
        out.append(f)
        part = next(
            (j for j in range(i - 2, -1, -1) if ps[j].kind == "N" and ps[j].number is not None and ps[j].people is not None), None
        )
        if (
            part is not None
            and not any(k.group == part for k in known)
            and any(q.kind == "V" and (_is(q, "include") or q.voice == "be") for q in ps[part:i])
        ):
            g = finding_of(clause, part, part, total.measure, ps[part].number, "part.included")  # type: ignore[arg-type]  # has a number
            g.whole, g.inherits = total, True
            out.append(g)
    return out


def _is(p: Phrase, *lemmas: str) -> bool:
    return p.lemma in lemmas


def _counted_people(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """ "Bystanders hit number 12", "Dorra had the largest share, 30": parts told by a verb of counting."""
    ps, out = clause.phrases, []
    totals = [f for f in earlier if f.whole is None and not f.single and f.object is None and f.high != 0]
    total = max(totals, key=lambda f: f.low or 0, default=None)
    if total is None:
        return []
    for i, p in enumerate(ps):
        if p.kind != "V" or i + 1 >= len(ps):
            continue
        if _is(p, "number", "total") and ps[i + 1].kind == "N" and ps[i + 1].number is not None and ps[i + 1].head is None:
            subject = next((j for j in range(i - 1, -1, -1) if ps[j].kind == "N" and not governed(ps, j)), None)
            if subject is None or ps[subject].people is None or any(f.group == i + 1 for f in known):
                continue
            f = finding_of(clause, i + 1, i, total.measure, ps[i + 1].number, "part.numbered")  # type: ignore[arg-type]  # has a number
            f.whole, f.people = total, subject
            out.append(f)
        elif _is(p, "have", "record", "account", "see", "suffer") and i > 0 and placelike(clause, ps[i - 1]):
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
    return [_part(clause, g, total, i - 1, "part.by_place", 0)]


def _broken_down(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """ "nine monks (seven Danes and two Finns)": groups behind a figure that add up to it."""
    ps, out = clause.phrases, []
    for f in known:
        if f.low is None or f.low != f.high or f.low < 2 or f.object is not None or f.clause is not clause:
            continue
        start = next((j for j in range(f.group + 1, min(f.group + 9, len(ps))) if ps[j].kind in ("(", "-", ":", ";", ",")), None)
        groups = [] if start is None else after(ps, start)
        if len(groups) < 2 or any(k.group in groups for k in known):
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
