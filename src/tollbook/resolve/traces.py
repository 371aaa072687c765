"""What is remembered of a report, so that a later one can be told to be of the same event, or of another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

from tollbook.lexicon import table
from tollbook.model import BlockKind, Claim, Frame, Report, Resolution
from tollbook.resolve.kinds import craft_of, kind_of, main_kinds
from tollbook.resolve.times import local_day

_REMEMBERED = 200_000  # words whose numbers are kept at hand
_TOWN = 3  # precision of a place up to which it is a town or a district
_NAMED_DAYS = 3  # weekdays, and as many dates, of a report that can be the event's
_TOKEN = re.compile(r"[^\W_]+|[.!?\n]")
_WORN = re.compile(r" [-–|] |\|")  # what follows in a page's title is its outlet
_NAME = r"([A-Z][\w'’-]+(?: [A-Z]\.?)? [A-Z][\w'’-]+)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A report as filing remembers it. ``names`` are capitalised words, and pairs of them; ``days`` are ordinals of the days
    that it names; ``toll`` is the largest number of people that it tells of; ``recalled`` are years and months ("2022-01") that
    it looks back on. Names of countries are neither words nor names: what they say is said by ``countries``.

    Words and names are kept as numbers, so that nothing of a report's text stands where filing keeps what it remembers."""

    report: str
    day: date | None
    outlet: str | None
    words: frozenset[int]
    names: frozenset[int]
    ages: frozenset[str]
    victims: frozenset[int]
    days: frozenset[int]
    towns: frozenset[str]  # ids of places
    town_names: frozenset[int]
    countries: tuple[str, ...]  # ISO codes, the most named first, two at most
    events: frozenset[int]  # its kinds of event in its country, as if they were words: "@KZunrest"
    kinds: Mapping[str, int]  # kinds of event and the number of words that tell of them
    craft: Mapping[str, int]  # what crashed or sank, likewise
    toll: float
    recalled: frozenset[str]

    def vocabulary(self) -> frozenset[int]:
        """All words by which it is found."""
        return self.words | self.names | self.events


_last: list[
    tuple[Report, tuple[Claim, ...], tuple[Resolution, ...], Trace]
] = []  # a report is traced to find its story, then to file it


def trace_of(report: Report, claims: tuple[Claim, ...], resolutions: tuple[Resolution, ...]) -> Trace:
    """The trace of ``report``, with what its ``claims`` were resolved to."""
    for known, counted, resolved, trace in tuple(_last):
        if known is report and _same_claims(counted, claims) and _same_meaning(resolved, resolutions):
            return trace
    trace = _trace(report, claims, resolutions)
    _last[:] = [(report, claims, resolutions, trace)]
    return trace


def _same_claims(one: tuple[Claim, ...], other: tuple[Claim, ...]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))


def _same_meaning(one: tuple[Resolution, ...], other: tuple[Resolution, ...]) -> bool:
    """Of the very same places and bodies, under whatever story."""
    return len(one) == len(other) and all(a.place is b.place and a.source is b.source for a, b in zip(one, other, strict=True))


def _trace(report: Report, claims: tuple[Claim, ...], resolutions: tuple[Resolution, ...]) -> Trace:
    day, lead = local_day(report), _lead(report)
    title = _WORN.split(report.title or "")[0]
    heading, tokens = _TOKEN.findall(title), _TOKEN.findall(lead)
    told = f"{title}\n{lead}"
    towns = {r.place for r in resolutions if r.place is not None and r.place.precision <= _TOWN and not r.place.without}
    folded = [w.casefold() for w in (*heading, *tokens)]
    kinds, countries = _counted(kind_of(), folded, len(heading)), _countries(resolutions)
    return Trace(
        report=report.id,
        day=day,
        outlet=_outlet(report),
        words=_numbered({w for w in folded if len(w) > 2 or w.isdigit()} - _stop()),
        names=_numbered(_names(tokens)),
        ages=frozenset(_ages(told)),
        victims=_numbered(_victims(told)),
        days=frozenset(_days(folded, day)),
        towns=frozenset(p.id for p in towns),
        town_names=_numbered(p.name.casefold() for p in towns),
        countries=countries,
        events=_numbered(f"@{c}{k}" for c in countries[:1] for k in main_kinds(kinds)),
        kinds=kinds,
        craft=_counted(craft_of(), folded, len(heading)),
        toll=toll_of(claims),
        recalled=frozenset(_recalled(folded, day)),
    )


_NUMBERS: dict[str, int] = {}


def _numbered(words: Iterable[str]) -> frozenset[int]:
    """Words as numbers: 32 bits of a checksum, so that two words of a million are seldom one."""
    if len(_NUMBERS) > _REMEMBERED:
        _NUMBERS.clear()
    found = []
    for w in words:
        number = _NUMBERS.get(w)
        if number is None:
            number = _NUMBERS[w] = crc32(w.encode("utf-8", "replace"))
        found.append(number)
    return frozenset(found)


def _lead(report: Report) -> str:
    """The beginning of the report's body; below it come other reports' teasers, and events that it only recalls."""
    found, size = [], 0
    for b in report.blocks:
        if b.kind not in (BlockKind.BOILERPLATE, BlockKind.HEADLINE):
            found.append(report.text[b.start : b.end])
            size += b.end - b.start
            if size >= limits()["characters"]:
                break
    return "\n".join(found)[: limits()["characters"]]


def _outlet(report: Report) -> str | None:
    host = urlsplit(report.url or "").hostname
    return re.sub(r"^(?:www|m|mobile|amp)\.", "", host) if host else report.publisher


@cache
def limits() -> dict[str, Any]:
    """The limits of the table of grouping."""
    found: dict[str, Any] = table("grouping", "tables")["limits"]
    return found


