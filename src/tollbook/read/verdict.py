"""Which stretches of a page are the report: trafilatura's verdict, which gives words and no positions, laid over a walk that
has positions. Each of its words is spent once, so that a teaser or a second copy of a paragraph does not pass for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

_WORD = re.compile(r"\w+")
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*$")
KEPT = 0.6  # share of a stretch's four-word runs that the verdict must hold
SPOKEN = 12  # words of a stretch that is taken for the report's where the verdict is silent

Shingle = tuple[str, ...]


class Verdict(NamedTuple):
    """What is held to be the report: how often each four-word run stands in it, and each whole line or cell of a table."""

    runs: Counter[Shingle]
    lines: Counter[str]


NONE = Verdict(Counter(), Counter())


def folded(words: str) -> str:
    """Words alone, in lower case."""
    return " ".join(_WORD.findall(words.lower()))


def verdict_of(html: str) -> Verdict:
    """What trafilatura takes for the report of a page; nothing where it fails."""
    try:
        import trafilatura  # takes longer to load than most commands to run, and plain texts do without it

        text = trafilatura.extract(html, fast=True, include_comments=False, include_tables=True) or ""
    except Exception:  # noqa: BLE001  # a library's crash on one page must not stop a run; our own rule then decides
        text = ""
    lines = Counter(folded(part) for line in text.splitlines() for part in (line.split("|") if line.startswith("|") else [line]))
    lines.pop("", None)
    return Verdict(Counter(_shingles(_WORD.findall(text.lower()))), lines)


def kept(stretches: Sequence[tuple[str, bool]], verdict: Verdict) -> list[bool]:
    """Of each stretch (its words, and whether it stands in an aside) whether it is part of the report."""
    tokens = [_WORD.findall(words.lower()) for words, _ in stretches]
    if not verdict.lines:
        # silent on fragments and very short pages: there whole sentences are the report
        return [
            not aside and bool(t) and (len(t) >= SPOKEN or _ENDED.search(words) is not None)
            for t, (words, aside) in zip(tokens, stretches, strict=True)
        ]
    runs, lines = Counter(verdict.runs), Counter(verdict.lines)
    found = [_whole(t, runs, lines) for t in tokens]
    return [held or _held(t, runs, lines) for held, t in zip(found, tokens, strict=True)]


def _whole(tokens: list[str], runs: Counter[Shingle], lines: Counter[str]) -> bool:
    """Whether a stretch is a line of the verdict; it is spent then."""
    line = " ".join(tokens)
    if len(tokens) < 4 or lines[line] <= 0:
        return False
    lines[line] -= 1
    runs.subtract(_shingles(tokens))
    return True


def _held(tokens: list[str], runs: Counter[Shingle], lines: Counter[str]) -> bool:
    """Whether what is left of the verdict holds most of a stretch."""
    if len(tokens) < 4:
        return lines[" ".join(tokens)] > 0
    own = _shingles(tokens)
    if sum(runs[s] > 0 for s in own) < KEPT * len(own):
        return False
    runs.subtract(own)
    return True


def _shingles(tokens: list[str]) -> list[Shingle]:
    return list(zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False))
