"""What is told of a report that is not at hand: its address, in a feed that gives teasers or in a sitemap."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SAFE = re.compile(r"https?://[^\s/?#]+[^\s]*", re.I)
_CONTROL = re.compile("[\x00-\x20\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
LONGEST = 2_000  # characters of an address


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a report is, and what is said of it there. ``published`` is as worded."""

    url: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None


def safe(url: str | None) -> str | None:
    """An address of the web; ``None`` for anything else that may stand in its place (scripts, files, data).

    >>> safe(" https://example.org/a\\n"), safe("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    words = _CONTROL.sub("", url or "")[:LONGEST]
    return words if _SAFE.fullmatch(words) else None
