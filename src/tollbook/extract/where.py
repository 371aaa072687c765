"""The place that the words bind a figure to, as worded: the narrowest of its clause, never the seat of a speaker.

Candidates are ranked by how close the words tie them: inside the people ("15 people in Kut were"), right behind the verb,
at the head of the sentence ("In Kut, ..."), shared over a joint ("3 killed and 5 injured in Kut"), the place of the event
("the riots in Kut", "the blast that hit Kut", "Denmark crackdown"), behind "when" and "who", elsewhere before; in a headline
also the country that it names.
"""

from __future__ import annotations

from tollbook.extract.clause import Clause, chain_end, saying
from tollbook.extract.cutting import Phrase
from tollbook.extract.finding import Finding
from tollbook.extract.placelike import countries, is_setting, place_words, placelike
from tollbook.extract.where_joined import with_others
from tollbook.extract.where_told import event_place, relative_place, told_otherwise
from tollbook.extract.words import Is, tables
from tollbook.model import Measure

_Span = tuple[int, int]
_LEFT = frozenset([Measure.EVACUATED, Measure.DISPLACED, Measure.KIDNAPPED])  # of whom it is told what place they were taken from


def where_of(f: Finding, headline: bool) -> _Span | None:
    """The words of the place of ``f``, or ``None`` where its sentence binds it to none."""
    c, ps = f.clause, f.clause.phrases
    lo, hi = min(f.group, f.trigger), max(f.group, f.trigger)
    if hi + 1 < len(ps) and ps[hi + 1].kind == "V" and ps[hi + 1].lemma in place_words("happened") and ps[hi].kind == "N":
        hi += 1  # "thirty deaths | were recorded | in Kut"
    found = [i for i in range(len(ps) - 1) if _place_at(c, f, i)]
    relative = relative_place(c, lo)
    if relative is not None:
        return _span(c, relative)
    best: tuple[int, bool, int, int] | None = None
    for i in found:
        own = f.share_words is None or not f.share_words[0] <= c.tokens[ps[i].first].start < f.share_words[1]
        rank = _rank(c, f, i, lo, hi) if own else None  # "of those killed in Dorra, nine": the place of the whole
        if rank is not None:
            unnamed = not c.upper and not any(k.isupper() for k in c.text[slice(*_span(c, i + 1))])
            wide = ps[i + 1].noun_low in place_words("sides") or unnamed or (ps[i].low == "on" and not _has_name(c, i + 1))
            bare = is_setting(c, ps[i + 1]) and unnamed
            key = (rank + 4 * bare, wide, abs(i - hi) if i > hi else abs(lo - i), i)
            best = key if best is None or key < best else best
    if best is None and headline:
        before = [
            i for i in found if i < lo and placelike(c, ps[i + 1]) and ps[i].kind == "P" and any(q.kind == ";" for q in ps[i:lo])
        ]
        if before:
            return _span(c, before[-1] + 1)  # "Gunman opens fire at Dorra mall; 3 dead"
    event = event_place(c)
    if event is not None and (best is None or best[0] > 4):
        return event
    if best is not None:
        return _span(c, best[3] + 1)
    return told_otherwise(c, f, headline) or _there(c, f, lo, hi)


def _there(c: Clause, f: Finding, lo: int, hi: int) -> _Span | None:
    """ "nine were hurt | there", "reporters | there | saw dozens of bodies": a place told of before, as worded."""
    ps = c.phrases
    for j, p in enumerate(ps):
        if p.kind != "N" or p.noun_low != "there" or (j + 1 < len(ps) and ps[j + 1].kind == "V" and ps[j + 1].voice == "be"):
            continue
        if (j == hi + 1 and j) or (0 < j < lo and ps[j - 1].kind == "N" and not any(q.kind in ("S", ";") for q in ps[j:lo])):
            return c.tokens[p.first].start, c.tokens[p.last - 1].end
    return None


def _has_name(c: Clause, i: int) -> bool:
    """Whether a place is named: "the road" says less than "Brod county" behind it."""
    last = c.phrases[chain_end(c.phrases, i)].last
    return any(k.text[0].isupper() for k in c.tokens[c.phrases[i].first : last])


