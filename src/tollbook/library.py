"""Tollbook in a program, in four words: `open_ledger`, `read`, `toll`, `claims`. `docs/library.md` shows them at work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tollbook import ledger as store
from tollbook.asking import claims_out, last_known, toll_of
from tollbook.ledger import Ledger
from tollbook.model import Book, Claim, DateFound, Estimate, Measure, Published, end_of
from tollbook.pipeline import Run, read_into

When = date | datetime | None

__all__ = ["claims", "open_ledger", "read", "toll"]


def open_ledger(path: str | Path, *, create: bool = False, readonly: bool = False) -> Ledger:
    """The ledger at ``path``; with ``create`` it is made where there is none. A context manager.

    Raises `tollbook.errors.LedgerMissing` and its like, each of which says what was found and what to do.
    """
    return store.open_ledger(Path(path), create=create, readonly=readonly)


def read(
    ledger: Ledger,
    *paths: str | Path,
    published: Mapping[str, date | datetime] | None = None,
    now: Callable[[], datetime] | None = None,
) -> Run:
    """Reads files and folders into ``ledger``: what it learned, the problems met, and the ledger's head.

    ``published`` dates reports, by their names, that do not say their date; a `datetime` is aware.
    """
    given = {name: _published(when) for name, when in (published or {}).items()}
    return read_into(ledger, [str(p) for p in paths], now=now or _now, published=given)


def toll(
    ledger: Ledger, story: str | None = None, *, as_of: When = None, measure: str | Measure | None = None, upto: int | None = None
) -> tuple[Estimate, ...]:
    """What can be said: of one story, or of each. ``as_of``: what was published by a day's end or an instant; by default all.

    ``upto``: as the ledger was up to an entry. The same ledger gives the same estimates, always.
    """
    wanted = None if measure is None else Measure(measure)
    found = (e for b in _books(ledger, story, upto) for e in toll_of(b, _at(b, as_of) or last_known(b)))
    return tuple(e for e in found if wanted is None or e.scope.measure is wanted)


def claims(
    ledger: Ledger, story: str | None = None, *, as_of: When = None, measure: str | Measure | None = None, upto: int | None = None
) -> Iterator[Claim]:
    """Claims: of one story, or of all; by default undated ones too."""
    wanted = None if measure is None else Measure(measure)
    for book in _books(ledger, story, upto):
        yield from (c for c in claims_out(book, _at(book, as_of)) if wanted is None or c.measure is wanted)


def _books(ledger: Ledger, story: str | None, upto: int | None) -> list[Book]:
    ids = [s.id for s in ledger.stories()] if story is None else [story]
    return [ledger.book(s, upto=upto) for s in ids]


def _at(book: Book, when: When) -> datetime | None:
    if when is None or isinstance(when, datetime):
        return when
    return end_of(when, ZoneInfo(book.story.zone))


def _published(when: date | datetime) -> Published:
    if isinstance(when, datetime):
        return Published(instant=when, found=DateFound.GIVEN)
    return Published(day=when, found=DateFound.GIVEN)


def _now() -> datetime:
    """The clock, read here and nowhere below."""
    return datetime.now(UTC)
