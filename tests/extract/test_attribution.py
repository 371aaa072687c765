"""According to whom: source, cue and content, inside a sentence and carried over sentences."""

from __future__ import annotations

import pytest

from .cases import NEGATIVE, SYNTHETIC, WILD, Case, case, check, claims_of, exact

CASES = [
    case(WILD, "before", "The ministry said nine people were killed.", exact("killed", 9, said_by="The ministry", cue="said")),
    case(WILD, "after", "Nine people were killed, the ministry said.", exact("killed", 9, said_by="the ministry")),
    case(WILD, "inverted", "Nine people were killed, said Colonel Ana Brod.", exact("killed", 9, said_by="Colonel Ana Brod")),
    case(
        WILD,
        "according to, behind",
        "Nine people were killed, according to the ministry.",
        exact("killed", 9, said_by="the ministry"),
    ),
    case(
        WILD,
        "according to, before",
        "According to the ministry, nine people were killed.",
        exact("killed", 9, said_by="the ministry"),
    ),
    case(WILD, "own voice", "Nine people were killed.", exact("killed", 9, said_by=None, via=())),
    case(
        WILD,
        "passed on",
        "Nine people were killed, news agencies reported, citing the ministry.",
        exact("killed", 9, said_by="the ministry", via=("news agencies",)),
    ),
    case(
        WILD,
        "the same source",
        "Nine people were killed, the ministry said. Another 14 were injured, according to the same source.",
        exact("killed", 9, said_by="the ministry"),
        exact("injured", 14, said_by="the ministry"),
    ),
    case(
        WILD,
        "a pronoun",
        "Mayor Ana Brod spoke on Monday. She said nine people were killed.",
        exact("killed", 9, said_by="Mayor Ana Brod"),
    ),
    case(
        WILD,
        "he added",
        "Nine people were killed, the mayor said. He added that 14 were injured.",
        exact("killed", 9, said_by="the mayor"),
        exact("injured", 14, said_by="the mayor"),
    ),
    case(
        WILD,
        "a document",
        "Nine people were killed, according to a report by the ministry.",
        exact("killed", 9, said_by="the ministry"),
    ),
    case(
        WILD,
        "quoted as saying",
        "Local media quoted the clinic as saying nine people were killed.",
        exact("killed", 9, said_by="the clinic", via=("Local media",)),
    ),
    case(
        WILD,
        "was quoted as saying",
        "Police chief Ana Brod was quoted as saying nine people were killed.",
        exact("killed", 9, said_by="Police chief Ana Brod"),
    ),
    case(WILD, "put the number", "The ministry put the number of dead at nine.", exact("killed", 9, said_by="The ministry")),
    case(
        NEGATIVE,
        "a headline's colon behind what happened",
        "Hospital ship sinks: 55 missing",
        exact("missing", 55, said_by=None),
    ),
    case(
        WILD,
        "a headline's colon",
        "Nine killed in Dorra: police\n\nThe fire broke out at dawn in a warehouse near the port of the town.",
        exact("killed", 9, said_by="police"),
    ),
    case(WILD, "seen with one's own eyes", "A nurse said she saw nine bodies.", exact("killed", 9, own_observation=True)),
    case(WILD, "the report's own reporter", "Nine people were killed, our reporter said.", exact("killed", 9, said_by=None)),
    case(
        SYNTHETIC,
        "a reporter who counted is a witness",
        "Our reporter counted nine bodies.",
        exact("killed", 9, said_by="Our reporter", own_observation=True),
    ),
    case(
        NEGATIVE, "who is counted does not speak", "Nine people said to be rebels were killed.", exact("killed", 9, said_by=None)
    ),
    case(NEGATIVE, "passives name nobody", "Nine people were reported killed.", exact("killed", 9, said_by=None)),
    case(
        WILD,
        "a pronoun whose antecedent said nothing before",
        "The mayor toured the ruins. He said nine people were killed.",
        exact("killed", 9, said_by="The mayor"),
    ),
    case(
        WILD,
        "what is said of a speaker behind the cue",
        "“Nine porters were killed,” said Ana Brod, head of the fleet who lost a brother. Another fire burned in Lund.",
        exact("killed", 9, said_by="Ana Brod"),
    ),
    case(
        WILD,
        "a relative clause without commas",
        "Nine people were killed, a captain who asked not to be named said on Monday.",
        exact("killed", 9, said_by="a captain who asked not to be named"),
    ),
    case(
        WILD,
        "appositions with commas of their own",
        "Mayor Ana Brod (D-Md.), chair of the board, who saw the fire, said that nine people were killed.",
        exact("killed", 9, said_by="Mayor Ana Brod (D-Md.)"),
    ),
    case(WILD, "a title with a point", "“Nine porters were killed,” Mr. Brod said.", exact("killed", 9, said_by="Mr. Brod")),
    case(
        WILD,
        "a verb joined to another's subject",
        "Police chief Ana Brod gave no exact figure but spoke of nine people killed.",
        exact("killed", 9, said_by="Police chief Ana Brod"),
    ),
    case(
        WILD,
        "who said",
        "Ana Brod, who says that nine porters died, toured the ruins.",
        exact("killed", 9, said_by="Ana Brod"),
    ),
    case(
        WILD,
        "spoke on a day of",
        "The ministry had spoken on Thursday of nine dead.",
        exact("killed", 9, said_by="The ministry"),
    ),
    case(WILD, "told an outlet", "Nine people were killed, a medic told Radio Dorra.", exact("killed", 9, via=("Radio Dorra",))),
    case(
        WILD,
        "through an outlet",
        "The rebels said through their radio that nine men died.",
        exact("killed", 9, said_by="The rebels"),
    ),
    case(
        NEGATIVE,
        "reporters pass nothing on",
        "Nine people were killed, the mayor told reporters Thursday.",
        exact("killed", 9, via=()),
    ),
    case(
        WILD,
        "talking to an outlet",
        "Talking to Radio Dorra, a doctor said that nine people had been killed.",
        exact("killed", 9, said_by="a doctor", via=("Radio Dorra",)),
    ),
    case(
        WILD, "by a body's count", "By the ministry's count nine people were killed.", exact("killed", 9, said_by="the ministry")
    ),
    case(
        WILD,
        "two speakers in one sentence",
        "Nine people were killed, the police said, while the rebels spoke of 14 dead.",
        exact("killed", 9, said_by="the police"),
        exact("killed", 14, said_by="the rebels"),
    ),
    case(
        WILD,
        "a statement taken back",
        "The ministry withdrew a statement that nine people had been killed.",
        exact("killed", 9, said_by="The ministry"),
    ),
    case(
        WILD,
        "a colon and a quotation",
        "The minister has rejected this: “There are nine dead.”",
        exact("killed", 9, said_by="The minister"),
    ),
    case(
        WILD,
        "a woman told of before",
        "Mrs Ana Brod toured the ruins for hours. She put the dead at nine.",
        exact("killed", 9, said_by="Mrs Ana Brod"),
    ),
    case(
        NEGATIVE,
        "a country that recorded deaths, as its ministry says",
        "Velmark recorded nine deaths on Sunday, the health ministry said.",
        exact("killed", 9, said_by="the health ministry"),
    ),
    case(NEGATIVE, "a number is no source", "Twenty-six patients recovered; nine were killed.", exact("killed", 9, said_by=None)),
    case(
        NEGATIVE,
        "a country's name is no verb",
        "The United States sent help after nine people were killed.",
        exact("killed", 9, said_by=None),
    ),
    case(
        NEGATIVE,
        "a paragraph of its own begins afresh",
        "Nine people were killed, the ministry said.\n\nFive of the dead are children.",
        exact("killed", 9, said_by="the ministry"),
        exact("killed", 5, said_by=None),
    ),
    case(
        WILD,
        "a share told right behind goes on",
        "Nine people were killed, the ministry said. Five of the dead are children.",
        exact("killed", 9, said_by="the ministry"),
        exact("killed", 5, said_by="the ministry"),
    ),
]


@pytest.mark.parametrize("one", CASES)
def test_according_to_whom(one: Case) -> None:
    """Each case holds its report."""
    check(one)


def test_an_agency_in_its_own_report_is_the_reports_own_voice() -> None:
    """
    DORRA (AFP) - Nine people were killed in Dorra, a correspondent of AFP wrote.
    """
    (claim,) = claims_of("DORRA (AFP) - Nine people were killed in Dorra, a correspondent of AFP wrote.")
    assert claim.attribution.said_by is None


def test_an_agency_in_anothers_report_is_a_source() -> None:
    """
    DORRA (Reuters) - Nine people were killed in Dorra, a correspondent of AFP wrote.
    """
    (claim,) = claims_of("DORRA (Reuters) - Nine people were killed in Dorra, a correspondent of AFP wrote.")
    assert claim.attribution.said_by == "a correspondent of AFP"
