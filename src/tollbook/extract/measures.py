"""Which measure a number is of: by the verb whose subject or object it is, the noun that it counts, or the toll that it tells.

Each rule says its name in `Finding.rule`; the word tables say which words it walks.
"""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.extract.binding import Clause, after, before, chain_end, countable
from tollbook.extract.numbers import Number
from tollbook.extract.phrases import Phrase
from tollbook.extract.tolls import told_number
from tollbook.extract.words import Is, NounRule, VerbRule, tables
from tollbook.model import Measure, Qualifier

_BODILY = frozenset([Measure.KILLED, Measure.INJURED, Measure.SERIOUSLY_INJURED, Measure.KIDNAPPED, Measure.ARRESTED, Measure.KILLED_OR_INJURED])
KILLED, INJURED, EITHER = Measure.KILLED, Measure.INJURED, Measure.KILLED_OR_INJURED


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
    like: Finding | None = None  # an earlier finding that this one names again


def find_in(clause: Clause) -> list[Finding]:
    """All findings of a sentence, in order of their figures; the same figure twice only for two measures."""
    ps = clause.phrases
    out: list[Finding] = []
    for i, p in enumerate(ps):
        if p.kind == "V":
            if p.verb is not None:
                out += _by_verb(clause, i, p.verb)
            elif p.noun is not None and p.voice == "state":
                out += _by_state(clause, i, p.noun)
        elif p.kind == "N":
            if p.noun is not None:
                out += _by_noun(clause, i, p.noun)
            if p.measures:
                out += _by_modifier(clause, i)
    return _settled(clause, out)


# ----------------------------------------------------------------------------------------------------------------- verbs


def _by_verb(clause: Clause, i: int, rule: VerbRule) -> list[Finding]:
    ps = clause.phrases
    p = ps[i]
    serious = rule.measure is INJURED and not rule.weak and (p.serious or _serious_after(clause, i))
    measure = Measure.SERIOUSLY_INJURED if serious else rule.measure
    if rule.guard == "still" and not _has_still(clause, i):
        return []
    groups, name = _roles(ps, i, rule)
    groups = _itself(ps, groups, i)
    if rule.weak and groups and groups[-1] > i and _then_dead(ps, groups[-1]):
        measure = KILLED
    if p.negative and p.voice != "state":
        groups = [g for g in groups if ps[g].number is None and ps[g].determiner in ("any", "no")]
    groups = [*groups, *(g for g in _accompanied(ps, i) if g not in groups)] if groups and rule.takes == "people" else groups
    out = [f for g in groups if (f := _count(clause, g, i, measure, rule.takes, name)) is not None]
    if p.negative:
        out = [f for f in out if f.high == 0]
    for f in out:
        f.weak = rule.weak
    if not out and groups and rule.takes == "people":
        out = _told(clause, groups[-1], i, measure) or _members(clause, groups[-1], i, measure)
    if not groups and i > 1 and ps[i - 1].kind == "N" and ps[i - 2].low in ("among", "amongst"):
        out = _members(clause, i - 1, i, measure)
    if not out and groups and measure in _BODILY and ps[min(i + 1, len(ps) - 1)].kind in (":", "P", "N"):
        out = _named_list(clause, i, measure)
    return out


def _named_list(clause: Clause, i: int, measure: Measure) -> list[Finding]:
    """ "the following officers died in combat: Major X, Captain Y": names behind a colon, one each."""
    ps = clause.phrases
    colon = next((j for j in range(i + 1, min(i + 5, len(ps))) if ps[j].kind == ":"), None)
    if colon is None:
        return []
    found = [_one(clause, g, i, measure, "list.named") for g in after(ps, colon)]
    return [f for f in found if f is not None] if len(found) > 1 else []


