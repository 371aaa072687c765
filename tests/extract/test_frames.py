"""The event told of, a past one, and one that has not happened."""

from __future__ import annotations

import pytest

from .cases import KNOWN, NEGATIVE, SYNTHETIC, WILD, Case, case, check, exact, row

CASES = [
    case(WILD, "now", "Nine miners were killed on Friday.", exact("killed", 9, frame="current")),
    case(WILD, "last year", "A fire killed nine miners last year.", exact("killed", 9, frame="background")),
    case(
        WILD,
        "a year since",
        "Hundreds came to mark a year since the fire at the mill that killed 40 workers.",
        exact("killed", 40, frame="background"),
    ),
    case(
        WILD,
        "years after",
        "Two years after the war began, nine people were killed on Friday.",
        exact("killed", 9, frame="current"),
    ),
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
        WILD,
        "a count that began long ago goes on",
        "Dorra, 12 May 2023\n\nThe clinic reported nine deaths from cholera on Friday. The town has seen 212 deaths since "
        "the outbreak began in October 2021 and 2,000 infections since March 2020.",
        exact("killed", 9, frame="current"),
        exact("killed", 212, frame="current"),
        exact("infected", 2000, frame="current"),
    ),
    case(
        WILD,
        "a past event goes on in the next sentence",
        "Dorra, 3 May 2021\n\nNine were killed on Sunday.\n\n"
        "The group is known for its 2009 attack on the palace. In the siege 41 died.",
        exact("killed", 9, frame="current"),
        exact("killed", 41, frame="background"),
    ),
    case(
        NEGATIVE,
        "what names its own time is not carried over",
        "Dorra, 3 May 2021\n\nRebels attacked the palace in 2009. On Sunday 41 people died in Velmark.",
        exact("killed", 41, frame="current"),
    ),
    case(
        NEGATIVE,
        "a paragraph of its own begins afresh",
        "Dorra, 3 May 2021\n\nRebels attacked the palace in 2009.\n\nThe new attack killed 41 people.",
        exact("killed", 41, frame="current"),
    ),
    case(
        NEGATIVE,
        "a year that tells of no event sets nothing",
        "Dorra, 3 May 2021\n\nThe mosque was opened in 2009. The blast killed 41 people.",
        exact("killed", 41, frame="current"),
    ),
    case(
        WILD,
        "another attack, months before",
        "DORRA, 19 May 2021 (Agency) -- Nine soldiers were killed on Sunday.\n\n"
        "On 1 February another convoy was bombed and 14 soldiers died.",
        exact("killed", 9, frame="current"),
        exact("killed", 14, frame="background"),
    ),
    case(
        NEGATIVE,
        "the event itself, dated",
        "DORRA, 19 May 2021 (Agency) -- A man was charged with killing nine people. The nine were shot dead in February.",
        exact("killed", 9, frame="current"),
        exact("killed", 9, frame="current"),
    ),
    case(
        NEGATIVE,
        "a place that is called like a month",
        "DORRA, 19 May 2021 (Agency) -- Nine people were killed on Sunday. Fourteen people of the March Lane shooting were hurt.",
        exact("killed", 9, frame="current"),
        exact("injured", 14, frame="current"),
    ),
    case(
        WILD,
        "called to mind",
        "Let us not forget Dorra, where 41 people were killed.",
        exact("killed", 41, frame="background"),
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
