"""The account of a story, as a page without a server is driven by it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from publish.material import book, report
from tollbook.accounting import chosen, course_of, effects_of, moments_of
from tollbook.asking import toll_of, without
from tollbook.model import Book, Held, Page, Place, Resolution
from tollbook.publish.account import account
from tollbook.publish.account_claims import place_rows
from tollbook.publish.sheet import names_of
from tollbook.reconcile import judge

FIRST = """ALMATY, 7 January 2022 - The interior ministry said that 18 police officers had been killed.
"Two of us carried Aidar Example, 34, out of the square," said Marat Sample, a neighbour. Eight people were injured, he said.
"""
SECOND = """ALMATY, 9 January 2022 - The health ministry said on Sunday that 164 people had been killed.
"""
THIRD = """ALMATY, 12 January 2022 - The health ministry withdrew its figure of 164 people killed, saying that it was an error.
"""


def the_book() -> Book:
    """Three reports on three days, judged."""
    texts = {"2022-01-07.txt": FIRST, "2022-01-09.txt": SECOND, "2022-01-12.txt": THIRD}
    found = book(*(report(text, name) for name, text in texts.items()))
    return Book(
        story=found.story, reports=found.reports, claims=found.claims, resolutions={}, links=judge(found), upto=found.upto
    )


@pytest.fixture(scope="module")
def one() -> dict:  # type: ignore[type-arg]
    found = the_book()
    return account(found, course_of(found))


def test_a_moment_for_each_day_on_which_something_changed(one: dict) -> None:  # type: ignore[type-arg]
    assert [m[:10] for m in one["moments"]] == ["2022-01-07", "2022-01-09", "2022-01-12"]
    assert one["changes"] == len(one["moments"]) == len(one["at"])
    assert one["as_of"] == one["moments"][-1]


def test_each_moment_names_its_estimates_by_index(one: dict) -> None:  # type: ignore[type-arg]
    lows = [[one["estimates"][n]["toll"]["low"] for n in at if one["estimates"][n]["toll"]["side"] is None] for at in one["at"]]
    assert lows[1][0] == 164
    assert 164 not in lows[2], "withdrawn by then"


def test_it_holds_each_toll_as_it_would_be_without_a_figure_on_which_it_rests() -> None:
    found = the_book()
    course = course_of(found)
    at = course.tolls[-1][0]
    row = account(found, course, without=effects_of(found, at))
    on = {b["claim"] for n in row["at"][-1] for b in row["estimates"][n]["toll"]["basis"]}
    assert {x["claim"] for x in row["without"]} == on
    for x in row["without"]:
        afresh = {e.sentence for e in toll_of(without(found, x["claim"]), at)}
        assert {row["estimates"][n]["toll"]["sentence"] for n in x["tolls"]} <= afresh
        assert all(b["claim"] != x["claim"] for n in x["tolls"] for b in row["estimates"][n]["toll"]["basis"])


def test_a_report_that_is_gone_from_its_address_says_since_when() -> None:
    found = the_book()
    first = next(iter(found.reports))
    held = (
        Held(number=1, report=found.reports[first], at=None),
        Held(number=None, report=None, at=datetime(2022, 2, 1, 6, tzinfo=UTC)),
    )
    row = account(found, course_of(found), pages=[Page(address="https://paper.example/1", held=held)])
    assert {r["gone"] for r in row["reports"] if r["id"] == first} == {"2022-02-01T12:00:00+06:00"}
    assert all(r["gone"] is None for r in row["reports"] if r["id"] != first)


def test_a_claim_says_what_it_is_from_which_moment_on(one: dict) -> None:  # type: ignore[type-arg]
    first = next(c for c in one["claims"] if c["figure"].startswith("164") and c["report"] == one["reports"][1]["id"])
    assert first["became"] == [{"at": 1, "is": "counts"}, {"at": 2, "is": "set_aside"}]


def test_the_quotation_is_the_sentence_in_three_with_names_masked(one: dict) -> None:  # type: ignore[type-arg]
    eight = next(c for c in one["claims"] if c["measure"] == "injured")
    assert "".join(eight["quote"]).startswith("Eight people were injured")
    assert eight["quote"][1] == eight["figure"]


def test_no_private_name_stands_anywhere_unless_asked_for() -> None:
    """The neighbour and the dead man are named in the report; the page's data know neither."""
    found = the_book()
    masked = json.dumps(account(found, course_of(found)), ensure_ascii=False)
    for name in ("Aidar Example", "Marat Sample"):
        assert name not in masked


def test_no_text_of_a_report_is_in_it_beyond_its_quoted_sentences(one: dict) -> None:  # type: ignore[type-arg]
    """ "Two of us carried ..." gives no figure, so it is not quoted."""
    assert "carried" not in json.dumps(one)


def test_days_of_silence_are_counted(one: dict) -> None:  # type: ignore[type-arg]
    days = {"07": 1, "08": 0, "09": 1, "10": 0, "11": 0, "12": 1}
    assert {d["day"][-2:]: d["reports"] for d in one["silence"]} == days


def test_moments_are_thinned_to_days_and_the_newest_is_kept() -> None:
    zone, start = ZoneInfo("UTC"), datetime(2022, 1, 1, tzinfo=UTC)
    hours = [start + timedelta(hours=6 * n) for n in range(40)]
    assert chosen(hours, 40, zone) == tuple(hours)
    assert [at.hour for at in chosen(hours, 12, zone)] == [18] * 10, "the last of each day"
    assert [at.day for at in chosen(hours, 4, zone)] == [1, 4, 7, 10]


def test_moments_are_those_of_reports_and_judgements() -> None:
    assert [at.astimezone(ZoneInfo("Asia/Almaty")).date() for at in moments_of(the_book())] == [
        date(2022, 1, 7),
        date(2022, 1, 9),
        date(2022, 1, 12),
    ]


@pytest.mark.parametrize(
    ("precision", "drawn"), [(1, "town"), (2, "town"), (3, "area"), (4, "area"), (5, "area"), (6, "country")]
)
def test_only_a_town_is_drawn_as_a_point(precision: int, drawn: str) -> None:
    found = the_book()
    place = Place(id="x", name="Somewhere", country="KZ", lat=1.0, lon=2.0, precision=precision)
    known = {found.claims[0].id: Resolution(claim=found.claims[0].id, place=place, by="test")}
    placed = Book(story=found.story, reports=found.reports, claims=found.claims, resolutions=known, links=(), upto=1)
    assert [p["drawn"] for p in place_rows(placed, names_of([placed], mask=True))] == [drawn]
