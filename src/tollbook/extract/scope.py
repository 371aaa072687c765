"""Of whom, where and when a figure is, as worded: the narrowest place that the words bind it to, never a speaker's seat."""

from __future__ import annotations

import re
from functools import cache

from tollbook.extract.binding import Clause, before, chain_end, chain_start, governed
from tollbook.extract.measures import Finding
from tollbook.extract.phrases import Phrase
from tollbook.extract.words import Is, tables
from tollbook.model import Extent, Measure, Report, Scope, Side, Span, WhoClass

THINGS = frozenset([Measure.DESTROYED, Measure.DAMAGED, Measure.LOOTED, Measure.DAMAGE_COST, Measure.INVESTIGATED])
_GROUPS = {
    WhoClass.CHILDREN: "children",
    WhoClass.WOMEN: "women",
    WhoClass.FOREIGNERS: "foreigners",
    WhoClass.JOURNALISTS: "journalists",
}
_SAYING = frozenset(
    [
        "say",
        "tell",
        "report",
        "announce",
        "add",
        "state",
        "declare",
        "claim",
        "confirm",
        "note",
        "indicate",
        "inform",
        "write",
        "admit",
        "put",
        "give",
        "acknowledge",
        "estimate",
    ]
)


@cache
def _set(table: str, part: str, name: str) -> frozenset[str]:
    return frozenset(tables().raw[table][part][name].split())


def scope_of(report: Report, f: Finding, start: int, end: int) -> Scope:
    """The scope of a finding whose clause is ``start`` to ``end``."""
    who, kind = who_of(f)
    where = f.where or _where(f) or (_inherited_where(f) if f.inherits else None)
    when = _when(f)
    label = _label(f, who, kind)
    return Scope(
        who=who,
        who_class=None if f.measure in THINGS else kind,
        side=_side(kind, who) if f.measure not in THINGS else Side.NOT_SAID,
        label=label,
        group=_GROUPS.get(kind) if kind else None,
        where=report.text[where[0] : where[1]] if where else None,
        where_span=report.words(*where) if where else None,
        when=report.text[when[0] : when[1]] if when else None,
        when_span=report.words(*when) if when else None,
        extent=_extent(f, when),
        by_whom=_by_whom(f),
        cause=_cause(f),
    )


# -------------------------------------------------------------------------------------------------------------------- who


def who_of(f: Finding) -> tuple[str | None, WhoClass | None]:
    """The people counted, as worded, and their class."""
    if f.measure in THINGS:
        return None, None
    c = f.clause
    if f.who is not None:
        words = c.text[f.who[0] : f.who[1]]
        return words, class_of(words)
    p = c.phrases[f.people if f.people is not None else f.group]
    words = _words(c, p, f)
    if not words and f.whole is not None:
        who, kind = who_of(f.whole)
        return who, kind
    if not words:
        shared = _shared_people(f)
        if shared is not None:
            return shared
    kind = _class(c, f, p, words)
    return words or None, kind


def _words(c: Clause, p: Phrase, f: Finding) -> str:
    """The words of the people, without their number."""
    ps = c.phrases
    if p.anaphor:
        return ""
    if p.head is None or (p.noun is not None and not p.people and not f.single):
        g = ps.index(p)
        if (
            p.noun is not None
            and g + 2 < len(ps)
            and ps[g + 1].kind == "O"
            and ps[g + 2].kind == "N"
            and (ps[g + 2].people or ps[g + 2].name)
        ):
            return c.text[c.tokens[ps[g + 2].first].start : c.tokens[ps[chain_end(ps, g + 2)].last - 1].end]
        return ""
    g = ps.index(p)
    first = p.first
    if p.number is not None:
        first = p.number.last
        while first < p.last and (c.tokens[first].flags & (Is.OF | Is.DET)):
            first += 1
    if first >= p.last:
        return ""
    end = chain_end(ps, g) if p.head.flags & (Is.GROUP | Is.PEOPLE) else g
    while end > g and ps[end].number is not None:
        end -= 2
    last = ps[end].last
    while last > first and c.tokens[last - 1].mark is not None:
        last -= 1
    found = _head_end(c, ps[end], last)
    return c.text[c.tokens[first].start : c.tokens[found - 1].end]


