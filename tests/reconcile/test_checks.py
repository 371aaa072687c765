"""Rule 7: each check, with a story that raises it and one that must not. No check changes a bound."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tollbook.model import Book, Measure, Qualifier, Side, Standing

from .stories import (
    AUTHORITIES,
    CITY,
    CROSS,
    HEALTH,
    MONITOR,
    OTHER_CITY,
    REGION,
    Fig,
    Rep,
    codes,
    labels,
    made,
    rep,
    toll,
)

D6, D8, D9, D10 = (date(2022, 1, n) for n in (6, 8, 9, 10))
THIRD_CITY = replace(OTHER_CITY, id="p:third", name="Thirdtown")
INJURED, MISSING = Measure.INJURED, Measure.MISSING
OTHERS, FORCES = Side.OTHERS, Side.STATE_FORCES


def health(number: int, said: date = D9, **more: object) -> Fig:
    """A figure of the health ministry, of a day."""
    return Fig(number=number, by=HEALTH, said=said, **more)  # type: ignore[arg-type]  # fields of `Fig`, as given


RAISED = [
    ("differs_from_earlier", "killed", [rep("A", D6, health(18, D6)), rep("B", D9, health(16, D9))]),
    ("part_exceeds_whole", "killed", [rep("A", D9, health(60)), rep("B", D9, Fig(number=103, by=MONITOR, said=D9, side=OTHERS))]),
    (
        "place_exceeds_country",
        "killed",
        [rep("A", D9, health(60)), rep("B", D9, Fig(number=103, by=MONITOR, said=D9, place=CITY))],
    ),
    (
        "parts_exceed_total",
        "killed",
        [rep("A", D9, health(230), health(150, place=CITY, part_of=0), health(90, place=OTHER_CITY, part_of=0))],
    ),
    (
        "parts_exceed_total",
        "killed",
        [rep("A", D9, health(40), health(26, side=OTHERS, part_of=0), health(18, side=FORCES, part_of=0))],
    ),
    (
        "same_body_same_day",
        "missing",
        [rep("A", D9, health(110, measure=MISSING)), rep("B", D9, health(30, measure=MISSING))],
    ),
    ("tenfold", "killed", [rep("A", D9, health(44)), rep("B", D9, Fig(number=440, by=MONITOR, said=D9))]),
    (
        "digits_swapped",
        "injured",
        [rep("A", D9, health(4358, measure=INJURED)), rep("B", D9, Fig(number=4385, by=MONITOR, said=D9, measure=INJURED))],
    ),
    (
        "mixed_measure",
        "injured",
        [rep("A", D9, health(225), health(4353, measure=INJURED)), rep("B", D9, health(4578, measure=INJURED))],
    ),
    (
        "headline_stronger",
        "killed",
        [rep("A", D9, Fig(number=164), health(164, standing=Standing.WITHDRAWN))],
    ),
    ("fell", "killed", [rep("A", D9, health(44)), rep("B", D10, Fig(number=20, by=MONITOR, said=D10))]),
    ("many_missing", "killed", [rep("A", D9, health(44), health(30, measure=MISSING))]),
    ("words_only", "killed", [rep("A", D9, Fig(number=24, by=AUTHORITIES, qualifier=Qualifier.VAGUE))]),
]
QUIET = [
    ("differs_from_earlier", "killed", [rep("A", D6, health(16, D6)), rep("B", D9, health(18, D9))]),
    (
        "differs_from_earlier",
        "killed",
        [rep("A", D6, health(18, D6)), rep("B", D9, health(16, D9, standing=Standing.CORRECTED, replaces="18"))],
    ),
    (
        "differs_from_earlier",
        "missing",
        [rep("A", D8, health(110, D8, measure=MISSING)), rep("B", D9, health(30, D9, measure=MISSING))],
    ),
    (
        "differs_from_earlier",
        "killed",
        [
            rep("A", D8, health(164, D8)),
            rep("B", D9, health(164, D8, standing=Standing.WITHDRAWN)),
            rep("C", D10, health(44, D10)),
        ],
    ),
    (
        "part_exceeds_whole",
        "killed",
        [rep("A", D9, health(164)), rep("B", D9, Fig(number=103, by=MONITOR, said=D9, side=OTHERS))],
    ),
    ("part_exceeds_whole", "killed", [rep("A", D9, health(60)), rep("B", D9, Fig(number=103, by=MONITOR, said=D9, place=CITY))]),
    (
        "place_exceeds_country",
        "killed",
        [rep("A", D9, health(164)), rep("B", D9, Fig(number=103, by=MONITOR, said=D9, place=CITY))],
    ),
    (
        "place_exceeds_country",
        "killed",
        [rep("A", D9, health(60)), rep("B", D9, Fig(number=103, by=MONITOR, said=D9, side=OTHERS))],
    ),
    (  # parts along two dimensions overlap: 139, 63 and 20 by place, 19 of them soldiers, of 230
        "parts_exceed_total",
        "killed",
        [
            rep(
                "A",
                D9,
                health(230),
                health(139, place=CITY, part_of=0),
                health(63, place=OTHER_CITY, part_of=0),
                health(20, place=THIRD_CITY, part_of=0),
                health(19, side=FORCES, part_of=0),
            )
        ],
    ),
    (  # one place lies in the other
        "parts_exceed_total",
        "killed",
        [rep("A", D9, health(150), health(103, place=CITY, part_of=0), health(120, place=REGION, part_of=0))],
    ),
    ("headline_stronger", "killed", [rep("A", D9, Fig(number=164), health(160))]),
    (
        "parts_exceed_total",
        "killed",
        [rep("A", D9, health(44), health(26, side=OTHERS, part_of=0), health(18, side=FORCES, part_of=0))],
    ),
    (
        "same_body_same_day",
        "missing",
        [rep("A", D8, health(110, D8, measure=MISSING)), rep("B", D9, health(30, D9, measure=MISSING))],
    ),
    ("same_body_same_day", "killed", [rep("A", D9, health(44)), rep("B", D9, Fig(number=60, by=MONITOR, said=D9))]),
    ("tenfold", "killed", [rep("A", D9, health(44)), rep("B", D9, Fig(number=441, by=MONITOR, said=D9))]),
    ("tenfold", "killed", [rep("A", D9, health(3)), rep("B", D9, Fig(number=30, by=MONITOR, said=D9))]),
    (
        "digits_swapped",
        "injured",
        [rep("A", D9, health(4358, measure=INJURED)), rep("B", D9, Fig(number=4853, by=MONITOR, said=D9, measure=INJURED))],
    ),
    (
        "mixed_measure",
        "injured",
        [rep("A", D9, health(225), health(4353, measure=INJURED)), rep("B", D9, health(4579, measure=INJURED))],
    ),
    (
        "mixed_measure",
        "injured",
        [
            rep("A", D9, health(225), health(4353, measure=INJURED)),
            rep("B", D9, Fig(number=4578, by=CROSS, said=D9, measure=INJURED)),
        ],
    ),
    ("headline_stronger", "killed", [rep("A", D9, Fig(number=164), health(164))]),
    ("fell", "killed", [rep("A", D9, health(44)), rep("B", D10, Fig(number=60, by=MONITOR, said=D10))]),
    (
        "fell",
        "missing",
        [rep("A", D9, health(44, measure=MISSING)), rep("B", D10, Fig(number=20, by=MONITOR, said=D10, measure=MISSING))],
    ),
    ("many_missing", "killed", [rep("A", D9, health(44), health(20, measure=MISSING))]),
    ("words_only", "killed", [rep("A", D9, Fig(number=24, by=AUTHORITIES, qualifier=Qualifier.VAGUE), health(44))]),
]


@pytest.mark.parametrize(("code", "measure", "reports"), RAISED, ids=[x[0] for x in RAISED])
def test_raised(code: str, measure: str, reports: list[Rep]) -> None:
    """A story that asks for a look."""
    e = toll(made(*reports), measure)
    assert code in codes(e)
    assert all((p.message.endswith(".") and p.claims) or p.code == "many_missing" for p in e.problems)


@pytest.mark.parametrize(("code", "measure", "reports"), QUIET, ids=[x[0] for x in QUIET])
def test_not_raised(code: str, measure: str, reports: list[Rep]) -> None:
    """A story like it that does not."""
    assert code not in codes(toll(made(*reports), measure))


def test_a_problem_names_the_claims_it_is_about() -> None:
    """44 and 440 on one day: both are named."""
    book = made(rep("A", D9, health(44)), rep("B", D9, Fig(number=440, by=MONITOR, said=D9)))
    e = toll(book)
    (problem,) = [p for p in e.problems if p.code == "tenfold"]
    assert labels(book, problem.claims) == {"44 A", "440 B"}
    assert problem.message == "440 is ten times 44."
    assert "440" in e.sentence


def test_a_headline_stronger_than_its_report(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    Unrest in Kazakhstan: 164 dead

    The health ministry of Kazakhstan said on Sunday that 164 people had been killed in the unrest. The ministry later
    withdrew the figure, saying that it was published by mistake.
    """
    e = toll(book)
    assert e.kind.value == "nothing"


