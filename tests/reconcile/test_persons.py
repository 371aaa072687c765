"""People told of alone, victims who may be hurt, and numbers that stand alone."""

from __future__ import annotations

from tollbook.model import Book
from tollbook.reconcile.figures import figures

from .stories import bounds, toll


def test_a_person_told_of_alone_is_one_of_those_counted(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-02
    Three people were killed in a shooting in Riverton on Monday, police said.
    --- Hill Daily, 2023-05-03
    Anna Burke, 24, was killed in the shooting in Riverton, police said.
    """
    assert bounds(toll(book)) == ("count", 3, 3, None)


def test_a_person_told_of_is_no_count(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-02
    Police said that Anna Sampleova was killed in a shooting in Riverton on Monday.
    """
    e = toll(book)
    assert bounds(e) == ("floor_only", 1, None, None)
    assert "told of one by one: a person who is named" in e.sentence and "Sampleova" not in e.sentence


def test_two_persons_joined_by_and_are_two(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-02
    A father and his daughter were killed in a shooting in Riverton on Monday, police said.
    """
    e = toll(book)
    assert bounds(e) == ("floor_only", 2, None, None)
    assert "a father and his daughter" in e.sentence


def test_a_person_and_her_name_are_one(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-02
    A teacher, Anna Sampleova, was killed in a shooting in Riverton on Monday, police said.
    """
    assert toll(book).low == 1


def test_persons_of_two_sentences_may_be_one(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-02
    A woman was killed in a shooting in Riverton on Monday, police said. A teacher was killed, the mayor said.
    """
    assert toll(book).low == 1


def test_one_is_a_count_and_a_boy_is_a_person(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-02
    One person was killed in Riverton on Monday, the coroner said. A 1-year-old boy was killed in Hilltown, police said.
    """
    assert [f.person for f in figures(book)] == [False, True]


def test_who_was_hurt_and_died_is_dead(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-02
    A boy was wounded in a shooting in Riverton on Monday, police said.
    --- Hill Daily, 2023-05-03
    The boy was killed in the shooting, police said on Wednesday.
    """
    assert toll(book, "injured").low is None
    assert toll(book).low == 1


def test_another_one_is_not_the_one_who_died(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-02
    A boy was killed and another boy was wounded in a shooting in Riverton on Monday, police said.
    """
    assert toll(book, "injured").low == 1


def test_a_number_told_once_far_above_all_others_gives_no_bound(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-02
    Four people were killed in a shooting in Riverton on Monday.
    --- Hill Daily, 2023-05-02
    Four people were killed in a shooting in Riverton.
    --- River Daily, 2023-05-03
    Fifty people were killed in Riverton.
    """
    e = toll(book)
    assert e.low == 4
    assert len(e.shown) == 1


def test_a_number_that_a_body_gives_counts_however_high_it_is(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-02
    Four people were killed in a shooting in Riverton on Monday.
    --- Hill Daily, 2023-05-02
    Four people were killed in a shooting in Riverton.
    --- River Daily, 2023-05-03
    Fifty people were killed in Riverton, the health ministry said on Wednesday.
    """
    assert toll(book).low == 50
