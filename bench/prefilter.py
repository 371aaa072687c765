"""Whether the scans that pass over sentences lose a figure or an act: ``python -m bench.prefilter --data DIR``.

Every report of the development data is read with the scans and without them. Prints, for each set, how many figures and acts are
read, and how many of them only without; the exit status is 1 where one is lost.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.rule_counts import SETS, reports
from tollbook.extract.acts import find_acts
from tollbook.extract.mentions import find_mentions


def lost(path: Path, step: int = 1) -> tuple[int, int, int, int, list[str]]:
    """Of every ``step``-th report of a set: reports, those without a word that counts, figures, acts, and what is lost."""
    read = silent = figures = acts = 0
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
        told, all_told = (find_acts(report, tuple, scan=scan) for scan in (True, False))
        acts += len(all_told)
        gone += [f"{report.name}: {a.act.text}" for a in all_told if a not in told]
    return read, silent, figures, acts, gone


def main() -> int:
    """Prints a line a set; 1 where a figure is lost, 2 where there is no data."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="a folder with the public data sets")
    data, status, found = parser.parse_args().data, 0, False
    for name, where in SETS.items():
        if not (data / where).exists():
            continue
        found = True
        read, silent, figures, acts, gone = lost(data / where)
        print(f"{name}: {read} reports, {silent} without a figure, {figures} figures, {acts} acts, {len(gone)} lost by the scans")
        print("".join(f"  lost: {line}\n" for line in gone), end="")
        status = max(status, int(bool(gone)))
    return status if found else 2


if __name__ == "__main__":
    sys.exit(main())
