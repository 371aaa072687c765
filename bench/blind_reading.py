"""Blind reading: ``python -m bench.blind_reading [--show]``.

Reports of our own about events that never were, in the manner of what the web brings (cut, machine-translated, live, corrected,
disputed), each with the claims to be read in it, written before the first run (`bench/blind/*.txt`). What was reached at first
sight is kept here beside today's figure, which is partly of its own making: the kinds of error that a set showed were mended
after it. In the first set the names of things ("business" for shops) were put into the words of the guidelines after that run.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tollbook.acquire import Acquired
from tollbook.evaluate.score import Row, score_claims
from tollbook.extract.rules import RulesExtractor
from tollbook.publish.rows import claim_row
from tollbook.read import read

FOLDER = Path(__file__).parent / "blind"
FIRST_SIGHT = {"first": (0.86, 0.51), "second": (0.80, 0.46), "third": (0.80, 0.41)}  # F1 of claims, of whole claims
_FIGURE = re.compile(r"(about )?(\d*)(\.\.)?(\d*)( vague)?")
_THINGS = frozenset("destroyed damaged looted investigated damage_cost".split())


def reports(name: str) -> Iterator[tuple[str, str, list[Row]]]:
    """The reports of a set: name, text and the claims to be read in it."""
    for block in re.split(r"^### ", (FOLDER / f"{name}.txt").read_text(encoding="utf-8"), flags=re.M)[1:]:
        title, _, rest = block.partition("\n")
        text, _, claims = rest.partition("\n---\n")
        yield title.strip(), text.strip() + "\n", [claim(title.strip(), line) for line in claims.strip().splitlines()]


def claim(report: str, line: str) -> Row:
    """A claim from its line: measure and figure | its words in the report | further fields, in the words of the guidelines."""
    head, words, *rest = (part.strip() for part in line.split(" | "))
    measure, _, figure = head.partition(" ")
    m = _FIGURE.fullmatch(figure)
    assert m is not None, line
    told: dict[str, Any] = (
        {k: v or True for k, _, v in (f.partition("=") for f in re.split(r", (?=\w+=|optional)", rest[0]))} if rest else {}
    )
    low, high = (int(m[g]) if m[g] else None for g in (2, 4))
    said_by, who = told.get("said_by"), None if measure in _THINGS else told.get("who", "people")
    row: dict[str, Any] = {"doc": report, "text": words, "measure": measure, "object": told.get("object"), "low": low}
    row |= {"high": high if m[3] else low, "who_class": who, "where": told.get("where"), "via": [], "new": None}
    row |= {"said_by": None if said_by == "-" else said_by, "standing": told.get("standing", "asserted")}
    frame = told.get("frame")
    return row | {"part_of": told.get("part_of"), "optional": "optional" in told} | ({frame: True} if frame else {})


def read_rows(name: str, text: str) -> Iterator[Row]:
    """What Tollbook reads in a report, as rows."""
    item = Acquired(name=f"{name}.txt", raw=text.encode("utf-8"), media="text/plain", body=text)
    for report in read(item)[0]:
        for c in RulesExtractor().extract(report):
            yield claim_row(f"{name}.txt", c, None)


def main() -> int:
    """Prints one line a set."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--show", action="store_true", help="print what is missed and what is read besides")
    args = parser.parse_args()
    print("set      reports  claims   at first sight: claims  whole   today: claims  whole")
    for name, (claims, whole) in FIRST_SIGHT.items():
        written = list(reports(name))
        gold = [g for _, _, rows in written for g in rows]
        score = score_claims(gold, [r for title, text, _ in written for r in read_rows(title, text)])
        asked = score.matched + len(score.missed)
        today = f"{score.f1():.2f}   {score.f1(score.whole):.2f}"
        print(f"{name:<8} {len(written):>7} {asked:>7} {claims:>24.2f} {whole:>6.2f} {today:>21}")
        for row in score.missed if args.show else ():
            print("  missed", row["doc"], row["measure"], row["low"], row["high"], repr(row["text"]))
        for row in score.extra if args.show else ():
            print("  extra ", row["report"], row["measure"], row["low"], row["high"], repr(row["figure"]["text"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
