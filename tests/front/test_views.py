"""Comparing, searching, the corrections log, pictures; goldens of what a screen reader is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.material import report

from .conftest import Open, sync_api, written
from .material import judged, short

GOLDENS = Path(__file__).parent / "goldens"
TWO = """BEIRUT, 5 August 2020 - The health ministry said that at least 78 people had been killed in the blast.
"""


@pytest.fixture(scope="module")
def two_page(tmp_path_factory: pytest.TempPathFactory, built: None) -> Path:
    """Two stories in one file."""
    other = judged(report(TWO, "2020-08-05.txt", publisher="Example Wire"), title="Blast in Beirut")
    from dataclasses import replace

    other = replace(other, story=replace(other.story, id="beirut-2020-08"))
    return written(tmp_path_factory.mktemp("two") / "toll.html", short(), other)


def test_all_stories_with_their_tolls(visit: Open, two_page: Path) -> None:
    page = visit(two_page.as_uri())
    assert page.locator("h1").inner_text() == "Stories"
    first, second = page.locator(".story-item").all_inner_texts()
    assert "Unrest in Examplia" in first and "set aside" in first
    assert "At least 78 people killed" in second


def test_stories_are_found_by_words_of_their_figures(visit: Open, two_page: Path) -> None:
    page = visit(two_page.as_uri())
    page.get_by_label("Search").fill("blast")
    sync_api.expect(page.locator(".story-item")).to_have_count(1)
    assert "q=blast" in page.url
    hits = page.locator(".hits li")
    hits.first.wait_for()
    hits.locator("a", has_text="78").first.click()
    page.wait_for_selector("h1 .what")


def test_stories_are_filtered_by_measure_and_time(visit: Open, two_page: Path) -> None:
    page = visit(two_page.as_uri(), "#/stories?since=2021-01-01")
    assert page.locator(".story-item").count() == 1
    page.get_by_label("Published since").fill("")
    sync_api.expect(page.locator(".story-item")).to_have_count(2)
    page.get_by_label("Measure").select_option(label="Injured")
    sync_api.expect(page.locator(".story-item")).to_have_count(1)


def test_two_moments_are_compared(visit: Open, two_page: Path) -> None:
    page = visit(two_page.as_uri(), "#/story/examplia-unrest-2022-01/compare?from=2022-01-09&to=2022-01-13")
    rows = page.locator("table.compare tbody tr")
    assert "withdrawn" in rows.first.inner_text() and "164" in rows.first.inner_text()
    assert any("Injured" in text and "new" in text for text in rows.all_inner_texts())


def test_two_reports_are_compared(visit: Open, two_page: Path) -> None:
    page = visit(two_page.as_uri(), "#/story/examplia-unrest-2022-01/compare")
    page.get_by_role("link", name="Two reports").click()
    page.get_by_label("First report").select_option(index=1)
    rows = page.locator("table.compare tbody tr")
    rows.first.wait_for()
    assert any("164" in text and "withdrawn" in text for text in rows.all_inner_texts())


def test_the_log_tells_what_was_taken_back(visit: Open, two_page: Path) -> None:
    page = visit(two_page.as_uri(), "#/corrections")
    page.wait_for_selector("ul.became li")
    assert "164" in page.locator("ul.became").first.inner_text()
    assert "withdrawn by its origin" in page.locator("ul.became").first.inner_text()


def test_a_story_is_cited_by_entry_and_moment(visit: Open, two_page: Path) -> None:
    page = visit(two_page.as_uri(), "#/story/examplia-unrest-2022-01?as_of=2022-01-09")
    cited = page.locator(".citation").inner_text()
    assert cited == "Tollbook, “Unrest in Examplia”, entry 7, as of 9 January 2022, 23:59 (Asia/Almaty)."


@pytest.mark.parametrize("form", ["SVG", "PNG"])
def test_a_picture_is_saved(visit: Open, two_page: Path, tmp_path: Path, form: str) -> None:
    page = visit(two_page.as_uri(), "#/story/examplia-unrest-2022-01")
    with page.expect_download() as saved:
        page.get_by_role("button", name=form).click()
    path = tmp_path / saved.value.suggested_filename
    saved.value.save_as(path)
    assert path.name == f"examplia-unrest-2022-01-killed-2022-01-13.{form.lower()}"
    if form == "PNG":
        assert path.read_bytes().startswith(b"\x89PNG") and path.stat().st_size > 10_000
        return
    text = path.read_text(encoding="utf-8")
    assert "Unrest in Examplia" in text and "entry 7" in text and "var(--" not in text


def test_what_needs_a_server_says_so(visit: Open, two_page: Path) -> None:
    for hash in ("#/review", "#/add"):
        page = visit(two_page.as_uri(), hash)
        assert "tollbook serve" in page.locator("main").inner_text()


def test_an_address_of_nothing_says_so(visit: Open, two_page: Path) -> None:
    page = visit(two_page.as_uri(), "#/story/no-such-story")
    page.wait_for_selector(".problem")
    assert "No story is called no-such-story." in page.locator("main").inner_text()


@pytest.mark.parametrize(
    ("name", "hash", "part"),
    [
        ("stories", "#/", "main"),
        ("moment", "#/story/examplia-unrest-2022-01?as_of=2022-01-09", ".as-of"),
        ("table", "#/story/examplia-unrest-2022-01?as_of=2022-01-09", "#all_tolls"),
        ("compare", "#/story/examplia-unrest-2022-01/compare?from=2022-01-09&to=2022-01-13", "main"),
        ("review", "#/review", "body"),
    ],
)
def test_what_a_screen_reader_is_told(
    visit: Open, two_page: Path, name: str, hash: str, part: str, request: pytest.FixtureRequest
) -> None:
    """Snapshots of the tree that assistive software reads; `--rewrite` writes them anew, and a person reads the diff."""
    page = visit(two_page.as_uri(), hash, timezone_id="UTC")
    page.wait_for_timeout(100)
    told = page.locator(part).first.aria_snapshot() + "\n"
    golden = GOLDENS / f"{name}.yml"
    if request.config.getoption("--rewrite"):
        golden.write_text(told, encoding="utf-8", newline="\n")
    assert told == golden.read_text(encoding="utf-8")
