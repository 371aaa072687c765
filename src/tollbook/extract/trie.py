"""A fast scan for the words without which a report counts nothing: one alternation, compiled as a trie."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from tollbook.extract.words import plural, tables, verb_forms


def trie_pattern(words: Iterable[str]) -> str:
    """A pattern that matches exactly ``words``, sharing their beginnings: many times faster than a plain alternation.

    >>> trie_pattern(["dead", "deaths", "die"])
    'd(?:ea(?:d|ths)|ie)'
    """
    root: dict[str, Any] = {}
    for word in sorted(set(words)):
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _pattern(root)


def _pattern(node: dict[str, Any]) -> str:
    options = []
    for letter in sorted(k for k in node if k):
        options.append(re.escape(letter) + _pattern(node[letter]))
    if not options:
        return ""
    body = options[0] if len(options) == 1 else "(?:" + "|".join(options) + ")"
    if "" not in node:
        return body
    return (body if len(options) > 1 else f"(?:{body})") + "?"


def _of_compounds() -> list[str]:
    """Where people are put ("hospital"), and verbs that count only by who acts ("picked"): words that are too common to tell
    anything are left out, where another word of the same construction is on the list."""
    m, irregular = tables().raw["measures"], tables().raw["grammar"]["irregular"]
    common = {"centre", "center", "centres", "centers", "home", "homes", "house", "houses", "village", "villages", "settlement"}
    words = [w for row in m["moved"] for w in row["places"].split() if w not in common]
    for row in m["agents"]:
        words += [f for v in row["verbs"].split() if row.get("particle") or len(v) < 5 for f in verb_forms(v, irregular)]
    return words


@cache
def trigger_scan() -> re.Pattern[str]:
    """Matches the first word of everything that can count: verbs and nouns of measures, words of damage and of fire."""
    t = tables()
    words = [w for w, entry in t.words.items() if entry.verb is not None or entry.noun is not None]
    for first, options in t.phrases.items():
        words += [first for _, entry in options if entry.verb is not None or entry.noun is not None]
    words += _of_compounds()
    people = t.raw["measures"]["deployed"]["people"].split()
    words += [*people, *map(plural, people), "condition"]
    words += ["suffered", *t.raw["measures"]["cost"]["others"].split(), *t.raw["measures"]["struck"]["fire"].split()]
    return re.compile(r"\b" + trie_pattern(words) + r"\b", re.I)
