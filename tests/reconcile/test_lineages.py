"""One origin however many carriers: copies by containment, agencies credited, families of publishers."""

from __future__ import annotations

import pytest

from tollbook.reconcile.credits import credit_of, family_of
from tollbook.reconcile.lineages import Lineages, containment, copy_of, shingles

from .stories import reports_in

ROADS = "The road over the pass has been shut since Friday, and lorries stand in a line of nine kilometres below it."
SHOPS = "Shops in the lower town opened for two hours on Sunday morning, and sold bread, candles and water in cans."
RIVER = "The river rose by four metres in one night and carried off the footbridge, two barns and a bus shelter."
SCHOOL = "In the school gymnasium forty families sleep on mats that the parish brought from the summer camp."
MAYOR = "The mayor asked for pumps, and said that the first of them would come by rail on Monday or Tuesday."
HILLS = "Farmers drove their cattle up into the hills, where the snow of last week has not melted in the shade."


def lineage_of(words: str) -> Lineages:
    found = Lineages()
    for report in reports_in(words):
        found.add(copy_of(report))
    return found


def groups(words: str) -> list[set[str | None]]:
    """The outlets of each lineage of a docstring's reports."""
    reports, found = reports_in(words), lineage_of(words)
    of: dict[str, set[str | None]] = {}
    for r in reports:
        of.setdefault(found.origin_of(r.id), set()).add(r.publisher)
    return sorted(of.values(), key=lambda x: sorted(map(str, x)))


@pytest.mark.parametrize(
    ("words", "credit"),
    [
        ("RIVERTON (Reuters) - The river rose by four metres.", "Reuters"),
        ("Flood in Riverton\n\nBy JANE DOE, Associated Press\n\nThe river rose by four metres.", "AP"),
        ("Flood in Riverton\n\nA minister told Reuters that the river rose by four metres.", None),
        ("Flood in Riverton\n\nThe bridge on Monday. JOHN ROE/AFP/Getty Images\n\nThe river rose by four metres.", None),
        ("Flood in Riverton\n\nPhoto by AP Photo, taken on Monday.\n\nThe river rose by four metres.", None),
        ("Flood in Riverton\n\nThe river rose by four metres, the Associated Pressmen's Union said.", None),
    ],
)
def test_whom_a_report_credits(words: str, credit: str | None) -> None:
    (report,) = reports_in(f"--- Post, 2022-01-09\n{words}")
    assert credit_of(report) == credit


def test_publishers_of_one_family() -> None:
    one, other, alone = reports_in("--- sfgate.com\nA.\n--- www.chron.com\nB.\n--- riverton-post.example\nC.")
    assert family_of(one) == family_of(other) == "Hearst" and family_of(alone) == "riverton-post.example"


def test_a_third_of_an_agency_copy_is_still_its_copy() -> None:
    cut = f"--- A\nRIVERTON (Reuters) - {ROADS} {SHOPS} {RIVER}\n--- B\nRIVERTON (Reuters) - {ROADS} {SCHOOL} {MAYOR}"
    assert groups(cut) == [{"A", "B"}]
    assert groups(cut.replace("(Reuters)", "")) == [{"A"}, {"B"}]  # nobody credited: a third in common tells nothing


def test_two_agencies_with_a_paragraph_in_common_are_two_origins() -> None:
    words = f"--- A\nRIVERTON (Reuters) - {ROADS} {SHOPS} {RIVER}\n--- B\nRIVERTON (AFP) - {ROADS} {SHOPS} {MAYOR}"
    assert groups(words) == [{"A"}, {"B"}]


def test_a_near_copy_is_one_whoever_is_credited() -> None:
    words = f"--- A\nRIVERTON (Reuters) - {ROADS} {SHOPS} {RIVER}\n--- B\nRIVERTON (AFP) - {ROADS} {SHOPS} {RIVER} {MAYOR}"
    assert groups(words) == [{"A", "B"}]


def test_no_chain_of_cut_texts_makes_one_origin() -> None:
    """B has most of A, and C most of what else B has: with nothing of A, C is an origin of its own."""
    words = f"--- A\n{ROADS} {SHOPS} {HILLS}\n--- B\n{SHOPS} {HILLS} {RIVER} {MAYOR}\n--- C\n{RIVER} {MAYOR} {SCHOOL}"
    assert groups(words) == [{"A", "B"}, {"C"}]


def test_containment_holds_where_likeness_fails() -> None:
    whole, part = shingles(" ".join((ROADS, SHOPS, RIVER, SCHOOL, MAYOR, HILLS))), shingles(ROADS)
    assert containment(part, whole) == 1.0
    assert containment(shingles("River rises"), whole) == 0.0
