"""Numbers bound to a measure by a noun or a predicate: counted by it, behind its "of", its owner, or before "dead"."""

from __future__ import annotations

import re
from functools import cache

from tollbook.extract.bodies import another_hurt, body_found
from tollbook.extract.clause import Clause, countable, singular
from tollbook.extract.counting import count_all, count_group
from tollbook.extract.cutting import Phrase
from tollbook.extract.finding import Finding, finding_of
from tollbook.extract.members import members, told
from tollbook.extract.numbers import Number
from tollbook.extract.objects import after
from tollbook.extract.subjects import before
from tollbook.extract.verbs import roles, serious_after
from tollbook.extract.victims import as_told
from tollbook.extract.words import Is, NounRule, VerbRule, tables
from tollbook.model import Measure, Qualifier

_REPORTS = frozenset("report reports word news sign signs indication indications information".split())


def by_state(clause: Clause, i: int, rule: NounRule) -> list[Finding]:
    """The people before "were dead", "are missing"."""
    ps = clause.phrases
    groups = before(ps, i) or after(ps, i)
    measure = (
        Measure.SERIOUSLY_INJURED
        if rule.measure is Measure.INJURED and (ps[i].serious or serious_after(clause, i))
        else rule.measure
    )
    out = count_all(clause, groups, i, measure, "people", "state.before")
    if not out and groups:
        out = told(clause, groups[-1], i, measure)
    return [f for f in out if not ps[i].negative]


def by_noun(clause: Clause, i: int, rule: NounRule) -> list[Finding]:
    """What the noun at ``i`` counts: itself, nobody, those behind its "of" or "to", its owner, or the toll that it names."""
    ps = clause.phrases
    p = ps[i]
    rule = as_told(clause, i, rule)
    if rule.guard == "lost" and not _lost(ps, i):
        return []
    if rule.guard == "disease" and not _of_disease(clause):
        return []
    if rule.guard == "unknown" and not any(k.low in ("unknown", "unclear") for k in clause.tokens[p.last :]):
        return []
    if p.number is not None and p.number.currency is None and "counted" in rule.forms:
        return _counted(clause, i, p.number, rule)
    if (
        p.determiner == "no"
        or _unreported(ps, i)
        or (p.determiner == "any" and _negated(ps, i))
        or (p.determiner is None and i > 0 and ps[i - 1].kind == "P" and clause.tokens[ps[i - 1].first].low == "without")
    ):
        return _zero(clause, i, rule)
    out = _as_state(clause, i, rule) or _complements(clause, i, rule) or body_found(clause, i) or another_hurt(clause, i, rule)
    if not out and "owned" in rule.forms and p.owner is not None:
        out = _owned(clause, i, rule)
    if not out and "toll" in rule.forms and p.number is None:
        listed = i > 0 and ps[i - 1].low in ("among", "amongst")
        listed |= i + 2 < len(ps) and ps[i + 1].kind == ":" and ps[i + 2].people is not None and len(after(ps, i + 1)) > 1
        out = members(clause, i, i, rule.measure) if listed else []
        out = out or told(clause, i, i, rule.measure) or members(clause, i, i, rule.measure)
        if rule.measure is Measure.KILLED and out and _or_hurt(ps, i):
            for f in out:
                f.measure = Measure.KILLED_OR_INJURED  # "the number of dead and wounded is 40"
    if not out and rule.measure is Measure.INJURED and p.number is None:
        out = _with_wounds(clause, i)
    if not out and p.noun_low == "death" and i > 0 and ps[i - 1].low == "to":
        out = _to_death(clause, i)
    return out


def _of_disease(clause: Clause) -> bool:
    """Whether cases are those of a disease: one is named in the sentence, or in the report, and no court or police here."""
    here = {k.low for k in clause.tokens}
    words = tables().raw["measures"]["disease"]
    if here & frozenset(words["never"].split()):
        return False
    return bool(here & frozenset(words["words"].split())) or _diseases().search(clause.text) is not None


@cache
def _diseases() -> re.Pattern[str]:
    words = tables().raw["measures"]["disease"]["words"].split()
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.I)


def _counted(clause: Clause, i: int, number: Number, rule: NounRule) -> list[Finding]:
    """ "5 deaths"."""
    p = clause.phrases[i]
    if number.definite and p.noun_low == "victims":
        return []
    if p.partitive and number.low == 1 and "state" not in rule.forms:
        return []  # one of the worst massacres
    if p.owner is None and "state" not in rule.forms and (number.low or 0) > 1 and not p.flags & Is.PLURAL:
        return []  # 14 death sentences
    f = finding_of(clause, i, i, rule.measure, number, "noun.counted")
    if rule.measure is Measure.KILLED and _or_hurt(clause.phrases, i):
        f.measure = Measure.KILLED_OR_INJURED
    f.weak, f.object = rule.weak, "case" if rule.measure is Measure.INVESTIGATED else None
    return _zeros(f) if f.high == 0 else [f]


