"""One caller's look at the ledger: up to which entry, as of which moment, and what of it may be shown."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal, TypeVar
from zoneinfo import ZoneInfo

from fastapi import Query

from tollbook.accounting import pages_by
from tollbook.asking import claims_out
from tollbook.errors import UsageError
from tollbook.ledger import Ledger
from tollbook.model import Book, Claim, Estimate, Happening, Heard, Reading, Report, Story
from tollbook.model import Page as WebPage
from tollbook.publish.page_versions import versions_row
from tollbook.publish.rows import Row
from tollbook.publish.sheet import Names, aliases, names_of
from tollbook.server.faults import Fault, unknown
from tollbook.server.instants import WHEN, instant
from tollbook.server.roles import Caller, Role
from tollbook.server.room import Room
from tollbook.server.veil import Veil

T = TypeVar("T")
CURSOR = r"^\d{1,15}\.\d{1,9}$"
MOST = 500  # rows of a page of a list
LAST = 2**53 - 1  # the largest number that every reader of JSON holds exactly


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What every read can say: `docs/api.md`."""

    as_of: str | None
    recorded: str | None
    upto: int | None
    names: bool


async def asked(
    as_of: Annotated[str | None, Query(pattern=WHEN, description="What was published by then: a day or an instant.")] = None,
    recorded: Annotated[
        str | None,
        Query(pattern=WHEN, description="Only what this ledger had recorded by then: a day (its end, UTC) or an instant."),
    ] = None,
    upto: Annotated[int | None, Query(ge=0, le=LAST, description="Only entries up to this number.")] = None,
    names: Annotated[Literal["show"] | None, Query(description="Names of private persons, unmasked.")] = None,
) -> Asked:
    """The parameters that every read has."""
    return Asked(as_of=as_of, recorded=recorded, upto=upto, names=names is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which rows of a list: ``offset`` rows are passed over, ``limit`` shown. ``upto`` is that of the page before."""

    limit: int
    offset: int
    upto: int | None


async def page_asked(
    limit: Annotated[int, Query(ge=1, le=MOST, description="How many rows.")] = 100,
    cursor: Annotated[str | None, Query(pattern=CURSOR, description="Where to go on: `next` of the page before.")] = None,
) -> Page:
    """The parameters that every list has."""
    upto, offset = (int(n) for n in cursor.split(".")) if cursor is not None else (None, 0)
    return Page(limit=limit, offset=offset, upto=upto)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One request's view. ``named`` shows names, ``whole`` whole texts; ``inside`` is a reviewer's or an admin's."""

    room: Room
    ledger: Ledger
    upto: int
    words: str | None  # of as_of
    now: datetime
    named: bool
    whole: bool
    inside: bool

    # -------------------------------------------------------------------------------------------------------- moments

    def at(self, book: Book) -> datetime:
        """The moment that is asked of, in the story's zone; now, where none is given."""
        zone = ZoneInfo(book.story.zone)
        return instant(self.words, zone) if self.words is not None else self.now.astimezone(zone)

    def given(self, book: Book) -> datetime | None:
        """The moment that is asked of; ``None`` where none is given."""
        return self.at(book) if self.words is not None else None

    def out(self, book: Book) -> tuple[Claim, ...]:
        """The claims of a story that were published by the moment; undated ones too, where none is given."""
        return claims_out(book, self.given(book))

    def was_out(self, report: Report, zone: str) -> bool:
        """A report was published by the moment."""
        if self.words is None:
            return True
        local = ZoneInfo(zone)
        return report.published is not None and report.published.known_at(local) <= instant(self.words, local)

    # ---------------------------------------------------------------------------------------------------------- books

    def stories(self) -> tuple[Story, ...]:
        """All stories, in order of their ids."""
        return self.room.stories(self.ledger)

    def books(self, story: str | None = None) -> list[Book]:
        """The book of one story, or of each that has reports at this entry."""
        if story is not None:
            return [self.book(story)]
        return [b for s in self.stories() if (b := self._book(s.id)) is not None]

    def book(self, story: str) -> Book:
        """A story's book. Raises the `Fault` ``unknown``."""
        return self.room.book(self.ledger, story, self.upto)

    def _book(self, story: str) -> Book | None:
        try:
            return self.book(story)
        except Fault:
            return None

    def toll(self, book: Book, policy: str = "tollbook") -> tuple[Estimate, ...]:
        """What can be said of a story as of the moment."""
        return self.room.toll(self.ledger, book, self.at(book), policy)

    def acts(self, book: Book) -> tuple[Happening, ...]:
        """What was done and said, by the moment; all of it, where none is given."""
        return self.room.acts_of(self.ledger, book, self.given(book))

    def heard(self, book: Book) -> tuple[Heard, ...]:
        """Who was heard on each day up to the moment, and known reasons why little was."""
        return self.room.heard_of(self.ledger, book, self.at(book))

    def veil(self, book: Book) -> Veil:
        """How rows of a story are shown to this caller."""
        key = (self.room.key(self.ledger, book), self.named)
        return self.room.veils.get(key, lambda: Veil(book, self.names(book)))

    def names(self, book: Book) -> Names:
        """What masking may leave standing."""
        return names_of([book], mask=False) if self.named else self.room.names_in(self.ledger, book)

    def pages(self, book: Book) -> tuple[WebPage, ...]:
        """The pages of a story that changed their report or vanished, by the moment."""
        return pages_by(self.room.pages_in(self.ledger, book), self.given(book))

    def placed(self, book: Book, claim: Claim) -> Row:
        """A placed claim, with where it stands among the versions of its page."""
        return {**self.veil(book).claim(claim), "versions": versions_row(self.pages(book), claim)}

    def aliases(self, book: Book) -> dict[str, str]:
        """Ids that are given in the place of those made of withheld names."""
        key = (self.room.key(self.ledger, book), self.named)
        return self.room.aliases.get(key, lambda: aliases(book, self.names(book)))

    def claim(self, claim: str) -> tuple[Book, Claim]:
        """A claim in its story, a rejected one too. Raises the `Fault` ``unknown``, of one not yet published then too."""
        story = self.ledger.story_of(claim)
        book = self._book(story) if story is not None else None
        found = next((c for c in (*book.claims, *book.rejected) if c.id == claim), None) if book is not None else None
        if book is None or found is None or not self.was_out(book.reports[found.report], book.story.zone):
            raise unknown("claim", claim)
        return book, found

    def reading(self, report: str) -> Reading:
        """A report as it was read last by this entry. Raises the `Fault` ``unknown``."""
        row = self.ledger.db.execute(
            "SELECT max(entry) FROM readings WHERE report = ? AND entry <= ?", (plain(report), self.upto)
        ).fetchone()
        found = self.ledger.payload(row[0]) if row[0] is not None else None
        if not isinstance(found, Reading):
            raise unknown("report", report)
        return found

    def story_of_report(self, reading: Reading) -> Book | None:
        """The story that a report's claims are filed under."""
        for claim in reading.claims:
            story = self.ledger.story_of(claim.id)
            book = self._book(story) if story is not None else None
            if book is not None and reading.report.id in book.reports:
                return book
        return None

    # ---------------------------------------------------------------------------------------------------------- lists

    def list(self, found: Sequence[T], page: Page, row: Callable[[T], Row], as_of: datetime | None = None) -> Row:
        """One page of ``found`` as rows, with where to go on."""
        shown = found[page.offset : page.offset + page.limit]
        end = page.offset + len(shown)
        return {
            "rows": [row(x) for x in shown],
            "next": f"{self.upto}.{end}" if end < len(found) and shown else None,
            "as_of": as_of.isoformat() if as_of is not None else None,
            "upto": self.upto,
        }


def plain(words: str) -> str:
    """An id as the ledger can be asked for it."""
    return words.encode("utf-8", "replace").decode()


def folded(words: str | None) -> str:
    """Words without case, for comparing."""
    return " ".join((words or "").casefold().split())


def has_words(asked_for: str | None, *told: str | None) -> bool:
    """All words of ``asked_for`` stand in what is ``told``."""
    whole = folded(" ".join(t for t in told if t))
    return all(w in whole for w in folded(asked_for).split())


def upto_asked(room: Room, asked_of: Asked, page: Page | None, head: int) -> int:
    """The entry up to which a request looks."""
    known = [head]
    if asked_of.recorded is not None:
        known.append(room.recorded(instant(asked_of.recorded, ZoneInfo("UTC"))))
    known += [n for n in (asked_of.upto, page.upto if page is not None else None) if n is not None]
    return min(known)


def may_see_names(room: Room, caller: Caller) -> bool:
    """A role and a setting allow unmasked names."""
    least = room.settings.names
    return least is not None and caller.role >= max(least, Role.READER)


def may_see_text(room: Room, caller: Caller) -> bool:
    """A role and a setting allow whole texts."""
    least = room.settings.text
    return least is not None and caller.role >= max(least, Role.READER)


def mark(*parts: object) -> str:
    """A short digest of what makes one answer differ from another."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "replace"), digest_size=9).hexdigest()


_SEEN = re.compile(r'^\s*(?:W/)?"?(\d{1,15})(?:-[0-9a-f]+)?"?\s*$')


def seen_number(if_match: str) -> int | None:
    """The entry that an ``If-Match`` header names: its number, or an ETag of ours."""
    found = _SEEN.match(if_match)
    return int(found[1]) if found is not None else None


def known_claim_report(ledger: Ledger, claim: str) -> str | None:
    """The report of a claim, by the index."""
    try:
        found = ledger.claim(claim)
    except UsageError:
        return None
    return found.report if found is not None else None
