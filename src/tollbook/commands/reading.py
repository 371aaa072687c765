"""Reading in: `read`, `extract`, `reread`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import click

from tollbook import pipeline
from tollbook.acquire.hosts import is_address
from tollbook.commands.network import addresses_of, apart, fetcher_for, network_options
from tollbook.commands.options import as_rows, format_option, given_dates, ledger_option, now, opened, terminal_width
from tollbook.commands.turns import turn
from tollbook.errors import InputError, MissingPart, UsageError
from tollbook.extract.rules import RulesExtractor
from tollbook.filing import Learned, signature
from tollbook.ledger import Ledger
from tollbook.ledger.evidence import folder_of
from tollbook.ledger.memory import forget
from tollbook.model import Problem, Published, Reading, Story
from tollbook.pipeline import Run
from tollbook.publish import rows, tables, terminal
from tollbook.publish.compare import compare_reports
from tollbook.read.fast import available
from tollbook.resolve import open_gazetteer

PATHS = click.argument("paths", nargs=-1, required=True)
PUBLISHED = click.option(
    "--published", multiple=True, metavar="NAME=DATE", help="When a report was published, where it does not say so."
)
FAST = click.option(
    "--fast", is_flag=True, help="Read web pages some six times faster, and less of them: for archives of many pages."
)
EXTRACTED = ("says", "said_by", "standing", "report")
NOTHING = ("Nothing of what was given could be read.", "The lines above say why, one for each.")


def _stdin(paths: tuple[str, ...]) -> BinaryIO | None:
    return sys.stdin.buffer if "-" in paths else None


def _progress() -> Callable[[Learned], None] | None:
    """Shows progress on a terminal, and nothing in a pipe."""
    if not sys.stderr.isatty():
        return None
    read = [0]

    def show(one: Learned) -> None:
        read[0] += 1
        click.echo(f"\r{terminal.count(read[0], 'report')} read", err=True, nl=False)

    return show


def ready(fast: bool) -> None:
    """That what ``--fast`` needs is installed."""
    if fast and not available():
        raise MissingPart("--fast", "warc")


def say(problems: Sequence[Problem]) -> None:
    """Faults of what was read, one a line, on standard error."""
    for p in problems:
        told = f"Problem: {p.message} ({p.code})"
        for line in terminal.wrapped(told, "", "  ", terminal_width() or 100_000):
            click.echo(line, err=True)


def _unused(given: dict[str, Published], names: Sequence[str]) -> Iterator[Problem]:
    """Dates that were given to no report: a name that was written otherwise."""
    read = {n for name in names for n in (name, name.replace("\\", "/").rsplit("/", 1)[-1])}
    for name in given:
        if name not in read:
            message = f"--published {name}={given[name].words} dates nothing: no report of that name was read."
            yield Problem(code="date_unused", message=message)


@click.command()
@click.argument("paths", nargs=-1)
@PUBLISHED
@click.option(
    "--list", "listed", type=click.File(encoding="utf-8"), help="A file of addresses, one a line, or - for standard input."
)
@FAST
@network_options
@format_option()
@ledger_option
def read(
    paths: tuple[str, ...],
    published: tuple[str, ...],
    listed: TextIO | None,
    fast: bool,
    allow: tuple[str, ...],
    contact: str | None,
    form: str,
    ledger: Path,
) -> None:
    """Reads reports into the ledger and prints what it learned.

    PATHS are files (plain text, HTML, PDF, mails, feeds, JSON lines, web archives), folders of these, addresses
    (https://...), or - for standard input. Reading the same report twice adds nothing; a page that changed is a new
    version of its report. The last line is the ledger's head: kept elsewhere, `verify --head` proves that nothing was cut
    off.

    \b
    Examples:
      tollbook read reports/ --published 2022-01-10.txt=2022-01-10
      tollbook read https://news.example/report.html --contact desk@news.example
      tollbook read --list addresses.txt
      tollbook read --fast crawl.warc.gz
    """
    ready(fast)
    paths = (*paths, *addresses_of(listed)) if listed is not None else paths
    if not paths:
        raise click.UsageError("Nothing to read: name files, folders or addresses.")
    dates, fetcher = given_dates(published), fetcher_for(paths, allow=allow, contact=contact)
    made = not ledger.exists()
    evidence = made and not folder_of(ledger).exists()
    with turn(ledger):
        with opened(ledger, create=True) as book:
            run = pipeline.read_into(
                book,
                paths,
                now=now,
                published=dates,
                stdin=_stdin(paths),
                progress=_progress(),
                fetcher=fetcher,
                fast=fast,
                reader=apart(),
            )
            stories = {s.id: s for s in book.stories()}
        if sys.stderr.isatty() and run.learned:
            click.echo("\r\033[K", err=True, nl=False)  # where progress stood
        if made and not run.head[0]:
            _unmake(ledger, evidence=evidence)
    say((*run.problems, *(p for x in run.learned for p in x.problems), *_unused(dates, [x.report.name for x in run.learned])))
    if not run.learned and not any(p.code == "gone" and p.report is not None for p in run.problems):
        raise InputError(*NOTHING)
    if form == "table":
        _print(run, stories, ledger)
        return
    learned = (row for one in run.learned for row in rows.learned_rows(one.report, one.claims, one.story, new=one.new))
    as_rows(learned, rows.LEARNED, form)


def _print(run: Run, stories: dict[str, Story], ledger: Path) -> None:
    """What a run learned, story by story; then where it is kept, and the head."""
    keys = sorted({x.story.id if x.story else "" for x in run.learned}, key=lambda k: (not k, k))
    for key in keys:
        own = [(x.report, x.claims, x.new) for x in run.learned if (x.story.id if x.story else "") == key]
        for line in terminal.learned_lines(stories.get(key), own, width=terminal_width() or 100):
            click.echo(line)
        click.echo()
    for one in run.learned:
        if one.others:
            told = "; ".join(f"{s.title} ({s.id})" for s in one.others)
            click.echo(f"{tables.short(one.report.name)} also tells of {told}: what it says of that is there.")
    for line in (x for one in run.learned if one.new and one.earlier is not None for x in _version(one, one.earlier)):
        click.echo(line)
    new = [x for x in run.learned if x.new]
    claims = terminal.count(sum(len(x.claims) for x in new), "claim")
    click.echo(f"{terminal.count(len(new), 'report')} and {claims} added to {ledger}; {terminal.count(run.links, 'link')}.")
    earlier = [x for x in run.learned if not x.new and x.by != signature(RulesExtractor())]
    if earlier:
        known = f"{terminal.count(len(earlier), 'report')} {'was' if len(earlier) == 1 else 'were'}"
        click.echo(f"{known} read by another extractor; `tollbook reread` shows what this one reads otherwise.")
    click.echo(f"Head {run.head[1]} (entry {run.head[0]})")


def _version(one: Learned, earlier: Reading) -> Iterator[str]:
    """How the figures of a page changed with its words."""
    width = terminal_width() or 100
    before, after = (earlier.report, earlier.claims), (one.report, one.claims)
    found = [r for r in compare_reports(None, before, after) if r["change"] != "same"]
    told = "its figures changed" if found else "its figures are the same"
    what = f"{one.report.name} is a new version of a report that was read before ({earlier.report.id}): {told}."
    yield from terminal.wrapped(what, "", "  ", width)
    for row in found:
        change = f"{row['before'] or 'nothing'} -> {row['after'] or 'nothing'}"
        yield from terminal.wrapped(f"{row['measure'].replace('_', ' ')}, {row['scope']}: {change}", "  ", "    ", width)
    yield ""


def _unmake(ledger: Path, *, evidence: bool) -> None:
    """Leaves no ledger behind where there was none and nothing was recorded."""
    for path in (ledger, *(ledger.with_name(ledger.name + end) for end in ("-wal", "-shm"))):
        path.unlink(missing_ok=True)
    forget(ledger)
    if evidence:
        shutil.rmtree(folder_of(ledger), ignore_errors=True)


@click.command()
@PATHS
@PUBLISHED
@click.option(
    "--places",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of your own places (with a ledger: places.toml in its folder).",
)
@FAST
@format_option("jsonl")
def extract(paths: tuple[str, ...], published: tuple[str, ...], places: Path | None, fast: bool, form: str) -> None:
    """Prints the claims of reports, one a line, without a ledger.

    \b
    Example:
      tollbook extract report.txt --format jsonl
    """
    if any(is_address(p) for p in paths):
        raise UsageError(
            "`extract` asks no addresses, since it keeps no evidence.", "Take `tollbook read`, and `tollbook claims`."
        )
    ready(fast)
    gazetteer, extractor, dates = open_gazetteer(own=places), RulesExtractor(), given_dates(published)
    problems: list[Problem] = []
    seen: list[str] = []

    def claims() -> Iterator[dict[str, Any]]:
        for item in pipeline.read_reports(paths, published=dates, stdin=_stdin(paths), fast=fast, reader=apart()):
            if isinstance(item, Problem):
                problems.append(item)
                continue
            problems.extend(item[2])
            for report in item[1]:
                seen.append(report.name)
                found = extractor.extract(report)
                known = pipeline.resolutions_of(report, found, gazetteer)
                yield from (rows.claim_row(report.name, c, known.get(c.id)) for c in found)

    if form == "table":
        as_rows(({**row, "says": tables.says(row)} for row in claims()), EXTRACTED, form, none="No claim was found.")
    else:
        as_rows(claims(), rows.CLAIM, form)
    say((*problems, *_unused(dates, seen)))
    if not seen:
        raise InputError(*NOTHING)


@click.command()
@click.option("--accept", is_flag=True, help="Record the newer readings; the earlier ones stay.")
@format_option()
@ledger_option
def reread(accept: bool, form: str, ledger: Path) -> None:
    """Shows what this version's extractor reads otherwise.

    Each report of the ledger is read again: claims are gained, lost, or changed. Nothing is recorded without --accept; with
    it, the newer readings count from then on and the earlier ones stay.

    \b
    Examples:
      tollbook reread
      tollbook reread --accept
    """
    with turn(ledger) if accept and ledger.exists() else nullcontext(), opened(ledger, readonly=not accept) as book:
        found = tuple(pipeline.reread(book))
        otherwise = tuple(x for x in found if x.otherwise)
        changes = [row for x in otherwise for row in rows.reread_rows(x.report, x.before, x.gained, x.lost, x.changed)]
        if changes or form != "table":
            as_rows(changes, rows.REREAD, form)
        if form == "table":
            click.echo(_counted(otherwise))
        if accept:
            _accept(book, found)
        elif form == "table" and found:
            click.echo("Nothing was recorded; `tollbook reread --accept` does so.")


def _counted(otherwise: tuple[pipeline.Reread, ...]) -> str:
    told = f"{terminal.count(len(otherwise), 'report')} read otherwise by {signature(RulesExtractor())}"
    if not otherwise:
        return f"{told}."
    gained, lost = sum(len(x.gained) for x in otherwise), sum(len(x.lost) for x in otherwise)
    return f"{told}: {gained} claims gained, {lost} lost, {sum(len(x.changed) for x in otherwise)} changed."


def _accept(book: Ledger, found: tuple[pipeline.Reread, ...]) -> None:
    count = pipeline.accept(book, found, now=now)
    number, digest = book.head()
    click.echo(f"{terminal.count(count, 'newer reading')} recorded. Head {digest} (entry {number})", err=True)
