"""Figures that are parts of another: they have no verb of their own and take measure and place of their whole."""

from __future__ import annotations

import pytest

from .cases import KNOWN, NEGATIVE, SYNTHETIC, WILD, Case, case, check, exact

CASES = [
    case(
        WILD,
        "of them seriously",
        "The fire injured 210 people, 18 of them seriously.",
        exact("injured", 210),
        exact("seriously_injured", 18, part_of="210"),
    ),
    case(
        WILD,
        "including",
        "The fire killed 41 people, including 12 children.",
        exact("killed", 41),
        exact("killed", 12, part_of="41", who_class="children"),
    ),
    case(
        WILD,
        "among them",
        "The fire killed 41 people, among them two nurses.",
        exact("killed", 41),
        exact("killed", 2, part_of="41"),
    ),
    case(
        WILD,
        "by place",
        "The storm killed 41 people: 30 in Dorra, 11 in Velmark.",
        exact("killed", 41, where=None),
        exact("killed", 30, where="Dorra", part_of="41"),
        exact("killed", 11, where="Velmark", part_of="41"),
    ),
    case(
        WILD,
        "nine each",
        "The storm killed 18 people, nine each in Dorra and Velmark.",
        exact("killed", 18),
        exact("killed", 9, where="Dorra", part_of="18"),
        exact("killed", 9, where="Velmark", part_of="18"),
    ),
    case(
        WILD,
        "out of a total",
        "In Dorra, 30 miners were killed out of a total of 41 in the county.",
        exact("killed", 30, where="Dorra", part_of="41"),
        exact("killed", 41),
    ),
    case(
        WILD,
        "of them, in the next sentence",
        "The riots killed 41 people. Nineteen of them were soldiers.",
        exact("killed", 41),
        exact("killed", 19, part_of="41", who_class="security_forces"),
    ),
    case(
        SYNTHETIC,
        "a breakdown that adds up",
        "The gunmen killed six monks (four Danes and two Finns).",
        exact("killed", 6),
        exact("killed", 4, part_of="six"),
        exact("killed", 2, part_of="six"),
    ),
    case(
        NEGATIVE,
        "including an hour is no part",
        "The fire killed 41 people, including at 3 p.m. on Monday.",
        exact("killed", 41, part_of=None),
    ),
    case(
        SYNTHETIC, "a part larger than its whole is none", "The fire killed 3 people, including 40 visitors.", exact("killed", 3)
    ),
    case(
        KNOWN,
        "the rest is not reckoned out",
        "The riots killed 41 people. Nineteen were soldiers and the rest were marchers.",
        exact("killed", 41),
        exact("killed", 19, part_of="41"),
        exact("killed", 22, part_of="41"),
    ),
]


@pytest.mark.parametrize("one", CASES)
def test_parts(one: Case) -> None:
    """Each case holds its report."""
    check(one)
