"""Rule 7: each check, with a story that raises it and one that must not. No check changes a bound."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.model import Book, Measure, Qualifier, Side, Standing

from .stories import AUTHORITIES, CITY, CROSS, HEALTH, MONITOR, Fig, Rep, codes, labels, made, rep, toll

D6, D8, D9, D10 = (date(2022, 1, n) for n in (6, 8, 9, 10))
INJURED, MISSING = Measure.INJURED, Measure.MISSING
OTHERS, FORCES = Side.OTHERS, Side.STATE_FORCES


def health(number: int, said: date = D9, **more: object) -> Fig:
    """A figure of the health ministry, of a day."""
    return Fig(number=number, by=HEALTH, said=said, **more)  # type: ignore[arg-type]  # fields of `Fig`, as given


RAISED = [
    ("differs_from_earlier", "killed", [rep("A", D6, health(18, D6)), rep("B", D9, health(16, D9))]),
    ("part_exceeds_whole", "killed", [rep("A", D9, health(60)), rep("B", D9, Fig(number=103, by=MONITOR, said=D9, place=CITY))]),
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
    ("part_exceeds_whole", "killed", [rep("A", D9, health(164)), rep("B", D9, Fig(number=103, by=MONITOR, said=D9, place=CITY))]),
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
