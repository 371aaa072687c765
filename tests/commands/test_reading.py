"""`read` and `extract`: what is learned is printed, in four forms; the same report twice adds nothing."""

from __future__ import annotations

import json
import re

import pytest

from acquire.servers import page, serving
from tollbook.ledger import open_ledger, verify_ledger

from .desk import NINTH, REPORTS, SIXTH, TENTH, Desk
from .shapes import faults


def head_of(printed: str) -> str:
    found = re.search(r"^Head ([0-9a-f]{64}) \(entry \d+\)$", printed, re.M)
    assert found is not None, printed
    return found[1]


def test_what_was_learned_is_said_by_measure_and_people(both: Desk) -> None:
    both.write(REPORTS)
    told = both.ok("read", *REPORTS)
    assert "  2022-01-06.txt: 2022-01-06, stated in the text; 3 claims\n" in told
    assert re.search(r"^  killed\n(    .+\n)*    police officers: Eighteen, 16\n", told, re.M)
    assert "people: 164 (withdrawn)" in told
    assert f"3 reports and {len(both.ok('claims', '--format', 'jsonl').splitlines())} claims added to tollbook.db;" in told
    assert verify_ledger(both.folder / "tollbook.db", head=head_of(told)).sound
    assert str(both.folder) not in told


def test_many_reports_are_summed_up(desk: Desk) -> None:
    many = {f"report-{n}.txt": SIXTH.replace("Eighteen", str(10 + n)).replace("6 January", f"{n} January") for n in range(1, 21)}
    desk.write(many | {"notes.txt": "The ministry said 12 police officers were killed in Almaty.\n"})
    told = desk.ok("read", ".")
    words = " ".join(told.split())
    assert (
        "published 1 January 2022 to 20 January 2022 (dates: 20 stated in the text); undated, and so in no toll: notes.txt"
        in words
    )
    assert "and 8 more" in words or "and 9 more" in words
    assert "report-7.txt" not in told


def test_reading_the_same_twice_adds_nothing(both: Desk) -> None:
    both.write(REPORTS)
    head = head_of(both.ok("read", *REPORTS))
    again = both.ok("read", ".")
    assert head_of(again) == head
    assert "3 reports known already: nothing added" in again
    assert "0 reports and 0 claims added to tollbook.db; 0 links." in again
    assert "Kazakhstan" in again, "the story that they are filed under is named"


def test_the_rows_of_what_was_learned(desk: Desk) -> None:
    desk.write(REPORTS)
    found = json.loads(desk.ok("read", *REPORTS, "--format", "json"))
    assert {row["report"] for row in found} == set(REPORTS)
    assert all(row["new"] for row in found)
    assert [f for row in found for f in faults("learned", row)] == []
    again = [json.loads(line) for line in desk.ok("read", *REPORTS, "--format", "jsonl").splitlines()]
    assert [row | {"new": True} for row in again] == found
    assert desk.ok("read", *REPORTS, "--format", "csv").splitlines()[0].startswith("report,published,story,measure")


def test_standard_input(both: Desk) -> None:
    told = both.ok("read", "-", given=NINTH.encode())
    assert "stdin: 2022-01-09, stated in the text" in told
    rows = [{"text": text, "published": name[:10], "publisher": "Steppe Wire"} for name, text in REPORTS.items()]
    told = both.ok("read", "-", "--ledger", "rows.db", given="\n".join(map(json.dumps, rows)).encode())
    assert "stdin:3: 2022-01-10, stated with the report" in told
    claims = [json.loads(line) for line in both.ok("extract", "-", given=TENTH.encode()).splitlines()]
    assert {c["report"] for c in claims} == {"stdin"}


UNDATED = """The ministry of the interior said that 12 police officers had been killed in Almaty."""


def test_a_date_that_a_person_gives(both: Desk) -> None:
    both.write({"notes.txt": UNDATED})
    said = both("read", "notes.txt")
    assert "notes.txt: undated, and so in no toll" in said.out
    assert "Date it with --published NAME=DATE. (undated)" in " ".join(said.err.split())
    assert "Nothing can be said" in both.ok("toll")
    told = both.ok("read", "notes.txt", "--published", "notes.txt=2022-01-08")
    assert "notes.txt: 2022-01-08, given by hand; 1 claim\n" in told
    assert "12 members of the state's forces killed" in " ".join(both.ok("toll").split())
    assert "Nothing can be said" in both.ok("toll", "--as-of", "2022-01-07")
    head = head_of(both.ok("read", "notes.txt"))
    assert head_of(both.ok("read", "notes.txt", "--published", "notes.txt=2022-01-08")) == head
    assert "given by hand" not in both.ok("read", "notes.txt"), "the date that was given stands"
    both.ok("read", "notes.txt", "--published", "notes.txt=2022-01-06T18:00+06:00")
    assert "Nothing can be said" in both.ok("toll", "--as-of", "2022-01-06T17:59")
    assert "12 members" in both.ok("toll", "--as-of", "2022-01-06T18:00")


