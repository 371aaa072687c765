"""Rows are what docs/schema says: real rows of reports of our own, read, resolved and estimated, against each schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from acquire.courses import course
from tollbook import model
from tollbook.accounting import course_of, pages_of
from tollbook.acquire import Acquired
from tollbook.asking import acts_of, heard_of, toll_of
from tollbook.deciding import correct, name_source, new_source, quantity_of, queue, reject, sign, silence, task_row, undo
from tollbook.extract.rules import RulesExtractor
from tollbook.ledger import Ledger, open_ledger
from tollbook.model import (
    Book,
    Claim,
    Disputed,
    Estimate,
    EstimateKind,
    Lineage,
    Measure,
    Problem,
    Report,
    ScopeKey,
    SetAside,
    Side,
    SourceKind,
    Story,
    Term,
)
from tollbook.pipeline import read_into, resolutions_of
from tollbook.publish import rows
from tollbook.publish.account import account
from tollbook.publish.compare import compare_moments
from tollbook.publish.compare_versions import version_rows
from tollbook.publish.decisions import decision_row
from tollbook.publish.silence import heard_row, silence_rows
from tollbook.publish.why import why_row
from tollbook.read import read
from tollbook.resolve import open_gazetteer

FOLDER = Path(__file__).parent.parent / "docs" / "schema"
NAMES = (
    "account",
    "claim",
    "compare",
    "decision",
    "heard",
    "learned",
    "reread",
    "story",
    "task",
    "timeline",
    "toll",
    "version",
    "why",
)
OPTIONAL = {("claim", "versions")}  # what `tollbook claims` alone can say: it needs a ledger
Row = dict[str, Any]

FIRST = """Unrest in Kazakhstan: dozens killed

ALMATY, 6 January 2022 - At least 12 police officers were killed and 350 injured in Almaty, the
interior ministry said on Thursday. More than 1,000 protesters were arrested in the city,
according to police. Some 40 vehicles were burned and damage is estimated at 3 million euros.
Dozens of protesters were killed, a police spokeswoman said.
"""
SECOND = """Kazakh channel takes back toll

ALMATY, 9 January 2022 - A figure of 150 dead was published by a government channel on Sunday.
The health ministry later withdrew it, saying that it had been published by mistake. Between 200
and 300 people fled their homes, the Red Cross estimated. The interior ministry said that 16
police officers and 26 protesters had been killed. A rights group put the number of people
arrested at 5,000; the police called the group's figures false. Nearly 70 people were taken to
hospital.
"""
THIRD = """Fishing fleet back in harbour

