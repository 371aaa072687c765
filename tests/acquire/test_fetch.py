"""Asking an address: what is sent, what is kept, and how servers are treated. Each test asks a real server on 127.0.0.1."""

from __future__ import annotations

import gzip
import threading
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from tollbook.acquire.refusal import Refused

from .servers import Say, fetcher, moved, page, raw, serving

HTML = "<html><title>Bus crash</title><p>Eleven people were killed, police in Dost said.</p></html>"


def test_a_page_comes_with_its_records_and_says_who_asks() -> None:
    with serving({"/a": page(HTML, 'ETag: "1"')}) as server:
        answer = fetcher().fetch(server.url("/a#top"))
    assert (answer.status, answer.url, answer.body.decode()) == (200, server.url("/a"), HTML)
    assert (answer.media, answer.charset, answer.header("etag")) == ("text/html", "utf-8", '"1"')
    assert [p for p, _ in server.asked] == ["/robots.txt", "/a"]
    assert server.asked[1][1]["user-agent"] == "Tollbook/0 (tests)"
    kinds = [(r.rec_type, r.rec_headers.get_header("WARC-Target-URI")) for r in ArchiveIterator(BytesIO(answer.records))]
    hops = [(kind, server.url(p)) for p in ("/robots.txt", "/a") for kind in ("response", "request", "metadata")]
    assert kinds == [("warcinfo", None), *hops]


def test_records_hold_each_byte_as_it_came_and_their_digests_check(tmp_path: Path) -> None:
    said = b"HTTP/1.1 200 Fine\r\nX-odd:  two  blanks\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    with serving({"/a": raw(said)}) as server:
        answer = fetcher().fetch(server.url("/a"))
    assert answer.body == b"hello"
    stored = gzip.decompress(answer.records)
    assert said in stored and b"GET /a HTTP/1.1\r\nHost: 127.0.0.1" in stored
    path = tmp_path / "a.warc.gz"
    path.write_bytes(answer.records)
    assert Checker(_Asked([str(path)])).process_all() == 0


class _Asked:
    """What `warcio check` is given."""

    def __init__(self, inputs: list[str]) -> None:
        self.inputs, self.verbose = inputs, False


def test_redirects_are_followed_and_kept_and_fragments_dropped() -> None:
    with serving({"/a": moved("/b?x=1"), "/b": moved("//127.0.0.1:{}/c"), "/c": page(HTML)}) as server:
        server.paths["/b"] = moved(f"//127.0.0.1:{server.port}/c#part")
        answer = fetcher().fetch(server.url("/a"))
        assert (answer.asked, answer.url) == (server.url("/a"), server.url("/c"))
    asked = [
        r.rec_headers.get_header("WARC-Target-URI") for r in ArchiveIterator(BytesIO(answer.records)) if r.rec_type == "response"
    ]
    assert asked == [server.url(p) for p in ("/robots.txt", "/a", "/b?x=1", "/c")]


def test_conditional_requests_say_what_is_known() -> None:
    with serving({"/a": page("", status="304 Not Modified")}) as server:
        answer = fetcher().fetch(server.url("/a"), etag='"1"', modified="Sun, 09 Jan 2022 17:00:00 GMT")
        assert (answer.status, answer.body) == (304, b"")
        assert server.asked[-1][1]["if-none-match"] == '"1"'
        fetcher().fetch(server.url("/a"), modified="Sun, 09 Jan 2022 17:00:00 GMT")
        assert server.asked[-1][1]["if-modified-since"] == "Sun, 09 Jan 2022 17:00:00 GMT"
        with pytest.raises(Refused):  # nobody asked whether it changed
            fetcher().fetch(server.url("/a"))
        with pytest.raises(Refused):  # a mark that would add a header of its own is not sent
            fetcher().fetch(server.url("/a"), etag='"1\r\nX-In: jected"')
        assert "if-none-match" not in server.asked[-1][1]


def test_what_is_gone_is_an_answer() -> None:
    with serving({"/a": page("gone", status="410 Gone")}) as server:
        assert fetcher().fetch(server.url("/a")).status == 410
        assert fetcher().fetch(server.url("/b")).status == 404


@pytest.mark.parametrize("status", ["401 No", "403 Forbidden", "451 Unavailable", "204 No Content", "206 Partial", "999 What"])
def test_other_statuses_are_refused(status: str) -> None:
    with serving({"/a": page("", status=status)}) as server, pytest.raises(Refused, match=f"answers {status[:3]}") as told:
        fetcher().fetch(server.url("/a"))
    assert told.value.code == "answer_refused"


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(HTML.encode())),
        ("x-gzip", gzip.compress(HTML.encode()[:20]) + gzip.compress(HTML.encode()[20:])),
        ("deflate", zlib.compress(HTML.encode())),
        ("deflate", zlib.compress(HTML.encode())[2:-4]),
        ("gzip, gzip", gzip.compress(gzip.compress(HTML.encode()))),
        ("identity", HTML.encode()),
    ],
    ids=["gzip", "gzip in two", "zlib", "bare deflate", "gzip twice", "as it is"],  # packed bytes hold the hour
)
def test_packed_bodies_are_unpacked(encoding: str, packed: bytes) -> None:
    with serving({"/a": page(packed, f"Content-Encoding: {encoding}")}) as server:
        assert fetcher().fetch(server.url("/a")).body.decode() == HTML


