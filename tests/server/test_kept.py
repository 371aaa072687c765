"""What is kept is what would be worked out anew: after every kind of entry, a server that has answered before says the same as
one that has just begun; and what an entry does not change is not sent again.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tollbook.ledger import open_ledger
from tollbook.server.app import make_app

from .house import NOW, House
from .test_decisions import claim_of, decide

DAY = {"as_of": "2022-01-10"}


def asked(of: House) -> list[str]:
    """Addresses of every kind, for what the ledger holds."""
    story, every = of.story, of.get("claims", "reviewer")["rows"]
    some = [c["id"] for c in every[::4]]
    found = [
        "stories",
        "claims",
        "sources",
        "places",
        "reports",
        "corrections",
        "search?q=killed",
        "review",
        "review?decided=true",
    ]
    found += [
        f"stories/{story}{part}" for part in ("", "/toll", "/account", "/history", "/timeline", "/claims", "/reports", "/cite")
    ]
    return [*found, *(f"claims/{c}{part}" for c in some for part in ("", "/why", "/effect"))]


def said_anew(of: House, paths: list[str]) -> dict[str, Any]:
    """What a server says that has only now begun."""

    async def ask() -> dict[str, Any]:
        app = make_app(of.settings)
        async with app.router.lifespan_context(app):
            while not app.state.index.ready:
                await asyncio.sleep(0.005)
            token = {"authorization": f"Bearer {of.tokens['reviewer']}"}
            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1/api/v1/", headers=token) as client:
                return {p: (await client.get(p, params=_day(p))).json() for p in paths}

    with ThreadPoolExecutor(1) as beside:  # a browser of other tests may have its loop in this thread
        return beside.submit(asyncio.run, ask()).result()


def _day(path: str) -> dict[str, str] | None:
    return DAY if path.endswith(("/toll", "/why", "/effect", "/cite", "/history", "stories")) else None


ACTS: list[tuple[str, dict[str, Any]]] = [
    ("748", {"act": "accept"}),
    ("Eighteen", {"act": "reject", "reason": "an age"}),
    ("Eighteen", {"act": "accept"}),  # it counts again
    ("26", {"act": "correct", "changes": {"low": 27, "high": 27, "qualifier": "exact"}, "reason": "read again"}),
]


def test_after_every_kind_of_entry_it_says_what_a_new_server_says(own: House) -> None:
    paths, claims = asked(own), {f: claim_of(own, f)["id"] for f, _ in ACTS}

    def holds(after: object) -> None:
        anew = said_anew(own, paths)
        with own.client("reviewer") as client:
            for path in paths:
                assert client.get(path, params=_day(path)).json() == anew[path], (after, path)

    holds("nothing")
    for figure, act in ACTS:
        done = decide(own, act | {"claim": claims[figure]})
        assert done.status_code == 201, done.text
        holds(act)
    first, *_ = own.get("reports")["rows"]
    with open_ledger(own.settings.ledger) as ledger:
        ledger.seal(first["id"], reason="asked for", by="person:owner", recorded=NOW)
    holds("seal")


def test_what_an_acceptance_leaves_as_it_was_is_not_sent_again(own: House) -> None:
    claim = claim_of(own, "748")["id"]
    paths = (f"stories/{own.story}/toll", "claims", f"claims/{claim}", f"claims/{claim}/why")
    with own.client() as client:
        tags = {p: client.get(p, params=DAY).headers["etag"] for p in paths}
        upto = decide(own, {"act": "accept", "claim": claim}).json()["upto"]
        for path in paths:
            again = client.get(path, params=DAY, headers={"if-none-match": tags[path]})
            assert again.status_code == (200 if path.endswith("why") else 304), path
            assert again.headers["tollbook-entry"] == str(upto)
        assert client.get("claims", params=DAY).json()["upto"] == upto
        first = client.get("claims", params={"limit": 2}).json()
        assert first["next"] == f"{upto}.2"
        decide(own, {"act": "reject", "claim": claim, "reason": "an age"})
        assert client.get("claims", params=DAY, headers={"if-none-match": tags["claims"]}).status_code == 200


@pytest.mark.parametrize("header", ['W/"x"', "", '"', 'W/"12-"', "*", 'W/"1-zz", W/"2-0"'])
def test_a_tag_that_is_none_of_ours_holds_nothing_back(shared: House, header: str) -> None:
    with shared.client() as client:
        assert client.get("claims", headers={"if-none-match": header}).status_code == 200
