"""What a web page says of itself: title, publisher, byline, address and dates, from JSON-LD, meta and time elements."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tollbook.model import DateFound, Published
from tollbook.read.dates import published_of

_DATES = "article:published_time og:published_time datepublished date dc.date dc.date.issued dcterms.date pubdate publishdate"
_DATES += " publish-date publication_date parsely-pub-date sailthru.date"
_UPDATES = "article:modified_time og:updated_time datemodified last-modified"
_META = {"og:title": "title", "og:site_name": "publisher", "og:url": "url", "author": "byline"}
_META |= dict.fromkeys(_DATES.split(), "published") | dict.fromkeys(_UPDATES.split(), "updated")
_LINKED = {
    "headline": "title",
    "publisher": "publisher",
    "author": "byline",
    "datePublished": "published",
    "dateModified": "updated",
}


def facts_of(tree: Any) -> dict[str, str]:
    """Title, publisher, byline, url, published and updated, as the page states them: JSON-LD first, then meta elements."""
    found: dict[str, str] = {}
    for node in tree.iter("script"):
        if "ld+json" in (node.get("type") or ""):
            for row in _linked(node.text or ""):
                _take(found, row)
    for node in tree.iter("meta"):
        field = _META.get((node.get("property") or node.get("name") or node.get("itemprop") or "").lower())
        if field and (value := _line(node.get("content"))):
            found.setdefault(field, value)
    for node in tree.iter("link"):
        if node.get("rel") == "canonical" and (value := _line(node.get("href"))):
            found.setdefault("url", value)
    if "title" not in found and (node := tree.find(".//title")) is not None and (value := _line(node.text)):
        found["title"] = value
    return found


def published_on(tree: Any, facts: dict[str, str]) -> Published | None:
    """When the page says that it was published: its metadata, else its time elements."""
    if (words := facts.get("published")) and (found := published_of(words, DateFound.METADATA)):
        return found
    times = [n for n in tree.iter("time") if n.get("datetime")]
    named = [n for n in times if n.get("pubdate") is not None or "publish" in " ".join(map(str, n.attrib.values())).lower()]
    for node in named or times[:1]:
        if found := published_of(node.get("datetime"), DateFound.METADATA):
            return found
    return None


def updated_on(facts: dict[str, str]) -> Published | None:
    """When the page says that it was last changed."""
    return published_of(facts["updated"], DateFound.METADATA) if "updated" in facts else None


def _linked(text: str) -> Iterator[dict[str, Any]]:
    """The articles among a page's linked data; anything may stand there."""
    try:
        row = json.loads(text.strip())
    except (ValueError, RecursionError):
        return
    graph = row.get("@graph", row) if isinstance(row, dict) else row
    for r in graph if isinstance(graph, list) else [graph]:
        if isinstance(r, dict) and ("article" in str(r.get("@type", "")).lower() or "datePublished" in r):
            yield r


def _take(found: dict[str, str], row: dict[str, Any]) -> None:
    for key, field in _LINKED.items():
        value = row.get(key)
        value = value[0] if isinstance(value, list) and value else value
        if line := _line(value.get("name") if isinstance(value, dict) else value):
            found.setdefault(field, line)


def _line(value: Any) -> str | None:
    """Words on one line; JSON can smuggle in half a surrogate pair, which cannot be stored."""
    if not isinstance(value, str):
        return None
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split()) or None