def test_tries_again_with_longer_and_longer_pauses_and_as_long_as_the_server_asks() -> None:
    sleeps: list[float] = []
    with serving({"/a": page("", status="500 Oh"), "/b": page("", "Retry-After: 7", status="503 Busy")}) as server:
        with pytest.raises(Refused, match="answers 500"):
            fetcher(sleeps=sleeps, bounds={"tries": 3}).fetch(server.url("/a"))
        assert (sleeps, server.count("/a"), server.count("/robots.txt")) == ([1.0, 2.0], 3, 1)
        sleeps.clear()
        with pytest.raises(Refused) as told:
            fetcher(sleeps=sleeps, bounds={"tries": 2}).fetch(server.url("/b"))
        assert told.value.after == 7.0
        assert 7.0 in sleeps


def test_a_long_wait_is_told_and_not_waited_for() -> None:
    sleeps: list[float] = []
    with serving({"/a": page("", "Retry-After: 86400", status="429 Slow")}) as server, pytest.raises(Refused) as told:
        fetcher(sleeps=sleeps, bounds={"tries": 3}).fetch(server.url("/a"))
    assert (told.value.after, sleeps, server.count("/a")) == (86400.0, [], 1)


# ------------------------------------------------------------------------------------------------------------- manners


def robots(words: str) -> dict[str, Say]:
    return {"/robots.txt": page(words, media="text/plain"), "/news/1": page(HTML), "/private/1": page(HTML)}


def test_robots_txt_is_obeyed_and_asked_once() -> None:
    with serving(robots("User-agent: *\nDisallow: /private\n")) as server:
        mine = fetcher()
        assert mine.fetch(server.url("/news/1")).status == 200
        with pytest.raises(Refused, match="txt of its site asks programs not to") as told:
            mine.fetch(server.url("/private/1"))
    assert told.value.code == "robots"
    assert (server.count("/robots.txt"), server.count("/private/1")) == (1, 0)


def test_rules_for_us_by_name_come_before_those_for_all() -> None:
    with serving(robots("User-agent: *\nDisallow:\n\nUser-agent: Tollbook\nDisallow: /\n")) as server, pytest.raises(Refused):
        fetcher().fetch(server.url("/news/1"))


def test_a_redirect_to_a_forbidden_page_is_not_followed() -> None:
    paths = robots("User-agent: *\nDisallow: /private\n") | {"/go": moved("/private/1")}
    with serving(paths) as server, pytest.raises(Refused, match="robots"):
        fetcher().fetch(server.url("/go"))
    assert server.count("/private/1") == 0


@pytest.mark.parametrize("status", ["500 Oh", "503 Busy", "429 Slow"])
def test_where_robots_txt_cannot_be_had_nothing_is_asked(status: str) -> None:
    with (
        serving(robots("") | {"/robots.txt": page("", status=status)}) as server,
        pytest.raises(Refused, match="cannot be read") as told,
    ):
        fetcher().fetch(server.url("/news/1"))
    assert told.value.again and server.count("/news/1") == 0


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone"])
def test_where_there_is_no_robots_txt_nothing_is_forbidden(status: str) -> None:
    with serving(robots("") | {"/robots.txt": page("", status=status)}) as server:
        assert fetcher().fetch(server.url("/news/1")).status == 200


def test_one_request_a_host_at_a_time_with_the_pause_that_the_site_asks_for() -> None:
    sleeps: list[float] = []
    with serving(robots("User-agent: *\nCrawl-delay: 9\n")) as server:
        mine = fetcher(sleeps=sleeps)
        together = [threading.Thread(target=mine.fetch, args=(server.url(f"/news/1?{k}"),)) for k in range(6)]
        for t in together:
            t.start()
        for t in together:
            t.join()
        assert server.most == 1 and server.count("/robots.txt") == 1
    assert all(8 < s <= 54 for s in sleeps) and len(sleeps) >= 5


@pytest.mark.parametrize(
    ("to", "asked"),
    [
        (b"/caf\xc3\xa9", "/caf%C3%A9"),
        (b"/caf\xe9", "/caf%E9"),
        (b"/a b?c=d e", "/a%20b?c=d%20e"),
        (b"/caf%C3%A9", "/caf%C3%A9"),
        (b" /news/\t1 ", "/news/1"),
    ],
)
def test_redirects_are_written_in_every_way(to: bytes, asked: str) -> None:
    moving = raw(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + to + b"\r\n\r\n")
    with serving({"/a": moving, asked.split("?")[0]: page(HTML)}) as server:
        assert fetcher().fetch(server.url("/a")).url == server.url(asked)
