"""Writes the pages that are generated: `docs/cli.md` from the commands. ``--check`` only says whether they are stale."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tollbook.cli import main

HERE = Path(__file__).parent


def cli_page() -> str:
    """Every command's help, in the order of use."""
    parts = ["# Commands\n\nWritten by `make docs` from the commands themselves.\n"]
    context = click.Context(main, info_name="tollbook", max_content_width=100, terminal_width=100)
    parts.append(f"## tollbook\n\n```\n{main.get_help(context)}\n```\n")
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=f"tollbook {name}", max_content_width=100, terminal_width=100)
        parts.append(f"## {name}\n\n```\n{command.get_help(inner)}\n```\n")
        for sub, under in command.commands.items() if isinstance(command, click.Group) else ():
            info = click.Context(under, info_name=f"tollbook {name} {sub}", max_content_width=100, terminal_width=100)
            parts.append(f"### {name} {sub}\n\n```\n{under.get_help(info)}\n```\n")
        for part, below in command.commands.items() if isinstance(command, click.Group) else ():
            deeper = click.Context(below, info_name=f"tollbook {name} {part}", max_content_width=100, terminal_width=100)
            parts.append(f"### {name} {part}\n\n```\n{below.get_help(deeper)}\n```\n")
    return "\n".join(parts)


PAGES = {HERE / "cli.md": cli_page}

if __name__ == "__main__":
    stale = [path for path, make in PAGES.items() if not path.exists() or path.read_text(encoding="utf-8") != make()]
    if "--check" in sys.argv:
        sys.exit(f"stale: {', '.join(p.name for p in stale)}; run `make docs`" if stale else 0)
    for path, make in PAGES.items():
        path.write_text(make(), encoding="utf-8")
