"""How the words bind a figure to a place: right behind it, over a joint, behind "when"; a speaker's seat binds nothing."""

from __future__ import annotations

from collections.abc import Iterator

from tollbook.extract.clause import Clause, chain_end, saying
from tollbook.extract.cutting import Phrase
from tollbook.extract.words import Is


def opens_clause(ps: list[Phrase], i: int, lo: int) -> bool:
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


def clauses_between(ps: list[Phrase], i: int, lo: int) -> int:
    """How many clauses, or nouns of time that stand for one, begin between a place and its figure: "after a shutdown as"."""
    return sum(ps[j].kind == "S" or ps[j].low in ("after", "before", "following", "since") for j in range(i, lo))


def said_between(ps: list[Phrase], i: int, lo: int) -> bool:
    """ "stood at a checkpoint in Dorra, | when the ministry said | nine had died": what was said is of no place before."""
    opened = False
    for p in ps[i:lo]:
        opened = opened or (p.kind == "S" and p.low in ("when", "while", "whereas", "as"))
        if opened and p.kind == "V" and p.lemma in saying() and p.voice in ("active", "bare"):
            return True
    return False


def next_told(ps: list[Phrase], start: int) -> int | None:
    """The verb, or its people, of the next figure that is joined to this one: "killed nine | , and | wounded 14"."""
    joint = False
    for j in range(start + 1, len(ps)):
        p = ps[j]
        if p.kind == "S" and p.low == "so" and ps[j + 1].kind == "A":
            continue  # "so far"
        joint = joint or p.kind in ("C", ",") or (p.kind == "S" and p.low == "while")
        if (p.kind in ("S", "W") and p.low != "while") or p.kind in (";", ":", ".", "-", "(") or p.anaphor:
            return None
        if p.kind == "N" and joint and p.number is not None and p.noun is not None:
            return j  # "and | more than 40 wounded"
        if p.kind == "V":
            counts = joint and p.verb is not None and not p.negative
            return None if not counts else j + 1 if _counted(ps, j + 1) else j
    return None


def _counted(ps: list[Phrase], j: int) -> bool:
    return j < len(ps) and ps[j].kind == "N" and (ps[j].number is not None or ps[j].determiner == "another")


def near(ps: list[Phrase], start: int, i: int) -> bool:
    """Right behind: nothing but times, adverbs and other attachments in between."""
    for j in _between(ps, start, i):
        p = ps[j]
        if _time_only(ps, j):
            continue
        if _told_of(ps, j):
            continue
        if p.kind in (";", ".", ":", "-", "S", "W", "V", "C") or (
            p.kind == "," and ps[j + 1].kind not in ("P", "A", '"') and j + 1 != i and not _named_again(ps, j)
        ):
            return False
        if _doers(ps, j):
            continue
        part = ps[j - 1].low == "including" and j - start < 4  # "killed 16, including seven children in Kut"
        if p.kind == "N" and p.number is not None and not p.flags & Is.TIME and p.people is not None and not part:
            return False
        if p.kind == "N" and p.number is not None and p.head is None:
            return False
    return True


def _between(ps: list[Phrase], start: int, i: int) -> Iterator[int]:
    """The phrases between a figure and a place, without asides: "killed two men, one of them an officer, in Dorra"."""
    aside = start
    for j in range(start + 1, i):
        if j <= aside:
            continue
        aside = _aside(ps, j)
        if aside == j or aside >= i:
            aside = j
            yield j


def _aside(ps: list[Phrase], j: int) -> int:
    """The mark that closes ", one of them an officer,", ", mostly women," or "-- a man and his son --"; ``j`` if none."""
    if ps[j].kind == "-":
        return next((k for k in range(j + 2, min(j + 9, len(ps))) if ps[k].kind == "-"), j)
    if ps[j].kind != "," or j + 2 >= len(ps):
        return j
    opens = (ps[j + 1].number is not None and ps[j + 1].anaphor) or ps[j + 1].low in ("mostly", "mainly", "all")
    close = next((k for k in range(j + 2, min(j + 9, len(ps))) if ps[k].kind not in ("N", "O", "C", "P", "A")), j)
    return close if opens and ps[close].kind == "," else j


def _told_of(ps: list[Phrase], j: int) -> bool:
    """ "in two bombings | claimed | by rebels": a verb that only tells of the noun before it."""
    p = ps[j]
    told = (
        p.kind == "V"
        and p.voice in ("bare", "part")
        and p.verb is None
        and ps[j - 1].kind == "N"
        and bool(ps[j - 1].flags & Is.EVENT)
    )
    return told and ps[j + 1].kind == "P"


def _time_only(ps: list[Phrase], j: int) -> bool:
    """ "before | noon", "Sunday | , | April 7", "between Friday | and | Sunday": a time, and no clause or joint."""
    p, ahead = ps[j], ps[j + 1]
    if p.kind == ",":
        return ahead.kind == "N" and bool(ahead.flags & Is.TIME) and bool(ps[j - 1].flags & Is.TIME)
    if p.kind == "S":
        return ahead.kind == "N" and bool(ahead.flags & Is.TIME) and not (j + 2 < len(ps) and ps[j + 2].kind == "V")
    return p.kind == "C" and j > 1 and (ps[j - 2].low == "between" or bool(ps[j - 1].flags & ahead.flags & Is.TIME))


