"""What holds of any decisions on any story: undone, all is as it was; and a dispute never subtracts, whatever people decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.stories import Rep, bounds, made, quantity
from reconcile.test_properties import NUMBERS, stories
from tollbook.ledger.decided import with_undone
from tollbook.ledger.overlay import overlaid
from tollbook.model import (
    Act,
    Book,
    Correction,
    Decided,
    Decision,
    Interval,
    Link,
    Relation,
    Settings,
    Side,
    end_of,
)
from tollbook.reconcile import estimates, judge

END = end_of(date(2022, 1, 31), ZoneInfo("Asia/Almaty"))
WHEN = datetime(2022, 2, 1, tzinfo=UTC)
SOME = settings(deadline=None)


@st.composite
def decisions(draw: st.DrawFn, book: Book) -> tuple[Decided, ...]:
    """One to six judgements on a story: on its claims, its lineages, itself."""
    ids = [c.id for c in book.claims]
    found = []
    for n in range(draw(st.integers(1, 6))):
        claim = draw(st.sampled_from(ids))
        other = draw(st.sampled_from(ids))
        by_hand = Correction(
            quantity=draw(st.one_of(st.none(), NUMBERS.map(quantity))),
            side=draw(st.one_of(st.none(), st.sampled_from(Side))),
            where=draw(st.sampled_from([None, ""])),
        )
        chosen = draw(
            st.sampled_from(
                [
                    Decision(act=Act.ACCEPT, subject=claim, reason=""),
                    Decision(act=Act.REJECT, subject=claim, reason="no claim"),
                    Decision(act=Act.CORRECT, subject=claim, reason="misread", correction=by_hand),
                    Decision(act=Act.ONE_ORIGIN, subject=claim, reason="", objects=(other,)),
                    Decision(act=Act.OTHER_ORIGIN, subject=claim, reason="", objects=(other,)),
                    Decision(act=Act.SET_STORY, subject=book.story.id, reason="", settings=Settings(title="A title")),
                    Decision(act=Act.SILENCE, subject=book.story.id, reason="cut", days=_days()),
                ]
            )
        )
        if chosen.objects != (chosen.subject,):
            found.append(Decided(number=100 + n, recorded=WHEN, by=f"person:p{n % 2}", decision=chosen))
    return tuple(found)


def _days() -> Interval:
    return Interval(start=date(2022, 1, 3), end=date(2022, 1, 5), precision="range")


def undoing(found: Sequence[Decided]) -> tuple[Decided, ...]:
    """All of them, and then each taken back, the last first."""
    more = [
        Decided(
            number=200 + n,
            recorded=WHEN,
            by="person:p9",
            decision=Decision(act=Act.UNDO, subject=d.decision.subject, reason="", value=str(d.number)),
        )
        for n, d in enumerate(reversed(found))
    ]
    return with_undone([*found, *more])


def judged(book: Book) -> Book:
    """The links that follow from the book as decisions leave it, a person's kept: what `relink` records."""
    own = {(x.subject, x.relation, x.object): x for x in book.links if x.by.startswith("person:")}
    found = {(x.subject, x.relation, x.object): x for x in judge(book)}
    return replace(book, links=tuple({**found, **own}.values()))


def shape(book: Book) -> list[tuple[object, ...]]:
    return [(e.scope, bounds(e), e.sentence, e.basis, e.set_aside, e.review) for e in estimates(book, END)]


@SOME
@given(st.data(), stories())
def test_undone_all_is_as_it_was(data: st.DataObject, reports: tuple[Rep, ...]) -> None:
    book = made(*reports)
    found = data.draw(decisions(book))
    after = overlaid(book, undoing(found))
    assert (after.claims, after.story, after.resolutions, after.as_read) == (book.claims, book.story, book.resolutions, {})
    assert set(after.links) == set(book.links)
    assert shape(after) == shape(book)
    assert [bounds(e) for e in estimates(judged(after), END)] == [bounds(e) for e in estimates(book, END)]


@SOME
@given(st.data(), stories())
def test_what_was_read_is_never_lost(data: st.DataObject, reports: tuple[Rep, ...]) -> None:
    """Whatever people decide, each claim is in the book as it stands or as it was read, and their links are judged but once."""
    book = made(*reports)
    after = judged(overlaid(book, data.draw(decisions(book))))
    read = {c.id: c for c in book.claims}
    assert {c.id for c in after.claims} | {c.id for c in after.rejected} == set(read)
    assert all(after.as_read.get(c.id, c) == read[c.id] for c in after.claims)
    assert set(judged(after).links) == set(after.links)


@SOME
@given(st.data(), stories())
def test_a_decision_that_was_not_made_on_figures_moves_none(data: st.DataObject, reports: tuple[Rep, ...]) -> None:
    """To accept, to name a story, to explain a silence: no bound moves."""
    book = made(*reports)
    quiet = [d for d in data.draw(decisions(book)) if d.decision.act in (Act.ACCEPT, Act.SET_STORY, Act.SILENCE)]
    after = judged(overlaid(book, with_undone(quiet)))
    assert [(e.scope, bounds(e)) for e in estimates(after, END)] == [(e.scope, bounds(e)) for e in estimates(book, END)]


@SOME
@given(st.data(), stories(), st.integers(0, 20))
def test_a_denial_never_lowers_a_low_whatever_people_decided(
    data: st.DataObject,
    reports: tuple[Rep, ...],
    which: int,
) -> None:
    book = made(*reports)
    after = judged(overlaid(book, data.draw(decisions(book))))
    if not after.claims:
        return
    target = after.claims[which % len(after.claims)]
    denial = Link(
        subject=target.id, relation=Relation.DISPUTED_BY, object=target.id, at=None, by="reconcile.fates", reason="disputed by Z"
    )
    denied = replace(after, links=(*after.links, denial))
    assert [bounds(e) for e in estimates(after, END)] == [bounds(e) for e in estimates(denied, END)]
