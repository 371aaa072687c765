"""What was known when: hours, zones, days that count from their end, and reports without a date."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tollbook.model import Book, Relation
from tollbook.reconcile import estimates

from .stories import HEALTH, MONITOR, Fig, bounds, labels, links, made, rep, toll, tolls

D9 = date(2022, 1, 9)


def test_an_hour_in_the_story_s_zone(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09T18:00+06:00
    The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest.
    """
    assert toll(book, as_of="2022-01-09T17:59+06:00").kind.value == "nothing"
    assert toll(book, as_of="2022-01-09T18:00+06:00").low == 44
    assert toll(book, as_of="2022-01-09T12:00+00:00").low == 44  # the same moment, as London words it
    assert toll(book, as_of="2022-01-09T11:59+00:00").low is None
    assert toll(book, as_of="2022-01-09T18:00").low == 44  # no zone said: the story's


def test_a_day_alone_counts_from_its_end(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest.
    """
    assert toll(book, as_of="2022-01-09T20:00").low is None
    assert toll(book, as_of="2022-01-09").low == 44


def test_a_day_ends_where_the_story_is(book: Book) -> None:
    """
    --- Far Post, 2022-01-09T20:30+00:00
    The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest.
    """
    assert toll(book, as_of="2022-01-09").low is None  # half past two in the morning of the 10th, in Almaty
    assert toll(book, as_of="2022-01-10").low == 44


def test_an_undated_report_takes_part_in_nothing(book: Book) -> None:
    """
    --- Morning Paper
    The health ministry of Kazakhstan said on Sunday that 164 people had been killed in the unrest.
    --- Evening Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest.
    """
    for as_of in ("2022-01-09", "2022-01-10", "2030-01-01"):
        e = toll(book, as_of=as_of)
        assert bounds(e) == ("count", 44, 44, None)
        everywhere = {c for x in e.basis for c in x.carriers} | {s.claim for s in e.set_aside} | set(e.shown)
        assert "164 Morning Paper" not in labels(book, everywhere)
    assert not links(book, Relation.UPDATES)


def test_an_undated_withdrawal_takes_nothing_back(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that 164 people had been killed in the unrest.
    --- Evening Paper
    The health ministry of Kazakhstan withdrew the figure of 164 people killed, saying that it was published by mistake.
    """
    assert bounds(toll(book)) == ("count", 164, 164, None)


def test_nothing_was_known_before_the_first_report() -> None:
    """As of the day before, no estimate is made at all."""
    book = made(rep("A", D9, Fig(number=44, by=HEALTH, said=D9)))
    assert tolls(book, "2022-01-08") == ()
    assert toll(book, as_of="2022-01-08").sentence == "No number of people killed can be given."


def test_as_of_two_hours_of_one_day() -> None:
    """26 at ten, 44 at twenty past eight in the evening: each hour has its own toll."""
    ten, evening = datetime(2022, 1, 9, 4, 0, tzinfo=UTC), datetime(2022, 1, 9, 14, 20, tzinfo=UTC)
    book = made(rep("A", ten, Fig(number=26, by=HEALTH, said=D9)), rep("B", evening, Fig(number=44, by=HEALTH, said=D9)))
    found = [bounds(toll(book, as_of=f"2022-01-09T{hour}")) for hour in ("09:59", "10:00", "20:19", "20:20")]
    assert [f[1] for f in found] == [None, 26, 26, 44]


def test_two_reports_of_one_moment_are_read_in_one_order() -> None:
    """Both published at noon: the estimate is the same whichever stands first."""
    noon = datetime(2022, 1, 9, 6, 0, tzinfo=UTC)
    a, b = rep("A", noon, Fig(number=26, by=HEALTH, said=D9)), rep("B", noon, Fig(number=44, by=MONITOR, said=D9))
    assert estimates(made(a, b), noon) == estimates(made(b, a), noon)
