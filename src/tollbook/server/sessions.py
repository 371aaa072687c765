"""Routes of sessions, and of what this server is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from tollbook import __version__
from tollbook.publish.rows import Row
from tollbook.server.answering import Reading, encoded
from tollbook.server.citing import digest_at
from tollbook.server.document import OPTIONAL, reading, told
from tollbook.server.door import COOKIE, Door, address, known_caller, meant, same_site
from tollbook.server.indexing import Index
from tollbook.server.looking import Look, may_see_names, may_see_text
from tollbook.server.pages import Front
from tollbook.server.roles import NOBODY, Caller, Role
from tollbook.server.room import Room

router = APIRouter(tags=["session"])
Anybody = Annotated[Caller, Depends(known_caller)]
LANGUAGES = ["en"]  # of the texts of the server's own


class SignIn(BaseModel):
    """A user's token."""

    token: Annotated[str, Field(min_length=1, max_length=500)]


def session_row(room: Room, caller: Caller) -> Row:
    """Who the caller is, and what they may."""
    reviewer = caller.role >= Role.REVIEWER
    may = {"decide": reviewer, "add": reviewer, "names": may_see_names(room, caller), "text": may_see_text(room, caller)}
    told_of = {"user": caller.name, "role": caller.role.word, "csrf": caller.csrf}
    return {**told_of, "may": {**may, "seal": caller.role is Role.ADMIN}}


@router.get("/session", **told("SessionRow"), openapi_extra={"security": OPTIONAL})
async def session(request: Request, caller: Anybody) -> Response:
    """Who asks, and what they may."""
    return Response(encoded(session_row(request.app.state.room, caller)), media_type="application/json", headers=_UNKEPT)


@router.post("/session", **told("SessionRow", status=201))
async def sign_in(request: Request, given: SignIn) -> Response:
    """Signs a browser in: the answer sets its cookie."""
    same_site(request)
    door: Door = request.app.state.door
    room: Room = request.app.state.room
    user = await door.by_token(given.token, address(request))
    secret, opened = door.open(user)
    caller = Caller(role=user.caller.role, name=user.name, by=user.caller.by, csrf=opened.csrf)
    answer = Response(encoded(session_row(room, caller)), status_code=201, media_type="application/json", headers=_UNKEPT)
    settings = room.settings
    answer.set_cookie(
        COOKIE,
        secret,
        max_age=settings.session,
        path=f"{settings.root_path}/",
        secure=settings.https or request.url.scheme == "https",  # as the proxy says it, whose word is taken
        httponly=True,
        samesite="strict",
    )
    return answer


@router.delete(
    "/session", responses=told("SessionRow", status=201)["responses"] | {204: {"description": "Signed out"}}, status_code=204
)
async def sign_out(request: Request, caller: Anybody) -> Response:
    """Signs a browser out."""
    if caller is not NOBODY and caller.csrf is not None:
        meant(request, caller.csrf)
        request.app.state.door.end(request.cookies.get(COOKIE, ""))
    answer = Response(status_code=204, headers=_UNKEPT)
    answer.delete_cookie(COOKIE, path=f"{request.app.state.room.settings.root_path}/")
    return answer


@router.get("/about", **reading("About"))
async def about(read: Reading) -> Response:
    """What this server is, and how much its ledger holds."""
    index: Index = read.request.app.state.index
    front: Front = read.request.app.state.front

    def make(look: Look) -> Row:
        books = look.books()
        reports = look.ledger.db.execute("SELECT count(DISTINCT report) FROM readings WHERE entry <= ?", (look.upto,)).fetchone()[
            0
        ]
        return {
            "name": "Tollbook",
            "version": __version__,
            "upto": look.upto,
            "head": digest_at(look),
            "stories": len(books),
            "reports": reports,
            "claims": sum(len(b.claims) for b in books),
            "languages": LANGUAGES,
            "front": front.built,
            "search": "ready" if index.ready else "indexing",
        }

    return await read.answer(make, also=index.ready)


_UNKEPT = {"Cache-Control": "no-store"}
