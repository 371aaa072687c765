"""Where in a sentence a place can stand: behind a preposition of place, a verb of striking or leaving, or what struck."""

from __future__ import annotations

from functools import cache

from tollbook.extract.clause import Clause, chain_end
from tollbook.extract.finding import Finding
from tollbook.extract.placelike import has_name, is_setting, place_words, placelike
from tollbook.extract.where_joined import with_others
from tollbook.extract.words import Is, tables
from tollbook.model import Measure

_LEFT = frozenset([Measure.EVACUATED, Measure.DISPLACED, Measure.KIDNAPPED])  # of whom it is told what place they were taken from


_WHOSE = frozenset("its his her their our your my both either neither each all any no".split())


def place_at(c: Clause, f: Finding, i: int) -> bool:
    """Whether a preposition of place, or a verb of striking, and a place stand at ``i``."""
    p = c.phrases[i]
    if p.low == "in" and i and _body_of(c, i):
        return False
    if p.kind == "V" and p.lemma in place_words("hits") and p.voice in ("active", "bare", "ing"):
        people = c.phrases[i + 1].noun_low in place_words("communities") and not has_name(c, i + 1)
        moved = p.lemma in place_words("moves") and people  # "has shaken the community"
        return placelike(c, c.phrases[i + 1]) and (c.upper or not moved)
    ahead = c.phrases[i + 1]
    if left_at(c, f, i) or _assaulted(c, f, i):
        return True
    if p.kind in ("P", "O") and _struck_at(c, i):
        return True
    if p.low == "to" and f.measure is Measure.HOSPITALISED and i > f.trigger:
        named_so = has_name(c, i + 1) or (i + 3 < len(c.phrases) and c.phrases[i + 2].low == "in" and has_name(c, i + 3))
        return ahead.noun_low in place_words("wards") and named_so and not c.upper  # "were taken to | Kiln Hospital"
    if p.low == "between" and i and _between_two(c, i):
        return True
    if p.kind == "O" and i and _bearing(c, i):
        return True
    if p.low == "through" and i and c.phrases[i - 1].kind == "V" and c.phrases[i - 1].lemma in place_words("hits"):
        return placelike(c, ahead)  # "a blast ripped through | a market"
    if p.kind == "P" and p.low == "on":
        within = ahead.name and any(k.low in _roads() for k in c.tokens[ahead.first : ahead.last])
        sides = ahead.noun_low in place_words("sides") and i + 3 < len(c.phrases) and c.phrases[i + 2].kind == "C"
        if sides and c.phrases[i + 3].noun_low in place_words("on"):
            return True  # "on the South and West sides"
        if ahead.noun_low in ("side", "sides") and ahead.determiner in _WHOSE:
            return False  # "on its side", "on both sides"
        return ahead.noun_low in place_words("on") or within  # "on Lake Maren", "on the border town Dorra"
    if p.kind == "P" and p.low == "from" and f.measure is Measure.KILLED and _recovered(c, f, i):
        return True
    if p.kind == "P" and p.low == "from" and f.measure in _LEFT:
        beside = i in (0, f.trigger + 1, chain_end(c.phrases, f.group) + 1) and (i == 0 or i > min(f.group, f.trigger) + 1)
        return beside and placelike(c, ahead) and ahead.determiner not in ("their", "his", "her")
    return p.kind == "P" and p.low.replace(" ", "_") in place_words("prepositions") and placelike(c, ahead)


@cache
def _struck() -> frozenset[str]:
    return place_words("struck") | place_words("struck_of")


@cache
def _roads() -> frozenset[str]:
    return place_words("on") - place_words("parts")


def _between_two(c: Clause, i: int) -> bool:
    """ "was killed on Thursday | between | Dorra and Velmark": on the way, and no clash between two sides."""
    ps = c.phrases
    beside = ps[i - 1].kind == "V" or bool(ps[i - 1].flags & Is.TIME)
    two = i + 3 < len(ps) and ps[i + 2].kind == "C" and placelike(c, ps[i + 1]) and placelike(c, ps[i + 3])
    return beside and two and ps[i + 1].name and ps[i + 3].name


