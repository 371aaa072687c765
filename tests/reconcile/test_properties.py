"""What holds of any story: order, reprints, denials, replay, and the past that does not change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.model import Book, Estimate, EstimateKind, Link, Measure, Place, Qualifier, Relation, Side, Source, Standing, end_of
from tollbook.reconcile import checks as checking
from tollbook.reconcile import estimates, judge

from .stories import (
    AGENCY,
    AUTHORITIES,
    CITY,
    CROSS,
    HEALTH,
    INTERIOR,
    MONITOR,
    OTHER_CITY,
    RESIDENTS,
    Fig,
    Rep,
    bounds,
    made,
    read_as_one,
    reports_in,
)

ZONE = ZoneInfo("Asia/Almaty")
FIRST = date(2022, 1, 3)
END = end_of(date(2022, 1, 31), ZONE)
SOURCES: Sequence[Source | None] = (None, HEALTH, INTERIOR, MONITOR, CROSS, AUTHORITIES, RESIDENTS, AGENCY)
PLACES: Sequence[Place | None] = (None, None, None, CITY, OTHER_CITY)
NUMBERS = st.sampled_from([0, 1, 3, 12, 16, 18, 26, 30, 40, 44, 60, 100, 103, 160, 164, 225, 440, 1006, 4353, 4578])
MANY = settings(deadline=None)  # as many as the profile says: few in `make test`, many in `make soak`

days = st.integers(0, 9).map(lambda n: FIRST + timedelta(days=n))
moments = st.one_of(days, st.integers(0, 240).map(lambda n: datetime(2022, 1, 3, 8, tzinfo=ZONE) + timedelta(hours=n)), st.none())


@st.composite
def figs(draw: st.DrawFn) -> Fig:
    """A figure of any source, wording, side, place and standing."""
    qualifier = draw(st.sampled_from([*[Qualifier.EXACT] * 4, *Qualifier]))
    standing = draw(st.sampled_from([*[Standing.ASSERTED] * 6, *Standing]))
    number = draw(NUMBERS)
    return Fig(
        number=number,
        top=number + draw(st.integers(1, 60)) if qualifier is Qualifier.BETWEEN else None,
        by=draw(st.sampled_from(SOURCES)),
        said=draw(st.one_of(st.none(), days)),
        qualifier=qualifier,
        measure=draw(st.sampled_from([Measure.KILLED, Measure.KILLED, Measure.INJURED, Measure.MISSING])),
        side=draw(st.sampled_from([Side.NOT_SAID, Side.NOT_SAID, Side.STATE_FORCES, Side.OTHERS, Side.ALL_STATED])),
        group=draw(st.sampled_from([None, None, None, "children"])),
        place=draw(st.sampled_from(PLACES)),
        standing=standing,
        disputed_by="the other side" if standing is Standing.DISPUTED else None,
        replaces=str(draw(NUMBERS)) if standing is Standing.CORRECTED else None,
        restates=draw(st.sampled_from([False, False, False, True])),
    )


@st.composite
def stories(draw: st.DrawFn) -> tuple[Rep, ...]:
    """One to six reports of one to four figures."""
    many = draw(st.integers(1, 6))
    return tuple(
        Rep(outlet="ABCDEF"[n], published=draw(moments), figures=tuple(draw(st.lists(figs(), min_size=1, max_size=4))))
        for n in range(many)
    )


def shape(e: Estimate) -> tuple[object, ...]:
    """An estimate without what only tells how much was read."""
    return replace(e, upto=0), e.sentence


@MANY
@given(st.data(), stories())
def test_the_order_of_reading_changes_nothing(data: st.DataObject, reports: tuple[Rep, ...]) -> None:
    """The same reports in any order: the same links, the same estimates."""
    book, again = made(*reports), made(*data.draw(st.permutations(reports)))
    assert set(book.links) == set(again.links)
    assert [shape(e) for e in estimates(book, END)] == [shape(e) for e in estimates(again, END)]


@MANY
@given(stories())
def test_the_order_of_links_changes_nothing(reports: tuple[Rep, ...]) -> None:
    """A ledger records links as they come about; the estimate asks only which hold."""
    book = made(*reports)
    again = replace(book, links=tuple(reversed(book.links)))
    assert [shape(e) for e in estimates(book, END)] == [shape(e) for e in estimates(again, END)]


@MANY
@given(stories(), days.map(lambda d: end_of(d, ZONE)))
def test_the_past_does_not_change(reports: tuple[Rep, ...], t: datetime) -> None:
    """An estimate as of a moment does not depend on what was published after it."""
    book = made(*reports)
    known = {r.id for r in book.reports.values() if r.published is not None and r.published.known_at(ZONE) <= t}
    before = judged_of(book, known)
    assert [shape(e) for e in estimates(book, t)] == [shape(e) for e in estimates(before, t)]


@MANY
@given(stories())
def test_no_check_changes_a_bound(reports: tuple[Rep, ...]) -> None:
    """Rule 7: with all checks and with none, what is printed of a toll is the same."""
    book = made(*reports)
    looked = estimates(book, END)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checking, "CHECKS", ())
        blind = estimates(book, END)
    assert [(bounds(e), e.basis, e.set_aside, e.words) for e in looked] == [
        (bounds(e), e.basis, e.set_aside, e.words) for e in blind
    ]


def judged_of(book: Book, known: set[str]) -> Book:
    """The story as it stood when only ``known`` reports were out."""
    part = replace(
        book,
        reports={k: r for k, r in book.reports.items() if k in known},
        claims=tuple(c for c in book.claims if c.report in known),
        links=(),
    )
    return replace(part, links=judge(part))


@MANY
@given(stories(), st.integers(0, 5), st.integers(0, 3))
def test_a_denial_never_lowers_a_low(reports: tuple[Rep, ...], which: int, figure: int) -> None:
    """Another party calls a figure false: links say so, and all that can be said stays what it was."""
    book = made(*reports)
    claims = [c for c in book.claims if book.reports[c.report].publisher == "ABCDEF"[which % len(reports)]]
    target = claims[figure % len(claims)]
    denial = Link(
        subject=target.id, relation=Relation.DISPUTED_BY, object=target.id, at=None, by="reconcile.fates", reason="disputed by Z"
    )
    after = replace(book, links=(*book.links, denial))
    assert [bounds(e) for e in estimates(book, END)] == [bounds(e) for e in estimates(after, END)]


@MANY
@given(stories(), NUMBERS.filter(lambda n: n >= 3), st.sampled_from([HEALTH, MONITOR, CROSS]))
def test_a_told_denial_never_lowers_a_low(reports: tuple[Rep, ...], number: int, by: Source) -> None:
    """The same, where a later report tells it with the figure: "the army denies the monitor's 1,006"."""
    given_by = Fig(number=number, by=by)
    told = Rep(outlet="Y", published=date(2022, 1, 13), figures=(given_by,))
    denied = replace(given_by, standing=Standing.DISPUTED, disputed_by="the other side", restates=True)
    tells = Rep(outlet="Z", published=date(2022, 1, 14), figures=(denied,))
    lows = {e.scope: e.low for e in estimates(made(*reports, told), END)}
    after = {e.scope: e.low for e in estimates(made(*reports, told, tells), END)}
    for scope, low in lows.items():
        assert low is None or (after[scope] is not None and (after[scope] or 0) >= low)


@MANY
@given(stories())
def test_the_basis_given_back_gives_the_estimate(reports: tuple[Rep, ...]) -> None:
    """An explanation replayed: the claims of the basis, and the terms of its sum, as the only ones."""
    book = made(*reports)
    for e in estimates(book, END):
        if e.kind is EstimateKind.NOTHING or "many_missing" in {p.code for p in e.problems}:
            continue  # a floor because of the missing rests on them too
        kept = {c for x in e.basis for c in x.carriers} | {t.claim for t in e.terms}
        alone = only(book, kept)
        again = next((x for x in estimates(alone, END) if x.scope == e.scope), None)
        assert again is not None
        assert bounds(again) == bounds(e)


def only(book: Book, kept: set[str]) -> Book:
    """``book`` with the claims in ``kept`` alone, and the links among them."""
    return replace(
        book,
        claims=tuple(c for c in book.claims if c.id in kept),
        links=tuple(x for x in book.links if x.subject in kept and (x.object in kept or x.object in book.reports)),
    )


PRINTS = """
--- Wire, 2022-01-06T10:00+06:00
Unrest in Kazakhstan: dozens dead

