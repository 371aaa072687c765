"""Asking: `toll`, `claims`, `timeline`, `stories`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from tollbook.accounting import pages_of
from tollbook.asking import acts_of, claims_out, heard_of, last_known, places_of, toll_at, toll_of
from tollbook.commands.options import (
    as_of_option,
    as_rows,
    books_of,
    format_option,
    known_word,
    ledger_option,
    measure_named,
    moment,
    opened,
    story_option,
    terminal_width,
)
from tollbook.model import Book, Claim, Estimate, Measure, Page, Side, Standing
from tollbook.publish import rows, silence, tables, terminal
from tollbook.publish.page_course import course_lines
from tollbook.publish.page_versions import by_report, version_words, versions_row
from tollbook.reconcile import POLICIES
from tollbook.resolve import open_beside

MEASURE = click.option("--measure", help="Only this measure, as killed, injured, arrested.")
WHO = click.option("--who", help="Only this side, group or thing, as state_forces, others, children, vehicle; all: everybody.")
WHERE = click.option("--where", help="Only this place, by its name.")
CLAIMS = ("id", "says", "said_by", "standing", "report", "versions")
TIMELINE = ("day", "says", "said_by", "standing", "reports", "claim")
STORIES = ("id", "title", "reports", "claims", "shared", "derived", "first", "last")


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
    """Says what can be said: a count, a floor, a range, or nothing.

    \b
    Examples:
      tollbook toll
      tollbook toll --as-of 2022-01-10 --measure killed
      tollbook toll --who state_forces --where Almaty --format json
    """
    wanted = measure_named(measure)
    with opened(ledger, readonly=True) as store:
        books = books_of(store, story, recorded)
        pages = {b.story.id: pages_of(store, b, moment(as_of, ZoneInfo(b.story.zone))) for b in books if form == "table"}
    group = known_word("side, group or thing", who, _people(books))
    place = known_word("place", where, (n for b in books for n in places_of(b)))
    asked = _Asked(measure=wanted, group=group, place=place, policy=policy)
    found = [_answer(b, moment(as_of, ZoneInfo(b.story.zone)), asked) for b in books if place is None or place in places_of(b)]
    if form == "table":
        for n, (book, estimates, at) in enumerate(found):
            width, days = terminal_width() or 100, heard_of(book, at, open_beside(ledger))
            changed = course_lines(pages[book.story.id], ZoneInfo(book.story.zone), width=width)
            for line in (*([""] if n else []), *terminal.toll_lines(book, estimates, at, width=width, heard=days), *changed):
                click.echo(line)
    elif form == "json":
        told = [
            rows.toll_row(b, es, at, silence=silence.silence_rows(heard_of(b, at, open_beside(ledger)))) for b, es, at in found
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        flat = ({"story": b.story.id, "as_of": at.isoformat(), **rows.estimate_row(b, e)} for b, es, at in found for e in es)
        as_rows(flat, rows.TOLL, form)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a toll is asked of; ``group`` is a side, a group, a thing, or "all" for everybody."""

    measure: Measure | None
    group: str | None
    place: str | None
    policy: str


def _people(books: Sequence[Book]) -> set[str | None]:
    """The words that ``--who`` takes: sides, and the groups and things of which there are claims."""
    own = {x for b in books for c in b.claims for x in (c.scope.group, c.counted)}
    return {Side.STATE_FORCES.value, Side.OTHERS.value, "all", *own}


def _answer(book: Book, at: datetime, asked: _Asked) -> tuple[Book, tuple[Estimate, ...], datetime]:
    if asked.place is None:
        return book, tuple(e for e in toll_of(book, at, policy=asked.policy) if _is(e, asked)), at
    side = Side(asked.group) if asked.group in set(Side) else None
    group = asked.group if side is None and asked.group in {c.scope.group for c in book.claims} else None
    found = toll_at(book, at, place=asked.place, measure=asked.measure, side=side, group=group, policy=asked.policy)
    things = {c.counted for c in book.claims if c.counted}
    return book, tuple(e for e in found if asked.group not in things or e.scope.object == asked.group), at


