"""Names of countries, towns and regions that stand in a text, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from tollbook.lexicon import table
from tollbook.resolve.gazetteer import Entry, Gazetteer

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_a-z][\w’'-]*|\b(?:of the|of|and|the)\b")
_LONGEST = 6  # words of a name: "Democratic Republic of the Congo"
_SHORTEST = 4  # letters: shorter names are words of the language as often
_GENITIVE = ("'s", "’s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in a text. ``kind`` is country, demonym, capital (a seat of government) or place; ``entries`` are its namesakes.

    ``locative``: something is in it ("in Almaty"), which a name that acts ("Moscow to withdraw") is not.
    """

    start: int
    end: int
    kind: str
    country: str | None
    entries: tuple[Entry, ...]
    locative: bool


@cache
def country_words() -> dict[str, tuple[str, str]]:
    """Names, demonyms and seats of government, as they are written -> kind and ISO code. Long ones in capitals too."""
    places = table("places")
    words = {name: ("capital", code) for code, names in places["capitals"].items() for name in names}
    words |= {name: ("demonym", code) for name, code in places["demonyms"].items()}
    words |= {name: ("country", code) for name, code in places["country_names"].items()}
    return {w.upper(): v for w, v in words.items() if len(w) >= _SHORTEST} | words


@cache
def _common() -> frozenset[str]:
    """Words that begin sentences and are towns somewhere ("More" is one in Norway), and those for kinds of place."""
    words = table("places")["words"]
    return frozenset(
        [*table("events")["stop"]["words"].split(), *words["kinds"], *words["units"], *table("places")["directions"].values()]
    )


@cache
def _prepositions() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('places')['words']['prepositions'])})\s+(?:the\s+)?$", re.I)


def without_genitive(name: str) -> str:
    """ "Almaty's" without what makes it an owner."""
    return name[:-2] if name.endswith(_GENITIVE) else name


@lru_cache(maxsize=256)  # a report is asked for its country, its places and its sources, and each source's words often
def mentions(text: str, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Names in ``text``, the longest that is known at each place."""
    return tuple(_mentions(text, gazetteer))


def _mentions(text: str, gazetteer: Gazetteer) -> Iterator[Mention]:
    for run in _runs(text):
        at, inherited = 0, False
        while at < len(run):
            ends = range(min(len(run), at + _LONGEST), at, -1)
            found = next((m for end in ends if (m := _known(text, run, at, end, gazetteer, inherited)) is not None), None)
            if found is None:
                at += 1
                continue
            yield found
            at = next((i for i, t in enumerate(run) if t.start() >= found.end), len(run))
            if found.kind in {
                "country",
                "demonym",
            }:  # "in Nigeria's Zamfara": what is left is a name by itself, in the same place
                run, at, inherited = run[at:], 0, found.locative


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Stretches of capitalised words, the small words between them included."""
    tokens = list(_TOKEN.finditer(text))
    if not tokens:
        return
    run = [tokens[0]]
    for a, b in pairwise(tokens):
        if text[a.end() : b.start()] != " ":
            yield run
            run = []
        run.append(b)
    yield run


def _known(text: str, run: list[re.Match[str]], at: int, end: int, gazetteer: Gazetteer, inherited: bool) -> Mention | None:
    """What words ``at`` to ``end`` of a run name."""
    first, last = run[at], run[end - 1]
    if first[0].islower() or last[0].islower():
        return None
    name = without_genitive(text[first.start() : last.end()])
    kind: str
    country: str | None
    if (known := country_words().get(name)) is not None:
        (kind, country), entries = known, gazetteer.named(name)
    else:
        entries = () if name.casefold() in _common() or len(name) < _SHORTEST else gazetteer.named(name)
        if not entries or not (entries[0].kind == "country" or _whole(run, at, end)):
            return None
        kind, country = "country" if entries[0].kind == "country" else "place", entries[0].place.country
    start = first.start()
    locative = inherited or _prepositions().search(text[max(0, start - 20) : start]) is not None
    return Mention(start=start, end=start + len(name), kind=kind, country=country, entries=entries, locative=locative)


def _whole(run: list[re.Match[str]], at: int, end: int) -> bool:
    """One word of a longer name is a person's or a company's: "Hudson Gazette", "the Northern Front"."""
    names = [i for i, t in enumerate(run) if not t[0].islower() and t[0].casefold() not in _common()]
    return all(at <= i < end for i in names)
