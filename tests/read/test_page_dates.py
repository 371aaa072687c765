"""When a page was published: from its markup, from what it shows near its headline, or not known."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from read.reading import read_text
from tollbook.model import DateFound, Published

LEAD = "<p>Twelve people were killed in the fire on the hill, the mayor said, and 31 were taken to hospital that night.</p>"
MENU = "".join(f"<li><a href=/{n}>A section of this site, number {n}</a></li>" for n in range(20))


def published(body: str, *, head: str = "", lang: str = "en-GB", url: str | None = None) -> Published | None:
    """The date of a page whose headline is "Twelve killed in fire"."""
    page = f"<html lang={lang}><head><title>Twelve killed in fire</title>{head}</head><body><ul>{MENU}</ul>{body}</body></html>"
    facts = {} if url is None else {"url": url}
    return read_text(page, media="text/html", name="page.html", **facts).published


def day(body: str, **facts: str) -> date | None:
    found = published(body, **facts)
    return None if found is None else found.day or (found.instant and found.instant.date())


def shown(date_line: str, **facts: str) -> date | None:
    return day(f"<h1>Twelve killed in fire</h1>{date_line}{LEAD}{LEAD}", **facts)


@pytest.mark.parametrize(
    "line",
    [
        "<div>9 January 2022</div>",
        "<p>Published on Sunday, January 9, 2022 at 17:33</p>",
        "<span class=date>Sonntag, 9. Januar 2022, 17:33 Uhr</span>",
        "<p>Astana, 9 января 2022 г.</p>",
        "<p>Le 9 janvier 2022 à 17h33</p>",
        "<span>09/01/2022</span>",
        "<span>By A. Writer</span> <span>09.01.22</span>",
        "<time datetime='2022-01-09T17:33:00+02:00'>two days ago</time>",
    ],
)
def test_a_date_below_the_headline(line: str) -> None:
    assert shown(line) == date(2022, 1, 9)


@pytest.mark.parametrize(
    "line",
    [
        "<div>9 January</div>",
        "<div>January 2022</div>",
        "<p>© 2022 Valley News, registered on 9 January 2022</p>",
        "<p>The mayor had said in a speech before the town council on 9 January 2022 that nobody was in danger there.</p>",
        "<div class=comments><p>9 January 2022</p></div>" * 2 + "<div class=comments><p>10 January 2022</p></div>",
        "<p>Photo taken on 9 January 2022</p>",
        "<div>Updated: 9 January 2022</div>",
        "<div>99 January 2022</div>",
    ],
)
def test_what_is_no_date_of_publication(line: str) -> None:
    assert shown(line) is None


def test_figures_alone_are_read_where_they_can_be_read_in_one_way() -> None:
    assert shown("<span>09/01/2022</span>", lang="en-US") == date(2022, 9, 1)
    assert shown("<span>09/01/2022</span>", lang="en") is None
    assert shown("<span>19/01/2022</span>", lang="en") == date(2022, 1, 19)


def test_comments_and_teasers_have_dates_of_their_own() -> None:
    teasers = "".join(f"<div class=teaser><time datetime=2022-01-1{n}>1{n} January 2022</time> Another</div>" for n in range(5))
    comments = "<div id=comments><div class=comment><time datetime=2022-02-02>2 February 2022</time>So sad.</div></div>"
    assert shown(f"<div>9 January 2022</div>{LEAD}{teasers}{comments}") == date(2022, 1, 9)
    assert shown(f"{LEAD * 8}{teasers}{comments}") is None


def test_two_days_equally_near_are_none() -> None:
    assert day(f"<p>8 January 2022</p><h1>Twelve killed in fire</h1><p>9 January 2022</p>{LEAD}{LEAD}") is None


def test_markup_says_more_than_what_is_shown() -> None:
    head = "<meta property=article:published_time content=2022-01-09T17:33:00+02:00>"
    found = published(f"<h1>Twelve killed in fire</h1><p>11 January 2022</p>{LEAD}", head=head)
    assert found is not None and found.instant == datetime(2022, 1, 9, 15, 33, tzinfo=UTC)


def test_a_bare_date_may_be_that_of_the_last_change() -> None:
    head = "<meta name=date content=2022-01-11>"
    assert shown("<p>9 January 2022</p>", head=head) == date(2022, 1, 9)
    assert shown("", head=head) == date(2022, 1, 11)


def test_an_instant_in_universal_time_takes_the_zone_that_the_page_tells_elsewhere() -> None:
    head = (
        "<script type=application/ld+json>{'@type':'NewsArticle','datePublished':'2022-01-08T22:04:00Z'}</script>".replace(
            "'", '"'
        )
        + "<meta name=date content='Sun, 09 Jan 2022 00:04:00 +0200'>"
    )
    found = published(f"<h1>Twelve killed in fire</h1>{LEAD}", head=head)
    assert found is not None and found.instant is not None and found.instant.isoformat() == "2022-01-09T00:04:00+02:00"


def test_the_first_day_of_an_epoch_is_no_date() -> None:
    for nothing in ("0001-01-01T00:00:00Z", "1970-01-01T00:00:00+00:00"):
        head = f"<meta property=article:published_time content={nothing}>"
        assert shown("<p>9 January 2022</p>", head=head) == date(2022, 1, 9)
        assert shown("", head=head) is None


def test_an_address_stands_above_what_is_shown_and_below_the_markup() -> None:
    url, line = "https://example.org/2022/01/08/fire", "<p>9 January 2022</p>"
    found = published(f"<h1>Twelve killed in fire</h1>{line}{LEAD}", url=url)
    assert found is not None and (found.day, found.found) == (date(2022, 1, 8), DateFound.FILE_NAME)
    head = "<meta property=article:published_time content=2022-01-07>"
    assert shown(line, head=head, url=url) == date(2022, 1, 7)


def test_microdata_of_one_article_and_of_a_list_of_them() -> None:
    one = "<abbr class=published title=2022-01-09T17:33:00+02:00>17:33</abbr>"
    assert shown(one) == date(2022, 1, 9)
    assert shown(LEAD * 8 + one + one.replace("-09", "-08")) is None
