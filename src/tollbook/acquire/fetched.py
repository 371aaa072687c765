"""What an answer of the network holds: items to be read, told by their bytes as a file's are, or a list of further addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tollbook.acquire.addresses import Address
from tollbook.acquire.answer import Answer
from tollbook.acquire.decode import Undecodable, decode
from tollbook.acquire.documents import Delivered, documents
from tollbook.acquire.feeds import json_feed, xml_feed
from tollbook.acquire.item import Acquired
from tollbook.acquire.kinds import PEEK, Kind, kind_of, text_kind
from tollbook.acquire.sitemaps import sitemap
from tollbook.model import Problem


def items_of(answer: Answer) -> Iterator[Acquired | Problem]:
    """The items of an answer, each with its exchange as evidence, and with the address that answered."""
    delivered = Delivered(url=answer.url, charset=answer.charset, modified=answer.header("Last-Modified"))
    for item in documents(answer.url, answer.body, delivered=delivered):
        yield item if isinstance(item, Problem) else replace(item, raw=answer.records, url=item.url or answer.url)


def listed_in(answer: Answer) -> tuple[Address, ...] | None:
    """The addresses of reports that an answer lists, where it is a feed or a sitemap; ``None`` where it is neither.

    Of an entry that a feed carries whole, too: the page itself is the better evidence.
    """
    kind = kind_of(answer.body[:PEEK])
    if kind not in (Kind.JSON_FEED, Kind.TEXT):
        return None
    try:
        text = decode(answer.body, answer.charset).text
    except Undecodable:
        return None
    if kind is Kind.TEXT and text_kind(text) is not Kind.XML:
        return None
    feed = json_feed(text) if kind is Kind.JSON_FEED else xml_feed(text)
    if feed is not None:
        return tuple(a for e in feed.entries if (a := e.address(feed.title)) is not None)
    found = sitemap(text)
    return None if found is None else found.addresses
