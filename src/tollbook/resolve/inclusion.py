"""The rule of what counts in a story, as it is set by default, and in words."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from statistics import median_low

from tollbook.lexicon import table
from tollbook.model import Book, Frame, Inclusion, Place

MONTHS = timedelta(days=60)
SHARE = 0.2  # of the placed claims, from which on a further country is of the story; so it is where two reports place claims


def default_inclusion(book: Book, place: Place | None, start: date | None) -> Inclusion:
    """What a story's own reports make its rule: its countries, and the days from a month before it began.

    It began with the first report, or, where reports look back, on the day that half of the claims are of or later than; those
    that are counted over months tell no beginning where others do.
    """
    placed = [(c.report, r) for c in book.claims if (r := book.resolutions.get(c.id)) is not None and c.frame is Frame.CURRENT]
    told = [r.occurred for _, r in placed if r.occurred is not None]
    days = [d.start for d in told if d.end - d.start < MONTHS] or [d.start for d in told]
    began = min((d for d in (start, median_low(days) if days else None) if d is not None), default=None)
    past = timedelta(days=table("estimate", "tables")["background"]["days"])
    return Inclusion(
        countries=_countries(place, [(report, r.place) for report, r in placed if r.place is not None]),
        start=began - past if began is not None else None,
    )


def _countries(home: Place | None, placed: list[tuple[str, Place]]) -> tuple[str, ...]:
    if home is None or home.country is None:
        return ()
    claims = Counter(p.country for _, p in placed if p.country is not None)
    reports = Counter(country for _, country in {(report, p.country) for report, p in placed})
    other = {k for k, n in claims.items() if reports[k] > 1 or n >= SHARE * len(placed)}
    return tuple(sorted({home.country, *other}))


def rule_words(rule: Inclusion, where: str) -> str:
    """A rule as a sentence.

    >>> rule_words(Inclusion(countries=("KZ",), start=date(2021, 12, 3)), "Almaty").split(";")[0]
    'Figures of this event in Almaty (country: KZ), from 2021-12-03 on, of every side'
    """
    places = " or ".join(p.name for p in rule.places) or where
    countries = f" (countr{'y' if len(rule.countries) == 1 else 'ies'}: {', '.join(rule.countries)})" if rule.countries else ""
    since = f", from {rule.start} on" if rule.start and not rule.end else ""
    days = f", from {rule.start or 'the beginning'} to {rule.end}" if rule.end else since
    kinds = f", as {' or '.join(rule.kinds)}" if rule.kinds else ""
    who = " and ".join(w.replace("_", " ") for w in rule.who) if rule.who else "every side"
    return f"Figures of this event in {places}{countries}{days}{kinds}, of {who}; figures of other and past events are left out."


__all__ = ["default_inclusion", "rule_words"]
