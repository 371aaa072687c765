"""What a recorder would sign of a crisis at given moments, against what Tollbook says of reports written from the same facts."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tollbook import pipeline
from tollbook.evaluate.worded import reports_of
from tollbook.ledger import open_ledger
from tollbook.model import Book, Estimate, EstimateKind, Measure, Place, ScopeKey, Side
from tollbook.reconcile import estimate

FIELDS = ("kind", "low", "best", "high")
Expected = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One moment: which of its fields are right, and whether more is said than the recorder would sign."""

    right: frozenset[str]
    bolder: bool

    @property
    def whole(self) -> bool:
        """All of it is right."""
        return self.right >= {*FIELDS, "set aside"}


def toll_lines(folder: Path) -> Iterator[str]:
    """The figures, and each moment that is wrong, in words."""
    done: list[tuple[str, Expected, Estimate, Compared]] = []
    for path in sorted(folder.glob("*.expected.json")):
        name = path.name.removesuffix(".expected.json")
        rows = [json.loads(x) for x in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        book = book_of(reports_of(rows))
        for moment in json.loads(path.read_text(encoding="utf-8")):
            found = estimate_of(book, moment)
            done.append((name, moment, found, compared(found, moment)))
    yield f"moments right  {_share([c.whole for *_, c in done])}"
    for field in (*FIELDS, "set aside"):
        yield f"  {field:10s}  {_share([field in c.right for *_, c in done])}"
    yield f"silently wrong {sum(c.bolder for *_, c in done)}"
    kinds = Counter(m["kind"] for _, m, _, _ in done)
    for kind in sorted(kinds):
        yield f"  {kind:12s}{_share([c.whole for _, m, _, c in done if m['kind'] == kind])}"
    for name, moment, found, c in done:
        if not c.whole:
            wanted = ", ".join(f"{k} {moment[k]}" for k in FIELDS)
            yield f"  wrong: {name} {moment['as_of'][:16]} {moment['measure']}, {moment['scope']}: {wanted};"
            yield f"    found {found.kind.value}, {found.low}, {found.best}, {found.high}{' (BOLDER)' if c.bolder else ''}"


def _share(right: list[bool]) -> str:
    return f"{sum(right) / max(1, len(right)):.3f}  n={len(right)}"


def book_of(reports: list[dict[str, Any]]) -> Book:
    """The story that most of ``reports`` are filed under, read as a user reads them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in reports), encoding="utf-8")
        with open_ledger(Path(folder) / "tolls.db", create=True) as ledger:
            pipeline.read_into(ledger, [str(path)], now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
            books = [ledger.book(s.id) for s in ledger.stories()]
    return max(books, key=lambda b: len(b.reports))


def estimate_of(book: Book, moment: Expected) -> Estimate:
    """The estimate of the scope and moment that ``moment`` names."""
    words = moment["scope"]
    side = Side.STATE_FORCES if "state_forces" in words else None
    where = None if side or "all" in words else _place(book, words)
    scope = ScopeKey(measure=Measure(moment["measure"]), side=side, where=where)
    return estimate(book, scope, datetime.fromisoformat(moment["as_of"]))


def _place(book: Book, name: str) -> Place | None:
    home = book.story.place
    if home is not None and home.name.casefold() == name.casefold():
        return None
    found = [r.place for c in book.claims if (r := book.resolutions.get(c.id)) and r.place and c.scope.where == name]
    return found[0] if found else None


def compared(found: Estimate, expected: Expected) -> Compared:
    """An estimate held against what a recorder would sign; where another answer is also right (`also`), it is taken."""
    also = expected.get("also") or _also(expected.get("why") or "")
    printed = {"kind": found.kind.value, "low": found.low, "best": found.best, "high": found.high}
    if also is not None and all(printed[k] == also[k] for k in ("low", "best")):
        right = set(FIELDS)
    else:
        right = {k for k in FIELDS if printed[k] == expected[k]}
    aside = {n for s in found.set_aside for n in (s.low, s.high, (s.low or 1) - 1)}
    if numbers_of(expected["set_aside"]) <= aside:
        right.add("set aside")
    return Compared(right=frozenset(right), bolder=bolder(found, expected))


def _also(why: str) -> dict[str, int | None] | None:
    """Another answer that the recorder says is right too: "a signer who gives low 44 and no best is also right"."""
    m = re.search(r"low (\d+) and no best is also right", why)
    return {"low": int(m[1]), "best": None} if m else None


def numbers_of(words: list[str]) -> set[int]:
    """The numbers that entries such as "164 country" begin with."""
    return {int("".join(c for c in w.split()[0] if c.isdigit())) for w in words}


def bolder(found: Estimate, expected: Expected) -> bool:
    """Says more than the recorder would sign: a best figure or a floor that is not there."""
    if found.best is not None and found.best != expected["best"]:
        return True
    floor = found.low if found.kind in {EstimateKind.COUNT, EstimateKind.FLOOR_ONLY} else None
    return floor is not None and (expected["low"] is None or floor > (expected["high"] or expected["best"] or expected["low"]))
