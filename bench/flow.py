"""Reports read into a ledger a second: evidence, figures and acts, places, bodies and days, stories, links; beside the reading of
their figures alone."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from bench.material import texts
from bench.rates import Row, rates, row
from tollbook.acquire import Acquired
from tollbook.extract.rules import RulesExtractor
from tollbook.ledger import open_ledger
from tollbook.pipeline import read_into
from tollbook.read import read

COUNT = 60
NOW = datetime(2022, 1, 9, tzinfo=UTC)


def measure() -> list[Row]:
    """The whole flow, as a ratio to reading and extraction in the same run; of the processor's time, without the disk's."""
    items = [
        Acquired(name=f"{n}.txt", raw=t.encode(), media="text/plain", body=t, published="2022-01-08")
        for n, t in enumerate(texts(COUNT))
    ]
    with tempfile.TemporaryDirectory() as folder:
        names = (Path(folder) / f"{n}.db" for n in count())
        whole, alone = rates(COUNT, (lambda: _read(next(names), items), lambda: _figures(items)))
    return [row("flow, whole", "reports/s/core", whole, "figures alone", alone)]


def _read(path: Path, items: Sequence[Acquired]) -> None:
    with open_ledger(path, create=True) as ledger:
        read_into(ledger, (), now=lambda: NOW, items=items)


def _figures(items: Sequence[Acquired]) -> None:
    extractor = RulesExtractor()
    for item in items:
        for report in read(item)[0]:
            extractor.extract(report)
