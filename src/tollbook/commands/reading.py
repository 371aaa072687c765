"""Reading in: `read`, `extract`, `reread`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import click

from tollbook import pipeline
from tollbook.commands.options import as_rows, format_option, given_dates, ledger_option, now, opened, terminal_width
from tollbook.errors import InputError
from tollbook.extract.rules import RulesExtractor
from tollbook.model import Problem
from tollbook.pipeline import Learned
from tollbook.publish import rows, terminal
from tollbook.resolve import open_gazetteer

PATHS = click.argument("paths", nargs=-1, required=True)
PUBLISHED = click.option(
    "--published", multiple=True, metavar="NAME=DATE", help="When a report was published, where it does not say so."
)


def _stdin(paths: tuple[str, ...]) -> BinaryIO | None:
    return sys.stdin.buffer if "-" in paths else None


def _progress(count: list[int]) -> Any:
    """Shows progress on a terminal, and nothing in a pipe."""

    def show(one: Learned) -> None:
        count[0] += 1
        if sys.stderr.isatty():
            click.echo(f"\r{count[0]} reports read", err=True, nl=False)

    return show


def _say(problems: tuple[Problem, ...]) -> None:
    for p in problems:
        click.echo(f"problem {p.code}: {p.message}", err=True)


@click.command()
@PATHS
@PUBLISHED
@format_option()
@ledger_option
def read(paths: tuple[str, ...], published: tuple[str, ...], form: str, ledger: Path) -> None:
    """Reads reports into the ledger and prints what it learned.

    PATHS are files (plain text, HTML, JSON lines), folders of these, or - for standard input. Reading the same report
    twice adds nothing. The last line is the ledger's head: kept elsewhere, `verify --head` proves that nothing was cut off.

    \b
    tollbook read reports/ --published 2022-01-10.txt=2022-01-10
    """
    dates = given_dates(published)
    count = [0]
    with opened(ledger, create=True) as book:
        run = pipeline.read_into(book, paths, now=now, published=dates, stdin=_stdin(paths), progress=_progress(count))
    if count[0] and sys.stderr.isatty():
        click.echo("\r\033[K", err=True, nl=False)
    _say((*run.problems, *(p for one in run.learned for p in one.problems)))
    if not run.learned:
        raise InputError("Nothing of what was given could be read.", "The lines above say why, one for each.")
    if form != "table":
        learned = (row for one in run.learned for row in rows.learned_rows(one.report, one.claims, one.story, new=one.new))
        as_rows(learned, rows.LEARNED, form)
        return
    stories = {one.story.id if one.story else None: one.story for one in run.learned}
    for key, story in stories.items():
        own = [(x.report, x.claims, x.new) for x in run.learned if (x.story.id if x.story else None) == key]
        for line in terminal.learned_lines(story, own, width=terminal_width() or 100):
            click.echo(line)
    click.echo(f"Ledger {ledger}, {run.links} links; head: {run.head[0]} {run.head[1]}")


@click.command()
@PATHS
@PUBLISHED
@format_option("jsonl")
def extract(paths: tuple[str, ...], published: tuple[str, ...], form: str) -> None:
    """Prints the claims of reports, one a line, without a ledger.

    \b
    tollbook extract report.txt --format jsonl
    """
    gazetteer, extractor = open_gazetteer(), RulesExtractor()
    problems: list[Problem] = []
    seen = [0]

    def claims() -> Iterator[dict[str, Any]]:
        for item in pipeline.read_reports(paths, published=given_dates(published), stdin=_stdin(paths)):
            if isinstance(item, Problem):
                problems.append(item)
                continue
            problems.extend(item[2])
            for report in item[1]:
                seen[0] += 1
                found = extractor.extract(report)
                known = pipeline.resolutions_of(report, found, gazetteer)
                yield from (rows.claim_row(report.name, c, known.get(c.id)) for c in found)

    as_rows(claims(), rows.CLAIM, form)
    _say(tuple(problems))
    if not seen[0]:
        raise InputError("Nothing of what was given could be read.", "The lines above say why, one for each.")


@click.command()
@click.option("--accept", is_flag=True, help="Record the newer readings; the earlier ones stay.")
@format_option()
@ledger_option
def reread(accept: bool, form: str, ledger: Path) -> None:
    """Reads the reports of the ledger again with this version's extractor and shows what it gains and loses.

    Nothing is recorded without --accept.

    \b
    tollbook reread
    tollbook reread --accept
    """
    with opened(ledger) as book:
        found = tuple(pipeline.reread(book))
        as_rows(
            (row for one in found for row in rows.reread_rows(one.report, one.before, one.gained, one.lost, one.changed)),
            rows.REREAD,
            form,
        )
        if accept:
            click.echo(
                f"{pipeline.accept(book, found, now=now)} newer readings recorded; head {book.head()[0]} {book.head()[1]}",
                err=True,
            )
        elif form == "table":
            click.echo(f"{len(found)} reports read otherwise." + (" Record it with --accept." if found else ""))
