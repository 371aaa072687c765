"""The reading room: many read at once, each thread with a connection of its own; one writes, in order."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from tollbook.asking import toll_of
from tollbook.commands.turns import turn
from tollbook.errors import UsageError
from tollbook.ledger import Ledger, open_ledger
from tollbook.model import Book, Estimate, Happening, Heard
from tollbook.publish.account import Course
from tollbook.publish.sheet import Names, names_of, public_names
from tollbook.server.faults import Fault, unknown
from tollbook.server.instants import thresholds
from tollbook.server.kept import Kept
from tollbook.server.settings import Settings
from tollbook.server.versions import Versions

T = TypeVar("T")
QUEUE = 200  # writes that may wait; the next is told to try again

_STATE = "SELECT (SELECT max(number) FROM entries), (SELECT max(entry) FROM decisions)"

State = tuple[int, int]  # the last entry, and the last decision that seals, unseals or erases


class Room:
    """The ledger as a server holds it. What is worked out is kept until an entry comes that changes it."""

    def __init__(self, settings: Settings, *, now: Callable[[], datetime]) -> None:
        self.settings, self.now = settings, now
        self._readers = ThreadPoolExecutor(settings.readers, thread_name_prefix="reader")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._own = threading.local()
        self._waiting = 0
        self.closing = False
        self._watch: Ledger | None = None
        self._protected = 0
        self._versions = Versions()
        self.books: Kept[Book] = Kept(256)
        self.tolls: Kept[tuple[Estimate, ...]] = Kept(2_000)
        self.names: Kept[Names] = Kept(256)
        self.aliases: Kept[dict[str, str]] = Kept(256)
        self.courses: Kept[Course] = Kept(64)
        self.acts: Kept[tuple[Happening, ...]] = Kept(256)
        self.heard: Kept[tuple[Heard, ...]] = Kept(1_000)

    def open(self) -> None:
        """Opens the ledger for the thread of the event loop, which looks at the head and at nothing else."""
        self._watch = open_ledger(self.settings.ledger, readonly=True)
        self._protected = self.state()[1]

    @property
    def watch(self) -> Ledger:
        """The event loop's connection."""
        if self._watch is None:
            raise RuntimeError("the room is not open")
        return self._watch

    def close(self) -> None:
        """Ends all threads, once what they do is done; each closes its connection."""
        self.closing = True
        self._readers.shutdown(cancel_futures=True)
        self._writer.shutdown()
        self.watch.close()

    # --------------------------------------------------------------------------------------------------------- state

    def state(self) -> State:
        """What the ledger holds now: some 20 microseconds."""
        return self.state_on(self.watch)

    @staticmethod
    def state_on(ledger: Ledger) -> State:
        """`state`, in a thread of the readers."""
        row = ledger.db.execute(_STATE).fetchone()
        return row[0] or 0, row[1] or 0

    def settled(self) -> State:
        """`state`, having forgotten what was kept of reports that were sealed or erased since."""
        state = self.state()
        if state[1] != self._protected:
            self._protected = state[1]
            for kept in (self.books, self.tolls, self.names, self.aliases, self.courses, self.acts, self.heard):
                kept.clear()
        return state

    @property
    def state_mark(self) -> int:
        """The last decision that seals, unseals or erases: what was kept before it holds no longer."""
        return self._protected

    def recorded(self, moment: datetime) -> int:
        """The last entry that was recorded by a moment."""
        return self.watch.upto(moment)

    # ------------------------------------------------------------------------------------------------------- threads

    async def read(self, look: Callable[[Ledger], T]) -> T:
        """What ``look`` sees, in a thread of the readers."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, lambda: look(self._ledger()))

    def _ledger(self) -> Ledger:
        ledger: Ledger | None = getattr(self._own, "ledger", None)
        if ledger is None:
            ledger = self._own.ledger = open_ledger(self.settings.ledger, readonly=True)  # closed when its thread ends
        return ledger

    async def write(self, act: Callable[[Ledger], T]) -> T:
        """Does ``act`` once all that was asked before is done; other processes wait meanwhile, as they do for each other."""
        if self._waiting >= QUEUE:
            raise Fault("busy", "Too many writes are waiting.", "Try again.", headers={"Retry-After": "5"})
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._writer, lambda: self._act(act))
        finally:
            self._waiting -= 1

    def _act(self, act: Callable[[Ledger], T]) -> T:
        with turn(self.settings.ledger), open_ledger(self.settings.ledger) as ledger:
            return act(ledger)

    # --------------------------------------------------------------------------------------------------------- books

    def book(self, ledger: Ledger, story: str, upto: int) -> Book:
        """A story's book as of an entry. Raises the `Fault` ``unknown``."""
        book = self.books.get(self._key(ledger, story, upto), lambda: _book(ledger, story, upto))
        if book.story.id != story:  # it was merged into another, which has a version of its own
            return self.book(ledger, book.story.id, upto)
        if not book.reports:  # all of them were sealed or erased, or came later
            raise unknown("story", story)
        return book if book.upto == upto else replace(book, upto=upto)

    def version(self, ledger: Ledger, story: str, upto: int) -> int:
        """The entry up to which a story's book stands unchanged: at most ``upto``."""
        head = ledger.head()[0]
        return self._versions.of(story, ledger, head) if upto >= head else upto

    def _key(self, ledger: Ledger, story: str, upto: int) -> Hashable:
        return story, self.version(ledger, story, upto), self._protected

    def toll(self, ledger: Ledger, book: Book, as_of: datetime, policy: str = "tollbook") -> tuple[Estimate, ...]:
        """`toll_of`, kept. Moments between which nothing was published on the same day give the same estimates."""
        head = ledger.head()[0]
        version = self._versions.toll_of(book.story.id, ledger, head) if book.upto >= head else book.upto
        key = (book.story.id, version, self._protected, thresholds(book, as_of), policy)
        found = self.tolls.get(key, lambda: toll_of(book, as_of, policy=policy))
        return tuple(replace(e, as_of=as_of, upto=book.upto) for e in found)

    def names_in(self, book: Book) -> Names:
        """What masking may leave standing in a story."""
        key = (book.story.id, frozenset(book.reports), frozenset(public_names(book)), self._protected)
        return self.names.get(key, lambda: names_of([book], mask=True))  # few decisions change them


def _book(ledger: Ledger, story: str, upto: int) -> Book:
    try:
        return ledger.book(story, upto=upto)
    except UsageError as error:
        raise unknown("story", story) from error
