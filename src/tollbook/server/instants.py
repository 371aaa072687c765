"""Moments as the API writes them, and between which of them nothing changes."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tollbook.commands.options import moment as option_moment
from tollbook.model import Book

_LEAP = r"(?:[12]\d(?:0[48]|[2468][048]|[13579][26])|(?:1[26]|2[048])00)-02-29"
_MONTHS = r"(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))"
DAY = rf"(?:[12]\d{{3}}-{_MONTHS}|{_LEAP})"
_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?:Z|[+ -](?:0\d|1[0-3]):[0-5]\d)"
WHEN = f"^(?:{DAY}|{DAY}T{_CLOCK})$"  # a blank for a plus sign that was not escaped in an address
_DAY = re.compile(f"^{DAY}$")


def instant(words: str, zone: ZoneInfo) -> datetime:
    """The moment that words of the form `WHEN` stand for; a day is its end in ``zone``."""
    return option_moment(words.replace(" ", "+"), zone)


def minute(now: datetime) -> datetime:
    """``now``, to the minute: what "as of now" means, so that what was worked out a moment ago still holds."""
    return now.astimezone(UTC).replace(second=0, microsecond=0)


def moments_of(book: Book) -> list[datetime]:
    """The moments of publication, links and signatures, in order: between two of them, estimates of one day are the same."""
    zone = ZoneInfo(book.story.zone)
    reports = (*book.reports.values(), *book.acting.values())
    known = [p.known_at(zone) for r in reports if (p := r.published) is not None]
    signed = [s.as_of for d in book.decisions if (s := d.decision.signed) is not None]
    return sorted([*known, *signed, *(x.at for x in book.links if x.at is not None)])
