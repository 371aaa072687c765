"""Golden stories: reports of our own, read end to end, against what an expert would sign at given moments.

`expected.json` holds the moments; `sentences.txt` what Tollbook prints for them, for a person to read (`pytest --rewrite`
writes it anew). A moment that is not yet right is named in `KNOWN`, and must stay wrong until it is mended: then it is taken
out. A moment that is wrong may be more careful than the expert, never bolder: `test_none_is_silently_wrong`.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tollbook import pipeline
from tollbook.evaluate.tolls import bolder, estimate_of, numbers_of
from tollbook.ledger import open_ledger
from tollbook.model import Book

HERE = Path(__file__).parent / "goldens"
EXAMPLES = Path(__file__).parent.parent / "src" / "tollbook" / "examples"
REPORTS = {
    "kazakhstan-2022": EXAMPLES / "kazakhstan-2022",
    "beirut-2020": HERE / "beirut-2020" / "reports.jsonl",
    "derna-2023": HERE / "derna-2023" / "reports.jsonl",
}
EXPECTED = {name: json.loads((HERE / name / "expected.json").read_text(encoding="utf-8")) for name in REPORTS}
MOMENTS = [(name, n) for name, moments in EXPECTED.items() for n in range(len(moments))]
KNOWN: dict[tuple[str, int], str] = {}


@cache
def book_of(name: str, folder: str) -> Book:
    """The story of a golden folder, read as a user reads it."""
    with open_ledger(Path(folder) / f"{name}.db", create=True) as ledger:
        pipeline.read_into(ledger, [str(REPORTS[name])], now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
        books = [ledger.book(s.id) for s in ledger.stories()]
    return max(books, key=lambda b: len(b.reports))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("goldens"))


def moment_of(name: str, n: int) -> dict[str, Any]:
    found: dict[str, Any] = EXPECTED[name][n]
    return found


@pytest.mark.parametrize(("name", "n"), MOMENTS, ids=[f"{a}-{b}" for a, b in MOMENTS])
def test_a_moment(name: str, n: int, folder: str, request: pytest.FixtureRequest) -> None:
    if (name, n) in KNOWN:
        request.applymarker(pytest.mark.xfail(strict=True, reason=KNOWN[name, n]))
    expected, found = moment_of(name, n), estimate_of(book_of(name, folder), moment_of(name, n))
    also = expected.get("also")  # what another signer would also be right to sign
    if also is None or (found.low, found.best) != (also["low"], also["best"]):
        printed = (found.kind.value, found.low, found.best, found.high)
        assert printed == tuple(expected[k] for k in ("kind", "low", "best", "high"))
    aside = {a for s in found.set_aside for a in (s.low, s.high, (s.low or 1) - 1)}
    assert numbers_of(expected["set_aside"]) <= aside


@pytest.mark.parametrize(("name", "n"), MOMENTS, ids=[f"{a}-{b}" for a, b in MOMENTS])
def test_none_is_silently_wrong(name: str, n: int, folder: str) -> None:
    assert not bolder(estimate_of(book_of(name, folder), moment_of(name, n)), moment_of(name, n))


@pytest.mark.parametrize("name", REPORTS)
def test_one_crisis_is_one_story(name: str, folder: str) -> None:
    with open_ledger(Path(folder) / f"{name}-stories.db", create=True) as ledger:
        pipeline.read_into(ledger, [str(REPORTS[name])], now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
        assert len(ledger.stories()) == 1


@pytest.mark.parametrize("name", REPORTS)
def test_what_is_printed(name: str, folder: str, request: pytest.FixtureRequest) -> None:
    book = book_of(name, folder)
    count = sum(1 for m in MOMENTS if m[0] == name)
    lines = []
    for n in range(count):
        m = moment_of(name, n)
        lines.append(f"{m['as_of'][:16]} {m['measure']}, {m['scope']}\n    {estimate_of(book, m).sentence}\n")
    target = HERE / name / "sentences.txt"
    if request.config.getoption("--rewrite"):
        target.write_text("".join(lines), encoding="utf-8")
    assert "".join(lines) == target.read_text(encoding="utf-8")
