"""A web page as text with typed blocks. Which blocks are the report is trafilatura's verdict, aligned to a walk of our own,
since it gives no positions; what it leaves out stays in the text, marked boilerplate. Nothing is executed, nothing fetched."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import lxml.html
from lxml import etree

from tollbook.model import Block, BlockKind, Edit, Published
from tollbook.read.blocks import is_boilerplate, is_byline, split_dateline
from tollbook.read.facts import facts_of, published_on, updated_on
from tollbook.read.repair import repair
from tollbook.read.verdict import Verdict, folded, kept, verdict_of

_SKIPPED = frozenset("script style noscript template svg math iframe object embed canvas audio video map head".split())
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike strong sub".split()
    + "sup time tt u var wbr".split()
)
_ASIDE = frozenset("nav footer aside header menu button select textarea".split())
_HEADINGS = frozenset("h2 h3 h4 h5 h6".split())
_KINDS = {
    "h1": BlockKind.HEADLINE,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "blockquote": BlockKind.QUOTATION,
    "li": BlockKind.LIST,
    "td": BlockKind.TABLE,
    "th": BlockKind.TABLE,
}
_MEANING = _HEADINGS | _KINDS.keys()
_SPACE = re.compile(r"[ \t\n\r\f]+")  # white space of HTML; a no-break space is none
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*$")
CELL = 80  # characters from which a cell of a table that ends as a sentence does is a paragraph


class Run(NamedTuple):
    """Words between two block borders: their tag of meaning, their XPath, whether they stand in an aside."""

    words: str
    tag: str
    locator: str
    aside: bool


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


def read_page(html: str) -> Page:
    """The page ``html``; an unreadable one has no blocks."""
    html = re.sub(r"^\s*<\?xml[^>]*\?>", "", html.replace("\x00", ""))
    parser = lxml.html.HTMLParser(huge_tree=True)
    try:
        tree = lxml.html.document_fromstring(html, parser=parser)
    except (etree.LxmlError, ValueError):
        return Page(text="", blocks=())
    facts = facts_of(tree)
    text, blocks, edits = _laid_out(list(_runs(tree)), verdict_of(html), facts.said.get("title"))
    return Page(
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
    )


def _laid_out(runs: list[Run], verdict: Verdict, title: str | None) -> tuple[str, tuple[Block, ...], tuple[Edit, ...]]:
    """The text of ``runs``, a blank line between them, with their blocks and repairs."""
    wanted = folded(title or "")
    parts: list[str] = []
    blocks: list[Block] = []
    edits: list[Edit] = []
    at = 0
    for run, held in zip(runs, kept([(r.words, r.aside) for r in runs], verdict), strict=True):
        words, repairs = repair(run.words)
        if not words.strip():
            continue  # control characters alone
        edits += [Edit(start=at + e.start, end=at + e.end, original=e.original) for e in repairs]
        parts.append(words)
        kind = _kind(run, held, wanted)
        block = Block(kind=kind, start=at, end=at + len(words), locator=run.locator)
        at += len(words) + 2
        blocks.append(block)
    text = "\n\n".join(parts)
    typed = [part for b in blocks for part in (split_dateline(text, b) if b.kind is BlockKind.BODY else [b])]
    return text, tuple(typed), tuple(edits)


class _Walk:
    """Where a walk through a page stands: the words since the last border, and the elements that hold them."""

    def __init__(self, root: str) -> None:
        self.pieces: list[str] = []
        self.broken: int | None = None  # pieces up to the last line break
        self.holders: list[tuple[str, str, bool]] = [("", root, False)]  # tag of meaning, locator, in an aside

    def enter(self, tag: str, locator: str) -> None:
        above, _, aside = self.holders[-1]
        meaning = tag if tag in _MEANING or above not in _MEANING else above
        self.holders.append((meaning, locator, aside or tag in _ASIDE))

    def line_break(self) -> Iterator[Run]:
        """Two line breaks in a row part paragraphs; one is a space."""
        if self.broken is not None and not _SPACE.sub("", "".join(self.pieces[self.broken :])):
            yield from self.flush()
        self.pieces.append(" ")
        self.broken = len(self.pieces)

    def flush(self) -> Iterator[Run]:
        words = _SPACE.sub(" ", "".join(self.pieces)).strip()
        self.pieces.clear()
        self.broken = None
        if words:
            yield Run(words, *self.holders[-1])


def _runs(tree: Any) -> Iterator[Run]:
    """Runs of text between block borders, in order; everything that a reader of the page could see."""
    body = tree.find("body")
    root = "/html/body" if body is not None else "/html"
    walk = _Walk(root)
    # an explicit stack: a hostile page may nest deeper than Python's own
    stack: list[tuple[Any, str, bool]] = [(body if body is not None else tree, root, False)]
    while stack:
        node, locator, leaving = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag == "br":
            yield from walk.line_break()
        elif tag and tag not in _SKIPPED:
            if tag not in _INLINE:
                yield from walk.flush()
                walk.holders.pop() if leaving else walk.enter(tag, locator)
            if not leaving:
                walk.pieces.append(node.text or "")
                stack.append((node, locator, True))
                if len(node):
                    stack.extend(reversed(list(_children(node, locator))))
                continue
        if locator != root:
            walk.pieces.append(node.tail or "")
    yield from walk.flush()


def _children(node: Any, locator: str) -> Iterator[tuple[Any, str, bool]]:
    """Children with their XPaths; lxml's own `getpath` counts siblings anew for each, which a long page makes quadratic."""
    tags = [c.tag if isinstance(c.tag, str) else "node()" for c in node]
    many = Counter(tags) if len(tags) > 1 else {}
    seen: dict[str, int] = {}
    for child, tag in zip(node, tags, strict=True):
        seen[tag] = seen.get(tag, 0) + 1
        yield child, f"{locator}/{tag}[{seen[tag]}]" if many.get(tag, 0) > 1 else f"{locator}/{tag}", False


def _kind(run: Run, held: bool, title: str) -> BlockKind:
    if _is_headline(run, held, title):
        return BlockKind.HEADLINE
    if not held or is_boilerplate(run.words):
        return BlockKind.CAPTION if run.tag in ("figcaption", "caption") and not run.aside else BlockKind.BOILERPLATE
    if run.tag in _HEADINGS:
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
