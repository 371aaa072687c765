"""The door: who asks, by a token or by a browser's session; and that a browser's write was meant by its user."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request

from tollbook.server.faults import Fault
from tollbook.server.guards import CLIENTS, client_of
from tollbook.server.roles import NOBODY, Caller, Role
from tollbook.server.settings import Settings
from tollbook.server.users import Doorkeeper, User

COOKIE = "tollbook_session"
CSRF = "x-csrf-token"
MOST = 10_000  # sessions at once; the oldest go first
WITHIN = 60.0  # seconds until tokens that failed are forgotten


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A browser that has signed in."""

    user: str
    csrf: str
    until: float


class Door:
    """Sessions and tries. ``clock`` counts seconds (`time.monotonic`)."""

    def __init__(self, settings: Settings, clock: Callable[[], float]) -> None:
        self.settings, self._clock = settings, clock
        self.keeper = Doorkeeper(settings.ledger)
        self._sessions: dict[bytes, Session] = {}
        self._failed: dict[str, list[float]] = {}

    async def by_token(self, token: str, address: str) -> User:
        """The user of a token. Raises the `Fault` ``unauthenticated``, and ``too_many`` after many that fail."""
        known = self.keeper.verified(token)
        if known is not None:
            return known
        now = self._clock()
        tries = self._failed[address] = [t for t in self._failed.get(address, ()) if now - t < WITHIN]
        if len(tries) >= self.settings.tries:
            raise Fault("too_many", "Too many tokens from this address failed.", "Wait a minute.", headers={"Retry-After": "60"})
        found = await asyncio.to_thread(self.keeper.verify, token)
        if found is None:
            tries.append(now)
            while len(self._failed) > CLIENTS:
                self._failed.pop(next(iter(self._failed)))
            raise unauthenticated("This token is not known here, or no longer.")
        self._failed.pop(address, None)
        return found

    def open(self, user: User) -> tuple[str, Session]:
        """A new session: the secret of its cookie, and what is kept of it."""
        secret = secrets.token_urlsafe(32)
        session = Session(user=user.id, csrf=secrets.token_urlsafe(24), until=self._clock() + self.settings.session)
        while len(self._sessions) >= MOST:
            self._sessions.pop(next(iter(self._sessions)))
        self._sessions[_key(secret)] = session
        return secret, session

    def by_cookie(self, secret: str) -> Caller:
        """Who holds a cookie; nobody, once it is old or its user was revoked."""
        session = self._sessions.get(_key(secret))
        user = self.keeper.user(session.user) if session is not None else None
        if session is None or user is None or session.until < self._clock():
            self._sessions.pop(_key(secret), None)
            return NOBODY
        return replace(user.caller, csrf=session.csrf)

    def end(self, secret: str) -> None:
        """Signs out."""
        self._sessions.pop(_key(secret), None)


def _key(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()


def unauthenticated(detail: str) -> Fault:
    """A token is needed, or another one."""
    return Fault("unauthenticated", detail, "Send a token: Authorization: Bearer TOKEN.", headers={"WWW-Authenticate": "Bearer"})


async def known_caller(request: Request) -> Caller:
    """Who asks, on a closed server too."""
    door: Door = request.app.state.door
    header = request.headers.get("authorization")
    if header is not None:
        scheme, _, token = header.partition(" ")
        if scheme.casefold() != "bearer" or not token.strip():
            raise unauthenticated("The Authorization header is not `Bearer TOKEN`.")
        return (await door.by_token(token.strip(), address(request))).caller
    secret = request.cookies.get(COOKIE)
    return door.by_cookie(secret) if secret else NOBODY


async def caller_of(request: Request, caller: Annotated[Caller, Depends(known_caller)]) -> Caller:
    """Who asks. On a closed server, nobody reads without a token."""
    settings: Settings = request.app.state.room.settings
    if settings.closed and caller.role is Role.NOBODY:
        raise unauthenticated("This server is closed: it answers to users alone.")
    return caller


def address(request: Request) -> str:
    """Where a request comes from."""
    return client_of(request.client.host) if request.client is not None else "?"


def writer(least: Role) -> Callable[..., Awaitable[Caller]]:
    """A dependency: the caller may write as ``least`` may, and, from a browser, meant to."""

    async def check(request: Request, caller: Annotated[Caller, Depends(caller_of)]) -> Caller:
        if caller.role is Role.NOBODY:
            raise unauthenticated("Without a token nothing can be changed.")
        if caller.csrf is not None:
            meant(request, caller.csrf)
        if caller.role < least:
            raise Fault("forbidden", f"A {caller.role.word} may not do this; it takes the role of {least.word}.", "Ask an admin.")
        return caller

    return check


def meant(request: Request, csrf: str) -> None:
    """Raises the `Fault` ``csrf`` where a browser sends what its user did not: no token of the session, or a foreign page."""
    given = request.headers.get(CSRF, "")
    if not hmac.compare_digest(given.encode("utf-8", "replace"), csrf.encode()):
        raise Fault("csrf", "The X-CSRF-Token of the session is missing or another one.", "Take `csrf` from GET /api/v1/session.")
    same_site(request)


def same_site(request: Request) -> None:
    """Raises the `Fault` ``csrf`` where another site's page asks."""
    origin = request.headers.get("origin")
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Fault("csrf", "Another site's page asks.", "Ask from this server's own pages, or with a token.")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Fault("csrf", f"The page that asks is of {origin}.", "Ask from this server's own pages, or with a token.")


Known = Annotated[Caller, Depends(caller_of)]
Reviewer = Annotated[Caller, Depends(writer(Role.REVIEWER))]
