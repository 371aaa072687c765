"""Number phrases and the interval that their words state.

"more than a thousand" is 1,001 and up, "dozens" 24 to 99, "nobody" 0. What is no count (an age, a date, a flight number)
is told from a count by the words beside it, in `phrases`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from tollbook.extract.lexing import Token
from tollbook.extract.words import Is, tables
from tollbook.model import Qualifier, Quantity

MOST_MONEY = 10**15  # in the smaller currencies damage runs into trillions
MOST = 10**12  # no report counts more of anything: a longer row of digits is a telephone number, an account, a typing error


@dataclass(slots=True)
class Number:
    """A number phrase: tokens ``first`` to ``last`` (excluded), of which the figure's words begin at ``figure``.

    ``value`` is None where the words are an interval or vague. ``definite`` is set for "the 230", ``more`` for "another 5".
    """

    first: int
    last: int
    figure: int
    low: int | None
    high: int | None
    qualifier: Qualifier
    currency: str | None = None
    definite: bool = False
    more: bool = False
    digits: bool = False
    falls: bool = False  # "from 26 to 18"

    @property
    def quantity(self) -> Quantity:
        """The interval, as claims hold it."""
        return Quantity(low=self.low, high=self.high, qualifier=self.qualifier, unit=self.currency)


_Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


@cache
def _table(name: str) -> _Phrases:
    """Phrases of a table by their first word, longest first; each with its key."""
    out: _Phrases = {}
    for key, phrases in tables().raw["numbers"][name].items():
        for phrase in phrases:
            first, *rest = phrase.split()
            out.setdefault(first, []).append((tuple(rest), key))
    for options in out.values():
        options.sort(key=lambda o: -len(o[0]))
    return out


@cache
def _worded() -> dict[str, list[tuple[tuple[str, ...], tuple[int, int], Qualifier]]]:
    """Vague and other worded quantities by their first word, longest first."""
    raw = tables().raw["numbers"]
    rows = [(k, (v[0], v[1]), Qualifier.VAGUE) for k, v in raw["vague"].items()]
    rows += [(k, (v, v), Qualifier.ABOUT) for k, v in raw["about"].items()]
    rows += [(k, (v, v), Qualifier.EXACT) for k, v in raw["exact"].items()]
    out: dict[str, list[tuple[tuple[str, ...], tuple[int, int], Qualifier]]] = {}
    for phrase, bounds, qualifier in rows:
        first, *rest = phrase.split()
        out.setdefault(first, []).append((tuple(rest), bounds, qualifier))
    for options in out.values():
        options.sort(key=lambda o: -len(o[0]))
    return out


@cache
def _ranges() -> dict[str, list[tuple[str, ...]]]:
    """Words before a range ("anywhere between") by their first, in the order of the table."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for phrase in tables().raw["numbers"]["range"]["between"]:
        first, *rest = phrase.split()
        out.setdefault(first, []).append(tuple(rest))
    return out


@cache
def starts() -> frozenset[str]:
    """Words that a number phrase can begin with, digits and plain number words aside."""
    return frozenset(
        [*_table("before"), *_worded(), *tables().raw["numbers"]["range"]["between"], "half", "a", "between", "from", "$"]
    )


@cache
def leads() -> frozenset[str]:
    """Words that can stand second in a number phrase which begins with a qualifier: behind "the", "about" or "no" there is
    mostly none of them, and so no number."""
    raw = tables().raw["numbers"]
    phrases = [*(p for ps in raw["before"].values() for p in ps), *raw["range"]["between"]]
    phrases += [p for name in ("vague", "about", "exact") for p in raw[name]]
    return starts().union(*(p.split() for p in phrases), raw["money"], ("usd", "eur", "rs", "us$", "gbp", "one"))


@cache
def numberish() -> frozenset[str]:
    """Words that make a number phrase with no plain number in it: "dozens", "several", "both"."""
    raw = tables().raw["numbers"]
    worded = (w for name in ("vague", "about", "exact") for phrase in raw[name] for w in phrase.split())
    return frozenset(worded) - {"a", "of"}


def _match(tokens: list[Token], i: int, table: _Phrases) -> tuple[int, str] | None:
    for rest, key in table.get(tokens[i].low, ()):
        if _stand(tokens, i + 1, rest):
            return i + 1 + len(rest), key
    return None


def _stand(tokens: list[Token], at: int, words: tuple[str, ...]) -> bool:
    """Whether ``words`` stand at ``at``, one after another."""
    if at + len(words) > len(tokens):
        return False
    for word in words:
        if tokens[at].low != word:
            return False
        at += 1
    return True


