"""Bringing in what a desk has already: `import`."""

from __future__ import annotations

from pathlib import Path

import click

from tollbook.commands.deciding import BY
from tollbook.commands.options import as_rows, format_option, ledger_option, now, opened
from tollbook.commands.reading import say
from tollbook.commands.turns import turn
from tollbook.publish import rows, tables
from tollbook.publish.terminal import count

SHOWN = ("id", "says", "said_by", "standing", "report")
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(name="import")
@click.argument("file", type=_FILE)
@click.option("--mapping", type=_FILE, required=True, help="A TOML file that says what the columns mean.")
@click.option("--story", help="Under this story: its id, or words of its title; by default under one of its own.")
@click.option("--title", help="The title of that story; by default the file's name.")
@click.option("--dry-run", is_flag=True, help="Show what would be read, and what is wrong; record nothing.")
@BY
@format_option()
@ledger_option
def import_(
    file: Path, mapping: Path, story: str | None, title: str | None, dry_run: bool, by: str, form: str, ledger: Path
) -> None:
    """Brings in a spreadsheet of coded figures, or a list of victims.

    FILE is CSV or XLSX (the xlsx extra). Each row of figures becomes a claim of yours, with the row and the file as its grounds;
    a list of named victims becomes one claim, at least as many as it names, and no name is shown. What is wrong is said by row,
    and the others are read. Importing a list again adds what is new in it.

    \b
    Example:
      tollbook import coded.csv --mapping coded.toml --story kazakhstan-unrest-2022-01 --by person:p7
    """
    from tollbook.importing.into import import_list, preview  # the gazetteer takes longer to load than most commands to run

    if dry_run:
        found, problems = preview(file, mapping)
    else:
        with turn(ledger), opened(ledger, create=True) as book:
            done = import_list(book, file, mapping, by=by, now=now, story=story, title=title)
        found, problems = done.added, done.problems
    say(problems)
    listed = [rows.claim_row(report.name, claim, None) for report, claim in found]
    if form == "table":
        as_rows(({**row, "says": tables.says(row)} for row in listed), SHOWN, form, none="Nothing new.")
    else:
        as_rows(listed, rows.CLAIM, form)
    if form == "table" and not dry_run:
        known = f", {done.known} known already" if done.known else ""
        click.echo(f"{count(len(found), 'claim')} added to story {done.story}{known}. Head {done.head[1]} (entry {done.head[0]})")
