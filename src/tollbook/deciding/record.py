"""Recording a decision, taking one back, and listing them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from tollbook.errors import UsageError
from tollbook.ledger import Ledger
from tollbook.model import Act, Decided, Decision, Payload
from tollbook.pipeline import relink

Clock = Callable[[], datetime]


def decisions(ledger: Ledger, *, story: str | None = None, upto: int | None = None) -> tuple[Decided, ...]:
    """Decisions of people, oldest first; ``undone`` of each is the entry that took it back. Of one story, or all."""
    return ledger.decisions(upto=upto) if story is None else ledger.book(story, upto=upto).decisions


def undo(ledger: Ledger, number: int, *, by: str, now: Clock, reason: str = "", on: int | None = None) -> Decided:
    """Takes back the decision of entry ``number``: what was read and judged stands again as if it had not been made.

    An undoing can be undone too. Raises `UsageError` where the entry is no decision, or was undone already.
    """
    known = {d.number: d for d in ledger.decisions()}
    if number not in known:
        raise UsageError(f"Entry {number} is no decision that can be undone.", "`tollbook review decisions` lists them.")
    taken = known[number]
    if taken.undone is not None:
        raise UsageError(f"The decision of entry {number} was undone by entry {taken.undone}.", "Undo that entry instead.")
    decision = Decision(
        act=Act.UNDO,
        subject=taken.decision.subject,
        objects=taken.decision.objects,
        reason=reason,
        value=str(number),
        on=on,
    )
    before = _touched(ledger, taken.decision)
    return record(ledger, [decision], by=by, now=now, stories=[*before, *taken_stories(ledger, taken.decision)])


def record(ledger: Ledger, payloads: Sequence[Payload], *, by: str, now: Clock, stories: Iterable[str | None] = ()) -> Decided:
    """Records a decision with what it brings about, and judges anew ``stories`` and those that it touches."""
    if re.fullmatch(r"person:[\w.-]+", by) is None:
        raise UsageError(f"{by!r} is no pseudonym.", "Write person:NAME, as person:p7; a real name would stay for good.")
    asked = {s for s in stories if s is not None}
    decision = next(p for p in payloads if isinstance(p, Decision))
    if decision.act is Act.ACCEPT and not _judged_before(ledger, decision.subject):  # all stands as it was read and judged
        (entry,) = ledger.append(payloads, by=by, recorded=now())
        return Decided(number=entry.number, recorded=entry.recorded, by=by, decision=decision)
    asked |= _touched(ledger, decision)
    entries = ledger.append(payloads, by=by, recorded=now())
    asked |= _touched(ledger, decision)
    known = {s.id for s in ledger.stories()}
    for story in sorted(asked & known):
        relink(ledger, story, now=now)
    entry = next(e for e in entries if e.payload is decision)
    return Decided(number=entry.number, recorded=entry.recorded, by=by, decision=decision)


def _judged_before(ledger: Ledger, subject: str) -> bool:
    """Something other than that it stands was decided of it before."""
    query = "SELECT 1 FROM acts WHERE subject = ? AND act <> 'accept' LIMIT 1"
    return ledger.db.execute(query, (subject,)).fetchone() is not None


def needs_reason(reason: str, act: str) -> str:
    """The reason, which this act must have."""
    if not reason.strip():
        raise UsageError(f"To {act} needs a reason.", "Give one that a reader of the record will understand.")
    return reason.strip()


def taken_stories(ledger: Ledger, decision: Decision) -> list[str]:
    """Stories that a decision on stories or sources names or reaches."""
    if decision.act in (Act.NAME_SOURCE, Act.MERGE_SOURCES):
        return [decision.value] if decision.value is not None else [s.id for s in ledger.stories()]
    named = [decision.subject, *decision.objects, *([decision.value] if decision.value else [])]
    ids = ledger.story_ids()
    return [n for n in named if n in ids]


def _touched(ledger: Ledger, decision: Decision) -> set[str]:
    """Stories of the claims and reports that a decision names."""
    found = set()
    for subject in (decision.subject, *decision.objects):
        if re.fullmatch(r"c[0-9a-f]{16}", subject):
            found.add(ledger.story_of(subject))
        elif re.fullmatch(r"r[0-9a-f]{16}", subject):
            reading = ledger.reading(subject)
            found |= {ledger.story_of(c.id) for c in (reading.claims if reading is not None else ())}
    return {s for s in found if s is not None}
