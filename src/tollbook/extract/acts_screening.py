"""Sentences that can tell no act, passed over before they are cut: those without a word of the table, and those in which what a
word of the table asks for beside it stands nowhere. "Use" tells something with "force", and "put" with "a curfew"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tollbook.extract.acts_words import ActRule, act_words

# What looks at what stands around it, or at a border, may match in a part of a sentence and not in the whole of it.
_LOOKS_AROUND = re.compile(r"\(\?<?[=!]|(?<![\\\[])[\^$]|\\[AZzB]")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asks:
    """What a verb or a noun of the table needs in its sentence: ``rest``, the other words of its phrase, and a match of each
    of one row's ``patterns``."""

    rest: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]


def may_tell(text: str, start: int, end: int) -> bool:
    """Whether the sentence ``text[start:end]`` can tell an act. It never says no to one that does."""
    first = act_words().scan.search(text, start, end)
    if first is None:
        return False
    words = {m[0].lower() for m in act_words().scan.finditer(text, first.start(), end)}
    if not words.isdisjoint(act_words().phrase_words) and any(_finds(rule, text, start, end) for rule in act_words().phrases):
        return True
    sentence = _SPACE.sub(" ", text[start:end])
    lower = sentence.lower()
    return any(_met(asked, sentence, lower) for word in words for asked in _asked().get(word, ()))


def _finds(rule: ActRule, text: str, start: int, end: int) -> bool:
    return rule.pattern is not None and rule.pattern.search(text, start, end) is not None


def _met(asked: _Asks, sentence: str, lower: str) -> bool:
    return all(word in lower for word in asked.rest) and all(p.search(sentence) for p in asked.patterns)


@cache
def _asked() -> dict[str, tuple[_Asks, ...]]:
    """By the first word of a verb or a noun, what each of its rows asks for; one that asks for nothing stands first."""
    found: dict[str, set[_Asks]] = {}
    for told in (act_words().verbs, act_words().nouns):
        for key, rules in told.items():
            first, *rest = key.split()
            plain = tuple(word for word in rest if word.isalnum())
            found.setdefault(first, set()).update(_Asks(rest=plain, patterns=_patterns(rule)) for rule in rules)
    return {word: tuple(sorted(asked, key=lambda a: (len(a.patterns), len(a.rest)))) for word, asked in found.items()}


def _patterns(rule: ActRule) -> tuple[re.Pattern[str], ...]:
    """What must match somewhere in the sentence: the object's words where nothing may stand for them, and what stands beside."""
    asked = (rule.object if rule.behind_ok is None else None, rule.subject, rule.behind, rule.needs, rule.needs_before)
    return tuple(p for p in asked if p is not None and _LOOKS_AROUND.search(p.pattern) is None)
