"""The reading room: many read at once, each thread with a connection of its own; one writes, in order."""

from __future__ import annotations

import asyncio
import threading
from bisect import bisect_right
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from tollbook.accounting import pages_of
from tollbook.asking import Placed, acts_of, heard_of, toll_of
from tollbook.commands.turns import turn
from tollbook.errors import UsageError
from tollbook.ledger import Ledger, open_ledger
from tollbook.model import Action, Book, Estimate, Happening, Heard, Page, Report, Resolution, Story
from tollbook.publish.account import Course
from tollbook.publish.rows import Row
from tollbook.publish.sheet import Names, names_of, public_names
from tollbook.resolve import open_beside, resolve_acts
from tollbook.server.faults import Fault, unknown
from tollbook.server.instants import minute, moments_of
from tollbook.server.kept import Kept
from tollbook.server.settings import Settings
from tollbook.server.veil import Veil
from tollbook.server.versions import Versions

T = TypeVar("T")
FIRST = 20  # stories that are worked out when the server starts
ASKED = 20  # addresses that may wait
QUEUE = 200  # writes that may wait; the next is told to try again

_STATE = "SELECT (SELECT max(number) FROM entries), (SELECT max(entry) FROM decisions)"

State = tuple[int, int]  # the last entry, and the last decision that seals, unseals or erases


