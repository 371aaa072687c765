"""Whatever stands in a file, it is read or it is a problem: no crash, no hang, and spans that are exact.

Files of every format are bent and broken by rule (`mutating`): 1,000 of them with each run of the tests, 102,000 with
`make soak`, which prints what became of them.
"""

from __future__ import annotations

import io
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from acquire.mutating import CHANGES, SEEDS, mutated
from read.test_spans import in_order, nothing_cut, storable
from tollbook.acquire import Acquired, acquire, pdf
from tollbook.acquire.item import LAYER
from tollbook.model import Problem
from tollbook.read import read

SHARES = {"html": 300, "feed": 200, "warc": 150, "text": 150, "mail": 100, "pdf": 100}  # of 1,000
SOAK = 102  # times as many
HANG = 60  # seconds after which an input is one that holds its reader


class Held(Exception):
    """Reading an input did not end."""


@contextmanager
def guarded() -> Iterator[None]:
    """Ends what hangs; no measure of speed."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Held(f"reading did not end within {HANG} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(HANG)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def items_of(kind: str, raw: bytes) -> Iterator[Acquired | Problem]:
    """What is acquired; the text of a PDF in this process, since one of its own for each would take hours."""
    if kind != "pdf":
        yield from acquire(["-"], stdin=io.BytesIO(raw), limit=300_000)
        return
    try:
        yield Acquired(name="stdin", raw=raw, media=LAYER, body=pdf.layer(raw))
    except pdf.NoText as error:
        yield Problem(code="no_text_layer", message=str(error))


def became(kind: str, raw: bytes) -> Counter[str]:
    """Reports and problems of ``raw``; what must hold of each report is looked at."""
    found: Counter[str] = Counter()
    for item in items_of(kind, raw):
        if isinstance(item, Problem):
            found[item.code] += 1
            continue
        for fast in (False, True) if item.media.startswith("text/html") else (False,):
            reports, problems = read(item, fast=fast)
            assert reports or problems
            found.update(p.code for p in problems)
            for report in reports:
                found["report"] += 1
                in_order(report)
                nothing_cut(report)
                storable(report)
    return found


def fuzz(kind: str, count: int) -> Counter[str]:
    """What became of ``count`` bent files of a kind."""
    seen: Counter[str] = Counter()

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(SEEDS[kind]), CHANGES)
    def one(seed: bytes, changes: list[tuple[str, float, bytes | int]]) -> None:
        with guarded():
            found = became(kind, mutated(seed, changes))
        seen.update(found)
        seen["files"] += 1

    one()
    return seen


@pytest.mark.parametrize("kind", sorted(SHARES))
def test_bent_files_are_read_or_are_a_problem(kind: str) -> None:
    assert fuzz(kind, SHARES[kind])["files"] >= SHARES[kind] * 0.9


@pytest.mark.soak
@pytest.mark.parametrize("kind", sorted(SHARES))
def test_many_bent_files(kind: str) -> None:
    seen = fuzz(kind, SHARES[kind] * SOAK)
    files = seen.pop("files")
    print(
        f"\n{kind}: {files:,} bent files, none crashed or held its reader; "
        + ", ".join(f"{n:,} {c}" for c, n in seen.most_common())
    )
    assert files >= SHARES[kind] * SOAK * 0.9
