"""Where a report tells of another event than its own: the further incidents of a round-up, and past events that it recalls.

Each claim belongs to the story of its own event. A stretch is taken for another event's only by words that say so: a sentence
that turns to it ("In a separate attack, ..."), a paragraph with a dateline of its own, or a past event with its place and year.
What has no such words stays with the report: figures of two provinces of one flood are of one story.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from tollbook.lexicon import table
from tollbook.model import (
    Block,
    BlockKind,
    Book,
    Claim,
    Frame,
    Interval,
    Measure,
    Place,
    Report,
    Resolution,
    Sentence,
    Stretch,
)
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.resolve.kinds import alike, kind_of, main_kinds
from tollbook.resolve.naming import Kind
from tollbook.resolve.times import local_day
from tollbook.resolve.toponyms import toponyms

PAST = 60  # days before its report from which on an event that it recalls is another one
_TOWN = 3  # precision of a place up to which it is a town or a district
_ON = 2  # paragraphs after its own in which another event may still be told of
_TOLD = (BlockKind.BODY, BlockKind.LIST, BlockKind.QUOTATION)
_YEAR = re.compile(r"(?<![\d,.$-])(?:19|20)\d\d(?![\d,%]|\.\d)")
_NAMED = r"[•*–—-]? ?(?P<town>[A-Z][A-Z’'.-]+(?: [A-Z][A-Z’'.-]+){0,2})"
_DATELINE = re.compile(_NAMED + r"(?:, [A-Z][\w.]+(?: \w+)?)?(?: \([A-Z]\w+\))?(?: [-–—]| ?--)(?: (?=[A-Z0-9])|$)")
_WORDS = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """Where a report turns to another event: position, block, and whether it is said to have nothing to do with the first."""

    at: int
    block: int
    unrelated: bool


def stretches(
    report: Report, claims: Sequence[Claim], resolutions: Sequence[Resolution], gazetteer: Gazetteer
) -> dict[str, Stretch]:
    """The stretch of each claim that is not of the report's own event, by claim.

    At least one claim is the report's own: a report that tells of past events alone keeps what it tells.
    """
    known = {r.claim: r for r in resolutions}
    found = _turned(report, claims, known) | _recalled(report, claims, known, gazetteer)
    own = {c.id for c in claims} - found.keys()
    wholes = {c.id: c.part_of_claim for c in claims}
    found = {k: v for k, v in found.items() if wholes[k] not in own}  # a part goes with its whole
    return found if len(found) < len(claims) else {}


def told_of(report: Report, found: Sequence[Stretch]) -> Report:
    """A report cut down to some of its stretches: what is remembered of it where it is of their story."""
    text = "\n".join(report.text[s.start : s.end] for s in sorted(set(found), key=lambda s: s.start))
    block = Block(kind=BlockKind.BODY, start=0, end=len(text))
    whole = Sentence(start=0, end=len(text), block=0)
    return replace(report, title=None, byline=None, dateline=None, text=text, blocks=(block,), sentences=(whole,), edits=())


def told_in(book: Book) -> dict[str, Report]:
    """The reports of a story, those of which it has only stretches cut down to these."""
    of: dict[str, list[Stretch | None]] = {}
    for c in book.claims:
        r = book.resolutions.get(c.id)
        of.setdefault(c.report, []).append(r.stretch if r is not None else None)
    cut = {k: [s for s in v if s is not None] for k, v in of.items()}
    return {k: told_of(r, cut[k]) if k in of and len(cut[k]) == len(of[k]) else r for k, r in book.reports.items()}


# ---------------------------------------------------------------------------------------------------------- round-ups


def _turned(report: Report, claims: Sequence[Claim], known: Mapping[str, Resolution]) -> dict[str, Stretch]:
    turns = list(_turns(report, claims, known))
    main = [c for c in claims if c.frame is Frame.CURRENT and turns and c.figure.start < turns[0].at]
    if not main:
        return {}
    found: dict[str, Stretch] = {}
    home = _town_names(main, known)
    for turn, following in zip(turns, [*turns[1:], None], strict=True):
        end = _end(report, turn, following, home)
        held = [c for c in claims if turn.at <= c.figure.start < end]
        if any(c.frame is Frame.CURRENT for c in held) and (
            turn.unrelated or not _one_event(report, turn.at, end, main, held, known)
        ):
            found |= {c.id: Stretch(start=turn.at, end=end) for c in held}
    return found


def _turns(report: Report, claims: Sequence[Claim], known: Mapping[str, Resolution]) -> list[_Turn]:
    """Where the body turns to another event, in order."""
    bodies = {n for n, b in enumerate(report.blocks) if b.kind in _TOLD}
    listed = _datelined(report, bodies)
    found = []
    for s in report.sentences:
        if s.block not in bodies:
            continue
        m = _turning().match(report.text[s.start : s.end])
        if m is not None:
            found.append(_Turn(at=s.start, block=s.block, unrelated="unrelated" in m[0].casefold()))
        elif s.start in listed or _in_another_town(report, s, claims, known):
            found.append(_Turn(at=s.start, block=s.block, unrelated=False))
    return found


def _datelined(report: Report, bodies: Collection[int]) -> set[int]:
    """Where paragraphs begin that have a dateline of a town that the report has not named before; the first is its own. Two alone
    are no round-up: a report is taken up in another town."""
    found: set[int] = set()
    first = True
    for n, block in enumerate(report.blocks):
        m = _DATELINE.match(report.text, block.start, block.end) if n in bodies or block.kind is BlockKind.DATELINE else None
        if m is None:
            continue
        at = n + 1 if block.kind is BlockKind.DATELINE else n
        if not first and m["town"].casefold() not in report.text[: block.start].casefold():
            found |= {b.start for b in report.blocks[at : at + 1]}
        first = False
    return found if len(found) > 1 else set()


def _in_another_town(report: Report, s: Sentence, claims: Sequence[Claim], known: Mapping[str, Resolution]) -> bool:
    """A paragraph begins "In Mosul, ...", with dead or hurt of its own, after those of another town; and no figure before it is
    as large as both together: that would be the toll of one event in two places."""
    if s.start != report.blocks[s.block].start or not report.text.startswith("In ", s.start):
        return False
    own = [c for c in claims if s.start <= c.figure.start < s.end and _casualty(c)]
    before = [c for c in claims if c.figure.start < s.start and _casualty(c)]
    towns, others = _town_names(own, known), _town_names(before, known)
    opens = any(report.text.startswith(f"In {t}", s.start) for t in towns)
    if not (opens and others) or towns & others or any(c.part_of for c in own):
        return False
    return all(
        max((_number(c) for c in before if c.measure is o.measure), default=0) < _number(o) + _least(before, o) for o in own
    )


def _casualty(c: Claim) -> bool:
    return c.frame is Frame.CURRENT and c.measure in (Measure.KILLED, Measure.INJURED, Measure.KILLED_OR_INJURED)


def _number(c: Claim) -> int:
    return c.quantity.low or c.quantity.high or 0


def _least(before: Sequence[Claim], other: Claim) -> int:
    return min((_number(c) for c in before if c.measure is other.measure), default=0)


def _end(report: Report, turn: _Turn, following: _Turn | None, home: frozenset[str]) -> int:
    """Where the other event's telling ends: at the next turn, before a paragraph that names a town of the report's own, or after
    the second that follows; with its paragraph, where the report's own town is not known."""
    end = turn.at
    for n in range(turn.block, len(report.blocks)):
        block = report.blocks[n]
        back = n > turn.block + _ON or not home or any(w in report.text[block.start : block.end] for w in home)
        if n > turn.block and (block.kind not in _TOLD or back):
            break
        if following is not None and following.at < block.end:
            return following.at if following.block == n else end
        end = block.end
    return end


