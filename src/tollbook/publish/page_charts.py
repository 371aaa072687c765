"""From claims and estimates to a chart, its legend, and the same as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tollbook.model import Claim, Estimate, Measure, Qualifier, ScopeKey, Side
from tollbook.publish.chart import Floors, Point, chart, shape
from tollbook.publish.markup import Html, el, join
from tollbook.publish.sheet import (
    PASSED_ON,
    Sheet,
    day_of,
    day_words,
    number_words,
    own_words,
    source_words,
    subject_words,
    what_words,
)

Subject = tuple[Measure, str | None]
WIDTHS = (("wide", 720), ("narrow", 340))  # two drawings, one shown: text in an SVG shrinks with it


@dataclass(frozen=True, slots=True, kw_only=True)
class Charted:
    """What of one measure goes on its chart, and why the rest does not."""

    points: tuple[tuple[Claim, Point], ...]
    floors: tuple[Floors, ...]
    left_out: Counter[str]


def figure_of(sheet: Sheet, subject: Subject, estimates: Sequence[Estimate]) -> Html | None:
    """The charts of ``subject``, one a unit of money, with caption, legend and table; ``None`` where nothing can be drawn."""
    claims = claims_of(sheet, subject, estimates)
    units = sorted({c.quantity.unit or "" for c in claims})
    return (
        join([_one_unit(sheet, subject, estimates, [c for c in claims if (c.quantity.unit or "") == u], u) for u in units])
        or None
    )


def claims_of(sheet: Sheet, subject: Subject, estimates: Sequence[Estimate]) -> list[Claim]:
    """The claims of ``subject``, and those of a part of it on which its tolls rest: the hospitalised are injured."""
    rest = {x.origin for e in estimates for x in e.basis} | {t.claim for e in estimates for t in e.terms}
    return [c for c in sheet.claims if (c.measure, c.counted) == subject or c.id in rest]


def _one_unit(sheet: Sheet, subject: Subject, estimates: Sequence[Estimate], claims: list[Claim], unit: str) -> Html | None:
    charted = charted_of(sheet, subject, estimates, claims)
    if not charted.points:
        return None
    words = sheet.words["chart"]
    measure = subject_words(*subject, sheet.words) + (f", {unit}" if unit and unit != subject[1] else "")
    title = words["by"].format(measure=measure)
    points = [p for _, p in charted.points]
    drawn = [
        el("div", chart(points, charted.floors, title=title, width=w, language=sheet.names.language), class_=f"drawing {name}")
        for name, w in WIDTHS
    ]
    return el(
        "figure",
        el("figcaption", title),
        drawn,
        _legend(points, charted.floors, words),
        _left_out(charted.left_out, words),
        _table(sheet, charted, measure),
        class_="measure-chart",
    )


def charted_of(sheet: Sheet, subject: Subject, estimates: Sequence[Estimate], claims: Iterable[Claim]) -> Charted:
    """The points of ``claims`` and the floors of ``subject``. A figure passed on is drawn once, where its origin gave it."""
    aside = {s.claim for e in estimates for s in e.set_aside}
    passed, origins = _passed_on(sheet, estimates)
    drawn: dict[tuple[object, ...], tuple[Claim, Point]] = {}
    left_out = Counter[str]()
    for claim in claims:
        day = day_of(sheet, claim)
        if not sheet.book.of_event(claim):
            left_out["other"] += 1
        elif day is None:
            left_out["undated"] += 1
        elif claim.id not in origins and (claim.id in passed or claim.report in passed):
            left_out["repeats"] += 1
        elif claim.id not in origins and claim.attribution.said_by is None and not claim.attribution.own_observation:
            left_out["unsourced"] += 1
        elif (key := _same_figure(sheet, claim, day)) in drawn and claim.id not in origins:
            left_out["repeats"] += 1
        else:
            within = (claim.measure, claim.counted) != subject
            drawn[key] = claim, _point(sheet, claim, day, hollow=claim.id in aside, within=within)
    return Charted(points=tuple(drawn.values()), floors=_floors(sheet, subject, estimates), left_out=left_out)


def _passed_on(sheet: Sheet, estimates: Sequence[Estimate]) -> tuple[set[str], set[str]]:
    """Claims and reports that pass on what others said, and the origins of what the tolls rest on."""
    origins = {x.origin for e in estimates for x in e.basis}
    carriers = {c for e in estimates for x in e.basis for c in x.carriers}
    return {x.subject for x in sheet.links if x.relation in PASSED_ON} | (carriers - origins), origins


def _same_figure(sheet: Sheet, claim: Claim, day: date) -> tuple[object, ...]:
    """What makes two reports' figures one: the body that gave it, its day, its number and what it is of."""
    resolved = sheet.book.resolutions.get(claim.id)
    said_by = (claim.attribution.said_by or claim.id).casefold()
    source = resolved.source.id if resolved and resolved.source else said_by
    q, scope = claim.quantity, claim.scope
    place = resolved.place.id if resolved and resolved.place else scope.where
    return source, day, q.low, q.high, scope.side, scope.group, place


