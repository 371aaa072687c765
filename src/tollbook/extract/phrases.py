"""A sentence cut into its phrases: noun groups, verb groups, prepositions, joints.

No tree is built. Noun groups hold their number phrase and what kind of thing their head is; verb groups hold what their
verb counts and its voice. `subjects` and `objects` find who stands where.
"""

from __future__ import annotations

from tollbook.extract.cutting import VERBAL, Cutting, Phrase
from tollbook.extract.dates import date_at, is_date, number_at, stretch_at, year_follows
from tollbook.extract.lexing import Token
from tollbook.extract.noun_groups import counted_group, plain_group
from tollbook.extract.noun_words import opens_noun
from tollbook.extract.numbers import read_number
from tollbook.extract.verb_groups import state_group, verb_group
from tollbook.extract.verb_words import clause_follows, is_verb
from tollbook.extract.words import Is

_GRAMMAR = Is.OF | Is.TO | Is.REL | Is.AND | VERBAL | Is.NOT | Is.MONTH | Is.DET | Is.SUB | Is.PREP | Is.PRON | Is.ADV


def cut(tokens: list[Token], upper: bool) -> list[Phrase]:
    """The phrases of a sentence, in order. ``upper`` is set for text without small letters."""
    c = Cutting(tokens, upper)
    i = 0
    while i < c.n:
        i = _step(c, i)
    return c.out


def _says_that(c: Cutting, i: int) -> bool:
    """ "said that Marta Ilves was killed": before a name the word opens a clause and points at nobody."""
    if c.k[i].low != "that" or not c.out or c.out[-1].kind != "V" or i + 1 >= c.n:
        return False
    ahead = c.k[i + 1]
    counted = ahead.flags & Is.NUMBER or (ahead.low in c.opens and not ahead.flags & Is.DET)
    if counted:
        return True  # "says that | hundreds of people", "announced that | one of the guards"
    if c.upper and i + 2 < c.n:
        named = c.k[i + 2] if ahead.flags & Is.TITLE else ahead
        return named.text.isalpha() and named.low not in c.t.words  # IT IS KNOWN THAT | JUDGE MAREN ...
    return c.telling and ahead.text[0].isupper()


def _numbered(c: Cutting) -> bool:
    """Whether "the number of" stands right before."""
    return len(c.out) > 1 and c.out[-1].kind == "O" and c.out[-2].noun_low in ("number", "numbers", "total", "toll", "count")


def _step(c: Cutting, i: int) -> int:
    k = c.k[i]
    f = k.flags
    if k.mark is not None:
        if k.low[-1] in "$€£¥₹₽₦" and (number := read_number(c.k, i)) is not None:
            return counted_group(c, i, number)
        kind = '"' if k.mark in "\"“”«»‘’'" else k.mark
        c.put(kind, i, i + 1)
        return i + 1
    if f & Is.STATE and k.word.verb is not None:
        if k.word.noun is not None and _numbered(c):
            p = c.put("N", i, i + 1)  # the number of | missing
            p.head, p.word, p.noun = k, k.word, k.word.noun
            return i + 1
        return state_group(c, i)
    stretch = stretch_at(c, i) if f & Is.DIGITS or k.low in ("between", "from") else None
    if (end := stretch or (date_at(c, i) if f & Is.DIGITS else None)) is not None:
        p = c.put("N", i, end)
        p.head = next(w for w in c.k[i:end] if w.flags & Is.MONTH)
        p.word = p.head.word
        return end
    if (f & Is.NUMBER or k.low in c.starts) and (number := number_at(c, i)) is not None:
        return counted_group(c, i, number)
    if f & _GRAMMAR and (end := _grammar_word(c, i)) is not None:
        return end
    if k.low == "past" and i + 1 < c.n and c.k[i + 1].flags & Is.NUMBER and c.out and c.out[-1].kind == "V":
        c.put("P", i, i + 1)  # climbed | past | 500
        return i + 1
    if f & Is.VERB and is_verb(c, i):
        return verb_group(c, i)
    return plain_group(c, i, i, None)


def _grammar_word(c: Cutting, i: int) -> int | None:
    """The end of the phrase that a word of grammar begins at ``i``; ``None`` where it stands for something else here."""
    k = c.k[i]
    f = k.flags
    if f & Is.OF:
        c.put("O", i, i + 1)
        return i + 1
    if f & Is.TO and i + 1 < c.n and c.k[i + 1].flags & (Is.BASE | Is.BE | Is.HAVE) and not c.k[i + 1].flags & Is.NUMBER:
        return verb_group(c, i)
    if _says_that(c, i):
        c.put("W", i, i + 1)
        return i + 1
    if f & Is.REL and (k.low != "that" or not opens_noun(c, i + 1) or (c.out and c.out[-1].kind == "N")):
        c.put("W", i, i + 1)
        return i + 1
    if f & Is.AND:
        c.put("C", i, i + 1)
        return i + 1
    if f & (VERBAL | Is.NOT):
        return verb_group(c, i)
    if f & Is.MONTH and not (f & Is.MODAL and (c.upper or not k.text[0].isupper())):
        p = c.put("N", i, i + 1)
        p.head, p.word = k, k.word
        while (p.last < c.n and c.k[p.last].flags & Is.DIGITS and is_date(c, p.last)) or year_follows(c, p):
            p.last += 1
        return p.last
    if f & Is.DET:
        return plain_group(c, i, i + 1, k.low)
    if f & Is.SUB and not (f & Is.PREP and not clause_follows(c, i + 1)):
        c.put("S", i, i + 1)
        return i + 1
    if f & Is.PREP:
        c.put("P", i, i + 1)
        return i + 1
    if f & Is.PRON:
        p = c.put("N", i, i + 1)
        p.head, p.word, p.determiner = k, k.word, "pron"
        return i + 1
    if f & Is.ADV:
        c.put("A", i, i + 1)
        return i + 1
    return None
