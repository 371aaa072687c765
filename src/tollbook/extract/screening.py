"""A look at the words of a sentence, before any of it is read: whether it can hold a figure at all.

The words are looked up in one set: several times as fast as a pattern that looks for them, however well it is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from tollbook.extract.numbers import numberish
from tollbook.extract.trie import trie_pattern
from tollbook.extract.words import Word, plural, tables, verb_forms
from tollbook.lexicon import table
from tollbook.model import Measure

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_WHO = ("people", "any")
_NOBODY = frozenset("no any nobody none noone without neither nor".split())
_PRONOUNS = frozenset("we he she they".split())


@lru_cache(maxsize=4)
def folded(text: str) -> str:
    """``text`` in small letters, each in its place. Patterns that need not ask for either case are three times as fast on it."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(x if len(x) == 1 else c for c in text for x in (c.lower(),))


def words_of(text: str, start: int, end: int) -> list[str]:
    """The words of ``text[start:end]``, folded.

    >>> words_of("At least 26 dead.", 0, 17)
    ['at', 'least', '26', 'dead']
    """
    return _WORD.findall(text[start:end].lower())


def may_count(words: list[str], text: str, start: int, end: int) -> bool:
    """Whether ``words``, those of ``text[start:end]``, can hold a figure: one of `strong` stands there, or one of `weak` and a
    number, or a word for nobody."""
    if _stand(strong(), words, text, start, end):
        return True
    return _stand(weak(), words, text, start, end) and (not _NOBODY.isdisjoint(words) or may_number(words, text, start, end))


def may_number(words: list[str], text: str, start: int, end: int) -> bool:
    """Whether a number, or a word that stands for one, stands there: without one, nothing is added to the figures before."""
    return not _numbers().isdisjoint(words) or _DIGIT.search(text, start, end) is not None


@dataclass(frozen=True, slots=True)
class Triggers:
    """Words and phrases; of each phrase ``keys`` has the longest word."""

    entries: frozenset[str]
    words: frozenset[str]
    keys: frozenset[str]
    phrases: re.Pattern[str]


def _stand(triggers: Triggers, words: list[str], text: str, start: int, end: int) -> bool:
    if not triggers.words.isdisjoint(words):
        return True
    return not triggers.keys.isdisjoint(words) and triggers.phrases.search(text, start, end) is not None


def _triggers(entries: Iterable[str]) -> Triggers:
    words = frozenset(w for w in entries if _WORD.fullmatch(w))
    phrases = frozenset(entries) - words
    keys = frozenset(max(_WORD.findall(p), key=len) for p in phrases)
    pattern = trie_pattern(phrases) if phrases else "(?!)"
    return Triggers(frozenset(entries), words, keys, re.compile(rf"\b{pattern}\b", re.I))


@cache
def strong() -> Triggers:
    """Verbs and nouns of what can befall one person, who needs no number."""
    return _triggers(_counting(alone=True))


@cache
def weak() -> Triggers:
    """What counts only with a number: verbs and nouns of things, words of damage, who acts or is sent, where people are put."""
    m = tables().raw["measures"]
    people = m["deployed"]["people"].split()
    others = {*_of_compounds(), *people, *map(plural, people), *m["cost"]["others"].split(), "condition", "suffered", "worth"}
    return _triggers((_counting(alone=False) | others) - _counting(alone=True))


def _counting(*, alone: bool) -> set[str]:
    """The words and phrases of the tables that count, of measures that one person can be of or of the others."""
    t = tables()
    never = {Measure(m) for m in table("doubtful")["never_one"]["measures"].split()}

    def counts(entry: Word) -> bool:
        verb, noun = entry.verb, entry.noun
        one = (verb is not None and verb.takes in _WHO and verb.measure not in never) or (
            noun is not None and (noun.takes in _WHO or "owned" in noun.forms) and noun.measure not in never
        )
        return one if alone else (verb is not None or noun is not None) and not one

    words = {w for w, entry in t.words.items() if counts(entry)}
    words |= {*t.raw["measures"]["struck"]["fire"].split()} if alone else set()
    for first, options in t.phrases.items():
        phrases = [(first, *rest) for rest, entry in options if counts(entry)]
        words |= {" ".join(p) for p in phrases if not words.intersection(p)}  # the others are found by one of their words
    return words


def _of_compounds() -> set[str]:
    """Where people are put ("hospital"), and who acts on them ("gunmen"); the verbs, where those words tell nothing."""
    m, irregular = tables().raw["measures"], tables().raw["grammar"]["irregular"]
    common = frozenset(m["scan"]["common"].split())
    words: set[str] = set()
    for row in m["moved"]:
        places = row["places"].split()
        words |= {w for w in places if w not in common} | set(row.get("by_name", "").split())
        if common.intersection(places):
            words |= {form for v in row["verbs"].split() if v not in common for form in verb_forms(v, irregular)}
    for row in m["agents"]:
        subjects = row["subjects"].split()
        words |= set(subjects) - _PRONOUNS
        if _PRONOUNS.intersection(subjects):
            words |= {form for v in row["verbs"].split() for form in verb_forms(v, irregular)}
    return words


@cache
def _numbers() -> frozenset[str]:
    numbers = tables().raw["numbers"]
    return frozenset([*numbers["units"], *numbers["scales"], *numberish(), "another", "none", "one"])
