"""Wordings of places -> places of the gazetteer; what it lacks is a place of its own, inside what is known."""

from __future__ import annotations

import pytest

from tollbook.model import Place
from tollbook.resolve import open_gazetteer
from tollbook.resolve.places import place_of

GAZETTEER = open_gazetteer()


def place(words: str, *countries: str) -> Place | None:
    return place_of(words, countries, GAZETTEER)[0]


@pytest.mark.parametrize(
    ("words", "country", "name", "kind"),
    [
        ("Kazakhstan", "KZ", "Kazakhstan", 6),
        ("the country", "KZ", "Kazakhstan", 6),
        ("Almaty", "KZ", "Almaty", 2),
        ("the city of Almaty", "KZ", "Almaty", 2),
        ("Almaty alone", "KZ", "Almaty", 2),
        ("Kyzylorda region", "KZ", "Kyzylorda Region", 5),
        ("Derna", "LY", "Darnah", 2),
        ("the city of Derna", "LY", "Darnah", 2),
        ("eastern Libya", "LY", "Eastern Libya", 5),
        ("Tripoli", "LB", "Tripoli", 2),
    ],
)
def test_a_wording_is_a_place(words: str, country: str, name: str, kind: int) -> None:
    found = place(words, country)
    assert found is not None
    assert (found.name, found.country, found.precision) == (name, country, kind)


@pytest.mark.parametrize("words", ["seven other regions", "other places", "the scene", "there", "elsewhere"])
def test_no_place(words: str) -> None:
    assert place(words, "KZ") is None


def test_a_port_is_a_place_of_its_own_inside_its_city() -> None:
    beirut, port = place("Beirut", "LB"), place("the port of Beirut", "LB")
    assert beirut is not None and port is not None
    assert port.id != beirut.id and beirut.id in port.within


def test_what_no_gazetteer_has_is_inside_its_country() -> None:
    found, kenya = place("Mbukoni Quarry", "KE"), place("Kenya", "KE")
    assert found is not None and kenya is not None
    assert found.name == "Mbukoni Quarry" and kenya.id in found.within


def test_a_region_without_a_city() -> None:
    region, rest, city = place("eastern Libya", "LY"), place("eastern Libya without Derna", "LY"), place("Derna", "LY")
    assert region is not None and rest is not None and city is not None
    assert rest.id != region.id and region.id in rest.within and rest.without == (city.id,)


def test_namesakes_are_decided_by_the_reports_country() -> None:
    libya, lebanon = place("Tripoli", "LY"), place("Tripoli", "LB")
    assert libya is not None and lebanon is not None and libya.country == "LY" and lebanon.country == "LB"
