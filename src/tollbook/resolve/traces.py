"""What is remembered of a report, so that a later one can be told to be of the same event, or of another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from tollbook.lexicon import table
from tollbook.model import BlockKind, Claim, Frame, Report, Resolution
from tollbook.resolve.kinds import kind_of, main_kinds
from tollbook.resolve.times import local_day

_TOWN = 3  # precision of a place up to which it is a town or a district
_LEAD = 2_500  # characters in which ages, victims and days are those of the event, and not of the ones recalled below
_NAMED_DAYS = 3  # weekdays, and as many dates, of a report that can be the event's
_TOKEN = re.compile(r"[^\W_]+")
_WORN = re.compile(r" [-–|] |\|")  # what follows in a page's title is its outlet
_NAME = r"([A-Z][\w'’-]+(?: [A-Z]\.?)? [A-Z][\w'’-]+)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A report as filing remembers it. ``names`` are capitalised words, and pairs of them; ``days`` are ordinals of the days
    that it names; ``toll`` is the largest number of people that it tells of; ``recalled`` are years and months ("2022-01") that
    it looks back on. Names of countries are neither words nor names: what they say is said by ``countries``."""

    report: str
    day: date | None
    outlet: str | None
    words: frozenset[str]
    names: frozenset[str]
    ages: frozenset[str]
    victims: frozenset[str]
    days: frozenset[int]
    towns: frozenset[str]  # ids of places
    town_names: frozenset[str]
    countries: tuple[str, ...]  # ISO codes, the most named first, two at most
    kinds: Mapping[str, int]  # kinds of event and the number of words that tell of them
    toll: float
    recalled: frozenset[str]

    def vocabulary(self) -> frozenset[str]:
        """All words by which it is found: its words, its names, and its country with and without its kind of event."""
        kinds = main_kinds(self.kinds)
        large = {f"@{c}{k}" for c in self.countries[:1] for k in ("", *kinds)} if self.toll > 20 else ()
        return self.words | self.names | frozenset(large)


def trace_of(report: Report, claims: tuple[Claim, ...], resolutions: tuple[Resolution, ...]) -> Trace:
    """The trace of ``report``, with what its ``claims`` were resolved to."""
    day, body = local_day(report), _body(report)
    title = _WORN.split(report.title or "")[0]
    lead = f"{title}\n{body[:_LEAD]}"
    words, kinds = _words(title, body)
    towns = {r.place for r in resolutions if r.place is not None and r.place.precision <= _TOWN and not r.place.without}
    names = _names(body)
    return Trace(
        report=report.id,
        day=day,
        outlet=_outlet(report),
        words=words,
        names=names,
        ages=frozenset(_ages(lead)),
        victims=frozenset(_victims(lead)),
        days=frozenset(_days(lead, day)),
        towns=frozenset(p.id for p in towns),
        town_names=frozenset(p.name.casefold() for p in towns),
        countries=_countries(resolutions),
        kinds=kinds,
        toll=_toll(claims),
        recalled=frozenset(_recalled(f"{title}\n{body}", day)),
    )


def _body(report: Report) -> str:
    """The report's words without headline and boilerplate."""
    left_out = {BlockKind.BOILERPLATE, BlockKind.HEADLINE}
    return "\n".join(report.text[b.start : b.end] for b in report.blocks if b.kind not in left_out)


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


def _words(title: str, body: str) -> tuple[frozenset[str], Counter[str]]:
    """Words and numbers of a report's beginning; and its kinds of event, a title's words counted three times."""
    heading, text = _TOKEN.findall(title.casefold()), _TOKEN.findall(body.casefold())[: limits()["words"]]
    kinds: Counter[str] = Counter()
    for tokens, weight in ((heading, 3), (text, 1)):
        for w in tokens:
            if w in kind_of():
                kinds[kind_of()[w]] += weight
    found = {w for w in (*heading, *text) if (len(w) > 2 or w.isdigit()) and w not in _stop()}
    return frozenset(found), kinds


