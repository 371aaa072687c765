"""Verbs that count only together with what stands behind them: staying in a shelter, hit by gunfire, falling under bullets."""

from __future__ import annotations

from functools import cache

from tollbook.extract.clause import Clause
from tollbook.extract.counting import count_all
from tollbook.extract.cutting import Phrase
from tollbook.extract.finding import Finding
from tollbook.extract.subjects import before
from tollbook.extract.words import tables
from tollbook.model import Measure

_REACH = 5  # phrases behind the verb within which its complement must begin
_PASSIVE = frozenset(["passive", "part", "bare"])


@cache
def _words(section: str, field: str) -> frozenset[str]:
    return frozenset(tables().raw["measures"][section][field].split())


def sheltered(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """ "90 families were moved into school shelters", "living in 12 camps": a verb of staying, and a place of shelter."""
    ps, out = clause.phrases, []
    for i, p in enumerate(ps):
        own = p.verb is not None and p.verb.measure is Measure.SHELTERED
        if p.kind != "V" or own or not _is(p, _words("shelter", "verbs")):
            continue
        at = _complement(ps, i, _words("shelter", "places"))
        if at is None or ps[at - 1].low not in _words("shelter", "behind"):
            continue
        groups = [g for g in before(ps, i) if ps[g].number is not None]
        out += _counted(clause, groups, i, Measure.SHELTERED, "verb.shelter", known)
    return out


def struck(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """ "two women were hit by gunfire", "five men fell under bullets": whether they lived is not said."""
    ps, out = clause.phrases, []
    for i, p in enumerate(ps):
        if p.kind != "V" or p.negative:
            continue
        hit = p.voice in _PASSIVE and _is(p, _words("struck", "hit"))
        fell = p.voice not in ("passive", "be") and _is(p, _words("struck", "fall"))
        at = _complement(ps, i, _words("struck", "fire")) if hit or fell else None
        if at is None or ps[at - 1].low not in _words("struck", "behind_hit" if hit else "behind_fall"):
            continue
        found = _counted(clause, before(ps, i), i, Measure.KILLED_OR_INJURED, "verb.struck", known)
        for f in found:
            f.weak = True
        out += found
    return out


def _is(p: Phrase, lemmas: frozenset[str]) -> bool:
    return p.lemma in lemmas


def _complement(ps: list[Phrase], i: int, heads: frozenset[str]) -> int | None:
    """The noun group behind the verb at ``i`` whose head is one of ``heads``."""
    near = range(i + 1, min(i + _REACH, len(ps)))
    return next((j for j in near if ps[j].kind == "N" and ps[j].noun_low in heads), None)


def _counted(clause: Clause, groups: list[int], i: int, measure: Measure, rule: str, known: list[Finding]) -> list[Finding]:
    """Findings of ``groups``, those left out that a verb of their own counts already."""
    taken = {f.group for f in known if f.clause is clause}
    return count_all(clause, [g for g in groups if g not in taken], i, measure, "people", rule)
