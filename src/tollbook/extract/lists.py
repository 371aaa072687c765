"""Items of a list without a verb of their own: "30 in Dorra, 11 in Velmark", "nine from smoke", "six seriously"."""

from __future__ import annotations

from functools import cache

from tollbook.extract.clause import Clause, chain_end, is_time, saying
from tollbook.extract.cutting import Phrase
from tollbook.extract.finding import Finding, finding_of
from tollbook.extract.placelike import placelike
from tollbook.extract.words import Is, tables
from tollbook.model import Measure


@cache
def _including() -> frozenset[str]:
    return frozenset(tables().raw["measures"]["parts"]["includes"])


def _whole_of(known: list[Finding], earlier: list[Finding], before: int, size: int | None) -> Finding | None:
    """The nearest figure before that is no part itself and large enough."""
    for f in [*reversed([k for k in known if k.start < before]), *reversed(earlier)]:
        if f.single or f.high == 0:
            continue
        top = f.high if f.high is not None else None
        if size is None or top is None or size <= top:
            return f
    return None


def in_place(clause: Clause, j: int) -> bool:
    """Whether "in", "at", "near" or, of an island, "on" and a place stand at ``j``."""
    ps = clause.phrases
    if j + 1 >= len(ps) or (ps[j].low == "on" and (not ps[j + 1].name or is_time(ps[j + 1]) or clause.upper)):
        return False
    return ps[j].low in ("in", "at", "near", "on") and placelike(clause, ps[j + 1])


def larger(f: Finding, whole: Finding) -> bool:
    return f.low is not None and whole.high is not None and f.low > whole.high


def listed(clause: Clause, i: int, known: list[Finding], earlier: list[Finding], taken: set[int]) -> list[Finding]:
    """Parts by place or by cause: "30 in Dorra", "Velmark 11", "nine from smoke", "six each in Dorra and Velmark"."""
    p, ps, tokens = clause.phrases[i], clause.phrases, clause.tokens
    assert p.number is not None
    if (p.people is not None or p.flags & Is.GROUP) and (again := _in_people(clause, i, known)) is not None:
        return [again]
    if p.head is not None or p.number.low is None:
        return []
    start = tokens[p.number.figure].start
    if not included(clause, i) and (degree := _of_degree(clause, i, known)) is not None:
        return [degree]
    if (sibling := _sibling(clause, i, known)) is not None:
        return [sibling]
    whole = _whole_of(known, earlier, start, p.number.low)
    if whole is None:
        return []
    j = i + 1
    each = j < len(ps) and tokens[ps[j].first].low == "each"
    if each:
        j += 1
    opener = _item_opens(clause, i)
    if j + 1 < len(ps) and ps[j].kind == "P" and ps[j + 1].kind == "N" and opener:
        word = tokens[ps[j].first].low
        if word in ("in", "at", "near") and _placelike(clause, ps[j + 1]):
            told = places(clause, j + 1) if each else [j + 1]
            return [part_at(clause, i, whole, g, "part.by_place", k) for k, g in enumerate(told)]
        if word == "from" and _named_place(clause, ps[j + 1]):
            return [part_at(clause, i, whole, j + 1, "part.by_place", 0)]
        if word in ("from", "by") and ps[j + 1].head is not None and not ps[j + 1].flags & Is.TIME:
            f = finding_of(clause, i, i, whole.measure, p.number, "part.by_cause")
            f.whole, f.inherits, f.object = _root(whole), True, whole.object
            return [f]
    if (
        i > 2
        and ps[i - 1].low == "for"
        and ps[i - 2].kind == "N"
        and ps[i - 3].kind in ("C", ",")
        and any(k.rule.startswith("part.") for k in known)
    ):
        f = finding_of(clause, i, i, whole.measure, p.number, "part.shared")  # fire accounts for 30 of them and smoke for 11
        f.whole, f.inherits, f.object = whole.whole or whole, True, whole.object
        return [f]
    if (
        i > 2
        and ps[i - 1].kind == ","
        and in_place(clause, i - 3)
        and _item_closes(clause, i)
        and i > 3
        and ps[i - 4].kind in (";", ",", "C")
    ):
        f = part_at(clause, i, whole, i - 2, "list.by_place", 0)  # "in Dorra, nine were killed; in Velmark, three"
        f.whole, f.like = whole.whole, whole
        return [f]
    before = ps[i - 1] if i else None
    if (
        before is not None
        and before.kind == "N"
        and before.number is None
        and _placelike(clause, before)
        and (i < 2 or ps[i - 2].kind in (":", ",", "C", "("))
        and _item_closes(clause, i)
    ):
        f = part_at(clause, i, whole, i - 1, "part.by_place", 0)
        if (
            first := _place_first(clause, whole)
        ) is not None:  # "Upper Dorra 204 dead, Lower Dorra 71, Kut 33": no parts of the first
            f.rule, f.whole, f.like, whole.where = "list.by_place", whole.whole, whole, whole.where or first
        return [f]
    if j < len(ps) and ps[j].kind in (",", "V") and (given := _were_in(clause, i)) is not None:
        return [part_at(clause, i, whole, given, "part.by_place", 0)]
    return []


