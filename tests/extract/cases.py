"""Cases as data: a short report of our own and all that is to be read in it, in order of the figures.

Kinds: WILD, a way of wording met in real reports, here in our own words; NEGATIVE, what must not be read; SYNTHETIC, made
up to try a rule at its edge; KNOWN, a failure that we know of: it runs as a strict xfail, so that mending it is noticed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pytest

from tollbook.acquire import Acquired
from tollbook.extract.rules import RulesExtractor
from tollbook.model import Claim, Report
from tollbook.read import read


class Kind(StrEnum):
    """Why a case is there."""

    WILD = "wild"
    NEGATIVE = "negative"
    SYNTHETIC = "synthetic"
    KNOWN = "known failure"


WILD, NEGATIVE, SYNTHETIC, KNOWN = Kind.WILD, Kind.NEGATIVE, Kind.SYNTHETIC, Kind.KNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A claim that is to be read; fields that are not named are not asked."""

    measure: str
    low: int | None
    high: int | None
    fields: dict[str, Any]


def row(measure: str, low: int | None, high: int | None, **fields: Any) -> Row:
    """A claim of ``measure``, from ``low`` to ``high``."""
    return Row(measure=measure, low=low, high=high, fields=fields)


def exact(measure: str, count: int, **fields: Any) -> Row:
    """A claim of exactly ``count``."""
    return row(measure, count, count, **fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A report, and all its claims."""

    kind: Kind
    label: str
    text: str
    claims: tuple[Row, ...]


def case(kind: Kind, label: str, text: str, *claims: Row) -> Any:
    """A parameter for `pytest.mark.parametrize`."""
    one = Case(kind=kind, label=label, text=text, claims=claims)
    marks = [pytest.mark.xfail(strict=True, reason=f"known failure: {label}")] if kind is KNOWN else []
    return pytest.param(one, id=f"{kind.value}: {label}", marks=marks)


def report_of(text: str, name: str = "report.txt") -> Report:
    """``text`` as the reader of plain text reads it."""
    (report,), _ = read(Acquired(name=name, raw=text.encode(), media="text/plain", body=text))
    return report


def claims_of(text: str) -> tuple[Claim, ...]:
    """What is read in ``text``."""
    return RulesExtractor().extract(report_of(text))


def told(c: Claim) -> dict[str, Any]:
    """The fields of a claim that cases name."""
    return {
        "figure": c.figure.text,
        "object": c.object,
        "qualifier": str(c.quantity.qualifier),
        "unit": c.quantity.unit,
        "who": c.scope.who,
        "who_class": c.scope.who_class and str(c.scope.who_class),
        "side": str(c.scope.side),
        "where": c.scope.where,
        "when": c.scope.when,
        "extent": c.scope.extent and str(c.scope.extent),
        "label": c.scope.label,
        "by_whom": c.scope.by_whom,
        "cause": c.scope.cause,
        "said_by": c.attribution.said_by,
        "via": c.attribution.via,
        "cue": c.attribution.cue,
        "own_observation": c.attribution.own_observation,
        "standing": str(c.standing),
        "disputed_by": c.disputed_by,
        "fate_told_by": c.fate_told_by,
        "frame": str(c.frame),
        "part_of": c.part_of,
        "replaces": c.replaces,
        "restates": c.restates,
    }


def check(one: Case) -> None:
    """All claims of the case are read, in order, with the fields that it names, and nothing else."""
    found = claims_of(one.text)
    got = [(str(c.measure), c.quantity.low, c.quantity.high) for c in found]
    assert got == [(r.measure, r.low, r.high) for r in one.claims]
    for c, r in zip(found, one.claims, strict=True):
        fields = told(c)
        assert {k: fields[k] for k in r.fields} == r.fields, c.figure.text
