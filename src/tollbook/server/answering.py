"""Answers: worked out once for all who ask the same of the same state, with an ETag, and compressed once."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Annotated, Any

import msgspec
from fastapi import Depends, Request, Response

from tollbook.server.door import caller_of
from tollbook.server.faults import Fault
from tollbook.server.instants import minute
from tollbook.server.looking import Asked, Look, Page, asked, mark, may_see_names, may_see_text, upto_asked
from tollbook.server.roles import Caller, Role
from tollbook.server.room import Room, State
from tollbook.server.signing import outside

BUDGET = 64_000_000  # bytes of answers that are kept
SMALL = 1_400  # bytes that fit a packet: not worth compressing
NUMBER = "Tollbook-Entry"


def encoded(row: Any) -> bytes:
    """A row as JSON. Half a surrogate pair (a broken scrape) is escaped."""
    try:
        return msgspec.json.encode(row)
    except UnicodeEncodeError:
        return json.dumps(row).encode()


class Answers:
    """Answers by key, least recently used first to go, and those that are being worked out."""

    def __init__(self) -> None:
        self._found: OrderedDict[Hashable, tuple[bytes, bytes | None]] = OrderedDict()
        self._size = 0
        self._state: State = (0, 0)
        self._making: dict[Hashable, asyncio.Task[tuple[bytes, bytes | None]]] = {}

    async def get(
        self, room: Room, state: State, key: Hashable, make: Callable[[Look], Any], look: Callable[..., Look]
    ) -> tuple[bytes, bytes | None]:
        """The answer of ``key``, plain and compressed."""
        if state[1] != self._state[1]:  # something was sealed or erased
            self._found.clear()
            self._size = 0
        self._state = state
        if key in self._found:
            self._found.move_to_end(key)
            return self._found[key]
        task = self._making.get(key)
        if task is None:
            task = self._making[key] = asyncio.create_task(room.read(lambda ledger: _packed(encoded(make(look(ledger))))))
            task.add_done_callback(lambda done: self._keep(key, state, done))
        return await asyncio.shield(task)

    def _keep(self, key: Hashable, state: State, done: asyncio.Task[tuple[bytes, bytes | None]]) -> None:
        self._making.pop(key, None)
        if done.cancelled() or done.exception() is not None or state[1] != self._state[1]:
            return
        self._found[key] = done.result()
        self._size += _size(done.result())
        while self._size > BUDGET and self._found:
            self._size -= _size(self._found.popitem(last=False)[1])


def _packed(raw: bytes) -> tuple[bytes, bytes | None]:
    return raw, gzip.compress(raw, 5, mtime=0) if len(raw) > SMALL else None


def _size(answer: tuple[bytes, bytes | None]) -> int:
    return len(answer[0]) + len(answer[1] or b"")


class Reader:
    """What a route that reads needs: the room, who asks, and what every read can say."""

    def __init__(
        self, request: Request, caller: Annotated[Caller, Depends(caller_of)], asked_of: Annotated[Asked, Depends(asked)]
    ) -> None:
        self.request, self.caller, self.asked = request, caller, asked_of
        self.room: Room = request.app.state.room
        if asked_of.names and not self.may_names:
            raise Fault("forbidden", "Names of private persons are not shown to you here.", "Ask without names=show.")

    async def answer(
        self, make: Callable[[Look], Any], *, page: Page | None = None, moving: bool = False, also: Hashable = None
    ) -> Response:
        """The row that ``make`` sees, as an answer; 304 where the caller has it. ``moving``: it changes with the clock;
        ``also`` is what else it depends on."""
        state = self.room.settled()
        upto = upto_asked(self.room, self.asked, page, state[0])
        now = minute(self.room.now())
        params = sorted(self.request.query_params.multi_items())
        clock = now.isoformat() if moving and self.asked.as_of is None else ""
        rights = (self.asked.names, self.may_text, self.caller.role >= Role.REVIEWER)
        key = (self.request.url.path, tuple(params), upto, state[1], clock, rights, also)
        tag = f'W/"{upto}-{mark(*key)}"'
        headers = {"ETag": tag, NUMBER: str(upto), "Vary": "Authorization, Cookie, Accept-Encoding"}
        headers["Cache-Control"] = "no-cache" if self.caller.role is Role.NOBODY else "private, no-cache"
        if tag in _tags(self.request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        answers: Answers = self.request.app.state.answers
        raw, packed = await answers.get(self.room, state, key, self._signed(make), lambda ledger: self._look(ledger, upto, now))
        if packed is not None and "gzip" in self.request.headers.get("accept-encoding", ""):
            return Response(packed, media_type="application/json", headers={**headers, "Content-Encoding": "gzip"})
        return Response(raw, media_type="application/json", headers=headers)

    def _signed(self, make: Callable[[Look], Any]) -> Callable[[Look], Any]:
        """What ``make`` sees, people as those outside may know them."""
        return make if self.caller.role >= Role.REVIEWER else lambda look: outside(make(look))

    @property
    def may_text(self) -> bool:
        """The caller may see whole texts."""
        return may_see_text(self.room, self.caller)

    @property
    def may_names(self) -> bool:
        """The caller may see names of private persons."""
        return may_see_names(self.room, self.caller)

    def _look(self, ledger: Any, upto: int, now: Any) -> Look:
        return Look(
            room=self.room,
            ledger=ledger,
            upto=upto,
            words=self.asked.as_of,
            now=now,
            named=self.asked.names,
            whole=self.may_text,
            inside=self.caller.role >= Role.REVIEWER,
        )

    async def look(self, see: Callable[[Look], Any], *, upto: int | None = None) -> Any:
        """What ``see`` sees, kept by nobody."""
        head = self.room.settled()[0]
        seen, now = upto_asked(self.room, self.asked, None, head) if upto is None else upto, minute(self.room.now())
        return await self.room.read(lambda ledger: see(self._look(ledger, seen, now)))


def _tags(header: str) -> set[str]:
    """Tags that a browser holds; a strong one of ours counts as its weak form."""
    found = {t.strip() for t in header.split(",")}
    return found | {f"W/{t}" for t in found if t.startswith('"')}


Reading = Annotated[Reader, Depends()]
