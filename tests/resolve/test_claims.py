"""Claims to places and days: what points back to another claim of the report."""

from __future__ import annotations

from tollbook.acquire import Acquired
from tollbook.extract.rules import RulesExtractor
from tollbook.read import read
from tollbook.resolve import open_gazetteer, resolve


def test_there_is_the_place_of_the_figure_before() -> None:
    """
    At least 3,958 people were killed in eastern Libya, the office says.
    More than 9,000 people are missing there, it says.
    """
    text = (test_there_is_the_place_of_the_figure_before.__doc__ or "").strip()
    (report,), _ = read(Acquired(name="a.txt", raw=text.encode(), media="text/plain", body=text))
    claims = RulesExtractor().extract(report)
    dead, missing = resolve(report, claims, open_gazetteer())
    assert claims[1].scope.where == "there"
    assert dead.place is not None and missing.place == dead.place
