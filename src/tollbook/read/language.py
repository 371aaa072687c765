"""In which language a text is, told by its letters and its function words: whether it is one that a lexicon is there for, and
else which (`lexicon/tables/languages.toml`)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from tollbook.lexicon import table

_WORD = re.compile(r"[^\W\d_]+")
_BEYOND = re.compile("[^\x00-\u024f]")  # no Latin letter
_EVIDENT = (" the ", " of ", " and ", " was ", " were ")  # one of them stands in any paragraph of English
_MARKS = ".,;:!?…\"'“”‘’«»()[]।،۔؟"  # around words; a mark of a vowel stands within them, and is no letter
READ = "en"  # the one language that has a lexicon
UNKNOWN = "und"  # BCP 47's word for a language that is not known
LOOKED_AT = 2_000  # characters by which a text of one language is told
MIXED = 20_000  # and one of two
NAMED_BY = 2_500  # and by which another language is named
FEWEST = 12  # words; below that function words tell nothing
LEAST = 0.03  # share of function words by which another language is named
HALF, KANA = 0.5, 0.1  # share of an alphabet's letters in a text that is written in it; Japanese is half in Chinese ones
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
    if _plainly(top, facts["least"]):
        return READ
    words = _WORD.findall(top.lower())
    letters = sum(map(len, words))
    latin = letters if top.isascii() else letters - len(_BEYOND.findall("".join(words)))
    foreign = letters >= LETTERS and latin < facts["letters"] * letters
    if not foreign:
        if len(words) < FEWEST:
            return None
        # headlines and lists have few function words: a short text needs less than a long one
        if _share(words) >= facts["least"] * min(1.0, len(words) / 60):
            return READ if len(words) >= 60 else _rival(words) or READ
    return READ if _partly(text[:MIXED]) else _named(text[:NAMED_BY])


def _plainly(top: str, least: float) -> bool:
    """Whether a text is English at the first look: Latin letters, and twice the function words that are asked for."""
    words = top.lower().split()
    if len(words) < 60 or len(_BEYOND.findall(top)) * 10 > len(top):
        return False
    return sum(map(_function_words().__contains__, words)) >= 2 * least * len(words)


def _share(words: list[str]) -> float:
    return sum(map(_function_words().__contains__, words)) / len(words)


def _partly(text: str) -> bool:
    """Whether paragraphs in English make up a fair part of a text in two languages; the others give no claims."""
    if not any(map(text.__contains__, _EVIDENT)):
        return False
    facts = table("reading")["language"]
    found = count = 0
    for line in text.split("\n"):
        if not any(map(line.__contains__, _EVIDENT)):
            count += len(line.split())
            continue
        words = _WORD.findall(line.lower())
        count += len(words)
        if len(words) >= FEWEST and _share(words) >= facts["paragraph"]:
            found += len(words)
    return bool(found >= facts["words_of_mixed"] and found >= facts["share_of_mixed"] * count)


def _named(text: str) -> str:
    """The code of a language that is not English: of its alphabet, or of the function words in it."""
    letters = "".join(_WORD.findall(unicodedata.normalize("NFC", text)))
    for code, alphabet in _alphabets().items():
        least = KANA if code == "ja" else HALF
        if letters and len(alphabet.findall(letters)) >= least * len(letters):
            return code or _by_words(text)
    return UNKNOWN


def _by_words(text: str) -> str:
    """The language whose function words make up most of a text, where they make up a fair part of it."""
    words = [word.strip(_MARKS) for word in unicodedata.normalize("NFC", text).lower().split()]
    best = _weighed(words)[:2]
    if not best or best[0][1] < LEAST * len(words) or (len(best) > 1 and best[0][1] == best[1][1]):
        return UNKNOWN
    return best[0][0]


def _weighed(words: list[str]) -> list[tuple[str, float]]:
    """How many function words of each language stand among ``words``, the most first; one of several languages counts in part."""
    weights: dict[str, float] = {}
    for word in words:
        owners = _owners().get(word, ())
        for code in owners:
            weights[code] = weights.get(code, 0.0) + 1 / len(owners)
    return sorted(weights.items(), key=lambda w: (-w[1], w[0]))


def _rival(words: list[str]) -> str | None:
    """The language, other than English, of which a short text holds more function words: "as autoridades" is Portuguese."""
    english = sum(map(_function_words().__contains__, words))
    return next((code for code, weight in _weighed(words)[:1] if weight > english), None)


@cache
def _alphabets() -> dict[str, re.Pattern[str]]:
    """What matches a letter: of the alphabets that several languages share, and of each that is of one alone."""
    found = {code: re.compile(f"[{letters}]") for code, letters in table("languages", "tables")["alphabets"].items()}
    return {"": found.pop("shared"), **found}


@cache
def _owners() -> dict[str, tuple[str, ...]]:
    """Each function word, with the languages in which it is one."""
    found: dict[str, set[str]] = {}
    for code, words in table("languages", "tables")["words"].items():
        for word in words.split():
            found.setdefault(word, set()).add(code)
    return {word: tuple(sorted(codes)) for word, codes in found.items()}