def _head_end(c: Clause, p: Phrase, last: int) -> int:
    """Without a qualifier behind the people ("93 people, at the least,")."""
    for x in range(last - 1, p.first - 1, -1):
        if c.tokens[x] is p.head:
            return x + 1
    return last


def _shared_people(f: Finding) -> tuple[str | None, WhoClass | None] | None:
    """ "18 soldiers were killed and 748 injured": a bare number joined to a figure of the same people."""
    c = f.clause
    ps = c.phrases
    g = f.group
    if ps[g].head is not None or f.rule.startswith("toll") or g < 2:
        return None
    # only where the clause before is of the same build: people, verb, and, number, verb
    j = g - 1
    while j >= 0 and ps[j].kind in ("A", "C", ","):
        j -= 1
    if j < 0 or ps[j].kind != "V" or ps[j].verb is None or not any(p.kind == "C" for p in ps[j:g]):
        return None
    groups = before(ps, j)
    if (
        len(groups) != 1
        or ps[groups[0]].number is None
        or (ps[groups[0]].people is None and not (ps[groups[0]].head and ps[groups[0]].head.flags & Is.GROUP))
    ):  # type: ignore[union-attr]
        return None
    p = ps[groups[0]]
    words = _words(c, p, f)
    kind = _class(c, f, p, words)
    return (words, kind) if words and kind is not WhoClass.PEOPLE and ps[j].voice == "passive" else None


def class_of(words: str) -> WhoClass:
    """The class of people of a wording, by its head and the words beside it."""
    lows = re.findall(r"[\w'-]+", words.lower())
    t = tables()
    for w in reversed(lows):
        kind = t.words[w].people if w in t.words else None
        if kind is not None and kind is not WhoClass.PEOPLE:
            return kind
    for kind_name in ("security_forces", "militants", "protesters", "journalists", "students", "officials", "workers"):
        if _set("people", "groups", kind_name) & set(lows):
            return WhoClass(kind_name)
    return WhoClass.PEOPLE


def _class(c: Clause, f: Finding, p: Phrase, words: str) -> WhoClass:
    head = p.people
    if (
        head is not None
        and head is not WhoClass.PEOPLE
        and not (head is WhoClass.SECURITY_FORCES and p.head is not None and p.head.low in ("officer", "officers") and not words)
    ):
        return head
    lows = set(re.findall(r"[\w'-]+", words.lower()))
    if "and" in lows or " and " in words:
        return WhoClass.PEOPLE
    if (
        head is not None
        and any(k.flags & Is.NATION or k.low == "foreign" for k in c.tokens[p.first : p.last])
        and p.head is not None
        and p.head.low in ("citizens", "nationals", "citizen", "national", "workers")
    ):
        return WhoClass.FOREIGNERS
    if not words:
        return WhoClass.PEOPLE
    if p.head is not None and (
        p.head.flags & Is.GROUP or p.head.low in ("men", "man", "members", "personnel", "elements", "people", "persons")
    ):
        return class_of(words)
    if f.single:
        return class_of(words)
    if head is None and p.head is not None:
        return class_of(words)
    if lows & {"prisoner", "prisoners", "detainees", "inmates"}:
        return WhoClass.OTHER
    return WhoClass.PEOPLE


def _side(kind: WhoClass | None, who: str | None) -> Side:
    if kind is None or kind is WhoClass.PEOPLE:
        words = (who or "").lower()
        if "both sides" in words or (("officers" in words or "police" in words or "soldiers" in words) and " and " in words):
            return Side.ALL_STATED
        return Side.NOT_SAID
    return Side.STATE_FORCES if kind is WhoClass.SECURITY_FORCES else Side.OTHERS


def _label(f: Finding, who: str | None, kind: WhoClass | None) -> str | None:
    if who is None or kind is not WhoClass.MILITANTS:
        return None
    loaded = _set("people", "labels", "words")
    lows = re.findall(r"[\w-]+", who.lower())
    return who if any(w in loaded or w.rstrip("s") in loaded for w in lows) else None


# ------------------------------------------------------------------------------------------------------------------ where


