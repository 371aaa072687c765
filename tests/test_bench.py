"""The benchmarks run and print what they promise. How fast anything is, no test says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_LINE = re.compile(
    r"(?:read|extract|flow|append|places|(?:places and )?times|ledger), [\w, ]+? +[\d,.]+"
    r" (?:reports|openings|tolls|bytes)/s(?:/core)? +\d+\.\d{3} of .+ \([\d,.]+\)"
)


SMALL = {**os.environ, "LEDGER_REPORTS": "30"}


def bench(*names: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bench", *names], cwd=ROOT, env=SMALL, capture_output=True, text=True, check=False
    )


LINES = {"read": 5, "extract": 2, "flow": 1, "append": 2, "places": 2, "times": 1, "ledger": 6}
QUICK = "ledger"  # the others run with `make soak`


@pytest.mark.parametrize(
    ("name", "lines"), [pytest.param(n, k, marks=() if n == QUICK else pytest.mark.soak) for n, k in LINES.items()]
)
def test_a_benchmark_prints_its_figures_with_their_limits(name: str, lines: int) -> None:
    done = bench(name)
    assert done.returncode == 0, done.stderr
    printed = done.stdout.splitlines()
    assert lines <= len(printed) <= lines + 1 and all(_LINE.fullmatch(line) for line in printed), done.stdout


def test_an_unknown_benchmark_is_refused() -> None:
    done = bench("walk")
    assert done.returncode == 2 and "known: read, extract, flow, append, places, times, page, ledger" in done.stderr
