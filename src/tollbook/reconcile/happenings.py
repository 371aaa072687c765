"""One act, as all reports of a story tell it: the same act told by two reports is shown once, with the words of both.

Two tellings are of one act where they are of one kind and word, their days meet, their places do not exclude each other, and
neither names somebody else. A telling without a day of its own joins an act that was told with one, up to a week before it was
published. Nothing is recorded: the same book gives the same acts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from tollbook.lexicon import table
from tollbook.model import Action, Book, Frame, Happening, Interval, Place, Resolution

_WEEK = timedelta(days=7)
_LONG = timedelta(days=14)  # after which a telling without a day tells again what was told before
_WORD = re.compile(r"[^\W_]{2,}")
_GRADES = ("occurred", "said", "published")


@dataclass(slots=True)
class _Telling:
    act: Action
    days: Interval
    dated: str
    place: Place | None
    published: date


def happenings(book: Book, known: Mapping[str, Resolution]) -> tuple[Happening, ...]:
    """The acts of ``book``, in the order of their days. ``known`` holds where and when each was, by its id."""
    told = sorted(
        (t for a in book.actions if (t := _telling(book, a, known.get(a.id))) is not None),
        key=lambda t: (_GRADES.index(t.dated), t.days.start, t.published, t.act.report, t.act.act.start),
    )
    groups: list[list[_Telling]] = []
    for t in told:
        group = next((g for g in groups if _same(g, t)), None)
        if group is None:
            groups.append([t])
        else:
            group.append(t)
    found = [_happening(g) for g in groups]
    return tuple(sorted(found, key=lambda h: (h.days.start, h.days.end, _GRADES.index(h.dated), *_place_of(book, h))))


def _place_of(book: Book, h: Happening) -> tuple[str, str, int]:
    """Where an act was told first: the order of a day's acts."""
    first = h.acts[0]
    report = book.telling(first.report)
    day = report.published.local_day(ZoneInfo(book.story.zone)).isoformat() if report and report.published else ""
    return day, first.report, first.act.start


def _telling(book: Book, act: Action, r: Resolution | None) -> _Telling | None:
    """An act with its day; ``None`` where it has none, or is of another time."""
    report = book.telling(act.report)
    if report is None or report.published is None or act.frame is not Frame.CURRENT:
        return None
    published = report.published.local_day(ZoneInfo(book.story.zone))
    place = r.place if r is not None else None
    if r is not None and r.occurred is not None:
        return _Telling(act, r.occurred, "occurred", place, published)
    day, dated = (r.said_on, "said") if r is not None and r.said_on is not None else (published, "published")
    return _Telling(act, Interval(start=day, end=day, precision="day"), dated, place, published)


def _happening(group: Sequence[_Telling]) -> Happening:
    first = group[0]
    exact = min(group, key=lambda t: (_GRADES.index(t.dated), (t.days.end - t.days.start).days))
    narrow = max((t.place for t in group if t.place is not None), key=lambda p: -p.precision, default=None)
    acts = sorted(group, key=lambda t: (t.published, t.act.report, t.act.act.start))
    return Happening(
        kind=first.act.kind,
        word=first.act.word,
        days=exact.days,
        dated=exact.dated,
        place=narrow,
        acts=tuple(t.act for t in acts),
    )


# -------------------------------------------------------------------------------------------------------- one act or two


def _same(group: Sequence[_Telling], t: _Telling) -> bool:
    first = group[0]
    if (first.act.kind, first.act.word) != (t.act.kind, t.act.word):
        return False
    return all(_days_meet(g, t) and _places_meet(g.place, t.place) and _people_meet(g.act, t.act) for g in group)


def _days_meet(a: _Telling, b: _Telling) -> bool:
    """The days overlap; or one is known only by its telling, within a week after the other, or so long after it that it only
    looks back."""
    if a.dated == b.dated == "occurred" or a.act.says:
        return a.days.start <= b.days.end and b.days.start <= a.days.end
    dated, other = (a, b) if (_GRADES.index(a.dated), a.days.start) <= (_GRADES.index(b.dated), b.days.start) else (b, a)
    if other.dated == "published" and other.days.start - dated.days.end > _LONG:
        return True
    if a.act.word in table("acts")["merging"]["again_and_again"]:
        return a.days.start <= b.days.end and b.days.start <= a.days.end
    return dated.days.start <= other.days.end <= dated.days.end + _WEEK


def _places_meet(a: Place | None, b: Place | None) -> bool:
    if a is None or b is None or a.id == b.id:
        return True
    return a.id in b.within or b.id in a.within


def _people_meet(a: Action, b: Action) -> bool:
    """Neither names another: of a statement who made it must be the same, of an act whom it struck."""
    if a.says:
        return _share(a.actor.text if a.actor else a.attribution.said_by, b.actor.text if b.actor else b.attribution.said_by)
    targets = _share(a.target.text if a.target else None, b.target.text if b.target else None)
    named = a.word in table("acts")["merging"]["by_target"]
    return targets if named else targets or a.report != b.report or a.act.text.casefold() == b.act.text.casefold()


def _share(a: str | None, b: str | None) -> bool:
    x, y = _content(a), _content(b)
    return not x or not y or bool(x & y)


def _content(words: str | None) -> set[str]:
    return {w.casefold()[:6] for w in _WORD.findall(words or "")} - set(table("acts")["merging"]["empty"])
