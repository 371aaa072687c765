"""Pages and texts that are made to hold their reader, or to show something else than they say: tamed, and the rest is read."""

from __future__ import annotations

import tracemalloc

import pytest

from read.reading import item, of_kind, read_text
from tollbook.model import BlockKind
from tollbook.read import read

LEAD = "Twelve people were killed when a bus left the mountain road near Talas on Friday evening, police said."
MORE = "Another 31 people were taken to hospital, nine of them with serious injuries, according to the health ministry."
BODY = f"<h1>Bus accident</h1><p>{LEAD}</p><p>{MORE}</p>"


def page(inside: str, head: str = "") -> str:
    return f"<html><head><title>Bus accident</title>{head}</head><body>{inside}</body></html>"


@pytest.mark.parametrize(
    "extra",
    [
        "<p title='" + "a" * 3_000_000 + "'>x</p>",
        "<p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">x</p>",
        "<p " + " ".join(f"a{n}<" for n in range(40_000)) + ">x</p>",
        "<p " + " ".join(f"a{n}'=1" for n in range(40_000)) + ">x</p>",
        "<p class='" + "comment " * 200_000 + "'>5 May 2022</p>",
        "<meta name=date content='" + "9" * 2_000_000 + "'>",
        "<time datetime='" + "1" * 2_000_000 + "'>x</time>",
        "<time>1 2 3 4 5 6 7 8 9</time>" * 20_000,
        "<script type=application/ld+json>" + "[" * 300_000 + "</script>",
        "<script type=application/ld+json>" + '{"@graph":[' * 3_000 + "</script>",
        "<script type=application/ld+json>[" + '{"@type":"Article","headline":"x"},' * 30_000 + "1]</script>",
        "<!--" + "-" * 1_000_000,
        "&#x41;" * 200_000,
        "&lt;" * 300_000,
        "<" * 300_000,
        "<a " * 100_000,
        "<article><h2><a href=/x>x</a></h2>" * 1_500,
        "<table>" * 1_500,
        "<br>" * 100_000,
        "By " + "Ab " * 100_000,
        "1.2.2022 " * 60_000,
        "x\u0301" * 300_000,
        "\u202e" * 200_000,
        "(" * 100_000 + "Reuters)",
    ],
    ids=lambda extra: extra[:24],
)
@pytest.mark.parametrize("fast", [False, True])
def test_what_is_made_to_hold_a_reader_does_not(extra: str, fast: bool) -> None:
    """Each of these is quadratic somewhere, or deep, or large; a reader that is none of it is done at once."""
    reports, problems = read(item(page(BODY + extra), media="text/html"), fast=fast)
    assert reports or problems


def test_a_page_of_many_megabytes_stays_within_a_multiple_of_its_size() -> None:
    html = page(BODY + f"<p>{MORE}</p>" * 4_000)
    tracemalloc.start()
    read(item(html, media="text/html"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 60 * len(html)


def test_marks_that_turn_the_direction_stay_and_nothing_is_turned() -> None:
    """A mark that shows 12 as 21 stays in the words, where who looks can see it; figures are read as they are written."""
    report = read_text(
        page(BODY + "<p>Police said that \u202e12\u202c people had been killed in the valley on Friday.</p>"), media="text/html"
    )
    assert "\u202e12\u202c" in report.text


@pytest.mark.parametrize("nul", ["\x00", "&#0;", "\ud800", "\ufffe", "\x07"])
def test_what_no_text_may_hold_is_taken_out_or_replaced(nul: str) -> None:
    for body, media in ((f"{LEAD} {nul}{MORE}", "text/plain"), (page(f"<p>{LEAD} {nul}{MORE}</p>"), "text/html")):
        report = read_text(body, media=media)
        assert not {"\x00", "\ud800", "\ufffe", "\x07"} & set(report.text)
        report.text.encode("utf-8")


def test_scripts_styles_and_frames_are_no_words() -> None:
    hostile = "<script>document.write('99 killed')</script><style>p::after{content:'98 killed'}</style>"
    hostile += "<iframe srcdoc='<p>97 killed</p>'></iframe><svg><text>96 killed</text></svg><noscript><p>95 killed</p></noscript>"
    report = read_text(page(BODY + hostile), media="text/html")
    assert not any(f"{n} killed" in report.text for n in range(95, 100))
    assert of_kind(report, BlockKind.BODY) == [LEAD, MORE]


def test_entities_of_a_page_are_not_unfolded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "killed "><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    report = read_text(
        bomb + page(f"{BODY}<p>&c; &c; &c; were the words that had been put there by somebody else.</p>"), media="text/html"
    )
    assert report.text.count("killed ") <= 4


def test_names_that_are_paths_open_nothing() -> None:
    report = read_text(LEAD, name="../../etc/passwd\u202etxt.exe", url="file:///etc/passwd")
    assert report.text == LEAD
