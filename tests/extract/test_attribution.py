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
