"""Which country a report is about: what its unspecified authorities are of, and where a bare town name is looked for."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from tollbook.lexicon import table
from tollbook.model import Report
from tollbook.resolve.gazetteer import Gazetteer

_NAME = re.compile(r"\b[A-Z][\w’'.-]*(?:[ -][A-Z][\w’'-]*){0,3}")
_TITLE = 4  # a country in a title weighs as much as so many in the text
_ADJECTIVE = 0.34  # "Russian troops" arrive in the country that a report is about
_TOWN = 0.5  # a town of 100,000 or more speaks for its country half as much as the country's own name
_KNOWN_TOWN = 100_000


@cache
def country_words() -> dict[str, str]:
    """Names, demonyms and seats of government, in the case in which they are written -> ISO code."""
    places = table("places")
    words = {**places["country_names"], **places["demonyms"]}
    words |= {name: code for code, names in places["capitals"].items() for name in names}
    return words


@cache
def _common_words() -> frozenset[str]:
    """Words that begin sentences and are towns somewhere: "More" is one in Norway."""
    return frozenset(table("events")["stop"]["words"].split())


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(country_words(), key=len, reverse=True)
    return re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, words)) + r")(?![\w])")


def countries_of(report: Report, gazetteer: Gazetteer) -> tuple[str, ...]:
    """ISO codes of the countries that ``report`` names, the one it is about first."""
    seen: dict[str, float] = defaultdict(float)
    for text, weight in ((report.title or "", _TITLE), (report.text, 1)):
        for m in _pattern().finditer(text):
            seen[country_words()[m[0]]] += weight * (1 if m[0] in table("places")["country_names"] else _ADJECTIVE)
        for m in _NAME.finditer(text):
            name = m[0].removesuffix("'s").removesuffix("’s")
            if name in country_words() or name.casefold() in _common_words():
                continue
            found = gazetteer.named(name)
            if found and found[0].kind == "country":
                seen[found[0].place.country or ""] += weight
            elif found and found[0].population >= _KNOWN_TOWN and len(name) > 3:
                seen[found[0].place.country or ""] += weight * _TOWN
    return tuple(code for code, _ in sorted(seen.items(), key=lambda x: (-x[1], x[0])) if code)


def country_named(words: str, gazetteer: Gazetteer) -> str | None:
    """The country that ``words`` name by its name, its demonym or its seat of government; the first of several."""
    m = _pattern().search(words)
    if m is not None:
        return country_words()[m[0]]
    for m in _NAME.finditer(words):
        found = gazetteer.named(m[0].removesuffix("'s").removesuffix("’s"))
        if found and found[0].kind == "country":
            return found[0].place.country
    return None
