"""Which report of a story reprints which, however it was cut, extended or headed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from tollbook.model import BlockKind, Link, Relation, Report
from tollbook.reconcile.lineages import ById, Copy, Lineages, copy_of

BY = "reconcile.repeats 0.2"


@lru_cache(4096)
def _copy(known: ById) -> Copy:
    return copy_of(known.report)


def repeats(reports: Iterable[Report], zone: ZoneInfo) -> tuple[Link, ...]:
    """Links from each reprint to what it repeats, the likest last; a day ends in ``zone``, that of the story."""
    lineages = Lineages()
    links = []
    prose = (r for r in reports if any(b.kind is not BlockKind.TABLE for b in r.blocks))  # rows of one list share their heads
    known: dict[str, Report] = {}
    for report in sorted(prose, key=lambda r: _order(r, zone)):
        known[report.id] = report
        for found in reversed(lineages.add(_copy(ById(report)))):
            links.append(
                Link(
                    subject=report.id,
                    relation=Relation.REPEATS,
                    object=found.earlier,
                    at=None,  # a reprint is one as of any moment
                    by=BY,
                    reason=_same_page(report, known.get(found.earlier))
                    + f"{found.share:.0%} of the shorter text's five-word shingles stand in the other ({found.why})",
                )
            )
    return tuple(links)


def _same_page(report: Report, earlier: Report | None) -> str:
    """Two versions of one page repeat each other as a reprint does; that they are versions is said."""
    return "versions of one page; " if earlier is not None and report.url is not None and report.url == earlier.url else ""


def _order(report: Report, zone: ZoneInfo) -> tuple[bool, datetime, str]:
    known = report.published.known_at(zone) if report.published is not None else None
    return known is None, known or datetime.min.replace(tzinfo=zone), report.id
