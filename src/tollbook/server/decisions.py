"""The route of decisions: one person's word on the record, on what they had seen."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Request, Response

from tollbook.errors import DecidedSince, UsageError
from tollbook.ledger import Ledger
from tollbook.publish.rows import Row
from tollbook.server.acts import Decision, Hand, Protect, refused
from tollbook.server.answering import NUMBER, encoded
from tollbook.server.document import NEEDED, told
from tollbook.server.door import Reviewer
from tollbook.server.faults import Fault
from tollbook.server.instants import minute
from tollbook.server.looking import Look
from tollbook.server.record import entry_rows
from tollbook.server.roles import Caller, Role
from tollbook.server.room import Room

router = APIRouter(tags=["decisions"])
SEEN = r'^(?:W/)?"?(\d{1,15})(?:-[0-9a-f]+)?"?$'
Seen = Annotated[
    str, Header(alias="If-Match", pattern=SEEN, description="The `Tollbook-Entry` of what the person saw, or its ETag.")
]


@router.post("/decisions", **told("Done", status=201), openapi_extra={"security": NEEDED})
async def decide(request: Request, caller: Reviewer, seen: Seen, decision: Annotated[Decision, Body()]) -> Response:
    """Accepts, corrects, rejects; merges, splits, names; signs; undoes; seals, unseals, erases. Nothing is overwritten."""
    room: Room = request.app.state.room
    if isinstance(decision, Protect) and caller.role < Role.ADMIN:
        raise Fault("forbidden", f"To {decision.act} takes the role of admin.", "Ask an admin.")
    on = int("".join(c for c in seen.split("-")[0] if c.isdigit()))
    hand = Hand(by=caller.by or "", on=on, now=room.now)

    def act(ledger: Ledger) -> tuple[Row, int]:
        before = ledger.head()[0]
        try:
            decision.do(ledger, hand)
        except DecidedSince as error:
            raise _conflict(room, ledger, error, caller) from error
        except UsageError as error:
            raise refused(error.message, error.remedy) from error
        return _done(room, ledger, before, caller)

    row, upto = await room.write(act)
    return Response(encoded(row), status_code=201, media_type="application/json", headers={NUMBER: str(upto)})


def _done(room: Room, ledger: Ledger, before: int, caller: Caller) -> tuple[Row, int]:
    upto = ledger.head()[0]
    query = "SELECT number FROM entries WHERE number > ? AND kind = 'decision' ORDER BY number"
    entries = entry_rows(_look(room, ledger, caller), [n for (n,) in ledger.db.execute(query, (before,)).fetchall()])
    changed = {row["story"] for row in entries if row["story"] is not None}
    return {"entries": entries, "upto": upto, "stories": sorted(changed)}, upto


def _conflict(room: Room, ledger: Ledger, error: DecidedSince, caller: Caller) -> Fault:
    theirs = entry_rows(_look(room, ledger, caller), [error.theirs])
    more: dict[str, Any] = {"entry": theirs[0]} if theirs else {}
    return Fault("conflict", error.message, error.remedy, **more)


def _look(room: Room, ledger: Ledger, caller: Caller) -> Look:
    """What the one who decides sees of it."""
    head = ledger.head()[0]
    inside = caller.role >= Role.REVIEWER
    return Look(room=room, ledger=ledger, upto=head, words=None, now=minute(room.now()), named=False, whole=False, inside=inside)
