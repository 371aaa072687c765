"""One report may tell of several stories: each claim is of its own, from reading to toll, and a person can move it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tollbook.asking import acts_of, last_known, toll_of
from tollbook.deciding import merge_stories, split_story, undo
from tollbook.ledger import Ledger, open_ledger
from tollbook.model import Book, Estimate, Measure
from tollbook.pipeline import Reread, accept, read_into
from tollbook.publish.rows import story_row
from tollbook.publish.why import why_lines, why_row
from tollbook.resolve import open_gazetteer

ROUND_UP = """Car bomb kills five in Baghdad

BAGHDAD, Iraq, 3 January 2022 - A car bomb killed five people at a market in Baghdad on Monday, police said. Eleven people were
wounded.

In a separate attack, gunmen shot dead three policemen at a checkpoint near Kirkuk, officials said. Two more were wounded there.

Elsewhere, a roadside bomb killed two soldiers in Mosul, the army said. The army arrested nine men.

The market in Baghdad had been hit before. Doctors said seven of the wounded were children.
"""
KIRKUK = """Gunmen attack checkpoint near Kirkuk

KIRKUK, Iraq, 4 January 2022 - Gunmen who attacked a checkpoint near Kirkuk killed four policemen, the interior ministry said
on Tuesday. One of the policemen died of his wounds; two others at the Kirkuk checkpoint were wounded.
"""
RECALLING = """Police shoot protesters in Aktobe

AKTOBE, Kazakhstan, 5 January 2022 - Police shot dead four protesters in Aktobe on Wednesday, the interior ministry said.

The unrest is the worst since the 2011 killings in Zhanaozen, in which 16 people died.
"""
PROVINCES = """Floods in Nepal kill 46

KATHMANDU, Nepal, 20 October 2021 - Floods have killed 46 people in two provinces of Nepal, the home ministry said on Wednesday.

In Dipayal, floods killed 24 people. Elsewhere, in Pokhara, floods and landslides killed 22 people and injured nine.
"""
TEXTS = {"a-2022-01-03.txt": ROUND_UP, "b-2022-01-04.txt": KIRKUK, "c-2022-01-05.txt": RECALLING, "d-2021-10-20.txt": PROVINCES}


def now() -> datetime:
    return datetime(2026, 1, 1, tzinfo=UTC)


def read_all(folder: Path) -> Ledger:
    for name, text in TEXTS.items():
        (folder / name).write_text(text.replace(" -\n", " - ").replace("\n", " ").replace("  ", "\n\n"), encoding="utf-8")
    ledger = open_ledger(folder / "tollbook.db", create=True)
    read_into(ledger, [str(folder / name) for name in TEXTS], now=now)
    return ledger


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger that nobody decides in."""
    with read_all(tmp_path_factory.mktemp("several")) as ledger:
        yield ledger


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Ledger]:
    with read_all(tmp_path) as ledger:
        yield ledger


def of(ledger: Ledger, words: str) -> Book:
    (found,) = [ledger.book(s.id) for s in ledger.stories() if words in s.id]
    return found


def figures(book: Book) -> set[str]:
    return {f"{c.figure.text} {c.measure}" for c in book.claims}


def killed(book: Book) -> Estimate:
    found = toll_of(book, last_known(book))
    return next(e for e in found if e.scope.measure is Measure.KILLED and e.scope.side is None and e.scope.group is None)


def test_each_incident_of_a_round_up_is_a_story(known: Ledger) -> None:
    assert figures(of(known, "baghdad")) == {"five killed", "Eleven injured", "seven injured"}
    assert figures(of(known, "kirkuk")) >= {"three killed", "Two injured"}
    assert figures(of(known, "mosul")) == {"two killed", "nine arrested"}
    assert killed(of(known, "baghdad")).low == 5
    assert killed(of(known, "mosul")).low == 2


def test_a_later_report_of_a_further_incident_joins_its_story(known: Ledger) -> None:
    assert {r.name.rsplit("/", 1)[-1] for r in of(known, "kirkuk").reports.values()} == {"a-2022-01-03.txt", "b-2022-01-04.txt"}
    assert killed(of(known, "kirkuk")).low == 4


def test_a_story_is_called_by_what_is_told_of_it(known: Ledger) -> None:
    assert of(known, "kirkuk").story.title == "Attack in Kirkuk, January 2022"
    assert "Mosul" in of(known, "mosul").story.title


def test_a_past_event_is_a_story_of_its_own_days(known: Ledger) -> None:
    past = of(known, "zhanaozen")
    assert (past.story.id, past.story.start and past.story.start.year) == ("zhanaozen-2011", 2011)
    assert killed(past).low == 16
    assert figures(of(known, "aktobe")) == {"four killed"}
    assert killed(of(known, "aktobe")).low == 4


