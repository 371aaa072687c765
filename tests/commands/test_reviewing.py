"""`tollbook review`: decisions by subcommand, by key at a terminal of 80 and of 60 columns, and listed in a pipe."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import select
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from .desk import REPORTS, TOLLBOOK, Desk, plain

P7 = ("--by", "person:p7")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A folder with a ledger that has read the three reports."""
    monkeypatch.chdir(tmp_path)
    for name in [n for n in os.environ if n.startswith("TOLLBOOK")]:
        monkeypatch.delenv(name)
    desk = Desk(tmp_path)
    desk.write(REPORTS)
    desk.ok("read", *REPORTS)
    return desk


def claims(desk: Desk) -> list[dict[str, Any]]:
    return [json.loads(line) for line in desk.ok("claims", "--format", "jsonl").splitlines()]


def claim(desk: Desk, figure: str) -> str:
    return next(str(c["id"]) for c in claims(desk) if figure in c["figure"]["text"].casefold())


def test_the_queue_lists_what_moves_a_toll_most_first(desk: Desk) -> None:
    rows = json.loads(desk.ok("review", "--format", "json"))
    weights = [r["weight"] for r in rows]
    assert weights == sorted(weights, reverse=True)
    assert {"basis", "set_aside"} <= {r["role"] for r in rows}
    first = rows[0]
    assert first["role"] == "basis"
    assert re.search(r"rests on it; its rule, [\w.]+, is right in about \d+ of 100", first["why"])


def test_of_two_claims_of_one_effect_the_less_precise_rule_comes_first(desk: Desk) -> None:
    rows = [r for r in json.loads(desk.ok("review", "--format", "json")) if r["effect"] == 1]
    assert [r["precision"] for r in rows] == sorted(r["precision"] for r in rows)


def test_what_somebody_decided_on_leaves_the_queue(desk: Desk) -> None:
    before = json.loads(desk.ok("review", "--format", "json"))
    desk.ok("review", "accept", before[0]["claim"], *P7)
    after = json.loads(desk.ok("review", "--format", "json"))
    assert [r["claim"] for r in after] == [r["claim"] for r in before[1:]]


def test_in_a_pipe_the_queue_is_a_table(desk: Desk) -> None:
    assert desk.ok("review").startswith("claim ")
    rows = list(csv.DictReader(io.StringIO(desk.ok("review", "--format", "csv", "--limit", "2"))))
    assert len(rows) == 2 and rows[0]["claim"]


def test_a_rejected_claim_is_out_of_the_toll_and_why_shows_it(desk: Desk) -> None:
    wrong = claim(desk, "eighteen")
    said = desk.ok("review", "reject", wrong[:9], "--reason", "an age", *P7)
    entry = re.search(r"Recorded as entry (\d+)", said)
    assert entry is not None
    assert wrong not in {c["id"] for c in claims(desk)}
    shown = desk.ok("why", wrong)
    assert "Rejected by a person" in shown
    assert f"person:p7 rejected it: an age [entry {entry[1]}" in " ".join(shown.split())
    desk.ok("review", "undo", entry[1], *P7)
    assert wrong in {c["id"] for c in claims(desk)}
    assert f"undone by entry {int(entry[1]) + 1}" in " ".join(desk.ok("why", wrong).split()) or "undone by" in desk.ok(
        "why", wrong
    )


def test_a_corrected_claim_shows_what_was_read(desk: Desk) -> None:
    read = claim(desk, "748")
    given = ("--interval", "at least 784", "--who", "soldiers", "--where", "", "--side", "state-forces")
    desk.ok("review", "correct", read, *given, "--reason", "misread", *P7)
    row = json.loads(desk.ok("why", read, "--format", "json"))[0]
    assert (row["low"], row["high"], row["who"], row["where"]) == (784, None, "soldiers", None)
    assert row["as_read"]["low"] == 748
    assert row["decisions"][0]["changes"][:2] == [{"field": "low", "value": "784"}, {"field": "high", "value": None}]
    shown = " ".join(desk.ok("why", read).split())
    assert "Corrected by a person. It was read as low: 748; high: 748" in shown


def test_a_toll_is_not_reviewed_until_it_is_signed_and_again_when_it_changes(desk: Desk) -> None:
    assert "Not reviewed by a person." in " ".join(desk.ok("toll").split())
    sign = ("review", "sign", "--measure", "killed", "--as-of", "2022-01-10", *P7)
    said = desk(*sign, given=b"n\n")
    assert said.code == 1 and "Nothing was signed." in said.err
    desk.ok(*sign, given=b"y\n")
    assert "[floor, reviewed by person:p7]" in desk.ok("toll")
    assert "[count, not reviewed]" in desk.ok("toll")
    late = "ALMATY, 15 January 2022 - Prosecutors said on Saturday that 225 people had been killed in Kazakhstan.\n"
    desk.write({"2022-01-15.txt": "Prosecutors give a higher toll\n\n" + late})
    desk.ok("read", "2022-01-15.txt")
    told = " ".join(desk.ok("toll").split())
    assert "not reviewed: changed since it was signed]" in told
    assert "it has changed since person:p7 signed it (at least 42, as of 10 January 2022)." in told
    (row,) = json.loads(desk.ok("toll", "--format", "json", "--measure", "killed", "--who", "all"))[0]["estimates"]
    assert (row["reviewed_by"], row["review"]["state"], row["review"]["signed"]["low"]) == (None, "changed", 42)


