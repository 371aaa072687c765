"""The flow from files to links: what is recorded, in which order, and what an interruption costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tollbook import pipeline
from tollbook.asking import claims_out, history, last_known, places_of, toll_at, toll_of
from tollbook.errors import UnknownWord
from tollbook.filing import Learned
from tollbook.ledger import open_ledger, verify_ledger
from tollbook.model import Book, DateFound, Link, Measure, Published, Reading, Relation, Side

FIRST = """ALMATY, 6 January 2022 - Eighteen police officers were killed in Almaty, the interior ministry said on Thursday.
About 2,300 people were arrested in Almaty, police said.
"""
SECOND = """ALMATY, 9 January 2022 - The health ministry said on Sunday that 164 people had been killed in Kazakhstan.
The ministry later withdrew the figure, saying that it had been published by mistake.
"""
THIRD = """ALMATY, 10 January 2022 - More than 160 people were killed in Kazakhstan, reports said.
The interior ministry said on Monday that 16 police officers and 26 protesters had been killed.
"""
NOON = datetime(2022, 1, 11, 12, tzinfo=UTC)


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND), ("c.txt", THIRD)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [str(tmp_path / n) for n in ("a.txt", "b.txt", "c.txt")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "t.db"


def read(path: Path, paths: list[str], now: Callable[[], datetime] = lambda: NOON) -> pipeline.Run:
    with open_ledger(path, create=True) as ledger:
        return pipeline.read_into(ledger, paths, now=now)


def book_of(path: Path) -> Book:
    with open_ledger(path, readonly=True) as ledger:
        (story,) = ledger.stories()
        return ledger.book(story.id)


def test_entries_are_recorded_in_the_order_of_the_flow(path: Path, paths: list[str]) -> None:
    run = read(path, paths)
    assert [x.new for x in run.learned] == [True] * 3
    with open_ledger(path, readonly=True) as ledger:
        entries = list(ledger.entries())
        for one in run.learned:
            assert ledger.evidence(one.report.raw) == Path(one.report.name).read_bytes()
    assert (entries[-1].number, entries[-1].digest) == run.head
    kinds = [type(e.payload).__name__ for e in entries]
    assert kinds[0] == "Reading" and kinds.index("Story") < kinds.index("Resolution") < kinds.index("Link")
    assert sum(isinstance(e.payload, Link) for e in entries) == run.links
    assert {e.recorded for e in entries} == {NOON}
    read_by = {e.by for e in entries if isinstance(e.payload, Reading)}
    assert read_by == {x.by for x in run.learned}


def test_reading_in_another_order_gives_the_same_toll(path: Path, paths: list[str], tmp_path: Path) -> None:
    read(path, paths)
    for name in reversed(paths):
        read(tmp_path / "other.db", [name])
    a, b = book_of(path), book_of(tmp_path / "other.db")
    for day in (6, 9, 10, 11):
        at = datetime(2022, 1, day, 20, tzinfo=UTC)
        assert [(e.scope, e.sentence) for e in toll_of(a, at)] == [(e.scope, e.sentence) for e in toll_of(b, at)]


def test_an_interruption_before_judging_is_made_good(path: Path, paths: list[str]) -> None:
    """Interrupted when the readings are on disk and the links are not: the same call judges what was known already."""
    calls = iter([NOON])

    def now() -> datetime:
        try:
            return next(calls)
        except StopIteration:
            raise KeyboardInterrupt from None

    with pytest.raises(KeyboardInterrupt):
        read(path, paths, now)
    assert verify_ledger(path).sound
    assert not book_of(path).links
    run = read(path, paths)
    assert not any(x.new for x in run.learned) and run.links > 0
    assert any(x.relation is Relation.WITHDRAWN_BY_ORIGIN for x in book_of(path).links)
    assert read(path, paths).links == 0


def test_a_link_of_a_person_stands_against_a_rule(path: Path, paths: list[str]) -> None:
    read(path, paths)
    rule = next(x for x in book_of(path).links if x.relation is Relation.WITHDRAWN_BY_ORIGIN)
    mine = Link(
        subject=rule.subject,
        relation=rule.relation,
        object=rule.object,
        at=rule.at,
        holds=False,
        by="person:p7",
        reason="misread",
    )
    with open_ledger(path) as ledger:
        ledger.append([mine], by="person:p7", recorded=NOON)
        assert pipeline.relink(ledger, ledger.stories()[0].id, now=lambda: NOON) == 0
    assert next(x for x in book_of(path).links if x.subject == rule.subject and x.relation is rule.relation) == mine


def test_a_link_that_no_longer_follows_is_lifted(path: Path, paths: list[str]) -> None:
    read(path, paths)
    a, b = (c.id for c in book_of(path).claims[:2])
    wrong = Link(subject=a, relation=Relation.RESTATES, object=b, at=None, by="reconcile.restating 0.0", reason="an older rule")
    with open_ledger(path) as ledger:
        ledger.append([wrong], by="reconcile", recorded=NOON)
        assert pipeline.relink(ledger, ledger.stories()[0].id, now=lambda: NOON) == 1
    (lifted,) = [x for x in book_of(path).links if (x.subject, x.object) == (a, b) and x.relation is Relation.RESTATES]
    assert not lifted.holds and lifted.reason == "no longer follows from what was read"


def test_a_date_that_was_given_is_kept(path: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("The interior ministry said that 12 people had been killed in Almaty.\n", encoding="utf-8")
    given = Published(day=NOON.date() - timedelta(days=3), found=DateFound.GIVEN, words="2022-01-08")
    with open_ledger(path, create=True) as ledger:
        (undated,) = pipeline.read_into(ledger, [str(notes)], now=lambda: NOON).learned
        (dated,) = pipeline.read_into(ledger, [str(notes)], now=lambda: NOON, published={"notes.txt": given}).learned
        assert (undated.report.published, dated.report.published) == (None, given)
        assert (dated.new, dated.claims) == (True, undated.claims)
        (again,) = pipeline.read_into(ledger, [str(notes)], now=lambda: NOON).learned
        assert (again.new, again.report.published) == (False, given)
        assert [r.report.published for r in ledger.readings_of(again.report.id)] == [None, given]


def test_the_same_report_twice_in_one_run(path: Path, paths: list[str]) -> None:
    run = read(path, [paths[0], paths[0]])
    assert [x.new for x in run.learned] == [True, False]
    with open_ledger(path, readonly=True) as ledger:
        assert len(ledger.readings_of(run.learned[0].report.id)) == 1


def test_a_ledger_that_only_reads_answers_while_another_writes(path: Path, paths: list[str]) -> None:
    read(path, paths[:1])
    seen: list[int] = []

    def look(one: Learned) -> None:
        with open_ledger(path, readonly=True) as ledger:
            seen.append(len(tuple(ledger.readings())))

    with open_ledger(path) as ledger:
        pipeline.read_into(ledger, paths[1:], now=lambda: NOON, progress=look)
    assert seen == [1, 1], "a batch is seen whole or not at all"


def test_what_is_asked_of_a_book(path: Path, paths: list[str]) -> None:
    read(path, paths)
    book = book_of(path)
    assert last_known(book).date() == datetime(2022, 1, 10).date()
    assert len(claims_out(book, None)) == len(book.claims) > len(claims_out(book, datetime(2022, 1, 7, tzinfo=UTC))) > 0
    assert {"Almaty", "Kazakhstan"} <= set(places_of(book))
    (arrested,) = toll_at(book, NOON, place="almaty", measure=Measure.ARRESTED)
    assert arrested.scope.where is not None and arrested.scope.where.name == "Almaty"
    assert all(e.scope.side is Side.STATE_FORCES for e in toll_at(book, NOON, place="Almaty", side=Side.STATE_FORCES))
    with pytest.raises(UnknownWord, match="Unknown place 'Nowhere'"):
        toll_at(book, NOON, place="Nowhere")
    days = [e.as_of.date().day for e in history(book, NOON)]
    assert days == sorted(days) and set(days) == {6, 9, 10}


def test_claims_of_a_text_need_no_ledger() -> None:
    claims = pipeline.claims_of_text(SECOND)
    assert [c.figure.text for c in claims] == ["164"]
    assert claims[0].standing.value == "withdrawn"
    assert pipeline.claims_of_text("") == ()


def test_stories_of_a_ledger_are_what_the_next_run_files_under(path: Path, paths: list[str]) -> None:
    for name in paths:
        read(path, [name])
    book = book_of(path)
    assert len(book.reports) == 3
