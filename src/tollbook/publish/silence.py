"""Days of silence, as rows and in words: who was heard, and why little was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from tollbook.model import Heard
from tollbook.publish.rows import Row

HEARD = ("day", "reports", "origins", "state", "others", "unnamed", "reasons")
LISTED = 6  # spans of quiet days that a line names


def heard_row(story: str, day: Heard) -> Row:
    """Who was heard on one day, by `docs/schema/heard.json`."""
    sides = dict(day.sides)
    return {
        "story": story,
        "day": day.day.isoformat(),
        "reports": day.reports,
        "origins": day.origins,
        "state": list(sides.get("state", ())),
        "others": list(sides.get("others", ())),
        "unnamed": list(sides.get("", ())),
        "reasons": list(day.reasons),
    }


def masked_days(days: Sequence[Heard], hide: Callable[[str], str]) -> tuple[Heard, ...]:
    """Days as they may be published: why little was heard is a person's own words, and can hold a name."""
    return tuple(replace(d, reasons=tuple(hide(why) for why in d.reasons)) for d in days)


def silence_rows(days: Sequence[Heard]) -> list[Row]:
    """Days on which nobody was heard, and those of which a reason for silence is known."""
    return [
        {"day": d.day.isoformat(), "origins": d.origins, "reasons": list(d.reasons)} for d in days if not d.origins or d.reasons
    ]


def silence_words(days: Sequence[Heard]) -> str:
    """What is to be said beside a toll; empty where somebody was heard each day and no reason for silence is known.

    >>> from datetime import date
    >>> spoke = (("state", ("Interior Ministry",)),)
    >>> silence_words([Heard(day=date(2022, 1, n), reports=1, sides=spoke if n != 7 else ()) for n in (6, 7, 8)])
    'Heard on 2 of 3 days: the state on 2, others on none. Nobody on 7 January 2022. No rise in what is reported is not calm.'
    """
    quiet = [d for d in days if not d.origins]
    told = [d for d in days if d.reasons]
    if not quiet and not told:
        return ""
    counts = [sum(bool(dict(d.sides).get(side)) for d in days) for side in ("state", "others")]
    state, others = (str(n) if n else "none" for n in counts)
    said = [f"Heard on {len(days) - len(quiet)} of {len(days)} days: the state on {state}, others on {others}."]
    if quiet:
        said.append(f"Nobody on {_listed([d.day for d in quiet])}.")
    said += [f"{_capital(_listed([d.day for d in found]))}: {why}." for why, found in _by_reason(told)]
    return " ".join((*said, "No rise in what is reported is not calm."))


def _by_reason(told: Sequence[Heard]) -> Iterator[tuple[str, list[Heard]]]:
    for why in dict.fromkeys(r for d in told for r in d.reasons):
        yield why, [d for d in told if why in d.reasons]


def _listed(days: Sequence[date]) -> str:
    """Days in words, those that follow each other as one span: "7 January 2022", "7 to 9 January 2022"."""
    runs = [list(run) for _, run in groupby(enumerate(days), key=lambda x: x[1] - timedelta(days=x[0]))]
    spans = [_span(run[0][1], run[-1][1]) for run in runs]
    if len(spans) > LISTED:
        rest = sum(len(run) for run in runs[LISTED:])
        spans = [*spans[:LISTED], f"{rest} more days"]
    return spans[0] if len(spans) == 1 else f"{', '.join(spans[:-1])} and {spans[-1]}"


def _span(first: date, last: date) -> str:
    if first == last:
        return f"{last.day} {last:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B %Y}"
    return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
