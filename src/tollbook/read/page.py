"""A web page as text with typed blocks. Which blocks are the report is trafilatura's verdict, aligned to a walk of our own,
since it gives no positions; what it leaves out stays in the text, marked boilerplate. Nothing is executed, nothing fetched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html
import trafilatura
from lxml import etree

from tollbook.model import Block, BlockKind, DateFound, Published
from tollbook.read.blocks import is_boilerplate
from tollbook.read.dates import address_date, published_of

_SKIPPED = frozenset(
    "script style noscript template svg iframe object embed form button select input textarea canvas audio video map head".split()
)
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i img ins kbd mark q s samp small span strike strong sub sup".split()
    + "time tt u var wbr".split()
)
_ASIDE = frozenset("nav footer aside header menu".split())
_KINDS = {
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "blockquote": BlockKind.QUOTATION,
    "li": BlockKind.LIST,
    "td": BlockKind.TABLE,
    "th": BlockKind.TABLE,
}
_WORD = re.compile(r"\w+")
_DATES = "article:published_time og:published_time datepublished date dc.date dc.date.issued dcterms.date pubdate publishdate"
_DATES += " publish-date publication_date parsely-pub-date sailthru.date"
_META = {
    "og:title": "title",
    "og:site_name": "publisher",
    "og:url": "url",
    "author": "byline",
    "article:modified_time": "updated",
}
_META |= dict.fromkeys(_DATES.split(), "published")
DEEPEST = 200  # levels of nesting that are walked; a page of honest make has some 40
KEPT = 0.6  # share of a block's four-word runs that the verdict must hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page's text and blocks, and what its metadata says."""

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    url: str | None = None
    published: Published | None = None


def read_page(html: str) -> Page:
    """The page ``html``; an unreadable one has no blocks."""
    try:
        tree = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", html.replace("\x00", "")))
    except (etree.LxmlError, ValueError):
        return Page(text="", blocks=())
    facts = _facts(tree)
    kept = _verdict(html)
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for words, tag, locator, aside in _runs(tree):
        kind = _kind(words, tag, aside, kept, facts.get("title"))
        blocks.append(Block(kind=kind, start=at, end=at + len(words), locator=locator))
        parts.append(words)
        at += len(words) + 2
    return Page(
        text="\n\n".join(parts),
        blocks=tuple(blocks),
        title=facts.get("title"),
        publisher=facts.get("publisher"),
        byline=facts.get("byline"),
        url=facts.get("url"),
        published=_published(tree, facts),
    )


def _runs(tree: Any) -> Iterator[tuple[str, str, str, bool]]:
    """Runs of text between block borders, with the tag they stand in, its XPath, and whether it is an aside."""
    root = tree.getroottree()
    body = tree.find("body")
    pieces: list[str] = []
    holder: list[Any] = []

    def flush() -> Iterator[tuple[str, str, str, bool]]:
        words = " ".join("".join(pieces).split())
        pieces.clear()
        if words:
            node = holder[-1] if holder else tree
            chain = [node, *node.iterancestors()]
            tags = [n.tag for n in chain if isinstance(n.tag, str)]
            tag = next((t for t in tags if t in _KINDS), tags[0])
            yield words, tag, root.getpath(node), any(t in _ASIDE for t in tags)

    # an explicit stack: a hostile page may nest deeper than Python's own
    stack: list[tuple[Any, bool]] = [(body if body is not None else tree, False)]
    while stack:
        node, leaving = stack.pop()
        inline = isinstance(node.tag, str) and node.tag in _INLINE
        if leaving:
            if not inline:
                yield from flush()
                if holder:
                    holder.pop()
            pieces.append(node.tail or "")
            continue
        if not isinstance(node.tag, str) or node.tag in _SKIPPED or len(holder) > DEEPEST:
            pieces.append(node.tail or "")
            continue
        if node.tag == "br":
            if re.search(r"\n\s*$", "".join(pieces[-2:])):
                yield from flush()
            pieces.append("\n" + (node.tail or ""))
            continue
        if not inline:
            yield from flush()
            holder.append(node)
        pieces.append(node.text or "")
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))
    yield from flush()


