"""Whether a noun group can be a place, and the lists of words that tell it."""

from __future__ import annotations

from functools import cache

from tollbook.extract.clause import Clause, chain_end
from tollbook.extract.cutting import Phrase
from tollbook.extract.doubtful import common_nouns
from tollbook.extract.words import Is, tables


@cache
def place_words(name: str) -> frozenset[str]:
    """A list of words of places, as a set."""
    return frozenset(tables().raw["things"]["places"][name].split())


@cache
def countries() -> frozenset[str]:
    """Names of countries, folded."""
    return frozenset(w.lower() for w in tables().raw["places"]["countries"]["names"])


def is_setting(c: Clause, p: Phrase) -> bool:
    """ "a house", "the yard": a place without a name, which where it lies tells."""
    if p.head is None or p.determiner is None or p.head.low not in place_words("settings"):
        return False
    chamber = any(k.low in ("lower", "upper", "full") for k in c.tokens[p.first : p.last])  # of a parliament
    return not chamber and (c.upper or p.head.text[0].islower())


def placelike(c: Clause, p: Phrase) -> bool:
    """Whether a noun group after "in", "at", "near" can be a place."""
    if p.kind != "N" or p.head is None or p.noun is not None or (p.people is not None and not p.name):
        return False
    if p.head.low == "there" and p.determiner == "pron":
        return True
    if p.head.low in place_words("never") or not p.head.text[0].isalpha():
        return False  # "shot in the face", "in 1986", "in said operations"
    if p.head.low == "state" and p.last - p.first == 1:
        return False  # "lies in state"
    if _only_told_of(p):
        return side_behind(c, p) is not None  # "Asia's largest"
    if p.number is not None:
        return bool(p.head.flags & Is.KIND) or p.head.low in place_words("settings")
    f = p.head.flags
    if f & (Is.TIME | Is.EVENT | Is.TITLE | Is.PRON) and not f & Is.KIND:
        return False
    if f & Is.KIND or (p.head.low in place_words("sides") and p.determiner == "the"):
        return True
    words = c.tokens[p.first : p.last]
    if is_setting(c, p):
        return True
    if c.upper:
        return p.head.low not in common_nouns() and not f & (Is.UNIT | Is.GROUP | Is.BOTH | Is.ADJ) and p.head.word.verb is None
    return any(k.text[0].isupper() and not k.flags & (Is.DET | Is.TIME) for k in words)


def _only_told_of(p: Phrase) -> bool:
    """A group that ends in an adjective, which is no side of the compass."""
    head = p.head
    if head is None or not head.flags & Is.ADJ or head.flags & (Is.NOUN | Is.KIND) or not head.text[0].islower():
        return False
    return p.last - p.first > 1 and head.low not in place_words("sides") and head.low not in place_words("compass")


def has_name(c: Clause, i: int) -> bool:
    """Whether a place is named: "the road" says less than "Brod county" behind it."""
    last = c.phrases[chain_end(c.phrases, i)].last
    return any(k.text[0].isupper() for k in c.tokens[c.phrases[i].first : last])


def named(c: Clause, first: int, last: int) -> bool:
    """Whether the words have a name of their own; "a Shiite mosque" has none, nor "Hospitals" where it begins a sentence."""
    return any(
        k.text[0].isupper()
        and not k.flags & (Is.NATION | Is.DET)
        and k.low not in place_words("faiths")
        and (k is not c.tokens[0] or k.low not in tables().words or k.low in countries())
        for k in c.tokens[first:last]
    )


def is_wide(c: Clause, i: int) -> bool:
    """A country, a part of one, or a province: where a town is told beside it, the town is the place."""
    p = c.phrases[i]
    if p.noun_low in place_words("sides") or p.noun_low in place_words("wide"):
        return True
    lows = [k.low for k in c.tokens[p.first : p.last] if not k.flags & Is.DET]
    return " ".join(w for w in lows if w not in place_words("compass")) in countries()


def side_behind(c: Clause, p: Phrase) -> Phrase | None:
    """ "Denmark's restive | north": the side of the compass that an adjective belongs to."""
    i = c.phrases.index(p) + 1
    behind = c.phrases[i] if i < len(c.phrases) else None
    return behind if behind is not None and behind.first == p.last and behind.noun_low in place_words("sides") else None
