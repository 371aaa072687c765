"""Sitemaps, news sitemaps among them: addresses with what is said of each, and other sitemaps. No reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tollbook.acquire.addresses import Address, safe
from tollbook.acquire.xml_tree import local, root_of, words_of

MOST = 50_000  # addresses of one sitemap, by its own standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """Addresses of reports (or of any pages), and of further sitemaps."""

    addresses: tuple[Address, ...]
    sitemaps: tuple[str, ...]


def sitemap(text: str) -> Sitemap | None:
    """The sitemap, or index of sitemaps, that ``text`` is; ``None`` where it is none."""
    root = root_of(text)
    if root is None or local(root) not in ("urlset", "sitemapindex"):
        return None
    nodes = [n for n in root if local(n) in ("url", "sitemap")][:MOST]
    found = [a for n in nodes if local(n) == "url" and (a := _address(n)) is not None]
    more = [u for n in nodes if local(n) == "sitemap" and (u := safe(_part(n, "loc"))) is not None]
    return Sitemap(addresses=tuple(found), sitemaps=tuple(more))


def _address(node: Any) -> Address | None:
    """One address; its day of publication is that of the news element, never the day of the last change."""
    url = safe(_part(node, "loc"))
    if url is None:
        return None
    news = next((c for c in node if local(c) == "news"), None)
    if news is None:
        return Address(url=url)
    outlet = next((c for c in news if local(c) == "publication"), None)
    publisher = None if outlet is None else _part(outlet, "name")
    return Address(url=url, title=_part(news, "title"), published=_part(news, "publication_date"), publisher=publisher)


def _part(node: Any, name: str) -> str | None:
    return next((words_of(c) for c in node if local(c) == name), None)
