"""Acts on the page and in the account: once, on their day, with the words of each report, private names withheld."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tollbook.accounting import course_of
from tollbook.asking import acts_of, toll_of
from tollbook.ledger import open_ledger
from tollbook.model import Book, Happening
from tollbook.pipeline import read_into
from tollbook.publish.account import account
from tollbook.publish.page import page
from tollbook.resolve import open_gazetteer

FIRST = """Protesters storm town hall

ALMATY, 6 January 2022 - Protesters stormed the town hall in Almaty on Wednesday, and 12 people were killed,
the interior ministry said. Local media claimed that troops had retaken the town hall, which the agency could not verify.
Police arrested a baker, Zhanna Brodova, on Wednesday.
"""
SECOND = """Toll of Almaty rises

ALMATY, 9 January 2022 - The interior ministry said that 16 people had been killed in Almaty since protesters stormed
the town hall on Wednesday. A night curfew was imposed.
"""
NIGHT = datetime(2022, 1, 9, 23, 59, 59, tzinfo=UTC)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, tuple[Happening, ...]]:
    folder = tmp_path_factory.mktemp("acts")
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (folder / name).write_text(text, encoding="utf-8")
    with open_ledger(folder / "t.db", create=True) as ledger:
        read_into(ledger, [str(folder / n) for n in ("first.txt", "second.txt")], now=lambda: datetime(2022, 1, 10, tzinfo=UTC))
        (story,) = ledger.stories()
        book = ledger.book(story.id)
    return book, acts_of(book, open_gazetteer())


def test_an_act_of_two_reports_stands_once_with_the_words_of_both(told: tuple[Book, tuple[Happening, ...]]) -> None:
    _, found = told
    (stormed,) = [h for h in found if h.word == "building_seized" and h.dated == "occurred"]
    assert stormed.days.start.isoformat() == "2022-01-05"
    assert len({a.report for a in stormed.acts}) == 2


def test_the_page_shows_acts_with_their_grade_and_standing(told: tuple[Book, tuple[Happening, ...]]) -> None:
    book, found = told
    html = page([(book, toll_of(book, NIGHT))], as_of=NIGHT, acts={book.story.id: found})
    assert "What was done and said" in html
    assert "(by this day, given as unverified)" in html
    assert html.count("Building seized") == len([h for h in found if h.word == "building_seized"])
    assert "<script" not in html


def test_private_names_are_withheld(told: tuple[Book, tuple[Happening, ...]]) -> None:
    book, found = told
    assert "Brodova" not in page([(book, ())], as_of=NIGHT, acts={book.story.id: found})
    assert "Brodova" in page([(book, ())], as_of=NIGHT, acts={book.story.id: found}, mask=False)
    rows = account(book, course_of(book), acts=found)["timeline"]
    assert not [r for r in rows if "Brodova" in r["what"]]


def test_a_page_without_acts_has_no_section_of_them(told: tuple[Book, tuple[Happening, ...]]) -> None:
    book, _ = told
    assert "What was done and said" not in page([(book, ())], as_of=NIGHT)


def test_acts_known_by_a_moment_are_those_of_the_reports_of_then(told: tuple[Book, tuple[Happening, ...]]) -> None:
    book, _ = told
    early = acts_of(book, open_gazetteer(), datetime(2022, 1, 7, tzinfo=UTC))
    assert not [h for h in early if h.word == "curfew"]
    assert [h for h in early if h.word == "building_seized"]
