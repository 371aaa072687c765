"""What scraping and wrong encodings broke, mended with the way back; what is whole, left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from read.reading import read_text
from tollbook.read.repair import original, repair


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("He said â€œ12 deadâ€\x9d, and thatâ€™s all.", "He said “12 dead”, and that’s all."),
        ("The mayor of GyÅ‘r and schÃ¶n", "The mayor of Győr and schön"),
        ("AT&amp;T and &quot;12&quot; dead", 'AT&T and "12" dead'),
        ("1&nbsp;000 hurt", "1\u00a0000 hurt"),
        ("&#8220;12&#x201d;", "“12”"),
        ("the #x27;occupation#x27; of 12", "the 'occupation' of 12"),
        ("#8216;12#8217; dead", "‘12’ dead"),
        ("it doesn#39;t end", "it doesn't end"),
        ("12 &#xD800; dead", "12 \ufffd dead"),
        ("12\x00 dead\x07", "12 dead"),
        ("12 \ud83d dead", "12 \ufffd dead"),
    ],
)
def test_what_is_broken_is_mended_and_can_be_broken_again(broken: str, whole: str) -> None:
    text, edits = repair(broken)
    assert text == whole
    assert original(text, edits) == broken
    assert edits and all(text[e.start : e.end] != e.original for e in edits)


@pytest.mark.parametrize(
    "text",
    [
        "“About 40”, he said, ‘at most’ — 12…",
        "1\u00a0000\u202f000 hurt",
        "Погибли 26 человек, ещё 12 ранены",
        "cafe\u0301, Aktobe\u0308, и\u0306",
        "👩\u200d👩\u200d👧 🇰🇿",
        "R&D; AT&T; Q&A",
        "Flight #2022; gate #12",
        "Room #39; it was empty",
        "&unknown; &#10;",
        "Żółć, naïve, São Tomé, Þingvellir",
        "مئة و ١٢",
    ],
)
def test_what_is_whole_stays(text: str) -> None:
    assert repair(text) == (text, ())


def test_an_edit_is_no_longer_than_what_was_broken() -> None:
    text, edits = repair("Officials said â€œ12 deadâ€\x9d on Sunday, in AT&amp;T park.")
    assert [(text[e.start : e.end], e.original) for e in edits] == [
        ("“12", "â€œ12"),
        ("dead”", "deadâ€\x9d"),
        ("AT&T", "AT&amp;T"),
    ]


BROKEN = st.sampled_from(
    ["â€œ", "â€™", "Ã¶", "&amp;", "&nbsp;", "&#8220;", "#x27;", "&amp;amp;", "\x00", "\x85", "\ud800", "\n", "\r\n", " "]
)


@given(st.lists(BROKEN | st.text(st.characters(), max_size=8), max_size=30).map("".join))
@example("\x1c&amp;\x1c")
@example("&nbsp;&nbsp;Ã¶")
@example("\x00")
def test_applied_backwards_the_edits_give_the_original(text: str) -> None:
    mended, edits = repair(text)
    assert original(mended, edits) == text
    assert all(0 <= a.start <= a.end <= len(mended) for a in edits)
    assert all(a.end <= b.start for a, b in pairwise(edits))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_a_text_that_was_encoded_twice_is_mended_or_left_as_it_is(text: str) -> None:
    twice = text.encode().decode("cp1252", "replace")
    mended, edits = repair(twice)
    assert original(mended, edits) == twice


def test_a_page_is_mended_too_and_its_edits_lead_back_to_what_it_shows() -> None:
    page = "<h1>Twelve dead</h1><p>â€œ12 deadâ€\x9d, said\n the mayor of AT&amp;amp;T park.</p><p>1&nbsp;000 fled.</p>"
    report = read_text(page, media="text/html")
    assert report.text == "Twelve dead\n\n“12 dead”, said the mayor of AT&T park.\n\n1\u00a0000 fled."
    assert (
        original(report.text, report.edits)
        == "Twelve dead\n\nâ€œ12 deadâ€\x9d, said the mayor of AT&amp;T park.\n\n1\u00a0000 fled."
    )
