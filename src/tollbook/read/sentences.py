"""Sentences with exact offsets: a regular expression over English punctuation, and a table of abbreviations.

A full stop before a lower-case word ends nothing: machine translation leaves such stops inside sentences ("this country of
19 million. inhabitants").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tollbook.lexicon import table

_OPENERS = "\"'“‘«(\\["
_SIGNS = "•$€£#@+*–—\u2600-\u27bf\U0001f000-\U0001faff-"  # bullets, currency, emoji: a sentence may begin with them
_END = re.compile(
    r"(?:(?<![.!?…])[.!?…]++|[.!?]?(?=\n[ \t]*\n))[\"'”’»)\]]*\s+" + rf"(?=[{_OPENERS}]*[^\s\W_]|[{_OPENERS}{_SIGNS}])"
)
# The same for a text of one line, in a form that is looked for faster; most blocks are one line.
_END_OF_LINE = re.compile(rf"[.!?…](?<![.!?…][.!?…])[.!?…]*+[\"'”’»)\]]*\s+(?=[{_OPENERS}]*[^\s\W_]|[{_OPENERS}{_SIGNS}])")
_LONGEST = 1_500  # characters of a sentence; the longest of 50,000 in news reports has 1,284


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(table("reading")["sentences"]["abbreviations"])


_OPENING = "\"'“‘«(["
LONG_WORD = 7  # letters, from which a word is no abbreviation


def sentences(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence of ``text[start:end]``, white space left out.

    >>> text = "Gen. X spoke at 3 p.m. Tuesday. Two died."
    >>> [text[a:b] for a, b in sentences(text, 0, len(text))]
    ['Gen. X spoke at 3 p.m. Tuesday.', 'Two died.']
    """
    found, at = [], start
    pattern = _END if text.find("\n", start, end) >= 0 else _END_OF_LINE
    for m in pattern.finditer(text, start, end):
        stop = m.end()
        if _ends(text, at, m):
            found.append((at, stop))
            at = stop
    found.append((at, end))
    if end - start > _LONGEST:
        found = [piece for a, b in found for piece in ([(a, b)] if b - a <= _LONGEST else _pieces(text, a, b))]
    if len(found) == 1 and start < end and not text[start].isspace() and not text[end - 1].isspace():
        return ((start, end),)  # most blocks are one sentence, or none
    return tuple(s for a, b in found if (s := _trimmed(text, a, b)) is not None)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A text that goes on without a full stop, cut at its marks: read whole, it would take ages."""
    while end - start > _LONGEST:
        stop = start + _LONGEST
        cuts = (text.rfind(mark, start + _LONGEST // 2, stop) for mark in ("; ", ", ", "\n", " "))
        cut = next((c + 1 for c in cuts if c > 0), stop)
        yield start, cut
        start = cut
    yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def _ends(text: str, start: int, m: re.Match[str]) -> bool:
    """Whether the punctuation ``m`` ends the sentence that began at ``start``."""
    stop, at = m.end(), m.start()
    after = text[stop : stop + 12]
    if after[:1] in _OPENING:
        after = after.lstrip(_OPENING)
    if after[:1].islower():
        return False
    mark = m[0].strip()
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    if at - start >= LONG_WORD and text[at - LONG_WORD : at].isalpha():
        return True
    word = _last_word(text, max(start, at - 24), at)
    if word.isdigit() and len(word) <= 3 and re.match(r"\d{3}\b(?! ?[.,])", after):
        return False  # "2. 750 tons": a thousands mark that scraping set apart
    if len(word) == 1 and word.isalpha() and word.isupper() and mark == ".":
        return word == "I"  # an initial
    if word.lower() in _abbreviations():
        return word.lower() in ("etc", "p.m", "a.m", "inc", "co", "ltd", "corp", "jr", "sr") and _starts_anew(after)
    return not (re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word) and not _starts_anew(after))


def _last_word(text: str, start: int, end: int) -> str:
    """The letters, digits and full stops in a row that ``text[start:end]`` ends with."""
    at = end
    while at > start and (text[at - 1].isalnum() or text[at - 1] in "._"):
        at -= 1
    return text[at:end]


_STARTERS = frozenset(
    "the a an it he she they we this that these those in on at but and there one two three officials police".split()
)


def _starts_anew(after: str) -> bool:
    """The next word is one that begins sentences: after "p.m." or "U.S." only that tells."""
    word = re.match(r"[^\W\d_]+", after)
    return word is not None and word[0].lower() in _STARTERS and word[0][0].isupper()
