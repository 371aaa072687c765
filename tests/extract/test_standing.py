"""How a report lets its figures stand, each telling scoped to the figures that it means."""

from __future__ import annotations

import pytest

from .cases import NEGATIVE, SYNTHETIC, WILD, Case, case, check, exact, row

CASES = [
    case(WILD, "asserted", "Nine people were killed.", exact("killed", 9, standing="asserted")),
    case(WILD, "estimated", "An estimated 900 people were killed.", exact("killed", 900, standing="estimated")),
    case(WILD, "feared", "Nine people are feared dead.", exact("killed", 9, standing="estimated")),
    case(WILD, "a range is an estimate", "Between 60 and 70 people were killed.", row("killed", 60, 70, standing="estimated")),
    case(
        WILD,
        "who calls a figure wrong is not who gave it",
        "The toll is 312, the relief agency said. A rescuer had put the dead at 340, but the agency called that figure wrong.",
        exact("killed", 312, said_by="the relief agency", standing="asserted"),
        exact("killed", 340, said_by="A rescuer", standing="disputed", disputed_by="the agency"),
    ),
    case(
        WILD,
        "a figure that is not correct",
        "The dead are four, the agency said. The figure of five dead that was reported by some media is not correct.",
        exact("killed", 4, said_by="the agency", standing="asserted"),
        exact("killed", 5, standing="disputed"),
    ),
    case(
        WILD,
        "a toll that is not correct, behind who gave it",
        "Police said 12 people died, a toll that is not correct.",
        exact("killed", 12, said_by="Police", standing="disputed", disputed_by=None),
    ),
    case(
        WILD,
        "denied on a day",
        "The defence ministry denied on Tuesday that soldiers had killed 15 villagers.",
        exact("killed", 15, said_by=None, standing="disputed", disputed_by="The defence ministry"),
    ),
    case(
        WILD,
        "a headline that denies",
        "Government denies troops killed 15 in Dorra",
        exact("killed", 15, said_by=None, standing="disputed", disputed_by="Government"),
    ),
    case(
        WILD,
        "denied killing",
        "The army denied killing 15 villagers.",
        exact("killed", 15, said_by=None, standing="disputed", disputed_by="The army"),
    ),
    case(
        NEGATIVE,
        "who denies responsibility has not said how many",
        "The militia denied responsibility for the attack that killed 40.",
        exact("killed", 40, said_by=None, standing="asserted"),
    ),
    case(
        NEGATIVE,
        "a claim denied, and a figure given",
        "The council denied the claim and said that 12 were killed.",
        exact("killed", 12, said_by="The council", standing="asserted"),
    ),
    case(
        NEGATIVE,
        "bodies that are pulled from the mud",
        "Rescuers pulled four more bodies from the mud, raising the toll to 11, the agency said.",
        exact("killed", 4, standing="asserted"),
        exact("killed", 11, standing="asserted"),
    ),
    case(
        WILD,
        "a number that somebody rejected",
        "Witnesses said that 40 people had died, a number that the ministry rejected.",
        exact("killed", 40, said_by="Witnesses", standing="disputed", disputed_by="the ministry"),
    ),
    case(
        WILD,
        "a number that was rejected by somebody",
        "Witnesses said that 40 people had died, a number that was rejected by the ministry.",
        exact("killed", 40, said_by="Witnesses", standing="disputed", disputed_by="the ministry"),
    ),
    case(
        WILD,
        "which somebody called wrong",
        "Opposition leaders spoke of 50 dead, which police called wrong.",
        exact("killed", 50, said_by="Opposition leaders", standing="disputed", disputed_by="police"),
    ),
    case(
        NEGATIVE,
        "a family dispute",
        "Two men were killed after a family dispute over it.",
        exact("killed", 2, standing="asserted"),
    ),
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
        WILD,
        "the ministry that takes a figure back is the one named last",
        "The defence ministry said that 18 soldiers had been killed. The health ministry said that 164 people had been killed. "
        "The ministry later said the figure had been published in error.",
        exact("killed", 18, standing="asserted"),
        exact("killed", 164, standing="withdrawn"),
    ),
    case(
        WILD,
        "a revision reaches no other event",
        "In 2011, 16 people were killed in Dorra. The ministry revised the death toll of the floods from 359 to 253.",
        exact("killed", 16, standing="asserted", frame="background"),
        exact("killed", 253, standing="asserted"),
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
        WILD,
        "corrected by its origin in a later sentence",
        "The ministry said 38 people were killed. Correcting itself, the ministry later spoke of 36 killed.",
        exact("killed", 38, standing="corrected"),
        exact("killed", 36),
    ),
    case(
        WILD,
        "the figure replaced",
        "Nine people were killed, the police said, correcting an earlier toll of 12.",
        exact("killed", 9, standing="asserted"),
        exact("killed", 12, standing="corrected"),
    ),
    case(
        WILD,
        "twelve, not nine",
        "The police said nine people were killed. Mayor Ana Brod said twelve people were killed, not nine.",
        exact("killed", 9, standing="disputed", disputed_by="Mayor Ana Brod"),
        exact("killed", 12, standing="asserted"),
    ),
    case(
        WILD,
        "a denial of harm",
        "The rebels said the army had killed nine people. The army denied that civilians had been hit.",
        exact("killed", 9, standing="disputed", disputed_by="The army"),
    ),
    case(
        WILD,
        "which the army disputes",
        "The rebels said that the army had killed nine civilians, which the army disputes.",
        exact("killed", 9, standing="disputed", disputed_by="the army"),
    ),
    case(
        WILD,
        "called by a word for untruth",
        "The rebels said nine soldiers were killed. The army called that fantasy.",
        exact("killed", 9, standing="disputed"),
    ),
    case(
        WILD,
        "the figure in the dispute and where it was given",
        "Nine people were killed, the ministry said. The union disputes the toll of nine.",
        exact("killed", 9, standing="disputed", disputed_by="The union"),
        exact("killed", 9, standing="disputed"),
    ),
    case(
        WILD,
        "a post taken down",
        "The party wrote online that nine men had died in custody. It took the post down an hour later.",
        exact("killed", 9, standing="withdrawn"),
    ),
    case(
        NEGATIVE,
        "a denial of deaths denies no arrests",
        "Nine men were arrested and two were killed, the rebels said. The police denied that anyone had died.",
        exact("arrested", 9, standing="asserted"),
        exact("killed", 2, standing="disputed"),
    ),
    case(
        NEGATIVE,
        "one's own figure is not disputed by one's own denial of something else",
        "The army said it had killed nine fighters. It denied that there were patients in the building.",
        exact("killed", 9, standing="asserted"),
    ),
    case(
        NEGATIVE,
        "something else denied",
        "Nine girls are still missing, the governor said. Parents say that a ransom was paid. The governor denies it.",
        exact("missing", 9, standing="asserted"),
    ),
    case(
        NEGATIVE,
        "what one saw for oneself needs no confirmation",
        "Our correspondent counted nine bodies. The rebels speak of a massacre. This could not be verified.",
        exact("killed", 9, standing="asserted"),
    ),
]


@pytest.mark.parametrize("one", CASES)
def test_standing(one: Case) -> None:
    """Each case holds its report."""
    check(one)