def _is(e: Estimate, asked: _Asked) -> bool:
    if asked.measure is not None and e.scope.measure is not asked.measure:
        return False
    whole = e.scope.side is None and e.scope.group is None
    return asked.group is None or asked.group in {e.scope.group, e.scope.side, e.scope.object} or (asked.group == "all" and whole)


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
    """Lists claims: each figure with its source and standing.

    Where the page of a report was changed or taken away, it says in which version a figure stands, and what a later one says.

    
    tollbook claims --measure killed --standing withdrawn
    tollbook claims --format csv > claims.csv
    """
    wanted, fate = measure_named(measure), known_word("standing", standing, Standing)
    with opened(ledger, readonly=True) as store:
        books = books_of(store, story, recorded)
        pages = {b.story.id: by_report(pages_of(store, b, moment(as_of, ZoneInfo(b.story.zone)))) for b in books}
    told = [(b, c) for b in books for c in claims_out(b, moment(as_of, ZoneInfo(b.story.zone)) if as_of else None)]
    people = known_word("side, group or people", who, (n for b in books for c in b.claims for n in _whom(c)))
    place = known_word("place", where, (n for b in books for c in b.claims for n in _where(b, c)))
    found = (
        rows.claim_row(b.reports[c.report].name, c, b.resolutions.get(c.id)) | _versions(pages[b.story.id], c)
        for b, c in told
        if (wanted is None or c.measure is wanted)
        and (fate is None or c.standing.value == fate)
        and (people is None or _same(people, _whom(c)))
        and (place is None or _same(place, _where(b, c)))
    )
    if form == "table":
        as_rows(({**row, "says": tables.says(row), **_in_words(row)} for row in found), CLAIMS, form, none="No claim is so.")
    elif form == "csv":
        as_rows((row | _in_words(row) for row in found), (*rows.CLAIM, "versions"), form)
    else:
        as_rows(found, rows.CLAIM, form)


def _versions(pages: dict[str, tuple[Page, ...]], claim: Claim) -> rows.Row:
    return {"versions": versions_row(pages.get(claim.report, ()), claim)}


def _in_words(row: rows.Row) -> rows.Row:
    """Which version of its page a claim stands in, and what a later one says, in a cell."""
    return {"versions": version_words(row["versions"])}


def _whom(c: Claim) -> tuple[str | None, ...]:
    """What names the people or things of a claim: side, group, class, wording."""
    return (c.scope.side.value, c.scope.group, c.scope.who_class.value if c.scope.who_class else None, c.object, c.scope.who)


def _where(book: Book, c: Claim) -> tuple[str | None, ...]:
    """What names the place of a claim."""
    r = book.resolutions.get(c.id)
    return (c.scope.where, r.place.name if r and r.place else None)


def _same(words: str, names: Sequence[str | None]) -> bool:
    return words.casefold() in {n.casefold() for n in names if n is not None}


@click.command()
@story_option
@MEASURE
@click.option("--only", type=click.Choice(("acts", "claims")), help="Only what was done and said, or only figures.")
@click.option("--heard", is_flag=True, help="Who was heard on each day, by side, and known reasons for silence, instead.")
@as_of_option
@format_option()
@ledger_option
def timeline(
    story: str | None,
    measure: str | None,
    only: str | None,
    heard: bool,
    as_of: str | None,
    recorded: str | None,
    form: str,
    ledger: Path,
) -> None:
    """Lists what happened, and what was counted, day by day.

    An act that several reports tell stands once, with the words of each. Where no report tells its day, it stands on the day on
    which it was said, or told of ("by"). A day without figures is not a calm day: --heard says who spoke.

    
    tollbook timeline --measure killed
    tollbook timeline --heard
    """
    wanted = measure_named(measure)
    with opened(ledger, readonly=True) as store:
        books = books_of(store, story, recorded)
    if heard:
        _print_heard(books, ledger, as_of, form)
        return
    found = [
        row for b in books for row in _days(b, ledger, as_of, acts=only != "claims" and wanted is None, claims=only != "acts")
    ]
    found = [r for r in found if wanted is None or r["measure"] == wanted.value]
    found.sort(key=lambda r: (r["day"], r["act"] is None, r["until"] or r["day"], r["published"], r["claim"] or ""))
    if form == "table":
        as_rows(map(tables.on_its_day, found), TIMELINE, form, none="Nothing dated is so.")
    else:
        as_rows(found, rows.TIMELINE, form)


def _print_heard(books: Sequence[Book], ledger: Path, as_of: str | None, form: str) -> None:
    """Who was heard on each day of the stories."""
    found = []
    for book in books:
        at = moment(as_of, ZoneInfo(book.story.zone)) if as_of else last_known(book)
        found += [silence.heard_row(book.story.id, d) for d in heard_of(book, at, open_beside(ledger))]
    columns = silence.HEARD if len(books) == 1 else ("story", *silence.HEARD)
    as_rows(found, columns, form, none="No report is dated.")


def _days(book: Book, ledger: Path, as_of: str | None, *, acts: bool, claims: bool) -> Iterator[rows.Row]:
    """The rows of one story: acts and claims that the world knew by a moment."""
    at = moment(as_of, ZoneInfo(book.story.zone)) if as_of else None
    if acts:
        yield from rows.act_rows(book, acts_of(book, open_beside(ledger), at))
    if claims:
        known = {c.id for c in claims_out(book, at)}
        yield from (r for r in rows.timeline_rows(book) if r["claim"] in known)


@click.command()
@format_option()
@ledger_option
def stories(form: str, ledger: Path) -> None:
    """Lists the stories that reports were filed under.

    
    tollbook stories
    """
    with opened(ledger, readonly=True) as store:
        found = [rows.story_row(store.book(s.id)) for s in store.stories()]
    columns = STORIES if form == "table" else rows.STORY
    as_rows(found, columns, form, none="No story yet: `tollbook read FILE...` reads reports into the ledger.")
