"""What is read in every report of the data, as a digest: ``python -m bench.digest --data DIR [SETS] [--keep FILE]``.

A change that is meant to make reading faster changes nothing of what is read: the digests are the same before and after it.
Prints, for each set and the shipped examples, digests of all claims, acts, places and time expressions, and of claims and acts
with what their words stand for. ``--keep`` writes the digests report by report; ``--against`` names the reports where they
differ from those kept, and the exit status is 1 where one does.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Any

from bench.rule_counts import SETS as READ
from bench.rule_counts import reports
from tollbook.extract.rules import RulesExtractor
from tollbook.model import Problem, Report
from tollbook.pipeline import read_reports
from tollbook.resolve import Gazetteer, open_gazetteer, resolve, resolve_acts
from tollbook.resolve.timexes import timexes
from tollbook.resolve.toponyms import toponyms

EXAMPLES = "examples"
SETS = READ | {"stories": "stories/incident_reports.dev.jsonl", EXAMPLES: ""}
Digests = dict[str, dict[str, str]]  # report -> part -> digest


def reports_of(name: str, data: Path) -> Iterator[Report]:
    """The reports of a set; those that ship with the package for `EXAMPLES`."""
    if name != EXAMPLES:
        yield from reports(data / SETS[name])
        return
    with resources.as_file(resources.files("tollbook") / "examples") as folder:
        files = [str(p) for p in sorted(folder.rglob("*")) if p.suffix in (".txt", ".html") or p.name == "reports.jsonl"]
        for found in read_reports(files):
            yield from () if isinstance(found, Problem) else found[1]


def _resolved(report: Report, gazetteer: Gazetteer) -> Iterator[Any]:
    claims, acts = RulesExtractor().extract(report), RulesExtractor().acts(report)
    return chain(claims, resolve(report, claims, gazetteer), acts, resolve_acts(report, acts, gazetteer))


def _times(report: Report, _: Gazetteer) -> Iterable[Any]:
    day = report.published.day if report.published is not None else None
    return timexes(report.text, published=day or date(2022, 1, 31), sentences=report.sentences)


_READ: dict[str, Callable[[Report, Gazetteer], Iterable[Any]]] = {
    "claims": lambda report, _: RulesExtractor().extract(report),
    "acts": lambda report, _: RulesExtractor().acts(report),
    "places": toponyms,
    "times": _times,
    "resolved": _resolved,
}
PARTS = tuple(_READ)


def digests(found: Iterable[Report], parts: Sequence[str] = PARTS) -> Digests:
    """Of each report the digests of ``parts``."""
    gazetteer = open_gazetteer()
    return {f"{k:05d}": {part: _digest(_READ[part](r, gazetteer)) for part in parts} for k, r in enumerate(found)}


def _digest(rows: Iterable[Any]) -> str:
    whole = hashlib.sha256()
    for row in rows:
        whole.update(repr(row).encode("utf-8", "surrogatepass") + b"\n")
    return whole.hexdigest()[:16]


def summary(found: Digests) -> str:
    """One digest a part, over all reports."""
    parts = next(iter(found.values()), {})
    return "  ".join(f"{part} {_digest(d[part] for d in found.values())}" for part in parts)


def differing(found: Digests, kept: Digests) -> Iterator[str]:
    """The reports, and the parts of them, that are read otherwise than kept."""
    for report, mine in found.items():
        theirs = kept.get(report, {})
        parts = [part for part in mine if mine[part] != theirs.get(part)]
        if parts:
            yield f"  {report}: {', '.join(parts)}"


def main() -> int:
    """Prints a line a set; 1 where a report is read otherwise than kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("sets", nargs="*", metavar="SETS", help=f"of {', '.join(SETS)}; all by default")
    parser.add_argument("--data", type=Path, required=True, help="a folder with the public data sets")
    parser.add_argument("--parts", default=",".join(PARTS), help="of %(default)s")
    parser.add_argument("--keep", type=Path, help="write the digests of each report here")
    parser.add_argument("--against", type=Path, help="compare with the digests kept here")
    asked = parser.parse_args()
    kept = json.loads(asked.against.read_text()) if asked.against is not None else {}
    all_found: dict[str, Digests] = {}
    status = 0
    for name in asked.sets or SETS:
        all_found[name] = found = digests(reports_of(name, asked.data), asked.parts.split(","))
        print(f"{name}: {len(found)} reports, {summary(found)}", flush=True)
        for line in differing(found, kept[name]) if name in kept else ():
            print(line)
            status = 1
    if asked.keep is not None:
        asked.keep.write_text(json.dumps(all_found))
    return status


if __name__ == "__main__":
    sys.exit(main())
