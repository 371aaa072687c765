"""Names of persons in text without small letters: words that are in no table, two of them or behind a title."""

from __future__ import annotations

from functools import cache

from tollbook.extract.cutting import Cutting, Phrase
from tollbook.extract.doubtful import common_nouns
from tollbook.extract.lexing import Token
from tollbook.extract.words import Is, tables


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(tables().raw["people"]["names"][key].split())


@cache
def _endings() -> tuple[str, ...]:
    return tuple(tables().raw["people"]["names"]["endings"].split())


def named_in_capitals(c: Cutting, p: Phrase) -> bool:
    """Whether a noun group in capitals is a person's name: "ILYA MAREN", "JUDGE MAREN", no "REGIONAL AUTHORITIES"."""
    if p.determiner is not None or p.number is not None or p.head is None or not _can_name(p.head, c):
        return False
    words = c.k[p.first : p.last]
    first = next((k for k in words if not k.flags & Is.ADJ or k.flags & Is.NOUN), p.head)
    if words[-1] is not p.head or words[0].low in _words("places") or first.low in _words("places"):
        return False
    before = next((k for k in reversed(words[:-1]) if k.low not in _words("particles") and k.text.isalpha()), None)
    if before is None:
        return False
    return bool(before.flags & (Is.TITLE | Is.PEOPLE | Is.NATION)) or _can_name(before, c)


def _can_name(k: Token, c: Cutting) -> bool:
    low = k.low
    if not k.text.isalpha() or low in c.t.words or low.endswith(_endings()):
        return False
    return low not in common_nouns() and low.removesuffix("s") not in common_nouns()
