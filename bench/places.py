"""Reports a second and core from text to places, beside a bare regular expression that finds the capitalised words of the same
text; and how fast the gazetteer opens, beside SQLite that opens the same file and reads nothing."""

from __future__ import annotations

import re
import sqlite3
from importlib import resources
from pathlib import Path

from bench.material import texts
from bench.rates import Row, rates, row
from tollbook.acquire import Acquired
from tollbook.read import read
from tollbook.resolve.gazetteer import open_gazetteer
from tollbook.resolve.toponyms import toponyms

COUNT = 40
_CAPITAL = re.compile(r"\b[A-Z]\w+")


def measure() -> list[Row]:
    """Places of the generated texts, already read, with names looked up before; and openings with one name looked up."""
    items = [Acquired(name=f"{n}.txt", raw=t.encode(), media="text/plain", body=t) for n, t in enumerate(texts(COUNT))]
    reports = [report for item in items for report in read(item)[0]]
    gazetteer = open_gazetteer()
    ours, bare = rates(
        COUNT, (lambda: [toponyms(r, gazetteer) for r in reports], lambda: [list(_CAPITAL.finditer(r.text)) for r in reports])
    )
    file = Path(str(resources.files("tollbook") / "resolve" / "gazetteer.sqlite"))
    opened, plain = rates(
        1, (lambda: open_gazetteer().named("Almaty"), lambda: sqlite3.connect(file).execute("SELECT 1").fetchall())
    )
    return [
        row("places, plain texts", "reports/s/core", ours, "a bare regex scan for capitals", bare),
        row("places, gazetteer opened", "openings/s/core", opened, "the same file opened, nothing read", plain),
    ]
