"""Decisions: each is an entry by a pseudonym, on what the person had seen; what another decided since is said."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tollbook.ledger import verify_ledger
from tollbook.server.users import add_user

from .house import NOW, House


def decide(of: House, act: dict[str, Any], seen: int | None = None, role: str = "reviewer") -> httpx.Response:
    """Sends a decision, on what ``seen`` names, else on what the ledger holds now."""
    upto = of.get("about", role)["upto"] if seen is None else seen
    with of.client(role) as client:
        return client.post("decisions", json=act, headers={"if-match": str(upto)})


def claim_of(of: House, figure: str, role: str | None = None) -> dict[str, Any]:
    (found,) = [c for c in of.get("claims", role)["rows"] if c["figure"]["text"] == figure]
    return dict(found)


def test_a_claim_is_rejected_and_comes_back(own: House) -> None:
    claim = claim_of(own, "748")
    done = decide(own, {"act": "reject", "claim": claim["id"], "reason": "an age"})
    assert done.status_code == 201, done.text
    (entry,) = done.json()["entries"]
    assert (entry["act"], entry["subject"], entry["by"], entry["reason"]) == ("reject", claim["id"], "person:p2", "an age")
    assert done.json()["stories"] == [own.story]
    assert "748" not in {c["figure"]["text"] for c in own.get("claims")["rows"]}
    why = own.get(f"claims/{claim['id']}/why")
    assert why["rejected"] is True
    assert own.get("search", q="748", **{"in": "claims"})["rows"] == []
    assert [d["by"] for d in why["decisions"]] == ["person:p2"]
    undone = decide(own, {"act": "undo", "entry": entry["number"], "reason": "it is a toll after all"})
    assert undone.status_code == 201, undone.text
    assert claim_of(own, "748")["id"] == claim["id"]
    acts = [e["act"] for e in own.get("corrections")["rows"] if e["kind"] == "decision"]
    assert acts == ["undo", "reject"]
    assert verify_ledger(own.settings.ledger).sound


def test_a_claim_is_corrected_field_by_field(own: House) -> None:
    claim = claim_of(own, "748")
    changes = {
        "measure": "seriously_injured",
        "low": 740,
        "high": None,
        "qualifier": "at_least",
        "who": "soldiers",
        "said_on": "2022-01-05",
    }
    done = decide(own, {"act": "correct", "claim": claim["id"], "changes": changes, "reason": "read again"})
    assert done.status_code == 201, done.text
    now = own.get(f"claims/{claim['id']}")
    assert (now["measure"], now["low"], now["high"], now["who"]) == ("seriously_injured", 740, None, "soldiers")
    place = own.get("places", q="almaty")["rows"][0]["id"]
    source = next(s["id"] for s in own.get("sources")["rows"] if s["id"] == "kz:presidency")
    changes = {"place": place, "source": source}
    done = decide(own, {"act": "correct", "claim": claim["id"], "changes": changes, "reason": "the headline says where"})
    assert done.status_code == 201, done.text
    now = own.get(f"claims/{claim['id']}")
    assert (now["place"]["id"], now["source"]["name"]) == (place, "Presidency")


def test_a_span_is_corrected_by_selecting_words(own: House) -> None:
    claim = claim_of(own, "Eighteen")
    text = own.get(f"reports/{claim['report_id']}/text", "reviewer")["text"]
    start = text.index("Eighteen police officers")
    act = {"act": "correct", "claim": claim["id"], "reason": "whole"}
    done = decide(own, act | {"changes": {"figure": {"start": start, "end": start + len("Eighteen police officers")}}})
    assert done.status_code == 201, done.text
    assert own.get(f"claims/{claim['id']}")["figure"]["text"] == "Eighteen police officers"
    assert decide(own, act | {"changes": {"figure": {"start": 5, "end": 10**6}}}).json()["code"] == "refused"


def test_who_decided_since_is_said_and_nothing_is_recorded(own: House) -> None:
    _, token = add_user(own.settings.ledger, "Another", "reviewer", now=NOW)
    own.tokens["another"] = token
    claim = claim_of(own, "748")
    seen = own.get("about")["upto"]
    assert decide(own, {"act": "accept", "claim": claim["id"]}, seen).status_code == 201
    after = own.get("about")["upto"]
    late = decide(own, {"act": "reject", "claim": claim["id"], "reason": "an age"}, seen, role="another")
    assert late.status_code == 409
    told = late.json()
    assert told["code"] == "conflict"
    assert (told["entry"]["by"], told["entry"]["act"]) == ("person:p2", "accept")
    assert own.get("about")["upto"] == after
    assert decide(own, {"act": "reject", "claim": claim["id"], "reason": "an age"}, role="another").status_code == 201


def test_a_decision_needs_what_the_person_saw(own: House) -> None:
    with own.client("reviewer") as client:
        answer = client.post("decisions", json={"act": "accept", "claim": "c" + "0" * 16})
        assert (answer.status_code, answer.json()["code"]) == (428, "unseen")
        etag = client.get("claims").headers["etag"]
        claim = claim_of(own, "748")
        assert (
            client.post("decisions", json={"act": "accept", "claim": claim["id"]}, headers={"if-match": etag}).status_code == 201
        )


def test_a_toll_is_signed_until_it_changes(own: House) -> None:
    sign = {"act": "sign", "story": own.story, "measure": "killed", "as_of": "2022-01-10"}
    assert decide(own, sign).status_code == 201
    path = f"stories/{own.story}/toll"
    assert own.get(path, as_of="2022-01-10", measure="killed")["estimates"][0]["reviewed_by"] == "person:p2"
    assert own.get(path, as_of="2022-01-09", measure="killed")["estimates"][0]["reviewed_by"] is None
    (claim,) = [c for c in own.get("claims", measure="killed")["rows"] if c["figure"]["text"] == "26"]
    assert decide(own, {"act": "reject", "claim": claim["id"], "reason": "not killed"}).status_code == 201
    assert own.get(path, as_of="2022-01-10", measure="killed")["estimates"][0]["reviewed_by"] is None


def test_stories_are_split_merged_and_named(own: House) -> None:
    story = own.story
    (report,) = [r["id"] for r in own.get("reports")["rows"] if r["name"] == "2022-01-09.txt"]
    act = {"act": "split_story", "story": story, "members": [report], "title": "The channel", "reason": "another matter"}
    assert decide(own, act).status_code == 201
    (other,) = [s["id"] for s in own.get("stories")["rows"] if s["id"] != story]
    assert own.get(f"stories/{other}")["title"] == "The channel"
    assert own.get(f"reports/{report}")["stories"] == [other]
    assert decide(own, {"act": "set_story", "story": other, "title": "The toll again", "reason": "better"}).status_code == 201
    assert own.get(f"stories/{other}")["title"] == "The toll again"
    rule: dict[str, Any] = {"act": "set_story", "story": other, "reason": "others are counted elsewhere"}
    assert decide(own, {**rule, "inclusion": {"who": ["others"], "end": "2022-01-31"}}).status_code == 201
    assert "of others" in own.get(f"stories/{other}")["rule"]
    for part in ({"places": ["Atlantis"]}, {"kinds": ["party"]}, {"start": "2022-13-45"}, {"countries": ["Kazakhstan"]}):
        assert decide(own, {**rule, "inclusion": part}).status_code in {404, 409, 422}
    assert decide(own, {"act": "merge_stories", "into": story, "stories": [other], "reason": "one matter"}).status_code == 201
    assert [s["id"] for s in own.get("stories")["rows"]] == [story]
    assert own.get("claims", standing="withdrawn")["rows"][0]["story"] == story


def test_sources_are_named_renamed_and_merged(own: House) -> None:
    act = {
        "act": "name_source",
        "words": ["The presidency"],
        "name": "Office of the President",
        "kind": "presidency",
        "reason": "its name",
    }
    assert decide(own, act).status_code == 201
    assert claim_of(own, "5,800")["source"]["name"] == "Office of the President"
    (made,) = [s["id"] for s in own.get("sources")["rows"] if s["name"] == "Office of the President"]
    assert decide(own, {"act": "rename_source", "source": made, "name": "Akorda", "reason": "short"}).status_code == 201
    assert claim_of(own, "5,800")["source"]["name"] == "Akorda"
    act = {"act": "merge_sources", "into": "kz:interior-ministry", "sources": ["kz:health-ministry"], "reason": "one voice"}
    assert decide(own, act).status_code == 201
    assert claim_of(own, "1,647")["source"]["name"] == "Interior Ministry"


def test_origins_and_silence(own: House) -> None:
    reports = [r["id"] for r in own.get("reports")["rows"] if r["stories"]]
    assert decide(own, {"act": "one_origin", "reports": reports[:2], "reason": "a reprint"}).status_code == 201
    assert decide(own, {"act": "other_origin", "reports": reports[:2], "reason": "it is none"}).status_code == 201
    act = {"act": "silence", "story": own.story, "start": "2022-01-07", "end": "2022-01-08", "reason": "the internet was cut"}
    assert decide(own, act | {"reason": "the internet was cut, says Dana Nobodova"}).status_code == 201
    quiet = {row["day"]: row for row in own.get(f"stories/{own.story}/toll", as_of="2022-01-10")["silence"]}
    assert set(quiet) == {"2022-01-07", "2022-01-08"}
    assert quiet["2022-01-07"] == {
        "day": "2022-01-07",
        "origins": 0,
        "reasons": ["the internet was cut, says [name] (person:p2)"],
    }
    (days,) = [d for d in own.get(f"stories/{own.story}/account")["silence"] if d["day"] == "2022-01-07"]
    assert days["reasons"] == quiet["2022-01-07"]["reasons"]


def test_sealing_is_for_admins(own: House) -> None:
    (report,) = [r["id"] for r in own.get("reports")["rows"] if r["name"] == "2022-01-09.txt"]
    for act in ("seal", "unseal", "erase"):
        told = {"act": act, "subject": report, "reason": "asked for"}
        assert decide(own, told).status_code == 403
        assert decide(own, told, role="admin").status_code == 201
        assert own.status(f"reports/{report}") == (200 if act == "unseal" else 404)
    assert verify_ledger(own.settings.ledger).sound


@pytest.mark.parametrize(
    ("act", "status", "code"),
    [
        ({"act": "accept", "claim": "c0000000000000000"}, 404, "unknown"),
        ({"act": "accept", "claim": "C", "more": 1}, 422, "invalid"),
        ({"act": "reject", "claim": "c0000000000000000"}, 422, "invalid"),
        ({"act": "reject", "claim": "c0000000000000000", "reason": "  "}, 422, "invalid"),
        ({"act": "dance"}, 422, "invalid"),
        ({"act": "undo", "entry": 1, "reason": "x"}, 404, "unknown"),
        ({"act": "set_story", "story": "nowhere", "title": "x", "reason": "x"}, 404, "unknown"),
        ([], 422, "invalid"),
    ],
)
def test_what_cannot_be_done_is_refused(shared: House, act: dict[str, Any], status: int, code: str) -> None:
    answer = decide(shared, act)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_of_many_at_once_none_is_lost(own: House) -> None:
    claims = [c["id"] for c in own.get("claims")["rows"]]
    before = own.get("about")["upto"]

    def accept(n: int) -> int:
        return decide(own, {"act": "accept", "claim": claims[n % len(claims)], "reason": f"{n}"}, before).status_code

    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(accept, range(40)))
    assert codes == [201] * 40
    reasons = {e["reason"] for e in own.get("entries", kind="decision", limit=500)["rows"]}
    assert {str(n) for n in range(40)} <= reasons
    assert verify_ledger(own.settings.ledger).sound
