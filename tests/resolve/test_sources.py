"""Wordings of sources -> issuing bodies, in the light of the report that they stand in."""

from __future__ import annotations

import pytest

from tollbook.model import SourceKind
from tollbook.resolve.country import countries_of
from tollbook.resolve.sources import source_of

from .wordings import report, setting, source

KAZAKH = """
Unrest in Kazakhstan: more dead

ALMATY - The Interior Ministry of Kazakhstan said that 26 people had been killed. Prosecutor General Timur Sagatov said later
that inquiries were open. The commandant's office of Almaty imposed a curfew.
"""
# Cases as data: what is said, and the body. One body has one id, however it is worded.
BODIES = [
    # a minister, a ministry, a deputy, an acronym and a spokesman are one body
    ("the Interior Ministry", "kz:interior-ministry"),
    ("the interior minister", "kz:interior-ministry"),
    ("the acting interior minister", "kz:interior-ministry"),
    ("the Ministry of Internal Affairs", "kz:interior-ministry"),
    ("MIA of Kazakhstan", "kz:interior-ministry"),
    ("a spokesman of the Ministry of the Interior", "kz:interior-ministry"),
    ("first deputy health minister", "kz:health-ministry"),
    ("the Ministry of Health of Kazakhstan", "kz:health-ministry"),
    ("the Prosecutor General's Office", "kz:prosecutor"),
    ("prosecutors", "kz:prosecutor"),
    ("the deputy prosecutor general", "kz:prosecutor"),
    ("the president's office", "kz:presidency"),
    ("the head of state", "kz:presidency"),
    ("the government's Telegram channel", "kz:government-channel"),
    # a ministry that the table does not list is made after its pattern
    ("the energy minister", "kz:energy-ministry"),
    ("the Ministry of Energy", "kz:energy-ministry"),
    # a person, by the office that the report gives
    ("Sagatov", "kz:prosecutor"),
    ("Timur Sagatov", "kz:prosecutor"),
    # a town's body is not the country's
    ("Almaty police", "kz:police/almaty"),
    ("a spokeswoman for the Almaty police", "kz:police/almaty"),
    ("police in Almaty", "kz:police/almaty"),
    ("police in Kazakhstan's biggest city", "kz:police/almaty"),
    ("the police chief of Taraz", "kz:police/taraz"),
    ("police", "kz:police"),
    ("the regional police", "kz:police/local"),
    ("the commandant's office", "kz:commandant/almaty"),  # the report knows that of one town only
    ("the akim's office, city hall of Almaty", "kz:mayor/almaty"),
    # another country's body, by its name or its demonym
    ("Russia's Defence Ministry", "ru:defence-ministry"),
    ("the Lebanese Red Cross", "lb:red-cross"),
    # a state, no body of it named
    ("authorities", "kz:state"),
    ("officials", "kz:state"),
    ("official data", "kz:state"),
    ("the authorities of Almaty", "kz:state/almaty"),
    ("Kazakhstan", "kz:state"),
    ("Moscow", "ru:state"),
    # nobody who can be asked; media, which pass on; agencies
    ("residents", "nobody:residents"),
    ("residents outside the gates", "nobody:residents-outside-the-gates"),
    ("activists", "nobody:activists"),
    ("a shopkeeper", "nobody:shopkeeper"),
    ("their lawyer", "nobody:lawyer"),
    ("Saule, a protester from Almaty", "person:saule"),
    ("local media", "media:local-media"),
    ("state television", "media:state-television"),
    ("Reuters", "agency:reuters"),
    ("the AFP news agency", "agency:afp"),
    ("AFP correspondents", "agency:afp"),
    ("the channel Khabar 24", "agency:khabar-24"),
    ("the state channel Khabar-24", "agency:khabar-24"),
    ("the newspaper Steppe Herald", "agency:steppe-herald"),
    ("our correspondent", "publisher:unnamed"),
    ("a reporter for this newspaper", "publisher:unnamed"),
    # international bodies have no country
    ("OCHA", "body:ocha"),
    ("the World Health Organization", "body:who"),
    ("the head of the WHO mission", "body:who"),
    ("the Red Cross federation", "body:ifrc"),
    ("Doctors Without Borders", "body:msf"),
    # what is in no table is itself
    ("the River Watch (RWA)", "other:rwa"),
    ("a bakers' association", "other:bakers-association"),
    # words that look like a body's and are none
    ("a woman who lives in Miami", "other:woman-who-lives-in-miami"),
    ("the paper, handed over by an official", "other:paper-handed-over-by-an-official"),
]


