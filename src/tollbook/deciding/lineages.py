"""Lineages: two claims, or two reports, that are one origin, or are not."""

from __future__ import annotations

from tollbook.deciding.claims import claim_in
from tollbook.deciding.record import Clock, record
from tollbook.errors import UsageError
from tollbook.ledger import Ledger
from tollbook.model import Act, Decided, Decision


def one_origin(ledger: Ledger, a: str, b: str, *, by: str, now: Clock, reason: str = "", on: int | None = None) -> Decided:
    """``a`` says again what ``b`` says: claims, or reports (a reprint). Together they are one origin, nearest to it ``b``."""
    return _decided(ledger, Act.ONE_ORIGIN, a, b, by=by, now=now, reason=reason, on=on)


def other_origin(ledger: Ledger, a: str, b: str, *, by: str, now: Clock, reason: str = "", on: int | None = None) -> Decided:
    """``a`` does not say again what ``b``, or whoever carries the same, says: it is an origin of its own."""
    return _decided(ledger, Act.OTHER_ORIGIN, a, b, by=by, now=now, reason=reason, on=on)


def _decided(ledger: Ledger, act: Act, a: str, b: str, *, by: str, now: Clock, reason: str, on: int | None) -> Decided:
    if a == b or a[:1] != b[:1]:
        raise UsageError(f"{a} and {b} cannot be one origin or two.", "Name two claims, or two reports.")
    if a.startswith("r"):
        for report in (a, b):
            if ledger.reading(report) is None:
                raise UsageError(f"There is no report {report!r} in this ledger.", "`tollbook claims --format jsonl` has them.")
    else:
        (one, first), (other, second) = claim_in(ledger, a), claim_in(ledger, b)
        if one.story.id != other.story.id or (first.measure, first.object) != (second.measure, second.object):
            raise UsageError(
                f"{a} and {b} do not count the same: {first.measure} in {one.story.id}, {second.measure} in {other.story.id}.",
                "Correct the claims, or merge the stories, first.",
            )
    return record(ledger, [Decision(act=act, subject=a, objects=(b,), reason=reason, on=on)], by=by, now=now)
