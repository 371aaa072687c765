"""Worded days that stand by themselves, and when what a claim counts took place."""

from __future__ import annotations

import inspect
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tollbook.acquire import Acquired
from tollbook.extract.rules import RulesExtractor
from tollbook.model import Claim, DateFound, Interval, Published, Report
from tollbook.read import read
from tollbook.resolve.times import day_of, interval_of, local_day
from tollbook.resolve.timexes import timexes
from tollbook.resolve.when import when_of

MONDAY = date(2022, 1, 10)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on Sunday", date(2022, 1, 9)),
        ("Monday", MONDAY),
        ("last Monday", date(2022, 1, 3)),
        ("so far today", MONDAY),
        ("last night", date(2022, 1, 9)),
        ("the day before", date(2022, 1, 9)),
        ("early Friday", date(2022, 1, 7)),
        ("Jan. 5", date(2022, 1, 5)),
        ("5 January", date(2022, 1, 5)),
        ("December 30", date(2021, 12, 30)),
        ("2022-01-05", date(2022, 1, 5)),
        ("this week", None),
        ("at the hospital", None),
    ],
)
def test_days_of_words(words: str, day: date | None) -> None:
    assert day_of(words, MONDAY) == day


@pytest.mark.parametrize(
    ("words", "start", "end", "precision"),
    [
        ("on Sunday", date(2022, 1, 9), date(2022, 1, 9), "day"),
        ("last week", date(2022, 1, 3), date(2022, 1, 9), "week"),
        ("this week", date(2022, 1, 4), MONDAY, "range"),
        ("in January", date(2022, 1, 1), MONDAY, "month"),
        ("in March", date(2021, 3, 1), date(2021, 3, 31), "month"),
        ("in 2019", date(2019, 1, 1), date(2019, 12, 31), "year"),
        ("the past three days", date(2022, 1, 7), MONDAY, "range"),
    ],
)
def test_intervals_of_words(words: str, start: date, end: date, precision: str) -> None:
    assert interval_of(words, MONDAY) == Interval(start=start, end=end, precision=precision)


def test_words_of_an_undated_report_are_no_days() -> None:
    assert day_of("Sunday", None) is None and interval_of("this week", None) is None
    assert interval_of("in 2019", None) == Interval(start=date(2019, 1, 1), end=date(2019, 12, 31), precision="year")


def test_the_day_of_an_instant() -> None:
    report = replace(
        _report("Nine died."), published=Published(instant=datetime(2022, 1, 10, 21, tzinfo=UTC), found=DateFound.METADATA)
    )
    assert local_day(report) == MONDAY
    assert local_day(replace(report, published=None)) is None


# ------------------------------------------------------------------------------------------------------ when of a claim


def _report(text: str) -> Report:
    (report,) = read(Acquired(name="report.txt", raw=text.encode(), media="text/plain", body=text))[0]
    return replace(report, published=Published(day=MONDAY, found=DateFound.GIVEN))


@pytest.fixture
def days(request: pytest.FixtureRequest) -> list[tuple[str, str | None]]:
    """The claims of the test's docstring, a report of Monday, 10 January 2022: figure and days, in order."""
    report = _report(inspect.cleandoc(request.function.__doc__))
    found = timexes(report.text, published=MONDAY, sentences=report.sentences)
    claims: tuple[Claim, ...] = RulesExtractor().extract(report)
    return [(c.figure.text, _shown(when_of(c, report, found))) for c in claims]


def _shown(when: Interval | None) -> str | None:
    if when is None:
        return None
    return when.start.isoformat() if when.start == when.end else f"{when.start.isoformat()}/{when.end.isoformat()}"


def test_the_day_of_the_event_and_not_of_the_word(days: list[tuple[str, str | None]]) -> None:
    """Police said on Friday that 12 people had been killed on Wednesday."""
    assert days == [("12", "2022-01-05")]


