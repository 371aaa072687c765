"""What was read in each report of the public data sets, by ids and numbers alone: no word of a text is kept.

A claim is named by its report, the place of its figure, its measure and its interval. With the numbers that the gold of a set
codes for a report, a change of the rules can be judged item by item: which claims came, which went, and which of them the gold
knows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

Items = dict[str, list[str]]  # report -> its claims, in order of their figures

_EFFECTS = {"DEATH": "killed", "INJURY": "injured"}
_FAMILY = dict.fromkeys(("displaced", "evacuated", "sheltered", "homeless", "destroyed", "damaged"), "moved")


def items_of(rows: Iterable[Mapping[str, Any]]) -> Items:
    """Claims as ``measure low-high @start``, a report each; reports without a claim have no entry."""
    found: Items = {}
    for row in rows:
        claim = f"{row['measure']} {_end(row['low'])}-{_end(row['high'])} @{row['figure']['start']}"
        frame = "" if row["frame"] in (None, "current") else f" {row['frame']}"
        found.setdefault(Path(str(row["report"])).stem, []).append(claim + frame)
    return found


def _end(bound: int | None) -> str:
    return "" if bound is None else str(bound)


def coded(name: str, gold: Path) -> dict[str, set[tuple[str, int]]]:
    """(measure, number) that the gold of set ``name`` codes, by report; empty where it codes none."""
    read = {"wad": _wad, "muc4": _muc4, "idetect": _idetect, "claims": _annotated}.get(name)
    return {} if read is None else dict(read([json.loads(x) for x in gold.read_text(encoding="utf-8").splitlines() if x.strip()]))


Coded = Iterator[tuple[str, set[tuple[str, int]]]]


def _wad(rows: list[dict[str, Any]]) -> Coded:
    for k, row in enumerate(rows):
        pairs = (("killed", row["deaths"]), ("injured", row["injured"]))
        yield f"{k:05d}", {(m, int(n)) for m, n in pairs if isinstance(n, int) or (isinstance(n, str) and n.isdigit())}


def _muc4(rows: list[dict[str, Any]]) -> Coded:
    for k, row in enumerate(rows):
        victims = [v for v in row["victims"] if v["effect"] in _EFFECTS]
        ends = {(_EFFECTS[v["effect"]], p[end]) for v in victims for p in v["parsed"] for end in ("lo", "hi") if p.get(end)}
        yield f"{k:05d}", ends


def _idetect(rows: list[dict[str, Any]]) -> Coded:
    for k, row in enumerate(rows):
        yield f"{k:05d}", {("moved", row["quantity"])}


def _annotated(rows: list[dict[str, Any]]) -> Coded:
    found: dict[str, set[tuple[str, int]]] = {}
    for row in rows:
        found.setdefault(row["doc"], set()).update(
            (row["measure"], n) for n in _numbers(row["low"], row["high"], row["qualifier"])
        )
    yield from found.items()


def _numbers(low: int | None, high: int | None, qualifier: str | None) -> set[int]:
    return {n for n in (low if low is None or qualifier != "more_than" else low - 1, low, high) if n is not None}


def known(claim: str, gold: set[tuple[str, int]]) -> bool:
    """A claim as `items_of` words it has one of the numbers that the gold codes for its report."""
    measure, interval, *_ = claim.split(" ")
    low, _, high = interval.partition("-")
    numbers = {int(x) for x in (low, high) if x}
    numbers |= {n - 1 for n in numbers if not high}  # more than N: from N + 1 on
    names = {measure, _FAMILY.get(measure, measure), "injured" if measure == "seriously_injured" else measure}
    return any((m, n) in gold for m in names for n in numbers)


def digest(path: Path) -> str:
    """SHA-256 of a file, or of all files of a folder with their names."""
    whole = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            whole.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()
