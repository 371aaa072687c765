"""Options that several commands share, and what their words mean."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from tollbook.errors import BadDate, LedgerMissing, NoSpace, UnknownWord, UsageError
from tollbook.ledger import Ledger, open_ledger
from tollbook.model import Book, DateFound, Measure, Published, Story, end_of
from tollbook.publish.rows import Row
from tollbook.publish.tables import lines

F = TypeVar("F", bound=Callable[..., Any])

_ledger = click.option(
    "--ledger",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="TOLLBOOK_LEDGER",
    default=Path("tollbook.db"),
    show_default=True,
    help="The ledger file (or TOLLBOOK_LEDGER). Its evidence lies beside it.",
)


def ledger_option(command: F) -> F:
    """``--ledger FILE``."""
    return _ledger(command)


def format_option(default: str = "table", *choices: str) -> Callable[[F], F]:
    """``--format``: how rows are printed."""
    kinds = choices or ("table", "json", "jsonl", "csv")
    return click.option(
        "--format", "form", type=click.Choice(kinds), default=default, show_default=True, help="How rows are printed."
    )


def story_option(command: F) -> F:
    """``--story``."""
    return click.option("--story", help="Only this story: its id, or words of its title.")(command)


def as_of_option(command: F) -> F:
    """``--as-of`` and ``--recorded``: which of the three times."""
    for option in (
        click.option(
            "--as-of",
            "as_of",
            metavar="WHEN",
            help="What was published by then: a day (its end in the story's zone) or an instant.",
        ),
        click.option(
            "--recorded", metavar="WHEN", help="Only what this ledger had recorded by then: a day (its end, UTC) or an instant."
        ),
    ):
        command = option(command)
    return command


def now() -> datetime:
    """The clock, read here and nowhere below."""
    return datetime.now(UTC)


def moment(words: str | None, zone: ZoneInfo) -> datetime:
    """The instant that ``words`` stand for; a day is its end in ``zone``, or in the zone that they name; ``None`` is now.

    >>> moment("2022-01-10", ZoneInfo("Asia/Almaty")).isoformat()
    '2022-01-10T23:59:00+06:00'
    >>> moment("2022-01-10 Europe/Paris", ZoneInfo("Asia/Almaty")).isoformat()
    '2022-01-10T23:59:00+01:00'
    """
    if words is None:
        return now().astimezone(zone)
    named = re.fullmatch(r"(\d\S*?) ?(?:\[(\S+)\]|(?<= )([A-Za-z]\S+))", words)
    try:
        if named is not None:
            words, zone = named[1], ZoneInfo(named[2] or named[3])
        if re.fullmatch(r"\d{4}-\d\d-\d\d", words):
            return end_of(date.fromisoformat(words), zone)
        found = datetime.fromisoformat(words)
    except (ValueError, KeyError, OSError) as error:
        raise BadDate(words) from error
    return found if found.tzinfo is not None else found.replace(tzinfo=zone)


def given_dates(pairs: Sequence[str]) -> dict[str, Published]:
    """``NAME=DATE`` pairs of ``--published``."""
    found = {}
    for pair in pairs:
        name, _, words = pair.rpartition("=")
        if not name:
            raise UsageError(f"--published {pair!r} names no report.", "Write --published NAME=DATE, NAME being the file's name.")
        try:
            instant = datetime.fromisoformat(words)
        except ValueError as error:
            raise BadDate(words) from error
        if re.fullmatch(r"\d{4}-\d\d-\d\d", words) or instant.tzinfo is None:
            found[name] = Published(day=instant.date(), found=DateFound.GIVEN, words=words)
        else:
            found[name] = Published(instant=instant, found=DateFound.GIVEN, words=words)
    return found


def as_rows(rows: Iterable[Row], columns: Sequence[str], form: str, *, none: str = "Nothing to show.") -> None:
    """Prints ``rows`` in the form asked for; a table fits the terminal, and in a pipe it is left as wide as it is."""
    for line in lines(rows, columns, form, width=terminal_width(), none=none):
        click.echo(line)


def terminal_width() -> int | None:
    """Columns of the terminal; ``None`` in a pipe."""
    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else None


def opened(path: Path, *, create: bool = False, readonly: bool = False) -> Ledger:
    """The ledger at ``path``."""
    if not create and not path.exists():
        raise LedgerMissing(str(path))
    return open_ledger(path, create=create, readonly=readonly)


def chosen_stories(ledger: Ledger, words: str | None) -> tuple[Story, ...]:
    """Stories that ``words`` name by id or by words of their title; all of them where it is ``None``."""
    known = ledger.stories()
    if words is None:
        return known
    found = tuple(s for s in known if s.id == words) or tuple(s for s in known if words.casefold() in s.title.casefold())
    if not found:
        raise UnknownWord("story", words, tuple(f"{s.id} ({s.title})" for s in known))
    return found


def recorded_upto(ledger: Ledger, words: str | None) -> int | None:
    """The number of the last entry recorded by the moment that ``words`` stand for; ``None`` is all."""
    return None if words is None else ledger.upto(moment(words, ZoneInfo("UTC")))


def books_of(ledger: Ledger, story: str | None, recorded: str | None = None) -> list[Book]:
    """Books of the stories chosen, as the ledger had them by ``recorded``; the one with most reports first."""
    upto = recorded_upto(ledger, recorded)
    stories = chosen_stories(ledger, story)
    found = (_book(ledger, s, upto) for s in stories)
    books = [b for b in found if b is not None and (b.reports or story is not None)]
    if not stories:
        click.echo("The ledger holds no story yet: `tollbook read FILE...` reads reports into it.", err=True)
    elif not books and recorded is not None:
        first = next(iter(ledger.entries(upto=1)))
        click.echo(f"Nothing of it was recorded by {recorded}; this ledger begins {first.recorded:%Y-%m-%d %H:%M} UTC.", err=True)
    return sorted(books, key=lambda b: (-len(b.reports), b.story.id))


def _book(ledger: Ledger, story: Story, upto: int | None) -> Book | None:
    try:
        return ledger.book(story.id, upto=upto)
    except UsageError:  # not yet recorded by then
        return None


def known_word(what: str, words: str | None, known: Iterable[str | None]) -> str | None:
    """``words`` as the program writes them, where they are one of ``known``. Raises `UnknownWord`."""
    if words is None:
        return None
    names = {k.casefold().replace(" ", "_"): k for k in known if k}
    found = names.get(words.casefold().replace("-", "_").replace(" ", "_"))
    if found is None:
        listed = sorted(set(names.values()))
        raise UnknownWord(what, words, (*listed[:30], *([f"and {len(listed) - 30} more"] if len(listed) > 30 else [])))
    return found


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """A file that cannot be written is said clearly: `NoSpace`, or a `UsageError` that says why."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise NoSpace(str(path)) from error
        raise UsageError(f"{path} cannot be written: {error.strerror or error}.", "Name another file with --out FILE.") from error


def write_whole(path: Path, text: str) -> int:
    """Writes a text as `write_bytes` does; the number of its bytes."""
    return write_bytes(path, text.encode("utf-8", "replace"))


def write_bytes(path: Path, raw: bytes) -> int:
    """Writes a file whole or not at all; the number of its bytes. A pipe or a device is written as it is."""
    with writing(path):
        if path.exists() and not path.is_file():
            return path.write_bytes(raw)
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            part.write_bytes(raw)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    return len(raw)


def measure_named(words: str | None) -> Measure | None:
    """The measure that ``words`` name."""
    found = known_word("measure", words, Measure)
    return None if found is None else Measure(found)