def _named_again(ps: list[Phrase], j: int) -> bool:
    """ "killed a priest | , Ilya Maren, | in Dorra", "a march by Marenites | , a small church, | in Dorra": between commas."""
    p = ps[j + 1]
    end = chain_end(ps, j + 1) if p.determiner in ("a", "an", "the") and not p.name else j + 1
    again = p.kind == "N" and p.number is None and (p.name or end > j + 1 or p.determiner in ("a", "an"))
    return again and end + 1 < len(ps) and ps[end + 1].kind == ","


def _doers(ps: list[Phrase], j: int) -> bool:
    """ "killed by | two gunmen | in Dorra", "when | two bombers | attacked a church": those who did it, who are not counted."""
    p = ps[j]
    if p.kind != "N" or p.number is None or p.people is None or j == 0:
        return False
    if ps[j - 1].low in ("by", "from"):
        return True
    verb = ps[j + 1] if j + 1 < len(ps) else None
    acts = verb is not None and verb.kind == "V" and verb.verb is None and verb.voice in ("active", "bare")
    return ps[j - 1].kind == "S" and acts


def joined(ps: list[Phrase], start: int, i: int) -> bool:
    """Over a joint with a like figure: "9 killed and 40 hurt by the storms that hit Dorra"."""
    seen = False
    for j in range(start + 1, i):
        p = ps[j]
        if _time_only(ps, j):
            continue
        if p.kind in (";", ".", ":", "S") or (p.kind == "V" and p.lemma in saying()):
            return False
        other = ps[j + 1].kind in ("C", "P") or ps[j + 1].number is not None
        if p.kind == "," and not other and not _named_again(ps, j):
            return False
        if (p.kind == "O" and ps[j - 1].low == "out") or (p.kind == "N" and p.anaphor):
            return False  # "eleven were arrested and nine of them are held in Dorra"
        seen = seen or p.kind in ("C", "W") or (p.kind == "," and ps[j + 1].number is not None and not _has_its_own(ps, j + 1))
    return seen


def _has_its_own(ps: list[Phrase], j: int) -> bool:
    """ "eleven in Dorra, | eight in Velmark": a number that stands alone with its place."""
    return ps[j].head is None and j + 1 < len(ps) and ps[j + 1].kind == "P"


def same_sentence(ps: list[Phrase], start: int, i: int) -> bool:
    """Behind "when" or "as": "were killed when a bomb went off in Kut"."""
    opened = joined = False
    for j in _between(ps, start, i):
        p = ps[j]
        if p.kind == "C" and _time_only(ps, j):
            continue
        if p.kind in (";", ".", ":", "-") or (
            p.kind == "V" and (p.lemma in saying() or (p.voice == "inf" and p.low == "to" and not opened))
        ):
            return False
        if p.kind == "N" and p.number is not None and p.head is None and ps[j - 1].low == "including":
            return False  # "killed 16, including seven in Dorra"
        joined = joined or (p.kind == "C" and not opened)
        if _doers(ps, j):
            continue
        if p.kind == "C" and not (ps[j + 1].number is not None if not opened else ps[j + 1].kind == "V" or _joins_nouns(ps, j)):
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


def _joins_nouns(ps: list[Phrase], j: int) -> bool:
    """ "when they shot | live fire and tear gas | in Dorra", "when | troops and guards | fought in Dorra"."""
    if ps[j - 1].kind != "N" or j + 2 >= len(ps) or ps[j + 1].kind != "N" or ps[j + 1].number is not None:
        return False
    behind = chain_end(ps, j + 1) + 1
    return ps[j - 2].kind == "S" or ps[j - 2].voice == "ing" or (behind < len(ps) and ps[behind].kind != "V")


def speaker(c: Clause, i: int) -> bool:
    """Whether the place at ``i`` is the seat of who speaks ("police in Kut said", "according to officials in Kut")."""
    ps = c.phrases
    if i == 0 or ps[i - 1].kind != "N" or ps[i - 1].flags & Is.EVENT:
        return False
    host = i - 3 if i > 4 and ps[i - 2].kind == "C" and ps[i - 3].kind == "N" else i - 1
    if host > 0 and ps[host - 1].low == "according to":
        return True  # "according to witnesses and medics in Kut"
    end = chain_end(ps, i + 1)
    inserted = False
    for j in range(end + 1, min(end + 8, len(ps))):
        if ps[j].kind == "V":
            if ps[j].lemma in saying() and ps[j].voice in ("active", "bare"):
                return (
                    ps[j].lemma != "claim" or j + 1 >= len(ps) or ps[j + 1].noun is None
                )  # "the violence in Dorra claimed 37 lives"
            if not inserted:
                return False
        if ps[j].kind == ",":
            if not inserted and (j + 1 >= len(ps) or ps[j + 1].kind != "W"):
                return False
            inserted = True
        elif ps[j].kind not in ("A", "N", "W", "V") and not inserted:
            return False
    return False
