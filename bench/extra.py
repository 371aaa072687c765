"""Claims where no gold looks: ``python -m bench.extra --data DIR [--show]``.

MUC-4 leaves clashes, accidents and old events out of its keys on purpose, so that a claim read in a report with an empty key is
neither right nor wrong by it. A hundred such claims, drawn by the digest of their ids, are judged one by one against the
guidelines (is it stated there: figure, measure, interval, and that it is no background?); ids and verdicts are kept in
`bench/extra_claims.jsonl`, no text. A change of the rules changes few of the hundred; ``--show`` prints those without a verdict.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tollbook.acquire import Acquired
from tollbook.extract.rules import RulesExtractor
from tollbook.model import Claim, Frame, Report
from tollbook.read import read

VERDICTS = Path(__file__).parent / "extra_claims.jsonl"
DRAWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One claim to be judged; ``key`` names it by its document, span, measure and interval."""

    key: str
    claim: Claim
    report: Report


def drawn(data: Path) -> list[Drawn]:
    """The hundred claims of reports with an empty key whose keys' digests are the least."""
    found = sorted(_all(data), key=lambda d: hashlib.sha256(d.key.encode()).digest())
    return found[:DRAWN]


def _all(data: Path) -> Iterator[Drawn]:
    extractor = RulesExtractor()
    for line in (data / "muc4/dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["relevant"] or row["victims"]:
            continue
        body = row["text"]
        for report in read(Acquired(name=row["doc_id"], raw=body.encode(), media="text/plain", body=body))[0]:
            for c in extractor.extract(report):
                if c.frame is Frame.CURRENT:
                    low, high = ("" if n is None else n for n in (c.quantity.low, c.quantity.high))
                    key = f"{row['doc_id']}:{c.figure.start}-{c.figure.end}:{c.measure}:{c.object or ''}:{low}-{high}"
                    yield Drawn(key=key, claim=c, report=report)


def verdicts() -> dict[str, bool]:
    """What was judged so far: whether the claim of a key is stated as read."""
    lines = VERDICTS.read_text(encoding="utf-8").splitlines() if VERDICTS.exists() else []
    return {row["claim"]: row["right"] for row in map(json.loads, lines)}


def _shown(d: Drawn) -> Iterator[str]:
    c, before = d.claim, max(0, d.claim.sentence.start - 160)
    yield f"\n{d.key}"
    yield f"  {c.figure.text!r} of {c.scope.who!r} by {c.attribution.said_by!r}, rule {c.rule}"
    yield f"  {' '.join(d.report.text[before : c.sentence.end].split())}"


def main() -> int:
    """Prints the share that is stated as read; 2 where claims wait for a verdict."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="a folder with the public data sets")
    parser.add_argument("--show", action="store_true", help="print the claims that were not judged yet")
    chosen = parser.parse_args()
    known, hundred = verdicts(), drawn(chosen.data)
    judged = [known[d.key] for d in hundred if d.key in known]
    share = f"{sum(judged) / len(judged):.3f}" if judged else "none"
    print(f"extra claims stated as read {share}  n={len(judged)}  not judged {len(hundred) - len(judged)}")
    for d in hundred if chosen.show else []:
        if d.key not in known:
            print("\n".join(_shown(d)))
    return 2 if len(judged) < len(hundred) else 0


if __name__ == "__main__":
    sys.exit(main())
