"""Translations and paraphrases: marked as possible, one origin, and a person's word stands against the mark."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tollbook.model import Book, Link, Relation

from .stories import judged, label, links, told, toll

FIRST = """
--- Radio Steppe, 2022-01-09T12:00+06:00
Clinics in Almaty treated 214 wounded people and counted 31 dead, the city health office of Almaty said on Sunday.
“We have neither beds nor blood left for those who are still carried in from the square,” the office's head said.
River Watch said that 19 people had been arrested in Almaty.
"""
OTHER_WORDS = """
--- Morning Paper, 2022-01-10
The dead in Almaty number 31, according to the city health office of Almaty, which speaks of 214 people wounded.
“There are neither beds nor any blood for those still being carried from the square to us,” its head told reporters.
"""
SAME_PRESS_CONFERENCE = """
--- Evening Paper, 2022-01-10
The city health office of Almaty said that 31 people were dead and 214 people were wounded.
“Every hospital of ours will stay open through the night, whatever the army decides,” its head said.
"""
MORE = """
--- Evening Paper, 2022-01-10
The city health office of Almaty said that 31 people were dead and 214 people were wounded, and that 77 people were missing.
The ministry said 12 officers were killed.
“There are neither beds nor any blood for those still being carried from the square to us,” its head said.
"""


def marked(book: Book) -> set[tuple[str | None, str | None]]:
    return {
        (book.reports[x.subject].publisher, book.reports[x.object].publisher)
        for x in book.links
        if x.holds and x.relation is Relation.POSSIBLY_DERIVED
    }


def test_a_paraphrase_is_marked_as_possibly_derived() -> None:
    book = told(FIRST + OTHER_WORDS)
    assert marked(book) == {("Morning Paper", "Radio Steppe")}
    assert ("31 Morning Paper", "31 Radio Steppe") in links(book, Relation.RESTATES)
    (mark,) = [x for x in book.links if x.relation is Relation.POSSIBLY_DERIVED]
    assert mark.reason.startswith("2 figures with their sources, and 1 quotation, stand in both")


@pytest.mark.parametrize("later", [SAME_PRESS_CONFERENCE, MORE])
def test_reports_that_have_words_or_figures_of_their_own_are_not(later: str) -> None:
    assert not marked(told(FIRST + later))


def test_the_earlier_report_is_never_derived_from_the_later(later: str = OTHER_WORDS) -> None:
    assert marked(told(later + FIRST)) == {("Morning Paper", "Radio Steppe")}


def test_a_reprint_is_a_reprint_and_no_more() -> None:
    book = told(FIRST + FIRST.replace("Radio Steppe, 2022-01-09T12:00+06:00", "Late Paper, 2022-01-10"))
    assert not marked(book)
    assert any(x.relation is Relation.REPEATS for x in book.links)


@pytest.mark.parametrize("holds", [True, False], ids=["confirmed", "refused"])
def test_after_a_person_has_said_what_it_is_it_is_marked_no_more(holds: bool) -> None:
    book = told(FIRST + OTHER_WORDS)
    first, later = book.reports
    said = Link(subject=later, relation=Relation.REPEATS, object=first, at=None, holds=holds, by="person:p1", reason="asked them")
    assert not marked(judged(replace(book, links=(*book.links, said))))


def test_what_is_possibly_derived_is_no_second_origin() -> None:
    """
    The paper names another body for the same numbers: without the mark these would be two origins on two sides.
    """
    later = OTHER_WORDS.replace("according to the city health office of Almaty, which", "according to River Watch, which")
    book = told(FIRST + later.replace("its head", "the office's head"))
    assert marked(book) == {("Morning Paper", "Radio Steppe")}
    assert toll(book, policy="two-sources").low is None
    assert len(toll(book).basis) == 1
    assert {label(book, c) for c in toll(book).basis[0].carriers} >= {"31 Radio Steppe", "31 Morning Paper"}
