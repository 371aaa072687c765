"""Whether a text is in a language that a lexicon is there for, told by its letters and its function words."""

from __future__ import annotations

import re
from functools import cache

from tollbook.lexicon import table

_WORD = re.compile(r"[^\W\d_]+")
_BEYOND = re.compile("[^\x00-\u024f]")  # no Latin letter
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
    letters = sum(map(len, words))
    latin = letters - len(_BEYOND.findall("".join(words)))
    if letters >= 40 and latin < facts["letters"] * letters:
        return "und"
    if len(words) < FEWEST:
        return None
    share = sum(map(_function_words().__contains__, map(str.lower, words))) / len(words)
    # headlines and lists have few function words: a short text needs less than a long one
    return "en" if share >= facts["least"] * min(1.0, len(words) / 60) else "und"