def _point(sheet: Sheet, claim: Claim, day: date, *, hollow: bool, within: bool = False) -> Point:
    words, q = sheet.words["chart"], claim.quantity
    part = within or is_part(sheet, claim)
    vague = q.qualifier is Qualifier.VAGUE or (q.low is None and q.high is None)
    label = words["label"].format(
        figure=sheet.names.figure(claim),
        what=what_words(sheet, claim),
        source=source_words(sheet, claim),
        day=day_words(day, sheet.words),
    )
    marks = [words[k] for k, on in (("part", part), ("set_aside", hollow)) if on]
    return Point(
        day=day,
        low=None if vague else q.low,
        high=None if vague else q.high,
        label=" · ".join([label, *marks]),
        href=f"#claim-{claim.id}",
        hollow=hollow,
        part=part,
        words=sheet.names.figure(claim) if vague else None,
    )


def is_part(sheet: Sheet, claim: Claim) -> bool:
    """The figure is of a side, a group, a place within the story's, or a member of another figure: no total."""
    scope, resolved, story = claim.scope, sheet.book.resolutions.get(claim.id), sheet.book.story.place
    place = resolved.place if resolved else None
    within = place is not None and story is not None and story.id in place.within
    return within or scope.side in (Side.STATE_FORCES, Side.OTHERS) or scope.group is not None or claim.part_of is not None


def whole(scope: ScopeKey) -> bool:
    """The toll is of everybody, in the whole story."""
    return scope.side in (None, Side.ALL_STATED) and scope.group is None and scope.where is None


def _floors(sheet: Sheet, subject: Subject, estimates: Sequence[Estimate]) -> tuple[Floors, ...]:
    """The floor of the whole story, moment by moment; of the first toll where none is of the whole."""
    now = [e for e in estimates if whole(e.scope)] or list(estimates)
    if not now:
        return ()
    past = [e for e in sheet.history if e.scope == now[0].scope and e.as_of <= sheet.as_of]
    if not past:
        return ()
    steps: dict[date, int | None] = {}
    for e in sorted([*past, now[0]], key=lambda e: e.as_of):
        steps[e.as_of.astimezone(sheet.zone).date()] = e.low
    end = _end([day for c in sheet.claims if (day := day_of(sheet, c)) is not None], max(steps))
    steps = {min(day, end): low for day, low in steps.items()}
    return (Floors(steps=tuple(steps.items()), label=own_words(sheet, now[0].sentence)),)


def _end(reported: Sequence[date], as_of: date) -> date:
    """Where a line of floors ends: at the moment asked for, but no farther behind the last report than a quarter of the time
    that the reports span (a week at least). A story read years later would be a line with its figures crowded at one end."""
    if not reported:
        return as_of
    first, last = min(reported), max(reported)
    return min(as_of, last + max(timedelta(days=7), (last - first) / 4))


