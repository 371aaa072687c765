"""The event told of, a past one, and one that has not happened."""

from __future__ import annotations

import pytest

from .cases import KNOWN, NEGATIVE, SYNTHETIC, WILD, Case, case, check, exact, row

CASES = [
    case(WILD, "now", "Nine miners were killed on Friday.", exact("killed", 9, frame="current")),
    case(WILD, "last year", "A fire killed nine miners last year.", exact("killed", 9, frame="background")),
    case(WILD, "years ago", "Ten years ago a fire killed nine miners.", exact("killed", 9, frame="background")),
    case(
        WILD,
        "a year long before the report's own",
        "Dorra, 3 May 2021\n\nThe fire killed 41 people on Sunday. A fire in 2009 killed nine miners.",
        exact("killed", 41, frame="current"),
        exact("killed", 9, frame="background"),
    ),
    case(WILD, "would", "A strike would kill thousands of people.", row("killed", 2000, 9999, frame="forecast")),
    case(WILD, "could", "The dam could displace 40,000 people.", exact("displaced", 40000, frame="forecast")),
    case(WILD, "if", "If 40 people are killed, the mine will close.", exact("killed", 40, frame="forecast")),
    case(WILD, "threatened to", "They threatened to kill 40 hostages.", exact("killed", 40, frame="forecast")),
    case(
        SYNTHETIC, "forced to flee has happened", "Shelling forced 400 people to flee.", exact("displaced", 400, frame="current")
    ),
    case(
        SYNTHETIC,
        "may have died is a hedge, no forecast",
        "Forty may have died.",
        exact("killed", 40, frame="current", standing="estimated"),
    ),
    case(
        NEGATIVE,
        "since 1991 is no past event",
        "It was the worst unrest since 1991; nine died.",
        exact("killed", 9, frame="current"),
    ),
    case(
        KNOWN,
        "an earlier event told by its name alone",
        "In the Velmark disaster of his youth nine miners were killed.",
        exact("killed", 9, frame="background"),
    ),
]


@pytest.mark.parametrize("one", CASES)
def test_frames(one: Case) -> None:
    """Each case holds its report."""
    check(one)
