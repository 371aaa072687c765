"""A look at the words of a sentence, before any of it is read: whether it can hold a figure at all.

The words are looked up in one set: several times as fast as a pattern that looks for them, however well it is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from tollbook.extract.numbers import numberish
from tollbook.extract.tolls import NUMBERS
from tollbook.extract.trie import trie_pattern
from tollbook.extract.words import Word, plural, tables, verb_forms
from tollbook.lexicon import table
from tollbook.model import Measure, WhoClass

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_WHO = ("people", "any")
_NOBODY = frozenset("no any nobody none noone without neither nor".split())


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
    if not (_stand(weak(), words, text, start, end) or _meet(words)):
        return False
    return not _NOBODY.isdisjoint(words) or may_number(words, text, start, end)


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
    """What counts only with a number: verbs and nouns of things, words of damage."""
    cost, irregular = tables().raw["measures"]["cost"], tables().raw["grammar"]["irregular"]
    losing = {form for v in cost["verbs"].split() for form in verb_forms(v, irregular)}
    others = {*cost["others"].split(), *losing, "condition", "suffered", "worth"}
    return _triggers((_counting(alone=False) | others) - _counting(alone=True))


def _counting(*, alone: bool) -> set[str]:
    """The words and phrases of the tables that count, of measures that one person can be of or of the others."""
    t = tables()
    never = {Measure(m) for m in table("doubtful")["never_one"]["measures"].split()}

    def counts(entry: Word) -> bool:
        verb, noun = entry.verb, entry.noun
        if verb is not None and verb.takes == "cases" and noun is None:
            return False  # it must meet a word for one
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


@cache
def _pairs() -> tuple[frozenset[str], tuple[tuple[frozenset[str], frozenset[str]], ...]]:
    """Words of which two must meet, by the tables of `compounds` and of cases: where people are put and the verbs that put them,
    who acts and how, who is at work, who marches; and all of the first ones."""
    m, irregular = tables().raw["measures"], tables().raw["grammar"]["irregular"]

    def forms(*verbs: str) -> set[str]:
        return {form for v in " ".join(verbs).split() for form in verb_forms(v, irregular)}

    found = [({*row["places"].split(), *row.get("named", "").split()}, forms(row["verbs"])) for row in m["moved"]]
    found += [({*row["subjects"].split()}, forms(row["verbs"])) for row in m["agents"]]
    people = m["deployed"]["people"].split()
    works = forms(m["deployed"]["verbs"], m["deployed"]["brought"]) | {*m["deployed"]["to"].split()}
    found.append(({*people, *map(plural, people), *(w for p in people for w in _WORD.findall(p))}, works))
    cases = {w for w, entry in tables().words.items() if entry.thing == "case"}
    found.append((cases, {w for w, entry in tables().words.items() if entry.verb is not None and entry.verb.takes == "cases"}))
    marchers = {w for w, entry in tables().words.items() if entry.people is WhoClass.PROTESTERS}
    found.append((marchers, {*NUMBERS}))
    pairs = tuple((frozenset(a), frozenset(b)) for a, b in found)
    return frozenset().union(*(a for a, _ in pairs)), pairs


def _meet(words: list[str]) -> bool:
    firsts, pairs = _pairs()
    if firsts.isdisjoint(words):
        return False
    return any(not a.isdisjoint(words) and not b.isdisjoint(words) for a, b in pairs)


@cache
def _numbers() -> frozenset[str]:
    numbers = tables().raw["numbers"]
    return frozenset([*numbers["units"], *numbers["scales"], *numberish(), "another", "none", "one"])
