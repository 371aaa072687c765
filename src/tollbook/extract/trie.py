"""A fast pattern for any of many words: one alternation, compiled as a trie."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any


def trie_pattern(words: Iterable[str]) -> str:
    """A pattern that matches exactly ``words``, sharing their beginnings: many times faster than a plain alternation.

    >>> trie_pattern(["dead", "deaths", "die"])
    'd(?:ea(?:d|ths)|ie)'

    A blank stands for any white space.
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
        options.append((r"\s+" if letter == " " else re.escape(letter)) + _pattern(node[letter]))
    if not options:
        return ""
    body = options[0] if len(options) == 1 else "(?:" + "|".join(options) + ")"
    if "" not in node:
        return body
    return (body if len(options) > 1 else f"(?:{body})") + "?"


def any_pattern(patterns: Iterable[str]) -> str:
    """A pattern that matches what one of ``patterns`` matches, the first that does; a border of words that stands before
    several of them is looked for once.

    >>> any_pattern([r"\\bdead", r"\\blost|gone", r"\\bhurt"])
    '\\\\b(?:dead)|(?:\\\\blost|gone)|\\\\b(?:hurt)'
    """
    parts = []
    for bounded, run in groupby(patterns, lambda p: p.startswith(r"\b") and not _has_options(p)):
        same = list(run)
        parts.append(r"\b(?:" + "|".join(p[2:] for p in same) + ")" if bounded else "|".join(f"(?:{p})" for p in same))
    return "|".join(parts)


def _has_options(pattern: str) -> bool:
    """Whether a bar stands in it outside of its groups."""
    depth, plain = 0, re.sub(r"\\.|\[\]?[^]]*\]", "", pattern)
    for letter in plain:
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and depth == 0:
            return True
    return False
