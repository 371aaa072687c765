"""One act, told by several reports: when two tellings are one, and when they are not."""

from __future__ import annotations

from datetime import date

from tollbook.model import (
    Action,
    ActKind,
    Attribution,
    Book,
    DateFound,
    Frame,
    Interval,
    Place,
    Published,
    Report,
    Resolution,
    Span,
    Standing,
    Story,
)
from tollbook.reconcile import happenings

ALMATY = Place(id="1526384", name="Almaty", country="KZ", lat=43.3, lon=76.9, precision=1, within=("kz",))
AKTAU = Place(id="610612", name="Aktau", country="KZ", lat=43.6, lon=51.2, precision=1, within=("kz",))
KAZAKHSTAN = Place(id="kz", name="Kazakhstan", country="KZ", lat=None, lon=None, precision=6)


def report(key: str, day: int | None) -> Report:
    published = None if day is None else Published(day=date(2022, 1, day), found=DateFound.GIVEN)
    return Report(id=key, name=key, text="-", blocks=(), sentences=(), raw="", published=published)


def act(
    key: str,
    of: str,
    *,
    word: str = "curfew",
    kind: ActKind = ActKind.COERCE,
    actor: str | None = None,
    target: str | None = None,
    says: bool = False,
    standing: Standing = Standing.ASSERTED,
    frame: Frame = Frame.CURRENT,
) -> Action:
    def span(text: str | None) -> Span | None:
        return None if text is None else Span(start=0, end=len(text), text=text)

    words = Span(start=0, end=1, text="-")
    return Action(
        id=key,
        report=of,
        sentence=words,
        act=words,
        kind=kind,
        word=word,
        says=says,
        actor=span(actor),
        target=span(target),
        attribution=Attribution(),
        standing=standing,
        frame=frame,
        rule="test",
    )


def when(key: str, day: int | None = None, *, place: Place | None = None, said: int | None = None) -> Resolution:
    occurred = None if day is None else Interval(start=date(2022, 1, day), end=date(2022, 1, day), precision="day")
    said_on = None if said is None else date(2022, 1, said)
    return Resolution(claim=key, place=place, occurred=occurred, said_on=said_on, by="test")


def told(acts: list[Action], known: list[Resolution], **days: int | None) -> list[list[str]]:
    reports = {k: report(k, d) for k, d in days.items()}
    story = Story(id="s", title="s", zone="Asia/Almaty")
    book = Book(story=story, reports=reports, claims=(), resolutions={}, links=(), upto=1, actions=tuple(acts))
    return [[a.id for a in h.acts] for h in happenings(book, {r.claim: r for r in known})]


def test_the_same_act_of_two_reports_is_one_with_the_words_of_both() -> None:
    acts = [act("a1", "r1"), act("a2", "r2")]
    assert told(acts, [when("a1", 5, place=ALMATY), when("a2", 5, place=KAZAKHSTAN)], r1=6, r2=10) == [["a1", "a2"]]


def test_two_days_or_two_towns_are_two_acts() -> None:
    acts = [act("a1", "r1"), act("a2", "r2")]
    assert told(acts, [when("a1", 5), when("a2", 7)], r1=6, r2=10) == [["a1"], ["a2"]]
    assert len(told(acts, [when("a1", 5, place=ALMATY), when("a2", 5, place=AKTAU)], r1=6, r2=10)) == 2


def test_a_telling_without_a_day_joins_a_dated_one_of_the_week_before_or_looks_back_at_it() -> None:
    acts = [act("a1", "r1"), act("a2", "r2"), act("a3", "r3")]
    assert told(acts, [when("a1", 5), when("a2"), when("a3")], r1=6, r2=10, r3=30) == [["a1", "a2", "a3"]]


def test_between_a_week_and_two_it_may_be_another() -> None:
    acts = [act("a1", "r1"), act("a2", "r2")]
    assert told(acts, [when("a1", 5), when("a2")], r1=6, r2=14) == [["a1"], ["a2"]]


def test_what_happens_again_and_again_is_one_act_on_one_day_only() -> None:
    acts = [act("a1", "r1", word="clash", kind=ActKind.ASSAULT), act("a2", "r2", word="clash", kind=ActKind.ASSAULT)]
    assert len(told(acts, [when("a1", 5), when("a2")], r1=6, r2=10)) == 2


def test_statements_of_two_bodies_are_two() -> None:
    acts = [
        act("a1", "r1", word="appeal", kind=ActKind.REQUEST, actor="The UN", says=True),
        act("a2", "r2", word="appeal", kind=ActKind.REQUEST, actor="Moscow", says=True),
        act("a3", "r2", word="appeal", kind=ActKind.REQUEST, actor="Moscow", says=True),
    ]
    known = [when("a1", 6), when("a2", 6), when("a3", 6)]
    assert sorted(told(acts, known, r1=6, r2=6)) == [["a1"], ["a2", "a3"]]


def test_a_person_arrested_is_not_another() -> None:
    acts = [
        act("a1", "r1", word="official_arrested", target="the former director Karim Ablov"),
        act("a2", "r2", word="official_arrested", target="the mayor Marat Sadyk"),
    ]
    assert len(told(acts, [when("a1", 8), when("a2", 8)], r1=10, r2=10)) == 2


def test_unverified_stays_unverified_until_a_report_asserts_it() -> None:
    reports = {k: report(k, 6) for k in ("r1", "r2")}
    story = Story(id="s", title="s", zone="Asia/Almaty")
    one, two = act("a1", "r1", standing=Standing.UNVERIFIED), act("a2", "r2")
    for acts, standing in (((one,), Standing.UNVERIFIED), ((one, two), Standing.ASSERTED)):
        book = Book(story=story, reports=reports, claims=(), resolutions={}, links=(), upto=1, actions=acts)
        (found,) = happenings(book, {r.claim: r for r in (when("a1", 5), when("a2", 5))})
        assert found.standing is standing


def test_undated_reports_and_acts_of_another_time_are_not_shown() -> None:
    acts = [act("a1", "r1"), act("a2", "r2", frame=Frame.BACKGROUND), act("a3", "r2", frame=Frame.FORECAST)]
    assert told(acts, [when("a1", 5)], r1=None, r2=6) == []


def test_where_no_day_is_told_it_stands_on_the_day_on_which_it_was_said_or_published() -> None:
    reports = {"r1": report("r1", 6)}
    story = Story(id="s", title="s", zone="Asia/Almaty")
    acts = (act("a1", "r1"), act("a2", "r1", word="operation", kind=ActKind.MOBILIZE))
    book = Book(story=story, reports=reports, claims=(), resolutions={}, links=(), upto=1, actions=acts)
    found = happenings(book, {r.claim: r for r in (when("a1", said=5), when("a2"))})
    assert [(h.dated, h.days.start.day) for h in found] == [("said", 5), ("published", 6)]
