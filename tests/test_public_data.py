"""What must hold on public data that is not in the repository: run with TOLLBOOK_DATA=DIR, skipped with a word without it."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tollbook import pipeline
from tollbook.evaluate.score import score_claims
from tollbook.extract.rules import RulesExtractor
from tollbook.ledger import open_ledger
from tollbook.model import Book, Estimate, Measure, Problem, Side, end_of
from tollbook.publish.rows import claim_row
from tollbook.reconcile import estimates

DATA = Path(os.environ.get("TOLLBOOK_DATA", ""))
TEXTS = DATA / "claims" / "texts"
TWO = ("kazakhstan-2022-01-06", "kazakhstan-2022-01-10")
pytestmark = pytest.mark.skipif(
    not os.environ.get("TOLLBOOK_DATA") or not TEXTS.exists(), reason="no public data: name its folder with TOLLBOOK_DATA"
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    with open_ledger(tmp_path_factory.mktemp("two") / "tollbook.db", create=True) as ledger:
        pipeline.read_into(ledger, [str(TEXTS / f"{n}.txt") for n in TWO], now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
        (story,) = ledger.stories()
        return ledger.book(story.id)


def toll(book: Book, day: str, measure: Measure, side: Side | None = None) -> Estimate:
    as_of = end_of(datetime.fromisoformat(day).date(), ZoneInfo(book.story.zone))
    (found,) = (
        e for e in estimates(book, as_of) if e.scope.measure is measure and e.scope.side is side and e.scope.group is None
    )
    return found


def test_the_two_reports_give_their_claims_and_nothing_else() -> None:
    gold = [json.loads(line) for line in (DATA / "claims" / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    read: list[dict[str, Any]] = []
    for item in pipeline.read_reports([str(TEXTS / f"{n}.txt") for n in TWO]):
        assert not isinstance(item, Problem)
        for report in item[1]:
            read += [claim_row(report.name, c, None) for c in RulesExtractor().extract(report)]
    score = score_claims([g for g in gold if g["doc"] in TWO], read)
    assert (score.matched, score.missed, score.extra) == (21, (), ())
    assert set(score.fields.values()) == {21}


def test_the_toll_of_10_january(book: Book) -> None:
    killed = toll(book, "2022-01-10", Measure.KILLED)
    assert (killed.kind, killed.low, killed.best, killed.high) == ("floor_only", 42, None, None)
    assert [(t.low, t.who) for t in killed.terms] == [(26, "protesters"), (16, "members of the security forces")]
    assert {164, 103, 161} <= {s.low for s in killed.set_aside}
    assert "differs_from_earlier" in {p.code for p in killed.problems}
    assert "would make 44" in killed.sentence
    assert toll(book, "2022-01-10", Measure.INJURED).low == 2001
    assert toll(book, "2022-01-10", Measure.INJURED, Side.STATE_FORCES).low == 748
    arrested = toll(book, "2022-01-10", Measure.ARRESTED)
    assert (arrested.kind, arrested.best) == ("count", 5800)


def test_the_toll_of_6_january(book: Book) -> None:
    killed = toll(book, "2022-01-06", Measure.KILLED)
    assert (killed.kind, killed.low, killed.terms) == ("floor_only", 18, ())
    assert killed.words == ("dozens of protesters",)
