"""Whether a word can begin a noun group, go on with it, or stand in it as a noun though it can be a verb."""

from __future__ import annotations

from tollbook.extract.cutting import VERBAL, Cutting, Phrase, opens_object
from tollbook.extract.words import Is

_STOP = Is.PREP | Is.OF | Is.AND | Is.SUB | Is.REL | VERBAL | Is.NOT
NOBODY = frozenset("nobody none no-one everyone everybody".split())  # words that stand by themselves
_FINITE = Is.PAST | Is.THIRD | Is.BASE


def noun_follows(c: Cutting, j: int) -> bool:
    """Whether a word that can only be of a noun group stands at ``j``."""
    return j < c.n and bool(c.k[j].flags & (Is.NOUN | Is.ADJ)) and not c.k[j].flags & (Is.PAST | Is.THIRD)


def opens_noun(c: Cutting, j: int) -> bool:
    """Whether a noun group can begin at ``j``."""
    if j >= c.n:
        return False
    k = c.k[j]
    return (
        k.mark is None
        and (not k.flags & (_STOP | Is.ADV | Is.PRON) or bool(k.flags & Is.DET))
        and not (k.flags & Is.VERB and not k.flags & (Is.NOUN | Is.ADJ) and k.flags & _FINITE and not k.flags & Is.PART)
    )


def noun_like(c: Cutting, j: int) -> bool:
    """Whether a noun group can go on at ``j``."""
    if j >= c.n:
        return False
    k = c.k[j]
    f = k.flags
    if k.low in NOBODY:
        return False
    if k.mark is not None:
        return k.mark in '"“«' and j + 1 < c.n and c.k[j + 1].mark is None and k.text in "“«"
    if f & (_STOP | Is.NUMBER | Is.PRON | Is.DET | Is.STATE) and not (f & Is.MODAL and capital(c, j)):
        return False
    if f & Is.ADV and not f & (Is.NOUN | Is.ADJ):
        return False
    if f & Is.VERB and not f & (Is.NOUN | Is.ADJ):
        return bool(f & (Is.PART | Is.ING)) and k.word.verb is None and noun_like(c, j + 1)
    if f & Is.BOTH and f & (Is.PAST | Is.THIRD) and k.word.thing is None and k.word.people is None:
        return False
    return not (f & Is.TIME and k.text[0].isupper() and not c.upper)


def noun_use(c: Cutting, j: int, head: int | None, p: Phrase) -> bool:
    """Whether a word that can be a verb stands as a noun or an adjective here."""
    k, w = c.k, c.k[j]
    f = w.flags
    nxt = k[j + 1] if j + 1 < c.n else None
    if w.word.noun is not None and p.number is not None and head is None and f & Is.NOUN:
        return True
    if nxt is not None and nxt.flags & (Is.HAVE | Is.BE | Is.MODAL) and f & Is.NOUN and f & Is.THIRD and not f & Is.PAST:
        return True  # the Dorra floods | have killed
    if p.number is not None and p.number.low != 1 and head is None and f & Is.NOUN and f & Is.PLURAL and not f & Is.ADJ:
        return True  # 4 stations
    if f & Is.BOTH and not f & (Is.PAST | Is.THIRD | Is.ING):
        many = p.number is not None and p.number.low != 1 and head is None and w.word.noun is None
        if many and nxt is not None and nxt.flags & (Is.ADJ | Is.DET) and not nxt.flags & (Is.NOUN | Is.PART):
            return False  # 62 face criminal charges
        if head is None or (p.determiner in ("a", "an") and nxt is not None and nxt.flags & Is.PREP):
            return True  # "a Shia rally in Dorra"
        if nxt is not None and (opens_object(nxt) or nxt.low in ("him", "them", "her")):
            return False
        return not k[head].flags & Is.PLURAL or k[head].flags & Is.BOTH != 0
    if f & Is.BOTH and f & Is.THIRD | (f & Is.BOTH and f & Is.PLURAL):
        if _toll_goes_on(c, j, head):
            return False
        named = nxt is not None and c.telling and nxt.text[0].isupper() and w.text[0].islower() and not nxt.flags & Is.TIME
        return not (nxt is not None and (opens_object(nxt) or nxt.low in c.opens or named) and head is not None)
    if f & (Is.PART | Is.ING) or f & Is.ADJ:
        follows = noun_like(c, j + 1)
        if w.word.noun is not None and head is None and _shares(c, j):
            return True
        if w.word.verb is not None and head is None and p.number is not None:
            # 5 wounded soldiers; "5 wounded in ..." is a verb
            return (
                follows
                and nxt is not None
                and bool(
                    nxt.flags & (Is.PEOPLE | Is.GROUP | Is.NATION)
                    or nxt.word.thing
                    or (f & Is.ADJ and nxt.flags & Is.ADJ and not nxt.flags & Is.VERB)
                )
            )
        if head is not None:
            if f & Is.ING and not f & Is.ADJ and follows and nxt is not None and nxt.flags & (Is.EVENT | Is.BOTH):
                return True
            if f & Is.ADJ and not f & (Is.PAST | Is.ING) and follows:
                return True
            return bool(f & Is.ADJ and f & Is.NOUN)
        if p.determiner is not None or p.number is not None or j > p.first:
            if follows:
                return True
            return p.determiner is not None and p.number is None and (w.word.noun is not None or bool(f & Is.ING))
        return follows and not f & Is.ING and bool(f & Is.ADJ)
    if f & Is.PLURAL and f & Is.NOUN and not f & Is.THIRD:
        return True
    if f & Is.NOUN and f & Is.BASE:
        return head is None or not k[head].flags & Is.PLURAL
    if f & (Is.BASE | Is.THIRD | Is.PAST):
        return (
            head is None
            and p.determiner is not None
            and not f & Is.PAST
            and not (f & Is.THIRD and p.determiner in ("this", "that"))
        ) or (capital(c, j) and not c.upper and head is not None and capital(c, head) and f & Is.BASE != 0)
    return False


def _shares(c: Cutting, j: int) -> bool:
    """ "nine of the injured": those counted, of whom some are told; and "hundreds of wounded"."""
    k = c.k[j - 1] if j else None
    if k is not None and k.low in ("the", "these", "those"):
        k = c.k[j - 2] if j > 1 else None
    return k is not None and bool(k.flags & Is.OF)


def _toll_goes_on(c: Cutting, j: int, head: int | None) -> bool:
    """ "the death toll stands at 41": behind a toll, the verb that tells its number is no noun."""
    if head is None or j + 1 >= c.n or c.k[head].flags & Is.PLURAL:
        return False
    noun, after = c.k[head].word.noun, c.k[j + 1]
    return noun is not None and "toll" in noun.forms and bool(after.flags & (Is.PREP | Is.TO | Is.NUMBER))


def capital(c: Cutting, j: int) -> bool:
    """Whether a capital tells a name at ``j``: not at the head of the sentence, not in text without small letters."""
    return c.k[j].text[0].isupper() and not c.upper and j > 0
