"""Servers that mean harm, or are broken: each is refused or tamed within the time and the bytes that it may cost."""

from __future__ import annotations

import gzip
import ssl
import threading
import tracemalloc
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tollbook.acquire.hosts import networks, permitted
from tollbook.acquire.refusal import Refused

from .servers import bomb, fetcher, forever, moved, page, raw, serving

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
FINE = "<p>Eleven people were killed, police in Dost said.</p>"
MOST = 40_000_000  # bytes that Python may hold more than before, whatever a server sends: four times what is kept of it


@pytest.fixture
def memory() -> Iterator[None]:
    """What a test may cost in memory."""
    tracemalloc.start()
    yield
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MOST, f"{peak:,} bytes"


def refused(say: Any, *, bounds: dict[str, Any] | None = None, path: str = "/a", **more: Any) -> Refused:
    """What is said of a server that answers so."""
    with serving({"/a": say, **more}) as server, pytest.raises(Refused) as told:
        fetcher(bounds={"seconds": 0.8, **(bounds or {})}).fetch(server.url(path))
    assert len(told.value.message) < 600
    return told.value


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("layers", [1, 2])
def test_a_gzip_bomb_is_unpacked_no_further_than_a_page_may_be(layers: int) -> None:
    packed = bomb(layers, 20_000_000)
    assert len(packed) < 100_000
    told = refused(page(packed, f"Content-Encoding: {', '.join(['gzip'] * layers)}"))
    assert told.code == "too_large" and not told.again


def test_a_body_packed_again_and_again_is_refused() -> None:
    assert refused(page(b"x", "Content-Encoding: gzip, gzip, gzip, gzip")).code == "undecodable"


def test_a_packing_that_was_not_asked_for_is_refused() -> None:
    assert refused(page(b"x", "Content-Encoding: br")).code == "undecodable"


@pytest.mark.parametrize("body", [b"", b"no gzip", b"\x1f\x8b"])
def test_a_body_that_is_not_packed_as_it_says(body: bytes) -> None:
    if body:
        assert refused(page(body, "Content-Encoding: gzip")).code in ("undecodable", "no_answer")


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"2000\r\n" + b"x" * 0x2000 + b"\r\n"),
        (OK + b"\r\n", b"x" * 8192),
        (OK + b"Content-Length: 99999999999999\r\n\r\n", b"x" * 8192),
        (OK + b"X: ", b"x" * 8192),
        (OK, b"X-Again: " + b"x" * 900 + b"\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 50),
        (b"", b"\r\n" * 400),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1;x=" + b"y" * 8192 + b"\r\nx\r\n"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n" * 400),
    ],
    ids=["chunks", "no length", "long", "header", "headers", "continue", "blank", "extensions", "trailers"],
)
def test_an_answer_without_end_ends(head: bytes, piece: bytes) -> None:
    assert refused(forever(head, piece)).code in ("too_large", "no_answer", "too_slow")


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"HTTP/1.1 200 O",
        OK,
        OK + b"\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab",
    ],
)
@pytest.mark.parametrize("pause", [0.05, 30.0], ids=["drip", "silence"])
def test_a_server_that_takes_forever_is_left(head: bytes, pause: float) -> None:
    told = refused(forever(head, b"x", pause=pause))
    assert told.code in ("too_slow", "no_answer")


def test_no_answer_holds_a_fetcher_longer_than_its_seconds_for_each_try() -> None:
    """Not a measure of speed: a wait that a broken limit would let run for a minute ends within the server's own backstop."""
    ended = threading.Event()

    def ask() -> None:
        refused(forever(OK + b"X: ", b"x", pause=0.01), bounds={"tries": 2, "seconds": 0.5})
        ended.set()

    threading.Thread(target=ask, daemon=True).start()
    assert ended.wait(15)


def test_a_body_shorter_than_it_says_is_no_report() -> None:
    told = refused(raw(OK + b"Content-Length: 900\r\n\r\n" + FINE.encode()))
    assert told.code == "no_answer" and told.again


def test_a_body_longer_than_it_says_is_cut_there() -> None:
    with serving({"/a": raw(OK + b"Content-Length: 3\r\n\r\n" + b"abcdef")}) as server:
        assert fetcher().fetch(server.url("/a")).body == b"abc"


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\0" * 4096,
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"SSH-2.0-OpenSSH_9\r\n",
        OK + b"Content-Length: -5\r\n\r\n",
        OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
        OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        b"<html>no status line</html>",
    ],
)
def test_what_is_no_http_is_no_answer(said: bytes) -> None:
    assert refused(raw(said)).code == "no_answer"


