"""What is acquired: bytes as they were found, and what stood beside them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquired:
    """One item: a file, a line of a JSON-lines file, or standard input.

    ``raw`` is what was found, byte for byte. ``body`` is its text or HTML, decoded. The other fields are those that a JSON
    row states; ``None`` where it does not.
    """

    name: str
    raw: bytes
    media: str  # "text/plain" or "text/html": what ``body`` is
    body: str
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: str | None = None
