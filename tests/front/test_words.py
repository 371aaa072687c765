"""The words of the page stand in its table: each that the page asks for is there, and none stands there for nothing."""

from __future__ import annotations

import re
from pathlib import Path

from tollbook.lexicon import table
from tollbook.model import Measure, Relation, Side, Standing

SOURCES = sorted((Path(__file__).parents[2] / "front" / "src").rglob("*.ts*"))
TEXT = "\n".join(p.read_text(encoding="utf-8") for p in SOURCES)


def test_every_word_that_the_page_asks_for_is_in_the_table() -> None:
    words = table("front")["front"]
    asked = set(re.findall(r'\bt\(\s*"(\w+)"', TEXT))
    asked |= {k for key in re.findall(r'\bcount\(\s*"(\w+)"', TEXT) for k in (key, f"{key}_one")}
    assert asked - set(words) == set()


def test_no_word_stands_in_the_table_for_nothing() -> None:
    """A key is asked for whole, or made of a beginning that the page names: `t(`change_${is}`)`."""
    begun = tuple(re.findall(r"`(\w+_)\$\{", TEXT))
    quoted = set(re.findall(r'"(\w+)"', TEXT))
    unasked = [k for k in table("front")["front"] if not {k, k.removesuffix("_one")} & quoted and not k.startswith(begun)]
    assert unasked == []


def test_the_page_has_words_for_what_records_hold() -> None:
    page = table("page")
    assert set(page["measures"]) == set(Measure)
    assert set(page["standings"]) == set(Standing)
    assert set(page["sides"]) == set(Side)
    assert set(page["relations"]) >= set(Relation) - {Relation.BELONGS_TO, Relation.NAMES}


def test_no_text_of_a_report_can_become_markup() -> None:
    for forbidden in (
        "innerHTML",
        "dangerouslySetInnerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
    ):
        assert forbidden not in TEXT, forbidden


def test_each_problem_of_an_estimate_has_a_heading() -> None:
    section = (Path(__file__).parents[2] / "docs" / "problems.md").read_text(encoding="utf-8").split("## What an estimate")[1]
    assert set(re.findall(r"^\| `(\w+)`", section, re.M)) - set(table("front")["problems"]) == set()
