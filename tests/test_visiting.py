"""Addresses into a ledger, from a real server on 127.0.0.1: evidence first, versions of a page, pages that vanish."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from acquire.servers import Server, fetcher, page, serving
from tollbook.accounting import chains_of, pages_of
from tollbook.ledger import Ledger, open_ledger, verify_ledger
from tollbook.model import DateFound, Outcome, Published
from tollbook.pipeline import Run, read_into
from tollbook.publish.why import why_lines, why_row

NOW = datetime(2022, 3, 2, 12, 0, tzinfo=UTC)
Ask = Callable[[], Run]


def html(killed: str, *, aside: str = "Most read: cats", modified: str = "") -> str:
    """A page of a report, with what stands around it."""
    updated = f'<meta property="article:modified_time" content="{modified}">' if modified else ""
    return (
        '<html><head><title>Bus falls into ravine</title><meta property="article:published_time" content="2022-03-01T10:00:00Z">'
        f"{updated}</head><body><nav><a href='/'>{aside}</a></nav><article><h1>Bus falls into ravine</h1>"
        f"<p>{killed} people were killed when a bus fell into a ravine near Dost, police said on Tuesday.</p>"
        "<p>Another 20 people were injured, the health ministry said. The road was closed for the night.</p>"
        "</article></body></html>"
    )


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({"/bus": page(html("Eleven"))}) as s:
        yield s


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "t.db", create=True) as opened:
        yield opened


@pytest.fixture
def ask(server: Server, ledger: Ledger) -> Ask:
    """Reads the page of the bus as it is now."""
    return lambda: read_into(ledger, [server.url("/bus")], now=lambda: NOW, fetcher=fetcher())


def test_a_page_is_kept_as_warc_before_it_is_read_and_named_by_an_entry(ask: Ask, ledger: Ledger, server: Server) -> None:
    (one,) = ask().learned
    assert [c.figure.text for c in one.claims] == ["Eleven", "20"]
    assert one.report.url == server.url("/bus")
    (visit,) = ledger.visits()
    assert (visit.address, visit.outcome, visit.reports, visit.raw) == (
        server.url("/bus"),
        Outcome.FOUND,
        (one.report.id,),
        one.report.raw,
    )
    kept = ledger.evidence(one.report.raw)
    assert kept is not None and b"Eleven people were killed" in gzip.decompress(kept)
    assert verify_ledger(ledger.path).lines()[0].endswith("sound.")


def test_what_cannot_be_read_is_kept_no_more_than_it_is_named(ledger: Ledger, server: Server) -> None:
    server.paths["/bus"] = page("<html><body><nav>Menu</nav></body></html>")
    run = read_into(ledger, [server.url("/bus"), server.url("/other")], now=lambda: NOW, fetcher=fetcher())
    assert [p.code for p in run.problems] == ["no_text", "gone"]
    assert ledger.visits() == () and not list(ledger.folder.rglob("*.*"))
    assert verify_ledger(ledger.path).findings == ()


def test_the_same_page_again_adds_nothing(ask: Ask, ledger: Ledger, server: Server) -> None:
    ask()
    head = ledger.head()
    server.paths["/bus"] = page(html("Eleven", aside="Most read: dogs"))  # only what stands around it changed
    (one,) = ask().learned
    assert not one.new and ledger.head() == head
    assert verify_ledger(ledger.path).findings == ()


def test_a_page_whose_words_changed_is_a_new_version_known_from_when_it_was_seen(
    ask: Ask, ledger: Ledger, server: Server
) -> None:
    (first,) = ask().learned
    server.paths["/bus"] = page(html("Fourteen"))
    (second,) = ask().learned
    assert second.new and second.earlier is not None and second.earlier.report.id == first.report.id
    assert second.report.version_of == first.report.id
    assert second.story is not None and first.story is not None and second.story.id == first.story.id
    book = ledger.book(first.story.id)  # the page is asked today; "on Tuesday" stays that of 2022
    assert [r.said_on for r in book.resolutions.values() if r.said_on is not None] == [date(2022, 3, 1)] * 2
    assert second.report.published is not None and second.report.published.found is DateFound.INFERRED
    assert [r.id for r in ledger.versions(server.url("/bus"))] == [first.report.id, second.report.id]
    assert [v.reports for v in ledger.visits(server.url("/bus"))] == [(first.report.id,), (second.report.id,)]
    server.paths["/bus"] = page(html("Eleven"))
    (third,) = ask().learned  # and back again: no new words, but it is on record that they came back
    assert third.report.id == first.report.id and not third.new
    assert [v.reports[0] for v in ledger.visits()] == [first.report.id, second.report.id, first.report.id]


def test_a_version_dates_from_the_change_that_its_page_states(ask: Ask, server: Server) -> None:
    ask()
    server.paths["/bus"] = page(html("Fourteen", modified="2022-03-01T15:30:00Z"))
    (second,) = ask().learned
    assert second.report.published is not None
    assert second.report.published.known_at is not None and second.report.published.instant == datetime(
        2022, 3, 1, 15, 30, tzinfo=UTC
    )


def test_a_change_stated_for_the_future_dates_nothing(ask: Ask, server: Server) -> None:
    ask()
    server.paths["/bus"] = page(html("Fourteen", modified="2099-03-01T15:30:00Z"))
    (second,) = ask().learned
    assert second.report.published is not None and second.report.published.found is DateFound.INFERRED


def test_a_page_that_vanished_is_recorded_once_and_its_figures_stand(ask: Ask, ledger: Ledger, server: Server) -> None:
    (one,) = ask().learned
    server.paths["/bus"] = page("no more", status="410 Gone")
    assert [(p.code, p.report) for p in ask().problems] == [("gone", one.report.id)]
    assert [p.code for p in ask().problems] == ["gone"]
    found, gone = ledger.visits(server.url("/bus"))
    assert (gone.outcome, gone.status, gone.reports) == (Outcome.GONE, 410, found.reports)
    assert b"410 Gone" in gzip.decompress(ledger.evidence(gone.raw) or b"")
    assert [c.figure.text for c in ledger.book(ledger.stories()[0].id).claims] == ["Eleven", "20"]
    server.paths["/bus"] = page(html("Eleven"))
    ask()
    assert [v.outcome for v in ledger.visits()] == [Outcome.FOUND, Outcome.GONE, Outcome.FOUND]
    assert verify_ledger(ledger.path).sound


def test_an_erased_page_is_not_kept_again(ask: Ask, ledger: Ledger, server: Server) -> None:
    (one,) = ask().learned
    ledger.erase(one.report.id, reason="asked for", by="person:p1", recorded=NOW)
    assert ledger.visits() == () and ledger.evidence(one.report.raw) is None
    assert [p.code for p in ask().problems] == ["withheld"]
    assert ledger.visits() == ()
    stored = b"".join(p.read_bytes() for p in ledger.folder.rglob("*") if p.is_file())
    assert stored == b"" and verify_ledger(ledger.path).sound


@pytest.mark.parametrize(
    ("declared", "encoding", "shown"),
    [
        ("iso-8859-1", "cp1252", "Aktöbe"),
        ("windows-1251", "cp1251", "Актобе"),
        ("x-no-such-encoding", "utf-8", "Aktöbe"),
        ("base64", "cp1252", "Aktöbe"),
        ("utf-16", "cp1252", "Aktöbe"),
    ],
)
def test_an_encoding_that_only_the_server_names_and_one_that_is_none(
    ask: Ask, server: Server, declared: str, encoding: str, shown: str
) -> None:
    body = html("Eleven").replace("ravine near Dost", f"ravine near {shown}").encode(encoding)
    server.paths["/bus"] = page(body, media=f"text/html; charset={declared}")
    (one,) = ask().learned
    assert shown in one.report.text


def test_bytes_that_are_no_text_are_told_and_not_read(ask: Ask, server: Server) -> None:
    server.paths["/bus"] = page(b"\x89PNG\r\n\x1a\n\x00\x00" * 50, media="text/html")
    assert [p.code for p in ask().problems] == ["undecodable"]


def test_of_a_feed_the_pages_are_read_with_the_dates_that_it_gives_them(ledger: Ledger, server: Server) -> None:
    bare = html("Eleven").replace('<meta property="article:published_time" content="2022-03-01T10:00:00Z">', "")
    server.paths["/bus"] = page(bare)
    item = f"<item><title>Bus</title><link>{server.url('/bus')}</link><pubDate>Tue, 01 Mar 2022 10:00:00 GMT</pubDate></item>"
    dead = f"<item><link>{server.url('/dead')}</link></item><item><link>file:///etc/passwd</link></item>"
    server.paths["/feed"] = page(f"<rss><channel><title>A paper</title>{item}{dead}</channel></rss>", media="text/xml")

    def read_feed() -> Run:
        return read_into(ledger, [server.url("/feed")], now=lambda: NOW, fetcher=fetcher())

    run = read_feed()
    (one,) = run.learned
    assert [p.code for p in run.problems] == ["gone"]
    assert one.report.published is not None and one.report.published.local_day(ZoneInfo("UTC")) == date(2022, 3, 1)
    assert not [p for p in one.problems if p.code == "undated"]
    bus, feed = ledger.visits()
    assert (feed.address, bus.listed) == (server.url("/feed"), feed.raw)
    head = ledger.head()
    read_feed()
    assert ledger.head() == head and verify_ledger(ledger.path).findings == ()


def test_why_says_what_became_of_a_figure_in_later_versions_of_its_page(ask: Ask, ledger: Ledger, server: Server) -> None:
    """Eleven killed, then fourteen, then the page is gone."""
    ask()
    server.paths["/bus"] = page(html("Fourteen", modified="2022-03-02T08:00:00Z"))
    ask()
    server.paths["/bus"] = page("gone", status="410 Gone")
    ask()
    (story,) = ledger.stories()
    book = ledger.book(story.id)
    claims = {c.figure.text: c for c in book.claims}
    later = NOW.replace(year=2032)
    pages = pages_of(ledger, book, later)

    def row(figure: str) -> dict[str, Any]:
        return why_row(book, claims[figure], (), later, pages)

    first, second = row("Eleven"), row("Fourteen")
    assert (first["versions"]["number"], first["versions"]["of"], second["versions"]["number"]) == (1, 2, 2)
    assert first["versions"]["dropped"]["instead"] == [{"claim": claims["Fourteen"].id, "low": 14, "high": 14}]
    assert second["versions"]["earlier"]["instead"] == [{"claim": claims["Eleven"].id, "low": 11, "high": 11}]
    assert second["versions"]["dropped"] is None and second["versions"]["gone"] is not None
    said = " ".join(" ".join(why_lines(first, width=200)).split())
    assert (
        "It stands in version 1 of 2 of its page. Version 2 (2 March 2022, 08:00 UTC) no longer says it" in said
        and "there stands 14 (" in said
    )
    assert "Its page was gone when it was asked" in said


def test_what_a_page_held_one_after_the_other(ask: Ask, ledger: Ledger, server: Server) -> None:
    """Eleven killed; no number of them; eleven again; nothing at all; the same as ever. What was known by noon is the first."""
    ask()
    assert pages_of(ledger, ledger.book(ledger.stories()[0].id)) == ()
    for answer in (
        page(html("Eleven").replace("Eleven people", "Passengers").replace("Another 20 people", "Others")),
        page(html("Eleven")),
        page("", status="404 Not Found"),
        page("", status="404 Not Found"),
        page(html("Eleven")),
    ):
        server.paths["/bus"] = answer
        ask()
    book = ledger.book(ledger.stories()[0].id)
    (one,) = pages_of(ledger, book)
    assert [(h.number, len(h.claims)) for h in one.held] == [(1, 2), (2, 0), (1, 2), (None, 0), (1, 2)]
    assert (len(one.versions), one.last, one.gone) == (2, 1, None)
    assert len(book.reports) == 1, "the version without a figure is of no story"
    assert pages_of(ledger, book, datetime(2022, 3, 1, 12, tzinfo=UTC)) == ()
    before = pages_of(ledger, ledger.book(book.story.id, upto=book.upto - 1))
    assert [h.number for h in before[0].held] == [1, 2, 1, None]


def test_reports_of_one_address_are_versions_by_their_link_or_by_their_title(ask: Ask, ledger: Ledger, server: Server) -> None:
    """A list holds the same page twice; a page tells two stories, under two titles."""
    (first,) = ask().learned
    r = first.report
    linked = replace(r, id="r2", version_of=r.id, title="Bus falls")
    again, other = replace(r, id="r3", title="Bus falls"), replace(r, id="r4", title="Strike ends")
    orphan = replace(r, id="r5", version_of="rgone", title="Strike ends")
    assert [[x.id for x in c] for c in chains_of([r, linked, again, other, orphan])] == [[r.id, "r2", "r3"], ["r4", "r5"]]
    before = replace(again, published=Published(instant=datetime(2022, 3, 1, 8, tzinfo=UTC), found=DateFound.METADATA))
    assert [[x.id for x in c] for c in chains_of([replace(r, title="Bus falls"), before])] == [["r3", r.id]], "by their dates"
