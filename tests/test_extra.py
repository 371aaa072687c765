"""Samples of claims that were judged one by one: what is kept of them, and the two figures that are printed."""

from __future__ import annotations

import json
from pathlib import Path

import bench.extra
import pytest
from bench.extra import Sample, draw, fields_of, samples, today
from bench.extra_texts import TEXTS

TEXT = "Police said on Monday that 14 miners were killed in Dorra and 3 hurt in Velmark. The pit has 900 workers.\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of public data with one report."""
    (tmp_path / "wad").mkdir()
    (tmp_path / "wad/dev.jsonl").write_text(json.dumps({"text": TEXT}) + "\n", encoding="utf-8")
    return tmp_path


def test_samples_keep_ids_and_verdicts_and_no_words() -> None:
    for sample in samples():
        assert sample.drawn["from"] in TEXTS and len(sample.rows) >= sample.drawn["count"]
        for row in sample.rows:
            assert set(row) <= {"claim", "wrong", "why", "read"}
            assert bool(sample.drawn["whole"]) is ("read" in row)
            assert all(len(digest) == 8 for digest in row.get("read", {}).values())


def test_a_draw_leaves_out_what_was_judged(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found, of = draw("wad", data, "1", 5, whole=True)
    assert of == len(found) == 2 and found == draw("wad", data, "1", 5, whole=True)[0]
    judged = Sample(name="wad-1", drawn={"from": "wad"}, rows=({"claim": found[0].key, "wrong": []},))
    monkeypatch.setattr(bench.extra, "samples", lambda: [judged])
    assert [d.key for d in draw("wad", data, "1", 5, whole=True)[0]] == [found[1].key]


def test_a_verdict_holds_for_the_reading_that_was_judged(data: Path) -> None:
    (one, other), _ = draw("wad", data, "1", 2, whole=True)
    rows = (
        {"claim": one.key, "wrong": ["where"], "read": fields_of(one.claim)},
        {"claim": other.key, "wrong": [], "read": {**fields_of(other.claim), "where": "00000000"}},
        {"claim": "wad-00000:1-2:killed::7-7", "wrong": ["figure"], "read": {}},
    )
    sample = Sample(name="wad-1", drawn={"from": "wad", "whole": True}, rows=rows)
    assert sample.first_sight == (1, 3), "recorded, whatever is read today"
    assert today(sample, data) == (0, 1, 1), "one still read as judged, one in another place, one no more"