def _or_hurt(ps: list[Phrase], i: int) -> bool:
    """ "14 dead and wounded": one figure for both, where no number of their own follows."""
    if i + 2 >= len(ps) or ps[i + 1].kind != "C" or ps[i + 1].low not in ("and", "or", "&"):
        return False
    rule = ps[i + 2].verb or ps[i + 2].noun
    if rule is None or rule.measure is not Measure.INJURED or ps[i + 2].number is not None or ps[i + 2].determiner is not None:
        return False
    behind = after(ps, i + 2) if ps[i + 2].kind == "V" else []
    return not behind or (ps[behind[0]].number is None and ps[behind[0]].determiner is None and not ps[behind[0]].name)


def _as_state(clause: Clause, i: int, rule: NounRule) -> list[Finding]:
    """ "34 protesters dead", "17 missing": a predicate right behind the people."""
    ps = clause.phrases
    p = ps[i]
    bare = p.determiner is None and p.last - p.first == 1 and i > 0 and ps[i - 1].kind in ("N", "A")
    if "state" not in rule.forms or not bare:
        return []
    measure = Measure.SERIOUSLY_INJURED if rule.measure is Measure.INJURED and serious_after(clause, i) else rule.measure
    if measure is Measure.KILLED and _or_hurt(ps, i):
        measure = Measure.KILLED_OR_INJURED
    return count_all(clause, before(ps, i), i, measure, "people", "state.before")


def _complements(clause: Clause, i: int, rule: NounRule) -> list[Finding]:
    """ "the death of 5 people", "damage to 300 houses"."""
    ps = clause.phrases
    out: list[Finding] = []
    if "of" in rule.forms and (of := _of(ps, i)) is not None:
        groups = after(ps, of)
        groups = [g for g in groups if g == groups[0] or ps[g].head is not None or ps[groups[0]].number is not None]
        if rule.guard == "own":  # "the loss of three comrades", not of jobs
            lost = next(frozenset(r["people"].split()) for r in tables().raw["measures"]["agents"] if r["verbs"] == "lose")
            groups = [g for g in groups if ps[g].number is not None and singular(ps[g]) in lost]
        out = count_all(clause, groups, i, rule.measure, rule.takes, "noun.of")
    if not out and "to" in rule.forms and i + 2 < len(ps):
        near = range(i + 1, min(i + 4, len(ps) - 1))
        at = next((x for x in near if ps[x].kind == "P" and clause.tokens[ps[x].first].low == "to"), None)
        if at is not None:
            groups = [g for g in after(ps, at) if rule.takes != "people" or _some(ps[g])]
            out = count_all(clause, groups, i, rule.measure, rule.takes, "noun.to")
    return out


def _some(p: Phrase) -> bool:
    """A number of people, or one: no part of a body ("wounds to the head")."""
    return p.number is not None or (p.people is not None and p.determiner in ("a", "an"))


def _of(ps: list[Phrase], i: int) -> int | None:
    """The "of" of "the murder of two men", "the murder on the night of 3 May of two men"."""
    j = i + 1
    if j < len(ps) and ps[j].kind == "-":  # the massacre - for which they blame the army - | of 80 people
        close = next((x for x in range(j + 1, min(j + 10, len(ps))) if ps[x].kind == "-"), None)
        return close + 1 if close is not None and close + 2 < len(ps) and ps[close + 1].kind == "O" else None
    if j + 1 < len(ps) and ps[j].kind == "P" and ps[j + 1].flags & Is.TIME:
        j += 2
        while (
            j + 3 < len(ps)
            and ps[j].kind == "O"
            and ps[j + 1].kind == "N"
            and ps[j + 1].people is None
            and ps[j + 2].kind in ("O", "N")
        ):
            j += 2 if ps[j + 2].kind == "O" else 3
        if j < len(ps) and ps[i].flags & Is.ING and ps[j].kind == "N" and ps[j].number is not None and ps[j].people is not None:
            return j - 1  # for killing on 25 August | at least 11 civilians
    return j if j + 1 < len(ps) and ps[j].kind == "O" else None


def _to_death(clause: Clause, i: int) -> list[Finding]:
    """ "clubbed three porters to death": the object of the verb before."""
    ps = clause.phrases
    v = next((j for j in range(i - 2, max(-1, i - 8), -1) if ps[j].kind == "V"), None)
    if v is None or ps[v].lemma in ("sentence", "condemn", "put", "send"):
        return []
    groups = [g for g in after(ps, v) if g < i and countable(ps[g])] if ps[v].voice != "passive" else []
    groups = groups or roles(ps, v, VerbRule(Measure.KILLED, "people", "object"))[0]
    return count_all(clause, groups, i, Measure.KILLED, "people", "verb.to_death")


