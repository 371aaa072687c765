"""Pull quotes: words of the report, set apart to catch the eye. What they say is said where they were taken from."""

from __future__ import annotations

from dataclasses import replace

from tollbook.model import Block, BlockKind
from tollbook.read.verdict import folded

FEWEST, MOST = 5, 60  # words
_APART = (BlockKind.QUOTATION, BlockKind.SUBTITLE, BlockKind.BOILERPLATE)


def pulled(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """``blocks``, those marked that stand apart and whose words stand in a longer paragraph of the report too."""
    apart = {k: words for k, b in enumerate(blocks) if b.kind in _APART and _fits(words := folded(text[b.start : b.end]))}
    if not apart:
        return blocks
    lower = text.lower()
    if not any(_twice(lower, words) for words in apart.values()):
        return blocks
    whole = [f" {folded(text[b.start : b.end])} " for b in blocks if b.kind is BlockKind.BODY]
    found = {k for k, words in apart.items() if any(f" {words} " in p and len(p) > len(words) + 2 for p in whole)}
    return tuple(replace(b, kind=BlockKind.PULL_QUOTE) if k in found else b for k, b in enumerate(blocks)) if found else blocks


def _fits(words: str) -> bool:
    return FEWEST <= words.count(" ") + 1 <= MOST


def _twice(lower: str, words: str) -> bool:
    """Whether the longest of ``words`` stands in a text more than once: at a glance, whether they may be repeated."""
    return lower.count(max(words.split(), key=len)) > 1
