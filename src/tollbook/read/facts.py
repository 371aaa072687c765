"""What a web page says of itself: title, publisher, byline, address and dates, from JSON-LD, meta elements and microdata."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tollbook.model import DateFound, Published
from tollbook.read.dates import published_of
from tollbook.read.page_dates import page_published

_STRONG = "article:published_time og:published_time og:article:published_time article:published datepublished dc.date.issued"
_STRONG += " dcterms.issued dcterms.created pubdate publishdate publish-date publish_date publication_date publication-date"
_STRONG += " citation_publication_date citation_online_date parsely-pub-date sailthru.date cxenseparse:recs:publishtime"
_STRONG += " bt:pubdate article.published date.issued shareaholic:article_published_time rnews:datepublished iptc:datepublished"
_WEAK = "date dc.date dcterms.date pubdate_original article_date_original created datecreated article.created dc.date.created"
_UPDATES = "article:modified_time og:updated_time datemodified last-modified dcterms.modified article:modified lastmod"
_META = {"og:title": "title", "og:site_name": "publisher", "og:url": "url", "author": "byline", "article:author": "byline"}
_META |= {"og:locale": "language", "content-language": "language", "dc.language": "language"}
_META |= dict.fromkeys(_UPDATES.split(), "updated")
_META_DATES = dict.fromkeys(_STRONG.split(), "strong") | dict.fromkeys(_WEAK.split(), "weak")
TELLING = frozenset(_META) | frozenset(_META_DATES)  # names of meta elements that state something
_LINKED = {"headline": "title", "publisher": "publisher", "author": "byline", "dateModified": "updated"}
_NODES = 10_000  # of one page's linked data: more is no description of a page


@dataclass(slots=True)
class Facts:
    """What a page states of itself: ``said`` has title, publisher, byline, url, language and updated; ``dates`` what it states
    as its date, each with its grade ("strong", "weak"), the most reliable first; ``free`` is ``False`` where it says that its
    text is paid for."""

    said: dict[str, str] = field(default_factory=dict)
    dates: list[tuple[str, str]] = field(default_factory=list)
    free: bool | None = None


def facts_of(tree: Any) -> Facts:
    """What the page states of itself: JSON-LD first, then meta elements, then microdata."""
    title = tree.find(".//title")
    found = stated(
        language=tree.get("lang") or tree.get("xml:lang"),
        linked=[node.text or "" for node in tree.iter("script") if "ld+json" in (node.get("type") or "")],
        metas=[node.attrib for node in tree.iter("meta")],
        links=[node.attrib for node in tree.iter("link")],
        title=None if title is None else title.text,
    )
    found.dates += [("strong", words) for words in microdata(tree)]
    return found


def stated(
    *,
    language: str | None,
    linked: Iterable[str],
    metas: Iterable[Mapping[str, str]],
    links: Iterable[Mapping[str, str]],
    title: str | None,
) -> Facts:
    """What the attributes of a page's elements state, and its linked data."""
    found = Facts()
    if words := _line(language):
        found.said["language"] = words
    for text in linked:
        for row in _linked(text):
            _take(found, row)
    _from_metas(metas, found)
    for link in links:
        if link.get("rel") == "canonical" and (words := _line(link.get("href"))):
            found.said.setdefault("url", words)
    if "title" not in found.said and (words := _line(title)):
        found.said["title"] = words
    return found


def _from_metas(metas: Iterable[Mapping[str, str]], found: Facts) -> None:
    dates: list[tuple[str, str]] = []
    for meta in metas:
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or "").lower()
        fact, grade = _META.get(name), _META_DATES.get(name)
        if (fact is None and grade is None) or not (value := _line(meta.get("content"))):
            continue
        if fact is not None:
            found.said.setdefault(fact, value)
        if grade is not None:
            dates.append((grade, value))
    found.dates += sorted(dates, key=lambda m: m[0] != "strong")


def published_on(tree: Any, facts: Facts) -> Published | None:
    """When the page says that it was published: its markup, else what it shows near its headline."""
    language = facts.said.get("language", "").lower().replace("_", "-")
    return page_published(tree, facts.dates, title=facts.said.get("title"), language=language)


def updated_on(facts: Facts) -> Published | None:
    """When the page says that it was last changed."""
    return published_of(facts.said["updated"], DateFound.METADATA) if "updated" in facts.said else None


def microdata(tree: Any) -> Iterator[str]:
    """Dates of publication by microdata or microformats; where several differ, the page is a list of pages."""
    found = []
    for node in tree.iter("time", "abbr", "span", "div", "p", "li", "dd"):
        item = (node.get("itemprop") or node.get("property") or "").lower()
        classes = (node.get("class") or "").lower().split()
        if "datepublished" in item or (node.tag in ("abbr", "time") and {"published", "dt-published"} & set(classes)):
            value = node.get("content") or node.get("datetime") or node.get("title") or "".join(node.itertext())
            if line := _line(value[:200]):
                found.append(line)
    days = {p.day or (p.instant and p.instant.date()) for w in found if (p := published_of(w, DateFound.METADATA))}
    if len(days) == 1:
        yield from found


def _linked(text: str) -> Iterator[dict[str, Any]]:
    """The articles among a page's linked data; anything may stand there."""
    try:
        row = json.loads(text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return
    waiting = deque([row])
    for _ in range(_NODES):
        if not waiting:
            return
        row = waiting.popleft()
        if isinstance(row, list):
            waiting.extendleft(reversed(row[:_NODES]))
        elif isinstance(row, dict):
            waiting.extend(row[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in row)
            kind = str(row.get("@type", "")).lower()
            if "article" in kind or "posting" in kind or "datePublished" in row:
                yield row


def _take(found: Facts, row: dict[str, Any]) -> None:
    for key, fact in _LINKED.items():
        value = row.get(key)
        value = value[0] if isinstance(value, list) and value else value
        if line := _line(value.get("name") if isinstance(value, dict) else value):
            found.said.setdefault(fact, line)
    if (line := _line(row.get("datePublished"))) is not None:
        found.dates.append(("strong", line))
    free = row.get("isAccessibleForFree")
    if free is not None and found.free is None:
        found.free = str(free).strip().lower() not in ("false", "0", "no")


def _line(value: Any) -> str | None:
    """Words on one line; JSON can smuggle in half a surrogate pair, which cannot be stored."""
    if not isinstance(value, str):
        return None
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split()) or None
