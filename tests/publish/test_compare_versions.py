"""Which figure of one version of a page became which of the next, and how the words around it changed."""

from __future__ import annotations

from collections import Counter

import pytest

from publish.material import report
from tollbook.extract.rules import RulesExtractor
from tollbook.model import Claim
from tollbook.publish.compare_versions import change_of, is_changed, marked, pairs, words_changed


def claims(*told: str) -> tuple[Claim, ...]:
    return RulesExtractor().extract(report("Fire\n\nEXAMPLE CITY, Jan 6 - " + " ".join(told) + "\n"))


def became(before: tuple[str, ...], after: tuple[str, ...]) -> list[tuple[str, str | None, str | None]]:
    """What changed, as (change, figure before, figure after)."""
    found = [p for p in pairs(claims(*before), claims(*after)) if is_changed(p)]
    return [(change_of((a, b)), a.figure.text if a else None, b.figure.text if b else None) for a, b in found]


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("Police said 12 people were killed.", "Police said 18 people were killed.", "raised"),
        ("Police said 18 people were killed.", "Police said 12 people were killed.", "lowered"),
        ("Police said 12 people were killed.", "Police said at least 12 people were killed.", "reworded"),
        ("Police said 12 people were killed.", "Police said at least 18 people were killed.", "raised"),
        ("Police said at least 12 people were killed.", "Police said 11 people were killed.", "lowered"),
        ("Police said dozens of people were killed.", "Police said 30 people were killed.", "reworded"),
    ],
)
def test_what_became_of_a_figure(before: str, after: str, change: str) -> None:
    assert [x[0] for x in became((before,), (after,))] == [change]


def test_the_order_of_sentences_is_no_change() -> None:
    one, other = "Police said 12 people were killed.", "The health ministry said 20 people were injured."
    assert became((one, other), (other, one)) == []


def test_two_figures_of_one_measure_each_become_their_own() -> None:
    """Soldiers and protesters: the sides do not change places, though 9 stands in both versions."""
    before = ("The ministry said 9 soldiers were killed.", "The ministry said 14 protesters were killed.")
    after = ("The ministry said 9 protesters were killed.", "The ministry said 11 soldiers were killed.")
    assert sorted(became(before, after)) == [("lowered", "14", "9"), ("raised", "9", "11")]


def test_a_figure_that_moved_into_another_sentence_is_not_new() -> None:
    before = ("Police said 12 people were killed in the fire.",)
    after = ("The number of people killed rose to 18 overnight, the mayor of the city told reporters.",)
    assert became(before, after) == [("raised", "12", "18")]


def test_another_measure_is_another_figure() -> None:
    assert Counter(x[0] for x in became(("Police said 12 people were killed.",), ("Police said 12 people were injured.",))) == {
        "new": 1,
        "gone": 1,
    }


def test_who_says_it_and_how_it_stands_are_changes_too() -> None:
    before, after = "Police said 12 people were killed.", "Rescuers said 12 people were killed."
    assert became((before,), (after,)) == [("kept", "12", "12")]
    assert became((before,), (before + " The figure could not be independently verified.",)) == [("kept", "12", "12")]


def test_words_are_marked_as_wdiff_marks_them() -> None:
    words = words_changed("Police said 12 were killed.", "Police said that at least 18 were killed.")
    assert marked(words) == "Police said [-12-]{+that at least 18+} were killed."
    for side, kept in (("Police said 12 were killed.", "removed"), ("Police said that at least 18 were killed.", "added")):
        assert "".join(w["text"] for w in words if w["is"] in ("kept", kept)) == side
    assert marked(words_changed("", "All new.")) == "{+All new.+}" and words_changed("Same.", "Same.") == [
        {"is": "kept", "text": "Same."}
    ]
