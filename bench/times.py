"""Reports a second and core from text to time expressions, beside a bare regular expression that finds days and months."""

from __future__ import annotations

import re
from datetime import date

from bench.material import texts
from bench.rates import Row, rates, row
from tollbook.acquire import Acquired
from tollbook.model import Report
from tollbook.read import read
from tollbook.resolve.gazetteer import Gazetteer, open_gazetteer
from tollbook.resolve.timexes import timexes
from tollbook.resolve.toponyms import toponyms

COUNT = 40
_DAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
)
_PUBLISHED = date(2022, 1, 31)


def measure() -> list[Row]:
    """Time expressions of the generated texts, already read, beside the bare scan of the same run; and places with them."""
    items = [Acquired(name=f"{n}.txt", raw=t.encode(), media="text/plain", body=t) for n, t in enumerate(texts(COUNT))]
    reports = [report for item in items for report in read(item)[0]]
    ours, bare = rates(
        COUNT,
        (
            lambda: [timexes(r.text, published=_PUBLISHED, sentences=r.sentences) for r in reports],
            lambda: [list(_DAY.finditer(r.text)) for r in reports],
        ),
    )
    gazetteer = open_gazetteer()
    both, _ = rates(COUNT, (lambda: _both(reports, gazetteer), lambda: [list(_DAY.finditer(r.text)) for r in reports]))
    return [
        row("times, plain texts", "reports/s/core", ours, "a bare regex scan for days and months", bare),
        row("places and times, plain texts", "reports/s/core", both, "a bare regex scan for days and months", bare),
    ]


def _both(reports: list[Report], gazetteer: Gazetteer) -> None:
    for r in reports:
        toponyms(r, gazetteer)
        timexes(r.text, published=_PUBLISHED, sentences=r.sentences)
