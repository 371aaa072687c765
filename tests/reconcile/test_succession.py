"""Rule 3: what the same body said later takes the place of what it said before; what fell without a reason is shown."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tollbook.model import Book, Measure, Qualifier, Relation, Side, Standing

from .stories import (
    AUTHORITIES,
    CITY,
    HEALTH,
    INTERIOR,
    MONITOR,
    Fig,
    aside,
    bounds,
    codes,
    labels,
    links,
    made,
    rep,
    toll,
)

DAY, NEXT = date(2022, 1, 9), date(2022, 1, 10)


def test_the_same_body_later(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-07
    The health ministry of Kazakhstan said on Friday that 26 people had been killed in the unrest.
    --- Evening Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest.
    """
    assert links(book, Relation.UPDATES) == {("44 Evening Paper", "26 Morning Paper")}
    assert bounds(toll(book)) == ("count", 44, 44, None)
    assert bounds(toll(book, as_of="2022-01-08")) == ("count", 26, 26, None)


def test_the_same_body_later_on_the_same_day(book: Book) -> None:
    """
    --- Evening Paper, 2022-01-09T20:00+06:00
    The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest.
    --- Morning Paper, 2022-01-09T10:00+06:00
    The health ministry of Kazakhstan said on Sunday that 26 people had been killed in the unrest.
    """
    assert links(book, Relation.UPDATES) == {("44 Evening Paper", "26 Morning Paper")}
    assert bounds(toll(book, as_of="2022-01-09T12:00")) == ("count", 26, 26, None)
    assert bounds(toll(book, as_of="2022-01-09T21:00")) == ("count", 44, 44, None)


def test_what_is_told_as_earlier_is_updated_by_its_own_report(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that 135 people had been killed in the unrest, up from an earlier
    toll of 113.
    """
    assert links(book, Relation.UPDATES) <= {("135 Morning Paper", "113 Morning Paper")}
    assert bounds(toll(book)) == ("count", 135, 135, None)


def test_a_later_recap_of_an_earlier_toll_makes_nothing_old() -> None:
    """On the 10th a report tells that the ministry, up from 113, gives 135; the 113 is no later count."""
    book = made(
        rep("A", DAY, Fig(number=113, by=HEALTH, said=DAY)),
        rep("B", NEXT, Fig(number=135, by=HEALTH, said=NEXT), Fig(number=113, by=HEALTH, restates=True)),
    )
    assert bounds(toll(book)) == ("count", 135, 135, None)
    assert not links(book, Relation.DIFFERS_FROM_EARLIER)


def test_lower_without_a_reason_differs_and_both_are_shown(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-06
    Authorities in Kazakhstan said on Thursday that dozens of protesters and 18 members of the security forces had been
    killed in the unrest.
    --- Evening Paper, 2022-01-09
    Authorities in Kazakhstan said on Sunday that 26 protesters and 16 members of the security forces had been killed in
    the unrest.
    """
    assert links(book, Relation.DIFFERS_FROM_EARLIER) == {("16 Evening Paper", "18 Morning Paper")}
    e = toll(book)
    assert bounds(e) == ("floor_only", 42, None, None)
    assert "differs_from_earlier" in codes(e)
    assert "18 Morning Paper" in labels(book, e.shown)
    assert "would make 44" in e.sentence and "16 members of the security forces" in e.sentence
    forces = toll(book, side=Side.STATE_FORCES)
    assert forces.low == 16 and "Earlier, 18" in forces.sentence


def test_lower_the_next_day_by_one_body_leaves_both_standing(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest.
    --- Evening Paper, 2022-01-10
    The health ministry of Kazakhstan said on Monday that 38 people had been killed in the unrest.
    """
    e = toll(book)
    assert e.best is None
    assert (e.low, e.high) == (38, 44)
    assert codes(e) == {"differs_from_earlier"}
    assert "44" in e.sentence and "38" in e.sentence


def test_lower_with_the_earlier_figure_named_is_no_contradiction(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest.
    --- Evening Paper, 2022-01-10
    The health ministry of Kazakhstan revised the death toll from 44 to 38 on Monday.
    """
    e = toll(book)
    assert bounds(e) == ("count", 38, 38, None)
    assert "differs_from_earlier" not in codes(e)


def test_corrected_by_its_origin() -> None:
    """On the 10th the ministry corrects its 44 of the 9th to 38."""
    book = made(
        rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY)),
        rep(
            "B",
            NEXT,
            Fig(number=38, by=HEALTH, said=NEXT, standing=Standing.CORRECTED, replaces="44"),
        ),
    )
    assert not links(book, Relation.DIFFERS_FROM_EARLIER)
    assert links(book, Relation.CORRECTED_BY_ORIGIN) == {("44 A", "38 B")}
    e = toll(book)
    assert bounds(e) == ("count", 38, 38, None)
    assert aside(book, e) == {"44 A"}
    assert "corrected by its source" in e.sentence
    assert bounds(toll(book, as_of="2022-01-09")) == ("count", 44, 44, None)


