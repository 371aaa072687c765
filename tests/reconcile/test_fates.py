"""Rule 4: only the origin sets a figure aside, with all that carry it; a denial by another party subtracts nothing."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.model import Book, EstimateKind, Relation, Side, Standing

from .stories import (
    CITY,
    HEALTH,
    INTERIOR,
    MONITOR,
    Fig,
    aside,
    bounds,
    labels,
    links,
    made,
    person,
    rep,
    toll,
)

DAY, NEXT = date(2022, 1, 9), date(2022, 1, 10)


def test_withdrawn_with_all_that_carry_it_and_its_parts(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that 164 people had been killed in the unrest, 103 of them in Almaty.
    --- Noon Paper, 2022-01-09T22:00+06:00
    More than 160 people have been killed in the unrest in Kazakhstan.
    --- Evening Paper, 2022-01-10
    The health ministry of Kazakhstan withdrew the figure of 164 people killed, saying that it was published by mistake.
    --- Late Paper, 2022-01-12
    The unrest in Kazakhstan killed 164 people.
    """
    assert toll(book, as_of="2022-01-09").low == 164
    e = toll(book)
    assert e.kind is EstimateKind.NOTHING
    assert aside(book, e) >= {"164 Morning Paper", "103 Morning Paper", "More than 160 Noon Paper", "164 Late Paper"}
    assert "Set aside: 164, 160 and 103 (Almaty), withdrawn." in e.sentence


def test_a_figure_given_then_taken_back_in_one_report(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    ALMATY, Kazakhstan - The health ministry said 164 people had been killed in the unrest. The ministry later withdrew
    the figure, saying that it was published by mistake.
    """
    e = toll(book)
    assert e.kind is EstimateKind.NOTHING
    assert aside(book, e) == {"164 Morning Paper"}


def test_disavowed_by_the_body_in_whose_name_it_was_given(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    A government channel said on Sunday that 164 people had been killed in the unrest in Kazakhstan, according to the
    health ministry.
    --- Evening Paper, 2022-01-10
    The health ministry of Kazakhstan denied that it had given the figure of 164 people killed.
    """
    assert toll(book, as_of="2022-01-09").low == 164
    e = toll(book)
    assert e.kind is EstimateKind.NOTHING
    assert "164, disowned by the source named" in e.sentence


def test_a_withdrawal_leaves_other_statements_alone(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that 164 people had been killed in the unrest. The interior ministry
    said on Sunday that 2,200 people had been injured.
    --- Noon Paper, 2022-01-09T22:00+06:00
    Authorities in Kazakhstan said on Sunday that 26 protesters and 16 members of the security forces had been killed.
    --- Evening Paper, 2022-01-10
    The health ministry of Kazakhstan withdrew the figure of 164 people killed, saying that it was published by mistake.
    """
    e = toll(book)
    assert bounds(e) == ("floor_only", 42, None, None)
    assert aside(book, e) == {"164 Morning Paper", "164 Evening Paper"}
    assert toll(book, "injured").low == 2200


def test_disputed_is_not_subtracted(book: Book) -> None:
    """
    --- Monitor Mail, 2023-06-03
    The Syrian Observatory for Human Rights said on Saturday that 1,006 people had been killed in the fighting in Syria.
    The army said that the toll was exaggerated.
    """
    e = toll(book)
    assert bounds(e) == ("count", 1006, 1006, None)
    assert [d.by.casefold() for d in e.disputed] == ["the army"]
    assert "Disputed, and counted all the same: 1,006, by the army." in e.sentence
    assert not e.set_aside


def test_disputed_in_a_later_report(book: Book) -> None:
    """
    --- Monitor Mail, 2023-06-03
    The Syrian Observatory for Human Rights said on Saturday that 1,006 people had been killed in the fighting in Syria.
    --- Army News, 2023-06-04
    The observatory had put the number of people killed at 1,006. The army called that figure exaggerated.
    """
    before, after = toll(book, as_of="2023-06-03"), toll(book)
    assert bounds(before) == bounds(after) == ("count", 1006, 1006, None)
    assert not before.disputed and after.disputed


def test_disputed_inside_a_sum(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The interior ministry of Kazakhstan said on Sunday that 26 protesters and 16 soldiers had been killed in the unrest.
    Opposition leaders said the figures were false.
    """
    e = toll(book)
    assert bounds(e) == ("floor_only", 42, None, None)
    assert labels(book, (d.claim for d in e.disputed)) == {"26 Morning Paper", "16 Morning Paper"}


TAKEN_BACK = [Standing.WITHDRAWN, Standing.DISAVOWED]


@pytest.mark.parametrize("standing", TAKEN_BACK)
def test_another_party_s_own_count_does_not_fall(standing: Standing) -> None:
    """A ministry takes back its 44; a monitor that counted 44 by itself keeps its own."""
    book = made(
        rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY)),
        rep("B", DAY, Fig(number=44, by=MONITOR, said=DAY)),
        rep("C", NEXT, Fig(number=44, by=HEALTH, standing=standing)),
    )
    e = toll(book)
    assert bounds(e) == ("count", 44, 44, None)
    assert aside(book, e) == {"44 A", "44 C"}
    assert labels(book, (x.origin for x in e.basis)) == {"44 B"}


