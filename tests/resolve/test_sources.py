"""Wordings of sources -> issuing bodies, in the light of the report that they stand in."""

from __future__ import annotations

import pytest

from tollbook.acquire import Acquired
from tollbook.model import Report, SourceKind
from tollbook.read import read
from tollbook.resolve import open_gazetteer
from tollbook.resolve.country import countries_of
from tollbook.resolve.sources import source_of

GAZETTEER = open_gazetteer()


def report(text: str) -> Report:
    (found,), _ = read(Acquired(name="a.txt", raw=text.encode(), media="text/plain", body=text))
    return found


def body(words: str, text: str, *, at: int | None = None) -> str:
    found = report(text)
    return source_of(words, found, countries_of(found, GAZETTEER), GAZETTEER, at=at).id


KAZAKH = """Unrest in Kazakhstan: more dead

ALMATY - The Interior Ministry of Kazakhstan said that 26 people had been killed. Prosecutor General Timur Sagatov said later
that inquiries were open. The commandant's office of Almaty imposed a curfew.
"""
LIBYAN = """Floods in eastern Libya

The eastern health minister and the emergency services in Tripoli gave different tolls for Derna, a city in Libya.
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # a minister, a ministry, a deputy, an acronym and a spokesman are one body
        ("the Interior Ministry", "kz:interior-ministry"),
        ("the interior minister", "kz:interior-ministry"),
        ("the acting interior minister", "kz:interior-ministry"),
        ("the Ministry of Internal Affairs", "kz:interior-ministry"),
        ("MIA of Kazakhstan", "kz:interior-ministry"),
        ("a spokesman of the Ministry of the Interior", "kz:interior-ministry"),
        ("first deputy health minister", "kz:health-ministry"),
        ("the Prosecutor General's Office", "kz:prosecutor"),
        ("prosecutors", "kz:prosecutor"),
        ("the president's office", "kz:presidency"),
        # a person, by the office that the report gives
        ("Sagatov", "kz:prosecutor"),
        # a town's body is not the country's
        ("Almaty police", "kz:police/almaty"),
        ("police", "kz:police"),
        # another country's body, by its name or its demonym
        ("Russia's Defence Ministry", "ru:defence-ministry"),
        ("the Lebanese Red Cross", "lb:red-cross"),
        # a state, no body of it named
        ("authorities", "kz:state"),
        ("officials", "kz:state"),
        ("Kazakhstan", "kz:state"),
        ("Moscow", "ru:state"),
        # nobody who can be asked; media, which pass on; agencies
        ("residents", "nobody:residents"),
        ("activists", "nobody:activists"),
        ("local media", "media:local-media"),
        ("Reuters", "agency:reuters"),
        ("the AFP news agency", "agency:afp"),
        # international bodies have no country
        ("OCHA", "body:ocha"),
        ("the World Health Organization", "body:who"),
        # what is in no table is itself
        ("the River Watch (RWA)", "other:rwa"),
    ],
)
def test_a_wording_is_a_body(words: str, expected: str) -> None:
    assert body(words, KAZAKH) == expected


def test_rival_governments_are_two() -> None:
    """The eastern health minister is not the health minister of Tripoli."""
    assert body("the eastern health minister", LIBYAN) == "ly:health-ministry/east"
    assert body("the health minister", LIBYAN) == "ly:health-ministry"
    found = report(LIBYAN)
    east = source_of("the eastern health minister", found, countries_of(found, GAZETTEER), GAZETTEER)
    assert east.party_to == "ly east"


def test_what_the_ministry_refers_back_to() -> None:
    """Two ministries speak; "the ministry" is the last one named before."""
    text = "The Health Ministry of Kenya spoke on Friday. The Interior Ministry spoke on Sunday. The ministry gave no toll."
    assert body("the ministry", text, at=text.index("The ministry")) == "ke:interior-ministry"
    assert body("the ministry", text, at=text.index("The Interior")) == "ke:health-ministry"


def test_the_office_is_no_police_officer() -> None:
    text = "Kazakhstan: the Prosecutor General's Office counted 225 dead. Nineteen were police officers, the office said."
    assert body("the office", text, at=text.index("the office said")) == "kz:prosecutor"


def test_an_acronym_is_its_name() -> None:
    text = "The Assistance Group for Detained Sailors (AGDS) in Kenya counted nine. The AGDS statement named them."
    found = report(text)
    words = ("the Assistance Group for Detained Sailors (AGDS)", "the AGDS statement")
    first, second = (source_of(w, found, ("KE",), GAZETTEER) for w in words)
    assert first.id == second.id == "other:agds"
    assert second.name == "Assistance Group for Detained Sailors (AGDS)"


def test_kinds_and_sides() -> None:
    found = report(KAZAKH)
    kinds = {w: source_of(w, found, ("KZ",), GAZETTEER) for w in ("the army", "authorities", "residents", "a rights group")}
    assert kinds["the army"].kind is SourceKind.MILITARY and kinds["the army"].party_to == "kz state"
    assert kinds["authorities"].unspecified and kinds["authorities"].party_to == "kz state"
    assert kinds["residents"].unspecified and kinds["residents"].party_to is None


def test_the_country_of_a_report_is_not_that_of_its_guests() -> None:
    """Russian troops arrive in the country that the report is about."""
    found = report("Unrest in Kazakhstan\n\nRussian troops arrived in Almaty on Thursday. Russian officers took the airport.\n")
    assert countries_of(found, GAZETTEER)[0] == "KZ"
