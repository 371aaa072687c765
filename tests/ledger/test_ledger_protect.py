"""Sealing, unsealing, erasing: what is withheld is shown nowhere, cannot come back, and leaves no byte when erased."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from ledger_material import (
    EARLIER,
    GIVEN,
    NOON,
    STORY,
    WITNESS,
    append,
    filed,
    link_of,
    reading_of,
)

from tollbook.errors import NoSpace, UsageError
from tollbook.ledger import Ledger, evidence, open_ledger, verify_ledger
from tollbook.model import Act, Decision, Outcome, Payload, Reading, Relation, Visit


def decide(ledger: Ledger, act: str, subject: str) -> int:
    entry = getattr(ledger, act)(subject, reason="asked for by the witness", by="person:p1", recorded=NOON + timedelta(hours=1))
    return int(entry.number)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "t.db"


def told(ledger: Ledger) -> tuple[Reading, Reading]:
    """The ministry's figures and a witness's count, linked, of one story."""
    given, witness = reading_of(ledger, "given.txt", GIVEN, (164, 103)), reading_of(ledger, "witness.txt", WITNESS, (12,))
    append(ledger, STORY, given, *filed(given), witness, *filed(witness))
    append(ledger, link_of(witness.claims[0].id, given.claims[0].id, Relation.DIFFERS_FROM_EARLIER))
    return given, witness


def words_of(path: Path) -> bytes:
    """All bytes of a ledger, of its log and of its evidence."""
    return b"".join(p.read_bytes() for p in sorted(path.parent.rglob("*")) if p.is_file())


def test_what_is_sealed_is_shown_to_no_reader_and_comes_back_unsealed(path: Path) -> None:
    """ALMATY, Jan 8 - Aigerim Testova, a nurse, said that she had counted 12 bodies in the yard."""
    with open_ledger(path, create=True) as ledger:
        given, witness = told(ledger)
        before = ledger.book(STORY.id)
        decide(ledger, "seal", witness.claims[0].id)  # by one of its claims
        assert ledger.withheld(witness.report.id) == "sealed"
        assert ledger.reading(witness.report.id) is None
        assert ledger.claim(witness.claims[0].id) is None
        assert ledger.evidence(witness.report.raw) is None
        assert tuple(ledger.readings()) == (given,)
        assert [e.number for e in ledger.entries() if e.payload is None] == [5, 6, 7]
        book = ledger.book(STORY.id)
        assert (set(book.reports), book.claims, book.links) == ({given.report.id}, given.claims, ())
        assert ledger.rebuild().endswith("the same.")
        with open_ledger(path, readonly=True, sealed=True) as entitled:
            assert entitled.reading(witness.report.id) == witness
            assert entitled.evidence(witness.report.raw) == WITNESS.encode()
        assert verify_ledger(path).sound
        decide(ledger, "unseal", witness.report.id)
        assert ledger.withheld(witness.report.id) is None
        assert ledger.evidence(witness.report.raw) == WITNESS.encode()
        after = ledger.book(STORY.id)
        assert (after.claims, after.links, after.reports) == (before.claims, before.links, before.reports)
    assert verify_ledger(path).sound


def test_what_is_erased_leaves_no_byte(path: Path) -> None:
    """ALMATY, Jan 8 - Aigerim Testova, a nurse, said that she had counted 12 bodies in the yard."""
    with open_ledger(path, create=True) as ledger:
        given, witness = told(ledger)
        assert b"Testova" in words_of(path)
        number = decide(ledger, "erase", witness.report.id)
        assert b"Testova" not in words_of(path)
        assert ledger.withheld(witness.report.id) == "erased"
        assert ledger.evidence(witness.report.raw) is None and ledger.evidence(given.report.raw) == GIVEN.encode()
        assert ledger.book(STORY.id).claims == given.claims
        assert ledger.rebuild().endswith("the same.")
        decision = ledger.payload(number)
        assert isinstance(decision, Decision) and decision.reason == "asked for by the witness" and decision.value == "5,6,7"
    found = verify_ledger(path)
    assert found.sound
    assert sum("erased by decision of entry 8 (person:p1: asked for by the witness)" in f.what for f in found.findings) == 3
    assert b"Testova" not in words_of(path)


def test_what_is_sealed_can_be_erased(path: Path) -> None:
    with open_ledger(path, create=True) as ledger:
        _, witness = told(ledger)
        decide(ledger, "seal", witness.report.id)
        decide(ledger, "erase", witness.report.id)
        assert ledger.withheld(witness.report.id) == "erased"
    assert b"Testova" not in words_of(path)
    assert verify_ledger(path).sound


@pytest.mark.parametrize("seed", range(6))
def test_erasing_leaves_no_byte_wherever_the_rows_lay(path: Path, seed: int) -> None:
    """Rows of every length, written in batches and in another order than they are erased: pages are split, moved and freed."""
    chance = random.Random(seed)
    with open_ledger(path, create=True) as ledger:
        append(ledger, STORY)
        readings = []
        for n in range(60):
            words = f"{WITNESS} mark-{n:03}-{'x' * chance.choice([0, 40, 900, 3000, 9000])} mark-{n:03}"
            readings.append(reading_of(ledger, f"{n}.txt", words, (12,)))
            append(ledger, readings[-1], *filed(readings[-1]))
        chance.shuffle(readings)
        for n, reading in enumerate(readings[:30]):
            decide(ledger, "erase", reading.report.id)
            if n % 10 == 9:
                left = words_of(path)
                for gone in readings[: n + 1]:
                    assert gone.report.text[-8:].encode() not in left
    assert verify_ledger(path).sound


def test_what_was_withheld_cannot_be_read_in_again(path: Path) -> None:
    """A folder is read again after one of its reports was erased: the words must not come back by the way."""
    with open_ledger(path, create=True) as ledger:
        given, witness = told(ledger)
        decide(ledger, "seal", given.report.id)
        decide(ledger, "erase", witness.report.id)
        head = ledger.head()
        links = (link_of(given.claims[0].id, "x"), link_of("x", given.report.id))
        again: tuple[Payload, ...] = (witness, given, *filed(given), *links)
        for payload in again:
            with pytest.raises(UsageError, match=r"was (sealed|erased) by decision"):
                append(ledger, STORY, payload)
        with pytest.raises(UsageError, match=r"Ledger\.erase"):
            append(ledger, Decision(act=Act.ERASE, subject=given.report.id, reason="", value="1"))
        assert ledger.head() == head
        raw = ledger.keep(WITNESS.encode())  # the evidence is kept before anybody knows what it is
        assert ledger.discard(raw) and ledger.evidence(raw) is None
        assert not ledger.discard(given.report.raw)
    assert b"Testova" not in words_of(path)


def test_bytes_that_another_report_was_read_from_are_kept_for_it(path: Path) -> None:
    """The same page was read in under two addresses: they are two reports, and each is erased by a decision of its own."""
    with open_ledger(path, create=True) as ledger:
        one, two = (reading_of(ledger, name, WITNESS, (12,)) for name in ("one.txt", "two.txt"))
        append(ledger, STORY, one, two)
        decide(ledger, "erase", one.report.id)
        assert ledger.evidence(two.report.raw) == WITNESS.encode()
        decide(ledger, "erase", two.report.id)
        assert ledger.evidence(two.report.raw) is None
    assert verify_ledger(path).sound


def test_what_is_not_there_is_neither_sealed_nor_erased(path: Path) -> None:
    with open_ledger(path, create=True) as ledger:
        _, witness = told(ledger)
        with pytest.raises(UsageError, match="no report and no claim r0"):
            decide(ledger, "seal", "r0")
        decide(ledger, "erase", witness.report.id)
        with pytest.raises(UsageError, match="erased already"):
            decide(ledger, "erase", witness.report.id)


# ------------------------------------------------------------------------------------------- erasures that were cut off


def test_an_erasure_cut_off_before_its_decision_brings_the_evidence_back(path: Path) -> None:
    with open_ledger(path, create=True) as ledger:
        _, witness = told(ledger)
        evidence.set_apart(ledger.folder, [witness.report.raw])
    assert any("cut off" in f.what and f.damage for f in verify_ledger(path).findings)
    with open_ledger(path) as ledger:
        assert ledger.evidence(witness.report.raw) == WITNESS.encode()
    assert verify_ledger(path).sound


def test_an_erasure_cut_off_after_its_decision_is_ended_by_the_next_command(path: Path) -> None:
    with open_ledger(path, create=True) as ledger:
        _, witness = told(ledger)
        ledger._decide("erase", witness.report.id, "asked for", "person:p1", NOON)  # and then the process was killed
    assert b"Testova" in words_of(path)
    assert any("cut off" in f.what and f.damage for f in verify_ledger(path).findings)
    open_ledger(path).close()
    assert b"Testova" not in words_of(path)
    assert verify_ledger(path).sound


def test_an_erasure_that_cannot_be_recorded_erases_nothing(path: Path) -> None:
    with open_ledger(path, create=True) as ledger:
        _, witness = told(ledger)
        pages = ledger.db.execute("PRAGMA page_count").fetchone()[0]
        ledger.db.execute(f"PRAGMA max_page_count = {pages}")
        filler = reading_of(ledger, "earlier.txt", EARLIER, (18,))
        with pytest.raises(NoSpace):
            for _ in range(500):
                append(ledger, filler)
        head = ledger.head()
        with pytest.raises(NoSpace):
            ledger.erase(witness.report.id, reason="long " * 2000, by="person:p1", recorded=NOON)
        assert ledger.head() == head
        assert ledger.reading(witness.report.id) == witness
        assert ledger.evidence(witness.report.raw) == WITNESS.encode()
    assert verify_ledger(path, head=head[1]).sound


def test_words_that_a_reader_holds_back_in_the_log_go_when_the_ledger_is_closed(path: Path) -> None:
    with open_ledger(path, create=True) as ledger:
        _, witness = told(ledger)
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM entries").fetchone()
        ledger.db.execute("PRAGMA busy_timeout = 50")
        decide(ledger, "erase", witness.report.id)
        reader.close()
    assert b"Testova" not in words_of(path)


# -------------------------------------------------------------------------------------------------------------- visits

PAGE = "https://paper.example/2022/almaty"


def visited(ledger: Ledger) -> tuple[Reading, str, str]:
    """A page that a feed named: its reading, and the digests of its exchange and of the feed's."""
    feed, page = ledger.keep(b"the exchange of a feed that names Aigerim Testova"), ledger.keep(WITNESS.encode())
    reading = reading_of(ledger, "witness.txt", WITNESS, (12,))
    reading = replace(reading, report=replace(reading.report, url=PAGE))
    found: dict[str, Any] = {"at": NOON, "outcome": Outcome.FOUND, "status": 200}
    append(
        ledger,
        Visit(address="https://paper.example/feed", raw=feed, **found),
        reading,
        Visit(address=PAGE, raw=page, listed=feed, reports=(reading.report.id,), **found),
    )
    return reading, page, feed


