"""Plain text as typed blocks. Nothing is cut: what is no part of the report is marked boilerplate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from statistics import median

from tollbook.lexicon import table
from tollbook.model import Block, BlockKind

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![ \t\r]*(?:\n|$)))*")
_BULLET = re.compile(r"[ \t]*(?:[•·▪*–—-]|\d{1,2}[.)])\s+\S")
_PERSON = re.compile(r"(?:[A-ZÀ-Þ][\w'’.-]+ ){1,3}[A-ZÀ-Þ][\w'’.-]+")
_ENDED = re.compile(r"[.!?…:;,][\"'”’»)\]]*(?: \([^()]{2,40}\))?$")  # "... police said. (Reuters)" ends too
HEADLINE_LENGTH = 220  # characters; the longest of 2,662 local news titles is 189
SUBTITLE_LENGTH = 90


@cache
def _patterns(name: str, field: str = "lines") -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in table("reading")[name][field]), re.I)


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(table("reading")["dateline"]["start"])


@cache
def agency_named(words: str) -> str | None:
    """The agency that a credit names.

    >>> agency_named("France Media Agency")
    'AFP'
    """
    for agency, names in table("reading")["agency"].items():
        if any(re.search(rf"(?<!\w){re.escape(n)}(?!\w)", words) for n in names):
            return str(agency)
    return None


def is_boilerplate(words: str) -> bool:
    """Whether a line is no part of any report: share lines, cookie words, links to other reports."""
    return len(words) <= 420 and _boilerplate().fullmatch(" ".join(words.lower().split()).rstrip(".:!» ")) is not None


@cache
def _boilerplate() -> re.Pattern[str]:
    """For words in lower case: a pattern that minds case tells at the first letter which of its parts can match."""
    return re.compile("|".join(f"(?:{p})" for p in table("reading")["boilerplate"]["lines"]))


def is_byline(words: str) -> bool:
    """Whether a line only says who wrote the report, or when."""
    if len(words) > 100 or "\n" in words:
        return False
    sentence = words.endswith(".") and len(words.split()) > 8
    return (not sentence and _patterns("byline").fullmatch(words.rstrip(".")) is not None) or _only_agency(words)


def split_dateline(text: str, block: Block) -> Iterator[Block]:
    """``block``, its dateline ("ALMATY, Jan 9 (Reuters) -") as a block of its own before it."""
    m = _dateline().match(text, block.start, min(block.end, block.start + 160))
    if m is not None and m[0].strip() and m.end() < block.end:
        yield replace(block, kind=BlockKind.DATELINE, end=m.start() + len(m[0].rstrip()))
        block = replace(block, start=m.end())
    yield block


def plain_blocks(text: str, *, titled: bool = False) -> tuple[Block, ...]:
    """The blocks of a plain text. ``titled``: the first line is known to be the title."""
    return tuple(_typed(text, list(_pieces(text)), titled))


def first_words(text: str) -> str:
    """The first paragraph, or line of its own; empty where there is none."""
    return next((text[b.start : b.end] for b in _pieces(text)), "")


def _pieces(text: str) -> Iterator[Block]:
    """Paragraphs; lines of their own where the lines of a paragraph are not one wrapped text."""
    for p in _PARAGRAPH.finditer(text):
        lines = [(m.start(), m.end()) for m in _LINE.finditer(text, p.start(), p.end())]
        if len(lines) > 1 and not _wrapped([text[a:b] for a, b in lines]):
            for a, b in lines:
                yield _block(text, a, b)
        else:
            yield _block(text, p.start(), p.end())


def _block(text: str, start: int, end: int) -> Block:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Block(kind=BlockKind.BODY, start=start, end=end)


def _wrapped(lines: list[str]) -> bool:
    """Lines that an editor broke at a width: of about one length, and not a list."""
    body = [len(line.strip()) for line in lines[:-1]]
    broken = sum(1 for a, b in pairwise(lines) if a.strip()[-1:].isalnum() and b.strip()[:1].islower())
    if broken * 2 >= len(lines) - 1:
        return True  # most lines break in mid-sentence, whatever their width
    return (
        max(len(line) for line in lines) <= 110
        and median(body) >= 45
        and min(body) >= 25
        and not any(_BULLET.match(line) for line in lines[1:])
    )


def _typed(text: str, blocks: list[Block], titled: bool) -> Iterator[Block]:
    headline = ""
    after_credit = False
    for k, b in enumerate(blocks):
        words = text[b.start : b.end]
        kind = _kind(text, blocks, k, headline, after_credit, titled)
        if kind is BlockKind.HEADLINE and not headline:
            headline = words
        after_credit = kind is BlockKind.BOILERPLATE and _patterns("caption", "credit").fullmatch(words) is not None
        typed = replace(b, kind=kind)
        yield from split_dateline(text, typed) if kind is BlockKind.BODY else (typed,)


def _kind(text: str, blocks: list[Block], k: int, headline: str, after_credit: bool, titled: bool) -> BlockKind:
    words = text[blocks[k].start : blocks[k].end]
    if titled and k == 0:
        return BlockKind.HEADLINE
    if is_boilerplate(words) or _patterns("caption", "credit").fullmatch(words):
        return BlockKind.BOILERPLATE
    if after_credit or _patterns("caption", "shows").fullmatch(words):
        return BlockKind.CAPTION
    if (
        headline
        and k < 6
        and len(words) < HEADLINE_LENGTH
        and SequenceMatcher(None, words.lower(), headline.lower()).ratio() > 0.8
    ):
        return BlockKind.HEADLINE
    if _is_byline(text, blocks, k, words):
        return BlockKind.BYLINE
    ended = _ENDED.search(words) is not None
    if not headline and _on_top(text, blocks, k) and len(blocks) > k + 1 and _is_headline(words, ended):
        return BlockKind.HEADLINE
    if _BULLET.match(words):
        return BlockKind.LIST
    if 0 < k < len(blocks) - 1 and len(words) <= SUBTITLE_LENGTH and not ended and "\n" not in words:
        return BlockKind.SUBTITLE
    return BlockKind.BODY


def _on_top(text: str, blocks: list[Block], k: int) -> bool:
    """Nothing but boilerplate and bylines stands before."""
    before = [text[b.start : b.end] for b in blocks[: min(k, 4)]]
    return k < 4 and all(is_boilerplate(w) or _patterns("byline").fullmatch(w.rstrip(".")) for w in before)


def _is_headline(words: str, ended: bool) -> bool:
    return len(words) <= HEADLINE_LENGTH and (not ended or words.endswith("?")) and _dateline().match(words) is None


def _is_byline(text: str, blocks: list[Block], k: int, words: str) -> bool:
    """A byline, or a name with an agency on the next line."""
    if is_byline(words):
        return True
    following = text[blocks[k + 1].start : blocks[k + 1].end] if k + 1 < len(blocks) else ""
    return _PERSON.fullmatch(words) is not None and len(following) <= 60 and _only_agency(following)


def _only_agency(words: str) -> bool:
    return words.strip(" ().-–—") in _agencies()


@cache
def _agencies() -> frozenset[str]:
    return frozenset(name for names in table("reading")["agency"].values() for name in names)