def _one_event(
    report: Report, start: int, end: int, main: Sequence[Claim], held: Sequence[Claim], known: Mapping[str, Resolution]
) -> bool:
    """An event that spreads over a country (unrest, a flood): what is told of elsewhere in that country is of it."""
    kinds = main_kinds(_kinds(f"{report.title or ''} {report.text[:start]}"))
    there = main_kinds(_kinds(report.text[start:end]))
    spreads = bool(kinds) and kinds[0] in table("stretches")["spread"]["kinds"]
    abroad = _countries(held, known) and _countries(main, known) and not _countries(held, known) & _countries(main, known)
    return spreads and not abroad and (not there or alike(kinds[:1], there))


def _kinds(text: str) -> Counter[str]:
    return Counter(kind_of()[w] for w in _WORDS.findall(text.casefold()) if w in kind_of())


def _town_names(claims: Sequence[Claim], known: Mapping[str, Resolution]) -> frozenset[str]:
    """The names of the towns of claims: "Kirkuk" of "a checkpoint near Kirkuk"."""
    places = (r.place for c in claims if (r := known.get(c.id)) is not None)
    return frozenset(p.name.rsplit(" of ", 1)[-1] for p in places if p is not None and p.precision <= _TOWN)


def _countries(claims: Sequence[Claim], known: Mapping[str, Resolution]) -> frozenset[str]:
    places = (r.place for c in claims if (r := known.get(c.id)) is not None)
    return frozenset(p.country for p in places if p is not None and p.country is not None)