@cache
def _stop() -> frozenset[str]:
    """Words that tell no event from another: function words, numbers, countries."""
    places = table("places")
    countries = (*places["demonyms"], *places["country_names"], *places["countries"]["names"])
    listed = f"{table('events')['stop']['words']} {table('grouping')['stop']['words']}".split()
    return frozenset((*listed, *_numbers(), *(w for c in countries for w in c.casefold().split())))


def _counted(known: Mapping[str, str], folded: list[str], heading: int) -> Counter[str]:
    """Kinds that words tell of; the first ``heading`` words are the title's, and count three times."""
    kinds: Counter[str] = Counter()
    for n, w in enumerate(folded):
        if w in known:
            kinds[known[w]] += 3 if n < heading else 1
    return kinds


def _names(tokens: list[str]) -> set[str]:
    """Capitalised words that the report writes small nowhere, and pairs of them that stand together."""
    found: set[str] = set()
    small: set[str] = set()
    before, stop = None, _stop()
    for w in tokens:
        if not w[0].isupper():
            small.add(w)
            before = None
            continue
        folded = w.casefold()
        if len(w) < 3 or (len(w) < 4 and w.isupper()) or folded in stop:
            before = None
            continue
        found.add(folded)
        if before is not None:
            found.add(f"{before} {folded}")
        before = folded
    return found - small


# ------------------------------------------------------------------------------------------------- ages, victims and days


@cache
def _numbers() -> dict[str, int]:
    words = "one two three four five six seven eight nine ten eleven twelve".split()
    return {w: n for n, w in enumerate(words, 1)} | {"a": 1}


@cache
def _patterns(of: str) -> re.Pattern[str]:
    number = r"(\d{1,2}|" + "|".join(w for w in _numbers() if len(w) > 1) + ")"
    found = [p.replace("{n}", number).replace("{name}", _NAME) for p in table("grouping")[of]["patterns"]]
    return re.compile("|".join(found))


def _ages(lead: str) -> Iterator[str]:
    for m in _patterns("ages").finditer(lead):
        said = m[m.lastindex or 0]
        yield str(_numbers().get(said, said))


def _victims(lead: str) -> Iterator[str]:
    """Words of the names of people whose age stands beside them, or who were identified."""
    for m in _patterns("victims").finditer(lead):
        for w in m[m.lastindex or 0].casefold().split():
            if len(w) > 2 and w not in _calendar()[1]:
                yield w


@cache
def _calendar() -> tuple[dict[str, int], dict[str, int]]:
    """Weekdays, Monday 0; names of months and their short forms, January 1."""
    days = table("grouping")["days"]
    months = {w: n for n, names in enumerate(days["months"], 1) for w in names}
    return {w: n for n, w in enumerate(days["weekdays"])}, months


def _days(folded: list[str], day: date | None) -> Iterator[int]:
    """The first days that a report names, as ordinals: weekdays are those before it, dates of the year before it."""
    if day is None:
        return
    weekdays, months = _calendar()
    for w in [w for w in folded if w in weekdays][:_NAMED_DAYS]:
        yield day.toordinal() - (day.weekday() - weekdays[w]) % 7
    dated = [
        (months[w], d) for n, w in enumerate(folded) if w in months for d in (*folded[n + 1 : n + 2], *folded[max(0, n - 1) : n])
    ]
    for month, number in [(m, int(d)) for m, d in dated if d.isdecimal() and len(d) < 3][:_NAMED_DAYS]:
        for year in (day.year, day.year - 1):
            found = _date(year, month, number)
            if found is not None and found.toordinal() <= day.toordinal() + 1:
                yield found.toordinal()
                break


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _recalled(folded: list[str], day: date | None) -> Iterator[str]:
    """Years before its own that a report names, months of the year before it, and "three years after"."""
    if day is None:
        return
    looking, months, numbers = table("grouping")["recalled"], _calendar()[1], _numbers()
    telling = {w for w in set(folded) if w in months or w in looking["years"] or (len(w) == 4 and w.isdecimal())}
    for n, w in enumerate(folded) if telling else ():
        if len(w) == 4 and w.isdecimal() and 1900 <= int(w) < day.year:
            yield w
        elif w in looking["years"] and n > 0 and n + 1 < len(folded) and folded[n + 1] in looking["after"]:
            count = folded[n - 1]
            if count in numbers or (count.isdecimal() and len(count) < 3):
                yield str(day.year - int(numbers.get(count, count)))
        elif w in months and len(w) > 3 and months[w] != day.month and w not in looking["doubtful"]:
            yield f"{day.year - (months[w] > day.month)}-{months[w]:02d}"


# --------------------------------------------------------------------------------------------------- countries and tolls


def _countries(resolutions: tuple[Resolution, ...]) -> tuple[str, ...]:
    """Countries by how many claims are placed in them, or are told by bodies of theirs; what many say first."""
    found = Counter(r.place.country for r in resolutions if r.place is not None and r.place.country)
    found.update(r.source.country for r in resolutions if r.source is not None and r.source.country)
    return tuple(c for c, _ in sorted(found.items(), key=lambda x: (-x[1], x[0]))[:2])


def toll_of(claims: tuple[Claim, ...]) -> float:
    """The largest number of people that a report tells of now, those hurt or held counted for less than the dead."""
    weights = table("grouping", "tables")["toll"]
    told = (
        weights.get(c.measure.value, 0.0) * float(c.quantity.low or c.quantity.high or 0)
        for c in claims
        if c.frame is Frame.CURRENT
    )
    return max(told, default=0.0)


__all__ = ["Trace", "limits", "toll_of", "trace_of"]
