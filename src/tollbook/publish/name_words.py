"""The word lists by which `masking` tells a person's name from other capitalised words: `names.toml` and its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tollbook.lexicon import table

Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """The tables of a language, in lower case, ready to look up."""

    mask: str
    offices: Words  # "president": the name after it is public
    pairs: frozenset[tuple[str, str]]  # "police chief"
    after: Words  # "X, the interior minister,"
    address: Words  # "Mr", "Sergeant": the name after it is masked
    particles: Words  # "al", "bin", "van"
    bodies: Words  # "Ministry": makes a body or place of what stands before it
    before: Words  # "Lake": makes a place of what stands after it
    proper: Words  # days, peoples, beliefs: nobody's name
    prefixes: Words  # "anti-", "pro-"
    places: Words  # countries and capitals, several words among them
    locative: Words  # "in": a single word after it is a place
    places_of: Words  # "city of X"
    doubtful: Words  # "May 4", and May who was hurt
    followed: Words  # "X residents": a place or body before it
    small: Words  # no part of a name wherever they stand
    heads: Words  # may open a sentence before a name: "Protester X"
    common: Words  # may open a sentence without being a name; "heads" among them


@cache
def name_words(language: str = "en") -> NameWords:
    """The lists of ``language``, read once."""
    names, places = table("names", language), table("places", language)
    countries = [*places["countries"]["names"], *places["country_names"]]
    capitals = [c for found in places["capitals"].values() for c in found]
    return NameWords(
        mask=names["mask"]["word"],
        offices=_set(names["offices"]["before"]),
        pairs=frozenset((a, b) for p in names["offices"]["two"].split() for a, _, b in [p.rpartition("-")]),
        after=_set(names["offices"]["after"]),
        address=_set(names["address"]["words"]),
        particles=_set(names["address"]["particles"]),
        bodies=_set(names["bodies"]["words"]) | _set(names["bodies"]["names"]),
        before=_set(names["bodies"]["before"]),
        proper=_proper(language) - _set(names["proper"]["doubtful"]),
        prefixes=_set(names["proper"]["prefixes"]),
        places=frozenset(p.casefold() for p in (*countries, *capitals)),
        locative=_set(names["places"]["after"]),
        places_of=_set(names["places"]["of"]),
        doubtful=_set(names["proper"]["doubtful"]),
        followed=_set(names["places"]["followed"]),
        small=_small(language),
        heads=_heads(language),
        common=_common(language),
    )


def _set(words: str) -> Words:
    return frozenset(words.split())


def _proper(language: str) -> Words:
    """Days, months, compass points, peoples and what `names.toml` adds."""
    people = [*table("places", language)["demonyms"], *table("people", language)["nationalities"]["words"].split()]
    peoples = {w for p in people for w in p.casefold().split()}
    times = _set(table("grammar", language)["words"]["times"])
    compass = _set(table("things", language)["places"]["compass"])
    return frozenset(peoples | {f"{p}s" for p in peoples} | times | compass | _set(table("names", language)["proper"]["words"]))


def _small(language: str) -> Words:
    """The little words. "Will" and "May" are names as well, and are judged by what stands around them."""
    words = table("grammar", language)["words"]
    kinds = "determiners prepositions subordinators relatives conjunctions be have do modals not pronouns".split()
    return frozenset(w for k in kinds for w in words[k].split()) - {"will", "may"}


def _heads(language: str) -> Words:
    """What people are called, adverbs and the like: no first names among them."""
    bases = {
        *_set(table("grammar", language)["words"]["adverbs"]),
        *_set(" ".join(table("people", language)["classes"].values())),
        *table("attribution", language)["words"]["heads"],
        *table("numbers", language)["units"],
    }
    return frozenset(f for b in bases for f in (b, f"{b}s")) | _set(table("names", language)["openers"]["words"])


def _common(language: str) -> Words:
    """Words of the other tables too, with their plain forms. "Mark", "Rose" and "Will" are among them, and are first names."""
    grammar, things = table("grammar", language), table("things", language)
    bases = {
        *_set(f"{grammar['verbs']['words']} {grammar['verbs']['both']}"),
        *_set(grammar["words"]["modals"]),
        *_set(grammar["adjectives"]["words"]),
        *_set(grammar["nominal"]["words"]),
        *_set(" ".join(things["objects"].values())),
        *_set(things["places"]["kinds"]),
        *_set(things["places"]["events"]),
    }
    past = _set(" ".join(grammar["irregular"].values()))
    return frozenset({f for b in bases for f in _forms(b)} | past | {*table("people", language)["irregular"]} | _heads(language))


def _forms(base: str) -> tuple[str, ...]:
    stem = base.removesuffix("e")
    return base, f"{base}s", f"{base}es", f"{stem}ed", f"{stem}ing", f"{base[:-1]}ies"