def _bearing(c: Clause, i: int) -> bool:
    """ "were killed | south | of | Dorra"."""
    side, ahead = c.phrases[i - 1], c.phrases[i + 1]
    host = c.phrases[i - 2] if i > 1 else None
    told = host is not None and (
        host.kind in ("V", "A") or (host.kind == "N" and host.number is None and not placelike(c, host))
    )  # neither "a town | south of Dorra" nor "40 km | south of Dorra"
    bare = told and side.kind == "N" and side.noun_low in place_words("compass") and side.last - side.first == 1
    return bare and placelike(c, ahead) and has_name(c, i + 1)


def _assaulted(c: Clause, f: Finding, i: int) -> bool:
    """ "when gunmen | stormed | Dorra village", "bombers | attacked | a church in Dorra": the place that was struck."""
    p, ahead = c.phrases[i], c.phrases[i + 1]
    if p.kind != "V" or p.lemma not in place_words("assaults") or p.negative or i == f.trigger or ahead.number is not None:
        return False
    if p.voice not in ("active", "bare", "ing", "inf") or not placelike(c, ahead) or ahead.determiner == "pron":
        return False
    end = with_others(c, i + 1)
    if ahead.flags & Is.KIND or is_setting(c, ahead) or c.phrases[end].flags & Is.KIND:
        return True  # "attacked Dorra, Velmark and Brod villages"
    return p.lemma in place_words("entered") and ahead.name and ahead.people is None and not c.upper


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(tables().raw["things"]["places"]["bodies"])


def _body_of(c: Clause, i: int) -> bool:
    """ "the Islamic State | in | Dorra and the Levant": a place in the name of a body."""
    end = c.tokens[c.phrases[i].first - 1].end
    return c.text[max(c.start, end - 40) : end].casefold().endswith(_bodies())


def _struck_at(c: Clause, i: int) -> bool:
    """ "an air strike | on | the market", "the floods | of | Dorra": what struck, and where."""
    p, ahead = c.phrases[i], c.phrases[i + 1]
    host = c.phrases[i - 1] if i else None
    if i > 2 and c.phrases[i - 2].low == "by" and c.phrases[i - 3].kind == "N":
        host = c.phrases[i - 3]  # "an attack by rebels on the village"
    if (
        host is None
        or host.kind != "N"
        or p.low not in place_words("struck_at")
        or not placelike(c, ahead)
        or ahead.noun_low == "there"
    ):
        return False
    if p.kind == "O":
        struck = _struck()
        named = ahead.people is None and not c.upper and has_name(c, i + 1)
        return named and bool({host.noun_low, host.noun_low.removesuffix("s")} & struck)
    known = bool(ahead.flags & Is.KIND) or ahead.noun_low in place_words("settings") or (ahead.name and p.low == "on")
    return p.low in ("on", "against") and host.noun_low in place_words("raids") and known and ahead.determiner != "our"


def _recovered(c: Clause, f: Finding, i: int) -> bool:
    """ "nine bodies | were recovered | from | the river"."""
    ps = c.phrases
    beside = next((ps[j] for j in range(i - 1, max(-1, i - 3), -1) if ps[j].kind == "V"), None)
    near = abs(i - max(f.group, f.trigger)) < 3
    return near and beside is not None and beside.lemma in place_words("recovered") and placelike(c, c.phrases[i + 1])


def left_at(c: Clause, f: Finding, i: int) -> bool:
    """ "thirty families | fled | Dorra": the place that people left, behind the verb itself."""
    p = c.phrases[i]
    left = f.measure in _LEFT and i == f.trigger and p.kind == "V" and p.lemma in place_words("left")
    return left and p.voice in ("active", "bare", "inf", "ing") and placelike(c, c.phrases[i + 1]) and f.group < i
