"""The route of changes: server-sent events, one for what was recorded since the last, by whatever process."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import StreamingResponse

from tollbook.ledger import Ledger
from tollbook.server.document import OPTIONAL, refused
from tollbook.server.door import Known
from tollbook.server.faults import Fault
from tollbook.server.looking import LAST
from tollbook.server.room import Room
from tollbook.server.versions import stories_touched

router = APIRouter(tags=["changes"])
LOOK, ALIVE = 0.25, 15.0  # seconds between looks at the head; between signs of life
NAMED = 2_000  # entries of which an event names the stories; of more, all may have changed
EVENTS: dict[int | str, Any] = {
    200: {"description": "A stream that does not end", "content": {"text/event-stream": {"schema": {"type": "string"}}}},
    **refused(),
}


@router.get("/changes", responses=EVENTS, response_class=StreamingResponse, openapi_extra={"security": OPTIONAL})
async def changes(
    request: Request,
    caller: Known,
    after: Annotated[int | None, Query(ge=0, le=LAST)] = None,
    story: Annotated[str | None, Query(max_length=500)] = None,
    last: Annotated[str | None, Header(alias="Last-Event-ID", pattern=r"^\d{0,15}$")] = None,
) -> StreamingResponse:
    """New entries, live: what begins after ``Last-Event-ID``, else after ``after``, else now."""
    room: Room = request.app.state.room
    listeners = request.app.state.listeners
    if len(listeners) >= room.settings.streams:
        raise Fault("busy", "Too many listen already.", "Try again later.", headers={"Retry-After": "30"})
    begun = int(last) if last else after if after is not None else room.state()[0]
    listeners.add(token := object())

    async def stream() -> AsyncIterator[str]:
        try:
            async for event in _events(room, request, begun, story):
                yield event
        finally:
            listeners.discard(token)

    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream(), media_type="text/event-stream", headers=headers)


async def _events(room: Room, request: Request, seen: int, story: str | None) -> AsyncIterator[str]:
    loop = asyncio.get_running_loop()
    told = loop.time()
    yield "retry: 3000\n\n"
    while not (room.closing or await request.is_disconnected()):
        head = room.state()[0]
        if head > seen:
            event = await room.read(lambda ledger, a=seen, b=head: _event(ledger, a, b))  # type: ignore[misc]  # bound now
            seen = head
            if story is None or story in event["stories"] or not event["stories"]:
                told = loop.time()
                yield f"id: {head}\nevent: entries\ndata: {json.dumps(event)}\n\n"
                continue
        elif head < seen:  # another ledger took its place
            seen = head
        if loop.time() - told >= ALIVE:
            told = loop.time()
            yield ": still here\n\n"
        await asyncio.sleep(LOOK)


def _event(ledger: Ledger, after: int, upto: int) -> dict[str, Any]:
    """What was recorded after one entry and up to another. No stories: all may have changed."""
    query = "SELECT kind, subject FROM entries WHERE number > ? AND number <= ? ORDER BY number"
    rows = ledger.db.execute(query, (after, upto)).fetchall()
    touched = [stories_touched(ledger, k, s) for k, s in set(rows)] if len(rows) <= NAMED else [None]
    stories = set() if any(t is None for t in touched) else {s for t in touched if t for s in t}
    digest = ledger.db.execute("SELECT digest FROM entries WHERE number = ?", (upto,)).fetchone()[0]
    return {"upto": upto, "head": digest, "stories": sorted(stories), "kinds": sorted({k for k, _ in rows}), "count": len(rows)}
