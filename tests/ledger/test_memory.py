"""What filing remembers beside the ledger: it follows from the entries, and is made anew where it does not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tollbook import pipeline
from tollbook.ledger import open_ledger
from tollbook.ledger.memory import memory_of

FLOOD = "The health ministry of Kazakhstan said on Tuesday that 40 people had been killed in the flood in Talas.\n"
LATER = "The health ministry of Kazakhstan said on Thursday that 61 people had been killed in the flood in Talas.\n"


def read(ledger: Path, folder: Path, name: str, words: str) -> set[str]:
    """The stories of a ledger after one more report was read."""
    path = folder / name
    path.write_text(words, encoding="utf-8")
    with open_ledger(ledger, create=True) as opened:
        pipeline.read_into(opened, [str(path)], now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
        return {s.id for s in opened.stories()}


def test_a_later_run_knows_the_stories_of_an_earlier_one(tmp_path: Path) -> None:
    ledger = tmp_path / "a.db"
    first = read(ledger, tmp_path, "2023-05-02.txt", FLOOD)
    assert memory_of(ledger).exists()
    assert read(ledger, tmp_path, "2023-05-04.txt", LATER) == first


def test_without_its_memory_a_ledger_files_alike(tmp_path: Path) -> None:
    ledger = tmp_path / "a.db"
    first = read(ledger, tmp_path, "2023-05-02.txt", FLOOD)
    memory_of(ledger).unlink()
    assert read(ledger, tmp_path, "2023-05-04.txt", LATER) == first


def test_a_damaged_memory_is_made_anew(tmp_path: Path) -> None:
    ledger = tmp_path / "a.db"
    first = read(ledger, tmp_path, "2023-05-02.txt", FLOOD)
    memory_of(ledger).write_bytes(b"no database at all, and longer than the header of one is" * 40)
    assert read(ledger, tmp_path, "2023-05-04.txt", LATER) == first


def test_the_memory_of_another_ledger_is_not_believed(tmp_path: Path) -> None:
    ledger, other = tmp_path / "a.db", tmp_path / "b.db"
    first = read(ledger, tmp_path, "2023-05-02.txt", FLOOD)
    read(other, tmp_path, "2023-05-03.txt", "Police in Peru said that 3 people had been killed by a landslide near Cusco.\n")
    memory_of(ledger).write_bytes(memory_of(other).read_bytes())
    assert read(ledger, tmp_path, "2023-05-04.txt", LATER) == first


def test_an_erasure_takes_the_memory_with_it(tmp_path: Path) -> None:
    ledger = tmp_path / "a.db"
    read(ledger, tmp_path, "2023-05-02.txt", FLOOD)
    with open_ledger(ledger) as opened:
        (reading,) = opened.readings()
        opened.erase(reading.report.id, reason="asked for", by="person:p1", recorded=datetime(2026, 1, 2, tzinfo=UTC))
    assert not memory_of(ledger).exists()


def test_no_word_of_a_report_stands_in_it(tmp_path: Path) -> None:
    ledger = tmp_path / "a.db"
    read(ledger, tmp_path, "2023-05-02.txt", FLOOD)
    raw = memory_of(ledger).read_bytes()
    assert b"ministry" not in raw and b"killed" not in raw
