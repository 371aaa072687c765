"""Exports: what another program reads back is what was claimed."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from publish.material import FIRST, SECOND, book, report
from tollbook.errors import MissingPart, UnknownWord
from tollbook.model import Qualifier, Quantity
from tollbook.publish.export import COLUMNS, export

SCHEMA = Path(__file__).parents[2] / "docs" / "schema" / "claim.json"
BOOK = book(report(FIRST, "in/folder/wire-2022-01-06.txt", publisher="Example Wire"), report(SECOND, "site-2022-01-10.txt"))
NAMED = """EXAMPLE CITY, Jan 9 - Aru Samplova, 34, and 11 other people were killed, police said.
"""


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_json_lines_are_the_contracts_rows(tmp_path: Path) -> None:
    count = export([BOOK], "jsonl", tmp_path / "c.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "c.jsonl").read_text(encoding="utf-8").splitlines()]
    assert count == len(rows) == len(BOOK.claims)
    assert {r["id"] for r in rows} == {c.id for c in BOOK.claims}
    assert rows[0]["report"] in {"wire-2022-01-06.txt", "site-2022-01-10.txt"}
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for row in rows:
        jsonschema.validate(row, schema)


def test_csv_has_a_column_for_each_field_and_a_row_for_each_claim(tmp_path: Path) -> None:
    assert export([BOOK], "csv", tmp_path / "c.csv") == len(BOOK.claims)
    rows = csv_rows(tmp_path / "c.csv")
    assert list(rows[0]) == list(COLUMNS)
    (row,) = [r for r in rows if r["figure_text"] == "18"]
    assert (row["low"], row["measure"], row["publisher"]) == ("18", "killed", "Example Wire")
    assert (row["published_day"], row["published_found"], row["story"]) == ("2022-01-06", "file_name", BOOK.story.id)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_cell_that_a_spreadsheet_would_run_is_quoted(start: str, tmp_path: Path) -> None:
    hostile = book(report(FIRST, "wire-2022-01-06.txt", publisher=f"{start}HYPERLINK(1)"))
    export([hostile], "csv", tmp_path / "c.csv")
    assert {r["publisher"] for r in csv_rows(tmp_path / "c.csv")} == {f"'{start}HYPERLINK(1)"}


def test_parquet_has_the_schema_that_is_written_down(tmp_path: Path) -> None:
    assert export([BOOK], "parquet", tmp_path / "c.parquet") == len(BOOK.claims)
    table = pq.read_table(tmp_path / "c.parquet")
    assert table.column_names == list(COLUMNS)
    assert table.schema.field("low").type == pa.int64()
    assert table.schema.field("published_day").type == pa.date32()
    assert table.schema.field("via").type == pa.list_(pa.string())
    (row,) = [r for r in table.to_pylist() if r["figure_text"] == "18"]
    assert (row["low"], row["published_day"], row["beyond"]) == (18, date(2022, 1, 6), False)


def test_an_empty_export_has_its_columns_all_the_same(tmp_path: Path) -> None:
    assert export([book()], "parquet", tmp_path / "c.parquet") == 0
    assert pq.read_table(tmp_path / "c.parquet").column_names == list(COLUMNS)
    assert export([book()], "csv", tmp_path / "c.csv") == 0
    assert (tmp_path / "c.csv").read_text(encoding="utf-8").startswith("story,report,")


def test_a_number_beyond_the_column_is_null_and_says_so(tmp_path: Path) -> None:
    # no figure so large is read as a claim; one can come from another extractor
    small = book(report("EXAMPLE CITY, Jan 6 - Police said that 99 people had been killed.\n", "a-2022-01-06.txt"))
    number = Quantity(low=10**20, high=10**20, qualifier=Qualifier.EXACT)
    huge = replace(small, claims=tuple(replace(c, quantity=number) for c in small.claims))
    export([huge], "parquet", tmp_path / "c.parquet")
    (row,) = pq.read_table(tmp_path / "c.parquet").to_pylist()
    assert (row["low"], row["beyond"], row["figure_text"]) == (None, True, "99")


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_private_names_are_withheld_unless_asked_for(form: str, tmp_path: Path) -> None:
    named = book(report(NAMED, "a-2022-01-09.txt"))
    export([named], form, tmp_path / "masked")
    export([named], form, tmp_path / "named", mask=False)

    def said(path: Path) -> str:
        return str(pq.read_table(path).to_pylist()) if form == "parquet" else path.read_text(encoding="utf-8")

    assert "Samplova" not in said(tmp_path / "masked")
    assert "Samplova" in said(tmp_path / "named")


def test_a_form_that_is_not_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownWord):
        export([BOOK], "xlsx", tmp_path / "c.xlsx")


def test_without_pyarrow_it_says_what_to_install_and_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingPart, match=r"tollbook\[parquet\]"):
        export([BOOK], "parquet", tmp_path / "c.parquet")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_stood_there_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("old", encoding="utf-8")
    export([BOOK], "csv", tmp_path / "c.csv")
    assert [p.name for p in tmp_path.iterdir()] == ["c.csv"]
    assert not (tmp_path / "c.csv").read_text(encoding="utf-8").startswith("old")
