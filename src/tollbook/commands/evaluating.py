"""How right Tollbook is: `eval`."""

from __future__ import annotations

from pathlib import Path

import click

from tollbook.commands.options import write_whole
from tollbook.errors import InputError, UnknownWord


@click.command(name="eval")
@click.argument("names", nargs=-1)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="TOLLBOOK_DATA",
    help="A folder of public data (or TOLLBOOK_DATA).",
)
@click.option(
    "--precision",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write how often each rule is right in the examples to a file: the table that `review` orders its queue by.",
)
def evaluate(names: tuple[str, ...], data: Path | None, precision: Path | None) -> None:
    """Measures what is read against annotated reports.

    Without a name: the annotated reports that ship with Tollbook, and every set of the data folder that is there.

    \b
    Examples:
      tollbook eval examples
      tollbook eval wad claims --data ~/data
      tollbook eval examples --precision src/tollbook/lexicon/tables/precision.toml
    """
    if precision is not None:
        from tollbook.evaluate.precision import precision_lines

        write_whole(precision, "\n".join((*precision_lines(), "")))
        click.echo(f"Wrote {precision}.")
        if not names:
            return
    from tollbook.evaluate import SETS, evaluate_acts  # takes longer to load than most commands to run
    from tollbook.evaluate import evaluate as run
    from tollbook.evaluate.sets import evaluate_examples

    for name in names:
        if name not in ("examples", "acts", *SETS):
            raise UnknownWord("set", name, ("examples", "acts", *SETS))
    for name in names or ("examples", "acts", *SETS):
        if name == "examples":
            click.echo("examples: annotated reports that ship with Tollbook")
            for line in evaluate_examples():
                click.echo(f"  {line}")
        elif data is None:
            if names:
                raise InputError(f"{name!r} needs a folder of public data.", "Name it with --data DIR or TOLLBOOK_DATA.")
            click.echo(f"{name}: skipped, no data folder (name it with --data DIR or TOLLBOOK_DATA)")
        elif name == "acts" and (names or (data / "claims" / "texts").exists()):
            click.echo("acts: what was done and said, in reports of the data folder")
            for line in evaluate_acts(data):
                click.echo(f"  {line}")
        elif not names and (name == "acts" or not (data / SETS[name].gold).exists()):
            click.echo(f"{name}: skipped, its texts are not in {data}")
        else:
            click.echo(f"{name}: {SETS[name].what}")
            for line in run(name, data):
                click.echo(f"  {line}")
