"""Changes, live: what any process records is told to those who listen, once, from where they were."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from tollbook.ledger import open_ledger
from tollbook.pipeline import read_into

from .house import NOW, House

LATER = "More\n\nALMATY, 12 January 2022 - Police said that 2 people had been killed in Almaty.\n"


@contextmanager
def listening(of: House, **params: Any) -> Iterator[Iterator[dict[str, Any]]]:
    """Events as they come; ``last`` is the id of the last one seen before."""
    headers = {"last-event-id": str(params.pop("last"))} if "last" in params else {}
    with httpx.stream("GET", f"{of.url}/api/v1/changes", params=params, headers=headers, timeout=20) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield events(answer.iter_lines())


def events(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    number = 0
    for line in lines:
        name, _, value = line.partition(": ")
        if name == "id":
            number = int(value)
        elif name == "data":
            yield json.loads(value) | {"id": number}


def read_more(of: House, name: str) -> int:
    """Another process reads a report; the last entry."""
    path = of.settings.ledger.parent / name
    path.write_text(LATER.replace("2 people", f"{len(name)} people"), encoding="utf-8")
    with open_ledger(of.settings.ledger) as ledger:
        return read_into(ledger, [str(path)], now=lambda: NOW).head[0]


def test_what_another_process_records_is_told(own: House) -> None:
    before = own.get("about")["upto"]
    with listening(own, after=before) as told:
        upto = read_more(own, "more.txt")
        seen, kinds = before, set()
        while seen < upto:
            event = next(told)
            assert event["id"] == event["upto"] > seen
            assert own.story in event["stories"] or not event["stories"]
            kinds |= set(event["kinds"])
            seen = event["upto"]
    assert {"reading", "resolution"} <= kinds


def test_who_comes_back_is_told_what_was_missed(own: House) -> None:
    before = own.get("about")["upto"]
    upto = read_more(own, "a.txt")
    with listening(own, last=before) as told:
        event = next(told)
    assert (event["upto"], event["count"]) == (upto, upto - before)
    assert event["head"] == own.get("about")["head"]


def test_a_decision_is_told_to_all_who_listen(own: House) -> None:
    claim = own.get("claims")["rows"][0]
    upto = own.get("about")["upto"]
    with listening(own, after=upto) as one, listening(own, after=upto, story=own.story) as other:
        with own.client("reviewer") as client:
            act = {"act": "accept", "claim": claim["id"]}
            done = client.post("decisions", json=act, headers={"if-match": str(upto)}).json()
        assert [next(told)["kinds"] for told in (one, other)] == [["decision"], ["decision"]]
        assert own.get("about")["upto"] == done["upto"]


def test_listeners_are_let_go_when_it_stops(own: House) -> None:
    with listening(own) as told:
        own.server.config.app.state.room.closing = True  # type: ignore[union-attr]  # our own application
        assert list(told) == []


def test_more_listeners_than_it_bears_are_told_to_wait(own: House) -> None:
    listeners = own.server.config.app.state.listeners  # type: ignore[union-attr]  # our own application
    listeners |= {object() for _ in range(own.settings.streams)}
    answer = httpx.get(f"{own.url}/api/v1/changes")
    assert (answer.status_code, answer.json()["code"]) == (503, "busy")
