"""Pull quotes are told from quotations, and give no second claims."""

from __future__ import annotations

from read.reading import item, of_kind
from tollbook.extract.rules import RulesExtractor
from tollbook.model import BlockKind, Report
from tollbook.read import read

LEAD = "Twelve people were killed when a bus left the mountain road near Talas on Friday evening, the mayor of the town said."
SAID = "“We counted twelve dead by the light of our telephones, and nobody came before midnight,” the mayor told reporters."
MORE = "Another 31 people were taken to hospital, nine of them with serious injuries, according to the health ministry."


def page(apart: str) -> Report:
    body = f"<article><h1>Bus accident</h1><p>{LEAD}</p>{apart}<p>{SAID}</p><p>{MORE}</p></article>"
    (report,), _ = read(item(f"<html><head><title>Bus accident</title></head><body>{body}</body></html>", media="text/html"))
    return report


def test_words_of_the_report_set_apart_are_a_pull_quote() -> None:
    words = "We counted twelve dead by the light of our telephones"
    for apart in (f"<blockquote>{words}</blockquote>", f"<aside>{words}</aside>", f"<h3>“{words}”</h3>"):
        report = page(apart)
        assert [w.strip("“”") for w in of_kind(report, BlockKind.PULL_QUOTE)] == [words]
        assert len([c for c in RulesExtractor().extract(report) if c.figure.text.startswith("twelve")]) <= 1


def test_a_quotation_that_stands_nowhere_else_is_one() -> None:
    report = page(
        "<blockquote>“Nine more died in the night, and we buried them in the morning,” her statement reads.</blockquote>"
    )
    assert of_kind(report, BlockKind.PULL_QUOTE) == [] and len(of_kind(report, BlockKind.QUOTATION)) == 1


def test_a_heading_of_a_few_words_is_a_heading() -> None:
    assert of_kind(page("<h3>Another 31 people</h3>"), BlockKind.PULL_QUOTE) == []
