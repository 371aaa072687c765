"""Days counted from another event: "two days after Wednesday's attack", "a week before the vote" that the report has dated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from tollbook.lexicon import table
from tollbook.model import Interval

_LENGTH = re.compile(r"P(\d{1,2})([DW])")
_FROM = re.compile(r"\s+(after|before|following)\s+(?:(?:the|a|an|his|her|its|their|that|this)\s+)?", re.I)
_COUNTED = re.compile(r"\b(?:days?|weeks?)\s+(?:after|before|following)\s+(?:the\s+)?$", re.I)
_NEAR = 80  # characters around a day in which the event that it dates is named
_BACK = 700  # characters between an event that was dated and the words that count from it

Day = tuple[int, int, Interval]  # where a day stands, and which it is


def counted_from(text: str, end: int, value: str, days: Sequence[Day]) -> Interval | None:
    """The day that a length of time ending at ``end``, of ``value`` P2D or P1W, counts to; ``None`` where it counts from nothing.

    It counts from the day of the event named behind it ("after Wednesday's attack"), else from the day that an earlier
    sentence gives an event of that name.
    """
    length, joint = _LENGTH.fullmatch(value), _FROM.match(text, end)
    if length is None or joint is None:
        return None
    anchor = next((d for at, _, d in days if at == joint.end()), None) or _told_before(text, joint.end(), days)
    if anchor is None:
        return None
    step = timedelta(days=int(length[1]) * (7 if length[2] == "W" else 1))
    day = anchor.start - step if joint[1].lower() == "before" else anchor.end + step
    return Interval(start=day, end=day, precision="day")


def _told_before(text: str, at: int, days: Sequence[Day]) -> Interval | None:
    """The last day before ``at`` beside which the event is named that is named there."""
    events = frozenset(table("times")["binding"]["events"])
    noun = next((w for w in re.findall(r"[\w-]+", text[at : at + 40].lower())[:3] if w in events), None)
    if noun is None:
        return None
    near = [d for start, end, d in days if end <= at and at - start < _BACK and noun in _around(text, start, end)]
    return near[-1] if near else None


def _around(text: str, start: int, end: int) -> list[str]:
    return re.findall(r"[\w-]+", text[max(0, start - _NEAR) : end + _NEAR].lower())


def is_anchor(text: str, start: int) -> bool:
    """Whether the day at ``start`` is only counted from: "two days after Wednesday's attack" dates nothing to Wednesday."""
    return _COUNTED.search(text, max(0, start - 40), start) is not None
