"""Sums of money that are damage, and sums that are not."""

from __future__ import annotations

import pytest

from .cases import KNOWN, NEGATIVE, SYNTHETIC, WILD, Case, case, check, exact, row

CASES = [
    case(
        WILD,
        "damage estimated at",
        "Damage was estimated at 90 million euros.",
        exact("damage_cost", 90000000, object="EUR", standing="estimated"),
    ),
    case(WILD, "losses of", "The state suffered losses of $3.5 million.", exact("damage_cost", 3500000, object="USD")),
    case(WILD, "cost", "The flood cost farmers more than $40 million.", row("damage_cost", 40000001, None, object="USD")),
    case(WILD, "pounds", "The fire caused £2 million of damage.", exact("damage_cost", 2000000, object="GBP")),
    case(NEGATIVE, "aid", "Donors pledged 90 million euros."),
    case(NEGATIVE, "a ransom", "The kidnappers asked for $40,000 in ransom."),
    case(NEGATIVE, "a wage", "He earned 300 dollars a month."),
    case(SYNTHETIC, "hryvnias", "The damage came to 20 million hryvnias.", exact("damage_cost", 20000000, object="UAH")),
    case(
        KNOWN,
        "two currencies for one sum are one claim",
        "Damage came to 90 million dollars (80 million euros).",
        exact("damage_cost", 90000000),
    ),
]


@pytest.mark.parametrize("one", CASES)
def test_costs(one: Case) -> None:
    """Each case holds its report."""
    check(one)