def _names(body: str) -> frozenset[str]:
    """Capitalised words that the report writes small nowhere, and pairs of them that stand together."""
    found: set[str] = set()
    small: set[str] = set()
    before = None
    for w in re.findall(r"[^\W_]+|[.!?\n]", body[: 7 * limits()["words"]]):
        folded = w.casefold()
        named = w[0].isupper() and len(w) > 2 and not w.isupper() and folded not in _stop()
        if named:
            found.add(folded)
            if before is not None:
                found.add(f"{before} {folded}")
        elif w[0].islower():
            small.add(w)
        before = folded if named else None
    return frozenset(found - small)


# ------------------------------------------------------------------------------------------------- ages, victims and days


@cache
def _numbers() -> dict[str, int]:
    words = "one two three four five six seven eight nine ten eleven twelve".split()
    return {w: n for n, w in enumerate(words, 1)}


@cache
def _patterns(of: str) -> re.Pattern[str]:
    number = r"(\d{1,2}|" + "|".join(_numbers()) + ")"
    found = [p.replace("{n}", number).replace("{name}", _NAME) for p in table("grouping")[of]["patterns"]]
    return re.compile("|".join(found), re.I if of == "years" else 0)


def _ages(lead: str) -> Iterator[str]:
    for m in _patterns("ages").finditer(lead):
        said = next(g for g in m.groups() if g)
        yield str(_numbers().get(said, said))


def _victims(lead: str) -> Iterator[str]:
    """Words of the names of people whose age stands beside them, or who were identified."""
    for m in _patterns("victims").finditer(lead):
        for w in next(g for g in m.groups() if g).casefold().split():
            if len(w) > 2 and w[:3] not in table("grouping")["days"]["months"]:
                yield w


@cache
def _dated() -> tuple[re.Pattern[str], re.Pattern[str]]:
    days = table("grouping")["days"]
    month = "(" + "|".join(days["months"]) + r")[a-z]*\.?"
    return (
        re.compile(rf"\b({'|'.join(days['weekdays'])})\b", re.I),
        re.compile(rf"\b{month} (\d{{1,2}})\b|\b(\d{{1,2}}) {month}(?![a-z])", re.I),
    )


def _days(lead: str, day: date | None) -> Iterator[int]:
    """The first days that a report names, as ordinals: weekdays are those before it, dates of the year before it."""
    if day is None:
        return
    weekday, dated = _dated()
    named = table("grouping")["days"]
    for m in list(weekday.finditer(lead))[:_NAMED_DAYS]:
        yield day.toordinal() - (day.weekday() - named["weekdays"].index(m[1].casefold())) % 7
    for m in list(dated.finditer(lead))[:_NAMED_DAYS]:
        month, number = named["months"].index((m[1] or m[4]).casefold()) + 1, int(m[2] or m[3])
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


def _recalled(text: str, day: date | None) -> Iterator[str]:
    """Years before its own that a report names, months of the year before it, and "three years after"."""
    if day is None:
        return
    for y in re.findall(r"\b(?:19|20)\d\d\b", text):
        if int(y) < day.year:
            yield y
    for words in _patterns("years").findall(text):
        yield str(day.year - int(_numbers().get("one" if words.casefold() == "a" else words.casefold(), words)))
    for m in _patterns("months").finditer(text):
        month = table("grouping")["days"]["months"].index(m[1][:3].casefold()) + 1
        if month != day.month:
            yield f"{day.year - (month > day.month)}-{month:02d}"


# --------------------------------------------------------------------------------------------------- countries and tolls


def _countries(resolutions: tuple[Resolution, ...]) -> tuple[str, ...]:
    """Countries by how many claims are placed in them, or are told by bodies of theirs; what many say first."""
    found = Counter(r.place.country for r in resolutions if r.place is not None and r.place.country)
    found.update(r.source.country for r in resolutions if r.source is not None and r.source.country)
    return tuple(c for c, _ in sorted(found.items(), key=lambda x: (-x[1], x[0]))[:2])


def _toll(claims: tuple[Claim, ...]) -> float:
    """The largest number of people that a report tells of now, those hurt or held counted for less than the dead."""
    weights = table("grouping", "tables")["toll"]
    told = (
        weights.get(c.measure.value, 0.0) * float(c.quantity.low or c.quantity.high or 0)
        for c in claims
        if c.frame is Frame.CURRENT
    )
    return max(told, default=0.0)


__all__ = ["Trace", "limits", "trace_of"]
