"""Hostile reports: a hundred of them through the API and the served page. Their markup is text; no script of theirs ever runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest

from tollbook.server.roles import Role

from .house import House, house, ledger_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MARK = "tollbookran"  # what every script sets, were it to run
SCRIPTS = (
    f"<script>window.{MARK}=1</script>",
    f"<img src=x onerror=window.{MARK}=1>",
    f"<svg onload=window.{MARK}=1>",
    f"<iframe srcdoc='<script>parent.{MARK}=1</script>'></iframe>",
    f"<a href='javascript:window.{MARK}=1'>here</a>",
    f"</script><script>window.{MARK}=1</script>",
    f'"><script>window.{MARK}=1</script>',
    f"'-window.{MARK}=1-'",
    f"<math><mtext><style><img src=x onerror=window.{MARK}=1></style></mtext></math>",
    f"<body onload=window.{MARK}=1>",
    f"<details open ontoggle=window.{MARK}=1>",
    "{{constructor.constructor('window." + MARK + "=1')()}}",
    f"${{window.{MARK}=1}}",
    f"<base href='javascript:window.{MARK}=1//'>",
    f"<meta http-equiv=refresh content='0;url=javascript:window.{MARK}=1'>",
    f"\u2028<script>window.{MARK}=1</script>\u2029",
    f"<!--><script>window.{MARK}=1</script>-->",
    f"<ſcript>window.{MARK}=1</ſcript>",
    f"]]><script>window.{MARK}=1</script>",
    f"<style>@import 'javascript:window.{MARK}=1';*{{background:url(javascript:window.{MARK}=1)}}</style>",
)
PLACES = ("title", "publisher", "who", "said_by", "url")


def reports() -> Iterator[dict[str, str]]:
    """A hundred: each script in each place."""
    for n, (script, place) in enumerate(islice(((s, p) for s in SCRIPTS for p in PLACES), 100)):
        who = script if place == "who" else ""
        said = script if place == "said_by" else "police"
        row = {
            "name": f"{n}.txt",
            "text": f"Deaths in Almaty {script}\n\nALMATY, 6 January 2022 - {n + 2} people {who} were killed in Almaty,"
            f" {said} said. {script}\n",
            "published": "2022-01-06",
        }
        if place in ("title", "publisher"):
            row[place] = script.replace("\u2028", " ").replace("\u2029", " ")
        if place == "url":
            row["url"] = f"https://news.example/{n}?q=%22><script>window.{MARK}=1</script>".replace(" ", "")
        yield row


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server that was given all of them: pasted, as JSON lines, and as pages."""
    with house(ledger_of(tmp_path_factory.mktemp("besieged")), names=Role.REVIEWER) as found:
        rows = list(reports())
        with found.client("reviewer") as client:
            for row in rows[:10]:
                assert client.post("reports", json=row).status_code in (200, 201)
            lines = "\n".join(json.dumps({k: v for k, v in r.items() if k != "name"}) for r in rows[10:])
            added = client.post("reports/file", params={"name": "many.jsonl"}, content=lines.encode()).json()
            assert added["added"] >= 80
            for n, script in enumerate(SCRIPTS):
                told = f"{n + 200} people were killed in Almaty on 6 January 2022, police said. {script}"
                page = f"<html><body><article><h1>Deaths {script}</h1><p>{told}</p></article></body></html>"
                client.post("reports/file", params={"name": f"{n}{script}.html"[:200]}, content=page.encode())
        yield found


def test_every_answer_is_data_that_no_browser_runs(besieged: House) -> None:
    with besieged.client("reviewer") as client:
        reports = client.get("reports", params={"limit": 500}).json()["rows"]
        assert len(reports) >= 100
        asked = ["claims?limit=500", "stories", "timeline", "search?q=tollbookran", "sources", "export", "export?format=csv"]
        asked += [f"reports/{r['id']}{part}" for r in reports[::5] for part in ("", "/text?names=show", "/raw")]
        asked += [
            f"stories/{s['id']}/{part}" for s in client.get("stories").json()["rows"] for part in ("account", "toll", "timeline")
        ]
        for path in asked:
            answer = client.get(path)
            media = answer.headers["content-type"].split(";")[0]
            assert media in (
                "application/json",
                "application/problem+json",
                "text/plain",
                "application/octet-stream",
                "application/jsonl",
                "text/csv",
            ), path
            assert answer.headers["x-content-type-options"] == "nosniff", path
            assert "default-src 'none'" in answer.headers["content-security-policy"], path
            assert "sandbox" in answer.headers["content-security-policy"], path
            for link in _links(answer.json()) if media == "application/json" else ():
                assert link.startswith(("http://", "https://")), path


def _links(found: Any) -> Iterator[str]:
    """Every address of an answer."""
    if isinstance(found, dict):
        for key, value in found.items():
            if key == "url" and value is not None:
                yield value
            else:
                yield from _links(value)
    elif isinstance(found, list):
        for value in found:
            yield from _links(value)


def test_a_header_holds_nothing_of_a_reports_name(besieged: House) -> None:
    with besieged.client("reviewer") as client:
        for report in client.get("reports", params={"limit": 500}).json()["rows"]:
            if report["name"].endswith(".html"):
                told = client.get(f"reports/{report['id']}/raw").headers["content-disposition"]
                assert "<" not in told
                assert '"' not in told


def test_no_script_of_a_report_runs_in_a_real_browser(besieged: House, browser: Browser) -> None:
    page = browser.new_page(extra_http_headers={"authorization": f"Bearer {besieged.tokens['reviewer']}"})
    page.on("dialog", lambda d: pytest.fail(f"a dialog: {d.message}"))
    asked = ["/", "/api/v1/claims?limit=500", "/api/v1/search?q=tollbookran"]
    rows = besieged.get("reports", "reviewer", limit=500)["rows"]
    claims = besieged.get("claims", "reviewer", limit=500)["rows"]
    asked += [f"/api/v1/reports/{r['id']}" for r in rows[::10]]
    asked += [f"/#/story/{c['story']}/figure/{c['id']}" for c in claims[::20]]
    for path in asked:
        page.goto(f"{besieged.url}{path}", wait_until="networkidle")
        assert page.evaluate(f"window.{MARK}") is None, path
        assert all(f.evaluate(f"window.{MARK}") is None for f in page.frames), path
    for report in rows[::20]:
        with pytest.raises(Exception, match=r"Download is starting|net::ERR_ABORTED"):
            page.goto(f"{besieged.url}/api/v1/reports/{report['id']}/raw")  # it is saved, never shown
    page.close()