The fleet came home on Friday with a full catch. The mayor welcomed the crews and spoke of a
good season.
"""
TEXTS = {"2022-01-06.txt": FIRST, "2022-01-09.txt": SECOND, "fleet.txt": THIRD}


def schema(name: str) -> Row:
    return dict(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def faults(name: str, row: Row) -> list[str]:
    """What is wrong with a row, after a trip through JSON, as readers get it."""
    found = Draft202012Validator(schema(name)).iter_errors(json.loads(json.dumps(row)))
    return [f"{'.'.join(map(str, e.absolute_path))}: {e.message}" for e in found]


def read_text(name: str) -> tuple[Report, tuple[Claim, ...]]:
    text = TEXTS[name]
    (report,), _ = read(Acquired(name=name, raw=text.encode(), media="text/plain", body=text))
    return report, RulesExtractor().extract(report)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Row]]:
    """All rows of a ledger that has read the three reports."""
    folder = tmp_path_factory.mktemp("rows")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    found: dict[str, list[Row]] = {name: [] for name in NAMES}
    with open_ledger(folder / "tollbook.db", create=True) as ledger:
        run = read_into(ledger, [str(folder / name) for name in TEXTS], now=lambda: datetime(2022, 1, 10, tzinfo=UTC))
        for one in run.learned:
            found["learned"] += rows.learned_rows(one.report, one.claims, one.story, new=one.new)
            found["reread"] += reread_rows(one.report, one.claims)
        for story in ledger.stories():
            book = ledger.book(story.id)
            found["story"].append(rows.story_row(book))
            found["account"].append(account(book, course_of(book)))
            found["timeline"] += rows.act_rows(book, acts_of(book, open_gazetteer()))
            found["timeline"] += rows.timeline_rows(book)
            found["claim"] += [rows.claim_row(book.reports[c.report].name, c, book.resolutions.get(c.id)) for c in book.claims]
            for day in (6, 9):
                as_of = datetime(2022, 1, day, 23, 59, 59, tzinfo=UTC)
                found["toll"].append(rows.toll_row(book, toll_of(book, as_of), as_of))
            earlier, later = (toll_of(book, datetime(2022, 1, day, 23, 59, 59, tzinfo=UTC)) for day in (6, 9))
            found["compare"] += compare_moments(book, earlier, later)
            decide(ledger, book)
            book = ledger.book(story.id)
            found["task"] += [task_row(book, t) for t in queue(book, decided=True)]
            found["heard"] += [heard_row(story.id, d) for d in heard_of(book, as_of)]
            found["toll"].append(rows.toll_row(book, (), as_of, silence=silence_rows(heard_of(book, as_of))))
            found["decision"] += [decision_row(d) for d in book.decisions]
            found["why"] += [why_row(book, c, later, as_of) for c in (*book.claims, *book.rejected)]
            found["toll"].append(rows.toll_row(book, toll_of(book, as_of), as_of))
    paper = course(tmp_path_factory.mktemp("paper"))
    with open_ledger(paper.ledger, readonly=True) as ledger:
        book = ledger.book(ledger.stories()[0].id)
        pages = pages_of(ledger, book)
        found["version"] += [row for page in pages for row in version_rows(page, book.story.id)]
        found["account"].append(account(book, course_of(book), pages=pages))
        found["why"] += [why_row(book, c, (), as_of, pages) for c in book.claims]
    return found


def decide(ledger: Ledger, book: Book) -> None:
    """A decision of each sort that a row shows otherwise."""

    def now() -> datetime:
        return datetime(2022, 1, 11, tzinfo=UTC)

    first, second, *_ = (c.id for c in book.claims)
    e = toll_of(book, datetime(2022, 1, 9, 20, tzinfo=UTC))[0]
    sign(ledger, e, by="person:p1", now=now)
    done = reject(ledger, first, by="person:p1", reason="an age", now=now)
    correct(ledger, second, by="person:p2", reason="misread", where="", quantity=quantity_of("7"), now=now)
    undo(ledger, done.number, by="person:p1", now=now)
    silence(ledger, book.story.id, date(2022, 1, 7), date(2022, 1, 8), "the internet was cut", by="person:p1", now=now)
    name_source(ledger, ["police"], new_source("Police", SourceKind.POLICE), by="person:p1", now=now)


def reread_rows(report: Report, claims: tuple[Claim, ...]) -> Iterator[Row]:
    """As if an earlier extractor had missed the first claim, read one more, and hedged the last otherwise."""
    if claims:
        changed = ((replace(claims[-1], hedge="perhaps"), claims[-1]),)
        yield from rows.reread_rows(report, "extract.rules 0.0", claims[:1], claims[1:2], changed)


def test_there_is_a_schema_for_each_kind_of_row() -> None:
    assert sorted(p.stem for p in FOLDER.glob("*.json")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_schema_is_one_of_2020_12(name: str) -> None:
    one = schema(name)
    assert one["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert one["title"]
    assert one["description"]
    Draft202012Validator.check_schema(one)


def objects(node: Any) -> Iterator[Row]:
    """All object schemas of a schema, however deep."""
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for value in node.values():
            yield from objects(value)
    elif isinstance(node, list):
        for value in node:
            yield from objects(value)


@pytest.mark.parametrize("name", NAMES)
def test_each_field_is_described_and_always_there_and_none_is_added(name: str) -> None:
    for one in objects(schema(name)):
        assert one["required"] == [p for p in one["properties"] if (name, p) not in OPTIONAL or "versions" in one["required"]]
        assert one["additionalProperties"] is False
        for field, value in one["properties"].items():
            assert value.get("description"), f"{name}: {field} is not described"


@pytest.mark.parametrize("name", NAMES)
def test_real_rows_are_as_the_schema_says(name: str, real: dict[str, list[Row]]) -> None:
    assert real[name]
    for row in real[name]:
        assert faults(name, row) == []
        told = [p for p in schema(name)["properties"] if (name, p) not in OPTIONAL]
        assert list(row) == told, "columns stand in the order of the schema"


@pytest.mark.parametrize("name", NAMES)
def test_a_row_with_a_field_less_or_more_is_refused(name: str, real: dict[str, list[Row]]) -> None:
    row = real[name][0]
    assert faults(name, row | {"surprise": 1})
    for field in row:
        assert faults(name, {k: v for k, v in row.items() if k != field}), field


def test_the_reports_give_rows_of_every_sort(real: dict[str, list[Row]]) -> None:
    """The schemas are tried on filled fields, not on nulls alone."""
    claims = real["claim"]
    for field in ("object", "low", "high", "unit", "who", "where", "place", "said_by", "source", "cue", "said_on", "hedge"):
        assert any(c[field] is not None for c in claims), field
        assert any(c[field] is None for c in claims), field
    assert {c["standing"] for c in claims} >= {"asserted", "estimated", "withdrawn"}
    assert [r for r in real["learned"] if r["measure"] is None], "a report without claims"
    estimates = [e for t in real["toll"] for e in t["estimates"]]
    assert any(e["basis"] for e in estimates)
    assert any(e["set_aside"] for e in estimates)


@pytest.mark.parametrize("name", NAMES)
def test_lists_of_words_are_those_of_the_model(name: str) -> None:
    known = {
        tuple(map(str, e)) for e in vars(model).values() if isinstance(e, type) and issubclass(e, StrEnum) and e is not StrEnum
    }
    own = {("day", "week", "month", "year", "range"), ("gained", "lost", "changed"), ("new", "gone", "changed", "same")}
    own |= {("occurred", "said", "published")}
    own |= {("subject", "object"), ("term", "basis", "carrier", "set_aside", "disputed", "shown")}
    own |= {("basis", "set_aside", "disputed", "carrier", "shown", "none")}
    own |= {("town", "area", "country"), ("state", "party", "watch", "press", "people")}
    own |= {("raised", "lowered", "reworded", "kept", "new", "gone"), ("figure", "said_by", "standing")}
    own |= {("raised", "lowered", "reworded", "kept", "new", "gone", "same", "vanished", "returned")}
    own |= {("kept", "removed", "added")}
    own |= {("counts", "set_aside", "restates", "updated", "shown", "other", "live")}
    for one in objects(schema(name)):
        for field, value in one["properties"].items():
            if "enum" in value:
                assert tuple(v for v in value["enum"] if v is not None) in known | own, f"{name}: {field}"


def test_spans_of_rows_are_the_words_of_the_report() -> None:
    """Code points, counted in the text: what a program needs to mark the figure."""
    report, claims = read_text("2022-01-06.txt")
    known = resolutions_of(report, claims, open_gazetteer())
    for c in claims:
        row = rows.claim_row(report.name, c, known.get(c.id))
        assert faults("claim", row) == []
        for span in (row["sentence"], row["figure"]):
            assert report.text[span["start"] : span["end"]] == span["text"]


def every_field() -> Row:
    """The row of an estimate of which no field is empty."""
    report, claims = read_text("2022-01-06.txt")
    known = resolutions_of(report, claims, open_gazetteer())
    story = Story(id="s1", title="Unrest", rule="deaths in the unrest of January 2022")
    book = Book(story=story, reports={report.id: report}, claims=claims, resolutions=known, links=(), upto=7)
    a, b, *_ = (c.id for c in claims)
    place = next(r.place for r in known.values() if r.place is not None)
    estimate = Estimate(
        story="s1",
        scope=ScopeKey(measure=Measure.KILLED, object="none", side=Side.OTHERS, group="children", where=place),
        as_of=datetime(2022, 1, 9, 23, 59, tzinfo=UTC),
        upto=7,
        kind=EstimateKind.COUNT,
        low=26,
        best=26,
        high=30,
        terms=(Term(claim=a, low=16, who="police officers"), Term(claim=b, low=10, who=None)),
        basis=(Lineage(origin=a, carriers=(a, b)),),
        set_aside=(SetAside(claim=b, low=150, high=None, reason="withdrawn by who gave it"),),
        disputed=(Disputed(claim=a, by="the police"),),
        problems=(Problem(code="parts_over_total", message="parts exceed their total", claims=(a, b)),),
        sentence="26 people were killed, the interior ministry says.",
        reviewed_by="p7",
    )
    return rows.toll_row(book, (estimate,), estimate.as_of)


def test_an_estimate_of_which_no_field_is_empty() -> None:
    row = every_field()
    assert faults("toll", row) == []
    assert [k for k, v in row["estimates"][0].items() if v in (None, [], "")] == ["coverage"]


def test_a_best_figure_stands_only_where_the_kind_is_count() -> None:
    for change in ({"kind": "floor_only"}, {"best": None}, {"kind": "guess"}):
        row = every_field()
        row["estimates"][0] |= change
        assert faults("toll", row), change
