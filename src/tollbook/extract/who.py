"""Of whom a figure is: the people counted, as worded, and their class."""

from __future__ import annotations

import re
from functools import cache

from tollbook.extract.clause import Clause, chain_end
from tollbook.extract.cutting import Phrase
from tollbook.extract.finding import Finding
from tollbook.extract.tolls import NUMBERS
from tollbook.extract.words import Is, tables
from tollbook.model import Measure, Side, WhoClass

THINGS = frozenset([Measure.DESTROYED, Measure.DAMAGED, Measure.LOOTED, Measure.DAMAGE_COST, Measure.INVESTIGATED])
_ANYBODY = (None, WhoClass.PEOPLE)


@cache
def _set(table: str, part: str, name: str) -> frozenset[str]:
    return frozenset(tables().raw[table][part][name].split())


def who_of(f: Finding) -> tuple[str | None, WhoClass | None]:
    """The people counted, as worded, and their class."""
    if f.measure in THINGS:
        return None, None
    c = f.clause
    if f.who is not None:
        words = c.text[f.who[0] : f.who[1]]
        return words, class_of(words)
    if f.rule == "one.body":
        return None, WhoClass.PEOPLE
    p = c.phrases[f.people if f.people is not None else f.group]
    words = _words(c, p, f)
    source = f.whole or f.like
    if not words and source is not None:
        who, kind = who_of(source)
        return who, kind
    if not words:
        shared = _shared_people(f)
        if shared is not None:
            return shared
    kind = _class(c, f, p, words)
    return words or None, kind


def _words(c: Clause, p: Phrase, f: Finding) -> str:
    """The words of the people, without their number."""
    ps = c.phrases
    if f.rule == "noun.owned":
        return c.text[f.start : f.end]  # "the girl | 's death"
    if p.anaphor or (f.rule == "one.another" and p.noun is not None):
        return ""
    g = ps.index(p)
    if p.noun_low in ("none", "nobody", "no-one"):
        behind = ps[g + 2] if g + 2 < len(ps) and ps[g + 1].kind == "O" else None
        return (
            ""
            if behind is None or behind.people is None
            else c.text[c.tokens[behind.first].start : c.tokens[behind.last - 1].end]
        )
    if p.noun_low in NUMBERS and not f.single:
        if g + 2 >= len(ps) or ps[g + 1].kind != "O" or ps[g + 2].people is None or ps[g + 2].number is not None:
            return ""
        g += 2
        p = ps[g]
    if (
        g + 2 < len(ps)
        and ps[g + 1].low in ("among", "amongst")
        and ps[g + 2].noun is None
        and not f.single
        and p.people in _ANYBODY
    ):
        words = c.text[c.tokens[ps[g + 2].first].start : c.tokens[ps[g + 2].last - 1].end].removeprefix("the ")
        if ps[g + 2].people is not None or class_of(words) is not WhoClass.PEOPLE:
            return words
    if p.head is None or (p.noun is not None and not p.people and not f.single):
        if (
            p.noun is not None
            and g + 2 < len(ps)
            and ps[g + 1].kind == "O"
            and ps[g + 2].kind == "N"
            and (ps[g + 2].people or ps[g + 2].name)
        ):
            return c.text[c.tokens[ps[g + 2].first].start : c.tokens[ps[chain_end(ps, g + 2)].last - 1].end]
        return ""
    first = p.first
    if p.number is not None:
        first = p.number.last
        while first < p.last and (c.tokens[first].flags & (Is.OF | Is.DET)):
            first += 1
    if first >= p.last:
        return ""
    end = chain_end(ps, g) if p.head.flags & (Is.GROUP | Is.PEOPLE) else g
    while end > g and ps[end].number is not None:
        end -= 2
    last = ps[end].last
    while last > first and c.tokens[last - 1].mark is not None:
        last -= 1
    if f.single and p.name and end + 2 < len(ps) and ps[end + 1].kind == ",":
        last = _apposition_end(ps, end + 2) or last
        return c.text[c.tokens[first].start : c.tokens[last - 1].end]
    found = _head_end(c, ps[end], last)
    return c.text[c.tokens[first].start : c.tokens[found - 1].end]


def _apposition_end(ps: list[Phrase], j: int) -> int | None:
    """The end of ", head of the union," or ", who runs the mill," behind a name."""
    start = j
    while j < len(ps) and j < start + 7 and ps[j].kind in ("N", "O", "P", "W", "V", "A"):
        j += 1
    if (
        ps[start].kind not in ("N", "W")
        or (ps[start].kind == "N" and ps[start].people is None)
        or j >= len(ps)
        or ps[j].kind not in (",", ".")
    ):
        return None
    return ps[j - 1].last


def _head_end(c: Clause, p: Phrase, last: int) -> int:
    """Without a qualifier behind the people ("40 people, at the least,")."""
    for x in range(last - 1, p.first - 1, -1):
        if c.tokens[x] is p.head:
            return x + 1
    return last


