"""Evidence: the bytes as acquired, each in a file named by its SHA-256, written before anything reads them."""

from __future__ import annotations

import errno
import hashlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tollbook.errors import LedgerError, NoSpace

APART = "erasing"  # where files wait, between the decision to erase them and their being gone


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
    with _said_clearly(target):
        if not target.exists() or target.read_bytes() != raw:  # a damaged copy is written anew
            _write(target, raw)
    return digest


def _write(target: Path, raw: bytes) -> None:
    """Bytes to another name, to the disk, then to their own name: a cut-off run leaves no half of a file under a digest."""
    part = target.with_name(f"{target.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        if not target.parent.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            _sync(target.parent.parent)
            _sync(target.parent.parent.parent)
        with part.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        _sync(target.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def _said_clearly(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
            raise NoSpace(str(target)) from error
        raise LedgerError(f"{target} cannot be written: {error.strerror}.", "Check who may write the evidence folder.") from error


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def fetch(folder: Path, digest: str) -> bytes | None:
    """The bytes of ``digest``, or ``None``."""
    try:
        return place(folder, digest).read_bytes()
    except FileNotFoundError:
        return None


def set_apart(folder: Path, digests: Iterable[str]) -> None:
    """Moves files to where `settle` ends what was begun, should this process not live to do it."""
    for digest in digests:
        target = place(folder, digest)
        with _said_clearly(target):
            if target.exists():
                (folder / APART).mkdir(exist_ok=True)
                target.replace(folder / APART / digest)


def apart(folder: Path) -> tuple[str, ...]:
    """Digests of the files that were set apart and are still there."""
    return tuple(sorted(p.name for p in (folder / APART).glob("*")))


def settle(folder: Path, named: Callable[[str], bool]) -> None:
    """Puts back each file set apart that a reading still names, and removes the others for good."""
    for digest in apart(folder):
        target = folder / APART / digest
        with _said_clearly(target):
            if named(digest):
                target.replace(place(folder, digest))
            else:
                _forget(target)


def forget(folder: Path, digest: str) -> None:
    """Removes the bytes of ``digest`` for good."""
    with _said_clearly(place(folder, digest)):
        _forget(place(folder, digest))


def _forget(path: Path) -> None:
    """Overwrites, then removes; what the disk itself keeps is beyond a program."""
    if path.exists():
        with path.open("r+b") as file:
            file.write(b"\0" * path.stat().st_size)
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        _sync(path.parent)


def digests(folder: Path) -> Iterator[tuple[str, Path]]:
    """All files of the folder with the digests that they are named by, in order."""
    for path in sorted(folder.glob("??/*")):
        yield path.name, path


def digest_of(path: Path) -> str:
    """The digest of what a file holds now."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
