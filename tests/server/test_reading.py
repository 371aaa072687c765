"""Reads: every route answers what the commands print, as of any moment and entry, page by page, and says when nothing changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from tollbook.ledger import open_ledger
from tollbook.pipeline import read_into

from .house import NOW, House


def figures(rows: list[dict[str, Any]]) -> set[str]:
    return {row["figure"]["text"] for row in rows}


def test_a_story_is_summed_up(shared: House) -> None:
    (row,) = shared.get("stories", as_of="2022-01-10")["rows"]
    assert (row["id"], row["reports"]) == (shared.story, 3)
    killed = next(t for t in row["tolls"] if t["measure"] == "killed")
    assert (killed["kind"], killed["low"], killed["best"]) == ("floor_only", 42, None)
    assert row["withdrawn"] >= 1
    assert any(change["measure"] == "killed" for change in row["moved"])
    assert row["newest"]["name"] == "2022-01-10.txt"
    assert shared.get(f"stories/{shared.story}", as_of="2022-01-10") == row


def test_the_toll_is_that_of_the_moment(shared: House) -> None:
    sixth, tenth = (
        shared.get(f"stories/{shared.story}/toll", as_of=day, measure="killed") for day in ("2022-01-06", "2022-01-10")
    )
    assert sixth["as_of"] == "2022-01-06T23:59:00+06:00"
    assert "18" in sixth["estimates"][0]["sentence"] or "Eighteen" in sixth["estimates"][0]["sentence"]
    assert "At least 42 people killed" in tenth["estimates"][0]["sentence"]
    instant = shared.get(f"stories/{shared.story}/toll", as_of="2022-01-10T20:00+06:00", measure="killed")
    assert "At least 42" not in instant["estimates"][0]["sentence"]


def test_the_toll_can_be_narrowed(shared: House) -> None:
    found = shared.get(f"stories/{shared.story}/toll", as_of="2022-01-10", measure="killed", who="state_forces")
    assert {e["side"] for e in found["estimates"]} == {"state_forces"}
    almaty = shared.get(f"stories/{shared.story}/toll", as_of="2022-01-10", measure="arrested", where="almaty")
    assert "2,300" in almaty["estimates"][0]["sentence"]
    assert shared.get(f"stories/{shared.story}/toll", where="Atlantis")["estimates"] == []


def test_claims_are_listed_and_filtered(shared: House) -> None:
    every = shared.get("claims")
    assert every["next"] is None
    assert every["as_of"] is None
    assert {"Eighteen", "748", "1,647"} <= figures(every["rows"])
    assert figures(shared.get("claims", standing="withdrawn")["rows"]) == {"1,647"}
    assert "748" in figures(shared.get("claims", measure="injured")["rows"])
    assert figures(shared.get("claims", q="presidency said")["rows"]) == {"5,800"}
    assert "1,647" not in figures(shared.get("claims", as_of="2022-01-06")["rows"])
    assert shared.get(f"stories/{shared.story}/claims", measure="arrested", where="Almaty")["rows"][0]["where"] == "Almaty"
    assert shared.get("claims", who="no such people")["rows"] == []


def test_pages_of_a_list_are_of_one_state_of_the_ledger(own: House, tmp_path: Path) -> None:
    whole = own.get("claims")["rows"]
    first = own.get("claims", limit=2)
    more = tmp_path / "2022-01-11.txt"
    more.write_text("Almaty counts\n\nALMATY, 11 January 2022 - Police said that 9 police officers had been killed in Almaty.\n")
    with open_ledger(own.settings.ledger) as ledger:
        read_into(ledger, [str(more)], now=lambda: NOW)
    rows, page = first["rows"], first
    while page["next"] is not None:
        page = own.get("claims", limit=2, cursor=page["next"])
        assert page["upto"] == first["upto"]
        rows = rows + page["rows"]
    assert rows == whole
    assert len(own.get("claims")["rows"]) > len(whole)


def test_what_was_recorded_later_is_left_out(shared: House) -> None:
    assert shared.get("stories", recorded="2022-01-14")["rows"] == []
    assert len(shared.get("stories", recorded="2022-01-16")["rows"]) == 1
    upto = shared.get("about")["upto"]
    early = shared.get("stories", upto=3)
    assert early["upto"] == 3
    assert shared.get("stories", upto=upto + 50)["upto"] == upto
    assert shared.status(f"stories/{shared.story}", upto=0) == 404


def test_a_figure_has_its_grounds(shared: House) -> None:
    (claim,) = shared.get("claims", standing="withdrawn")["rows"]
    why = shared.get(f"claims/{claim['id']}/why", as_of="2022-01-10")
    assert why["figure"]["text"] == "1,647"
    assert {e["role"] for e in why["effects"]} == {"set_aside"}
    assert why["rule"]
    assert shared.get(f"claims/{claim['id']}") == claim
    kinds = {row["kind"] for row in shared.get(f"claims/{claim['id']}/entries")["rows"]}
    assert {"reading", "resolution", "link"} <= kinds


def test_the_effect_of_a_figure_is_the_toll_with_and_without_it(shared: House) -> None:
    (claim,) = [c for c in shared.get("claims", measure="killed")["rows"] if c["figure"]["text"] == "26"]
    effect = shared.get(f"claims/{claim['id']}/effect", as_of="2022-01-10")
    assert max(e["low"] for e in effect["with"] if e["side"] is None) == 42
    assert max(e["low"] for e in effect["without"] if e["side"] is None) < 42


def test_reports_are_told_by_their_sentences(shared: House) -> None:
    rows = shared.get("reports")["rows"]
    assert [r["name"] for r in rows] == ["2022-01-10.txt", "2022-01-09.txt", "2022-01-06.txt", "fleet.txt"]
    assert rows[-1]["stories"] == []
    full = shared.get(f"reports/{rows[1]['id']}")
    assert "1,647 people had been killed" in full["sentences"][0]["text"]
    assert [r["name"] for r in shared.get("reports", q="fleet")["rows"]] == ["fleet.txt"]
    assert [r["name"] for r in shared.get("reports", since="2022-01-09", until="2022-01-09")["rows"]] == ["2022-01-09.txt"]
    assert len(shared.get(f"stories/{shared.story}/reports")["rows"]) == 3
    changed = shared.get("compare", a=rows[2]["id"], b=rows[0]["id"])["rows"]
    assert {"gone", "new"} <= {c["change"] for c in changed}


def test_what_moved_between_two_moments(shared: House) -> None:
    rows = shared.get(f"stories/{shared.story}/compare", **{"from": "2022-01-06", "to": "2022-01-10"})["rows"]
    killed = next(r for r in rows if r["measure"] == "killed" and r["scope"] == "all")
    assert "42" in killed["after"]
    assert killed["because"] == ["2022-01-09.txt", "2022-01-10.txt"]


def test_timeline_history_sources_and_places(shared: House) -> None:
    days = [r["day"] for r in shared.get(f"stories/{shared.story}/timeline")["rows"]]
    assert days == sorted(days)
    assert shared.get(f"stories/{shared.story}/timeline", only="claims", measure="killed")["rows"][0]["figure"] == "Eighteen"
    assert [r["day"] for r in shared.get(f"stories/{shared.story}/history")["rows"]] == ["2022-01-06", "2022-01-09", "2022-01-10"]
    assert any(r["id"] == "kz:interior-ministry" for r in shared.get("sources")["rows"])
    assert "Almaty" in {r["name"] for r in shared.get("places", q="alma")["rows"]}


def test_a_citation_leads_back_to_what_was_cited(shared: House) -> None:
    cite = shared.get(f"stories/{shared.story}/cite", as_of="2022-01-10", measure="killed")
    title = shared.get(f"stories/{shared.story}")["title"]
    assert cite["text"].startswith(f"Tollbook, “{title}”: At least 42 people killed")
    assert f"Entry {cite['upto']} ({cite['digest'][:12]}), as of 10 January 2022, 23:59 (Asia/Almaty)." in cite["text"]
    path, _, query = cite["path"].partition("?")
    again = httpx.get(f"{shared.url}/api/v1/{path}/toll?{query}").json()
    assert (again["upto"], again["estimates"][0]["sentence"]) == (cite["upto"], cite["sentence"])
    (claim,) = shared.get("claims", standing="withdrawn")["rows"]
    told = shared.get(f"claims/{claim['id']}/cite", as_of="2022-01-10")
    assert "1,647 killed, people, Kazakhstan, according to The health ministry (withdrawn)." in told["text"]


def test_the_account_is_what_the_static_page_embeds(shared: House) -> None:
    found = shared.get(f"stories/{shared.story}/account")
    assert found["form"] == "tollbook.account/1"
    assert found["masked"] is True


def test_search_finds_reports_claims_and_sources(shared: House) -> None:
    def found(q: str, **params: Any) -> set[tuple[str, str]]:
        return {(h["kind"], h["title"]) for h in shared.get("search", q=q, **params)["rows"]}

    assert ("report", "Channel takes back its toll") in found("published by mistake")
    assert ("claim", "1,647 killed, people, Kazakhstan") in found("1,647")
    assert ("report", "Fishing fleet back in harbour") in found("harbour catch")
    assert found("harb", **{"in": "claims"}) == set()
    assert ("source", "Interior Ministry (Kazakhstan)") in found("interior", **{"in": "sources"}) or found(
        "interior", **{"in": "sources"}
    )
    assert found("1,647", standing="asserted", **{"in": "claims"}) == set()
    assert found("1,647", until="2022-01-08", **{"in": "claims"}) == set()
    assert found("police", as_of="2022-01-05") == set()
    for odd in ('"', "' OR 1=1", "(", "AND", "*", "a" * 400, "NEAR(x y)", "title:police"):
        found(odd)


def test_nothing_changed_is_said_by_the_etag(own: House, tmp_path: Path) -> None:
    with own.client() as client:
        first = client.get("claims")
        assert first.headers["tollbook-entry"] == str(first.json()["upto"])
        again = client.get("claims", headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        more = tmp_path / "more.txt"
        more.write_text("More\n\nALMATY, 12 January 2022 - Police said that 2 people had been killed in Almaty.\n")
        with open_ledger(own.settings.ledger) as ledger:
            read_into(ledger, [str(more)], now=lambda: NOW)
        later = client.get("claims", headers={"if-none-match": first.headers["etag"]})
        assert later.status_code == 200
        assert later.headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize(
    ("path", "params", "status"),
    [
        ("stories/nowhere", {}, 404),
        ("claims/c0000000000000000", {}, 404),
        ("reports/r0000000000000000", {}, 404),
        ("entries/99999", {}, 404),
        ("claims", {"as_of": "yesterday"}, 422),
        ("claims", {"as_of": "2023-02-29"}, 422),
        ("claims", {"measure": "bored"}, 422),
        ("claims", {"limit": 0}, 422),
        ("claims", {"cursor": "x"}, 422),
        ("search", {}, 422),
        ("nothing", {}, 404),
    ],
)
def test_refusals_say_what_and_what_to_do(shared: House, path: str, params: dict[str, Any], status: int) -> None:
    with shared.client() as client:
        found = client.get(path, params=params)
    assert found.status_code == status
    assert found.headers["content-type"] == "application/problem+json"
    told = found.json()
    assert told["status"] == status
    assert told["detail"]
    assert told["remedy"]


def test_a_leap_day_is_a_day(shared: House) -> None:
    assert shared.status("claims", as_of="2024-02-29") == 200
