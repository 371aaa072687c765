"""Days, as moments."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The last minute of ``day`` in ``zone``: what "as of a day" means."""
    return datetime.combine(day, time(23, 59), zone)


def day_range(start: date, end: date) -> tuple[date, ...]:
    """The days from ``start`` to ``end``, both included."""
    return tuple(start + timedelta(days=n) for n in range((end - start).days + 1))
