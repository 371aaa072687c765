"""The place that the words bind a figure to, as worded: the narrowest of its clause, never the seat of a speaker.

Candidates are ranked by how close the words tie them: inside the people ("15 people in Kut were"), right behind the verb,
at the head of the sentence ("In Kut, ..."), shared over a joint ("3 killed and 5 injured in Kut"), the place of the event
("the riots in Kut", "the blast that hit Kut", "Denmark crackdown"), behind "when" and "who", elsewhere before; in a headline
also the country that it names.
"""

from __future__ import annotations

from tollbook.extract.clause import Clause, chain_end
from tollbook.extract.cutting import Phrase
from tollbook.extract.finding import Finding
from tollbook.extract.placelike import has_name, is_setting, is_wide, place_words, placelike
from tollbook.extract.where_at import left_at, place_at
from tollbook.extract.where_bound import (
    clauses_between,
    joined,
    near,
    next_told,
    opens_clause,
    said_between,
    same_sentence,
    speaker,
)
from tollbook.extract.where_told import event_place, relative_place, told_otherwise
from tollbook.extract.where_words import words_of_place
from tollbook.extract.words import Is
from tollbook.model import Measure, WhoClass

_Span = tuple[int, int]
_BEFORE = frozenset("PVO")  # the kinds of phrase behind which a place can stand
_STAY = frozenset([Measure.SHELTERED, Measure.DISPLACED, Measure.AFFECTED])  # of whom it is told where they live now


def where_of(f: Finding, headline: bool) -> _Span | None:
    """The words of the place of ``f``, or ``None`` where its sentence binds it to none."""
    c, ps = f.clause, f.clause.phrases
    lo, hi = min(f.group, f.trigger), max(f.group, f.trigger)
    if hi + 1 < len(ps) and ps[hi + 1].kind == "V" and ps[hi + 1].lemma in place_words("happened") and ps[hi].kind == "N":
        hi += 1  # "thirty deaths | were recorded | in Kut"
    found = [i for i in range(len(ps) - 1) if ps[i].kind in _BEFORE and place_at(c, f, i)]
    relative = relative_place(c, lo)
    if relative is not None:
        return words_of_place(c, relative)
    best: tuple[int, bool, int, int] | None = None
    ranks = dict[int, int]()
    for i in found:
        own = f.share_words is None or not f.share_words[0] <= c.tokens[ps[i].first].start < f.share_words[1]
        rank = _rank(c, f, i, lo, hi) if own else None  # "of those killed in Dorra, nine": the place of the whole
        if rank is not None:
            unnamed = not c.upper and not any(k.isupper() for k in c.text[slice(*words_of_place(c, i + 1))])
            wide = is_wide(c, i + 1) or unnamed or (ps[i].low == "on" and not has_name(c, i + 1))
            bare = unnamed and (is_setting(c, ps[i + 1]) or (rank > 4 and ps[i + 1].flags & Is.KIND > 0))
            ranks[i] = rank + 4 * bare
            key = (ranks[i], wide, abs(i - hi) if i > hi else abs(lo - i), i)
            best = key if best is None or key < best else best
    told = next_told(ps, hi) if best is None else None
    while told is not None:
        own_place = next((i for i in found if i > told and (near(ps, told, i) or same_sentence(ps, told, i))), None)
        if own_place is not None:
            return words_of_place(c, own_place + 1)  # "killed nine, and wounded 14 when a bomb went off in Dorra"
        told = next_told(ps, told)
    if best is None and headline:
        before = [
            i for i in found if i < lo and placelike(c, ps[i + 1]) and ps[i].kind in "PV" and any(q.kind == ";" for q in ps[i:lo])
        ]
        if before:
            return words_of_place(c, before[-1] + 1)  # "Gunman opens fire at Dorra mall; 3 dead", "Blast shakes Dorra; ..."
    event = event_place(c) if best is None or best[0] > 4 else None
    if event is not None:
        return event
    if best is not None:
        return words_of_place(c, _narrowest(ps, ranks, best[3]) + 1)
    return told_otherwise(c, f, headline) or _there(c, f, lo, hi)


