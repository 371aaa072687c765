"""Silence: who was heard on each day, by side; no rise is not calm."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from tollbook.asking import heard_of
from tollbook.extract.rules import RulesExtractor
from tollbook.model import Act, Book, Decided, Decision, Heard, Interval
from tollbook.publish.silence import heard_row, silence_rows, silence_words

from .stories import moment_of


def days(book: Book, as_of: str | None = None) -> dict[int, Heard]:
    """Who was heard, by the day of the month."""
    return {d.day.day: d for d in heard_of(book, moment_of(book, as_of))}


def test_who_was_heard_by_side_and_day(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-06
    The interior ministry of Kazakhstan said on Thursday that 18 police officers had been killed in the unrest in Almaty.
    --- Evening Paper, 2022-01-06
    Residents of Almaty said on Thursday that 40 people had been killed in the unrest.
    --- Morning Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that 164 people had been killed in the unrest.
    --- Evening Paper, 2022-01-10
    In Kazakhstan 164 people have been killed in the unrest.
    """
    found = days(book)
    assert list(found) == [6, 7, 8, 9, 10]
    assert dict(found[6].sides)["state"] == ("Interior Ministry",)
    assert dict(found[6].sides)["others"] == ("Residents of Almaty",)
    assert (found[7].origins, found[7].reports, found[8].origins) == (0, 0, 0)
    assert found[9].sides == (("state", ("Health Ministry",)),)
    assert (found[10].reports, found[10].origins) == (1, 0), "what says again what another said is nobody heard"


def test_as_of_a_moment(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-06
    The interior ministry of Kazakhstan said on Thursday that 18 police officers had been killed in the unrest.
    --- Morning Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that 164 people had been killed in the unrest.
    """
    assert list(days(book, "2022-01-08")) == [6]
    assert not days(book, "2022-01-05")


def test_an_internet_cut_that_reports_tell_of_is_a_reason(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-05
    The interior ministry of Kazakhstan said on Wednesday that 8 police officers had been killed in the unrest in Almaty.
    Authorities shut down the internet in Almaty on Wednesday.
    --- Morning Paper, 2022-01-08
    The interior ministry of Kazakhstan said on Saturday that 26 protesters had been killed in the unrest in Almaty.
    """
    acts = tuple(a for r in book.reports.values() for a in RulesExtractor().acts(r))
    assert any(a.word == "internet_shutdown" for a in acts)
    found = days(replace(book, actions=acts))
    assert found[5].reasons == ("the internet was cut, as reported",)
    assert found[6].reasons == ()


def silent(book: Book, start: date, end: date, reason: str, undone: int | None = None) -> Book:
    """``book`` with a person's reason for silence."""
    decision = Decision(
        act=Act.SILENCE, subject=book.story.id, reason=reason, days=Interval(start=start, end=end, precision="range")
    )
    told = Decided(number=9, recorded=datetime(2022, 2, 1, tzinfo=UTC), by="person:p7", decision=decision, undone=undone)
    return replace(book, decisions=(*book.decisions, told))


def test_a_reason_that_a_person_gives_is_shown_beside_its_days(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-06
    The interior ministry of Kazakhstan said on Thursday that 18 police officers had been killed in the unrest.
    --- Morning Paper, 2022-01-09
    The health ministry of Kazakhstan said on Sunday that 164 people had been killed in the unrest.
    """
    cut = silent(book, date(2022, 1, 5), date(2022, 1, 8), "the internet was cut")
    found = heard_of(cut, moment_of(cut, None))
    assert [d.reasons for d in found] == [("the internet was cut (person:p7)",)] * 3 + [()]
    assert silence_words(found) == (
        "Heard on 2 of 4 days: the state on 2, others on none. Nobody on 7 to 8 January 2022. "
        "6 to 8 January 2022: the internet was cut (person:p7). No rise in what is reported is not calm."
    )
    assert [r["day"] for r in silence_rows(found)] == ["2022-01-06", "2022-01-07", "2022-01-08"]
    assert heard_row("s", found[0])["state"] == ["Interior Ministry"]
    undone = silent(book, date(2022, 1, 5), date(2022, 1, 8), "the internet was cut", undone=10)
    assert not any(d.reasons for d in heard_of(undone, moment_of(undone, None)))


def test_where_somebody_was_heard_each_day_nothing_is_said(book: Book) -> None:
    """
    --- Morning Paper, 2022-01-06
    The interior ministry of Kazakhstan said on Thursday that 18 police officers had been killed in the unrest.
    --- Morning Paper, 2022-01-07
    The health ministry of Kazakhstan said on Friday that 64 people had been killed in the unrest.
    """
    assert silence_words(heard_of(book, moment_of(book, None))) == ""
