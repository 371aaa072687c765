"""How places are counted against coded ones, and what is kept of the claims that were judged by eye."""

from __future__ import annotations

import json
from pathlib import Path

import bench.where
import pytest
from bench.where import SAMPLES, counted, judged, verdict

TEXT = "Nine people were killed and three hurt in the market of Dorra. Police in Velmark said nine died.\n"


@pytest.mark.parametrize(
    ("coded", "where", "told"),
    [
        ("Dorra town", "the market of Dorra", "named"),
        ("Dorra town", "Velmark", "another"),
        ("Dorra town", None, "none read"),
        ("Lund", "the market of Dorra", None),
        (None, "the market of Dorra", None),
    ],
)
def test_a_verdict_is_of_places_that_the_sentence_names(coded: str | None, where: str | None, told: str | None) -> None:
    assert verdict(coded, TEXT, where) == told


def test_only_figures_that_are_the_coded_number_are_asked(tmp_path: Path) -> None:
    (tmp_path / "wad").mkdir()
    row = {"text": TEXT, "deaths": 9, "injured": 0, "locality": "Dorra", "district": None, "region": "Velmark"}
    (tmp_path / "wad/dev.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    found = counted(tmp_path)
    assert found["locality"] == {"named": 1} and not found["district"]
    assert found["region"] == {"none read": 1}, "the seat of who speaks binds nothing"


def test_samples_keep_ids_and_kinds_and_no_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for sample in json.loads(SAMPLES.read_text(encoding="utf-8")):
        assert all(set(w) == {"claim", "from", "kind"} and w["from"] in sample["judged"] for w in sample["wrong"])
    kept = tmp_path / "samples.json"
    wrong = [{"claim": "wad-00000:1-2:killed::9-9", "from": "wad", "kind": "missing"}]
    kept.write_text(json.dumps([{"seed": "7", "judged": {"wad": 3, "muc4": 1}, "wrong": wrong}]), encoding="utf-8")
    monkeypatch.setattr(bench.where, "SAMPLES", kept)
    (line,) = judged()
    assert "0.750 (3/4)" in line and "wad 2/3, muc4 1/1" in line and line.endswith("missing 1")
