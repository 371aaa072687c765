"""The door: tokens, roles, a browser's session, and writes that were not meant."""

from __future__ import annotations

import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from tollbook.server.users import add_user, renew_user, revoke_user, users_path

from .house import NOW, House, house, ledger_of

PASTED = {
    "name": "pasted.txt",
    "text": "Almaty counts\n\nALMATY, 12 January 2022 - Police said that 7 people had been killed in Almaty.\n",
}


def signed_in(of: House, role: str) -> tuple[httpx.Client, dict[str, Any]]:
    """A browser that has signed in, and what it was told."""
    client = httpx.Client(base_url=f"{of.url}/api/v1/", timeout=60)
    answer = client.post("session", json={"token": of.tokens[role]})
    assert answer.status_code == 201, answer.text
    return client, answer.json()


def test_without_a_token_it_can_only_be_read(own: House) -> None:
    assert own.get("session") == {
        "user": None,
        "role": "nobody",
        "csrf": None,
        "may": {"decide": False, "add": False, "names": False, "text": False, "seal": False},
    }
    with own.client() as client:
        answer = client.post("reports", json=PASTED)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert client.post("decisions", json={}, headers={"if-match": "1"}).status_code in (401, 422)


def test_a_token_is_a_user_with_a_role(own: House) -> None:
    assert own.get("session", "reviewer")["role"] == "reviewer"
    with own.client("reader") as client:
        assert client.post("reports", json=PASTED).status_code == 403
    with own.client("reviewer") as client:
        assert client.post("reports", json=PASTED).status_code == 201
    assert own.get("session", "admin")["may"]["seal"] is True


@pytest.mark.parametrize("header", ["Bearer x", "Bearer", "Basic YTpi", "tollbook", "Bearer tollbook_p2_" + "A" * 43])
def test_a_token_that_is_none_is_refused_even_for_reading(shared: House, header: str) -> None:
    with shared.client(authorization=header) as client:
        assert client.get("claims").status_code == 401


def test_a_revoked_or_renewed_token_ends_at_once(own: House) -> None:
    assert own.get("session", "reviewer")["role"] == "reviewer"
    _, token = renew_user(own.settings.ledger, "The reviewer")
    assert own.status("session", "reviewer") == 401
    own.tokens["reviewer"] = token
    browser, _ = signed_in(own, "reviewer")
    assert browser.get("session").json()["role"] == "reviewer"
    revoke_user(own.settings.ledger, "The reviewer", now=NOW)
    assert own.status("session", "reviewer") == 401
    assert browser.get("session").json()["role"] == "nobody"


def test_no_token_is_kept(own: House) -> None:
    path = users_path(own.settings.ledger)
    kept = path.read_text(encoding="utf-8")
    for token in own.tokens.values():
        assert token.split("_", 2)[2] not in kept
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_pseudonym_is_never_given_twice(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, {"a.txt": "x\n\nPolice said that 2 people were killed in Almaty on 3 January 2022.\n"})
    first, _ = add_user(ledger, "Ada", "reviewer", now=NOW)
    revoke_user(ledger, "Ada", now=NOW)
    second, _ = add_user(ledger, "Ada", "reviewer", now=NOW)
    assert (first.id, second.id) == ("p1", "p2")


def test_a_browser_signs_in_with_a_cookie_that_no_script_sees(own: House) -> None:
    client, told = signed_in(own, "reviewer")
    with closing(client):
        assert told["role"] == "reviewer"
        answer = own.client().post("session", json={"token": own.tokens["reviewer"]})
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert client.get("session").json() == told
        assert client.delete("session", headers={"x-csrf-token": told["csrf"]}).status_code == 204
        assert client.get("session").json()["role"] == "nobody"


def test_a_browsers_write_must_be_meant(own: House) -> None:
    client, told = signed_in(own, "reviewer")
    with closing(client):
        token = {"x-csrf-token": told["csrf"]}
        assert client.post("reports", json=PASTED).json()["code"] == "csrf"
        assert client.post("reports", json=PASTED, headers={"x-csrf-token": "x"}).json()["code"] == "csrf"
        elsewhere = {**token, "origin": "https://elsewhere.example"}
        assert client.post("reports", json=PASTED, headers=elsewhere).json()["code"] == "csrf"
        assert client.post("reports", json=PASTED, headers={**token, "sec-fetch-site": "cross-site"}).json()["code"] == "csrf"
        assert client.delete("session").json()["code"] == "csrf"
        assert client.post("reports", json=PASTED, headers={**token, "origin": own.url}).status_code == 201


def test_another_site_signs_nobody_in(own: House) -> None:
    with own.client(origin="https://elsewhere.example") as client:
        assert client.post("session", json={"token": own.tokens["reviewer"]}).json()["code"] == "csrf"


def test_guessing_tokens_is_slow_and_soon_ends(own: House) -> None:
    with own.client() as client:
        codes = [client.post("session", json={"token": f"tollbook_p1_{n:043d}"}).status_code for n in range(13)]
    assert codes[:10] == [401] * 10
    assert codes[10:] == [429] * 3
    assert own.status("session", "reviewer") == 429  # from that address, until a minute has passed


def test_a_closed_server_answers_to_users_alone(tmp_path: Path) -> None:
    with house(ledger_of(tmp_path), closed=True) as found:
        for path in ("stories", "claims", "about", "search?q=a", "entries", "changes", "openapi.json"):
            with found.client() as client:
                assert client.get(path).status_code == (200 if path == "openapi.json" else 401), path
        assert httpx.get(f"{found.url}/").status_code == 401
        assert found.status("claims", "reader") == 200
        assert found.get("session")["role"] == "nobody"
