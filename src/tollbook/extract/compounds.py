"""Verbs that count only together with what stands behind them: staying in a shelter, hit by gunfire, falling under bullets."""

from __future__ import annotations

from functools import cache

from tollbook.extract.clause import Clause
from tollbook.extract.counting import count_all
from tollbook.extract.cutting import Phrase
from tollbook.extract.finding import Finding
from tollbook.extract.objects import after
from tollbook.extract.subjects import before
from tollbook.extract.words import tables
from tollbook.model import Measure

_REACH = 5  # phrases behind the verb within which its complement must begin
_PASSIVE = frozenset(["passive", "part", "bare"])


@cache
def _words(section: str, field: str) -> frozenset[str]:
    return frozenset(tables().raw["measures"][section][field].split())


def moved(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """People that a verb puts or keeps somewhere: "moved into shelters", "taken to two clinics", "drove 40 from their homes"."""
    out: list[Finding] = []
    for row in tables().raw["measures"]["moved"]:
        for i, p in enumerate(clause.phrases):
            if p.kind == "V" and p.lemma in row["verbs"].split() and (p.verb is None or p.verb.measure != row["measure"]):
                out += _moved(clause, i, row, [*known, *out])
    return out


def _moved(clause: Clause, i: int, row: dict[str, str], known: list[Finding]) -> list[Finding]:
    ps = clause.phrases
    at = _complement(ps, i, frozenset(row["places"].split()))
    if (
        at is None
        or ps[at - 1].low not in row["behind"].split()
        or (row.get("own") and ps[at].determiner not in row["own"].split())
    ):
        return []
    behind = [g for g in after(ps, i) if g < at]
    groups = behind or ([] if row["role"] == "object" and ps[i].voice in ("active", "inf") else before(ps, i))
    groups = [g for g in groups if ps[g].number is not None]
    return _counted(clause, groups, i, Measure(row["measure"]), row["rule"], known)


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