@pytest.mark.parametrize("standing", TAKEN_BACK)
def test_a_taking_back_told_in_a_report_s_own_voice(standing: Standing) -> None:
    """The report tells that 440 was taken back, and names nobody: what carries 440 falls, also where it is printed later."""
    book = made(
        rep("A", DAY, Fig(number=440, by=HEALTH, said=DAY)),
        rep("B", NEXT, Fig(number=440, standing=standing)),
        rep("C", date(2022, 1, 12), Fig(number=440)),
        rep("D", date(2022, 1, 12), Fig(number=441, by=HEALTH, said=date(2022, 1, 12))),
    )
    e = toll(book)
    assert aside(book, e) == {"440 A", "440 B", "440 C"}
    assert bounds(e) == ("count", 441, 441, None)


def test_parts_by_place_fall_with_their_whole() -> None:
    """164, given with 103 in a city as a part; the 164 is withdrawn, and so is the 103; a monitor's 30 there is not."""
    book = made(
        rep("A", DAY, Fig(number=164, by=HEALTH, said=DAY), Fig(number=103, by=HEALTH, said=DAY, place=CITY, part_of=0)),
        rep("B", DAY, Fig(number=30, by=MONITOR, said=DAY, place=CITY)),
        rep("C", NEXT, Fig(number=164, by=HEALTH, standing=Standing.WITHDRAWN)),
    )
    assert aside(book, toll(book)) == {"164 A", "164 C", "103 A"}
    assert bounds(toll(book, where=CITY)) == ("count", 30, 30, None)


def test_what_another_body_gave_that_day_does_not_fall_with_it() -> None:
    """The health ministry's 164 is withdrawn; the interior ministry's 44 of that day, and its own 300 hurt, stand."""
    book = made(
        rep("A", DAY, Fig(number=164, by=HEALTH, said=DAY)),
        rep("B", DAY, Fig(number=44, by=INTERIOR, said=DAY)),
        rep("C", NEXT, Fig(number=164, by=HEALTH, standing=Standing.WITHDRAWN)),
    )
    e = toll(book)
    assert bounds(e) == ("count", 44, 44, None)


def test_a_correction_takes_back_no_other_body_s_figure() -> None:
    """The health ministry corrects 44 to 38; the interior ministry's own 44 stands."""
    book = made(
        rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY)),
        rep("B", DAY, Fig(number=44, by=INTERIOR, said=DAY)),
        rep("C", NEXT, Fig(number=38, by=HEALTH, said=NEXT, standing=Standing.CORRECTED, replaces="44")),
    )
    assert links(book, Relation.CORRECTED_BY_ORIGIN) == {("44 A", "38 C")}


def test_a_fate_holds_from_when_it_was_told() -> None:
    """Withdrawn on the 10th: as of the 9th the figure still stands."""
    book = made(
        rep("A", DAY, Fig(number=164, by=HEALTH, said=DAY)),
        rep("B", NEXT, Fig(number=164, by=HEALTH, standing=Standing.WITHDRAWN)),
    )
    assert bounds(toll(book, as_of="2022-01-09")) == ("count", 164, 164, None)
    assert toll(book, as_of="2022-01-10").kind is EstimateKind.NOTHING


def test_a_denial_takes_back_nothing_of_another_party() -> None:
    """A ministry calls a monitor's 1,006 wrong: disputed, and a count all the same, and so inside a sum."""
    book = made(
        rep("A", DAY, Fig(number=26, by=MONITOR, side=Side.OTHERS), Fig(number=16, by=MONITOR, side=Side.STATE_FORCES)),
        rep("B", NEXT, Fig(number=26, by=MONITOR, side=Side.OTHERS, standing=Standing.DISPUTED, disputed_by="the ministry")),
    )
    e = toll(book)
    assert bounds(e) == ("floor_only", 42, None, None)
    assert {d.by for d in e.disputed} == {"the ministry"}


def test_a_person_rejects_a_claim() -> None:
    """A reviewer finds that 440 is no claim: it is set aside, and the rules do not bring it back."""
    book = made(rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY)), rep("B", NEXT, Fig(number=440, by=INTERIOR, said=NEXT)))
    book = person(book, Relation.REJECTED, "440 B", "440 B")
    e = toll(book)
    assert bounds(e) == ("count", 44, 44, None)
    assert "440, rejected on review" in e.sentence


def test_a_publisher_s_retraction_kills_one_carrier() -> None:
    """Outlet B takes back its report; the ministry's figure in A stands."""
    book = made(rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY)), rep("B", NEXT, Fig(number=44, by=HEALTH)))
    book = person(book, Relation.RETRACTED_BY_PUBLISHER, "44 B", "44 B")
    e = toll(book)
    assert bounds(e) == ("count", 44, 44, None)
    assert aside(book, e) == {"44 B"}


def test_a_disowned_statement_falls_as_far_as_one_carrier_passed_it_on(book: Book) -> None:
    """
    --- Coast Daily, 2023-09-14
    The Libyan Red Crescent said on Thursday that 11,300 people had been killed in Derna, according to Wire One.

    The Libyan Red Crescent said on Thursday that 10,100 people were missing in Derna, according to Wire One.

    The Libyan Red Crescent said on Thursday that 700 people had been injured in Derna.
    --- Hill Daily, 2023-09-17
    The Libyan Red Crescent disowned on Sunday the figure of 11,300 people killed in Derna, saying that it had not given it.
    """
    assert aside(book, toll(book, "missing")) == {"10,100 Coast Daily"}
    assert not aside(book, toll(book, "injured"))
