"""The gazetteer: looked up by any spelling, each place with what it lies in."""

from __future__ import annotations

import sqlite3
from importlib import resources
from pathlib import Path

import pytest

from tollbook.errors import MissingGazetteer, OwnPlaces
from tollbook.resolve.gazetteer import Gazetteer, fold, open_beside, open_gazetteer

FILE = Path(str(resources.files("tollbook") / "resolve" / "gazetteer.sqlite"))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def test_folding_drops_case_marks_and_punctuation() -> None:
    assert fold("Kyzyl-Orda") == fold("KYZYL ORDA") == "kyzyl orda"
    assert fold("São Tomé") == "sao tome"
    assert fold("St. Paul") == fold("Saint Paul") and fold("Mt. Pleasant") == fold("Mount Pleasant")
    assert fold("Main St") == "main st"
    assert fold("Sana’a") == fold("Sana'a") == "sanaa"


def test_every_place_is_found_by_its_name() -> None:
    """What builds the file folds names as what looks them up does: every 50th place, in whatever letters."""
    db = sqlite3.connect(f"{FILE.as_uri()}?mode=ro&immutable=1", uri=True)
    rows = db.execute("SELECT id, name FROM places WHERE n % 50 = 0").fetchall()
    gazetteer = open_gazetteer()
    assert len(rows) > 4_000
    missing = [
        (key, name) for key, name in rows if len(fold(name)) > 2 and key not in {e.place.id for e in gazetteer.named(name)}
    ]
    assert missing == []


def test_a_town_knows_its_region_and_country(gazetteer: Gazetteer) -> None:
    (town,) = gazetteer.named("Zhanaozen")
    region, country = (gazetteer.place(key) for key in town.place.within)
    assert region is not None and region.place.id == "608879"
    assert country is not None and country.place.name == "Kazakhstan"
    assert (town.place.precision, region.place.precision, country.place.precision) == (2, 4, 6)
    assert town.place.zone == "Asia/Aqtau"


@pytest.mark.parametrize(
    ("town", "region"),
    [
        ("Glasgow", "Scotland"),
        ("Munich", "Bavaria"),
        ("Calgary", "Alberta"),
        ("Mumbai", "State of Mahārāshtra"),
        ("Kherson", "Kherson Oblast"),
        ("Maiduguri", "Borno State"),
        ("Idlib", "Idlib Governorate"),
        ("Chicago", "Illinois"),
        ("Darwin", "Northern Territory"),
    ],
)
def test_first_level_units_of_towns(gazetteer: Gazetteer, town: str, region: str) -> None:
    """Units have no codes in the table they come from; they are paired with those of towns when the file is built."""
    unit = gazetteer.place(gazetteer.named(town)[0].place.within[-2] if gazetteer.named(town)[0].kind == "city" else "")
    if unit is None:  # the greatest of the name is itself a unit
        city = next(e for e in gazetteer.named(town) if e.kind == "city")
        unit = gazetteer.place(city.place.within[-2])
    assert unit is not None and unit.place.name == region


def test_second_level_units_know_theirs(gazetteer: Gazetteer) -> None:
    (parish,) = gazetteer.named("Rapides Parish")
    assert parish.kind == "admin2" and parish.place.within == ("4331987", "6252001")
    assert parish.place in [e.place for e in gazetteer.named("Rapides")]


def test_a_town_of_a_part_of_a_country(gazetteer: Gazetteer) -> None:
    derna = next(e for e in gazetteer.named("Derna") if e.place.country == "LY")
    assert derna.place.within[0] == "LY/east" and not derna.first


def test_countries_by_code(gazetteer: Gazetteer) -> None:
    kazakhstan = gazetteer.country("KZ")
    assert kazakhstan is not None and kazakhstan.place.id == "1522867"
    assert gazetteer.country("XX") is None and gazetteer.place("nowhere") is None
    tuvalu = gazetteer.country("TV")
    assert tuvalu is not None and tuvalu.place.lat is None  # the tables give it no coordinates


def test_what_is_wider_than_a_country(gazetteer: Gazetteer) -> None:
    assert {e.place.precision for name in ("Europe", "Mediterranean Sea", "Central Asia") for e in gazetteer.named(name)[:1]} == {
        7
    }


def test_no_name_is_no_place(gazetteer: Gazetteer) -> None:
    assert gazetteer.named("") == () and gazetteer.named("Velmarkistan") == ()


def test_a_gazetteer_that_was_not_built(tmp_path: Path) -> None:
    with pytest.raises(MissingGazetteer):
        open_gazetteer(tmp_path / "gazetteer.sqlite")


def test_places_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "places.toml"
    own.write_text(
        """
        [[place]]
        id = "own/kapchagay-checkpoint"
        name = "Kapchagay checkpoint"
        names = ["Checkpoint 12"]
        lat = 43.88
        lon = 77.06
        country = "KZ"
        within = ["1537162", "1522867"]

        [[place]]
        id = "own/almaty-square"
        name = "Almaty"
        kind = "city"
        lat = 43.24
        lon = 76.94
        country = "KZ"
        """,
        encoding="utf-8",
    )
    gazetteer = open_gazetteer(own=own)
    (checkpoint,) = gazetteer.named("checkpoint 12")
    assert checkpoint.place.id == "own/kapchagay-checkpoint" and checkpoint.place.within == ("1537162", "1522867")
    assert gazetteer.place("own/kapchagay-checkpoint") is not None
    assert gazetteer.named("Almaty")[0].place.id == "own/almaty-square"  # before the gazetteer's own
    assert len(gazetteer.named("Almaty")) > 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[place]]\nid = 'a'\nname = 'A'\nlat = 1.0\n", "place 1 has no lon"),
        ("[[place]]\nid = 'a'\nname = 'A'\nlat = 1.0\nlon = 2\nkind = 'hamlet'\n", "place 1 is of kind 'hamlet'"),
        ("[[place]\n", "is no list of places"),
    ],
)
def test_a_file_of_places_that_is_wrong_says_where(text: str, told: str, tmp_path: Path) -> None:
    own = tmp_path / "places.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(OwnPlaces, match=told):
        open_gazetteer(own=own)


def test_places_beside_a_ledger_are_taken(tmp_path: Path) -> None:
    assert open_beside(tmp_path / "t.db").named("Velmark") == ()
    (tmp_path / "places.toml").write_text("[[place]]\nid = 'own/v'\nname = 'Velmark'\nlat = 1.0\nlon = 2.0\n", encoding="utf-8")
    assert [e.place.id for e in open_beside(tmp_path / "t.db").named("Velmark")] == ["own/v"]
