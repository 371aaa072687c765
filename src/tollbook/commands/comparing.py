"""Comparing: `compare`: two moments, two reports, or the versions of one page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from tollbook.accounting import pages_of
from tollbook.asking import last_known, toll_of
from tollbook.commands.options import (
    as_rows,
    books_of,
    format_option,
    ledger_option,
    moment,
    opened,
    story_option,
    terminal_width,
)
from tollbook.errors import UnknownWord, UsageError
from tollbook.ledger import Ledger
from tollbook.model import Book, Claim, Page, Report
from tollbook.publish import compare as changes
from tollbook.publish import compare_versions, rows, tables
from tollbook.publish.compare_pages import page_lines

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:$|[T ])")


@click.command()
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option("--from", "start", metavar="WHEN", help="A day (its end in the story's zone) or an instant, instead of A.")
@click.option("--to", "end", metavar="WHEN", help="A later one, instead of B; by default the newest report's.")
@click.option("--versions", is_flag=True, help="Every page that was changed or taken away since it was first read, or that of A.")
@story_option
@format_option()
@ledger_option
def compare(
    a: str | None,
    b: str | None,
    start: str | None,
    end: str | None,
    versions: bool,
    story: str | None,
    form: str,
    ledger: Path,
) -> None:
    """Says what changed between moments, reports, or versions.

    A and B are names or ids of reports, or dates. Between two dates it says how the toll changed, and because of which
    reports; between two reports, how their figures differ. One report alone (or its address) is compared with itself: what
    its page changed from version to version, figure by figure, with the words that changed around each, and whether it is
    gone; --versions does so for all pages. The same address twice compares the first version of its page with the last.

    \b
    Examples:
      tollbook compare --from 2022-01-06 --to 2022-01-10
      tollbook compare --from "2022-01-09T12:00 Asia/Almaty" --to 2022-01-09T20:00+06:00
      tollbook compare wire-2022-01-06.txt wire-2022-01-10.txt
      tollbook compare https://news.example/report.html
      tollbook compare --versions --format csv
    """
    dates = start is not None or end is not None
    alone = a is not None and b is None and not dates and not _MOMENT.match(a)
    with opened(ledger, readonly=True) as store:
        books = books_of(store, story)
        if alone or (versions and a is None and b is None and not dates):
            _print_versions(_pages(store, books, a), form, alone=a is not None)
            return
    if versions:
        raise UsageError("--versions is of one report, or of all.", "Give one report with it, or none.")
    if start is not None and a is None and b is None:
        found = [row for book in books for row in _moments(book, start, end)]
        _print_changes(found, form)
        return
    if dates or a is None or b is None:
        raise UsageError("Two things are compared.", "Give --from and --to, or two dates, or two reports; or one report, alone.")
    dated = [bool(_MOMENT.match(x)) for x in (a, b)]
    if all(dated):
        found = [row for book in books for row in _moments(book, a, b)]
    elif any(dated):
        raise UsageError(f"{a} and {b} are a moment and a report.", "Compare two dates, or two reports (by name or id).")
    else:
        found = list(changes.compare_reports(*_two_reports(books, a, b)))
    _print_changes(found, form)


def _pages(store: Ledger, books: list[Book], name: str | None) -> list[tuple[Book, Page]]:
    """Pages that were changed or taken away: all, or that of the report which ``name`` names."""
    found = [(book, page) for book in books for page in pages_of(store, book)]
    if name is None:
        return found
    named = [(b, p) for b, p in found if any(_is(h.report, name) for h in p.held if h.report is not None)]
    known = {r.url or r.id for b in books for r in b.reports.values() if _is(r, name)} | {p.address for _, p in named}
    if len(known) != 1:
        _report(books, name)  # says that there is none, or that there are several
    return named


def _is(report: Report, name: str) -> bool:
    return name in {report.id, report.name, report.url, tables.short(report.name)}


def _print_versions(found: list[tuple[Book, Page]], form: str, *, alone: bool) -> None:
    """What pages changed: for a person page by page, with the words; else a row a figure."""
    if form == "table" and found:
        for n, (book, page) in enumerate(found):
            for line in (*([""] if n else []), *page_lines(book, page, width=terminal_width())):
                click.echo(line)
        return
    none = "It was read in one version, and its page was not found gone." if alone else "No page was changed or taken away."
    told = [row for book, page in found for row in compare_versions.version_rows(page, book.story.id)]
    as_rows(map(compare_versions.in_cells, told) if form == "csv" else told, compare_versions.CSV, form, none=none)


def _print_changes(found: list[rows.Row], form: str) -> None:
    several = ("story",) if len({row["story"] for row in found}) > 1 else ()
    if form == "table":
        found = [{**row, "because": _few(row["because"])} for row in found]
    as_rows(found, (*changes.COLUMNS, *several), form, none="Nothing changed.")


def _few(names: list[str]) -> list[str]:
    return names if len(names) <= 4 else [*names[:3], f"and {len(names) - 3} more"]


def _moments(book: Book, a: str, b: str | None) -> Iterator[rows.Row]:
    zone = ZoneInfo(book.story.zone)
    until = last_known(book) if b is None else moment(b, zone)
    earlier, later = toll_of(book, moment(a, zone)), toll_of(book, until)
    return changes.compare_moments(book, earlier, later)


Told = tuple[Report, tuple[Claim, ...]]


def _two_reports(books: list[Book], a: str, b: str) -> tuple[str, Told, Told]:
    """The later report's story, and both reports with their claims. One address twice: its first version and its last."""
    versions = _versions(books, a) if a == b else []
    if len(versions) > 1:
        return versions[-1][0], versions[0][1], versions[-1][1]
    (_, before), (story, after) = _report(books, a), _report(books, b)
    return story, before, after


def _versions(books: list[Book], address: str) -> list[tuple[str, Told]]:
    """The versions of the report at an address, in order."""
    known = {r.id: (book, r) for book in books for r in book.reports.values() if r.url == address}
    after = {r.version_of: key for key, (_, r) in known.items() if r.version_of in known}
    key = next((k for k, (_, r) in known.items() if r.version_of not in known), None)
    found: list[tuple[str, Told]] = []
    while key is not None and len(found) <= len(known):
        book, report = known[key]
        found.append((book.story.id, (report, tuple(c for c in book.claims if c.report == key))))
        key = after.get(key)
    return found


def _report(books: list[Book], name: str) -> tuple[str, Told]:
    known = {r.id: (book, r) for book in books for r in book.reports.values()}
    named = {k: x for k, x in known.items() if _is(x[1], name)}
    if not named:
        names = sorted({tables.short(r.name) for _, r in known.values()})
        raise UnknownWord("report", name, (*names[:20], *([f"and {len(names) - 20} more"] if len(names) > 20 else [])))
    if len(named) > 1:
        ids = ", ".join(f"{k} ({r.name})" for k, (_, r) in sorted(named.items()))
        one = len({r.url for _, r in named.values()}) == 1 and named.keys() & {r.version_of for _, r in named.values()}
        own = f" They are versions of one page: `tollbook compare {name}` says what it changed." if one else ""
        raise UsageError(f"{name!r} names {len(named)} reports.", f"Take one by its id: {ids}.{own}")
    book, report = next(iter(named.values()))
    return book.story.id, (report, tuple(c for c in book.claims if c.report == report.id))
