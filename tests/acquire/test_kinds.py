"""What bytes are, told by how they begin; and beginnings that are made to hold whoever looks at them."""

from __future__ import annotations

import pytest

from acquire.making import LEAD, PAGE, RSS_FEED, letter, pdf, read_in, record
from tollbook.acquire.kinds import Kind, kind_of, text_kind


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (pdf([[LEAD]]), Kind.PDF),
        (letter(LEAD).as_bytes(), Kind.MAIL),
        (b"From press@x.example Sat Mar 5 09:30:00 2022\n" + letter(LEAD).as_bytes(), Kind.MAIL),
        (record("https://news.example/", b"x"), Kind.WARC),
        (b'{"version": "https://jsonfeed.org/version/1", "items": []}', Kind.JSON_FEED),
        (b'{"text": "x"}\n', Kind.ROWS),
        (b"<p>a page about %PDF-1.7</p>", Kind.TEXT),
        (LEAD.encode(), Kind.TEXT),
    ],
)
def test_kinds(raw: bytes, kind: Kind) -> None:
    assert kind_of(raw) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (PAGE, Kind.HTML),
        (f"<?xml version='1.0'?>\n<!-- a --> <!-- b -->\n{RSS_FEED}", Kind.XML),
        ("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", Kind.XML),
        ("<!-- saved from a site --><!-- again --><html>", Kind.HTML),
        (LEAD, Kind.TEXT),
    ],
)
def test_kinds_of_texts(text: str, kind: Kind) -> None:
    assert text_kind(text) is kind


@pytest.mark.parametrize("top", ["<" + " " * 4_000, "<!-- -->" * 600, " <?a?>" * 700, "<!DOCTYPE x [" * 400, "<" * 4_000])
def test_a_beginning_that_is_made_to_hold_its_reader_does_not(top: str) -> None:
    """The fuzzer found these: an expression that could be matched in many ways tried them all."""
    assert text_kind(top) in Kind
    assert text_kind(f"<x> {top}") in Kind


def test_headers_that_lie_in_each_other_are_given_up() -> None:
    raw = b"From: " + b"(" * 3_000 + b"\nMIME-Version: 1.0\nSubject: x\nDate: x\nMessage-ID: <1@x>\n\nTwelve died.\n"
    items, codes = read_in(raw)
    assert items or codes == ["undecodable"]
