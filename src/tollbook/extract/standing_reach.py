"""What a sentence that tells of the standing of figures can mean: the figures around it, and who tells.

A telling reaches figures by their number, by their source, by what was counted, or by their nearness.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from tollbook.extract.attribution_sources import words
from tollbook.extract.attribution_subjects import left_of
from tollbook.extract.mention import Attributed, Mention
from tollbook.extract.tokens import tokens
from tollbook.extract.trie import any_pattern
from tollbook.lexicon import table
from tollbook.model import Attribution, BlockKind, Report

REACH = 3  # sentences that a telling reaches back over, where it names neither source nor number
_EMPTY = frozenset("the a an of in on for and its his her their by to at from official officials".split())
_HEARSAY = frozenset("numbers claim claims rumour rumours rumor rumors posts messages".split())
_TELLING = frozenset(["said", "says", "say", "called", "which", "who", "having", "has", "had"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The figures of a report, and who says each."""

    report: Report
    mentions: tuple[Mention, ...]
    said: tuple[Attribution, ...]
    attributions: tuple[Attributed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One sentence that tells of figures: where it stands, its words, and the figures in it (by index)."""

    start: int
    text: str
    here: tuple[int, ...]


@cache
def pattern(section: str, field: str = "patterns") -> re.Pattern[str]:
    """The patterns of a section of the table, as one."""
    found = table("standing")[section][field]
    return re.compile(any_pattern([found] if isinstance(found, str) else found), re.I)


@cache
def small(section: str, field: str = "patterns") -> re.Pattern[str]:
    """The same for text that is `folded`."""
    return re.compile(pattern(section, field).pattern)


def before(book: Book, start: int, reach: int, *, near: bool = False) -> list[int]:
    """Mentions of the ``reach`` sentences before ``start`` that have any; with ``near``, of the very sentence before."""
    earlier = {m.sentence.start for m in book.mentions if m.sentence.start < start and _plain(book.report, m)}
    sentences = sorted(earlier, reverse=True)[:reach]
    limit = [s.start for s in book.report.sentences if s.start < start][-(1 if near else REACH) :]
    return [k for k, m in enumerate(book.mentions) if m.sentence.start in sentences and limit and m.sentence.start >= limit[0]]


def _plain(report: Report, m: Mention) -> bool:
    return all(b.kind is not BlockKind.HEADLINE for b in report.blocks if b.start <= m.figure.start < b.end)


def of_one_body(book: Book, by: str | None, near: Iterable[int]) -> list[int]:
    """Of figures told before, those of the body that ``by`` means: "the ministry" is the one of that word that was named last."""
    own = [k for k in near if by is not None and shared(by, book.said[k].said_by)]
    last = _core(book.said[own[-1]].said_by) if own else set()
    return [k for k in own if (core := _core(book.said[k].said_by)) <= last or last <= core]


def digits(words_: str) -> set[str]:
    """The numbers that are written in digits."""
    return set(re.findall(r"\d[\d,.]*\d|\d", words_))


def teller(book: Book, start: int, position: int) -> str | None:
    """Who withdraws, denies, disputes at ``position``: the source of a cue there, or the subject of the verb; where a noun
    stands there ("that the numbers are inflated"), who says so."""
    report = book.report
    toks = tokens(report.text, start, min(position + 30, len(report.text)))
    k = next((i for i, t in enumerate(toks) if t.start >= position), None)
    around = [a for a in book.attributions if a.attribution.said_by is not None and a.cue is not None]
    if k is not None and toks[k].low in words("documents", "nouns") | _HEARSAY:
        around = [a for a in around if a.content.start <= position < a.content.end]
    else:
        around = [a for a in around if a.cue is not None and a.cue.start <= position < a.cue.end]
    if around:
        return min(around, key=lambda a: a.content.end - a.content.start).attribution.said_by
    while k is not None and k > 0:
        found = left_of(toks, k)
        if found is not None and not any(
            t.low in words("documents", "nouns") or t.low == "numbers" for t in toks[found[0] : found[1]]
        ):
            name = " ".join(report.text[toks[found[0]].start : toks[found[1] - 1].end].split())
            return _meaning(book, toks[found[0]].start, name)
        k = next((i for i in range(k - 1, 0, -1) if toks[i].low in _TELLING), None)
        if k is not None and toks[k].low in ("which", "who") and toks[k - 1].text == ",":
            k -= 1
    return None


def _meaning(book: Book, position: int, name: str) -> str:
    """Whom a pronoun at ``position`` stands for ("hours later it"): the last source named before it."""
    if name.casefold().split()[-1] not in words("words", "pronouns"):
        return name
    before = [(a.worded.start, a.attribution.said_by) for a in book.attributions if a.worded is not None]
    named = [(at, who) for at, who in before if at < position and who is not None]
    return max(named)[1] if named else name


def _core(name: str | None) -> set[str]:
    """Words of a name, and its letters in brackets: "Harbour Watch (HW)" is named by either."""
    return {w for w in re.findall(r"[\w-]+", (name or "").casefold()) if w not in _EMPTY}


def shared(a: str | None, b: str | None) -> bool:
    """Two wordings of one body: the shorter's words are most of them in the longer."""
    x, y = _core(a), _core(b)
    return bool(x and y) and 2 * len(x & y) >= min(len(x), len(y)) and bool(x & y)


def named_in(text: str, name: str | None) -> bool:
    """The sentence names the source: its capitalised words, or its letters."""
    proper = {w.casefold() for w in re.findall(r"\b[A-Z][\w-]+", name or "")} - _EMPTY
    return bool(proper & set(re.findall(r"[\w-]+", text.casefold())))
