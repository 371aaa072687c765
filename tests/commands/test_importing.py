"""`tollbook import`: a list, by commands."""

from __future__ import annotations

import json

import pytest

from .desk import REPORTS, Desk

CODED = """Date,Killed,Source
2022-01-10,26,Interior Ministry
2022-01-11,many,Interior Ministry
"""
MAP = """[columns]
published = "Date"
figure = "Killed"
said_by = "Source"

[constants]
measure = "killed"
"""


@pytest.fixture
def desk(both: Desk) -> Desk:
    """A folder with a list and what its columns mean."""
    both.write({"coded.csv": CODED, "coded.toml": MAP})
    return both


def test_a_list_is_read_and_what_is_wrong_is_said_by_row(desk: Desk) -> None:
    said = desk("import", "coded.csv", "--mapping", "coded.toml", "--by", "person:p7")
    assert said.code == 0
    assert "1 claim added to story coded." in " ".join(said.out.split())
    assert "coded.csv, row 3: column 'Killed': 'many' is no interval." in " ".join(said.err.split())
    assert "26 people killed, by the count of the Interior Ministry" in " ".join(desk.ok("toll").split())
    again = desk.ok("import", "coded.csv", "--mapping", "coded.toml", "--by", "person:p7")
    assert "0 claims added to story coded, 1 known already." in " ".join(again.split())


def test_a_dry_run_records_nothing(desk: Desk) -> None:
    out = desk.ok("import", "coded.csv", "--mapping", "coded.toml", "--dry-run", "--format", "jsonl")
    assert json.loads(out)["low"] == 26
    assert not (desk.folder / "tollbook.db").exists()


def test_a_list_goes_to_a_story_that_is_there(desk: Desk) -> None:
    desk.write(REPORTS)
    desk.ok("read", *REPORTS)
    story = json.loads(desk.ok("stories", "--format", "json"))[0]["id"]
    desk.ok("import", "coded.csv", "--mapping", "coded.toml", "--story", story)
    (row,) = json.loads(desk.ok("stories", "--format", "json"))
    assert row["reports"] == 4


def test_what_cannot_be_read_is_said(desk: Desk) -> None:
    for words, code, told in (
        (("nothing.csv", "--mapping", "coded.toml"), 3, "nothing.csv cannot be read"),
        (("coded.csv",), 2, "Missing option '--mapping'"),
        (("coded.csv", "--mapping", "coded.csv"), 2, "is no TOML file"),
        (("coded.csv", "--mapping", "coded.toml", "--by", "Ada"), 2, "is no pseudonym"),
        (("coded.csv", "--mapping", "coded.toml", "--story", "other"), 2, "0 stories are 'other'"),
    ):
        said = desk("import", *words)
        assert said.code == code and told in said.err, said
