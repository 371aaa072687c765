"""Prints the figures of the benchmarks in this folder: ``python -m bench``, or only those that are named (`KNOWN`)."""

from __future__ import annotations

import importlib
import sys

KNOWN = ("read", "extract", "flow", "append", "places", "times", "page", "ledger")


def main(names: list[str]) -> int:
    """Runs ``names`` (all by default); 2 for a name that is not known."""
    for name in names or KNOWN:
        if name not in KNOWN:
            print(f"unknown benchmark {name!r}; known: {', '.join(KNOWN)}", file=sys.stderr)
            return 2
        for row in importlib.import_module(f"bench.{name}").measure():
            value = f"{row['name']:<44} {_number(row['value']):>8} {row['unit']}"
            print(f"{value:<60} {row['ratio']:.3f} of {row['limit']} ({_number(row['limit_value'])})")
    return 0


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:,.1f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
