"""Of whom, on which side, by whom, of what, and whether one incident or the event so far."""

from __future__ import annotations

import pytest

from .cases import KNOWN, NEGATIVE, SYNTHETIC, WILD, Case, case, check, exact

CASES = [
    case(WILD, "protesters", "Nine demonstrators were killed.", exact("killed", 9, who_class="protesters", side="others")),
    case(WILD, "soldiers", "Nine soldiers were killed.", exact("killed", 9, who_class="security_forces", side="state_forces")),
    case(
        WILD,
        "members of the police",
        "Nine members of the police were killed.",
        exact("killed", 9, who_class="security_forces", who="members of the police"),
    ),
    case(WILD, "people: on no side", "Nine people were killed.", exact("killed", 9, who_class="people", side="not_said")),
    case(
        WILD,
        "a speaker's label",
        "The army said nine terrorists were killed.",
        exact("killed", 9, who_class="militants", label="terrorists"),
    ),
    case(
        WILD,
        "rebels are no loaded label",
        "The army said nine rebels were killed.",
        exact("killed", 9, who_class="militants", label=None),
    ),
    case(WILD, "children", "Nine children were killed.", exact("killed", 9, who_class="children")),
    case(WILD, "students", "Nine students were killed.", exact("killed", 9, who_class="students")),
    case(WILD, "reporters", "Nine reporters were arrested.", exact("arrested", 9, who_class="journalists")),
    case(WILD, "foreign citizens", "Nine Danish citizens were killed.", exact("killed", 9, who_class="foreigners")),
    case(WILD, "by whom", "Nine villagers were killed by gunmen.", exact("killed", 9, by_whom="gunmen")),
    case(WILD, "of what", "Nine villagers were killed in a landslide.", exact("killed", 9, cause="a landslide")),
    case(
        WILD, "a day: one incident", "Nine villagers were killed on Friday.", exact("killed", 9, extent="incident", when="Friday")
    ),
    case(WILD, "new deaths: of a day", "The ministry reported nine new deaths.", exact("killed", 9, extent="incident")),
    case(NEGATIVE, "new are the recruits", "Nine new recruits were killed.", exact("killed", 9, extent="cumulative")),
    case(WILD, "so far", "Nine villagers have been killed so far.", exact("killed", 9, extent="cumulative")),
    case(
        WILD,
        "one person: one incident",
        "Police arrested the mayor.",
        exact("arrested", 1, extent="incident", who_class="officials"),
    ),
    case(WILD, "things are nobody", "Nine shops were looted.", exact("looted", 9, who=None, who_class=None)),
    case(SYNTHETIC, "a part of a day", "Nine villagers were killed on Friday night.", exact("killed", 9, extent="incident")),
    case(
        NEGATIVE,
        "the day of saying is not the day of dying",
        "Nine villagers died, police said on Friday.",
        exact("killed", 9, extent="cumulative"),
    ),
    case(
        KNOWN,
        "a class told only by a later sentence",
        "Nine were killed. They were all conscripts.",
        exact("killed", 9, who_class="security_forces"),
    ),
]


@pytest.mark.parametrize("one", CASES)
def test_scope(one: Case) -> None:
    """Each case holds its report."""
    check(one)
