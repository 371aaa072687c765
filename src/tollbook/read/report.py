"""One item as a report, and what is wrong with it."""

from __future__ import annotations

import hashlib
import re
from typing import Protocol

from tollbook.model import Block, BlockKind, DateFound, Edit, Problem, Published, Report, Sentence, report_id
from tollbook.read.blocks import agency_named, plain_blocks
from tollbook.read.dates import file_name_date, full_date, published_of
from tollbook.read.language import language_of
from tollbook.read.page import Page, read_page
from tollbook.read.repair import repair
from tollbook.read.sentences import sentences

STATED_WITHIN = 300  # characters from the top in which a full date is taken as the day of publication


class Found(Protocol):
    """What `read` asks of an item: its bytes, its text, and what stood beside them."""

    @property
    def name(self) -> str: ...
    @property
    def raw(self) -> bytes: ...
    @property
    def media(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def url(self) -> str | None: ...
    @property
    def publisher(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...


def read(item: Found, *, published: Published | None = None) -> tuple[tuple[Report, ...], tuple[Problem, ...]]:
    """The reports of ``item`` (none or one, for now), and the problems met. ``published`` is a date that a person gave."""
    page = read_page(item.body) if item.media == "text/html" else None
    text, blocks, edits = _html_text(page) if page is not None else _plain_text(item)
    if not any(b.kind is not BlockKind.BOILERPLATE for b in blocks):
        return (), (Problem(code="no_text", message=f"{item.name} has no main text: nothing but boilerplate."),)
    title = item.title or (page.title if page else None) or _first(text, blocks, BlockKind.HEADLINE)
    publisher = item.publisher or (page.publisher if page else None)
    url = item.url or (page.url if page else None)
    key = report_id(text, url=url, publisher=publisher, name=item.name.rsplit("/", 1)[-1])
    when = published or _metadata_date(item, page) or _stated(text, blocks) or file_name_date(item.name)
    language = language_of("\n".join(text[b.start : b.end] for b in blocks if b.kind is not BlockKind.BOILERPLATE))
    readable = language != "und"
    report = Report(
        id=key,
        name=item.name,
        url=url,
        publisher=publisher,
        title=title,
        byline=(page.byline if page else None) or _first(text, blocks, BlockKind.BYLINE),
        dateline=_first(text, blocks, BlockKind.DATELINE),
        agency=_agency(text, blocks),
        published=when,
        language=language,
        text=text,
        blocks=blocks,
        sentences=_sentences(text, blocks) if readable else (),
        edits=edits,
        raw=hashlib.sha256(item.raw).hexdigest(),
    )
    return (report,), tuple(_problems(report, readable))


def _plain_text(item: Found) -> tuple[str, tuple[Block, ...], tuple[Edit, ...]]:
    """Text, blocks and edits; a title that a row states stands on top, as an edit that added it."""
    text, edits = repair(item.body)
    titled = item.title is not None and not _folded(text).startswith(_folded(item.title))
    if not titled:
        return text, plain_blocks(text, titled=item.title is not None), edits
    head = f"{repair(item.title or '')[0]}\n\n"
    moved = (
        Edit(start=0, end=len(head), original=""),
        *(Edit(start=e.start + len(head), end=e.end + len(head), original=e.original) for e in edits),
    )
    return head + text, plain_blocks(head + text, titled=True), tuple(moved)


def _html_text(page: Page) -> tuple[str, tuple[Block, ...], tuple[Edit, ...]]:
    return page.text, page.blocks, ()


def _folded(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().casefold()


def _first(text: str, blocks: tuple[Block, ...], kind: BlockKind) -> str | None:
    return next((text[b.start : b.end] for b in blocks if b.kind is kind), None)


def _agency(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The agency credited in a byline, a dateline, or as the last words of the report."""
    for b in blocks:
        if b.kind in (BlockKind.BYLINE, BlockKind.DATELINE) and (found := agency_named(text[b.start : b.end])):
            return found
    body = [b for b in blocks if b.kind is BlockKind.BODY]
    last = re.search(r"\(([^()]{2,40})\)\s*$", text[body[-1].start : body[-1].end]) if body else None
    return agency_named(last[1]) if last else None


def _metadata_date(item: Found, page: Page | None) -> Published | None:
    if item.published is not None and (found := published_of(item.published, DateFound.METADATA)):
        return found
    return page.published if page else None


def _stated(text: str, blocks: tuple[Block, ...]) -> Published | None:
    """A full date in a dateline or byline, or as (or at the head of) a line on top: "24 August 2020", "By X 18 Aug 2021"."""
    for k, b in enumerate(blocks[:6]):
        if b.start > STATED_WITHIN:
            return None
        found = full_date(text, b.start, min(b.end, b.start + 90))
        if found is None:
            continue
        before = text[b.start : found.start]
        alone = len(text[b.start : b.end]) <= 60 and b.kind is not BlockKind.HEADLINE
        leads = (
            k < 3 and re.fullmatch(r"(?:[A-ZÀ-Þ][\w'’.-]*[ ,]+){0,3}", before) is not None and b.kind is not BlockKind.HEADLINE
        )
        if b.kind in (BlockKind.DATELINE, BlockKind.BYLINE) or alone or leads:
            return Published(day=found.day, found=DateFound.STATED, words=text[found.start : found.end])
    return None


def _sentences(text: str, blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    silent = (BlockKind.BOILERPLATE, BlockKind.BYLINE, BlockKind.DATELINE)
    return tuple(
        Sentence(start=a, end=b, block=k)
        for k, block in enumerate(blocks)
        if block.kind not in silent
        for a, b in sentences(text, block.start, block.end)
    )


def _problems(report: Report, readable: bool) -> list[Problem]:
    found = []
    if report.published is None:
        what = f"{report.name} is undated: it is read and shown, and takes part in no toll. Date it with --published NAME=DATE."
        found.append(Problem(code="undated", message=what, report=report.id))
    if not readable:
        what = f"{report.name} is not in a language that Tollbook reads (English): it is recorded and not read."
        found.append(Problem(code="language_not_read", message=what, report=report.id))
    return found