def test_one_flood_in_two_provinces_is_one_story(known: Ledger) -> None:
    (flood,) = [known.book(s.id) for s in known.stories() if "2021" in s.id]
    assert {"46 killed", "24 killed", "22 killed"} <= figures(flood)
    assert not flood.elsewhere


def test_a_report_says_which_of_its_claims_are_of_other_stories(known: Ledger) -> None:
    book = of(known, "baghdad")
    (others,) = book.elsewhere.values()
    assert set(others) == {of(known, "kirkuk").story.id, of(known, "mosul").story.id}
    claim = next(c for c in book.claims if c.figure.text == "Eleven")
    row = why_row(book, claim, (), now())
    assert set(row["other_stories"]) == set(others)
    assert any("also tells of other events" in line for line in why_lines(row, width=200))
    assert story_row(of(known, "mosul"))["shared"] == 1


def test_acts_stand_in_the_story_that_they_are_told_of(known: Ledger) -> None:
    arrests = {"baghdad", "mosul"} & {
        w for w in ("baghdad", "mosul") if any(h.word == "arrest" for h in acts_of(of(known, w), open_gazetteer()))
    }
    assert arrests == {"mosul"}


def test_a_claim_moved_to_another_story_by_a_person(own: Ledger) -> None:
    mosul, baghdad = of(own, "mosul"), of(own, "baghdad")
    claim = next(c for c in mosul.claims if c.figure.text == "two")
    done = split_story(own, mosul.story.id, [claim.id], to=baghdad.story.id, by="person:p7", reason="one attack", now=now)
    assert claim.id in {c.id for c in of(own, "baghdad").claims}
    undo(own, done.number, by="person:p7", now=now)
    assert claim.id not in {c.id for c in of(own, "baghdad").claims}
    assert figures(of(own, "mosul")) == figures(mosul)


def test_a_report_taken_out_of_one_of_its_stories_stays_in_the_others(own: Ledger) -> None:
    kirkuk, baghdad = of(own, "kirkuk"), of(own, "baghdad")
    (report,) = baghdad.reports
    done = split_story(own, kirkuk.story.id, [report], by="person:p7", reason="another checkpoint", now=now)
    assert figures(of(own, "baghdad")) == figures(baghdad)
    assert figures(own.book(done.decision.value or "")) == {"three killed", "Two injured"}
    undo(own, done.number, by="person:p7", now=now)
    assert figures(own.book(kirkuk.story.id)) == figures(kirkuk)


def test_stories_of_one_report_can_be_merged_and_parted_again(own: Ledger) -> None:
    before = figures(of(own, "baghdad"))
    done = merge_stories(
        own, of(own, "baghdad").story.id, [of(own, "mosul").story.id], by="person:p7", reason="one attack", now=now
    )
    assert figures(of(own, "baghdad")) == before | {"two killed", "nine arrested"}
    undo(own, done.number, by="person:p7", now=now)
    assert figures(of(own, "baghdad")) == before


def test_read_again_each_claim_stays_in_its_story(own: Ledger) -> None:
    before = {s.id: figures(own.book(s.id)) for s in own.stories()}
    again = [Reread(report=r.report, before=r.extractor, gained=(), lost=(), changed=()) for r in list(own.readings())]
    assert accept(own, again, now=now) == len(TEXTS)
    assert {s.id: figures(own.book(s.id)) for s in own.stories()} == before


def test_a_report_without_a_figure_takes_back_a_toll(tmp_path: Path) -> None:
    """
    It has no claim and no act, and joins the story that it fits: the ministry's figure is set aside from then on.
    """
    first = """Riots in Almaty kill 164

    ALMATY, Kazakhstan, 9 January 2022 - The health ministry of Kazakhstan said on Sunday that 164 people had been killed in the
    riots in Almaty. Protesters and police clashed in Almaty for days.
    """
    second = """Kazakh ministry withdraws toll of Almaty riots

    ALMATY, Kazakhstan, 10 January 2022 - The health ministry of Kazakhstan withdrew the toll of the riots in Almaty it published
    on Sunday. Protesters and police had clashed in Almaty for days.
    """
    for name, text in (("a.txt", first), ("b.txt", second)):
        head, body = text.split("\n\n")
        (tmp_path / name).write_text(f"{head}\n\n{' '.join(body.split())}\n", encoding="utf-8")
    with open_ledger(tmp_path / "tollbook.db", create=True) as ledger:
        read_into(ledger, [str(tmp_path / "a.txt")], now=now)
        (story,) = ledger.stories()
        assert killed(ledger.book(story.id)).best == 164
        read_into(ledger, [str(tmp_path / "b.txt")], now=now)
        found = killed(ledger.book(story.id))
    assert (found.low, {s.low for s in found.set_aside}) == (None, {164})
