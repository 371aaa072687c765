"""For everyone: axe finds nothing; all widths, dark and light, print; by keyboard; right-to-left text; hostile reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.material import book, report

from .axe import AXE, violations
from .conftest import Open, written

VIEWS = {
    "story": "#/story/kazakhstan-2022-01",
    "moments": "#/story/kazakhstan-2022-01/compare?from=2022-01-08&to=2022-01-15",
    "reports": "#/story/kazakhstan-2022-01/compare?by=reports",
    "stories": "#/stories?q=164",
    "corrections": "#/corrections",
    "review": "#/review",
    "add": "#/add",
}


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here: `npm ci` in front/ brings it")
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing(visit: Open, example_page: Path, view: str) -> None:
    page = visit(example_page.as_uri(), VIEWS[view], color_scheme="dark" if view in ("story", "moments") else "light")
    page.wait_for_timeout(150)
    if view == "story":
        for summary in page.locator("summary").all()[:6]:
            summary.click()
    assert violations(page) == []


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here: `npm ci` in front/ brings it")
def test_axe_finds_nothing_on_a_telephone(visit: Open, short_page: Path) -> None:
    page = visit(short_page.as_uri(), width=390)
    assert violations(page) == []
    page.locator(".sentence a.figure").first.click()
    page.wait_for_selector("h1 .what")
    assert violations(page) == []


@pytest.mark.parametrize("width", [360, 768, 1280, 3840])
def test_nothing_runs_over_the_edge(visit: Open, example_page: Path, width: int) -> None:
    page = visit(example_page.as_uri(), width=width)
    for hash in ("", VIEWS["moments"], VIEWS["stories"], VIEWS["corrections"]):
        page.evaluate("hash => { location.hash = hash }", hash or "#/")
        page.wait_for_timeout(60)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, hash


def test_the_way_to_a_figure_by_keyboard(visit: Open, example_page: Path) -> None:
    """Tab to the toll's number, Enter; the heading has the focus, and Back leads back."""
    page = visit(example_page.as_uri(), fresh=True)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.sentence a.figure')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("h1 .what")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.go_back()
    page.wait_for_selector(".toll.lead")


def test_dates_are_in_the_readers_zone_with_the_reports_own_beside(visit: Open, example_page: Path) -> None:
    page = visit(example_page.as_uri(), timezone_id="America/New_York")
    source = page.locator("article.claim .source").first.inner_text()
    assert "00:11" in source and "the report’s own: 5 Jan 2022, 18:11" in source and "13:11 where you are" in source


def test_printed_it_has_no_controls(visit: Open, short_page: Path) -> None:
    page = visit(short_page.as_uri(), fresh=True)
    page.emulate_media(media="print")
    assert not page.get_by_role("slider").is_visible()
    assert not page.locator("nav.in-page").is_visible()
    assert page.locator(".toll.lead .sentence").first.is_visible()


def test_words_of_a_report_keep_their_own_direction(visit: Open, tmp_path: Path, built: None) -> None:
    """A report quoted in Arabic, with a mark that would turn the page's own words around."""
    text = "\u202eALMATY, 7 January 2022 - قال المتحدث الرسمي that 18 people were killed in the city, the ministry said.\n"
    page = visit(written(tmp_path / "toll.html", book(report(text, "2022-01-07.txt"))).as_uri())
    quote = page.locator("article.claim blockquote p").first
    assert quote.get_attribute("dir") == "auto"
    assert quote.locator("bdi").count() >= 2


HOSTILE = (
    "<script>document.title='caught'</script>",
    "<img src=x onerror=\"document.title='caught'\">",
    "</script><script>document.title='caught'</script>",
    "<svg/onload=document.title='caught'>",
    "javascript:document.title='caught'",
    "<!--<script>",
    "]]><b onmouseover=document.title='caught'>",
    "{{constructor.constructor('document.title=1')()}}",
    "&lt;script&gt;&#x3c;script>",
    "\u2028\u2029</style><style>body{display:none}</style>",
)


def test_nothing_of_a_hostile_report_runs(visit: Open, tmp_path: Path, built: None) -> None:
    """Markup and script in the sentence, the title and the publisher are shown as the characters that they are."""
    reports = [
        report(
            f"ALMATY, 7 January 2022 - Police said that {n + 11} people were killed by {words} in the city.\n",
            f"2022-01-{n + 10:02}.txt",
            title=f"Killed {words}",
            publisher=f"Wire {words}",
            url=f"https://example.org/{n}?q={words}",
        )
        for n, words in enumerate(HOSTILE)
    ]
    page = visit(written(tmp_path / "toll.html", book(*reports, title=HOSTILE[2])).as_uri(), "?figures=all")
    assert page.locator("article.claim").count() >= len(HOSTILE) - 2
    assert page.locator("main script, main img, main style, main svg[onload]").count() == 0
    assert "<script>document.title='caught'</script>" in page.locator("main").inner_text()
    page.locator("article.claim h4 a").first.click()
    page.wait_for_selector("h1 .what")
    assert "caught" not in page.title() or "<script>" in page.title()
    assert page.evaluate("[...document.links].every(a => /^(https?:|file:)/.test(a.protocol))")


def test_what_cannot_be_known_is_not_shown(visit: Open, tmp_path: Path, built: None) -> None:
    """An undated report is listed, and in no toll."""
    page = visit(written(tmp_path / "toll.html", book(report("The ministry said 12 people were killed.\n", "note.txt"))).as_uri())
    assert "No report of this story bears a date" in page.locator("main").inner_text()
    assert "12" in page.locator("article.claim").first.inner_text()


def test_a_short_story_has_no_needless_parts(visit: Open, short_page: Path) -> None:
    page = visit(short_page.as_uri())
    assert page.locator("#acts").count() == 0
