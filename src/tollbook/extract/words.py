"""The word tables of `lexicon/en`, compiled: what each word of a sentence can be.

Tables are data that a person who does not program can read and change. They are read once, when the first report with a
casualty word is met.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any

from tollbook.extract.inflection import plural, verb_forms
from tollbook.extract.word_kinds import KEPT, Is, NounRule, Tables, VerbRule, Word
from tollbook.model import Measure, WhoClass

__all__ = ["KEPT", "Is", "NounRule", "Tables", "VerbRule", "Word", "plural", "tables", "verb_forms"]


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
