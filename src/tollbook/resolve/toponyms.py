"""Places named in a report: each with the place that it stands for, its other candidates and the rule that decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tollbook.model import Place, Report, Span
from tollbook.resolve.candidates import Named, Namer, words
from tollbook.resolve.deciding import Choice, decide
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.resolve.naming import Kind, Mention, find_mentions

_CONTAINED = re.compile(
    r",? \(?"
    r"|,? (?:an? (?:\w+ )?(?:town|city|village|suburb|district|port) )?(?:in|of) (?:the )?"
    r"(?:(?:north|south|east|west|central)\w* )?"
)
_UNIT_PRECISION = {"admin2": 3, "admin1": 4}  # of a unit that the gazetteer knows by its town only
_FAR = 40  # characters between a name and that of what contains it
_WEAK = 4.3  # points under which a name that nothing says is a place's is left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place named in a report. ``place`` is ``None`` where several are as likely; ``candidates`` are likeliest first.

    ``precision`` is UCDP's where_prec, 1 (an exact point) to 7 (wider than a country). A figure happened at a `Kind.PLACE`; an
    actor, a demonym and a part of a body's name say where something belongs, not where it happened.
    """

    span: Span
    place: Place | None
    kind: Kind
    candidates: tuple[Place, ...]
    rule: str
    precision: int | None


@lru_cache(4)
def _namer(gazetteer: Gazetteer) -> Namer:
    return Namer(gazetteer)


def toponyms(report: Report, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """The places that ``report`` names, in order."""
    mentions = find_mentions(report, _namer(gazetteer))
    choices = decide(mentions, _containers(report.text, mentions), _signs(report.text))
    return tuple(_toponym(report, m, c) for m, c in zip(mentions, choices, strict=True) if _kept(m, c))


def toponyms_at(report: Report, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """What the names at ``spans`` (code points, in order) stand for, in the light of the whole report; one for each."""
    namer = _namer(gazetteer)
    found = find_mentions(report, namer)
    mentions = [m for m in found if not any(a < m.end and m.start < b for a, b in spans)]
    for a, b in spans:
        written = report.text[a:b]
        same = next((m for m in found if (m.start, m.end) == (a, b)), None)
        named = namer.short(written) or namer.of(written, after_comma=report.text[:a].endswith(", ")) or _nearest(written, namer)
        mentions.append(same or Mention(a, b, written, named, Kind.PLACE, 2))
    mentions.sort(key=lambda m: m.start)
    choices = decide(mentions, _containers(report.text, mentions), _signs(report.text))
    by_span = {(m.start, m.end): _toponym(report, m, c) for m, c in zip(mentions, choices, strict=True)}
    return tuple(by_span[span] for span in spans)


def _nearest(written: str, namer: Namer) -> Named:
    """A name that the gazetteer has only a part of: "Platte Co.", "South Kilburn"."""
    return namer.of(re.sub(r"\bCo\.$", "County", written)) or Named(written.casefold(), ())


def _containers(text: str, mentions: list[Mention]) -> dict[int, int]:
    """Which mention names what another lies in: "X, Y"."""
    found = {}
    for k in range(len(mentions) - 1):
        a, b = mentions[k], mentions[k + 1]
        if Kind.DEMONYM not in (a.kind, b.kind) and b.start - a.end < _FAR and _CONTAINED.fullmatch(text, a.end, b.start):
            found[k] = k + 1
    return found


def _signs(text: str) -> dict[str, float]:
    """How much the words of ``text`` speak for a country: 1 for one sign, 2 for three or more kinds of sign."""
    found = {code: sum(mark in text for mark in marks) for code, marks in words().signs.items()}
    return {code: min(2.0, 0.5 + 0.5 * n) for code, n in found.items() if n}


def _kept(m: Mention, c: Choice) -> bool:
    if m.firm >= 1 or m.named.sure:
        return True
    return c.points >= _WEAK


def _toponym(report: Report, m: Mention, c: Choice) -> Toponym:
    place = None if c.entry is None else c.entry.place
    return Toponym(
        span=report.words(m.start, m.end),
        place=place,
        kind=m.kind,
        candidates=tuple(e.place for e in c.ranked),
        rule=c.rule,
        precision=None if place is None else max(place.precision, _UNIT_PRECISION.get(m.unit or "", 0)),
    )
