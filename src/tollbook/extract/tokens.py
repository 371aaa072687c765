"""Words of a sentence, with their places. Offsets are code points of the report's text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"''|``|\d+(?:[.,\u00a0\u202f' ]\d{3})+(?![\d])|\d+(?:\.\d+)?"
    r"|[^\W\d_]+(?:[’'\-‐‑][^\W\d_]+)*(?:[’'](?!['’]))?|[^\w\s]|_"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark; ``low`` is folded for looking up in tables."""

    start: int
    end: int
    text: str
    low: str


def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The tokens of ``text[start:end]``."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return tuple(Token(m.start(), m.end(), m[0], m[0].replace("’", "'").casefold()) for m in found)
