"""The scorer of acts: what is matched, what counts neither way, and what stays out of the repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tollbook.errors import InputError
from tollbook.evaluate.acts import GOLD, Row, compare, evaluate_acts

TEXT = "Police arrested nine men. The arrests shocked the town."
GOLD_ROWS: list[Row] = [
    {"start": 7, "end": 15, "kind": "coerce", "word": "arrest", "actor": [0, 6], "target": [16, 24]},
    {"start": 30, "end": 37, "kind": "coerce", "word": "arrest", "optional": True},
]


def read_row(start: int, end: int, *, kind: str = "coerce", word: str = "arrest", frame: str = "current") -> Row:
    spans: Row = {"actor": (0, 6), "target": (16, 24), "where": None, "when": None, "said_by": None}
    return spans | {
        "start": start,
        "end": end,
        "kind": kind,
        "word": word,
        "standing": "asserted",
        "frame": frame,
        "rule": "test",
    }


def test_an_act_is_found_by_its_kind_and_words_each_once() -> None:
    tally, notes = compare(GOLD_ROWS, [read_row(7, 15), read_row(7, 15)], TEXT)
    assert (tally.matched, tally.missed, tally.extra) == (1, 0, 1)
    assert tally.fields["actor"] == tally.fields["word"] == 1
    assert [n for n in notes if n.startswith("extra")]


def test_optional_acts_count_neither_way() -> None:
    tally, _ = compare(GOLD_ROWS, [read_row(30, 37)], TEXT)
    assert (tally.matched, tally.missed, tally.extra) == (0, 1, 0)


def test_another_kind_and_other_words_are_extra_and_acts_of_another_time_are_not_asked() -> None:
    tally, _ = compare(GOLD_ROWS, [read_row(7, 15, kind="assault"), read_row(50, 54), read_row(7, 15, frame="forecast")], TEXT)
    assert (tally.matched, tally.missed, tally.extra) == (0, 1, 2)


def test_the_annotation_holds_ids_and_spans_and_no_text() -> None:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    assert len({r["doc"] for r in rows if r["part"] in ("tune", "held")}) == 30
    assert sum(r["part"] == "tune" for r in rows if r["reading"] == 1) == 15
    assert sum(r["reading"] == 2 for r in rows) == 10
    known = {"start", "end", "kind", "word", "actor", "target", "where", "when", "said_by", "standing", "frame", "optional"}
    for act in (a for r in rows for a in r["acts"]):
        assert set(act) <= known
        assert all(isinstance(v, int | list) or " " not in v for v in act.values())


def test_without_texts_it_says_which_are_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not in"):
        list(evaluate_acts(tmp_path))
    with pytest.raises(InputError, match="There is no"):
        list(evaluate_acts(tmp_path, gold=tmp_path / "acts.jsonl"))
