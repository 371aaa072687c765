"""Signatures: who answers for an estimate, until a later report changes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tollbook.deciding import reject, set_story, sign, undo
from tollbook.ledger import Ledger
from tollbook.model import Measure, ReviewState

from .material import LATER, book_of, claim_of, now, put, toll

P7, P8 = "person:p7", "person:p8"


def test_an_estimate_is_not_reviewed_until_it_is_signed(ledger: Ledger) -> None:
    e = toll(book_of(ledger))
    assert (e.reviewed_by, e.review.state) == (None, ReviewState.NOT_REVIEWED)
    done = sign(ledger, e, by=P7, now=now)
    after = toll(book_of(ledger))
    assert (after.reviewed_by, after.review.state, after.review.entry) == (P7, ReviewState.SIGNED, done.number)
    assert after.sentence == e.sentence


def test_a_signature_is_of_its_scope_alone(ledger: Ledger) -> None:
    sign(ledger, toll(book_of(ledger)), by=P7, now=now)
    assert toll(book_of(ledger), Measure.INJURED).reviewed_by is None


def test_a_signature_says_nothing_of_the_days_before(ledger: Ledger) -> None:
    sign(ledger, toll(book_of(ledger), day=12), by=P7, now=now)
    assert toll(book_of(ledger), day=11).reviewed_by is None
    assert toll(book_of(ledger), day=13).reviewed_by == P7


def test_a_later_report_that_changes_the_toll_takes_the_review_from_it(ledger: Ledger, tmp_path: Path) -> None:
    sign(ledger, toll(book_of(ledger)), by=P7, now=now)
    put(ledger, tmp_path, {"d-2022-01-15.txt": LATER})
    after = toll(book_of(ledger))
    assert (after.reviewed_by, after.review.state, after.review.by) == (None, ReviewState.CHANGED, (P7,))
    assert after.review.signed is not None and after.review.signed.low == 42
    assert toll(book_of(ledger), day=14).review.state is ReviewState.NOT_REVIEWED, "it was signed as of the 20th"


def test_a_decision_that_changes_it_does_so_too(ledger: Ledger) -> None:
    sign(ledger, toll(book_of(ledger)), by=P7, now=now)
    done = reject(ledger, claim_of(book_of(ledger), "16").id, by=P8, reason="an age", now=now)
    assert toll(book_of(ledger)).review.state is ReviewState.CHANGED
    undo(ledger, done.number, by=P8, now=now)
    assert toll(book_of(ledger)).reviewed_by == P7


def test_a_signature_can_be_taken_back(ledger: Ledger) -> None:
    done = sign(ledger, toll(book_of(ledger)), by=P7, now=now)
    undo(ledger, done.number, by=P7, reason="too early", now=now)
    assert toll(book_of(ledger)).review.state is ReviewState.NOT_REVIEWED


def test_where_two_are_asked_a_first_publication_needs_two_persons(ledger: Ledger, tmp_path: Path) -> None:
    set_story(ledger, book_of(ledger).story.id, signers=2, by=P7, now=now)
    seen = toll(book_of(ledger))
    sign(ledger, seen, by=P7, now=now)
    sign(ledger, toll(book_of(ledger)), by=P7, now=now)
    assert (toll(book_of(ledger)).reviewed_by, toll(book_of(ledger)).review.state) == (None, ReviewState.AWAITS_SECOND)
    sign(ledger, seen, by=P8, now=now)  # on the same entry as the first: two may sign at once
    assert toll(book_of(ledger)).reviewed_by == f"{P7}, {P8}"
    put(ledger, tmp_path, {"d-2022-01-15.txt": LATER})
    sign(ledger, toll(book_of(ledger)), by=P7, now=now)
    assert toll(book_of(ledger)).reviewed_by == P7, "what follows a first publication needs one"


def test_another_policy_is_another_estimate(ledger: Ledger) -> None:
    sign(ledger, toll(book_of(ledger)), by=P7, policy="two-sources", now=now)
    assert toll(book_of(ledger)).reviewed_by is None


@pytest.mark.parametrize("month", [2, 3])
def test_no_news_changes_no_signature(ledger: Ledger, month: int) -> None:
    sign(ledger, toll(book_of(ledger)), by=P7, now=now)
    assert toll(book_of(ledger), day=1, month=month).reviewed_by == P7
