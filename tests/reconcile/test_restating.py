"""Rule 1: the same figure said again is no new origin."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.model import Book, Qualifier, Relation

from .stories import (
    AUTHORITIES,
    CITY,
    COUNTRY,
    CROSS,
    HEALTH,
    INTERIOR,
    MONITOR,
    OTHER_CITY,
    RESIDENTS,
    Fig,
    Rep,
    bounds,
    links,
    made,
    toll,
)

DAY, NEXT = date(2022, 1, 9), date(2022, 1, 10)


def test_a_headline_says_what_its_report_says(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    Unrest in Kazakhstan: 44 dead

    The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest.
    """
    e = toll(book)
    assert bounds(e) == ("count", 44, 44, None)
    (lineage,) = e.basis
    assert len(lineage.carriers) == 2
    assert next(c for c in book.claims if c.id == lineage.origin).attribution.said_by is not None


def test_a_rounder_headline_is_no_second_figure(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09T18:00+06:00
    Unrest in Kazakhstan: more than 160 dead

    ALMATY - 164 people have been killed in the unrest in Kazakhstan, the health ministry said on Sunday.
    """
    assert links(book, Relation.RESTATES) == {("more than 160 Morning Paper", "164 Morning Paper")}
    assert bounds(toll(book)) == ("count", 164, 164, None)


def test_a_recap_says_it_again(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that 164 people had been killed in the unrest.
    --- Evening Paper, 2022-01-10
    The death toll of 164 in Kazakhstan shocked the country.
    """
    assert links(book, Relation.RESTATES) == {("164 Evening Paper", "164 Morning Paper")}
    assert len(toll(book).basis) == 1


def test_another_outlet_rounds_it_up(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The office of Kazakhstan's president said on Sunday that 5,800 people had been arrested over the unrest.
    --- Evening Paper, 2022-01-10
    Nearly 6,000 people have been arrested in Kazakhstan.
    """
    assert ("Nearly 6,000 Evening Paper", "5,800 Morning Paper") in links(book, Relation.RESTATES)
    assert bounds(toll(book, "arrested")) == ("count", 5800, 5800, None)


def test_an_exact_number_is_no_rounding_of_another(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that 160 people had been killed in the unrest.
    --- Evening Paper, 2022-01-10
    The unrest in Kazakhstan killed 164 people.
    """
    assert not links(book, Relation.RESTATES)
    assert bounds(toll(book)) == ("range", 160, None, 164)


def test_authorities_say_what_their_ministry_said(book: Book) -> None:
    """
    --- Coast Daily, 2023-09-13
    The mayor of Derna said on Wednesday that 5,300 people had been killed in the flood in Libya.
    --- Harbour Daily, 2023-09-14
    Libyan authorities said that 5,300 people had been killed in the floods.
    """
    assert links(book, Relation.RESTATES) == {("5,300 Harbour Daily", "5,300 Coast Daily")}
    assert len(toll(book).basis) == 1


def test_residents_who_say_the_ministry_s_number_are_no_origin(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that 164 people had been killed in the unrest.
    --- Evening Paper, 2022-01-10
    Residents said 164 people had been killed in the unrest in Kazakhstan.
    """
    assert links(book, Relation.RESTATES) == {("164 Evening Paper", "164 Morning Paper")}


def test_a_large_number_given_by_a_second_body_was_passed_on(book: Book) -> None:
    """
    --- Coast Daily, 2023-09-13
    The Libyan Red Crescent said on Wednesday that 11,300 people had been killed by the flood in Derna.
    --- UN Desk, 2023-09-16
    According to the UN humanitarian office, the flood in Derna left 11,300 people dead.
    """
    assert links(book, Relation.RESTATES) == {("11,300 UN Desk", "11,300 Coast Daily")}
    assert len(toll(book).basis) == 1


def test_two_bodies_that_count_to_the_same_small_number_are_two(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest.
    --- Evening Paper, 2022-01-09
    The interior ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest.
    """
    assert not links(book, Relation.RESTATES)
    assert len(toll(book).basis) == 2


def test_a_report_s_own_voice_widens_a_place(book: Book) -> None:
    """
    --- Coast Daily, 2023-09-13
    The Libyan Red Crescent said on Wednesday that 11,300 people had been killed by the flood in Derna.
    --- World Digest, 2023-09-14
    The floods killed 11,300 people in Libya.
    """
    assert links(book, Relation.RESTATES) == {("11,300 World Digest", "11,300 Coast Daily")}
    assert toll(book).low == 11300


def test_a_small_number_of_a_wider_place_is_another_figure(book: Book) -> None:
    """
    --- Coast Daily, 2023-09-13
    The Libyan Red Crescent said on Wednesday that 40 people had been killed by the flood in Derna.
    --- World Digest, 2023-09-14
    The floods killed 40 people in Libya.
    """
    assert not links(book, Relation.RESTATES)


def test_the_same_number_of_other_people_is_another_figure(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-07
    Authorities in Kazakhstan said on Thursday that 18 police officers had been killed in the unrest.
    --- Evening Paper, 2022-01-10
    Authorities in Kazakhstan said on Sunday that 18 people had been killed in the unrest.
    """
    assert not links(book, Relation.RESTATES)


def one(f: Fig, day: date = DAY, outlet: str = "A") -> Rep:
    return Rep(outlet=outlet, published=day, figures=(f,))


MORE, ABOUT, LEAST, NEARLY, VAGUE = Qualifier.MORE_THAN, Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.NEARLY, Qualifier.VAGUE
PAIRS = [
    ("own voice after a body", Fig(number=44, by=HEALTH), Fig(number=44), True),
    ("own voice before any body", Fig(number=44), Fig(number=44), False),
    ("own voice, rounder", Fig(number=164, by=HEALTH), Fig(number=160, qualifier=MORE), True),
    ("own voice, about", Fig(number=5300, by=HEALTH), Fig(number=5000, qualifier=ABOUT), True),
    ("own voice, nearly", Fig(number=5800, by=HEALTH), Fig(number=6000, qualifier=NEARLY), True),
    ("a floor is no ceiling", Fig(number=4000, by=HEALTH, qualifier=NEARLY), Fig(number=4000, qualifier=MORE), False),
    ("vague words say nothing again", Fig(number=24, by=HEALTH, qualifier=VAGUE), Fig(number=24, qualifier=VAGUE), False),
    ("unnamed after named", Fig(number=44, by=HEALTH), Fig(number=44, by=AUTHORITIES), True),
    ("named after unnamed", Fig(number=44, by=AUTHORITIES), Fig(number=44, by=HEALTH), False),
    ("unnamed on another day", Fig(number=44, by=AUTHORITIES, said=DAY), Fig(number=44, by=AUTHORITIES, said=NEXT), False),
    ("nobody after a body", Fig(number=44, by=HEALTH), Fig(number=44, by=RESIDENTS), True),
    ("one body, not dated again", Fig(number=44, by=HEALTH, said=DAY), Fig(number=44, by=HEALTH), True),
    ("one body, on another day", Fig(number=44, by=HEALTH, said=DAY), Fig(number=44, by=HEALTH, said=NEXT), False),
    ("another body, small", Fig(number=44, by=HEALTH), Fig(number=44, by=MONITOR), False),
    ("another body, large", Fig(number=440, by=HEALTH), Fig(number=440, by=MONITOR), True),
    ("another body, that cites it", Fig(number=44, by=HEALTH), Fig(number=44, by=CROSS, via=(HEALTH,)), True),
    ("another body, rounder", Fig(number=442, by=HEALTH), Fig(number=440, by=MONITOR, qualifier=MORE), False),
    ("another city", Fig(number=440, by=HEALTH, place=CITY), Fig(number=440, by=HEALTH, place=OTHER_CITY), False),
    ("no place is the story's", Fig(number=44, by=HEALTH, place=COUNTRY), Fig(number=44), True),
    ("another group", Fig(number=44, by=HEALTH), Fig(number=44, group="children"), False),
]


@pytest.mark.parametrize(("first", "then", "again"), [p[1:] for p in PAIRS], ids=[p[0] for p in PAIRS])
def test_what_says_again(first: Fig, then: Fig, again: bool) -> None:
    """Of two figures, the second published a day after the first."""
    book = made(one(first, DAY, "A"), one(then, NEXT, "B"))
    expected = {(f"{then.number} B", f"{first.number} A")} if again else set()
    assert links(book, Relation.RESTATES) == expected


def test_a_chain_of_restatements_is_one_origin() -> None:
    """A ministry, then authorities, then a recap: three carriers of one origin."""
    book = made(
        one(Fig(number=164, by=INTERIOR), date(2022, 1, 9), "A"),
        one(Fig(number=164, by=AUTHORITIES), date(2022, 1, 10), "B"),
        one(Fig(number=160, qualifier=MORE), date(2022, 1, 11), "C"),
    )
    (lineage,) = toll(book).basis
    assert len(lineage.carriers) == 3
