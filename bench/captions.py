"""What captions add to the body: ``python -m bench.captions --data DIR [--show]``.

Counts the claims of web pages and of local news that stand in a caption, and those of them whose figure the report tells nowhere
else. With ``--show`` the latter are printed, to be judged by a reader.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.extra_texts import TEXTS
from tollbook.acquire import Acquired
from tollbook.extract.rules import RulesExtractor
from tollbook.model import BlockKind, Claim, Report
from tollbook.read import read


def pages(data: Path) -> Iterator[Report]:
    """The web pages, as they are read."""
    for folder in ("html/pages", "html/dated"):
        for path in sorted((data / folder).glob("*.gz")):
            raw = gzip.decompress(path.read_bytes())
            yield from read(Acquired(name=path.name, raw=raw, media="text/html", body=raw.decode("utf-8", "replace")))[0]


def stories(data: Path) -> Iterator[Report]:
    """Local news and the articles of one event, as they are read."""
    for name, text, _ in TEXTS["news"](data):
        yield from read(Acquired(name=name, raw=text.encode("utf-8", "surrogatepass"), media="text/plain", body=text))[0]


def parted(report: Report, claims: tuple[Claim, ...]) -> tuple[list[Claim], list[Claim]]:
    """The claims in captions whose figure the report tells elsewhere too, and the others."""
    held = [b for b in report.blocks if b.kind is BlockKind.CAPTION]
    inside = [c for c in claims if any(b.start <= c.figure.start < b.end for b in held)]
    ids = {c.id for c in inside}
    told = {(c.measure, c.quantity.low, c.quantity.high) for c in claims if c.id not in ids}
    again = [c for c in inside if (c.measure, c.quantity.low, c.quantity.high) in told]
    return again, [c for c in inside if c not in again]


def main() -> int:
    """Prints one line a set of reports."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="a folder with the public data sets")
    parser.add_argument("--show", action="store_true", help="print the claims that stand in a caption alone")
    args = parser.parse_args()
    extractor = RulesExtractor()
    for name, reports in (("web pages", pages(args.data)), ("news", stories(args.data))):
        read_, total, again, alone = 0, 0, 0, 0
        for report in reports:
            claims = extractor.extract(report)
            repeated, new = parted(report, claims)
            read_, total, again, alone = read_ + 1, total + len(claims), again + len(repeated), alone + len(new)
            for c in new if args.show else ():
                print(" ", c.measure, c.quantity.low, c.quantity.high, c.frame, "|", " ".join(c.sentence.text.split())[:200])
        print(f"{name}: {read_} reports, {total} claims, {again + alone} in captions, {alone} of them told nowhere else")
    return 0


if __name__ == "__main__":
    sys.exit(main())
