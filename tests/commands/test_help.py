"""Help: every command says what it does, with an example; the page of commands is what the commands say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

import tollbook.errors
from tollbook.cli import COMMANDS, main
from tollbook.errors import TollbookError

from .desk import Desk

ROOT = Path(__file__).parent.parent.parent
ROWS = ("read", "extract", "reread", "toll", "claims", "timeline", "stories", "compare")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_has_help_with_an_example(desk: Desk, name: str) -> None:
    told = desk.ok(name, "--help")
    assert re.search(rf"^ +(curl .*)?tollbook {name}\b", told, re.M)
    assert "\n  -h, --help" in told
    command = main.get_command(None, name)
    assert command is not None
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.name != "help":
            assert parameter.help, f"{name} {parameter.opts[0]} is not described"


@pytest.mark.parametrize("name", ROWS)
def test_commands_that_print_rows_take_the_four_forms(desk: Desk, name: str) -> None:
    assert "[table|json|jsonl|csv]" in desk.ok(name, "--help")


def test_why_takes_json_too(desk: Desk) -> None:
    assert "[text|json|jsonl]" in desk.ok("why", "--help")


def test_the_list_of_commands_cuts_no_sentence(desk: Desk) -> None:
    told = desk.ok("--help")
    assert not re.search(r"\.\.\.$", told.split("Commands:")[1], re.M)
    assert all(len(line) <= 80 for line in told.splitlines())


def test_exit_codes_are_those_of_the_errors(desk: Desk) -> None:
    kinds = {x for x in vars(tollbook.errors).values() if isinstance(x, type) and issubclass(x, TollbookError)}
    told = " ".join(desk.ok("--help").split())
    listed = {int(n) for n in re.findall(r"(?:Exit codes: |; )(\d+) ", told)}
    assert {k.exit_code for k in kinds} <= listed
    assert {0, 130} <= listed


def test_the_page_of_commands_is_not_stale() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "docs" / "make_docs.py"), "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_command_that_is_none(both: Desk) -> None:
    said = both("tell")
    assert said.code == 2 and "No such command 'tell'" in said.err
    assert "Traceback" not in said.err


def test_the_version_names_what_it_stands_on(both: Desk) -> None:
    assert re.fullmatch(r"tollbook \d+\.\d+\.\d+, SQLite [\d.]+\n", both.ok("--version"))
