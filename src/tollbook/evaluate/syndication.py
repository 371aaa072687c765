"""Articles of one event by many publishers: which have one origin, by the links that judging a story makes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tollbook.acquire import Acquired
from tollbook.model import Report
from tollbook.read import read
from tollbook.reconcile.repeats import repeats


def origin_rows(path: Path) -> Iterator[dict[str, Any]]:
    """A row for each article of ``path``: the first one of its lineage."""
    csv.field_size_limit(10**9)
    with path.open(encoding="utf-8", newline="") as table:
        given = {row["id"]: _report(row) for row in csv.DictReader(table)}
    first: dict[str, str] = {}

    def origin(report: str) -> str:
        while report in first:
            report = first[report]
        return report

    for link in repeats(given.values(), ZoneInfo("UTC")):
        one, other = origin(link.subject), origin(link.object)
        if one != other:
            first[one] = other
    yield from ({"id": key, "source_group": origin(report.id)} for key, report in given.items())


def _report(row: dict[str, str]) -> Report:
    body = row["text"].replace("###", "\n\n")
    raw = body.encode("utf-8", "surrogatepass")
    name = f"{row['id']}.txt"
    item = Acquired(name=name, raw=raw, media="text/plain", body=body, publisher=row["publisher"], published=row["scrape_time"])
    return read(item)[0][0]
