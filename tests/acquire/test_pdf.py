"""PDF documents: their text layer, page by page, or a clear word that there is none."""

from __future__ import annotations

import importlib.util

import pytest

from acquire.making import LAST, LEAD, MORE, pdf, read_in
from tollbook.acquire import pdf as reader
from tollbook.model import BlockKind
from tollbook.read import read


def broken(text: str, width: int = 60) -> list[str]:
    """Lines of a width, as a page has them."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def test_pages_with_running_heads() -> None:
    pages = [[f"Ministry of Health, page {n} of 3", *broken(LEAD), *broken(MORE), str(n)] for n in (1, 2, 3)]
    pages[1] = ["Ministry of Health, page 2 of 3", *broken(LAST), "2"]
    (item,), codes = read_in(pdf(pages))
    assert codes == [] and item.raw.startswith(b"%PDF")
    (report,), problems = read(item)
    assert [p.code for p in problems] == ["undated"]
    told = [(b.locator, " ".join(report.text[b.start : b.end].split())) for b in report.blocks if b.kind is BlockKind.BODY]
    assert told == [("page 1", LEAD), ("page 1", MORE), ("page 2", LAST), ("page 3", LEAD), ("page 3", MORE)]
    heads = {report.text[b.start : b.end] for b in report.blocks if b.kind is BlockKind.BOILERPLATE}
    assert {"Ministry of Health, page 1 of 3", "2"} <= heads


def test_a_word_broken_at_the_end_of_a_line_is_whole() -> None:
    (item,), _ = read_in(
        pdf([["Twelve people were killed, and 31 others were in-", "jured in the accident near Talas, police said."]])
    )
    assert "injured in the accident" in item.body


def test_pictures_of_pages_have_no_text() -> None:
    assert read_in(pdf([[LEAD]], words=False)) == ([], ["no_text_layer"])


@pytest.mark.parametrize(
    "raw", [b"%PDF-1.7", b"%PDF-1.7 1 0 obj << /Type /Catalog", pdf([[LEAD]])[:-200], b"%PDF-1.4\n" + b"\x00obj" * 999]
)
def test_a_damaged_document_is_a_problem_or_what_is_left(raw: bytes) -> None:
    items, codes = read_in(raw)
    assert (len(items), codes) in ((0, ["no_text_layer"]), (1, []))


def test_a_document_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(reader.NoText, match="takes longer"):
        reader.text_of(pdf([[LEAD]]), seconds=0.001)


def test_without_the_library_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one part that is taken away in a test: the library itself."""
    monkeypatch.setattr(reader, "find_spec", lambda name: None if name == "pypdf" else importlib.util.find_spec(name))
    assert read_in(pdf([[LEAD]])) == ([], ["pdf_not_read"])
