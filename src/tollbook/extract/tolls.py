"""Tolls told by their number: "the toll has risen from 18 to 26", "the injured now number 412", "arrests passed 900"."""

from __future__ import annotations

from functools import cache

from tollbook.extract.clause import Clause, chain_end, chain_start
from tollbook.extract.cutting import Phrase
from tollbook.extract.numbers import Number, requalify
from tollbook.extract.words import Is, tables
from tollbook.model import Qualifier

NUMBERS = frozenset("number numbers toll total figure count tally".split())  # nouns of which a number is told


@cache
def _tells() -> frozenset[str]:
    return frozenset(tables().raw["measures"]["tells"]["words"].split())


def told_number(clause: Clause, group: int, trigger: int) -> tuple[int, Number, str | None] | None:
    """The number that tells the toll which noun group ``group`` (and the verb at ``trigger``) speaks of.

    Returns its noun group, the number, and the earlier figure that it replaces, as worded.
    """
    ps = clause.phrases
    end = chain_end(ps, group)
    if end > group and _bare(ps[end]) and ps[end].head is None and trigger <= end:
        return _value(clause, end, None)  # a toll of three
    start = max(end, trigger) + 1
    ahead = _ahead(clause, start, _putting(ps, min(group, trigger)))
    if ahead is not None:
        return ahead
    over = _over_clause(clause, start)
    if over is not None:
        return over
    return _behind(clause, chain_start(ps, min(group, trigger)))


def changes(p: Phrase) -> bool:
    """A verb that gives a toll another number: "raised", "revised", "lowered"."""
    words = tables().raw["measures"]["tells"]
    return p.lemma in words["lift"] or p.lemma in words["drop"]


def _putting(ps: list[Phrase], i: int) -> Phrase | None:
    """ "puts the number of dead at 238": the verb before the toll."""
    for j in range(i - 1, max(-1, i - 6), -1):
        if ps[j].kind == "V":
            return ps[j] if ps[j].lemma in _tells() and ps[j].voice in ("active", "bare", "ing") else None
        if ps[j].kind not in ("N", "O", "A", '"'):
            return None
    return None


def _beside(ps: list[Phrase], start: int, j: int) -> bool:
    """Without a verb the number stands right behind: "death toll 34", "dead: 34", "deaths between 60 and 70"."""
    return all(p.kind in (":", "A", '"', "-", "(") or _is_label(p) for p in ps[start:j])


def _is_label(p: Phrase) -> bool:
    return p.kind == "N" and bool(p.flags & Is.TIME) and p.number is None


def _ahead(clause: Clause, j: int, verb: Phrase | None = None) -> tuple[int, Number, str | None] | None:
    ps, n = clause.phrases, len(clause.phrases)
    start, steps = j, 0
    while j < n and steps < 14:
        p = ps[j]
        steps += 1
        if p.kind == "N":
            if _bare(p) and _speaker(clause, j):
                return None
            if _bare(p):
                joined = (
                    ps[j - 1].kind in ("P", "O", "V", "A", '"', ")", ",") or j == start or ps[j - 1].low == "as"
                    if verb is not None
                    else _beside(ps, start, j)
                )
                return _value(clause, j, verb) if joined else None
            if (
                ps[j - 1].kind not in ("P", "O", "C", "N", ",")
                and not _hyphened(clause, j)
                and p.head is not None
                and not p.head.flags & Is.TIME
            ):
                return None
            if p.number is not None and p.number.currency is None and not p.flags & (Is.TIME | Is.UNIT) and verb is None:
                return None
        elif p.kind == "V":
            if p.voice == "be" or (p.lemma in _tells()):
                if p.negative:
                    return None
                verb = p
            elif p.verb is None and p.voice not in ("part", "bare", "ing", "inf"):
                return None
        elif p.kind in (";", ".") or (p.kind == "," and verb is not None and j > 0 and ps[j - 1].kind != "V"):
            return None
        j += 1
    return None


def _speaker(clause: Clause, j: int) -> bool:
    """ "..., said | one, |": who speaks."""
    p, verb = clause.phrases[j], clause.phrases[j - 1] if j else None
    one = p.number is not None and p.number.low == p.number.high == 1
    return one and verb is not None and verb.kind == "V" and verb.lemma in ("say", "add", "tell")


def _hyphened(clause: Clause, j: int) -> bool:
    """ "the 6.8-|magnitude quake": one word."""
    mark = clause.tokens[clause.phrases[j - 1].first]
    return j > 0 and mark.text == "-" and clause.tokens[clause.phrases[j].first].start == mark.end


