"""`compare` and `why`: what changed, and on what grounds a figure stands."""

from __future__ import annotations

import json
from typing import Any

from .desk import REPORTS, Desk
from .shapes import faults


def compared(desk: Desk, a: str, b: str) -> dict[tuple[str, str], dict[str, Any]]:
    found = json.loads(desk.ok("compare", a, b, "--format", "json"))
    assert [f for row in found for f in faults("compare", row)] == []
    return {(row["measure"], row["scope"]): row for row in found}


def test_two_moments(shelf: Desk) -> None:
    found = compared(shelf, "2022-01-06", "2022-01-10")
    killed = found["killed", "all"]
    assert (killed["before"], killed["after"]) == ("at least 18", "at least 42, 1 claim set aside")
    assert killed["change"] == "changed" and killed["because"] == ["2022-01-09.txt", "2022-01-10.txt"]
    assert found["destroyed", "vehicle"]["after"] == "more than 400" and found["destroyed", "vehicle"]["change"] == "new"
    assert ("injured", "all") not in found, "what is the same is not told"
    assert shelf.ok("compare", "2022-01-10", "2022-01-10") == "Nothing changed.\n"
    assert shelf.ok("compare", "2022-01-10", "2022-01-10", "--format", "json") == "[]\n"


def test_a_moment_of_a_day(shelf: Desk) -> None:
    """A report known only by its day counts from that day's end."""
    assert compared(shelf, "2022-01-05", "2022-01-06T20:00") == {}
    assert compared(shelf, "2022-01-05", "2022-01-06T23:59")


def test_two_reports(shelf: Desk) -> None:
    found = compared(shelf, "2022-01-06.txt", "2022-01-10.txt")
    officers = [row for (measure, scope), row in found.items() if measure == "killed" and row["before"]]
    assert officers and "Eighteen (the interior ministry)" in officers[0]["before"]
    assert {row["change"] for row in found.values()} >= {"gone", "new"}
    ids = {json.loads(x)["report"]: json.loads(x)["id"] for x in shelf.ok("read", *REPORTS, "--format", "jsonl").splitlines()}
    assert compared(shelf, ids["2022-01-06.txt"], ids["2022-01-10.txt"]) == found
    assert {row["change"] for row in compared(shelf, "2022-01-06.txt", "2022-01-06.txt").values()} == {"same"}


def test_a_name_of_several_reports(desk: Desk) -> None:
    for folder, n in (("a", 12), ("b", 13)):
        (desk.folder / folder).mkdir()
        (desk.folder / folder / "2022-01-06.txt").write_text(f"Police said {n} people were killed in Almaty.\n", encoding="utf-8")
    desk.ok("read", "a", "b")
    said = desk("compare", "2022-01-06.txt", "2022-01-06.txt")
    assert said.code == 2
    assert "'2022-01-06.txt' names 2 reports." in said.err and "(a/2022-01-06.txt)" in said.err
    assert desk("compare", "a/2022-01-06.txt", "b/2022-01-06.txt").code == 0


def test_why_by_figure(shelf: Desk) -> None:
    told = " ".join(shelf.ok("why", "164", "--as-of", "2022-01-10").split())
    assert "164 killed · c" in told
    assert "had been killed in Kazakhstan" in told and ">>164<<" in told
    assert "2022-01-09.txt, published 2022-01-09 (stated in the text)" in told
    assert "standing withdrawn" in told
    assert "said by the health ministry" in told.casefold() or "said by The health ministry" in told
    assert "It is withdrawn, as told with its own words: " in told
    assert "In the toll of killed it is set aside: withdrawn" in told
    assert "At least 42 people killed" in told


def test_why_by_id_and_by_its_beginning(shelf: Desk) -> None:
    (claim,) = [json.loads(x) for x in shelf.ok("claims", "--standing", "withdrawn", "--format", "jsonl").splitlines()]
    whole = shelf.ok("why", claim["id"], "--as-of", "2022-01-10")
    assert whole == shelf.ok("why", claim["id"][:9], "--as-of", "2022-01-10")
    assert whole == shelf.ok("why", "164", "--as-of", "2022-01-10")