def test_a_header_larger_than_a_page_is_refused() -> None:
    assert refused(raw(OK + b"X: " + b"y" * 300_000 + b"\r\n\r\nabc")).code in ("no_answer", "too_large")


@pytest.mark.parametrize("to", ["/a", "/b", "?x", "http://127.0.0.1:{port}/a#again"])
def test_redirects_in_a_circle_end(to: str) -> None:
    with serving({"/b": moved("/a")}) as server:
        server.paths["/a"] = moved(to.format(port=server.port))
        with pytest.raises(Refused) as told:
            fetcher().fetch(server.url("/a"))
    assert told.value.code == "redirects"


def test_redirects_that_never_repeat_end_too() -> None:
    def on(c: Any, path: str, asked: dict[str, str]) -> None:
        moved(f"/a?{len(path)}{path[2:]}")(c, path, asked)

    with serving({"/a": on}) as server, pytest.raises(Refused, match="redirects"):
        fetcher().fetch(server.url("/a"))
    assert server.count("/robots.txt") == 1 and len(server.asked) <= 8


# --------------------------------------------------------------------------------------------------- private addresses


@pytest.mark.parametrize(
    "to",
    [
        "http://10.0.0.1/",
        "http://192.168.1.1/admin",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://localhost/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "gopher://127.0.0.1/_x",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://user:secret@127.0.0.1/",
        "http://127.0.0.1:22/",
        "http://127.0.0.1:6667/",
        "http://" + "a" * 3000,
        "http://127.0.0.1\\@10.0.0.1/",
    ],
)
def test_a_redirect_to_an_address_that_is_not_the_webs_is_refused(to: str) -> None:
    """The server itself may be asked, by its number and port; nothing else of this machine may."""
    with serving({"/a": moved(to)}) as server, pytest.raises(Refused) as told:
        mine = fetcher(allowed=("127.0.0.1/32",), resolver=as_system_but_local)
        mine.fetch(server.url("/a"))
    assert told.value.code in ("address_refused", "no_answer")
    assert told.value.code == "address_refused" or "localhost" in to or "2130706433" in to or "0x7f" in to or "[" not in to


def as_system_but_local(host: str, port: int, seconds: float) -> Sequence[str]:
    """Names as numbers in the odd ways in which systems read them; 127.0.0.2 stands for what must not be asked."""
    return ["127.0.0.2"] if host in ("localhost", "2130706433", "0x7f.1") else [host]


def test_nothing_private_is_asked_unless_its_network_is_allowed() -> None:
    with serving({"/a": page(FINE)}) as server:
        with pytest.raises(Refused, match="no public address") as told:
            fetcher(allowed=()).fetch(server.url("/a"))
        assert told.value.code == "address_refused" and server.asked == []
        assert fetcher(allowed=("127.0.0.1",)).fetch(server.url("/a")).status == 200


