"""The chain walked by several processes at once, each a stretch of it, with the index rows of those entries.

They look at the file each at a moment of its own, so they can say only that all is sound; what is wrong is said by one alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

from tollbook.ledger.chain import FIRST, LAST, Act, Walk, beside, decisions, stretch
from tollbook.ledger.findings import Finding
from tollbook.ledger.indexes import prints
from tollbook.ledger.open import connect, roomy
from tollbook.ledger.recording import head_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one process found in its stretch."""

    findings: tuple[Finding, ...]
    evidence: dict[str, str]
    last: tuple[int, str]
    foreign: int


class Spread:
    """A walk shared among ``workers`` processes: begun, and ended, with other work between."""

    def __init__(self, path: Path, workers: int) -> None:
        self.path = path
        self.pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
        self.workers = workers
        self.parts: list[Future[Part]] = []

    def begin(self, db: sqlite3.Connection) -> Iterator[Finding]:
        """Sends each process on its way; what is wrong with the table of decisions."""
        acts: dict[int, list[Act]] = {}
        yield from decisions(db, acts)
        step = head_of(db)[0] // self.workers
        bounds = [FIRST, *(step * n for n in range(1, self.workers)), LAST]
        self.parts = [self.pool.submit(walked, self.path, acts, a, b) for a, b in pairwise(bounds) if a < b]

    def end(self, db: sqlite3.Connection, walk: Walk) -> Iterator[Finding]:
        """What they found, in order of the entries."""
        try:
            for future in self.parts:
                part = future.result()
                yield from part.findings
                walk.evidence.update({k: v for k, v in part.evidence.items() if k not in walk.evidence})
                walk.foreign += part.foreign
                walk.last = part.last if part.last[0] else walk.last
        except BrokenExecutor as error:
            yield Finding(place="processes", what=f"one of them ended: {error}")
        yield from beside(db, walk)

    def close(self) -> None:
        """Ends the processes."""
        self.pool.shutdown(cancel_futures=True)


def walked(path: Path, acts: dict[int, list[Act]], after: int, upto: int) -> Part:
    """The entries after one number and up to another, with their index rows; done in a process of its own."""
    with closing(connect(path, readonly=True)) as db:
        roomy(db)
        db.execute("BEGIN")
        walk = Walk()
        findings = [*stretch(db, walk, acts, after, upto)]
        got = prints(db, after, upto)
    findings += [Finding(place=f"index {t}", what="is not what the entries make") for t, p in walk.indexes.items() if p != got[t]]
    return Part(findings=tuple(findings), evidence=walk.evidence, last=walk.last, foreign=walk.foreign)
