"""Sentences that tell what became of figures: withdrawn, disavowed, corrected, disputed, not verified."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from tollbook.extract.mention import Mention, Told
from tollbook.extract.standing_disputes import disputes
from tollbook.extract.standing_reach import (
    REACH,
    Book,
    Telling,
    before,
    digits,
    named_in,
    of_one_body,
    pattern,
    shared,
    teller,
)
from tollbook.model import Standing


def _figure_at(m: Mention) -> int:
    return m.figure.start


def tellings(book: Book, start: int, end: int) -> Iterator[tuple[int, Told]]:
    """What one sentence tells of the standing of figures: index of the mention, and its standing."""
    text = book.report.text[start:end].replace("\n", " ")  # as long as before: places stay
    first = bisect_left(book.mentions, start, key=_figure_at)
    here = tuple(range(first, bisect_left(book.mentions, end, lo=first, key=_figure_at)))
    t = Telling(start=start, text=text, here=here)
    yield from _unverified(book, t)
    yield from _withdrawn(book, t)
    m = pattern("disavowed").search(text)
    if m is not None:
        yield from _disavowed(book, t, m)
    for m in pattern("disputed").finditer(text):
        yield from disputes(book, t, m)
    yield from _instead(book, t)
    yield from _corrected(book, t)
    yield from _version(book, t)


def _version(book: Book, t: Telling) -> Iterator[tuple[int, Told]]:
    """ "An earlier version of this story said that 18 had died": the report corrects itself."""
    m = pattern("version").search(t.text)
    for k in t.here if m is not None else ():
        if m is not None and book.mentions[k].figure.start > t.start + m.end():
            yield k, Told(standing=Standing.CORRECTED, hedge=m[0])


def _unverified(book: Book, t: Telling) -> Iterator[tuple[int, Told]]:
    m = pattern("unverified").search(t.text)
    if m is None or not (t.here or pattern("unverified", "about").search(t.text)):
        return
    both = pattern("unverified", "both").search(t.text) is not None  # "could not verify either account"
    told = before(book, t.start, REACH) if both else before(book, t.start, 1, near=bool(pattern("near").match(t.text)))
    for k in t.here or told:
        if t.here or not book.said[k].own_observation:
            yield k, Told(standing=Standing.UNVERIFIED, hedge=m[0])


def _withdrawn(book: Book, t: Telling) -> Iterator[tuple[int, Told]]:
    m = pattern("withdrawn").search(t.text)
    if m is None or not pattern("withdrawn", "about").search(t.text) or pattern("withdrawn", "never").search(t.text):
        return
    by = teller(book, t.start, t.start + m.start())
    for k in _meant(book, t, by):
        yield k, Told(standing=Standing.WITHDRAWN, hedge=m[0], fate_told_by=by)


def _disavowed(book: Book, t: Telling, m: re.Match[str]) -> Iterator[tuple[int, Told]]:
    """The named source says that it never gave the figure; said by another, that is a dispute."""
    by = teller(book, t.start, t.start + m.start())
    bare = pattern("disavowed", "bare").fullmatch(m[0]) is not None
    meant = before(book, t.start, 1, near=True) if bare and not t.here else _meant(book, t, by)
    for k in meant:
        told = book.said[k]
        own = by is not None and shared(by, told.said_by)
        if own or by is None or told.said_by is None or named_in(t.text, told.said_by):
            yield k, Told(standing=Standing.DISAVOWED, hedge=m[0], fate_told_by=by)
        else:
            yield k, Told(standing=Standing.DISPUTED, hedge=m[0], disputed_by=by)


def _instead(book: Book, t: Telling) -> Iterator[tuple[int, Told]]:
    """ "Twelve were killed, not eight": the eight told before is disputed, or corrected where its own source says so."""
    m = pattern("instead").search(t.text)
    if m is None:
        return
    mine = [book.said[k] for k in t.here]
    measures = {book.mentions[k].measure for k in t.here}
    for k, x in enumerate(book.mentions):
        if x.sentence.start < t.start and x.figure.text.casefold() == m[1].casefold() and x.measure in measures:
            by = next((a.said_by for a in mine if a.said_by is not None), None)
            if by is not None and not shared(by, book.said[k].said_by):
                yield k, Told(standing=Standing.DISPUTED, hedge=m[0], disputed_by=by)
            elif by is not None:
                yield k, Told(standing=Standing.CORRECTED, hedge=m[0], fate_told_by=by)


def _corrected(book: Book, t: Telling) -> Iterator[tuple[int, Told]]:
    """A figure that its own source replaces, in this sentence or before it."""
    m = pattern("corrected").search(t.text)
    if m is None:
        return
    for k in t.here:
        x = book.mentions[k]
        replaced = any(y.replaces is not None and y.replaces == x.figure.text for y in book.mentions) and x.restates
        if replaced or pattern("corrected", "old").search(t.text[: x.figure.start - t.start]):
            yield k, Told(standing=Standing.CORRECTED, hedge=m[0], fate_told_by=book.said[k].said_by)
    own = pattern("corrected", "own").search(t.text)
    if own is None:
        return
    by = teller(book, t.start, t.start + own.start())
    new = {book.mentions[k].measure: book.mentions[k] for k in reversed(t.here) if book.mentions[k].part_of is None}
    near = before(book, t.start, REACH)
    own_ones = of_one_body(book, by, near)
    for k in near:
        x = book.mentions[k]
        now = new.get(x.measure)
        one = by is None or book.said[k].said_by is None or k in own_ones
        if (
            now is not None
            and x.part_of is None
            and x.frame is now.frame  # what befell others years ago is not corrected with it
            and one
            and (now.quantity.low, now.quantity.high) != (x.quantity.low, x.quantity.high)
        ):
            yield k, Told(standing=Standing.CORRECTED, hedge=own[0], fate_told_by=by)


def _meant(book: Book, t: Telling, by: str | None) -> list[int]:
    """The figures that a sentence about a withdrawal means: by number, in itself, by source, or the nearest before."""
    numbers = digits(t.text)
    numbered = [k for k, m in enumerate(book.mentions) if m.sentence.start < t.start and digits(m.figure.text) & numbers]
    if t.here:
        measures = {book.mentions[h].measure for h in t.here}
        return [*t.here, *(k for k in numbered if book.mentions[k].measure in measures)]
    if numbered:
        return numbered
    near = before(book, t.start, REACH)
    return of_one_body(book, by, near) or before(book, t.start, 1)
