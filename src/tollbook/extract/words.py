"""The word tables of `lexicon/en`, compiled: what each word of a sentence can be.

Tables are data that a person who does not program can read and change. They are read once, when the first report with a
casualty word is met.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
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


@cache
def tables() -> Tables:
    """The tables of English."""
    folder = resources.files("tollbook") / "lexicon" / "en"
    raw = {
        name: tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("numbers", "measures", "people", "things", "frames", "grammar", "places")
    }
    t = Tables(raw=raw)
    units = raw["numbers"]["units"]
    for tens in [w for w, v in units.items() if v >= 20]:
        for one in [w for w, v in units.items() if 0 < v < 10]:
            units[f"{tens}{one}"] = units[tens] + units[one]  # "thirtythree"
    _grammar(t)
    _people(t)
    _things(t)
    _measures(t)
    t.sort_phrases()
    return t


def _add(t: Tables, low: str, flags: int = 0, **more: Any) -> Word:
    word = t.words.setdefault(low, Word(lemma=low))
    word.flags |= flags
    for key, value in more.items():
        if getattr(word, key) is None or key == "lemma":
            setattr(word, key, value)
    return word


def plural(noun: str) -> str:
    """The regular plural of ``noun``.

    >>> plural("family"), plural("gas"), plural("boy")
    ('families', 'gases', 'boys')
    """
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("ife"):
        return noun[:-2] + "ves"
    if noun.endswith("y") and noun[-2:-1] not in ("a", "e", "i", "o", "u"):
        return noun[:-1] + "ies"
    return noun[:-3] + "men" if noun.endswith("man") and noun not in ("human", "roman", "german") else noun + "s"


def verb_forms(base: str, irregular: dict[str, str]) -> dict[str, int]:
    """All forms of a verb and what each can be."""
    third = base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    if base.endswith("y") and base[-2] not in "aeiou":
        third = base[:-1] + "ies"
    forms = {base: Is.VERB | Is.BASE, third: Is.VERB | Is.THIRD}
    doubled = len(base) > 2 and bool(re.search(r"[^aeiou][aeiou][bdgklmnprtv]$", base)) and _doubles(base)
    stem = base + base[-1] if doubled else base[:-1] if base.endswith("e") and not base.endswith("ee") else base
    ing = base[:-2] + "ying" if base.endswith("ie") else stem + "ing"
    forms[ing] = forms.get(ing, 0) | Is.VERB | Is.ING
    if base in irregular:
        past, *participles = irregular[base].split()
        if not participles:
            forms[past] = forms.get(past, 0) | Is.VERB | Is.PAST | Is.PART
        else:
            forms[past] = forms.get(past, 0) | Is.VERB | Is.PAST
            for p in participles:
                forms[p] = forms.get(p, 0) | Is.VERB | Is.PART
    else:
        past = base + "d" if base.endswith("e") else base[:-1] + "ied" if third.endswith("ies") else stem + "ed"
        forms[past] = Is.VERB | Is.PAST | Is.PART
    return forms


def _doubles(base: str) -> bool:
    syllables = len(re.findall(r"[aeiou]+", base))
    return syllables == 1 or base in (
        "admit",
        "commit",
        "occur",
        "permit",
        "refer",
        "regret",
        "kidnap",
        "transfer",
        "expel",
        "repel",
        "topple",
    )


def _guess(low: str, t: Tables) -> Word:
    """A word in no table, by its ending."""
    if "-" in low:
        last = t.words.get(low.rsplit("-", 1)[1])
        if last is not None and (last.people is not None or last.thing is not None):
            return Word(flags=last.flags & ~Is.VERB | Is.NOUN, lemma=last.lemma, people=last.people, thing=last.thing)
        if low.endswith(("-old", "-led", "-backed", "-based", "-wide", "-run", "-held", "-controlled", "-speaking", "-owned")):
            return Word(flags=Is.ADJ, lemma=low)
    if low.endswith("ly") and len(low) > 4:
        return Word(flags=Is.ADV, lemma=low)
    if low.endswith("ed") and len(low) > 4:
        return Word(flags=Is.VERB | Is.PAST | Is.PART, lemma=low)
    if low.endswith("ing") and len(low) > 5:
        return Word(flags=Is.VERB | Is.ING, lemma=low)
    flags = Is.NOUN | (Is.PLURAL if low.endswith("s") and not low.endswith(("ss", "us", "is", "as")) else 0)
    return Word(flags=flags, lemma=low)


def _grammar(t: Tables) -> None:
    g = t.raw["grammar"]
    w = g["words"]
    for key, flag in (
        ("determiners", Is.DET),
        ("prepositions", Is.PREP),
        ("subordinators", Is.SUB),
        ("relatives", Is.REL),
        ("conjunctions", Is.AND),
        ("have", Is.HAVE),
        ("do", Is.DO),
        ("modals", Is.MODAL),
        ("not", Is.NOT),
        ("pronouns", Is.PRON),
        ("adverbs", Is.ADV),
        ("times", Is.TIME | Is.NOUN),
        ("months", Is.MONTH),
    ):
        for word in w[key].split():
            _add(t, word, flag)
    for word in w["times"].split():
        _add(t, plural(word), Is.TIME | Is.NOUN | Is.PLURAL)
    for word in w["be"].split():
        _add(t, word, Is.BE, lemma="be")
    for word in w["have"].split():
        _add(t, word, Is.HAVE, lemma="have")
    _add(t, "of", Is.OF)
    _add(t, "to", Is.TO | Is.PREP)
    _add(t, "'s", Is.POSS)
    for base in g["verbs"]["words"].split():
        for form, flags in verb_forms(base, g["irregular"]).items():
            _add(t, form, flags, lemma=base)
    for word in (*g["nominal"]["words"].split(), *g["adjectives"]["words"].split()):
        _add(t, word, Is.ADJ)
    for word in g["verbs"]["both"].split():
        for form, flags in verb_forms(word, g["irregular"]).items():
            _add(t, form, flags, lemma=word)
        _add(t, word, Is.NOUN | Is.BOTH)
        _add(t, plural(word), Is.NOUN | Is.BOTH | Is.PLURAL)
    for word in g["nominal"]["words"].split():
        entry = t.words[word]
        entry.flags = entry.flags & ~(Is.VERB | Is.PAST | Is.PART | Is.ING) | Is.NOUN

    for key, flag in (("joined", Is.AND), ("governing", Is.PREP)):
        for phrase in g["verbs"][key]:
            first, *rest = phrase.split()
            t.phrases.setdefault(first, []).append((tuple(rest), Word(flags=flag, lemma=phrase)))


def _people(t: Tables) -> None:
    p = t.raw["people"]
    for name, words in p["classes"].items():
        kind = WhoClass(name)
        for word in words.split():
            _add(t, word, Is.NOUN | Is.PEOPLE, people=kind)
            _add(t, plural(word), Is.NOUN | Is.PEOPLE | Is.PLURAL, people=kind)
    for many, one in p["irregular"].items():
        source = t.words.get(one)
        _add(
            t,
            many,
            Is.NOUN | Is.PLURAL | (Is.PEOPLE if source and source.people else 0),
            people=source.people if source else None,
        )
    for word in p["groups"]["heads"].split():
        _add(t, word, Is.NOUN | Is.GROUP)
        _add(t, plural(word), Is.NOUN | Is.GROUP | Is.PLURAL)
    for word in p["titles"]["words"].split():
        _add(t, word, Is.TITLE | Is.NOUN)
    for word in p["nationalities"]["words"].split():
        _add(t, word, Is.NATION | Is.ADJ)
        if word.endswith(("an", "i")):
            _add(t, word + "s", Is.NATION | Is.NOUN | Is.PEOPLE | Is.PLURAL, people=WhoClass.PEOPLE)


def _things(t: Tables) -> None:
    th = t.raw["things"]
    for name, words in th["objects"].items():
        for word in words.split():
            _add(t, word, Is.NOUN, thing=name)
            _add(t, plural(word), Is.NOUN | Is.PLURAL, thing=name)
    for word in th["units"]["words"].split():
        _add(t, word, Is.NOUN | Is.UNIT)
        _add(t, plural(word), Is.NOUN | Is.UNIT | Is.PLURAL)
    for word in th["places"]["kinds"].split():
        _add(t, word, Is.NOUN | Is.KIND)
        _add(t, plural(word), Is.NOUN | Is.KIND | Is.PLURAL)
    for word in th["places"]["compass"].split():
        _add(t, word, Is.ADJ)
    for word in th["places"]["events"].split():
        _add(t, word, Is.NOUN | Is.EVENT)
    for word in th["not_people"]["words"].split():
        _add(t, word, Is.NOUN | Is.ANIMAL)
        _add(t, plural(word), Is.NOUN | Is.ANIMAL | Is.PLURAL)


def _measures(t: Tables) -> None:
    m, irregular = t.raw["measures"], t.raw["grammar"]["irregular"]
    for row in m["verbs"]:
        rule = VerbRule(
            Measure(row["measure"]),
            row["takes"],
            row["role"],
            row.get("weak", False),
            row.get("guard"),
            frozenset(row.get("needs", "").split()),
            frozenset(row.get("never", "").split()),
        )
        for words, flags, base in _spread(row["words"], irregular, row["role"]):
            _enter(t, words, flags, verb=rule, lemma=base)
    _acting(t, m, irregular)
    for row in m["nouns"]:
        noun = NounRule(
            Measure(row["measure"]), frozenset(row["forms"]), row.get("takes", "people"), row.get("weak", False), row.get("guard")
        )
        for item in _items(row["words"]):
            *first, last = item.split()
            flags = Is.NOUN if "state" not in noun.forms else 0
            _enter(t, (*first, last), flags, noun=noun)
            if "state" not in noun.forms:
                _enter(t, (*first, plural(last)), Is.NOUN | Is.PLURAL, noun=noun)


def _acting(t: Tables, m: dict[str, Any], irregular: dict[str, str]) -> None:
    """Forms of the verbs that count only with what stands beside them, where no other table has them."""
    rows = [
        m["tells"]["words"],
        *(r["verbs"] for r in (*m["moved"], *m["agents"])),
        m["struck"]["hit"],
        m["struck"]["fall"],
        m["deployed"]["verbs"],
        m["deployed"]["brought"],
        t.raw["things"]["places"]["hits"],
    ]
    for base in " ".join(rows).split():
        for form, flags in verb_forms(base, irregular).items():
            if form not in t.words:
                _add(t, form, flags, lemma=base)


def _enter(
    t: Tables,
    words: tuple[str, ...],
    flags: int,
    *,
    verb: VerbRule | None = None,
    noun: NounRule | None = None,
    lemma: str | None = None,
) -> None:
    """Enters a word or a phrase; what a word was entered as before it stays."""
    if len(words) == 1:
        entry = _add(t, words[0], flags, verb=verb, noun=noun)
        if lemma is not None and entry.lemma == words[0]:
            entry.lemma = lemma
        return
    options = t.phrases.setdefault(words[0], [])
    old = next((w for ws, w in options if ws == words[1:]), None)
    if old is None:
        options.append((words[1:], Word(flags=flags, lemma=lemma or " ".join(words), verb=verb, noun=noun)))
    else:
        old.flags |= flags
        old.verb, old.noun = old.verb or verb, old.noun or noun


def _items(words: str) -> Iterable[str]:
    """Entries of a list: single words by blanks, phrases between bars."""
    singles, *phrases = words.split("|")
    return [*singles.split(), *(p.strip() for p in phrases if p.strip())]


def _spread(words: str, irregular: dict[str, str], role: str) -> Iterator[tuple[tuple[str, ...], int, str]]:
    for item in _items(words):
        parts = item.split()
        marked = [i for i, p in enumerate(parts) if p.startswith("{")]
        if not marked and (role == "state" or parts[0] in ("in", "without")):
            yield tuple(parts), Is.STATE, item
        elif not marked:
            yield from (((form,), flags, item) for form, flags in verb_forms(item, irregular).items())
        else:
            at = marked[0]
            for form, flags in verb_forms(parts[at].strip("{}"), irregular).items():
                spread = [p.strip("{}") for p in parts]
                spread[at] = form
                yield from (
                    (tuple(s), flags, parts[at].strip("{}")) for s in _same_form(spread, parts, marked[1:], flags, irregular)
                )


def _same_form(
    words: list[str], parts: list[str], later: list[int], flags: int, irregular: dict[str, str]
) -> Iterator[list[str]]:
    """Further verbs of a phrase take the form of its first ("shot and killed", "shooting and killing")."""
    if not later:
        yield words
        return
    keep = flags & (Is.PAST | Is.PART | Is.ING | Is.THIRD | Is.BASE)
    for form, other in verb_forms(parts[later[0]].strip("{}"), irregular).items():
        if other & keep:
            yield [form if i == later[0] else w for i, w in enumerate(words)]
