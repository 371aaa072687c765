"""Of whom, where and when a figure is, as worded: the narrowest place that the words bind it to, never a speaker's seat."""

from __future__ import annotations

import re

from tollbook.extract.clause import Clause, chain_end, chain_start, governed
from tollbook.extract.finding import Finding
from tollbook.extract.placelike import countries
from tollbook.extract.subjects import before
from tollbook.extract.when import extent_of, when_told
from tollbook.extract.where import where_of
from tollbook.extract.where_words import is_the_country, is_the_town
from tollbook.extract.who import THINGS, label_of, side_of, who_of
from tollbook.extract.words import Is
from tollbook.model import Report, Scope, Side, Span, WhoClass

_GROUPS = {
    WhoClass.CHILDREN: "children",
    WhoClass.WOMEN: "women",
    WhoClass.FOREIGNERS: "foreigners",
    WhoClass.JOURNALISTS: "journalists",
}


def scope_of(report: Report, f: Finding, headline: bool, last: Span | None = None) -> Scope:
    """The scope of a finding; ``headline`` tells that its sentence is one, ``last`` the place of the figure before."""
    who, kind = who_of(f)
    where = _place(report, f, headline)
    if where is not None and last is not None and is_the_town(report.text[where[0] : where[1]], last.text):
        where = last.start, last.end
    when = when_told(f)
    label = label_of(f, who, kind)
    return Scope(
        who=who,
        who_class=None if f.measure in THINGS else kind,
        side=side_of(kind, who) if f.measure not in THINGS else Side.NOT_SAID,
        label=label,
        group=_GROUPS.get(kind) if kind else None,
        where=report.text[where[0] : where[1]] if where else None,
        where_span=report.words(*where) if where else None,
        when=report.text[when[0] : when[1]] if when else None,
        when_span=report.words(*when) if when else None,
        extent=extent_of(f, when),
        by_whom=_by_whom(f),
        cause=_cause(f),
    )


def _place(report: Report, f: Finding, headline: bool) -> tuple[int, int] | None:
    """The place of ``f``: its own words', else those of the figure that it is a part of or names again."""
    found = f.where or where_of(f, headline)
    if found is None and f.inherits:
        found = _inherited_where(f)
    if found is not None and is_the_country(report.text[found[0] : found[1]]) and report.text[: found[0]].endswith("in "):
        found = _country_before(report, found[0]) or found
    return found


def _country_before(report: Report, position: int) -> tuple[int, int] | None:
    """What "the country" stands for: the country that the report names most often before it."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for m in re.finditer(r"[^\W\d_]+", report.text[:position]):
        if m[0][0].isupper() and m[0].lower() in countries():
            spans.setdefault(m[0].lower(), []).append(m.span())
    most = max(spans.values(), key=len, default=None)
    return most[-1] if most else None


def _inherited_where(f: Finding) -> tuple[int, int] | None:
    w = f.whole or f.like
    while w is not None:
        place = w.where or where_of(w, False)
        if place is not None:
            return place
        w = w.whole
    return None


def _by_whom(f: Finding) -> str | None:
    c, ps = f.clause, f.clause.phrases
    p = ps[f.trigger]
    if p.kind != "V" or p.verb is None or f.rule.startswith("toll"):
        return None
    if p.voice in ("passive", "part", "bare") and f.group < f.trigger:
        for j in range(f.trigger + 1, min(f.trigger + 8, len(ps) - 1)):
            if ps[j].kind in (",", ";", ".", "S", "V"):
                break
            if (
                ps[j].kind == "P"
                and c.tokens[ps[j].first].low == "by"
                and ps[j + 1].kind == "N"
                and (ps[j + 1].people is not None or ps[j + 1].flags & Is.GROUP)
            ):
                return _text(c, j + 1)
    elif f.group > f.trigger and p.voice in ("active", "bare"):
        groups = before(ps, f.trigger)
        if len(groups) == 1 and (ps[groups[0]].people is not None or ps[groups[0]].flags & Is.GROUP):
            return _text(c, groups[0])
    return None


def _cause(f: Finding) -> str | None:
    c, ps = f.clause, f.clause.phrases
    for j in range(max(f.group, f.trigger) + 1, min(max(f.group, f.trigger) + 6, len(ps) - 1)):
        if ps[j].kind in (";", ".", "S", "V"):
            break
        if ps[j].kind == "P" and ps[j + 1].kind == "N" and ps[j + 1].flags & Is.EVENT:
            return _text(c, j + 1)
        if f.rule == "part.by_cause" and ps[j].kind == "P":
            return _text(c, j + 1)
    return None


def _text(c: Clause, i: int) -> str:
    ps = c.phrases
    start = chain_start(ps, i) if not governed(ps, i) else i
    return c.text[c.tokens[ps[start].first].start : c.tokens[ps[chain_end(ps, i)].last - 1].end]
