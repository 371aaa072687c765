"""Adding by an address: read as a page is; no private host, by whatever name or redirect; who is slow keeps nobody waiting."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from .house import House, house, ledger_of

PAGE = """<html lang="en"><head><title>Almaty counts</title></head><body><article><h1>Almaty counts</h1>
<p>ALMATY, 13 January 2022 - The interior ministry said on Thursday that 78 people had been killed in Almaty. Officials
spoke of a night of heavy fighting around the main square.</p></article></body></html>"""


class Site(BaseHTTPRequestHandler):
    """Pages of a site: one that is slow, one that leads to another machine's inside, and one to read."""

    asked: threading.Event
    free: threading.Event
    port: int

    def do_GET(self) -> None:
        body = PAGE.encode()
        if self.path == "/robots.txt":
            self._answer(404, b"")
        elif self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", f"http://127.0.0.1:{self.port}/inside")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            if self.path == "/slow":
                self.asked.set()
                self.free.wait(20)
            self._answer(200, body)

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """A site at an address of the loopback that a server may be allowed to ask, and that others are not."""
    Site.asked, Site.free = threading.Event(), threading.Event()
    server = ThreadingHTTPServer(("127.0.0.2", 0), Site)
    Site.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.2:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(ledger_of(tmp_path_factory.mktemp("asking")), fetch=True, networks=("127.0.0.2",)) as found:
        yield found


def add(of: House, address: str) -> dict[str, Any]:
    with of.client("reviewer") as client:
        answer = client.post("reports/address", json={"address": address})
    assert answer.status_code in (200, 201), answer.text
    return dict(answer.json())


def test_while_a_site_is_slow_others_decide(asking: House, site: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        added = pool.submit(add, asking, f"{site}/slow")
        assert Site.asked.wait(20)
        claim, upto = asking.get("claims")["rows"][0]["id"], asking.get("about")["upto"]
        with asking.client("reviewer") as client:
            act = {"act": "accept", "claim": claim}
            assert client.post("decisions", json=act, headers={"if-match": str(upto)}).status_code == 201
        assert not added.done()
        Site.free.set()
        (report,) = added.result()["reports"]
    assert (report["title"], report["claims"], report["published"]) == ("Almaty counts", 1, "2022-01-13")
    assert "78" in {c["figure"]["text"] for c in asking.get("claims")["rows"]}


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "10.0.0.1", "2130706433"]
)
def test_no_private_host_is_asked_by_whatever_name(asking: House, host: str) -> None:
    told = add(asking, f"http://{host}/inside")
    assert (told["added"], [p["code"] for p in told["problems"]]) == (0, ["address_refused"])


def test_no_redirect_leads_to_a_private_host(asking: House, site: str) -> None:
    told = add(asking, f"{site}/elsewhere")
    assert (told["added"], [p["code"] for p in told["problems"]]) == (0, ["address_refused"])


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://paper.example/", "gopher://x/", "http://x/ y", "javascript:alert(1)"]
)
def test_what_is_no_address_of_the_web_is_refused(asking: House, address: str) -> None:
    with asking.client("reviewer") as client:
        assert client.post("reports/address", json={"address": address}).status_code == 422


@pytest.mark.parametrize(
    "address", ["http://user:secret@127.0.0.2/", "http://127.0.0.2:22/", "http://127.0.0.2\\@paper.example/"]
)
def test_what_hides_where_it_leads_is_refused(asking: House, address: str) -> None:
    told = add(asking, address)
    assert [p["code"] for p in told["problems"]] == ["address_refused"]


def test_a_server_that_may_not_ask_asks_nobody(shared: House, site: str) -> None:
    with shared.client("reviewer") as client:
        answer = client.post("reports/address", json={"address": f"{site}/page"})
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
