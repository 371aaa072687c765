"""A client of the API, with nothing but the standard library: what `docs/api.md` describes, typed.

>>> from tollbook.client import Client
>>> client = Client("http://127.0.0.1:8765")  # doctest: +SKIP
>>> client.toll("kazakhstan-2022-01", as_of="2022-01-10")["estimates"][0]["sentence"]  # doctest: +SKIP
'At least 42 people killed: ...'
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypedDict, cast
from urllib.parse import quote, urlencode

from tollbook.errors import TollbookError
from tollbook.server.shapes import (
    About,
    Added,
    Changed,
    ChangeRow,
    Citation,
    DayRow,
    Done,
    Effect,
    EntryRow,
    Hit,
    PlacedClaim,
    PlaceRow,
    ReportFull,
    ReportRow,
    SessionRow,
    SourceRow,
    Summary,
    Task,
    TextRow,
    TimelineRow,
    TollRow,
    WhyRow,
)

Asked = Mapping[str, object]


class Refused(TollbookError):
    """A server that refused. ``status`` and ``code`` are those of the problem; ``problem`` is all of it."""

    exit_code = 1

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        self.status, self.problem = status, problem
        self.code = str(problem.get("code", ""))
        super().__init__(str(problem.get("detail") or f"The server answered {status}."), str(problem.get("remedy") or ""))


class Unreached(TollbookError):
    """A server that cannot be reached."""

    exit_code = 1


class Event(TypedDict):
    """New entries, and the id of the event: what to give as ``after`` the next time."""

    id: int
    told: Changed


@dataclass(frozen=True, slots=True)
class Client:
    """One server. ``url`` is its address, with its prefix; ``token`` a user's. Reads take ``as_of``, ``recorded``, ``upto`` and
    ``names="show"`` by name. Raises `Refused` and `Unreached`."""

    url: str
    token: str | None = None
    timeout: float = 60.0

    # ------------------------------------------------------------------------------------------------------- reading

    def about(self, **asked: object) -> About:
        """What the server is, and how much its ledger holds."""
        return cast(About, self._get("about", asked))

    def session(self) -> SessionRow:
        """Who asks, and what they may."""
        return cast(SessionRow, self._get("session", {}))

    def stories(self, **asked: object) -> Iterator[Summary]:
        """All stories, each with its tolls."""
        return cast("Iterator[Summary]", self._all("stories", asked))

    def story(self, story: str, **asked: object) -> Summary:
        """One story."""
        return cast(Summary, self._get(f"stories/{_id(story)}", asked))

    def toll(self, story: str, **asked: object) -> TollRow:
        """What can be said of a story."""
        return cast(TollRow, self._get(f"stories/{_id(story)}/toll", asked))

    def account(self, story: str, **asked: object) -> dict[str, Any]:
        """All that the page of a story shows (`docs/schema/account.json`)."""
        return cast("dict[str, Any]", self._get(f"stories/{_id(story)}/account", asked))

    def timeline(self, story: str, **asked: object) -> Iterator[TimelineRow]:
        """What happened and what was counted, day by day."""
        return cast("Iterator[TimelineRow]", self._all(f"stories/{_id(story)}/timeline", asked))

    def history(self, story: str, **asked: object) -> Iterator[DayRow]:
        """The tolls of a story at the end of each day on which something was published."""
        return cast("Iterator[DayRow]", self._all(f"stories/{_id(story)}/history", asked))

    def compare(self, story: str, earlier: str, later: str, **asked: object) -> Iterator[ChangeRow]:
        """How the tolls of a story changed between two moments."""
        return cast("Iterator[ChangeRow]", self._all(f"stories/{_id(story)}/compare", {"from": earlier, "to": later, **asked}))

    def cite(self, story: str, measure: str = "killed", **asked: object) -> Citation:
        """How a toll is cited."""
        return cast(Citation, self._get(f"stories/{_id(story)}/cite", {"measure": measure, **asked}))

    def cite_claim(self, claim: str, **asked: object) -> Citation:
        """How a figure is cited."""
        return cast(Citation, self._get(f"claims/{_id(claim)}/cite", asked))

    def claims(self, **asked: object) -> Iterator[PlacedClaim]:
        """Claims, of all stories or of ``story``; narrowed by ``measure``, ``who``, ``where``, ``standing`` and others."""
        return cast("Iterator[PlacedClaim]", self._all("claims", asked))

    def claim(self, claim: str, **asked: object) -> PlacedClaim:
        """One claim."""
        return cast(PlacedClaim, self._get(f"claims/{_id(claim)}", asked))

    def why(self, claim: str, **asked: object) -> WhyRow:
        """The grounds of a figure."""
        return cast(WhyRow, self._get(f"claims/{_id(claim)}/why", asked))

    def effect(self, claim: str, **asked: object) -> Effect:
        """The tolls with a figure and without it."""
        return cast(Effect, self._get(f"claims/{_id(claim)}/effect", asked))

    def claim_entries(self, claim: str, **asked: object) -> Iterator[EntryRow]:
        """What was recorded of a claim."""
        return cast("Iterator[EntryRow]", self._all(f"claims/{_id(claim)}/entries", asked))

    def reports(self, **asked: object) -> Iterator[ReportRow]:
        """Reports, of all stories or of ``story``, the last published first."""
        return cast("Iterator[ReportRow]", self._all("reports", asked))

    def report(self, report: str, **asked: object) -> ReportFull:
        """One report, with its sentences that bear claims."""
        return cast(ReportFull, self._get(f"reports/{_id(report)}", asked))

    def text(self, report: str, **asked: object) -> TextRow:
        """A report's text as read, where role and setting allow."""
        return cast(TextRow, self._get(f"reports/{_id(report)}/text", asked))

    def raw(self, report: str) -> bytes:
        """A report's bytes as found, where role and settings allow."""
        return self._bytes("GET", f"reports/{_id(report)}/raw")

    def compare_reports(self, a: str, b: str, **asked: object) -> Iterator[ChangeRow]:
        """How the figures of two reports differ."""
        return cast("Iterator[ChangeRow]", self._all("compare", {"a": a, "b": b, **asked}))

    def places(self, **asked: object) -> Iterator[PlaceRow]:
        """Places, those of most claims first."""
        return cast("Iterator[PlaceRow]", self._all("places", asked))

    def sources(self, **asked: object) -> Iterator[SourceRow]:
        """Issuing bodies, those with most claims first."""
        return cast("Iterator[SourceRow]", self._all("sources", asked))

    def search(self, q: str, **asked: object) -> Iterator[Hit]:
        """Reports, claims and sources that hold all words of ``q``, best first."""
        return cast("Iterator[Hit]", self._all("search", {"q": q, **asked}))

    def entries(self, **asked: object) -> Iterator[EntryRow]:
        """Entries of the ledger, in their order."""
        return cast("Iterator[EntryRow]", self._all("entries", asked))

    def entry(self, number: int, **asked: object) -> EntryRow:
        """One entry of the ledger."""
        return cast(EntryRow, self._get(f"entries/{number}", asked))

    def corrections(self, **asked: object) -> Iterator[EntryRow]:
        """What people decided, and what was taken back, newest first."""
        return cast("Iterator[EntryRow]", self._all("corrections", asked))

    def review(self, **asked: object) -> Iterator[Task]:
        """What a person should look at first."""
        return cast("Iterator[Task]", self._all("review", asked))

    def export(self, form: str = "jsonl", **asked: object) -> Iterator[bytes]:
        """All claims as lines of ``jsonl`` or ``csv``, as they come."""
        with self._open("GET", f"export{_query({'format': form, **asked})}") as answer:
            yield from answer

    def changes(self, after: int | None = None, story: str | None = None) -> Iterator[Event]:
        """New entries, as they are recorded. It does not end by itself; where the connection breaks, `Unreached`."""
        asked = {"after": after, "story": story}
        number = 0
        with self._open("GET", f"changes{_query(asked)}") as answer:
            for line in answer:
                name, _, value = line.decode().rstrip("\r\n").partition(": ")
                if name == "id":
                    number = int(value)
                elif name == "data":
                    yield {"id": number, "told": json.loads(value)}

    # ------------------------------------------------------------------------------------------------------- changing

    def add(self, text: str, name: str, **facts: str) -> Added:
        """Adds a report by its text; ``url``, ``publisher``, ``title``, ``published`` by name."""
        return cast(Added, self._send("reports", {"text": text, "name": name, **facts}))

    def add_address(self, address: str, published: str | None = None) -> Added:
        """Lets the server ask an address and read what is there."""
        more = {"published": published} if published is not None else {}
        return cast(Added, self._send("reports/address", {"address": address, **more}))

    def add_file(self, raw: bytes, name: str, published: str | None = None) -> Added:
        """Adds a report, or several, by a file's bytes."""
        path = f"reports/file{_query({'name': name, 'published': published})}"
        return cast(Added, json.loads(self._bytes("POST", path, raw, {"content-type": "application/octet-stream"})))

    def decide(self, act: str, *, seen: int, **fields: object) -> Done:
        """Decides, on the entry ``seen``: what the person had before them. 409 with what another decided since is `Refused`."""
        return cast(Done, self._send("decisions", {"act": act, **fields}, {"if-match": str(seen)}))

    # ----------------------------------------------------------------------------------------------------------- wire

    def _get(self, path: str, asked: Asked) -> Any:
        return json.loads(self._bytes("GET", path + _query(asked)))

    def _all(self, path: str, asked: Asked) -> Iterator[Any]:
        """All rows of a list, page by page, of one state of the ledger."""
        more: dict[str, object] = {}
        while True:
            page = self._get(path, {"limit": 500, **asked, **more})
            yield from page["rows"]
            if page["next"] is None:
                return
            more = {"cursor": page["next"]}

    def _send(self, path: str, body: Mapping[str, object], headers: Mapping[str, str] | None = None) -> Any:
        sent = {"content-type": "application/json", **(headers or {})}
        return json.loads(self._bytes("POST", path, json.dumps(body).encode(), sent))

    def _bytes(self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> bytes:
        with self._open(method, path, body, headers) as answer:
            return bytes(answer.read())

    def _open(self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Any:
        told = {"accept": "*/*", **(headers or {})}
        if self.token is not None:
            told["authorization"] = f"Bearer {self.token}"
        request = urllib.request.Request(f"{self.url.rstrip('/')}/api/v1/{path}", body, told, method=method)  # the caller's
        try:
            return urllib.request.urlopen(request, timeout=self.timeout)  # the caller's
        except urllib.error.HTTPError as error:
            raise Refused(error.code, _problem(error.read())) from error
        except OSError as error:
            raise Unreached(f"{self.url} cannot be reached: {getattr(error, 'reason', error)}.", "Is it running?") from error


def _problem(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _id(words: str) -> str:
    return quote(words, safe="")


def _query(asked: Asked) -> str:
    """What is asked, as part of an address; what is ``None`` is left out, and a list is said item by item."""
    named = {k.rstrip("_"): v for k, v in asked.items() if v is not None}
    return f"?{urlencode(named, doseq=True)}" if named else ""
