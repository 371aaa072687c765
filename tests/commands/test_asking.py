"""`toll`, `claims`, `timeline`, `stories`: what is asked of the ledger, as of any day and as of any state of the ledger."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tollbook import pipeline
from tollbook.ledger import open_ledger

from .desk import REPORTS, Desk
from .shapes import faults


def rows(desk: Desk, *words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in desk.ok(*words, "--format", "jsonl").splitlines()]


@pytest.mark.parametrize(
    ("command", "schema"), [("claims", "claim"), ("timeline", "timeline"), ("stories", "story"), ("toll", "toll")]
)
def test_rows_are_as_their_schema_says_in_every_form(shelf: Desk, command: str, schema: str) -> None:
    found = json.loads(shelf.ok(command, "--format", "json"))
    assert found
    if command == "toll":  # `json` is an object a story; the other forms are flat
        found[0]["as_of"] = "2022-01-10T23:59:00+06:00"
        assert faults("toll", found[0]) == []
        found = found[0]["estimates"]
    else:
        assert [f for row in found for f in faults(schema, row)] == []
        assert rows(shelf, command) == found
    table = list(csv.DictReader(io.StringIO(shelf.ok(command, "--format", "csv"))))
    assert len(table) == len(found) == len(rows(shelf, command))
    assert len(shelf.ok(command).splitlines()) > len(found) or command == "toll"


@pytest.mark.parametrize(
    "command",
    ["toll --as-of 2022-01-10", "claims", "timeline", "stories", "compare 2022-01-06 2022-01-10", "why 164 --as-of 2022-01-10"],
)
def test_what_goes_to_a_pipe_is_plain_and_stable(shelf: Desk, command: str) -> None:
    told = shelf.ok(*command.split())
    assert told == shelf.ok(*command.split())
    assert "\x1b" not in told and "\r" not in told and "…" not in told


def test_a_toll_as_of_a_day(shelf: Desk) -> None:
    told = " ".join(shelf.ok("toll", "--as-of", "2022-01-10").split())
    assert "As of 10 January 2022, 23:59 (Asia/Almaty), from 3 of 3 reports. Not reviewed by a person." in told
    assert "At least 42 people killed" in told
    assert "Set aside: 164, withdrawn" in told
    early = " ".join(shelf.ok("toll", "--as-of", "2022-01-06").split())
    assert "from 1 of 3 reports" in early
    assert "42" not in early and "164" not in early
    assert "Nothing can be said: no dated figure of this was published by then." in shelf.ok("toll", "--as-of", "2022-01-05")


def test_a_toll_of_a_measure_a_side_and_a_place(shelf: Desk) -> None:
    killed = json.loads(shelf.ok("toll", "--measure", "killed", "--format", "json"))
    assert {e["measure"] for e in killed[0]["estimates"]} == {"killed"}
    forces = json.loads(shelf.ok("toll", "--who", "state-forces", "--format", "json"))
    assert {e["side"] for e in forces[0]["estimates"]} == {"state_forces"}
    everybody = json.loads(shelf.ok("toll", "--who", "all", "--format", "json"))
    assert {(e["side"], e["group"]) for e in everybody[0]["estimates"]} == {(None, None)}
    cars = json.loads(shelf.ok("toll", "--who", "vehicle", "--format", "json"))
    assert [e["object"] for e in cars[0]["estimates"]] == ["vehicle"]
    almaty = json.loads(
        shelf.ok("toll", "--where", "almaty", "--as-of", "2022-01-10", "--measure", "arrested", "--format", "json")
    )
    assert [(e["where"], e["measure"]) for e in almaty[0]["estimates"]] == [("Almaty", "arrested")]


def test_claims_of_a_kind(shelf: Desk) -> None:
    assert [c["figure"]["text"] for c in rows(shelf, "claims", "--standing", "Withdrawn")] == ["164"]
    assert {c["measure"] for c in rows(shelf, "claims", "--measure", "Arrested")} == {"arrested"}
    assert {c["side"] for c in rows(shelf, "claims", "--who", "state forces")} == {"state_forces"}
    assert {c["place"]["name"] for c in rows(shelf, "claims", "--where", "Almaty")} == {"Almaty"}
    assert {c["report"] for c in rows(shelf, "claims", "--as-of", "2022-01-06")} == {"2022-01-06.txt"}
    assert shelf.ok("claims", "--standing", "disputed") == "No claim is so.\n"
    assert shelf.ok("claims", "--standing", "disputed", "--format", "json") == "[]\n"
    assert shelf.ok("claims", "--standing", "disputed", "--format", "jsonl") == ""


def test_a_timeline_is_in_the_order_of_days(shelf: Desk) -> None:
    days = [r["day"] for r in rows(shelf, "timeline")]
    assert days == sorted(days) and len(set(days)) >= 3
    assert {r["measure"] for r in rows(shelf, "timeline", "--measure", "killed")} == {"killed"}


def test_a_cell_that_a_spreadsheet_would_run(desk: Desk) -> None:
    desk.write(
        {
            "2022-01-06.txt": "The ministry said 12 people were killed in Almaty.\n",
            "=1+1.txt": "Police said 3 people died in Almaty.\n",
        }
    )
    desk.ok("read", "2022-01-06.txt", "=1+1.txt")
    table = csv.DictReader(io.StringIO(desk.ok("claims", "--format", "csv")))
    assert {r["report"] for r in table} == {"2022-01-06.txt", "'=1+1.txt"}


def test_a_ledger_without_a_story(both: Desk) -> None:
    both.write({"fleet.txt": "The fleet came home on Friday. The mayor welcomed the crews.\n"})
    assert "Without a claim" in both.ok("read", "fleet.txt")
    said = both("toll")
    assert (said.code, said.out) == (0, "")
    assert "The ledger holds no story yet" in said.err
    assert both.ok("stories").startswith("No story yet")
    assert both("page").code == 2


@pytest.fixture
def grown(desk: Desk) -> Desk:
    """A ledger that learned of 6 January on the 7th, and of the 10th on the 11th."""
    desk.write(REPORTS)
    for name, day in (("2022-01-06.txt", 7), ("2022-01-10.txt", 11)):
        with open_ledger(Path("tollbook.db"), create=True) as ledger:
            pipeline.read_into(ledger, [name], now=lambda day=day: datetime(2022, 1, day, 9, tzinfo=UTC))  # type: ignore[misc]  # bound per turn
    return desk


def test_as_of_what_the_ledger_had_recorded(grown: Desk) -> None:
    now = json.loads(grown.ok("toll", "--format", "json", "--measure", "killed", "--who", "all"))
    then = json.loads(grown.ok("toll", "--recorded", "2022-01-10", "--format", "json", "--measure", "killed", "--who", "all"))
    assert now[0]["upto"] > then[0]["upto"]
    assert (now[0]["estimates"][0]["low"], then[0]["estimates"][0]["low"]) == (42, 18)
    assert {c["report"] for c in rows(grown, "claims", "--recorded", "2022-01-07T09:00Z")} == {"2022-01-06.txt"}
    assert "c" in grown.ok("why", "18", "--recorded", "2022-01-10")
    assert grown("why", "26", "--recorded", "2022-01-10").code == 2
    page = grown.ok("page", "--recorded", "2022-01-10", "--out", "then.html")
    assert "Wrote then.html" in page and "26 protesters" not in Path("then.html").read_text(encoding="utf-8")


def test_before_anything_was_recorded(grown: Desk) -> None:
    for command in ("toll", "claims"):
        said = grown(command, "--recorded", "2022-01-06")
        assert said.code == 0
        assert "Nothing of it was recorded by 2022-01-06; this ledger begins 2022-01-07 09:00 UTC." in said.err


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize(
    "command", ["read .", "toll --as-of 2022-01-10", "claims", "timeline", "stories", "compare 2022-01-06 2022-01-10", "why 164"]
)
def test_nothing_is_wider_than_the_terminal(read: Desk, monkeypatch: pytest.MonkeyPatch, command: str, width: int) -> None:
    """As in a terminal: the commands ask `terminal_width` alone how wide it is."""
    for name in ("asking", "explaining", "reading", "keeping", "options"):
        monkeypatch.setattr(f"tollbook.commands.{name}.terminal_width", lambda: width, raising=False)
    lines = read.ok(*command.split()).splitlines()
    assert [x for x in lines if len(x) > width and "Head " not in x] == []
    shown = " ".join(" ".join(lines).split())
    assert not re.search(r"\bc[0-9a-f]{16}\b", shown) or command.startswith("why")


def test_days_on_which_nobody_was_heard_are_named(both: Desk) -> None:
    """No rise is not calm: between the 6th and the 9th nobody spoke, and a person says why."""
    both.write(REPORTS)
    both.ok("read", *REPORTS)
    told = " ".join(both.ok("toll", "--as-of", "2022-01-10").split())
    assert "Heard on 3 of 5 days: the state on 3, others on none. Nobody on 7 to 8 January 2022." in told
    assert "No rise in what is reported is not calm." in told
    story = json.loads(both.ok("stories", "--format", "json"))[0]["id"]
    both.ok("review", "silence", story, "2022-01-06", "2022-01-08", "--reason", "the internet was cut", "--by", "person:p7")
    assert "the internet was cut (person:p7)" in " ".join(both.ok("toll", "--as-of", "2022-01-10").split())
    (toll,) = json.loads(both.ok("toll", "--as-of", "2022-01-10", "--format", "json"))
    assert [(d["day"], d["origins"]) for d in toll["silence"]] == [("2022-01-06", 2), ("2022-01-07", 0), ("2022-01-08", 0)]
    rows = [json.loads(line) for line in both.ok("timeline", "--heard", "--format", "jsonl").splitlines()]
    assert [r["day"][-2:] for r in rows] == ["06", "07", "08", "09", "10"]
    assert rows[0]["state"] == ["Interior Ministry"]
    both.ok("page", "--plain", "--out", "toll.html")
    assert "No rise in what is reported is not calm." in (both.folder / "toll.html").read_text(encoding="utf-8")
