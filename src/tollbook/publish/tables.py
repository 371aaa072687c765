"""Rows in the four forms that every command prints: a table to look at, JSON, JSON lines, CSV."""

from __future__ import annotations

import csv
import io
import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from tollbook.publish.rows import Row

_RISKY = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet takes a cell that begins so for a formula
_ID = re.compile(r"[acr][0-9a-f]{16}")
_NAMES = ("report", "reports", "because")  # columns of names of reports, which are often paths
_VALUES = ("measure", "standing", "side", "group", "change", "kind")  # columns of words of the model: shown without underscores
SHORT = 9  # characters of an id that a terminal shows: `why` takes them for the whole
_DAYS = ("published", "first", "last")  # columns of moments, of which a terminal shows the day
_LONGEST = (30, 20, 16)  # characters that a word may force a column to; the first that fits the terminal is taken


def lines(rows: Iterable[Row], columns: Sequence[str], form: str, *, width: int | None = None, none: str = "") -> Iterator[str]:
    """``rows`` as lines of text. ``columns`` are those of a table and of CSV; JSON holds every field.

    ``width`` is the terminal's: a table is wrapped to it, ids and moments are shortened, and reports named without their
    folders. ``None`` (a pipe, a file) changes nothing. ``none`` is what a table of no rows says.
    """
    match form:
        case "jsonl":
            yield from (json.dumps(row, ensure_ascii=False) for row in rows)
        case "json":
            yield json.dumps(list(rows), ensure_ascii=False, indent=1)
        case "csv":
            yield from _csv(rows, columns)
        case _:
            body = [[_shown(c, row.get(c), width is not None) for c in columns] for row in rows]
            yield from _table(body, columns, width) if body or not none else [none]


def cell(value: object) -> str:
    """One value in one cell: a place or source by its name, a span by its words, a list joined."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
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


def short(words: str) -> str:
    """An id as a terminal shows it, a path by its last part; anything else as it is.

    >>> short("c0123456789abcdef"), short("reports/2022-01-10.txt"), short("164")
    ('c01234567', '2022-01-10.txt', '164')
    """
    if _ID.fullmatch(words):
        return words[:SHORT]
    return words if "://" in words else words.replace("\\", "/").rsplit("/", 1)[-1]


def says(row: Row) -> str:
    """What a claim says, in one cell: "At least 317 injured: police officers in Almaty"."""
    told = f"{cell(row['figure'])} {row['measure'].replace('_', ' ')}"
    whom = row["who"] or ("" if row["measure"] == "damage_cost" else row.get("object") or "")
    where = f" in {row['where']}" if row["where"] else ""
    return f"{told}: {whom}{where}" if whom else f"{told}{where}"


def on_its_day(row: Row) -> Row:
    """A row of a timeline, in cells: the day with its grade, what happened or was counted, and by whom it is told."""
    act = row["act"]
    day = row["day"] + (f" to {row['until']}" if row["until"] else "")
    day = f"by {day}" if row["dated"] != "occurred" else day
    if act is None:
        return {**row, "day": day, "says": says(row), "reports": row["report"]}
    first = act["told"][0]
    told = f"{act['word'].replace('_', ' ')}: “{_around(first['sentence'], first['words'])}”"
    reports = list(dict.fromkeys(t["report"] for t in act["told"]))
    return {**row, "day": day, "says": told, "reports": reports, "claim": first["id"]}


def _around(sentence: Row, words: Row, width: int = 90) -> str:
    """The words of an act with some of its sentence."""
    text = sentence["text"]
    at, end = words["start"] - sentence["start"], words["end"] - sentence["start"]
    lo, hi = max(0, at - width // 2), min(len(text), max(end, at + width // 2))
    lo = 0 if lo == 0 else text.find(" ", lo, at) + 1 or lo
    hi = len(text) if hi == len(text) else max(end, text.rfind(" ", end, hi))
    return ("…" if lo else "") + " ".join(text[lo:hi].split()) + ("…" if hi < len(text) else "")


def _shown(column: str, value: object, terminal: bool) -> str:
    if column in _VALUES:
        return cell(value).replace("_", " ")
    if not terminal:
        return cell(value)
    if column in _NAMES or (isinstance(value, str) and _ID.fullmatch(value)):
        return "; ".join(short(cell(v)) for v in (value if isinstance(value, list) else [value]))
    return cell(value)[:10] if column in _DAYS else cell(value)


def _csv(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    for values in (list(columns), *([safe(cell(row.get(c))) for c in columns] for row in rows)):
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow(values)
        yield out.getvalue()


def _table(body: list[list[str]], columns: Sequence[str], width: int | None) -> Iterator[str]:
    """Columns side by side, numbers to the right. In a terminal cells are wrapped; where the columns do not fit even so, the
    last are left out, and the line under the table names them."""
    used = [n for n in range(len(columns)) if any(row[n] for row in body)] or list(range(len(columns)))
    kept = used
    while len(kept) > 2 and width is not None and not _fits(body, columns, kept, width):
        kept = kept[:-1]
    heads = [columns[n].replace("_", " ") for n in kept]
    cells = [[row[n] for n in kept] for row in body]
    sizes = [max([len(h), *(len(row[n]) for row in cells)]) for n, h in enumerate(heads)]
    if width is not None:
        sizes = _fitted(sizes, heads, cells, width)
    right = [bool(cells) and all(row[n].replace(",", "").isdigit() or not row[n] for row in cells) for n in range(len(heads))]
    for row in [heads, *cells]:
        yield from _row(row, sizes, right)
    if kept != used:
        left = ", ".join(columns[n].replace("_", " ") for n in used if n not in kept)
        yield from textwrap.wrap(f"(Left out for want of room: {left}. A wider terminal or --format csv shows all.)", width or 80)


def _fits(body: list[list[str]], columns: Sequence[str], kept: list[int], width: int) -> bool:
    least = [_least(columns[n], [row[n] for row in body], _LONGEST[-1]) for n in kept]
    return sum(least) + 2 * (len(kept) - 1) <= width


def _least(head: str, cells: Sequence[str], longest: int) -> int:
    """The width that a column needs: its longest word, up to ``longest``."""
    words = [w for value in (head.replace("_", " "), *cells) for w in value.split()]
    return min(max(map(len, words), default=1), longest)


def _fitted(sizes: list[int], heads: list[str], cells: list[list[str]], width: int) -> list[int]:
    """Widths that fit: each column's longest word where that is possible, then the rest to those that want it."""
    room = width - 2 * (len(sizes) - 1)
    least = sizes
    for longest in _LONGEST:
        least = [_least(h, [row[n] for row in cells], longest) for n, h in enumerate(heads)]
        if sum(least) <= room:
            break
    fitted = list(least)
    while sum(fitted) < room:
        wanting = [n for n in range(len(sizes)) if fitted[n] < sizes[n]]
        if not wanting:
            break
        fitted[min(wanting, key=lambda n: (fitted[n] / sizes[n], n))] += 1
    return fitted


def _row(row: list[str], sizes: list[int], right: list[bool]) -> Iterator[str]:
    """One row, on as many lines as its longest cell takes."""
    columns = [textwrap.wrap(value, width=size) or [""] for value, size in zip(row, sizes, strict=True)]
    for n in range(max(map(len, columns))):
        parts = [c[n] if n < len(c) else "" for c in columns]
        yield "  ".join(p.rjust(s) if r else p.ljust(s) for p, s, r in zip(parts, sizes, right, strict=True)).rstrip()
