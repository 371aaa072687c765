"""`reread`: what another extractor reads otherwise is shown before it is recorded, and nothing earlier is lost."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tollbook import pipeline
from tollbook.extract.rules import RulesExtractor
from tollbook.ledger import Ledger, open_ledger, verify_ledger
from tollbook.model import Claim, Report, Standing
from tollbook.protocols import Extractor

from .desk import REPORTS, Desk
from .shapes import faults


class Less:
    """An extractor that reads no one killed, and takes what is withdrawn for asserted."""

    name, version = "extract.less", "0.0"

    def extract(self, report: Report) -> tuple[Claim, ...]:
        return tuple(c for c in RulesExtractor().extract(report) if c.measure.value != "killed")


class More:
    """An extractor that reads each figure of people killed once more, as injured, and stands by all."""

    name, version = "extract.more", "9.0"

    def extract(self, report: Report) -> tuple[Claim, ...]:
        from dataclasses import replace

        from tollbook.model import Measure, claim_id

        found = [replace(c, standing=Standing.ASSERTED) for c in RulesExtractor().extract(report)]
        again = [
            replace(c, measure=Measure.MISSING, id=claim_id(c.report, c.figure, Measure.MISSING, c.object))
            for c in found
            if c.measure is Measure.KILLED
        ]
        return tuple(sorted((*found, *again), key=lambda c: (c.figure.start, c.id)))


def read_by(extractor: Extractor, desk: Desk) -> None:
    desk.write(REPORTS)
    with open_ledger(Path("tollbook.db"), create=True) as ledger:
        pipeline.read_into(ledger, list(REPORTS), now=now, extractor=extractor)


def now() -> datetime:
    return datetime(2022, 1, 11, tzinfo=UTC)


def tolls(desk: Desk) -> str:
    return desk.ok("toll", "--as-of", "2022-01-10", "--format", "csv")


def killed(ledger: Ledger) -> int:
    return sum(c.measure.value == "killed" for r in ledger.readings() for c in r.claims)


def test_nothing_is_read_otherwise_by_the_same(read: Desk) -> None:
    version = f"{RulesExtractor.name} {RulesExtractor.version}"
    assert read.ok("reread") == f"0 reports read otherwise by {version}.\n"
    assert read.ok("reread", "--format", "json") == "[]\n"


def test_gains_are_shown_and_recorded_only_when_accepted(desk: Desk) -> None:
    read_by(Less(), desk)
    before = tolls(desk)
    found = json.loads(desk.ok("reread", "--format", "json"))
    assert [f for row in found for f in faults("reread", row)] == []
    assert {(row["change"], row["measure"], row["before"]) for row in found} == {("gained", "killed", "extract.less 0.0")}
    told = desk.ok("reread")
    assert (
        f"3 reports read otherwise by {RulesExtractor.name} {RulesExtractor.version}: {len(found)} claims gained, 0 lost" in told
    )
    assert "Nothing was recorded; `tollbook reread --accept` does so." in told
    assert tolls(desk) == before
    said = desk("reread", "--accept")
    assert said.code == 0 and "3 newer readings recorded. Head " in said.err
    assert tolls(desk) != before and '"killed"' in desk.ok("toll", "--format", "json")
    assert desk.ok("reread").startswith("0 reports read otherwise")
    assert verify_ledger(desk.folder / "tollbook.db").sound


def test_what_is_accepted_is_what_reading_it_first_would_have_given(desk: Desk) -> None:
    read_by(Less(), desk)
    desk.ok("reread", "--accept")
    accepted = tolls(desk)
    desk.ok("read", *REPORTS, "--ledger", "fresh.db")
    assert desk.ok("toll", "--as-of", "2022-01-10", "--format", "csv", "--ledger", "fresh.db") == accepted


def test_losses_and_changes_are_shown_and_the_earlier_reading_stays(desk: Desk) -> None:
    read_by(More(), desk)
    found = json.loads(desk.ok("reread", "--format", "json"))
    lost = [row for row in found if row["change"] == "lost"]
    assert {row["measure"] for row in lost} == {"missing"}
    assert [row["figure"] for row in found if row["change"] == "changed"] == ["164"]
    with open_ledger(Path("tollbook.db"), readonly=True) as ledger:
        first = {r.report.id: r for r in ledger.readings()}
    desk.ok("reread", "--accept")
    with open_ledger(Path("tollbook.db"), readonly=True) as ledger:
        for report, reading in first.items():
            assert ledger.readings_of(report)[0] == reading
            assert not any(c.measure.value == "missing" for c in ledger.readings_of(report)[-1].claims)
    assert "missing" not in desk.ok("claims", "--format", "csv")


def test_another_extractor_reads_less(desk: Desk) -> None:
    """The other way round: what the rules read is lost, shown first, and gone only once accepted."""
    desk.write(REPORTS)
    desk.ok("read", *REPORTS)
    with open_ledger(Path("tollbook.db")) as ledger:
        count = killed(ledger)
        found = tuple(pipeline.reread(ledger, extractor=Less()))
        assert sum(len(x.lost) for x in found) == count and killed(ledger) == count
        assert pipeline.accept(ledger, found, now=now, extractor=Less()) == 3
        assert killed(ledger) == 0
    assert "killed" not in tolls(desk)


def test_reading_again_does_not_accept(desk: Desk) -> None:
    read_by(Less(), desk)
    before = desk.ok("claims", "--format", "jsonl")
    told = desk.ok("read", *REPORTS)
    assert "3 reports were read by another extractor; `tollbook reread` shows what this one reads otherwise." in told
    assert desk.ok("claims", "--format", "jsonl") == before


def test_a_report_in_which_nothing_was_read_gets_a_story(desk: Desk) -> None:
    class Nothing:
        name, version = "extract.nothing", "0.0"

        def extract(self, report: Report) -> tuple[Claim, ...]:
            return ()

    read_by(Nothing(), desk)
    assert desk.ok("stories").startswith("No story yet")
    desk.ok("reread", "--accept")
    assert len(json.loads(desk.ok("stories", "--format", "json"))) == 1
    assert "At least 42 people killed" in " ".join(desk.ok("toll").split())


@pytest.mark.parametrize("kind", ["seal", "erase --yes"])
def test_what_is_withheld_is_not_read_again(desk: Desk, kind: str) -> None:
    read_by(Less(), desk)
    first = json.loads(desk.ok("read", "2022-01-06.txt", "--format", "json"))[0]["id"]
    desk.ok(*kind.split(), first, "--reason", "a witness is named")
    assert "2022-01-06.txt" not in desk.ok("reread", "--format", "json")
    desk.ok("reread", "--accept")
    assert "2022-01-06.txt" not in desk.ok("claims", "--format", "json")
