"""Files of every format that is read, bent and broken by rule, for the fuzzer."""

from __future__ import annotations

import gzip

from hypothesis import strategies as st

from acquire.making import LAST, LEAD, MORE, PAGE, RSS_FEED, STORY, letter, package, packed_archive, pdf, record

RICH = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Bus accident | Valley News</title>
<meta property="article:published_time" content="2022-03-05T09:30:00+06:00"><meta name="date" content="2022-03-05">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Bus","datePublished":"2022-03-05",
"author":[{{"name":"A"}}]}}</script></head><body><nav><ul><li><a href=/>Home</a></li></ul></nav>
<article id=a class="post hentry"><h1>Bus accident</h1>
<time datetime="2022-03-05">5 March 2022</time><p>TALAS, March 5 (Reuters) - {LEAD}</p><figure><img src=x><figcaption>The road.
</figcaption></figure><blockquote>{MORE}</blockquote><table><tr><td>Talas</td><td>12</td></tr></table><ul><li>{LAST}</li></ul>
<p>caf\u00e9 &amp; â€œtwelveâ€\u009d &nbsp; #x27;dead#x27; \u202emih\u202c</p></article>
<aside><h2>Most read</h2></aside></body></html>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><title type="html">Bus</title>
<link rel="alternate" href="https://news.example/bus"/><published>2022-03-05T09:30:00Z</published><author><name>A</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{STORY}</div></content></entry></feed>"""
SITEMAP = """<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://news.example/bus</loc><news:news>
<news:title>Bus</news:title><news:publication_date>2022-03-05</news:publication_date></news:news></url></urlset>"""
JSON_FEED = '{"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [{"url": "https://news.example/a", '
JSON_FEED += '"content_text": "'
JSON_FEED += f'{LEAD} {MORE} {LAST}"}}]}}'
TEXT = f"Bus accident\n\nTALAS, March 5 (Reuters) - {LEAD}\n\n{MORE}\nRead more: Nine killed\n\n• {LAST}\n"
ROWS = f'{{"title": "Bus", "published": "2022-03-05", "text": "{LEAD}"}}\n{{"html": "<p>{MORE}</p>"}}\n'
MAIL = letter(f"{LEAD}\n\n{MORE}", html=PAGE, attached=[("a.html", PAGE.encode()), ("b.bin", b"\x00")]).as_bytes()
ARCHIVE = record("https://news.example/bus", PAGE.encode())
SEEDS = {
    "html": [RICH.encode(), PAGE.encode()],
    "feed": [RSS_FEED.encode(), ATOM.encode(), SITEMAP.encode(), JSON_FEED.encode()],
    "warc": [ARCHIVE, packed_archive([ARCHIVE, ARCHIVE]), package([("archive/a.warc", ARCHIVE)])],
    "text": [TEXT.encode(), TEXT.encode("utf-16"), ROWS.encode(), gzip.compress(TEXT.encode(), mtime=0)],
    "mail": [MAIL],
    "pdf": [pdf([[LEAD, MORE], [LAST]])],
}
TOKENS = [
    *(b"< > & &# &#x0; &amp; ]]> <![CDATA[ <!-- --> <!DOCTYPE <? ?> </ /> = ' \" { } [ ] \\ : ; , .".split()),
    *(
        b"\x00 \x1a \xff\xfe \xef\xbb\xbf \xc3\x28 \xed\xa0\x80 \xf4\x90\x80\x80 \x85 \x1f\x8b PK\x03\x04 %PDF- WARC/1.1".split(
            b" "
        )
    ),
    "\u202e".encode(),
    "\u2028".encode(),
    "\U0001f3fd".encode(),
    b"\r\n\r\n",
    b"\n\n\n",
    b"Content-Length: 99999999999999999999\r\n",
    b"Content-Length: -1\r\n",
    b"Content-Encoding: gzip\r\n",
    b"Content-Transfer-Encoding: base64\n",
    b'Content-Type: multipart/mixed; boundary=""\n',
    b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>&c;',
    b"<script>alert('9 killed')</script>",
    b"<div>" * 300,
    b"<p " + b"a" * 5_000 + b"=1>",
    b"<li>" * 200,
    b"9" * 3_000,
    b" " * 3_000,
    b"(" * 2_000,
    b"[" * 2_000,
    b"=?utf-8?B?" * 50,
    b"0001-01-01T00:00:00Z",
    b"99/99/9999",
    b"<time datetime=2022-13-45>",
    b"<base href='javascript:x'>",
    b"<meta charset=utf-7>",
    b"<article><h2><a href=x>y</a></h2>",
    b"/Kids [2 0 R]",
    b"<< /Length -1 >> stream",
    b"/Filter /FlateDecode",
]
_PLACE = st.floats(min_value=0, max_value=1, allow_nan=False)
_LENGTH = st.integers(min_value=1, max_value=400)
_CHANGE = st.one_of(
    st.tuples(st.just("insert"), _PLACE, st.sampled_from(TOKENS)),
    st.tuples(st.just("insert"), _PLACE, st.binary(min_size=1, max_size=12)),
    st.tuples(st.just("flip"), _PLACE, st.integers(min_value=1, max_value=255)),
    st.tuples(st.just("cut"), _PLACE, _LENGTH),
    st.tuples(st.just("again"), _PLACE, _LENGTH),
    st.tuples(st.just("end"), _PLACE, st.just(0)),
    st.tuples(st.just("move"), _PLACE, _LENGTH),
)
CHANGES = st.lists(_CHANGE, min_size=1, max_size=6)


def mutated(raw: bytes, changes: list[tuple[str, float, bytes | int]]) -> bytes:
    """``raw`` after ``changes``, each at a place between its beginning (0) and its end (1)."""
    for kind, place, what in changes:
        at = int(place * len(raw))
        if isinstance(what, bytes):
            raw = raw[:at] + what + raw[at:]
        elif kind == "flip" and at < len(raw):
            raw = raw[:at] + bytes([raw[at] ^ what]) + raw[at + 1 :]
        elif kind == "cut":
            raw = raw[:at] + raw[at + what :]
        elif kind == "again":
            raw = raw[: at + what] + raw[at : at + what] * 3 + raw[at + what :]
        elif kind == "end":
            raw = raw[:at]
        elif kind == "move":
            raw = raw[at + what :] + raw[at : at + what] + raw[:at]
    return raw