def test_a_day_on_which_something_was_only_said(days: list[tuple[str, str | None]]) -> None:
    """Gunmen killed 12 people in the village of Dorra, a local official told AFP on Sunday."""
    assert days == [("12", None)]


def test_said_at_the_head_of_a_sentence(days: list[tuple[str, str | None]]) -> None:
    """On Sunday, the ministry said that 12 people had been killed."""
    assert days == [("12", None)]


def test_two_figures_two_days(days: list[tuple[str, str | None]]) -> None:
    """Nine people were killed on Wednesday; 14 people were killed on Thursday."""
    assert days == [("Nine", "2022-01-05"), ("14", "2022-01-06")]


def test_since_lasts_until_publication(days: list[tuple[str, str | None]]) -> None:
    """At least 40 people have been killed since Wednesday."""
    assert days == [("At least 40", "2022-01-05/2022-01-10")]


def test_a_range_of_days(days: list[tuple[str, str | None]]) -> None:
    """Eleven people were killed in bombardments on Thursday, Friday and Saturday."""
    assert days == [("Eleven", "2022-01-06/2022-01-08")]


def test_carried_from_the_sentence_before(days: list[tuple[str, str | None]]) -> None:
    """
    Shops opened late in Dorra.

    A bomb went off in the market of Dorra on Saturday. Nine people were killed.
    """
    assert days == [("Nine", "2022-01-08")]


def test_a_total_is_not_of_the_event_before(days: list[tuple[str, str | None]]) -> None:
    """
    Shops opened late in Dorra. A hall was burned there on Saturday.

    The toll of the unrest stands at 164 dead.
    """
    assert days == [("164", None)]


def test_an_event_that_the_next_sentence_dates(days: list[tuple[str, str | None]]) -> None:
    """Nine people have been killed in an attack on a convoy. The attack took place on Friday near Dorra."""
    assert days == [("Nine", "2022-01-07")]


def test_a_day_by_which_one_has_counted(days: list[tuple[str, str | None]]) -> None:
    """By Sunday, 26 people had been killed."""
    assert days == [("26", None)]


def test_a_year_that_names_another_event(days: list[tuple[str, str | None]]) -> None:
    """Nine men held for their part in the 2011 revolt were killed."""
    assert all(when is None for _, when in days)


def test_the_worst_since(days: list[tuple[str, str | None]]) -> None:
    """Nine people were killed in the deadliest attack since 2019."""
    assert days == [("Nine", None)]


def test_what_is_to_come_has_not_been_counted(days: list[tuple[str, str | None]]) -> None:
    """Nine people were killed in a dispute over the vote that will be held on Thursday."""
    assert days == [("Nine", None)]


def test_days_after_another_event(days: list[tuple[str, str | None]]) -> None:
    """Twelve people were killed in Velmark two days after Wednesday's attack."""
    assert days == [("Twelve", "2022-01-07")]


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        ("The war has left over 70,000 dead in nine years.", "2013-01"),
        ("More than 70,000 people have been killed in 10 years of war.", "2012-01"),
        ("The 12-year conflict has killed 300,000 people.", "2010-01"),
        ("A decade-long civil war has left 70,000 dead.", "2012-01"),
        ("So far this year 66 people have been killed in Dorra.", "2022-01-01"),
        ("Since the start of 2021 Dorra has had 66 homicides.", "2021-01-01"),
        ("The attack was the deadliest in nine years; 12 people were killed.", None),
        ("Rebels of the 12-year conflict met on Friday, and 12 people were killed.", None),
        ("Nobody in this year's parade saw that 12 people were killed.", None),
    ],
)
def test_a_count_of_years_begins_years_ago(sentence: str, start: str | None) -> None:
    report = _report(f"Attack near Dorra\n\n{sentence}\n")
    found = timexes(report.text, published=MONDAY, sentences=report.sentences)
    (claim,) = RulesExtractor().extract(report)
    when = when_of(claim, report, found)
    if start is None:
        assert when is None or when.start.year == 2022
    else:
        assert when is not None and when.start.isoformat().startswith(start)
