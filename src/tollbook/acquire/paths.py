"""Files, folders and standard input, in a stable order. What cannot be read is a `Problem`; the run goes on."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from tollbook.acquire.decode import Undecodable, decode
from tollbook.acquire.item import Acquired
from tollbook.model import Problem

LIMIT = 20_000_000  # bytes of one report; a report is a page, not a book
ROWS_LIMIT = 2_000_000_000  # bytes of a file of JSON lines, which is read line by line
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|article|div|p)\b", re.I | re.S
)
_ROW = re.compile(rb"\s*\{\s*(?:\"|\})")


def acquire(paths: Sequence[str], *, stdin: BinaryIO | None = None, limit: int = LIMIT) -> Iterator[Acquired | Problem]:
    """All items of ``paths``: files, folders (sorted, hidden names left out), ``-`` for standard input."""
    for path in paths:
        if path == "-" and stdin is not None:
            yield from _items("stdin", stdin.read(limit + 1), limit)
        else:
            yield from _path(Path(path), limit)


def _path(path: Path, limit: int) -> Iterator[Acquired | Problem]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield _problem("unreadable", path, f"cannot be read: {error.strerror}")
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path, limit)
    elif not stat.S_ISREG(mode):
        yield _problem("unreadable", path, "is no file and no folder (a device, a pipe or a socket)")
    else:
        yield from _file(path, limit)


def _folder(folder: Path, limit: int) -> Iterator[Acquired | Problem]:
    """Files under ``folder``; links to folders are not followed, so that a loop of links cannot hold it."""
    found = 0
    try:
        inside = sorted(p for p in folder.rglob("*") if not any(part.startswith(".") for part in p.relative_to(folder).parts))
    except OSError as error:
        yield _problem("unreadable", folder, f"cannot be read: {error.strerror}")
        return
    for path in inside:
        if path.is_dir():
            continue
        found += 1
        yield from _path(path, limit)
    if not found:
        yield _problem("no_reports", folder, "is a folder without reports")


def _file(path: Path, limit: int) -> Iterator[Acquired | Problem]:
    try:
        with path.open("rb") as file:
            head = file.read(4096)
            if _ROW.match(head) and path.stat().st_size <= ROWS_LIMIT and _is_row(head + file.readline()):
                file.seek(0)
                yield from _rows(str(path), file, limit)
                return
            raw = head + file.read(limit + 1 - len(head)) if len(head) == 4096 else head
    except OSError as error:
        yield _problem("unreadable", path, f"cannot be read: {error.strerror}")
        return
    yield from _items(str(path), raw, limit)


def _is_row(head: bytes) -> bool:
    """The first line is a JSON object. (A page may begin with a brace too.)"""
    try:
        return isinstance(json.loads(head.split(b"\n", 1)[0]), dict)
    except ValueError:
        return re.match(rb'\s*\{\s*"(?:url|title|published|publisher|text|html)"\s*:', head) is not None


def _items(name: str, raw: bytes, limit: int) -> Iterator[Acquired | Problem]:
    if len(raw) > limit:
        yield _problem(
            "too_large", name, f"is larger than {limit:,} bytes; a report is a page, not a book. Split it, one report a file"
        )
    elif _ROW.match(raw) and _is_row(raw):
        yield from _rows(name, raw.splitlines(keepends=True), limit)
    else:
        yield _whole(name, raw)


def _whole(name: str, raw: bytes) -> Acquired | Problem:
    try:
        text = decode(raw)
    except Undecodable as error:
        return _problem("undecodable", name, f"is not text that can be read: {error}")
    if not text.strip():
        return _problem("empty", name, "holds no text")
    return Acquired(name=name, raw=raw, media="text/html" if _HTML.match(text[:4096]) else "text/plain", body=text)


def _rows(name: str, lines: Any, limit: int) -> Iterator[Acquired | Problem]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        if len(line) > limit:
            yield _problem("too_large", place, f"is larger than {limit:,} bytes; a report is a page, not a book")
            continue
        yield _row(place, line)


def _row(name: str, line: bytes) -> Acquired | Problem:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return _problem(
            "bad_row", name, f"is no JSON: {error}. Expected one object a line: url, title, published, publisher, text or html"
        )
    if not isinstance(row, dict):
        return _problem(
            "bad_row",
            name,
            f"is no JSON object but {type(row).__name__}. Expected url, title, published, publisher, text or html",
        )
    media = "text/plain" if isinstance(row.get("text"), str) else "text/html"
    body = row.get("text") if isinstance(row.get("text"), str) else row.get("html")
    if not isinstance(body, str) or not body.strip():
        return _problem("empty", name, "has neither `text` nor `html` with words in it")

    def said(field: str) -> str | None:
        value = row.get(field)
        return value.strip() if isinstance(value, str) and value.strip() else None

    facts = {f: said(f) for f in ("url", "publisher", "title", "published")}
    return Acquired(name=name, raw=line, media=media, body=body, **facts)


def _problem(code: str, name: Path | str, what: str) -> Problem:
    return Problem(code=code, message=f"{name} {what}.")
