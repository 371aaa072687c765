"""Filing reports under stories, as they come."""

from __future__ import annotations

from datetime import date
from importlib import resources
from itertools import permutations
from pathlib import Path

from tollbook import pipeline
from tollbook.acquire import Acquired
from tollbook.extract.rules import RulesExtractor
from tollbook.model import Book, DateFound, Problem, Published, Report
from tollbook.read import read
from tollbook.resolve import StorySketch, assign, open_gazetteer, resolve, retitled, sketch

GAZETTEER, EXTRACTOR = open_gazetteer(), RulesExtractor()


def dated(text: str, day: str) -> Report:
    item = Acquired(name=f"{day}.txt", raw=text.encode(), media="text/plain", body=text)
    (found,), _ = read(item, published=Published(day=date.fromisoformat(day), found=DateFound.GIVEN))
    return found


def filed(*reports: Report) -> list[str]:
    """The story of each report, filed in that order."""
    known: dict[str, StorySketch] = {}
    out = []
    for r in reports:
        claims = EXTRACTOR.extract(r)
        resolutions = resolve(r, claims, GAZETTEER)
        a = assign(r, claims, resolutions, tuple(known.values()), GAZETTEER)
        key = a.story.id
        assert a.new == (key not in known)  # an id is never given twice
        known[key] = (
            known[key].grown(r, claims, resolutions)
            if key in known
            else sketch(
                Book(
                    story=a.story,
                    reports={r.id: r},
                    claims=claims,
                    resolutions={x.claim: x for x in resolutions},
                    links=(),
                    upto=0,
                )
            )
        )
        out.append(key)
    return out


FIRST = dated(
    "Ferry sinks off Kenya\n\nA ferry capsized near Mombasa in Kenya on Monday. At least 12 people drowned, police said."
    " The ferry was overloaded, survivors of the ferry said.\n",
    "2021-05-03",
)
LATER = dated(
    "Kenya ferry: toll rises to 31\n\nThe number of people drowned when a ferry capsized off Mombasa in Kenya has risen to 31,"
    " the coast guard said on Wednesday. Divers searched the ferry.\n",
    "2021-05-05",
)
ELSEWHERE = dated(
    "Ferry sinks in Bangladesh\n\nA ferry capsized on the Padma river in Bangladesh on Tuesday. At least 26 passengers drowned,"
    " police in Dhaka said. The ferry had hit a barge.\n",
    "2021-05-04",
)
OTHER_KIND = dated(
    "Floods in Kenya\n\nFloods have killed 40 people in western Kenya, the Red Cross said. Heavy rains flooded villages, and"
    " floods cut roads near Kisumu. The flooding was the worst in years; dams are full after the rains.\n",
    "2021-05-05",
)


def test_one_event_is_one_story_in_any_order() -> None:
    for reports in permutations([FIRST, LATER]):
        assert len(set(filed(*reports))) == 1


def test_another_country_is_another_story() -> None:
    for reports in permutations([FIRST, ELSEWHERE]):
        assert len(set(filed(*reports))) == 2


def test_another_kind_of_event_is_another_story() -> None:
    for reports in permutations([FIRST, OTHER_KIND]):
        assert len(set(filed(*reports))) == 2


def test_the_annotated_examples_are_of_different_crises() -> None:
    texts = Path(str(resources.files("tollbook") / "examples" / "annotated" / "texts"))
    names = (
        "bus-crash",
        "cholera",
        "earthquake",
        "factory-fire",
        "ferry",
        "flood",
        "kidnapping",
        "mine-blast",
        "protest-arrests",
    )
    reports: list[Report] = []
    for item in pipeline.read_reports([str(texts / f"{n}.txt") for n in names]):
        assert not isinstance(item, Problem)
        reports += item[1]
    assert len(set(filed(*reports))) == len(names)


def test_a_report_of_many_figures_of_one_town_does_not_make_a_countrys_story_that_towns() -> None:
    town = dated(
        "Clashes in Aktobe\n\nClashes shook Kazakhstan. Police said that 12 people were killed in Aktobe, 30 injured in Aktobe,"
        " 40 arrested in Aktobe and two cars destroyed in Aktobe.\n",
        "2022-01-06",
    )
    country = dated(
        "Clashes in Kazakhstan\n\nThe health ministry said that 164 people were killed in the clashes in Kazakhstan.\n",
        "2022-01-09",
    )
    claims = {c.id: (r, c) for r in (town, country) for c in EXTRACTOR.extract(r)}
    resolutions = {x.claim: x for r in (town, country) for x in resolve(r, EXTRACTOR.extract(r), GAZETTEER)}
    story = assign(town, EXTRACTOR.extract(town), resolve(town, EXTRACTOR.extract(town), GAZETTEER), (), GAZETTEER).story
    book = Book(
        story=story,
        reports={r.id: r for r in (town, country)},
        claims=tuple(c for _, c in claims.values()),
        resolutions=resolutions,
        links=(),
        upto=0,
    )
    told = retitled(book)
    assert told.place is not None and told.place.name == "Kazakhstan"


