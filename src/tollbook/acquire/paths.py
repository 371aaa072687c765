"""Files, folders and standard input, in a stable order. What cannot be read is a `Problem`; the run goes on."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from tollbook.acquire.documents import LIMIT, documents
from tollbook.acquire.item import Acquired
from tollbook.acquire.kinds import PEEK, Kind, kind_of
from tollbook.acquire.packed import NESTED, unpacked
from tollbook.acquire.rows import FIELDS, is_document, rows
from tollbook.acquire.streams import Rejoined
from tollbook.acquire.wacz import packages
from tollbook.acquire.warc_read import records
from tollbook.model import Problem


# A report is at most of LIMIT bytes; a file of JSON lines, and a web archive, may be of any size.
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
    return {n for ledger in ledgers for n in names if n == ledger or n.startswith((ledger + ".", ledger + "-"))}


def _stream(name: str, file: BinaryIO, limit: int, depth: int = 0) -> Iterator[Acquired | Problem]:
    """The reports of one open file: rows and records one by one, anything else as one document."""
    head = file.read(min(PEEK, limit + 1))
    kind = kind_of(head)
    if kind is Kind.ROWS:
        yield from rows(name, _lines(head, file, limit), limit)
    elif kind is Kind.WARC or (kind is Kind.GZIP and kind_of(unpacked(BytesIO(head)).read(64)) is Kind.WARC):
        yield from records(name, Rejoined(head, file), limit)  # its reader unpacks
    elif kind is Kind.GZIP and depth < NESTED:
        yield from _stream(name, unpacked(Rejoined(head, file)), limit, depth + 1)
    elif kind is Kind.ZIP and file.seekable():
        yield from packages(name, file, limit)
    elif len(raw := head + file.read(limit + 1 - len(head))) <= limit and is_document(head) and kind is Kind.TEXT:
        yield _problem("bad_row", name, f"is JSON, but not one object a line ({FIELDS}); `jq -c '.[]?' FILE` writes an array so")
    else:
        yield from documents(name, raw, limit=limit)


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


def _unreadable(path: Path, error: OSError) -> Problem:
    return _problem("unreadable", path, f"cannot be read: {error.strerror or error}")


def _named(path: Path | str) -> str:
    """A path as text; bytes of a name that are not UTF-8 are written out, since half characters cannot be stored."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _problem(code: str, name: Path | str, what: str) -> Problem:
    return Problem(code=code, message=f"{_named(name)} {what}.")
