"""What `bench/quality.py` prints: both readers' figures, and gains and losses claim by claim."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.items import coded, items_of, known
from bench.kinds import kind_of
from bench.plain_regex import PlainRegex
from bench.quality import changes, figures_of, table, worse

from tollbook.acquire import Acquired
from tollbook.publish.rows import claim_row
from tollbook.read import read

ROOT = Path(__file__).parent.parent
TEXT = "On Friday 14 miners were killed and 3 hurt as one shaft gave way. The pit has 900 workers, most over 40.\n"


def plain_rows() -> Iterator[dict[str, object]]:
    (report,) = read(Acquired(name="00000.txt", raw=TEXT.encode(), media="text/plain", body=TEXT))[0]
    for claim in PlainRegex().extract(report):
        assert report.text[claim.figure.start : claim.figure.end] == claim.figure.text
        yield claim_row("00000.txt", claim, None)


def test_the_plain_reader_takes_every_number_near_a_word() -> None:
    assert items_of(plain_rows()) == {"00000": ["killed 14-14 @10", "injured 3-3 @36", "injured 1-1 @46"]}


def test_a_claim_that_the_gold_knows(tmp_path: Path) -> None:
    gold = tmp_path / "dev.jsonl"
    gold.write_text(json.dumps({"deaths": 14, "injured": "3"}) + "\n", encoding="utf-8")
    numbers = coded("wad", gold)["00000"]
    assert known("killed 14-14 @10", numbers) and known("injured 3- @36", numbers)
    assert known("killed 15- @10", numbers), "more than 14 states 14"
    assert not known("killed 3-3 @36", numbers)


def test_gains_and_losses_are_told_item_by_item() -> None:
    before, after = {"00000": ["killed 14-14 @10", "injured 900-900 @80"]}, {"00000": ["killed 14-14 @10", "injured 3-3 @36"]}
    assert list(changes(before, after, {"00000": {("injured", 3)}})) == [
        "  + 00000 injured 3-3 @36  in gold",
        "  - 00000 injured 900-900 @80  not in gold",
    ]


def test_scorers_lines_become_figures_and_a_fall_is_named() -> None:
    lines = [
        "deaths exact                                               0.836  n=1461",
        "  claims  P 0.992  R 0.984  F1 0.988   (tp 125 fp 1 fn 2)",
        "date wrong                                                 0.095  n=200",
        "    standing               125/125 = 1.000",
        "killed claims a report                                     1.52",
    ]
    now = figures_of(iter(lines))
    assert now == {"deaths exact": 0.836, "claims": 0.988, "date wrong": 0.095, "standing": 1.0}
    assert worse(now, {"deaths exact": 0.84, "date wrong": 0.1}) == ["deaths exact"]
    assert worse(now, {"date wrong": 0.05}) == ["date wrong"]
    shown = "\n".join(table("wad", now, {"deaths exact": 0.611}, {"deaths exact": 0.84}))
    assert "0.611   0.836   0.840  WORSE" in shown


def test_an_unknown_set_is_refused() -> None:
    words = [sys.executable, "-m", "bench.quality", "walk", "--data", "."]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "unknown set 'walk'" in done.stderr


def test_how_a_coded_figure_is_worded() -> None:
    text = "Twelve people died, among them a nurse; 8 were hurt, 3 of them badly."
    kinds = {n: kind_of(n, text) for n in (12, 8, 1, 0, 20, 500)}
    assert kinds == {
        12: "in words",
        8: "in digits",
        1: "one person",
        0: "nought",
        20: "a sum of figures",
        500: "not stated",
    }
