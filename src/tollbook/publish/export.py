"""Claims as a file: JSON lines by the contract of `docs/schema/claim.json`, CSV for a spreadsheet, Parquet for analysis.

In the last two a nested field is several columns (``place_name``, ``sentence_text``), and what is known of the report
stands beside each claim.
"""

from __future__ import annotations

import csv
import errno
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tollbook.errors import MissingPart, NoSpace, UnknownWord
from tollbook.model import Book, Claim, Report, Resolution
from tollbook.publish.rows import Row, claim_row, published_row
from tollbook.publish.sheet import Names, names_of
from tollbook.publish.tables import safe

FORMS = ("jsonl", "csv", "parquet")
BEYOND = 2**63  # whole numbers from here on do not fit a column of Parquet

# Every column of CSV and Parquet: its name, and its type in Parquet. What is None in a record is empty, or null.
COLUMNS: dict[str, str] = {
    "story": "string",
    "report": "string",
    "report_id": "string",
    "publisher": "string",
    "url": "string",
    "published": "string",  # a day or an instant, ISO 8601, as known
    "published_day": "day",
    "published_found": "string",
    "id": "string",
    "measure": "string",
    "object": "string",
    "low": "int",
    "high": "int",
    "beyond": "bool",  # low or high is too large for its column: it is null there, and its words are in figure_text
    "qualifier": "string",
    "unit": "string",
    "who": "string",
    "who_class": "string",
    "side": "string",
    "group": "string",
    "where": "string",
    "place_name": "string",
    "place_id": "string",
    "place_country": "string",
    "place_lat": "float",
    "place_lon": "float",
    "place_precision": "int",
    "when": "string",
    "occurred_start": "day",
    "occurred_end": "day",
    "occurred_precision": "string",
    "said_by": "string",
    "source_name": "string",
    "source_kind": "string",
    "cue": "string",
    "via": "list",
    "said_on": "day",
    "standing": "string",
    "hedge": "string",
    "disputed_by": "string",
    "frame": "string",
    "extent": "string",
    "part_of": "string",
    "rule": "string",
    "sentence_start": "int",
    "sentence_end": "int",
    "sentence_text": "string",
    "figure_start": "int",
    "figure_end": "int",
    "figure_text": "string",
}


def export(books: Sequence[Book], form: str, path: str | Path, mask: bool = True) -> int:
    """Writes all claims of ``books`` to ``path``, and returns how many.

    ``form`` is jsonl, csv or parquet. With ``mask``, names of private persons are withheld from every field of words; the
    offsets stay those of the report. The file appears whole or not at all. Raises `UnknownWord`, `NoSpace`, and
    `MissingPart` where Parquet is asked for without pyarrow.
    """
    if form not in FORMS:
        raise UnknownWord("form of export", form, FORMS)
    write = {"jsonl": _write_jsonl, "csv": _write_csv, "parquet": _write_parquet}[form]
    names = names_of(books, mask=mask)
    target = Path(path)
    beside = target.with_name(f".{target.name}.part")
    try:
        count = write(claims_told(books, names), beside)
        beside.replace(target)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise NoSpace(str(target)) from error
        raise
    finally:
        beside.unlink(missing_ok=True)
    return count


Told = tuple[Row, Row]  # the contract's row of a claim, and what stands beside it in flat forms


def claims_told(books: Sequence[Book], names: Names) -> Iterator[Told]:
    """Claims of ``books`` as rows, in the order of their reports and figures."""
    for book in books:
        for claim in sorted(book.claims, key=lambda c: (c.report, c.figure.start, c.id)):
            report, resolution = book.reports[claim.report], book.resolutions.get(claim.id)
            name = report.name if "://" in report.name else report.name.replace("\\", "/").rsplit("/", 1)[-1]
            row = claim_row(name, without_names(claim, names), resolved_without_names(resolution, names))
            yield row, {"story": book.story.id, **_report_facts(report, ZoneInfo(book.story.zone))}