def test_decisions_on_stories_sources_and_lineages(desk: Desk) -> None:
    story = json.loads(desk.ok("stories", "--format", "json"))[0]["id"]
    report = claims(desk)[0]["id"]
    out = desk.ok("review", "split", story, report, "--title", "Something else", *P7)
    made = re.search(r"They are of story ([\w-]+)", out)
    assert made is not None
    assert {s["title"] for s in json.loads(desk.ok("stories", "--format", "json"))} >= {"Something else"}
    desk.ok("review", "merge", story, made[1], *P7)
    desk.ok("review", "set", story, "--title", "January events", "--zone", "Asia/Oral", "--signers", "2", *P7)
    assert [s["title"] for s in json.loads(desk.ok("stories", "--format", "json"))] == ["January events"]
    desk.ok("review", "name-source", "presidency", "--new", "Press Office", "--kind", "government", "--story", story, *P7)
    assert "Press Office" in desk.ok("claims", "--format", "jsonl")
    desk.ok("review", "merge-sources", "Interior Ministry", "Press Office", *P7)
    assert "Press Office" not in desk.ok("claims", "--format", "jsonl")
    desk.ok("review", "silence", story, "2022-01-05", "2022-01-07", "--reason", "the internet was cut", *P7)
    rows = [json.loads(line) for line in desk.ok("review", "decisions", "--format", "jsonl").splitlines()]
    acts = [r["act"] for r in rows]
    assert acts == [
        "split_story",
        "set_story",
        "merge_stories",
        "set_story",
        "name_source",
        "merge_sources",
        "silence",
    ]
    assert "January events" in desk.ok("review", "decisions")


def test_what_cannot_be_decided_is_said(desk: Desk) -> None:
    for words, told in (
        (("accept", "c0000"), "No claim and no report is 'c0000'"),
        (("reject", claim(desk, "748")), "Missing option '--reason'"),
        (("correct", claim(desk, "748"), "--reason", "x"), "Nothing is corrected."),
        (("correct", claim(desk, "748"), "--reason", "x", "--interval", "many"), "'many' is no interval."),
        (("correct", claim(desk, "748"), "--reason", "x", "--span", "1"), "'1' is no span."),
        (("accept", claim(desk, "748"), "--by", "Ada"), "'Ada' is no pseudonym."),
        (("undo", "1"), "Entry 1 is no decision"),
        (("sign", "--measure", "trapped"), "Nothing can be said of it."),
        (("merge-sources", "Interior Ministry", "Nobody"), "Unknown source 'Nobody'"),
    ):
        said = desk("review", *words)
        assert said.code == 2 and told in said.err, said
    assert desk("review", "--story", "x", "accept", "c0000").code == 2


def test_what_somebody_decided_since_is_shown_and_not_overwritten(desk: Desk) -> None:
    one = claim(desk, "748")
    desk.ok("review", "reject", one, "--reason", "an age", *P7)
    said = desk("review", "accept", one, "--by", "person:p8", "--on", "5")
    assert said.code == 9
    assert "person:p7 decided on" in said.err and "an age" in said.err and "Nothing was recorded." in said.err


# ---------------------------------------------------------------------------------------------------------- a terminal


def at_a_terminal(desk: Desk, columns: int, *keys: str) -> str:
    """What a person sees who types ``keys``, each once the program waits for it."""
    master, slave = pty.openpty()
    env = plain() | {"COLUMNS": str(columns), "LINES": "40", "TERM": "xterm"}
    work = subprocess.Popen(
        [TOLLBOOK, "review", *P7], cwd=desk.folder, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True
    )
    os.close(slave)
    seen = b""
    for key in keys:
        seen += _until_quiet(master)
        os.write(master, key.encode())
    end = time.monotonic() + 60
    while work.poll() is None and time.monotonic() < end:
        seen += _until_quiet(master)
    seen += _until_quiet(master)
    os.close(master)
    assert work.wait(10) == 0, seen.decode()
    return seen.decode().replace("\r\n", "\n")


def _until_quiet(master: int) -> bytes:
    """What is printed until the program waits: a prompt, or nothing for a while."""
    seen = b""
    while select.select([master], [], [], 20 if not re.search(rb"(quit|> )\s*$", seen) else 0.3)[0]:
        try:
            piece = os.read(master, 65536)
        except OSError:  # the program has ended
            break
        if not piece:
            break
        seen += piece
    return seen


@pytest.mark.parametrize("columns", [80, 60])
def test_at_a_terminal(desk: Desk, columns: int) -> None:
    """Accept, reject with a reason, undo, correct an interval, sign, quit; and no line is wider than the terminal."""
    first, second, *_ = json.loads(desk.ok("review", "--format", "json"))
    keys = ("a", "r", "told twice\n", "u", "c", "interval\n", "at least 7\n", "\n", "misread\n", "s", "g", "1\n", "q")
    seen = at_a_terminal(desk, columns, *keys)
    lines = [line for line in seen.splitlines() if not re.search(r"[0-9a-f]{64}", line)]  # a digest is never broken
    assert max(map(len, lines)) <= columns
    rows = [json.loads(line) for line in desk.ok("review", "decisions", "--format", "jsonl").splitlines()]
    assert [(r["act"], r["subject"], r["undone"] is None) for r in rows[:4]] == [
        ("accept", first["claim"], True),
        ("reject", second["claim"], False),
        ("undo", second["claim"], True),
        ("correct", second["claim"], True),
    ]
    assert [r["act"] for r in rows[4:]] == ["sign"]
    assert "4 decisions recorded." not in seen and "3 decisions recorded." in " ".join(seen.split())
    assert ">>" in seen and "[a] accept" in seen
