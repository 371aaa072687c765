"""A spreadsheet as rows: CSV of any encoding and parting, or a sheet of an XLSX file (the xlsx extra)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tollbook.acquire.decode import Undecodable, decode
from tollbook.errors import InputError, MissingPart, UnknownWord

_XLSX = b"PK\x03\x04"
_PARTINGS = ",;\t|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a list: its number as a spreadsheet shows it (the heads are row 1), and its cells by their columns' heads."""

    number: int
    cells: dict[str, str]


def read_list(raw: bytes, name: str, *, sheet: str | None = None) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """The columns and rows of a list; empty rows are left out. Raises `InputError` where the bytes are no such file."""
    rows = _sheet(raw, name, sheet) if raw.startswith(_XLSX) else _csv(raw, name)
    found = [(n, [cell.strip() for cell in row]) for n, row in enumerate(rows, 1)]
    heads = next((row for _, row in found if any(row)), None)
    if heads is None:
        raise InputError(f"{name} holds no row.", "Its first row names the columns.")
    twice = sorted({h for h in heads if h and heads.count(h) > 1})
    if twice:
        raise InputError(f"{name} has two columns called {twice[0]!r}.", "Give each column a name of its own.")
    first = next(n for n, row in found if row is heads)
    body = ((n, row) for n, row in found if n > first and any(row))
    lines = tuple(Line(number=n, cells={h: v for h, v in zip(heads, row, strict=False) if h}) for n, row in body)
    return tuple(h for h in heads if h), lines


def _csv(raw: bytes, name: str) -> list[list[str]]:
    try:
        text = decode(raw).text
    except Undecodable as error:
        raise InputError(f"{name} is no CSV file: {error}", "Save it as CSV in UTF-8, or as XLSX.") from error
    head = text.lstrip("\r\n").split("\n", 1)[0]
    parting = max(_PARTINGS, key=head.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=parting))


def _sheet(raw: bytes, name: str, sheet: str | None) -> Iterator[Sequence[str]]:
    try:
        import openpyxl
    except ImportError as error:
        raise MissingPart(f"Reading {name}, an XLSX file,", "xlsx") from error
    from zipfile import BadZipFile

    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise InputError(f"{name} is no XLSX file that can be read: {error}.", "Save it anew, or as CSV.") from error
    try:
        if sheet is not None and sheet not in book.sheetnames:
            raise UnknownWord("sheet", sheet, tuple(book.sheetnames))
        for row in (book[sheet] if sheet is not None else book.worksheets[0]).iter_rows(values_only=True):
            yield [_cell(value) for value in row]
    finally:
        book.close()


def _cell(value: object) -> str:
    """A cell as a person reads it: a day without its midnight, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if (value.hour, value.minute, value.second) == (0, 0, 0) else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