def _accompanied(ps: list[Phrase], i: int) -> list[int]:
    """ "was killed near his home, along with two bodyguards"."""
    for j in range(i + 1, min(i + 16, len(ps) - 1)):
        if ps[j].kind in ("V", "S", ";", "W", ":"):
            return []
        if ps[j].kind == "C" and ps[j].low in ("along with", "together with", "accompanied by") and ps[j + 1].kind == "N":
            return [j + 1] if countable(ps[j + 1]) else []
    return []


def _then_dead(ps: list[Phrase], g: int) -> bool:
    """ "shot three men dead"."""
    j = chain_end(ps, g) + 1
    return j < len(ps) and ps[j].kind == "N" and ps[j].low == "dead"


def _has_still(clause: Clause, i: int) -> bool:
    p = clause.phrases[i]
    lows = {k.low for k in clause.tokens[p.first : p.last]}
    return "still" in lows or (i > 0 and any(k.low == "still" for k in clause.tokens[clause.phrases[i - 1].first : p.last]))


def _serious_after(clause: Clause, i: int) -> bool:
    words = tables().raw["measures"]["serious"]
    tail = clause.text[clause.tokens[clause.phrases[i].last - 1].end : clause.end][:60].lower()
    return any(tail.lstrip(" ,").startswith(s) for s in words["phrases"]) or (
        tail.split(" ")[1:2] != [] and tail.split()[:1] != [] and tail.split()[0].strip(",.") in words["words"].split()
    )


def _roles(ps: list[Phrase], i: int, rule: VerbRule) -> tuple[list[int], str]:
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
    if i + 1 < len(ps) and ps[i + 1].kind in (":", '"') and (labelled := _labelled(ps, i)):
        return labelled, "verb.label"
    ahead = [g for g in ahead if rule.takes != "people" or (not _is_time_or_place(ps[g]) and _can_be_people(ps, g))]
    fronted = _fronted(ps, i)
    if not ahead and fronted:
        return fronted, "verb.fronted"
    back = before(ps, i)
    if not ahead:
        return back, "verb.passive"
    if not back:
        return ahead, "verb.active"
    if _reduced(ps, i, ahead):
        return back, "verb.passive"
    return ahead, "verb.active"


def _is_time_or_place(p: Phrase) -> bool:
    return p.head is not None and bool(p.head.flags & (Is.TIME | Is.KIND)) and p.people is None


def _itself(ps: list[Phrase], groups: list[int], i: int) -> list[int]:
    """ "killed himself": the subject."""
    if len(groups) == 1 and ps[groups[0]].low in ("himself", "herself", "themselves"):
        return before(ps, i)
    return groups


def _fronted(ps: list[Phrase], i: int) -> list[int]:
    """ "5,730 of whom they still hold", "the protesters they killed": the object stands before its subject."""
    j = i - 1
    while j >= 0 and ps[j].kind == "A":
        j -= 1
    if j < 1 or ps[j].kind != "N" or ps[j].determiner != "pron" or ps[j].anaphor:
        return []
    j -= 2 if ps[j - 1].kind == "W" else 1
    return [j] if j >= 0 and ps[j].kind == "N" and ps[j].determiner != "pron" or j >= 0 and ps[j].anaphor else []


def _labelled(ps: list[Phrase], i: int) -> list[int]:
    """ "Killed: 18 security officers"."""
    j = i + 1
    while j < len(ps) and ps[j].kind in (":", '"'):
        j += 1
    seen = any(p.kind == ":" for p in ps[i + 1 : j])
    return [j] if seen and j < len(ps) and ps[j].kind == "N" and ps[j].number is not None else []


def _reduced(ps: list[Phrase], i: int, ahead: list[int]) -> bool:
    """ "3 killed 5 injured": the group behind belongs to the next verb."""
    end = chain_end(ps, ahead[-1]) + 1
    own = end < len(ps) and ps[end].kind == "V" and ps[end].verb is not None and ps[end].voice in ("bare", "part", "passive")
    return own and ps[i - 1].kind == "N" and ps[i - 1].number is not None


