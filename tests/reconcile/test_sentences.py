"""The sentence of an estimate: each template once, every part of it true when quoted alone, and no source a killer."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tollbook.lexicon import table
from tollbook.model import Measure, Qualifier, Side, SourceKind, Standing
from tollbook.reconcile.sentences import joined, plural

from .stories import AUTHORITIES, CITY, CROSS, HEALTH, INTERIOR, MONITOR, Fig, Rep, body, made, rep, toll, tolls

DAY, NEXT, LATER = date(2022, 1, 9), date(2022, 1, 10), date(2022, 1, 14)
MORE, LEAST = Qualifier.MORE_THAN, Qualifier.AT_LEAST
ARMY = body("Army", SourceKind.MILITARY)
FORCES, OTHERS = Side.STATE_FORCES, Side.OTHERS


def says(number: int, **more: object) -> Fig:
    """A figure of the army: the one of whom no sentence may say that it killed."""
    return Fig(**({"number": number, "by": ARMY, "said": DAY} | more))  # type: ignore[arg-type]  # fields of `Fig`, as given


KINDS: list[tuple[str, str, list[Rep]]] = [
    ("count", "44 people killed, by the count of the Army on 9 January 2022.", [rep("A", DAY, says(44))]),
    (
        "count_estimated",
        "44 people killed, as estimated by the Army on 9 January 2022.",
        [rep("A", DAY, says(44, standing=Standing.ESTIMATED))],
    ),
    (
        "floor_only",
        "More than 40 people killed, as given by the Army on 9 January 2022. The true number is not known.",
        [rep("A", DAY, says(40, qualifier=MORE))],
    ),
    (
        "floor_sum",
        "At least 42 people killed: 26 people and 16 people, as given by the Army on 9 January 2022."
        " The true number is not known.",
        [rep("A", DAY, says(26, side=OTHERS), says(16, side=FORCES))],
    ),
    (
        "floor_part",
        "At least 103 people killed, from a part alone: 103 people in Rivermouth, as given by the Army on 9 January 2022."
        " The true number is not known.",
        [rep("A", DAY, says(103, place=CITY))],
    ),
    (
        "floor_by_nobody",
        "At least 44 people killed, in reports that name no source (A, naming no source, published 9 January 2022)."
        " The true number is not known.",
        [rep("A", DAY, Fig(number=44))],
    ),
    (
        "range",
        "Between 30 and 40 people killed: the figures that stand are 30 to 40 (the Army on 9 January 2022)."
        " That is the range of what was said, not a margin of error.",
        [rep("A", DAY, says(30, top=40, qualifier=Qualifier.BETWEEN))],
    ),
    (
        "conflicting",
        "Sources contradict each other on people killed: 60 (River Monitor on 9 January 2022) and 44 (the Army on 9"
        " January 2022). No best figure can be given; the least that they share is 44.",
        [rep("A", DAY, says(44)), rep("B", DAY, Fig(number=60, by=MONITOR, said=DAY))],
    ),
    (
        "conflicting_itself",
        "One source gave figures that contradict each other on people killed: 44 (the Army on 9 January 2022) and 30 (the Army"
        " on 10 January 2022). Which of them holds was not said in the reports read; the least that they share is 30.",
        [rep("A", DAY, says(44)), rep("B", NEXT, Fig(number=30, by=ARMY, said=NEXT))],
    ),
    ("nothing", "No number of people killed can be given.", [rep("A", DAY, says(44, qualifier=Qualifier.NEARLY))]),
]


@pytest.mark.parametrize(("kind", "expected", "reports"), KINDS, ids=[k[0] for k in KINDS])
def test_the_sentence_of_a_kind(kind: str, expected: str, reports: list[Rep]) -> None:
    """Word by word."""
    found = toll(made(*reports)).sentence
    if kind == "conflicting":  # which of the two is told first is no matter
        assert sorted(re.findall(r"\d+ \(.*?\)", found)) == sorted(re.findall(r"\d+ \(.*?\)", expected))
        assert found.endswith("the least that they share is 44.")
    else:
        assert found == expected


def test_every_kind_has_its_case() -> None:
    """A new template asks for a new case here."""
    by_words = {"floor_persons"}  # in test_persons: it takes words, and these figures have none
    assert {k[0] for k in KINDS} | by_words == set(table("sentences")["kinds"])


MORE_WORDS = [
    ("words", "In words only: 24.", [rep("A", DAY, says(24, qualifier=Qualifier.VAGUE, side=OTHERS), says(18, side=FORCES))]),
    ("aside", "Set aside: 164, withdrawn.", [rep("A", DAY, says(164)), rep("B", NEXT, says(164, standing=Standing.WITHDRAWN))]),
    (
        "disputed",
        "Disputed, and counted all the same: 44, by the ministry.",
        [rep("A", DAY, says(44)), rep("B", NEXT, says(44, standing=Standing.DISPUTED, disputed_by="the ministry"))],
    ),
    (
        "many_missing",
        "So many are still missing that the dead counted are a floor.",
        [rep("A", DAY, says(44), says(30, measure=Measure.MISSING))],
    ),
    (
        "earlier",
        "Earlier, 50 (6 January 2022) was given; why it differs was not said in the reports read.",
        [rep("A", date(2022, 1, 6), says(50, said=date(2022, 1, 6))), rep("B", DAY, says(44))],
    ),
    (
        "earlier_sum",
        "Earlier, 18 (6 January 2022) was given, which would make 44; why it differs was not said in the reports read.",
        [
            rep("A", date(2022, 1, 6), says(18, said=date(2022, 1, 6), side=FORCES)),
            rep("B", DAY, says(26, side=OTHERS), says(16, side=FORCES)),
        ],
    ),
]


@pytest.mark.parametrize(("key", "words", "reports"), MORE_WORDS, ids=[k[0] for k in MORE_WORDS])
def test_what_a_sentence_adds(key: str, words: str, reports: list[Rep]) -> None:
    """What was earlier, set aside, disputed or said in words."""
    assert words in toll(made(*reports)).sentence


def test_old_news_are_said_to_be_old() -> None:
    """Nothing since the 9th, asked on the 14th."""
    assert "Nothing newer was read since 9 January 2022." in toll(made(rep("A", DAY, says(44))), as_of="2022-01-14").sentence


FATES = [
    (Standing.WITHDRAWN, "164, withdrawn"),
    (Standing.DISAVOWED, "164, disowned by the source named"),
]


@pytest.mark.parametrize(("standing", "words"), FATES)
def test_a_fate_in_words(standing: Standing, words: str) -> None:
    """What became of what is set aside."""
    assert words in toll(made(rep("A", DAY, says(164)), rep("B", NEXT, says(164, standing=standing)))).sentence


STORIES = [
    *(k[2] for k in KINDS),
    *(k[2] for k in MORE_WORDS),
    [
        rep("A", DAY, says(44), says(300, measure=Measure.INJURED), says(5, measure=Measure.KIDNAPPED)),
        rep("B", NEXT, Fig(number=60, by=INTERIOR, said=NEXT), Fig(number=9, by=AUTHORITIES, measure=Measure.DISPLACED)),
        rep("C", LATER, Fig(number=61, by=CROSS, said=LATER, qualifier=LEAST), Fig(number=62, by=HEALTH, group="children")),
    ],
]
COUNTED = "|".join(w for w in table("sentences")["what"].values() if w.endswith("d") and " " not in w)
KILLER = re.compile(rf"\b(?:{COUNTED}) by\b|\b(?:{COUNTED})(?: in [A-Z]\w+)? by (?!the count|an estimate)", re.I)


def test_no_source_does_the_killing() -> None:
    """No sentence has "killed by the army" where the army only counted."""
    said = [e.sentence for reports in STORIES for e in tolls(made(*reports))]
    assert len(said) > len(STORIES)
    assert not [s for s in said if KILLER.search(s)]
    assert KILLER.search("44 people killed by the army.")


def test_every_sentence_is_whole() -> None:
    """It starts with a capital or a number, ends in a full stop, and holds no empty place."""
    for reports in STORIES:
        for e in tolls(made(*reports)):
            assert re.match(r"[A-Z0-9]", e.sentence) and e.sentence.endswith(".")
            assert "None" not in e.sentence and "{" not in e.sentence and "  " not in e.sentence and " ," not in e.sentence


def test_lists_and_plurals() -> None:
    """Items in words."""
    assert joined([]) == "no source"
    assert joined(["a"]) == "a"
    assert joined(["a", "b", "c"]) == "a, b and c"
    assert plural("house") == "houses" and plural("city") == "cities"
