"""Rows in the four forms that every command prints: a table to look at, JSON, JSON lines, CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence

from tollbook.publish.rows import Row

_RISKY = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet takes a cell that begins so for a formula


def lines(rows: Iterable[Row], columns: Sequence[str], form: str, *, width: int | None = None) -> Iterator[str]:
    """``rows`` as lines of text. ``columns`` are those of a table and of CSV; JSON holds every field.

    ``width`` is the terminal's, to which a table is cut; ``None`` (a pipe, a file) cuts nothing.
    """
    match form:
        case "jsonl":
            yield from (json.dumps(row, ensure_ascii=False) for row in rows)
        case "json":
            yield json.dumps(list(rows), ensure_ascii=False, indent=1)
        case "csv":
            yield from _csv(rows, columns)
        case _:
            yield from _table([[cell(row.get(c)) for c in columns] for row in rows], columns, width)


def cell(value: object) -> str:
    """One value in one cell: a place or source by its name, a span by its words, a list joined."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return cell(next((value[k] for k in ("name", "text", "start", "id") if k in value), None))
    if isinstance(value, list | tuple):
        return "; ".join(cell(v) for v in value)
    return " ".join(str(value).split())


def safe(words: str) -> str:
    """A cell that no spreadsheet runs.

    >>> safe("=1+1"), safe("164")
    ("'=1+1", '164')
    """
    return f"'{words}" if words.startswith(_RISKY) else words


def _csv(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    for values in ([c for c in columns], *([safe(cell(row.get(c))) for c in columns] for row in rows)):
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow(values)
        yield out.getvalue()


def _table(body: list[list[str]], columns: Sequence[str], width: int | None) -> Iterator[str]:
    """Columns side by side, numbers to the right; to fit a narrow terminal the widest are cut first, with an ellipsis."""
    used = [n for n in range(len(columns)) if any(row[n] for row in body)] or list(range(len(columns)))
    heads = [columns[n].replace("_", " ") for n in used]
    cells = [[row[n] for n in used] for row in body]
    sizes = [max([len(h), *(len(row[n]) for row in cells)]) for n, h in enumerate(heads)]
    if width is not None:
        sizes = _fitted(sizes, [len(h) for h in heads], width)
    right = [bool(cells) and all(row[n].replace(",", "").isdigit() or not row[n] for row in cells) for n in range(len(heads))]
    for row in [heads, *cells]:
        yield "  ".join(_cut(v, s).rjust(s) if r else _cut(v, s).ljust(s) for v, s, r in zip(row, sizes, right, strict=True)).rstrip()


def _fitted(sizes: list[int], least: list[int], width: int) -> list[int]:
    sizes = list(sizes)
    while sum(sizes) + 2 * (len(sizes) - 1) > width:
        widest = max(range(len(sizes)), key=lambda n: (sizes[n] - min(least[n], 6), n))
        if sizes[widest] <= 6:
            break
        sizes[widest] -= 1
    return sizes


def _cut(words: str, size: int) -> str:
    return words if len(words) <= size else words[: max(1, size - 1)] + "…"
