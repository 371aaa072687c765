"""docs/ledger-format.md is enough to write a verifier from: the one that it gives, without Tollbook, is run here."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ledger_material import small_ledger

from tollbook.ledger import open_ledger, schema
from tollbook.ledger.evidence import folder_of, place

PAGE = Path(__file__).parents[2] / "docs" / "ledger-format.md"
Faults = Callable[..., Iterator[str]]


@pytest.fixture
def faults() -> Faults:
    """The verifier of the page."""
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    assert "tollbook" not in code
    names: dict[str, Any] = {"__name__": "verifier"}
    exec(compile(code, "docs/ledger-format.md", "exec"), names)
    found: Faults = names["faults"]
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    small_ledger(tmp_path / "t.db").close()
    return tmp_path / "t.db"


def test_the_verifier_of_the_page_finds_a_sound_ledger_sound(path: Path, faults: Faults) -> None:
    with open_ledger(path, readonly=True) as ledger:
        digests = [e.digest for e in ledger.entries()]
    assert list(faults(path)) == []
    assert list(faults(path, digests[4])) == []
    assert list(faults(path, "0" * 64)) == ["the head is not in this ledger: its end was cut off, or it is another ledger"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE entries SET by = 'person:p9' WHERE number = 3", "entry 3 is not what was recorded"),
        ("DELETE FROM entries WHERE number = 4", "entry 5 is not what was recorded"),
        ("DELETE FROM payloads WHERE number = 1", "the payload of entry 1 is missing"),
        ("UPDATE payloads SET salt = zeroblob(16) WHERE number = 2", "the payload of entry 2 is not what was recorded"),
        ("INSERT INTO payloads VALUES (7, 'open', zeroblob(16), x'7b7d')", "entry 7 should be erased"),
    ],
)
def test_the_verifier_of_the_page_finds_a_change(path: Path, faults: Faults, change: str, said: str) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    db.execute(change)
    db.close()
    assert said in list(faults(path))


def test_the_verifier_of_the_page_finds_changed_evidence(path: Path, faults: Faults) -> None:
    with open_ledger(path) as ledger:
        (reading,) = (r for r in ledger.readings() if r.report.name == "given.txt")
    place(folder_of(path), reading.report.raw).write_bytes(b"other words")
    assert list(faults(path)) == ["the evidence of entry 2 is missing or changed"]


def test_the_page_names_every_table_and_column_of_the_record() -> None:
    page, db = PAGE.read_text(encoding="utf-8"), sqlite3.connect(":memory:")
    schema.run(db, schema.RECORD, schema.INDEXES)
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        assert f"`{table}`" in page, table
    for table in ("entries", "payloads", "decisions"):
        for _, column, *_ in db.execute(f"PRAGMA table_info({table})"):
            assert f"`{column}`" in page, f"{table}.{column}"
    assert f"Format {schema.FORMAT}." in page and hex(schema.APPLICATION_ID)[2:].upper() in page
    assert f"| `salt` | {schema.SALT} random bytes" in page