def _over_clause(clause: Clause, start: int) -> tuple[int, Number, str | None] | None:
    """ "The number of those killed | when the boat went down near Dorra | climbed to 87": over a clause in between."""
    ps = clause.phrases
    if not any(p.kind in ("S", "W") for p in ps[start : start + 6]):
        return None
    lifts = tables().raw["measures"]["tells"]["lift"]
    for j in range(start + 1, min(start + 20, len(ps) - 2)):
        p = ps[j]
        if p.kind in (";", ".", ":") or (p.kind == "N" and p.noun is not None):
            return None
        if p.kind == "V" and (p.lemma in lifts or p.lemma == "stand") and not p.negative and ps[j + 1].low in ("to", "at"):
            return _value(clause, j + 2, p) if ps[j + 2].kind == "N" and _bare(ps[j + 2]) else None
    return None


def _behind(clause: Clause, j: int) -> tuple[int, Number, str | None] | None:
    """ "To 41 rose the dead", "put at scores the number of miners killed"."""
    ps = clause.phrases
    k = j - 1
    verb = False
    steps = 0
    while k >= 0 and steps < 5:
        p = ps[k]
        at = k - 2 if k > 1 and ps[k - 1].kind == '"' else k - 1
        if p.kind == "N" and _bare(p) and at >= 0 and ps[at].low in ("to", "at"):
            near = any(q.kind in "VN" and q.lemma in _tells() for q in ps[max(0, k - 3) : j])
            return _value(clause, k, None) if near or verb else None
        if p.kind == "V":
            if p.word is None or p.word.lemma not in _tells():
                return None
            verb = True
        elif p.kind not in ("N", "A", '"') or (p.kind == "N" and not p.flags & Is.TIME):
            return None
        k, steps = k - 1, steps + 1
    return None


def _bare(p: Phrase) -> bool:
    """A number that stands alone, or counts people or the dead."""
    if p.number is None or p.number.currency is not None or p.partitive:
        return False
    return p.head is None or p.people is not None or p.noun is not None or p.head.flags & Is.GROUP != 0


def _value(clause: Clause, j: int, verb: Phrase | None) -> tuple[int, Number, str | None] | None:
    ps = clause.phrases
    number = ps[j].number
    assert number is not None
    lift = tables().raw["measures"]["tells"]
    lemma = verb.word.lemma if verb is not None and verb.word is not None else ""
    first = clause.tokens[number.first]
    if number.qualifier is Qualifier.BETWEEN and first.low == "from" and lemma not in lift["span"]:
        words = [k for k in clause.tokens[number.first : number.last] if k.flags & Is.NUMBER]
        number.low = number.high = number.low if number.falls else number.high
        number.qualifier, number.figure = Qualifier.EXACT, number.last - 1
        return j, number, words[0].text if words else None
    if number.qualifier is Qualifier.BETWEEN and ps[j - 1].low == "by" and not number.falls:
        number.low = number.high  # rose by 3 | to 41
        number.qualifier, number.figure = Qualifier.EXACT, number.last - 1
    if (lemma in lift["past"] or ps[j - 1].low == "past") and number.qualifier is Qualifier.EXACT:
        requalify(number, "more_than")
    if ps[j - 1].low == "from" and j + 2 < len(ps) and ps[j + 1].low == "to" and lemma not in lift["span"] and _bare(ps[j + 2]):
        now = ps[j + 2].number  # from 12 dead | to | nine
        return None if now is None else (j + 2, now, _figure(clause, j))
    former = former_of(clause, j)
    return j, number, None if former is None else _figure(clause, former)


def former_of(clause: Clause, j: int) -> int | None:
    """The earlier number behind a toll's at ``j``: "rose to 57 from 49", "140 on Friday, up | from 113"."""
    ps = clause.phrases
    k = j + 1
    while k < len(ps) and (
        ps[k].kind in ("A", ",")
        or ps[k].flags & Is.TIME
        or (ps[k].kind == "P" and k + 1 < len(ps) and ps[k + 1].flags & Is.TIME and ps[k + 1].number is None)
    ):
        k += 1
    if k + 1 >= len(ps) or ps[k].low != "from" or not _bare(ps[k + 1]):
        return None
    return k + 1


def _figure(clause: Clause, j: int) -> str:
    """The words of a bare number."""
    number = clause.phrases[j].number
    assert number is not None
    return clause.text[clause.tokens[number.figure].start : clause.tokens[number.last - 1].end]
