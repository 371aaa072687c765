"""Sums of money that are damage: "damage estimated at 175 million euros", "the island lost $80 million"."""

from __future__ import annotations

from tollbook.extract.clause import Clause
from tollbook.extract.finding import Finding, finding_of
from tollbook.extract.words import tables
from tollbook.model import Measure

_HARM = (Measure.DESTROYED, Measure.DAMAGED, Measure.LOOTED)


def find_costs(clause: Clause) -> list[Finding]:
    """The sums of damage of a sentence; the second of "lost $80 million, farms $70 million of that" is part of the first."""
    words = tables().raw["measures"]["cost"]
    nouns, verbs = frozenset(words["others"].split()), frozenset(words["verbs"].split())
    out: list[Finding] = []
    ps = clause.phrases
    for i, p in enumerate(ps):
        if p.kind != "N" or p.currency is None or p.number is None:
            continue
        near = [
            j
            for j in range(max(0, i - 10), min(len(ps), i + 4))
            if j != i
            and not any(q.kind in (";", ".") for q in ps[min(i, j) : max(i, j)])
            and (
                (ps[j].kind == "V" and ps[j].lemma in verbs)
                or any(k.low in nouns for k in clause.tokens[ps[j].first : ps[j].last])
            )
        ]
        worth = any(k.low == "worth" for k in clause.tokens[max(0, p.first - 3) : p.first])
        if worth and any(q.kind == "V" and q.verb is not None and q.verb.measure in _HARM for q in ps):
            near.append(i)
        if p.last < len(clause.tokens) and any(k.low in nouns for k in clause.tokens[p.number.last : p.last]):
            near.append(i)
        if not near:
            continue
        f = finding_of(clause, i, min(near, key=lambda j: abs(j - i)), Measure.DAMAGE_COST, p.number, "cost")
        f.object, f.unit = p.currency, p.currency
        if out and i + 2 < len(ps) and ps[i + 1].kind == "O" and ps[i + 2].noun_low in ("that", "this", "it", "which"):
            f.whole = out[0]
        out.append(f)
    return out
