"""The text layer of a PDF: on which page each block stands, and which lines run along the heads and feet of pages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from tollbook.model import Block, BlockKind

_NUMBER = re.compile(r"(?:page |p\. ?|[-–— ]*)#(?:(?: of | ?/ ?)#)?[-–— ]*", re.I)


def paged(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """``blocks`` with their pages as locators; running heads, running feet and page numbers are boilerplate."""
    found, page, at = [], 1, 0
    for b in blocks:
        page += text.count("\f", at, b.start)
        at = b.start
        found.append(replace(b, locator=f"page {page}"))
    lines = [_numberless(text[b.start : b.end]) for b in found]
    seen = Counter(line for line, _ in {(line, b.locator) for line, b in zip(lines, found, strict=True)})
    often = max(3, page / 2)
    return tuple(
        replace(b, kind=BlockKind.BOILERPLATE) if seen[line] >= often or _NUMBER.fullmatch(line) else b
        for line, b in zip(lines, found, strict=True)
    )


def _numberless(words: str) -> str:
    return re.sub(r"\d+", "#", " ".join(words.split()))
