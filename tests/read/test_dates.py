"""When a report was published: found with its grade, or not known."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from read.reading import item, problems_of, read_text
from tollbook.model import DateFound, Published, Report
from tollbook.read import read
from tollbook.read.dates import address_date, file_name_date, full_date, published_of

BODY = "Twelve people were killed in the fire, the mayor said, and 31 were taken to hospital."


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2022-01-09", date(2022, 1, 9)),
        ("9 January 2022", date(2022, 1, 9)),
        ("January 9th, 2022", date(2022, 1, 9)),
        ("9 Jan. 22", date(2022, 1, 9)),
        ("09.01.2022", date(2022, 1, 9)),
        ("9 января 2022", date(2022, 1, 9)),
        ("Dimanche 9 janvier 2022 à 17h33", date(2022, 1, 9)),
        ("9 de enero de 2022", date(2022, 1, 9)),
        ("2022年1月9日", date(2022, 1, 9)),
        ("20220109", date(2022, 1, 9)),
        ("Sun, 09 Jan 2022 17:33:00 -0000", date(2022, 1, 9)),  # mail's way to say that the zone is not known
        ("2022-01-09 17:33", date(2022, 1, 9)),  # an hour without a zone is a day
        ("29 February 2024", date(2024, 2, 29)),
    ],
)
def test_days(words: str, day: date) -> None:
    found = published_of(words, DateFound.METADATA)
    assert found is not None and (found.day, found.instant) == (day, None)


@pytest.mark.parametrize(
    "words",
    [
        "Sun, 09 Jan 2022 17:33:00 +0200",
        "2022-01-09T17:33:00+02:00",
        "2022-01-09T15:33:00Z",
        "2022-01-09T17:33+0200",
        "2022-01-09 15:33:00.000Z",
    ],
)
def test_instants(words: str) -> None:
    found = published_of(words, DateFound.METADATA)
    assert found is not None and found.instant == datetime(2022, 1, 9, 15, 33, tzinfo=UTC)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "yesterday",
        "Sunday",
        "1641717180",
        "2022-13-01",
        "31 February 2022",
        "9 January",
        "January 2022",
        "0000-00-00",
        "January 9, 12 people",
    ],
)
def test_nothing_is_guessed(words: str) -> None:
    assert published_of(words, DateFound.METADATA) is None


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31)))
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    for words in (f"{day:%d %B %Y}", f"{day:%B} {day.day}, {day.year}", f"{day:%d.%m.%Y}", f"{day}", f"{day:%d %b %y}"):
        found = full_date(words)
        assert found is not None and found.day == day


@given(st.text(max_size=40))
def test_any_words_are_a_date_or_none(words: str) -> None:
    found = published_of(words, DateFound.METADATA)
    assert found is None or (found.day is None) != (found.instant is None)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("kz-2022-01-09.txt", date(2022, 1, 9)),
        ("a/20220109_kz.txt", date(2022, 1, 9)),
        ("2022_01_09.txt", date(2022, 1, 9)),
        ("2022-01-09/report.txt", None),
        ("2022-02-31.txt", None),
        ("12022010912.txt", None),
        ("report.txt", None),
    ],
)
def test_file_names(name: str, day: date | None) -> None:
    found = file_name_date(name)
    assert (found.day if found else None) == day
    assert found is None or found.found is DateFound.FILE_NAME


def test_addresses() -> None:
    assert address_date("https://example.org/2022/01/09/twelve-dead") == date(2022, 1, 9)
    assert address_date("https://example.org/story/2022-01-09-twelve-dead") == date(2022, 1, 9)
    assert address_date("https://example.org/news/09-01-2022") == date(2022, 1, 9)
    assert address_date("https://example.org/2022/13/09/x") is None
    assert address_date("https://example.org/x?day=/2022/01/09/") is None
    assert address_date("https://example.org/story/12345678") is None


def when(**facts: str) -> tuple[str, DateFound] | None:
    published = read_text(facts.pop("body", BODY), **facts).published
    return None if published is None else (str(published.day or published.instant), published.found)


def test_the_best_grade_wins() -> None:
    dated = f"ALMATY, 8 January 2022 - {BODY}"
    name, url = "2022-01-06.txt", "https://example.org/2022/01/07/x"
    assert when(name=name) == ("2022-01-06", DateFound.FILE_NAME)
    assert when(name=name, url=url) == ("2022-01-07", DateFound.FILE_NAME)
    assert when(name=name, body=dated) == ("2022-01-08", DateFound.STATED)
    assert when(name=name, url=url, body=dated) == ("2022-01-07", DateFound.FILE_NAME)
    assert when(name=name, url=url, body=dated, published="2022-01-09") == ("2022-01-09", DateFound.METADATA)
    given_day = Published(day=date(2022, 1, 10), found=DateFound.GIVEN)
    (report,), _ = read(item(dated, published="2022-01-09"), published=given_day)
    assert report.published == given_day


def test_a_header_of_the_server_is_the_last_resort() -> None:
    """It says when the page was last changed; the report was published by then."""
    modified = "Sun, 09 Jan 2022 15:33:00 GMT"
    assert when(name="page.html", modified=modified) == ("2022-01-09 15:33:00+00:00", DateFound.INFERRED)
    assert when(name="2022-01-06.html", modified=modified) == ("2022-01-06", DateFound.FILE_NAME)


def test_the_name_of_a_file_of_rows_dates_none_of_them() -> None:
    assert when(name="export-2022-02-01.jsonl:3") is None


def test_a_date_on_a_line_of_its_own(report: Report) -> None:
    """
    Twelve killed in fire

    9 January 2022

    Twelve people were killed in the fire, the mayor said.
    """
    assert report.published == Published(day=date(2022, 1, 9), found=DateFound.STATED, words="9 January 2022")


def test_a_date_within_a_report_is_not_that_of_its_publication(report: Report) -> None:
    """
    Twelve killed in fire

    The fire was the worst since 16 December 2011, the mayor said, when 40 people had died in the same street of the town.
    """
    assert report.published is None


def test_what_is_no_date_is_said_to_be_none() -> None:
    codes = [p.code for p in problems_of(item(BODY, published="last Sunday"))]
    assert codes == ["date_not_read", "undated"]
    assert [p.code for p in problems_of(item(BODY, published="last Sunday", name="2022-01-09.txt"))] == ["date_not_read"]
    assert problems_of(item(BODY, published="2022-01-09")) == ()
