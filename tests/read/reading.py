"""Reading a report written in a test, by the same way that a file goes."""

from __future__ import annotations

from typing import BinaryIO

from tollbook.acquire import Acquired, acquire
from tollbook.model import BlockKind, Problem, Report
from tollbook.read import read


def read_one(stdin: BinaryIO) -> Report:
    """The one report on ``stdin``."""
    (item,) = acquire(["-"], stdin=stdin)
    assert isinstance(item, Acquired)
    (report,), _ = read(item)
    return report


def item(body: str, *, media: str = "text/plain", name: str = "report.txt", **facts: str) -> Acquired:
    """An item as `acquire` gives it."""
    return Acquired(name=name, raw=body.encode("utf-8", "surrogatepass"), media=media, body=body, **facts)


def read_text(body: str, *, media: str = "text/plain", name: str = "report.txt", **facts: str) -> Report:
    """The report that ``body`` is."""
    (report,), _ = read(item(body, media=media, name=name, **facts))
    return report


def problems_of(found: Acquired) -> tuple[Problem, ...]:
    """What is wrong with ``found``."""
    return read(found)[1]


def typed(report: Report) -> list[tuple[str, str]]:
    """Kind and words of each block."""
    return [(b.kind.value, report.text[b.start : b.end]) for b in report.blocks]


def of_kind(report: Report, kind: BlockKind) -> list[str]:
    """Words of the blocks of ``kind``."""
    return [report.text[b.start : b.end] for b in report.blocks if b.kind is kind]
