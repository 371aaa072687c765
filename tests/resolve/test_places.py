"""Wordings of places -> places of the gazetteer; what it lacks is a place of its own, inside what is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from tollbook.errors import MissingGazetteer
from tollbook.model import Place
from tollbook.resolve import open_gazetteer

from .wordings import place

KAZAKH = """Unrest in Kazakhstan

Fuel protests spread from Taraz to Almaty, where crowds set fire to the city hall. In Kazakhstan shots were heard.
"""
LIBYAN = "Floods in eastern Libya\n\nThe water reached Derna and other towns of Libya on Sunday. Planes landed in Tripoli.\n"
LEBANESE = "Blast in Beirut\n\nWindows broke in Beirut. In Tripoli, in the north of Lebanon, the blast was heard.\n"
AMERICAN = "Storms in Illinois\n\nTornadoes struck towns in Illinois and Missouri, in the United States, on Sunday.\n"

# Cases as data: the wording, the report, and the name, the country and the precision (UCDP's where_prec) of the place.
PLACES = [
    ("Kazakhstan", KAZAKH, "Kazakhstan", "KZ", 6),
    ("KAZAKHSTAN", KAZAKH, "Kazakhstan", "KZ", 6),
    ("the country", KAZAKH, "Kazakhstan", "KZ", 6),
    ("the whole country", KAZAKH, "Kazakhstan", "KZ", 6),
    ("all parts of Kazakhstan", KAZAKH, "Kazakhstan", "KZ", 6),
    ("Almaty", KAZAKH, "Almaty", "KZ", 2),
    ("the city of Almaty", KAZAKH, "Almaty", "KZ", 2),
    ("the Kazakh million metropolis Almaty", KAZAKH, "Almaty", "KZ", 2),
    ("Almaty alone", KAZAKH, "Almaty", "KZ", 2),
    ("Almaty and its surroundings", KAZAKH, "Almaty", "KZ", 2),
    ("Kazakhstan's biggest city", KAZAKH, "Almaty", "KZ", 2),
    ("the largest city of the country", KAZAKH, "Almaty", "KZ", 2),
    ("the city", KAZAKH, "Almaty", "KZ", 2),  # the one named last
    ("Kyzylorda region", KAZAKH, "Kyzylorda Region", "KZ", 5),
    ("Almaty region", KAZAKH, "Almaty Region", "KZ", 5),
    ("the capital", LEBANESE, "Beirut", "LB", 2),
    ("the Lebanese capital", KAZAKH, "Beirut", "LB", 2),
    ("Derna", LIBYAN, "Derna", "LY", 2),
    ("the Libyan city of Derna", LIBYAN, "Derna", "LY", 2),
    ("the coastal city of Derna", LIBYAN, "Derna", "LY", 2),
    ("eastern Libya", LIBYAN, "Eastern Libya", "LY", 5),
    ("the east of Libya", LIBYAN, "Eastern Libya", "LY", 5),
    ("the east", LIBYAN, "Eastern Libya", "LY", 5),
    ("Libya's east", LIBYAN, "Eastern Libya", "LY", 5),
    # namesakes: the report's own country; a region of the same name is not meant by a bare name, but a large one is
    ("Tripoli", LIBYAN, "Tripoli", "LY", 2),
    ("Tripoli", LEBANESE, "Tripoli", "LB", 2),
    ("Tripoli, Lebanon", LIBYAN, "Tripoli", "LB", 2),
    ("Springfield, Illinois", AMERICAN, "Springfield", "US", 2),
    ("Afghanistan's Badghis province", "Quake\n\nAn earthquake struck Afghanistan.\n", "Bādghīs", "AF", 4),
    ("London", KAZAKH, "London", "GB", 2),  # abroad, and needs no introduction
]


@pytest.mark.parametrize(("words", "text", "name", "country", "precision"), PLACES)
def test_a_wording_is_a_place(words: str, text: str, name: str, country: str, precision: int) -> None:
    found = place(words, text)
    assert found is not None
    assert (found.name, found.country, found.precision) == (name, country, precision)


NOWHERE = (
    "seven other regions",
    "other places",
    "the scene",
    "there",
    "elsewhere",
    "Almaty and Taraz",  # two places are no one place
    "two hospitals",
    "a stadium",
)


@pytest.mark.parametrize("words", NOWHERE)
def test_no_one_place(words: str) -> None:
    assert place(words, KAZAKH) is None


def _known(words: str, text: str) -> Place:
    found = place(words, text)
    assert found is not None
    return found


# Places that the gazetteer lacks: inside what contains them, and one place however they are worded.
INSIDE = [
    (("the port of Beirut", "Beirut's port", "Beirut port", "the port of the capital"), LEBANESE, "Beirut", "port of Beirut"),
    (("Beirut's Karm hospital", "Karm hospital, Beirut"), LEBANESE, "Beirut", "Karm hospital"),
    (("a hospital in Taraz", "the Taraz hospital"), KAZAKH, "Taraz", "hospital of Taraz"),
    (("Mbukoni Quarry",), KAZAKH, "Kazakhstan", "Mbukoni Quarry"),
    (("the notorious Karm prison", "Karm prison"), LEBANESE, "Lebanon", "Karm prison"),
    (("the west of the country", "western Kazakhstan"), KAZAKH, "Kazakhstan", "western Kazakhstan"),
    (("downtown Almaty", "central Almaty"), KAZAKH, "Almaty", "central Almaty"),
]


@pytest.mark.parametrize(("wordings", "text", "whole", "name"), INSIDE)
def test_a_place_of_its_own(wordings: tuple[str, ...], text: str, whole: str, name: str) -> None:
    found = [_known(w, text) for w in wordings]
    container = _known(whole, text)
    assert {f.id for f in found} == {found[0].id} and found[0].id != container.id
    assert found[0].name == name and container.id in found[0].within


def test_a_region_without_a_city() -> None:
    region, rest, city = (_known(w, LIBYAN) for w in ("eastern Libya", "eastern Libya without Derna", "Derna"))
    assert rest.id != region.id and region.id in rest.within and rest.without == (city.id,)
    assert rest.name == "Eastern Libya without Derna"


def test_towns_of_one_name_in_one_country_are_told_apart_by_what_follows() -> None:
    illinois, missouri = (_known(f"Springfield, {state}", AMERICAN) for state in ("Illinois", "Missouri"))
    assert illinois.id != missouri.id


def test_a_place_in_no_known_country_is_a_place_all_the_same() -> None:
    """Air strike kills 34 people in Alamdarabad, medics say"""
    found = _known("Alamdarabad", test_a_place_in_no_known_country_is_a_place_all_the_same.__doc__ or "")
    assert (found.name, found.country, found.lat) == ("Alamdarabad", None, None)


def test_a_missing_gazetteer_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(MissingGazetteer) as caught:
        open_gazetteer(tmp_path / "none.sqlite")
    assert "none.sqlite" in caught.value.message and "pip install" in caught.value.remedy
