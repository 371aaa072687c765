"""Whether a word that can be a verb begins a verb group, and whether a clause begins."""

from __future__ import annotations

from functools import cache

from tollbook.extract.cutting import VERBAL, Cutting, opens_object
from tollbook.extract.noun_words import noun_like
from tollbook.extract.words import Is, tables


def is_verb(c: Cutting, i: int) -> bool:
    """Whether a word that can be a verb begins a verb group here."""
    k = c.k[i]
    f = k.flags
    before = c.out[-1] if c.out else None
    if _tells_toll(c, i):
        return True
    auxiliary = i + 1 < c.n and c.k[i + 1].flags & (Is.HAVE | Is.BE | Is.MODAL) and c.k[i + 1].low not in ("being", "been")
    if auxiliary and f & Is.NOUN and f & Is.THIRD and not f & (Is.PAST | Is.ING):
        return False  # the Dorra floods | have killed
    if f & Is.BOTH and not f & (Is.PAST | Is.ING):
        if before is not None and before.kind == "A" and len(c.out) > 1 and c.out[-2].kind == "N":
            subject, ahead = c.out[-2], c.k[i + 1] if i + 1 < c.n else None
            return bool(f & Is.THIRD) or subject.determiner == "pron" or (ahead is not None and bool(ahead.flags & Is.NUMBER))
        if before is None or before.kind != "N" or before.last != i:
            return before is not None and before.kind == "A" and len(c.out) > 1 and c.out[-2].kind == "N" and bool(f & Is.THIRD)
        nxt = c.k[i + 1] if i + 1 < c.n else None
        if before.noun is not None and "toll" in before.noun.forms and f & Is.THIRD and not before.flags & Is.PLURAL:
            return True  # "the death toll stands at 41"
        return before.determiner == "pron" or _perceived(c, i) or (nxt is not None and (opens_object(nxt) or nxt.low in c.opens))
    if f & Is.NOUN and not f & (Is.PAST | Is.PART | Is.ING):
        return before is not None and (
            before.kind == "W" or before.determiner == "pron" or (before.kind == "N" and before.last == i)
        )
    if f & Is.ADJ and not f & (Is.PAST | Is.PART | Is.ING):
        return False
    if f & Is.PART and f & Is.ADJ and before is not None and before.kind == "V" and noun_like(c, i + 1):
        return False  # captured | suspected rebels
    if (f & (Is.PART | Is.ING) and f & Is.ADJ) or f & Is.ING:
        # wounded soldiers were seen; killing three people
        if f & Is.ING and noun_like(c, i + 1) and not (i + 1 < c.n and c.k[i + 1].flags & Is.PEOPLE):
            return k.word.verb is not None or c.out == [] or (before is not None and before.kind in (",", "N", "A"))
        if k.word.verb is not None and (before is None or before.kind in ("P", "O")) and f & Is.PART and noun_like(c, i + 1):
            return False
    if before is not None and before.kind == "O" and f & Is.PART and k.word.noun is not None:
        return False  # the number of | injured
    if before is not None and before.kind in ("P", "O") and (f & Is.THIRD or (f & Is.PART and not f & Is.PAST)):
        return False
    if f & Is.ING and before is not None and before.kind in ("P", "O"):
        nxt = c.k[i + 1] if i + 1 < c.n else None
        if nxt is None or nxt.mark is not None or nxt.flags & (VERBAL | Is.PREP | Is.OF | Is.AND):
            return False
    if c.telling and i > 0 and k.text[0].isupper() and k.low not in c.t.words:
        return False
    return not (f & Is.PAST and before is not None and before.kind in ("P", "O") and noun_like(c, i + 1))


def _tells_toll(c: Cutting, i: int) -> bool:
    """ "the death toll in the sinking | rises to 118", "fatalities now | stand at 31": no noun behind a toll."""
    k, n = c.k[i], c.n
    if k.word.lemma not in _tells() or not k.flags & (Is.THIRD | Is.BASE | Is.PAST) or i + 1 >= n:
        return False
    if not (c.k[i + 1].flags & (Is.NUMBER | Is.TO) or c.k[i + 1].low in ("at", "past", "by") or c.k[i + 1].low in c.opens):
        return False
    for p in reversed(c.out[-14:]):
        if p.kind == "N" and p.noun is not None and "toll" in p.noun.forms and p.number is None:
            return True
        if p.kind == "N" and p.noun_low == "number" and p.determiner == "the":
            return True
        if p.kind in ("W", "S", "V") and any(q.noun_low == "number" for q in c.out):
            continue
        if p.kind not in ("A", "P", "O", "N", ",") and not (p.kind == "V" and p.voice in ("ing", "bare", "part")):
            return False
    return False


@cache
def _tells() -> frozenset[str]:
    """Verbs that tell the number of a toll."""
    return frozenset(tables().raw["measures"]["tells"]["words"].split())


def _perceived(c: Cutting, i: int) -> bool:
    """ "saw a dozen marchers fall under ...": a base form behind the people that a verb of perceiving has as its object."""
    if len(c.out) < 2 or i + 1 >= c.n or not c.k[i].flags & Is.BASE or c.out[-1].people is None:
        return False
    verb = c.out[-2]
    sees = verb.kind == "V" and verb.word is not None and verb.word.lemma in ("see", "watch", "witness", "hear")
    return sees and bool(c.k[i + 1].flags & (Is.PREP | Is.ADV | Is.TO) or c.k[i + 1].mark)


def clause_follows(c: Cutting, i: int) -> bool:
    """Whether a subject and a verb follow, before the next mark."""
    seen = False
    for j in range(i, min(i + 12, c.n)):
        k = c.k[j]
        if k.mark in (",", ";", ".", "("):
            return False
        if k.flags & (VERBAL) and seen:
            return True
        if k.flags & Is.VERB and k.flags & (Is.PAST | Is.THIRD) and not k.flags & (Is.NOUN | Is.ADJ) and seen:
            return True
        seen = seen or bool(k.flags & (Is.NOUN | Is.PRON | Is.NUMBER))
    return False
