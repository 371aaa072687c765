"""Rule 3, the window: which origins still speak, and which are outdated, narrower or overtaken and only shown."""

from __future__ import annotations

from datetime import date

from tollbook.model import Book, Measure, Qualifier

from .stories import AUTHORITIES, CROSS, HEALTH, INTERIOR, MONITOR, RESIDENTS, Fig, bounds, labels, made, rep, toll

D6, D7, D8, D9, D10, D12 = (date(2022, 1, n) for n in (6, 7, 8, 9, 10, 12))


def test_what_is_older_than_the_window_is_shown_and_in_no_range(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-06
    The health ministry of Kazakhstan said on Thursday that 60 people had been killed in the unrest.
    --- Evening Paper, 2022-01-10
    The interior ministry of Kazakhstan said on Monday that 160 people had been killed in the unrest.
    """
    e = toll(book)
    assert bounds(e) == ("count", 160, 160, None)
    assert labels(book, e.shown) == {"60 Morning Paper"}


def test_the_window_is_two_days() -> None:
    """Another body's higher figure of two days before still speaks; of three days before it is only shown."""
    for day, low, high in ((D8, 40, 70), (D7, 40, None)):
        book = made(
            rep("A", day, Fig(number=70, by=HEALTH, said=day, measure=Measure.MISSING)),
            rep("B", D10, Fig(number=40, by=MONITOR, said=D10, measure=Measure.MISSING)),
        )
        e = toll(book, "missing")
        assert (e.low, e.high) == (low, high)


def test_the_last_word_of_a_story_stays_its_word() -> None:
    """A count of the 10th still is the count on the 20th, and the sentence says that nothing newer was read."""
    book = made(rep("A", D10, Fig(number=44, by=HEALTH, said=D10)))
    e = toll(book, as_of="2022-01-20")
    assert bounds(e) == ("count", 44, 44, None)
    assert "Nothing newer was read since 10 January 2022." in e.sentence


def test_a_figure_far_under_another_body_s_is_narrower() -> None:
    """The army's two soldiers beside a ministry's sixteen dead: it counts something narrower."""
    army = MONITOR
    book = made(rep("A", D9, Fig(number=16, by=HEALTH, said=D9)), rep("B", D9, Fig(number=2, by=army, said=D9)))
    e = toll(book)
    assert bounds(e) == ("count", 16, 16, None)
    assert labels(book, e.shown) == {"2 B"}


def test_a_quarter_is_not_narrower() -> None:
    """Four of sixteen contradict it."""
    book = made(rep("A", D9, Fig(number=16, by=HEALTH, said=D9)), rep("B", D9, Fig(number=4, by=MONITOR, said=D9)))
    assert bounds(toll(book)) == ("conflicting", 4, None, 16)


def test_the_body_that_keeps_the_count_makes_others_old() -> None:
    """A ministry counted on three days; a monitor's figure of the day before, lower within half, is old."""
    book = made(
        rep("A", D7, Fig(number=100, by=HEALTH, said=D7)),
        rep("B", D8, Fig(number=120, by=HEALTH, said=D8)),
        rep("C", D9, Fig(number=125, by=MONITOR, said=D9)),
        rep("D", D10, Fig(number=158, by=HEALTH, said=D10)),
    )
    e = toll(book)
    assert bounds(e) == ("count", 158, 158, None)
    assert "125 C" in labels(book, e.shown)


def test_one_body_that_spoke_once_makes_no_other_old() -> None:
    """A monitor's first word, 158, does not overtake a ministry's 125 of the day before: they contradict each other."""
    book = made(rep("C", D9, Fig(number=125, by=HEALTH, said=D9)), rep("D", D10, Fig(number=158, by=MONITOR, said=D10)))
    assert bounds(toll(book)) == ("conflicting", 125, None, 158)


def test_near_and_later_is_newer() -> None:
    """44, then 47 by another body the day after: the toll grew."""
    book = made(rep("A", D9, Fig(number=44, by=HEALTH, said=D9)), rep("B", D10, Fig(number=47, by=INTERIOR, said=D10)))
    e = toll(book)
    assert bounds(e) == ("count", 47, 47, None)
    assert labels(book, e.shown) == {"44 A"}


def test_a_later_word_of_an_unnamed_state_makes_a_lower_one_old() -> None:
    """A ministry's 44 of the 9th, "more than 60" by authorities on the 10th."""
    book = made(
        rep("A", D9, Fig(number=44, by=HEALTH, said=D9)),
        rep("B", D10, Fig(number=60, by=AUTHORITIES, said=D10, qualifier=Qualifier.MORE_THAN)),
    )
    assert bounds(toll(book)) == ("floor_only", 61, None, None)


def test_residents_are_heard_where_nobody_else_is() -> None:
    """Residents' 30 is a floor by itself; beside a ministry's count it is only shown."""
    alone = made(rep("A", D9, Fig(number=30, by=RESIDENTS)))
    assert bounds(toll(alone)) == ("floor_only", 30, None, None)
    beside = made(rep("A", D9, Fig(number=30, by=RESIDENTS)), rep("B", D9, Fig(number=20, by=HEALTH, said=D9)))
    e = toll(beside)
    assert bounds(e) == ("count", 20, 20, None)
    assert labels(beside, e.shown) == {"30 A"}


def test_what_may_fall_is_never_overtaken() -> None:
    """People missing: 110 on the 9th, 30 by another body on the 10th; neither makes the other old."""
    book = made(
        rep("A", D9, Fig(number=110, by=HEALTH, said=D9, measure=Measure.MISSING)),
        rep("B", D10, Fig(number=30, by=CROSS, said=D10, measure=Measure.MISSING)),
    )
    assert bounds(toll(book, "missing")) == ("conflicting", 30, None, 110)


def test_the_earlier_toll_told_again_is_not_newer() -> None:
    """A report of the 12th that tells of "the previous 100" makes the ministry's 90 of the 10th no older."""
    book = made(
        rep("A", D10, Fig(number=90, by=HEALTH, said=D10)),
        rep("B", D12, Fig(number=100, restates=True)),
    )
    assert bounds(toll(book)) == ("count", 90, 90, None)
