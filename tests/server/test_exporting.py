"""Exports: streamed, and the same as the command writes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tollbook.ledger import open_ledger
from tollbook.publish.export import export

from .house import House


def written(of: House, form: str, folder: Path) -> bytes:
    """What the command writes."""
    path = folder / f"claims.{form}"
    with open_ledger(of.settings.ledger, readonly=True) as ledger:
        export([ledger.book(s.id) for s in ledger.stories()], form, path)
    return path.read_bytes()


def test_it_is_what_the_command_writes(shared: House, tmp_path: Path) -> None:
    with shared.client() as client:
        for form in ("jsonl", "csv"):
            answer = client.get("export", params={"format": form})
            assert answer.content == written(shared, form, tmp_path)
            assert f'filename="claims.{form}"' in answer.headers["content-disposition"]


def test_it_is_of_the_moment_and_the_story(shared: House) -> None:
    with shared.client() as client:
        rows = [json.loads(line) for line in client.get("export", params={"as_of": "2022-01-06"}).text.splitlines()]
        assert {r["report"] for r in rows} == {"2022-01-06.txt"}
        told = client.get("export", params={"format": "csv", "story": shared.story}).content.decode("utf-8")
        assert {r["story"] for r in csv.DictReader(io.StringIO(told, newline=""))} == {shared.story}
        assert client.get("export", params={"story": "nowhere"}).status_code == 404