def placelike(c: Clause, p: Phrase) -> bool:
    """Whether a noun group after "in", "at", "near" can be a place."""
    if p.head is None or p.noun is not None or (p.people is not None and not p.name):
        return False
    if p.number is not None:
        return bool(p.head.flags & Is.KIND)
    f = p.head.flags
    if f & (Is.TIME | Is.EVENT | Is.TITLE) and not f & Is.KIND:
        return False
    if p.head.low == "there" or f & Is.KIND:
        return True
    named = any(k.text[0].isupper() and not k.flags & (Is.DET | Is.TIME) for k in c.tokens[p.first : p.last])
    return named if not c.upper else not f & (Is.PRON | Is.UNIT | Is.GROUP | Is.BOTH) and not (p.head.word.verb or f & Is.ADJ)


def _where(f: Finding) -> tuple[int, int] | None:
    """The place that the words bind the figure to: behind it, between it and its verb, at the head of the sentence."""
    c, ps = f.clause, f.clause.phrases
    lo, hi = min(f.group, f.trigger), max(f.group, f.trigger)
    found = [i for i in range(len(ps) - 1) if _place_at(c, i)]
    ahead = [i for i in found if i > hi]
    inside = [i for i in found if lo < i <= hi]
    behind = [i for i in found if i < lo]
    for i in inside:
        return _span(c, i + 1)
    for i in ahead:
        if _reaches(ps, hi, i):
            return _span(c, i + 1)
        break
    if behind and behind[0] <= 1 and not _speaker(c, behind[0]):
        if not any(ps[j].kind in (";", ".") for j in range(behind[0], lo)):
            return _span(c, behind[0] + 1)
    event = _event_place(f)
    if event is not None:
        return event
    for i in reversed(behind):
        if not any(ps[j].kind in (";", ".", ":") for j in range(i, lo)) and not _speaker(c, i):
            return _span(c, i + 1)
    for i in ahead:
        if _reaches(ps, hi, i, through=True):
            return _span(c, i + 1)
    return None


def _place_at(c: Clause, i: int) -> bool:
    p = c.phrases[i]
    if p.kind == "V" and p.word is not None and p.word.lemma in _set("things", "places", "hits"):
        return c.phrases[i + 1].kind == "N" and placelike(c, c.phrases[i + 1])
    if p.kind == "A" and c.tokens[p.first].low == "there":
        return False
    return (
        p.kind == "P"
        and c.tokens[p.first].low in _set("things", "places", "prepositions")
        and c.phrases[i + 1].kind == "N"
        and _placelike_chain(c, i + 1)
    )


def _placelike_chain(c: Clause, i: int) -> bool:
    ps = c.phrases
    return placelike(c, ps[i])


def _span(c: Clause, i: int) -> tuple[int, int]:
    """The words of a place, its article left out: "the city of Derna"."""
    ps = c.phrases
    end = i
    while (
        end + 2 < len(ps)
        and ps[end + 1].kind == "O"
        and ps[end + 2].kind == "N"
        and ps[end].head is not None
        and ps[end].head.flags & Is.KIND
        and ps[end + 2].number is None
    ):
        end += 2
    return c.tokens[ps[i].first].start, c.tokens[ps[end].last - 1].end


def _reaches(ps: list[Phrase], start: int, i: int, through: bool = False) -> bool:
    """Whether the place at ``i`` is of the clause that ends at phrase ``start``."""
    for j in range(start + 1, i):
        p = ps[j]
        if p.kind in (";", ".", ":", "-"):
            return False
        if not through and (
            p.kind in ("S", "W")
            or (
                p.kind == "N"
                and p.number is not None
                and p.noun is None
                and p.currency is None
                and p.head is not None
                and p.people is not None
            )
        ):
            return False
        if p.kind == "V" and p.word is not None and p.word.lemma in _SAYING:
            return False
    return True


def _speaker(c: Clause, i: int) -> bool:
    """Whether the place at ``i`` is the seat of who speaks ("police in Kazakhstan said")."""
    ps = c.phrases
    if i == 0 or ps[i - 1].kind != "N":
        return False
    end = chain_end(ps, i + 1)
    for j in range(end + 1, min(end + 4, len(ps))):
        if ps[j].kind == "V":
            return ps[j].word is not None and ps[j].word.lemma in _SAYING
        if ps[j].kind not in (",", "A", "N"):
            return False
    return False


