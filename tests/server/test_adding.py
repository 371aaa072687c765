"""Adding reports: by their text and as files; who did is in the record; what cannot be read says why."""

from __future__ import annotations

import json
from typing import Any

import httpx

from tollbook.ledger import open_ledger

from .house import House

TEXT = "Almaty counts\n\nALMATY - Police said that 77 people had been killed in Almaty.\n"
HTML = b"""<html lang="en"><head><title>Almaty counts again</title><script>alert(1)</script></head><body><article>
<h1>Almaty counts again</h1><p>ALMATY, 13 January 2022 - The interior ministry said on Thursday that 78 people had been
killed in Almaty. Officials spoke of a night of heavy fighting around the main square.</p></article></body></html>"""


def add(of: House, path: str = "reports", **sent: Any) -> httpx.Response:
    with of.client("reviewer") as client:
        return client.post(path, **sent)


def test_a_pasted_text_is_read(own: House) -> None:
    given = {"name": "from a friend.txt", "text": TEXT, "url": "https://news.example/77", "published": "2022-01-12T18:00+06:00"}
    answer = add(own, json=given | {"publisher": "Almaty Example"})
    assert answer.status_code == 201, answer.text
    (report,) = answer.json()["reports"]
    assert (report["name"], report["url"], report["publisher"]) == (
        "from a friend.txt",
        "https://news.example/77",
        "Almaty Example",
    )
    assert (report["published"], report["published_found"]) == ("2022-01-12T18:00:00+06:00", "given")
    assert "77" in {c["figure"]["text"] for c in own.get("claims")["rows"]}
    again = add(own, json=given | {"publisher": "Almaty Example"})
    assert (again.status_code, again.json()["known"]) == (200, 1)


def test_who_added_a_report_is_in_the_record(own: House) -> None:
    before = own.get("about")["upto"]
    add(own, json={"name": "a.txt", "text": TEXT})
    with open_ledger(own.settings.ledger, readonly=True) as ledger:
        signed = {e.by for e in ledger.entries() if e.number > before and e.kind == "reading"}
    assert {by.rpartition(" for ")[2] for by in signed} == {"person:p2"}


def test_a_file_is_read_as_it_is(own: House) -> None:
    answer = add(own, "reports/file", params={"name": "C:\\Users\\x\\page.html"}, content=HTML)
    assert answer.status_code == 201, answer.text
    (report,) = answer.json()["reports"]
    assert (report["name"], report["title"], report["published"]) == ("page.html", "Almaty counts again", "2022-01-13")
    with own.client("reviewer") as client:
        raw = client.get(f"reports/{report['id']}/raw")
    assert raw.content == HTML
    assert raw.headers["content-type"] == "text/plain; charset=utf-8"
    assert raw.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in raw.headers["content-security-policy"]
    assert raw.headers["content-disposition"].startswith("attachment")


def test_many_reports_of_one_file_are_read(own: House) -> None:
    rows = [{"text": TEXT.replace("77", str(n)), "url": f"https://news.example/{n}"} for n in (81, 82)]
    answer = add(own, "reports/file", params={"name": "rows.jsonl"}, content="\n".join(map(json.dumps, rows)).encode())
    assert answer.json()["added"] == 2
    assert {r["name"] for r in answer.json()["reports"]} == {"rows.jsonl", "rows.jsonl:2"}


def test_what_cannot_be_read_says_why(own: House) -> None:
    before = own.get("about")["upto"]
    for content in (b"", b"\0\1\2", b"   "):
        answer = add(own, "reports/file", params={"name": "x.bin"}, content=content)
        assert (answer.status_code, answer.json()["added"]) == (200, 0)
        assert answer.json()["problems"][0]["message"].startswith("x.bin")
    assert own.get("about")["upto"] == before


def test_what_was_erased_is_not_read_in_again(own: House) -> None:
    added = add(own, json={"name": "a.txt", "text": TEXT}).json()
    with own.client("admin") as client:
        act = {"act": "erase", "subject": added["reports"][0]["id"], "reason": "asked for"}
        assert client.post("decisions", json=act, headers={"if-match": str(added["upto"])}).status_code == 201
    again = add(own, json={"name": "a.txt", "text": TEXT}).json()
    assert (again["added"], [p["code"] for p in again["problems"]]) == (0, ["withheld"])
