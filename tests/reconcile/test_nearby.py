"""The words around a figure: of one day beside the toll that it brings about, or narrower than the toll."""

from __future__ import annotations

from tollbook.model import Book

from .stories import bounds, codes, toll


def test_new_deaths_and_the_total_they_bring_about_do_not_contradict_each_other(book: Book) -> None:
    """
    --- Morning Paper, 2023-05-12
    The health ministry of Kenya reported 14 new deaths from cholera on Friday, bringing the total to 212 deaths since the
    outbreak began.
    """
    assert bounds(toll(book)) == ("count", 212, 212, None)


def test_a_days_deaths_are_part_of_a_bare_total_without_the_word_new(book: Book) -> None:
    """
    --- Morning Paper, 2023-05-12
    The health ministry of Kenya reported 14 deaths from cholera on Friday, bringing the total to 212.
    --- Evening Paper, 2023-05-13
    The health ministry of Kenya reported six deaths from cholera on Saturday, bringing the total to 218.
    """
    assert bounds(toll(book)) == ("count", 218, 218, None)
    assert bounds(toll(book, as_of="2023-05-12")) == ("count", 212, 212, None)


def test_the_deaths_of_a_day_alone_are_a_floor(book: Book) -> None:
    """
    --- Morning Paper, 2023-05-12
    The health ministry of Kenya reported 14 new deaths from cholera on Friday.
    """
    e = toll(book)
    assert bounds(e) == ("floor_only", 14, None, None)
    assert "from a part alone" in e.sentence


def test_the_hurt_of_a_day_bring_about_no_toll_of_the_dead(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-12
    The health ministry said that 30 people were injured and two died in the flood in Riverton, bringing the death toll to 40.
    """
    assert bounds(toll(book)) == ("count", 40, 40, None)
    assert bounds(toll(book, "injured")) == ("count", 30, 30, None)


def test_who_died_in_hospital_makes_the_missing_no_part(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-10
    A ferry capsized off Riverton on Wednesday. Twelve people are missing, the coast guard said.
    --- Hill Daily, 2023-05-12
    The search off Riverton went on. Thirteen people are still missing and one survivor died in hospital.
    """
    e = toll(book, "missing")
    assert bounds(e) == ("range", 12, None, 13)
    assert "part_exceeds_whole" not in codes(e)
    assert "13 (Hill Daily" in e.sentence


def test_whom_hospitals_treat_narrows_no_figure_of_the_dead(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-10
    The flood in Riverton killed nine people and 30 were treated in hospital, the health ministry said on Wednesday.
    """
    assert bounds(toll(book)) == ("count", 9, 9, None)


def test_those_who_died_in_custody_are_still_some_of_the_dead(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-10
    Nine people died in custody after the unrest in Riverton, the interior ministry said on Wednesday.
    """
    assert toll(book).kind.value == "floor_only"
