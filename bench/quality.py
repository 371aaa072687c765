"""How right reading is, beside a plain regex and beside what it was: ``python -m bench.quality --data DIR [NAMES] [--accept]``.

For each data set: the figures of its scorer for the plain reader (`bench/plain_regex.py`), for Tollbook, and as
`bench/baseline.json` keeps them; then, item by item, which claims of which report came and went since, and which of them the
gold of the set knows. ``--accept`` keeps what was reached. Exit code 1 where a figure fell below the one kept.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.items import Items, coded, digest, items_of, known
from bench.plain_regex import PlainRegex
from tollbook.evaluate import SETS, evaluate

HERE = Path(__file__).parent
BASELINE = HERE / "baseline.json"
ITEMS = HERE / "baseline_items.json.xz"
CLAIMS = ("claims", "wad", "muc4", "idetect")
_FIGURE = re.compile(r"^ *(?P<name>.+?) {2,}(?:P [\d.]+ +R [\d.]+ +F1 )?(?:\d+/\d+ +\S+ +|\d+/\d+ = )?(?P<value>\d\.\d{3})\b")
_DOWN = re.compile(r"wrong|silent(?! pages as 0)")  # figures of which less is better


def figures_of(lines: Iterator[str]) -> dict[str, float]:
    """The figures of a scorer's lines by name; F1 where a line has three."""
    found: dict[str, float] = {}
    for line in lines:
        if (m := _FIGURE.match(line)) is not None:
            found[" ".join(m["name"].split())] = float(m["value"])
    return found


def table(name: str, now: dict[str, float], plain: dict[str, float], kept: dict[str, float]) -> Iterator[str]:
    """A set's figures, one a line: of the plain reader, now, and as kept."""
    yield f"{name:<62}{'plain':>8}{'now':>8}{'kept':>8}"
    for figure, value in now.items():
        was = kept.get(figure)
        mark = "" if was is None or value == was else "  better" if (value > was) is not bool(_DOWN.search(figure)) else "  WORSE"
        old = f"{plain[figure]:.3f}" if figure in plain else ""
        yield f"  {figure:<60}{old:>8}{value:>8.3f}{'' if was is None else f'{was:.3f}':>8}{mark}"


def changes(before: Items, after: Items, gold: dict[str, set[tuple[str, int]]]) -> Iterator[str]:
    """Gains and losses, claim by claim; a claim that the gold knows is a gain where it comes and a loss where it goes."""
    for report in sorted(before.keys() | after.keys()):
        old, new = before.get(report, []), after.get(report, [])
        for sign, claims in (("+", [c for c in new if c not in old]), ("-", [c for c in old if c not in new])):
            for claim in claims:
                told = ("in gold" if known(claim, gold.get(report, set())) else "not in gold") if gold else ""
                yield f"  {sign} {report} {claim}  {told}".rstrip()


def worse(now: dict[str, float], kept: dict[str, float]) -> list[str]:
    """The figures that fell below those kept (or, where less is better, rose above)."""
    fallen = {f: v - now.get(f, 0.0) for f, v in kept.items()}
    return [f for f, by in fallen.items() if (by < 0 if _DOWN.search(f) else by > 0)]


def run(data: Path, names: list[str], *, accept: bool) -> int:
    """Prints tables and changes of ``names``; keeps them with ``accept``."""
    kept: dict[str, Any] = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    items: dict[str, Items] = json.loads(lzma.decompress(ITEMS.read_bytes())) if ITEMS.exists() else {}
    fallen: list[str] = []
    for name in names:
        gold = data / SETS[name].gold
        if not gold.exists():
            print(f"{name}: skipped, {SETS[name].gold} is not in {data}")
            continue
        now = figures_of(evaluate(name, data))
        plain = figures_of(evaluate(name, data, PlainRegex())) if name in CLAIMS else {}
        before = kept.get(name, {})
        print("\n".join(table(name, now, plain, before.get("figures", {}))))
        sha = digest(gold)
        if before and before["data"] != sha:
            print(f"  The data is not that of the figures kept ({before['data'][:12]}): {sha[:12]}.")
        fallen += [f"{name}: {f}" for f in worse(now, before.get("figures", {}))]
        kept[name] = {"data": sha, "figures": now}
        if name in CLAIMS:
            after = items_of(SETS[name].read(gold))
            print("\n".join(changes(items.get(name, {}), after, coded(name, gold))) if name in items else "  no items kept")
            items[name] = after
    if accept:
        BASELINE.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        ITEMS.write_bytes(lzma.compress(json.dumps(items, sort_keys=True).encode(), preset=9))
        return 0
    for f in fallen:
        print(f"WORSE than kept: {f}", file=sys.stderr)
    return 1 if fallen else 0


def main() -> int:
    """Runs from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("names", nargs="*", help="sets (all that have figures by default)")
    parser.add_argument("--data", type=Path, required=True, help="a folder with the public data sets")
    parser.add_argument("--accept", action="store_true", help="keep what was reached as the baseline")
    chosen = parser.parse_args()
    unknown = [n for n in chosen.names if n not in SETS]
    if unknown:
        parser.error(f"unknown set {unknown[0]!r}; known: {', '.join(SETS)}")
    return run(chosen.data, chosen.names or list(SETS), accept=chosen.accept)


if __name__ == "__main__":
    sys.exit(main())