def _in_people(clause: Clause, i: int, known: list[Finding]) -> Finding | None:
    """ "1,800 families fled, or | 12,600 people", "410,000 people, or | 96,000 families, | were": the same, counted otherwise."""
    ps = clause.phrases
    number, households = ps[i].number, ps[i].noun_low in ("families", "households")
    whole = next(
        (k for k in reversed(known) if k.clause is clause and k.group < i and (k.unit == "household") != households), None
    )
    if whole is None or number is None or i < 1 or ps[i - 1].low != "or" or whole.object is not None or whole.single:
        return None
    between = ps[whole.group + 1 if whole.trigger > i else max(whole.group, whole.trigger) + 1 : i]
    if any(q.kind == "V" and q.lemma not in saying() for q in between) or len(between) > 8:
        return None
    f = finding_of(clause, i, i, whole.measure, number, "list.in_people")
    f.like, f.inherits, f.unit = whole, True, "household" if households else None
    return f


def _of_degree(clause: Clause, i: int, known: list[Finding]) -> Finding | None:
    """ "30 were injured, six seriously": a part; "nine were seriously hurt and 30 slightly": a figure of its own."""
    ps = clause.phrases
    if i + 1 >= len(ps) or ps[i + 1].kind != "A" or (i + 2 < len(ps) and ps[i + 2].kind not in (",", ".", ";", "C", ")", "P")):
        return None
    words, low = tables().raw["measures"]["serious"], clause.tokens[ps[i + 1].first].low
    hurt = next((k for k in reversed(known) if k.measure in (Measure.INJURED, Measure.SERIOUSLY_INJURED)), None)
    number = ps[i].number
    if hurt is None or number is None or low not in (*words["words"].split(), *words["light"].split()):
        return None
    grave = low in words["words"].split()
    f = finding_of(clause, i, i, Measure.SERIOUSLY_INJURED if grave else Measure.INJURED, number, "part.degree")
    whole = hurt.whole or hurt
    if whole.measure is Measure.INJURED and not larger(f, whole):
        f.whole, f.inherits = whole, True
    else:
        f.like = hurt
    return f


def _sibling(clause: Clause, i: int, known: list[Finding]) -> Finding | None:
    """ "103 people were killed in Dorra, 21 in Velmark and ten in Brod": the next figure of a list, and no part of the first."""
    ps = clause.phrases
    first = next((k for k in reversed(known) if k.group < i and k.clause is clause), None)
    if first is None or first.single or first.high == 0 or first.object is not None or i + 2 >= len(ps):
        return None
    place = _placed(clause, first)
    if place is None or not in_place(clause, i + 1):
        return None
    between = ps[chain_end(ps, place) + 1 : i]
    after_place = chain_end(ps, i + 2) + 1
    alone = after_place < len(ps) and ps[after_place].low == "alone"
    if alone or not between or any(p.kind not in (",", "C", "A", '"') and not p.flags & Is.TIME for p in between):
        return None
    f = part_at(clause, i, first, i + 2, "list.by_place", 0)
    f.whole, f.like = first.whole, first
    return f


def _placed(clause: Clause, f: Finding) -> int | None:
    """The noun group of the place right behind a figure and its verb."""
    ps = clause.phrases
    if f.rule == "list.by_place":
        return f.group + 2
    j = chain_end(ps, max(f.group, f.trigger)) + 1
    while j < len(ps) and (
        ps[j].kind == "A" or ps[j].flags & Is.TIME or (ps[j].kind == "P" and ps[min(j + 1, len(ps) - 1)].flags & Is.TIME)
    ):
        j += 1
    if in_place(clause, j):
        return j + 1
    return None


