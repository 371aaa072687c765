"""Answers: worked out once for all who ask the same of the same state, with an ETag, and compressed once."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
from collections import OrderedDict
from collections.abc import Callable, Hashable
from enum import Enum
from typing import Annotated, Any

import msgspec
from fastapi import Depends, Request, Response

from tollbook.ledger import Ledger
from tollbook.server.door import caller_of
from tollbook.server.faults import Fault
from tollbook.server.instants import minute
from tollbook.server.looking import Asked, Look, Page, asked, mark, may_see_names, may_see_text, upto_asked
from tollbook.server.roles import Caller, Role
from tollbook.server.room import Room
from tollbook.server.signing import outside

BUDGET = 64_000_000  # bytes of answers that are kept
SMALL = 1_400  # bytes that fit a packet: not worth compressing
LARGE = 60_000  # bytes whose compression others would wait for
NUMBER = "Tollbook-Entry"


def encoded(row: Any) -> bytes:
    """A row as JSON. Half a surrogate pair (a broken scrape) is escaped."""
    try:
        return msgspec.json.encode(row)
    except UnicodeEncodeError:
        return json.dumps(row).encode()


class Rests(Enum):
    """What an answer rests on, and so when it is another."""

    RECORD = "any entry"
    BOOK = "any entry that touches its story"
    TOLLS = "the same but for a claim that is accepted as it stands; without a story, of all of them"


class Made:
    """An answer that was worked out: all of it but the number of the last entry, which is put in when it is sent."""

    def __init__(self, row: Any) -> None:
        numbered = isinstance(row, dict) and "upto" in row
        self._numbered = numbered
        self._end = str(row["next"]).partition(".")[2] if numbered and row.get("next") else ""
        self._listed = numbered and "next" in row
        self.body = encoded({k: v for k, v in row.items() if k not in ("upto", "next")} if numbered else row)
        self._sent: tuple[int, bytes, bytes | None] | None = None

    def sent(self, upto: int) -> tuple[bytes, bytes | None]:
        """The answer as of an entry, plain and compressed."""
        kept = self._sent
        if kept is None or (self._numbered and kept[0] != upto):
            raw = self._at(upto)
            kept = self._sent = upto, raw, gzip.compress(raw, 4, mtime=0) if len(raw) > SMALL else None
        return kept[1:]

    def is_at(self, upto: int) -> bool:
        """It was sent as of that entry before: to send it again costs nothing."""
        return self._sent is not None and (not self._numbered or self._sent[0] == upto)

    def _at(self, upto: int) -> bytes:
        if not self._numbered:
            return self.body
        on = f',"next":"{upto}.{self._end}"' if self._end else ',"next":null' if self._listed else ""
        opened = self.body[:-1]
        return opened + f'{on},"upto":{upto}}}'.encode()[1 if opened == b"{" else 0 :]

    @property
    def size(self) -> int:
        """Bytes that it takes, about."""
        return 2 * len(self.body)


class Answers:
    """Answers by key, least recently used first to go, and those that are being worked out."""

    def __init__(self) -> None:
        self._found: OrderedDict[Hashable, Made] = OrderedDict()
        self._size = 0
        self._mark = 0
        self._making: dict[Hashable, asyncio.Task[Made]] = {}

    async def get(self, room: Room, mark: int, key: Hashable, upto: int, make: Callable[[Ledger], Any]) -> Made:
        """The answer of ``key``, ready to be sent as of ``upto``. ``mark``: the last decision that sealed or erased."""
        if mark != self._mark:  # something was sealed or erased
            self._found.clear()
            self._size = 0
        self._mark = mark
        found = self._found.get(key)
        if found is None:
            task = self._making.get(key)
            if task is None:
                task = self._making[key] = asyncio.create_task(room.read(lambda ledger: _ready(Made(make(ledger)), upto)))
                task.add_done_callback(lambda done: self._keep(key, mark, done))
            found = await asyncio.shield(task)
        else:
            self._found.move_to_end(key)
        if not found.is_at(upto) and len(found.body) > LARGE:
            await room.read(lambda ledger: found.sent(upto))
        return found

    def _keep(self, key: Hashable, mark: int, done: asyncio.Task[Made]) -> None:
        self._making.pop(key, None)
        if done.cancelled() or done.exception() is not None or mark != self._mark:
            return
        self._found[key] = done.result()
        self._size += done.result().size
        while self._size > BUDGET and self._found:
            self._size -= self._found.popitem(last=False)[1].size


def _ready(made: Made, upto: int) -> Made:
    made.sent(upto)
    return made


class Reader:
    """What a route that reads needs: the room, who asks, and what every read can say."""

    def __init__(self, request: Request, caller: Caller, asked_of: Asked) -> None:
        self.request, self.caller, self.asked = request, caller, asked_of
        self.room: Room = request.app.state.room
        if asked_of.names and not self.may_names:
            raise Fault("forbidden", "Names of private persons are not shown to you here.", "Ask without names=show.")

    async def answer(
        self,
        make: Callable[[Look], Any],
        *,
        page: Page | None = None,
        moving: bool = False,
        also: Hashable = None,
        rests: Rests = Rests.RECORD,
        story: str | None = None,
    ) -> Response:
        """The row that ``make`` sees, as an answer; 304 where the caller has it. ``moving``: it changes with the clock;
        ``also`` is what else it depends on; ``rests`` what changes it, of one ``story`` or of all."""
        state = self.room.settled()
        upto = upto_asked(self.room, self.asked, page, state[0])
        now = minute(self.room.now())
        clock = now.isoformat() if moving and self.asked.as_of is None else ""
        rights = (self.asked.names, self.may_text, self.caller.role >= Role.REVIEWER)
        version = self._version(rests, story, upto)
        key = (self.request.url.path, self._params(), version, state[1], clock, rights, also)
        marked = mark(*key)
        headers = {"ETag": f'W/"{upto}-{marked}"', NUMBER: str(upto), "Vary": "Authorization, Cookie, Accept-Encoding"}
        headers["Cache-Control"] = "no-cache" if self.caller.role is Role.NOBODY else "private, no-cache"
        if marked in _marks(self.request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        answers: Answers = self.request.app.state.answers
        signed = self._signed(make)
        made = await answers.get(self.room, state[1], key, upto, lambda ledger: signed(self._look(ledger, upto, now)))
        raw, packed = made.sent(upto)
        if packed is not None and "gzip" in self.request.headers.get("accept-encoding", ""):
            return Response(packed, media_type="application/json", headers={**headers, "Content-Encoding": "gzip"})
        return Response(raw, media_type="application/json", headers=headers)

    def _params(self) -> tuple[tuple[str, str], ...]:
        """What was asked, without what only says up to which entry."""
        every = self.request.query_params.multi_items()
        told = [(k, v.partition(".")[2] if k == "cursor" else v) for k, v in every if k not in ("upto", "recorded")]
        return tuple(sorted(told))

    def _version(self, rests: Rests, story: str | None, upto: int) -> int:
        ledger = self.room.watch
        home = self.room.home(ledger, story, upto) if story is not None else None
        match rests:
            case Rests.TOLLS:
                return self.room.toll_version(ledger, home, upto)
            case Rests.BOOK if home is not None:
                return self.room.version(ledger, home, upto)
            case _:
                return upto

    def home_of(self, claim: str) -> str | None:
        """The story of a claim, where it has one."""
        return self.room.watch.story_of(claim)

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


_MARK = re.compile(r'"\d{1,15}-([0-9a-f]+)"')


def _marks(header: str) -> set[str]:
    """The marks of answers that a browser holds. The number before a mark says up to which entry it looked, no more."""
    return set(_MARK.findall(header))


async def reader(
    request: Request, caller: Annotated[Caller, Depends(caller_of)], asked_of: Annotated[Asked, Depends(asked)]
) -> Reader:
    """A `Reader`, made on the event loop: a thread for it would cost more than it."""
    return Reader(request, caller, asked_of)


Reading = Annotated[Reader, Depends(reader)]
