"""Routes of adding: a report by its text, its address, or a file."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from tollbook.acquire import Acquired, acquire
from tollbook.commands.network import apart
from tollbook.commands.options import given_dates
from tollbook.ledger import Ledger
from tollbook.model import Problem, Published
from tollbook.pipeline import Run, read_into
from tollbook.publish.rows import Row
from tollbook.server.answering import NUMBER, encoded
from tollbook.server.asker import Beforehand, asker
from tollbook.server.document import NEEDED, told
from tollbook.server.door import Reviewer
from tollbook.server.faults import Fault
from tollbook.server.instants import WHEN, minute
from tollbook.server.looking import Look
from tollbook.server.reports import report_row, veil_of
from tollbook.server.roles import Caller, Role
from tollbook.server.room import Room

router = APIRouter(tags=["adding"])
Line = Annotated[str, Field(max_length=500)]
When = Annotated[str, Field(pattern=WHEN)]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"[^\s/\\]", description="What the report is called.")]


class Pasted(BaseModel):
    """A report's text, and what is known of it."""

    model_config = ConfigDict(extra="forbid")
    text: Annotated[str, Field(min_length=1, max_length=2_000_000)]
    name: Name
    url: Annotated[str, Field(pattern=r"^https?://[!-~]+$", max_length=2_000)] | None = None
    publisher: Line | None = None
    title: Line | None = None
    published: When | None = None


class Asked(BaseModel):
    """The address of a report."""

    model_config = ConfigDict(extra="forbid")
    address: Annotated[str, Field(pattern=r"^https?://[!-~]+$", max_length=2_000)]
    published: When | None = None


ADDED = told("Added", status=201)
ADDED["responses"] = {
    200: {**ADDED["responses"][201], "description": "Nothing was added; the answer says why"},
    **ADDED["responses"],
}
ADDED["openapi_extra"] = {"security": NEEDED}
_BYTES = {"required": True, "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
FILE = {**ADDED, "openapi_extra": {"security": NEEDED, "requestBody": _BYTES}}


@router.post("/reports", **ADDED)
async def paste(request: Request, caller: Reviewer, given: Pasted) -> Response:
    """Reads a text that was pasted."""
    facts = given.model_dump(include={"url", "publisher", "title", "text"}, exclude_none=True)
    line = json.dumps(facts, ensure_ascii=False).encode("utf-8", "replace")
    return await _read(request, caller, line, _plain(given.name), given.published)


@router.post("/reports/file", **FILE)
async def file(
    request: Request,
    caller: Reviewer,
    name: Annotated[str, Query(min_length=1, max_length=200, pattern=r"[^\s/\\]")],
    published: Annotated[str | None, Query(pattern=WHEN)] = None,
) -> Response:
    """Reads a file, sent as it is: text, HTML or JSON lines, told by what is in it."""
    return await _read(request, caller, await request.body(), _plain(name), published)


@router.post("/reports/address", **ADDED)
async def address(request: Request, caller: Reviewer, given: Asked) -> Response:
    """Asks an address, and reads what is there: only where the server was started with ``--fetch``, and no private host."""
    room: Room = request.app.state.room
    if not room.settings.fetch:
        raise Fault("forbidden", "This server asks no addresses.", "Paste the text, or start the server with --fetch.")
    dates = given_dates([f"{given.address}={given.published.replace(' ', '+')}"]) if given.published is not None else {}
    state = request.app.state
    if state.fetcher is None:  # one for all, so that no site is asked faster because several people send its addresses
        state.fetcher = asker(room.settings.networks)
    asking = Beforehand(state.fetcher)
    await room.ask(lambda: asking.visit(given.address))

    def act(ledger: Ledger) -> Row:
        run = read_into(
            ledger, [given.address], fetcher=asking, now=room.now, published=dates, asked_by=caller.by, reader=apart()
        )
        return _added(room, ledger, run, caller)

    return _told(await room.write(act))


def _told(row: Row) -> Response:
    status = 201 if row["added"] else 200
    return Response(encoded(row), status_code=status, media_type="application/json", headers={NUMBER: str(row["upto"])})


def _plain(name: str) -> str:
    """A name without folders."""
    last = next((part for part in reversed(name.replace("\\", "/").split("/")) if part.strip()), "")
    return " ".join("".join(c if c.isprintable() else " " for c in last).split()) or "report"


async def _read(request: Request, caller: Caller, raw: bytes, name: str, published: str | None) -> Response:
    room: Room = request.app.state.room
    dates: dict[str, Published] = given_dates([f"{name}={published.replace(' ', '+')}"]) if published is not None else {}

    def act(ledger: Ledger) -> Row:
        run = read_into(ledger, (), items=_items(name, raw), now=room.now, published=dates, asked_by=caller.by, reader=apart())
        return _added(room, ledger, run, caller)

    return _told(await room.write(act))


def _items(name: str, raw: bytes) -> Iterator[Acquired | Problem]:
    """What was sent, under the name that it was given."""
    for item in acquire(["-"], stdin=io.BytesIO(raw)):
        if isinstance(item, Problem):
            yield replace(item, message=item.message.replace("stdin", name, 1))
        else:
            line = item.name.removeprefix("stdin")
            yield replace(item, name=name if line in ("", ":1") else f"{name}{line}")


def _added(room: Room, ledger: Ledger, run: Run, caller: Caller) -> Row:
    """What reading taught, as the one who sent it sees it."""
    inside = caller.role >= Role.REVIEWER
    look = Look(
        room=room, ledger=ledger, upto=run.head[0], words=None, now=minute(room.now()), named=False, whole=False, inside=inside
    )
    rows = []
    for one in run.learned:
        reading = look.reading(one.report.id)
        rows.append(report_row(look, reading.report, veil_of(look, reading)))
    problems = [*run.problems, *(p for x in run.learned for p in x.problems)]
    told_of = [{"code": p.code, "message": p.message, "report": p.report} for p in problems]
    new = sum(x.new for x in run.learned)
    return {"added": new, "known": len(run.learned) - new, "reports": rows, "problems": told_of, "upto": run.head[0]}