Authorities in Kazakhstan said on Thursday that dozens of protesters and 18 members of the security forces had been
killed in the unrest. More than 1,000 people were injured, they said.

Shops in the centre stood without windows, and nobody could draw money because the machines were off.
--- Wire, 2022-01-07T10:00+06:00
The interior ministry of Kazakhstan said on Friday that 26 protesters and 18 officers had been killed in the unrest.
About 3,000 people had been arrested, the ministry said. Trains to the capital ran again after two days.
--- Channel, 2022-01-09T12:00+06:00
The health ministry of Kazakhstan said on Sunday that 164 people had been killed in the unrest, 103 of them in Almaty.
Six days after the first shots the streets of the city were being swept.
--- Broadcaster, 2022-01-09T21:00+06:00
The health ministry of Kazakhstan withdrew the figure of 164 people killed, saying that it was published by mistake.
The president's office said on Sunday that 5,800 people had been arrested, and that the airport would open soon.
--- Wire, 2022-01-15T10:00+06:00
Prosecutors in Kazakhstan said on Saturday that 225 people had been killed in the unrest, 19 of them members of the
security forces. More than 4,300 people were injured, they said, and the count was not closed.
"""
ALL = reports_in(PRINTS)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, len(ALL) - 1), st.integers(0, 400), st.booleans(), st.integers(0, 20))
def test_a_reprint_is_no_witness(which: int, hours: int, cut: bool, day: int) -> None:
    """A report printed again by another outlet, whole or its first half, at any later hour: no origin more, no bound moved."""
    of = ALL[which]
    text = of.text
    if cut:
        text = text[: text.index(".", len(text) // 2) + 1]
    assert of.published is not None and of.published.instant is not None
    when = of.published.instant + timedelta(hours=hours)
    (again,) = reports_in(f"--- Harbour Post, {when.isoformat()}\n{text}")
    as_of = end_of(date(2022, 1, 5) + timedelta(days=day), ZONE)
    before = {e.scope: e for e in estimates(read_as_one(ALL), as_of)}
    after = {e.scope: e for e in estimates(read_as_one([*ALL, again]), as_of)}
    assert before.keys() == after.keys()
    for scope, e in before.items():
        assert bounds(after[scope]) == bounds(e)
        assert len(after[scope].basis) == len(e.basis)


@settings(max_examples=8, deadline=None)
@given(st.permutations(range(len(ALL))))
def test_real_reports_in_any_order(order: list[int]) -> None:
    """Read in any order, the story of one crisis is one story."""
    book, again = read_as_one(ALL), read_as_one([ALL[n] for n in order])
    assert set(book.links) == set(again.links)
    again = replace(again, story=book.story)  # its name is that of the first report read
    assert [shape(e) for e in estimates(book, END)] == [shape(e) for e in estimates(again, END)]
