"""Which report reprints which: containment of five-word shingles, so that a cut or extended copy is found too.

Jaccard likeness fails here: a wire story of 800 words and its first 200 share a fifth of their shingles and are one origin.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from zlib import crc32
from zoneinfo import ZoneInfo

from tollbook.model import BlockKind, Link, Relation, Report

BY = "reconcile.repeats 0.1"
CONTAINED = 0.5  # share of the shorter text's shingles found in the other
WORDS = 5
LEAST = 12  # shingles: a headline alone reprints nothing
COMMON = 40  # a shingle in more reports than that is a formula


@lru_cache(4096)
def shingles(report: Report) -> frozenset[int]:
    """Hashes of the five-word shingles of a report's words, boilerplate left out."""
    text = " ".join(report.text[b.start : b.end] for b in report.blocks if b.kind is not BlockKind.BOILERPLATE)
    words = re.findall(r"\w+", text.casefold())
    return frozenset(crc32(" ".join(words[n : n + WORDS]).encode()) for n in range(len(words) - WORDS + 1))


def containment(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of the shorter one's shingles that the other has."""
    small = min(len(a), len(b))
    return len(a & b) / small if small >= LEAST else 0.0


def repeats(reports: Iterable[Report], zone: ZoneInfo) -> tuple[Link, ...]:
    """A link from each reprint to the earliest report that it repeats; a day ends in ``zone``, that of the story."""
    seen: list[tuple[Report, frozenset[int]]] = []
    index: dict[int, list[int]] = defaultdict(list)
    links = []
    for report in sorted(reports, key=lambda r: _order(r, zone)):
        own = shingles(report)
        shared: dict[int, int] = defaultdict(int)
        for s in own:
            for n in index[s]:
                shared[n] += 1
        best = None
        for n, count in sorted(shared.items()):
            other = seen[n][1]
            if min(len(own), len(other)) >= LEAST and count / min(len(own), len(other)) >= CONTAINED:
                best = (n, containment(own, other))
                break
        if best is not None:
            first, share = seen[best[0]][0], best[1]
            links.append(
                Link(
                    subject=report.id,
                    relation=Relation.REPEATS,
                    object=first.id,
                    at=None,  # a reprint is one as of any moment
                    by=BY,
                    reason=f"{share:.0%} of the shorter text's five-word shingles stand in the other",
                )
            )
        number = len(seen)
        seen.append((report, own))
        for s in own:
            if len(index[s]) < COMMON:
                index[s].append(number)
    return tuple(links)


def _order(report: Report, zone: ZoneInfo) -> tuple[bool, datetime, str]:
    known = report.published.known_at(zone) if report.published is not None else None
    return known is None, known or datetime.min.replace(tzinfo=zone), report.id
