"""Tolls told by their number, by their members, and by what they replace."""

from __future__ import annotations

import pytest

from .cases import NEGATIVE, SYNTHETIC, WILD, Case, case, check, exact, row

CASES = [
    case(WILD, "stands at", "The death toll stands at 41.", exact("killed", 41)),
    case(WILD, "has risen to", "The death toll has risen to 41.", exact("killed", 41)),
    case(WILD, "rose from to: the former is replaced", "The death toll rose from 38 to 41.", exact("killed", 41, replaces="38")),
    case(WILD, "has surged to", "The death toll has surged to around 41.", exact("killed", 41, qualifier="about")),
    case(WILD, "passed", "The death toll has passed 41.", row("killed", 42, None)),
    case(WILD, "the injured number", "The injured now number 412.", exact("injured", 412)),
    case(WILD, "the number of dead", "Officials put the number of dead at 41.", exact("killed", 41, said_by="Officials")),
    case(
        WILD,
        "put the number of arrests at",
        "The council put the number of arrests at no fewer than 70.",
        row("arrested", 70, None),
    ),
    case(
        WILD,
        "a toll named again by its number",
        "The union said 34 miners were killed. The owners called the figure of 34 invented.",
        exact("killed", 34),
        exact("killed", 34, restates=True),
    ),
    case(WILD, "arrests have passed", "Arrests had passed 900.", row("arrested", 901, None)),
    case(WILD, "a headline", "Death toll 41 in mine fire", exact("killed", 41)),
    case(
        WILD,
        "members",
        "The quake killed 41 people. Among the dead was a nurse.",
        exact("killed", 41),
        exact("killed", 1, part_of="41"),
    ),
    case(SYNTHETIC, "labels", "Killed: 12 guards", exact("killed", 12)),
    case(NEGATIVE, "a toll without a number", "The death toll has risen sharply since Monday."),
    case(NEGATIVE, "a toll that did not rise", "The death toll is not 41."),
    case(NEGATIVE, "a toll road", "The toll on the road rose to 41 dollars."),
    case(WILD, "rose by is no total", "The death toll rose by 3 to 41.", exact("killed", 41)),
]


@pytest.mark.parametrize("one", CASES)
def test_tolls(one: Case) -> None:
    """Each case holds its report."""
    check(one)
