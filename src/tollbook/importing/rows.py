"""A row of a list as a report of one line with one claim; a list of victims as one report with one claim."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

from tollbook.acquire.lists import Line
from tollbook.deciding import quantity_of
from tollbook.errors import UsageError
from tollbook.importing.mapping import Mapping
from tollbook.model import (
    Attribution,
    Block,
    BlockKind,
    Claim,
    DateFound,
    Measure,
    Published,
    Qualifier,
    Quantity,
    Report,
    Scope,
    Sentence,
    Side,
    Span,
    Standing,
    WhoClass,
    claim_id,
    report_id,
)

T = TypeVar("T", Measure, Side, Standing)
_GROUPS = {"children", "women", "foreigners", "journalists", "officials", "workers", "students"}


class BadCell(ValueError):
    """A cell that says nothing that its field can hold. The message names the column and what to write."""


def figure_row(line: Line, mapping: Mapping, file: str, raw: str) -> tuple[Report, Claim]:
    """One row of coded figures. Raises `BadCell`."""
    cells = {k: " ".join(v.split()) for k, v in line.cells.items() if v}
    told = {name: mapping.value(name, cells) for name in (*mapping.columns, *mapping.constants)}
    quantity, words = _quantity(told, mapping)
    text, at = _text(cells, words, mapping)
    published = _published(told, mapping)
    publisher = told.get("publisher") or file
    report = _report(text, f"{file}:{line.number}", raw, published, publisher, told.get("url"), locator=f"row {line.number}")
    figure = report.words(*at)
    measure = _member(Measure, "measure", told, mapping) or Measure.KILLED
    side = _member(Side, "side", told, mapping) or Side.NOT_SAID
    standing = _member(Standing, "standing", told, mapping) or Standing.ASSERTED
    said_on = told.get("said_on")
    claim = Claim(
        id=claim_id(report.id, figure, measure, told.get("object")),
        report=report.id,
        sentence=report.words(0, len(text)),
        figure=figure,
        measure=measure,
        object=told.get("object"),
        quantity=quantity,
        scope=_scope(report, told, side),
        attribution=Attribution(
            said_by=told.get("said_by"),
            said_by_span=_span(report, told.get("said_by")),
            said_on=None if said_on is None else _day(said_on, "said_on", mapping).isoformat(),
        ),
        standing=standing,
        rule="import.row",
    )
    return report, claim


def victims(lines: Sequence[Line], mapping: Mapping, file: str, raw: str) -> tuple[Report, Claim, tuple[Line, ...]]:
    """A list of named victims: a report whose first line counts them, and the claim of that line; and the rows that name
    somebody who is named before. Nobody's name stands in the claim's sentence. Raises `BadCell`."""
    seen: dict[tuple[str, str], Line] = {}
    twice = []
    for line in lines:
        name = mapping.value("name", line.cells)
        if name is None:
            raise BadCell(f"row {line.number}: {mapping.column('name')} is empty")
        key = _same(name), mapping.value("age", line.cells) or ""
        twice += [line] if key in seen else []
        seen.setdefault(key, line)
    if not seen:
        raise BadCell("no row names anybody")
    first = {k: mapping.value(k, next(iter(seen.values())).cells) for k in (*mapping.columns, *mapping.constants)}
    measure = _member(Measure, "measure", first, mapping) or Measure.KILLED
    head = f"{len(seen)} people are named as {measure.value.replace('_', ' ')}."
    rows = [" | ".join(v for v in line.cells.values() if v) for line in seen.values()]
    text = "\n".join((head, *rows))
    report = _report(text, file, raw, _published(first, mapping), first.get("publisher") or file, first.get("url"))
    figure = report.words(0, len(str(len(seen))))
    side = _member(Side, "side", first, mapping) or Side.NOT_SAID
    scope = Scope(who=mapping.constants.get("who"), side=side, where=mapping.constants.get("where"))
    claim = Claim(
        id=claim_id(report.id, figure, measure, None),
        report=report.id,
        sentence=report.words(0, len(head)),
        figure=figure,
        measure=measure,
        quantity=Quantity(low=len(seen), high=None, qualifier=Qualifier.AT_LEAST),
        scope=scope,
        attribution=Attribution(said_by=mapping.constants.get("said_by"), own_observation="said_by" not in mapping.constants),
        count_basis="named list",
        rule="import.victims",
    )
    return report, claim, tuple(twice)


# ------------------------------------------------------------------------------------------------------------------ cells


def _quantity(told: dict[str, str | None], mapping: Mapping) -> tuple[Quantity, str]:
    """The figure of a row, and its words there."""
    words = told.get("figure")
    if words is not None:
        try:
            return quantity_of(words, unit=told.get("unit")), words
        except UsageError as error:
            raise BadCell(f"{mapping.column('figure')}: {error.message} {error.remedy}") from error
    low, high = (_number(told.get(k), k, mapping) for k in ("low", "high"))
    if low is None and high is None:
        raise BadCell("the row gives no figure")
    if low is not None and high is not None and low > high:
        raise BadCell(f"{mapping.column('low')} is {low}, above {mapping.column('high')}, {high}")
    both = low is not None and high is not None
    qualifier = Qualifier.AT_LEAST if high is None else Qualifier.UP_TO if low is None else Qualifier.BETWEEN
    qualifier = Qualifier.EXACT if both and low == high else qualifier
    return Quantity(low=low, high=high, qualifier=qualifier, unit=told.get("unit")), str(low if low is not None else high)


def _number(words: str | None, name: str, mapping: Mapping) -> int | None:
    if words is None:
        return None
    plain = words.replace(",", "").replace(" ", "")
    if not plain.isdecimal():
        raise BadCell(f"{mapping.column(name)}: {words!r} is no whole number")
    return int(plain)


def _published(told: dict[str, str | None], mapping: Mapping) -> Published:
    words = told.get("published")
    if words is None:
        raise BadCell(f"{mapping.column('published')} is empty: nobody knows when the figure was known")
    try:
        when = datetime.fromisoformat(words)
    except ValueError as error:
        raise BadCell(f"{mapping.column('published')}: {words!r} is no date; write 2022-01-10") from error
    if len(words) > 10 and when.tzinfo is not None:
        return Published(instant=when, found=DateFound.GIVEN, words=words)
    return Published(day=when.date(), found=DateFound.GIVEN, words=words)


def _day(words: str, name: str, mapping: Mapping) -> date:
    try:
        return date.fromisoformat(words[:10])
    except ValueError as error:
        raise BadCell(f"{mapping.column(name)}: {words!r} is no date; write 2022-01-10") from error


def _member(kind: type[T], name: str, told: dict[str, str | None], mapping: Mapping) -> T | None:
    words = told.get(name)
    if words is None:
        return None
    try:
        return kind(words.casefold().replace(" ", "_").replace("-", "_"))
    except ValueError as error:
        known = ", ".join(kind)
        raise BadCell(f"{mapping.column(name)}: {words!r} is no {name}; known are {known}. [values.{name}] translates") from error


# ------------------------------------------------------------------------------------------------------------------ texts


def _text(cells: dict[str, str], words: str, mapping: Mapping) -> tuple[str, tuple[int, int]]:
    """A row as one line, each cell after its column's head; and where its figure stands in it."""
    text, at = "", None
    column = next((mapping.columns[k] for k in ("figure", "low", "high") if mapping.columns.get(k) in cells), None)
    for head, value in cells.items():
        text += f"{'; ' if text else ''}{head}: "
        if head == column:
            at = len(text), len(text) + len(value)
        text += value
    if at is None:  # the figure is a constant of the mapping
        text += f"; {words}"
        at = len(text) - len(words), len(text)
    return text, at