def raised(book: Book, code: str, measure: str = "killed") -> list[str]:
    """The messages of one check, as of the last that is known."""
    return [p.message for p in toll(book, measure).problems if p.code == code]


def test_a_headline_that_says_more_than_its_report(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    Unrest in Kazakhstan: 220 killed

    The interior ministry of Kazakhstan said on Sunday that 160 people had been killed in the unrest.
    """
    (message,) = raised(book, "headline_stronger")
    assert message == "The headline gives '220'; no figures of the report make so many."


def test_a_headline_that_rounds_says_no_more_than_its_report(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    Unrest in Kazakhstan: nearly 8,000 arrested

    The interior ministry of Kazakhstan said on Sunday that 7,939 people had been arrested in the unrest.
    """
    assert raised(book, "headline_stronger", "arrested") == []


def test_a_headline_that_gives_a_ceiling_flatly(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    Unrest in Kazakhstan: 200 killed

    The interior ministry of Kazakhstan said on Sunday that up to 200 people had been killed in the unrest.
    """
    (message,) = raised(book, "headline_stronger")
    assert "the report gives it as “up to 200”" in message


def test_a_headline_that_gives_flatly_what_nobody_could_verify(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    Unrest in Kazakhstan: 160 killed

    The interior ministry of Kazakhstan said on Sunday that 160 people had been killed in the unrest, which could not be
    independently verified.
    """
    (message,) = raised(book, "headline_stronger")
    assert "the report gives it as not verified" in message


def test_a_headline_that_adds_what_its_report_gives_apart(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    Unrest in Kazakhstan: 42 killed

    The interior ministry of Kazakhstan said on Sunday that 26 protesters and 16 police officers had been killed.
    """
    assert not raised(book, "headline_stronger")


def test_a_headline_whose_report_gives_more(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    Unrest in Kazakhstan: 160 killed

    The interior ministry of Kazakhstan said on Sunday that at least 160 people had been killed in the unrest.
    """
    assert not raised(book, "headline_stronger")


def test_a_figure_of_a_past_event_in_the_toll_of_this_one(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    Unrest in Kazakhstan

    The interior ministry of Kazakhstan said that 26 people had been killed in Almaty on 20 November 2021.
    """
    (message,) = raised(book, "background_in_current")
    assert message == "'26' is told of 2021-11-20, long before this story begins (2022-01-09)."


def test_a_figure_of_the_days_of_the_story(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-09
    Unrest in Kazakhstan

    The interior ministry of Kazakhstan said that 26 people had been killed in Almaty on 5 January 2022.
    """
    assert not raised(book, "background_in_current")


def test_the_same_dead_under_two_labels(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-08
    The interior ministry of Kazakhstan said on Saturday that 26 armed criminals had been killed in the unrest.
    --- Evening Paper, 2022-01-09
    A rights group in Kazakhstan, the Freedom Watch, said on Sunday that 26 protesters had been killed in the unrest.
    """
    (message,) = raised(book, "same_dead_two_labels")
    assert message == "26 are called “armed criminals” and “protesters”: they may be the same people."


def test_two_labels_of_two_numbers(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-08
    The interior ministry of Kazakhstan said on Saturday that 26 armed criminals had been killed in the unrest.
    --- Evening Paper, 2022-01-09
    A rights group in Kazakhstan, the Freedom Watch, said on Sunday that 31 protesters had been killed in the unrest.
    """
    assert not raised(book, "same_dead_two_labels")


def test_a_sum_that_does_not_come_out(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-10
    Altogether 46 people died: 26 protesters and 16 police officers were killed, the interior ministry of Kazakhstan said.
    """
    assert raised(book, "sum_stated_wrong") == ["16 and 26 make 42; the report says 46 in all."]
    assert not raised(book, "parts_exceed_total")


def test_a_sum_that_comes_out(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-10
    Altogether 42 people died: 26 protesters and 16 police officers were killed, the interior ministry of Kazakhstan said.
    """
    assert not raised(book, "sum_stated_wrong")


def test_a_total_of_which_only_some_are_told(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-10
    The interior ministry of Kazakhstan said that 46 people had been killed in total, including 26 protesters and 16 police
    officers.
    """
    assert not raised(book, "sum_stated_wrong")


def test_a_growth_that_does_not_come_out(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-10
    The interior ministry of Kazakhstan said that 8 more people had been killed, and the death toll rose from 45 to 52.
    """
    assert raised(book, "sum_stated_wrong") == ["45 and 8 more make 53; the report says 52."]


def test_a_growth_that_comes_out(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-10
    The interior ministry of Kazakhstan said that 7 more people had been killed, and the death toll rose from 45 to 52.
    """
    assert not raised(book, "sum_stated_wrong")
