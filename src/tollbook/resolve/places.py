"""Worded places -> places of the gazetteer, in the light of the report's own country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from tollbook.lexicon import table
from tollbook.model import Place
from tollbook.resolve.country import country_named, country_words
from tollbook.resolve.gazetteer import Entry, Gazetteer, fold

_SPLIT = re.compile(r"\s*(?:,|\bof\b|\bin\b|\bat\b|\bnear\b|['’]s\b|\()\s*")
_TOWN = 2  # precision of a town
_FAR = 200_000  # a namesake abroad is taken only where it is a city that a report needs not introduce


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("places")["words"][name])


@cache
def _trim() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    def any_of(name: str) -> str:
        return "|".join(re.escape(w) for w in sorted(_words(name), key=len, reverse=True))

    return (
        re.compile(rf"^(?:{any_of('before')})\s+", re.I),
        re.compile(rf"\s+(?:{any_of('after')})$", re.I),
        re.compile(rf"\s+(?:{any_of('units')})$", re.I),
        re.compile(rf"^(.*?)[\s,(]+(?:{any_of('without')})\s+(.+?)\)?$", re.I),
    )


def place_of(
    words: str, countries: tuple[str, ...], gazetteer: Gazetteer, decided: Mapping[str, Place] | None = None
) -> tuple[Place | None, str]:
    """The place that ``words`` stand for, and why; ``None`` where they stand for none that can be named.

    ``decided`` holds what the names of the report were found to stand for, in the light of the whole report.

    A place that the gazetteer lacks is a place of its own inside what contains it, never that container itself: a
    hospital's dead are not the city's.
    """
    before, after, unit, without = _trim()
    said = words.strip(" ,.;:")
    if (m := without.match(said)) is not None and m[1]:
        whole, why = place_of(m[1], countries, gazetteer, decided)
        part, _ = place_of(m[2], countries, gazetteer, decided)
        if whole is None or part is None:
            return None, f"no place is known for {words!r}"
        own = f"{whole.id}-{part.id}"
        name = f"{whole.name} without {part.name}"
        return replace(whole, id=own, name=name, within=(whole.id, *whole.within), without=(part.id,)), why
    low = said.casefold()
    if low in _words("country") and countries:
        return _country(countries[0], gazetteer), "the report's country"
    if low.removesuffix("s") in _words("capital") or low.endswith(" capital"):
        return _capital(said, countries, gazetteer)
    if any(w == low or low.startswith(w + " ") or low.endswith(" " + w) for w in _words("elsewhere")) and not _named_in(said):
        return None, f"{words!r} names no place"
    while (m := before.match(said)) is not None:
        said = said[m.end() :]
    said = after.sub("", said)
    if decided is not None and said in decided and unit.search(said) is None:
        chosen = decided[said]
        if chosen.precision <= _TOWN or chosen.country is None:
            return chosen, "decided among its namesakes by the report"
        countries = (chosen.country, *countries)  # a unit and its town of one name: a bare name is the town
    found = _best(gazetteer.named(said), countries, wants_unit=unit.search(said) is not None)
    if found is None and unit.search(said) is not None:
        found = _best(gazetteer.named(unit.sub("", said)), countries, wants_unit=True)
    if found is not None:
        return found.place, _reason(found, countries)
    if said in country_words():
        return _country(country_words()[said], gazetteer), "a country's name"
    return _inside(words, said, countries, gazetteer, decided or {})


def _inside(
    words: str, said: str, countries: tuple[str, ...], gazetteer: Gazetteer, decided: Mapping[str, Place]
) -> tuple[Place | None, str]:
    """A place that the gazetteer lacks: a place of its own, within the narrowest of its words that is known."""
    for part in [p for p in _SPLIT.split(said) if p and p != said]:
        if part in decided:
            return _own(said, decided[part]), f"inside {decided[part].name}"
        if part[:1].isupper() and (found := _best(gazetteer.named(part), countries, wants_unit=False)) is not None:
            return _own(said, found.place), f"inside {found.place.name}"
    if not _named_in(said) or not countries:
        return None, f"no place is known for {words!r}"
    container = _country(countries[0], gazetteer)
    if container is None:
        return None, f"no place is known for {words!r}"
    return _own(said, container), f"not in the gazetteer; inside {container.name}"


def _own(name: str, container: Place) -> Place:
    slug = re.sub(r"\W+", "-", fold(name)).strip("-")
    return replace(
        container,
        id=f"{container.id}/{slug}",
        name=name,
        precision=min(container.precision, 6),
        within=(container.id, *container.within),
    )


def _best(entries: Iterable[Entry], countries: tuple[str, ...], *, wants_unit: bool) -> Entry | None:
    """The likeliest of namesakes: a country; then one of the report's countries, a unit where one is meant; then a great city."""
    found = tuple(entries)
    for e in found:
        if e.kind == "country" and not wants_unit:
            return e
    for code in countries:
        own = [e for e in found if e.place.country == code]
        own.sort(key=lambda e: ((e.kind == "city") == wants_unit, -e.population, e.place.id))
        if own:
            return own[0]
    great = [e for e in found if e.population >= _FAR]
    return great[0] if great and not countries else None


def _country(code: str, gazetteer: Gazetteer) -> Place | None:
    entry = gazetteer.country(code)
    return None if entry is None else entry.place


def _capital(said: str, countries: tuple[str, ...], gazetteer: Gazetteer) -> tuple[Place | None, str]:
    code = country_named(said, gazetteer) or (countries[0] if countries else None)
    for name in table("places")["capitals"].get(code or "", ()):
        found = _best(gazetteer.named(name), (code or "",), wants_unit=False)
        if found is not None:
            return found.place, f"the capital of {code}"
    return None, "a capital that is not known"


def _named_in(said: str) -> bool:
    return re.search(r"\b[A-Z]", said) is not None


def _reason(found: Entry, countries: tuple[str, ...]) -> str:
    if found.kind == "country":
        return "a country's name"
    if found.place.country in countries[:1]:
        return f"a {found.kind} of the report's country"
    return f"a {found.kind} of a country that the report names" if found.place.country in countries else "the largest of its name"
