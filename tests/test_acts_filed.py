"""Acts from reading to the timeline: with the figures of their report, without any, read again, and erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tollbook.asking import acts_of, toll_of
from tollbook.extract.rules import RulesExtractor
from tollbook.ledger import Ledger, open_ledger
from tollbook.model import Book, Claim, Report
from tollbook.pipeline import accept, read_into, reread
from tollbook.resolve import open_gazetteer

FIGURES = """Protesters killed in Almaty

ALMATY, Kazakhstan, 6 January 2022 - At least 12 protesters were killed in Almaty on Wednesday in the unrest over fuel
prices, the interior ministry said. Protesters stormed the town hall of Almaty.
"""
NONE = """Curfew in Almaty after unrest over fuel prices

ALMATY, Kazakhstan, 7 January 2022 - The Kazakh interior ministry imposed a night curfew in Almaty on Thursday after the
unrest over fuel prices, in which protesters stormed the town hall.
"""
ELSEWHERE = """Harbour talks in Montevideo

MONTEVIDEO, 7 January 2022 - The harbour union of Montevideo and the shipowners held talks on Thursday about the new cranes.
"""


class Before(RulesExtractor):
    """The extractor of before acts were read."""

    version = "0.1"

    def acts(self, report: Report) -> tuple[()]:
        return ()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    for name, text in (("1.txt", FIGURES), ("2.txt", NONE), ("3.txt", ELSEWHERE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with open_ledger(tmp_path / "t.db", create=True) as ledger:
        yield ledger


def now() -> datetime:
    return datetime(2022, 1, 10, tzinfo=UTC)


def read_all(ledger: Ledger, *, extractor: RulesExtractor | None = None) -> Book:
    read_into(ledger, [str(ledger.path.parent / f"{n}.txt") for n in (1, 2, 3)], now=now, extractor=extractor)
    (story,) = ledger.stories()
    return ledger.book(story.id)


def words(book: Book) -> set[str]:
    return {h.word for h in acts_of(book, open_gazetteer())}


def test_a_report_without_a_figure_joins_the_story_for_its_acts_alone(ledger: Ledger) -> None:
    book = read_all(ledger)
    assert len(book.reports) == 1 and len(book.acting) == 1
    assert words(book) >= {"building_seized", "curfew"}
    curfew = next(h for h in acts_of(book, open_gazetteer()) if h.word == "curfew")
    assert curfew.days.start.isoformat() == "2022-01-06"
    assert [e.low for e in toll_of(book, now()) if e.scope.measure.value == "killed" and e.scope.side is None] == [12]


def test_a_report_of_another_matter_opens_no_story(ledger: Ledger) -> None:
    book = read_all(ledger)
    assert "talks" not in words(book)
    assert len(ledger.stories()) == 1


def test_judging_again_leaves_it_there(ledger: Ledger) -> None:
    first = read_all(ledger)
    assert read_all(ledger).acting.keys() == first.acting.keys()


def test_a_ledger_of_before_acts_has_them_after_it_is_read_again(ledger: Ledger) -> None:
    assert words(read_all(ledger, extractor=Before())) == set()
    accept(ledger, list(reread(ledger)), now=now)
    (story,) = ledger.stories()
    assert words(ledger.book(story.id)) >= {"building_seized", "curfew"}


def test_claims_and_acts_of_an_erased_report_are_gone(ledger: Ledger) -> None:
    book = read_all(ledger)
    (report,) = book.acting
    ledger.erase(report, reason="asked for", by="person:p1", recorded=now())
    assert "curfew" not in words(ledger.book(book.story.id))


def test_an_extractor_without_acts_reads_none(ledger: Ledger) -> None:
    class Claims:
        name, version = "extract.claims", "1"

        def extract(self, report: Report) -> tuple[Claim, ...]:
            return RulesExtractor().extract(report)

    read_into(ledger, [str(ledger.path.parent / "1.txt")], now=now, extractor=Claims())
    (story,) = ledger.stories()
    assert ledger.book(story.id).actions == ()
