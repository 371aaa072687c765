"""Files, folders and standard input, in a stable order. What cannot be read is a `Problem`; the run goes on."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from tollbook.acquire.decode import Undecodable, decode
from tollbook.acquire.item import Acquired
from tollbook.acquire.rows import FIELDS, is_document, is_rows, rows
from tollbook.model import Problem

LIMIT = 20_000_000  # bytes of one report; a report is a page, not a book. A file of JSON lines may be of any size
PEEK = 65_536  # bytes in which it shows whether a file is JSON lines
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|main|article|section|header|div|table|h[1-6]|p|ul|span|script|link)\b",
    re.I | re.S,
)


def acquire(paths: Sequence[str], *, stdin: BinaryIO | None = None, limit: int = LIMIT) -> Iterator[Acquired | Problem]:
    """All items of ``paths``: files, folders (in order of names; hidden files and ledgers left out), ``-`` for standard input."""
    for path in paths:
        if path == "-" and stdin is not None:
            yield from _stream("stdin", stdin, limit)
        else:
            yield from _path(Path(path), limit)


def _path(path: Path, limit: int) -> Iterator[Acquired | Problem]:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            yield from _folder(path, limit)
        elif stat.S_ISREG(mode):
            with path.open("rb") as file:
                yield from _stream(_named(path), file, limit)
        else:
            yield _problem(
                "unreadable", path, "is no file and no folder (a device, a pipe or a socket); pipe it in: ... | tollbook read -"
            )
    except OSError as error:
        yield _unreadable(path, error)


def _folder(folder: Path, limit: int) -> Iterator[Acquired | Problem]:
    found = False
    for path in _inside(folder):
        found = True
        yield from [path] if isinstance(path, Problem) else _path(path, limit)
    if not found:
        yield _problem(
            "no_reports", folder, "is a folder without reports (hidden files are not read); name another, or files in it"
        )


def _inside(folder: Path) -> Iterator[Path | Problem]:
    """Files under ``folder``; links to folders are not followed, so that a loop of links cannot hold it."""
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda e: e.name)
    except OSError as error:
        yield _unreadable(folder, error)
        return
    own = _ledger_files({e.name for e in entries})
    for entry in entries:
        if entry.name.startswith(".") or entry.name in own:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _inside(Path(entry.path))
        elif not Path(entry.path).is_dir():
            yield Path(entry.path)


def _ledger_files(names: set[str]) -> set[str]:
    """Ledgers among ``names``, each known by the evidence beside it: what was read is not read again from there."""
    ledgers = {n.removesuffix(".evidence") for n in names if n.endswith(".evidence")} & names
    return {ledger + end for ledger in ledgers for end in ("", "-wal", "-shm", ".evidence")}


def _stream(name: str, file: BinaryIO, limit: int) -> Iterator[Acquired | Problem]:
    """The reports of one open file: rows one by one, anything else as one report."""
    head = file.read(min(PEEK, limit + 1))
    if is_rows(head):
        yield from rows(name, _lines(head, file, limit), limit)
        return
    raw = head + file.read(limit + 1 - len(head))
    if len(raw) > limit:
        yield _problem(
            "too_large", name, f"is larger than {limit:,} bytes; a report is a page, not a book. Split it, one report a file"
        )
    elif is_document(head):
        yield _problem("bad_row", name, f"is JSON, but not one object a line ({FIELDS}); `jq -c '.[]?' FILE` writes an array so")
    else:
        yield from _whole(name, raw)


def _lines(head: bytes, file: BinaryIO, limit: int) -> Iterator[bytes]:
    """Lines of ``head`` and of what follows in ``file``; of one longer than ``limit`` no more than tells that it is."""
    *whole, part = head.split(b"\n")
    for line in whole:
        yield line + b"\n"
    line = part + file.readline(max(0, limit + 1 - len(part)))
    while line:
        yield line
        torn = len(line) > limit
        while torn and line and not line.endswith(b"\n"):
            line = file.readline(PEEK)
        line = file.readline(limit + 1)


def _whole(name: str, raw: bytes) -> Iterator[Acquired | Problem]:
    try:
        text, guess = decode(raw)
    except Undecodable as error:
        yield _problem("undecodable", name, f"is not text that can be read: {error}")
        return
    if not text.strip():
        yield _problem("empty", name, "holds no text")
        return
    if guess is not None:
        yield _problem(
            "encoding_guessed", name, f"is not UTF-8; it was read as {guess}. If letters look wrong, convert it to UTF-8"
        )
    yield Acquired(name=name, raw=raw, media="text/html" if _HTML.match(text[:4096]) else "text/plain", body=text)


def _unreadable(path: Path, error: OSError) -> Problem:
    return _problem("unreadable", path, f"cannot be read: {error.strerror or error}")


def _named(path: Path | str) -> str:
    """A path as text; bytes of a name that are not UTF-8 are written out, since half characters cannot be stored."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _problem(code: str, name: Path | str, what: str) -> Problem:
    return Problem(code=code, message=f"{_named(name)} {what}.")
