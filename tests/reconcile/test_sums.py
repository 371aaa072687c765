"""Rule 5: sums of one statement over disjoint places; and what a greater part says of an older whole."""

from __future__ import annotations

from tollbook.model import Book, Side

from .stories import bounds, toll


def test_two_cities_of_one_statement_make_a_floor(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    Unrest in Kazakhstan. The interior ministry said on Sunday that 26 people had been killed in Almaty and nine people had
    been killed in Taraz.
    """
    e = toll(book)
    assert bounds(e) == ("floor_only", 35, None, None)
    assert "At least 35 people killed: 26 people in Almaty and 9 people in Taraz, as given by" in e.sentence


def test_of_one_side_over_places_and_the_other_ones(book: Book) -> None:
    """
    --- Morning Paper, 2022-03-14
    In the January unrest in Kazakhstan 230 people were killed, the prosecutor general said on Monday. In Almaty 86 protesters
    were killed, he said. In seven other regions 63 protesters were killed, he said.
    """
    e = toll(book, side=Side.OTHERS)
    assert (e.low, [t.low for t in e.terms]) == (149, [86, 63])
    assert "86 protesters in Almaty and 63 protesters in seven other regions" in e.sentence


def test_a_city_and_its_country_are_not_added(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The interior ministry said on Sunday that 40 people had been killed in Kazakhstan. It said that 26 people had been killed
    in Almaty.
    """
    assert bounds(toll(book))[1] == 40 and not toll(book).terms


def test_places_of_two_bodies_are_not_added(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    Unrest in Kazakhstan. The interior ministry said on Sunday that 26 people had been killed in Almaty. The health ministry
    said on Sunday that nine people had been killed in Taraz.
    """
    assert bounds(toll(book))[1] == 26 and not toll(book).terms


def test_several_regions_that_nobody_names_are_not_added(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    Unrest in Kazakhstan. The interior ministry said on Sunday that 26 people had been killed in Almaty and nine people had
    been killed in three regions.
    """
    assert bounds(toll(book))[1] == 26 and not toll(book).terms


def test_a_greater_part_makes_an_old_whole_old(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-07
    Unrest in Kazakhstan. The interior ministry said on Friday that 26 people had been killed in Kazakhstan.
    --- Evening Paper, 2022-03-14
    The prosecutor general of Kazakhstan said on Monday that 86 people had been killed in Almaty in the January unrest.
    """
    e = toll(book)
    assert bounds(e) == ("floor_only", 86, None, None)
    assert len(e.shown) == 1, "the 26 is shown, and bounds nothing"


def test_a_greater_part_of_the_same_days_contradicts_the_whole(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-07
    Unrest in Kazakhstan. The interior ministry said on Friday that 26 people had been killed in Kazakhstan.
    --- Evening Paper, 2022-01-08
    The Red Crescent said on Saturday that 86 people had been killed in Almaty.
    """
    assert toll(book).kind.value == "conflicting"