def _place_first(clause: Clause, f: Finding) -> tuple[int, int] | None:
    """ "Upper Dorra | 204 dead": the place that stands right before a figure, at the head of its list."""
    ps, i = clause.phrases, f.group
    if f.clause is not clause or f.rule.startswith("part.") or i < 1 or ps[i - 1].kind != "N" or ps[i - 1].number is not None:
        return None
    if not _placelike(clause, ps[i - 1]) or (i > 1 and ps[i - 2].kind not in (":", ",", "C", "(", ";", "-")):
        return None
    return clause.tokens[ps[i - 1].first].start, clause.tokens[ps[i - 1].last - 1].end


def places(clause: Clause, j: int) -> list[int]:
    """ "in Dorra and Velmark counties": each place."""
    ps = clause.phrases
    out = [j]
    while j + 2 < len(ps) and ps[j + 1].kind in (",", "C") and ps[j + 2].kind == "N" and _placelike(clause, ps[j + 2]):
        j += 2
        out.append(j)
    return out


def _item_opens(clause: Clause, i: int) -> bool:
    ps = clause.phrases
    return i == 0 or ps[i - 1].kind in (":", ",", "C", "-", "(", ";", '"') or (ps[i - 1].kind == "N" and ps[i - 1].head is None)


def _item_closes(clause: Clause, i: int) -> bool:
    ps = clause.phrases
    return i + 1 >= len(ps) or ps[i + 1].kind in (",", "C", ".", ";", ")")


def _were_in(clause: Clause, i: int) -> int | None:
    """ "Most, 30, were in Dorra": the place's noun group."""
    ps = clause.phrases
    j = i + 1
    if ps[j].kind == ",":
        j += 1
    if (
        j + 2 < len(ps)
        and ps[j].kind == "V"
        and ps[j].voice == "be"
        and ps[j + 1].kind == "P"
        and ps[j + 2].kind == "N"
        and _placelike(clause, ps[j + 2])
    ):
        return j + 2
    return None


def _placelike(clause: Clause, p: Phrase) -> bool:
    if p.head is None or p.number is not None or p.people is not None or p.noun is not None:
        return False
    f = p.head.flags
    return bool(f & Is.KIND) or p.name or (clause.upper and not f & (Is.TIME | Is.EVENT | Is.UNIT))


def _named_place(clause: Clause, p: Phrase) -> bool:
    """ "four from Dorra", "three from Velmark district": where people are from, and no cause."""
    named = any(k.text[0].isupper() for k in clause.tokens[p.first : p.last])
    return not clause.upper and named and not p.flags & (Is.EVENT | Is.TIME) and placelike(clause, p)


def _root(f: Finding) -> Finding:
    """The figure itself, or the whole that it is a listed part of: items of a list are parts of its total, not of each other."""
    return f.whole if f.whole is not None and f.rule.startswith("part.by_") else f


def part_at(clause: Clause, i: int, whole: Finding, place: int, rule: str, k: int) -> Finding:
    p = clause.phrases[i]
    assert p.number is not None
    f = finding_of(clause, i, i, whole.measure, p.number, rule)
    if k:  # "six each in Dorra and Velmark": one figure for each place; the second's words go on to its place
        f.end = clause.tokens[clause.phrases[place].last - 1].end
    f.whole, f.inherits, f.object = _root(whole), True, whole.object
    last = chain_end(clause.phrases, place)
    q = clause.phrases[place]
    f.where = clause.tokens[q.first].start, clause.tokens[clause.phrases[last].last - 1].end
    return f


@cache
def _includers() -> frozenset[str]:
    return _including() | {"comprising", "them", "whom", "incl", "incl."}


def may_include(clause: Clause) -> bool:
    """Whether a word stands in the sentence without which nothing is `included`."""
    return not clause.lows.isdisjoint(_includers())


def included(clause: Clause, i: int) -> bool:
    """Whether "including" or "among them" stands before the noun group."""
    ps = clause.phrases
    j = i - 1
    while j >= 0 and ps[j].kind in ("A", '"'):
        j -= 1
    if j < 0:
        return False
    if ps[j].kind == "P" or ps[j].low == "comprising":
        return ps[j].low in _including()
    if ps[j].kind == "N" and j > 0 and ps[j].noun_low in ("them", "whom") and ps[j - 1].kind == "P":
        return clause.tokens[ps[j - 1].first].low in ("among", "amongst")
    return ps[j].kind == "N" and ps[j].noun_low in ("incl", "incl.")