def _event_place(f: Finding) -> tuple[int, int] | None:
    """ "Iran crackdown", "Kazakhstan's January unrest": a place before an event's name in the same clause."""
    c = f.clause
    if c.upper:
        return None
    for p in c.phrases:
        if p.kind != "N" or p.head is None or not p.head.flags & Is.EVENT:
            continue
        first = c.tokens[p.first]
        if (
            first.text[0].isupper()
            and p.last - p.first >= 2
            and first.flags & Is.NOUN
            and not first.flags & (Is.EVENT | Is.PEOPLE | Is.TIME | Is.TITLE | Is.GROUP)
            and first.word.verb is None
            and (p.first > 0 or not first.flags & Is.ADJ)
            and not first.flags & Is.PLURAL
            and first.low in _countries()
        ):
            return first.start, first.end
    return None


@cache
def _countries() -> frozenset[str]:
    return frozenset(w.lower() for w in tables().raw["places"]["countries"]["names"])


def _inherited_where(f: Finding) -> tuple[int, int] | None:
    w = f.whole or f.like
    while w is not None:
        place = w.where or _where(w)
        if place is not None:
            return place
        w = w.whole
    return None


# -------------------------------------------------------------------------------------------------------- when and the rest


def _when(f: Finding) -> tuple[int, int] | None:
    c, ps = f.clause, f.clause.phrases
    lo, hi = min(f.group, f.trigger), max(f.group, f.trigger)
    order = [*range(lo, len(ps)), *range(lo - 1, -1, -1)]
    for i in order:
        p = ps[i]
        if p.kind != "N" or p.head is None or not p.head.flags & Is.TIME or p.number is not None or i in (f.group, f.trigger):
            continue
        j = i - 1
        if j >= 0 and ps[j].kind == "P":
            j -= 1
        if j >= 0 and ps[j].kind == "V" and ps[j].word is not None and ps[j].word.lemma in _SAYING:
            continue
        if any(ps[x].kind in (";", ".", ":") for x in range(min(i, lo), max(i, hi))):
            continue
        return c.tokens[p.first].start, c.tokens[p.last - 1].end
    return None


def _extent(f: Finding, when: tuple[int, int] | None) -> Extent:
    if f.measure in (Measure.CROWD, Measure.EVACUATED):
        return Extent.INCIDENT
    return Extent.CUMULATIVE


def _by_whom(f: Finding) -> str | None:
    c, ps = f.clause, f.clause.phrases
    p = ps[f.trigger]
    if p.kind != "V" or p.verb is None:
        return None
    if p.voice in ("passive", "part", "bare") and f.group < f.trigger:
        for j in range(f.trigger + 1, min(f.trigger + 8, len(ps) - 1)):
            if ps[j].kind in (",", ";", ".", "S", "V"):
                break
            if (
                ps[j].kind == "P"
                and c.tokens[ps[j].first].low == "by"
                and ps[j + 1].kind == "N"
                and (ps[j + 1].people is not None or (ps[j + 1].head is not None and ps[j + 1].head.flags & Is.GROUP))
            ):
                return _text(c, j + 1)
    elif f.group > f.trigger and p.voice in ("active", "bare"):
        groups = before(ps, f.trigger)
        if len(groups) == 1 and (
            ps[groups[0]].people is not None or (ps[groups[0]].head is not None and ps[groups[0]].head.flags & Is.GROUP)
        ):
            return _text(c, groups[0])
    return None


def _cause(f: Finding) -> str | None:
    c, ps = f.clause, f.clause.phrases
    for j in range(max(f.group, f.trigger) + 1, min(max(f.group, f.trigger) + 6, len(ps) - 1)):
        if ps[j].kind in (";", ".", "S", "V"):
            break
        if ps[j].kind == "P" and ps[j + 1].kind == "N" and ps[j + 1].head is not None and ps[j + 1].head.flags & Is.EVENT:
            return _text(c, j + 1)
        if f.rule == "part.by_cause" and ps[j].kind == "P":
            return _text(c, j + 1)
    return None


def _text(c: Clause, i: int) -> str:
    ps = c.phrases
    start = chain_start(ps, i) if not governed(ps, i) else i
    return c.text[c.tokens[ps[start].first].start : c.tokens[ps[chain_end(ps, i)].last - 1].end]


def span_of(report: Report, start: int, end: int) -> Span:
    """Words of the report."""
    return report.words(start, end)