# ------------------------------------------------------------------------------------------------------------ nouns, states


def _by_state(clause: Clause, i: int, rule: NounRule) -> list[Finding]:
    ps = clause.phrases
    groups = before(ps, i) or after(ps, i)
    measure = (
        Measure.SERIOUSLY_INJURED if rule.measure is INJURED and (ps[i].serious or _serious_after(clause, i)) else rule.measure
    )
    out = [f for g in groups if (f := _count(clause, g, i, measure, "people", "state.before")) is not None]
    if not out and groups:
        out = _told(clause, groups[-1], i, measure)
    return [f for f in out if not ps[i].negative]


def _by_noun(clause: Clause, i: int, rule: NounRule) -> list[Finding]:
    ps = clause.phrases
    p = ps[i]
    if rule.guard == "lost" and not _lost(ps, i):
        return []
    if p.number is not None and p.number.currency is None and "counted" in rule.forms:
        if p.number.definite and p.head is not None and p.head.low == "victims":
            return []
        if p.partitive and p.number.low == 1:
            return []  # one of the worst massacres
        f = _finding(clause, i, i, rule.measure, p.number, "noun.counted")
        f.weak, f.object = rule.weak, "case" if rule.measure is Measure.INVESTIGATED else None
        return _zeros(f) if f.high == 0 else [f]
    if (
        p.determiner in ("no",)
        or (p.determiner == "any" and _negated(ps, i))
        or (p.determiner is None and i > 0 and ps[i - 1].kind == "P" and clause.tokens[ps[i - 1].first].low == "without")
    ):
        return _zero(clause, i, rule)
    out: list[Finding] = []
    if "state" in rule.forms and p.determiner is None and p.last - p.first == 1 and i > 0 and ps[i - 1].kind in ("N", "A"):
        groups = before(ps, i)
        measure = Measure.SERIOUSLY_INJURED if rule.measure is INJURED and _serious_after(clause, i) else rule.measure
        out = [f for g in groups if (f := _count(clause, g, i, measure, "people", "state.before")) is not None]
    if not out and "of" in rule.forms and (of := _of(ps, i)) is not None:
        groups = after(ps, of)
        groups = [g for g in groups if g == groups[0] or ps[g].head is not None or ps[groups[0]].number is not None]
        out = [f for g in groups if (f := _count(clause, g, i, rule.measure, rule.takes, "noun.of")) is not None]
    if not out and "to" in rule.forms and i + 2 < len(ps):
        at = next(
            (x for x in range(i + 1, min(i + 4, len(ps) - 1)) if ps[x].kind == "P" and clause.tokens[ps[x].first].low == "to"),
            None,
        )
        if at is not None:
            out = [f for g in after(ps, at) if (f := _count(clause, g, i, rule.measure, rule.takes, "noun.to")) is not None]
    if not out and "owned" in rule.forms and p.owner is not None:
        out = _owned(clause, i, rule)
    if not out and "toll" in rule.forms and p.number is None:
        out = _told(clause, i, i, rule.measure) or _members(clause, i, i, rule.measure)
    if not out and p.head is not None and p.head.low == "death" and i > 0 and ps[i - 1].low == "to":
        out = _to_death(clause, i)
    return out


def _of(ps: list[Phrase], i: int) -> int | None:
    """The "of" of "the murder of six men", "the murder on the evening of 27 February of six men"."""
    j = i + 1
    if j + 1 < len(ps) and ps[j].kind == "P" and ps[j + 1].head is not None and ps[j + 1].head.flags & Is.TIME:
        j += 2
        while j + 3 < len(ps) and ps[j].kind == "O" and ps[j + 1].kind == "N" and ps[j + 1].people is None and ps[j + 2].kind in ("O", "N"):
            j += 2 if ps[j + 2].kind == "O" else 3
    return j if j + 1 < len(ps) and ps[j].kind == "O" else None


