"""Whether the scan that passes over sentences loses a figure: ``python -m bench.prefilter --data DIR``.

Every report of the development data is read with the scan and without it. Prints, for each set, how many figures are read
and how many of them only without the scan; the exit status is 1 where one is lost.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.rule_counts import SETS, reports
from tollbook.extract.mentions import find_mentions


def lost(path: Path, step: int = 1) -> tuple[int, int, int, list[str]]:
    """Of every ``step``-th report of a set: reports, those without a word that counts, figures, and the figures lost."""
    read = silent = figures = 0
    gone: list[str] = []
    for number, report in enumerate(reports(path)):
        if number % step:
            continue
        quick, slow = find_mentions(report), find_mentions(report, scan=False)
        read, silent, figures = read + 1, silent + (not quick), figures + len(slow)
        seen = {(m.figure.start, m.figure.end, m.measure, m.object) for m in quick}
        gone += [
            f"{report.name}: {m.figure.text}" for m in slow if (m.figure.start, m.figure.end, m.measure, m.object) not in seen
        ]
    return read, silent, figures, gone


def main() -> int:
    """Prints a line a set; 1 where a figure is lost, 2 where there is no data."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="a folder with the public data sets")
    data, status, found = parser.parse_args().data, 0, False
    for name, where in SETS.items():
        if not (data / where).exists():
            continue
        found = True
        read, silent, figures, gone = lost(data / where)
        print(f"{name}: {read} reports, {silent} without a figure, {figures} figures, {len(gone)} lost by the scan")
        print("".join(f"  lost: {line}\n" for line in gone), end="")
        status = max(status, int(bool(gone)))
    return status if found else 2


if __name__ == "__main__":
    sys.exit(main())
