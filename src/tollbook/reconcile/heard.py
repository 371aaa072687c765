"""Who was heard, day by day: a toll that does not rise may only mean that nobody could speak."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tollbook.lexicon import table
from tollbook.model import Act, Book, Happening, Heard, Link, Relation, day_range
from tollbook.reconcile.figures import Figure, figures

STATE, OTHERS, NOBODY = "state", "others", ""

_AGAIN = (Relation.RESTATES, Relation.REPEATS, Relation.POSSIBLY_DERIVED)


def heard(book: Book, as_of: datetime, acts: Sequence[Happening] = ()) -> tuple[Heard, ...]:
    """Each day from the first report to the last that was published by ``as_of``, with those who gave a figure of their own.

    A reprint, and what only says again what another said, is nobody heard. ``acts`` are those of the story: an internet cut
    among them is a reason for silence, beside those that people gave.
    """
    zone = ZoneInfo(book.story.zone)
    days = {
        r.id: p.local_day(zone) for r in book.reports.values() if (p := r.published) is not None and p.known_at(zone) <= as_of
    }
    if not days:
        return ()
    own = _own(book, days)
    reasons = _reasons(book, acts)
    return tuple(
        Heard(
            day=day,
            reports=sum(d == day for d in days.values()),
            sides=_sides(f for f in own if days[f.report.id] == day),
            reasons=tuple(dict.fromkeys(why for start, end, why in reasons if start <= day <= end)),
        )
        for day in day_range(min(days.values()), max(days.values()))
    )


def _own(book: Book, days: dict[str, date]) -> list[Figure]:
    """Figures that are nobody else's, said again."""
    links: Iterable[Link] = (x for x in book.links if x.holds)
    again = {x.subject for x in links if x.relation in _AGAIN}
    return [f for f in figures(book) if f.report.id in days and f.claim.id not in again and f.report.id not in again]


def _sides(found: Iterable[Figure]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Those heard, by side: the state's bodies, others that are named, and reports that name nobody."""
    sides: dict[str, dict[str, str]] = {STATE: {}, OTHERS: {}, NOBODY: {}}
    for f in found:
        if f.source is None:
            sides[NOBODY][f.report.id] = f.report.publisher or f.report.name.rsplit("/", 1)[-1]
        else:
            side = STATE if (f.source.party_to or "").endswith("state") else OTHERS
            sides[side][f.source.id] = f.source.name
    return tuple((side, tuple(sorted(set(names.values())))) for side, names in sides.items() if names)


def _reasons(book: Book, acts: Sequence[Happening]) -> list[tuple[date, date, str]]:
    """Known reasons for silence: given by people, and acts that cut people off, until an act that ends it."""
    found = [
        (x.start, x.end, f"{d.decision.reason} ({d.by})")
        for d in book.decisions
        if d.undone is None and d.decision.act is Act.SILENCE and (x := d.decision.days) is not None
    ]
    told = table("silence", "tables")
    for cut, ends, words in ((k, v["ends"], v["words"]) for k, v in told["acts"].items()):
        over = sorted(h.days.start for h in acts if h.word == ends)
        for h in (h for h in acts if h.word == cut):
            end = next((d for d in over if d >= h.days.start), h.days.end)
            found.append((h.days.start, max(end, h.days.end), words))
    return found
