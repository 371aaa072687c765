"""Claims -> resolutions: which body, which place, which days their words stand for."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from tollbook.model import Claim, Place, Report, Resolution, Source
from tollbook.resolve.bodies import namings
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.resolve.places import Found, place_of
from tollbook.resolve.setting import Setting, setting_of
from tollbook.resolve.sources import source_of
from tollbook.resolve.times import day_of
from tollbook.resolve.timexes import timexes
from tollbook.resolve.when import when_of

BY = "resolve 0.2"


def resolve(report: Report, claims: tuple[Claim, ...], gazetteer: Gazetteer) -> tuple[Resolution, ...]:
    """A resolution for each claim of ``report``, in order."""
    if not claims:
        return ()
    setting = replace(setting_of(report, claims, gazetteer), namings=tuple(namings(report.text)))

    times = timexes(report.text, published=setting.published, sentences=report.sentences)

    @cache
    def source(words: str, at: int) -> Source:
        return source_of(words, setting, at)

    @cache
    def place(words: str, at: int) -> Found:
        return place_of(words, setting, at)

    told_before: list[Place] = []  # what "there" points back to

    def one(c: Claim) -> Resolution:
        told, scope = c.attribution, c.scope
        at = told.said_by_span.start if told.said_by_span is not None else c.figure.start
        found, why = (None, None) if scope.where is None else place(scope.where, _where_at(c))
        if scope.where is not None and scope.where.lower() == "there" and told_before:
            found, why = told_before[-1], f"'there' is {told_before[-1].name}, of the figure before"
        if found is not None:
            told_before.append(found)
        said_on = day_of(told.said_on, setting.published) if told.said_on else None
        return Resolution(
            claim=c.id,
            source=source(told.said_by, at) if told.said_by else None,
            via=tuple(source(v, c.figure.start) for v in told.via),
            place=found,
            occurred=when_of(c, report, times),
            said_on=said_on,
            by=BY,
            reasons=_reasons(c, setting, why, said_on is None),
        )

    return tuple(one(c) for c in claims)


def _where_at(claim: Claim) -> int:
    return claim.scope.where_span.start if claim.scope.where_span is not None else claim.figure.start


def _reasons(claim: Claim, setting: Setting, why: str | None, undated: bool) -> tuple[str, ...]:
    """Why a place is taken, and what could not be resolved."""
    found = [] if why is None else [f"place: {why}"]
    if claim.attribution.said_on is not None and undated:
        found.append(f"day: {claim.attribution.said_on!r} cannot be dated")
    return tuple(found)
