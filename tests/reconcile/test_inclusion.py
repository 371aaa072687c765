"""The inclusion rule of a story: what it leaves out is set aside, says why, and comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tollbook.model import Book, Inclusion, Place, Side

from .stories import CITY, HEALTH, INTERIOR, OTHER_CITY, Fig, aside, made, rep, told, toll

DAY = date(2022, 1, 9)
ABROAD = Place(id="p:abroad", name="Farport", country="RU", lat=55.0, lon=37.0, precision=1)


def story(*figures: Fig) -> Book:
    return made(rep("Morning Paper", DAY, *figures))


def under(book: Book, **rule: object) -> Book:
    """``book`` under a rule."""
    return replace(book, story=replace(book.story, inclusion=Inclusion(**rule)))  # type: ignore[arg-type]  # fields of the rule


IN_CITY = Fig(number=31, by=HEALTH, place=CITY, side=Side.OTHERS, words="in clashes")
IN_HILLTOWN = Fig(number=12, by=INTERIOR, place=OTHER_CITY, side=Side.STATE_FORCES, words="in an earthquake")
AWAY = Fig(number=7, by=INTERIOR, place=ABROAD)


@pytest.mark.parametrize(
    ("rule", "out", "reason"),
    [
        ({"countries": ("KZ",)}, {"7"}, "outside the story's rule (in Farport (RU), and not in KZ)"),
        ({"places": (CITY,)}, {"12", "7"}, "outside the story's rule (in Hilltown, and not in Rivermouth)"),
        ({"kinds": ("unrest",)}, {"12"}, "outside the story's rule (of earthquake, and not of unrest)"),
        ({"who": ("others",)}, {"12", "7"}, "outside the story's rule (of state forces, and not of others)"),
        ({"who": ("children",)}, {"31", "12", "7"}, "outside the story's rule (of others, and not of children)"),
    ],
    ids=["country", "place", "kind", "side", "group"],
)
def test_what_a_rule_leaves_out_is_set_aside_and_says_why(rule: dict[str, object], out: set[str], reason: str) -> None:
    book = under(story(IN_CITY, IN_HILLTOWN, AWAY), **rule)
    e = toll(book)
    assert {x.split()[0] for x in aside(book, e)} == out
    assert reason in {s.reason for s in e.set_aside}
    assert "outside the story's rule" in e.sentence


def test_without_a_rule_nothing_is_left_out() -> None:
    book = story(IN_CITY, IN_HILLTOWN, AWAY)
    assert book.story.inclusion is None
    assert not toll(book).set_aside
    assert not toll(under(book)).set_aside


def test_changing_the_rule_back_gives_the_toll_as_before() -> None:
    book = story(IN_CITY, IN_HILLTOWN)
    closed = under(book, places=(OTHER_CITY,))
    assert toll(closed).low == 12
    assert toll(replace(closed, story=book.story)) == toll(book)


def test_what_says_again_what_is_left_out_is_left_out_too(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that 164 people had been killed in Almaty.
    --- Evening Paper, 2022-01-10
    As many as 164 people were killed, the health ministry of Kazakhstan said on Sunday.
    """
    closed = under(book, countries=("RU",))
    assert aside(closed, toll(closed)) == {"164 Morning Paper", "As many as 164 Evening Paper"}


def test_days_before_and_after() -> None:
    book = told(
        "--- Morning Paper, 2022-01-20\nOn 5 January 2022, 12 people were killed in Almaty, Kazakhstan, the interior ministry"
        " said. On 19 January 2022, three people were killed in Almaty, the interior ministry said.\n"
    )
    assert {x.split()[0] for x in aside(book, toll(under(book, end=date(2022, 1, 10))))} == {"three"}
    assert {x.split()[0] for x in aside(book, toll(under(book, start=date(2022, 1, 10))))} == {"12"}
    assert not toll(under(book, start=date(2022, 1, 5), end=date(2022, 1, 19))).set_aside


def test_the_toll_of_a_war_is_not_that_of_an_attack_in_it(book: Book) -> None:
    """
    --- Morning Paper, 2022-03-04
    Rebels killed five soldiers in an ambush near Kirkuk in Iraq on Friday, the army said. The war has left more than 70,000 dead
    in nine years. So far this year 66 people have been killed in Iraq.
    --- Evening Paper, 2022-03-05
    Five soldiers were killed in an ambush near Kirkuk in Iraq on Friday, the governor said. Some 70,000 people have been killed
    since 2013.
    """
    assert {x.split()[0] for x in aside(book, toll(book))} == {"more", "66", "Some"}
    assert "counted from 2013-01-01 on" in " ".join(s.reason for s in toll(book).set_aside)


def test_the_toll_of_floods_since_the_month_before_is_theirs(book: Book) -> None:
    """
    --- Morning Paper, 2022-08-12
    Floods have killed 580 people in Pakistan since mid-June, the disaster agency said on Friday.
    --- Evening Paper, 2022-08-15
    Floods have killed 604 people in Pakistan since mid-June, the disaster agency said on Monday.
    """
    assert not toll(book).set_aside


def test_an_epidemics_deaths_since_it_began_are_its_toll(book: Book) -> None:
    """
    --- Morning Paper, 2023-05-12
    The health ministry of Kenya reported nine new deaths from cholera on Friday. Nurses in Nairobi treat the sick in tents.
    The country has counted 212 deaths from cholera since October 2021, the health ministry said.
    """
    e = toll(book)
    assert not e.set_aside
    assert (e.kind.value, e.best) == ("count", 212)


def test_an_epidemics_toll_is_none_of_an_earthquakes(book: Book) -> None:
    """
    --- Morning Paper, 2023-05-12
    An earthquake killed 31 people in Nairobi on Thursday, the interior ministry of Kenya said on Friday. The interior ministry
    said the earthquake injured 90 people. The country has counted 212 deaths from cholera since October 2021, the ministry said.
    """
    e = toll(book)
    assert aside(book, e) == {"212 Morning Paper"}
    assert (e.kind.value, e.best) == ("count", 31)


def test_the_rule_by_default_holds_the_storys_countries_and_leaves_out_the_distant_past() -> None:
    book = told(
        "--- Morning Paper, 2022-01-09\nThe interior ministry of Kazakhstan said on Sunday that 26 people were killed in Almaty."
        " Nine people were killed in Aktobe.\n"
    )
    rule = book.story.inclusion
    assert rule is not None
    assert (rule.countries, rule.places, rule.end, rule.who) == (("KZ",), (), None, ())
    assert rule.start is not None and date(2021, 12, 1) < rule.start < date(2022, 1, 1)
    assert str(rule.start) in (book.story.rule or "")
    assert not toll(book).set_aside


def test_an_earthquake_in_two_countries_counts_in_both_by_default() -> None:
    book = told(
        "--- Morning Paper, 2023-02-07\nThe earthquake killed 1,121 people in Gaziantep, Turkey, the disaster agency said."
        " In Aleppo, Syria, it killed 430 people, the health ministry of Syria said.\n"
    )
    rule = book.story.inclusion
    assert rule is not None and set(rule.countries) >= {"SY", "TR"}
