"""What must hold on public data that is not in the repository: run with TOLLBOOK_DATA=DIR, skipped with a word without it."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bench.prefilter import lost
from bench.rule_counts import SETS

from tollbook import pipeline
from tollbook.asking import acts_of
from tollbook.evaluate.score import score_claims
from tollbook.extract.rules import RulesExtractor
from tollbook.ledger import open_ledger
from tollbook.model import Book, DateFound, Estimate, Happening, Measure, Problem, Published, Side, Standing, end_of
from tollbook.publish.rows import claim_row
from tollbook.reconcile import estimates
from tollbook.resolve import open_gazetteer

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


# --------------------------------------------------------------------------------------- one crisis, from all that there is

EXAMPLES = Path(__file__).parent.parent / "src" / "tollbook" / "examples" / "kazakhstan-2022"


@pytest.fixture(scope="module")
def crisis(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The retold reports, the two real ones and the examples in one ledger; dates as a person gives them."""
    rows = (json.loads(line) for line in (DATA / "claims" / "docs.jsonl").read_text(encoding="utf-8").splitlines())
    days = {f"{r['doc']}.txt": date.fromisoformat(r["published"]) for r in rows if len(r["published"] or "") == 10}
    given = {name: Published(day=day, found=DateFound.GIVEN) for name, day in days.items()}
    paths = [*map(str, sorted(TEXTS.glob("k*.txt"))), str(EXAMPLES)]
    with open_ledger(tmp_path_factory.mktemp("crisis") / "tollbook.db", create=True) as ledger:
        pipeline.read_into(ledger, paths, now=lambda: datetime(2026, 1, 1, tzinfo=UTC), published=given)
        (story,) = ledger.stories()
        return ledger.book(story.id)


GROUNDS = [  # day, kind, low, best, members of the security forces among them, what was set aside by then
    ("2022-01-08", "floor_only", 44, None, 18, set()),
    ("2022-01-11", "floor_only", 44, None, None, {164, 103}),
    ("2022-01-16", "count", 225, 225, 19, {164, 103}),
    ("2022-08-31", "count", 238, 238, 19, {164, 103}),
]


@pytest.mark.parametrize(("day", "kind", "low", "best", "forces", "aside"), GROUNDS, ids=[g[0] for g in GROUNDS])
def test_the_dead_of_january_2022(
    crisis: Book, day: str, kind: str, low: int, best: int | None, forces: int | None, aside: set[int]
) -> None:
    killed = toll(crisis, day, Measure.KILLED)
    assert (killed.kind, killed.low, killed.best, killed.high) == (kind, low, best, None)
    assert toll(crisis, day, Measure.KILLED, Side.STATE_FORCES).best == forces
    assert aside <= {s.low for s in killed.set_aside}


def test_the_grounds_of_the_dead_of_january_2022(crisis: Book) -> None:
    claims = {c.id: c for c in crisis.claims}

    def bodies(e: Estimate) -> set[str]:
        found = (crisis.resolutions[b.origin].source for b in e.basis)
        return {s.id for s in found if s is not None}

    first = toll(crisis, "2022-01-08", Measure.KILLED)
    assert [(t.low, claims[t.claim].scope.label or t.who) for t in first.terms] == [
        (26, "armed criminals"),
        (18, "law enforcement officers"),
    ]
    assert bodies(first) == {"kz:interior-ministry"}
    assert bodies(toll(crisis, "2022-01-16", Measure.KILLED)) == {"kz:prosecutor"}
    assert bodies(toll(crisis, "2022-08-31", Measure.KILLED)) == {"kz:prosecutor"}


# The acts that the two reports tell, as an analyst lists them: word, day, how the day is known, in how many reports.
ACTS = (
    ("demonstration", "2022-01-02", "occurred", 2),  # the start in the west
    ("demonstration", "2022-01-06", "published", 1),  # its reaching Almaty, which no report dates
    ("attack", "2022-01-05", "occurred", 1),  # town hall and residence
    ("building_burned", "2022-01-05", "occurred", 1),
    ("live_fire", "2022-01-05", "occurred", 1),
    ("looting", "2022-01-05", "occurred", 1),
    ("appeal", "2022-01-05", "occurred", 1),  # Moscow
    ("state_of_emergency", "2022-01-06", "published", 1),
    ("curfew", "2022-01-06", "published", 1),
    ("government_dismissed", "2022-01-06", "published", 1),
    ("price_concession", "2022-01-06", "published", 1),
    ("internet_shutdown", "2022-01-06", "published", 1),
    ("banks_closed", "2022-01-06", "published", 1),
    ("airport_closed", "2022-01-06", "published", 1),
    ("statue_toppled", "2022-01-06", "published", 1),
    ("building_retaken", "2022-01-06", "said", 1),
    ("troops_deployed", "2022-01-06", "occurred", 2),
    ("request", "2022-01-06", "published", 2),  # at the government's call
    ("warning", "2022-01-06", "occurred", 1),  # the United States
    ("appeal", "2022-01-06", "occurred", 1),  # the UN
    ("condemnation", "2022-01-06", "occurred", 1),  # the opponent in exile
    ("arrest", "2022-01-06", "said", 1),
    ("lethal_force_authorised", "2022-01-07", "occurred", 1),
    ("official_arrested", "2022-01-08", "said", 1),
    ("condemnation", "2022-01-09", "occurred", 1),  # the US secretary of state
    ("condolence", "2022-01-09", "occurred", 1),  # the Pope
    ("appeal", "2022-01-09", "occurred", 1),
    ("internet_restored", "2022-01-10", "occurred", 1),
    ("mourning_day", "2022-01-10", "occurred", 1),
    ("transport_resumed", "2022-01-10", "occurred", 1),
)


@pytest.fixture(scope="module")
def timeline(book: Book) -> tuple[Happening, ...]:
    return acts_of(book, open_gazetteer())


@pytest.mark.parametrize(("word", "day", "dated", "reports"), ACTS)
def test_an_act_of_the_two_reports_stands_on_its_day(
    timeline: tuple[Happening, ...], word: str, day: str, dated: str, reports: int
) -> None:
    found = [h for h in timeline if h.word == word and h.dated == dated and h.days.start.isoformat() == day]
    assert found, sorted((h.word, h.days.start.isoformat(), h.dated) for h in timeline)
    assert max(len({a.report for a in h.acts}) for h in found) == reports


def test_the_square_retaken_stays_unverified(timeline: tuple[Happening, ...]) -> None:
    found = [h for h in timeline if h.word == "building_retaken"]
    assert found
    assert {h.standing for h in found} == {Standing.UNVERIFIED}


def test_airports_of_four_cities_are_named_in_the_words(timeline: tuple[Happening, ...]) -> None:
    (act,) = next(h for h in timeline if h.word == "airport_closed").acts
    assert all(city in act.sentence.text for city in ("Almaty", "Nur-Sultan", "Aktobe", "Aktau"))


@pytest.mark.parametrize("name", SETS)
def test_the_scan_loses_no_figure(name: str) -> None:
    """
    A part of each set, read with the scan that passes over sentences and without it; `python -m bench.prefilter` reads all.
    """
    path = DATA / SETS[name]
    if not path.exists():
        pytest.skip(f"not there: {path.name}")
    assert lost(path, step=1 if name == "claims" else 40)[-1] == []
