"""In which language a text is. Whether it is in one that a lexicon is there for is told by its letters and its function
words, the same everywhere; another one is named by resiliparse, where that is installed."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.util import find_spec

from tollbook.lexicon import table

_WORD = re.compile(r"[^\W\d_]+")
_BEYOND = re.compile("[^\x00-\u024f]")  # no Latin letter
READ = "en"  # the one language that has a lexicon
UNKNOWN = "und"  # BCP 47's word for a language that is not known
LOOKED_AT = 2_000  # characters by which a text of one language is told
MIXED = 20_000  # and one of two
FEWEST = 12  # words; below that function words tell nothing
LETTERS = 40  # letters from which a script tells that a text is in another language


@cache
def _function_words() -> frozenset[str]:
    return frozenset(table("reading")["language"]["words"])


def language_of(text: str) -> str | None:
    """``"en"`` where the text, or a fair part of its paragraphs, is English; the code of another language, ``"und"`` where
    nobody can name it; ``None`` where there are too few words to tell.

    >>> language_of("The ministry said that twelve people had been killed in the fire, and that thirty were in hospital.")
    'en'
    """
    facts = table("reading")["language"]
    top = text[:LOOKED_AT]
    words = _WORD.findall(top.lower())
    letters = sum(map(len, words))
    latin = letters if top.isascii() else letters - len(_BEYOND.findall("".join(words)))
    foreign = letters >= LETTERS and latin < facts["letters"] * letters
    if not foreign:
        if len(words) < FEWEST:
            return None
        # headlines and lists have few function words: a short text needs less than a long one
        if _share(words) >= facts["least"] * min(1.0, len(words) / 60):
            return READ
    return READ if _partly(text[:MIXED]) else _named(text[:MIXED])


def _share(words: list[str]) -> float:
    return sum(map(_function_words().__contains__, words)) / len(words)


def _partly(text: str) -> bool:
    """Whether paragraphs in English make up a fair part of a text in two languages; the others give no claims."""
    facts = table("reading")["language"]
    found = count = 0
    for line in text.split("\n"):
        words = _WORD.findall(line.lower())
        count += len(words)
        if len(words) >= FEWEST and _share(words) >= facts["paragraph"]:
            found += len(words)
    return bool(found >= facts["words_of_mixed"] and found >= facts["share_of_mixed"] * count)


def _named(text: str) -> str:
    """The code of a language that is not English."""
    if find_spec("resiliparse") is None:
        return UNKNOWN
    from resiliparse.parse.lang import detect_fast

    code, _ = detect_fast(unicodedata.normalize("NFC", text))
    return UNKNOWN if code in (READ, "unknown") else code
