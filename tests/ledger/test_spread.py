"""The chain walked in stretches says what it says walked as a whole."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from ledger_material import small_ledger

from tollbook.ledger import verify_ledger
from tollbook.ledger.chain import FIRST, LAST, Act, decisions
from tollbook.ledger.open import connect
from tollbook.ledger.spread import Part, walked


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small ledger, closed; some of it sealed, some erased."""
    small_ledger(tmp_path / "t.db").close()
    return tmp_path / "t.db"


def parts(path: Path, *bounds: int) -> list[Part]:
    acts: dict[int, list[Act]] = {}
    db = connect(path, readonly=True)
    assert not [*decisions(db, acts)]
    db.close()
    return [walked(path, acts, a, b) for a, b in zip((FIRST, *bounds), (*bounds, LAST), strict=True)]


def changed(path: Path, statement: str) -> None:
    db = sqlite3.connect(path)
    db.execute(statement)
    db.commit()
    db.close()


@pytest.mark.parametrize("bounds", [(), (6,), (4, 9), (0, 13)])
def test_stretches_together_find_what_the_whole_walk_finds(path: Path, bounds: tuple[int, ...]) -> None:
    whole, found = verify_ledger(path), parts(path, *bounds)
    told = {(f.place, f.what) for p in found for f in p.findings}
    assert told == {(f.place, f.what) for f in whole.findings if f.place.startswith("entry ")}
    assert max(p.last for p in found) == (whole.entries, whole.head)
    assert not any(f.damage for p in found for f in p.findings)


def test_an_index_row_that_no_entry_makes_is_found_in_its_stretch(path: Path) -> None:
    changed(path, "INSERT INTO stories VALUES ('x', 12)")
    first, second = parts(path, 6)
    assert not any(f.damage for f in first.findings)
    assert [f.place for f in second.findings if f.damage] == ["index stories"]


def test_an_entry_taken_out_between_two_stretches_is_found(path: Path) -> None:
    changed(path, "DROP TRIGGER entries_remain")
    changed(path, "DELETE FROM entries WHERE number = 6")
    assert any((f.damage and "missing" in f.what) or "follow" in f.what for p in parts(path, 6) for f in p.findings)


@pytest.mark.soak
def test_processes_say_what_one_says(path: Path) -> None:
    alone, together = verify_ledger(path), verify_ledger(path, workers=3)
    assert together.sound and (together.entries, together.head) == (alone.entries, alone.head)
    assert set(together.findings) == set(alone.findings)
    changed(path, "DELETE FROM claims")
    assert verify_ledger(path, workers=2) == verify_ledger(path)
    assert not verify_ledger(path).sound
