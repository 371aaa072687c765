"""Sources: wordings named, bodies merged and parted, lineages told by people."""

from __future__ import annotations

from pathlib import Path

import pytest

from tollbook.deciding import (
    merge_sources,
    name_source,
    new_source,
    one_origin,
    other_origin,
    rename_source,
    sources_of,
    split_source,
    undo,
)
from tollbook.errors import UsageError
from tollbook.ledger import Ledger
from tollbook.model import Relation, SourceKind

from .material import LATER, book_of, claim_of, now, put, toll, tolls

P7 = "person:p7"


def test_a_wording_stands_for_the_body_that_a_person_names(ledger: Ledger) -> None:
    """Residents are nobody; here they are the neighbours' committee, which can be asked."""
    body = new_source("Neighbours' Committee", SourceKind.MONITOR, country="KZ")
    assert toll(book_of(ledger)).low == 42
    done = name_source(ledger, ["residents"], body, by=P7, reason="as they sign", now=now)
    r = book_of(ledger).resolutions[claim_of(book_of(ledger), "40").id]
    assert r.source == body
    undo(ledger, done.number, by=P7, now=now)
    assert book_of(ledger).resolutions[claim_of(book_of(ledger), "40").id].source != body


def test_a_wording_can_be_named_in_one_story_alone(ledger: Ledger) -> None:
    body = new_source("Neighbours' Committee", SourceKind.MONITOR)
    name_source(ledger, ["Residents"], body, story="another-story", by=P7, now=now)
    assert book_of(ledger).resolutions[claim_of(book_of(ledger), "40").id].source != body
    name_source(ledger, ["Residents"], body, story=book_of(ledger).story.id, by=P7, now=now)
    assert book_of(ledger).resolutions[claim_of(book_of(ledger), "40").id].source == body


def test_merged_bodies_are_one_and_can_be_parted(ledger: Ledger, tmp_path: Path) -> None:
    put(ledger, tmp_path, {"d-2022-01-15.txt": LATER})
    known = sources_of(book_of(ledger))
    interior = next(s for s in known.values() if "Interior" in s.name)
    other = next(s for s in known.values() if s.kind is SourceKind.PROSECUTOR)
    before = tolls(book_of(ledger))
    merge_sources(ledger, interior, [other], by=P7, reason="they are one here", now=now)
    assert other.id not in sources_of(book_of(ledger))
    split_source(ledger, ["prosecutors"], other, by=P7, reason="they are not", now=now)
    assert other.id not in sources_of(book_of(ledger)), "merged bodies stay merged until that is undone"
    for d in reversed(book_of(ledger).decisions):
        undo(ledger, d.number, by=P7, now=now)
    assert tolls(book_of(ledger)) == before


def test_a_renamed_body_is_printed_by_its_new_name(ledger: Ledger) -> None:
    interior = next(s for s in sources_of(book_of(ledger)).values() if "Interior" in s.name)
    rename_source(ledger, interior, "MIA of Kazakhstan", by=P7, now=now)
    assert sources_of(book_of(ledger))[interior.id].name == "MIA of Kazakhstan"


def test_nobody_is_merged_with_a_named_body(ledger: Ledger) -> None:
    """An unspecified source is never one with a named body."""
    known = sources_of(book_of(ledger))
    interior = next(s for s in known.values() if "Interior" in s.name)
    residents = next(s for s in known.values() if s.unspecified)
    with pytest.raises(UsageError, match="names no body"):
        merge_sources(ledger, interior, [residents], by=P7, now=now)
    with pytest.raises(UsageError, match="not with itself"):
        merge_sources(ledger, interior, [interior], by=P7, now=now)


def test_a_wording_leaves_no_words_outside_its_payload(ledger: Ledger) -> None:
    body = new_source("Neighbours", SourceKind.MONITOR)
    done = name_source(ledger, ["Aigerim Testova"], body, by=P7, now=now)
    assert "testova" not in done.decision.subject.casefold()


def test_two_claims_of_one_origin(ledger: Ledger) -> None:
    book = book_of(ledger)
    forty, twentysix = claim_of(book, "40"), claim_of(book, "26", "b-")
    before = tolls(book)
    done = one_origin(ledger, forty.id, twentysix.id, by=P7, reason="residents read it in the paper", now=now)
    links = [x for x in book_of(ledger).links if x.relation is Relation.RESTATES and x.subject == forty.id and x.holds]
    assert [(x.object, x.by) for x in links] == [(twentysix.id, P7)]
    undo(ledger, done.number, by=P7, now=now)
    assert tolls(book_of(ledger)) == before


def test_two_origins_that_the_rules_took_for_one(ledger: Ledger, tmp_path: Path) -> None:
    """The ministry's 26 is told again without a day; a person knows that it was counted anew."""
    more = "ALMATY, 9 January 2022 - The interior ministry said that 26 protesters had been killed in Almaty.\n"
    put(ledger, tmp_path, {"d-2022-01-09.txt": "Ministry speaks of rioters\n\n" + more})
    book = book_of(ledger)
    first, again = claim_of(book, "26", "b-"), claim_of(book, "26", "d-")
    (link,) = [x for x in book.links if x.relation is Relation.RESTATES and x.subject == again.id and x.holds]
    assert link.object == first.id
    done = other_origin(ledger, again.id, first.id, by=P7, reason="counted anew", now=now)
    assert not [x for x in book_of(ledger).links if x.relation is Relation.RESTATES and x.subject == again.id and x.holds]
    undo(ledger, done.number, by=P7, now=now)
    assert [x for x in book_of(ledger).links if x.relation is Relation.RESTATES and x.subject == again.id and x.holds] == [link]


def test_reports_can_be_reprints_by_a_persons_word(ledger: Ledger) -> None:
    book = book_of(ledger)
    a, b = (claim_of(book, n, r).report for n, r in (("40", ""), ("748", "")))
    one_origin(ledger, a, b, by=P7, reason="the same wire", now=now)
    assert [(x.subject, x.object) for x in book_of(ledger).links if x.relation is Relation.REPEATS] == [(a, b)]


def test_what_does_not_count_the_same_is_no_lineage(ledger: Ledger) -> None:
    book = book_of(ledger)
    with pytest.raises(UsageError, match="do not count the same"):
        one_origin(ledger, claim_of(book, "748").id, claim_of(book, "16").id, by=P7, now=now)
    with pytest.raises(UsageError, match="two claims, or two reports"):
        one_origin(ledger, claim_of(book, "748").id, claim_of(book, "748").report, by=P7, now=now)
