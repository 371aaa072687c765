"""Plain texts as typed blocks: what is the report, what stands around it, and nothing cut."""

from __future__ import annotations

import pytest

from read.reading import of_kind, read_text, typed
from tollbook.model import BlockKind, Report
from tollbook.read.blocks import is_boilerplate, is_byline


def test_a_wire_report(report: Report) -> None:
    """
    Twelve killed as bus leaves mountain road

    By Our Correspondent

    TALAS, March 4 (Reuters) - Twelve people were killed on Friday when a bus left a mountain road, police said.

    Survivors

    Another 31 were taken to hospital, four of them in a serious condition.
    """
    assert typed(report) == [
        ("headline", "Twelve killed as bus leaves mountain road"),
        ("byline", "By Our Correspondent"),
        ("dateline", "TALAS, March 4 (Reuters) -"),
        ("body", "Twelve people were killed on Friday when a bus left a mountain road, police said."),
        ("subtitle", "Survivors"),
        ("body", "Another 31 were taken to hospital, four of them in a serious condition."),
    ]
    assert (report.title, report.agency) == ("Twelve killed as bus leaves mountain road", "Reuters")
    assert (report.byline, report.dateline) == ("By Our Correspondent", "TALAS, March 4 (Reuters) -")


def test_what_scraping_leaves_around_a_report_is_marked_and_kept(report: Report) -> None:
    """
    Share on Facebook

    Flood kills nine in river valley

    Photo: A. Person / Valley News

    A bridge lies in the water below the village, where 40 houses stood.

    Nine people drowned, the district office said. Two hundred were brought to safety by boat.

    Read more: Earlier flood killed 70 in 1998

    We use cookies to make this site better. By staying you agree.
    """
    assert [kind for kind, _ in typed(report)] == [
        "boilerplate",
        "headline",
        "boilerplate",
        "caption",
        "body",
        "boilerplate",
        "boilerplate",
    ]
    spoken = [report.words(s.start, s.end).text for s in report.sentences]
    assert not any("1998" in s or "cookies" in s for s in spoken)
    assert "A bridge lies in the water below the village, where 40 houses stood." in spoken


def test_lines_that_an_editor_wrapped_are_one_paragraph(report: Report) -> None:
    """
    Nine drown in valley

    Nine people drowned when the river rose overnight, the district
    office said, and two hundred were brought to safety by boat or by
    helicopter before the morning.
    """
    assert [kind for kind, _ in typed(report)] == ["headline", "body"]
    assert len(report.sentences) == 2


def test_lines_of_a_list_are_blocks_of_their_own(report: Report) -> None:
    """
    Toll by district

    The office gave these figures on Sunday, and said that they were not final:

    - North: 12 dead
    - South: 4 dead
    - East: none
    """
    assert of_kind(report, BlockKind.LIST) == ["- North: 12 dead", "- South: 4 dead", "- East: none"]


def test_a_single_paragraph_is_body_and_no_headline(report: Report) -> None:
    """
    Twelve people died in the fire, the mayor said
    """
    assert typed(report) == [("body", "Twelve people died in the fire, the mayor said")]


def test_a_title_that_a_row_states_stands_on_top_once() -> None:
    title, body = "More than 160 killed", "Officials gave the figure on Sunday. It was not confirmed."
    added = read_text(body, title=title)
    assert typed(added) == [("headline", title), ("body", body)]
    assert (added.edits[0].start, added.edits[0].end, added.edits[0].original) == (0, len(title) + 2, "")
    there = read_text(f"More than 160 killed.\n\n{body}", title=title)
    assert of_kind(there, BlockKind.HEADLINE) == ["More than 160 killed."] and not there.edits


def test_a_first_sentence_that_begins_as_the_title_does_is_no_headline() -> None:
    body = "More than 160 killed, a channel said on Sunday, and took it back within the hour."
    assert typed(read_text(body, title="More than 160 killed")) == [("headline", "More than 160 killed"), ("body", body)]


@pytest.mark.parametrize(
    "words", ["Twelve people died, police said. (Reuters)", "Photo evidence shows 12 bodies, a monitor said."]
)
def test_an_agency_or_a_photo_in_a_sentence_makes_no_caption(words: str) -> None:
    text = f"Flood kills nine in river valley\n\n{words}\n\nNothing more was known by the evening of that day."
    assert typed(read_text(text))[1:] == [("body", words), ("body", "Nothing more was known by the evening of that day.")]


def test_captions(report: Report) -> None:
    """
    Flood kills nine in river valley

    A bridge lies in the water below the village. (Photo by A. Person/Valley News)

    Boats at the quay on Friday. (A. Person/Getty Images)

    In this photo soldiers carry 12 of the dead through the village.

    Nine people drowned, the district office said.
    """
    assert [kind for kind, _ in typed(report)] == ["headline", "caption", "caption", "caption", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Nine killed in valley",
        "READ ALSO Minister calls for calm",
        "Share this on Facebook",
        "Advertisement",
        "© 2022 Valley News",
        "Subscribe to our newsletter",
        "Home | World | Sport",
        "Comments (12)",
        "Skip to content",
    ],
)
def test_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Read more than 160 names aloud, the priest did, one for each of the dead.",
        "Home to 40 families, the block fell within seconds.",
        "Registered refugees number 12,000, the agency said.",
        "Watch towers were manned by 300 soldiers.",
        "Police searched 40 houses.",
        "Comments by the minister that 12 had died were withdrawn.",
        "Sharing one boat, 31 people reached the shore.",
        "Related deaths reached 40 within the week.",
        "Register offices of the region recorded 45 deaths.",
        "(c) 12 people were held for a day.",
    ],
)
def test_what_only_begins_like_boilerplate_is_none(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Writer",
        "By Anne-Marie O'Writer and J. van Scribe, Valley News",
        "BY JANE WRITER IN ALMATY",
        "Updated 2 hours ago",
        "Reuters",
        "(AFP)",
        "Published: 9 January 2022 18:04",
        "Jane Writer, staff reporter",
    ],
)
def test_bylines(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Sunday 40 had died.",
        "By Friday the army had counted 26 dead in the north of the country.",
        "AFP counted 12.",
        "Published figures put it at 12.",
        "By one count 26 died",
        "By Monday 12 of 40 were found dead",
    ],
)
def test_what_only_begins_like_a_byline_is_none(line: str) -> None:
    assert not is_byline(line)
