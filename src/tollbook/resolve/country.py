"""Which country a report is about: what its unspecified authorities are of, and where a bare town name is looked for."""

from __future__ import annotations

from collections import defaultdict

from tollbook.model import Report
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.resolve.mentions import Mention, mentions

_TITLE = 3.0  # a name in a title weighs as much as so many in the text
# What a name says of where things happen: where something is in it, and where it only acts or owns. "Russian troops" and
# "Moscow says" arrive in the country that a report is about.
_WEIGHT = {"country": (1.0, 0.6), "demonym": (0.34, 0.34), "capital": (1.0, 0.2), "place": (1.0, 0.25)}
_KNOWN_TOWN = 100_000  # smaller towns are the namesakes of too much


def countries_of(report: Report, gazetteer: Gazetteer) -> tuple[str, ...]:
    """ISO codes of the countries that ``report`` names, the one it is about first."""
    seen: dict[str, float] = defaultdict(float)
    for text, weight in ((report.title or "", _TITLE), (report.text, 1.0)):
        for m in mentions(text, gazetteer):
            code = _country_of(m)
            if code is not None:
                seen[code] += weight * _WEIGHT[m.kind][0 if m.locative else 1]
    return tuple(code for code, _ in sorted(seen.items(), key=lambda x: (-x[1], x[0])))


def _country_of(m: Mention) -> str | None:
    """Of a place: that of a large town, or of a region under the name that it goes by; other names of regions are too many."""
    if m.kind != "place":
        return m.country
    known = (e for e in m.entries if e.population >= _KNOWN_TOWN and (e.kind == "city" or e.first))
    return next((e.place.country for e in known), None)


def country_named(words: str, gazetteer: Gazetteer, home: str | None = None) -> str | None:
    """The country that ``words`` name by its name, its demonym or its seat of government; the first of several.

    A seat of government that is a town of ``home`` too is that town: "Tripoli police" in a report from Lebanon.
    """
    return next((m.country for m in mentions(words, gazetteer) if m.kind != "place" and not _at_home(m, home)), None)


def _at_home(m: Mention, home: str | None) -> bool:
    return m.kind == "capital" and m.country != home and any(e.place.country == home for e in m.entries)
