"""Every read, by a table: what it answers is typed by the document, can be asked as of a moment and up to an entry, says when
nothing changed, goes on page by page, and is what the client gives. The table holds every operation of the document.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tollbook.client import Client
from tollbook.server.app import API, make_app
from tollbook.server.roles import Role
from tollbook.server.settings import Settings

from .house import PRIVATE, House

DAY = "2022-01-09"
Asked = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ids:
    """What a path names."""

    story: str
    claim: str
    report: str
    other: str
    number: int

    def put_into(self, path: str) -> str:
        told = {"story": self.story, "claim": self.claim, "report": self.report, "number": str(self.number)}
        return path.removeprefix(f"{API}/").format(**told)


Call = Callable[[Client, Ids, Asked], Any]
READS: dict[str, Call] = {
    "/about": lambda c, i, a: c.about(**a),
    "/stories": lambda c, i, a: c.stories(**a),
    "/stories/{story}": lambda c, i, a: c.story(i.story, **a),
    "/stories/{story}/account": lambda c, i, a: c.account(i.story, **a),
    "/stories/{story}/toll": lambda c, i, a: c.toll(i.story, **a),
    "/stories/{story}/history": lambda c, i, a: c.history(i.story, **a),
    "/stories/{story}/claims": lambda c, i, a: c.claims(story=i.story, **a),
    "/stories/{story}/timeline": lambda c, i, a: c.timeline(i.story, **a),
    "/stories/{story}/reports": lambda c, i, a: c.reports(story=i.story, **a),
    "/stories/{story}/compare": lambda c, i, a: c.compare(i.story, "2022-01-06", "2022-01-09", **a),
    "/stories/{story}/cite": lambda c, i, a: c.cite(i.story, **a),
    "/claims": lambda c, i, a: c.claims(**a),
    "/claims/{claim}": lambda c, i, a: c.claim(i.claim, **a),
    "/claims/{claim}/why": lambda c, i, a: c.why(i.claim, **a),
    "/claims/{claim}/effect": lambda c, i, a: c.effect(i.claim, **a),
    "/claims/{claim}/cite": lambda c, i, a: c.cite_claim(i.claim, **a),
    "/claims/{claim}/entries": lambda c, i, a: c.claim_entries(i.claim, **a),
    "/reports": lambda c, i, a: c.reports(**a),
    "/reports/{report}": lambda c, i, a: c.report(i.report, **a),
    "/reports/{report}/text": lambda c, i, a: c.text(i.report, **a),
    "/compare": lambda c, i, a: c.compare_reports(i.report, i.other, **a),
    "/sources": lambda c, i, a: c.sources(**a),
    "/places": lambda c, i, a: c.places(**a),
    "/search": lambda c, i, a: c.search("killed", **a),
    "/corrections": lambda c, i, a: c.corrections(**a),
    "/entries": lambda c, i, a: c.entries(**a),
    "/entries/{number}": lambda c, i, a: c.entry(i.number, **a),
    "/review": lambda c, i, a: c.review(**a),
}
OTHERS = {  # what is no list or row, and what changes something: a test of its own each
    "GET /session": "session",
    "POST /session": None,  # a browser's; a program has its token
    "DELETE /session": None,
    "GET /openapi.json": None,
    "GET /reports/{report}/raw": "raw",
    "GET /export": "export",
    "GET /changes": "changes",
    "POST /reports": "add",
    "POST /reports/address": "add_address",
    "POST /reports/file": "add_file",
    "POST /decisions": "decide",
}
MORE: dict[str, dict[str, str]] = {
    "/stories/{story}/compare": {"from": "2022-01-06", "to": "2022-01-09"},
    "/search": {"q": "killed"},
}


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    return dict(make_app(Settings(ledger=Path("none.db"))).openapi())


@pytest.fixture(scope="module")
def ids(shared: House) -> Ids:
    rows = shared.get("reports")["rows"]
    ninth, sixth = (next(r["id"] for r in rows if r["name"] == f"2022-01-{day}.txt") for day in ("09", "06"))
    claims = [c for c in shared.get("claims")["rows"] if c["report_id"] == sixth]
    return Ids(story=shared.story, claim=claims[0]["id"], report=sixth, other=ninth, number=3)


def more_of(path: str, ids: Ids) -> dict[str, str]:
    return {"a": ids.report, "b": ids.other} if path == "/compare" else MORE.get(path, {})


def test_the_table_holds_every_operation(told: dict[str, Any]) -> None:
    every = {f"{m.upper()} {p.removeprefix(API)}" for p, ms in told["paths"].items() for m in ms if m != "parameters"}
    assert every == {f"GET {p}" for p in READS} | set(OTHERS)
    for name in filter(None, OTHERS.values()):
        assert callable(getattr(Client, name))


@pytest.mark.parametrize("path", READS)
def test_a_read_keeps_its_contract(shared: House, ids: Ids, told: dict[str, Any], path: str) -> None:
    asked = {"as_of": DAY, **more_of(path, ids)}
    with shared.client("reviewer") as client:
        answer = client.get(ids.put_into(API + path), params=asked)
        assert answer.status_code == 200, answer.text
        row = answer.json()
        operation = told["paths"][API + path]["get"]
        schema = {**operation["responses"]["200"]["content"]["application/json"]["schema"], "components": told["components"]}
        Draft202012Validator(schema).validate(row)
        assert {"as_of", "recorded", "upto", "names"} <= {p["name"] for p in operation["parameters"]}
        again = client.get(ids.put_into(API + path), params=asked, headers={"if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        before = client.get(ids.put_into(API + path), params=asked | {"upto": answer.headers["tollbook-entry"]})
        assert before.json() == row
        for wrong in ({"as_of": "yesterday"}, {"upto": "x"}, {"recorded": "2022-02-30"}):
            assert client.get(ids.put_into(API + path), params=more_of(path, ids) | wrong).status_code == 422, wrong


@pytest.mark.parametrize("path", READS)
def test_the_client_gives_what_is_answered(shared: House, ids: Ids, path: str) -> None:
    with shared.client("reviewer") as http:
        row = http.get(ids.put_into(API + path), params={"as_of": DAY, "limit": 500, **more_of(path, ids)}).json()
    found = READS[path](Client(shared.url, shared.tokens["reviewer"]), ids, {"as_of": DAY})
    assert (list(found) if isinstance(found, Iterator) else found) == row.get("rows", row)


@pytest.mark.parametrize("path", [p for p in READS if p not in ("/about",)])
def test_lists_go_on_page_by_page(shared: House, ids: Ids, path: str) -> None:
    client = Client(shared.url, shared.tokens["reviewer"])
    whole = READS[path](client, ids, {})
    if isinstance(whole, Iterator):
        assert list(READS[path](client, ids, {"limit": 1})) == list(whole)


@pytest.mark.parametrize("path", READS)
def test_nobody_is_told_a_private_name_wherever_they_look(shared: House, ids: Ids, path: str) -> None:
    """By the document's own list of routes, so that a new one is held to it too; `test_withheld.py` goes through every id."""
    if path == "/reports/{report}/text":
        assert shared.status(ids.put_into(API + path)) == 403
        return
    claims = [c["id"] for c in shared.get("claims")["rows"] if "{claim}" in path] or [ids.claim]
    with shared.client() as client:
        for claim in claims:
            here = Ids(story=ids.story, claim=claim, report=ids.report, other=ids.other, number=ids.number)
            for asked in ({}, {"as_of": DAY}):
                text = client.get(here.put_into(API + path), params={**asked, **more_of(path, ids)}).text.casefold()
                assert [n for n in PRIVATE if n.casefold() in text] == []


def test_every_word_of_the_client_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "library.md").read_text(encoding="utf-8")
    words = [n for n, _ in inspect.getmembers(Client, inspect.isfunction) if not n.startswith("_")]
    assert [n for n in words if f"`{n}`" not in page] == []


def test_streams_are_of_the_moment_too(shared: House) -> None:
    client = Client(shared.url)
    for form in ("jsonl", "csv"):
        text = b"".join(client.export(form, as_of="2022-01-06")).decode()
        assert "2022-01-06.txt" in text
        assert "2022-01-10.txt" not in text
    ids = [json.loads(line)["id"] for line in client.export(as_of="2022-01-06")]
    assert ids == [c["id"] for c in client.claims(as_of="2022-01-06")]


def test_names_are_for_a_role_on_every_read(shared: House, ids: Ids) -> None:
    assert shared.settings.names is Role.REVIEWER
    for path in READS:
        assert shared.status(ids.put_into(API + path), "reader", names="show", **more_of(path, ids)) == 403, path
