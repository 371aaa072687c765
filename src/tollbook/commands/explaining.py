"""Explaining: `why`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from tollbook.accounting import pages_of
from tollbook.asking import acts_of, toll_of
from tollbook.commands.options import (
    as_of_option,
    as_rows,
    books_of,
    ledger_option,
    moment,
    opened,
    story_option,
    terminal_width,
)
from tollbook.errors import UsageError
from tollbook.ledger import Ledger
from tollbook.model import Book, Claim
from tollbook.publish import rows, tables, why
from tollbook.publish.why_acts import why_act_lines
from tollbook.reconcile import POLICIES
from tollbook.resolve import open_beside

_ACT = re.compile(r"a[0-9a-f]{4,16}")
_OTHERS = 12  # further claims of the same figure that are listed


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
        estimates, pages = toll_of(book, at, policy=policy), pages_of(store, book, at)
        for c in named:
            yield why.why_row(book, c, estimates, at, pages)


def _names(what: str, c: Claim) -> bool:
    if re.fullmatch(r"c[0-9a-f]{4,16}", what):
        return c.id.startswith(what)
    digits = re.sub(r"[,.\s]", "", what)
    bounds = {c.quantity.low, c.quantity.high}
    return c.figure.text.casefold() == what.casefold() or (digits.isdecimal() and int(digits) in bounds)
