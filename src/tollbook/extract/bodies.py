"""A dead person told by a body that was found, "the mayor's body was found", and "another wounded" behind one who is told of."""

from __future__ import annotations

from functools import cache

from tollbook.extract.clause import Clause, skip_attached
from tollbook.extract.cutting import Phrase
from tollbook.extract.finding import Finding
from tollbook.extract.words import Is, NounRule, tables
from tollbook.model import Measure, Qualifier


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(tables().raw["measures"]["bodies"][key].split())


def body_found(clause: Clause, i: int) -> list[Finding]:
    """ "his body was found", "herders found a corpse": one dead."""
    ps = clause.phrases
    p = ps[i]
    if p.noun_low not in _words("nouns") or p.number is not None or p.determiner in ("no", "any", "every", "each"):
        return []
    if i + 1 < len(ps) and ps[i + 1].kind == "O":
        return []  # of whom: `nouns` reads it
    if not (_found_behind(ps, i) or _found_before(ps, i)):
        return []
    end = p.head.end if p.head is not None else clause.tokens[p.last - 1].end
    f = Finding(clause, Measure.KILLED, i, i, "one.body", 1, 1, Qualifier.EXACT, clause.tokens[p.first].start, end, single=True)
    if p.owner is not None:
        f.who = clause.tokens[p.owner[0]].start, clause.tokens[p.owner[1] - 1].end
    return [f]


def _found_behind(ps: list[Phrase], i: int) -> bool:
    v = i + 1
    if v + 1 < len(ps) and ps[v].kind == ",":
        v = next((x + 1 for x in range(v + 1, min(v + 9, len(ps) - 1)) if ps[x].kind == ","), v)
    v = skip_attached(ps, v) if v < len(ps) and not _finds(ps[v]) else v
    return v < len(ps) and _finds(ps[v]) and ps[v].voice in ("passive", "bare", "part") and not ps[v].negative


def _found_before(ps: list[Phrase], i: int) -> bool:
    v = i - 1
    while v > 0 and (ps[v].kind == "A" or (ps[v].kind == "N" and ps[v].flags & Is.TIME)):
        v -= 1
    return v >= 0 and _finds(ps[v]) and ps[v].voice in ("active", "bare", "inf", "ing") and not ps[v].negative


def _finds(p: Phrase) -> bool:
    return p.kind == "V" and p.lemma in _words("found")


def another_hurt(clause: Clause, i: int, rule: NounRule) -> list[Finding]:
    """ "a teacher was killed and | another wounded | in the attack": the participle reads as a noun."""
    p = clause.phrases[i]
    if p.determiner != "another" or p.number is not None or p.people is not None or "state" not in rule.forms:
        return []
    if i == 0 or clause.phrases[i - 1].kind not in ("C", ",", "V"):
        return []
    token = clause.tokens[p.first]
    return [Finding(clause, rule.measure, i, i, "one.another", 1, 1, Qualifier.EXACT, token.start, token.end, single=True)]
