"""Pages that changed their report or vanished, by the API: in an account, beside a claim and of a report, as of any moment."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from acquire.courses import START, Course, course
from acquire.servers import fetcher, page, serving
from tollbook.ledger import open_ledger
from tollbook.pipeline import read_into

from .house import House, house

STORY = "stories/dost-crash-2022-03"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Course]]:
    found = course(tmp_path_factory.mktemp("paper"))
    with house(found.ledger) as running:
        yield running, found


def told(of: House, **asked: str) -> list[str]:
    """The sentences of an account, as of a moment."""
    pages = of.get(f"{STORY}/account", **asked)["pages"]
    return [h["sentence"] for p in pages for h in p["held"] if h["sentence"]]


def test_an_account_tells_what_pages_changed_by_a_moment_without_names(paper: tuple[House, Course]) -> None:
    assert len(told(paper[0])) == 5
    (only,) = told(paper[0], as_of="2022-03-01T16:00Z")
    assert "12 killed (in Dost) became 18" in only and "neighbour [name]" in only
    assert told(paper[0], as_of="2022-03-01T14:00Z") == []


def test_a_claim_and_its_grounds_say_in_which_version_it_stands(paper: tuple[House, Course]) -> None:
    rows = {c["figure"]["text"]: c for c in paper[0].get("claims", measure="killed")["rows"]}
    twelve = rows["Twelve"]
    assert (twelve["versions"]["number"], twelve["versions"]["of"], twelve["versions"]["dropped"]["number"]) == (1, 3, 2)
    for path in (f"claims/{twelve['id']}", f"claims/{twelve['id']}/why"):
        assert paper[0].get(path)["versions"] == twelve["versions"]
    assert paper[0].get(f"claims/{twelve['id']}", as_of="2022-03-01T14:00Z")["versions"] is None, "nothing had changed by then"


def test_a_report_names_the_versions_of_its_page_and_says_since_when_it_is_gone(paper: tuple[House, Course]) -> None:
    of, found = paper
    rows = of.get(f"{STORY}/reports")["rows"]
    bus = [r for r in rows if r["url"] == found.bus]
    assert all(sorted(r["versions"]) == sorted(x["id"] for x in bus) for r in bus) and len(bus) == 3
    assert {r["gone"] for r in bus} == {"2022-03-02T03:00:00+00:00"}
    (hotel,) = [r for r in rows if r["url"] == found.hotel]
    assert len(hotel["versions"]) == 2 and hotel["gone"] is None, "the version without a figure is of no story"
    silent = next(x for x in hotel["versions"] if x != hotel["id"])
    assert of.get(f"reports/{silent}")["versions"] == hotel["versions"]


def test_what_is_kept_is_told_anew_when_a_page_vanishes(paper: tuple[House, Course]) -> None:
    """A visit changes no toll and no book, and yet what is told of the page's figures."""
    of, found = paper
    with of.client() as client:
        before = client.get(f"{STORY}/account")
        again = client.get(f"{STORY}/account", headers={"If-None-Match": before.headers["ETag"]})
        assert again.status_code == 304
        later = START.replace(day=4)
        gone = {"/hotel": page("no more", status="410 Gone")}
        with serving(gone, port=urlsplit(found.hotel).port or 0), open_ledger(found.ledger, create=True) as store:
            read_into(store, [found.hotel], now=lambda: later, fetcher=fetcher(now=lambda: later))
        after = client.get(f"{STORY}/account", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert [p["gone"] for p in after.json()["pages"]] == ["2022-03-02T03:00:00+00:00", "2022-03-04T12:00:00+00:00"]