def read_number(tokens: list[Token], i: int) -> Number | None:
    """The number phrase that begins at token ``i``, with the words that qualify it, or ``None``."""
    n, at, key, figure = len(tokens), i, None, -1
    definite = more = ranged = False
    while at < n:
        low = tokens[at].low
        told = _between(tokens, at)
        if told is not None:
            ranged, at = True, told
            figure = i if figure < 0 else figure
            break
        found = _match(tokens, at, _table("before"))
        if found is None or _is_worded(tokens, at):
            break
        if found[1] == "exact":
            definite |= low in ("the", "these", "those", "their", "his", "her", "its", "all", "our")
            more |= (
                low in ("another", "other", "additional", "further", "yet", "still")
                or "another" in (low,)
                or tokens[found[0] - 1].low in ("another", "other", "further", "additional")
            )
        else:
            key = found[1]
            figure = at if figure < 0 else figure
        at = found[0]
        if at < n and tokens[at].low == "of" and key != "exact" and tokens[at - 1].low not in ("of",):
            return None
    figure = at if figure < 0 else figure
    if at >= n:
        return None
    core = _core(tokens, at)
    if core is None:
        return None
    last, low_, high_, qualifier, currency, digits = core
    second = _second(tokens, last, ranged, digits)
    if second is not None and (low_ is not None and low_ == high_):
        last, top, currency2, scale = second
        low_ = low_ * scale if low_ * scale <= top else low_
        if low_ > top and ranged and tokens[i].low == "from":
            return Number(i, last, figure, top, low_, Qualifier.BETWEEN, currency or currency2, digits=digits, falls=True)
        if low_ > top and tokens[last - 1].flags & tokens[i].flags & Is.NUMBER and any(k.low == "to" for k in tokens[i:last]):
            return None  # "won nine to three"
        if low_ < top:
            return Number(i, last, figure, low_, top, Qualifier.BETWEEN, currency or currency2, digits=digits)
        high_ = low_
    elif ranged:
        return None
    number = _qualified(i, last, figure, low_, high_, qualifier, key)
    number.currency, number.definite, number.more, number.digits = currency, definite, more, digits
    _after(tokens, number)
    return number


def _is_worded(tokens: list[Token], at: int) -> bool:
    return any(_stand(tokens, at + 1, rest) for rest, _, _ in _worded().get(tokens[at].low, ()))


def _between(tokens: list[Token], at: int) -> int | None:
    for rest in _ranges().get(tokens[at].low, ()):
        if _stand(tokens, at + 1, rest):
            return at + 1 + len(rest)
    return None


def _core(tokens: list[Token], at: int) -> tuple[int, int, int, Qualifier, str | None, bool] | None:
    """The bare number at ``at``: end, low, high, qualifier, currency, whether in digits."""
    k, raw = tokens[at], tables().raw["numbers"]
    currency = None
    if (k.low in raw["money"] and (k.low == "₦" or not k.text.isalpha())) or (
        k.low in ("usd", "eur", "rs", "us$", "gbp") and at + 1 < len(tokens) and tokens[at + 1].text[0].isdigit()
    ):
        currency, at = raw["money"][k.low.replace("u.s.$", "us$")], at + 1
        if at >= len(tokens):
            return None
        k = tokens[at]
    if k.flags & Is.DIGITS or k.flags & Is.NUMBER or k.low in ("a", "half", "one"):
        plain = _plain(tokens, at, money=currency is not None)
        if plain is not None:
            last, value, digits = plain
            if currency is None and last < len(tokens) and tokens[last].low in raw["money"]:
                currency, last = raw["money"][tokens[last].low], last + 1
            return last, value, value, Qualifier.EXACT, currency, digits
    if k.low == "both" and any(x.low == "and" for x in tokens[at + 1 : at + 7]):
        return None  # both civilians and police
    for rest, (low, high), qualifier in _worded().get(k.low, ()):
        if _stand(tokens, at + 1, rest):
            return at + 1 + len(rest), low, high, qualifier, currency, False
    return None


def _plain(tokens: list[Token], at: int, *, money: bool = False) -> tuple[int, int, bool] | None:
    """A number in digits or words with its scales: end, value, whether in digits."""
    raw = tables().raw["numbers"]
    units, scales = raw["units"], raw["scales"]
    total: int | Fraction = 0
    part: int | Fraction | None = None
    j, seen = at, False
    digits = bool(tokens[at].flags & Is.DIGITS)
    n = len(tokens)
    while j < n:
        k = tokens[j]
        low = k.low
        if k.flags & Is.DIGITS:
            if seen:
                break
            part, seen = _digits(k.text, j + 1 < n and tokens[j + 1].low in scales), True
        elif low in units:
            if (
                seen
                and (part is None or part % 10 != 0 or digits or part < 20 or units[low] >= 10)
                and not (part is not None and part >= 100 and part % 100 == 0 and not digits)
            ):
                break
            part, seen = (part or 0) + units[low], True
        elif "-" in low and (both := _pair(low, units)) is not None:
            if seen and not (part is not None and part % 100 == 0):
                break
            part, seen = (part or 0) + both, True
        elif low in scales or (money and low in ("m", "k", "b")):
            if not seen:
                break
            scale = scales.get(low) or {"m": 10**6, "k": 1000, "b": 10**9}[low]
            if scale == 100:
                part = (part if part is not None else 1) * 100
            else:
                total, part = total + (part if part is not None else 1) * scale, None
        elif (
            low == "and"
            and seen
            and not digits
            and j + 1 < n
            and (tokens[j + 1].low in units or "-" in tokens[j + 1].low)
            and _hundreds(tokens[j - 1].low)
        ):
            j += 1
            continue
        elif low in ("a", "one") and j == at and j + 1 < n and tokens[j + 1].low in scales:
            part, seen = 1, True
        elif low == "one":
            if seen:
                break
            part, seen = 1, True
        elif low in ("and",) and j + 2 < n and tokens[j + 1].low in ("a", "one") and tokens[j + 2].low == "half":
            part = (part or 0) + Fraction(1, 2)
            j += 3
            continue
        else:
            break
        j += 1
    if not seen:
        return None
    value = total + (part or 0)
    return (
        (j, round(value), digits) if value <= (MOST_MONEY if money else MOST) and (value == round(value) or value > 100) else None
    )


