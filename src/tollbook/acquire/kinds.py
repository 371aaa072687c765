"""What bytes are, told by how they begin and never by a file's name."""

from __future__ import annotations

import re
from email.parser import BytesHeaderParser
from enum import StrEnum

from tollbook.acquire.rows import is_rows

PEEK = 65_536  # bytes in which it shows what a file is


class Kind(StrEnum):
    """Kinds of bytes that reports come in."""

    ROWS = "JSON lines"
    JSON_FEED = "a JSON feed"
    XML = "a feed or a sitemap"
    PDF = "a PDF document"
    MAIL = "a mail"
    WARC = "a web archive"
    GZIP = "packed bytes (gzip)"
    ZIP = "an archive (ZIP)"
    HTML = "a web page"
    TEXT = "plain text"


_HTML = re.compile(
    r"\s*+(?:<\?xml[^>]*>\s*+)?(?><!--.*?-->\s*+)*+"
    r"<(?:!doctype\s+html|html|head|body|meta|title|main|article|section|header|div|table|h[1-6]|p|ul|span|script|link)\b",
    re.I | re.S,
)
_ROOT = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!doctype\b[^>\[]*(?:\[.*?\]\s*)?>)*+<(?:\w+:)?(\w+)", re.I | re.S)
_XML = frozenset("rss feed rdf urlset sitemapindex".split())
_JSON_FEED = re.compile(rb'\s*\{.{0,2000}?"version"\s*:\s*"https://jsonfeed\.org/version/', re.S)
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:(?:[ \t]|\r?\n[ \t])")
_SENT = frozenset("from to date subject received message-id mime-version return-path delivered-to content-type".split())
_TRACE = frozenset("received message-id mime-version return-path delivered-to".split())  # a memo on paper has none of these


def kind_of(head: bytes) -> Kind:
    """What begins with ``head``; text where nothing else shows.

    >>> kind_of(b"%PDF-1.7 ...").value
    'a PDF document'
    """
    for mark, kind in ((b"\x1f\x8b", Kind.GZIP), (b"PK\x03\x04", Kind.ZIP), (b"WARC/", Kind.WARC)):
        if head.startswith(mark):
            return kind
    if b"%PDF-" in head[:1024] and not head.lstrip().startswith((b"<", b"{")):
        return Kind.PDF
    if _JSON_FEED.match(head.removeprefix(b"\xef\xbb\xbf")):
        return Kind.JSON_FEED
    if is_rows(head):
        return Kind.ROWS
    return Kind.MAIL if _is_mail(head) else Kind.TEXT


def text_kind(text: str) -> Kind:
    """Which kind of text one is: a page, XML of feeds and sitemaps, or plain."""
    top = text[:4096].lstrip("\ufeff")
    root = _ROOT.match(top) if top.lstrip().startswith("<") else None
    if root is not None and root[1].lower() in _XML:
        return Kind.XML
    return Kind.HTML if _HTML.match(top) else Kind.TEXT


def _is_mail(head: bytes) -> bool:
    """Headers of a mail, of which some are set by what delivers it; a text that begins with "From: ..." alone is a text."""
    if head.startswith(b"From "):
        head = head.partition(b"\n")[2]
    if _HEADER.match(head) is None:
        return False
    names = {name.lower() for name in BytesHeaderParser().parsebytes(head[:16_384]).keys()}  # noqa: SIM118  # no mapping
    return len(names & _SENT) >= 3 and bool(names & _TRACE)
