"""The table of acts, compiled: which verbs, nouns and phrases tell one, and what must stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from tollbook.extract.trie import trie_pattern
from tollbook.extract.words import Is, Tables, Word, tables, verb_forms
from tollbook.lexicon import table
from tollbook.model import ActKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRule:
    """A row of the table. Patterns are matched without regard to case; ``None`` asks for nothing."""

    kind: ActKind
    word: str
    object: re.Pattern[str] | None = None
    object_not: re.Pattern[str] | None = None
    subject: re.Pattern[str] | None = None
    subject_not: re.Pattern[str] | None = None
    behind: re.Pattern[str] | None = None
    behind_ok: re.Pattern[str] | None = None
    needs: re.Pattern[str] | None = None
    needs_before: re.Pattern[str] | None = None
    pattern: re.Pattern[str] | None = None
    agent: bool = False
    people: bool = False
    says: bool = False
    done: bool = False
    own: bool = False
    active: bool = False
    of: str | None = None
    start: str | None = None  # of a phrase: the group, or the words, with which the act's own words begin


@dataclass(frozen=True, slots=True, kw_only=True)
class ActWords:
    """Rules by the form of their verb and by their noun. ``cutting`` is the table of all words, verbs of acts included; ``scan``
    finds the first words of verbs and nouns, and ``phrase_words``, without one of which a sentence tells no phrase."""

    cutting: Tables
    verbs: dict[str, tuple[ActRule, ...]]
    nouns: dict[str, tuple[ActRule, ...]]
    phrases: tuple[ActRule, ...]
    phrase_words: frozenset[str]
    scan: re.Pattern[str]


_PATTERNS = ("object", "object_not", "subject", "subject_not", "behind", "behind_ok", "needs", "needs_before", "pattern")


def _rule(row: dict[str, Any]) -> ActRule:
    told: dict[str, Any] = {key: re.compile(row[key], re.I) for key in _PATTERNS if key in row}
    told |= {key: row[key] for key in ("agent", "people", "says", "done", "own", "active", "of") if key in row}
    return ActRule(kind=ActKind(row["kind"]), word=row["word"], start=row.get("from"), **told)


@cache
def act_words() -> ActWords:
    """The table of English."""
    raw, known = table("acts"), tables()
    cutting = Tables(words=dict(known.words), phrases={k: list(v) for k, v in known.phrases.items()}, raw=known.raw)
    verbs: dict[str, list[ActRule]] = {}
    for row in raw["verbs"]:
        rule = _rule(row)
        for words, flags, lemma in _forms(row["verbs"], known.raw["grammar"]["irregular"]):
            verbs.setdefault(" ".join(words), []).append(rule)
            _enter(cutting, words, flags, lemma)
    nouns: dict[str, list[ActRule]] = {}
    for row in raw["nouns"]:
        rule = _rule(row)
        for noun in _items(row["nouns"]):
            nouns.setdefault(noun, []).append(rule)
    cutting.sort_phrases()
    phrase_words = frozenset(raw["scan"]["words"].split())
    return ActWords(
        cutting=cutting,
        verbs={k: tuple(v) for k, v in verbs.items()},
        nouns={k: tuple(v) for k, v in nouns.items()},
        phrases=tuple(_rule(row) for row in raw["phrases"]),
        phrase_words=phrase_words,
        scan=re.compile(r"\b" + trie_pattern({words.split()[0] for words in (*verbs, *nouns)} | phrase_words) + r"\b", re.I),
    )


def _items(words: str) -> list[str]:
    singles, *phrases = words.split("|")
    return [*singles.split(), *(p.strip() for p in phrases if p.strip())]


def _forms(words: str, irregular: dict[str, str]) -> Iterator[tuple[tuple[str, ...], int, str]]:
    """Forms of each verb of a row, with what each can be and its base; a phrase has its verb, or verbs, in braces."""
    for item in _items(words):
        parts = item.split()
        if not item.startswith("{") and "{" not in item:
            yield from (((form,), flags, item) for form, flags in verb_forms(item, irregular).items())
            continue
        at = next(n for n, p in enumerate(parts) if p.startswith("{"))
        base = parts[at].strip("{}")
        for form, flags in verb_forms(base, irregular).items():
            same = Is.PAST | Is.PART | Is.ING | Is.THIRD | Is.BASE
            spread = [
                form
                if n == at
                else next(f for f, x in verb_forms(p.strip("{}"), irregular).items() if x & flags & same)
                if p.startswith("{")
                else p
                for n, p in enumerate(parts)
            ]
            yield tuple(spread), flags, base


def _enter(t: Tables, words: tuple[str, ...], flags: int, lemma: str) -> None:
    """Makes a form known as a verb; what a word is known as already stays."""
    if len(words) == 1:
        t.words.setdefault(words[0], Word(flags=flags, lemma=lemma))
    elif all(rest != words[1:] for rest, _ in t.phrases.get(words[0], ())):
        t.phrases.setdefault(words[0], []).append((words[1:], Word(flags=flags, lemma=lemma)))


@cache
def word_set(part: str, name: str) -> frozenset[str]:
    """A list of words of the table."""
    return frozenset(table("acts")[part][name].split())


@cache
def forms_of(part: str, name: str) -> frozenset[str]:
    """All forms of the verbs of a list of the table."""
    irregular = tables().raw["grammar"]["irregular"]
    return frozenset(form for verb in word_set(part, name) for form in verb_forms(verb, irregular))


@cache
def act_pattern(part: str, name: str) -> re.Pattern[str]:
    """A pattern, or a list of them, of the table."""
    told = table("acts")[part][name]
    return re.compile(told if isinstance(told, str) else "|".join(told), re.I)
