"""Claims accepted, corrected and rejected: what was read stays, and every decision can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tollbook.deciding import accept, correct, decisions, quantity_of, reject, undo
from tollbook.errors import DecidedSince, UsageError
from tollbook.extract.rules import RulesExtractor
from tollbook.ledger import Ledger, verify_ledger
from tollbook.model import Act, Claim, Frame, Measure, Report, Side, Standing
from tollbook.pipeline import accept as accept_reading
from tollbook.pipeline import reread

from .material import book_of, claim_of, later, now, put, toll, tolls

P7, P8 = "person:p7", "person:p8"


def test_a_rejected_claim_takes_part_in_nothing_and_is_still_shown(ledger: Ledger) -> None:
    book = book_of(ledger)
    forty = claim_of(book, "40")
    reject(ledger, forty.id, by=P7, reason="a rumour, told as one", now=now)
    after = book_of(ledger)
    assert forty.id not in {c.id for c in after.claims}
    assert after.rejected == (forty,)
    assert [(d.by, d.decision.act, d.decision.reason) for d in after.decisions] == [(P7, Act.REJECT, "a rumour, told as one")]


def test_a_rejection_needs_a_reason(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="needs a reason"):
        reject(ledger, claim_of(book_of(ledger), "40").id, by=P7, reason=" ", now=now)


def test_a_corrected_claim_overwrites_nothing(ledger: Ledger) -> None:
    book = book_of(ledger)
    read = claim_of(book, "26", "b-")
    correct(ledger, read.id, by=P7, reason="misread", now=now, quantity=quantity_of("at least 27"), who="rioters")
    after = book_of(ledger)
    made = claim_of(after, "26", "b-")
    assert (made.id, made.quantity.low, made.quantity.high, made.scope.who) == (read.id, 27, None, "rioters")
    assert after.as_read[read.id] == read
    reading = ledger.reading(read.report)
    assert reading is not None and read in reading.claims


CORRECTIONS: list[tuple[dict[str, object], Callable[[Claim], object], object]] = [
    ({"measure": Measure.INJURED}, lambda c: c.measure, Measure.INJURED),
    ({"side": Side.ALL_STATED}, lambda c: c.scope.side, Side.ALL_STATED),
    ({"where": "Astana"}, lambda c: c.scope.where, "Astana"),
    ({"where": ""}, lambda c: c.scope.where, None),
    ({"said_by": "the health ministry"}, lambda c: c.attribution.said_by, "the health ministry"),
    ({"said_by": ""}, lambda c: c.attribution.said_by, None),
    ({"standing": Standing.WITHDRAWN}, lambda c: c.standing, Standing.WITHDRAWN),
    ({"frame": Frame.BACKGROUND}, lambda c: c.frame, Frame.BACKGROUND),
]


@pytest.mark.parametrize(("given", "field", "want"), CORRECTIONS, ids=[str(*x[0]) for x in CORRECTIONS])
def test_every_field_can_be_corrected(
    ledger: Ledger, given: dict[str, object], field: Callable[[Claim], object], want: object
) -> None:
    claim = claim_of(book_of(ledger), "26", "b-")
    correct(ledger, claim.id, by=P7, reason="as the report says", now=now, **given)  # type: ignore[arg-type]  # fields by name
    assert field(claim_of(book_of(ledger), "26", "b-")) == want


def test_a_corrected_place_and_source_stand_for_what_the_words_name(ledger: Ledger) -> None:
    claim = claim_of(book_of(ledger), "26", "b-")
    correct(ledger, claim.id, by=P7, reason="read on", now=now, where="Astana", said_by="the health ministry")
    r = book_of(ledger).resolutions[claim.id]
    assert r.place is not None and r.place.country == "KZ"
    assert r.source is not None and "Health" in r.source.name


def test_a_corrected_span_is_of_the_text_as_read(ledger: Ledger) -> None:
    book = book_of(ledger)
    claim = claim_of(book, "26", "b-")
    text = book.reports[claim.report].text
    start = text.index("40 people")
    correct(ledger, claim.id, by=P7, reason="the other figure", now=now, figure=(start, start + 9), quantity=quantity_of("40"))
    made = next(c for c in book_of(ledger).claims if c.id == claim.id)
    assert (made.figure.text, made.sentence.text[:9]) == ("40 people", "Residents")
    with pytest.raises(UsageError, match="are not in"):
        correct(ledger, claim.id, by=P7, reason="x", now=now, figure=(0, len(text) + 1))


def test_corrections_add_up_and_the_later_one_stands(ledger: Ledger) -> None:
    claim = claim_of(book_of(ledger), "26", "b-")
    correct(ledger, claim.id, by=P7, reason="one", now=now, who="rioters", quantity=quantity_of("27"))
    correct(ledger, claim.id, by=P8, reason="two", now=now, quantity=quantity_of("28"))
    made = next(c for c in book_of(ledger).claims if c.id == claim.id)
    assert (made.scope.who, made.quantity.low) == ("rioters", 28)


def test_background_corrected_leaves_the_toll(ledger: Ledger) -> None:
    before = toll(book_of(ledger), Measure.INJURED)
    assert before.low == 748
    claim = claim_of(book_of(ledger), "748")
    correct(ledger, claim.id, by=P7, reason="of last year", now=now, frame=Frame.BACKGROUND)
    assert not [c for c in book_of(ledger).claims if c.measure is Measure.INJURED and c.frame is Frame.CURRENT]


def test_a_decision_undone_gives_the_tolls_as_before(ledger: Ledger) -> None:
    before, links = tolls(book_of(ledger)), {x for x in book_of(ledger).links if x.holds}
    claim = claim_of(book_of(ledger), "16")
    wrong = correct(ledger, claim.id, by=P7, reason="as it seems", now=now, quantity=quantity_of("61"))
    assert tolls(book_of(ledger)) != before
    taken = undo(ledger, wrong.number, by=P8, reason="digits swapped", now=now)
    assert tolls(book_of(ledger)) == before
    assert {x for x in book_of(ledger).links if x.holds} == links
    undo(ledger, taken.number, by=P7, now=now)
    assert tolls(book_of(ledger)) != before
    assert [(d.number == wrong.number, d.undone is None) for d in decisions(ledger)] == [
        (True, True),
        (False, False),
        (False, True),
    ]


def test_a_decision_is_undone_once(ledger: Ledger) -> None:
    done = accept(ledger, claim_of(book_of(ledger), "16").id, by=P7, now=now)
    undo(ledger, done.number, by=P7, now=now)
    with pytest.raises(UsageError, match="was undone by entry"):
        undo(ledger, done.number, by=P7, now=now)
    with pytest.raises(UsageError, match="is no decision"):
        undo(ledger, 1, by=P7, now=now)


def test_accepted_after_a_rejection_counts_again(ledger: Ledger) -> None:
    before = tolls(book_of(ledger))
    claim = claim_of(book_of(ledger), "16")
    reject(ledger, claim.id, by=P7, reason="no claim", now=now)
    accept(ledger, claim.id, by=P8, reason="it is", now=later)
    assert tolls(book_of(ledger)) == before
    assert not book_of(ledger).rejected


def test_who_decides_is_a_pseudonym(ledger: Ledger) -> None:
    claim = claim_of(book_of(ledger), "16")
    with pytest.raises(UsageError, match="is no pseudonym"):
        accept(ledger, claim.id, by="Ada L.", now=now)
    with pytest.raises(UsageError, match="There is no claim"):
        accept(ledger, "c" + "0" * 16, by=P7, now=now)


class Newer(RulesExtractor):
    """An extractor of a later version, which reads a figure fewer."""

    version = "99"

    def extract(self, report: Report) -> tuple[Claim, ...]:
        return tuple(c for c in super().extract(report) if c.quantity.low not in {26, 40})


def test_decisions_outlive_another_reading(ledger: Ledger) -> None:
    """A newer extractor loses two claims: the one that a person corrected stays, the one that nobody looked at goes."""
    book = book_of(ledger)
    sixteen, twentysix, forty = (claim_of(book, n, r) for n, r in (("16", ""), ("26", "b-"), ("40", "b-")))
    correct(ledger, sixteen.id, by=P7, reason="misread", now=now, quantity=quantity_of("17"))
    correct(ledger, twentysix.id, by=P7, reason="misread", now=now, who="armed men")
    found = tuple(reread(ledger, extractor=Newer()))
    accept_reading(ledger, found, now=later, extractor=Newer())
    after = {c.id: c for c in book_of(ledger).claims}
    assert after[sixteen.id].quantity.low == 17
    assert after[twentysix.id].scope.who == "armed men"
    assert forty.id not in after


def test_a_decision_made_on_what_somebody_else_has_changed_is_refused(ledger: Ledger) -> None:
    claim = claim_of(book_of(ledger), "16")
    seen = ledger.head()[0]
    theirs = reject(ledger, claim.id, by=P8, reason="an age", now=now, on=seen)
    with pytest.raises(DecidedSince, match=r"person:p8 decided on .* reject, an age") as refused:
        correct(ledger, claim.id, by=P7, reason="misread", now=now, on=seen, who="soldiers")
    assert (refused.value.theirs, refused.value.by, refused.value.exit_code) == (theirs.number, P8, 9)
    other = claim_of(book_of(ledger), "26", "b-")
    accept(ledger, other.id, by=P7, now=now, on=seen)  # of another claim nobody has decided
    reject(ledger, claim.id, by=P8, reason="an age, I am sure", now=now, on=seen)  # one's own is no other's


def test_what_is_erased_takes_the_decisions_on_it_along(ledger: Ledger, tmp_path: Path) -> None:
    claim = claim_of(book_of(ledger), "26", "b-")
    correct(ledger, claim.id, by=P7, reason="misread", now=now, who="Aigerim Testova's neighbours")
    ledger.erase(claim.report, reason="asked for", by=P7, recorded=later())
    assert "Testova" not in str(ledger.decisions())
    ledger.close()
    assert b"Testova" not in (tmp_path / "tollbook.db").read_bytes()
    assert verify_ledger(tmp_path / "tollbook.db").sound


def test_a_ledger_with_decisions_is_sound_and_its_indexes_can_be_made_anew(ledger: Ledger, tmp_path: Path) -> None:
    done = reject(ledger, claim_of(book_of(ledger), "40").id, by=P7, reason="a rumour", now=now)
    undo(ledger, done.number, by=P8, now=now)
    assert ledger.rebuild().endswith("the same.")
    put(ledger, tmp_path, {})
    ledger.close()
    assert verify_ledger(tmp_path / "tollbook.db").sound


def test_the_past_of_the_record_is_as_it_was(ledger: Ledger) -> None:
    before = ledger.head()[0]
    reject(ledger, claim_of(book_of(ledger), "40").id, by=P7, reason="a rumour", now=now)
    assert not ledger.book(book_of(ledger).story.id, upto=before).rejected
