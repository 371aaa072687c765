"""Reports a second and core from text to claims: of reports with figures, and of those in which nobody comes to harm.

Both beside the least that could be done with them: one scan for the words that count, by a pattern compiled as a trie.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bench.material import quiet_texts, texts
from bench.rates import Row, rates, row
from tollbook.acquire import Acquired
from tollbook.extract.rules import RulesExtractor
from tollbook.extract.screening import strong, weak
from tollbook.extract.trie import trie_pattern
from tollbook.model import Report
from tollbook.read import read

COUNT = 40
LIMIT = "a bare trie-regex scan"


def measure() -> list[Row]:
    """Extraction from the generated texts, already read, beside the bare scan of the same texts in the same run."""
    return [
        _row("extract, reports with figures", _read(texts(COUNT))),
        _row("extract, reports without a casualty word", _read(quiet_texts(COUNT))),
    ]


def _row(name: str, reports: list[Report]) -> Row:
    extractor, scan = RulesExtractor(), bare_scan()
    ours, bare = rates(
        len(reports), (lambda: [extractor.extract(r) for r in reports], lambda: [list(scan.finditer(r.text)) for r in reports])
    )
    return row(name, "reports/s/core", ours, LIMIT, bare)


def bare_scan() -> re.Pattern[str]:
    """All words and phrases that count, as one pattern."""
    words = [w for t in (strong(), weak()) for w in t.entries]
    return re.compile(r"\b" + trie_pattern(words) + r"\b", re.I)


def _read(found: Sequence[str]) -> list[Report]:
    items = [Acquired(name=f"{n}.txt", raw=t.encode(), media="text/plain", body=t) for n, t in enumerate(found)]
    return [report for item in items for report in read(item)[0]]
