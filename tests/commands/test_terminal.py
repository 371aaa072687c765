"""In a real terminal: progress while reading, and no line wider than the screen; in a pipe neither."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
from pathlib import Path

import pytest

from .desk import REPORTS, TOLLBOOK, Desk, plain


def shown(folder: Path, columns: int, *words: str) -> str:
    """What a command writes to a terminal of so many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    env = {k: v for k, v in plain().items() if k not in {"COLUMNS", "LINES"}}
    process = subprocess.Popen([TOLLBOOK, *words], stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=env)
    os.close(theirs)
    parts = []
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other side is closed
            break
        if not part:
            break
        parts.append(part)
    os.close(ours)
    assert process.wait() == 0
    return b"".join(parts).decode().replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [60, pytest.param(80, marks=pytest.mark.soak)])
def test_a_terminal(desk: Desk, columns: int) -> None:
    desk.write(REPORTS | {"notes.txt": "The ministry said that 12 people had been killed in Almaty.\n"})
    told = shown(desk.folder, columns, "read", ".")
    progress, _, rest = told.rpartition("\r\x1b[K")
    assert progress.endswith("4 reports read") and "\r" not in rest
    assert "Problem: notes.txt is undated" in rest
    screens = [rest] + [
        shown(desk.folder, columns, *w.split()) for w in ("toll", "claims", "why 164", "verify", "doctor", "stories")
    ]
    for screen in screens:
        wide = [x for x in screen.splitlines() if len(x) > columns and not re.search(r"[0-9a-f]{64}", x)]
        assert wide == []


def test_a_table_in_a_terminal_names_reports_and_claims_shortly(desk: Desk) -> None:
    (desk.folder / "reports").mkdir()
    (desk.folder / "reports" / "2022-01-09.txt").write_text(REPORTS["2022-01-09.txt"], encoding="utf-8")
    desk.ok("read", "reports")
    table = shown(desk.folder, 80, "claims")
    assert "reports/" not in table and "2022-01-09.txt" in table
    (claim,) = re.findall(r"^c[0-9a-f]{8}\b", table, re.M)
    assert desk.ok("why", claim).startswith("164 killed")
    assert "reports/2022-01-09.txt" in desk.ok("claims"), "in a pipe a table is whole"
