"""Capitalised words of a report, and which of them are people's names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tollbook.model import Report
from tollbook.resolve.candidates import Namer, Words

CAPITAL = r"[A-Z\u00c0-\u00de\u0100-\u024f\u0400-\u042f\u1e00-\u1eff]"
# The first letter is matched first: a pattern that begins with a set of characters is searched for many times faster.
_TOKEN = re.compile(rf"{CAPITAL}(?<!\w{CAPITAL})(?:\. ?Va\b|(?:\. ?[A-Z])+\.?(?!\w)|\w*(?:[’'ʼ]\w+)*)")
_ARTICLES = ("al-", "el-", "as-", "ad-", "ar-", "an-")
_OWNING = re.compile(r"[’'ʼ][sS]$|(?<=[sS])[’'ʼ]$")
_OPENERS = ("“", '"', "‘", "•", "\n")
_LONG = 3  # letters: shorter words are capitals for other reasons
_MORE = 3  # names after the first of one person
_SHORT_TITLE = 4  # letters of "Mr.", "Gov.", "Sgt."


@dataclass(frozen=True, slots=True)
class Token:
    """A capitalised word; ``core`` is without a possessive, ``low`` in small letters; ``opens`` a sentence; ``dotted``: a full
    stop follows ("Mr.", "Ky.")."""

    start: int
    end: int
    core: str
    low: str
    opens: bool
    dotted: bool


def capitals_of(report: Report) -> list[Token]:
    """The capitalised words of ``report``, in order."""
    text = report.text
    starts = {s.start for s in report.sentences} | {b.start for b in report.blocks}
    found = []
    for m in _TOKEN.finditer(text):
        core = _OWNING.sub("", m[0].rstrip())
        start, end = m.start(), m.start() + len(core)
        if text[start - 1 : start] == "-" and text[start - 3 : start] in _ARTICLES and not text[start - 4 : start - 3].isalpha():
            start, core = start - 3, text[start - 3 : start] + core
        opens = start in starts or text[start - 1 : start] in _OPENERS
        found.append(Token(start, end, core, core.lower(), opens, text[end : end + 1] == "."))
    return found


def all_capitals(tokens: list[Token]) -> bool:
    """Whether a report is written in capitals, so that a capital tells nothing."""
    long = [t for t in tokens if len(t.core) > _LONG]
    return len(long) > 20 and sum(t.core.isupper() for t in long) > 0.6 * len(long)


def people_in(text: str, tokens: list[Token], w: Words, namer: Namer) -> tuple[set[int], set[str]]:
    """Indexes of the words that are people's names, and the surnames among them, in small letters."""
    people: set[int] = set()
    surnames: set[str] = set()
    i = 0
    while i < len(tokens) - 1:
        first = _first_name(text, tokens, i, w)
        if first is None:
            i += 1
            continue
        last = first
        while (
            last + 1 < len(tokens) and last - first < _MORE and _goes_on(text, tokens, last) and not _no_name(tokens[last + 1], w)
        ):
            last += 1
        if _is_person(text, tokens, (i, first, last), w, namer):
            people |= set(range(first, last + 1))
            surnames.add(tokens[last].low)
            i = last
        i += 1
    return people, surnames


def _first_name(text: str, tokens: list[Token], i: int, w: Words) -> int | None:
    """Where a person's names begin: at a first name, or behind a title."""
    t, after = tokens[i], tokens[i + 1]
    if t.low not in w.titles:
        return i if t.low in w.first else None
    titled = _goes_on(text, tokens, i) and after.low not in w.titles and not _no_name(after, w)
    return i + 1 if titled else None


def _is_person(text: str, tokens: list[Token], at: tuple[int, int, int], w: Words, namer: Namer) -> bool:
    """Whether the words from ``first`` to ``last``, with a title at ``i`` where that is before them, are a person's names."""
    i, first, last = at
    if last + 1 < len(tokens) and _goes_on(text, tokens, last) and tokens[last + 1].low in w.unit_of:
        return False  # "Prince William County"
    if i < first:  # "President Russia": a caption or a headline
        return tokens[first].low in w.first or not namer.is_sure(text[tokens[first].start : tokens[last].end])
    return last > first and not namer.is_place(text[tokens[first].start : tokens[first + 1].end])


def _goes_on(text: str, tokens: list[Token], i: int) -> bool:
    """Whether the word after the ``i``-th can be the next of one person's names."""
    gap = text[tokens[i].end : tokens[i + 1].start]
    return gap in (" ", "\u00a0") or (gap == ". " and len(tokens[i].core) <= _SHORT_TITLE)


def _no_name(t: Token, w: Words) -> bool:
    return t.low in w.bodies or t.low in w.streets or t.low in w.unit_of or t.low in w.calendar
