"""Feeds and sitemaps saved as files: entries that are whole are reports, of the others the address is told."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html import escape

import pytest

from acquire.making import LEAD, PAGE, STORY, read_in
from tollbook.acquire.feeds import json_feed, xml_feed
from tollbook.acquire.sitemaps import sitemap
from tollbook.model import BlockKind
from tollbook.read import read

RSS = f"""<?xml version="1.0" encoding="utf-8"?><!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Valley News</title><link>https://news.example/</link>
<item><title>Bus accident &amp;amp; its causes</title><link>https://news.example/bus</link><dc:creator>A. Writer</dc:creator>
<pubDate>Sat, 05 Mar 2022 09:30:00 +0600</pubDate><content:encoded><![CDATA[{STORY}]]></content:encoded></item>
<item><title>Snow</title><link>https://news.example/snow</link><description>Snow fell. Read more</description></item>
<item><title>Script</title><link>javascript:alert(1)</link><description>x</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title type="text">Valley News</title>
<entry><title type="html">Bus &lt;b&gt;accident&lt;/b&gt;</title><link rel="self" href="https://news.example/self"/>
<link rel="alternate" href="https://news.example/bus"/><published>2022-03-05T09:30:00+06:00</published>
<updated>2022-03-06T10:00:00Z</updated><author><name>A. Writer</name></author>
<content type="html">{escape(STORY)}</content></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Valley News</title></channel>
<item><title>Bus accident</title><link>https://news.example/bus</link><dc:date>2022-03-05T09:30:00+06:00</dc:date>
<description>{escape(STORY * 4)}</description></item></rdf:RDF>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Valley News",
        "items": [
            {
                "id": 1,
                "url": "https://news.example/bus",
                "title": "Bus accident",
                "content_html": STORY,
                "date_published": "2022-03-05T09:30:00+06:00",
                "authors": [{"name": "A. Writer"}],
            },
            {"id": 2, "url": "https://news.example/snow", "summary": "Snow."},
            "no item",
        ],
    },
    indent=1,
)


@pytest.mark.parametrize("feed", [RSS, ATOM, RDF, JSON])
def test_an_entry_that_is_whole_is_a_report(feed: str) -> None:
    (item, *_), codes = read_in(feed.encode())
    assert (item.name, item.url, item.publisher) == ("stdin:1", "https://news.example/bus", "Valley News")
    (report,), problems = read(item)
    assert problems == () and report.title is not None and report.title.startswith("Bus")
    assert report.published is not None and report.published.instant == datetime(2022, 3, 5, 3, 30, tzinfo=UTC)
    body = [report.text[b.start : b.end] for b in report.blocks if b.kind is BlockKind.BODY]
    assert body[0] == LEAD and codes in ([], ["addresses_only"])


def test_of_teasers_the_address_is_told_and_a_script_is_none() -> None:
    feed = xml_feed(RSS)
    assert feed is not None and [(a.url, a.title) for a in feed.addresses] == [("https://news.example/snow", "Snow")]
    feed = json_feed(JSON)
    assert feed is not None and [a.url for a in feed.addresses] == ["https://news.example/snow"]


def test_names_and_titles_are_words() -> None:
    feed = xml_feed(RSS)
    assert feed is not None and (feed.entries[0].title, feed.entries[0].byline) == ("Bus accident & its causes", "A. Writer")
    atom = xml_feed(ATOM)
    assert atom is not None and (atom.entries[0].title, atom.entries[0].updated) == ("Bus accident", "2022-03-06T10:00:00Z")


def test_scripts_in_a_feed_are_no_words_of_it() -> None:
    hostile = RSS.replace(STORY, STORY + "<script>alert('9 killed')</script><img src=x onerror=alert(1)>")
    (item, *_), _ = read_in(hostile.encode())
    (report,), _ = read(item)
    assert "alert" not in report.text


def test_a_feed_of_entities_that_unfold_is_not_unfolded() -> None:
    """Ten entities, each of ten of the one before: a billion letters from a kilobyte."""
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    rss = "<rss><channel><title>&a9;</title><item><title>&a9;</title></item></channel></rss>"
    feed = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{bomb}]>{rss}'
    items, codes = read_in(feed.encode())
    assert items == [] and codes


def test_a_feed_that_names_a_file_does_not_get_it() -> None:
    feed = RSS.replace("<rss ", '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss ').replace("Valley News", "&f;")
    (item, *_), _ = read_in(feed.encode())
    assert "root:" not in f"{item.publisher}{item.body}"


@pytest.mark.parametrize("feed", ["<rss></rss>", "<rss", "<feed><entry></feed>", "<urlset><loc></urlset>", '<rss version="2.0"'])
def test_what_begins_as_a_feed_and_is_none_is_a_problem(feed: str) -> None:
    items, codes = read_in(feed.encode())
    assert items == [] and len(codes) == 1


NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://news.example/bus</loc><lastmod>2022-03-09</lastmod><news:news><news:publication><news:name>
Valley News</news:name></news:publication><news:publication_date>2022-03-05</news:publication_date>
<news:title>Bus accident</news:title></news:news></url><url><loc>file:///etc/passwd</loc></url><url/></urlset>"""


def test_a_news_sitemap() -> None:
    found = sitemap(NEWS)
    assert found is not None
    (address,) = found.addresses
    assert (address.url, address.title, address.published, address.publisher) == (
        "https://news.example/bus",
        "Bus accident",
        "2022-03-05",
        "Valley News",
    )
    assert read_in(NEWS.encode()) == ([], ["addresses_only"])


def test_an_index_of_sitemaps() -> None:
    found = sitemap("<sitemapindex><sitemap><loc>https://news.example/1.xml</loc></sitemap></sitemapindex>")
    assert found is not None and found.sitemaps == ("https://news.example/1.xml",) and found.addresses == ()


def test_a_page_is_no_feed() -> None:
    (item,), codes = read_in(PAGE.encode())
    assert item.media == "text/html" and codes == []
