"""Whether a noun group counts what a measure can be of, and how many: a number of people, of things, one person, nobody."""

from __future__ import annotations

from tollbook.extract.clause import Clause, chain_end
from tollbook.extract.cutting import Phrase
from tollbook.extract.finding import Finding, finding_of
from tollbook.extract.words import Is, tables
from tollbook.model import Measure, Qualifier

BODILY = frozenset(
    [Measure.KILLED, Measure.INJURED, Measure.SERIOUSLY_INJURED, Measure.KIDNAPPED, Measure.ARRESTED, Measure.KILLED_OR_INJURED]
)


_BANDS = frozenset("family group crew team convoy party couple gang".split())  # "a family of five"
_FRACTIONS = frozenset("third thirds quarter quarters fifth fifths half halves tenth tenths".split())
_REST = frozenset("rest remainder".split())
_NEXT = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())


def count_all(clause: Clause, groups: list[int], trigger: int, measure: Measure, takes: str, rule: str) -> list[Finding]:
    """The findings that noun groups make, in their order; those that count nothing left out."""
    found = (count_group(clause, g, trigger, measure, takes, rule) for g in groups)
    return [f for f in found if f is not None]


def count_group(clause: Clause, g: int, trigger: int, measure: Measure, takes: str, rule: str) -> Finding | None:
    """The finding that noun group ``g`` makes, or ``None`` where it counts nothing that the measure can be of."""
    ps = clause.phrases
    p = ps[g]
    if p.number is not None and (right := _instead_of(ps, g)) is not None:
        return _right_number(clause, g, right, trigger, measure, takes, rule)
    thing = _object(ps, g)
    if thing is None and takes == "things" and p.number is not None and (p.head is None or p.head.low in ("other", "others")):
        told = (ps[k].thing for k in range(g - 1, -1, -1) if ps[k].number is not None or (k == 1 and ps[0].kind == "O"))
        thing = next((t for t in told if t is not None), None)
    if takes == "things":
        if thing is None or p.number is None or p.currency:
            return None
        f = finding_of(clause, g, trigger, measure, p.number, rule)
        f.object = thing
        return f
    if takes == "cases":
        if p.number is None or thing != "case":
            return None
        f = finding_of(clause, g, trigger, measure, p.number, rule)
        f.object = "case"
        return f
    if p.currency or not can_be_people(ps, g) or _is_age(ps, g) or (p.noun_low in _FRACTIONS and p.number is not None):
        return None  # two thirds of the 90 miners: no number of the report's
    if p.noun_low in _REST and p.number is None:
        apposed = ps[g + 2].number if g + 3 < len(ps) and ps[g + 1].kind == ps[g + 3].kind == "," else None
        return None if apposed is None else finding_of(clause, g + 2, trigger, measure, apposed, rule)  # the rest, 11, | died
    if p.determiner == "no" or (p.noun_low in ("nobody", "none", "no-one")) or (p.determiner == "any"):
        start, end = clause.tokens[p.first].start, clause.tokens[p.last - 1].end
        return Finding(clause, measure, g, trigger, "noun.none", 0, 0, Qualifier.EXACT, start, end)
    if p.number is None and p.noun_low in _BANDS and g + 2 < len(ps) and ps[g + 1].kind == "O":
        inner = ps[g + 2]
        if inner.number is not None and inner.number.low is not None and (inner.head is None or inner.people is not None):
            f = finding_of(clause, g + 2, trigger, measure, inner.number, rule)
            f.people = g if inner.head is None else None
            return f
    if p.number is not None:
        f = finding_of(clause, g, trigger, measure, p.number, rule)
        if p.noun_low in ("families", "family", "households", "household", "homes", "houses"):
            f.unit = "household"
        return f
    return one_person(clause, g, trigger, measure, rule)


def _instead_of(ps: list[Phrase], g: int) -> int | None:
    """ "34, not | 36, miners died": the number that is so."""
    if g < 2 or ps[g - 1].low != "not":
        return None
    k = g - 2
    while k > 0 and ps[k].kind in (",", "C", "A"):
        k -= 1
    return k if ps[k].kind == "N" and ps[k].number is not None and ps[k].head is None else None