def legend_marks(points: Sequence[Point], floors: Sequence[Floors], words: dict[str, str]) -> list[tuple[Html, str]]:
    """The marks that a chart uses, each in 18 by 18 units, and what it stands for."""
    plain = [p for p in points if p.words is None]
    some = Point(day=date.min, low=1, high=1, label="")
    part = Point(day=date.min, low=1, high=1, label="", part=True)
    hollow = Point(day=date.min, low=1, high=1, label="", hollow=True)
    line: dict[str, Any] = {"fill": "none", "stroke": "currentColor", "stroke_width": 1.6}
    entries = [
        (any(not p.part for p in plain), shape(some, 9, 9), "legend_whole"),
        (any(p.part for p in plain), shape(part, 9, 9), "legend_part"),
        (any(p.hollow for p in points), shape(hollow, 9, 9), "legend_hollow"),
        (any(p.high is None for p in plain), el("path", d="M9 15v-10m-3.5 3.5l3.5 -4l3.5 4", **line), "legend_up"),
        (any(p.low is None for p in plain), el("path", d="M9 3v10m-3.5 -3.5l3.5 4l3.5 -4", **line), "legend_down"),
        (any(p.low is not None and p.high is not None and p.low != p.high for p in plain),
         el("path", d="M5 3h8M9 3V15M5 15h8", **line), "legend_range"),
        (bool(floors), el("path", d="M1 13H9V5H17", class_="floor", **line), "legend_floor"),
    ]  # fmt: skip
    return [(m, words[k]) for used, m, k in entries if used]


def _legend(points: Sequence[Point], floors: Sequence[Floors], words: dict[str, str]) -> Html:
    """The marks that this chart uses, and what each stands for."""
    marks = legend_marks(points, floors, words)
    shown = [el("li", el("svg", m, width=18, height=18, aria_hidden="true"), told) for m, told in marks]
    if any(p.words is not None for p in points):
        sample = next(p.words for p in points if p.words is not None)
        shown.append(el("li", el("span", f"“{sample}”", class_="sample"), words["legend_words"]))
    return el("ul", shown, class_="legend")


def _left_out(left_out: Counter[str], words: dict[str, str]) -> Html | None:
    what = [words[f"left_out_{k}"].format(n=n) for k, n in sorted(left_out.items())]
    return el("p", words["left_out"].format(what=", ".join(what)), class_="note") if what else None


def _table(sheet: Sheet, charted: Charted, measure: str) -> Html:
    """What the chart shows, for those who do not see it."""
    words = sheet.words["chart"]
    head = el("tr", [el("th", words[k], scope="col") for k in ("published", "figure", "of", "source", "mark")])
    rows = [
        el(
            "tr",
            el("td", day_words(p.day, sheet.words, short=True)),
            el("td", el("a", el("bdi", sheet.names.figure(c)), href=p.href)),
            el("td", el("bdi", what_words(sheet, c))),
            el("td", el("bdi", source_words(sheet, c))),
            el("td", ", ".join([words["part" if p.part else "whole"], *([words["set_aside"]] if p.hollow else [])])),
        )
        for c, p in charted.points
    ]
    caption = el("caption", words["caption_points"].format(measure=measure))
    tables = [_scrolls(el("table", caption, el("thead", head), el("tbody", rows)), measure)]
    for floors in charted.floors:
        head = el("tr", [el("th", words[k], scope="col") for k in ("as_of", "at_least")])
        body = [
            el(
                "tr",
                el("td", day_words(d, sheet.words, short=True)),
                el("td", number_words(n) if n is not None else words["none"]),
            )
            for d, n in floors.steps
        ]
        tables.append(
            el("table", el("caption", words["caption_floors"].format(measure=measure)), el("thead", head), el("tbody", body))
        )
    return el("details", el("summary", words["table"]), tables)


def _scrolls(inside: Html, name: str) -> Html:
    """A wide table scrolls in itself, and can be scrolled by keyboard."""
    return el("div", inside, class_="scrolls", tabindex="0", role="region", aria_label=name)
