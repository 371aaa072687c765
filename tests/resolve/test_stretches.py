"""Where a report turns to another event, and where it only seems to."""

from __future__ import annotations

import pytest

from tollbook.resolve import resolve, stretches

from .test_stories import EXTRACTOR, GAZETTEER, dated


def turned(text: str, day: str = "2022-01-05") -> dict[str, bool]:
    """The figures that are of another event than their report, and whether that is a past one."""
    report = dated(text, day)
    claims = EXTRACTOR.extract(report)
    found = stretches(report, claims, resolve(report, claims, GAZETTEER), GAZETTEER)
    return {c.figure.text: found[c.id].recalled for c in claims if c.id in found}


LEAD = "Shooting in Leeds\n\nA gunman killed three people at a bar in Leeds, England, on Monday, police said.\n\n"

TURNS = [
    "In a separate incident, a stabbing killed two people in York.",
    "In another shooting on Monday, two people were killed in York.",
    "Elsewhere, gunmen killed two people in York.",
    "Meanwhile, in an unrelated attack, two people were killed.",
    "A separate shooting killed two people in York.",
    "In York, gunmen killed two people.",
]
STAYS = [
    "Two people were killed in the street outside, and one inside.",
    "In other words, two people were killed for nothing.",
    "Separate inquiries into the two deaths were opened.",
    "Police said two people were killed elsewhere in the building.",
    "In Leeds, two people were killed in the last such shooting.",
    "UPDATE: Two people were killed, police now say.",
    "In another sign of anger, residents said two people had been killed by police.",
]


@pytest.mark.parametrize("words", TURNS)
def test_a_report_turns_to_another_event(words: str) -> None:
    assert list(turned(LEAD + words + "\n").values()) == [False]


@pytest.mark.parametrize("words", STAYS)
def test_a_report_stays_with_its_event(words: str) -> None:
    assert not turned(LEAD + words + "\n")


def test_a_paragraph_with_a_dateline_of_its_own() -> None:
    lead = LEAD.replace("A gunman", "LEEDS, England - A gunman")
    york = "YORK, England - Gunmen killed two people outside a station.\n"
    hull = "HULL, England - A fire killed seven people.\n"
    assert turned(f"{lead}{york}\n{hull}") == {"two": False, "seven": False}
    assert not turned(lead + york)  # one more alone can be the same event, seen from another town
    assert not turned(f"{lead}BBC-TV says two people were killed.\n\nITV-TV says four people were killed.\n")
    assert not turned(lead + "LEEDS, England - Three people are dead after a shooting at a bar.\n")  # the first version, below


def test_a_total_of_two_towns_is_one_event() -> None:
    """
    The lead's seven are those of both towns.
    """
    text = "Bombs kill seven in Iraq\n\nBombs killed seven people in Iraq on Monday, police said.\n\n"
    text += "A car bomb in Baghdad killed four people.\n\nIn Mosul, a bomb killed three people.\n"
    assert not turned(text)


def test_unrest_elsewhere_in_the_country_is_the_same_story_and_what_is_unrelated_is_not() -> None:
    text = "Riots in Kazakhstan\n\nProtesters clashed with police in Almaty, Kazakhstan. Riots killed 12 people there.\n\n"
    assert not turned(text + "Elsewhere, clashes with protesters killed five people in Aktobe.\n")
    assert turned(text + "In an unrelated incident, a fire killed five people in Aktobe.\n") == {"five": False}


def test_a_paragraph_that_names_the_first_town_ends_the_other_event() -> None:
    text = LEAD + "Elsewhere, gunmen killed two people in York.\n\nIn the Leeds shooting, nine people were injured.\n"
    assert turned(text) == {"two": False}


def test_a_part_stays_with_its_whole() -> None:
    text = "Attacks in Iraq\n\nBombs killed 12 people in Baghdad, Iraq, on Monday.\n\n"
    assert not turned(text + "In a separate statement, the ministry said that five of the 12 dead were soldiers.\n")


PAST = "Riots in Aktobe\n\nPolice shot dead four protesters in Aktobe, Kazakhstan, on Monday, the interior ministry said.\n\n"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The unrest is the worst since the 2011 killings in Zhanaozen, in which 16 people died.", {"16": True}),
        ("In December 2011, police killed 16 oil workers in Zhanaozen.", {"16": True}),
        ("In the past, such clashes killed 16 people.", {}),  # of no place and year
        ("In all of 2019, police killed 16 people in Zhanaozen.", {}),  # a count over a year
        ("On 2 January 2022, police in Aktobe killed one protester.", {}),  # of those days
    ],
)
def test_a_past_event_needs_a_place_and_a_year(words: str, found: dict[str, bool]) -> None:
    assert turned(PAST + words + "\n") == found


def test_a_report_of_a_past_event_alone_keeps_it() -> None:
    assert not turned("Zhanaozen remembered\n\nIn December 2011, police killed 16 oil workers in Zhanaozen, Kazakhstan.\n")
