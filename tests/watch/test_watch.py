"""A watch over a real server on 127.0.0.1, round by round: what it asks, what it reads, what it tells and to whom."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from acquire.servers import Server, fetcher, page, serving
from tollbook.ledger import open_ledger, verify_ledger
from tollbook.model import Outcome
from tollbook.pipeline import read_into
from tollbook.protocols import Reader
from tollbook.read import read
from tollbook.watching.plan import plan_of
from tollbook.watching.rounds import Tally, spread
from tollbook.watching.state import Due, State, state_of
from tollbook.watching.watch import Watch

from .paper import Box, feed, plan, put, story

START = datetime(2022, 3, 1, 12, 0, tzinfo=UTC)
SECRET = b"k" * 32


class Desk:
    """A watch that can be left, taken up again, and moved in time."""

    def __init__(self, folder: Path, server: Server, words: str = "") -> None:
        self.folder, self.server, self.words, self.at = folder, server, words, START
        self.ledger = folder / "t.db"
        self.said: list[str] = []
        self.watch: Watch | None = None
        self.state: State | None = None
        self.reader: Reader = read
        self.pages = ""

    def begin(self) -> None:
        found = plan_of(plan(self.folder, self.server, self.words, changes=self.pages))
        fresh = not state_of(self.ledger).exists()
        self.state = State(state_of(self.ledger))
        mine = fetcher(bounds={"size": 500_000}, now=lambda: self.at)
        self.watch = Watch(
            found,
            self.ledger,
            self.state,
            fetcher=mine,
            poster=mine,
            secrets={h.url: SECRET for h in found.hooks},
            now=lambda: self.at,
            turn=lambda _: nullcontext(),
            say=self.said.append,
            reader=self.reader,
        )
        self.watch.begin(fresh=fresh)

    def leave(self) -> None:
        """As a killed process leaves: nothing is closed in order."""
        self.watch = self.state = None

    def rounds(self, *, later: float = 0.0) -> Tally:
        """Rounds until nothing is due; what all of them did."""
        self.at += timedelta(seconds=later)
        if self.watch is None:
            self.begin()
        assert self.watch is not None
        whole = Tally()
        for _ in range(10):
            one = self.watch.round()
            for name in Tally.__slots__:
                setattr(whole, name, getattr(whole, name) + getattr(one, name))
            if not one.asked:
                return whole
        raise AssertionError("it does not come to an end")

    def changes(self) -> list[dict[str, Any]]:
        path = self.folder / "changes.jsonl"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as s:
        put(s, {"/news/1": story("Eleven")})
        yield s


@pytest.fixture
def desk(tmp_path: Path, server: Server) -> Desk:
    return Desk(tmp_path, server)


def test_what_a_feed_names_is_read_once_and_what_is_new_when_it_is_named(desk: Desk, server: Server) -> None:
    first = desk.rounds()
    assert (first.asked, first.new, first.changed, first.failed) == (2, 1, 0, 0)
    assert desk.rounds(later=60).asked == 0  # nothing is due
    put(server, {"/news/2": story("Twelve", by="the health ministry")})
    second = desk.rounds(later=900)
    assert (second.asked, second.new) == (2, 1)
    with open_ledger(desk.ledger, readonly=True) as ledger:
        listed = {v.listed for v in ledger.visits() if v.reports}
        feeds = {v.raw for v in ledger.visits() if v.address == server.url("/feed")}
        assert listed == feeds and len(feeds) == 2
    assert verify_ledger(desk.ledger).findings == ()
    desk.rounds(later=900)  # the feed has nothing new: it is asked, and not kept
    with open_ledger(desk.ledger, readonly=True) as ledger:
        assert len(ledger.visits(server.url("/feed"))) == 2
    assert verify_ledger(desk.ledger).findings == ()


def test_pages_are_looked_at_again_less_and_less_often_and_their_changes_read(desk: Desk, server: Server) -> None:
    desk.rounds()
    server.paths["/news/1"] = page(story("Fourteen"))
    assert desk.rounds(later=3000).changed == 0
    assert desk.rounds(later=700).changed == 1
    server.paths["/news/1"] = page("gone", status="410 Gone")
    assert desk.rounds(later=22_000).gone == 1
    for hours in (24, 72, 168, 400):
        desk.rounds(later=hours * 3600)
    assert server.count("/news/1") == 6  # once, and five times more
    with open_ledger(desk.ledger, readonly=True) as ledger:
        assert [v.outcome for v in ledger.visits(server.url("/news/1"))] == [Outcome.FOUND, Outcome.FOUND, Outcome.GONE]


def test_conditional_requests_are_made_and_nothing_is_read_where_nothing_changed(desk: Desk, server: Server) -> None:
    server.paths["/feed"] = page(feed(server.url("/news/1")), 'ETag: "7"')
    desk.rounds()
    server.paths["/feed"] = page("", status="304 Not Modified")
    desk.rounds(later=900)
    assert server.asked[-1][1]["if-none-match"] == '"7"'


def test_a_dead_feed_is_asked_less_and_less_often_and_comes_back(desk: Desk, server: Server) -> None:
    alive = server.paths["/feed"]
    server.paths["/feed"] = page("", status="500 Oh")
    for _ in range(40):
        desk.rounds(later=900)
    assert 3 <= server.count("/feed") <= 7
    assert any("answers 500" in line for line in desk.said)
    server.paths["/feed"] = alive
    desk.rounds(later=90_000)
    asked = server.count("/feed")
    desk.rounds(later=900)
    assert server.count("/feed") == asked + 1


# -------------------------------------------------------------------------------------------------------------- telling


def test_what_one_origin_says_waits_for_a_second(desk: Desk, server: Server) -> None:
    tally = desk.rounds()
    assert (tally.told, tally.waiting) == (0, 1) and desk.changes() == []
    desk.words = 'stand_behind = "anyone"'
    desk.leave()
    assert desk.rounds().told == 1
    (change,) = desk.changes()
    assert (change["kind"], change["subject"], change["before"]) == ("toll", "killed", None)
    assert "11" in change["after"] and change["reviewed"] is False and change["reports"] == [server.url("/news/1")]


def test_a_conflict_of_two_origins_is_told(desk: Desk, server: Server) -> None:
    put(server, {"/news/1": story("Eighty"), "/news/2": story("Forty", by="the health ministry", day="2022-03-01T11:00:00Z")})
    desk.rounds()
    conflicts = [c for c in desk.changes() if c["kind"] == "conflict"]
    assert [c["subject"] for c in conflicts] == ["killed"]
    assert "Eighty" in conflicts[0]["after"] and "Forty" in conflicts[0]["after"]


def test_a_figure_taken_back_is_told_when_two_outlets_tell_it(desk: Desk, server: Server) -> None:
    taken = "The police later withdrew the figure, saying that it had been published by mistake."
    put(server, {"/news/2": story("Eleven", day="2022-03-01T11:00:00Z", more=taken)})
    desk.words = 'stand_behind = "anyone"'
    desk.rounds()
    told = [c for c in desk.changes() if c["kind"] == "withdrawal"]
    assert told and "withdrawn by who gave it" in told[0]["after"]


def test_the_same_is_not_told_twice_and_what_changes_is(desk: Desk, server: Server) -> None:
    desk.words = 'stand_behind = "anyone"'
    desk.rounds()
    put(server, {"/news/2": story("Fourteen", day="2022-03-01T13:00:00Z")})
    desk.rounds(later=7200)
    first, second = [c for c in desk.changes() if c["kind"] == "toll"]
    assert (second["before"], second["subject"]) == (first["after"], "killed") and "14" in second["after"]
    assert len({c["id"] for c in desk.changes()}) == len(desk.changes())


def test_a_ledger_that_was_there_before_is_not_told_anew(desk: Desk, server: Server) -> None:
    desk.words = 'stand_behind = "anyone"'
    desk.rounds()
    desk.leave()
    for path in desk.folder.glob("t.db.watch*"):
        path.unlink()
    (desk.folder / "changes.jsonl").unlink()
    desk.rounds()
    assert desk.changes() == []


def test_changes_are_an_atom_feed_without_markup_of_others(desk: Desk, server: Server) -> None:
    desk.words = 'stand_behind = "anyone"'
    put(server, {"/news/1": story("Eleven", by="the <b>&amp; \x0b police")})
    desk.rounds()
    root = etree.fromstring((desk.folder / "changes.atom").read_bytes())
    ns = {"a": "http://www.w3.org/2005/Atom"}
    entries = root.findall("a:entry", ns)
    assert len(entries) == len(desk.changes()) >= 1
    for one in (root, *entries):
        assert all(one.findtext(f"a:{name}", namespaces=ns) for name in ("id", "title", "updated"))
    assert "[not reviewed]" in (entries[0].findtext("a:title", namespaces=ns) or "")
    assert entries[0].find("a:content", ns).get("type") == "text"


def test_what_a_page_changed_is_told_where_the_plan_asks_for_it(desk: Desk, server: Server) -> None:
    """Eleven dead, then fourteen; the page is gone, and there again: each told once, as what one page says, by default not."""
    again = page(story("Fourteen"))
    for answer in (page(story("Eleven")), again, page("gone", status="410 Gone"), again):
        server.paths["/news/1"] = answer
        desk.rounds(later=25 * 3600)
    assert [line.split(": ")[-1] for line in desk.said if "a new version of" in line] == ["11 killed (in Dost) became 14"]
    assert desk.changes() == []
    desk.pages = "pages = true\n"
    desk.leave()
    desk.rounds()
    told = desk.changes()
    assert [(c["kind"], c["before"], c["reports"]) for c in told] == [("page", None, [server.url("/news/1")])] * 3
    changed, gone, back = (c["after"] for c in told)
    assert "had changed “Bus falls into ravine near Dost” by" in changed and changed.endswith("11 killed (in Dost) became 14.")
    assert "was gone from its address on" in gone and "was there again on" in back
    assert len(told[0]["claims"]) == 2 and not any(c["reviewed"] for c in told)
    server.paths["/news/1"] = page("gone", status="410 Gone")
    desk.rounds(later=200 * 3600)
    assert len(desk.changes()) == 4 and "was gone" in desk.changes()[-1]["after"], (
        "a page that vanishes moves no toll, and is told"
    )
    titles = etree.fromstring((desk.folder / "changes.atom").read_bytes()).findall(".//{*}entry/{*}title")
    assert (titles[0].text or "").startswith("Crash in Dost, March 2022: page changed: “Bus falls")


def test_what_fails_is_said_with_when_it_is_asked_again(desk: Desk, server: Server) -> None:
    server.paths["/feed"] = page("", status="500 Oh")
    desk.rounds()
    desk.rounds(later=1800)
    said = [line for line in desk.said if "is asked again" in line]
    assert [x.split(" is asked ")[1] for x in said] == [
        "again in 30 minutes; it failed once",
        "again in 1 hour; it failed 2 times",
    ]


# ------------------------------------------------------------------------------------------------------------- webhooks


def hooked(desk: Desk) -> Box:
    box = Box()
    desk.server.paths["/hook"] = box
    desk.words = 'stand_behind = "anyone"\n' + f'[[webhook]]\nurl = "{desk.server.url("/hook")}"\nsecret_env = "S"\n'
    return box


def test_a_webhook_is_given_each_change_once_signed(desk: Desk) -> None:
    box = hooked(desk)
    assert desk.rounds().delivered == 1
    ((headers, body),) = box.got
    (change,) = desk.changes()
    assert body == {"type": "toll.changed", "data": change} and headers["webhook-id"] == change["id"]
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{headers['body']}".encode()
    assert headers["webhook-signature"] == "v1," + base64.b64encode(hmac.new(SECRET, signed, hashlib.sha256).digest()).decode()
    desk.rounds(later=9000)
    assert len(box.got) == 1


def test_a_webhook_that_does_not_take_it_is_given_it_again_with_the_same_id_also_after_a_kill(desk: Desk) -> None:
    box = hooked(desk)
    box.status = "500 Oh"
    desk.rounds()
    desk.leave()
    desk.rounds(later=70)
    box.status = "200 OK"
    desk.rounds(later=400)
    desk.rounds(later=90_000)
    assert len(box.got) == 3 and len({h["webhook-id"] for h, _ in box.got}) == 1
    assert len({h["webhook-signature"] for h, _ in box.got}) == 3


def test_a_webhook_that_never_takes_it_is_given_up_and_that_is_said(desk: Desk) -> None:
    box = hooked(desk)
    box.status = "404 Not Found"
    desk.rounds()
    for _ in range(12):
        desk.rounds(later=90_000)
    assert len(box.got) == 9 and any("it is given up" in line for line in desk.said)


def test_a_webhook_that_redirects_is_not_followed(desk: Desk) -> None:
    box = hooked(desk)
    box.status = "302 Found\r\nLocation: http://10.0.0.1/"
    desk.rounds()
    assert len(box.got) == 1 and any("it answers 302" in line for line in desk.said)


# ---------------------------------------------------------------------------------------------------------------- kills


CUTS = ["flush", "visited", "tell", "_append", "written", "delivered", "relink"]


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_watch_killed_anywhere_goes_on_and_loses_no_change(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, cut: str, after: bool
) -> None:
    from tollbook.filing import Filing
    from tollbook.watching import deliver, watch

    box = hooked(desk)
    homes: dict[str, Any] = {"flush": Filing, "relink": watch, "_append": deliver}
    home = homes.get(cut, State)
    real: Callable[..., Any] = getattr(home, cut)

    def killed(*args: Any, **named: Any) -> Any:
        if after:
            real(*args, **named)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(home, cut, killed)
        with pytest.raises(Killed):
            desk.rounds()
    desk.leave()
    desk.rounds(later=10)
    desk.rounds(later=400)
    assert {c["id"] for c in desk.changes()} == {b["data"]["id"] for _, b in box.got}
    assert [(c["kind"], c["subject"]) for c in desk.changes()][:1] == [("toll", "killed")]
    assert verify_ledger(desk.ledger).sound
    with open_ledger(desk.ledger, readonly=True) as ledger:
        assert len(list(ledger.readings())) == 1


def test_a_round_takes_a_few_of_each_host() -> None:
    def due(url: str) -> Due:
        return Due(url=url, kind="page", listed=None, stated=None, step=0, failed=0, etag=None, modified=None, every=None)

    found = spread([due(f"https://a.example/{k}") for k in range(50)] + [due("https://b.example/1"), due("https://c.example/1")])
    assert [d.url for d in found[:4]] == [f"https://{x}" for x in ("a.example/0", "b.example/1", "c.example/1", "a.example/1")]
    assert len(found) == 10


def test_a_page_that_sets_off_a_fault_ends_no_watch_and_holds_up_no_other(desk: Desk, server: Server) -> None:
    def faulty(item: Any, **named: Any) -> Any:
        if "Goma" in item.body:
            raise RecursionError("too deep")
        return read(item, **named)

    desk.reader = faulty
    put(server, {"/news/2": story("Nine").replace("Dost", "Goma"), "/news/3": story("Twelve", by="the health ministry")})
    found = desk.rounds()
    assert (found.new, found.failed) == (2, 1)
    assert any("not_read" in line and "too deep" in line for line in desk.said)
    desk.reader = read
    desk.leave()
    assert desk.rounds(later=400).new == 1
    assert verify_ledger(desk.ledger).sound


def test_what_others_write_to_the_ledger_is_told_too(desk: Desk, server: Server) -> None:
    """
    DOST, 1 March 2022 - Eleven people were killed in Tuesday's crash on the coast road near Dost, the United Nations said.
    Hospitals had asked for blood, it added.
    """
    assert desk.rounds().told == 0
    words = test_what_others_write_to_the_ledger_is_told_too.__doc__ or ""
    (desk.folder / "given.txt").write_text(words, encoding="utf-8")
    with open_ledger(desk.ledger) as ledger:
        read_into(ledger, [str(desk.folder / "given.txt")], now=lambda: desk.at)
    assert desk.rounds(later=60).told == 0
    assert desk.rounds(later=600).told == 0  # it is dated by its day, and counts from the end of it
    assert desk.rounds(later=86_400).told == 1
    assert [c["subject"] for c in desk.changes()] == ["killed"]
    desk.leave()
    assert desk.rounds(later=60).told == 0
