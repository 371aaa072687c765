"""Rule 5: sums of one statement, of disjoint sides, never of vague words; and what is the whole and what a part."""

from __future__ import annotations

from datetime import date

from tollbook.model import Book, Extent, Measure, Qualifier, Side, SourceKind, Standing

from .stories import (
    AUTHORITIES,
    CITY,
    HEALTH,
    INTERIOR,
    MONITOR,
    OTHER_CITY,
    REGION,
    Fig,
    body,
    bounds,
    label,
    labels,
    made,
    rep,
    toll,
)

DAY, NEXT = date(2022, 1, 9), date(2022, 1, 10)


def test_two_sides_of_one_statement_make_a_floor(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    Authorities in Kazakhstan said on Sunday that 26 protesters and 16 members of the security forces had been killed.
    """
    e = toll(book)
    assert bounds(e) == ("floor_only", 42, None, None)
    assert [(label(book, t.claim), t.low, t.who) for t in e.terms] == [
        ("26 Morning Paper", 26, "protesters"),
        ("16 Morning Paper", 16, "members of the security forces"),
    ]
    assert "At least 42 people killed: 26 protesters and 16 members of the security forces" in e.sentence


def test_two_bodies_are_never_summed(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The interior ministry of Kazakhstan said on Sunday that 26 protesters had been killed in the unrest. The defence
    ministry said on Sunday that 16 soldiers had been killed.
    """
    e = toll(book)
    assert (e.kind.value, e.low, e.terms) == ("floor_only", 26, ())


def test_two_reports_of_one_body_are_never_summed() -> None:
    """A ministry's 26 protesters in one report, its 16 soldiers of another day in another."""
    book = made(
        rep("A", DAY, Fig(number=26, by=HEALTH, said=DAY, side=Side.OTHERS)),
        rep("B", NEXT, Fig(number=16, by=HEALTH, said=NEXT, side=Side.STATE_FORCES)),
    )
    assert toll(book).low == 26 and not toll(book).terms


def test_two_cities_are_not_the_country(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The interior ministry of Kazakhstan said on Sunday that 26 protesters had been killed in Almaty and 16 soldiers had
    been killed in Taraz.
    """
    e = toll(book)
    assert (e.low, e.terms) == (26, ())


def test_vague_words_are_printed_as_words_and_never_added(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-06
    Authorities in Kazakhstan said on Thursday that dozens of protesters and 18 members of the security forces had been
    killed in the unrest.
    """
    e = toll(book)
    assert (e.kind.value, e.low, e.terms) == ("floor_only", 18, ())
    assert e.words == ("dozens of protesters",)
    assert "In words only: dozens of protesters." in e.sentence
    assert "42" not in e.sentence and "24" not in e.sentence


def test_floors_of_two_sides_are_added_as_floors(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The interior ministry of Kazakhstan said on Sunday that more than 20 protesters and at least 16 soldiers had been killed.
    """
    e = toll(book)
    assert bounds(e) == ("floor_only", 37, None, None)
    assert "more than 20 protesters and at least 16 soldiers" in e.sentence


def test_about_and_nearly_on_one_side() -> None:
    """ "Nearly 30" is no floor: no sum; "about 30" is a number."""
    for qualifier, low in ((Qualifier.NEARLY, 16), (Qualifier.ABOUT, 46), (Qualifier.VAGUE, 16)):
        book = made(
            rep(
                "A",
                DAY,
                Fig(number=30, by=HEALTH, said=DAY, side=Side.OTHERS, qualifier=qualifier),
                Fig(number=16, by=HEALTH, said=DAY, side=Side.STATE_FORCES),
            )
        )
        assert toll(book).low == low, qualifier


def test_children_are_in_no_sum(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    The interior ministry of Kazakhstan said on Sunday that 26 protesters, 16 soldiers and four children had been killed.
    """
    e = toll(book)
    assert e.low == 42 and len(e.terms) == 2
    children = toll(book, group="children")
    assert bounds(children) == ("count", 4, 4, None)
    assert "part alone" not in children.sentence


def test_a_group_told_as_a_part_is_the_whole_of_its_group() -> None:
    """44 killed, four of them children: four children, not a part of the children."""
    book = made(
        rep(
            "A",
            DAY,
            Fig(number=44, by=HEALTH, said=DAY),
            Fig(number=4, by=HEALTH, said=DAY, side=Side.OTHERS, group="children", part_of=0),
        )
    )
    assert bounds(toll(book, group="children")) == ("count", 4, 4, None)
    assert bounds(toll(book)) == ("count", 44, 44, None)


def test_a_side_given_twice_is_added_once() -> None:
    """26 and then 30 protesters in one report, with 16 soldiers: the later one is an addend, never both."""
    book = made(
        rep(
            "A",
            DAY,
            Fig(number=26, by=HEALTH, said=DAY, side=Side.OTHERS),
            Fig(number=16, by=HEALTH, said=DAY, side=Side.STATE_FORCES),
            Fig(number=30, by=HEALTH, said=DAY, side=Side.OTHERS),
        )
    )
    assert [t.low for t in toll(book).terms] == [16, 30]


def test_a_total_stands_before_the_sum_of_its_sides() -> None:
    """44, of them 26 and 18: the body's own total is its count."""
    book = made(
        rep(
            "A",
            DAY,
            Fig(number=44, by=HEALTH, said=DAY),
            Fig(number=26, by=HEALTH, said=DAY, side=Side.OTHERS, part_of=0),
            Fig(number=18, by=HEALTH, said=DAY, side=Side.STATE_FORCES, part_of=0),
        )
    )
    assert bounds(toll(book)) == ("count", 44, 44, None)
    assert bounds(toll(book, side=Side.OTHERS)) == ("count", 26, 26, None)
    assert bounds(toll(book, side=Side.STATE_FORCES)) == ("count", 18, 18, None)


def test_a_sum_falls_with_one_of_its_addends_aside() -> None:
    """Of 26 and 16 the 26 is withdrawn: 16 remain, and no sum."""
    book = made(
        rep(
            "A",
            DAY,
            Fig(number=26, by=HEALTH, said=DAY, side=Side.OTHERS),
            Fig(number=16, by=HEALTH, said=DAY, side=Side.STATE_FORCES),
        ),
        rep("B", NEXT, Fig(number=26, by=HEALTH, side=Side.OTHERS, standing=Standing.WITHDRAWN)),
    )
    assert (toll(book).low, toll(book).terms) == (16, ())


def test_a_city_is_a_part_and_a_place_of_its_own() -> None:
    """Killed in a city: a floor of the country, a count of the city, nothing of another city."""
    book = made(rep("A", DAY, Fig(number=103, by=HEALTH, said=DAY, place=CITY)))
    assert bounds(toll(book)) == ("floor_only", 103, None, None)
    assert bounds(toll(book, where=CITY)) == ("count", 103, 103, None)
    assert bounds(toll(book, where=REGION)) == ("floor_only", 103, None, None)
    assert bounds(toll(book, where=OTHER_CITY)) == ("nothing", None, None, None)
    assert "from a part alone: 103 people in Rivermouth" in toll(book).sentence


def test_a_country_s_figure_says_nothing_of_a_city() -> None:
    """164 in the country is no number of the city."""
    book = made(rep("A", DAY, Fig(number=164, by=HEALTH, said=DAY)))
    assert bounds(toll(book, where=CITY)) == ("nothing", None, None, None)


def test_a_measure_within_another_is_a_floor_of_it() -> None:
    """Sixty-two seriously injured are injured; of 30 held, 30 were arrested."""
    book = made(
        rep(
            "A",
            DAY,
            Fig(number=62, by=HEALTH, said=DAY, measure=Measure.SERIOUSLY_INJURED),
            Fig(number=30, by=INTERIOR, said=DAY, measure=Measure.HELD),
        )
    )
    assert bounds(toll(book, "injured")) == ("floor_only", 62, None, None)
    assert bounds(toll(book, "arrested")) == ("floor_only", 30, None, None)
    assert bounds(toll(book, "killed")) == ("nothing", None, None, None)


def test_the_growth_of_a_day_is_no_toll() -> None:
    """44 by the 9th; on the 10th the ministry tells of 12 killed in the past 24 hours."""
    grown = Fig(number=12, by=HEALTH, said=NEXT, extent=Extent.INCIDENT, words="in the past 24 hours")
    book = made(rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY)), rep("B", NEXT, grown))
    assert bounds(toll(book)) == ("count", 44, 44, None)


def test_who_died_in_custody_is_a_part() -> None:
    """44 killed, and by another body 12 who died in police custody: a narrower figure, and a floor where it stands alone."""
    narrow = Fig(number=12, by=INTERIOR, said=DAY, words="who died in police custody")
    assert bounds(toll(made(rep("A", DAY, narrow)))) == ("floor_only", 12, None, None)
    book = made(rep("A", DAY, narrow), rep("B", DAY, Fig(number=44, by=HEALTH, said=DAY)))
    assert bounds(toll(book)) == ("count", 44, 44, None)


def test_the_most_careful_wording_of_a_body_holds() -> None:
    """One outlet prints a body's 3,958, another its "at least 3,958" of that day: a floor."""
    book = made(
        rep("A", DAY, Fig(number=3958, by=MONITOR, said=DAY)),
        rep("B", DAY, Fig(number=3958, by=MONITOR, said=DAY, qualifier=Qualifier.AT_LEAST)),
    )
    e = toll(book)
    assert bounds(e) == ("floor_only", 3958, None, None)
    assert len(e.basis) == 1


def test_other_objects_are_other_tolls() -> None:
    """Injured are not killed, and a place of another story's country is none of its own."""
    book = made(rep("A", DAY, Fig(number=5, by=HEALTH, measure=Measure.INJURED, extent=Extent.CUMULATIVE)))
    assert toll(book).kind.value == "nothing"
    assert toll(book, "injured").low == 5


def test_own_observation_is_an_origin(book: Book) -> None:
    """
    --- Coast Daily, 2022-01-09
    Our correspondents counted 12 bodies in Almaty.
    --- Evening Paper, 2022-01-10
    The health ministry of Kazakhstan said on Monday that nine people had been killed in Almaty.
    """
    e = toll(book)
    assert labels(book, (x.origin for x in e.basis)) >= {"12 Coast Daily"}
    assert (e.low, e.high) == (9, 12)


def test_hospitals_of_two_towns_are_two_bodies() -> None:
    """A hospital's dead are a hospital's: an unnamed state beside it adds nothing."""
    one = body("Hospital One", SourceKind.HOSPITAL, None)
    book = made(
        rep("A", DAY, Fig(number=8, by=one, said=DAY, place=CITY), Fig(number=44, by=AUTHORITIES, said=DAY)),
    )
    assert bounds(toll(book)) == ("floor_only", 44, None, None)