def _report(
    text: str,
    name: str,
    raw: str,
    published: Published,
    publisher: str,
    url: str | None,
    *,
    locator: str | None = None,
) -> Report:
    end = text.find("\n") if "\n" in text else len(text)
    when = (published.instant or published.day or "").isoformat()  # type: ignore[union-attr]  # one of the two is set
    return Report(
        id=report_id(f"{text}\n{when}", url=None, publisher=publisher, name="a list"),  # whatever the file is called
        name=name,
        url=url,
        publisher=publisher,
        published=published,
        language="en",
        text=text,
        blocks=(Block(kind=BlockKind.TABLE, start=0, end=len(text), locator=locator),),
        sentences=(Sentence(start=0, end=end, block=0),),
        raw=raw,
    )


def _scope(report: Report, told: dict[str, str | None], side: Side) -> Scope:
    group = told.get("group")
    known = group if group in _GROUPS else None
    return Scope(
        who=told.get("who"),
        who_class=WhoClass(known) if known is not None else None,
        side=side,
        group=group,
        where=told.get("where"),
        where_span=_span(report, told.get("where")),
    )


def _span(report: Report, words: str | None) -> Span | None:
    at = report.text.find(words) if words else -1
    return report.words(at, at + len(words)) if at >= 0 and words else None


def _same(name: str) -> str:
    """A name without case, marks and order of its parts."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(sorted("".join(c for c in plain if c.isalnum() or c.isspace()).split()))
