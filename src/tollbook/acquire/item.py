"""What is acquired: bytes as they were found, and what stood beside them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquired:
    """One item: a file, a line of a JSON-lines file, an entry of a feed, a record of an archive, a mail, an attachment.

    ``raw`` is what was found, byte for byte. ``body`` is its text or HTML, decoded. The other fields are those that a JSON
    row, a feed, a mail or an HTTP header states; ``None`` where it does not. ``modified`` is the header ``Last-Modified``.
    """

    name: str
    raw: bytes
    media: str  # what ``body`` is: "text/plain", "text/html", or "application/pdf" (a text layer, a form feed between pages)
    body: str
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: str | None = None
    byline: str | None = None
    modified: str | None = None
