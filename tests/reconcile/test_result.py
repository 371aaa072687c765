"""Rule 6: a count, a floor, a range, a conflict, or nothing; and no best where anything speaks against it."""

from __future__ import annotations

from datetime import date

from tollbook.model import Book, EstimateKind, Measure, Qualifier, Standing

from .stories import AUTHORITIES, CITY, CROSS, HEALTH, INTERIOR, MONITOR, Fig, bounds, codes, labels, made, rep, toll, tolls

DAY, NEXT = date(2022, 1, 9), date(2022, 1, 10)
MORE, LEAST, NEARLY, BETWEEN = Qualifier.MORE_THAN, Qualifier.AT_LEAST, Qualifier.NEARLY, Qualifier.BETWEEN


def test_a_named_body_s_number_is_a_count(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the unrest.
    """
    assert bounds(toll(book)) == ("count", 44, 44, None)


def test_authorities_give_a_floor(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    Authorities in Kazakhstan said on Sunday that 44 people had been killed in the unrest.
    """
    assert bounds(toll(book)) == ("floor_only", 44, None, None)


def test_a_report_s_own_voice_gives_a_floor(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The unrest in Kazakhstan has killed 44 people.
    """
    assert bounds(toll(book)) == ("floor_only", 44, None, None)


def test_more_than_is_a_floor(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that more than 40 people had been killed in the unrest.
    """
    assert bounds(toll(book)) == ("floor_only", 41, None, None)


def test_nearly_alone_says_no_number() -> None:
    """ "Nearly 6,000" gives no floor, and its ceiling is nobody's count."""
    e = toll(made(rep("A", DAY, Fig(number=6000, by=HEALTH, qualifier=NEARLY))))
    assert e.kind is EstimateKind.NOTHING
    assert (e.low, e.best) == (None, None)


def test_a_range_is_a_range() -> None:
    """Between 30 and 40 missing, by a ministry."""
    book = made(rep("A", DAY, Fig(number=30, top=40, by=HEALTH, qualifier=BETWEEN, measure=Measure.MISSING)))
    assert bounds(toll(book, "missing")) == ("range", 30, None, 40)


def test_two_bodies_near_each_other_are_a_range() -> None:
    """44 and 40 of one day: within five, and neither is said to be old."""
    book = made(rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY)), rep("B", DAY, Fig(number=40, by=MONITOR, said=DAY)))
    e = toll(book)
    assert bounds(e) in {("range", 40, None, 44), ("count", 44, 44, None)}
    assert e.low is not None and e.low <= 44


def test_two_bodies_far_apart_conflict() -> None:
    """3,958 by one, 3,283 by another, of one day: no best figure; the least that they share, and the most."""
    book = made(rep("A", DAY, Fig(number=3958, by=CROSS, said=DAY)), rep("B", DAY, Fig(number=3283, by=HEALTH, said=DAY)))
    e = toll(book)
    assert bounds(e) == ("conflicting", 3283, None, 3958)
    assert labels(book, (x.origin for x in e.basis)) == {"3958 A", "3283 B"}


def test_a_conflict_with_a_floor_is_open_above() -> None:
    """171 counted, at least 220 by another body of that day."""
    book = made(
        rep("A", DAY, Fig(number=171, by=HEALTH, said=DAY)), rep("B", DAY, Fig(number=220, by=CROSS, said=DAY, qualifier=LEAST))
    )
    assert bounds(toll(book)) == ("conflicting", 171, None, None)


def test_a_part_over_the_whole_conflicts() -> None:
    """103 in a city, 60 in the country that holds it."""
    book = made(
        rep("A", DAY, Fig(number=60, by=HEALTH, said=DAY)),
        rep("B", DAY, Fig(number=103, by=MONITOR, said=DAY, place=CITY)),
    )
    e = toll(book)
    assert e.kind is EstimateKind.CONFLICTING
    assert e.low == 60 and e.best is None
    assert "place_exceeds_country" in codes(e)


def test_a_floor_under_a_count_says_nothing_against_it() -> None:
    """44 counted, "more than 20" by another body."""
    book = made(rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY)), rep("B", DAY, Fig(number=20, by=AUTHORITIES, qualifier=MORE)))
    assert bounds(toll(book)) == ("count", 44, 44, None)


def test_a_higher_floor_takes_the_best_away() -> None:
    """44 counted by a ministry on the 9th; a monitor has at least 60 on the 10th: no count."""
    book = made(
        rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY)), rep("B", NEXT, Fig(number=60, by=MONITOR, said=NEXT, qualifier=LEAST))
    )
    e = toll(book)
    assert e.best is None and e.high is None


def test_many_missing_make_a_count_a_floor(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that 44 people had been killed in the flood. The ministry said 30
    people were missing.
    """
    e = toll(book)
    assert bounds(e) == ("floor_only", 44, None, None)
    assert "many_missing" in codes(e)
    assert "So many are still missing" in e.sentence


def test_few_missing_do_not() -> None:
    """44 dead, 10 missing: a count."""
    book = made(rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY), Fig(number=10, by=HEALTH, said=DAY, measure=Measure.MISSING)))
    e = toll(book)
    assert bounds(e) == ("count", 44, 44, None)
    assert "many_missing" not in codes(e)


def test_two_floors_of_one_party_on_a_day_conflict() -> None:
    """Two ministries of one government: more than 3,000, at least 5,300. In logic they agree; in a newspaper they do not."""
    book = made(
        rep("A", DAY, Fig(number=3000, by=HEALTH, said=DAY, qualifier=MORE)),
        rep("B", DAY, Fig(number=5300, by=INTERIOR, said=DAY, qualifier=LEAST)),
    )
    e = toll(book)
    assert (e.kind, e.low, e.best, e.high) == (EstimateKind.CONFLICTING, 3001, None, None)


def test_two_floors_of_two_parties_or_two_days_do_not() -> None:
    """A monitor's floor beside a ministry's; a ministry's floor of another day: the higher one is the floor."""
    for by, said in ((MONITOR, DAY), (INTERIOR, NEXT)):
        book = made(
            rep("A", DAY, Fig(number=3000, by=HEALTH, said=DAY, qualifier=MORE)),
            rep("B", said, Fig(number=5300, by=by, said=said, qualifier=LEAST)),
        )
        assert bounds(toll(book)) == ("floor_only", 5300, None, None)


def test_an_estimate_is_said_to_be_one() -> None:
    """ "An estimated 900 people": the count of an estimate reads as one."""
    e = toll(made(rep("A", DAY, Fig(number=900, by=HEALTH, said=DAY, standing=Standing.ESTIMATED))))
    assert e.sentence.startswith("900 people killed, as estimated by")


def test_nobody_killed_is_a_figure() -> None:
    """The ministry says that 0 people were killed: 0 is a count, not an absence of one."""
    e = toll(made(rep("A", DAY, Fig(number=0, by=HEALTH, said=DAY))))
    assert bounds(e) == ("count", 0, 0, None)


def test_one_person() -> None:
    """One is a person, not people."""
    e = toll(made(rep("A", DAY, Fig(number=1, by=HEALTH, said=DAY))))
    assert e.sentence.startswith("1 person killed")


def test_families_are_households_and_never_people(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The Red Crescent said on Sunday that 300 families had fled their homes in the unrest in Kazakhstan.

    The interior ministry of Kazakhstan said on Sunday that 900 people had been displaced.
    """
    told = {e.scope.object: e for e in tolls(book) if e.scope.measure is Measure.DISPLACED}
    assert (told["household"].best, told[None].best) == (300, 900)
    assert told["household"].sentence.startswith("300 households displaced, ")
