"""Reports that samples of claims are drawn from (`bench/extra.py`), by the part of the public data that they stand in."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tollbook.acquire import Acquired
from tollbook.extract.rules import RulesExtractor
from tollbook.model import Claim, DateFound, Published, Report
from tollbook.read import read


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One claim to be judged; ``key`` names it by its document, span, measure and interval."""

    key: str
    claim: Claim
    report: Report


Texts = Iterator[tuple[str, str, date | None]]  # the name of each report, its text and its day


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    yield from enumerate(map(json.loads, path.read_text(encoding="utf-8").splitlines()))


def _muc4(data: Path) -> Texts:
    for _, row in _rows(data / "muc4/dev.jsonl"):
        if not row["relevant"] and not row["victims"]:
            yield row["doc_id"], row["text"], None


def _wad(data: Path) -> Texts:
    for k, row in _rows(data / "wad/dev.jsonl"):
        yield f"wad-{k:05d}", row["text"], None


def _idetect(data: Path) -> Texts:
    for k, row in _rows(data / "idetect/dev.jsonl"):
        yield f"idetect-{k:05d}", row["text"], None


def _news(data: Path) -> Texts:
    """Local news pages, the articles of one event, and the main texts of web pages."""
    for _, row in _rows(data / "stories/incident_reports.dev.jsonl"):
        yield f"stories-{row['id']}", f"{row['title']}\n\n{row['text']}", date.fromisoformat(row["date"])
    csv.field_size_limit(sys.maxsize)
    with (data / "syndication/one_event_612.csv").open(encoding="utf-8", newline="") as lines:
        for article in csv.DictReader(lines):
            body = article["text"].replace(" ### ", "\n\n")
            yield f"syndication-{article['id']}", body, date.fromisoformat(article["scrape_time"][:10])
    for name, page in json.loads((data / "html/ground-truth.json").read_text(encoding="utf-8")).items():
        yield f"pages-{name}", page["articleBody"], None


TEXTS: dict[str, Callable[[Path], Texts]] = {"muc4": _muc4, "wad": _wad, "idetect": _idetect, "news": _news}


def claims_of(source: str, data: Path, names: set[str] | None = None) -> Iterator[Drawn]:
    """All claims of the reports of ``source``, or of those of ``names``."""
    extractor = RulesExtractor()
    for name, body, day in TEXTS[source](data):
        if names is not None and name not in names:
            continue
        item = Acquired(name=name, raw=body.encode("utf-8", "surrogatepass"), media="text/plain", body=body)
        for report in read(item, published=None if day is None else Published(day=day, found=DateFound.GIVEN))[0]:
            for c in extractor.extract(report):
                yield Drawn(key=key_of(name, c), claim=c, report=report)


def key_of(name: str, c: Claim) -> str:
    """A claim's name: its document, the place of its figure, its measure, thing and interval."""
    low, high = ("" if n is None else n for n in (c.quantity.low, c.quantity.high))
    return f"{name}:{c.figure.start}-{c.figure.end}:{c.measure}:{c.object or ''}:{low}-{high}"
