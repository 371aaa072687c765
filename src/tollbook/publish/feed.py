"""Changes of tolls as an Atom feed (RFC 4287): for any feed reader. Words are text, never markup."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

ENTRIES = 100  # of the newest changes
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TITLES = {"toll": "toll", "withdrawal": "taken back", "conflict": "figures contradict each other", "page": "page changed"}


def atom(changes: Sequence[Mapping[str, Any]], *, title: str, name: str, at: str) -> str:
    """The feed of ``changes``, newest first, written ``at`` a moment. ``name`` tells it from other feeds, and stays the same."""
    updated = changes[0]["at"] if changes else at
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{_text(title)}</title>",
        f"<id>{uuid.uuid5(uuid.NAMESPACE_URL, name).urn}</id>",
        f"<updated>{_text(updated)}</updated>",
        "<author><name>Tollbook</name></author>",
        "<generator>Tollbook</generator>",
        *(line for change in changes[:ENTRIES] for line in _entry(change)),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def headline(change: Mapping[str, Any]) -> str:
    """A change in a line, worded neutrally: what was told, what is told now, and whether a person has looked at it."""
    kind, reviewed = _TITLES.get(change["kind"], change["kind"]), "reviewed" if change["reviewed"] else "not reviewed"
    told = change["after"] or "nothing can be said"
    if change["kind"] == "toll":
        told = f"{change['before'] or 'nothing told before'} -> {told}"
    of = "" if change["kind"] == "page" else f"{change['subject']}, "
    return f"{change['title']}: {of}{kind}: {told} [{reviewed}]"


def _entry(change: Mapping[str, Any]) -> list[str]:
    links = [f'<link rel="related" href={quoteattr(_clean(r))}/>' for r in change["reports"] if r.startswith("http")]
    by = f" Reviewed by {change['reviewed_by']}." if change["reviewed_by"] else " Not reviewed by a person."
    grounds = f" Grounds: {', '.join(change['reports'])}." if change["reports"] else ""
    return [
        "<entry>",
        f"<title>{_text(headline(change))}</title>",
        f"<id>{uuid.UUID(change['id']).urn}</id>",
        f"<updated>{_text(change['at'])}</updated>",
        f"<published>{_text(change['at'])}</published>",
        f"<category term={quoteattr(_clean(change['kind']))}/>",
        f'<category term="{"reviewed" if change["reviewed"] else "not reviewed"}"/>',
        *links,
        f'<content type="text">{_text(change["sentence"] + by + grounds)}</content>',
        "</entry>",
    ]


def _text(words: str) -> str:
    return escape(_clean(words))


def _clean(words: str) -> str:
    """``words`` as XML can hold them."""
    return _NO_XML.sub("\ufffd", words)
