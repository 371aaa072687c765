"""Numbers bound to a measure by a verb: who is its subject, who its object, and which of the two it counts."""

from __future__ import annotations

from tollbook.extract.clause import Clause, chain_end, countable
from tollbook.extract.clauses import somebody
from tollbook.extract.counting import BODILY, can_be_people, count_all, one_person
from tollbook.extract.cutting import Phrase, serious_words
from tollbook.extract.finding import Finding, finding_of
from tollbook.extract.members import members, told
from tollbook.extract.objects import after
from tollbook.extract.subjects import before, far_before
from tollbook.extract.tolls import NUMBERS
from tollbook.extract.verb_groups import WHERE
from tollbook.extract.words import Is, VerbRule, tables
from tollbook.model import Measure


def by_verb(clause: Clause, i: int, rule: VerbRule) -> list[Finding]:
    """What the verb at ``i`` counts: its subject or its object, those that go with them, or the toll that they name."""
    ps = clause.phrases
    p = ps[i]
    serious = rule.measure is Measure.INJURED and not rule.weak and (p.serious or serious_after(clause, i) or _gravely(ps, i))
    measure = Measure.SERIOUSLY_INJURED if serious else rule.measure
    if p.voice == "state" and p.last - p.first == 1 and p.noun_low.startswith(WHERE) and _only_where(ps, i):
        return []
    if _of_the_number(clause, i) or (rule.guard == "still" and not _has_still(clause, i)) or not _allowed(clause, rule):
        return []
    if rule.takes in ("people", "things", "any") and (labelled := _label(clause, i, measure, rule)) is not None:
        return [labelled]
    groups, name = roles(ps, i, rule)
    groups = _of_those(ps, _itself(ps, groups, i), i)
    if rule.guard == "still" and not any(k.low == "still" for k in clause.tokens[max(0, p.first - 2) : p.last]):
        groups = [g for g in groups if ps[g].number is not None or ps[g].people is not None]
    if rule.guard in ("people", "passive"):
        groups = [g for g in groups if _told_people(ps, g, i)]
    if rule.guard == "passive" and p.voice not in ("passive", "part"):
        return []
    if rule.weak and groups and ((groups[-1] > i and _then_dead(ps, groups[-1])) or _then_killed(ps, i)):
        measure = Measure.KILLED
        groups = [] if groups[-1] < i and any(countable(ps[g]) for g in after(ps, i + 2)) else groups  # who shot, killed friend
    if p.negative and p.voice != "state":
        groups = [g for g in groups if ps[g].number is None and ps[g].determiner in ("any", "no")]
    groups = [*groups, *(g for g in _accompanied(ps, i) if g not in groups)] if groups and rule.takes == "people" else groups
    out = count_all(clause, groups, i, measure, rule.takes, name)
    if p.negative:
        out = [f for f in out if f.high == 0]
    for f in out:
        f.weak = rule.weak
    if not out and groups and rule.takes == "people":
        out = told(clause, groups[-1], i, measure) or members(clause, groups[-1], i, measure)
    if not out and groups and rule.takes == "things" and (thing := _number_of(ps, groups[-1])) is not None:
        out = told(clause, groups[-1], i, measure)
        for f in out:
            f.object = thing
    if not out and not p.negative:
        out = _from_afar(clause, i, measure, rule, groups)
    if not groups and i > 1 and ps[i - 1].kind == "N" and ps[i - 2].low in ("among", "amongst"):
        out = members(clause, i - 1, i, measure)
    if not out and groups and measure in BODILY and ps[min(i + 1, len(ps) - 1)].kind in (":", "P", "N"):
        out = _named_list(clause, i, measure)
    return out


def _from_afar(clause: Clause, i: int, measure: Measure, rule: VerbRule, near: list[int]) -> list[Finding]:
    """ "X, who had fled after a friend was shot, | was killed": the subject over clauses, where those near count nobody."""
    ps = clause.phrases
    if rule.guard is not None or rule.takes != "people" or measure in (Measure.CROWD, Measure.DEPLOYED, Measure.DISPLACED):
        return []
    if ps[i].voice not in ("passive", "state", "bare", "part") and rule.role != "subject":
        return []
    groups = [g for g in far_before(ps, i) if g not in near and somebody(ps, g, clause.upper)]
    out = count_all(clause, groups, i, measure, rule.takes, "verb.subject" if rule.role == "subject" else "verb.passive")
    for f in out:
        f.weak = rule.weak
    return out


