"""Verbs that count only together with what stands behind them: staying in a shelter, hit by gunfire, falling under bullets."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    """A row of the table of verbs that put or keep people somewhere."""

    measure: Measure
    rule: str
    object_only: bool
    verbs: frozenset[str]
    places: frozenset[str]
    behind: frozenset[str]
    own: frozenset[str]


@cache
def _moves() -> tuple[_Move, ...]:
    return tuple(
        _Move(
            measure=Measure(row["measure"]),
            rule=row["rule"],
            object_only=row["role"] == "object",
            **{k: frozenset(row.get(k, "").split()) for k in ("verbs", "places", "behind", "own")},
        )
        for row in tables().raw["measures"]["moved"]
    )


def moved(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """People that a verb puts or keeps somewhere: "moved into shelters", "taken to two clinics", "drove 40 from their homes"."""
    out: list[Finding] = []
    for i, p in enumerate(clause.phrases):
        if p.kind != "V":
            continue
        for row in _moves():
            if p.lemma in row.verbs and (p.verb is None or p.verb.measure is not row.measure):
                out += _moved(clause, i, row, [*known, *out])
    return out


def _moved(clause: Clause, i: int, row: _Move, known: list[Finding]) -> list[Finding]:
    ps = clause.phrases
    at = _complement(ps, i, row.places)
    if at is None or ps[at - 1].low not in row.behind or (row.own and ps[at].determiner not in row.own):
        return []
    groups = [g for g in after(ps, i) if g < at]
    if not groups and not (row.object_only and ps[i].voice in ("active", "inf")):
        groups = before(ps, i)
    return _counted(clause, [g for g in groups if ps[g].number is not None], i, row.measure, row.rule, known)


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
