"""What a name can stand for: entries of the gazetteer, by way of short forms and demonyms."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Any

from tollbook.lexicon import table
from tollbook.resolve.gazetteer import Entry, Gazetteer

_SURE = {"admin1": 500_000, "city": 1_000_000}  # inhabitants: who writes the name of such a place in capitals means one
_WIDER = 7  # precision of a place that is wider than a country, or no country's
MOST = 24  # namesakes looked at; the rest are smaller


@dataclass(frozen=True, slots=True)
class Named:
    """A name as written, with the places that bear it. ``sure``: whoever writes it capitalised means a place."""

    key: str
    entries: tuple[Entry, ...]
    sure: bool = False
    town: bool = False  # sure, but only as that of a great city, which surnames are as well
    demonym: bool = False
    fixed: bool = False  # by a table: no namesakes
    short: bool = False  # a short form of a unit's name ("Ky."): what stands before it lies there


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of `lexicon/en/toponyms.toml`, as looked up."""

    names: dict[str, str]
    short: dict[str, str]
    postal: dict[str, str]
    demonyms: dict[str, str]
    weights: dict[str, float]
    unit_of: dict[str, str]
    locative: frozenset[str]
    firm: frozenset[str]
    parts: frozenset[str]
    streets: frozenset[str]
    bodies: frozenset[str]
    followed: frozenset[str]
    saying: frozenset[str]
    acting: frozenset[str]
    against: frozenset[str]
    common: frozenset[str]
    beside: frozenset[str]  # words that may stand beside a place's name in capitals: they are understood
    titles: frozenset[str]
    first: frozenset[str]
    famous: frozenset[str]
    usual: dict[str, str]
    signs: dict[str, tuple[str, ...]]
    calendar: frozenset[str]
    countries: frozenset[str]
    states: frozenset[str]


@cache
def words(language: str = "en") -> Words:
    """The tables, read once."""
    t: dict[str, Any] = table("toponyms", language)
    places: dict[str, Any] = table("places", language)
    finding = {k: frozenset(v.split()) for k, v in t["finding"].items()}
    demonyms = {**places["demonyms"], **t["demonyms"]}
    demonyms |= {f"{d}s": target for d, target in demonyms.items() if not d.endswith(("s", "ish", "ese", "ch"))}
    common = (
        frozenset(t["words"]["common"].split())
        | frozenset(table("events", language)["stop"]["words"].split())
        | frozenset(t["people"]["titles"].split())
        | frozenset(table("grammar", language)["words"]["times"].split())
        | finding["bodies"] - finding["parts"]
    )
    return Words(
        names=t["names"],
        short=t["short"],
        postal=t["postal"],
        demonyms=demonyms,
        weights=t["weights"],
        unit_of={word: kind for kind, listed in t["units"].items() for word in listed.split()},
        common=common,
        beside=common | finding["bodies"] | finding["parts"],
        famous=frozenset(t["people"]["famous"].split()),
        usual=t["usual"],
        signs={code: tuple(found) for code, found in t["signs"].items()},
        titles=frozenset(t["people"]["titles"].split()),
        first=frozenset(t["people"]["first"].split()),
        calendar=frozenset(table("grammar", language)["words"]["times"].split()),
        countries=frozenset(places["countries"]["names"]),
        states=frozenset(v.lower() for v in [*t["short"].values(), *t["postal"].values()]),
        **finding,
    )


def _needs_no_introduction(e: Entry, shown: str) -> bool:
    if e.kind == "country":
        return e.first or " " in shown
    return e.first and e.population >= _SURE.get(e.kind, math.inf)


class Namer:
    """Looks up what a written name can stand for, and remembers it."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._known: dict[tuple[str, bool], Named | None] = {}

    def of(self, written: str, *, after_comma: bool = False) -> Named | None:
        """What ``written`` can stand for; ``None`` where no place bears it."""
        key = (written, after_comma)
        if key not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[key] = self._look(" ".join(written.split()), after_comma)
        return self._known[key]

    def short(self, written: str) -> Named | None:
        """The first-level unit that a short form ("Ky.") stands for."""
        name = words().short.get(written.replace(" ", ""))
        return None if name is None else self._unit(name)

    def is_place(self, written: str) -> bool:
        """Whether any place bears the name."""
        named = self.of(written)
        return named is not None and bool(named.entries)

    def is_sure(self, written: str) -> bool:
        """Whether the name is one that needs no introduction."""
        named = self.of(written)
        return named is not None and (named.sure or named.demonym)

    def _look(self, written: str, after_comma: bool) -> Named | None:
        w = words()
        if after_comma and written in w.postal:
            return self._unit(w.postal[written])
        if written in w.names:
            return self._fixed(w.names[written])
        short = written.replace(" ", "")
        if short in w.short or (short + "." in w.short and "." in short):
            return self._unit(w.short.get(short) or w.short[short + "."])
        shown = written.title() if written.isupper() and len(written) > 4 else written
        if shown in w.demonyms:
            entries = self._target(w.demonyms[shown])
            return Named(w.demonyms[shown], entries[:1], sure=True, demonym=True, fixed=True) if entries else None
        if len(written) < 3:
            return None
        found = self._gazetteer.named(written)
        if not found:
            return None
        wide = [e for e in found if e.place.precision == _WIDER and e.first]
        if wide:
            return Named(shown.casefold(), (wide[0],), sure=True, fixed=True)
        known = {e.kind for e in found[:3] if _needs_no_introduction(e, shown)}
        sure = shown in w.countries or bool(known)
        return Named(shown.casefold(), found[:MOST], sure=sure, town=known == {"city"})

    def _fixed(self, target: str) -> Named | None:
        if not target:
            return Named("", (), fixed=True)  # no place: "West Side"
        entries = self._target(target)
        return Named(target, entries[:1], sure=True, fixed=True) if entries else None

    def _target(self, target: str) -> tuple[Entry, ...]:
        if len(target) == 2 and target.isupper():
            country = self._gazetteer.country(target)
            return () if country is None else (country,)
        if "/" in target or target.isdigit():
            place = self._gazetteer.place(target)
            return () if place is None else (place,)
        found = self._gazetteer.named(target)
        units = tuple(e for e in found if e.kind in ("country", "admin1", "region"))
        return units if units and target in words().demonyms.values() else found

    def _unit(self, name: str) -> Named | None:
        found = [e for e in self._gazetteer.named(name) if e.kind == "admin1"]
        found.sort(key=lambda e: e.place.country not in ("US", "CA", "AU"))
        return Named(name, tuple(found[:1]), sure=True, fixed=True, short=True) if found else None
