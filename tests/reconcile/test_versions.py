"""Rule 3, of one page: what it says in its own voice gives way to its later version, and is never a second source against it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from front.material import judged
from publish.material import report
from tollbook.asking import last_known, toll_of
from tollbook.model import Book, Measure, Relation, Report

TITLE = "Hall burns down in Almaty\n\n"
FIRST = (
    TITLE + "ALMATY - Twelve people were killed when a hall burned down in Almaty. The road to the hall was closed at night.\n"
)


def version(text: str, hour: int, of: Report | None = None, **stated: str) -> Report:
    """A version of one page, of the first of February at some hour."""
    found = report(text, "hall", **{"url": "https://paper.example/hall", "published": f"2022-02-01T{hour:02}:00:00Z", **stated})
    return replace(found, version_of=of.id if of is not None else None)


def book(*texts: str) -> Book:
    """A page whose text became the next, hour by hour."""
    chain: list[Report] = []
    for n, text in enumerate(texts):
        chain.append(version(text, 10 + n, chain[-1] if chain else None))
    return judged(*chain)


def links(of: Book, relation: Relation) -> set[tuple[str, str]]:
    words = {c.id: c.figure.text for c in of.claims}
    own = (x for x in of.links if x.relation is relation and x.by.startswith("reconcile.versions"))
    return {(words[x.subject], words[x.object]) for x in own}


def killed(of: Book) -> tuple[str, int | None, str]:
    e = next(e for e in toll_of(of, last_known(of)) if e.scope.measure is Measure.KILLED)
    return e.kind.value, e.low, e.sentence


def test_a_toll_that_a_page_raised_stands_alone() -> None:
    found = book(FIRST, FIRST.replace("Twelve", "Eighteen"))
    assert links(found, Relation.UPDATES) == {("Eighteen", "Twelve")}
    assert killed(found)[:2] == ("floor_only", 18)


def test_a_body_that_a_later_version_names_takes_the_place_of_the_own_voice() -> None:
    found = book(FIRST, FIRST.replace("Twelve people were killed", "Police said 18 people were killed"))
    assert links(found, Relation.UPDATES) == {("18", "Twelve")} and killed(found)[:2] == ("count", 18)


def test_a_toll_that_a_page_lowered_is_the_lower_one_and_the_earlier_is_told_beside_it() -> None:
    found = book(FIRST, FIRST.replace("Twelve", "Nine"))
    assert links(found, Relation.UPDATES) == links(found, Relation.DIFFERS_FROM_EARLIER) == {("Nine", "Twelve")}
    kind, low, sentence = killed(found)
    assert (kind, low) == ("floor_only", 9)
    assert "Earlier, 12 people (1 February 2022) was given" in sentence and "why it differs was not said" in sentence


@pytest.mark.parametrize(
    "later",
    [
        FIRST + "It stood for a century.\n",  # the figure stands
        FIRST.replace("Twelve people were killed", "People were killed"),  # no figure takes its place
        FIRST.replace("Twelve", "Eighteen").replace("burned down in Almaty", "burned down in Astana"),  # another place
        FIRST.replace("killed", "injured").replace("Twelve", "Eighteen"),  # another measure
        FIRST.replace("Twelve people were", "Dozens of people were"),  # in words only
    ],
)
def test_what_says_nothing_of_the_figure_links_nothing(later: str) -> None:
    found = book(FIRST, later)
    assert links(found, Relation.UPDATES) | links(found, Relation.DIFFERS_FROM_EARLIER) == set()


def test_two_pages_are_two_sources() -> None:
    """The same words at two addresses of two papers, and one address that was read twice without being a version."""
    one, other = version(FIRST, 10), version(FIRST.replace("Twelve", "Eighteen"), 11, url="https://other.example/hall")
    found = judged(one, other)
    assert links(found, Relation.UPDATES) == set()
    assert killed(found)[2].startswith("Sources contradict each other")
    twice = judged(one, version(FIRST.replace("Twelve", "Eighteen"), 11))
    assert links(twice, Relation.UPDATES) == set()


def test_what_a_body_is_cited_for_is_left_to_the_rule_of_bodies() -> None:
    said = FIRST.replace("Twelve people were killed", "Police said 12 people were killed")
    found = book(said, said.replace("12", "18"))
    assert links(found, Relation.UPDATES) == set() and killed(found)[:2] == ("count", 18)
