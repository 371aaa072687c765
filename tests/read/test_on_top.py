"""An update that only the words of a report state: kept as an update, and never taken for the day of publication."""

from __future__ import annotations

from datetime import date

import pytest

from read.reading import item
from tollbook.model import DateFound, Report
from tollbook.read import read

BODY = "Twelve people were killed when a bus left the mountain road near Talas on Friday evening, police said."


def report_of(line: str) -> Report:
    (report,), _ = read(item(f"Bus leaves mountain road\n\n{line}\n\n{BODY}\n\nThe road was closed for the night."))
    return report


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("Published 8 January 2022", date(2022, 1, 8), None),
        ("Updated: 9 January 2022", None, date(2022, 1, 9)),
        ("Last updated 9 January 2022, 14:05", None, date(2022, 1, 9)),
        ("Published 8 January 2022, updated 9 January 2022", date(2022, 1, 8), date(2022, 1, 9)),
        ("Updated 9 January 2022, first published 8 January 2022", date(2022, 1, 8), date(2022, 1, 9)),
        ("8 January 2022", date(2022, 1, 8), None),
    ],
)
def test_dates_of_publication_and_of_updates(line: str, published: date | None, updated: date | None) -> None:
    report = report_of(line)
    assert (report.published and report.published.day, report.updated and report.updated.day) == (published, updated)


def test_an_hour_alone_is_of_the_day_of_publication_and_says_so() -> None:
    (report,), _ = read(
        item(f"Bus leaves mountain road\n\n8 January 2022\n\nUpdated 14:05\n\n{BODY}\n\nThe road was closed for the night.")
    )
    assert report.published is not None and report.published.day == date(2022, 1, 8)
    assert report.updated is not None and (report.updated.day, report.updated.words) == (date(2022, 1, 8), "Updated 14:05")
    assert report.updated.found is DateFound.INFERRED
    assert report_of("Updated 14:05").updated is None


def test_a_sentence_that_tells_of_an_update_states_none() -> None:
    report = report_of(
        "The ministry updated its count at 14:05 on 9 January 2022, and gave 164 dead in its statement to the press."
    )
    assert report.updated is None
