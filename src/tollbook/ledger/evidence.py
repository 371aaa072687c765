"""Evidence: the bytes as acquired, each in a file named by its SHA-256, written before anything reads them."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from tollbook.errors import NoSpace


def folder_of(ledger: Path) -> Path:
    """Where the evidence of ``ledger`` lies: beside it."""
    return ledger.with_name(ledger.name + ".evidence")


def place(folder: Path, digest: str) -> Path:
    """The file of one digest."""
    return folder / digest[:2] / digest


def keep(folder: Path, raw: bytes) -> str:
    """Writes ``raw`` (once) and returns its digest; it is on disk before this returns, whole or not at all."""
    digest = hashlib.sha256(raw).hexdigest()
    target = place(folder, digest)
    if target.exists():
        return digest
    temporary = target.with_name(f"{digest}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
        _sync(target.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        if error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
            raise NoSpace(str(target)) from error
        raise
    return digest


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def fetch(folder: Path, digest: str) -> bytes | None:
    """The bytes of ``digest``, or ``None``."""
    path = place(folder, digest)
    return path.read_bytes() if path.exists() else None


def forget(folder: Path, digest: str) -> None:
    """Removes the bytes of ``digest``, overwritten first; what the disk itself keeps is beyond a program."""
    path = place(folder, digest)
    if path.exists():
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.write(b"\0" * size)
            file.flush()
            os.fsync(file.fileno())
        path.unlink()


def digests(folder: Path) -> Iterator[tuple[str, Path]]:
    """All files of the folder with the digests that they are named by, in order."""
    if folder.exists():
        for path in sorted(folder.glob("??/*")):
            yield path.name, path
