"""Dated reports read one after the other into a ledger, as a user reads them: which story each is filed under, and what each
story's final toll is."""

from __future__ import annotations

import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from tollbook import pipeline
from tollbook.asking import last_known
from tollbook.ledger import open_ledger
from tollbook.model import Book, Estimate, EstimateKind, Measure, Relation, ScopeKey
from tollbook.publish.rows import claim_row
from tollbook.reconcile import estimate
from tollbook.reconcile.quantities import stated

Row = dict[str, Any]
REPORTS = "incident_reports.dev.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """What came of a stream of reports: the rows that the scorers ask for; how many reports tell of several stories, and how
    many are marked as possibly derived from another."""

    stories: tuple[Row, ...]
    tolls: tuple[Row, ...]
    claims: tuple[Row, ...]
    shared: int
    derived: int


@cache
def streamed(path: Path) -> Stream:
    """The reports of ``path`` in the order of their days, read into a ledger that is thrown away."""
    given = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    order = sorted(range(len(given)), key=lambda k: (given[k]["date"], k))
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "reports.jsonl"
        with reports.open("w", encoding="utf-8") as out:
            for k in order:
                row = {"url": given[k]["url"], "title": given[k]["title"], "published": given[k]["date"][:10]}
                out.write(json.dumps({**row, "text": given[k]["text"]}, ensure_ascii=False) + "\n")
        with open_ledger(Path(folder) / "stream.db", create=True) as ledger:
            run = pipeline.read_into(ledger, [str(reports)], now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
            learned = {order[int(x.report.name.rsplit(":", 1)[1]) - 1]: x for x in run.learned}
            filed = {k: x.story.id for k, x in learned.items() if x.story is not None}
            books = {key: ledger.book(key) for key in sorted(set(filed.values()))}
    held: dict[str, list[str]] = defaultdict(list)
    for k in sorted(filed):
        held[filed[k]].append(given[k]["id"])
    once = {r["id"] for r in given if sum(x["id"] == r["id"] for x in given) == 1}
    return Stream(
        stories=tuple(
            {"id": given[k]["id"], "story": filed.get(k, f"alone:{given[k]['id']}")}  # a report without figures is in no story
            for k in range(len(given))
            if given[k]["id"] in once
        ),
        tolls=tuple(
            {"story": key, "docs": [d for d in held[key] if d in once], **_final(book)} for key, book in sorted(books.items())
        ),
        shared=sum(n > 1 for n in Counter(r for b in books.values() for r in b.reports).values()),
        derived=sum(x.relation is Relation.POSSIBLY_DERIVED for b in books.values() for x in b.links),
        claims=tuple(claim_row(f"{k:05d}.txt", c, None) for k, x in sorted(learned.items()) for c in x.claims),
    )


def _final(book: Book) -> dict[str, int]:
    """The last word on a story's killed and injured as one number each; nobody, where nothing is said of any. Where only the
    two together are told ("four people shot"), the hurt are those who are not dead."""
    killed, injured = _one_number(book, Measure.KILLED) or 0, _one_number(book, Measure.INJURED)
    if injured is None:
        injured = max(0, (_one_number(book, Measure.KILLED_OR_INJURED) or 0) - killed)
    return {"killed": killed, "injured": injured}


def _one_number(book: Book, measure: Measure) -> int | None:
    found = estimate(book, ScopeKey(measure=measure), last_known(book))
    if found.kind is EstimateKind.NOTHING:
        return None
    if found.kind in {EstimateKind.RANGE, EstimateKind.CONFLICTING}:
        return _most_told(book, found)
    return found.best if found.best is not None else found.low


def _most_told(book: Book, found: Estimate) -> int | None:
    """Of figures that differ, the one in most reports: where one number alone is asked for."""
    claims = {c.id: c for c in book.claims}
    told: Counter[int] = Counter()
    for lineage in found.basis:
        number = stated(claims[lineage.origin].quantity)
        if number is not None:
            told[number] += len({claims[c].report for c in lineage.carriers})
    return max(told, key=lambda n: (told[n], n), default=found.low)


def story_rows(path: Path) -> Iterator[Row]:
    """A row for each report: the story that it was filed under."""
    yield from streamed(path).stories


def toll_rows(path: Path) -> Iterator[Row]:
    """A row for each story: its reports and its final toll."""
    yield from streamed(path).tolls


def claim_rows(path: Path) -> Iterator[Row]:
    """A row for each claim, its report named by its number."""
    yield from streamed(path).claims