def _report_facts(report: Report, zone: ZoneInfo) -> Row:
    """What is known of a claim's report."""
    when = published_row(report) or {"at": None, "found": None}
    return {
        "report_id": report.id,
        "publisher": report.publisher,
        "url": report.url,
        "published": when["at"],
        "published_day": report.published.local_day(zone).isoformat() if report.published else None,
        "published_found": when["found"],
    }


def without_names(claim: Claim, names: Names) -> Claim:
    """``claim`` with private names withheld from all of its words; spans keep their places."""

    def hide(words: str | None) -> str | None:
        return None if words is None else names.hide(words)

    told, scope = claim.attribution, claim.scope
    return replace(
        claim,
        sentence=replace(claim.sentence, text=names.hide(claim.sentence.text)),
        figure=replace(claim.figure, text=names.figure(claim)),
        part_of=hide(claim.part_of),
        hedge=hide(claim.hedge),
        disputed_by=hide(claim.disputed_by),
        scope=replace(scope, who=hide(scope.who), where=hide(scope.where), group=hide(scope.group), when=hide(scope.when)),
        attribution=replace(told, said_by=hide(told.said_by), via=tuple(names.hide(v) for v in told.via)),
    )


def resolved_without_names(resolution: Resolution | None, names: Names) -> Resolution | None:
    """``resolution`` with private names withheld from its source and its place."""
    if resolution is None:
        return None
    source, place = resolution.source, resolution.place
    if source is not None:
        source = replace(source, name=names.hide(source.name))
    if place is not None and names.hide(place.name) != place.name:
        place = replace(place, name=names.hide(place.name), id=f"{place.id.split('/', 1)[0]}/withheld")
    return replace(resolution, source=source, place=place)


def flat(told: Told) -> Row:
    """One claim as one row of plain values, a key a column of `COLUMNS`."""
    row, beside = told
    values: Row = {**beside}
    for key, value in row.items():
        nested = value if isinstance(value, dict) else None
        values |= {f"{key}_{k}": v for k, v in nested.items()} if nested is not None else {key: value}
    values["beyond"] = any(n is not None and n >= BEYOND for n in (row["low"], row["high"]))
    return {c: values.get(c) for c in COLUMNS}


def _write_jsonl(claims: Iterator[Told], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as out:
        for row, _ in claims:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def _write_csv(claims: Iterator[Told], path: Path) -> int:
    """Cells that a spreadsheet would take for a formula begin with an apostrophe; a list is one cell, joined by "; "."""
    count = 0
    with path.open("w", encoding="utf-8", errors="replace", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for told in claims:
            writer.writerow([cell(v) for v in flat(told).values()])
            count += 1
    return count


def cell(value: object) -> object:
    """A value as a cell of CSV."""
    if isinstance(value, list):
        return safe("; ".join(value))
    if isinstance(value, bool):
        return str(value).lower()
    return safe(value) if isinstance(value, str) else value


def _write_parquet(claims: Iterator[Told], path: Path) -> int:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingPart("Parquet", "parquet") from error
    types = {
        "string": pa.string(),
        "int": pa.int64(),
        "float": pa.float64(),
        "bool": pa.bool_(),
        "day": pa.date32(),
        "list": pa.list_(pa.string()),
    }
    schema = pa.schema([pa.field(name, types[kind]) for name, kind in COLUMNS.items()])
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in _batches(claims, 10_000):
            columns = {c: [_fit(row[c], kind) for row in batch] for c, kind in COLUMNS.items()}
            writer.write_table(pa.table(columns, schema=schema))
            count += len(batch)
    return count


def _batches(claims: Iterator[Told], size: int) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for told in claims:
        batch.append(flat(told))
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _fit(value: Any, kind: str) -> Any:
    """``value`` as its column holds it."""
    if value is None or (kind == "int" and value >= BEYOND):
        return None
    if kind == "day":
        return date.fromisoformat(value)
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
