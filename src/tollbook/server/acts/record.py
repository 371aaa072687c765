"""Decisions on the record itself: undone; sealed, unsealed, erased."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tollbook import deciding
from tollbook.ledger import Ledger
from tollbook.pipeline import relink
from tollbook.server.acts.ground import Act, Hand, Number, Reason
from tollbook.server.acts.known import stories_of
from tollbook.server.faults import unknown


class Undo(Act):
    """A decision is taken back."""

    act: Literal["undo"]
    entry: Number
    reason: Reason

    def do(self, ledger: Ledger, hand: Hand) -> None:
        if self.entry not in {d.number for d in ledger.decisions()}:
            raise unknown("decision", str(self.entry))
        deciding.undo(ledger, self.entry, reason=self.reason, **hand.signed)


class Protect(Act):
    """A report is sealed, unsealed or erased; an admin's."""

    act: Literal["seal", "unseal", "erase"]
    subject: Annotated[str, Field(pattern="^[cr][0-9a-f]{16}$", description="A report, or one of its claims.")]
    reason: Reason

    def do(self, ledger: Ledger, hand: Hand) -> None:
        stories = stories_of(ledger, self.subject)
        if not stories and ledger.withheld(self.subject) is None and ledger.reading(self.subject) is None:
            raise unknown("report or claim", self.subject)
        act = {"seal": ledger.seal, "unseal": ledger.unseal, "erase": ledger.erase}[self.act]
        act(self.subject, reason=self.reason, by=hand.by, recorded=hand.now())
        for story in sorted(stories | stories_of(ledger, self.subject)):
            relink(ledger, story, now=hand.now)
