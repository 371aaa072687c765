"""Words of a sentence, with their places. Offsets are code points of the report's text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"[a-z]+(?=[ ,])"  # most words: the next lines find them too, only later
    r"|''|``|\d+(?:[.,\u00a0\u202f' ]\d{3})+(?![\d])|\d+(?:\.\d+)?"
    r"|[^\W\d_]+(?:[’'\-‐‑][^\W\d_]+)*(?:[’'](?!['’]))?|[^\w\s]|_"
)


_LETTERS = frozenset(["WHO", "US"])  # bodies whose letters are a pronoun in small ones


@dataclass(slots=True)
class Token:
    """One word, number or mark; ``low`` is folded for looking up in tables. (A tuple takes twice as long to make.)"""

    start: int
    end: int
    text: str
    low: str


def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The tokens of ``text[start:end]``."""
    out = []
    for m in _TOKEN.finditer(text, start, len(text) if end is None else end):
        piece = m[0]
        first, last = m.span()
        low = (piece.replace("’", "'") if "’" in piece else piece).casefold()
        if piece in _LETTERS and not text[first - 40 if first > 40 else 0 : last + 40].isupper():
            low += "."
        out.append(Token(first, last, piece, low))
    return tuple(out)
