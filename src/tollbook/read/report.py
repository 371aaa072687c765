"""One item as a report, and what is wrong with it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple, Protocol

from tollbook.model import Block, BlockKind, DateFound, Edit, Problem, Published, Report, Sentence, report_id
from tollbook.read.blocks import agency_named, first_words, plain_blocks
from tollbook.read.dates import address_date, file_name_date, published_of
from tollbook.read.fast import fast_page
from tollbook.read.language import READ, UNKNOWN, language_of
from tollbook.read.layer import paged
from tollbook.read.on_top import stated_on_top, updated_on_top
from tollbook.read.page import NO_PAGE, Page, read_pages
from tollbook.read.pull_quotes import pulled
from tollbook.read.repair import repair
from tollbook.read.sentences import sentences
from tollbook.read.stubs import Stub

_OWN = re.compile(r"""<meta[^>]*name=["']?generator["']?[^>]*content=["']?Tollbook\b""", re.I)


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
    @property
    def byline(self) -> str | None: ...
    @property
    def modified(self) -> str | None: ...


class _Text(NamedTuple):
    """A text with its blocks and the edits that lead back."""

    text: str
    blocks: tuple[Block, ...]
    edits: tuple[Edit, ...]


def read(
    item: Found, *, published: Published | None = None, fast: bool = False
) -> tuple[tuple[Report, ...], tuple[Problem, ...]]:
    """The reports of ``item`` (none, one, or each story of a page of several), and the problems met. ``published`` is a date
    that a person gave. ``fast`` reads pages for archives (`tollbook.read.fast`)."""
    if not item.media.startswith("text/html"):
        return _report(item, None, published)
    if item.body.find("Tollbook", 0, 4000) >= 0 and _OWN.search(item.body, 0, 4000):
        what = f"{item.name} is a page that Tollbook made: what it quotes is read from the reports themselves."
        return (), (Problem(code="own_page", message=what),)
    quick = fast_page(item.body) if fast and not item.media.endswith("part") else None
    pages = (quick,) if quick is not None else read_pages(item.body, alone=item.media.endswith("part"))
    found = [_report(item, page, published, number=k if len(pages) > 1 else None) for k, page in enumerate(pages, 1)]
    return tuple(r for reports, _ in found for r in reports), tuple(p for _, problems in found for p in problems)


def _report(
    item: Found, web: Page | None, published: Published | None, *, number: int | None = None
) -> tuple[tuple[Report, ...], tuple[Problem, ...]]:
    """One report, of a page or of plain words; ``number`` is its place among several stories of a page."""
    page = web or NO_PAGE
    name = item.name if number is None else f"{item.name}#{number}"
    title = " ".join(repair(item.title or "")[0].split()) or None if number is None else None
    text, blocks, edits = _page_text(page, title) if web is not None else _plain_text(item.body, title)
    blocks = pulled(text, paged(text, blocks) if item.media == "application/pdf" else blocks)
    if page.stub is not None or not any(b.kind is not BlockKind.BOILERPLATE for b in blocks):
        return (), (_nothing(name, page.stub),)
    publisher = item.publisher or page.publisher
    url = page.url if number is not None and page.url is not None else item.url or page.url
    language = language_of("\n".join(text[b.start : b.end] for b in blocks if b.kind is not BlockKind.BOILERPLATE))
    readable = language in (None, READ)
    dated = published or _published(item, page, text, blocks, url)
    report = Report(
        id=report_id(text, url=url, publisher=publisher, name=name.rsplit("/", 1)[-1]),
        name=name,
        url=url,
        publisher=publisher,
        title=title or page.title or _first(text, blocks, BlockKind.HEADLINE),
        byline=item.byline or page.byline or _first(text, blocks, BlockKind.BYLINE),
        dateline=_first(text, blocks, BlockKind.DATELINE),
        agency=_agency(text, blocks),
        published=dated,
        updated=page.updated or updated_on_top(text, blocks, dated),
        language=language,
        text=text,
        blocks=blocks,
        sentences=_sentences(text, blocks) if readable else (),
        edits=edits,
        raw=hashlib.sha256(item.raw).hexdigest(),
    )
    return (report,), tuple(_problems(report, item, page))


def _nothing(name: str, stub: Stub | None) -> Problem:
    if stub is Stub.PAID:
        what = (
            f"{name} is the free beginning of a report that is paid for: it is no report. Save the page as a subscriber sees it."
        )
        return Problem(code="paid_page", message=what)
    if stub is Stub.FAILED:
        what = f"{name} is a page that says that something failed (not found, no access, a test for robots): it is no report."
        return Problem(code="error_page", message=what)
    what = f"{name} has no main text: no sentence of a report was found in it. Save the report's own page, or its text."
    return Problem(code="no_text", message=what)


def _plain_text(body: str, title: str | None) -> _Text:
    """A plain text; a title that a row states stands on top, as an edit that added it."""
    text, edits = repair(body)
    if title is None or _folded(first_words(text)) == _folded(title):
        return _Text(text, plain_blocks(text, titled=title is not None), edits)
    text, edits = f"{title}\n\n{text}", _moved(edits, title)
    return _Text(text, plain_blocks(text, titled=True), edits)


def _page_text(page: Page, title: str | None) -> _Text:
    """A page's text; a title that a row states and that the page does not show stands on top."""
    shown = (_folded(page.text[b.start : b.end]) for b in page.blocks if b.kind is BlockKind.HEADLINE)
    if title is None or not page.blocks or _folded(title) in shown:
        return _Text(page.text, page.blocks, page.edits)
    by = len(title) + 2
    moved = (replace(b, start=b.start + by, end=b.end + by) for b in page.blocks)
    head = Block(kind=BlockKind.HEADLINE, start=0, end=len(title))
    return _Text(f"{title}\n\n{page.text}", (head, *moved), _moved(page.edits, title))


