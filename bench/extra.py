"""Claims where no gold looks: ``python -m bench.extra --data DIR [--show SAMPLE] [--draw SOURCE --seed S --count N]``.

MUC-4 leaves clashes, accidents and old events out of its keys on purpose, so that a claim read in a report with an empty key is
neither right nor wrong by it; and no set codes who said a figure, or the place that its words bind it to. So claims are drawn at
random and judged one by one against the guidelines. Each sample is a file of `bench/extra_samples`: how it was drawn, and for
each claim its id and what was wrong with it at first sight, before anything was mended; no text. A claim of a sample that judges
whole claims also has a digest of each field, so that a verdict is not taken for that of another reading.

Of each sample two figures are printed. *At first sight* is recorded and never changes: the share that was right of what was read
when it was drawn. *Today* is that of its claims which are still read as they were judged: what was wrong was mended on these very
claims, so that it says nothing of other texts.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.extra_texts import TEXTS, Drawn, claims_of
from tollbook.model import Claim, Frame

SAMPLES = Path(__file__).parent / "extra_samples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One sample: how it was drawn, and its rows (claim, what was wrong, digests of what was read)."""

    name: str
    drawn: dict[str, Any]
    rows: tuple[dict[str, Any], ...]

    @property
    def first_sight(self) -> tuple[int, int]:
        """How many were right, of how many, when the sample was drawn."""
        told = self.drawn.get("first_sight")
        return (told[0], told[1]) if told else (sum(not r["wrong"] for r in self.rows), len(self.rows))


def samples() -> list[Sample]:
    """All samples, in the order of their names."""
    found = []
    for path in sorted(SAMPLES.glob("*.jsonl")):
        head, *rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        found.append(Sample(name=path.stem, drawn=head, rows=tuple(rows)))
    return found


def fields_of(c: Claim) -> dict[str, str]:
    """A digest of each field that a whole claim is judged by."""
    read = {
        "who": c.scope.who,
        "where": c.scope.where,
        "when": c.scope.when,
        "said_by": c.attribution.said_by,
        "standing": c.standing.value,
        "extent": c.scope.extent and c.scope.extent.value,
        "frame": c.frame.value,
    }
    return {name: hashlib.sha256((value or "").encode()).hexdigest()[:8] for name, value in read.items()}


def draw(source: str, data: Path, seed: str, count: int, *, whole: bool) -> tuple[list[Drawn], int]:
    """``count`` claims that no sample has yet, in the order of digests of seed and key; and of how many they are drawn."""
    judged = {row["claim"] for s in samples() for row in s.rows}
    found = [d for d in claims_of(source, data) if (whole or d.claim.frame is Frame.CURRENT) and d.key not in judged]
    found.sort(key=lambda d: hashlib.sha256(f"{seed}:{d.key}".encode()).digest())
    return found[:count], len(found)


def today(sample: Sample, data: Path) -> tuple[int, int, int]:
    """Of a sample's claims: how many are still read and were right, still read and judged, and read otherwise in some field."""
    whole = bool(sample.drawn.get("whole"))
    names = {row["claim"].rsplit(":", 4)[0] for row in sample.rows}
    read = {d.key: d.claim for d in claims_of(sample.drawn["from"], data, names) if whole or d.claim.frame is Frame.CURRENT}
    right = held = changed = 0
    for row in sample.rows:
        claim = read.get(row["claim"])
        if claim is None:
            continue
        if whole and fields_of(claim) != row["read"]:
            changed += 1
            continue
        held += 1
        right += not row["wrong"]
    return right, held, changed


def _shown(d: Drawn) -> Iterator[str]:
    c, before = d.claim, max(0, d.claim.sentence.start - 400)
    marked = f"{d.report.text[before : c.figure.start]}>>{c.figure.text}<<{d.report.text[c.figure.end : c.sentence.end + 120]}"
    yield f"\n{d.key}"
    yield f"  {c.measure} {c.object or ''} {c.quantity.low}-{c.quantity.high} {c.quantity.qualifier}, rule {c.rule}"
    yield f"  {c.frame}, {c.standing}"
    yield f"  who {c.scope.who!r} where {c.scope.where!r} when {c.scope.when!r} extent {c.scope.extent}"
    yield f"  said_by {c.attribution.said_by!r} via {list(c.attribution.via)}"
    yield f"  {' '.join(marked.split())}"


def _table(data: Path) -> Iterator[str]:
    yield f"{'sample':<12}{'what is judged':<32}{'at first sight':>22}{'today, mended on it':>24}{'read otherwise':>16}"
    for s in samples():
        right, asked = s.first_sight
        still, held, changed = today(s, data)
        what = "whole claims" if s.drawn.get("whole") else "figure, measure, event"
        now = f"{still / held:.3f} ({still}/{held})" if held else "none"
        yield f"{s.name:<12}{what:<32}{f'{right / asked:.3f} ({right}/{asked})':>22}{now:>24}{changed:>16}"
        if "first_sight" not in s.drawn:
            wrong = Counter(field for row in s.rows for field in row["wrong"])
            yield "  wrong at first sight: " + ", ".join(f"{field} {n}" for field, n in wrong.most_common())


def main() -> int:
    """Prints each sample's figures, or claims to be judged."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="a folder with the public data sets")
    parser.add_argument("--show", metavar="SAMPLE", help="print the claims of a sample, as they are read today")
    parser.add_argument("--draw", choices=sorted(TEXTS), help="print claims that no sample has yet, to be judged")
    parser.add_argument("--seed", default="1", help="names the draw")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--whole", action="store_true", help="whole claims: of whom, where, when, according to whom, how firmly")
    chosen = parser.parse_args()
    if chosen.draw:
        found, of = draw(chosen.draw, chosen.data, chosen.seed, chosen.count, whole=chosen.whole)
        head = {"from": chosen.draw, "seed": chosen.seed, "count": len(found), "of": of, "whole": chosen.whole}
        print(json.dumps(head))
        for d in found:
            print("\n".join(_shown(d)))
            print("  " + json.dumps(fields_of(d.claim)))
    elif chosen.show:
        sample = next(s for s in samples() if s.name == chosen.show)
        keys = {row["claim"]: row["wrong"] for row in sample.rows}
        for d in claims_of(sample.drawn["from"], chosen.data, {k.rsplit(":", 4)[0] for k in keys}):
            if d.key in keys:
                print("\n".join(_shown(d)), f"\n  judged: {', '.join(keys[d.key]) or 'right'}")
    else:
        print("\n".join(_table(chosen.data)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
