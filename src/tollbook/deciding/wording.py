"""An interval as a person writes it."""

from __future__ import annotations

import re

from tollbook.errors import UsageError
from tollbook.model import Qualifier, Quantity

_N = r"(\d[\d,  ]*)"
_FORMS = (
    (rf"{_N}", Qualifier.EXACT),
    (rf"(?:about|around|some|~) ?{_N}", Qualifier.ABOUT),
    (rf"(?:more than|over|>) ?{_N}", Qualifier.MORE_THAN),
    (rf"(?:at least|>=|≥) ?{_N}", Qualifier.AT_LEAST),
    (rf"{_N} ?(?:or more|\+)", Qualifier.AT_LEAST),
    (rf"(?:nearly|almost|close to) {_N}", Qualifier.NEARLY),
    (rf"(?:up to|at most|<=|≤) ?{_N}", Qualifier.UP_TO),
    (rf"(?:between )?{_N} ?(?:-|–|to|and) ?{_N}", Qualifier.BETWEEN),
)


def quantity_of(words: str, *, unit: str | None = None) -> Quantity:
    """The interval that ``words`` state. Raises `UsageError`.

    >>> quantity_of("at least 1,200").low, quantity_of("40-50").high, quantity_of("more than 160").low
    (1200, 50, 161)
    """
    for form, qualifier in _FORMS:
        m = re.fullmatch(form, words.strip(), re.I)
        if m is not None:
            numbers = [int(re.sub(r"\D", "", g)) for g in m.groups()]
            return _quantity(qualifier, numbers, unit, words)
    raise UsageError(
        f"{words!r} is no interval.",
        "Write 44, about 40, more than 160, at least 44, nearly 4000, up to 50, or 40-50.",
    )


def _quantity(qualifier: Qualifier, numbers: list[int], unit: str | None, words: str) -> Quantity:
    n = numbers[0]
    match qualifier:
        case Qualifier.MORE_THAN:
            low, high = n + 1, None
        case Qualifier.AT_LEAST:
            low, high = n, None
        case Qualifier.NEARLY | Qualifier.UP_TO:
            return Quantity(low=None, high=n, qualifier=qualifier, unit=unit)
        case Qualifier.BETWEEN:
            if numbers[1] <= n:
                raise UsageError(f"{words!r} runs from {n:,} down to {numbers[1]:,}.", "Write the lower number first.")
            return Quantity(low=n, high=numbers[1], qualifier=qualifier, unit=unit)
        case _:
            return Quantity(low=n, high=n, qualifier=qualifier, unit=unit)
    return Quantity(low=low, high=high, qualifier=qualifier, unit=unit)
