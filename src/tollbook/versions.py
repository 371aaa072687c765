"""Versions of one report: a page whose words changed, and from when on its new words could be known."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tollbook.model import BlockKind, DateFound, Problem, Published, Report

_ZONE = ZoneInfo("UTC")
WEEK = timedelta(days=6)


def main_words(report: Report) -> str:
    """A report without what stands around it: menus, related links and counters change with every visit."""
    aside = (BlockKind.BOILERPLATE, BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.PULL_QUOTE)
    return "\n".join(" ".join(report.text[b.start : b.end].split()) for b in report.blocks if b.kind not in aside)


def as_version(report: Report, earlier: Report, at: datetime) -> Report:
    """``report`` as the version after ``earlier``, seen ``at`` a moment.

    What a page says now was not known when it first appeared. So the version dates from the moment of change that the page
    states, if that is later; else from the moment at which it was first seen, of the lowest grade. An undated page stays so.
    """
    if earlier.published is None and report.published is None:
        return replace(report, version_of=earlier.id)
    seen = Published(instant=at, found=DateFound.INFERRED, words="the page had changed by then")
    for told in (report.published, report.updated):
        if told is not None and told.found is not DateFound.INFERRED and _between(told, earlier.published, at):
            seen = told
    if report.published is not None and report.published.found is DateFound.GIVEN:
        seen = report.published
    return replace(report, version_of=earlier.id, published=seen)


def told_from(report: Report, first: Report) -> Report:
    """A version with the date from which its days are told. Within the week the names of days are told anew with each change;
    a page that changed later still tells of the days of its first version."""
    if report.published is None or first.published is None:
        return report
    later = report.published.known_at(_ZONE) - first.published.known_at(_ZONE)
    return replace(report, published=first.published) if later > WEEK else report


def _between(told: Published, before: Published | None, at: datetime) -> bool:
    known = told.instant if told.instant is not None else told.known_at(_ZONE)
    return (before is None or known > before.known_at(_ZONE)) and known <= at


def dated_by_feed(report: Report, problems: tuple[Problem, ...], stated: Published | None) -> tuple[Report, tuple[Problem, ...]]:
    """A page that does not say when it was published has the date that its feed gives it."""
    if report.published is not None or stated is None:
        return report, problems
    return replace(report, published=stated), tuple(p for p in problems if p.code != "undated")