BUS = dated(
    "Coach plunge near Lillehammer leaves six dead\n\nLILLEHAMMER, Norway - A bus slid off an icy road and crashed near"
    " Lillehammer on Monday, killing six people and injuring 14, police said. The bus was on its way from Oslo.\n",
    "2022-02-07",
)
BOAT = dated(
    "Boat sinks on lake at Lillehammer\n\nLILLEHAMMER, Norway - A boat with 30 passengers sank on the lake at Lillehammer on"
    " Tuesday. Four people were killed and seven are missing, police said. A helicopter searched for the boat.\n",
    "2022-02-08",
)
BOAT_LATER = dated(
    "Toll of sunken boat rises\n\nLILLEHAMMER, Norway - The toll of the boat that sank at Lillehammer rose to five on Wednesday,"
    " police said. Six people are still missing. Survivors were taken home by bus.\n",
    "2022-02-09",
)


def test_a_bus_that_crashes_and_a_boat_that_sinks_in_one_town_are_two_stories() -> None:
    for reports in permutations([BUS, BOAT, BOAT_LATER]):
        stories = dict(zip((r.id for r in reports), filed(*reports), strict=True))
        assert stories[BOAT.id] == stories[BOAT_LATER.id] != stories[BUS.id]


def test_an_accident_called_crash_and_collision_is_one_story() -> None:
    crash = dated(
        "Bus crash near Tralee kills four\n\nTRALEE, Ireland - Four people were killed when a bus crashed near Tralee on Monday,"
        " police said. A helicopter flew nine injured people to hospital.\n",
        "2022-03-07",
    )
    accident = dated(
        "Tralee bus accident: fifth victim dies\n\nTRALEE, Ireland - A fifth person has died after Monday's bus accident near"
        " Tralee, police said on Tuesday. The bus had swerved.\n",
        "2022-03-08",
    )
    collision = dated(
        "Driver held after Tralee collision\n\nTRALEE, Ireland - The driver of a truck was arrested on Wednesday over the"
        " collision with a bus near Tralee on Monday in which five people died, police said.\n",
        "2022-03-09",
    )
    for reports in permutations([crash, accident, collision]):
        assert len(set(filed(*reports))) == 1


def test_a_level_crossing_has_a_train_and_a_bus() -> None:
    train = dated(
        "Train hits bus near Tralee\n\nTRALEE, Ireland - A train hit a bus at a crossing near Tralee on Monday, killing eight"
        " people, police said. The train was derailed.\n",
        "2022-03-07",
    )
    bus = dated(
        "Tralee mourns dead of bus\n\nTRALEE, Ireland - The eight people killed on Monday in the bus near Tralee were on their"
        " way to school, police said on Tuesday. The bus had stopped.\n",
        "2022-03-08",
    )
    for reports in permutations([train, bus]):
        assert len(set(filed(*reports))) == 1


def test_ships_that_search_for_a_plane_are_no_shipwreck() -> None:
    plane = dated(
        "Plane crashes off Tralee\n\nTRALEE, Ireland - A plane with 12 people aboard crashed into the sea off Tralee on Monday."
        " Three bodies were found, police said. The plane was bound for Cork.\n",
        "2022-03-07",
    )
    ships = dated(
        "Ships find bodies off Tralee\n\nTRALEE, Ireland - Ships and boats found five more bodies off Tralee on Tuesday, police"
        " said. Six ships are looking for the plane that crashed on Monday. Eight dead from the plane were found so far.\n",
        "2022-03-08",
    )
    for reports in permutations([plane, ships]):
        assert len(set(filed(*reports))) == 1


def test_an_exercise_is_no_story_of_a_disaster() -> None:
    drill = dated(
        "Crews practise in Lillehammer\n\nLILLEHAMMER, Norway - In an exercise on Wednesday, crews in Lillehammer carried dummies"
        " from a bus as if it had crashed. Nobody was injured in the exercise, police said.\n",
        "2022-02-09",
    )
    for reports in permutations([BUS, drill]):
        stories = dict(zip((r.id for r in reports), filed(*reports), strict=True))
        assert stories[BUS.id] != stories[drill.id] == "norway-exercise-2022-02"
    harmed = dated(
        "Two soldiers killed in exercise\n\nLILLEHAMMER, Norway - Two soldiers were killed when a truck crashed in an exercise at"
        " Lillehammer on Monday, police said.\n",
        "2022-02-07",
    )
    crashed = dated(
        "Army truck crash kills two\n\nLILLEHAMMER, Norway - The army named the two soldiers killed on Monday when their truck"
        " crashed at Lillehammer. The crash is being looked into, police said on Tuesday.\n",
        "2022-02-08",
    )
    for reports in permutations([harmed, crashed]):
        assert len(set(filed(*reports))) == 1
