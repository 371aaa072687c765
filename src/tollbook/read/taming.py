"""Pages of strangers, before a parser sees them: what takes it quadratic time is taken out, and no word of a report with it."""

from __future__ import annotations

import re

MOST = 500  # attributes of one element; parsers compare each with all before it
# A tag with more attributes than that. Every part is possessive, so that a tag with fewer is passed over in one go.
_CROWDED = re.compile(
    r"<([a-zA-Z][^\s\"'<>=/]*+)"
    rf"(?:[\s/]*+[^\s\"'<>=/]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'<>]++))?+){{{MOST},}}+"
)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


def tamed(html: str) -> str:
    """``html`` without NUL characters, without an XML declaration, and without the attributes of elements that have hundreds.

    >>> tamed('<p ' + ' '.join(f'a{n}=1' for n in range(900)) + '>Twelve died.</p>')
    '<p>Twelve died.</p>'
    """
    return uncrowded(_DECLARED.sub("", html.replace("\x00", "")))


def uncrowded(html: str) -> str:
    """The last of these alone, for a parser that minds nothing else."""
    return _CROWDED.sub(r"<\1", html)
