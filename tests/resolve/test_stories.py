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
