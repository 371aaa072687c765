"""Verbs that count only together with what stands behind them: staying in a shelter, hit by gunfire, falling under bullets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tollbook.extract.clause import Clause, singular
from tollbook.extract.counting import count_all
from tollbook.extract.cutting import Phrase
from tollbook.extract.finding import Finding
from tollbook.extract.lexing import Token
from tollbook.extract.objects import after
from tollbook.extract.subjects import before
from tollbook.extract.words import tables
from tollbook.model import Measure, WhoClass

_REACH = 5  # phrases behind the verb within which its complement must begin
_PASSIVE = frozenset(["passive", "part", "bare"])
_CONDITION = frozenset(["condition", "state"])


@cache
def _words(section: str, field: str) -> frozenset[str]:
    return frozenset(tables().raw["measures"][section][field].split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    """A row of the table of verbs that put or keep people somewhere. ``direct``: the complement needs no preposition."""

    measure: Measure
    rule: str
    role: str
    direct: bool
    verbs: frozenset[str]
    places: frozenset[str]
    named: frozenset[str]
    by_name: frozenset[str]
    behind: frozenset[str]
    own: frozenset[str]


@cache
def _moves() -> tuple[_Move, ...]:
    return tuple(
        _Move(
            measure=Measure(row["measure"]),
            rule=row["rule"],
            role=row["role"],
            direct=row.get("direct", False),
            **{k: frozenset(row.get(k, "").split()) for k in ("verbs", "places", "named", "by_name", "behind", "own")},
        )
        for row in tables().raw["measures"]["moved"]
    )


@cache
def _moves_of() -> dict[str, tuple[_Move, ...]]:
    """The rows of each verb."""
    return {v: tuple(row for row in _moves() if v in row.verbs) for row in _moves() for v in row.verbs}


@cache
def _agents_of() -> dict[str, tuple[_Agent, ...]]:
    """The rows of each verb."""
    return {v: tuple(row for row in _agents() if v in row.verbs) for row in _agents() for v in row.verbs}


def moved(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """People that a verb puts or keeps somewhere: "moved into shelters", "taken to two clinics", "drove 40 from their homes"."""
    out: list[Finding] = []
    by_verb = _moves_of()
    if clause.lemmas.isdisjoint(by_verb):
        return out
    for i in clause.verbs:
        p = clause.phrases[i]
        for row in by_verb.get(p.lemma, ()):
            if p.verb is not None and p.verb.measure is Measure.EVACUATED and row.measure is Measure.HOSPITALISED:
                _to_hospital(clause, i, row, known)
            elif p.verb is None or p.verb.measure is not row.measure:
                out += _moved(clause, i, row, [*known, *out])
    return out


def _to_hospital(clause: Clause, i: int, row: _Move, known: list[Finding]) -> None:
    """ "Two survivors were airlifted | to Osk Hospital": brought to a hospital, and not only away."""
    ps = clause.phrases
    at = _complement(ps, i, row.places | row.named)
    if at is None or ps[at - 1].low not in row.behind or (ps[at].noun_low in row.named and not _medical(clause, at)):
        return
    for f in known:
        if f.clause is clause and f.trigger == i and f.measure is Measure.EVACUATED:
            f.measure, f.rule = row.measure, row.rule if not f.single else f.rule


def _moved(clause: Clause, i: int, row: _Move, known: list[Finding]) -> list[Finding]:
    ps = clause.phrases
    at = _complement(ps, i, row.places | row.named)
    if at is not None and ps[at].noun_low in row.named | _centres() and _medical(clause, at) is not bool(row.named):
        return []
    if at is None or ps[i].negative or (row.own and ps[at].determiner not in row.own):
        return []
    if ps[at - 1].low not in row.behind and not (row.direct and (at == i + 1 or ps[at - 1].kind in ("N", "A"))):
        return []
    groups = [g for g in after(ps, i) if g < at] if row.role != "subject" else []
    if not groups and not (row.role == "object" and ps[i].voice in ("active", "inf")):
        groups = before(ps, i)
    if row.measure is Measure.DISPLACED:  # an army driven from a town is none
        groups = [g for g in groups if ps[g].people not in (WhoClass.MILITANTS, WhoClass.SECURITY_FORCES)]
    grave = row.measure is Measure.INJURED and any(k.low in _words("serious", "adjectives") for k in _tokens(clause, at))
    measure = Measure.SERIOUSLY_INJURED if grave else row.measure
    return _counted(clause, [g for g in groups if ps[g].number is not None], i, measure, row.rule, known)


@cache
def _centres() -> frozenset[str]:
    return frozenset(w for row in _moves() for w in row.named)


def _medical(clause: Clause, at: int) -> bool:
    """ "the Dorra Regional Medical Center": no shelter."""
    words = frozenset(w for row in _moves() for w in row.by_name)
    return any(k.low in words for k in _tokens(clause, at))


def _tokens(clause: Clause, at: int) -> list[Token]:
    return clause.tokens[clause.phrases[at].first : clause.phrases[at].last]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Agent:
    """A row of the table of verbs that count only by who acts: hospitals that admit, a coast guard that picks up."""

    measure: Measure
    rule: str
    particle: str | None
    verbs: frozenset[str]
    subjects: frozenset[str]
    people: frozenset[str]


@cache
def _agents() -> tuple[_Agent, ...]:
    return tuple(
        _Agent(
            measure=Measure(row["measure"]),
            rule=row["rule"],
            particle=row.get("particle"),
            **{k: frozenset(row.get(k, "").split()) for k in ("verbs", "subjects", "people")},
        )
        for row in tables().raw["measures"]["agents"]
    )


def acted(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """ "the clinic admitted 60 patients", "the coast guard picked up 120 migrants": by who acts."""
    ps, out = clause.phrases, list[Finding]()
    by_verb = _agents_of()
    if clause.lemmas.isdisjoint(by_verb):
        return out
    for i in clause.verbs:
        p = ps[i]
        if (p.verb is not None and p.verb.guard is None and p.verb.takes == "people") or p.negative:
            continue
        for row in by_verb.get(p.lemma, ()):
            if not _with_particle(clause, i, row.particle):
                continue
            at = i + 1 if i + 1 < len(ps) and ps[i + 1].kind == "P" and ps[i + 1].low == row.particle else i
            groups = [g for g in after(ps, at) if ps[g].number is not None and ps[g].noun is None and not ps[g].measures]
            groups = [g for g in groups if not row.people or singular(ps[g]) in row.people]
            if groups and any(_acts(clause, g, row.subjects) for g in _actors(ps, i)):
                out += _counted(clause, groups, i, row.measure, row.rule, [*known, *out])
    return out


def _with_particle(clause: Clause, i: int, particle: str | None) -> bool:
    """ "picked | up", "picked up" as one verb of the tables."""
    ps = clause.phrases
    last = clause.tokens[ps[i].last - 1].low
    return particle is None or last.endswith(" " + particle) or (i + 1 < len(ps) and ps[i + 1].low == particle)


def suffered(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """ "In all, 34 people suffered.": hurt, where it is not said from what (so translations word it)."""
    ps, out = clause.phrases, list[Finding]()
    if "suffer" not in clause.lemmas:
        return out
    for i in clause.verbs:
        p = ps[i]
        ends = i + 1 >= len(ps) or ps[i + 1].kind in (".", ";", ",", "C", ")")
        if p.lemma == "suffer" and p.voice in ("bare", "active") and not p.negative and ends:
            groups = [g for g in before(ps, i) if ps[g].number is not None and ps[g].people is not None]
            out += _counted(clause, groups, i, Measure.INJURED, "verb.suffered", [*known, *out])
    return out


def worked(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """ "300 firefighters are battling the blaze", "46 soldiers were rushed to the scene": at work."""
    ps, out = clause.phrases, list[Finding]()
    verbs = _words("deployed", "verbs") | _words("deployed", "brought")
    if clause.lemmas.isdisjoint(verbs) and clause.lows.isdisjoint(_words("deployed", "to")):
        return out
    for i in clause.verbs:
        p = ps[i]
        if p.negative or p.modal or (p.verb is not None and p.verb.measure is Measure.DEPLOYED):
            continue
        works = p.voice in ("active", "bare", "be", "ing") and p.lemma in _words("deployed", "verbs")
        brought = p.voice in _PASSIVE and p.lemma in _words("deployed", "brought")
        there = (
            p.voice == "be" and p.low in ("is", "are", "was", "were") and _complement(ps, i, _words("deployed", "to")) is not None
        )
        if not works and not there and not (brought and _complement(ps, i, _words("deployed", "to")) is not None):
            continue
        for g in before(ps, i):
            numbering = ps[g].number is None and g + 2 < i and ps[g + 1].lemma == "number"  # personnel numbering 150
            who, g = ps[g], g + 2 if numbering else g
            number = ps[g].number
            if number is None or (number.low or number.high or 0) < 2 or singular(who) not in _words("deployed", "people"):
                continue
            found = _counted(clause, [g], i, Measure.DEPLOYED, "verb.deployed", [*known, *out])
            for f in found:
                f.people = g - 2 if numbering else None
            out += found
    return out


def condition(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """ "the condition of eight is critical", "five remain in hospital, the state of two of them being grave"."""
    ps, out = clause.phrases, list[Finding]()
    if clause.lows.isdisjoint(_CONDITION):
        return out
    for i in range(len(ps) - 3):
        p, verb, told = ps[i + 2], ps[i + 3], ps[i + 4] if i + 4 < len(ps) else None
        if ps[i].noun_low not in _CONDITION or ps[i + 1].kind != "O" or p.kind != "N" or p.number is None:
            continue
        grave = (
            told is not None and told.last > told.first and clause.tokens[told.last - 1].low in _words("serious", "adjectives")
        )
        if (
            verb.kind == "V"
            and _is_said(clause, verb)
            and not verb.negative
            and grave
            and (p.head is None or p.people is not None or p.partitive)
        ):
            out += _counted(clause, [i + 2], i + 3, Measure.SERIOUSLY_INJURED, "verb.condition", [*known, *out])
    return out


def _is_said(clause: Clause, p: Phrase) -> bool:
    """ "is", "remains", "is said to be"."""
    return p.voice == "be" or clause.tokens[p.last - 1].low in ("be", "remains", "remained")


def _actors(ps: list[Phrase], i: int) -> list[int]:
    """The subject of the verb at ``i``: the noun groups right before it, back to a mark."""
    out = []
    j = i - 1
    while j > 0 and ps[i].voice in ("ing", "inf", "active") and ps[j].kind in ("V", "A") and ps[j].verb is None:
        j -= 1  # "reported receiving 23 people", "had helped bury 33"
    for k in range(j, max(-1, j - 12), -1):
        if ps[k].kind in (",", ";", ":", ".", "V", "S"):
            break
        if ps[k].kind == "N":
            out.append(k)
    return out


def _acts(clause: Clause, g: int, subjects: frozenset[str]) -> bool:
    return any(k.low in subjects for k in _tokens(clause, g))


def struck(clause: Clause, known: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """ "two women were hit by gunfire", "five men fell under bullets": whether they lived is not said."""
    ps, out = clause.phrases, list[Finding]()
    if clause.lemmas.isdisjoint(_words("struck", "hit") | _words("struck", "fall")):
        return out
    for i in clause.verbs:
        p = ps[i]
        if p.negative:
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
    taken = {f.group for f in known if f.clause is clause and (f.trigger != f.group or not clause.phrases[f.group].partitive)}
    return count_all(clause, [g for g in groups if g not in taken], i, measure, "people", rule)