def test_a_name_that_leads_somewhere_else_the_second_time_leads_nowhere() -> None:
    """The name service first gives a number that may be asked, and then another: what was checked is what is connected to."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]])
    asked: list[str] = []

    def resolver(host: str, port: int, seconds: float) -> Sequence[str]:
        asked.append(host)
        return next(answers)

    with serving({"/a": page(FINE)}) as server, pytest.raises(Refused) as told:
        fetcher(resolver=resolver).fetch(server.url("/a", "paper.example"))  # robots.txt is asked at 127.0.0.1
    assert told.value.code == "address_refused"
    assert asked == ["paper.example", "paper.example"]  # one look-up for a connection, and none between check and connection
    assert [h["host"] for _, h in server.asked] == [f"paper.example:{server.port}"]


def test_of_several_numbers_only_those_that_may_be_are_asked() -> None:
    with serving({"/a": page(FINE)}) as server:
        answer = fetcher(resolver=lambda *_: ["10.0.0.1", "127.0.0.1"]).fetch(server.url("/a", "paper.example"))
    assert answer.status == 200 and b"10.0.0.1" not in answer.records


def test_a_name_service_that_does_not_answer() -> None:
    def silent(host: str, port: int, seconds: float) -> Sequence[str]:
        raise OSError(f"the name service did not answer within {seconds:.0f} seconds")

    with pytest.raises(Refused, match="is not found") as told:
        fetcher(resolver=silent).fetch("http://paper.example/a")
    assert told.value.again


@pytest.mark.parametrize(
    "number",
    "10.1.2.3 127.0.0.1 0.0.0.0 100.64.0.1 169.254.169.254 172.16.0.1 192.168.0.1 192.0.2.1 198.18.0.1 224.0.0.1 240.0.0.1"
    " 255.255.255.255 ::1 :: fe80::1 fe80::1%eth0 fc00::1 ff02::1 2001:db8::1 ::ffff:10.0.0.1 64:ff9b::a00:1 2002:a00:1::"
    " 2001:0:a00:1::f5ff:fffe not-a-number 1.2.3".split(),
)
def test_numbers_that_are_not_public(number: str) -> None:
    assert not permitted(number)


def test_public_numbers_and_those_allowed_by_name() -> None:
    assert permitted("1.1.1.1") and permitted("2606:4700::1111")
    assert permitted("10.0.0.1", networks(["10.0.0.0/8"])) and not permitted("10.0.0.1", networks(["127.0.0.1", "::/0"]))


# ---------------------------------------------------------------------------------------------------------------- robots


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize(
    ("robots", "then"),
    [
        (page("User-agent: *\nDisallow: /a\n" + "#" * 2_000_000), "robots"),
        (page("User-agent: *\nAllow: /\n" + "Disallow: /x*y*z$\n" * 50_000), None),
        (page("User-agent: *\nDisallow: /" + "a*" * 200_000 + "\n"), None),
        (page(bomb(1, 50_000_000), "Content-Encoding: gzip"), None),
        (page("\0\xff<html>not found</html>"), None),
        (forever(OK + b"\r\n", b"#" * 8192), None),
        (moved("/robots.txt"), None),
        (moved("http://10.0.0.1/robots.txt"), "address_refused"),
        (raw(b"nonsense"), "robots"),
    ],
    ids=["huge no", "huge yes", "stars", "bomb", "noise", "endless", "circle", "private", "broken"],
)
def test_a_robots_txt_that_is_a_weapon(robots: Any, then: str | None) -> None:
    with serving({"/robots.txt": robots, "/a": page(FINE)}) as server:
        if then is None:
            assert fetcher().fetch(server.url("/a")).status == 200
        else:
            with pytest.raises(Refused) as told:
                fetcher().fetch(server.url("/a"))
            assert told.value.code == then


def test_a_robots_txt_that_does_not_come_closes_its_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tollbook.acquire.fetch.ROBOTS_SECONDS", 0.3)
    with serving({"/robots.txt": forever(OK, b"x", pause=0.05), "/a": page(FINE)}) as server, pytest.raises(Refused) as told:
        fetcher().fetch(server.url("/a"))
    assert told.value.code == "robots" and server.count("/a") == 0


# ------------------------------------------------------------------------------------------------------------------- TLS


def test_a_certificate_is_checked_against_the_name_and_not_the_number() -> None:
    pem = Path(__file__).with_name("paper.example.pem")
    inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    inside.load_cert_chain(pem)
    trust = ssl.create_default_context(cafile=str(pem))

    with serving({"/a": page(FINE)}) as server:
        server.tls = inside
        mine = fetcher(resolver=lambda *_: ["127.0.0.1"], trust=trust)
        answer = mine.fetch(server.url("/a", "paper.example").replace("http:", "https:"))
        assert answer.status == 200 and b"HTTP/1.1 200 OK" in gzip.decompress(answer.records)
        with pytest.raises(Refused) as told:
            mine.fetch(server.url("/a", "other.example").replace("http:", "https:"))
        assert told.value.code == "robots" and "ertificate" in told.value.message
        with pytest.raises(Refused):  # nobody vouches for it
            fetcher(resolver=lambda *_: ["127.0.0.1"]).fetch(server.url("/a", "paper.example").replace("http:", "https:"))


def test_a_handshake_that_never_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tollbook.acquire.fetch.ROBOTS_SECONDS", 0.3)
    with serving() as server:
        server.silent = True
        with pytest.raises(Refused):
            fetcher(bounds={"seconds": 0.5}).fetch(server.url("/a").replace("http:", "https:"))