def _to_death(clause: Clause, i: int) -> list[Finding]:
    """ "hacked five civilians to death": the object of the verb before."""
    ps = clause.phrases
    v = next((j for j in range(i - 2, max(-1, i - 8), -1) if ps[j].kind == "V"), None)
    if v is None:
        return []
    groups, _ = _roles(ps, v, VerbRule(KILLED, "people", "object"))
    return [f for g in groups if (f := _count(clause, g, i, KILLED, "people", "verb.to_death")) is not None]


def _members(clause: Clause, i: int, last: int, measure: Measure) -> list[Finding]:
    """ "among the dead was a nurse", "the injured include three children", "6,000 people were the injured"."""
    ps = clause.phrases
    definite = ps[i].determiner in ("the", "those")
    among = i > 0 and ps[i - 1].low in ("among", "amongst")
    v = last + 1
    if not (definite or among):
        return []
    if v < len(ps) and ps[v].kind == "V" and (ps[v].voice == "be" or _lemma(ps[v]) == "include"):
        groups = after(ps, v)
    elif among and i > 1 and ps[i - 2].kind == "V" and ps[i - 2].voice == "be":
        groups = before(ps, i - 2)
    elif i > 0 and ps[i - 1].kind == "V" and ps[i - 1].voice == "be" and not among:
        groups = [g for g in before(ps, i - 1) if ps[g].number is not None]
    else:
        return []
    return [f for g in groups if (f := _count(clause, g, i, measure, "people", "noun.members")) is not None]


def _lemma(p: Phrase) -> str:
    return p.word.lemma if p.word is not None else ""


def _lost(ps: list[Phrase], i: int) -> bool:
    words = tables().raw["measures"]["lost"]["words"].split()
    near = [ps[j] for j in (i - 1, i - 2, i + 1, i + 3) if 0 <= j < len(ps)]
    return any(p.kind == "V" and p.word is not None and p.word.lemma in words for p in near)


def _negated(ps: list[Phrase], i: int) -> bool:
    return any(ps[j].kind == "V" and ps[j].negative for j in range(max(0, i - 4), i))


def _zero(clause: Clause, i: int, rule: NounRule) -> list[Finding]:
    p = clause.phrases[i]
    start, end = clause.tokens[p.first].start, clause.tokens[p.last - 1].end
    f = Finding(clause, rule.measure, i, i, "noun.none", 0, 0, Qualifier.EXACT, start, end)
    return (
        _zeros(f) if rule.measure in (KILLED, INJURED, EITHER) and not (p.head and p.head.low in ("toll", "death toll")) else []
    )


