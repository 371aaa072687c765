"""Stories merged, split, named and set; ids are never given again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tollbook.deciding import merge_stories, rename_story, set_story, silence, split_story, undo
from tollbook.errors import DecidedSince, UsageError
from tollbook.ledger import Ledger
from tollbook.model import Act
from tollbook.pipeline import relink

from .material import ELSEWHERE, LATER, book_of, claim_of, now, put, toll, tolls

P7, P8 = "person:p7", "person:p8"


@pytest.fixture
def two(ledger: Ledger, tmp_path: Path) -> tuple[str, str]:
    """The ids of two stories: the unrest, and an accident elsewhere."""
    put(ledger, tmp_path, {"d-2022-01-09.txt": ELSEWHERE})
    unrest = book_of(ledger).story.id
    (other,) = [s.id for s in ledger.stories() if s.id != unrest]
    return unrest, other


def test_merged_stories_are_one(ledger: Ledger, two: tuple[str, str]) -> None:
    unrest, other = two
    reports = len(ledger.book(unrest).reports) + len(ledger.book(other).reports)
    merge_stories(ledger, unrest, [other], by=P7, reason="a test", now=now)
    assert [s.id for s in ledger.stories()] == [unrest]
    assert len(ledger.book(unrest).reports) == reports
    assert ledger.book(other).story.id == unrest
    assert {r.story for r in ledger.book(unrest).resolutions.values()} == {unrest}
    assert ledger.story_of(claim_of(ledger.book(unrest), "11").id) == unrest


def test_a_merge_undone_gives_both_stories_as_before(ledger: Ledger, two: tuple[str, str]) -> None:
    before = [(ledger.book(s).story, tolls(ledger.book(s))) for s in two]
    done = merge_stories(ledger, two[0], [two[1]], by=P7, reason="a test", now=now)
    undo(ledger, done.number, by=P8, now=now)
    assert [(ledger.book(s).story, tolls(ledger.book(s))) for s in two] == before


def test_what_is_read_later_goes_to_the_story_that_lives_on(ledger: Ledger, two: tuple[str, str], tmp_path: Path) -> None:
    """A report of the accident, read after its story was merged, is of the merged one; the id is not given to another."""
    unrest, other = two
    merge_stories(ledger, unrest, [other], by=P7, reason="a test", now=now)
    more = "SANTIAGO, 9 January 2022 - A bus fell into a river near Santiago; 12 passengers were killed, police said on Sunday.\n"
    put(ledger, tmp_path, {"e-2022-01-09.txt": "Bus falls into a river in Chile\n\n" + more})
    ids = [s.id for s in ledger.stories()]
    assert other not in ids
    assert other in ledger.story_ids()
    assert all(ledger.book(s).story.id == s for s in ids)


def test_a_merged_story_is_named_no_more(ledger: Ledger, two: tuple[str, str]) -> None:
    merge_stories(ledger, two[0], [two[1]], by=P7, reason="a test", now=now)
    with pytest.raises(UsageError, match=f"was merged into {two[0]}"):
        rename_story(ledger, two[1], "A title", by=P7, now=now)
    with pytest.raises(UsageError, match="with itself"):
        merge_stories(ledger, two[0], [two[0]], by=P7, now=now)


def test_a_report_split_off_makes_a_story_of_its_own(ledger: Ledger) -> None:
    book = book_of(ledger)
    eighth = claim_of(book, "40").report
    done = split_story(ledger, book.story.id, [eighth], by=P7, reason="another day", title="The eighth", now=now)
    made = done.decision.value
    assert made is not None and made not in {book.story.id}
    assert set(ledger.book(made).reports) == {eighth}
    assert ledger.book(made).story.title == "The eighth"
    assert eighth not in ledger.book(book.story.id).reports
    assert len(ledger.book(book.story.id).reports) == len(book.reports) - 1


def test_a_single_claim_can_be_of_another_story(ledger: Ledger, two: tuple[str, str]) -> None:
    """One report may tell of several stories: each claim belongs to its own."""
    unrest, other = two
    forty = claim_of(ledger.book(unrest), "40")
    split_story(ledger, unrest, [forty.id], to=other, by=P7, reason="of the bus", now=now)
    assert forty.id in {c.id for c in ledger.book(other).claims}
    assert forty.id not in {c.id for c in ledger.book(unrest).claims}
    assert forty.report in ledger.book(unrest).reports and forty.report in ledger.book(other).reports


def test_a_split_undone_gives_the_story_as_before(ledger: Ledger) -> None:
    before = tolls(book_of(ledger))
    book = book_of(ledger)
    done = split_story(ledger, book.story.id, [claim_of(book, "16").report], by=P7, reason="x", now=now)
    assert tolls(ledger.book(book.story.id)) != before
    undo(ledger, done.number, by=P7, now=now)
    assert tolls(ledger.book(book.story.id)) == before


def test_only_what_is_in_a_story_is_split_off(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="is in story"):
        split_story(ledger, book_of(ledger).story.id, ["r" + "0" * 16], by=P7, now=now)


def test_what_people_set_stays_when_more_is_read(ledger: Ledger, tmp_path: Path) -> None:
    story = book_of(ledger).story.id
    set_story(ledger, story, title="January events", zone="Asia/Oral", rule="All deaths of January", by=P7, now=now)
    put(ledger, tmp_path, {"d-2022-01-15.txt": LATER})
    relink(ledger, story, now=now)
    found = ledger.book(story)
    assert (found.story.title, found.story.zone, found.story.rule) == ("January events", "Asia/Oral", "All deaths of January")
    assert len(found.reports) == 4
    assert next(s for s in ledger.stories() if s.id == story).title == "January events"


def test_settings_undone_are_those_of_the_reports(ledger: Ledger) -> None:
    before = book_of(ledger).story
    done = set_story(ledger, before.id, title="January events", zone="Asia/Oral", by=P7, now=now)
    undo(ledger, done.number, by=P7, now=now)
    assert ledger.book(before.id).story == before


def test_a_zone_must_be_known(ledger: Ledger) -> None:
    story = book_of(ledger).story.id
    for zone in ("Asia/Nowhere", "../x"):
        with pytest.raises(UsageError, match="no time zone"):
            set_story(ledger, story, zone=zone, by=P7, now=now)
    with pytest.raises(UsageError, match="Nothing is set"):
        set_story(ledger, story, by=P7, now=now)
    with pytest.raises(UsageError, match="cannot be asked for"):
        set_story(ledger, story, signers=3, by=P7, now=now)


def test_two_people_who_set_one_story_see_each_other(ledger: Ledger) -> None:
    story, seen = book_of(ledger).story.id, ledger.head()[0]
    rename_story(ledger, story, "One title", by=P7, now=now, on=seen)
    with pytest.raises(DecidedSince):
        rename_story(ledger, story, "Another title", by=P8, now=now, on=seen)
    assert ledger.book(story).story.title == "One title"


def test_a_silence_is_kept_with_its_days_and_changes_no_toll(ledger: Ledger) -> None:
    book = book_of(ledger)
    before = toll(book)
    silence(ledger, book.story.id, date(2022, 1, 7), date(2022, 1, 9), "the internet was cut", by=P7, now=now)
    (said,) = book_of(ledger).decisions
    assert said.decision.act is Act.SILENCE
    assert said.decision.days is not None and said.decision.days.end == date(2022, 1, 9)
    assert (toll(book_of(ledger)).low, toll(book_of(ledger)).sentence) == (before.low, before.sentence)
    with pytest.raises(UsageError, match="no span"):
        silence(ledger, book.story.id, date(2022, 1, 9), date(2022, 1, 7), "x", by=P7, now=now)
