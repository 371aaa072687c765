"""A toll taken back in words alone: whose and which it is, and where that is not known."""

from __future__ import annotations

import pytest

from tollbook.model import Book, Relation

from .stories import aside, told, toll

GIVEN = """
--- Morning Paper, 2022-01-08
The health ministry of Kazakhstan said on Saturday that 100 people had been killed in the unrest.
--- Noon Paper, 2022-01-09T12:00+06:00
The health ministry of Kazakhstan said on Sunday that 164 people had been killed in the unrest and 2,200 people were injured.
--- Radio, 2022-01-09T18:00+06:00
The interior ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest.
"""


def after(words: str, day: str = "2022-01-10") -> Book:
    """The story after one more report of a later day."""
    return told(f"{GIVEN}--- Evening Paper, {day}\n{words}\n")


def problems(book: Book) -> set[str]:
    return {p.code for p in toll(book).problems}


@pytest.mark.parametrize(
    ("words", "fallen"),
    [
        ("The health ministry of Kazakhstan withdrew the toll it published on Sunday.", {"164 Noon Paper"}),
        ("The health ministry withdrew the toll that it had published on 8 January.", {"100 Morning Paper"}),
        ("The toll published on January 8 was withdrawn.", {"100 Morning Paper"}),
        ("The death toll was withdrawn by the health ministry on Monday without a word.", {"164 Noon Paper"}),
        ("Kazakhstan's health ministry retracted its death toll.", {"164 Noon Paper"}),
    ],
)
def test_the_figure_that_was_taken_back_is_set_aside(words: str, fallen: set[str]) -> None:
    book = after(words)
    assert aside(book, toll(book)) == fallen
    assert "withdrawal_without_target" not in problems(book)


def test_the_measure_is_the_one_that_is_named() -> None:
    book = after("The health ministry of Kazakhstan withdrew its figure of the injured.")
    assert aside(book, toll(book)) == set()
    assert aside(book, toll(book, "injured")) == {"2,200 Noon Paper"}


@pytest.mark.parametrize(
    "words",
    [
        "The ministry withdrew the toll it published on Sunday.",  # two ministries gave one on that day
        "The casualty figures were later withdrawn.",  # by nobody
        "The prosecutor withdrew the death toll.",  # who gave none
    ],
)
def test_where_it_is_not_known_which_is_meant_nothing_falls_and_a_problem_says_so(words: str) -> None:
    book = after(words)
    assert aside(book, toll(book)) == set()
    assert "withdrawal_without_target" in problems(book)
    assert "withdrawal_without_target" not in {p.code for p in toll(book, as_of="2022-01-09").problems}


@pytest.mark.parametrize(
    "words",
    [
        "Troops withdrew from the square, and the toll was not known.",
        "The interior ministry withdrew its troops on Monday.",
        "The health ministry did not withdraw the toll.",
        "The toll was not confirmed by the health ministry.",
        "A minister withdrew his statement on prices.",
    ],
)
def test_what_is_no_withdrawal_of_a_toll_touches_nothing(words: str) -> None:
    book = after(words)
    assert not [x for x in book.links if x.relation in (Relation.WITHDRAWN_BY_ORIGIN, Relation.DISAVOWED_BY_ORIGIN)]
    assert "withdrawal_without_target" not in problems(book)


def test_the_ministry_is_the_one_that_alone_gave_a_toll() -> None:
    """Of one ministry in the story, its word is enough."""
    given = GIVEN.split("--- Radio")[0]
    book = told(f"{given}--- Evening Paper, 2022-01-10\nThe ministry withdrew the toll it published on Sunday.\n")
    assert aside(book, toll(book)) == {"164 Noon Paper"}