def _rank(c: Clause, f: Finding, i: int, lo: int, hi: int) -> int | None:
    ps = c.phrases
    if _speaker(c, i):
        return None
    if lo < i < hi:
        return 1
    if i > hi:
        if _near(ps, hi, i) or _left_at(c, f, i):
            return 2
        if _joined(ps, hi, i):
            return 4
        return 6 if _same_sentence(ps, hi, i) else None
    if any(ps[j].kind in (";", ".") for j in range(i, lo)):
        return None
    if ps[i].kind == "P" and _opens_clause(ps, i, lo):
        return 3
    host = ps[i - 1] if i else None
    if ps[i].kind == "V" or (host is not None and host.flags & Is.EVENT):
        return 5
    counted = host is not None and host.number is not None and (host.head is None or host.anaphor)
    if counted and any(q.kind == "C" and q.low == "and" for q in ps[i:lo]):
        return None  # "nine in Dorra, and 30 families"
    return None if _clauses_between(ps, i, lo) > 1 else 7


def _opens_clause(ps: list[Phrase], i: int, lo: int) -> bool:
    """ "In Kut, | nine were", "..., while in Kut, | nine were"."""
    if i <= 1 and (i == 0 or ps[0].kind in ("A", "C", '"')):
        return True
    end = chain_end(ps, i + 1) + 1
    opens = i > 0 and ps[i - 1].kind in ("S", "C") and ps[i - 1].low in ("while", "but", "and", "whereas")
    return (
        opens
        and end < lo
        and ps[end].kind == ","
        and not any(p.kind in ("W", "S") or (p.kind == "V" and p.verb is None) for p in ps[end:lo])
    )


def _clauses_between(ps: list[Phrase], i: int, lo: int) -> int:
    """How many clauses, or nouns of time that stand for one, begin between a place and its figure: "after a shutdown as"."""
    return sum(ps[j].kind == "S" or ps[j].low in ("after", "before", "following", "since") for j in range(i, lo))


def _place_at(c: Clause, f: Finding, i: int) -> bool:
    """Whether a preposition of place, or a verb of striking, and a place stand at ``i``."""
    p = c.phrases[i]
    if p.low == "in" and i and _body_of(c, i):
        return False
    if p.kind == "V" and p.lemma in place_words("hits") and p.voice in ("active", "bare", "ing"):
        return placelike(c, c.phrases[i + 1])
    ahead = c.phrases[i + 1]
    if _left_at(c, f, i):
        return True
    if p.kind in ("P", "O") and _struck_at(c, i):
        return True
    if p.kind == "P" and p.low == "on":
        return ahead.noun_low in place_words("on")
    if p.kind == "P" and p.low == "from" and f.measure is Measure.KILLED and _recovered(c, f, i):
        return True
    if p.kind == "P" and p.low == "from" and f.measure in _LEFT:
        beside = i in (0, f.trigger + 1, chain_end(c.phrases, f.group) + 1) and (i == 0 or i > min(f.group, f.trigger) + 1)
        return beside and placelike(c, ahead) and ahead.determiner not in ("their", "his", "her")
    return p.kind == "P" and p.low.replace(" ", "_") in place_words("prepositions") and placelike(c, ahead)


def _body_of(c: Clause, i: int) -> bool:
    """ "the Islamic State | in | Dorra and the Levant": a place in the name of a body."""
    last = c.tokens[c.phrases[i].first - 1]
    return c.text[c.start : last.end].casefold().endswith(tuple(tables().raw["things"]["places"]["bodies"]))


def _struck_at(c: Clause, i: int) -> bool:
    """ "an air strike | on | the market", "the floods | of | Dorra": what struck, and where."""
    p, ahead = c.phrases[i], c.phrases[i + 1]
    host = c.phrases[i - 1] if i else None
    if (
        host is None
        or host.kind != "N"
        or p.low not in place_words("struck_at")
        or not placelike(c, ahead)
        or ahead.noun_low == "there"
    ):
        return False
    if p.kind == "O":
        struck = place_words("struck")
        named = ahead.people is None and not c.upper and _has_name(c, i + 1)
        return named and bool({host.noun_low, host.noun_low.removesuffix("s")} & struck)
    known = bool(ahead.flags & Is.KIND) or ahead.noun_low in place_words("settings") or (ahead.name and p.low == "on")
    return p.low in ("on", "against") and host.noun_low in place_words("raids") and known and ahead.determiner != "our"


