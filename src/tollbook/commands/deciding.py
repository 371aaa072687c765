"""What the decisions of `review` share: who, why, on which entry; and how a person writes the fields of a claim."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from tollbook import deciding
from tollbook.commands.options import known_word, ledger_option, measure_named, terminal_width
from tollbook.errors import BadDate, UsageError
from tollbook.ledger import Ledger
from tollbook.model import Decided, Frame, Side, Standing
from tollbook.publish.terminal import wrapped

F = TypeVar("F", bound=Callable[..., Any])

BY = click.option(
    "--by",
    envvar="TOLLBOOK_BY",
    default="person:owner",
    show_default=True,
    help="Who decides: a pseudonym, person:NAME (or TOLLBOOK_BY).",
)
REASON = click.option("--reason", default="", help="Why; it stays in the ledger for good.")
WHY = click.option("--reason", required=True, help="Why; it stays in the ledger for good.")
ON = click.option(
    "--on",
    type=int,
    metavar="ENTRY",
    help="The last entry that you had seen: refused where somebody else decided on the same since.",
)


def decides(command: F) -> F:
    """Options of every decision."""
    for option in (ON, BY, ledger_option):
        command = option(command)
    return command


def done(book: Ledger, decided: Decided, *more: str) -> None:
    """Says what was recorded, and how to take it back."""
    number, digest = book.head()
    lines = (f"Recorded as entry {decided.number}; `tollbook review undo {decided.number}` takes it back.", *more)
    for line in (*lines, f"Head {digest} (entry {number})"):
        for part in wrapped(line, "", "  ", terminal_width() or 100_000):
            click.echo(part)


def id_of(book: Ledger, words: str) -> str:
    """The id that begins so, as tables show it."""
    found = book.ids(words) if len(words) >= 5 and words[:1] in "cr" else ()
    if len(found) != 1:
        what = f"{len(found)} ids begin with {words!r}" if found else f"No claim and no report is {words!r}"
        raise UsageError(f"{what}.", "`tollbook claims` lists claims with their ids.")
    return found[0]


def correction_fields(given: dict[str, str | None]) -> dict[str, Any]:
    """What a person wrote for the fields of a claim, as `deciding.correct` takes them."""
    span, day = given.get("span"), given.get("said_on")
    side, standing = known_word("side", given.get("side"), Side), known_word("standing", given.get("standing"), Standing)
    frame = known_word("frame", given.get("frame"), Frame)
    interval = given.get("interval")
    return {
        "measure": measure_named(given.get("measure")),
        "object": given.get("thing"),
        "quantity": None if interval is None else deciding.quantity_of(interval),
        "who": given.get("who"),
        "side": None if side is None else Side(side),
        "group": given.get("group"),
        "where": given.get("where"),
        "said_by": given.get("said_by"),
        "said_on": None if day is None else day_of(day),
        "standing": None if standing is None else Standing(standing),
        "frame": None if frame is None else Frame(frame),
        "figure": None if span is None else span_of(span),
    }


def day_of(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise BadDate(words) from error


def span_of(words: str) -> tuple[int, int]:
    start, _, end = words.partition("-")
    if not (start.strip().isdecimal() and end.strip().isdecimal()):
        raise UsageError(f"{words!r} is no span.", "Write --span START-END, as `tollbook why` shows it.")
    return int(start), int(end)
