"""Dates that the first lines of a report state: of its publication, and of an update, which is never taken for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tollbook.model import Block, BlockKind, DateFound, Published
from tollbook.read.dates import Stated, full_dates
from tollbook.read.page_dates import says

WITHIN = 300  # characters from the top
LINES = 6
LINE = 90  # characters of one line in which its date is looked for
LABEL = 40  # characters before a date in which it is said what it is of
ALONE = 60  # characters of a line that says nothing but its date
_HOUR = re.compile(r"(?:(?<=\s)|(?<=:))(?:[01]?\d|2[0-3])[:.][0-5]\d(?!\d)(?: ?[ap]\.?m\b)?", re.I)
_NAMED = re.compile(r"(?:[A-ZÀ-Þ][\w'’.-]*[ ,]+){0,3}")  # what may stand before a date that leads a line: a town, a name
_SAID = (BlockKind.DATELINE, BlockKind.BYLINE)


def stated_on_top(text: str, blocks: tuple[Block, ...]) -> Published | None:
    """A full date in a dateline or byline, as (or at the head of) a line on top: "24 August 2020", "By X 18 Aug 2021"."""
    for k, b in _top(blocks):
        found = next((d for d in _dates(text, b) if not _of_update(text, b, d)), None)
        if found is None:
            continue
        if b.locator is not None and b.kind not in _SAID:
            continue  # of a page, what stands near its headline has been looked at
        before = text[b.start : found.start]
        alone = b.end - b.start <= ALONE and b.kind is not BlockKind.HEADLINE
        leads = k < 3 and _NAMED.fullmatch(before) is not None and b.kind is not BlockKind.HEADLINE
        if b.kind in _SAID or alone or leads:
            return Published(day=found.day, found=DateFound.STATED, words=text[found.start : found.end])
    return None


def updated_on_top(text: str, blocks: tuple[Block, ...], published: Published | None) -> Published | None:
    """When a line on top says that the report was last changed. An hour alone ("Updated 14:05") is of the day of publication, as
    far as anybody can tell: it is of the lowest grade, and none where that day is not known."""
    for _, b in _top(blocks):
        line = text[b.start : min(b.end, b.start + LINE)]
        if b.kind is BlockKind.HEADLINE or b.end - b.start > LINE or not says("updated", line):
            continue
        for found in _dates(text, b):
            if _of_update(text, b, found):
                return Published(day=found.day, found=DateFound.STATED, words=text[found.start : found.end])
        day = None if published is None else published.day or (published.instant and published.instant.date())
        hour = _HOUR.search(line)
        if day is not None and hour is not None and says("updated", line[: hour.start()]) and not says("published", line):
            return Published(day=day, found=DateFound.INFERRED, words=line[: hour.end()].strip())
    return None


def _top(blocks: tuple[Block, ...]) -> Iterator[tuple[int, Block]]:
    """The first lines; of a page, from its headline on, since its menus stand before."""
    first = next((k for k, b in enumerate(blocks) if b.kind is BlockKind.HEADLINE and b.locator is not None), 0)
    for k, b in enumerate(blocks[first : first + LINES]):
        if b.start > blocks[first].start + WITHIN:
            return
        yield k, b


def _dates(text: str, block: Block) -> Iterator[Stated]:
    return full_dates(text, block.start, min(block.end, block.start + LINE))


def _of_update(text: str, block: Block, date: Stated) -> bool:
    """Whether the nearest words before a date say that it is of an update: "Published 8 May 2022, updated 9 May 2022"."""
    label = re.split(r"\d{4}", text[max(block.start, date.start - LABEL) : date.start])[-1]
    return says("updated", label) and not says("published", label)
