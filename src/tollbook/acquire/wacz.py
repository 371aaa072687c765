"""Packages of web archives (WACZ): the archives inside, read where they lie. Nothing is unpacked to disk, whatever its name."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from tollbook.acquire.item import Acquired
from tollbook.acquire.warc_read import records
from tollbook.model import Problem

_ARCHIVE = re.compile(r"(?:archive/)?[^/\\]+\.warc(?:\.gz)?", re.I)  # where the standard puts them
MEMBERS = 100_000
PACKED = 200  # times its packed size that a member may unpack to, beyond what is small: gzip reaches this with nothing but zeros


def packages(name: str, file: BinaryIO, limit: int) -> Iterator[Acquired | Problem]:
    """The pages of all archives in the package ``file``."""
    try:
        with zipfile.ZipFile(file) as package:
            archives = [m for m in package.infolist()[:MEMBERS] if _ARCHIVE.fullmatch(m.filename)]
            if not archives:
                what = f"{name} is a ZIP archive and no package of web archives (WACZ): unpack it, and name the folder."
                yield Problem(code="undecodable", message=what)
            for member in archives:
                yield from _archive(name, package, member, limit)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        yield Problem(code="archive_cut", message=f"{name} is a ZIP archive that cannot be read: {error}.")


def _archive(name: str, package: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> Iterator[Acquired | Problem]:
    if member.file_size > PACKED * max(member.compress_size, limit):
        what = f"{name}/{member.filename} unpacks to {member.file_size:,} bytes from {member.compress_size:,}: it is not read."
        yield Problem(code="too_large", message=what)
        return
    with package.open(member) as inside:
        yield from records(f"{name}/{member.filename}", inside, limit)