def _zeros(f: Finding) -> list[Finding]:
    """No casualties, no victims: nobody killed and nobody injured."""
    head = f.clause.phrases[f.group].head
    if f.measure is EITHER or (head is not None and head.low in ("victim", "victims")):
        return [
            Finding(f.clause, m, f.group, f.trigger, "noun.none", 0, 0, Qualifier.EXACT, f.start, f.end)
            for m in (KILLED, INJURED)
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


def _by_modifier(clause: Clause, i: int) -> list[Finding]:
    """ "400 injured people", "82,000 displaced persons"."""
    p = clause.phrases[i]
    rule = p.measures[-1]
    if p.number is None or (
        p.noun is not None and p.noun.measure is rule.measure and p.head is not None and not p.head.flags & Is.PEOPLE
    ):
        if p.number is None and p.determiner in ("a", "an", "another") and rule.takes == "people" and p.people is not None:
            f = _count(clause, i, i, rule.measure, rule.takes, "noun.modified")
            return [f] if f else []
        return []
    f = _count(clause, i, i, rule.measure, rule.takes, "noun.modified")
    return [f] if f else []


# -------------------------------------------------------------------------------------------------------------- counting


def _count(clause: Clause, g: int, trigger: int, measure: Measure, takes: str, rule: str) -> Finding | None:
    """The finding that noun group ``g`` makes, or ``None`` where it counts nothing that the measure can be of."""
    ps = clause.phrases
    p = ps[g]
    thing = _object(ps, g)
    if thing is None and takes == "things" and p.number is not None and (p.head is None or p.head.low in ("other", "others")):
        thing = next((ps[k].thing for k in range(g - 1, -1, -1) if ps[k].thing is not None and ps[k].number is not None), None)
    if takes == "things":
        if thing is None or p.number is None or p.currency:
            return None
        f = _finding(clause, g, trigger, measure, p.number, rule)
        f.object = thing
        return f
    if takes == "cases":
        if p.number is None or thing != "case":
            return None
        f = _finding(clause, g, trigger, measure, p.number, rule)
        f.object = "case"
        return f
    if p.currency or not _can_be_people(ps, g) or _is_age(ps, g):
        return None
    if p.determiner == "no" or (p.head is not None and p.head.low in ("nobody", "none", "no-one")) or (p.determiner == "any"):
        start, end = clause.tokens[p.first].start, clause.tokens[p.last - 1].end
        return Finding(clause, measure, g, trigger, "noun.none", 0, 0, Qualifier.EXACT, start, end)
    if p.number is not None:
        f = _finding(clause, g, trigger, measure, p.number, rule)
        if p.head is not None and p.head.low in ("families", "family", "households", "household", "homes", "houses"):
            f.unit = "household"
        return f
    return _one(clause, g, trigger, measure, rule)


def _object(ps: list[Phrase], g: int) -> str | None:
    p = ps[g]
    if p.thing is not None:
        return p.thing
    return None


def _is_age(ps: list[Phrase], g: int) -> bool:
    """ "Jose Vasquez, 72, was killed"."""
    p = ps[g]
    if p.head is not None or p.number is None or not p.number.digits or g < 2 or p.number.low is None or p.number.low > 110:
        return False
    one = ps[g - 2]
    person = one.kind == "N" and one.number is None and one.head is not None and not one.head.flags & Is.PLURAL | 0 and not one.noun
    return person and ps[g - 1].kind == "," and (g + 1 >= len(ps) or ps[g + 1].kind in (",", ".")) and not one.head.flags & Is.KIND


def _can_be_people(ps: list[Phrase], g: int) -> bool:
    p = ps[g]
    if p.head is None or p.people is not None or p.partitive:
        return True
    f = p.head.flags
    if p.noun is not None and "counted" in p.noun.forms:
        return True
    if f & Is.GROUP and g + 2 < len(ps) and ps[g + 1].kind == "O":
        return True
    if p.head.low in ("families", "family", "households", "household", "homes"):
        return True
    return not (
        f & (Is.UNIT | Is.ANIMAL | Is.EVENT | Is.TIME | Is.KIND) or p.thing is not None or (f & Is.GROUP and p.number is None)
    )


def _one(clause: Clause, g: int, trigger: int, measure: Measure, rule: str) -> Finding | None:
    """One person: "a man", "the mayor", a name."""
    p = clause.phrases[g]
    if p.low == "another" and p.last - p.first == 1:
        token = clause.tokens[p.first]
        return Finding(clause, measure, g, trigger, "one.another", 1, 1, Qualifier.EXACT, token.start, token.end, single=True)
    if p.head is None or p.determiner == "pron":
        return None
    head = p.head
    if (head.flags & Is.PLURAL and not p.name) or head.low == "police":
        return None
    animate = not head.flags & (Is.UNIT | Is.EVENT | Is.KIND | Is.ANIMAL | Is.TIME | Is.STATE | Is.GROUP) and p.thing is None and p.noun is None
    patient = rule.startswith("verb") and head.flags & Is.NOUN and animate and measure in _BODILY
    article = p.determiner in ("a", "an", "another", "one") and (p.people is not None or head.flags & Is.NATION or patient)
    definite = p.determiner in ("the", "his", "her", "their") or p.owner is not None
    titled = any(k.flags & Is.TITLE or k.word.people for k in clause.tokens[p.first : p.last - 1])
    named = p.name or (clause.upper and head.flags & Is.NOUN and (titled or _unknown_name(clause, p)))
    single = p.people is not None and not head.flags & Is.PLURAL
    if not (article or named or (definite and (single or patient)) or (single and p.determiner is None)):
        return None
    if not article and head.flags & (Is.KIND | Is.EVENT):
        return None
    end = chain_end(clause.phrases, g)
    last = clause.tokens[clause.phrases[end].last - 1] if single else clause.tokens[p.last - 1]
    return Finding(
        clause,
        measure,
        g,
        trigger,
        rule.replace("verb", "one").replace("noun", "one"),
        1,
        1,
        Qualifier.EXACT,
        clause.tokens[p.first].start,
        last.end,
        single=True,
    )


def _unknown_name(clause: Clause, p: Phrase) -> bool:
    """In text without small letters: words of no table, without an article, are a name."""
    if p.determiner is not None or p.number is not None or p.head is None:
        return False
    known = tables().words
    words = [k for k in clause.tokens[p.first : p.last] if k.text.isalpha()]
    if not words or p.head.low in known:
        return False
    return len(words) > 1 or not p.head.low.endswith("s")


def _finding(clause: Clause, g: int, trigger: int, measure: Measure, number: Number, rule: str) -> Finding:
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


def _told(clause: Clause, g: int, trigger: int, measure: Measure) -> list[Finding]:
    """A toll told by its number: "the dead number 12", "arrests had passed 3,000"."""
    told = told_number(clause, g, trigger)
    if told is None:
        return []
    at, number, earlier = told
    f = _finding(clause, at, trigger, measure, number, "toll.told")
    f.people, f.replaces = g, earlier
    return [f]


# -------------------------------------------------------------------------------------------------------------- settling


def _settled(clause: Clause, found: list[Finding]) -> list[Finding]:
    """One finding a figure and measure; mixed counts made one; weak readings dropped where a stronger stands."""
    found.sort(key=lambda f: (f.start, f.end))
    by_figure: dict[tuple[int, int], list[Finding]] = {}
    for f in found:
        by_figure.setdefault((f.start, f.end), []).append(f)
    out: list[Finding] = []
    for same in by_figure.values():
        out += [f for f in _one_figure(clause, same) if not _renamed(clause, f, out)]
    return out


def _renamed(clause: Clause, f: Finding, known: list[Finding]) -> bool:
    """ "the arrest of X, the first major figure arrested": the same person by another name."""
    return f.single and any(
        k.single and k.measure is f.measure and k.trigger != f.trigger and k.end < f.start and clause.text[k.end : f.start].strip() == ","
        for k in known
    )


def _one_figure(clause: Clause, same: list[Finding]) -> list[Finding]:
    strong = [f for f in same if not f.weak] or same
    by_measure = {f.measure: f for f in reversed(strong)}
    killed, hurt = by_measure.get(KILLED), by_measure.get(INJURED) or by_measure.get(Measure.SERIOUSLY_INJURED)
    if killed is not None and hurt is not None and killed.high != 0:
        a, b = sorted((killed.trigger, hurt.trigger))
        between = clause.phrases[a + 1 : b]
        joined = len(between) == 1 and between[0].kind == "C"
        die = clause.phrases[killed.trigger].word
        if joined and not (die is not None and die.lemma in ("die", "succumb")):
            by_measure.pop(INJURED, None)
            by_measure.pop(Measure.SERIOUSLY_INJURED, None)
            del by_measure[KILLED]
            killed.measure = EITHER
            by_measure[EITHER] = killed
        else:
            by_measure.pop(hurt.measure)
    return sorted(by_measure.values(), key=lambda f: str(f.measure))