def _of_the_number(clause: Clause, i: int) -> bool:
    """ "the exact number of dead | and | wounded | is unknown": a noun beside another, and no participle."""
    ps = clause.phrases
    if i < 2 or ps[i].voice not in ("bare", "part") or ps[i].last - ps[i].first > 1 or ps[i - 1].kind != "C":
        return False
    dead = ps[i - 2]
    words = clause.text[clause.tokens[dead.first].start : clause.tokens[dead.last - 1].end].casefold()
    of = (i > 2 and ps[i - 3].kind == "O") or " of " in words
    return dead.kind == "N" and of and dead.number is None and words.endswith(("dead", "killed", "deaths"))


def _gravely(ps: list[Phrase], i: int) -> bool:
    """ "two others | critically | wounded"."""
    return i > 0 and ps[i - 1].kind == "A" and ps[i - 1].low in serious_words()


def _allowed(clause: Clause, rule: VerbRule) -> bool:
    """Whether the words that a verb needs stand in the sentence, and none that forbid it."""
    if not rule.needs and not rule.never:
        return True
    words = {k.low for k in clause.tokens}
    return not (rule.needs and not rule.needs & words) and not rule.never & words


def _told_people(ps: list[Phrase], g: int, i: int) -> bool:
    """Whether a noun group is a number of people, or one person that a passive is said of; those hurt already are told of."""
    p = ps[g]
    if p.measures or p.noun is not None or p.currency is not None:
        return False
    people = p.people is not None or bool(p.flags & Is.GROUP) or p.partitive
    if p.number is not None:
        return (people or p.head is None) and not (g + 1 < len(ps) and ps[g + 1].low == "another")
    return people and ps[i].voice == "passive"


def _only_where(ps: list[Phrase], i: int) -> bool:
    """ "died | in hospital", "succumbed to injuries | in hospital": behind a verb that counts, a state is only a place."""
    j = i - 1
    while j > 1 and (ps[j].kind == "A" or (ps[j].kind == "N" and ps[j].number is None and ps[j - 1].kind in ("P", "O"))):
        j -= 1 if ps[j].kind == "A" else 2
    return j >= 0 and ps[j].kind == "V" and ps[j].verb is not None


def _number_of(ps: list[Phrase], g: int) -> str | None:
    """ "the number of houses": the thing."""
    end = chain_end(ps, g)
    return ps[end].thing if end > g and ps[g].noun_low in NUMBERS else None


def _named_list(clause: Clause, i: int, measure: Measure) -> list[Finding]:
    """ "the following guards fell: Major X, Captain Y": names behind a colon, one each."""
    ps = clause.phrases
    colon = next((j for j in range(i + 1, min(i + 5, len(ps))) if ps[j].kind == ":"), None)
    if colon is None:
        return []
    found = [one_person(clause, g, i, measure, "list.named") for g in after(ps, colon)]
    return [f for f in found if f is not None] if len(found) > 1 else []


def _accompanied(ps: list[Phrase], i: int) -> list[int]:
    """ "was shot by the river, along with two porters"."""
    for j in range(i + 1, min(i + 16, len(ps) - 1)):
        if ps[j].kind in ("V", "S", ";", "W", ":"):
            return []
        joined = ps[j].kind == "C" and ps[j].low in ("along with", "together with", "accompanied by")
        if (joined or (ps[j].kind == "P" and ps[j].low == "alongside")) and ps[j + 1].kind == "N":
            return [g for g in after(ps, j) if countable(ps[g])]
    return []


def _then_dead(ps: list[Phrase], g: int) -> bool:
    """ "shot three men dead"."""
    j = chain_end(ps, g) + 1
    return j < len(ps) and ps[j].kind == "N" and ps[j].low == "dead"


