"""How a report lets its figures stand, each telling scoped to the figures that it means."""

from __future__ import annotations

import pytest

from .cases import KNOWN, NEGATIVE, SYNTHETIC, WILD, Case, case, check, exact, row

CASES = [
    case(WILD, "asserted", "Nine people were killed.", exact("killed", 9, standing="asserted")),
    case(WILD, "estimated", "An estimated 900 people were killed.", exact("killed", 900, standing="estimated")),
    case(WILD, "feared", "Nine people are feared dead.", exact("killed", 9, standing="estimated")),
    case(WILD, "a range is an estimate", "Between 60 and 70 people were killed.", row("killed", 60, 70, standing="estimated")),
    case(
        WILD,
        "could not be verified",
        "The count of nine killed could not be verified independently.",
        exact("killed", 9, standing="unverified"),
    ),
    case(
        WILD,
        "the next sentence says that it could not be verified",
        "The rebels said nine soldiers were killed. The claim is unverified.",
        exact("killed", 9, standing="unverified"),
    ),
    case(
        WILD,
        "withdrawn",
        "The ministry said 77 people had been killed. "
        "The ministry later withdrew the figure, saying that it was published by mistake.",
        exact("killed", 77, standing="withdrawn"),
    ),
    case(
        WILD,
        "disavowed",
        "Local media quoted the clinic as saying nine people were killed. The clinic denied having given any such figure.",
        exact("killed", 9, standing="disavowed"),
    ),
    case(
        WILD,
        "disputed by another party",
        "The monitor group said 1,006 people were killed. The army called the figure exaggerated.",
        exact("killed", 1006, standing="disputed", disputed_by="The army"),
    ),
    case(
        NEGATIVE,
        "troops withdrawn",
        "Nine soldiers were killed. The army withdrew its troops from Dorra.",
        exact("killed", 9, standing="asserted"),
    ),
    case(
        NEGATIVE,
        "a charge denied is no figure denied",
        "Nine men were arrested. They deny the charges.",
        exact("arrested", 9, standing="asserted"),
    ),
    case(
        SYNTHETIC,
        "a hedge stops at its clause",
        "Nine people were killed, while an estimated 900 were displaced.",
        exact("killed", 9, standing="asserted"),
        exact("displaced", 900, standing="estimated"),
    ),
    case(
        KNOWN,
        "corrected by its origin in a later paragraph",
        "The ministry said 38 people were killed. Correcting itself, the ministry later spoke of 36 killed.",
        exact("killed", 38, standing="corrected"),
        exact("killed", 36),
    ),
]


@pytest.mark.parametrize("one", CASES)
def test_standing(one: Case) -> None:
    """Each case holds its report."""
    check(one)
