"""A ledger that has read reports of our own, for decisions to be made on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tollbook.asking import toll_of
from tollbook.ledger import Ledger, open_ledger
from tollbook.model import Book, Claim, Estimate, Measure, end_of
from tollbook.pipeline import read_into

SIXTH = """Clashes in Almaty leave police dead

ALMATY, 6 January 2022 - Eighteen police officers were killed in Almaty, the interior ministry said on Thursday.
The interior ministry said that 748 police officers had been injured. About 2,300 people were arrested in Almaty,
police said.
"""
EIGHTH = """Ministry speaks of rioters killed

ALMATY, 8 January 2022 - The interior ministry said on Saturday that 26 protesters had been killed in Almaty. Residents
said that 40 people had been killed.
"""
TENTH = """Authorities give figures by group

ALMATY, 10 January 2022 - The interior ministry said on Monday that 16 police officers and 26 protesters had been killed.
More than 400 vehicles were destroyed, the ministry said.
"""
LATER = """Prosecutors give a higher toll

ALMATY, 15 January 2022 - Prosecutors said on Saturday that 225 people had been killed in the unrest in Almaty, 19 of them
police officers.
"""
ELSEWHERE = """Bus falls into a river in Chile

SANTIAGO, 9 January 2022 - A bus fell into a river near Santiago on Sunday and 11 passengers were killed, police said.
"""
REPORTS = {"a-2022-01-06.txt": SIXTH, "b-2022-01-08.txt": EIGHTH, "c-2022-01-10.txt": TENTH}
CLOCK = datetime(2022, 2, 1, 9, 0, tzinfo=UTC)


def now() -> datetime:
    """A clock that stands."""
    return CLOCK


def later() -> datetime:
    """An hour after."""
    return CLOCK + timedelta(hours=1)


def put(ledger: Ledger, folder: Path, reports: dict[str, str]) -> None:
    """Reads reports into a ledger."""
    for name, text in reports.items():
        (folder / name).write_text(text, encoding="utf-8")
    read_into(ledger, [str(folder / name) for name in reports], now=now)


def kept(folder: Path) -> Ledger:
    """A ledger in ``folder`` that has read the three reports."""
    ledger = open_ledger(folder / "tollbook.db", create=True)
    put(ledger, folder, REPORTS)
    return ledger


def book_of(ledger: Ledger, words: str = "Almaty") -> Book:
    """The book of the story with these words in its title, or in its place's name."""
    found = [b for s in ledger.stories() if words in (b := ledger.book(s.id)).story.title or b.story.id == words]
    return max(found, key=lambda b: len(b.reports))


def claim_of(book: Book, figure: str, report: str = "") -> Claim:
    """The claim of a figure, as worded."""
    found = [
        c
        for c in (*book.claims, *book.rejected)
        if figure in c.figure.text and book.reports[c.report].name.rsplit("/", 1)[-1].startswith(report)
    ]
    assert found, f"no claim of {figure!r}"
    return found[0]


def toll(book: Book, measure: Measure = Measure.KILLED, day: int = 20, month: int = 1) -> Estimate:
    """The whole toll of a measure at the end of a day."""
    at = end_of(datetime(2022, month, day).date(), ZoneInfo(book.story.zone))
    return next(e for e in toll_of(book, at) if e.scope.measure is measure and e.scope.side is None and e.scope.group is None)


def tolls(book: Book) -> list[tuple[object, ...]]:
    """All tolls, without what only tells how much was recorded."""
    at = end_of(datetime(2022, 2, 1).date(), ZoneInfo(book.story.zone))
    return [(e.scope, e.kind, e.low, e.best, e.high, e.sentence, e.basis, e.set_aside) for e in toll_of(book, at)]