@pytest.mark.parametrize(("words", "expected"), BODIES)
def test_a_wording_is_a_body(words: str, expected: str) -> None:
    assert source(words, KAZAKH).id == expected


def test_rival_governments_are_two() -> None:
    """
    Floods in eastern Libya

    The health minister of the eastern government said that 300 people were killed in Derna, a city in Libya. The interior
    minister of the Tripoli government gave no toll. The Libyan health minister arrived in Tripoli.
    """
    text = test_rival_governments_are_two.__doc__ or ""
    east = source("the health minister of the eastern government", text)
    assert (east.id, east.party_to, east.name) == ("ly:health-ministry/east", "ly east", "Health Ministry (east)")
    assert source("Minister in eastern Libya", text).id == "ly:health-ministry/east"
    assert source("the interior minister of the Tripoli government", text).party_to == "ly west"
    assert source("the Libyan health minister", text).id == "ly:health-ministry"


# Wordings that point at a body named elsewhere: the report, the wording that points (its last use), the body.
POINTING = {
    "the ministry named last": (
        "The Health Ministry of Kenya said nine died. The Interior Ministry said 12. Three are missing, the ministry said.",
        "the ministry",
        "ke:interior-ministry",
    ),
    "a headline's ministry is the one below": (
        """Ministry: nine dead in Kenya

        Nine people died in Kenya, the Health Ministry said. The Interior Ministry said that 12 were hurt.""",
        "Ministry",
        "ke:health-ministry",
    ),
    "a headline's demonym and ministry": (
        """Kenyan ministry takes back toll

        The Information Ministry of Kenya withdrew the figure of 164 dead on Monday.""",
        "Kenyan ministry",
        "ke:information-ministry",
    ),
    "a headline's official": (
        """Health official: 40 injured in Kenya

        In Kenya 40 people were injured, the deputy health minister said. Seven were killed, police said.""",
        "Health official",
        "ke:health-ministry",
    ),
    "an official is known by the office": (
        "In Kenya 40 people were injured, the deputy health minister said. Of these, nine are children, the official said.",
        "the official",
        "ke:health-ministry",
    ),
    "the office is no officer": (
        "Kazakhstan: 225 people died, the Prosecutor General's Office said. Nineteen were police officers, the office said.",
        "the office",
        "kz:prosecutor",
    ),
    "a minister with a name": (
        "In Kenya nine miners died, the mines minister said. Forty were hurt, the minister, Amina Otieno, said.",
        "the minister, Amina Otieno",
        "ke:mines-ministry",
    ),
    "a channel named as somebody's": (
        "In Kazakhstan 164 people were killed, according to the Telegram channel of the government's operational staff."
        " The channel lists 103 people killed in Almaty.",
        "The channel",
        "kz:government-channel",
    ),
    "the same data": (
        "In Kazakhstan 40 people were killed, the Interior Ministry said. More than 4,400 people were detained, according to the"
        " same data.",
        "the same data",
        "kz:interior-ministry",
    ),
    "services, in the plural": (
        "Floods killed 2,300 people in Libya, the emergency services of the Tripoli government said. More than 5,000 people are"
        " missing, the services said.",
        "the services",
        "ly:emergency-services/west",
    ),
    "a radio": (
        "So far 44 people died in Kazakhstan, according to Radio Steppe. Nearly 8,000 people were detained, the radio said.",
        "the radio",
        "agency:radio-steppe",
    ),
    "the hospital that was named": (
        "Two people died in Nepal, in a hospital in Bharatpur. Five of the injured are in danger, the hospital said.",
        "the hospital",
        "np:hospital/bharatpur",
    ),
    "the city's police": (
        "In Almaty, in the south of Kazakhstan, dozens of people were killed, a spokeswoman for the city's police said.",
        "a spokeswoman for the city's police",
        "kz:police/almaty",
    ),
    "police, where one town's police are known": (
        """Dozens killed in Almaty, police say

        In Almaty, Kazakhstan, dozens of attackers were killed, a spokeswoman for the city's police said.""",
        "police",
        "kz:police/almaty",
    ),
    "police, where the whole country's are known too": (
        """Police: dozens killed in Kazakhstan

        Twelve people were killed, the Almaty police said. Nine were killed elsewhere, the police of Kazakhstan said.""",
        "Police",
        "kz:police",
    ),
    "a mayor is some city's": (
        "Up to 900 people were killed in Derna, in eastern Libya, the mayor said.",
        "the mayor",
        "ly:mayor/derna",
    ),
    "a governor is a region's": (
        "In Nigeria's Zamfara state 38 pupils were kidnapped near Gusau, the governor said.",
        "the governor",
        "ng:governor/zamfara-state",
    ),
    "a province's agency": (
        "An earthquake killed 73 people in Afghanistan's Badghis province, the provincial disaster agency said.",
        "the provincial disaster agency",
        "af:disaster-agency/badghis",
    ),
    "nothing to point at": ("Kenya: 12 people were killed, the group said.", "the group", "other:group"),
}


