"""The narrowest place that the words bind a figure to; the seat of a speaker binds nothing."""

from __future__ import annotations

import pytest

from .cases import NEGATIVE, SYNTHETIC, WILD, Case, case, check, exact

CASES = [
    case(WILD, "behind the verb", "Nine people were killed in Dorra.", exact("killed", 9, where="Dorra")),
    case(WILD, "inside the people", "Nine people in Dorra were killed.", exact("killed", 9, where="Dorra")),
    case(WILD, "at the head", "In Dorra, nine people were killed.", exact("killed", 9, where="Dorra")),
    case(WILD, "alone", "In Dorra alone nine people were killed.", exact("killed", 9, where="Dorra")),
    case(
        WILD,
        "over a joint",
        "Nine people were killed and 14 injured in Dorra.",
        exact("killed", 9, where="Dorra"),
        exact("injured", 14, where="Dorra"),
    ),
    case(WILD, "behind when", "Nine people were killed when a bomb went off in Dorra.", exact("killed", 9, where="Dorra")),
    case(WILD, "the place of the event", "The riots in Dorra left nine people dead.", exact("killed", 9, where="Dorra")),
    case(
        WILD,
        "a kind of place",
        "Nine people were killed in the village of Dorra.",
        exact("killed", 9, where="the village of Dorra"),
    ),
    case(
        WILD,
        "two places, two figures",
        "Nine people were killed in Dorra and 14 were killed in Velmark.",
        exact("killed", 9, where="Dorra"),
        exact("killed", 14, where="Velmark"),
    ),
    case(NEGATIVE, "police in a place said", "Police in Velmark said nine people were killed.", exact("killed", 9, where=None)),
    case(
        NEGATIVE,
        "officials in a place",
        "Nine people were killed, according to officials in Velmark.",
        exact("killed", 9, where=None),
    ),
    case(
        NEGATIVE,
        "two clauses away",
        "Trains ran again in Velmark after a strike as floods left nine people dead.",
        exact("killed", 9, where=None),
    ),
    case(SYNTHETIC, "in a month is no place", "Nine people were killed in March.", exact("killed", 9, where=None)),
    case(SYNTHETIC, "in an attack is no place", "Nine people were killed in an attack.", exact("killed", 9, where=None)),
    case(
        WILD,
        "there, as worded, for a place named before",
        "Fighting reached Dorra. Nine people were killed there.",
        exact("killed", 9, where="there"),
    ),
]


@pytest.mark.parametrize("one", CASES)
def test_where(one: Case) -> None:
    """Each case holds its report."""
    check(one)
