"""Quotations that go on over sentences: whoever is said to have begun one has said all of it."""

from __future__ import annotations

import pytest

from tollbook.extract.attribution import find_attributions
from tollbook.extract.quotations import quotations

from .cases import NEGATIVE, SYNTHETIC, WILD, Case, case, check, exact, report_of

CASES = [
    case(
        WILD,
        "a quotation that goes on behind its speaker",
        "“The mill burned all night,” Marta Ilves said. “Nine porters were killed.”",
        exact("killed", 9, said_by="Marta Ilves"),
    ),
    case(
        WILD,
        "a quotation that began sentences before its speaker",
        "“The mill burned all night. Nine porters were killed. We need help,” Marta Ilves said.",
        exact("killed", 9, said_by="Marta Ilves"),
    ),
    case(
        WILD,
        "doubled apostrophes",
        "''The mill burned all night,'' Marta Ilves said. ''Nine porters were killed.''",
        exact("killed", 9, said_by="Marta Ilves"),
    ),
    case(
        SYNTHETIC,
        "two speakers in turn",
        "“Nine porters were killed,” Marta Ilves said. “We buried two,” Ana Brod said.",
        exact("killed", 9, said_by="Marta Ilves"),
        exact("killed", 2, said_by="Ana Brod"),
    ),
    case(
        NEGATIVE,
        "a sentence behind a quotation is nobody's",
        "“The mill burned all night,” Marta Ilves said. Nine porters were killed.",
        exact("killed", 9, said_by=None),
    ),
    case(
        WILD,
        "of a quotation only another quotation is more",
        "“The mill burned,” Marta Ilves said, standing by the gate where nine porters were killed.",
        exact("killed", 9, said_by=None),
    ),
]


@pytest.mark.parametrize("one", CASES)
def test_who_speaks_in_a_quotation(one: Case) -> None:
    """Each case holds its report."""
    check(one)


@pytest.mark.parametrize("text", ["He said “yes”.", 'He said "yes".', "He said ''yes''.", "He said «yes»."])
def test_marks_of_quotation(text: str) -> None:
    report = report_of(text)
    assert [report.text[a + 1 : b - 1].strip("'") for a, b in quotations(report)] == ["yes"]


def test_the_words_at_the_cue_stand_beside_the_name_that_they_mean() -> None:
    """
    Mayor Ana Brod said the mill had burned down. She added that nine porters were killed.
    """
    found = find_attributions(report_of("Mayor Ana Brod said the mill had burned down. She added that nine porters were killed."))
    told = [(a.attribution.said_by, a.worded and a.worded.text) for a in found]
    assert told == [("Mayor Ana Brod", "Mayor Ana Brod"), ("Mayor Ana Brod", "She")]
