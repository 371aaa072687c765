"""Reviewing: `review`, with a queue to go through in a terminal, and a subcommand for every decision."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from tollbook import deciding
from tollbook.asking import last_known, toll_at, toll_of
from tollbook.commands.deciding import BY, REASON, WHY, correction_fields, decides, done, id_of
from tollbook.commands.options import (
    as_rows,
    books_of,
    chosen_stories,
    format_option,
    known_word,
    ledger_option,
    measure_named,
    moment,
    now,
    opened,
    story_option,
    terminal_width,
)
from tollbook.commands.session import Session
from tollbook.errors import UnknownWord, UsageError
from tollbook.ledger import Ledger
from tollbook.model import Book, Estimate
from tollbook.publish import decisions as told
from tollbook.publish.tables import says
from tollbook.publish.terminal import wrapped
from tollbook.reconcile import POLICIES

F = TypeVar("F", bound=Callable[..., Any])

QUEUE = ("claim", "says", "said_by", "standing", "role", "precision", "weight")
TASK = tuple(
    "claim story report published measure object low high who where said_by standing rule role effect precision weight".split()
)


@click.group(invoke_without_command=True)
@story_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="So many of the queue, where it is listed.")
@BY
@format_option()
@ledger_option
@click.pass_context
def review(context: click.Context, story: str | None, limit: int, by: str, form: str, ledger: Path) -> None:
    """Goes through what was read, and decides on it.

    Without a subcommand, in a terminal: claim after claim, those first that move a toll most and were read by the rules that
    are right least often; one key accepts, corrects or rejects. In a pipe, or with --format, the queue is listed. Every
    decision is an entry by a pseudonym; none overwrites what was read, and `review undo` takes back any.

    \b
    Examples:
      tollbook review --by person:p7
      tollbook review --format csv --limit 500 > queue.csv
      tollbook review reject c0123456789abcdef --reason "an age"
    """
    if context.invoked_subcommand is not None:
        given = [n for n in ("story", "limit", "by", "form", "ledger") if _stated(context, n)]
        if given:
            raise UsageError(
                "Options of a decision stand after its name.", f"Write tollbook review {context.invoked_subcommand} ..."
            )
        return
    if form == "table" and sys.stdin.isatty() and sys.stdout.isatty():
        with opened(ledger) as store:
            Session(store, by=by, story=story, now=now, width=terminal_width() or 80).run()
        return
    with opened(ledger, readonly=True) as store:
        books = books_of(store, story)
    tasks = sorted(((b, t) for b in books for t in deciding.queue(b)), key=lambda x: -x[1].weight)
    rows = (deciding.task_row(b, t) for b, t in tasks[:limit])
    if form == "table":
        as_rows(({**r, "says": says(r)} for r in rows), QUEUE, form, none="Nothing is left to look at.")
    else:
        as_rows(rows, TASK, form)


def _stated(context: click.Context, name: str) -> bool:
    return context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE


# ---------------------------------------------------------------------------------------------------------------- claims


@review.command()
@click.argument("claim")
@REASON
@decides
def accept(claim: str, reason: str, by: str, on: int | None, ledger: Path) -> None:
    """Accepts a claim: it is as its report says.

    \b
    Example:
      tollbook review accept c0123456789abcdef --by person:p7
    """
    with opened(ledger) as book:
        done(book, deciding.accept(book, id_of(book, claim), by=by, now=now, reason=reason, on=on))


@review.command()
@click.argument("claim")
@WHY
@decides
def reject(claim: str, reason: str, by: str, on: int | None, ledger: Path) -> None:
    """Rejects what is no claim.

    An age, another event, a slip of reading: it takes part in nothing from then on, and is still shown. A figure that is
    wrong is a claim all the same: that somebody gave it is what is recorded.

    \b
    Example:
      tollbook review reject c0123456789abcdef --reason "an age"
    """
    with opened(ledger) as book:
        done(book, deciding.reject(book, id_of(book, claim), by=by, now=now, reason=reason, on=on))


@review.command()
@click.argument("claim")
@WHY
@click.option("--measure", help="What is counted, as killed.")
@click.option("--object", "thing", help="The things counted.")
@click.option("--interval", help='The figure, as 44, "about 40", "more than 160", "at least 44", "up to 50", 40-50.')
@click.option("--who", help="Of whom, in the report's words.")
@click.option("--side", help="Side of the people: state_forces, others, all_stated, not_said.")
@click.option("--group", help="Group, as children.")
@click.option("--where", help="Where, in the report's words.")
@click.option("--said-by", help="According to whom, in the report's words.")
@click.option("--said-on", metavar="DAY", help="The day on which it was said.")
@click.option("--standing", help="As the report tells it, as withdrawn.")
@click.option("--frame", help="Of this event (current), a past one (background), or a future one (forecast).")
@click.option("--span", metavar="START-END", help="The figure's words: code points of the report's text.")
@decides
def correct(claim: str, reason: str, by: str, on: int | None, ledger: Path, **given: str | None) -> None:
    """Corrects what was read of a claim.

    What is not given stays, and an empty text clears a field. What was read is kept and shown beside it.

    \b
    Example:
      tollbook review correct c0123456789abcdef --interval "at least 44" --where "" --reason "misread"
    """
    fields = correction_fields(given)
    with opened(ledger) as book:
        done(book, deciding.correct(book, id_of(book, claim), by=by, now=now, reason=reason, on=on, **fields))


@review.command()
@click.argument("entry", type=int)
@REASON
@decides
def undo(entry: int, reason: str, by: str, on: int | None, ledger: Path) -> None:
    """Takes back a decision.

    Both stay on record, and an undoing can be undone. ENTRY is the decision's number, as `review decisions` lists it.

    \b
    Example:
      tollbook review undo 321 --reason "digits swapped"
    """
    with opened(ledger) as book:
        done(book, deciding.undo(book, entry, by=by, now=now, reason=reason, on=on))


@review.command()
@story_option
@format_option()
@ledger_option
def decisions(story: str | None, form: str, ledger: Path) -> None:
    """Lists what people decided, oldest first.

    \b
    Example:
      tollbook review decisions --format jsonl
    """
    with opened(ledger, readonly=True) as book:
        ids = [s.id for s in chosen_stories(book, story)] if story is not None else [None]
        found = {d.number: d for i in ids for d in deciding.decisions(book, story=i)}
    rows = [told.decision_row(found[n]) for n in sorted(found)]
    if form in ("table", "csv"):
        as_rows(({**r, "says": told.says(r)} for r in rows), told.DECISION, form, none="Nobody has decided anything yet.")
    else:
        as_rows(rows, (), form)


# --------------------------------------------------------------------------------------------------------------- signing


@review.command()
@story_option
@click.option("--measure", required=True, help="Of this measure, as killed.")
@click.option("--who", help="Of this side, group or thing; by default of everybody.")
@click.option("--where", help="Of this place; by default of the whole story.")
@click.option("--as-of", metavar="WHEN", help="A day or an instant; by default the newest report's.")
@click.option(
    "--policy", type=click.Choice(POLICIES), default=POLICIES[0], show_default=True, help="Which rules rank the figures."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@REASON
@decides
def sign(
    story: str | None,
    measure: str,
    who: str | None,
    where: str | None,
    as_of: str | None,
    policy: str,
    yes: bool,
    reason: str,
    by: str,
    on: int | None,
    ledger: Path,
) -> None:
    """Signs a toll: you answer for what it says.

    It is printed, and asked about, first. It stays signed until a later report or decision changes it.

    \b
    Example:
      tollbook review sign --measure killed --as-of 2022-01-10 --by person:p7
    """
    wanted = measure_named(measure)
    with opened(ledger) as store:
        book = _one_book(store, story)
        at = moment(as_of, ZoneInfo(book.story.zone)) if as_of is not None else last_known(book)
        found = (
            toll_of(book, at, policy=policy) if where is None else toll_at(book, at, place=where, measure=wanted, policy=policy)
        )
        e = _asked([x for x in found if x.scope.measure is wanted], who)
        for line in wrapped(e.sentence, "  ", "  ", terminal_width() or 100):
            click.echo(line)
        if not yes and not click.confirm(f"Sign this as {by}, as of {at.isoformat()}, entry {e.upto}?"):
            click.echo("Nothing was signed.", err=True)
            raise SystemExit(1)
        done(store, deciding.sign(store, e, by=by, now=now, policy=policy, reason=reason, on=on))


def _one_book(store: Ledger, story: str | None) -> Book:
    books = books_of(store, story)
    if len(books) != 1:
        ids = ", ".join(b.story.id for b in books[:8])
        raise UsageError(
            f"{len(books)} stories are there to sign: {ids}." if books else "There is no story.", "Name one with --story."
        )
    return books[0]


def _asked(found: Sequence[Estimate], who: str | None) -> Estimate:
    """The one estimate that is meant."""
    names = {w: e for e in found for w in (e.scope.side, e.scope.group, e.scope.object) if w is not None}
    if who is None:
        whole = [e for e in found if e.scope.side is None and e.scope.group is None]
        if len(whole) == 1:
            return whole[0]
    elif (known := known_word("side, group or thing", who, names)) is not None:
        return names[known]
    raise (
        UnknownWord("toll", "of everybody", tuple(sorted(map(str, names)))) if found else UsageError("Nothing can be said of it.")
    )
