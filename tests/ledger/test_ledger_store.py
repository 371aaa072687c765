"""Appending, looking up, a story's book, prefixes, indexes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_material import (
    EARLIER,
    GIVEN,
    NOON,
    STORY,
    append,
    filed,
    link_of,
    reading_of,
    small_ledger,
)

from tollbook.errors import UsageError
from tollbook.ledger import Ledger, indexes, open_ledger, verify_ledger
from tollbook.model import Payload, Relation, Story
from tollbook.protocols import Store


def test_a_ledger_is_a_store(tmp_path: Path) -> None:
    store: Store = open_ledger(tmp_path / "t.db", create=True)
    assert store.head() == (0, "")
    assert list(store.entries()) == []


def test_what_was_appended_is_given_back(tmp_path: Path) -> None:
    """ALMATY, Jan 9 - The health ministry said 164 people had been killed, 103 of them in the city."""
    with open_ledger(tmp_path / "t.db", create=True) as ledger:
        reading = reading_of(ledger, "given.txt", GIVEN, (164, 103))
        written = ledger.append([STORY, reading, *filed(reading)], by="tests 1", recorded=NOON)
    with open_ledger(tmp_path / "t.db") as ledger:
        assert tuple(ledger.entries()) == written
        assert [e.number for e in written] == [1, 2, 3, 4]
        assert ledger.head() == (4, written[-1].digest)
        assert ledger.reading(reading.report.id) == reading
        assert tuple(ledger.readings()) == (reading,)
        assert ledger.claim(reading.claims[1].id) == reading.claims[1]
        assert ledger.story_of(reading.claims[0].id) == STORY.id
        assert ledger.stories() == (STORY,)
        assert ledger.evidence(reading.report.raw) == GIVEN.encode()
        assert ledger.payload(2) == reading
        assert ledger.payload(99) is None
        assert ledger.claim("c0") is None and ledger.reading("r0") is None and ledger.story_of("c0") is None


def test_a_newer_reading_is_in_force_and_the_earlier_one_stays(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "t.db", create=True) as ledger:
        first = reading_of(ledger, "given.txt", GIVEN, (164,))
        append(ledger, STORY, first, *filed(first))
        then = reading_of(ledger, "given.txt", GIVEN, (164, 103), extractor="extract.rules 0.2")
        append(ledger, then, *filed(then))
        assert ledger.reading(first.report.id) == then
        assert ledger.readings_of(first.report.id) == (first, then)
        assert ledger.book(STORY.id).claims == then.claims
        assert ledger.book(STORY.id, upto=3).claims == first.claims


def test_a_batch_is_recorded_whole_or_not_at_all(tmp_path: Path) -> None:
    def failing() -> list[Payload]:
        raise RuntimeError("the reader failed")

    with open_ledger(tmp_path / "t.db", create=True) as ledger:
        append(ledger, STORY)
        with pytest.raises(RuntimeError):
            ledger.append((p for p in (STORY, *failing())), by="tests 1", recorded=NOON)
        with pytest.raises(ValueError, match="no zone"):
            ledger.append([STORY], by="tests 1", recorded=datetime(2022, 1, 1))
        assert ledger.head()[0] == 1
        append(ledger, STORY)
    assert verify_ledger(tmp_path / "t.db").sound


def test_which_entries_were_recorded_by_a_moment(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "t.db", create=True) as ledger:
        for minutes in range(5):
            append(ledger, STORY, after=minutes)
        assert ledger.upto(NOON - timedelta(seconds=1)) == 0
        assert ledger.upto(NOON + timedelta(minutes=2, seconds=30)) == 3
        assert ledger.upto((NOON + timedelta(minutes=4)).astimezone()) == 5
        assert ledger.upto(datetime(9000, 1, 1, tzinfo=UTC)) == 5


# ------------------------------------------------------------------------------------------------------------- the book


def test_a_book_holds_the_story_and_nothing_else(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "t.db", create=True) as ledger:
        given_, earlier = reading_of(ledger, "given.txt", GIVEN, (164, 103)), reading_of(ledger, "earlier.txt", EARLIER, (18,))
        other = Story(id="derna-2023", title="Flood in Derna")
        part = link_of(given_.claims[1].id, given_.claims[0].id, Relation.PART_OF)
        append(ledger, other, STORY, given_, *filed(given_), part, earlier, *filed(earlier, other.id))
        book = ledger.book(STORY.id)
        assert (book.story, book.claims, book.links) == (STORY, given_.claims, (part,))
        assert set(book.reports) == {given_.report.id}
        assert set(book.resolutions) == {c.id for c in given_.claims}
        assert ledger.book(other.id).claims == earlier.claims
        assert ledger.book(STORY.id, upto=99).upto == ledger.head()[0]
        with pytest.raises(UsageError, match="no story 'beirut'"):
            ledger.book("beirut")
        with pytest.raises(UsageError):
            ledger.book(STORY.id, upto=1)  # it was not known by then


def test_a_claim_filed_elsewhere_leaves_its_first_story(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "t.db", create=True) as ledger:
        reading, other = reading_of(ledger, "given.txt", GIVEN, (164, 103)), Story(id="b", title="Another")
        append(ledger, STORY, other, reading, *filed(reading))
        append(ledger, *filed(reading, other.id)[:1])
        assert ledger.book(STORY.id).claims == reading.claims[1:]
        assert ledger.book(other.id).claims == reading.claims[:1]
        assert ledger.book(STORY.id, upto=5).claims == reading.claims


def test_the_latest_link_of_a_kind_is_in_force(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "t.db", create=True) as ledger:
        reading = reading_of(ledger, "given.txt", GIVEN, (164, 103))
        a, b = (c.id for c in reading.claims)
        append(ledger, STORY, reading, *filed(reading), link_of(b, a))
        append(ledger, link_of(b, a, holds=False), link_of(a, "person:p1", Relation.REJECTED))
        book = ledger.book(STORY.id)
        assert [(x.subject, x.holds) for x in book.links] == [(b, False), (a, True)]
        assert book.claims == reading.claims[1:]  # a person said that the first is no claim
        assert ledger.book(STORY.id, upto=5).claims == reading.claims


def steps(db: sqlite3.Connection, act: Callable[[], object]) -> int:
    """What SQLite did for ``act``, in hundreds of steps of its machine: a measure of cost that no load changes."""
    count = [0]

    def more() -> int:
        count[0] += 1
        return 0

    db.set_progress_handler(more, 100)
    act()
    db.set_progress_handler(None, 0)
    return count[0]


def test_a_book_costs_what_its_story_is_and_not_its_ledger(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "t.db", create=True) as ledger:

        def tell(story: Story, count: int) -> None:
            append(ledger, story)
            for n in range(count):
                reading = reading_of(ledger, f"{story.id}-{n}.txt", GIVEN, (164, 103))
                link = link_of(reading.claims[1].id, reading.claims[0].id, Relation.PART_OF)
                append(ledger, reading, *filed(reading, story.id), link)

        tell(STORY, 10)
        alone = steps(ledger.db, lambda: ledger.book(STORY.id))
        for k in range(20):
            tell(Story(id=f"other-{k:02}", title="Another"), 10)
        assert len(ledger.book(STORY.id).claims) == 20
        assert steps(ledger.db, lambda: ledger.book(STORY.id)) <= alone * 1.25


# --------------------------------------------------------------------------------------------- prefixes and the indexes

ACTS = st.lists(
    st.tuples(
        st.sampled_from(["read", "read", "file", "link", "story", "seal", "unseal", "erase"]),
        st.integers(0, 3),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=14,
)


def act_out(ledger: Ledger, act: tuple[str, int, int]) -> None:
    """One step of a made-up life of a ledger; what is not allowed then is left out."""
    what, one, two = act
    first, second = (reading_of(ledger, f"{n}.txt", GIVEN, (164, 103)[: n % 2 + 1]) for n in (one, two))
    try:
        match what:
            case "read":
                append(ledger, first)
            case "file":
                append(ledger, *filed(first, f"story-{two}"))
            case "link":
                append(ledger, link_of(first.claims[0].id, second.claims[0].id, holds=one != two))
            case "story":
                append(ledger, Story(id=f"story-{one}", title=f"Told {two} times"))
            case _:
                getattr(ledger, what)(first.report.id, reason="a test", by="person:p1", recorded=NOON)
    except UsageError:
        pass


def seen(ledger: Ledger, upto: int) -> list[object]:
    """All that a reader can be told of the first ``upto`` entries."""
    stories = sorted({e.payload.id for e in ledger.entries(upto=upto) if isinstance(e.payload, Story)})
    return [list(ledger.entries(upto=upto)), [ledger.book(s, upto=upto) for s in stories]]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=ACTS, after=ACTS)
def test_a_prefix_of_a_ledger_is_a_ledger(
    tmp_path_factory: pytest.TempPathFactory, before: list[tuple[str, int, int]], after: list[tuple[str, int, int]]
) -> None:
    """What the ledger was after any entry is what it shows, later, up to that entry."""
    path, copy = (tmp_path_factory.mktemp("prefix") / "t.db" for _ in range(2))
    after = [a for a in after if a[0] not in {"seal", "unseal", "erase"}]
    with open_ledger(path, create=True) as ledger:
        for act in before:
            act_out(ledger, act)
        number, digest = ledger.head()
        with sqlite3.connect(copy) as target:
            ledger.db.backup(target)
        target.close()
        was = seen(ledger, number)
        for act in after:
            act_out(ledger, act)
        assert seen(ledger, number) == was
        last = ledger.head()
    for digest_kept in (digest, last[1]):
        assert not digest_kept or verify_ledger(path, head=digest_kept).sound
    copied = {f.what for f in verify_ledger(copy).findings if f.damage and not f.place.startswith("evidence of")}
    assert not copied  # its evidence lies beside the other
    if last[0] > number:
        assert any(f.place == "head" and f.damage for f in verify_ledger(copy, head=last[1]).findings)
    with open_ledger(copy) as earlier:
        assert earlier.head() == (number, digest)
        assert seen(earlier, number) == was


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acts=ACTS)
def test_indexes_made_anew_are_equal(tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int, int]]) -> None:
    path = tmp_path_factory.mktemp("indexes") / "t.db"
    with open_ledger(path, create=True) as ledger:
        for act in acts:
            act_out(ledger, act)
        before = indexes.prints(ledger.db)
        assert ledger.rebuild().endswith("the same.")
        assert indexes.prints(ledger.db) == before
    assert verify_ledger(path).sound


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM claims",
        "UPDATE resolutions SET story = 'elsewhere'",
        "INSERT INTO links VALUES ('a', 'restates', 'b', 3)",
        "DROP TABLE links",
        "DROP INDEX claims_report",
        "DROP INDEX entries_recorded",
    ],
)
def test_a_dropped_or_changed_index_is_found_and_made_anew(tmp_path: Path, harm: str) -> None:
    path = tmp_path / "t.db"
    with small_ledger(path) as ledger:
        before = indexes.prints(ledger.db)
        ledger.db.execute(harm)
    assert not verify_ledger(path).sound
    with open_ledger(path) as ledger:
        ledger.rebuild()
        assert indexes.prints(ledger.db) == before
    assert verify_ledger(path).sound


# ----------------------------------------------------------------------------------------------------- append-only


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entries SET by = 'someone' WHERE number = 1",
        "DELETE FROM entries WHERE number = 13",
        "INSERT INTO entries VALUES (99, '', '', 'story', '', '', '', '')",
        "INSERT INTO entries SELECT 14, recorded, by, kind, subject, payload_digest, '', 'x' FROM entries LIMIT 1",
        "REPLACE INTO entries SELECT number, recorded, 'someone', kind, subject, payload_digest, previous, digest FROM entries",
        "REPLACE INTO entries SELECT 14, recorded, by, kind, '', '', digest, digest FROM entries WHERE number = 13",
        "UPDATE payloads SET body = x'7b7d' WHERE number = 1",
        "UPDATE payloads SET state = 'sealed' WHERE number = 1",
        "DELETE FROM payloads WHERE number = 1",
        "REPLACE INTO payloads VALUES (13, 'open', x'', x'7b7d')",
        "INSERT INTO payloads VALUES (7, 'open', x'', x'7b7d')",
        "INSERT INTO decisions VALUES (13, 1, 'erase')",
        "INSERT INTO decisions VALUES (2, 1, 'erase')",
        "REPLACE INTO decisions SELECT entry, number, 'erase' FROM decisions",
        "UPDATE decisions SET act = 'unseal'",
        "DELETE FROM decisions",
    ],
)
def test_the_record_is_only_ever_appended_to(tmp_path: Path, change: str) -> None:
    path = tmp_path / "t.db"
    small_ledger(path).close()
    db = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(change)
    db.close()
    assert verify_ledger(path).sound