class Room:
    """The ledger as a server holds it. What is worked out is kept until an entry comes that changes it."""

    def __init__(self, settings: Settings, *, now: Callable[[], datetime]) -> None:
        self.settings, self.now = settings, now
        self._readers = ThreadPoolExecutor(settings.readers, thread_name_prefix="reader")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._asker = ThreadPoolExecutor(1, thread_name_prefix="asker")
        self._own = threading.local()
        self._waiting = self._asking = 0
        self.closing = False
        self._watch: Ledger | None = None
        self._protected = 0
        self._versions = Versions()
        self.books: Kept[Book] = Kept(256)
        self.bare: Kept[Book] = Kept(64)  # by the version of their tolls: decisions since may be lacking
        self.lists: Kept[tuple[Story, ...]] = Kept(4)
        self.moments: Kept[list[datetime]] = Kept(256)
        self.tolls: Kept[tuple[Estimate, ...]] = Kept(2_000)
        self.names: Kept[Names] = Kept(256)
        self.named: Kept[Names] = Kept(256)
        self.veils: Kept[Veil] = Kept(32)
        self.aliases: Kept[dict[str, str]] = Kept(256)
        self.courses: Kept[Course] = Kept(64)
        self.pages: Kept[tuple[Page, ...]] = Kept(256)
        self.placed: Kept[tuple[Resolution, ...]] = Kept(5_000)
        self.acts: Kept[tuple[Happening, ...]] = Kept(256)
        self.heard: Kept[tuple[Heard, ...]] = Kept(1_000)
        self.told: Kept[Row] = Kept(5_000)
        self.taken: Kept[tuple[int, ...]] = Kept(8)

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
        self._asker.shutdown(wait=False, cancel_futures=True)
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
            for kept in (x for x in vars(self).values() if isinstance(x, Kept)):
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

    async def ask(self, look: Callable[[], T]) -> T:
        """Asks other machines, one after another: they are slow, and none of those who read or write waits for them."""
        if self._asking >= ASKED:
            raise Fault("busy", "Too many addresses are waiting.", "Try again.", headers={"Retry-After": "30"})
        self._asking += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._asker, look)
        finally:
            self._asking -= 1

    def _act(self, act: Callable[[Ledger], T]) -> T:
        with turn(self.settings.ledger), open_ledger(self.settings.ledger) as ledger:
            return act(ledger)

    # --------------------------------------------------------------------------------------------------------- books

    def book(self, ledger: Ledger, story: str, upto: int) -> Book:
        """A story's book as of an entry. Raises the `Fault` ``unknown``."""
        story = self.home(ledger, story, upto)
        key = (story, self.version(ledger, story, upto), self._protected)
        book = self.books.get(key, lambda: self._grown(ledger, story, upto))
        if book.story.id != story:  # it was merged into another at that entry
            return self.book(ledger, book.story.id, upto)
        if not book.reports:  # all of them were sealed or erased, or came later
            raise unknown("story", story)
        return book if book.upto == upto else replace(book, upto=upto)

    def _grown(self, ledger: Ledger, story: str, upto: int) -> Book:
        """The book of an entry; where claims were only accepted since one that is kept, that one with those decisions."""
        key = (story, self.toll_version(ledger, story, upto), self._protected)
        found = self.bare.get(key, lambda: _book(ledger, story, upto))
        if found.upto == upto or found.story.id != story:
            return found
        return replace(found, decisions=ledger.decisions_of(found, upto=upto), upto=upto)

    @staticmethod
    def home(ledger: Ledger, story: str, upto: int) -> str:
        """The story that one lives on in, where people merged it into another."""
        return ledger.lives_in(story) if upto >= ledger.head()[0] else story

    def stories(self, ledger: Ledger) -> tuple[Story, ...]:
        """All stories as they are now known, kept."""
        return self.lists.get((self.toll_version(ledger, None, ledger.head()[0]), self._protected), ledger.stories)

    def version(self, ledger: Ledger, story: str, upto: int) -> int:
        """The entry up to which a story's book stands unchanged: at most ``upto``."""
        return self._versions.of(story, ledger, upto)

    def toll_version(self, ledger: Ledger, story: str | None, upto: int) -> int:
        """The same of all that a claim accepted as it stands leaves as it was; ``None``: of every story."""
        return self._versions.toll_of(story, ledger, upto)

    def placing(self, ledger: Ledger, upto: int) -> int:
        """The same of which story things belong to."""
        return self._versions.placing(ledger, upto)

    def key(self, ledger: Ledger, book: Book) -> tuple[str, int, int]:
        """What holds of a book's tolls, claims and names holds of all with this key."""
        return book.story.id, self.toll_version(ledger, book.story.id, book.upto), self._protected

    def threshold(self, ledger: Ledger, book: Book, as_of: datetime) -> tuple[int, str]:
        """Two moments with the same of these see the same on the same day."""
        told = self.moments.get(self.key(ledger, book), lambda: moments_of(book))
        return bisect_right(told, as_of), f"{as_of.date()} {as_of.utcoffset()}"

    def toll(self, ledger: Ledger, book: Book, as_of: datetime, policy: str = "tollbook") -> tuple[Estimate, ...]:
        """`toll_of`, kept. Moments between which nothing was published on the same day give the same estimates."""
        key = (self.key(ledger, book), self.threshold(ledger, book, as_of), policy)
        found = self.tolls.get(key, lambda: toll_of(book, as_of, policy=policy))
        return tuple(replace(e, as_of=as_of, upto=book.upto) for e in found)

    def warm(self, ledger: Ledger) -> None:
        """Works out how some stories stand now, so that those who ask first need not wait for it."""
        head, now = ledger.head()[0], minute(self.now())
        for story in self.stories(ledger)[:FIRST]:
            try:
                book = self.book(ledger, story.id, head)
            except Fault:
                continue
            if self.closing:
                return
            at = now.astimezone(ZoneInfo(book.story.zone))
            self.toll(ledger, book, at)
            self.names_in(ledger, book)
            self.acts_of(ledger, book, None)
            self.heard_of(ledger, book, at)

    def names_in(self, ledger: Ledger, book: Book) -> Names:
        """What masking may leave standing in a story: few decisions change it."""

        def found() -> Names:
            told = (book.story.id, frozenset(book.reports), frozenset(public_names(book)), self._protected)
            return self.names.get(told, lambda: names_of([book], mask=True))

        return self.named.get(self.key(ledger, book), found)

    def pages_in(self, ledger: Ledger, book: Book) -> tuple[Page, ...]:
        """The pages of a story that changed their report or vanished, at any moment."""
        return self.pages.get(self.key(ledger, book), lambda: pages_of(ledger, book))

    def acts_of(self, ledger: Ledger, book: Book, as_of: datetime | None) -> tuple[Happening, ...]:
        """What was done and said, by a moment, where one is given. Where and when each was is worked out once a report."""
        key = (self.key(ledger, book), self.threshold(ledger, book, as_of) if as_of is not None else None)
        return self.acts.get(key, lambda: acts_of(book, open_beside(ledger.path), as_of, placed=self._placed(ledger)))

    def heard_of(self, ledger: Ledger, book: Book, as_of: datetime) -> tuple[Heard, ...]:
        """Who was heard on each day up to a moment, and known reasons why little was."""
        key = (self.key(ledger, book), self.threshold(ledger, book, as_of))
        return self.heard.get(key, lambda: heard_of(book, as_of, open_beside(ledger.path), placed=self._placed(ledger)))

    def _placed(self, ledger: Ledger) -> Placed:
        gazetteer = open_beside(ledger.path)

        def placed(report: Report, acts: tuple[Action, ...]) -> tuple[Resolution, ...]:
            key = (report.id, tuple(a.id for a in acts), self._protected)
            return self.placed.get(key, lambda: tuple(resolve_acts(report, acts, gazetteer)))

        return placed


def _book(ledger: Ledger, story: str, upto: int) -> Book:
    try:
        return ledger.book(story, upto=upto)
    except UsageError as error:
        raise unknown("story", story) from error
