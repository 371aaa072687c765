"""Feeds: RSS, RDF, Atom and JSON Feed. Entries that carry a report whole are reports; of others the address is told."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from tollbook.acquire.addresses import Address, safe
from tollbook.acquire.xml_tree import local, root_of, words_of

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^<>]*>")
_CONTENT = frozenset("encoded content".split())  # elements for the whole report; a description may be either
WHOLE = 40  # words from which an element for the whole report holds one
LONG = 150  # words from which a description does
ENTRIES = 10_000  # of one feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed. ``body`` is its HTML or text (``media``), ``None`` where the feed only gives a teaser."""

    number: int
    url: str | None
    title: str | None
    published: str | None
    updated: str | None
    byline: str | None
    body: str | None
    media: str = "text/html"

    def address(self, publisher: str | None) -> Address | None:
        """Where the report of the entry is."""
        if self.url is None:
            return None
        return Address(url=self.url, title=self.title, published=self.published, publisher=publisher)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: its title, and its entries in their order."""

    title: str | None
    entries: tuple[Entry, ...]

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Addresses of entries that the feed does not carry whole."""
        return tuple(a for e in self.entries if e.body is None and (a := e.address(self.title)) is not None)


def xml_feed(text: str) -> Feed | None:
    """The RSS, RDF or Atom feed that ``text`` is; ``None`` where it is none."""
    root = root_of(text)
    if root is None or local(root) not in ("rss", "feed", "rdf"):
        return None
    channel = next((c for c in root if local(c) == "channel"), root)
    title = next((words_of(c) for c in channel if local(c) == "title"), None)
    found = (n for holder in ([root] if channel is root else [channel, root]) for n in holder if local(n) in ("item", "entry"))
    return Feed(title=_plain(title), entries=tuple(_entry(k, n) for k, n in enumerate(_some(found), 1)))


def json_feed(text: str) -> Feed | None:
    """The JSON Feed that ``text`` is (jsonfeed.org, 1 and 1.1); ``None`` where it is none."""
    try:
        row = json.loads(text)
    except (ValueError, RecursionError):
        return None
    items = row.get("items") if isinstance(row, dict) else None
    if not isinstance(items, list):
        return None
    rows = [i for i in items[:ENTRIES] if isinstance(i, dict)]
    return Feed(title=_plain(row.get("title")), entries=tuple(_item(k, i) for k, i in enumerate(rows, 1)))


def _some(found: Iterator[Any]) -> Iterator[Any]:
    for _, node in zip(range(ENTRIES), found, strict=False):
        yield node


def _entry(number: int, node: Any) -> Entry:
    parts: dict[str, Any] = {}
    for child in node:
        parts.setdefault(local(child), child)
    body = _body(parts)
    return Entry(
        number=number,
        url=_link(node, parts),
        title=_plain(words_of(parts.get("title"))),
        published=next((w for k in ("pubdate", "published", "date", "issued") if (w := words_of(parts.get(k)))), None),
        updated=next((w for k in ("updated", "modified") if (w := words_of(parts.get(k)))), None),
        byline=_plain(words_of(parts.get("creator")) or _author(parts.get("author"))),
        body=body,
    )


def _link(node: Any, parts: dict[str, Any]) -> str | None:
    for child in node:
        if (
            local(child) == "link"
            and child.get("rel", "alternate") == "alternate"
            and (url := safe(child.get("href") or child.text))
        ):
            return url
    guid = parts.get("guid")
    return safe(guid.text) if guid is not None and guid.get("isPermaLink", "true") == "true" else None


def _author(node: Any | None) -> str | None:
    """The name in it; "desk@example.org (A. Writer)" is RSS's way to give one."""
    if node is None:
        return None
    name = next((words_of(c) for c in node if local(c) == "name"), None) or words_of(node)
    m = re.fullmatch(r"\S+@\S+ \((.+)\)", name or "")
    return m[1] if m else name


def _body(parts: dict[str, Any]) -> str | None:
    for name in ("encoded", "content", "description", "summary"):
        if (node := parts.get(name)) is None:
            continue
        words = _markup(node)
        if len(_WORD.findall(_TAG.sub(" ", words))) >= (WHOLE if name in _CONTENT else LONG):
            return words
    return None


def _markup(node: Any) -> str:
    """The HTML of an element: as its text, or as elements of its own (XHTML)."""
    if node.get("type") == "text":
        return html.escape(node.text or "")
    inside = [c for c in node if isinstance(c.tag, str)]
    if inside:
        return "".join(etree.tostring(c, encoding="unicode", method="html") for c in inside)
    return "".join(node.itertext())


def _item(number: int, row: dict[str, Any]) -> Entry:
    body, media = _said(row.get("content_html")), "text/html"
    if body is None:
        body, media = _said(row.get("content_text")), "text/plain"
    if body is not None and len(_WORD.findall(_TAG.sub(" ", body))) < WHOLE:
        body = None
    people = row.get("authors")
    person = people[0] if isinstance(people, list) and people else row.get("author")
    return Entry(
        number=number,
        url=safe(_said(row.get("url"))),
        title=_plain(row.get("title")),
        published=_plain(row.get("date_published")),
        updated=_plain(row.get("date_modified")),
        byline=_plain(person.get("name")) if isinstance(person, dict) else None,
        body=body,
        media=media,
    )


def _said(value: Any) -> str | None:
    """Words; JSON can smuggle in half a surrogate pair, which cannot be stored."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) and value.strip() else None


def _plain(value: Any) -> str | None:
    """Words on one line, without markup and entities."""
    words = _said(value)
    return None if words is None else " ".join(html.unescape(_TAG.sub(" ", html.unescape(words))).split()) or None