def _then_killed(ps: list[Phrase], i: int) -> bool:
    """ "Man shot, | killed | outside a bar": a headline's two verbs of one man."""
    if i + 2 >= len(ps) or ps[i].voice != "bare" or ps[i + 1].kind != "," or ps[i + 2].kind != "V":
        return False
    then = ps[i + 2]
    kills = then.verb is not None and then.verb.measure is Measure.KILLED and then.verb.role == "object"
    return kills and then.voice == "bare"


def _has_still(clause: Clause, i: int) -> bool:
    p = clause.phrases[i]
    lows = {k.low for k in clause.tokens[p.first : p.last]}
    return bool(lows & {"still", "being", "currently"}) or (
        i > 0 and any(k.low == "still" for k in clause.tokens[clause.phrases[i - 1].first : p.last])
    )


def serious_after(clause: Clause, i: int) -> bool:
    """Whether words right behind ``i`` make an injury a serious one: "injured, two of them critically"."""
    words = tables().raw["measures"]["serious"]
    tail = clause.text[clause.tokens[clause.phrases[i].last - 1].end : clause.end][:60].lower()
    return any(tail.lstrip(" ,").startswith(s) for s in words["phrases"]) or (
        tail.split(" ")[1:2] != [] and tail.split()[:1] != [] and tail.split()[0].strip(",.") in words["words"].split()
    )


def roles(ps: list[Phrase], i: int, rule: VerbRule) -> tuple[list[int], str]:
    """The noun groups that a verb counts, and the name of the rule."""
    p, role = ps[i], rule.role
    if role == "state" or p.voice == "state":
        found = before(ps, i)
        return (found, "state.before") if found else (after(ps, i), "state.after")
    if role == "subject":
        found = before(ps, i)
        if found:
            return found, "verb.subject"
        if i + 1 < len(ps) and ps[i + 1].kind == "V" and ps[i + 1].voice == "be":
            return after(ps, i + 1), "verb.inverted"
        return (after(ps, i), "verb.inverted") if p.voice in ("active", "bare", "inf") else ([], "")
    if p.voice == "passive" or p.voice == "part":
        found = before(ps, i)
        if not found and p.voice == "passive":
            return after(ps, i), "verb.inverted"
        return found, "verb.passive"
    ahead = after(ps, i)
    if p.voice in ("active", "ing", "inf"):
        if role == "both" and not any(ps[g].number is not None or ps[g].people is not None for g in ahead):
            return before(ps, i), "verb.subject"
        return (ahead, "verb.active") if ahead else (_fronted(ps, i), "verb.fronted")
    if i + 1 < len(ps) and ps[i + 1].kind in (":", '"', "-") and (labelled := _labelled(ps, i)):
        return labelled, "verb.label"
    ahead = [g for g in ahead if rule.takes != "people" or (not _is_time_or_place(ps[g]) and can_be_people(ps, g))]
    fronted = _fronted(ps, i)
    if not ahead and fronted:
        return fronted, "verb.fronted"
    if not ahead and i + 2 < len(ps) and ps[i + 1].kind == "V" and ps[i + 1].voice == "be" and not _has_subject(ps, i):
        return after(ps, i + 1), "verb.inverted"  # also killed | were | X and Y
    back = before(ps, i) if ahead or not _by_one_who_acts(ps, i) else []
    if not ahead:
        return back, "verb.passive"
    if not back:
        return ahead, "verb.active"
    if _reduced(ps, i, ahead):
        return back, "verb.passive"
    return ahead, "verb.active"


def _has_subject(ps: list[Phrase], i: int) -> bool:
    """Whether a noun group stands before the verb in its clause."""
    j = i - 1
    while j >= 0 and ps[j].kind in ("A", '"'):
        j -= 1
    return j >= 0 and ps[j].kind not in (".", ";", ":", ",", "C", "-", "S")


def _by_one_who_acts(ps: list[Phrase], i: int) -> bool:
    """ "the palace, which he | captured": behind "he" a bare form is no participle."""
    j = i - 1
    while j > 0 and ps[j].kind == "A":
        j -= 1
    nominative = j >= 0 and ps[j].determiner == "pron" and ps[j].noun_low in ("he", "she", "they", "we", "i")
    return nominative and j > 0 and ps[j - 1].kind in ("W", "N", ",")


