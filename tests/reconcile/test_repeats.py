"""Rule 2: a reprint, exact, cut or under another headline, is no new origin."""

from __future__ import annotations

from tollbook.model import Book, Relation

from .stories import bounds, links, repeats, toll


def test_an_exact_reprint(book: Book) -> None:
    """
    --- Wire, 2022-01-09T10:00+06:00
    ALMATY - The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest. Shops stood
    open without doors, and soldiers checked the papers of everybody who crossed the main square.
    --- Harbour Post, 2022-01-10
    ALMATY - The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest. Shops stood
    open without doors, and soldiers checked the papers of everybody who crossed the main square.
    """
    assert repeats(book) == {("Harbour Post", "Wire")}
    assert links(book, Relation.RESTATES) == {("44 Harbour Post", "44 Wire")}
    assert len(toll(book).basis) == 1


def test_a_cut_reprint(book: Book) -> None:
    """
    --- Wire, 2022-01-09T10:00+06:00
    ALMATY - The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest. Shops stood
    open without doors, and soldiers checked the papers of everybody who crossed the main square. Trains to the capital
    did not run, and in the bakeries people stood in line from five in the morning.

    The ministry also said that 300 people were injured.
    --- Village Post, 2022-01-09T12:00+06:00
    The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest. Shops stood open
    without doors.
    """
    assert repeats(book) == {("Village Post", "Wire")}
    assert len(toll(book).basis) == 1


def test_a_reprint_under_another_headline(book: Book) -> None:
    """
    --- Wire, 2022-01-09T10:00+06:00
    Unrest in Kazakhstan: 44 dead

    The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest. Shops stood open
    without doors, and soldiers checked the papers of everybody who crossed the main square.
    --- Village Post, 2022-01-09T12:00+06:00
    Ministry gives first toll of riots

    The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest. Shops stood open
    without doors, and soldiers checked the papers of everybody who crossed the main square.
    """
    assert repeats(book) == {("Village Post", "Wire")}
    (lineage,) = toll(book).basis
    assert len(lineage.carriers) == 3


def test_a_reprint_is_counted_from_the_moment_of_the_first_print(book: Book) -> None:
    """
    --- Far Post, 2022-01-09T14:00+00:00
    The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest. Shops stood open
    without doors, and soldiers checked the papers of everybody who crossed the main square.
    --- Wire, 2022-01-09T18:00+06:00
    The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest. Shops stood open
    without doors, and soldiers checked the papers of everybody who crossed the main square.
    """
    assert repeats(book) == {("Far Post", "Wire")}  # 18:00 in Almaty is two hours before 14:00 in London


def test_one_sentence_in_common_makes_no_reprint(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest. Schools will stay shut
    until the end of the month, and teachers have been told to send homework by post.
    --- Evening Paper, 2022-01-10
    Farmers in the south of Kazakhstan fear for the spring sowing because diesel is short. They say that the price has
    doubled since Christmas. The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest.
    """
    assert repeats(book) == set()
    assert len(toll(book).basis) == 1  # the ministry's number told again, all the same


def test_a_like_report_of_another_body_is_a_second_count(book: Book) -> None:
    """
    --- Coast Daily, 2023-09-13
    The Libyan Red Crescent said on Wednesday that 40 people had been killed by the flood in Derna.
    --- UN Desk, 2023-09-14
    The UN humanitarian office said on Thursday that 40 people had been killed by the flood in Derna.
    """
    assert not links(book, Relation.RESTATES)
    e = toll(book)
    assert bounds(e) == ("count", 40, 40, None)
    assert len(e.basis) == 2


def test_what_a_reprint_adds_is_its_own(book: Book) -> None:
    """
    --- Wire, 2022-01-09T10:00+06:00
    The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest. Shops stood open
    without doors, and soldiers checked the papers of everybody who crossed the main square.
    --- Village Post, 2022-01-10T12:00+06:00
    The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest. Shops stood open
    without doors, and soldiers checked the papers of everybody who crossed the main square.

    The interior ministry of Kazakhstan said on Monday that 300 people had been injured.
    """
    assert repeats(book) == {("Village Post", "Wire")}
    assert bounds(toll(book, "injured")) == ("count", 300, 300, None)
