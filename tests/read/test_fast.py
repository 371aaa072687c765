"""The fast reader for archives: main text without positions, and the thorough one where it finds too little."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from read.reading import item, of_kind, typed
from read.test_spans import TEXTS, in_order, nothing_cut, storable
from tollbook.model import BlockKind, Report
from tollbook.read import read
from tollbook.read.fast import fast_page

LEAD = "Twelve people were killed when a bus left the mountain road near Talas on Friday evening, police said."
MORE = "Another 31 people were taken to hospital, nine of them with serious injuries, according to the health ministry."
LAST = "The driver, who survived, told reporters that the brakes had failed on the last bend before the bridge."
HEAD = (
    "<title>Bus accident | Valley News</title><META property='og:title' content='Bus &amp; car collide'>"
    '<meta content="2022-03-05" property="article:published_time"><link href="https://news.example/bus" rel=canonical>'
)
MENU = "<nav><ul>" + "".join(f"<li><a href=/{n}>Section {n}</a></li>" for n in range(9)) + "</ul></nav>"


def fast(body: str, head: str = HEAD) -> Report:
    (report,), _ = read(item(f"<html lang=en><head>{head}</head><body>{MENU}{body}</body></html>", media="text/html"), fast=True)
    return report


def test_a_page() -> None:
    report = fast(
        f"<article><p>TALAS, March 5 (Reuters) - {LEAD}</p><p>{MORE}</p><p>Read more: Nine killed</p><p>{LAST}</p></article>"
    )
    assert (report.title, report.url, report.agency) == ("Bus & car collide", "https://news.example/bus", "Reuters")
    assert report.published is not None and report.published.day == date(2022, 3, 5)
    assert [w for k, w in typed(report) if k in ("headline", "body")] == ["Bus & car collide", LEAD, MORE, LAST]
    assert "Section 3" not in report.text


def test_a_headline_that_the_page_shows_is_not_put_on_top_again() -> None:
    report = fast(f"<article><h1>Bus &amp; car collide</h1><p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p></article>")
    assert of_kind(report, BlockKind.HEADLINE) == ["Bus & car collide"]


def test_linked_data_is_found_wherever_it_stands() -> None:
    linked = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bus","datePublished":"2022-03-06"}</script>'
    report = fast(f"<article><p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p></article>{linked}", head="")
    assert report.title == "Bus" and report.published is not None and report.published.day == date(2022, 3, 6)


def test_a_page_of_which_little_is_found_is_read_thoroughly() -> None:
    assert fast_page(f"<html><body><p>{LEAD}</p></body></html>") is None
    assert [w for k, w in typed(fast(f"<h1>Bus</h1><p>{LEAD}</p>")) if k == "body"] == [LEAD]


@settings(deadline=None, max_examples=60)
@given(st.lists(TEXTS, min_size=1, max_size=5), TEXTS)
def test_spans_are_exact(paragraphs: list[str], title: str) -> None:
    body = "".join(f"<p>{p}</p>" for p in [LEAD, MORE, *paragraphs, LAST])
    page = f"<html><head><title>{title}</title></head><body><article>{body}</article></body></html>"
    for report in read(item(page, media="text/html"), fast=True)[0]:
        in_order(report)
        nothing_cut(report)
        storable(report)