def _verdict(html: str) -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """The four-word runs, and the whole lines, of what trafilatura holds to be the report."""
    try:
        text = trafilatura.extract(html, fast=True, include_comments=False, include_tables=True) or ""
    except Exception:  # noqa: BLE001  # a library's crash on one page must not stop a run; the page then has no main text
        text = ""
    words = _WORD.findall(text.lower())
    lines = frozenset(" ".join(_WORD.findall(line.lower())) for line in text.splitlines())
    return frozenset(zip(words, words[1:], words[2:], words[3:], strict=False)), lines


def _kind(
    words: str, tag: str, aside: bool, kept: tuple[frozenset[tuple[str, ...]], frozenset[str]], title: str | None
) -> BlockKind:
    tokens = _WORD.findall(words.lower())
    folded = " ".join(tokens)
    if tag == "h1" or (title is not None and folded and folded == " ".join(_WORD.findall(title.lower())) and not aside):
        return BlockKind.HEADLINE
    runs = list(zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False))
    held = sum(r in kept[0] for r in runs) >= KEPT * len(runs) if runs else folded in kept[1] and bool(folded)
    if is_boilerplate(words) or not held:
        return BlockKind.CAPTION if tag in ("figcaption", "caption") and not aside else BlockKind.BOILERPLATE
    if tag in ("h2", "h3", "h4", "h5", "h6"):
        return BlockKind.SUBTITLE
    return _KINDS.get(tag, BlockKind.BODY)


def _facts(tree: Any) -> dict[str, str]:
    """Title, publisher, byline, address and dates that the page states of itself: JSON-LD first, then meta elements."""
    found: dict[str, str] = {}
    for node in tree.iter("script"):
        if "ld+json" in (node.get("type") or ""):
            for row in _linked(node.text or ""):
                _take(found, row)
    for node in tree.iter("meta"):
        field = _META.get((node.get("property") or node.get("name") or node.get("itemprop") or "").lower())
        if field and (value := (node.get("content") or "").strip()):
            found.setdefault(field, value)
    for node in tree.iter("link"):
        if node.get("rel") == "canonical" and node.get("href"):
            found.setdefault("url", node.get("href"))
    if "title" not in found and (node := tree.find(".//title")) is not None and (node.text or "").strip():
        found["title"] = " ".join(node.text.split())
    return found


def _linked(text: str) -> Iterator[dict[str, Any]]:
    try:
        row = json.loads(text.strip())
    except (ValueError, RecursionError):
        return
    rows = row if isinstance(row, list) else row.get("@graph", [row]) if isinstance(row, dict) else []
    yield from (
        r
        for r in rows
        if isinstance(r, dict) and "article" in str(r.get("@type", "")).lower() + ("article" if "datePublished" in r else "")
    )


def _take(found: dict[str, str], row: dict[str, Any]) -> None:
    def name(value: Any) -> str | None:
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("name") if isinstance(value, dict) else value
        return value.strip() if isinstance(value, str) and value.strip() else None

    for key, field in (
        ("headline", "title"),
        ("publisher", "publisher"),
        ("author", "byline"),
        ("datePublished", "published"),
        ("dateModified", "updated"),
    ):
        if (value := name(row.get(key))) is not None:
            found.setdefault(field, value)


def _published(tree: Any, facts: dict[str, str]) -> Published | None:
    if (words := facts.get("published")) and (found := published_of(words, DateFound.METADATA)):
        return found
    times = [n for n in tree.iter("time") if n.get("datetime")]
    named = [n for n in times if n.get("pubdate") is not None or "publish" in " ".join(map(str, n.attrib.values())).lower()]
    for node in named or times[:1]:
        if found := published_of(node.get("datetime"), DateFound.METADATA):
            return found
    day = address_date(facts.get("url", ""))
    return Published(day=day, found=DateFound.METADATA, words=facts["url"]) if day else None
