"""Asking: `toll`, `claims`, `timeline`, `stories`, `compare`, `why`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from tollbook.commands.options import (
    as_of_option,
    as_rows,
    chosen_stories,
    format_option,
    ledger_option,
    measure_named,
    moment,
    opened,
    recorded_upto,
    story_option,
    terminal_width,
)
from tollbook.errors import UnknownWord, UsageError
from tollbook.model import Book, Claim, Estimate, Measure, Report, Side
from tollbook.pipeline import claims_out, toll_at, toll_of
from tollbook.publish import rows, terminal
from tollbook.publish.compare import COLUMNS, compare_moments, compare_reports
from tollbook.reconcile import POLICIES

MEASURE = click.option("--measure", help="Only this measure, as killed, injured, arrested.")
WHO = click.option("--who", help="Only this side or group, as state_forces, others, children.")
WHERE = click.option("--where", help="Only this place, by its name.")


@click.command()
@story_option
@MEASURE
@WHO
@WHERE
@as_of_option
@click.option(
    "--policy", type=click.Choice(POLICIES), default=POLICIES[0], show_default=True, help="Which rules rank the figures."
)
@format_option()
@ledger_option
def toll(
    story: str | None,
    measure: str | None,
    who: str | None,
    where: str | None,
    as_of: str | None,
    recorded: str | None,
    policy: str,
    form: str,
    ledger: Path,
) -> None:
    """Says what can be said: a count, a floor, a range, a conflict, or nothing.

    \b
    tollbook toll
    tollbook toll --as-of 2022-01-10 --measure killed
    tollbook toll --who state_forces --where Almaty --format json
    """
    wanted = measure_named(measure)
    found = []
    with opened(ledger, readonly=True) as store:
        upto = recorded_upto(store, recorded)
        for s in chosen_stories(store, story):
            book = store.book(s.id, upto=upto)
            at = moment(as_of, ZoneInfo(book.story.zone))
            if where is not None:
                estimates = toll_at(book, at, place=where, measure=wanted, side=_side(who), policy=policy)
            else:
                estimates = tuple(e for e in toll_of(book, at, policy=policy) if _is(e, wanted, who))
            found.append((book, estimates, at))
    if form == "table":
        for n, (book, estimates, at) in enumerate(found):
            for line in (*([""] if n else []), *terminal.toll_lines(book, estimates, at, width=terminal_width() or 100)):
                click.echo(line)
    elif form == "json":
        click.echo(json.dumps([rows.toll_row(b, e, at) for b, e, at in found], ensure_ascii=False, indent=1))
    else:
        flat = ({"story": b.story.id, "as_of": at.isoformat(), **rows.estimate_row(b, e)} for b, es, at in found for e in es)
        as_rows(flat, rows.TOLL, form)


def _side(who: str | None) -> Side | None:
    if who is None:
        return None
    try:
        return Side(who.casefold().replace(" ", "_"))
    except ValueError as error:
        raise UnknownWord("side", who, tuple(Side)) from error


def _is(e: Estimate, measure: Measure | None, who: str | None) -> bool:
    if measure is not None and e.scope.measure is not measure:
        return False
    words = (who or "").casefold().replace(" ", "_")
    return (
        who is None
        or words in {e.scope.group, e.scope.side, e.scope.object}
        or (words == "all" and e.scope.side is None and e.scope.group is None)
    )


@click.command()
@story_option
@MEASURE
@WHO
@WHERE
@click.option("--standing", help="Only claims of this standing, as withdrawn.")
@as_of_option
@format_option()
@ledger_option
def claims(
    story: str | None,
    measure: str | None,
    who: str | None,
    where: str | None,
    standing: str | None,
    as_of: str | None,
    recorded: str | None,
    form: str,
    ledger: Path,
) -> None:
    """Lists claims: each figure with its words, source and standing.

    \b
    tollbook claims --measure killed --standing withdrawn
    tollbook claims --format csv > claims.csv
    """
    wanted = measure_named(measure)

    def found() -> Iterator[rows.Row]:
        with opened(ledger, readonly=True) as store:
            upto = recorded_upto(store, recorded)
            for s in chosen_stories(store, story):
                book = store.book(s.id, upto=upto)
                at = moment(as_of, ZoneInfo(book.story.zone)) if as_of else None
                for c in claims_out(book, at):
                    row = rows.claim_row(book.reports[c.report].name, c, book.resolutions.get(c.id))
                    if _kept(c, row, wanted, who, where, standing):
                        yield row

    as_rows(found(), rows.CLAIM_BRIEF if form == "table" else rows.CLAIM, form)


def _kept(c: Claim, row: rows.Row, measure: Measure | None, who: str | None, where: str | None, standing: str | None) -> bool:
    if (measure is not None and c.measure is not measure) or (standing is not None and c.standing.value != standing.casefold()):
        return False
    if who is not None and who.casefold().replace(" ", "_") not in {
        str(row[k]).casefold() for k in ("side", "group", "who_class", "who", "object")
    }:
        return False
    names = {str(row["where"]).casefold(), str((row["place"] or {}).get("name")).casefold()}
    return where is None or where.casefold() in names


@click.command()
@story_option
@MEASURE
@format_option()
@ledger_option
def timeline(story: str | None, measure: str | None, form: str, ledger: Path) -> None:
    """Lists dated claims in the order in which the world was told.

    \b
    tollbook timeline --measure killed
    """
    wanted = measure_named(measure)
    with opened(ledger, readonly=True) as store:
        found = [row for s in chosen_stories(store, story) for row in rows.timeline_rows(store.book(s.id))]
    as_rows((r for r in found if wanted is None or r["measure"] == wanted.value), rows.TIMELINE, form)


@click.command()
@format_option()
@ledger_option
def stories(form: str, ledger: Path) -> None:
    """Lists the stories that reports were filed under.

    \b
    tollbook stories
    """
    with opened(ledger, readonly=True) as store:
        found = [rows.story_row(store.book(s.id)) for s in store.stories()]
    as_rows(found, rows.STORY, form)


@click.command()
@click.argument("a")
@click.argument("b")
@story_option
@format_option()
@ledger_option
def compare(a: str, b: str, story: str | None, form: str, ledger: Path) -> None:
    """Says what changed between two reports (by name or id) or between two moments (by date), and because of which report.

    \b
    tollbook compare 2022-01-06 2022-01-10
    tollbook compare wire-2022-01-06.txt wire-2022-01-10.txt
    """
    with opened(ledger, readonly=True) as store:
        books = [store.book(s.id) for s in chosen_stories(store, story)]
    if all(re.match(r"\d{4}-\d\d-\d\d(?:$|T)", x) for x in (a, b)):
        found = [row for book in books for row in _moments(book, a, b)]
    else:
        found = list(compare_reports(_report(books, a), _report(books, b)))
    as_rows(found, COLUMNS, form)


def _moments(book: Book, a: str, b: str) -> Iterator[rows.Row]:
    zone = ZoneInfo(book.story.zone)
    earlier, later = toll_of(book, moment(a, zone)), toll_of(book, moment(b, zone))
    return compare_moments(book, earlier, later)


def _report(books: list[Book], name: str) -> tuple[Report, tuple[Claim, ...]]:
    reports = {r.id: (r, tuple(c for c in book.claims if c.report == r.id)) for book in books for r in book.reports.values()}
    known = [x for x in reports.values() if name in {x[0].id, x[0].name, x[0].url, x[0].name.rsplit("/", 1)[-1]}]
    if len(known) != 1:
        names = tuple(sorted(x[0].name for x in (known or reports.values())))
        raise (
            UnknownWord("report", name, names[:20])
            if not known
            else UsageError(f"{name!r} names {len(known)} reports.", f"Take one: {', '.join(names)}.")
        )
    return known[0]


@click.command()
@click.argument("what")
@story_option
@as_of_option
@ledger_option
def why(what: str, story: str | None, as_of: str | None, recorded: str | None, ledger: Path) -> None:
    """Shows the grounds of a figure: its words, the rule that read it, its source, its links, and what it does to the toll.

    WHAT is a claim's id (or its beginning) or a figure, as 164.

    \b
    tollbook why 164
    tollbook why c0123456789abcdef --as-of 2022-01-10
    """
    with opened(ledger, readonly=True) as store:
        upto = recorded_upto(store, recorded)
        books = [store.book(s.id, upto=upto) for s in chosen_stories(store, story)]
    found = [(book, c) for book in books for c in book.claims if _names(what, c)]
    if not found:
        raise UsageError(f"No claim is {what!r}.", "Take an id or a figure from `tollbook claims`.")
    shown: dict[str, tuple[Estimate, ...]] = {}
    for n, (book, c) in enumerate(found[:3]):
        at = moment(as_of, ZoneInfo(book.story.zone))
        if book.story.id not in shown:
            shown[book.story.id] = toll_of(book, at)
        for line in (*([""] if n else []), *terminal.why_lines(book, c, shown[book.story.id], width=terminal_width() or 100)):
            click.echo(line)
    if len(found) > 3:
        others = ", ".join(c.id for _, c in found[3:12])
        click.echo(f"\n{len(found) - 3} more claims are {what!r}: {others}{' ...' if len(found) > 12 else ''}")


def _names(what: str, c: Claim) -> bool:
    digits = re.sub(r"[,.\s]", "", what)
    if what.startswith("c") and len(what) >= 5 and c.id.startswith(what):
        return True
    bounds = {c.quantity.low, c.quantity.high}
    return c.figure.text.casefold() == what.casefold() or (digits.isdigit() and int(digits) in bounds)
