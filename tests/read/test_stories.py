"""Several stories on one page, and pages that are no report."""

from __future__ import annotations

from datetime import date

import pytest

from read.reading import item, read_text
from tollbook.model import Report
from tollbook.read import read

LEAD = "Twelve people were killed when a bus left the mountain road near Talas on Friday evening, police said."
MORE = "Another 31 people were taken to hospital, nine of them with serious injuries, according to the health ministry."
SNOW = "Two villages in the upper valley were cut off by snow for a third day, and 140 people waited for food to be flown in."
ROAD = "The road over the pass had been closed since Tuesday, and crews said that it would not be opened before the weekend."


def entry(number: int, title: str, *paragraphs: str, when: str = "", tag: str = "article", classes: str = "") -> str:
    link = f"<h2><a href=https://news.example/{number}>{title}</a></h2>"
    return f"<{tag} id=s{number} class='{classes}'>{link}{when}{''.join(f'<p>{p}</p>' for p in paragraphs)}</{tag}>"


def stories(body: str) -> tuple[Report, ...]:
    return read(item(f"<html><head><title>Valley News</title></head><body>{body}</body></html>", media="text/html"))[0]


def words(report: Report) -> list[str]:
    return [report.text[b.start : b.end] for b in report.blocks if b.kind.value in ("body", "list")]


def test_a_page_of_two_stories_is_two_reports() -> None:
    day = "<time datetime=2022-03-0{}>"
    bus, snow = stories(
        entry(1, "Bus accident", LEAD, MORE, when=day.format(5))
        + entry(2, "Snow cuts off villages", SNOW, ROAD, when=day.format(7))
    )
    assert (bus.name, bus.title, bus.url, words(bus)) == ("report.txt#1", "Bus accident", "https://news.example/1", [LEAD, MORE])
    assert (snow.name, snow.title, words(snow)) == ("report.txt#2", "Snow cuts off villages", [SNOW, ROAD])
    assert bus.published is not None and bus.published.day == date(2022, 3, 5)
    assert snow.published is not None and snow.published.day == date(2022, 3, 7)
    assert bus.id != snow.id


def test_entries_of_a_blog_are_stories_whatever_their_elements() -> None:
    found = stories(
        entry(1, "Bus", LEAD, MORE, tag="div", classes="post hentry")
        + entry(2, "Snow", SNOW, ROAD, tag="div", classes="post hentry")
    )
    assert [r.title for r in found] == ["Bus", "Snow"]


def test_teasers_beside_a_story_are_none() -> None:
    teasers = "".join(entry(n, f"Another report of this week, number {n}", "Few words of it.") for n in range(2, 9))
    (report,) = stories(f"<article><h1>Bus accident</h1><p>{LEAD}</p><p>{MORE}</p></article>{teasers}")
    assert words(report)[:2] == [LEAD, MORE]


def test_sections_of_one_story_are_one_report() -> None:
    sections = f"<section class=post><h2>The accident</h2><p>{LEAD}</p><p>{MORE}</p></section>"
    (report,) = stories(f"<article><h1>A hard week</h1>{sections}{sections.replace(LEAD, SNOW).replace(MORE, ROAD)}</article>")
    assert words(report) == [LEAD, MORE, SNOW, ROAD]


def test_comments_are_no_stories() -> None:
    comments = "".join(entry(n, f"Reader {n}", SNOW, ROAD, classes="comment") for n in range(3))
    assert len(stories(f"<article><h1>Bus accident</h1><p>{LEAD}</p><p>{MORE}</p></article>{comments}")) == 1


def test_a_live_report_and_its_entries() -> None:
    head = f"<h1>Unrest in the valley, as it happened</h1><p>{SNOW}</p><p>{ROAD}</p><p>{MORE}</p>"
    page = (
        f"<html><head><meta property=article:published_time content=2022-03-05><title>Unrest</title></head><body><article>{head}"
    )
    page += (
        entry(1, "17:30", LEAD, ROAD.replace("road", "track"))
        + entry(2, "16:00", SNOW.replace("Two", "Three"), MORE)
        + "</article>"
    )
    found, _ = read(item(page, media="text/html"))
    assert len(found) == 3 and all(r.published is not None and r.published.day == date(2022, 3, 5) for r in found)


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (
            "<title>404 Not Found</title><h1>Not Found</h1><p>The requested address was not found on this server.</p>",
            "error_page",
        ),
        ("<title>Just a moment...</title><p>Checking your browser before you can go on to news.example.</p>", "error_page"),
        (
            "<title>Valley News</title><h1>Oops! That page can’t be found.</h1><p>Nothing was found here. Try a search?</p>",
            "error_page",
        ),
        ("<title>Access denied</title><p>You don't have permission to access this page on this server.</p>", "error_page"),
        (f"<title>Bus</title><h1>Bus accident</h1><p>{LEAD}</p><p>Subscribe to continue reading this story.</p>", "paid_page"),
        (f"<title>Bus</title><h1>Bus accident</h1><p>{LEAD}</p><div>Already a subscriber? Log in</div>", "paid_page"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>'
            f"<h1>Bus accident</h1><p>{LEAD}</p>",
            "paid_page",
        ),
    ],
)
def test_pages_that_are_no_report(page: str, code: str) -> None:
    reports, (problem,) = read(item(f"<html><body>{page}</body></html>", media="text/html"))
    assert reports == () and problem.code == code


@pytest.mark.parametrize(
    "page",
    [
        f"<title>404 people killed in quake</title><h1>404 people killed in quake</h1><p>{LEAD}</p><p>{MORE}</p>",
        f"<title>Bus</title><h1>Bus accident</h1><p>{LEAD}</p><p>{MORE}</p><p>Sign up to our newsletter</p>",
        f"<title>Bus</title><h1>Bus accident</h1>{''.join(f'<p>{LEAD} {MORE} {SNOW} {ROAD} {n}</p>' for n in range(3))}"
        "<p>Subscribe to continue supporting us.</p>",
    ],
)
def test_reports_that_look_like_none(page: str) -> None:
    assert read_text(f"<html><body>{page}</body></html>", media="text/html").text