def _narrowest(ps: list[Phrase], ranks: dict[int, int], i: int) -> int:
    """ "opened fire at | Kiln Road school | in Dorra, killing nine": of places that lie in each other the first."""
    inner = next((j for j in ranks if j < i and ranks[j] == ranks[i] and chain_end(ps, j + 1) == i - 1), None)
    if inner is not None and ps[inner + 1].noun_low in place_words("compass"):
        return i  # "in Northeast at Kiln Road"
    return i if inner is None or ps[i].kind != "P" else _narrowest(ps, ranks, inner)


def _there(c: Clause, f: Finding, lo: int, hi: int) -> _Span | None:
    """ "nine were hurt | there", "reporters | there | saw dozens of bodies": a place told of before, as worded."""
    ps = c.phrases
    for j, p in enumerate(ps):
        if p.kind != "N" or p.noun_low != "there" or (j + 1 < len(ps) and ps[j + 1].kind == "V" and ps[j + 1].voice == "be"):
            continue
        if (j == hi + 1 and j) or (0 < j < lo and ps[j - 1].kind == "N" and not any(q.kind in ("S", ";") for q in ps[j:lo])):
            return c.tokens[p.first].start, c.tokens[p.last - 1].end
    return None


def _rank(c: Clause, f: Finding, i: int, lo: int, hi: int) -> int | None:
    ps = c.phrases
    if speaker(c, i) or (f.measure not in _STAY and _where_they_live(ps, i)):
        return None
    if lo < i < hi:
        if (f.single and _of_office(ps, i)) or any(p.verb is not None and p.kind == "V" for p in ps[lo + 1 : i]):
            return 8  # "two men kidnapped in Brod were released in Dorra"
        return (
            3 if any(p.kind in ("W", ",") for p in ps[lo:i]) else 1
        )  # "a deputy who had campaigned in Brod was killed in Dorra"
    if i > hi:
        if near(ps, hi, i) or left_at(c, f, i):
            return 2
        if joined(ps, hi, i):
            return 4
        return 6 if same_sentence(ps, hi, i) else None
    if any(ps[j].kind in (";", ".") for j in range(i, lo)):
        return None
    if ps[i].kind == "P" and opens_clause(ps, i, lo):
        return 3
    host = ps[i - 1] if i else None
    if ps[i].kind == "V" or (host is not None and host.flags & Is.EVENT) or _so_it_did(ps, f, i):
        return 5
    counted = host is not None and host.number is not None and (host.head is None or host.anaphor)
    if counted and any(q.kind == "C" and q.low == "and" for q in ps[i:lo]):
        return None  # "nine in Dorra, and 30 families"
    return None if clauses_between(ps, i, lo) > 1 or said_between(ps, i, lo) else 7


def _where_they_live(ps: list[Phrase], i: int) -> bool:
    """ "a man | who lives | in Dorra", "a letter | issued | in Dorra": of the person or paper, not of what befell him."""
    host = ps[i - 1] if i else None
    if host is not None and host.noun_low == "lives" and i > 1 and ps[i - 2].kind == "W":
        return True
    if host is None or host.kind != "V":
        return False
    return (
        host.lemma in place_words("lives")
        or host.lemma in place_words("issued")
        or (i > 1 and ps[i - 2].noun_low in place_words("addresses"))
    )


def _of_office(ps: list[Phrase], i: int) -> bool:
    """ "Ilya Maren, | the consul | in Brod, was killed in Dorra": where somebody holds an office, or goes to school."""
    host = ps[i - 1]
    school = ps[i].low == "at" and host.people is WhoClass.STUDENTS
    return host.kind == "N" and (school or bool(host.flags & Is.TITLE) or host.people is WhoClass.OFFICIALS)


def _so_it_did(ps: list[Phrase], f: Finding, i: int) -> bool:
    """ "gunmen stormed a church in Dorra, | killing | nine": the place of what was done before."""
    trigger = ps[f.trigger]
    if trigger.kind != "V" or trigger.voice != "ing" or f.trigger < 1 or ps[f.trigger - 1].kind not in (",", "C", "N"):
        return False
    return not any(p.kind in ("S", "W", ":", "(") for p in ps[i : f.trigger])
