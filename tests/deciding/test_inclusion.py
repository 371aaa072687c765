"""The inclusion rule as a person changes it: part by part, recorded, undone."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.deciding import changed_rule, set_story, undo
from tollbook.errors import BadDate, UnknownWord, UsageError
from tollbook.ledger import Ledger
from tollbook.publish.decisions import decision_row

from .material import book_of, now, toll, tolls


def test_a_rule_filters_until_it_is_undone(ledger: Ledger) -> None:
    before = book_of(ledger)
    rule = changed_rule(before, who=["others"])
    assert rule.countries == ("KZ",)  # what is not given stays
    done = set_story(ledger, before.story.id, inclusion=rule, by="person:p7", reason="the army is counted elsewhere", now=now)
    after = book_of(ledger)
    assert after.story.inclusion == rule
    assert "of others" in (after.story.rule or "")
    assert "outside the story's rule (of state forces, and not of others)" in {s.reason for s in toll(after).set_aside}
    assert {c["field"] for c in decision_row(done)["changes"]} >= {"who", "countries", "rule"}
    undo(ledger, done.number, by="person:p8", now=now)
    assert tolls(book_of(ledger)) == tolls(before)


def test_any_clears_a_part(ledger: Ledger) -> None:
    book = book_of(ledger)
    rule = changed_rule(book, countries=["any"], start="any", end="2022-01-31", places=["almaty"], kinds=["Unrest"])
    assert (rule.countries, rule.start, rule.end, rule.kinds) == ((), None, date(2022, 1, 31), ("unrest",))
    assert [p.name for p in rule.places] == ["Almaty"]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"places": ["Atlantis"]}, UnknownWord),
        ({"kinds": ["party"]}, UnknownWord),
        ({"who": ["martians"]}, UnknownWord),
        ({"start": "Tuesday"}, BadDate),
        ({"countries": ["Kazakhstan"]}, UsageError),
        ({"start": "2022-02-01", "end": "2022-01-01"}, UsageError),
    ],
    ids=["place", "kind", "people", "day", "country", "span"],
)
def test_a_rule_of_unknown_words_is_refused(ledger: Ledger, given: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        changed_rule(book_of(ledger), **given)  # type: ignore[arg-type]  # as a person's words come
