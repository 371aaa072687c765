"""Rule 1 and 2: the same figure said again is no new origin.

A headline, a recap or another outlet restates a sourced figure; an unnamed source restates a named body's; a body's own
number told again, undated, is its earlier word. Each becomes a `restates` link to the figure nearest to the origin.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from tollbook.model import Link, Place, Qualifier, Relation, Side
from tollbook.reconcile.figures import Figure, contains, same_place
from tollbook.reconcile.quantities import gives, rounded, says_again, working

BY = "reconcile.restating 0.1"
LARGE = 100  # equal numbers of two bodies from here on are one number passed on


def restates(
    found: Sequence[Figure], reprints: Mapping[str, str], home: Place | None, *, derived: Mapping[str, str] | None = None
) -> tuple[Link, ...]:
    """A `restates` link for each figure that says an earlier one again. ``reprints`` maps a report to what it repeats,
    ``derived`` to what it possibly tells in other words."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for f in found:
        if f.claim.quantity.qualifier is not Qualifier.VAGUE:
            groups[f.claim.measure, f.claim.counted, f.group].append(f)
    links = []
    for group in groups.values():
        numbers = _Numbers(group)
        for n, f in enumerate(group):
            before, after = numbers.near(f, n)
            origin, why = _origin(f, before, after, reprints, derived or {}, home)
            if origin is not None:
                link = Link(subject=f.claim.id, relation=Relation.RESTATES, object=origin.claim.id, at=None, by=BY, reason=why)
                links.append(link)
    return tuple(links)


class _Numbers:
    """Figures of a group by what they say, so that each is held against those alone whose number it can say again."""

    def __init__(self, group: Sequence[Figure]) -> None:
        self._group = group
        self._at: dict[int | None, list[int]] = defaultdict(list)
        for n, f in enumerate(group):
            self._at[f.value].append(n)
        self._values = sorted(v for v in self._at if v is not None)

    def near(self, f: Figure, n: int) -> tuple[list[Figure], list[Figure]]:
        """Figures of the same number, or of one that the wording of ``f`` can mean: those before the ``n``th, and from it on."""
        values, meant = {f.value}, working(f.claim.quantity)
        if meant is not None:
            low, high = bisect_left(self._values, meant[0]), bisect_right(self._values, meant[1])
            values.update(self._values[low:high])
        found = sorted(k for v in values for k in self._at.get(v, ()))
        here = bisect_left(found, n)
        return [self._group[k] for k in found[:here]], [self._group[k] for k in found[here:]]


def _origin(
    s: Figure,
    before: Sequence[Figure],
    after: Sequence[Figure],
    reprints: Mapping[str, str],
    derived: Mapping[str, str],
    home: Place | None,
) -> tuple[Figure | None, str]:
    """The figure that ``s`` says again, and why; sourced and recent ones first."""
    group = (*before, *after)
    earlier = [e for e in before if _comparable(s, e, home)]
    copied = reprints.get(s.report.id)
    for e in earlier:
        if e.report.id == copied and e.value == s.value and _same_statement(s, e):
            return e, "in a reprint of that report"
    retold = derived.get(s.report.id)
    for e in earlier:
        if e.report.id == retold and e.value == s.value and e.value is not None:
            return e, "in a report possibly derived from that one"
    fuller = next((e for e in group if _says_more(e, s, home)), None)
    if fuller is not None:
        return fuller, "the same body's number of that day, which another report gives with its people"
    beside = [e for e in group if e.report.id == s.report.id and e is not s and _comparable(s, e, home)]
    tests = (_own_voice, _unnamed, _same_body, _passed_on)
    for test in tests:
        for e in [*beside, *reversed(earlier)]:
            why = test(s, e)
            if why and not (e.report.id == s.report.id and _later_in_report(s, e)):
                return e, why
    return None, ""


def _says_more(e: Figure, s: Figure, home: Place | None) -> bool:
    """``e`` gives a body's number of the day with its side, where ``s`` gives it with none: 26 killed, 26 "armed criminals"."""
    if s.source is None or e.source is None or s.source.id != e.source.id or not s.named or s.value != e.value or s.value is None:
        return False
    if s.said is None or e.said is None or abs((s.said - e.said).days) > 1 or s.restricted or e.restricted:
        return False
    sided = s.side is Side.NOT_SAID and e.side in {Side.STATE_FORCES, Side.OTHERS}
    return sided and s.value > 1 and gives(s.claim.quantity) == gives(e.claim.quantity) and same_place(s.place, e.place, home)


