"""Whether a text is in a language that a lexicon is there for, told by its letters and its function words."""

from __future__ import annotations

import re
from functools import cache

from tollbook.lexicon import table

_WORD = re.compile(r"[^\W\d_]+")
FEWEST = 12  # words; below that function words tell nothing


@cache
def _function_words() -> frozenset[str]:
    return frozenset(table("reading")["language"]["words"])


def language_of(text: str) -> str | None:
    """``"en"``, ``"und"`` for another language, ``None`` where there are too few words to tell.

    >>> language_of("Власти сообщили, что в ходе беспорядков погибли двадцать шесть человек, ещё сотни ранены в городе")
    'und'
    """
    facts = table("reading")["language"]
    words = _WORD.findall(text[:20_000])
    letters = "".join(words)
    latin = sum(c < "\u0250" for c in letters)
    if len(letters) >= 40 and latin < facts["letters"] * len(letters):
        return "und"
    if len(words) < FEWEST:
        return None
    share = sum(w.lower() in _function_words() for w in words) / len(words)
    # headlines and lists have few function words: a short text needs less than a long one
    return "en" if share >= facts["least"] * min(1.0, len(words) / 60) else "und"