@cache
def _turning() -> re.Pattern[str]:
    words = table("stretches")
    event = r"(?:[\w-]+ ){0,3}(?:" + "|".join(words["of"]["events"].replace("|", " ").split()) + r")\b"
    found = "|".join(p.replace("{event}", event) for p in words["turns"]["patterns"])
    return re.compile(rf"(?:(?:{'|'.join(words['turns']['before'])}),? )?(?:{found})", re.I)


# --------------------------------------------------------------------------------------------------------- past events


@dataclass(frozen=True, slots=True, kw_only=True)
class PastEvent:
    """Where and when an event was that a report recalls, and what kind of event its words tell of."""

    place: Place
    days: Interval
    kind: str


def _recalled(
    report: Report, claims: Sequence[Claim], known: Mapping[str, Resolution], gazetteer: Gazetteer
) -> dict[str, Stretch]:
    found = past_events(report, [c for c in claims if c.frame is Frame.BACKGROUND], known, gazetteer)
    spans = {c.id: c.sentence for c in claims}
    return {k: Stretch(start=spans[k].start, end=spans[k].end, recalled=True) for k in found}


def past_events(
    report: Report, claims: Sequence[Claim], known: Mapping[str, Resolution], gazetteer: Gazetteer
) -> dict[str, PastEvent]:
    """The past events of known place and year that ``claims`` are of ("the 2011 killings in Zhanaozen, in which 16 died")."""
    day = local_day(report)
    if day is None or not claims:
        return {}
    named = {
        t.span.text: t.place for t in toponyms(report, gazetteer) if t.place is not None and t.kind in {Kind.PLACE, Kind.PART}
    }
    found = {c.id: _past(c, known.get(c.id), named, day) for c in claims}
    return {k: v for k, v in found.items() if v is not None}


def _past(claim: Claim, r: Resolution | None, named: Mapping[str, Place], day: date) -> PastEvent | None:
    """Place and days by the claim's own words, else by its sentence's."""
    words = claim.sentence.text
    if _counted_over_time().search(words) is not None or _YEAR.fullmatch(claim.figure.text) is not None:
        return None
    years = sorted({int(y) for y in _YEAR.findall(words)})
    days = r.occurred if r is not None else None
    if days is None and len(years) == 1:
        days = Interval(start=date(years[0], 1, 1), end=date(years[0], 12, 31), precision="year")
    here = {p.id: p for name, p in named.items() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words)}
    place = r.place if r is not None and r.place is not None else next(iter(here.values())) if len(here) == 1 else None
    if place is None or days is None or days.end > day - timedelta(days=PAST) or (days.end - days.start).days > 366:
        return None
    return PastEvent(place=place, days=days, kind=next(iter(main_kinds(_kinds(words))), ""))


@cache
def _counted_over_time() -> re.Pattern[str]:
    """Words of a statistic, which is of no event: "435 murders for all of 2011"."""
    return re.compile("|".join(rf"(?<!\w)(?:{p})" for p in table("stretches")["statistics"]["patterns"]), re.I)


__all__ = ["PastEvent", "past_events", "stretches", "told_in", "told_of"]
