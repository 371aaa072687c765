"""The front door in a terminal: ``tollbook COMMAND``. Exit codes are those of `errors.py`; 0 is success, 130 an interruption."""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
from importlib import import_module
from typing import Any

import click

from tollbook import __version__
from tollbook.errors import NoSpace, TollbookError

COMMANDS = {  # in the order of use: the module of `tollbook.commands` that holds it, and its name there
    "read": "reading:read",
    "extract": "reading:extract",
    "reread": "reading:reread",
    "import": "importing:import_",
    "watch": "watching:watch",
    "visits": "watching:visits",
    "toll": "asking:toll",
    "claims": "asking:claims",
    "timeline": "asking:timeline",
    "stories": "asking:stories",
    "compare": "comparing:compare",
    "why": "explaining:explain",
    "review": "reviewing_stories:review",
    "page": "showing:page",
    "export": "showing:export",
    "demo": "showing:demo",
    "serve": "serving:serve",
    "users": "serving:users",
    "seal": "keeping:seal",
    "unseal": "keeping:unseal",
    "erase": "keeping:erase",
    "verify": "keeping:verify",
    "doctor": "keeping:doctor",
    "eval": "evaluating:evaluate",
}


class Tollbook(click.Group):
    """The command group: each command loaded when it is asked for, and every error of ours as one clear message."""

    def list_commands(self, ctx: click.Context | None = None) -> list[str]:
        """In the order of use, not by the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context | None, cmd_name: str) -> click.Command | None:
        """The command of that name: what it needs is loaded now, and of the others nothing."""
        if cmd_name not in self.commands and cmd_name in COMMANDS:
            module, _, name = COMMANDS[cmd_name].partition(":")
            self.add_command(getattr(import_module(f"tollbook.commands.{module}"), name))
        return self.commands.get(cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        """Turns a `TollbookError` into its message and exit code."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except TollbookError as error:
            click.echo(f"tollbook: {error.message}", err=True)
            if error.remedy:
                click.echo(f"  {error.remedy}", err=True)
            ctx.exit(error.exit_code)
        except OSError as error:
            _end_output(error)
            ctx.exit(NoSpace.exit_code if error.errno == errno.ENOSPC else 0)
        except KeyboardInterrupt:
            click.echo("\nInterrupted. What was acknowledged is kept; run the same command again to go on.", err=True)
            ctx.exit(130)


def _end_output(error: OSError) -> None:
    """Ends what is printed: nobody reads it on (`tollbook claims | head`, no error), or the disk that it goes to is full."""
    if error.errno not in (errno.EPIPE, errno.ENOSPC):
        raise error
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.errno == errno.ENOSPC:
        click.echo("tollbook: No space left to write what was to be printed.\n  Free some space, then run it again.", err=True)


@click.group(cls=Tollbook, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(
    __version__, "-V", "--version", prog_name="tollbook", message=f"%(prog)s %(version)s, SQLite {sqlite3.sqlite_version}"
)
def main() -> None:
    """Keeps the book on an unfolding crisis: every figure of every report, with its words, its source and its standing.

    \b
    tollbook read REPORTS...     reads reports into a ledger (./tollbook.db)
    tollbook toll                what can be said, and what cannot
    tollbook why CLAIM           the words, the rule and the grounds of one figure

    Exit codes: 0 done; 1 declined by you; 2 a word that is not known; 3 nothing could be read; 4 the ledger cannot be used;
    5 it is locked; 6 it is damaged; 7 no space left; 8 a part is not installed;
    9 somebody else decided on the same; 130 interrupted.
    """
