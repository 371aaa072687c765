"""JSON lines: one report an object, one object a line. A bad line is a `Problem`; the next is read."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from tollbook.acquire.item import Acquired
from tollbook.model import Problem

FIELDS = "url, title, published, publisher, and text or html"
_OBJECT = re.compile(rb"\s*\{\s*(?:\"|\})")
_DOCUMENT = re.compile(rb"\s*[\[{]")
_FIELD = re.compile(rb'"(?:url|title|published|publisher|text|html)"\s*:')
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def is_rows(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is JSON lines. (A page may begin with a brace too.)"""
    head = head.removeprefix(codecs.BOM_UTF8)
    if _OBJECT.match(head) is None:
        return False
    line = head.lstrip().split(b"\n", 1)[0]
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return _FIELD.search(line) is not None


def is_document(head: bytes) -> bool:
    """Whether it is reports in JSON, but as one array or one object over many lines."""
    return _DOCUMENT.match(head.removeprefix(codecs.BOM_UTF8)) is not None and _FIELD.search(head) is not None


def rows(name: str, lines: Iterable[bytes], limit: int) -> Iterator[Acquired | Problem]:
    """The reports of ``lines``, named ``NAME:LINE``. A line of more than ``limit`` bytes may be given cut short."""
    for number, line in enumerate(lines, 1):
        place = f"{name}:{number}"
        if len(line) > limit:
            message = f"{place} is larger than {limit:,} bytes; a report is a page, not a book."
            yield Problem(code="too_large", message=message)
        elif line.removeprefix(codecs.BOM_UTF8).strip():
            yield _row(place, line)


def _row(name: str, line: bytes) -> Acquired | Problem:
    try:
        row = json.loads(line.removeprefix(codecs.BOM_UTF8))
    except (ValueError, RecursionError) as error:
        return Problem(code="bad_row", message=f"{name} is no JSON: {error}. Expected one object a line: {FIELDS}.")
    if not isinstance(row, dict):
        found = type(row).__name__
        return Problem(code="bad_row", message=f"{name} is JSON of type {found}, no object. Expected {FIELDS}.")
    for field, media in (("text", "text/plain"), ("html", "text/html")):
        body = row.get(field)
        if isinstance(body, str) and body.strip():
            facts = {f: _said(row.get(f)) for f in ("url", "publisher", "title", "published")}
            return Acquired(name=name, raw=line, media=media, body=_whole(body), **facts)
    return Problem(code="empty", message=f"{name} has neither `text` nor `html` with words in it. Expected {FIELDS}.")


def _said(value: Any) -> str | None:
    """A fact on one line, without control characters; a number as it is written, ``None`` where nothing is said."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(_CONTROL.sub(" ", _whole(str(value))).split()) or None


def _whole(words: str) -> str:
    """Half a surrogate pair is no character and cannot be stored; the row as acquired still has it."""
    return _SURROGATE.sub("\ufffd", words)
