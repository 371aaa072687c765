"""An act while it is being read: the rule that found it, its words, and the phrases that say who did it and to whom."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tollbook.extract.acts_words import ActRule, act_pattern
from tollbook.extract.clause import Clause, chain_end
from tollbook.extract.cutting import Phrase
from tollbook.extract.placelike import countries
from tollbook.extract.words import Is

Range = tuple[int, int]


@dataclass(slots=True, kw_only=True)
class Deed:
    """An act of one sentence. ``trigger`` is the phrase that tells it; ranges are code points of the report's text."""

    clause: Clause
    rule: ActRule
    family: str
    trigger: int
    start: int
    end: int
    actor: Range | None = None
    target: Range | None = None
    teller: Range | None = None  # who announced it, where that is told by the verb that governs it
    told_on: Range | None = None
    where: Range | None = None
    named: int | None = None  # where the words begin that the rule asks of its object


def chain(c: Clause, i: int) -> Range:
    """The words of the noun group at ``i`` with what it is of ("members of the guard")."""
    ps = c.phrases
    return c.tokens[ps[i].first].start, c.tokens[ps[chain_end(ps, i)].last - 1].end


def words_of(c: Clause, at: Range | None) -> str:
    """The words of a range, on one line."""
    return "" if at is None else " ".join(c.text[at[0] : at[1]].split())


def peoplelike(c: Clause, p: Phrase) -> bool:
    """Whether a noun group can be people: their words, a name, a pronoun. In text without small letters, whatever is no thing."""
    if p.kind != "N":
        return False
    if p.people is not None or p.name or p.determiner == "pron" or p.flags & (Is.GROUP | Is.TITLE):
        return True
    if p.number is not None and p.thing is None and p.noun is None:
        return True
    if p.head is not None and p.head.text[0].isupper() and p.thing is None and not p.flags & (Is.EVENT | Is.TIME | Is.KIND):
        return True
    return c.upper and p.thing is None and not p.flags & (Is.EVENT | Is.TIME | Is.KIND)


def can_act(c: Clause, p: Phrase) -> bool:
    """Whether a noun group can have done something: no blast, no storm, no time."""
    if p.kind != "N" or p.head is None or p.thing is not None or p.flags & (Is.EVENT | Is.TIME) or p.noun is not None:
        return False
    if p.number is not None and p.flags & Is.UNIT:
        return False
    words = c.text[c.tokens[p.first].start : c.tokens[p.last - 1].end]
    return act_pattern("agents", "never").search(re.sub(r"\s+", " ", words)) is None


def is_doer(c: Clause, p: Phrase) -> bool:
    """Whether a noun group can have killed or destroyed: people, a body of them, or a name that is no country's."""
    if not can_act(c, p) or p.head is None:
        return False
    if p.people is not None or p.determiner == "pron" or p.flags & (Is.GROUP | Is.TITLE) or c.upper:
        return True
    if p.number is not None and p.thing is None:
        return True
    return p.head.low not in countries() and (p.head.text[0].isupper() or not p.flags & Is.KIND)
