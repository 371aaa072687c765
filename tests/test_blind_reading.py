"""The reports of blind reading hold together: each claim's words stand in its report, and its figure in its words."""

from __future__ import annotations

from bench.blind_reading import FIRST_SIGHT, reports


def test_each_claim_quotes_its_report() -> None:
    """A claim to be read is found by its words: they stand in the report, letter for letter but for capitals."""
    for name in FIRST_SIGHT:
        for report, text, claims in reports(name):
            folded = " ".join(text.split()).casefold()
            assert [c["text"] for c in claims if " ".join(c["text"].split()).casefold() not in folded] == [], report
            assert all(len(c["text"].split()) <= 25 and c["standing"] for c in claims), report
