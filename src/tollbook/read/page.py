"""A web page as text with typed blocks. Which blocks are the report is trafilatura's verdict, aligned to a walk of our own,
since it gives no positions; what it leaves out stays in the text, marked boilerplate. Nothing is executed, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import lxml.html
from lxml import etree

from tollbook.model import Block, BlockKind, Edit, Published
from tollbook.read.blocks import is_boilerplate, is_byline, split_dateline
from tollbook.read.facts import facts_of, published_on, updated_on
from tollbook.read.repair import repair
from tollbook.read.stories import Story, stories_of
from tollbook.read.stubs import Stub, stub_of
from tollbook.read.taming import tamed
from tollbook.read.verdict import folded, kept, verdict_of
from tollbook.read.walk import HEADINGS, Run, runs_of

_KINDS = {
    "h1": BlockKind.HEADLINE,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "blockquote": BlockKind.QUOTATION,
    "li": BlockKind.LIST,
    "td": BlockKind.TABLE,
    "th": BlockKind.TABLE,
}
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*$")
CELL = 80  # characters from which a cell of a table that ends as a sentence does is a paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page's text and blocks, and what its metadata says. ``edits`` lead back to the words at each block's locator."""

    text: str
    blocks: tuple[Block, ...]
    edits: tuple[Edit, ...] = ()
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    url: str | None = None
    published: Published | None = None
    updated: Published | None = None
    too_deep: bool = False  # nested deeper than the parser goes: what lies deeper is not in the text
    stub: Stub | None = None  # why the page is no report: only its first words are free, or it says that something failed


NO_PAGE = Page(text="", blocks=())


def read_page(html: str, *, alone: bool = False) -> Page:
    """The page ``html``, or the first of several stories on it; an unreadable one has no blocks."""
    return read_pages(html, alone=alone)[0]


def read_pages(html: str, *, alone: bool = False) -> tuple[Page, ...]:
    """The page ``html``, or each of several stories on it. ``alone``: it is a report and nothing else, as feeds carry it."""
    html = tamed(html)
    parser = lxml.html.HTMLParser(huge_tree=True)
    try:
        tree = lxml.html.document_fromstring(html, parser=parser)
    except (etree.LxmlError, ValueError):
        return (NO_PAGE,)
    facts = facts_of(tree)
    runs = list(runs_of(tree))
    held = [not r.aside for r in runs] if alone else kept([(r.words, r.aside) for r in runs], verdict_of(html))
    stories = () if alone else stories_of(tree, runs, held, facts)
    if stories:
        return tuple(_story(story) for story in stories)
    text, blocks, edits = _laid_out(runs, held, facts.said.get("title"))
    return (
        Page(
            text=text,
            blocks=blocks,
            edits=edits,
            title=facts.said.get("title"),
            publisher=facts.said.get("publisher"),
            byline=facts.said.get("byline"),
            url=facts.said.get("url"),
            published=published_on(tree, facts),
            updated=updated_on(facts),
            too_deep=any("depth" in e.message for e in parser.error_log),
            stub=None if alone else stub_of(facts, runs, held),
        ),
    )


def _story(story: Story) -> Page:
    text, blocks, edits = _laid_out(story.runs, story.held, story.title)
    return Page(
        text=text,
        blocks=blocks,
        edits=edits,
        title=story.title,
        publisher=story.publisher,
        byline=story.byline,
        url=story.url,
        published=story.published,
    )


def _laid_out(runs: Sequence[Run], held: Sequence[bool], title: str | None) -> tuple[str, tuple[Block, ...], tuple[Edit, ...]]:
    """The text of ``runs``, a blank line between them, with their blocks and repairs."""
    wanted = folded(title or "")
    parts: list[str] = []
    blocks: list[Block] = []
    edits: list[Edit] = []
    at = 0
    for run, part in zip(runs, held, strict=True):
        words, repairs = repair(run.words)
        if not words.strip():
            continue  # control characters alone
        edits += [Edit(start=at + e.start, end=at + e.end, original=e.original) for e in repairs]
        parts.append(words)
        blocks.append(Block(kind=_kind(run, part, wanted), start=at, end=at + len(words), locator=run.locator))
        at += len(words) + 2
    text = "\n\n".join(parts)
    typed = [part for b in blocks for part in (split_dateline(text, b) if b.kind is BlockKind.BODY else [b])]
    return text, tuple(typed), tuple(edits)


def _kind(run: Run, held: bool, title: str) -> BlockKind:
    if _is_headline(run, held, title):
        return BlockKind.HEADLINE
    if not held or is_boilerplate(run.words):
        return BlockKind.CAPTION if run.tag in ("figcaption", "caption") and not run.aside else BlockKind.BOILERPLATE
    if run.tag in HEADINGS:
        return BlockKind.SUBTITLE
    kind = _KINDS.get(run.tag, BlockKind.BODY)
    if kind is BlockKind.TABLE and len(run.words) >= CELL and _ENDED.search(run.words):
        kind = BlockKind.BODY  # a table that only lays out the page
    return BlockKind.BYLINE if kind is BlockKind.BODY and is_byline(run.words) else kind


def _is_headline(run: Run, held: bool, title: str) -> bool:
    """A first-level heading that the verdict holds or the title begins with; or the title's words, wherever they stand."""
    words = folded(run.words)
    if run.aside or not words:
        return False
    return (run.tag == "h1" and (held or not title or title.startswith(words) or words.startswith(title))) or words == title
