"""Mails: their own words, and what is attached."""

from __future__ import annotations

from datetime import UTC, datetime

from acquire.making import LEAD, MORE, PAGE, STORY, letter, pdf, read_in
from tollbook.model import BlockKind
from tollbook.read import read

WORDS = f"{LEAD}\n\n{MORE}\n"


def test_a_mail() -> None:
    (item,), codes = read_in(letter(WORDS).as_bytes())
    assert codes == [] and (item.title, item.byline) == ("Bus accident near Talas", "Press Office")
    (report,), problems = read(item)
    assert problems == () and report.published is not None
    assert report.published.instant == datetime(2022, 3, 5, 3, 30, tzinfo=UTC)
    assert [report.text[b.start : b.end] for b in report.blocks if b.kind is BlockKind.BODY] == [LEAD, MORE]


def test_of_two_versions_the_plain_one_is_read_where_it_says_something() -> None:
    (item,), _ = read_in(letter(WORDS, html=PAGE).as_bytes())
    assert item.media == "text/plain"
    (item,), _ = read_in(letter("Your program shows no HTML.", html=PAGE).as_bytes())
    assert item.media == "text/html" and LEAD in item.body


def test_attachments_are_reports_of_their_own_with_the_date_of_the_mail() -> None:
    raw = letter(
        "See below.", attached=[("../../etc/report.html", PAGE.encode()), ("toll.pdf", pdf([[LEAD]])), ("a.bin", b"\x00\x01")]
    )
    items, codes = read_in(raw.as_bytes())
    assert [i.name for i in items] == ["stdin", "stdin/1-_.._etc_report.html", "stdin/2-toll.pdf"]
    assert codes == ["undecodable"]
    assert all(i.published == "Sat, 05 Mar 2022 09:30:00 +0600" for i in items)
    assert items[1].raw == PAGE.encode()


def test_a_mail_that_is_passed_on() -> None:
    outer = letter("Please see the message below, it came from the ministry.")
    outer.add_attachment(letter(WORDS))
    items, _ = read_in(outer.as_bytes())
    assert len(items) == 2 and LEAD in items[1].body


def test_mails_in_mails_end_somewhere() -> None:
    message = letter(WORDS)
    for _ in range(30):
        outer = letter("On it goes.")
        outer.add_attachment(message)
        message = outer
    items, codes = read_in(message.as_bytes())
    assert len(items) < 8 and codes == ["nested"]


def test_a_text_that_begins_as_a_letter_does_is_a_text() -> None:
    memo = f"From: the police of Talas\nSubject: Bus accident\nDate: 5 March 2022\n\n{WORDS}"
    (item,), _ = read_in(memo.encode())
    assert item.title is None and item.body == memo


def test_an_unknown_charset_and_a_broken_encoding_stop_nothing() -> None:
    raw = letter(WORDS).as_bytes().replace(b'charset="utf-8"', b'charset="no-such"')
    (item,), _ = read_in(raw)
    assert LEAD in item.body
    broken = (
        b"From: a@b.example\nMIME-Version: 1.0\nSubject: =?utf-8?B?!!?=\nContent-Transfer-Encoding: base64\n\n" + STORY.encode()
    )
    read_in(broken)


def test_a_date_beyond_all_calendars_stops_nothing() -> None:
    """The fuzzer found it: a year of thirty digits."""
    raw = letter(WORDS).as_bytes().replace(b"05 Mar 2022", b"05 Mar " + b"9" * 30)
    (item,), _ = read_in(raw)
    assert LEAD in item.body and item.published is None
