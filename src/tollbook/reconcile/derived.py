"""Reports that are possibly translated or paraphrased from another: no words in a row are shared, and yet what is told is.

A later report of the story whose figures all stand in an earlier one, as given by the same sources, and whose quotations
say the same as those there, is possibly derived from it. Reports of one press conference can look so too: it is shown as
possible, a person confirms or refuses it, and it counts as no origin of its own meanwhile.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tollbook.model import Link, Qualifier, Relation, Report
from tollbook.reconcile.credits import family_of, lineage_table
from tollbook.reconcile.figures import Figure
from tollbook.reconcile.lineages import ById

BY = "reconcile.derived 0.1"
_QUOTED = re.compile(r"[“\"]([^“”\"]{20,600})[”\"]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5  # letters by which two forms of a word are one

Fact = tuple[str, str | None, int]  # measure, thing, number


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """What a report tells: its figures with their sources, and the words of its quotations."""

    report: Report
    facts: frozenset[Fact]
    sources: frozenset[str]
    quotes: tuple[frozenset[str], ...]
    at: tuple[str, str]  # when it was known, and its id


def derived(found: Sequence[Figure], copies: Sequence[Link], refused: Collection[tuple[str, str]]) -> tuple[Link, ...]:
    """A link from each report that is possibly derived to the report that it coincides with most, the earliest of equals.

    ``copies`` are the reprints, which are no more than that; ``refused`` are pairs that a person said are not one.
    """
    tellings = _tellings(found)
    reprints = {x.subject for x in copies}
    near = {(x.subject, x.object) for x in copies} | {(x.object, x.subject) for x in copies}
    of: dict[Fact, list[_Telling]] = defaultdict(list)
    links = []
    for later in tellings:
        if later.report.id not in reprints:
            shared: dict[str, list[_Telling]] = defaultdict(list)
            for fact in later.facts:
                for earlier in of[fact]:
                    shared[earlier.report.id].append(earlier)
            fits = [
                (e, why) for own in shared.values() if (why := _coincide(later, e := own[0])) and _other(later, e, near, refused)
            ]
            if fits:
                best, why = max(fits, key=lambda x: (len(x[0].facts & later.facts), _shared_quotes(later, x[0]), _earlier(x[0])))
                links.append(_link(later, best, why, found))
        for fact in later.facts:
            if len(of[fact]) < _limits()["common"]:
                of[fact].append(later)
    return tuple(links)


def _link(later: _Telling, earlier: _Telling, why: str, found: Sequence[Figure]) -> Link:
    at = next(f.known for f in found if f.report.id == later.report.id)
    return Link(subject=later.report.id, relation=Relation.POSSIBLY_DERIVED, object=earlier.report.id, at=at, by=BY, reason=why)


def _earlier(t: _Telling) -> tuple[int, ...]:
    """Greater for what was known earlier."""
    return tuple(-ord(c) for c in "".join(t.at))


def _other(later: _Telling, earlier: _Telling, near: Collection[tuple[str, str]], refused: Collection[tuple[str, str]]) -> bool:
    """Not a reprint of each other, nor versions of one report, nor one outlet's two reports, nor refused by a person."""
    pair = (later.report.id, earlier.report.id)
    if pair in near or pair in refused or pair[::-1] in refused or later.at[0] <= earlier.at[0]:
        return False
    if later.report.version_of is not None and later.report.url == earlier.report.url:
        return False
    outlet = family_of(later.report)
    return outlet is None or outlet != family_of(earlier.report)


def _coincide(later: _Telling, earlier: _Telling) -> str:
    """In words, how far two reports coincide; empty where that is too little."""
    facts, limits = len(later.facts & earlier.facts), _limits()
    if (
        facts < limits["figures"]
        or facts < limits["share"] * len(later.facts)
        or not later.sources
        or not later.sources <= earlier.sources
    ):
        return ""
    quotes = _shared_quotes(later, earlier)
    if quotes < limits["quotations"] or quotes < limits["share"] * len(later.quotes):
        return ""
    return (
        f"{facts} figures with their sources, and {quotes} quotation{'s' if quotes > 1 else ''}, stand in both,"
        " in other words: a translation or a paraphrase, or one statement heard by both"
    )


def _shared_quotes(later: _Telling, earlier: _Telling) -> int:
    return sum(any(_same(q, p) for p in earlier.quotes) for q in later.quotes)


def _same(q: frozenset[str], p: frozenset[str]) -> bool:
    least = min(len(q), len(p))
    return bool(least >= _limits()["words"] and len(q & p) >= _limits()["alike"] * least)


def _tellings(found: Sequence[Figure]) -> list[_Telling]:
    """Reports with quotations and figures, by when they were known."""
    of: dict[str, list[Figure]] = defaultdict(list)
    for f in found:
        if f.known is not None and f.claim.quantity.qualifier is not Qualifier.VAGUE and f.value is not None:
            of[f.report.id].append(f)
    tellings = []
    for figures in of.values():
        report, known = figures[0].report, figures[0].known
        quotes = _quotes(ById(report))
        if quotes and known is not None:
            facts = frozenset((f.claim.measure.value, f.claim.counted, f.value) for f in figures if f.value is not None)
            sources = frozenset(f.source.id for f in figures if f.source is not None)
            tellings.append(
                _Telling(report=report, facts=facts, sources=sources, quotes=quotes, at=(known.isoformat(), report.id))
            )
    return sorted(tellings, key=lambda t: t.at)


@lru_cache(4096)
def _quotes(known: ById) -> tuple[frozenset[str], ...]:
    """The words of each quotation, cut to their stems; short ones are left out."""
    stems = (frozenset(w[:_STEM] for w in _WORD.findall(m[1].casefold())) for m in _QUOTED.finditer(known.report.text))
    return tuple(dict.fromkeys(q for q in stems if len(q) >= _limits()["words"]))


def _limits() -> dict[str, Any]:
    found: dict[str, Any] = lineage_table()["derived"]
    return found


__all__ = ["derived"]
