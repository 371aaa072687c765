"""Properties of every report, whatever its letters: spans are exact, blocks are in order, nothing is cut, edits lead back."""

from __future__ import annotations

import html
from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html as parser

from read.reading import item
from tollbook.extract.rules import RulesExtractor
from tollbook.ledger.codec import decode, encode
from tollbook.model import BlockKind, Reading, Report
from tollbook.read import original, read

PIECES = (
    "Twelve people were killed, officials said. ",
    "Twelve dead in Almaty",
    "ALMATY, Jan 9 (Reuters) - ",
    "В Алматы погибли 26 человек.",
    "Й и\u0306 e\u0301 Aktobe\u0308",  # letters with combining marks
    "1\u00a0000 injured",
    "“about 40”, he said, ‘at most’ … ",
    "👩\u200d👩\u200d👧 🇰🇿 \U0001f3fd",
    "\u202b مئة \u202c",
    "#x27;occupation#x27;",
    "AT&amp;T said &quot;12&quot; &nbsp; &lt;dead&gt; &#8220;",
    "â€œtwelveâ€\u009d doesnâ€™t schÃ¶n Ñ\u0081ÐºÐ°Ð·Ð°Ð»",
    "\ufeff\u200b\u00ad",
    "\x00\x07\x85\x1c\u2028",
    "Photo: A. Person",
    "Read more: Nine killed",
    "• one\n• two\n",
    "\n",
    "\n\n",
    "\r\n\r\n",
    " \t",
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=14).map("".join)
SENSE = "Twelve people died in the fire, and 31 were hurt. "


def in_order(report: Report) -> None:
    """Blocks and sentences are in order, within bounds, and what they say they are."""
    at = 0
    for block in report.blocks:
        assert at <= block.start < block.end <= len(report.text)
        assert report.text[block.start : block.end].strip()
        at = block.end
    at = 0
    for sentence in report.sentences:
        block = report.blocks[sentence.block]
        assert max(at, block.start) <= sentence.start < sentence.end <= block.end
        words = report.words(sentence.start, sentence.end)
        assert words.text == report.text[words.start : words.end] == words.text.strip() != ""
        assert report.sentence_at(sentence.start) == words == report.sentence_at(sentence.end - 1)
        at = sentence.end
    at = 0
    for edit in report.edits:
        assert at <= edit.start <= edit.end <= len(report.text)
        assert report.text[edit.start : edit.end] != edit.original
        at = edit.end


def nothing_cut(report: Report) -> None:
    """All words are in a block; all words of a block that speaks are in a sentence."""
    blocks = "".join(report.text[b.start : b.end] for b in report.blocks)
    assert "".join(blocks.split()) == "".join(report.text.split())
    silent = (BlockKind.BOILERPLATE, BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.PULL_QUOTE)
    spoken = "".join(report.text[b.start : b.end] for b in report.blocks if b.kind not in silent)
    told = "".join(report.text[s.start : s.end] for s in report.sentences)
    assert "".join(told.split()) == ("".join(spoken.split()) if report.language in (None, "en") else "")


def storable(report: Report) -> None:
    """What the ledger writes is what it reads."""
    reading = Reading(report=report, extractor="none", claims=())
    assert decode("reading", encode(reading)) == reading


@settings(deadline=None)
@given(TEXTS)
@example("")
@example("\x85Twelve died.\x85\x85Nine fled.")
@example("schÃ¶n" + "\n" * 3 + "&amp;amp;")
def test_a_plain_text(text: str) -> None:
    text = SENSE + text
    (report,), _ = read(item(text))
    in_order(report)
    nothing_cut(report)
    storable(report)
    assert original(report.text, report.edits) == text


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_a_row_with_a_title(title: str, text: str) -> None:
    text = SENSE + text
    for report in read(item(text, title=title))[0]:
        in_order(report)
        nothing_cut(report)
        assert original(report.text, report.edits) == text


# what an HTML parser replaces or drops by itself; it is no repair of ours
STRANGE = {*range(32), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF} - {9, 10, 13}


def sane(text: str) -> str:
    return "".join(c for c in text if ord(c) not in STRANGE and ord(c) & 0xFFFE != 0xFFFE)


@settings(deadline=None)
@given(
    st.lists(TEXTS.map(sane), min_size=1, max_size=5),
    st.sampled_from(["p", "div", "li", "blockquote", "td", "h2", "figcaption", "form"]),
)
def test_a_page(paragraphs: list[str], tag: str) -> None:
    body = "".join(f"<{tag}>{html.escape(p)}<!-- aside --> <b>{html.escape(p[:5])}</b></{tag}>" for p in paragraphs)
    page = f"<html><head><title>Twelve dead</title></head><body><h1>Twelve dead</h1><p>{SENSE}</p>{body}</body></html>"
    (report,), _ = read(item(page, media="text/html"))
    in_order(report)
    nothing_cut(report)
    tree = parser.document_fromstring(page)
    shown = "".join(tree.xpath("//body//text()"))
    assert "".join(original(report.text, report.edits).split()) == "".join(shown.split())
    for block in report.blocks:
        (holder,) = tree.xpath(block.locator)
        inside = tuple(
            replace(e, start=e.start - block.start, end=e.end - block.start)
            for e in report.edits
            if block.start <= e.start and e.end <= block.end
        )
        words = original(report.text[block.start : block.end], inside)
        assert "".join(words.split()) in "".join("".join(holder.xpath(".//text()")).split())


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_any_markup_is_read_or_has_no_main_text(before: str, after: str) -> None:
    for page in (f"<p>{before}<p>{SENSE}{after}", f"<html>{before}<br><br>{after}</div></p><td>{SENSE}", before + after):
        reports, problems = read(item(page, media="text/html"))
        assert reports or problems
        for report in reports:
            in_order(report)
            nothing_cut(report)
            storable(report)


@settings(deadline=None)
@given(TEXTS)
def test_reading_twice_is_reading_once(text: str) -> None:
    assert read(item(SENSE + text)) == read(item(SENSE + text))


@settings(deadline=None, max_examples=60)
@given(TEXTS, TEXTS)
def test_figures_point_to_their_own_words(before: str, after: str) -> None:
    (report,), _ = read(item(f"{before}\n\nOfficials in Almaty\u0301 said “26” protesters were killed.{after}\n\n{SENSE}"))
    for claim in RulesExtractor().extract(report):
        for span in (claim.figure, claim.sentence, claim.scope.where_span, claim.attribution.said_by_span):
            assert span is None or report.words(span.start, span.end) == span
        assert claim.sentence.start <= claim.figure.start < claim.figure.end <= claim.sentence.end
