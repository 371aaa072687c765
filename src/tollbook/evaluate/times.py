"""Expressions of time in public texts: the rows that their scorer asks for, from the text and its date."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tollbook.acquire import Acquired
from tollbook.read import read
from tollbook.resolve.timexes import Timex, timexes


def time_rows(gold: Path) -> Iterator[dict[str, Any]]:
    """A row for each expression of the texts of ``gold``, which the scorer beside it writes out."""
    scorer = gold.parent.parent / "scorers" / "score_times.py"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, str(scorer), "--texts", str(gold), folder], check=True, capture_output=True)
        for line in (Path(folder) / "docs.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            # As bytes: a text may hold carriage returns, and spans count them.
            text = (Path(folder) / f"{row['doc']:05d}.txt").read_bytes().decode("utf-8")
            for t in _expressions(text, date.fromisoformat(row["date"])):
                yield {"doc": row["doc"], "start": t.span.start, "end": t.span.end, "value": t.value}


def _expressions(text: str, published: date) -> tuple[Timex, ...]:
    """Sentence by sentence, where reading leaves the text as it is; a repaired text would shift the spans."""
    reports = read(Acquired(name="text", raw=text.encode(), media="text/plain", body=text))[0]
    same = len(reports) == 1 and reports[0].text == text
    return timexes(text, published=published, sentences=reports[0].sentences if same else ())
