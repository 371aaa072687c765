"""Showing: `page`, `export`, `demo`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from tollbook import __version__, pipeline
from tollbook.accounting import course_of, effects_of, known_by, pages_of
from tollbook.asking import acts_of, heard_of, history, last_known, toll_of
from tollbook.commands.options import (
    as_of_option,
    books_of,
    ledger_option,
    moment,
    now,
    opened,
    story_option,
    terminal_width,
    write_whole,
    writing,
)
from tollbook.commands.picturing import write_picture
from tollbook.commands.turns import turn
from tollbook.errors import UsageError
from tollbook.ledger import Ledger
from tollbook.model import Book, Estimate, Happening, Heard, Measure, Page
from tollbook.publish import terminal
from tollbook.publish.account import account
from tollbook.publish.export import export as write_export
from tollbook.publish.page import page as make_page
from tollbook.publish.page_file import front_built, page_file
from tollbook.resolve import open_beside

NO_STORY = ("There is no story to show.", "Read reports first: `tollbook read FILE...`.")
UNBUILT = (
    "The page that runs in a browser was not built into this installation (Node.js and npm build it); this is the plain one."
)
MAIN = (Measure.KILLED, Measure.INJURED, Measure.ARRESTED)  # the measures of which `demo` shows the toll
NAMES = click.option("--names", is_flag=True, help="Show names of private persons, which are masked otherwise.")


def _write_page(
    store: Ledger,
    out: Path,
    *,
    mask: bool,
    plain: bool,
    story: str | None = None,
    as_of: str | None = None,
    recorded: str | None = None,
) -> int:
    """Writes the page of the stories chosen; the number of its bytes."""
    if not plain:
        return _write_file(store, out, mask=mask, story=story, as_of=as_of, recorded=recorded)
    books: list[tuple[Book, tuple[Estimate, ...]]] = []
    past: list[Estimate] = []
    acts: dict[str, tuple[Happening, ...]] = {}
    heard: dict[str, tuple[Heard, ...]] = {}
    pages: dict[str, tuple[Page, ...]] = {}
    at = moment(as_of, ZoneInfo("UTC"))
    for book in books_of(store, story, recorded):
        at = moment(as_of, ZoneInfo(book.story.zone))
        books.append((book, toll_of(book, at)))
        past += history(book, at)
        acts[book.story.id] = acts_of(book, open_beside(store.path), at)
        heard[book.story.id] = heard_of(book, at, open_beside(store.path))
        pages[book.story.id] = pages_of(store, book, at)
    if not books:
        raise UsageError(*NO_STORY)
    html = make_page(books, as_of=at, mask=mask, history=past, acts=acts, heard=heard, pages=pages)
    return write_whole(out, html)


def _write_file(store: Ledger, out: Path, *, mask: bool, story: str | None, as_of: str | None, recorded: str | None) -> int:
    """Writes the page with which a reader goes through the stories; the number of its bytes."""
    accounts, gazetteer = [], open_beside(store.path)
    for book in books_of(store, story, recorded):
        at = moment(as_of, ZoneInfo(book.story.zone))
        known = known_by(book, at)
        faults = [p for key in known.reports if (r := store.reading(key)) is not None for p in r.problems]
        pages = pages_of(store, known, at)
        course = course_of(known, pages)
        accounts.append(
            account(
                known,
                course,
                acts=acts_of(known, gazetteer, at),
                heard=heard_of(known, min(at, last_known(known)), gazetteer),
                mask=mask,
                problems=faults,
                without=effects_of(known, course.tolls[-1][0]) if course.tolls else None,
                pages=pages,
            )
        )
    if not accounts:
        raise UsageError(*NO_STORY)
    return write_whole(out, page_file(accounts, version=__version__))


@click.command()
@story_option
@as_of_option
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write it; by default toll.html, or STORY-MEASURE-DAY.svg of a picture.",
)
@click.option("--plain", is_flag=True, help="Write the page that needs no script: for print, and for readers without one.")
@click.option(
    "--picture",
    "form",
    type=click.Choice(("svg", "png")),
    help="Write one toll as a picture instead, for a report or a post; PNG needs the png extra.",
)
@click.option("--measure", help="The measure of the picture, as killed; by default the story's first.")
@NAMES
@ledger_option
def page(
    story: str | None,
    as_of: str | None,
    recorded: str | None,
    out: Path | None,
    plain: bool,
    form: str | None,
    measure: str | None,
    names: bool,
    ledger: Path,
) -> None:
    """Writes one HTML file: tolls, charts, every figure in its words.

    The file holds all that it needs, and asks for no network. A reader goes through it moment by moment, up to --as-of; with
    --plain it needs no script, and says what could be said as of that moment alone. With --picture, one toll of one story is
    drawn as of that moment: its sentence, its chart over time, on how many origins it rests, and who answers for it.

    \b
    Examples:
      tollbook page --out toll.html --as-of 2022-01-10
      tollbook page --picture svg --measure killed --as-of 2022-01-10
    """
    if measure is not None and form is None:
        raise UsageError("--measure is of a picture; a page shows every measure.", "Leave it out, or say --picture svg or png.")
    built = front_built()
    asked: dict[str, Any] = {"story": story, "as_of": as_of, "recorded": recorded, "mask": not names}
    if form is not None:
        with opened(ledger, readonly=True) as store:
            path, size = write_picture(store, form, out, measure=measure, **asked)
        click.echo(f"Wrote {path} ({size:,} bytes).")
        return
    out = out or Path("toll.html")
    with opened(ledger, readonly=True) as store:
        size = _write_page(store, out, plain=plain or not built, **asked)
    click.echo(f"Wrote {out} ({size:,} bytes).")
    if not built and not plain:
        click.echo(UNBUILT, err=True)


@click.command()
@story_option
@click.option(
    "--format",
    "form",
    type=click.Choice(("jsonl", "csv", "parquet", "wacz")),
    default="jsonl",
    show_default=True,
    help="The form of the file.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write it; by default claims.FORMAT, or evidence.wacz.",
)
@NAMES
@ledger_option
def export(story: str | None, form: str, out: Path | None, names: bool, ledger: Path) -> None:
    """Writes all claims to a file, or the evidence as a package.

    JSON lines by the contract, CSV for a spreadsheet, or Parquet (which needs the parquet extra). WACZ is a package of the
    evidence itself, as WARC records: whole pages, which cannot be masked, and so only with --names.

    \b
    Examples:
      tollbook export --format csv --out claims.csv
      tollbook export --format wacz --names --out evidence.wacz
    """
    if form == "wacz":
        _export_evidence(story, out or Path("evidence.wacz"), ledger, names=names)
        return
    target = out or Path(f"claims.{form}")
    with opened(ledger, readonly=True) as store:
        books = books_of(store, story)
    with writing(target):
        count = write_export(books, form, target, mask=not names)
    click.echo(f"Wrote {terminal.count(count, 'claim')} to {target}.")


def _export_evidence(story: str | None, out: Path, ledger: Path, *, names: bool) -> None:
    """Writes the evidence of the stories chosen, or of all that was read."""
    from tollbook.packaging import package  # it loads what writes WARC

    if not names:
        raise UsageError("A package of evidence holds whole pages, names and all.", "If that is meant, add --names.")
    with opened(ledger, readonly=True) as store:
        books = books_of(store, story) if story is not None else []
        chosen = frozenset(r for book in books for r in book.reports) if story is not None else None
        title = "; ".join(book.story.title for book in books) or "Evidence of a Tollbook ledger"
        with writing(out):
            packed = package(store, out, reports=chosen, title=title, now=now())
    held = f"; {packed.withheld} sealed or missing" if packed.withheld else ""
    told = f"{terminal.count(packed.exchanges, 'exchange')}, {terminal.count(packed.files, 'given file')}{held}"
    click.echo(f"Wrote the evidence of {terminal.count(packed.reports, 'report')} to {out} ({told}).")


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"))
def demo(folder: Path) -> None:
    """Reads the example reports of the package, and shows the toll.

    The reports, the ledger and the page are written into FOLDER (by default ./demo).

    \b
    Example:
      tollbook demo
    """
    reports, ledger, out = folder / "reports", folder / "tollbook.db", folder / "toll.html"
    with writing(folder):
        _bring(reports)
    with turn(ledger), opened(ledger, create=True) as store:
        run = pipeline.read_into(store, [str(reports)], now=now)
        claims = terminal.count(sum(len(x.claims) for x in run.learned), "claim")
        click.echo(f"Read {terminal.count(len(run.learned), 'report')} of {reports} into {ledger}: {claims}.")
        click.echo(f"Head of the ledger, to be kept elsewhere: {run.head[1]}\n")
        book = books_of(store, None)[0]
        for line in _shown(book, terminal_width() or 100):
            click.echo(line)
        built = front_built()
        _write_page(store, out, mask=True, plain=not built, as_of=last_known(book).isoformat())
    click.echo(f"\nThe page, for a browser: {out}")
    if not built:
        click.echo(UNBUILT)
    click.echo(f"Go on with: tollbook why 164 --ledger {ledger}")


def _bring(folder: Path) -> None:
    """Copies the example reports, so that they can be looked at and read by their own names."""
    folder.mkdir(parents=True, exist_ok=True)
    for report in (resources.files("tollbook") / "examples" / "kazakhstan-2022").iterdir():
        (folder / report.name).write_bytes(report.read_bytes())


def _shown(book: Book, width: int) -> Iterator[str]:
    """The main tolls of a story early and last, and what is disputed."""
    zone = ZoneInfo(book.story.zone)
    last = last_known(book)
    for at in (moment("2022-01-10", zone), last):
        main = [e for e in toll_of(book, at) if e.scope.measure in MAIN and e.scope.group is None]
        yield from terminal.toll_lines(book, main, at, width=width, heard=heard_of(book, at))
        yield ""
    yield "DISPUTED, CONTRADICTED OR TAKEN BACK"
    yield from terminal.disputed_lines(book, toll_of(book, last), width=width)