def _recovered(c: Clause, f: Finding, i: int) -> bool:
    """ "nine bodies | were recovered | from | the river"."""
    ps = c.phrases
    beside = next((ps[j] for j in range(i - 1, max(-1, i - 3), -1) if ps[j].kind == "V"), None)
    near = abs(i - max(f.group, f.trigger)) < 3
    return near and beside is not None and beside.lemma in place_words("recovered") and placelike(c, c.phrases[i + 1])


def _left_at(c: Clause, f: Finding, i: int) -> bool:
    """ "thirty families | fled | Dorra": the place that people left, behind the verb itself."""
    p = c.phrases[i]
    left = f.measure in _LEFT and i == f.trigger and p.kind == "V" and p.lemma in place_words("left")
    return left and p.voice in ("active", "bare", "inf", "ing") and placelike(c, c.phrases[i + 1]) and f.group < i


def _near(ps: list[Phrase], start: int, i: int) -> bool:
    """Right behind: nothing but times, adverbs and other attachments in between."""
    for j in range(start + 1, i):
        p = ps[j]
        if p.kind in (";", ".", ":", "-", "S", "W", "V", "C") or (
            p.kind == "," and ps[j + 1].kind not in ("P", "A", '"') and j + 1 != i and not _named_again(ps, j)
        ):
            return False
        part = ps[j - 1].low == "including" and j == start + 2  # "killed 16 including seven children in Kut"
        if p.kind == "N" and p.number is not None and not p.flags & Is.TIME and p.people is not None and not part:
            return False
        if p.kind == "N" and p.number is not None and p.head is None:
            return False
    return True


def _named_again(ps: list[Phrase], j: int) -> bool:
    """ "killed a priest | , Ilya Maren, | in Dorra": a name between commas."""
    return ps[j + 1].name and ps[j + 1].number is None and j + 2 < len(ps) and ps[j + 2].kind == ","


def _joined(ps: list[Phrase], start: int, i: int) -> bool:
    """Over a joint with a like figure: "9 killed and 40 hurt by the storms that hit Dorra"."""
    seen = False
    for j in range(start + 1, i):
        p = ps[j]
        if p.kind in (";", ".", ":", "S") or (p.kind == "V" and p.lemma in saying()):
            return False
        if p.kind == "," and not (j + 1 < len(ps) and (ps[j + 1].kind in ("C", "P") or ps[j + 1].number is not None)):
            return False
        if (p.kind == "O" and ps[j - 1].low == "out") or (p.kind == "N" and p.anaphor):
            return False  # "eleven were arrested and nine of them are held in Dorra"
        seen = seen or p.kind in ("C", "W")
    return seen


def _same_sentence(ps: list[Phrase], start: int, i: int) -> bool:
    """Behind "when" or "as": "were killed when a bomb went off in Kut"."""
    opened = joined = False
    for j in range(start + 1, i):
        p = ps[j]
        if p.kind in (";", ".", ":", "-") or (
            p.kind == "V" and (p.lemma in saying() or (p.voice == "inf" and p.low == "to" and not opened))
        ):
            return False
        if p.kind == "N" and p.number is not None and p.head is None and ps[j - 1].low == "including":
            return False  # "killed 16, including seven in Dorra"
        joined = joined or (p.kind == "C" and not opened)
        if p.kind == "C" and not (ps[j + 1].number is not None if not opened else ps[j + 1].kind == "V"):
            return False  # "nine killed and 14 injured when a bus left the road and fell into a gorge in Dorra"
        if p.kind == "N" and p.number is not None and p.people is not None and (opened or ps[j - 1].kind not in ("C", ",")):
            return False
        if p.kind == "," and not opened and ps[j + 1].number is not None:
            joined = True
            continue  # "two dead, 60 hurt as trains collide outside Dorra"
        opened = opened or p.kind in ("S", "W")
        if p.kind == "," and not opened and ps[j + 1].kind not in ("P", "S", "W", "A"):
            return False
    return opened or not joined