def _shared_people(f: Finding) -> tuple[str | None, WhoClass | None] | None:
    """ "nine guards were killed and 31 injured": a bare number joined to a figure of the same people."""
    c = f.clause
    ps = c.phrases
    g = f.group
    if ps[g].head is not None or f.rule.startswith("toll") or g < 2:
        return None
    like = _like_people(ps, f)
    if like is None:
        return None
    words = _words(c, ps[like], f)
    kind = _class(c, f, ps[like], words)
    return (words, kind) if words and kind is not WhoClass.PEOPLE else None


def _like_people(ps: list[Phrase], f: Finding) -> int | None:
    """The people of the figure before, where both are told by the same build: people, verb, and, number, verb."""
    joined = counts = False  # "killed 18 guards and injured 31" is another build: who the 31 are is not said
    for q in range(f.group - 1, -1, -1):
        p = ps[q]
        if p.kind in (";", ".", ":", "S", "W", "(", "-"):
            return None
        joined = joined or p.kind in ("C", ",")
        if _counts(p) and q != f.trigger:
            counts = True
        if p.kind != "N" or p.number is None or p.flags & Is.TIME or _counts(p):
            continue
        alone = not any(k.number is not None and k.head is not None and not k.flags & Is.TIME for k in ps[max(0, q - 4) : q])
        people = p.people is not None or p.flags & Is.GROUP
        return q if joined and counts and people and alone and f.trigger > f.group else None
    return None


def _counts(p: Phrase) -> bool:
    """A verb or a predicate that counts."""
    return (p.kind == "V" and p.verb is not None) or (
        p.kind == "N" and p.noun is not None and p.people is None and p.number is None
    )


def class_of(words: str) -> WhoClass:
    """The class of people of a wording, by its head and the words beside it."""
    lows = re.findall(r"[\w'-]+", words.lower())
    t = tables()
    kinds = [t.words[w].people for w in reversed(lows) if w in t.words]
    told = next((k for k in kinds if k not in (None, WhoClass.PEOPLE, WhoClass.WORKERS)), None)
    if told is not None:
        return told
    for kind_name in ("security_forces", "militants", "protesters", "journalists", "students", "officials", "workers"):
        if _set("people", "groups", kind_name) & set(lows):
            return WhoClass(kind_name)
    return WhoClass.WORKERS if WhoClass.WORKERS in kinds else WhoClass.PEOPLE


def _class(c: Clause, f: Finding, p: Phrase, words: str) -> WhoClass:
    """The class of people of a finding, by their head and by the words beside it."""
    if f.measure is Measure.CROWD and p.people in (None, WhoClass.PEOPLE):
        return WhoClass.PROTESTERS
    if not words or p.head is None:
        return WhoClass.PEOPLE
    if " and " in words.lower():
        kinds = {class_of(part) for part in re.split(r"\s+and\s+", words.lower())}
        return kinds.pop() if len(kinds) == 1 else WhoClass.PEOPLE
    if p.head.low in ("personnel", "staff", "man", "men", "agents", "agent", "officer", "officers") or p.head.flags & Is.GROUP:
        return class_of(words)
    if p.people is WhoClass.WORKERS and " of " in words and class_of(words) is WhoClass.SECURITY_FORCES:
        return WhoClass.SECURITY_FORCES  # employees of law enforcement agencies
    if p.people is WhoClass.WORKERS and any(k.low == "foreign" for k in c.tokens[p.first : p.last]):
        return WhoClass.FOREIGNERS
    if p.people is not None and p.people is not WhoClass.PEOPLE:
        return p.people
    if p.head.low in ("participants", "participant") and _of_protest(c, p):
        return WhoClass.PROTESTERS
    lows = set(re.findall(r"[\w'-]+", words.lower()))
    foreign = any(k.flags & Is.NATION or k.low == "foreign" for k in c.tokens[p.first : p.last])
    if foreign and p.head.low in ("citizens", "nationals", "citizen", "national", "workers"):
        return WhoClass.FOREIGNERS
    if lows & {"prisoner", "prisoners", "detainees", "inmates"}:
        return WhoClass.OTHER
    if f.single or p.people is None or p.head.low in ("members", "elements", "people", "persons", "person", "member"):
        return class_of(words)
    return WhoClass.PEOPLE


def _of_protest(c: Clause, p: Phrase) -> bool:
    """ "participants in the riots"."""
    ps = c.phrases
    g = ps.index(p) + 1
    if g + 1 >= len(ps) or ps[g].low != "in":
        return False
    return any(k.low in _set("people", "groups", "protests") for k in c.tokens[ps[g + 1].first : ps[g + 1].last])


def side_of(kind: WhoClass | None, who: str | None) -> Side:
    if kind is None or kind is WhoClass.PEOPLE:
        words = (who or "").lower()
        if "both sides" in words or (("officers" in words or "police" in words or "soldiers" in words) and " and " in words):
            return Side.ALL_STATED
        return Side.NOT_SAID
    return Side.STATE_FORCES if kind is WhoClass.SECURITY_FORCES else Side.OTHERS


def label_of(f: Finding, who: str | None, kind: WhoClass | None) -> str | None:
    if who is None or kind is not WhoClass.MILITANTS:
        return None
    loaded = _set("people", "labels", "words")
    lows = re.findall(r"[\w-]+", who.lower())
    return who if any(w in loaded or w.rstrip("s") in loaded for w in lows) else None
