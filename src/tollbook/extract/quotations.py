"""Quotations of a report, over as many sentences as they go on: whoever is said to have begun one has said all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tollbook.model import BlockKind, Report

_QUOTED = re.compile(r"“[^“”]{1,3000}[”]|\"[^\"]{1,3000}\"|''(?:[^']|'(?!')){1,3000}''|«[^«»]{1,3000}»")
_OPEN = re.compile(r"“[^“”]{1,3000}\Z")
_NEAR = 3  # characters between the end of a sentence and a quotation that goes on with it

Range = tuple[int, int]


def quotations(report: Report) -> tuple[Range, ...]:
    """Where the quotations stand, in order. One that its paragraph leaves open goes to the paragraph's end."""
    return tuple(sorted(_found(report)))


def _found(report: Report) -> Iterator[Range]:
    for block in report.blocks:
        if block.kind is BlockKind.BOILERPLATE:
            continue
        end = block.start
        for m in _QUOTED.finditer(report.text, block.start, block.end):
            end = m.end()
            yield m.span()
        left = _OPEN.search(report.text[end : block.end])
        if left is not None:
            yield end + left.start(), block.end


def begun(quotes: tuple[Range, ...], start: int, end: int) -> list[Range]:
    """What quotations that stand partly in ``start`` to ``end`` hold outside of it."""
    out: list[Range] = []
    for a, b in quotes:
        if a < end and b > start:
            out += [(a, start)] if a < start else []
            out += [(end, b)] if b > end else []
    return out


def opens_with(quotes: tuple[Range, ...], start: int) -> Range | None:
    """The quotation that a sentence begins with."""
    return next((q for q in quotes if 0 <= q[0] - start <= 1), None)


def ended_before(quotes: tuple[Range, ...], start: int) -> Range | None:
    """The quotation that ends right before a sentence."""
    return next((q for q in quotes if 0 <= start - q[1] <= _NEAR), None)


def within(quotes: tuple[Range, ...], position: int) -> bool:
    """Whether a position stands inside a quotation."""
    return any(a < position < b for a, b in quotes)
