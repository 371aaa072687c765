"""What is withheld: names unless a role and a setting allow, whole texts, and all that is sealed or erased, in every answer."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tollbook.ledger import open_ledger
from tollbook.server.roles import Role

from .house import NOW, PRIVATE, House, house, ledger_of


def every_read(of: House, role: str | None = None, **params: Any) -> dict[str, str]:
    """The text of every answer that a reader can come by, by its path: all routes, every id."""
    found: dict[str, str] = {}
    with of.client(role) as client:

        def ask(path: str, **more: Any) -> Any:
            answer = client.get(path, params={**params, **more})
            found[f"{path} {more}"] = answer.text
            return answer.json() if answer.headers["content-type"] == "application/json" and answer.status_code == 200 else {}

        stories = [r["id"] for r in ask("stories").get("rows", [])]
        for story in stories:
            for part in ("", "/toll", "/account", "/history", "/claims", "/timeline", "/reports", "/cite"):
                ask(f"stories/{story}{part}")
            ask(f"stories/{story}/compare", **{"from": "2022-01-05", "to": "2022-01-10"})
        for claim in [r["id"] for r in ask("claims").get("rows", [])]:
            for part in ("", "/why", "/effect", "/cite", "/entries"):
                ask(f"claims/{claim}{part}")
        reports = [r["id"] for r in ask("reports").get("rows", [])]
        for report in reports:
            for part in ("", "/text", "/raw"):
                ask(f"reports/{report}{part}")
            ask("compare", a=reports[0], b=report)
        for path in ("about", "sources", "places", "corrections", "entries", "export"):
            ask(path)
        ask("export", format="csv")
        for q in ("shopkeeper", "almaty", "killed", "aidar", "samplebek"):
            ask("search", q=q)
        found["page"] = client.get(f"{of.url}/").text
    return found


def test_no_answer_holds_a_private_name(shared: House) -> None:
    for role in (None, "reader"):
        found = every_read(shared, role)
        assert len(found) > 60
        for path, text in found.items():
            for name in PRIVATE:
                assert name.casefold() not in text.casefold(), path


def test_what_is_withheld_cannot_be_searched_for(shared: House) -> None:
    for q in ("samplebek", "Aidar Samplebek", "nobodova", "sampl"):
        assert shared.get("search", q=q)["rows"] == []
    assert shared.get("claims", q="samplebek")["rows"] == []
    assert shared.get("claims", who="Aidar Samplebek")["rows"] == []
    assert shared.get("sources", q="samplebek")["rows"] == []


def test_names_are_shown_to_a_role_where_the_setting_allows(shared: House) -> None:
    assert shared.status("claims", names="show") == 403
    assert shared.status("claims", "reader", names="show") == 403
    (claim,) = [c for c in shared.get("claims", "reviewer", names="show")["rows"] if c["figure"]["text"] == "3"]
    assert "Samplebek" in claim["said_by"]
    assert shared.get("search", "reviewer", names="show", q="samplebek")["rows"]
    (masked,) = [c for c in shared.get("claims", "reviewer")["rows"] if c["id"] == claim["id"]]
    assert "Samplebek" not in masked["said_by"]


def test_without_the_setting_nobody_sees_names(tmp_path: Path) -> None:
    with house(ledger_of(tmp_path)) as found:
        assert found.status("claims", "admin", names="show") == 403
        report = found.get("reports")["rows"][0]["id"]
        assert found.status(f"reports/{report}/raw", "admin") == 403


def test_whole_texts_are_for_a_role(shared: House) -> None:
    (report,) = [r["id"] for r in shared.get("reports")["rows"] if r["name"] == "2022-01-06.txt"]
    for part in ("text", "raw"):
        assert shared.status(f"reports/{report}/{part}") == 403
        assert shared.status(f"reports/{report}/{part}", "reader") == 403
    masked = shared.get(f"reports/{report}/text", "reviewer")
    shown = shared.get(f"reports/{report}/text", "reviewer", names="show")
    assert "Dana Nobodova" in shown["text"]
    assert "██████" in masked["text"]
    assert len(masked["text"]) == len(shown["text"])
    for sentence in masked["sentences"]:
        assert masked["text"][sentence["start"] : sentence["end"]].strip()


def test_whole_texts_are_for_nobody_where_the_setting_says_so(tmp_path: Path) -> None:
    with house(ledger_of(tmp_path), text=None, names=Role.REVIEWER) as found:
        report = found.get("reports")["rows"][0]["id"]
        assert found.status(f"reports/{report}/text", "admin") == 403


def test_a_search_quotes_no_sentence_without_a_claim_to_outsiders(shared: House) -> None:
    (hit,) = shared.get("search", q="cold night")["rows"]
    assert hit["words"] is None
    (told,) = shared.get("search", "reviewer", q="cold night")["rows"]
    assert "[name] stayed at home" in told["words"]


@pytest.mark.parametrize("act", ["seal", "erase"])
def test_what_is_sealed_or_erased_is_gone_from_every_answer(own: House, act: str) -> None:
    upto = own.get("about")["upto"]
    (report,) = [r for r in own.get("reports")["rows"] if r["name"] == "2022-01-09.txt"]
    every_read(own, "reviewer", names="show")  # all of it is kept by the server
    with open_ledger(own.settings.ledger) as ledger:  # by another process
        getattr(ledger, act)(report["id"], reason="asked for", by="person:owner", recorded=NOW)
    for params in ({}, {"upto": upto}, {"recorded": "2022-01-16"}):
        for path, text in every_read(own, "admin", names="show", **params).items():
            assert "1,647" not in text, path
            assert "Channel takes back" not in text, path
    assert own.status(f"reports/{report['id']}") == 404
    assert own.get("search", q="1,647")["rows"] == []
    (decision,) = [e for e in own.get("corrections")["rows"] if e["act"] == act]
    assert decision["subject"] == report["id"]


def test_what_is_unsealed_is_there_again(own: House) -> None:
    (report,) = [r["id"] for r in own.get("reports")["rows"] if r["name"] == "2022-01-09.txt"]
    with open_ledger(own.settings.ledger) as ledger:
        ledger.seal(report, reason="asked for", by="person:owner", recorded=NOW)
        assert own.get("search", q="1,647")["rows"] == []
        ledger.unseal(report, reason="agreed", by="person:owner", recorded=datetime(2022, 1, 21, tzinfo=UTC))
    assert own.get("search", q="1,647")["rows"]
    assert own.status(f"reports/{report}") == 200


def test_people_are_pseudonyms_to_outsiders(own: House) -> None:
    (report,) = [r["id"] for r in own.get("reports")["rows"] if r["name"] == "fleet.txt"]
    with open_ledger(own.settings.ledger) as ledger:
        ledger.seal(report, reason="Dana Nobodova asked for it", by="person:ada.lovelace", recorded=NOW)
    (row,) = [e for e in own.get("corrections")["rows"] if e["kind"] == "decision"]
    assert row["by"].startswith("person:x")
    assert "Nobodova" not in row["reason"]
    (inside,) = [e for e in own.get("corrections", "reviewer")["rows"] if e["kind"] == "decision"]
    assert inside["by"] == "person:ada.lovelace"
