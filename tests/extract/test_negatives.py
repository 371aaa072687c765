"""What is no claim, by the guidelines: each with the sentence that could be taken for one."""

from __future__ import annotations

import pytest

from .cases import NEGATIVE, Case, case, check, exact

CASES = [
    case(NEGATIVE, "an age", "Ilya Maren, 72, was killed.", exact("killed", 1, figure="Ilya Maren")),
    case(NEGATIVE, "an age with years", "A 34-year-old man was killed.", exact("killed", 1)),
    case(NEGATIVE, "an age after aged", "Ilya Maren, aged 72, was killed.", exact("killed", 1)),
    case(NEGATIVE, "a year", "The ferry Aurora sank in 1987."),
    case(NEGATIVE, "a year after a death", "The poet died in 1987 in exile in Lund.", exact("killed", 1, figure="The poet")),
    case(NEGATIVE, "a date", "On March 3 the council met over the deaths."),
    case(NEGATIVE, "a date behind a verb", "They were killed on 3 March."),
    case(NEGATIVE, "an hour", "The bomb that killed them went off at 1430."),
    case(NEGATIVE, "a population", "The killings have shaken an island of 7 million people."),
    case(NEGATIVE, "a city's people", "Shops opened again in a port of 2.6 million people, weeks after the killings."),
    case(NEGATIVE, "a price", "The bereaved pay $200 for a coffin."),
    case(NEGATIVE, "billions", "The arrested banker is said to own billions of crowns."),
    case(NEGATIVE, "a distance", "The men were found dead 12 kilometers from the camp."),
    case(NEGATIVE, "a duration", "The writer, now freed, sat in a cell for 11 months."),
    case(NEGATIVE, "days", "The mill reopened after a nine-day strike over the deaths."),
    case(NEGATIVE, "a difference", "That is 100 fewer deaths than in March."),
    case(NEGATIVE, "people aboard", "The plane carried 180 people."),
    case(NEGATIVE, "aboard, beside a toll", "The plane with 180 people on board crashed, killing 12.", exact("killed", 12)),
    case(NEGATIVE, "unhurt", "Forty passengers escaped unhurt."),
    case(NEGATIVE, "a conviction", "Twelve officers were convicted of torture."),
    case(NEGATIVE, "a sentence", "Twelve officers were sentenced to nine years."),
    case(NEGATIVE, "a magnitude", "A quake of magnitude 6.4 killed nobody.", exact("killed", 0)),
    case(NEGATIVE, "a score", "Dorra beat Velmark 3-1."),
    case(NEGATIVE, "seized weapons", "Police seized 40 rifles and 2,000 rounds after the arrests."),
    case(NEGATIVE, "a flight number", "Flight 103 was lost."),
    case(NEGATIVE, "a share", "The number of deaths fell by 12 percent."),
    case(NEGATIVE, "a rank", "He was the third man to be killed.", exact("killed", 1)),
    case(NEGATIVE, "an intention", "They planned to kill 40 people.", exact("killed", 40, frame="forecast")),
    case(NEGATIVE, "wounded pride", "The defeat wounded the pride of two clubs."),
    case(NEGATIVE, "shots", "Police fired 40 shots."),
    case(NEGATIVE, "a room", "The dead man lay in room 12."),
    case(NEGATIVE, "a brigade", "Soldiers of the 12th brigade killed nobody.", exact("killed", 0)),
    case(NEGATIVE, "percent of the injured", "Some 40 percent of the injured were women."),
    case(NEGATIVE, "wages", "Miners died for wages of 200 pesos a day."),
    case(
        NEGATIVE,
        "convicts told with killed",
        "Twelve officers were convicted of killing four men in 1995.",
        exact("killed", 4, frame="background"),
    ),
]


@pytest.mark.parametrize("one", CASES)
def test_no_claim(one: Case) -> None:
    """Each case holds its report."""
    check(one)
