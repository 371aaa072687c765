"""Reports a second and core from text to claims, beside a bare regular expression that finds the figures of the same text."""

from __future__ import annotations

import re

from bench.material import texts
from bench.rates import Row, rates, row
from tollbook.acquire import Acquired
from tollbook.extract.rules import RulesExtractor
from tollbook.read import read

COUNT = 40
_FIGURE = re.compile(r"\b\d[\d,.]*\b|\b(?:dozens|hundreds|thousands|scores)\b")


def measure() -> list[Row]:
    """Extraction from the generated texts, already read, as a ratio to the bare scan in the same run."""
    items = [Acquired(name=f"{n}.txt", raw=t.encode(), media="text/plain", body=t) for n, t in enumerate(texts(COUNT))]
    reports = [report for item in items for report in read(item)[0]]
    extractor = RulesExtractor()
    ours, bare = rates(
        COUNT, (lambda: [extractor.extract(r) for r in reports], lambda: [list(_FIGURE.finditer(r.text)) for r in reports])
    )
    return [row("extract, plain texts", "reports/s/core", ours, "a bare regex scan for figures", bare)]
