"""Web pages: which words are the report, where each block stands, and what the page says of itself."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from lxml import html

from read.reading import item, of_kind, problems_of, read_text, typed
from tollbook.acquire import Acquired
from tollbook.model import BlockKind, DateFound, Report
from tollbook.read import read
from tollbook.read.page import read_page

LEAD = "Twelve people were killed when a bus left a mountain road on Friday, police said, and 31 were taken to hospital."
MORE = "Four of them are in a serious condition. The road had been closed the week before, the mayor of the town said."


def test_a_page(report: Report) -> None:
    """
    <!DOCTYPE html>
    <html><head><title>Twelve killed | Valley News</title>
    <meta property="og:title" content="Twelve killed as bus leaves road"><meta property="og:site_name" content="Valley News">
    <meta property="article:published_time" content="2022-03-04T18:30:00+01:00"><meta name="author" content="Jane Writer">
    <meta property="article:modified_time" content="2022-03-05"><link rel="canonical" href="https://example.org/bus"></head>
    <body><nav><ul><li><a href="/">Home</a></li><li><a href="/covid">COVID-19: 12,815 deaths in a year</a></li></ul></nav>
    <article><h1>Twelve killed as bus leaves road</h1>
    <figure><img src="x.jpg"><figcaption>The bus below the road on Friday.</figcaption></figure>
    <p>TALAS, March 4 (Reuters) - Twelve people were killed when a bus left a mountain road on Friday, police said.</p>
    <h2>Survivors</h2>
    <p>Another 31 were taken to hospital,<br>four of them in a serious condition. The youngest is five years old.</p>
    <blockquote><p>"I saw nine bodies by the river before anybody came to help us," a shepherd said.</p></blockquote>
    <ul><li>Twelve dead, all of them from one village</li><li>Thirty-one injured, four of them badly</li></ul>
    </article>
    <aside><h3>Related</h3><p><a href="/old">Seventy died on the same road in 1998</a></p></aside>
    <footer>© 2022 Valley News</footer><script>var dead = 77;</script></body></html>
    """
    assert [kind for kind, words in typed(report) if kind != "boilerplate"] == [
        "headline",
        "caption",
        "dateline",
        "body",
        "subtitle",
        "body",
        "quotation",
        "list",
        "list",
    ]
    assert of_kind(report, BlockKind.BOILERPLATE) == [
        "Home",
        "COVID-19: 12,815 deaths in a year",
        "Related",
        "Seventy died on the same road in 1998",
        "© 2022 Valley News",
    ]
    assert "77" not in report.text
    assert (report.title, report.publisher, report.byline) == ("Twelve killed as bus leaves road", "Valley News", "Jane Writer")
    assert (report.url, report.agency) == ("https://example.org/bus", "Reuters")
    assert report.published is not None and report.published.instant == datetime(2022, 3, 4, 17, 30, tzinfo=UTC)
    assert report.updated is not None and report.updated.day == date(2022, 3, 5)


def test_a_locator_is_the_xpath_of_its_block() -> None:
    page = f"<html><body><div><p>{LEAD}</p><p>{MORE}</p><div><p>{LEAD} So.</p>tail</div></div><p>{MORE}</p></body></html>"
    tree = html.document_fromstring(page)
    report = read_text(page, media="text/html")
    for block in report.blocks:
        assert block.locator is not None
        (node,) = tree.xpath(block.locator)
        assert tree.getroottree().getpath(node) == block.locator
        assert report.text[block.start : block.end] in node.text_content()


def test_a_page_wrapped_in_a_form() -> None:
    """Sites made with ASP.NET put the whole page into one form."""
    report = read_text(
        f"<html><body><form><h1>Twelve killed</h1><p>{LEAD}</p><p>{MORE}</p><button>Search</button></form></body></html>",
        media="text/html",
    )
    assert typed(report) == [("headline", "Twelve killed"), ("body", LEAD), ("body", MORE), ("boilerplate", "Search")]


@pytest.mark.parametrize(
    "fragment",
    ["<p>Officials said 20 people died.</p>", "Officials said <b>20</b> people died.", "<td>Officials said 20 people died.</td>"],
)
def test_a_fragment_is_read(fragment: str) -> None:
    report = read_text(fragment, media="text/html")
    assert [report.words(s.start, s.end).text for s in report.sentences] == ["Officials said 20 people died."]


def test_two_line_breaks_part_paragraphs_and_one_does_not() -> None:
    report = read_text(
        f"<div>{LEAD}<br>\n{MORE}<br/> <br/>Nobody else was hurt, so far as is known.<br><br><br>The end came late.</div>",
        media="text/html",
    )
    assert report.text == f"{LEAD} {MORE}\n\nNobody else was hurt, so far as is known.\n\nThe end came late."


def test_a_title_that_a_row_states_and_the_page_does_not_show() -> None:
    report = read_text(f"<p>{LEAD}</p>", media="text/html", title="More than 160 killed")
    assert typed(report) == [("headline", "More than 160 killed"), ("body", LEAD)]
    assert [report.text[b.start : b.end] for b in report.blocks] == ["More than 160 killed", LEAD]
    assert report.edits[0].original == ""
    shown = read_text(f"<h1>More than 160 killed</h1><p>{LEAD}</p>", media="text/html", title="More than 160 killed")
    assert shown.edits == () and of_kind(shown, BlockKind.HEADLINE) == ["More than 160 killed"]


def test_linked_data_comes_first_and_half_of_it_breaks_nothing() -> None:
    row = {
        "@type": "NewsArticle",
        "headline": "Twelve killed",
        "datePublished": "2022-03-04T18:30:00Z",
        "author": [{"name": "Jane Writer"}],
        "publisher": {"name": "Valley News"},
    }
    for linked in (row, [row], {"@graph": [{"@type": "WebPage"}, row]}):
        page = read_page(
            f"<script type='application/ld+json'>{json.dumps(linked)}</script><meta name=author content=X><p>{LEAD}</p>"
        )
        assert (page.title, page.byline, page.publisher) == ("Twelve killed", "Jane Writer", "Valley News")
        assert page.published is not None and page.published.instant == datetime(2022, 3, 4, 18, 30, tzinfo=UTC)
    for broken in (
        "{",
        "null",
        "12",
        '{"@graph": null}',
        '{"@graph": [1, null]}',
        '{"@type": 5, "author": [], "datePublished": {}}',
        "[" * 9_999,
    ):
        assert read_page(f"<script type='application/ld+json'>{broken}</script><p>{LEAD}</p>").blocks


def test_a_date_below_the_headline_where_the_metadata_has_none() -> None:
    menu = "".join(f"<li><a href=/{n}>A section of this site, number {n}</a></li>" for n in range(20))
    page = f"<html><body><ul>{menu}</ul><h1>Twelve killed</h1><div>9 January 2022</div><p>{LEAD}</p><p>{MORE}</p></body></html>"
    report = read_text(page, media="text/html")
    assert report.published is not None and (report.published.day, report.published.found) == (date(2022, 1, 9), DateFound.STATED)


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<html><body><nav>Home</nav></body></html>",
        "<!-- x --><p></p>",
        "<html><head><title>Twelve</title></head></html>",
    ],
)
def test_a_page_without_main_text_is_a_problem(page: str) -> None:
    reports, (problem,) = read(item(page, media="text/html"))
    assert reports == () and problem.code == "no_text" and "report.txt" in problem.message


@pytest.mark.parametrize("levels", [50, 300, 1_500])
def test_deep_nesting_hides_nothing(levels: int) -> None:
    page = "<html><body>" + "<div>" * levels + f"<p>{LEAD}</p>" + "</div>" * levels + f"<p>{MORE}</p></body></html>"
    assert [words for _, words in typed(read_text(page, media="text/html"))] == [LEAD, MORE]


def test_nesting_beyond_what_the_parser_reads_is_said() -> None:
    page = f"<html><body><p>{LEAD}</p>" + "<div>" * 3_000 + f"<p>{MORE}</p></body></html>"
    assert "page_cut" in [p.code for p in problems_of(item(page, media="text/html"))]


def test_a_text_node_of_more_than_ten_megabytes_is_read_whole() -> None:
    page = f"<html><body><p>{LEAD} " + ("snow" * 100 + " ") * 27_000 + f"{MORE}</p></body></html>"
    report = read_text(page, media="text/html")
    assert report.text.endswith(MORE) and len(report.text) > 10_800_000


def test_a_page_of_our_own_is_no_report() -> None:
    """What `tollbook page` wrote quotes reports; read in again, it would count them twice."""
    html = '<html><head><meta name="generator" content="Tollbook"></head><body><p>44 were killed.</p></body></html>'
    item = Acquired(name="toll.html", raw=html.encode(), media="text/html", body=html)
    reports, (problem,) = read(item)
    assert reports == () and problem.code == "own_page"
