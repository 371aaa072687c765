"""One document's bytes as what they hold: a page or a text, the entries of a feed, a mail with its attachments, a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO

from tollbook.acquire import pdf
from tollbook.acquire.decode import Undecodable, decode
from tollbook.acquire.feeds import Entry, Feed, json_feed, xml_feed
from tollbook.acquire.item import LAYER, PAGE, PART, TEXT, Acquired
from tollbook.acquire.kinds import PEEK, Kind, kind_of, text_kind
from tollbook.acquire.mail import opened
from tollbook.acquire.packed import NESTED, unpacked
from tollbook.acquire.rows import rows
from tollbook.acquire.sitemaps import sitemap
from tollbook.model import Problem

LIMIT = 20_000_000  # bytes of one report; a report is a page, not a book


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What came with the bytes of a document: where it was found, and what the server said of it."""

    url: str | None = None
    charset: str | None = None
    modified: str | None = None


def documents(
    name: str, raw: bytes, *, delivered: Delivered | None = None, limit: int = LIMIT, depth: int = 0
) -> Iterator[Acquired | Problem]:
    """What the bytes of one document hold. ``depth`` counts the packings and mails around it."""
    delivered = delivered or Delivered()
    kind = kind_of(raw[:PEEK])
    if len(raw) > limit:
        yield too_large(name, limit)
    elif depth > NESTED:
        yield _problem("nested", name, f"lies more than {NESTED} packings or mails deep; open it and name what is inside")
    elif kind is Kind.PDF:
        yield _pdf(name, raw, delivered)
    elif kind is Kind.MAIL:
        yield from _mail(name, raw, limit, depth)
    elif kind is Kind.GZIP:
        yield from documents(name, _unpack(raw, limit), delivered=delivered, limit=limit, depth=depth + 1)
    elif kind is Kind.ROWS:
        yield from rows(name, raw.split(b"\n"), limit)
    else:
        yield from _text(name, raw, kind, delivered)


def too_large(name: str, limit: int) -> Problem:
    """A document of more than ``limit`` bytes."""
    return _problem(
        "too_large", name, f"is larger than {limit:,} bytes; a report is a page, not a book. Split it, one report a file"
    )


def _unpack(raw: bytes, limit: int) -> bytes:
    return unpacked(BytesIO(raw)).read(limit + 1)


def _pdf(name: str, raw: bytes, delivered: Delivered) -> Acquired | Problem:
    try:
        text = pdf.text_of(raw)
    except pdf.ReaderMissing as error:
        return _problem("pdf_not_read", name, f"is a PDF, and {error}")
    except pdf.NoText as error:
        return _problem("no_text_layer", name, f"is a PDF of which no text can be read: {error}")
    return Acquired(name=name, raw=raw, media=LAYER, body=text, url=delivered.url, modified=delivered.modified)


def _mail(name: str, raw: bytes, limit: int, depth: int) -> Iterator[Acquired | Problem]:
    try:
        letter, attached = opened(raw)
    except RecursionError:
        yield _problem("undecodable", name, "is a mail whose headers lie in each other too deep to be read")
        return
    if letter.body.strip():
        yield Acquired(
            name=name,
            raw=raw,
            media=letter.media,
            body=letter.body,
            title=letter.title,
            published=letter.published,
            byline=letter.byline,
        )
    elif not attached:
        yield _problem("empty", name, "is a mail without words")
    for part in attached:
        for item in documents(f"{name}/{part.name}", part.raw, limit=limit, depth=depth + 1):
            yield item if isinstance(item, Problem) else replace(item, published=item.published or letter.published)


def _text(name: str, raw: bytes, kind: Kind, delivered: Delivered) -> Iterator[Acquired | Problem]:
    try:
        text, guess = decode(raw, delivered.charset)
    except Undecodable as error:
        yield _problem("undecodable", name, f"is not text that can be read: {error}")
        return
    if not text or text.isspace():
        yield _problem("empty", name, "holds no text")
        return
    if guess is not None:
        yield _problem(
            "encoding_guessed", name, f"is not UTF-8; it was read as {guess}. If letters look wrong, convert it to UTF-8"
        )
    kind = text_kind(text) if kind is Kind.TEXT else kind
    feed = json_feed(text) if kind is Kind.JSON_FEED else xml_feed(text) if kind is Kind.XML else None
    if feed is not None:
        yield from _feed(name, raw, feed)
    elif kind is Kind.XML:
        yield _sitemap(name, text)
    else:
        media = PAGE if kind is Kind.HTML else TEXT
        yield Acquired(name=name, raw=raw, media=media, body=text, url=delivered.url, modified=delivered.modified)


def _feed(name: str, raw: bytes, feed: Feed) -> Iterator[Acquired | Problem]:
    """The entries that are whole; of the others it is said that they are not."""
    for entry in feed.entries:
        if entry.body is not None:
            yield _entry(name, raw, feed, entry, entry.body)
    missing = len(feed.addresses)
    if missing:
        what = (
            f"is a feed that gives only teasers of {missing} of its {len(feed.entries)} reports: read them from their addresses"
        )
        yield _problem("addresses_only", name, what)
    elif all(entry.body is None for entry in feed.entries):
        yield _problem("empty", name, "is a feed without an entry that has words or an address")


def _entry(name: str, raw: bytes, feed: Feed, entry: Entry, body: str) -> Acquired:
    return Acquired(
        name=f"{name}:{entry.number}",
        raw=raw,
        media=PART if entry.media == PAGE else TEXT,
        body=body,
        url=entry.url,
        publisher=feed.title,
        title=entry.title,
        published=entry.published,
        byline=entry.byline,
        modified=entry.updated,
    )


def _sitemap(name: str, text: str) -> Problem:
    found = sitemap(text)
    if found is None:
        return _problem("bad_feed", name, "begins as a feed or a sitemap does, and is none that can be read")
    count = len(found.addresses) or len(found.sitemaps)
    what = "sitemap of {:,} addresses" if found.addresses else "list of {:,} sitemaps"
    return _problem("addresses_only", name, f"is a {what.format(count)} and holds no report: read them from their addresses")


def _problem(code: str, name: str, what: str) -> Problem:
    return Problem(code=code, message=f"{name} {what}.")
