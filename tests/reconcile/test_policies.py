"""Other rankings, named as what they are: after two sources, after the most conservative figure."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.errors import UnknownWord
from tollbook.model import EstimateKind, Qualifier

from .stories import AUTHORITIES, HEALTH, INTERIOR, MONITOR, Fig, bounds, made, rep, toll

DAY, NEXT = date(2022, 1, 9), date(2022, 1, 10)


def test_one_source_is_not_two() -> None:
    """A ministry alone: by the two-source rule nothing can be said."""
    book = made(rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY)))
    assert bounds(toll(book)) == ("count", 44, 44, None)
    assert toll(book, policy="two-sources").kind is EstimateKind.NOTHING


def test_two_ministries_of_one_state_are_one_side() -> None:
    """Independence is counted by side: two ministries of one government are one."""
    book = made(rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY)), rep("B", DAY, Fig(number=44, by=INTERIOR, said=DAY)))
    assert toll(book, policy="two-sources").kind is EstimateKind.NOTHING


def test_a_reprint_is_no_second_source() -> None:
    """A ministry's number carried by three outlets, one of which names authorities: one source."""
    book = made(
        rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY)),
        rep("B", NEXT, Fig(number=44, by=AUTHORITIES)),
        rep("C", NEXT, Fig(number=44)),
    )
    assert toll(book, policy="two-sources").kind is EstimateKind.NOTHING


def test_a_ministry_and_a_monitor_are_two() -> None:
    """Both counted 44, each for itself."""
    book = made(rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY)), rep("B", DAY, Fig(number=44, by=MONITOR, said=DAY)))
    assert bounds(toll(book, policy="two-sources")) == ("count", 44, 44, None)


def test_the_most_conservative_figure_is_a_floor() -> None:
    """44 by a ministry, 60 by a monitor: the least of them, and no best."""
    book = made(rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY)), rep("B", DAY, Fig(number=60, by=MONITOR, said=DAY)))
    assert toll(book).kind is EstimateKind.CONFLICTING
    assert bounds(toll(book, policy="most-conservative")) == ("floor_only", 44, None, None)


@pytest.mark.parametrize("policy", ["tollbook", "two-sources", "most-conservative"])
def test_a_policy_is_named_in_the_method(policy: str) -> None:
    """Whoever reads the estimate sees by which rules it was made."""
    book = made(rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY)))
    expected = {
        "tollbook": "Tollbook's seven rules",
        "two-sources": "after Iraq Body Count's two-source rule",
        "most-conservative": "after ACLED's most conservative figure",
    }
    assert expected[policy] in toll(book, policy=policy).method


def test_an_unknown_policy_is_refused() -> None:
    """The error names those that there are."""
    book = made(rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY)))
    with pytest.raises(UnknownWord, match="most-conservative"):
        toll(book, policy="boldest")


def test_whoever_gave_more_does_not_answer_for_the_least() -> None:
    """44 by a ministry, 60 by a monitor: the 44 is the ministry's, and the sentence says by which rule it stands alone."""
    book = made(rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY)), rep("B", DAY, Fig(number=60, by=MONITOR, said=DAY)))
    e = toll(book, policy="most-conservative")
    assert e.sentence.startswith("After ACLED's most conservative figure, the lowest that stands: at least 44 people killed")
    assert "Health Ministry" in e.sentence and "River Monitor" not in e.sentence


def test_nothing_by_two_sources_does_not_say_that_there_is_no_number() -> None:
    """A ministry alone gave 44: there is a number, but not by two."""
    book = made(rep("A", DAY, Fig(number=44, by=HEALTH, said=DAY)))
    e = toll(book, policy="two-sources")
    assert e.sentence.startswith(
        "After Iraq Body Count's two-source rule: no number of people killed is given by two independent sources that are named."
    )


@pytest.mark.parametrize("kind", ["count", "floor_only", "range", "conflicting", "nothing"])
@pytest.mark.parametrize("policy", ["two-sources", "most-conservative"])
def test_no_sentence_of_another_policy_is_without_its_name(kind: str, policy: str) -> None:
    """Each kind of estimate, by each policy: the name leads, so that nobody quotes the sentence without it."""
    figures = {
        "count": [Fig(number=44, by=HEALTH, said=DAY)],
        "floor_only": [Fig(number=44, by=AUTHORITIES, said=DAY)],
        "range": [Fig(number=44, top=60, qualifier=Qualifier.BETWEEN, by=HEALTH, said=DAY)],
        "conflicting": [Fig(number=44, by=HEALTH, said=DAY), Fig(number=90, by=MONITOR, said=DAY)],
        "nothing": [Fig(number=24, by=AUTHORITIES, qualifier=Qualifier.VAGUE)],
    }[kind]
    book = made(*(rep(f"Paper {n}", DAY, f) for n, f in enumerate(figures)))
    assert toll(book).kind.value == kind
    assert not toll(book).sentence.startswith("After ")
    assert toll(book, policy=policy).sentence.startswith("After ")