def _speaker(c: Clause, i: int) -> bool:
    """Whether the place at ``i`` is the seat of who speaks ("police in Kut said", "according to officials in Kut")."""
    ps = c.phrases
    if i == 0 or ps[i - 1].kind != "N" or ps[i - 1].flags & Is.EVENT:
        return False
    if i > 1 and ps[i - 2].low == "according to":
        return True
    end = chain_end(ps, i + 1)
    inserted = False
    for j in range(end + 1, min(end + 8, len(ps))):
        if ps[j].kind == "V":
            if ps[j].lemma in saying() and ps[j].voice in ("active", "bare"):
                return True
            if not inserted:
                return False
        if ps[j].kind == ",":
            if not inserted and (j + 1 >= len(ps) or ps[j + 1].kind != "W"):
                return False
            inserted = True
        elif ps[j].kind not in ("A", "N", "W", "V") and not inserted:
            return False
    return False


def _span(c: Clause, i: int) -> _Span:
    """The words of a place, with what it belongs to: "the city of Dorra"."""
    ps = c.phrases
    end = with_others(c, _left_out(c, _of_larger(c, _in_town(c, _of_larger(c, i)))))
    last = ps[end].last
    while last - 1 > ps[end].first and c.tokens[last - 1].low in ("last", "next", "early", "late", "earlier"):
        last -= 1  # "in Dorra last | week"
    if last < len(c.tokens) and end == i and ps[end].first + 1 == last and c.tokens[ps[end].first].low == "there":
        return c.tokens[ps[i].first].start, c.tokens[last - 1].end
    return c.tokens[ps[i].first].start, c.tokens[last - 1].end


def _of_larger(c: Clause, end: int) -> int:
    """ "the city | of Dorra", "the east | of the country": the end of the chain."""
    ps = c.phrases
    while (
        end + 2 < len(ps)
        and ps[end + 1].kind == "O"
        and ps[end + 2].kind == "N"
        and (ps[end].flags & Is.KIND or ps[end].noun_low in place_words("sides") or is_setting(c, ps[end]))
        and ps[end + 2].number is None
    ):
        end += 2
    return end


def _in_town(c: Clause, i: int) -> int:
    """ "a hotel in Dorra", "a mine near Velmark": a kind of place without a name, and where it lies."""
    ps = c.phrases
    unnamed = not c.upper and not any(k.text[0].isupper() for k in c.tokens[ps[i].first : ps[i].last])
    if (
        not unnamed
        or not (ps[i].flags & Is.KIND or is_setting(c, ps[i]))
        or i + 2 >= len(ps)
        or ps[i + 1].low not in ("in", "near", "outside")
    ):
        return i
    named = _has_name(c, i + 2) or ps[i + 2].noun_low in place_words("sides")
    return _of_larger(c, i + 2) if named and placelike(c, ps[i + 2]) else i


def _left_out(c: Clause, i: int) -> int:
    """ "eastern Libya without Derna": a part that does not count is worded with its place."""
    ps = c.phrases
    if i + 2 >= len(ps) or ps[i + 1].low not in ("without", "outside", "except", "excluding", "minus"):
        return i
    return i + 2 if ps[i + 2].name and placelike(c, ps[i + 2]) else i


def is_the_country(words: str) -> bool:
    """Whether a place is "the country" and so stands for one named before."""
    return words.lower() in ("the country", "this country", "that country")


def is_the_town(words: str, last: str) -> bool:
    """Whether a place is "the city" and so stands for the named one, ``last``, that the figure before is of."""
    plain = words.lower() in ("the city", "the town", "the village", "this city", "that city", "the same city", "the same town")
    return plain and len(last.split()) < 3 and last[:1].isupper() and last.lower() not in countries()
