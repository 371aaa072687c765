"""What a worded figure says, and whether one wording can stand for another's number."""

from __future__ import annotations

from tollbook.model import Qualifier, Quantity
from tollbook.reconcile.tables import rules


def stated(quantity: Quantity) -> int | None:
    """The number that was said: 160 for "more than 160" (low 161); ``None`` for vague words and for two numbers."""
    match quantity.qualifier:
        case Qualifier.EXACT | Qualifier.ABOUT | Qualifier.AT_LEAST:
            return quantity.low
        case Qualifier.MORE_THAN:
            return None if quantity.low is None else quantity.low - 1
        case Qualifier.NEARLY | Qualifier.UP_TO:
            return quantity.high
        case _:
            return None


def gives(quantity: Quantity) -> str:
    """What a wording may give an estimate: point, floor, range, ceiling or words."""
    return str(rules()["gives"][quantity.qualifier])


def unit(number: int) -> int:
    """The step that a rounded number was rounded to.

    >>> [unit(n) for n in (160, 150, 6000, 1000, 11300, 44)]
    [10, 50, 1000, 100, 100, 1]
    """
    if number <= 0:
        return 1
    ten = 1
    while number % (ten * 10) == 0:
        ten *= 10
    if number == ten:
        return max(1, ten // 10)
    return ten * 5 if number % (ten * 5) == 0 and ten > 1 and number // (ten * 5) > 1 else ten


def working(quantity: Quantity) -> tuple[float, float] | None:
    """The interval in which the number meant lies, by the table; ``None`` where words give none."""
    number = stated(quantity)
    if quantity.qualifier in {Qualifier.BETWEEN, Qualifier.VAGUE}:
        return None if quantity.low is None or quantity.high is None else (quantity.low, quantity.high)
    if number is None:
        return None
    below, above = rules()["interval"].get(quantity.qualifier.value, (0.0, 0.0))
    return number + below * unit(number), number + above * unit(number)


def says_again(later: Quantity, earlier: Quantity) -> bool:
    """``later`` can be another wording of ``earlier``: the same number, or a rounder word for it.

    More than 160 says 164 again; nearly 6,000 says 5,800 again; 164 does not say 160 again.
    """
    if later.unit != earlier.unit:
        return False
    a, b = stated(later), stated(earlier)
    if {gives(later), gives(earlier)} == {"floor", "ceiling"}:
        return False  # more than 4,000 is not nearly 4,000
    if a is not None and a == b:
        return True
    meant = working(later)
    return b is not None and meant is not None and gives(later) in {"floor", "ceiling"} and meant[0] <= b <= meant[1]


def rounded(later: Quantity, earlier: Quantity) -> bool:
    """``later`` is "about" a number that ``earlier`` says exactly."""
    b, meant = stated(earlier), working(later)
    return later.qualifier is Qualifier.ABOUT and b is not None and meant is not None and meant[0] <= b <= meant[1]