def test_a_lower_number_of_another_body_succeeds_nothing() -> None:
    """A monitor's 26 on the 10th says nothing about a ministry's 44 of the 9th."""
    book = made(
        rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY)),
        rep("B", NEXT, Fig(number=26, by=MONITOR, said=NEXT)),
    )
    assert not links(book, Relation.UPDATES) and not links(book, Relation.DIFFERS_FROM_EARLIER)


def test_an_unnamed_state_succeeds_nothing() -> None:
    """Authorities say 26, then 44: which authorities is not known, so no link; the later, higher floor stands."""
    book = made(
        rep("A", DAY, Fig(number=26, by=AUTHORITIES, said=DAY)),
        rep("B", NEXT, Fig(number=44, by=AUTHORITIES, said=NEXT)),
    )
    assert not links(book, Relation.UPDATES)
    assert bounds(toll(book)) == ("floor_only", 44, None, None)


def test_a_part_succeeds_no_whole() -> None:
    """The ministry's 44 of the country, then its 30 of one city."""
    book = made(
        rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY)),
        rep("B", NEXT, Fig(number=30, by=HEALTH, said=NEXT, place=CITY)),
    )
    assert not links(book, Relation.UPDATES) and not links(book, Relation.DIFFERS_FROM_EARLIER)
    assert bounds(toll(book)) == ("count", 44, 44, None)


def test_a_rounder_later_word_is_no_fall() -> None:
    """164, then "more than 160": the same, said more loosely."""
    book = made(
        rep("A", DAY, Fig(number=164, by=HEALTH, said=DAY)),
        rep("B", NEXT, Fig(number=160, by=HEALTH, said=NEXT, qualifier=Qualifier.MORE_THAN)),
    )
    assert not links(book, Relation.DIFFERS_FROM_EARLIER)
    assert toll(book).low in {161, 164}


def test_a_toll_can_rise_of_what_only_falls() -> None:
    """People missing are found: 110, then 30 by the same body is no contradiction."""
    book = made(
        rep("A", DAY, Fig(number=110, by=HEALTH, said=DAY, measure=Measure.MISSING)),
        rep("B", NEXT, Fig(number=30, by=HEALTH, said=NEXT, measure=Measure.MISSING)),
    )
    assert links(book, Relation.UPDATES) == {("30 B", "110 A")}
    assert bounds(toll(book, "missing")) == ("count", 30, 30, None)


def test_a_report_read_late_takes_its_place_between() -> None:
    """26 on the 7th, 44 on the 9th; on the 11th a report tells of 30 on the 8th. As of the 10th nothing changes."""
    first = rep("A", date(2022, 1, 7), Fig(number=26, by=HEALTH, said=date(2022, 1, 7)))
    last = rep("B", DAY, Fig(number=44, by=HEALTH, said=DAY))
    between = rep("C", date(2022, 1, 11), Fig(number=30, by=HEALTH, said=date(2022, 1, 8)))
    without, with_it = made(first, last), made(first, last, between)
    for book in (without, with_it):
        assert ("44 B", "26 A") in links(book, Relation.UPDATES)
        assert bounds(toll(book, as_of="2022-01-10")) == ("count", 44, 44, None)
    assert links(with_it, Relation.UPDATES) >= {("30 C", "26 A"), ("44 B", "30 C")}
    assert bounds(toll(with_it)) == ("count", 44, 44, None)


def test_an_hour_decides_between_two_of_a_day_and_a_day_alone_does_not() -> None:
    """One body, 26 and 44 on one day: with hours the later one counts, whichever it is."""
    early, late = datetime(2022, 1, 9, 4, tzinfo=UTC), datetime(2022, 1, 9, 14, tzinfo=UTC)
    up = made(
        rep("A", early, Fig(number=26, by=INTERIOR, said=DAY)),
        rep("B", late, Fig(number=44, by=INTERIOR, said=DAY)),
    )
    assert links(up, Relation.UPDATES) == {("44 B", "26 A")}
    down = made(
        rep("A", early, Fig(number=44, by=INTERIOR, said=DAY)),
        rep("B", late, Fig(number=26, by=INTERIOR, said=DAY)),
    )
    assert links(down, Relation.DIFFERS_FROM_EARLIER) == {("26 B", "44 A")}
    assert toll(down).best is None
