"""Signing an estimate: a person answers for it as of a moment and up to an entry."""

from __future__ import annotations

from tollbook.deciding.record import Clock, record
from tollbook.ledger import Ledger
from tollbook.model import Act, Decided, Decision, Estimate
from tollbook.reconcile import signed_of


def sign(
    ledger: Ledger,
    estimate: Estimate,
    *,
    by: str,
    now: Clock,
    policy: str = "tollbook",
    reason: str = "",
    on: int | None = None,
) -> Decided:
    """Puts ``by`` under ``estimate``, by the entry up to which it was worked out (its ``upto``).

    From its moment on, the toll says who signed it, until a later report changes it: then it is to be signed anew. Where
    the story asks for two signers, another person has to sign the same before it is first published.
    """
    decision = Decision(
        act=Act.SIGN,
        subject=estimate.story,
        reason=reason,
        on=estimate.upto if on is None else on,
        signed=signed_of(estimate, policy),
    )
    return record(ledger, [decision], by=by, now=now)