def _right_number(clause: Clause, g: int, right: int, trigger: int, measure: Measure, takes: str, rule: str) -> Finding | None:
    ps, number = clause.phrases, clause.phrases[right].number
    behind = g + 2 if g + 2 < len(ps) and ps[g + 1].kind == "," and ps[g + 2].kind == "N" else g
    who = g if ps[g].head is not None else behind
    if number is None or takes != "people" or (ps[who].head is not None and not can_be_people(ps, who)):
        return None
    f = finding_of(clause, right, trigger, measure, number, rule)
    f.people = who if ps[who].head is not None else None
    return f


def _object(ps: list[Phrase], g: int) -> str | None:
    p = ps[g]
    if p.thing is not None:
        return p.thing
    return None


def _is_age(ps: list[Phrase], g: int) -> bool:
    """ "Ilya Maren, 72, was killed"."""
    p = ps[g]
    if p.head is not None or p.number is None or not p.number.digits or g < 2 or p.number.low is None or p.number.low > 110:
        return False
    one = ps[g - 2]
    person = one.kind == "N" and one.number is None and one.head is not None and not one.flags & Is.PLURAL and not one.noun
    return (
        person
        and ps[g - 1].kind == ","
        and (g + 1 >= len(ps) or ps[g + 1].kind in (",", ".", ";", ")"))
        and not one.flags & Is.KIND
    )


def can_be_people(ps: list[Phrase], g: int) -> bool:
    """Whether the noun group at ``g`` can be people: no unit, event, place or thing."""
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


def one_person(clause: Clause, g: int, trigger: int, measure: Measure, rule: str) -> Finding | None:
    """One person: "a man", "the mayor", a name."""
    p = clause.phrases[g]
    if p.low == "another" and p.last - p.first == 1:
        if measure not in BODILY or clause.tokens[p.first - 1].low == "or":
            return None  # in one way or another
        token = clause.tokens[p.first]
        return Finding(clause, measure, g, trigger, "one.another", 1, 1, Qualifier.EXACT, token.start, token.end, single=True)
    if p.head is None or p.determiner == "pron":
        return None
    head = p.head
    if _next_one(clause, g, measure):
        first, last = clause.tokens[p.first], clause.tokens[p.last - 1]
        return Finding(clause, measure, g, trigger, "one.another", 1, 1, Qualifier.EXACT, first.start, last.end, single=True)
    if (head.flags & Is.PLURAL and not p.name) or head.low == "police":
        return None
    animate = (
        not head.flags & (Is.UNIT | Is.EVENT | Is.KIND | Is.ANIMAL | Is.TIME | Is.STATE | Is.GROUP)
        and p.thing is None
        and p.noun is None
    )
    patient = rule.startswith("verb") and head.flags & Is.NOUN and animate and measure in BODILY
    article = p.determiner in ("a", "an", "another", "one") and (p.people is not None or head.flags & Is.NATION or patient)
    definite = p.determiner in ("the", "his", "her", "their", "its", "our", "my") or p.owner is not None
    titled = any(k.flags & Is.TITLE or k.word.people for k in clause.tokens[p.first : p.last - 1])
    named = p.name or (clause.upper and head.flags & Is.NOUN and (titled or _unknown_name(clause, p)))
    single = p.people is not None and not head.flags & Is.PLURAL
    if not (article or named or (definite and (single or patient)) or (single and p.determiner is None)):
        return None
    if not article and head.flags & (Is.KIND | Is.EVENT):
        return None
    count = 2 if p.noun_low == "couple" else 1
    end = chain_end(clause.phrases, g)
    last = clause.tokens[clause.phrases[end].last - 1] if single else clause.tokens[p.last - 1]
    return Finding(
        clause,
        measure,
        g,
        trigger,
        rule.replace("verb", "one").replace("noun", "one"),
        count,
        count,
        Qualifier.EXACT,
        clause.tokens[p.first].start,
        last.end,
        single=True,
    )


def _next_one(clause: Clause, g: int, measure: Measure) -> bool:
    """ "a fifth died": one more, and no fifth of anything."""
    ps = clause.phrases
    ordinal = ps[g].last - ps[g].first == 2 and ps[g].determiner == "a" and ps[g].noun_low in _NEXT
    return ordinal and measure in BODILY and g + 1 < len(ps) and ps[g + 1].kind != "O"


def _unknown_name(clause: Clause, p: Phrase) -> bool:
    """In text without small letters: words of no table, without an article, are a name."""
    if p.determiner is not None or p.number is not None or p.head is None:
        return False
    known = tables().words
    words = [k for k in clause.tokens[p.first : p.last] if k.text.isalpha()]
    if not words or p.head.low in known:
        return False
    return len(words) > 1 or not p.head.low.endswith("s")
