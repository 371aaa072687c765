"""What one report tells touches the claims of another: withdrawn, revised, told again, reprinted late; and what never mixes."""

from __future__ import annotations

from tollbook.model import Book, Relation

from .stories import aside, bounds, links, toll


def test_a_withdrawal_that_names_no_figure(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-02
    The health ministry said on Tuesday that 164 people had been killed in the flood in Riverton.
    --- Hill Daily, 2023-05-03
    The health ministry withdrew on Wednesday its toll of the flood in Riverton, saying that it was published in error.
    The interior ministry said on Wednesday that 44 people had been killed in the flood in Riverton.
    """
    e = toll(book)
    assert aside(book, e) == {"164 Coast Daily"}
    assert bounds(e) == ("count", 44, 44, None)


def test_a_figure_revised_in_another_report(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-02
    The health ministry said on Tuesday that 359 people had been killed in the flood in Riverton.
    --- Hill Daily, 2023-05-04
    The health ministry on Thursday revised its death toll from 359 to 253. The flood in Riverton has gone down since.
    """
    e = toll(book)
    assert "359 Coast Daily" in aside(book, e)
    assert bounds(e) == ("count", 253, 253, None)


def test_the_previous_toll_told_by_another_outlet_is_no_new_figure(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-02
    The health ministry said on Tuesday that 164 people had been killed in the flood in Riverton.
    --- Hill Daily, 2023-05-05
    The health ministry said on Friday that 201 people had been killed in the flood in Riverton. The previous toll was 164.
    """
    assert ("164 Hill Daily", "164 Coast Daily") in links(book, Relation.RESTATES)
    assert bounds(toll(book)) == ("count", 201, 201, None)


def test_an_old_figure_reprinted_late_is_old(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-02
    The health ministry said on Tuesday that 40 people had been killed in the flood in Riverton. Boats brought bread and water to
    the upper town, where two hundred families wait on the roofs of the school and of the mill.
    --- Hill Daily, 2023-05-04
    The health ministry said on Thursday that 61 people had been killed in the flood in Riverton.
    --- Late Post, 2023-05-05
    The health ministry said on Tuesday that 40 people had been killed in the flood in Riverton. Boats brought bread and water to
    the upper town, where two hundred families wait on the roofs of the school and of the mill.
    """
    assert bounds(toll(book)) == ("count", 61, 61, None)


def test_the_dead_of_one_day_are_not_the_toll_so_far(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-02
    The health ministry said on Tuesday that 40 people had been killed in the fighting in Riverton so far.
    --- Hill Daily, 2023-05-03
    Another 3 people were killed in the fighting in Riverton on Wednesday, the health ministry said.
    """
    assert bounds(toll(book)) == ("count", 40, 40, None)


def test_who_is_still_held_is_not_all_who_were_arrested(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-02
    Police said on Tuesday that 900 people had been arrested in the unrest in Riverton.
    --- Hill Daily, 2023-05-04
    Police said on Thursday that 120 people were still being held after the unrest in Riverton.
    """
    assert bounds(toll(book, "arrested")) == ("count", 900, 900, None)
    assert toll(book, "held").low == 120


def test_who_was_treated_is_not_who_was_hurt(book: Book) -> None:
    """
    --- Coast Daily, 2023-05-02
    The health ministry said on Tuesday that 300 people had been injured in the unrest in Riverton.
    --- Hill Daily, 2023-05-03
    The health ministry said on Wednesday that 2,200 people had been treated in hospitals after the unrest in Riverton.
    """
    injured = toll(book, "injured")
    assert injured.best != 2200 and not links(book, Relation.UPDATES)
