"""Wordings: some five hundred short reports of our own, one figure or two each, as the English-writing world words them.

A case of `wordings/*.txt` is a line with the report (paragraphs parted by " // ") and, indented, each claim that is to be
read in it, in order, and nothing else. A claim is its measure, its figure ("9", "about 9", "10..", "..400", "24..99 vague") and
the fields that are asked ("where=Dorra"; "-" is None). "? " before a report marks a known failure: mending it is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .cases import KNOWN, WILD, Row, case, check, row

FOLDER = Path(__file__).parent / "wordings"
_FIGURE = re.compile(r"(?P<about>about )?(?P<low>\d*)(?P<open>\.\.)?(?P<high>\d*)(?P<vague> vague)?")
_VALUES: dict[str, Any] = {"-": None, "yes": True, "no": False}


def claim(line: str) -> Row:
    """The claim that a line asks for."""
    head, *fields = re.split(r", (?=\w+=)", line)
    measure, _, figure = head.partition(" ")
    m = _FIGURE.fullmatch(figure)
    assert m is not None, line
    low, high = (int(m[g]) if m[g] else None for g in ("low", "high"))
    high = high if m["open"] else low
    asked = {k: _VALUES.get(v, v) for k, _, v in (f.partition("=") for f in fields)}
    if m["about"] or m["vague"] or not m["open"]:
        asked["qualifier"] = "about" if m["about"] else "vague" if m["vague"] else "exact"
    return row(measure, low, high, **asked)


def cases() -> Iterator[Any]:
    """The cases of all files, in order."""
    for path in sorted(FOLDER.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
            report, *claims = block.split("\n")
            if report.startswith("#"):
                continue
            text = report.removeprefix("? ").replace(" // ", "\n\n")
            kind = KNOWN if report.startswith("? ") else WILD
            yield case(kind, f"{path.stem}: {text[:60]}", text, *(claim(c.strip()) for c in claims))


@pytest.mark.parametrize("one", list(cases()))
def test_wordings(one: Any) -> None:
    """Each case holds its report."""
    check(one)


def test_every_case_is_worded_once() -> None:
    """
    The same sentence twice would count one wording as two.
    """
    seen = [p.values[0].text for p in cases()]
    assert sorted({t for t in seen if seen.count(t) > 1}) == []