def _moved(edits: tuple[Edit, ...], title: str) -> tuple[Edit, ...]:
    """``edits`` below a title that is put on top of their text."""
    by = len(title) + 2
    return (
        Edit(start=0, end=by, original=""),
        *(Edit(start=e.start + by, end=e.end + by, original=e.original) for e in edits),
    )


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


def _published(item: Found, page: Page, text: str, blocks: tuple[Block, ...], url: str | None) -> Published | None:
    """The best grade that there is: a field, the address, the report's own words, the file's name, a header of its delivery."""
    if item.published is not None and (found := published_of(item.published, DateFound.METADATA)):
        return found
    if page.published is not None and page.published.found is DateFound.METADATA:
        return page.published
    if url is not None and (day := address_date(url)) is not None:
        return Published(day=day, found=DateFound.FILE_NAME, words=url)
    return page.published or stated_on_top(text, blocks) or _named_date(item.name) or _delivered(item)


def _named_date(name: str) -> Published | None:
    """The day that a file's name bears; the name of a file of many reports dates none of them."""
    return None if re.search(r":\d+$", name) else file_name_date(name)


def _delivered(item: Found) -> Published | None:
    """When the server says that the page was last changed: it was published by then, and may have been earlier."""
    return published_of(item.modified, DateFound.INFERRED) if item.modified is not None else None


def _sentences(text: str, blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    silent = (BlockKind.BOILERPLATE, BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.PULL_QUOTE)
    return tuple(
        Sentence(start=a, end=b, block=k)
        for k, block in enumerate(blocks)
        if block.kind not in silent
        for a, b in sentences(text, block.start, block.end)
    )


def _problems(report: Report, item: Found, page: Page) -> Iterator[Problem]:
    if item.published is not None and published_of(item.published, DateFound.METADATA) is None:
        what = (
            f"{report.name} says published {item.published[:60]!r}, which is no date. Write 2022-01-09 or 2022-01-09T17:33+02:00."
        )
        yield Problem(code="date_not_read", message=what, report=report.id)
    if report.published is None:
        what = f"{report.name} is undated: it is read and shown, and takes part in no toll. Date it with --published NAME=DATE."
        yield Problem(code="undated", message=what, report=report.id)
    if report.language not in (None, READ):
        named = "" if report.language == UNKNOWN else f" ({report.language})"
        what = f"{report.name} is not in a language that Tollbook reads{named}: it is recorded, and no figure is read from it."
        yield Problem(code="language_not_read", message=what, report=report.id)
    if page.too_deep:
        what = f"{report.name} nests its elements deeper than is read (2,048 levels): what lies deeper is not in the text."
        yield Problem(code="page_cut", message=what, report=report.id)
