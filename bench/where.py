"""How often a figure's place is right: ``python -m bench.where --data DIR``.

Two views. The reports of `wad` are coded with where it happened: locality, district, region. Of the figures that are the coded
number, and whose own sentence names the coded place, the first table tells how often the place read names it too, how often none
is read, and how often another. A locality is the narrowest place, which is what a claim asks for; a district or region is often
only what the narrowest lies in, so that "another" there is mostly right.

No set codes the place that a figure's *words* bind it to. So claims were drawn at random from `wad`, `idetect`, `muc4` and pages
of local news, at most one a report, and the place of each was judged by one reader: right, or wrong and how. The second table
prints those verdicts (`bench/where_samples.json`), each given at first sight, before anything was mended on the sample.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.extra_texts import claims_of
from tollbook.model import Claim, Frame, Measure

SAMPLES = Path(__file__).parent / "where_samples.json"
CODED = ("locality", "district", "region")
_PLAIN = frozenset(
    """village town city area district province region state county the and near local government lga camp central northern
    southern eastern western north south east west municipality department governorate market neighborhood neighbourhood
    community""".split()
)


def names(words: str | None) -> frozenset[str]:
    """The words of a place that name it, folded."""
    found = re.findall(r"[^\W\d_]+", (words or "").lower())
    return frozenset(w for w in found if len(w) > 2 and w not in _PLAIN)


def verdict(coded: str | None, sentence: str, where: str | None) -> str | None:
    """Whether the place read names the coded one; ``None`` where the sentence does not name it."""
    place = names(coded)
    if not place & names(sentence):
        return None
    if where is None:
        return "none read"
    return "named" if place & names(where) else "another"


def _asked(c: Claim, row: dict[str, Any]) -> bool:
    coded = {Measure.KILLED: row["deaths"], Measure.INJURED: row["injured"]}.get(c.measure)
    return c.frame is Frame.CURRENT and coded is not None and c.quantity.low == coded


def counted(data: Path) -> dict[str, Counter[str]]:
    """For each coded field, how many places were read right, not at all, or otherwise."""
    rows = [json.loads(line) for line in (data / "wad/dev.jsonl").read_text(encoding="utf-8").splitlines()]
    found = {field: Counter[str]() for field in CODED}
    for d in claims_of("wad", data):
        row = rows[int(d.key.split(":")[0].removeprefix("wad-"))]
        if _asked(d.claim, row):
            for field in CODED:
                told = verdict(row[field], d.claim.sentence.text, d.claim.scope.where)
                found[field].update([told] if told else [])
    return found


def judged() -> Iterator[str]:
    """The samples that were judged by eye, a line each."""
    for sample in json.loads(SAMPLES.read_text(encoding="utf-8")):
        asked, wrong = sum(sample["judged"].values()), sample["wrong"]
        kinds = Counter(w["kind"] for w in wrong)
        by = Counter(w["from"] for w in wrong)
        sets = ", ".join(f"{name} {n - by[name]}/{n}" for name, n in sample["judged"].items())
        told = ", ".join(f"{kind} {n}" for kind, n in kinds.most_common())
        yield f"{sample['seed']:<12}{1 - len(wrong) / asked:.3f} ({asked - len(wrong)}/{asked})   {sets}   wrong: {told}"


def main() -> int:
    """Prints both tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="a folder with the public data sets")
    chosen = parser.parse_args()
    print(f"{'wad, coded':<14}{'asked':>7}{'named':>8}{'none read':>11}{'another':>9}")
    for field, told in counted(chosen.data).items():
        asked = told.total()
        print(
            f"{field:<14}{asked:>7}"
            + "".join(f"{told[k] / asked:>{n}.3f}" for k, n in (("named", 8), ("none read", 11), ("another", 9)))
        )
    print("\njudged at first sight, by seed")
    for line in judged():
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
