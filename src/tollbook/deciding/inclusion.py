"""An inclusion rule as a person changes it: word by word, from the rule that stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from tollbook.asking import places_of
from tollbook.errors import BadDate, UnknownWord, UsageError
from tollbook.lexicon import table
from tollbook.model import Book, Inclusion, Side

ANY = "any"  # clears a part of the rule


def changed_rule(
    book: Book,
    *,
    countries: Sequence[str] = (),
    places: Sequence[str] = (),
    start: str | None = None,
    end: str | None = None,
    kinds: Sequence[str] = (),
    who: Sequence[str] = (),
) -> Inclusion:
    """The rule of ``book``, changed where something is given; ``any`` clears that part of it.

    Places are named as the story's claims name them, countries by ISO code, kinds by the keys of `events.toml`, people by side
    (state_forces, others) or group. Raises `UnknownWord`, `BadDate`, or `UsageError` where nothing could be inside.
    """
    rule, known = book.story.inclusion or Inclusion(), places_of(book)
    groups = {c.scope.group for c in book.claims if c.scope.group is not None}
    people = {Side.STATE_FORCES.value, Side.OTHERS.value, *groups}
    found = Inclusion(
        countries=tuple(_code(c) for c in countries if c != ANY) if countries else rule.countries,
        places=tuple(known[n] for n in _words("place", places, known)) if places else rule.places,
        start=_day(start, rule.start),
        end=_day(end, rule.end),
        kinds=_words("kind of event", kinds, [e["key"] for e in table("events")["event"]]) if kinds else rule.kinds,
        who=_words("side or group", who, people) if who else rule.who,
    )
    if found.start is not None and found.end is not None and found.end < found.start:
        raise UsageError(f"{found.start} to {found.end} is no span of days.", "Give the earlier day first.")
    return found


def _code(words: str) -> str:
    if re.fullmatch(r"[A-Za-z]{2}", words) is None:
        raise UsageError(f"{words!r} is no code of a country.", "Write two letters, as KZ.")
    return words.upper()


def _words(what: str, given: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    names = {k.casefold(): k for k in known}
    asked = [w for w in given if w != ANY]
    strange = next((w for w in asked if w.casefold() not in names), None)
    if strange is not None:
        raise UnknownWord(what, strange, tuple(sorted(names.values()))[:30])
    return tuple(dict.fromkeys(names[w.casefold()] for w in asked))


def _day(words: str | None, before: date | None) -> date | None:
    if words is None:
        return before
    if words == ANY:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise BadDate(words) from error


__all__ = ["ANY", "changed_rule"]