def test_what_a_visit_brought_is_sealed_and_erased_with_its_report_and_so_is_the_feed_that_named_it(path: Path) -> None:
    with open_ledger(path, create=True) as ledger:
        reading, page, feed = visited(ledger)
        assert ledger.versions(PAGE) == (reading.report,)
        assert [v.address for v in ledger.visits()] == ["https://paper.example/feed", PAGE]
        assert ledger.visits(PAGE)[0].reports == (reading.report.id,)
        decide(ledger, "seal", reading.report.id)
        assert ledger.evidence(page) is None and ledger.evidence(feed) is None and ledger.visits() == ()
        decide(ledger, "unseal", reading.report.id)
        assert ledger.evidence(page) is not None and ledger.evidence(feed) is not None
        with pytest.raises(UsageError):
            decide(ledger, "erase", reading.report.id)
            append(
                ledger, Visit(address=PAGE, at=NOON, outcome=Outcome.FOUND, status=200, raw=page, reports=(reading.report.id,))
            )
    assert b"Testova" not in words_of(path)
    assert verify_ledger(path).sound


def test_a_visit_without_its_bytes_is_damage(path: Path) -> None:
    with open_ledger(path, create=True) as ledger:
        _, _, feed = visited(ledger)
        evidence.place(ledger.folder, feed).unlink()
    found = verify_ledger(path)
    assert [f.place for f in found.findings if f.damage] == ["evidence of https://paper.example/feed"]