def test_why_by_another_policy(shelf: Desk) -> None:
    plain = json.loads(shelf.ok("why", "26", "--as-of", "2022-01-10", "--format", "json"))
    other = json.loads(shelf.ok("why", "26", "--as-of", "2022-01-10", "--policy", "two-sources", "--format", "json"))
    assert [r["id"] for r in plain] == [r["id"] for r in other]
    assert not any(e["sentence"].startswith("After Iraq Body Count") for r in plain for e in r["effects"])
    assert all(e["sentence"].startswith("After Iraq Body Count") for r in other for e in r["effects"])


def test_why_as_data(shelf: Desk) -> None:
    for figure in ("164", "16", "26", "5,800", "5800", "more than 400", "Eighteen"):
        found = json.loads(shelf.ok("why", figure, "--as-of", "2022-01-10", "--format", "json"))
        assert found, figure
        assert [f for row in found for f in faults("why", row)] == []
    (row,) = json.loads(shelf.ok("why", "26", "--as-of", "2022-01-10", "--format", "json"))
    assert {"term"} <= {e["role"] for e in row["effects"]}
    assert row["sentence"]["text"].count("26 protesters") == 1
    assert [json.loads(x) for x in shelf.ok("why", "26", "--as-of", "2022-01-10", "--format", "jsonl").splitlines()] == [row]


def test_a_figure_of_several_claims(desk: Desk) -> None:
    """The claim that bears the toll is shown in full, the others are listed."""
    reports = {
        f"2022-01-0{n}.txt": f"The interior ministry said 12 people were killed in Almaty on day {n}.\n" for n in range(5, 9)
    }
    desk.write(reports)
    desk.ok("read", *reports)
    told = desk.ok("why", "12")
    assert told.count("12 killed · c") == 1
    assert "3 more of 12; `tollbook why ID` shows one in full:" in told
    assert "12 killed: people in Almaty" in told
    assert len(json.loads(desk.ok("why", "12", "--format", "json"))) == 4


def test_a_claim_of_an_undated_report(desk: Desk) -> None:
    desk.write({"notes.txt": "The ministry said 12 people were killed in Almaty.\n"})
    desk.ok("read", "notes.txt")
    told = " ".join(desk.ok("why", "12").split())
    assert "It gives no bound of any toll as of this moment. Its report is undated: date it with --published NAME=DATE." in told


def test_moments_are_compared_by_name(shelf: Desk) -> None:
    """--from and --to are days or instants, with any zone; --to is the newest report's where it is not given."""
    by_place = shelf.ok("compare", "2022-01-06", "2022-01-10", "--format", "json")
    assert json.loads(by_place)
    assert shelf.ok("compare", "--from", "2022-01-06", "--to", "2022-01-10", "--format", "json") == by_place
    assert shelf.ok("compare", "--from", "2022-01-06", "--format", "json") == by_place
    zoned = ("--from", "2022-01-06 Asia/Almaty", "--to", "2022-01-10T23:59[Asia/Almaty]")
    assert shelf.ok("compare", *zoned, "--format", "json") == by_place
    assert any("2022-01-10.txt" in row["because"] for row in json.loads(by_place))
    for words in (("--from", "2022-01-06", "2022-01-10"), ("--to", "2022-01-06"), ("2022-01-06",), ()):
        assert shelf("compare", *words).code == 2
    said = shelf("compare", "--from", "2022-01-06 Asia/Nowhere")
    assert said.code == 2 and "is not a date" in said.err


def test_why_of_an_act_shows_its_words_its_rule_and_who_else_tells_it(desk: Desk) -> None:
    desk.write(
        {
            "2022-01-06.txt": "Protesters stormed the town hall of Almaty on Wednesday, and 12 people were killed, they said.\n",
            "2022-01-09.txt": "Police said 16 people had been killed in Almaty. Protesters stormed the town hall on Wednesday.\n",
        }
    )
    desk.ok("read", "2022-01-06.txt", "2022-01-09.txt")
    acts = json.loads(desk.ok("timeline", "--only", "acts", "--format", "json"))
    row = next(r for r in acts if r["act"]["word"] == "building_seized" and len(r["act"]["told"]) == 2)
    told = desk.ok("why", row["act"]["told"][0]["id"][:9])
    for words in (
        ">>stormed the town hall<<",
        "verb.building_seized",
        "2022-01-05 (told to have been then)",
        "Told also in these words",
    ):
        assert words in told, told
    assert json.loads(desk.ok("why", row["act"]["told"][1]["id"], "--format", "json")) == [row]
