"""What is acquired: bytes as they were found, and what stood beside them."""

from __future__ import annotations

from dataclasses import dataclass

TEXT = "text/plain"
PAGE = "text/html"
PART = "text/html; part"  # HTML of the report alone, with no page around it: an entry of a feed
LAYER = "application/pdf"  # the text layer of a PDF, with a form feed between pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquired:
    """One item: a file, a line of a JSON-lines file, an entry of a feed, a record of an archive, a mail, an attachment.

    ``raw`` is what was found, byte for byte. ``body`` is its text or HTML, decoded. The other fields are those that a JSON
    row, a feed, a mail or an HTTP header states; ``None`` where it does not. ``modified`` is the header ``Last-Modified``, or
    when a feed says that its entry was changed.
    """

    name: str
    raw: bytes
    media: str  # what ``body`` is: one of the four above
    body: str
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: str | None = None
    byline: str | None = None
    modified: str | None = None
