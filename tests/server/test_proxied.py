"""Behind a real nginx, under a path, with the configuration of `docs/serving.md` as it stands there."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from .house import House, house, ledger_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SERVING = Path(__file__).parents[2] / "docs" / "serving.md"
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
pytestmark = pytest.mark.skipif(not Path(NGINX).exists(), reason="nginx is not here: tests/bring.sh brings it")
WHOLE = """{user}daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    server {{ listen 127.0.0.1:{port}; server_name tolls.example; {location} }}
}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxied:
    """A house, and the address of the proxy before it."""

    house: House
    url: str

    def client(self, **more: str) -> httpx.Client:
        """A browser that calls the proxy by its name."""
        return httpx.Client(base_url=f"{self.url}/tolls/", headers={"host": "tolls.example", **more}, timeout=20)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    (told,) = re.findall(r"```nginx\n(.*?)```", SERVING.read_text(encoding="utf-8"), re.S)
    ledger = ledger_of(tmp_path_factory.mktemp("proxied"))
    with house(ledger, proxy="127.0.0.1", root_path="/tolls", hosts=("tolls.example",)) as found:
        location = told.replace("127.0.0.1:8765", found.url.removesuffix("/tolls").removeprefix("http://"))
        user = "user root; " if os.getuid() == 0 else ""  # a worker of another user could not write into our folder
        conf = folder / "nginx.conf"
        conf.write_text(WHOLE.format(user=user, folder=folder, port=port, location=location), encoding="utf-8")
        with subprocess.Popen([NGINX, "-p", str(folder), "-c", str(conf)], stderr=subprocess.PIPE, text=True) as running:
            try:
                _wait(running, port)
                yield Proxied(house=found, url=f"http://127.0.0.1:{port}")
            finally:
                running.terminate()


def _wait(running: subprocess.Popen[str], port: int) -> None:
    for _ in range(500):
        if running.poll() is not None:
            pytest.fail(f"nginx did not start: {running.stderr.read() if running.stderr else ''}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    pytest.fail("nginx did not answer")


def test_the_page_and_its_files_are_found_below_the_path(proxied: Proxied) -> None:
    with proxied.client() as client:
        assert client.get(f"{proxied.url}/tolls").headers["location"].endswith("/tolls/")
        page = client.get("").text
        if '<base href="/tolls/">' not in page:
            pytest.skip("the front end is not built into this installation")
        files = re.findall(r'(?:src|href)="(?!/|https?:|data:|#)([^"]+\.(?:js|css))"', page)
        assert files
        for name in files:
            assert client.get(name).status_code == 200, name


def test_links_of_the_api_lead_back_through_it(proxied: Proxied) -> None:
    with proxied.client() as client:
        document = client.get("api/v1/openapi.json").json()
        assert document["servers"] == [{"url": "/tolls"}]
        (story,) = client.get("api/v1/stories").json()["rows"]
        cite = client.get(f"api/v1/stories/{story['id']}/cite", params={"as_of": "2022-01-10"}).json()
        assert client.get(f"api/v1/{cite['path']}").status_code == 200
        answer = client.get("api/v1/claims")
        assert client.get("api/v1/claims", headers={"if-none-match": answer.headers["etag"]}).status_code == 304


def test_a_browser_signs_in_and_writes_through_it(proxied: Proxied) -> None:
    with proxied.client(origin="http://tolls.example") as client:
        answer = client.post("api/v1/session", json={"token": proxied.house.tokens["reviewer"]})
        assert answer.status_code == 201, answer.text
        assert "Path=/tolls/" in answer.headers["set-cookie"]
        told = answer.json()
        sent = {"cookie": answer.headers["set-cookie"].partition(";")[0], "x-csrf-token": told["csrf"]}
        listed = client.get("api/v1/claims").json()
        act = {"act": "accept", "claim": listed["rows"][0]["id"]}
        sent |= {"if-match": str(listed["upto"])}
        elsewhere = client.post("api/v1/decisions", json=act, headers=sent | {"origin": "http://elsewhere.example"})
        assert (elsewhere.status_code, elsewhere.json()["code"]) == (403, "csrf")
        assert client.post("api/v1/decisions", json=act, headers=sent).status_code == 201


def test_over_https_a_cookie_goes_over_nothing_else(proxied: Proxied) -> None:
    for scheme in ("http", "https"):
        sent = {"x-forwarded-proto": scheme}
        token = {"token": proxied.house.tokens["reader"]}
        cookie = httpx.post(f"{proxied.house.url}/api/v1/session", json=token, headers=sent).headers["set-cookie"]
        assert ("Secure" in cookie) is (scheme == "https")


def test_changes_pass_at_once(proxied: Proxied) -> None:
    token = {"authorization": f"Bearer {proxied.house.tokens['reviewer']}"}
    with proxied.client(**token) as client:
        listed = client.get("api/v1/claims").json()
        with client.stream("GET", "api/v1/changes", params={"after": listed["upto"]}) as told:
            assert told.headers["content-type"].startswith("text/event-stream")
            lines = told.iter_lines()
            assert next(lines) == "retry: 3000"  # before anything was recorded: nothing is held back
            act = {"act": "accept", "claim": listed["rows"][1]["id"]}
            done = client.post("api/v1/decisions", json=act, headers={"if-match": str(listed["upto"])}).json()
            event = json.loads(next(line for line in lines if line.startswith("data: ")).removeprefix("data: "))
        assert event["upto"] == done["upto"]


def test_who_asks_is_whom_the_proxy_saw(proxied: Proxied) -> None:
    def codes(address: str, tries: int) -> list[int]:
        found = []
        with httpx.Client(transport=httpx.HTTPTransport(local_address=address), headers={"host": "tolls.example"}) as client:
            for n in range(tries):  # what a client says of itself is not believed
                sent = {"x-forwarded-for": f"203.0.113.{n}"}
                wrong = {"token": f"tollbook_p1_{n:043d}"}
                found.append(client.post(f"{proxied.url}/tolls/api/v1/session", json=wrong, headers=sent).status_code)
        return found

    assert codes("127.0.0.2", 11) == [401] * 10 + [429]
    assert codes("127.0.0.3", 1) == [401]


def test_a_real_browser_opens_it(proxied: Proxied, browser: Browser) -> None:
    page = browser.new_page()
    missed: list[str] = []
    page.on("requestfailed", lambda r: missed.append(r.url))
    page.goto(f"{proxied.url}/tolls/", wait_until="networkidle")
    page.get_by_role("link", name=re.compile("Kazakhstan|Almaty", re.I)).first.click()
    page.get_by_text("killed").first.wait_for()
    assert "/tolls/" in page.url
    assert [u for u in missed if "/changes" not in u] == []
    page.close()
