"""Acts -> where and on which days: the same places and expressions of time as for claims.

A day is told by the act's own words; else it is that of the sentence before, where that dates an event; else that on which it
was said. Where none of them is told, it is known only that it was told of on the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tollbook.model import Action, BlockKind, Interval, Report, Resolution, Span
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.resolve.naming import Kind
from tollbook.resolve.places import place_of
from tollbook.resolve.setting import Setting, setting_of
from tollbook.resolve.times import day_of, local_day
from tollbook.resolve.timexes import Timex, timexes
from tollbook.resolve.toponyms import toponyms
from tollbook.resolve.when import interval_of_words, last_day_of

BY = "resolve.acts 0.1"
_SINCE = re.compile(r"\b(?:since|from)\s+(?:\w+\s+)?$", re.I)
_OPENING = 9  # characters: "On Wednesday, shops burned. The town hall was stormed": only a day that opens a sentence goes on
_OLD = 31  # days before publication; what is older is another event, and is not carried


def resolve_acts(report: Report, actions: Sequence[Action], gazetteer: Gazetteer) -> tuple[Resolution, ...]:
    """Where and when each act of ``report`` was, in order; pure, and the same whenever it is asked."""
    if not actions:
        return ()
    setting = setting_of(report, (), gazetteer)
    if any(a.where is not None for a in actions):
        names = toponyms(report, gazetteer)
        decided = {t.span.text: t.place for t in names if t.kind in {Kind.PLACE, Kind.PART} and t.place is not None}
        setting = replace(setting, decided=decided)
    times = timexes(report.text, published=setting.published, sentences=report.sentences)
    return tuple(_resolution(a, report, setting, times) for a in actions)


def _resolution(a: Action, report: Report, setting: Setting, times: Sequence[Timex]) -> Resolution:
    found, why = (None, None) if a.where is None else place_of(a.where.text, setting, a.where.start)
    days, reason = _days(a, report, times)
    said_on = day_of(a.attribution.said_on, setting.published) if a.attribution.said_on else None
    reasons = tuple(r for r in (f"place: {why}" if why else None, f"day: {reason}" if reason else None) if r)
    return Resolution(claim=a.id, place=found, occurred=days, said_on=said_on, by=BY, reasons=reasons)


def _days(a: Action, report: Report, times: Sequence[Timex]) -> tuple[Interval | None, str | None]:
    """The days of an act, and what tells them."""
    published_on = local_day(report)
    if a.when is not None:
        own = [t for t in times if t.span.start < a.when.end and a.when.start < t.span.end]
        for t in own:
            days = interval_of_words(report, a.sentence, t, times)
            if days is not None:
                if t.interval is not None and days.end == published_on and not _SINCE.search(report.text[: t.span.start]):
                    days = t.interval  # "began on Sunday" is that day, and not until today
                return days, f"its own words, {t.span.text!r}"
    if a.says or a.when is not None or a.attribution.said_on is not None:
        return None, None
    before = _before(report, a.sentence)
    opened = before is not None and any(0 <= t.span.start - before.start <= _OPENING and t.granularity == "day" for t in times)
    days = last_day_of(report, times, before) if before is not None and opened else None
    if days is None or published_on is None or (published_on - days.end).days > _OLD:
        return None, None
    return days, "the sentence before"


def _before(report: Report, sentence: Span) -> Span | None:
    """The sentence before, where it is of the same text: a headline dates nothing."""
    at = next((n for n, s in enumerate(report.sentences) if s.start <= sentence.start < s.end), None)
    if not at:
        return None
    s = report.sentences[at - 1]
    if report.blocks[s.block].kind is not report.blocks[report.sentences[at].block].kind:
        return None
    return None if report.blocks[s.block].kind is BlockKind.HEADLINE else report.words(s.start, s.end)