def test_a_report_that_was_erased_is_not_read_in_again(both: Desk) -> None:
    both.write(REPORTS)
    both.ok("read", *REPORTS)
    report = json.loads(both.ok("read", "2022-01-06.txt", "--format", "json"))[0]["id"]
    both.ok("erase", report, "--reason", "asked for by the family", "--yes")
    said = both("read", ".")
    assert said.code == 0
    assert "2022-01-06.txt was erased by decision, and is not read in again. (withheld)" in " ".join(said.err.split())
    assert "748" not in both.ok("claims", "--format", "csv")
    found = verify_ledger(both.folder / "tollbook.db")
    assert found.sound
    assert not [f for f in found.findings if "belongs to no reading" in f.what], "its bytes were not kept anew"
    assert both("read", "2022-01-06.txt").code == 3


def test_evidence_is_kept_before_it_is_read(both: Desk) -> None:
    """A page without a main text is evidence all the same, and `verify` says that no reading names it."""
    both.write(REPORTS | {"page.html": "<html><body><nav><a href='/'>Home</a></nav></body></html>"})
    both.ok("read", "2022-01-06.txt", "page.html")
    notes = [f.what for f in verify_ledger(both.folder / "tollbook.db").findings]
    assert any("a report with no text" in n for n in notes)


def test_extract_needs_no_ledger_and_leaves_none(both: Desk) -> None:
    both.write(REPORTS)
    claims = [json.loads(line) for line in both.ok("extract", *REPORTS).splitlines()]
    assert [f for row in claims for f in faults("claim", row)] == []
    for c in claims:
        assert c["figure"]["text"] in REPORTS[c["report"]]
    assert {p.name for p in both.folder.iterdir()} == set(REPORTS)
    assert both.ok("extract", *REPORTS) == both.ok("extract", *REPORTS)
    assert "164 killed: people in Kazakhstan" in both.ok("extract", "2022-01-09.txt", "--format", "table")


def test_progress_is_for_terminals(both: Desk) -> None:
    both.write(REPORTS)
    assert both("read", *REPORTS).err == ""


def test_a_ledger_named_by_the_environment(desk: Desk, monkeypatch: object) -> None:
    desk.write(REPORTS)
    desk.ok("read", "2022-01-06.txt", "--ledger", "mine.db")
    assert desk("toll").code == 4
    with open_ledger(desk.folder / "mine.db", readonly=True) as ledger:
        assert len(tuple(ledger.readings())) == 1


# ------------------------------------------------------------------------------------------------------------ addresses

BUS = (
    "<html><head><title>Bus falls into ravine</title></head><body><article><h1>Bus falls into ravine</h1>"
    "<p>{} people were killed when a bus fell into a ravine near Dost, police said on Tuesday, 1 March 2022.</p>"
    "<p>The road was closed for the night, the health ministry said.</p></article></body></html>"
)


def test_an_address_is_read_and_its_change_shown(desk: Desk) -> None:
    with serving({"/bus": page(BUS.format("Eleven"))}) as server:
        url, mine = server.url("/bus"), ("--allow", "127.0.0.1", "--contact", "desk@paper.example")
        refused = desk("read", url)
        assert refused.code == 3 and "is no public address" in refused.err and server.asked == []
        assert "1 report and 1 claim added" in desk.ok("read", url, *mine)
        assert "(desk@paper.example)" in server.asked[-1][1]["user-agent"]
        server.paths["/bus"] = page(BUS.format("Fourteen"))
        (desk.folder / "list.txt").write_text(f"# buses\n\n{url}\n", encoding="utf-8")
        changed = desk.ok("read", "--list", "list.txt", *mine)
        assert "is a new version of a report that was read before" in changed
        assert re.search(r"killed, people[^:]*: Eleven \(police\) -> Fourteen \(police\)", " ".join(changed.split())), changed
        (row,) = json.loads(desk.ok("compare", url, url, "--format", "json"))
        assert (row["before"], row["after"], row["change"]) == ("Eleven (police)", "Fourteen (police)", "changed")
        del server.paths["/bus"]
        gone = desk("read", url, *mine)
        assert gone.code == 0 and "is gone. Its figures stand." in " ".join(gone.err.split()) and "Head" in gone.out
    assert "sound" in desk.ok("verify")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("read",), "Nothing to read"),
        (("read", "http://127.0.0.1/", "--allow", "the moon"), "names no network"),
        (("read", "http://127.0.0.1/", "--contact", "a\r\nb: c"), "(a b: c)"),
        (("read", "http://127.0.0.1/", "--contact", "Ärger"), "cannot stand in a request"),
        (("extract", "https://paper.example/"), "keeps no evidence"),
        (("read", "--list", "-"), "is no address"),
    ],
)
def test_what_cannot_be_asked_is_said(desk: Desk, words: tuple[str, ...], said: str) -> None:
    found = desk(*words, given=b"file:///etc/passwd\n")
    assert found.code in (2, 3) and (said in found.err or said.startswith("("))


def test_places_of_ones_own_beside_the_ledger(desk: Desk) -> None:
    desk.write({"2022-01-06.txt": "Nine people were killed in Velmark on Monday, police said.\n"})
    desk.write({"places.toml": "[[place]]\nid = 'own/v'\nname = 'Velmark'\ncountry = 'KZ'\nlat = 43.1\nlon = 77.0\n"})
    desk.ok("read", "2022-01-06.txt")
    (claim,) = json.loads(desk.ok("claims", "--format", "json"))
    assert claim["place"]["id"] == "own/v"
    (claim,) = json.loads(desk.ok("extract", "2022-01-06.txt", "--places", "places.toml", "--format", "json"))
    assert claim["place"]["id"] == "own/v"
