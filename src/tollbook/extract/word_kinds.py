"""What a word of a sentence can be: its kinds as bits, the rules of its tables, and all tables together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tollbook.model import Measure, WhoClass


class Is:
    """What a word can be, as bits. A word can be several: "report" is a noun and a verb. (Plain integers: an IntFlag costs ten
    times as much, and every word of a sentence is asked.)"""

    NUMBER = 1 << 0
    DET = 1 << 1
    PREP = 1 << 2
    OF = 1 << 3
    AND = 1 << 4
    SUB = 1 << 5
    REL = 1 << 6
    BE = 1 << 7
    HAVE = 1 << 8
    DO = 1 << 9
    MODAL = 1 << 10
    NOT = 1 << 11
    TO = 1 << 12
    ADV = 1 << 13
    NOUN = 1 << 14
    VERB = 1 << 15
    ADJ = 1 << 16
    PRON = 1 << 17
    POSS = 1 << 18
    PAST = 1 << 19
    PART = 1 << 20
    ING = 1 << 21
    THIRD = 1 << 22
    BASE = 1 << 23
    TIME = 1 << 24
    MONTH = 1 << 25
    PLURAL = 1 << 26
    EVENT = 1 << 27
    NATION = 1 << 28
    UNIT = 1 << 29
    ANIMAL = 1 << 30
    DIGITS = 1 << 31
    MARK = 1 << 32
    TITLE = 1 << 33
    KIND = 1 << 34  # of a place: "city", "province"
    STATE = 1 << 35  # a predicate: "dead", "in custody"
    PEOPLE = 1 << 36
    GROUP = 1 << 37  # "members", "a group": who they are is said by what follows
    BOTH = 1 << 38  # noun or verb: told by the words around


KEPT = 20_000  # words that are kept once they were looked up: those that come again and again are among the first


@dataclass(frozen=True, slots=True)
class VerbRule:
    """What a verb, or a phrase that behaves as one, counts."""

    measure: Measure
    takes: str
    role: str
    weak: bool = False
    guard: str | None = None
    needs: frozenset[str] = frozenset()  # one of these words must stand in the sentence
    never: frozenset[str] = frozenset()  # and none of these


@dataclass(frozen=True, slots=True)
class NounRule:
    """What a noun counts, and in which constructions."""

    measure: Measure
    forms: frozenset[str]
    takes: str = "people"
    weak: bool = False
    guard: str | None = None


@dataclass(slots=True)
class Word:
    """An entry of the tables."""

    flags: int = 0
    lemma: str = ""
    verb: VerbRule | None = None
    noun: NounRule | None = None
    people: WhoClass | None = None
    thing: str | None = None


@dataclass(slots=True)
class Tables:
    """All tables. ``phrases`` maps a first word to the phrases that begin with it, longest first."""

    words: dict[str, Word] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], Word]]] = field(default_factory=dict)
    seconds: dict[str, frozenset[str]] = field(default_factory=dict)  # the second words of those phrases; "" where there is none
    raw: dict[str, dict[str, Any]] = field(default_factory=dict)
    unknown: dict[str, Word] = field(default_factory=dict)
    pieces: dict[str, tuple[str, Word, int, str | None, bool]] = field(default_factory=dict)  # what `lexing` has met, as written

    def sort_phrases(self) -> None:
        """Puts the longest phrases first and notes their second words; to be done when all are entered."""
        for first, options in self.phrases.items():
            options.sort(key=lambda o: -len(o[0]))
            self.seconds[first] = frozenset(rest[0] if rest else "" for rest, _ in options)

    def word(self, low: str) -> Word:
        """The entry of ``low``; for a word in no table, one made from its ending."""
        found = self.words.get(low)
        if found is None:
            found = self.unknown.get(low)
            if found is None:
                found = _guess(low, self)
                if len(self.unknown) < KEPT:
                    self.unknown[low] = found
        return found


_STATES = "old led backed based wide run held controlled speaking owned area dominated populated majority ruled occupied torn"
_TOLD_OF = tuple("-" + w for w in _STATES.split())  # "rebel-held", "Danish-speaking"


def _guess(low: str, t: Tables) -> Word:
    """A word in no table, by its ending."""
    if "-" in low:
        last = t.words.get(low.rsplit("-", 1)[1])
        if last is not None and (last.people is not None or last.thing is not None):
            return Word(flags=last.flags & ~Is.VERB | Is.NOUN, lemma=last.lemma, people=last.people, thing=last.thing)
        if low.endswith(_TOLD_OF):
            return Word(flags=Is.ADJ, lemma=low)
    if low.endswith("ly") and len(low) > 4:
        return Word(flags=Is.ADV, lemma=low)
    if low.endswith("ed") and len(low) > 4:
        return Word(flags=Is.VERB | Is.PAST | Is.PART, lemma=low)
    if low.endswith("ing") and len(low) > 5:
        return Word(flags=Is.VERB | Is.ING, lemma=low)
    flags = Is.NOUN | (Is.PLURAL if low.endswith("s") and not low.endswith(("ss", "us", "is", "as")) else 0)
    return Word(flags=flags, lemma=low)
