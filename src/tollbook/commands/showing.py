"""Showing: `page`, `export`, `demo`."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from tollbook import pipeline
from tollbook.commands.options import (
    as_of_option,
    chosen_stories,
    ledger_option,
    moment,
    now,
    opened,
    recorded_upto,
    story_option,
    terminal_width,
)
from tollbook.errors import UsageError
from tollbook.ledger import Ledger
from tollbook.model import Book, Estimate
from tollbook.publish import terminal
from tollbook.publish.page import page as make_page

NAMES = click.option("--names", is_flag=True, help="Show names of private persons, which are masked otherwise.")


def _write_page(store: Ledger, story: str | None, as_of: str | None, upto: int | None, out: Path, *, mask: bool) -> int:
    """Writes the page of the stories chosen; the number of its bytes."""
    books: list[tuple[Book, tuple[Estimate, ...]]] = []
    past: list[Estimate] = []
    at = moment(as_of, ZoneInfo("UTC"))
    for s in chosen_stories(store, story):
        book = store.book(s.id, upto=upto)
        at = moment(as_of, ZoneInfo(book.story.zone))
        books.append((book, pipeline.toll_of(book, at)))
        past += pipeline.history(book, at)
    if not books:
        raise UsageError("The ledger holds no story.", "Read reports first: `tollbook read FILE...`.")
    html = make_page(books, as_of=at, mask=mask, history=past)
    return out.write_text(html, encoding="utf-8")


@click.command()
@story_option
@as_of_option
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("toll.html"),
    show_default=True,
    help="Where to write it.",
)
@NAMES
@ledger_option
def page(story: str | None, as_of: str | None, recorded: str | None, out: Path, names: bool, ledger: Path) -> None:
    """Writes one self-contained HTML file, without script or network: tolls, charts, and every figure in its sentence.

    \b
    tollbook page --out toll.html --as-of 2022-01-10
    """
    with opened(ledger, readonly=True) as store:
        size = _write_page(store, story, as_of, recorded_upto(store, recorded), out, mask=not names)
    click.echo(f"Wrote {out} ({size:,} bytes).")


@click.command()
@story_option
@click.option(
    "--format",
    "form",
    type=click.Choice(("jsonl", "csv", "parquet")),
    default="jsonl",
    show_default=True,
    help="The form of the file.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where to write it; by default claims.FORMAT.")
@NAMES
@ledger_option
def export(story: str | None, form: str, out: Path | None, names: bool, ledger: Path) -> None:
    """Writes all claims to a file, for a spreadsheet or for analysis.

    \b
    tollbook export --format csv --out claims.csv
    """
    from tollbook.publish.export import export as write_export

    target = out or Path(f"claims.{form}")
    with opened(ledger, readonly=True) as store:
        books = [store.book(s.id) for s in chosen_stories(store, story)]
        count = write_export(books, form, target, mask=not names)
    click.echo(f"Wrote {count} claims to {target}.")


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"))
def demo(folder: Path) -> None:
    """Reads the example reports that ship with Tollbook into FOLDER, and shows what can be said.

    \b
    tollbook demo
    """
    folder.mkdir(parents=True, exist_ok=True)
    ledger, out = folder / "tollbook.db", folder / "toll.html"
    reports = resources.files("tollbook") / "examples" / "kazakhstan-2022"
    width = terminal_width() or 100
    with resources.as_file(reports) as path, opened(ledger, create=True) as store:
        run = pipeline.read_into(store, [str(path)], now=now)
        click.echo(f"Read {len(run.learned)} reports, {sum(len(x.claims) for x in run.learned)} claims, into {ledger}.")
        click.echo(f"Head of the ledger, to be kept elsewhere: {run.head[0]} {run.head[1]}\n")
        for s in store.stories():
            book = store.book(s.id)
            for day in ("2022-01-10", None):
                at = moment(day, ZoneInfo(book.story.zone)) if day else pipeline.last_known(book)
                estimates = pipeline.toll_of(book, at)
                main = [
                    e for e in estimates if e.scope.measure.value in {"killed", "injured", "arrested"} and e.scope.group is None
                ]
                for line in terminal.toll_lines(book, main, at, width=width):
                    click.echo(line)
                click.echo()
            click.echo("DISPUTED, CONTRADICTED OR TAKEN BACK")
            for line in terminal.disputed_lines(book, estimates, width=width):
                click.echo(line)
        _write_page(store, None, None, None, out, mask=True)
    click.echo(f"\nThe page: {out.resolve()}")
    click.echo(f"Go on with: tollbook why 164 --ledger {ledger}")