def _later_in_report(s: Figure, e: Figure) -> bool:
    """Within one report a link runs from the weaker to the better sourced, else backwards: never both ways."""
    rank_s, rank_e = _rank(s), _rank(e)
    if s.headline != e.headline and rank_s == rank_e:
        return e.headline  # the body says it with its place and people
    return rank_s < rank_e or (rank_s == rank_e and s.claim.figure.start < e.claim.figure.start)


def _rank(f: Figure) -> int:
    """0 a named body, 1 a state unnamed, 2 nobody, 3 own voice."""
    if f.named:
        return 0
    return 3 if f.source is None else 2 if f.nobody else 1


def _comparable(s: Figure, e: Figure, home: Place | None) -> bool:
    if s.restricted != e.restricted or s.increment != e.increment or s.vague_place or e.vague_place:
        return False
    if _headline_of(s, e):
        return True
    sides = {s.side, e.side}
    if len(sides) > 1 and sides != {Side.NOT_SAID, Side.ALL_STATED}:
        return False
    if s.own_voice and s.value is not None and s.value >= LARGE and contains(s.place or home, e.place or home):
        return True  # a report's own voice widens a place: 11,300 in a city becomes the region's
    return same_place(s.place, e.place, home)


def _headline_of(s: Figure, e: Figure) -> bool:
    """A headline gives the very number that its report then gives with its people and place: "16 dead", sixteen officers."""
    barer = s.side in {Side.NOT_SAID, e.side} and (s.place is None or contains(s.place, e.place))
    same = s.report.id == e.report.id and s.value is not None and s.value == e.value
    return same and barer and (s.headline or s.own_voice) and not e.headline


def _same_statement(s: Figure, e: Figure) -> bool:
    """In a reprint: the same sentence, whatever its words stand for there; else one by the same body, for two bodies'
    reports on two counts can be worded alike."""
    if " ".join(s.claim.sentence.text.split()) == " ".join(e.claim.sentence.text.split()):
        return True
    if s.source is None or e.source is None:
        return s.source is e.source
    return s.source.id == e.source.id or not (s.named and e.named)


def _own_voice(s: Figure, e: Figure) -> str:
    """A headline, a lead or a recap says what somebody said."""
    if not s.own_voice and not s.nobody:
        return ""
    if e.own_voice and not (e.report.id == s.report.id and s.claim.quantity == e.claim.quantity):
        return ""
    if says_again(s.claim.quantity, e.claim.quantity) or rounded(s.claim.quantity, e.claim.quantity):
        return "the report's own voice says a figure again" if s.own_voice else "nobody named says a figure again"
    return ""


def _unnamed(s: Figure, e: Figure) -> str:
    """ "Authorities" say what a body of the same state said."""
    if s.source is None or not s.source.unspecified or s.nobody or e.source is None:
        return ""
    kin = e.source.id == s.source.id or (e.named and (e.source.country == s.source.country or s.source.country is None))
    if kin and (says_again(s.claim.quantity, e.claim.quantity) or rounded(s.claim.quantity, e.claim.quantity)):
        same = e.source.id == s.source.id
        if same and s.dated and e.dated and s.said != e.said:
            return ""
        return "the same unnamed source says it again" if same else f"no body is named; {e.source.name} said it"
    return ""


def _same_body(s: Figure, e: Figure) -> str:
    """A body's own number, told again without a new date."""
    if not s.named or e.source is None or s.source is None or e.source.id != s.source.id:
        return ""
    if s.dated and e.said is not None and s.said != e.said:
        return ""
    if says_again(s.claim.quantity, e.claim.quantity):
        return "the same body's figure, told again"
    return ""


def _passed_on(s: Figure, e: Figure) -> str:
    """A body cites another, or gives its large number unchanged."""
    if not s.named or not e.named or s.source is None or e.source is None or s.source.id == e.source.id:
        return ""
    if not says_again(s.claim.quantity, e.claim.quantity):
        return ""
    if any(v.id == e.source.id for v in s.via) or any(v.id == s.source.id for v in e.via):
        return f"{s.source.name} passes on {e.source.name}"
    if s.value is not None and s.value == e.value and s.value >= LARGE:
        return f"the same number as {e.source.name} gave before: no second origin"
    return ""
