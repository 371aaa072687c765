"""Stories: merged, split, named and set; and why little was heard on some days."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from tollbook.deciding.record import Clock, needs_reason, record
from tollbook.errors import UsageError
from tollbook.ledger import Ledger
from tollbook.model import Act, Decided, Decision, Inclusion, Interval, Payload, Settings, Story
from tollbook.resolve import rule_words


def merge_stories(
    ledger: Ledger, into: str, others: Sequence[str], *, by: str, now: Clock, reason: str = "", on: int | None = None
) -> Decided:
    """What reports filed under ``others`` is of story ``into`` from now on. Their ids are not given again, and lead there."""
    _story(ledger, into)
    for other in others:
        _story(ledger, other)
    if not others or into in others:
        raise UsageError(f"A story is merged with another one, not {'with itself' if others else 'alone'}.", "Name two stories.")
    decision = Decision(act=Act.MERGE_STORIES, subject=into, objects=tuple(dict.fromkeys(others)), reason=reason, on=on)
    return record(ledger, [decision], by=by, now=now, stories=[into])


def split_story(
    ledger: Ledger,
    story: str,
    members: Sequence[str],
    *,
    by: str,
    now: Clock,
    reason: str = "",
    to: str | None = None,
    title: str | None = None,
    on: int | None = None,
) -> Decided:
    """Takes reports, or single claims (``members``, by id), out of a story: into a new one, or into the story ``to``.

    The id of that story is `Decision.value` of what is returned.
    """
    book = ledger.book(_story(ledger, story).id)
    known = book.reports.keys() | {c.id for c in book.claims}
    strange = [m for m in members if m not in known]
    if strange or not members:
        raise UsageError(f"{', '.join(strange) or 'Nothing'} is in story {story}.", "`tollbook claims --story` lists what is.")
    made: list[Payload] = []
    if to is None:
        to = _new_id(ledger, story, members)
        made.append(Story(id=to, title=title or book.story.title, place=book.story.place, zone=book.story.zone))
    else:
        _story(ledger, to)
    chosen = tuple(dict.fromkeys(members))
    made.append(Decision(act=Act.SPLIT_STORY, subject=story, objects=chosen, value=to, reason=reason, on=on))
    if title is not None:
        made.append(Decision(act=Act.SET_STORY, subject=to, reason=reason, settings=Settings(title=title)))
    return record(ledger, made, by=by, now=now, stories=[story, to])


def rename_story(
    ledger: Ledger, story: str, title: str, *, by: str, now: Clock, reason: str = "", on: int | None = None
) -> Decided:
    """Gives a story the title ``title``, whatever its reports would have it called."""
    return set_story(ledger, story, title=title, by=by, now=now, reason=reason, on=on)


def set_story(
    ledger: Ledger,
    story: str,
    *,
    by: str,
    now: Clock,
    reason: str = "",
    on: int | None = None,
    title: str | None = None,
    zone: str | None = None,
    rule: str | None = None,
    signers: int | None = None,
    inclusion: Inclusion | None = None,
) -> Decided:
    """Sets what people decide of a story: title, zone (IANA), inclusion rule, and ``signers``: how many different persons must
    sign a toll before it is first published (1 or 2).

    ``inclusion`` is the rule as it is applied: what it leaves out is set aside, with the reason, and comes back when it is
    changed or undone. ``rule`` words it otherwise than the program does.
    """
    known = _story(ledger, story)
    if inclusion is not None and rule is None:
        rule = rule_words(inclusion, known.place.name if known.place is not None else "any place")
    settings = Settings(title=title or None, zone=zone or None, rule=rule or None, signers=signers, inclusion=inclusion)
    if settings == Settings():
        raise UsageError("Nothing is set.", "Give a title, a zone, an inclusion rule or the number of signers.")
    if zone is not None:
        _known_zone(zone)
    if signers is not None and signers not in (1, 2):
        raise UsageError(f"{signers} persons cannot be asked for.", "Give 1 or 2.")
    decision = Decision(act=Act.SET_STORY, subject=story, reason=reason, on=on, settings=settings)
    return record(ledger, [decision], by=by, now=now, stories=[story])


def silence(ledger: Ledger, story: str, start: date, end: date, reason: str, *, by: str, now: Clock) -> Decided:
    """Says why little was heard from ``start`` to ``end`` ("the internet was cut"): shown by those days, and changing nothing."""
    _story(ledger, story)
    if end < start:
        raise UsageError(f"{start} to {end} is no span of days.", "Give the earlier day first.")
    days = Interval(start=start, end=end, precision="day" if start == end else "range")
    decision = Decision(act=Act.SILENCE, subject=story, reason=needs_reason(reason, "explain a silence"), days=days)
    return record(ledger, [decision], by=by, now=now)


def _story(ledger: Ledger, story: str) -> Story:
    found = next((s for s in ledger.stories() if s.id == story), None)
    if found is None:
        merged = story in ledger.story_ids()
        raise UsageError(
            f"{story!r} was merged into {ledger.book(story).story.id}." if merged else f"There is no story {story!r}.",
            "`tollbook stories` lists them.",
        )
    return found


def _known_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise UsageError(f"There is no time zone {zone!r}.", "Write one of the IANA names, as Asia/Almaty.") from error


def _new_id(ledger: Ledger, story: str, members: Sequence[str]) -> str:
    """An id that no story ever had."""
    taken, n = ledger.story_ids(), 0
    while True:
        made = hashlib.sha256(f"{story}\n{sorted(members)}\n{n}".encode()).hexdigest()[:6]
        if f"{story}-{made}" not in taken:
            return f"{story}-{made}"
        n += 1
