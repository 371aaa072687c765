"""Shares of a figure told before: "62 of them", "nine of the dead", "of those killed, 400", "thirty of the 41 dead".

A share says what it is a share of: those just spoken of, those of a measure, or another noun group with its number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tollbook.extract.clause import Clause, chain_end
from tollbook.extract.cutting import Phrase
from tollbook.extract.finding import Finding, finding_of
from tollbook.extract.placelike import placelike
from tollbook.extract.victims import is_victim, measure_of_victims
from tollbook.extract.words import Is, tables
from tollbook.model import Measure

_SERIOUS = Measure.SERIOUSLY_INJURED

_THESE = frozenset("these those them this that which whom number total".split())
_LISTING = frozenset("for including among with".split())  # prepositions before a share that is told by itself
_OPENERS = frozenset(',;:.(-CSWA"')
# A share of the injured may be told of those in hospital, one of those arrested of those held: the same people, more narrowly.
_KIN = (
    frozenset([Measure.KILLED, Measure.KILLED_OR_INJURED]),
    frozenset([Measure.INJURED, Measure.SERIOUSLY_INJURED, Measure.HOSPITALISED, Measure.KILLED_OR_INJURED]),
    frozenset([Measure.ARRESTED, Measure.HELD]),
    frozenset([Measure.DISPLACED, Measure.EVACUATED, Measure.SHELTERED, Measure.HOMELESS]),
)


def akin(one: Measure, other: Measure) -> bool:
    """Whether what is counted as one can be a share of what is counted as the other."""
    return one is other or any(one in kin and other in kin for kin in _KIN)


@dataclass(frozen=True, slots=True)
class Share:
    """Of what a number is a share: of those of ``measure`` (of any, where None), or of the figure of noun group ``group``.

    ``trigger`` is the phrase that names the measure ("of those | arrested |"): what it counts is no claim of its own.
    """

    measure: Measure | None
    group: int | None = None
    trigger: int | None = None


def share_of(clause: Clause, i: int) -> Share | None:
    """Of what the number of noun group ``i`` is a share, or ``None`` where it is a figure by itself."""
    ps = clause.phrases
    p = ps[i]
    if p.number is None or p.currency is not None:
        return None
    if (p.anaphor or p.partitive) and i > 0 and ps[i - 1].kind == "P" and ps[i - 1].low not in _LISTING:
        return None  # sued by several of those
    if p.anaphor:
        at = _participle(ps, i) if p.noun_low in ("these", "those") else None
        return Share(None) if at is None else Share(_measure(ps[at]), None, at)
    if p.partitive:
        if p.noun is not None and p.number.low != 1 and not _owned(clause, p):
            return Share(p.noun.measure, None, i)
        if p.head is None and i + 1 < len(ps) and ps[i + 1].kind == "N" and ps[i + 1].number is not None:
            return Share(None, i + 1)
        at = _participle(ps, i)
        return None if at is None or not _verb_follows(ps, at) else Share(_measure(ps[at]), None, at)
    if p.head is None and (total := _of_total(ps, i)) is not None:
        return Share(None, total)
    return _fronted(clause, i) or _among(ps, i) or (Share(None) if _only_described(ps, i) else None)


def _of_total(ps: list[Phrase], i: int) -> int | None:
    """ "thirty out of | the 41 killed", "30 of | 41 people killed"."""
    j = i + 1
    j += 1 if j < len(ps) and ps[j].low == "out" else 0
    if j + 1 >= len(ps) or ps[j].kind != "O" or ps[j + 1].kind != "N":
        return None
    whole = ps[j + 1]
    counted = whole.number is not None and (whole.head is None or whole.people is not None or whole.noun is not None)
    return j + 1 if counted else None


def _among(ps: list[Phrase], i: int) -> Share | None:
    """ "three children among the dead"."""
    if ps[i].people is None or i + 2 >= len(ps) or ps[i + 1].low not in ("among", "amongst"):
        return None
    whole = ps[i + 2]
    if whole.kind != "N" or whole.determiner not in ("the", "those"):
        return None
    if whole.noun is not None:
        return Share(whole.noun.measure, None, i + 2)
    at = _participle(ps, i + 2)
    return None if at is None else Share(_measure(ps[at]), None, at)


def _only_described(ps: list[Phrase], i: int) -> bool:
    """ "Nine people died. Three | were children": a bare number of which nothing is told but who they are."""
    if ps[i].head is not None or (i > 0 and ps[i - 1].kind not in _OPENERS) or i + 2 >= len(ps):
        return False
    number = ps[i].number
    if number is not None and number.definite and not number.more:
        return False  # "the 12 were ..." names again who was told
    be, who = ps[i + 1], ps[i + 2]
    if be.kind == "V" and be.voice == "be" and not be.negative and who.kind == "O" and i + 3 < len(ps):
        return (
            not be.modal and ps[i + 3].number is None and ps[i + 3].noun_low in ("family", "families", "relatives", "nationality")
        )
    return be.kind == "V" and be.voice == "be" and not be.negative and not be.modal and _is_who(who) and who.determiner is None


def _owned(clause: Clause, p: Phrase) -> bool:
    """ "seven of their victims": no share of those counted."""
    assert p.number is not None
    return any(k.low in ("their", "his", "her", "its", "our") for k in clause.tokens[p.number.last : p.last])


def _fronted(clause: Clause, i: int) -> Share | None:
    """ "Of these, 103", "of whom 22", "of those killed, 400", "out of the 41 dead, 30"."""
    ps = clause.phrases
    if i > 1 and ps[i - 1].kind == "W" and ps[i - 2].kind == "O" and ps[i - 1].low in ("whom", "which"):
        return Share(None)
    j = i - 1
    while j > 0 and ps[j].kind in ("A", ","):
        j -= 1
    if j < i - 1 and (at := _told_of(ps, j)) is not None:
        return Share(None, 1) if ps[1].number is not None else Share(_measure(ps[at]), None, at)
    at = j if j > 1 and ps[j].kind == "V" and ps[j].verb is not None and ps[j].voice in ("bare", "part") else None
    j = j - 1 if at is not None else j
    if j < 1 or ps[j].kind != "N" or ps[j - 1].kind != "O":
        return None
    start = j - 2 if j > 1 and ps[j - 2].low == "out" else j - 1
    if start > 0 and ps[start - 1].kind not in _OPENERS:
        return None
    whole = ps[j]
    if whole.number is not None:
        counted = whole.head is None or whole.people is not None or whole.noun is not None
        return Share(None, j) if counted and whole.currency is None else None
    these = clause.tokens[whole.last - 1].low in _THESE and whole.last - whole.first <= 2
    if at is not None:
        return Share(_measure(ps[at]), None, at) if whole.people is not None or these else None
    if whole.noun is not None and whole.determiner is not None:
        return Share(whole.noun.measure, None, j)
    return Share(None) if these else None


def _told_of(ps: list[Phrase], j: int) -> int | None:
    """ "Of the people who | were killed | in the riots in Dorra, 175 ...": the verb of a phrase that begins the sentence."""
    if len(ps) < 4 or ps[0].kind != "O" or ps[1].kind != "N" or any(p.kind in (",", ";", ":") for p in ps[: j + 1]):
        return None
    if not (ps[1].people is not None or ps[1].number is not None or ps[1].determiner in ("those", "these")):
        return None
    if ps[2].kind != "W":
        return _participle(ps, 1)
    return next((v for v in range(3, j + 1) if ps[v].kind == "V" and ps[v].verb is not None), None)


def _participle(ps: list[Phrase], i: int) -> int | None:
    """ "of those | arrested |", "of the people | killed |"."""
    v = i + 1
    p = ps[v] if v < len(ps) else None
    if p is not None and p.kind == "V" and p.verb is not None and p.verb.role != "subject" and p.voice in ("bare", "part"):
        return v
    return None


def _verb_follows(ps: list[Phrase], v: int) -> bool:
    """Behind a participle a verb of its own: "30 of the people arrested | have been released"."""
    return any(q.kind == "V" and q.voice in ("active", "passive", "be", "state", "bare") for q in ps[v + 1 : v + 6])


def _measure(p: Phrase) -> Measure:
    assert p.verb is not None
    return p.verb.measure


def whole_of(share: Share, f: Finding | None, start: int, size: int | None, pools: tuple[list[Finding], ...]) -> Finding | None:
    """The figure that a share is a share of: the nearest one that fits, of this sentence, of those before, of the report.

    ``pools`` are findings in order: of this sentence, of those before it, of the report so far; ``f`` is the share's own
    finding, where a verb has made one.
    """
    if share.group is not None:
        return next((k for k in pools[0] if k.group == share.group and k is not f), None)
    for n, pool in enumerate(pools):
        fits = [k for k in pool if k is not f and _fits(share, k, size) and (n or k.start < start)]
        if fits and n == 2:
            return max(fits, key=lambda k: k.low or 0)
        if fits:
            return fits[-1]
    return None


def _fits(share: Share, k: Finding, size: int | None) -> bool:
    if (
        k.single
        or k.high == 0
        or (k.object is not None and share.measure is not None)
        or (size is not None and k.high is not None and size > k.high)
        or (size is not None and k.high is None and k.low is not None and size > k.low)  # eight are no share of "at least five"
    ):
        return False
    return share.measure is None or akin(k.measure, share.measure)


def find_shares(clause: Clause, found: list[Finding], earlier: list[Finding], told: list[Finding]) -> list[Finding]:
    """``found`` with the shares of this sentence: those that a verb counts are tied to their whole, the others added."""
    out = list(found)
    for i in clause.numbers:
        p, share = clause.phrases[i], _of_victims(clause, share_of(clause, i))
        if share is None or p.number is None:
            continue
        own = [f for f in out if f.group == i]
        others = [f for f in own if f.trigger not in (share.trigger, i)]
        if len(others) < len(own):
            out, own = [f for f in out if f.group != i or f in others], others
        start = clause.tokens[p.number.figure].start
        known = sorted(out, key=lambda f: f.start)
        pools = (known, earlier, told) if share.measure is not None else (known, earlier)
        near = {id(k) for k in (*known, *earlier)}  # a far figure lends no place
        strange = _of_others(clause, i, known)
        whole = None if strange else whole_of(share, own[0] if own else None, start, p.number.low, pools)
        words = _worded(clause, i, share) if whole is None else None
        if own:
            for f in own:
                f.people, f.share_words = i - 2 if strange else f.people, words
                if whole is not None and f is not whole:
                    f.whole, f.inherits = whole, id(whole) in near
        elif not (share.group is not None and p.number.low == 1) and (g := _share(clause, i, share, whole)) is not None:
            g.inherits, g.share_words = id(whole) in near, words
            out.append(g)  # "one of the six Jesuits murdered" is told already
    return out


def _of_victims(clause: Clause, share: Share | None) -> Share | None:
    """ "two of the victims": of the dead, or of those hit."""
    if share is None or share.trigger is None or not is_victim(clause, share.trigger):
        return share
    return replace(share, measure=measure_of_victims(clause, share.trigger))


def _worded(clause: Clause, i: int, share: Share) -> tuple[int, int] | None:
    """The words for those of whom the number is a share: "nine of | the dead |", "of | those killed in Dorra |, nine"."""
    ps, tokens = clause.phrases, clause.tokens
    number = ps[i].number
    if share.measure is None or share.trigger is None or number is None:
        return None
    if share.trigger >= i:
        first = next((k for k in range(number.last, ps[i].last) if tokens[k].flags & Is.OF), None)
        start = ps[share.trigger].first if first is None else first + 1
        return tokens[start].start, tokens[ps[share.trigger].last - 1].end
    of = max((o for o in range(share.trigger) if ps[o].kind == "O"), default=None) if ps[0].kind != "O" else 0
    end = max(k for k in range(i) if ps[k].kind not in (",", "A"))
    return None if of is None else (tokens[ps[of].last].start, tokens[ps[end].last - 1].end)


def _of_others(clause: Clause, i: int, known: list[Finding]) -> bool:
    """ "36 people, 11 of whom ...": those right before are counted of nothing, and so nothing is the whole."""
    ps = clause.phrases
    if not ps[i].anaphor or i < 2 or ps[i - 1].kind not in (",", "-", "(") or ps[i - 2].kind != "N":
        return False
    things = ps[i - 2].thing is not None or ps[i - 2].people is None
    if ps[i - 1].kind != "," and not things:
        return False
    return ps[i - 2].number is not None and ps[i - 2].head is not None and all(k.group != i - 2 for k in known)


def _share(clause: Clause, i: int, share: Share, whole: Finding | None) -> Finding | None:
    p = clause.phrases[i]
    victims = share.trigger is not None and is_victim(clause, share.trigger)
    measure = (None if victims and whole is not None else share.measure) or (whole.measure if whole is not None else None)
    if p.number is None or measure is None or p.thing is not None or p.flags & (Is.UNIT | Is.TIME):
        return None
    f = finding_of(clause, i, i, measure, p.number, "part.of_them")
    f.whole, f.inherits, f.object = whole, True, None if whole is None else whole.object
    words = tables().raw["measures"]["serious"]
    tail = clause.text[clause.tokens[p.last - 1].end : clause.end].lstrip(" ,").lower()
    grave = words["adjectives"].split()
    severe = tail.startswith((*words["words"].split(), *words["phrases"])) or tail.split(" ")[0].strip(".,;)") in grave
    if measure in (Measure.INJURED, _SERIOUS) and (severe or p.noun_low in grave):
        f.measure = _SERIOUS
    _describe(clause, f)
    return f


def _describe(clause: Clause, f: Finding) -> None:
    """Who a share are, and where: "27 of them children", "nine of them were of the coast guard", "90 were in Dorra"."""
    ps = clause.phrases
    j = f.group + 1 if f.whole is None or f.whole.clause is not clause else max(f.group, _beside(ps, f.group)) + 1
    while j < len(ps) and ps[j].kind == "A":
        j += 1
    verb = j < len(ps) and ps[j].kind == "V" and not ps[j].negative and (ps[j].voice == "be" or ps[j].lemma in ("belong", "be"))
    j += 1 if verb else 0
    if (
        j + 1 < len(ps)
        and ps[j].kind == "P"
        and verb
        and ps[j].low in ("in", "at", "near", "from")
        and placelike(clause, ps[j + 1])
    ):
        f.where = clause.tokens[ps[j + 1].first].start, clause.tokens[ps[chain_end(ps, j + 1)].last - 1].end
        return
    j += 1 if verb and j < len(ps) and ps[j].kind == "P" else 0
    if j < len(ps) and _is_who(ps[j]):
        f.who = clause.tokens[ps[j].first].start, clause.tokens[ps[chain_end(ps, j)].last - 1].end


def _beside(ps: list[Phrase], i: int) -> int:
    """ "thirty of the | 41 dead | were", "thirty out of | the 41 dead | were": the whole that stands right behind its share."""
    if ps[i].head is None and (total := _of_total(ps, i)) is not None:
        return total + 1 if _participle(ps, total) is not None else total
    return i + 1 if ps[i].partitive and ps[i].head is None and ps[i + 1].kind == "N" else i


def _is_who(p: Phrase) -> bool:
    """Whether a noun group says who people are."""
    return p.kind == "N" and (p.people is not None or bool(p.flags & (Is.GROUP | Is.NATION))) and p.number is None