def _hundreds(low: str) -> bool:
    return low in ("hundred", "thousand", "million")


def _pair(low: str, units: dict[str, int]) -> int | None:
    tens, _, ones = low.partition("-")
    return units[tens] + units[ones] if tens in units and ones in units and units[tens] >= 20 else None


def _digits(text: str, scaled: bool) -> int | Fraction:
    """The value of digits in any grouping: 2,500, 2 500, 2.500, 2. 750, 1.8 before "million"."""
    if re.fullmatch(r"\d+\.\d+", text) and (scaled or not re.fullmatch(r"\d{1,3}\.\d{3}", text)):
        return Fraction(text)
    return int(re.sub(r"\D", "", text))


def _second(tokens: list[Token], at: int, ranged: bool, digits: bool) -> tuple[int, int, str | None, int] | None:
    """The upper end of a range after ``at``: end, value, currency, and the scale that the lower end shares."""
    if at + 1 >= len(tokens):
        return None
    joins = ("to", "and", "or", "-", "–", "—") if ranged else ("to", "or", "-", "–")
    if tokens[at].low not in joins:
        return None
    if not tokens[at + 1].flags & Is.NUMBER and tokens[at + 1].low not in ("$", "€", "£"):
        return None
    core = _core(tokens, at + 1)
    if core is None or core[1] != core[2] or core[3] is not Qualifier.EXACT:
        return None
    dash = tokens[at].mark == "-"
    if dash and not (tokens[at - 1].flags & tokens[at + 1].flags & Is.DIGITS):
        return None
    if tokens[at].low == "or" and tokens[at - 1].flags & Is.DIGITS != tokens[at + 1].flags & Is.DIGITS:
        return None
    scales = tables().raw["numbers"]["scales"]
    scale = scales.get(tokens[core[0] - 1].low, 1) if tokens[at - 1].low not in scales else 1
    return core[0], core[1], core[4], scale


def _qualified(first: int, last: int, figure: int, low: int, high: int, base: Qualifier, key: str | None) -> Number:
    """Applies the qualifier before the number to its interval."""
    point = low == high
    if key is None or key == "exact":
        return Number(first, last, figure, low, high, base)
    if base is Qualifier.VAGUE:
        return Number(first, last, figure, low, high, Qualifier.VAGUE)
    match key:
        case "more_than":
            return Number(first, last, figure, low + 1, None, Qualifier.MORE_THAN)
        case "at_least":
            return Number(first, last, figure, low, None, Qualifier.AT_LEAST)
        case "nearly":
            return Number(first, last, figure, None, high, Qualifier.NEARLY)
        case "up_to":
            return Number(first, last, figure, None, high, Qualifier.UP_TO)
        case _:
            return Number(first, last, figure, low, high, Qualifier.ABOUT if point else base)


def _after(tokens: list[Token], number: Number) -> None:
    """Qualifiers right after the number: "20 or more", "50+"."""
    if number.last < len(tokens) and tokens[number.last].low == "+":
        number.last += 1
        requalify(number, "at_least")
    elif number.last < len(tokens) and (found := _behind(tokens, number.last)) is not None:
        number.last = found[0]
        requalify(number, found[1])


def after_people(tokens: list[Token], at: int) -> tuple[int, str] | None:
    """A qualifier after the people counted ("40 people, at the least, fell ..."): its end and key."""
    if at < len(tokens) and tokens[at].mark == ",":
        at += 1
    return _behind(tokens, at) if at < len(tokens) else None


def _behind(tokens: list[Token], at: int) -> tuple[int, str] | None:
    """A qualifier at ``at``: "or more", but not the "and more" of "and more than 200 houses"."""
    found = _match(tokens, at, _table("after"))
    ahead = tokens[found[0]] if found is not None and found[0] < len(tokens) else None
    return (
        None if ahead is not None and (ahead.low == "than" or ahead.flags & Is.NUMBER) else found
    )  # "10 years | at least 4,000"


def requalify(number: Number, key: str) -> None:
    """Applies a qualifier that follows the number."""
    if number.qualifier is not Qualifier.EXACT or number.low is None:
        return
    match key:
        case "at_least":
            number.high, number.qualifier = None, Qualifier.AT_LEAST
        case "more_than":
            number.low, number.high, number.qualifier = number.low + 1, None, Qualifier.MORE_THAN
        case "up_to":
            number.low, number.qualifier = None, Qualifier.UP_TO
        case _:
            number.qualifier = Qualifier.ABOUT
