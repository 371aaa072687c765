"""`compare` of versions: what a page changed, figure by figure and in which words, that it is gone, and where that is told."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from acquire.courses import Course, course

from .conftest import desk_in
from .desk import REPORTS, Desk
from .shapes import faults


@dataclass(frozen=True)
class Paper:
    """A desk at the ledger of two pages that changed (`acquire.courses`)."""

    desk: Desk
    pages: Course

    def ok(self, *words: str) -> str:
        return self.desk.ok(*words)

    def rows(self, *words: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.ok("compare", *words, "--format", "json"))
        assert [f for row in found for f in faults("version", row)] == []
        return found


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    with pytest.MonkeyPatch.context() as patch:
        desk = desk_in(tmp_path_factory.mktemp("paper"), patch, "runner")
        yield Paper(desk, course(desk.folder))


def test_each_figure_that_changed_is_a_row_with_what_of_it_is_other(paper: Paper) -> None:
    found = paper.rows(paper.pages.bus)
    assert [(r["version"], r["change"], r["measure"]) for r in found] == [
        (2, "raised", "killed"),
        (2, "kept", "injured"),
        (2, "gone", "missing"),
        (3, "lowered", "killed"),
        (None, "vanished", None),
    ]
    raised, kept, gone, lowered, vanished = found
    assert (raised["before"]["low"], raised["after"]["low"], raised["changed"]) == (12, 18, ["figure"])
    assert (kept["before"]["said_by"], kept["after"]["said_by"], kept["changed"]) == (
        "the health ministry",
        "rescuers",
        ["said_by"],
    )
    assert gone["after"] is None and gone["words"] == [
        {"is": "removed", "text": "Three people were missing, neighbour Aidar Samplebek said."}
    ]
    assert [w["text"] for w in lowered["words"] if w["is"] != "kept"] == ["Eighteen", "Sixteen"]
    assert (raised["at"], raised["found"]) == ("2022-03-01T15:00:00+00:00", "metadata"), "the change that the page states"
    assert (lowered["at"], lowered["found"]) == ("2022-03-01T22:00:00+00:00", "inferred"), "else when it was seen"
    assert vanished["at"] == "2022-03-02T03:00:00+00:00" and vanished["earlier"] == lowered["report"]


def test_a_version_without_a_figure_and_the_way_back(paper: Paper) -> None:
    found = paper.rows(paper.pages.hotel)
    assert [(r["version"], r["change"]) for r in found] == [(2, "gone"), (1, "new")]
    assert found[1]["after"]["claim"] == found[0]["before"]["claim"]


def test_all_pages_and_one_by_any_of_its_names(paper: Paper) -> None:
    every = paper.rows("--versions")
    assert every == paper.rows(paper.pages.bus) + paper.rows(paper.pages.hotel)
    for row in every[:2]:
        assert paper.rows(row["report"]) == paper.rows(row["earlier"]) == paper.rows(paper.pages.bus, "--versions")
    assert paper.rows(every[-2]["report"]) == paper.rows(paper.pages.hotel), "a version that gives no figure"
    assert paper.rows("--versions", "--story", "dost") == every


def test_a_person_reads_versions_changes_and_words(paper: Paper) -> None:
    told = paper.ok("compare", paper.pages.bus)
    for line in (
        "“Bus falls into ravine near Dost”, 3 versions, in Crash in Dost, March 2022",
        "  version 2: 1 March 2022, 15:00 (UTC), stated with the report; 2 claims (r",
        "  version 3: 1 March 2022, 22:00 (UTC), when it was asked; 2 claims (r",
        "  gone: 2 March 2022, 03:00 (UTC), when it was asked. What was read there stands.",
        "  2: “Another 20 people were injured, [-the health ministry-]{+rescuers+} said.”",
    ):
        assert line in told
    table = [" ".join(line.split()) for line in told.splitlines()]
    assert "2 killed people in Dost Twelve Eighteen raised" in table
    assert "2 injured people 20 (the health ministry) 20 (rescuers) other source" in table
    assert "version 1 again: 2 March 2022, 08:00 (UTC), when it was asked; 1 claim" in paper.ok("compare", paper.pages.hotel)


def test_a_spreadsheet_holds_a_figure_a_line(paper: Paper) -> None:
    found = list(csv.DictReader(io.StringIO(paper.ok("compare", "--versions", "--format", "csv"))))
    assert [r["change"] for r in found] == ["raised", "kept", "gone", "lowered", "vanished", "gone", "new"]
    assert (found[1]["before"], found[1]["after"]) == ("20 (the health ministry)", "20 (rescuers)")
    assert found[3]["words"].startswith("[-Eighteen-]{+Sixteen+} people were killed")


def test_a_report_of_one_version_and_what_cannot_be_asked(read: Desk) -> None:
    one = "2022-01-06.txt"
    assert read.ok("compare", one) == "It was read in one version, and its page was not found gone.\n"
    assert read.ok("compare", one, "--format", "jsonl") == ""
    assert read.ok("compare", "--versions") == "No page was changed or taken away.\n"
    for words in (
        ("2022-01-06",),
        ("nothing.txt",),
        (one, "2022-01-09.txt", "--versions"),
        ("--versions", "--from", "2022-01-06"),
    ):
        assert read(*("compare", *words)).code == 2
    assert set(REPORTS) >= {one}


def test_an_empty_ledger_knows_no_report(desk: Desk) -> None:
    desk.write({"notes.txt": "The fleet came home on Friday with a full catch.\n"})
    desk.ok("read", "notes.txt")
    said = desk("compare", "https://paper.example/fire")
    assert said.code == 2 and "No report is known." in said.err


def test_two_versions_by_one_name_are_said_to_be_so(paper: Paper) -> None:
    said = paper.desk("compare", paper.pages.bus, paper.pages.hotel)
    assert said.code == 2 and f"`tollbook compare {paper.pages.bus}` says what it changed" in said.err


# ------------------------------------------------------------------------------------------------------------ told elsewhere


def test_under_a_toll_stands_which_pages_changed_by_then(paper: Paper) -> None:
    told = " ".join(paper.ok("toll", "--as-of", "2022-03-05").split())
    for words in (
        "PAGES THAT CHANGED",
        "The Dost Courier changed “Bus falls into ravine near Dost” on 1 March 2022, 15:00 (UTC): 12 killed (in Dost) became 18;",
        "20 injured is given by rescuers, no longer by the health ministry;",
        "The Dost Courier had changed “Bus falls into ravine near Dost” by 1 March 2022, 22:00 (UTC): 18 killed (in Dost) became"
        " 16. No reason was read.",
        "“Bus falls into ravine near Dost” (The Dost Courier) was gone from its address on 2 March 2022, 03:00 (UTC).",
        "had put “Hotel fire in Dost” back to its version 1 by 2 March 2022, 08:00 (UTC): at least 7 killed (in Dost, by"
        " firefighters) is said again.",
    ):
        assert words in told, words
    early = paper.ok("toll", "--as-of", "2022-03-01T16:00")
    assert "became 18" in early and "became 16" not in early and "gone" not in early
    assert "PAGES" not in paper.ok("toll", "--as-of", "2022-03-01T14:00")


def test_a_claim_says_in_which_version_it_stands_and_what_the_page_says_since(paper: Paper) -> None:
    found = {r["figure"]["text"]: r for r in json.loads(paper.ok("claims", "--measure", "killed", "--format", "json"))}
    assert [f for row in found.values() for f in faults("claim", row)] == []
    twelve, sixteen = found["Twelve"]["versions"], found["Sixteen"]["versions"]
    assert (twelve["number"], twelve["of"], twelve["dropped"]["number"], twelve["last"]) == (1, 3, 2, 3)
    assert [x["low"] for x in twelve["dropped"]["instead"]] == [18] and twelve["gone"] == "2022-03-02T03:00:00+00:00"
    assert sixteen["dropped"] is None and [x["low"] for x in sixteen["earlier"]["instead"]] == [18]
    assert found["At least 7"]["versions"]["last"] == 1, "it went back"
    told = paper.ok("claims", "--measure", "killed")
    assert "version 1 of 3, then 18, page gone" in told and "version 1 of 2, then no longer said" in told
    assert "version 2 of 3, then 16, page gone" in paper.ok("claims", "--format", "csv")


def test_why_says_what_other_versions_say(paper: Paper) -> None:
    told = " ".join(paper.ok("why", "18").split())
    assert "It stands in version 2 of 3 of its page. In version 1 (1 March 2022, 10:00 UTC) stood 12 (c" in told
    assert "Version 3 (1 March 2022, 22:00 UTC) no longer says it: there stands 16 (c" in told
    assert "versions of one page" in told, "a version repeats the one before as a reprint does; that it is none is said"
    assert "The page has since gone back to version 1." in " ".join(paper.ok("why", "7").split())


def test_the_page_tells_it_without_names(paper: Paper) -> None:
    paper.ok("page", "--plain", "--out", "plain.html")
    plain = (paper.desk.folder / "plain.html").read_text(encoding="utf-8")
    assert "Pages that changed" in plain and "12 killed (in Dost) became 18" in plain
    assert "It stands in version 1 of 3 of its page." in plain and "Samplebek" not in plain
