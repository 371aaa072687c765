"""SQLite's write-ahead log, read by its own checksums: a changed byte in it makes SQLite leave out, without a word, all that
follows. (SQLite, "Database File Format", section 4; a cleanly closed ledger has no log.)"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HEADER, FRAME = 32, 24  # bytes
MAGIC = {0x377F0682: "<", 0x377F0683: ">"}  # byte order of the checksums


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Where the log stops being read: a frame (0 is its header). ``lost``: a commit follows, so no write was merely cut off."""

    frame: int
    lost: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One page in the log. ``ours``: of this log, not left over from one before it. ``good``: it and all before it check."""

    number: int
    commits: bool
    ours: bool
    good: bool


def fault_of(ledger: Path) -> Fault | None:
    """The first frame of the log of ``ledger`` that does not check; ``None`` where all do, or where there is no log."""
    log = ledger.with_name(ledger.name + "-wal")
    if not log.exists():
        return None
    first = _fault(log.read_bytes())
    if first is None or not first.lost:
        return first
    again = _fault(log.read_bytes())  # a writer may have been at work: what it was writing then is whole now
    return first if again == first else None


def _fault(log: bytes) -> Fault | None:
    if len(log) <= HEADER:
        return None
    (magic,) = struct.unpack(">I", log[:4])
    if magic not in MAGIC or _sum(log[:24], (0, 0), MAGIC[magic]) != struct.unpack(">2I", log[24:HEADER]):
        return Fault(frame=0, lost=True)
    bad = [f for f in _frames(log, MAGIC[magic]) if not f.good]
    if any(f.ours and f.commits for f in bad[1:]):
        return Fault(frame=bad[0].number, lost=True)
    return Fault(frame=bad[0].number, lost=False) if bad and bad[0].ours else None


def _frames(log: bytes, order: str) -> Iterator[Frame]:
    size, salts, total = struct.unpack(">I", log[8:12])[0], log[16:24], struct.unpack(">2I", log[24:HEADER])
    good = True
    for number, at in enumerate(range(HEADER, len(log) - FRAME - size + 1, FRAME + size), 1):
        head, page = log[at : at + FRAME], log[at + FRAME : at + FRAME + size]
        ours = head[8:16] == salts
        if good:
            total = _sum(page, _sum(head[:8], total, order), order)
            good = ours and total == struct.unpack(">2I", head[16:])
        yield Frame(number=number, commits=head[4:8] != bytes(4), ours=ours, good=good)


def _sum(data: bytes, start: tuple[int, ...], order: str) -> tuple[int, int]:
    """SQLite's checksum of an even number of 32-bit words."""
    a, b = start
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for x, y in zip(words[::2], words[1::2], strict=True):
        a = (a + x + b) & 0xFFFFFFFF
        b = (b + y + a) & 0xFFFFFFFF
    return a, b
