"""Prints the figures of the benchmarks in this folder: ``python -m bench``, or only those that are named (`KNOWN`)."""

from __future__ import annotations

import importlib
import sys

KNOWN = ("read", "extract", "append", "places", "times", "page", "ledger")


def main(names: list[str]) -> int:
    """Runs ``names`` (all by default); 2 for a name that is not known."""
    for name in names or KNOWN:
        if name not in KNOWN:
            print(f"unknown benchmark {name!r}; known: {', '.join(KNOWN)}", file=sys.stderr)
            return 2
        for row in importlib.import_module(f"bench.{name}").measure():
            value = f"{row['name']:<44} {row['value']:>8,.0f} {row['unit']}"
            print(f"{value:<60} {row['ratio']:.3f} of {row['limit']} ({row['limit_value']:,.0f})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
