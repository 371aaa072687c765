"""A number, one person or nobody, bound to a measure."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.extract.clause import Clause
from tollbook.extract.numbers import Number
from tollbook.model import Measure, Qualifier


@dataclass(slots=True)
class Finding:
    """A number (or one person, or nobody) bound to a measure. Indexes are of the clause's phrases."""

    clause: Clause
    measure: Measure
    group: int  # the noun group that holds the number or the person
    trigger: int
    rule: str
    low: int | None
    high: int | None
    qualifier: Qualifier
    start: int  # of the figure's words
    end: int
    people: int | None = None  # the noun group that says who, where it is another
    object: str | None = None
    unit: str | None = None
    single: bool = False
    weak: bool = False
    whole: Finding | None = None
    replaces: str | None = None
    restates: bool = False
    where: tuple[int, int] | None = None
    who: tuple[int, int] | None = None
    inherits: bool = False
    share_words: tuple[int, int] | None = None  # of whom this is a share, where no figure of the report tells how many they are
    like: Finding | None = None  # an earlier finding that this one names again


def finding_of(clause: Clause, g: int, trigger: int, measure: Measure, number: Number, rule: str) -> Finding:
    """The finding that ``number`` of noun group ``g`` makes; "no" before a one makes it nobody."""
    tokens = clause.tokens
    first = number.figure
    if number.low == number.high == 1 and clause.phrases[g].determiner == "no":
        return Finding(
            clause,
            measure,
            g,
            trigger,
            "noun.none",
            0,
            0,
            Qualifier.EXACT,
            tokens[clause.phrases[g].first].start,
            tokens[number.last - 1].end,
        )
    end = max(number.last, first + 1)
    f = Finding(
        clause, measure, g, trigger, rule, number.low, number.high, number.qualifier, tokens[first].start, tokens[end - 1].end
    )
    f.unit = number.currency
    return f
