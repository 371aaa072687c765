"""A desk: a folder with reports of our own, at which commands are run through click's runner or as real processes."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import click.testing

from tollbook.cli import main

TOLLBOOK = str(Path(sys.executable).with_name("tollbook"))

SIXTH = """Clashes in Almaty leave police dead

ALMATY, 6 January 2022 - Eighteen police officers were killed in Almaty, the interior ministry said on Thursday.
The interior ministry said that 748 police officers had been injured. About 2,300 people were arrested in Almaty,
police said.
"""
NINTH = """Channel takes back its toll

ALMATY, 9 January 2022 - The health ministry said on Sunday that 164 people had been killed in Kazakhstan.
The ministry later withdrew the figure, saying that it had been published by mistake.
"""
TENTH = """Authorities give figures by group

ALMATY, 10 January 2022 - The interior ministry said on Monday that 16 police officers and 26 protesters had been killed.
More than 400 vehicles were destroyed, the ministry said. The presidency said that 5,800 people had been arrested.
"""
REPORTS = {"2022-01-06.txt": SIXTH, "2022-01-09.txt": NINTH, "2022-01-10.txt": TENTH}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder in which commands are run. ``way`` is "runner" or "process"."""

    folder: Path
    way: str = "runner"

    def write(self, reports: dict[str, str]) -> None:
        """Puts reports into the folder."""
        for name, text in reports.items():
            (self.folder / name).write_text(text, encoding="utf-8")

    def __call__(self, *words: str, given: bytes = b"") -> Said:
        """Runs ``tollbook WORDS`` with ``given`` on standard input."""
        if self.way == "runner":
            result = click.testing.CliRunner().invoke(main, words, input=given, prog_name="tollbook")
            assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
            return Said(code=result.exit_code, out=result.stdout, err=result.stderr)
        done = subprocess.run([TOLLBOOK, *words], input=given, capture_output=True, cwd=self.folder, env=plain())
        return Said(code=done.returncode, out=done.stdout.decode(), err=done.stderr.decode())

    def ok(self, *words: str, given: bytes = b"") -> str:
        """What a command prints that must succeed."""
        said = self(*words, given=given)
        assert said.code == 0, said
        return said.out


def plain() -> dict[str, str]:
    """The environment without words for Tollbook, and in UTF-8."""
    return {k: v for k, v in os.environ.items() if not k.startswith("TOLLBOOK")} | {"PYTHONIOENCODING": "utf-8"}
