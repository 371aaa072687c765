"""Pages of strangers, before a parser sees them: what takes it quadratic time is taken out, and no word of a report with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONG = 16_000  # characters without a ">", from which on a tag may be crowded enough to hold a reader up
LARGE = 1_000_000  # characters of a page from which on it may hold so many such tags that shorter ones count
MOST = 500  # attributes of one element; parsers compare each with all before it
# A tag with more attributes than that; their names may hold quotes and "<", as they may for a browser. Every part is possessive,
# so that a tag with fewer is passed over in one go.
_CROWDED = re.compile(
    r"<([a-zA-Z][^\s<>/]*+)"
    rf"(?:[\s/]*+(?:[^\s<>/=]++|<(?!/))++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'>][^\s>]*+))?+){{{MOST},}}+"
)
_TAG = re.compile("<[a-zA-Z]")
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


def tamed(html: str) -> str:
    """``html`` without NUL characters, without an XML declaration, and without the attributes of elements that have hundreds.

    >>> tamed('<p ' + ' '.join(f'a{n}=1' for n in range(900)) + '>Twelve died.</p>')
    '<p>Twelve died.</p>'
    """
    return _CROWDED.sub(r"<\1", _DECLARED.sub("", html.replace("\x00", "")))


def uncrowded(html: str) -> str:
    """The last of these alone, for a parser that minds nothing else. It looks only where a tag goes on for long without a ">",
    at a tenth of the cost: what it misses takes long, and is given up."""
    crowded = any(_CROWDED.match(html, start) for start in _endless(html))
    return _CROWDED.sub(r"<\1", html) if crowded else html


def _endless(html: str) -> Iterator[int]:
    """Where tags begin after which no ">" stands for many characters."""
    at = 0
    long = LONG if len(html) < LARGE else LONG // 4
    while at + long <= len(html):
        last = html.rfind(">", at, at + long)
        if last >= 0:
            at = last + 1
            continue
        end = html.find(">", at)
        end = len(html) if end < 0 else end
        if (tag := _TAG.search(html, at, end)) is not None:
            yield tag.start()
        at = end + 1
