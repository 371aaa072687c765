"""Charts as SVG: figures by the day on which they were published. Points, steps, words; no bands, no smoothing, no guess."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tollbook.lexicon import table
from tollbook.publish.markup import Html, el, join, plain

LOG_FROM = 60  # the highest figure over the lowest: beyond, the small ones would lie on the axis
_CHAR = 7.2  # pixels of a figure's width at 12 px
_TOP, _ROW, _RIGHT = 22, 20, 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One figure. ``low`` or ``high`` None is open; both None: ``words`` stands on the axis instead."""

    day: date
    low: int | None = None
    high: int | None = None
    label: str
    href: str | None = None
    hollow: bool = False  # set aside
    part: bool = False  # of a side, a group or a place
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """What could be said at least, from each day on; ``None`` where nothing could."""

    steps: tuple[tuple[date, int | None], ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Plot:
    """The scales: where a day and a number lie."""

    left: float
    right: float
    top: float
    bottom: float
    first: int
    last: int
    ticks: tuple[int, ...]
    log: bool

    def x(self, day: date) -> float:
        if self.first == self.last:
            return (self.left + self.right) / 2
        inset = 0.04 * (self.right - self.left) + 6
        share = (day.toordinal() - self.first) / (self.last - self.first)
        return self.left + inset + share * (self.right - self.left - 2 * inset)

    def y(self, number: int) -> float:
        share = _place(number, self.ticks) if self.log else number / self.ticks[-1]
        return self.bottom - share * (self.bottom - self.top)


def chart(points: Sequence[Point], floors: Sequence[Floors], *, title: str, width: int = 720, language: str = "en") -> Html:
    """An SVG of ``points`` and ``floors``, ``width`` user units wide; every point has a title and, with ``href``, is a link.

    The scale begins at 0; where figures lie far apart it is logarithmic, and says so. Empty where there is nothing to draw.
    """
    points = sorted(points, key=lambda p: (p.hollow, p.day, p.low or p.high or 0, p.label))
    days = [p.day.toordinal() for p in points] + [d.toordinal() for f in floors for d, _ in f.steps]
    if not days:
        return Html("")
    words = table("page", language)
    numbers = [n for p in points for n in (p.low, p.high) if n is not None] + [
        n for f in floors for _, n in f.steps if n is not None
    ]
    whole = [n for p in points if not p.part for n in (p.low, p.high) if n is not None]
    ticks, log = value_ticks(numbers, whole or numbers)
    left = 14 + _CHAR * max(len(number_label(t, words)) for t in ticks)
    tall = 190 + width // 8 if len(set(numbers)) > 1 else 110 if numbers else 40
    plot = _Plot(left, width - _RIGHT, _TOP, tall, min(days), max(days), ticks, log)
    texts, rows = _texts(points, plot)
    height = plot.bottom + rows * _ROW + 44
    return el(
        "svg",
        _value_axis(plot, words),
        _day_axis(plot, rows, words),
        [_steps(f, plot) for f in floors],
        _points(points, plot),
        texts,
        viewBox=f"0 0 {width} {height:g}",
        width=width,
        height=height,
        class_="chart",
        role="group",
        aria_label=plain(title),
        font_size=12,
    )


# --------------------------------------------------------------------------------------------------------------- scales


def value_ticks(numbers: Sequence[int], apart: Sequence[int] | None = None) -> tuple[tuple[int, ...], bool]:
    """Ticks from 0 to above the highest of ``numbers``, and whether they are decades.

    Decades are taken where ``apart`` lie far apart (by default ``numbers``): totals decide, small parts may lie on the axis.

    >>> value_ticks([26, 44])
    ((0, 10, 20, 30, 40, 50), False)
    >>> value_ticks([0, 3, 20_000])
    ((0, 1, 10, 100, 1000, 10000, 100000), True)
    """
    high = max(numbers, default=0)
    positive = [n for n in numbers if n > 0]
    decisive = [n for n in (apart if apart is not None else numbers) if n > 0]
    if decisive and max(decisive) / min(decisive) > LOG_FROM:
        ends = math.floor(math.log10(min(positive))), math.ceil(math.log10(high))
        return ((0,) if min(numbers) == 0 else ()) + tuple(10**k for k in range(ends[0], ends[1] + 1)), True
    step = 1
    most = 5 if len(set(numbers)) > 1 else 2
    while high / step > most:
        step = _next_step(step)
    return tuple(range(0, step * max(1, math.ceil(high / step)) + 1, step)), False


def _next_step(step: int) -> int:
    """1, 2, 5, 10, 20, 50 ..."""
    return step * 5 // 2 if str(step)[0] == "2" else step * 2


def _place(number: int, ticks: tuple[int, ...]) -> float:
    """Where ``number`` lies among decades, 0 to 1; nought has a place of its own below the first."""
    zero = 1 if ticks[0] == 0 else 0
    if number <= 0:
        return 0
    decade = math.log10(number) - math.log10(ticks[zero])
    return (zero + decade) / max(1, len(ticks) - 1)


def number_label(number: int, words: dict[str, Any]) -> str:
    """``number`` on an axis: "2,500", "10 million"."""
    for scale, name in ((10**9, "billion"), (10**6, "million")):
        if number >= scale and number % (scale // 10) == 0:
            return f"{number / scale:g} {words['chart'][name]}"
    return f"{number:,}"


def day_ticks(first: date, last: date, most: int) -> tuple[date, ...]:
    """At most ``most`` days from ``first`` to ``last``: every day, week, month, quarter, year ...

    >>> [str(d) for d in day_ticks(date(2022, 1, 6), date(2022, 3, 20), 4)]
    ['2022-02-01', '2022-03-01']
    """
    span = (last - first).days
    for step in (1, 2, 7, 14):
        if span // step + 1 <= most:
            return tuple(first + timedelta(days=n) for n in range(0, span + 1, step))
    months = [date(m // 12, m % 12 + 1, 1) for m in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)]
    months = [m for m in months if m >= first]
    for every in (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200):
        kept = tuple(m for m in months if (m.year * 12 + m.month - 1) % every == 0)
        if len(kept) <= most:
            return kept or (first, last)
    return first, last


# ----------------------------------------------------------------------------------------------------------------- axes


def _value_axis(plot: _Plot, words: dict[str, Any]) -> Html:
    every = -(-len(plot.ticks) // 7)  # decades of a wide scale: not all are labelled
    kept = [t for k, t in enumerate(plot.ticks) if k % every == 0 or t == 0]
    lines = [el("line", x1=plot.left, x2=plot.right, y1=plot.y(t), y2=plot.y(t), class_="grid", stroke="#8888") for t in kept]
    labels = [
        el("text", number_label(t, words), x=plot.left - 8, y=plot.y(t) + 4, text_anchor="end", fill="currentColor") for t in kept
    ]
    log = el("text", words["chart"]["log"], x=plot.left, y=12, class_="note", fill="currentColor") if plot.log else None
    return el("g", lines, labels, log, class_="axis", aria_hidden="true")


def _day_axis(plot: _Plot, rows: int, words: dict[str, Any]) -> Html:
    first, last = date.fromordinal(plot.first), date.fromordinal(plot.last)
    base = plot.bottom + rows * _ROW
    marks: list[Html] = [
        el("line", x1=plot.left, x2=plot.right, y1=plot.bottom, y2=plot.bottom, class_="base", stroke="currentColor")
    ]
    year = None
    for day in day_ticks(first, last, int((plot.right - plot.left) // 74)):
        x = plot.x(day)
        marks.append(el("line", x1=x, x2=x, y1=base, y2=base + 5, class_="base", stroke="currentColor"))
        name = f"{day.day} {words['dates']['short'][day.month - 1]}"
        marks.append(el("text", name, x=x, y=base + 19, text_anchor="middle", fill="currentColor"))
        if day.year != year:
            marks.append(el("text", str(day.year), x=x, y=base + 34, text_anchor="middle", fill="currentColor"))
        year = day.year
    if rows:
        marks.append(el("line", x1=plot.left, x2=plot.right, y1=base, y2=base, class_="grid", stroke="#8888"))
    return el("g", marks, class_="axis", aria_hidden="true")


# ---------------------------------------------------------------------------------------------------------------- marks


def _steps(floors: Floors, plot: _Plot) -> Html:
    """A line that holds until the next step; a gap where nothing could be said."""
    path: list[str] = []
    pen = False
    for day, low in sorted(floors.steps):
        x = f"{plot.x(day):.1f}"
        if pen:
            path.append(f"H{x}")
        if low is not None:
            path.append(f"V{plot.y(low):.1f}" if pen else f"M{x} {plot.y(low):.1f}")
        pen = low is not None
    if len(path) == 1:  # known on one day only: a dash, so that it is seen
        path.append("h14")
    label = el("title", plain(floors.label)) if floors.label else None
    return el("path", label, d="".join(path), class_="floor", fill="none", stroke="currentColor", stroke_width=2)


def _points(points: Sequence[Point], plot: _Plot) -> Html:
    taken: list[tuple[float, float]] = []
    marks = []
    for p in points:
        at = p.low if p.low is not None else p.high
        if at is None or p.words is not None:
            continue
        x, y = _free(plot.x(p.day), plot.y(at), taken, plot)
        marks.append(_linked(p, _mark(p, x, y, plot)))
    return el("g", marks, class_="points")


def _free(x: float, y: float, taken: list[tuple[float, float]], plot: _Plot) -> tuple[float, float]:
    """Beside the points that lie there already, right and left in turn, but not so far as to look like another day."""
    reach = max(24, 0.45 * (plot.right - plot.left) / max(1, plot.last - plot.first))
    for k in range(80):
        shift = 11 * ((k + 1) // 2) * (1 if k % 2 else -1)
        inside = plot.left + 5 <= x + shift <= plot.right - 5 and abs(shift) <= reach
        if inside and all(abs(x + shift - a) > 10 or abs(y - b) > 10 for a, b in taken):
            x += shift
            break
    taken.append((x, y))
    return x, y


def _linked(point: Point, shape: Html) -> Html:
    title = el("title", plain(point.label))
    if point.href is None:
        return el("g", title, shape)
    return el("a", title, shape, href=point.href, aria_label=plain(point.label))


def _mark(p: Point, x: float, y: float, plot: _Plot) -> Html:
    hit = el("circle", cx=x, cy=y, r=11, class_="hit", fill="none", pointer_events="all")
    if p.low is not None and p.high is not None and p.low != p.high:
        top = plot.y(p.high)
        bar = f"M{x - 4:.1f} {y:.1f}h8M{x:.1f} {y:.1f}V{top:.1f}M{x - 4:.1f} {top:.1f}h8"
        return join([hit, el("path", d=bar, class_="open", fill="none", stroke="currentColor", stroke_width=1.6), shape(p, x, y)])
    arrow = None
    if p.high is None:
        arrow = f"M{x:.1f} {y - 5:.1f}v-9m-3 3l3 -3.5l3 3.5"
    elif p.low is None:
        arrow = f"M{x:.1f} {y + 5:.1f}v9m-3 -3l3 3.5l3 -3.5"
    drawn = el("path", d=arrow, class_="open", fill="none", stroke="currentColor", stroke_width=1.6) if arrow else None
    return join([hit, drawn, shape(p, x, y)])


def shape(p: Point, x: float, y: float) -> Html:
    """The mark itself: a disc, a diamond for a part; a ring where it is set aside."""
    fill = "none" if p.hollow else "currentColor"
    looks = {"class_": "mark hollow" if p.hollow else "mark", "fill": fill, "stroke": "currentColor", "stroke_width": 1.6}
    if p.part:
        return el("path", d=f"M{x:.1f} {y - 5.6:.1f}l5.6 5.6l-5.6 5.6l-5.6 -5.6z", **looks)
    return el("circle", cx=x, cy=y, r=4.4, **looks)


def _texts(points: Sequence[Point], plot: _Plot) -> tuple[Html, int]:
    """Words without a number, in rows on the axis, none over another; and how many rows."""
    ends: list[float] = []
    marks = []
    for p in points:
        if p.words is None:
            continue
        shown = plain(p.words) if len(plain(p.words)) <= 24 else f"{plain(p.words)[:23].rstrip()}…"
        half = 3.4 * len(shown) + 4
        x = min(max(plot.x(p.day), plot.left + half), plot.right - half)
        row = next((k for k, end in enumerate(ends) if end < x - half), len(ends))
        ends[row : row + 1] = [x + half]
        y = plot.bottom + row * _ROW + 15
        looks = "words hollow" if p.hollow else "words"
        marks.append(_linked(p, el("text", shown, x=x, y=y, text_anchor="middle", class_=looks, fill="currentColor")))
    return el("g", marks, class_="texts"), len(ends)