@pytest.mark.parametrize("case", POINTING)
def test_what_a_wording_points_at(case: str) -> None:
    text, words, expected = POINTING[case]
    assert source(words, text, last=not text.lstrip().startswith(words)).id == expected


def test_an_acronym_is_its_name() -> None:
    """
    In Kenya the Assistance Group for Detained Sailors (AGDS) counted nine people arrested. The AGDS statement named them.
    """
    text = test_an_acronym_is_its_name.__doc__ or ""
    first, second = (source(w, text) for w in ("the Assistance Group for Detained Sailors (AGDS)", "the AGDS statement"))
    assert first.id == second.id == "other:agds"
    assert second.name == "Assistance Group for Detained Sailors (AGDS)"


def test_kinds_and_sides() -> None:
    wordings = ("the army", "authorities", "residents", "a rights group", "state television", "Almaty police", "a victims' group")
    found = {w: source(w, KAZAKH) for w in wordings}
    assert found["the army"].kind is SourceKind.MILITARY and found["the army"].party_to == "kz state"
    assert found["authorities"].unspecified and found["authorities"].party_to == "kz state"
    assert found["residents"].unspecified and found["residents"].party_to is None
    assert found["state television"].kind is SourceKind.AGENCY and found["state television"].unspecified
    assert found["Almaty police"].name == "Police of Almaty" and not found["Almaty police"].unspecified
    assert found["a victims' group"].kind is SourceKind.MONITOR


def test_curly_apostrophes_and_capitals_change_nothing() -> None:
    assert source("the Prosecutor General’s Office", KAZAKH) == source("THE PROSECUTOR GENERAL'S OFFICE", KAZAKH)


def test_a_capital_that_is_a_town_at_home_too_is_the_town() -> None:
    """Lebanon: nine people were killed in Tripoli, in the north of Lebanon, Tripoli police said."""
    text = test_a_capital_that_is_a_town_at_home_too_is_the_town.__doc__ or ""
    assert source("Tripoli police", text).id == "lb:police/tripoli"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        # guests arrive in the country that a report is about
        ("Unrest in Kazakhstan\n\nRussian troops arrived in Almaty on Thursday. Russian officers took the airport.", "KZ"),
        ("Moscow to withdraw its troops\n\nTroops led by Moscow will leave. In Almaty, shops opened again.", "KZ"),
        # words that begin sentences are towns somewhere
        ("Blast in Beirut\n\nMore than 30 people died in Beirut. No cause is known. At the port, fires burn. It is hot.", "LB"),
        # nobody is named after a country
        ("Floods in Nepal\n\nJordan Smith of the Hudson Gazette saw 12 bodies in Nepal.", "NP"),
    ],
)
def test_the_country_of_a_report(text: str, country: str) -> None:
    assert countries_of(report(text), setting(text).gazetteer)[0] == country


def test_the_same_words_in_the_same_report_are_the_same_source() -> None:
    s = setting(KAZAKH)
    assert [source_of(w, s, 40) for w, _ in BODIES] == [source_of(w, s, 40) for w, _ in BODIES]
