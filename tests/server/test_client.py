"""The client: all that the API tells, typed, through real HTTP."""

from __future__ import annotations

import inspect
import json

import pytest

from tollbook.client import Client, Refused, Unreached

from .house import House


def test_it_reads_what_the_server_tells(shared: House) -> None:
    client = Client(shared.url)
    (story,) = client.stories(as_of="2022-01-10")
    toll = client.toll(story["id"], as_of="2022-01-10", measure="killed")
    assert "At least 42 people killed" in toll["estimates"][0]["sentence"]
    (claim,) = client.claims(standing="withdrawn")
    assert client.claim(claim["id"]) == claim
    assert client.why(claim["id"])["figure"]["text"] == "1,647"
    assert client.effect(claim["id"], as_of="2022-01-10")["with"]
    assert client.cite(story["id"], as_of="2022-01-10")["upto"] == client.about()["upto"]
    assert {h["kind"] for h in client.search("killed", in_=["claims"])} == {"claim"}
    assert client.report(claim["report_id"])["sentences"]
    assert len([json.loads(line) for line in client.export()]) == len(list(client.claims()))
    assert any(c["measure"] == "killed" for c in client.compare(story["id"], "2022-01-06", "2022-01-10"))
    assert client.session()["role"] == "nobody"


def test_it_goes_through_all_pages(shared: House) -> None:
    client = Client(shared.url)
    assert [c["id"] for c in client.claims(limit=2)] == [c["id"] for c in client.claims()]


def test_it_decides_adds_and_listens(own: House) -> None:
    client = Client(own.url, own.tokens["reviewer"])
    seen = client.about()["upto"]
    claim = next(client.claims())
    done = client.decide("accept", seen=seen, claim=claim["id"])
    assert done["entries"][0]["by"] == "person:p2"
    event = next(client.changes(after=seen))
    assert (event["id"], event["told"]["kinds"]) == (done["upto"], ["decision"])
    added = client.add("Toll\n\nALMATY - Police said that 5 people were killed in Almaty.\n", "a.txt", published="2022-01-12")
    assert added["added"] == 1
    assert client.add_file(b"", "empty.txt")["problems"]
    assert client.text(added["reports"][0]["id"])["masked"] is True
    assert b"5 people were killed" in client.raw(added["reports"][0]["id"])


def test_what_is_refused_says_why(shared: House) -> None:
    client = Client(shared.url)
    with pytest.raises(Refused, match="There is no story 'nowhere' here") as refused:
        client.story("nowhere")
    assert (refused.value.status, refused.value.code) == (404, "unknown")
    with pytest.raises(Refused) as refused:
        client.add("x", "y")
    assert refused.value.code == "unauthenticated"
    with pytest.raises(Unreached):
        Client("http://127.0.0.1:1").about()


def test_everything_public_is_documented() -> None:
    for name, member in inspect.getmembers(Client, inspect.isfunction):
        assert name.startswith("_") or member.__doc__, name
