"""The application: routes, what stands before them, and what they share."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from tollbook.errors import TollbookError
from tollbook.ledger import open_ledger
from tollbook.server import (
    adding,
    changes,
    claims,
    decisions,
    exporting,
    naming,
    pages,
    record,
    reports,
    reviewing,
    searching,
    sessions,
    stories,
)
from tollbook.server.answering import Answers, encoded
from tollbook.server.document import OPTIONAL, document
from tollbook.server.door import Door
from tollbook.server.faults import MEDIA, Fault, fault_of
from tollbook.server.guards import Guards
from tollbook.server.indexing import Index
from tollbook.server.room import Room
from tollbook.server.settings import Settings

LOG = logging.getLogger("tollbook.server")
API = "/api/v1"


def utc_now() -> datetime:
    """The clock, read here and nowhere below."""
    return datetime.now(UTC)


def make_app(
    settings: Settings,
    *,
    now: Callable[[], datetime] = utc_now,
    clock: Callable[[], float] = time.monotonic,
    front: pages.Front | None = None,
) -> FastAPI:
    """The application of one ledger, which must be there."""
    room = Room(settings, now=now)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        room.open()
        index: Index = app.state.index
        making = asyncio.create_task(asyncio.to_thread(_indexed, room, index))
        yield
        room.close()
        await making

    app = FastAPI(title="Tollbook", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.room, app.state.door, app.state.index = room, Door(settings, clock), Index()
    app.state.answers, app.state.front, app.state.listeners = Answers(), front or pages.Front(), set()
    app.state.fetcher = None
    for part in (sessions, stories, claims, reports, naming, searching, record, changes, exporting, adding, reviewing, decisions):
        app.include_router(part.router, prefix=API)
    _documented(app, settings)
    app.include_router(pages.router)
    _refusing(app)
    app.add_middleware(Guards, settings=settings, clock=clock)
    return app


def _indexed(room: Room, index: Index) -> None:
    """Works out what is asked first, and takes in all that the ledger holds, beside the readers."""
    with open_ledger(room.settings.ledger, readonly=True) as ledger:
        room.warm(ledger)
        index.follow(ledger, Room.state_on(ledger))


def _documented(app: FastAPI, settings: Settings) -> None:
    """The document says of itself what it is."""
    made: dict[str, bytes] = {}

    @app.get(
        f"{API}/openapi.json",
        response_class=Response,
        responses={200: {"description": "OpenAPI 3.1", "content": {"application/json": {"schema": {"type": "object"}}}}},
        openapi_extra={"security": OPTIONAL},
        tags=["session"],
    )
    async def openapi() -> Response:
        """This document."""
        if not made:
            made["json"] = encoded(app.openapi())
        return Response(made["json"], media_type="application/json", headers={"Cache-Control": "no-cache"})

    def built() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = document(app, settings.root_path)
        return app.openapi_schema

    app.openapi = built  # type: ignore[method-assign]  # the way that FastAPI documents


def _refusing(app: FastAPI) -> None:
    """Every refusal is a problem of RFC 9457."""

    @app.exception_handler(Fault)
    async def refused(request: Request, fault: Fault) -> Response:
        return _problem(fault)

    @app.exception_handler(TollbookError)
    async def ours(request: Request, error: TollbookError) -> Response:
        fault = fault_of(error)
        if fault.status >= 500:
            LOG.error("%s %s: %s", request.method, request.url.path, error)
        return _problem(fault)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        found = error.errors()
        if any(e["type"] == "missing" and e["loc"] == ("header", "If-Match") for e in found):
            return _problem(Fault("unseen", "Which entry had the person seen?", "Send its number as If-Match: `Tollbook-Entry`."))
        said = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in found[:5])
        detail = said.encode("utf-8", "replace").decode()
        return _problem(Fault("invalid", detail, "GET /api/v1/openapi.json tells what is expected."))

    @app.exception_handler(HTTPException)
    async def theirs(request: Request, error: HTTPException) -> Response:
        code = {404: "no_route", 405: "method", 400: "malformed", 413: "too_large", 415: "media"}.get(
            error.status_code, "invalid"
        )
        return _problem(
            Fault(code, str(error.detail), "GET /api/v1/openapi.json tells what there is.", headers=dict(error.headers or {}))
        )

    @app.exception_handler(Exception)
    async def unforeseen(request: Request, error: Exception) -> Response:
        return _problem(Fault("ours", "The server met a fault of its own; nothing was recorded.", "Its log says more."))


def _problem(fault: Fault) -> Response:
    headers = {"Cache-Control": "no-store", **(fault.headers or {})}
    return Response(encoded(fault.row()), status_code=fault.status, media_type=MEDIA, headers=headers)
