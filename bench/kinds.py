"""How the coded figures of the public data are worded, and how many of each kind are read: ``python -m bench.kinds --data DIR``.

A figure that people coded for a report may stand there in digits, in words, as one person, as nought, as the sum of others, or
not at all. For each kind and set the table prints how many there are and how many of them Tollbook reads, and then by which
families of rules. Printed for `docs/method.md`; no text is shown.
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.items import coded, items_of, known
from bench.plain_regex import number
from bench.rule_counts import texts
from tollbook.evaluate import SETS

CODED = ("wad", "muc4", "idetect")
KINDS = ("in digits", "in words", "one person", "nought", "a sum of figures", "not stated")
_TOKEN = re.compile(r"\d[\d,]*|[^\W\d_]+(?:-[^\W\d_]+)*")


def kind_of(coded_number: int, text: str) -> str:
    """How ``text`` words a number."""
    tokens = [m[0] for m in _TOKEN.finditer(text)]
    digits = {int(t.replace(",", "")) for t in tokens if t[0].isdigit() and t.replace(",", "").isdigit()}
    words = {n for t in tokens if not t[0].isdigit() and t.lower() != "a" and (n := number(t)) is not None}
    if coded_number == 0:
        return "nought"
    if coded_number in digits:
        return "in digits"
    if coded_number in words:
        return "in words"
    if coded_number == 1:
        return "one person"
    stated = {n for n in digits | words if 0 < n < coded_number}
    pairs = itertools.combinations_with_replacement(stated | {1}, 2)
    return "a sum of figures" if any(a + b == coded_number for a, b in pairs) else "not stated"


def counts(name: str, data: Path) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Of set ``name``: coded figures by kind, those of them that are read, and the families of rules that read them."""
    gold = data / SETS[name].gold
    rows = list(SETS[name].read(gold))
    families = {(Path(r["report"]).stem, x): r["rule"].split(".")[0] for r in rows for x in items_of([r]).popitem()[1]}
    read, bodies = items_of(rows), dict(enumerate(texts(gold)))
    asked, hit, by = Counter[str](), Counter[str](), Counter[str]()
    for report, numbers in coded(name, gold).items():
        for measure, n in sorted(numbers):
            kind = kind_of(n, bodies[int(report)])
            asked[kind] += 1
            found = [x for x in read.get(report, []) if known(x, {(measure, n)})]
            if found or (n == 0 and not any(x.startswith(measure) for x in read.get(report, []))):
                hit[kind] += 1
            by.update({families[report, x] for x in found[:1]})
    return asked, hit, by


def lines(data: Path) -> Iterator[str]:
    """The two tables, in Markdown."""
    found = {name: counts(name, data) for name in CODED if (data / SETS[name].gold).exists()}
    yield "| coded figure | " + " | ".join(f"{n}: there | read" for n in found) + " |"
    yield "|---|" + "---:|---:|" * len(found)
    for kind in KINDS:
        yield f"| {kind} | " + " | ".join(f"{a[kind]} | {h[kind]}" for a, h, _ in found.values()) + " |"
    total = sum((by for _, _, by in found.values()), Counter[str]())
    yield "\nread by: " + ", ".join(f"{family} {n}" for family, n in total.most_common())


def out_of_reach(data: Path) -> str:
    """How many reports of `wad` code a number of deaths that stands nowhere in them, and that no claim has by chance."""
    gold = data / SETS["wad"].gold
    read, bodies = items_of(SETS["wad"].read(gold)), dict(enumerate(texts(gold)))
    n = 0
    for report, numbers in coded("wad", gold).items():
        for pair in (p for p in numbers if p[0] == "killed"):
            unstated = kind_of(pair[1], bodies[int(report)]) in ("a sum of figures", "not stated")
            n += unstated and not any(known(x, {pair}) for x in read.get(report, []))
    return f"wad: deaths coded that stand nowhere {n} of {len(bodies)}; the most that reading can reach {1 - n / len(bodies):.3f}"


def main() -> int:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="a folder with the public data sets")
    data = parser.parse_args().data
    print("\n".join(lines(data)))
    print(out_of_reach(data))
    return 0


if __name__ == "__main__":
    sys.exit(main())
