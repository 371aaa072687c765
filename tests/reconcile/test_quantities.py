"""What a worded figure says, and whether one wording can stand for another's number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tollbook.model import Qualifier, Quantity
from tollbook.reconcile.quantities import gives, rounded, says_again, stated, unit, working
from tollbook.reconcile.tables import beyond

from .stories import quantity

EXACT, ABOUT, MORE, LEAST = Qualifier.EXACT, Qualifier.ABOUT, Qualifier.MORE_THAN, Qualifier.AT_LEAST
NEARLY, UP_TO, BETWEEN, VAGUE = Qualifier.NEARLY, Qualifier.UP_TO, Qualifier.BETWEEN, Qualifier.VAGUE


@pytest.mark.parametrize("qualifier", list(Qualifier))
def test_every_wording_gives_something(qualifier: Qualifier) -> None:
    """The table names what each may give an estimate; the number said is the number said."""
    q = quantity(160, qualifier)
    assert gives(q) in {"point", "floor", "range", "ceiling", "words"}
    assert stated(q) == (None if qualifier in {BETWEEN, VAGUE} else 160)


@pytest.mark.parametrize(
    ("qualifier", "number", "interval"),
    [
        (EXACT, 164, (164, 164)),
        (MORE, 160, (160, 170)),
        (LEAST, 44, (44, 45)),
        (NEARLY, 6000, (5000, 6000)),
        (UP_TO, 300, (200, 300)),
        (ABOUT, 5000, (4500, 5500)),
    ],
)
def test_the_working_interval(qualifier: Qualifier, number: int, interval: tuple[float, float]) -> None:
    """About and round numbers: half of the last digit said; nearly: up to one unit below."""
    assert working(quantity(number, qualifier)) == interval


@pytest.mark.parametrize(("number", "step"), [(0, 1), (7, 1), (10, 1), (160, 10), (150, 50), (100, 10), (1_000_000, 100_000)])
def test_the_step_of_a_round_number(number: int, step: int) -> None:
    """What a number was rounded to."""
    assert unit(number) == step


@pytest.mark.parametrize(
    ("later", "earlier", "again"),
    [
        (quantity(160, MORE), quantity(164), True),
        (quantity(164), quantity(160, MORE), False),
        (quantity(6000, NEARLY), quantity(5800), True),
        (quantity(6000, NEARLY), quantity(6100), False),
        (quantity(164, LEAST), quantity(164), True),
        (quantity(4000, MORE), quantity(4000, NEARLY), False),
        (quantity(100, MORE), quantity(164), False),
        (quantity(30, BETWEEN, 40), quantity(35), False),
        (quantity(0), quantity(0), True),
    ],
)
def test_says_again(later: Quantity, earlier: Quantity, again: bool) -> None:
    """More than 160 says 164 again; 164 does not say "more than 160" again; a range says no number."""
    assert says_again(later, earlier) is again


def test_about_rounds_a_number() -> None:
    """About 5,000 rounds 5,300, and not 5,600."""
    assert rounded(quantity(5000, ABOUT), quantity(5300))
    assert not rounded(quantity(5000, ABOUT), quantity(5600))
    assert not rounded(quantity(5000), quantity(5000))


def test_money_of_two_currencies_is_two_figures() -> None:
    """200 million tenge are not 200 million euros."""
    a, b = replace(quantity(200), unit="KZT"), replace(quantity(200), unit="EUR")
    assert not says_again(a, b)


def test_the_tolerance() -> None:
    """Within five, or within 15 of a hundred."""
    assert not beyond(16, 18) and not beyond(44, 49)
    assert beyond(44, 60) and not beyond(1000, 1100)
