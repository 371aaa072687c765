"""A picture says what it shows: whole sentence, moment, who answers for it, origins and source, in letters that can be read."""

from __future__ import annotations

import re
import struct
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publish.material import AS_OF, FIRST, SECOND, book, estimate, report, the_claim
from tollbook.errors import MissingPart, UsageError
from tollbook.model import Book, Disputed, Estimate, Lineage, Measure, Review, ReviewState, SetAside
from tollbook.publish import picture_png
from tollbook.publish.lettering import width_of, wrapped
from tollbook.publish.picture import WIDTH, picture
from tollbook.publish.sheet import names_of, sheet_of

SVG = "{http://www.w3.org/2000/svg}"
KILLED = (Measure.KILLED, None)
SAYS = (
    "At least 42 people killed: 26 protesters and 16 police officers, as the interior ministry gives them. The true number is"
    " not known."
)


def told(found: Book, *estimates: Estimate, mask: bool = True) -> str:
    """The picture of the killed."""
    past = [estimate(found, low=18, as_of=AS_OF - timedelta(days=9))]
    return picture(sheet_of("s", found, estimates, as_of=AS_OF, names=names_of([found], mask=mask), history=past), KILLED)


def story(title: str = "Unrest in Examplia") -> tuple[Book, Estimate]:
    """A sum of two figures of one ministry, one figure set aside, one disputed."""
    found = book(report(FIRST, "wire-2022-01-06.txt"), report(SECOND, "site-2022-01-10.txt"), title=title)
    protesters, officers, aside = (the_claim(found, figure) for figure in ("26", "16", "164"))
    return found, estimate(
        found,
        low=42,
        sentence=SAYS,
        basis=tuple(Lineage(origin=c.id, carriers=(c.id,)) for c in (protesters, officers)),
        set_aside=(SetAside(claim=aside.id, low=164, high=164, reason="withdrawn"),),
        disputed=(Disputed(claim=protesters.id, by="the army"),),
    )


def lines(svg: str) -> list[str]:
    """The words of a picture, line by line."""
    return ["".join(t.itertext()) for t in etree.fromstring(svg.encode()).iter(f"{SVG}text")]


def test_it_says_all_that_one_must_know_away_from_the_page() -> None:
    words = " ".join(lines(told(*story())))
    assert SAYS in words, "the whole sentence"
    assert "Unrest in Examplia As of 16 January 2022, 23:59 (Asia/Almaty). Not reviewed by a person." in words
    assert "A floor only. Rests on 2 origins, told in one report." in words
    assert "One figure is set aside. One figure is disputed, and counts all the same." in words
    assert "According to the interior ministry (10 Jan 2022)." in words.replace("The interior", "the interior")
    assert "Source: Tollbook, “Unrest in Examplia”, entry 7, as of 16 January 2022" in words
    assert "Killed, by day of publication" in words and "at least so many could be said" in words


def test_a_toll_that_was_signed_says_by_whom() -> None:
    found, toll = story()
    signed = replace(toll, review=Review(state=ReviewState.SIGNED, by=("person:p1",)))
    words = " ".join(lines(told(found, signed)))
    assert "Signed by person:p1." in words and "Not reviewed" not in words


def test_names_that_are_shown_are_not_for_publication() -> None:
    assert "not for publication" in " ".join(lines(told(*story(), mask=False)))


def test_it_can_be_read_at_600_pixels_and_nothing_runs_over_the_edge() -> None:
    tree = etree.fromstring(told(*story("A title as long as titles are where nobody cuts them: " * 3)).encode())
    assert tree.get("viewBox").split()[2] == str(WIDTH) == "600"
    sizes = [float(size) for t in tree.iter(f"{SVG}text", f"{SVG}svg") if (size := t.get("font-size")) is not None]
    assert sizes and min(sizes) >= 11
    for text in tree.iterchildren(f"{SVG}text"):
        right = float(text.get("x")) + width_of(text.text, float(text.get("font-size")))
        assert right <= WIDTH - 20, text.text


def test_what_a_report_says_is_no_markup_and_nothing_is_linked_or_fetched() -> None:
    svg = told(*story("<script>alert(1)</script> & \u202e more"))
    assert "<script" not in svg and "\u202e" not in svg
    assert "href" not in svg and "url(" not in svg
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", svg)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert told(*story()) == told(*story())


@given(st.text(max_size=120), st.integers(60, 400))
def test_lines_hold_all_words_and_none_is_too_wide(words: str, width: int) -> None:
    found = wrapped(words, 12, width)
    assert "".join("".join(found).split()) == "".join(words.split())
    assert all(width_of(line, 12) <= width or len(line) == 1 for line in found)


def test_a_png_is_twice_as_wide_as_it_must_be() -> None:
    pytest.importorskip("resvg_py", reason="resvg-py is not here: it is the png extra")
    raw = picture_png.png(told(*story()))
    assert raw.startswith(b"\x89PNG\r\n\x1a\n")
    wide, tall = struct.unpack(">II", raw[16:24])
    assert wide == 1200 and tall > 1000


def test_without_a_font_a_png_is_refused_rather_than_drawn_without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("resvg_py", reason="resvg-py is not here: it is the png extra")
    monkeypatch.setattr(picture_png, "FAMILIES", ("A font that nobody has",))
    with pytest.raises(UsageError, match="none of the fonts A font that nobody has"):
        picture_png.png(told(*story()))


def test_without_the_extra_a_png_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MissingPart, match=r"tollbook\[png\]"):
        picture_png.png(told(*story()))
