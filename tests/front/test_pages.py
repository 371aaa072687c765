"""Pages that changed their report or vanished, as a reader sees it: in a file, and live."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from acquire.courses import START, Course, course
from acquire.servers import fetcher, page, serving
from tollbook.cli import main
from tollbook.ledger import open_ledger
from tollbook.pipeline import read_into

from .axe import AXE, violations
from .conftest import Open, sync_api

expect = sync_api.expect
STORY = "dost-crash-2022-03"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory, built: None) -> Course:
    """A ledger of two pages that changed, with the page that `tollbook page` writes of it."""
    found = course(tmp_path_factory.mktemp("paper"))
    out = found.ledger.parent / "toll.html"
    main.main(["page", "--ledger", str(found.ledger), "--out", str(out)], standalone_mode=False)
    return found


def url(paper: Course) -> str:
    return (paper.ledger.parent / "toll.html").as_uri()


def test_what_pages_changed_is_told_in_words_up_to_the_moment(visit: Open, paper: Course) -> None:
    page = visit(url(paper))
    told = page.locator("#pages li")
    expect(told).to_have_count(5)
    expect(told.filter(has_text="12 killed (in Dost) became 18")).to_be_visible()
    expect(told.filter(has_text="was gone from its address on 2 March 2022")).to_be_visible()
    expect(page.locator("#pages")).not_to_contain_text("Samplebek")
    visit(url(paper), f"#/story/{STORY}?as_of=2022-03-01T16:00:00Z")
    expect(told).to_have_count(1)
    expect(page.locator("#every_figure")).to_contain_text("In version 1 of 2 of its page")
    expect(page.locator("#every_figure")).not_to_contain_text("Gone from its address")
    told.get_by_role("link", name="Compare").click()
    expect(page.locator("table.compare")).to_contain_text("Eighteen")


def test_a_figure_says_in_which_version_it_stands_and_what_the_others_say(visit: Open, paper: Course) -> None:
    page = visit(url(paper), f"#/story/{STORY}?figures=all")
    twelve = page.locator("article.claim", has=page.locator("mark", has_text="Twelve"))
    line = twelve.locator(".versions")
    expect(line).to_contain_text("In version 1 of 3 of its page. Since 1 March 2022 the page says otherwise: Eighteen")
    expect(twelve.locator(".gone")).to_have_text("Gone from its address since 2 March 2022.")
    seven = page.locator("article.claim", has=page.locator("mark", has_text="At least 7"))
    expect(seven.locator(".versions")).to_contain_text("the page no longer says it. It has gone back to this version.")
    line.get_by_role("link", name="Eighteen").click()
    page.wait_for_selector("h1 .what")
    expect(page.locator(".versions")).to_contain_text("The version before said Twelve")
    page.locator(".versions").get_by_role("link", name="Sixteen").click()
    expect(page.locator("h1")).to_contain_text("Sixteen")
    expect(page.locator(".source .gone").first).to_contain_text("Gone from its address since 2 March 2022.")


@pytest.mark.skipif(not AXE.exists(), reason="axe is not here: npm ci in front/ brings it")
def test_a_story_whose_pages_changed_is_for_everyone(visit: Open, paper: Course) -> None:
    assert violations(visit(url(paper))) == []


@pytest.fixture
def live(tmp_path_factory: pytest.TempPathFactory, built: None) -> Iterator[tuple[str, Course]]:
    pytest.importorskip("fastapi", reason="the server is not here: it is the serve extra")
    from server.house import house

    found = course(tmp_path_factory.mktemp("live"))
    with house(found.ledger) as running:
        yield running.url, found


def test_a_page_that_vanishes_is_seen_by_who_has_the_story_open(visit: Open, live: tuple[str, Course]) -> None:
    address, found = live
    page_open = visit(f"{address}/", f"#/story/{STORY}", offline=False)
    told = page_open.locator("#pages li.gone")
    expect(told).to_have_count(1)
    later = START.replace(day=4)
    gone = {"/hotel": page("no more", status="410 Gone")}
    with serving(gone, port=urlsplit(found.hotel).port or 0), open_ledger(found.ledger, create=True) as store:
        read_into(store, [found.hotel], now=lambda: later, fetcher=fetcher(now=lambda: later))
    expect(told).to_have_count(2)
    expect(page_open.locator("#every_figure")).to_contain_text("Gone from its address since 4 March 2022.")
