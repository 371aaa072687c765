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
        t = tokens[i]
        titled = t.low in w.titles
        if titled:
            j = i + 1 if _goes_on(text, tokens, i) and tokens[j := i + 1].low not in w.titles else None
        else:
            j = i if t.low in w.first else None
        if j is None or (titled and _no_name(tokens[j], w)):
            i += 1
            continue
        end = j
        while end + 1 < len(tokens) and end - j < 3 and _goes_on(text, tokens, end) and not _no_name(tokens[end + 1], w):
            end += 1
        if end + 1 < len(tokens) and _goes_on(text, tokens, end) and tokens[end + 1].low in w.unit_of:
            i = end + 1  # "Prince William County"
            continue
        if titled and namer.is_sure(text[tokens[j].start : tokens[end].end]):
            i = end + 1  # "President Russia": a caption or a headline
        elif titled or (end > j and not namer.is_place(text[t.start : tokens[j + 1].end])):
            people |= set(range(j, end + 1))
            surnames.add(tokens[end].low)
            i = end + 1
        else:
            i += 1
    return people, surnames


def _goes_on(text: str, tokens: list[Token], i: int) -> bool:
    """Whether the word after the ``i``-th can be the next of one person's names."""
    gap = text[tokens[i].end : tokens[i + 1].start]
    return gap in (" ", "\u00a0") or (gap == ". " and len(tokens[i].core) <= _SHORT_TITLE)


def _no_name(t: Token, w: Words) -> bool:
    return t.low in w.bodies or t.low in w.streets or t.low in w.unit_of or t.low in w.calendar
