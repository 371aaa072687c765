"""Explaining: `compare`, `why`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from tollbook.asking import acts_of, gone_by, last_known, toll_of
from tollbook.commands.options import (
    as_of_option,
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
from tollbook.model import Book, Claim, Report
from tollbook.publish import compare as changes
from tollbook.publish import rows, tables, why
from tollbook.publish.page_versions import versions_of
from tollbook.publish.why_acts import why_act_lines
from tollbook.reconcile import POLICIES
from tollbook.resolve import open_beside

_ACT = re.compile(r"a[0-9a-f]{4,16}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:$|[T ])")
_OTHERS = 12  # further claims of the same figure that are listed


@click.command()
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option("--from", "start", metavar="WHEN", help="A day (its end in the story's zone) or an instant, instead of A.")
@click.option("--to", "end", metavar="WHEN", help="A later one, instead of B; by default the newest report's.")
@story_option
@format_option()
@ledger_option
def compare(a: str | None, b: str | None, start: str | None, end: str | None, story: str | None, form: str, ledger: Path) -> None:
    """Says what changed between two reports, or two moments.

    A and B are names or ids of reports, or dates. Between two dates it says how the toll changed, and because of which
    reports; between two reports, how their figures differ. The same address twice compares the first version of its page
    with the last.

    \b
    Examples:
      tollbook compare --from 2022-01-06 --to 2022-01-10
      tollbook compare --from "2022-01-09T12:00 Asia/Almaty" --to 2022-01-09T20:00+06:00
      tollbook compare wire-2022-01-06.txt wire-2022-01-10.txt
    """
    with opened(ledger, readonly=True) as store:
        books = books_of(store, story)
    if start is not None and a is None and b is None:
        found = [row for book in books for row in _moments(book, start, end)]
        _print_changes(found, form)
        return
    if start is not None or end is not None or a is None or b is None:
        raise UsageError("Two things are compared.", "Give --from and --to, or two dates, or two reports.")
    dated = [bool(_MOMENT.match(x)) for x in (a, b)]
    if all(dated):
        found = [row for book in books for row in _moments(book, a, b)]
    elif any(dated):
        raise UsageError(f"{a} and {b} are a moment and a report.", "Compare two dates, or two reports (by name or id).")
    else:
        found = list(changes.compare_reports(*_two_reports(books, a, b)))
    _print_changes(found, form)


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
    named = {k: x for k, x in known.items() if name in {x[1].id, x[1].name, x[1].url, tables.short(x[1].name)}}
    if not named:
        names = sorted({tables.short(r.name) for _, r in known.values()})
        raise UnknownWord("report", name, (*names[:20], *([f"and {len(names) - 20} more"] if len(names) > 20 else [])))
    if len(named) > 1:
        ids = ", ".join(f"{k} ({r.name})" for k, (_, r) in sorted(named.items()))
        raise UsageError(f"{name!r} names {len(named)} reports.", f"Take one by its id: {ids}.")
    book, report = next(iter(named.values()))
    return book.story.id, (report, tuple(c for c in book.claims if c.report == report.id))


def _acts(book: Book, ledger: Path, what: str, as_of: str | None) -> Iterator[rows.Row]:
    at = moment(as_of, ZoneInfo(book.story.zone)) if as_of else None
    for row in rows.act_rows(book, acts_of(book, open_beside(ledger), at)):
        if any(told["id"].startswith(what) for told in row["act"]["told"]):
            yield row


def _show_acts(acts: list[rows.Row], what: str, form: str) -> None:
    if form != "text":
        as_rows(acts, (), form)
        return
    for n, row in enumerate(acts):
        for line in (*([""] if n else []), *why_act_lines(row, what, width=terminal_width() or 100)):
            click.echo(line)


@click.command(name="why")
@click.argument("what")
@story_option
@as_of_option
@click.option(
    "--policy", type=click.Choice(POLICIES), default=POLICIES[0], show_default=True, help="Which rules rank the figures."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "jsonl")),
    default="text",
    show_default=True,
    help="Text shows one claim in full and lists the others of the same figure; JSON holds all in full.",
)
@ledger_option
def explain(what: str, story: str | None, as_of: str | None, recorded: str | None, policy: str, form: str, ledger: Path) -> None:
    """Shows the grounds of a figure, and what it does to the toll.

    WHAT is a claim's id (or its beginning, as tables show it), a figure, as 164, or the id of an act of the timeline. Shown are
    its words, the rule that read them, its source, its links, and its part in each toll; with --policy, where figures are
    ranked otherwise.

    \b
    Examples:
      tollbook why 164
      tollbook why c01234567 --as-of 2022-01-10
      tollbook why 164 --policy two-sources
    """
    with opened(ledger, readonly=True) as store:
        books = books_of(store, story, recorded)
        found = sorted((row for book in books for row in _grounds(store, book, what, as_of, policy)), key=why.weight)
    acts = [row for book in books for row in _acts(book, ledger, what, as_of)] if _ACT.fullmatch(what) else []
    if acts:
        _show_acts(acts, what, form)
        return
    if not found:
        raise UsageError(
            f"No claim is {what!r}.", "Take an id or a figure from `tollbook claims`, or an act's from `tollbook timeline`."
        )
    if form != "text":
        as_rows(found, (), form)
        return
    for line in why.why_lines(found[0], width=terminal_width() or 100):
        click.echo(line)
    if len(found) > 1:
        click.echo(f"\n{len(found) - 1} more of {what}; `tollbook why ID` shows one in full:\n")
        as_rows(({**row, "says": tables.says(row)} for row in found[1 : _OTHERS + 1]), why.BRIEF, "table")
        if len(found) > _OTHERS + 1:
            click.echo(f"and {len(found) - _OTHERS - 1} more; --format json holds all.")


def _grounds(store: Ledger, book: Book, what: str, as_of: str | None, policy: str) -> Iterator[rows.Row]:
    named = [c for c in (*book.claims, *book.rejected) if _names(what, c)]
    if named:
        at = moment(as_of, ZoneInfo(book.story.zone))
        estimates = toll_of(book, at, policy=policy)
        for c in named:
            yield why.why_row(book, c, estimates, at, gone_by(store, versions_of(book, c), at))


def _names(what: str, c: Claim) -> bool:
    if re.fullmatch(r"c[0-9a-f]{4,16}", what):
        return c.id.startswith(what)
    digits = re.sub(r"[,.\s]", "", what)
    bounds = {c.quantity.low, c.quantity.high}
    return c.figure.text.casefold() == what.casefold() or (digits.isdecimal() and int(digits) in bounds)
