"""Figures told again: a total named behind its part, by its number, or as the one given before."""

from __future__ import annotations

from tollbook.extract.clause import Clause
from tollbook.extract.finding import Finding, finding_of
from tollbook.extract.tolls import told_number
from tollbook.extract.where import where_of
from tollbook.extract.words import Is

_OUT_OF = frozenset(["out", "total"])
_GIVE = frozenset("give put report count announce speak cite set name estimate state".split())
_NUMBER = frozenset("number figure total count".split())
_PUT = frozenset("put set place estimate".split())
_LIFT = frozenset("bring take raise push lift".split())
_WAYS = frozenset(["up", "down"])
_FIGURES = frozenset("figure toll number count tally total".split())


def latest(known: list[Finding], earlier: list[Finding], before: int) -> Finding | None:
    """The figure spoken of just before position ``before``."""
    here = [f for f in known if f.start < before and f.high != 0 and not f.single]
    return here[-1] if here else next((f for f in reversed(earlier) if not f.single and f.high != 0), None)


def out_of(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """ "30 people were killed out of a total of 41": the whole, told behind its part."""
    ps, out = clause.phrases, list[Finding]()
    if clause.lows.isdisjoint(_OUT_OF):
        return out
    for i in clause.numbers:
        p = ps[i]
        if i < 2 or p.number is None or p.currency or p.head is not None or not _from_total(clause, i):
            continue
        part = latest(known, [], clause.tokens[p.first].start)
        if part is None or part.clause is not clause or part.object is not None:
            continue
        f = finding_of(clause, i, i, part.measure, p.number, "part.out_of")
        part.whole = f
        out.append(f)
    return out


def _from_total(clause: Clause, i: int) -> bool:
    """ "out of 41", "from a total of 41"."""
    ps = clause.phrases
    number = ps[i].number
    if ps[i - 1].kind == "O" and ps[i - 2].low == "out":
        return True
    totalled = number is not None and any(k.low == "total" for k in clause.tokens[number.first : number.last])
    return totalled and (ps[i - 1].kind == "O" or ps[i - 1].low == "from")


def said_again(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """ "nine guards were included in the 41": a total named again by its number."""
    ps, out = clause.phrases, list[Finding]()
    for i in clause.numbers:
        p = ps[i]
        if (
            not i
            or p.number is None
            or p.head is not None
            or not (p.number.definite or ps[i - 2].noun_low in _FIGURES or ps[i - 3].noun_low in _FIGURES)
            or (p.number.low or 0) < 2
            or ps[i - 1].kind not in ("P", "O", '"')
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
        if total is None and (named := _figure_of(clause, i, known, earlier)) is not None:
            out.append(named)
        if total is None or any(f.group == i for f in known):
            continue
        f = finding_of(clause, i, i, total.measure, p.number, "toll.again")
        f.restates, f.where = True, total.where
        f.inherits, f.like = True, total
        out.append(f)
    return out


def _figure_of(clause: Clause, i: int, known: list[Finding], earlier: list[Finding]) -> Finding | None:
    """ "the opposition's figure of 40": of what was counted last."""
    ps = clause.phrases
    number, last = ps[i].number, latest(known, earlier, clause.tokens[ps[i].first].start)
    of = i - 2 if ps[i - 1].kind == '"' and i > 2 else i - 1
    if number is None or last is None or last.object is not None or ps[of].kind != "O" or ps[of - 1].noun_low != "figure":
        return None
    if ps[i].currency is not None or any(f.group == i for f in known):
        return None
    f = finding_of(clause, i, i, last.measure, number, "toll.figure")
    f.like = last
    return f


def number_was(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """ "In Dorra alone the number was 30": of what was counted last, by a noun that says only that it is a number."""
    ps = clause.phrases
    if clause.lows.isdisjoint(_NUMBER):
        return []
    put = _put_at(clause)
    last = latest(known if put else [], earlier, clause.tokens[ps[put].first].start if put else 0)
    if last is None or last.object is not None or (not put and any(k.measure is last.measure for k in known)):
        return []
    for i, p in enumerate(ps):
        if put and i != put:
            continue
        if p.kind != "N" or p.noun_low not in _NUMBER or p.determiner != "the" or p.number is not None:
            continue
        told = told_number(clause, i, i) if i + 1 < len(ps) and (put or ps[i + 1].kind in ("V", "A")) else None
        if told is None or any(k.group == told[0] and k.clause is clause for k in known):
            continue
        f = finding_of(clause, told[0], i, last.measure, told[1], "toll.figure")
        f.like, f.replaces = last, told[2]
        place = where_of(f, False)
        if place is not None and f.low is not None and last.high is not None and f.low < last.high:
            f.whole, f.where = last, place
        return [f]
    return []


def brought_to(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """ "Fourteen people died, | bringing | the total | to 212": of what its clause counts, where that is of one kind."""
    ps = clause.phrases
    if clause.lows.isdisjoint(_NUMBER) or clause.lemmas.isdisjoint(_LIFT):
        return []
    for i in clause.verbs:
        if ps[i].lemma not in _LIFT or ps[i].negative or ps[i].voice != "ing" or i + 3 >= len(ps):
            continue
        noun, number = ps[i + 1], ps[i + 3].number
        if noun.kind != "N" or noun.noun_low not in _NUMBER or noun.number is not None or ps[i + 2].low != "to" or number is None:
            continue
        before = [f for f in known if f.clause is clause and f.start < clause.tokens[ps[i].first].start]
        kinds = {(f.measure, f.object) for f in before}
        if len(kinds) != 1 or number.currency is not None or ps[i + 3].head is not None or any(f.group == i + 3 for f in known):
            continue
        day = before[-1]
        if day.low is None or number.low is None or number.low <= day.low or day.unit is not None or day.object is not None:
            continue
        f = finding_of(clause, i + 3, i + 1, day.measure, number, "toll.figure")
        f.where = day.where
        return [f]
    return []


def _put_at(clause: Clause) -> int:
    """ "The union | puts | the figure | at 30": the noun that says only that it is a number; 0 where nothing is put so."""
    ps = clause.phrases
    for i in clause.verbs:
        giving = ps[i].lemma == "give"
        if (
            (ps[i].lemma in _PUT or giving)
            and not ps[i].negative
            and ps[i].voice in ("active", "bare", "ing")
            and i + 3 < len(ps)
        ):
            noun, number = ps[i + 1], ps[i + 3]
            bare = noun.kind == "N" and noun.noun_low in _NUMBER and noun.determiner in ("the", "that") and noun.number is None
            if bare and ps[i + 2].low == ("as" if giving else "at") and number.number is not None and number.currency is None:
                return i + 1
    return 0


def up_from(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """ "415 people are in custody, down | from 602 | on Saturday": what was counted before, of what is counted now."""
    ps, out = clause.phrases, list[Finding]()
    if "from" not in clause.lows or clause.lows.isdisjoint(_WAYS):
        return out
    for i in clause.numbers:
        p = ps[i]
        if i < 3 or ps[i - 1].low != "from" or ps[i - 2].low not in _WAYS or p.number is None or p.head is not None:
            continue
        now = latest(known, [], clause.tokens[p.first].start)
        taken = any(k.group == i and k.clause is clause for k in known)
        if now is None or now.clause is not clause or now.object is not None or now.unit is not None or taken or p.currency:
            continue
        f = finding_of(clause, i, i, now.measure, p.number, "toll.former")
        f.restates, f.like, f.inherits = True, now, True
        now.replaces = now.replaces or clause.text[f.start : f.end]
        out.append(f)
    return out


def had_given(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """ "The ministry gives 16 dead; on Friday it had given 18": a bare number that was told before, of what was told last."""
    ps, out = clause.phrases, list[Finding]()
    if "had" not in clause.lows or clause.lemmas.isdisjoint(_GIVE):
        return out
    for i, p in enumerate(ps[:-1]):
        if p.kind != "V" or p.lemma not in _GIVE or not any(k.low == "had" for k in clause.tokens[p.first : p.last]):
            continue
        j = next((j for j in range(i + 1, min(i + 5, len(ps))) if ps[j].kind == "N" and ps[j].number is not None), None)
        if j is None or ps[j].head is not None or ps[j].currency is not None or any(f.group == j for f in known):
            continue
        if any(q.kind not in ("N", "P", "O", "A") or (q.people is not None or q.flags & Is.TIME) for q in ps[i + 1 : j]):
            continue
        now = latest(known, earlier, clause.tokens[ps[j].first].start)
        number = ps[j].number
        if now is None or number is None or now.object is not None:
            continue
        f = finding_of(clause, j, i, now.measure, number, "toll.former")
        f.restates, f.like, f.inherits = True, now, True
        out.append(f)
    return out