def _with_wounds(clause: Clause, i: int) -> list[Finding]:
    """ "32 dead and | 19 others with severe injuries |": people by what they have."""
    ps = clause.phrases
    if (
        i < 3
        or ps[i - 3].kind != "C"
        or ps[i - 1].low != "with"
        or not ps[i].flags & Is.PLURAL
        or ps[i - 2].kind != "N"
        or ps[i - 2].number is None
    ):
        return []
    who = ps[i - 2]
    if who.people is None and who.noun_low not in ("others", "other"):
        return []
    grave = tables().raw["measures"]["serious"]["adjectives"].split()
    serious = any(k.low in grave for k in clause.tokens[ps[i].first : ps[i].last])
    return count_all(clause, [i - 2], i, Measure.SERIOUSLY_INJURED if serious else Measure.INJURED, "people", "noun.with")


def _lost(ps: list[Phrase], i: int) -> bool:
    words = tables().raw["measures"]["lost"]["words"].split()
    near = [ps[j] for j in (i - 1, i - 2, i + 1, i + 3) if 0 <= j < len(ps)]
    return any(p.kind == "V" and p.lemma in words for p in near)


def _negated(ps: list[Phrase], i: int) -> bool:
    return any(ps[j].kind == "V" and ps[j].negative for j in range(max(0, i - 4), i))


def _unreported(ps: list[Phrase], i: int) -> bool:
    """ "no reports of casualties", "no word of any deaths"."""
    if i < 2 or ps[i - 1].kind not in ("O", "P") or ps[i - 1].low not in ("of", "on") or ps[i].number is not None:
        return False
    return ps[i - 2].determiner == "no" and ps[i - 2].noun_low in _REPORTS


def _zero(clause: Clause, i: int, rule: NounRule) -> list[Finding]:
    p = clause.phrases[i - 2 if _unreported(clause.phrases, i) else i]
    start, end = clause.tokens[p.first].start, clause.tokens[p.last - 1].end
    f = Finding(clause, rule.measure, i, i, "noun.none", 0, 0, Qualifier.EXACT, start, end)
    return (
        _zeros(f)
        if rule.measure in (Measure.KILLED, Measure.INJURED, Measure.KILLED_OR_INJURED)
        and not (p.head and p.head.low in ("toll", "death toll"))
        else []
    )


def _zeros(f: Finding) -> list[Finding]:
    """No casualties, no victims: nobody killed and nobody injured."""
    head = f.clause.phrases[f.group].head
    if f.measure is Measure.KILLED_OR_INJURED or (head is not None and head.low in ("victim", "victims")):
        return [
            Finding(f.clause, m, f.group, f.trigger, "noun.none", 0, 0, Qualifier.EXACT, f.start, f.end)
            for m in (Measure.KILLED, Measure.INJURED)
        ]
    return [f]


def _owned(clause: Clause, i: int, rule: NounRule) -> list[Finding]:
    """ "the bishop's murder": one person, where the owner is one."""
    p = clause.phrases[i]
    assert p.owner is not None
    first, last = p.owner
    words = clause.tokens[first:last]
    head = words[-1] if words else None
    if head is None or head.flags & (Is.TIME | Is.PLURAL | Is.PRON | Is.KIND | Is.GROUP | Is.EVENT) or head.low.endswith("s"):
        return []
    person = head.flags & Is.PEOPLE or (head.text[0].isupper() and not clause.upper and head.flags & Is.NOUN and len(words) > 1)
    upper = clause.upper and head.flags & Is.NOUN and any(w.flags & (Is.PEOPLE | Is.TITLE) for w in words)
    if not (person or upper):
        return []
    return [Finding(clause, rule.measure, i, i, "noun.owned", 1, 1, Qualifier.EXACT, words[0].start, head.end, single=True)]


def by_modifier(clause: Clause, i: int) -> list[Finding]:
    """ "400 injured people", "82,000 displaced persons"."""
    p = clause.phrases[i]
    rule = p.measures[-1]
    if p.number is None or (
        p.noun is not None and p.noun.measure is rule.measure and p.head is not None and not p.head.flags & Is.PEOPLE
    ):
        if p.number is None and p.determiner in ("a", "an", "another") and rule.takes == "people" and p.people is not None:
            f = count_group(clause, i, i, rule.measure, rule.takes, "noun.modified")
            return [f] if f else []
        return []
    f = count_group(clause, i, i, rule.measure, rule.takes, "noun.modified")
    return [f] if f else []
