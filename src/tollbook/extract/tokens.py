"""Words of a sentence, with their places. Offsets are code points of the report's text."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"''|``|\d+(?:[.,\u00a0\u202f' ]\d{3})+(?![\d])|\d+(?:\.\d+)?"
    r"|[^\W\d_]+(?:[’'\-‐‑][^\W\d_]+)*(?:[’'](?!['’]))?|[^\w\s]|_"
)


_LETTERS = frozenset(["WHO", "US"])  # bodies whose letters are a pronoun in small ones


class Token(NamedTuple):
    """One word, number or mark; ``low`` is folded for looking up in tables."""

    start: int
    end: int
    text: str
    low: str


def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The tokens of ``text[start:end]``."""
    out = []
    for m in _TOKEN.finditer(text, start, len(text) if end is None else end):
        piece = m[0]
        low = (piece.replace("’", "'") if "’" in piece else piece).casefold()
        if piece in _LETTERS and not text[m.start() - 40 if m.start() > 40 else 0 : m.end() + 40].isupper():
            low += "."
        out.append(Token(m.start(), m.end(), piece, low))
    return tuple(out)
