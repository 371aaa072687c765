"""Whatever stands in a text: reading it never raises, every span holds, and nothing is read twice."""

from __future__ import annotations

import random

import pytest
from bench.material import texts

from tollbook.extract.mentions import find_mentions
from tollbook.extract.rules import RulesExtractor

from .cases import report_of

LONG = (
    "At least 12 people were killed in Dorra and 30 injured in Velmark, police said, while ",
    "12 killed and ",
    "the killing of ",
    "12 men who ",
    "7 ",
    "(",
    '"',
    "according to ",
)
_SIGNS = "\u0301\u200b\ufeff\u2019\u00a0\U0001f692£%()[]{}\"'—.,;:\n\t0٣²x"


def mutated(text: str, chance: random.Random) -> str:
    """``text`` with pieces cut out, doubled, shouted and strewn with signs."""
    for _ in range(12):
        a, b = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        piece = text[a : min(b, a + 60)]
        new = chance.choice(("", piece * 2, piece.upper(), piece.replace(" ", ""), chance.choice(_SIGNS), piece[::-1]))
        text = text[:a] + new + text[a + len(piece) :]
    return text


def holds(text: str) -> None:
    report = report_of(text)
    claims = RulesExtractor().extract(report)
    for c in claims:
        spans = (c.figure, c.sentence, c.scope.where_span, c.scope.when_span, c.attribution.said_by_span)
        for span in (s for s in spans if s is not None):
            assert report.text[span.start : span.end] == span.text
    ids = [c.id for c in claims]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("seed", range(12))
def test_text_that_scraping_broke(seed: int) -> None:
    chance = random.Random(seed)
    for text in texts(3, 2):
        holds(mutated(text, chance))


@pytest.mark.parametrize("unit", LONG)
def test_a_text_that_goes_on_without_a_full_stop(unit: str) -> None:
    """
    A hundred thousand letters would take hours if a sentence were read against itself; cut at its marks it is read at once.
    """
    holds(unit * (20_000 // len(unit)))


def test_the_scan_passes_over_no_figure() -> None:
    """
    Every sentence read, and only those in which a word counts: the same figures.
    """
    for text in texts(6):
        report = report_of(text)
        assert find_mentions(report) == find_mentions(report, scan=False)
