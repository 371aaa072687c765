"""What stands before every request: host, prefix, size, rate, headers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from .house import House, house, ledger_of


def test_it_answers_to_its_own_names_alone(shared: House) -> None:
    port = shared.url.rsplit(":", 1)[1]
    for name, status in (
        ("127.0.0.1", 200),
        ("localhost", 200),
        ("LOCALHOST", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.example", 400),
    ):
        answer = httpx.get(f"{shared.url}/api/v1/about", headers={"host": f"{name}:{port}"})
        assert answer.status_code == status, name
    assert httpx.get(f"{shared.url}/api/v1/about", headers={"host": ""}).status_code == 400


@pytest.mark.parametrize("stripped", [True, False])
def test_it_stands_under_a_prefix_whether_a_proxy_takes_it_off_or_not(tmp_path: Path, stripped: bool) -> None:
    with house(ledger_of(tmp_path), root_path="/tolls") as found:
        base = found.url.removesuffix("/tolls") if stripped else found.url
        assert httpx.get(f"{base}/api/v1/about").status_code == 200
        document = httpx.get(f"{base}/api/v1/openapi.json").json()
        assert document["servers"] == [{"url": "/tolls"}]
        answer = httpx.post(f"{base}/api/v1/session", json={"token": found.tokens["reader"]})
        assert "Path=/tolls/" in answer.headers["set-cookie"]
        assert httpx.get(f"{found.url}/").status_code == 200


def test_too_much_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with house(ledger_of(tmp_path), body=10_000) as found, found.client("reviewer") as client:
        answer = client.post("reports/file", params={"name": "x"}, content=b"x" * 10_001)
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")

        def drip() -> Iterator[bytes]:
            for _ in range(200):
                yield b"y" * 100

        answer = client.post("reports/file", params={"name": "x"}, content=drip())  # no length is said beforehand
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
        answer = client.post("reports", content=drip(), headers={"content-type": "application/json"})
        assert answer.status_code == 413


def test_too_many_requests_wait(tmp_path: Path) -> None:
    with house(ledger_of(tmp_path), rate=2.0) as found:
        codes = []
        with found.client() as client:
            for _ in range(30):
                answer = client.get("session")
                codes.append(answer.status_code)
        assert codes[:20] == [200] * 20
        assert 429 in codes
        assert answer.json()["code"] == "too_many"
        assert int(answer.headers["retry-after"]) >= 1


@pytest.mark.parametrize("path", ["/api/v1/about", "/", "/api/v1/nothing", "/api/v1/claims?limit=0", "/nothing"])
def test_every_answer_keeps_a_browser_from_running_anything(shared: House, path: str) -> None:
    headers = httpx.get(f"{shared.url}{path}").headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("method", ["PUT", "PATCH", "TRACE", "OPTIONS"])
def test_other_methods_are_refused(shared: House, method: str) -> None:
    answer = httpx.request(method, f"{shared.url}/api/v1/claims")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize(
    "path",
    ["/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/api/../../etc/passwd", "/assets/../../pyproject.toml", "/%00"],
)
def test_no_file_of_the_machine_can_be_asked_for(shared: House, path: str) -> None:
    answer = httpx.get(f"{shared.url}{path}")
    assert answer.status_code in (404, 200)
    assert "root:" not in answer.text
    assert "[project]" not in answer.text
