"""Two measures in one figure: the dead added to the hurt, and printed as the hurt."""

from __future__ import annotations

from datetime import date

from tollbook.model import Measure, Relation

from .stories import CROSS, HEALTH, Fig, aside, bounds, links, made, rep, toll

DAY = date(2022, 1, 9)


def test_the_sum_of_dead_and_hurt_is_set_aside() -> None:
    """225 dead and 4,353 hurt by the prosecutors; another outlet prints "4,578 injured" in their name."""
    book = made(
        rep("A", DAY, Fig(number=225, by=HEALTH, said=DAY), Fig(number=4353, by=HEALTH, said=DAY, measure=Measure.INJURED)),
        rep("B", DAY, Fig(number=4578, by=HEALTH, said=DAY, measure=Measure.INJURED)),
    )
    assert links(book, Relation.MIXES_MEASURES) == {("4578 B", "4353 A")}
    e = toll(book, "injured")
    assert bounds(e) == ("count", 4353, 4353, None)
    assert aside(book, e) == {"4578 B"}


def test_another_body_s_figure_is_no_mixture() -> None:
    """The same numbers, the third by another body: nothing is set aside."""
    book = made(
        rep("A", DAY, Fig(number=225, by=HEALTH, said=DAY), Fig(number=4353, by=HEALTH, said=DAY, measure=Measure.INJURED)),
        rep("B", DAY, Fig(number=4578, by=CROSS, said=DAY, measure=Measure.INJURED)),
    )
    assert not links(book, Relation.MIXES_MEASURES)


def test_small_numbers_add_up_by_chance() -> None:
    """Two dead and ten hurt, then twelve hurt: a count that grew."""
    book = made(
        rep("A", DAY, Fig(number=2, by=HEALTH, said=DAY), Fig(number=10, by=HEALTH, said=DAY, measure=Measure.INJURED)),
        rep("B", DAY, Fig(number=12, by=HEALTH, said=DAY, measure=Measure.INJURED)),
    )
    assert not links(book, Relation.MIXES_MEASURES)