def _is_time_or_place(p: Phrase) -> bool:
    return bool(p.flags & (Is.TIME | Is.KIND)) and p.people is None


def _itself(ps: list[Phrase], groups: list[int], i: int) -> list[int]:
    """ "killed himself": the subject."""
    if len(groups) == 1 and ps[groups[0]].low in ("himself", "herself", "themselves"):
        return before(ps, i)
    return groups


def _of_those(ps: list[Phrase], groups: list[int], i: int) -> list[int]:
    """ "two of the | nine | wounded | were in critical condition": the two."""
    if groups != [i - 2] or i < 3 or ps[i - 1].kind != "V" or ps[i - 1].voice != "bare" or ps[i - 1].verb is None:
        return groups
    part = ps[i - 3]
    return [i - 3] if part.kind == "N" and part.partitive and part.head is None and ps[i - 2].number is not None else groups


def _fronted(ps: list[Phrase], i: int) -> list[int]:
    """ "40 of whom the rebels hold", "the protesters they killed": the object stands before its subject."""
    j = i - 1
    while j >= 0 and ps[j].kind == "A":
        j -= 1
    if j < 1 or ps[j].kind != "N" or ps[j].determiner != "pron" or ps[j].anaphor:
        return []
    j -= 2 if ps[j - 1].kind == "W" else 1
    return [j] if j >= 0 and ((ps[j].kind == "N" and ps[j].determiner != "pron") or ps[j].anaphor) else []


def _labelled(ps: list[Phrase], i: int) -> list[int]:
    """ "Killed: 18 security officers"."""
    j = i + 1
    while j < len(ps) and ps[j].kind in (":", '"', "-"):
        j += 1
    first = i == 0 or ps[i - 1].kind in (",", ";", "C", ".")
    seen = any(p.kind == ":" or (p.kind == "-" and first) for p in ps[i + 1 : j])
    return [j] if seen and j < len(ps) and ps[j].kind == "N" and ps[j].number is not None else []


def _label(clause: Clause, i: int, measure: Measure, rule: VerbRule) -> Finding | None:
    """ "Missing: 41", "Houses destroyed: 3,250; damaged: 11,800": a line of a list."""
    ps = clause.phrases
    if ps[i].voice not in ("bare", "part", "state"):
        return None
    back = i - 1 if i and ps[i - 1].kind == "A" else i  # "houses | fully | damaged: 1,204"
    named = (
        i + 1 < len(ps) and ps[i + 1].kind == "N" and ps[i + 1].thing is not None and back in (0, i - 1) and not max(0, back - 1)
    )
    at = i + 3 if named else i + 2  # "fully damaged | houses | : 1,204"
    if at >= len(ps) or ps[at - 1].kind != ":" or ps[at].kind != "N":
        return None
    number, who = ps[at].number, ps[i + 1] if named else ps[back - 1] if back else None
    opens = back < 2 or ps[back - 2].kind in (",", ";", ".", "-", "C") or ps[back - 1].kind in (";", ",", "-", "C")
    if number is None or ps[at].currency is not None or ps[at].flags & Is.TIME or not opens:
        return None
    thing = who.thing if who is not None and who.kind == "N" else None
    if thing is None and rule.takes == "things":
        thing = next((p.thing for p in reversed(ps[:i]) if p.thing is not None), None)
    if (rule.takes == "things") != (thing is not None) or (who is not None and who.kind == "N" and who.number is not None):
        return None
    f = finding_of(clause, at, i, measure, number, "verb.label")
    f.object = thing
    return f


def _reduced(ps: list[Phrase], i: int, ahead: list[int]) -> bool:
    """ "3 killed 5 injured": the group behind belongs to the next verb."""
    end = chain_end(ps, ahead[-1]) + 1
    own = end < len(ps) and ps[end].kind == "V" and ps[end].verb is not None and ps[end].voice in ("bare", "part", "passive")
    return own and ps[i - 1].kind == "N" and ps[i - 1].number is not None
