"""Text -> words of time: each word with the classes of `lexicon/en/times.toml` that it belongs to.

A word's classes are kept as one letter for each set of classes that some word has, so that a sentence is a string of
letters, in which the rules are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from tollbook.lexicon import table

UNKNOWN = " "
_MOST = 20_000  # words that are kept once they were looked up
_MARKS = {",": "comma", "-": "dash", "–": "dash", "—": "dash", "‑": "dash", ".": "stop"}
# What is told by its shape: a pattern, and the classes of what fits it. The first that fits is taken.
_SHAPES = {
    "iso": r"\d{4}-\d\d-\d\d(?!\d)",
    "slash": r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/])",
    "fraction": r"1/2|½",
    "clock": r"(?:[01]?\d|2[0-4]):[0-5]\d(?!\d)",
    "dotclock": r"(?:[01]?\d|2[0-4])\.[0-5]\d(?!\d)(?=\s*(?:[ap]\.?m|gmt|utc))",
    "decade": r"(?:1[5-9]|20)\d0['’]?s(?!\w)|['’‘`]\d0['’]?s(?!\w)",
    "shortdecade": r"\d0s(?!\w)",
    "ordinalday": r"(?:[12]?\d|3[01])(?:st|nd|rd|th)(?!\w)",
    "ordinalnumber": r"\d{2,3}(?:st|nd|rd|th)(?!\w)",
    "shortyear": r"['’‘`]\d\d(?!\w)",
    "digits": r"\d+(?:,\d{3})*(?:\.\d+)?",
}
_SHARED = {"ordinalday": "ordinalday ordinalnumber", "year": "year fourdigits", "fourdigits": "number fourdigits"}


class Word(NamedTuple):
    """A word or mark: ``text`` as written, ``low`` folded, code points ``start`` to ``end`` of the whole text."""

    text: str
    low: str
    start: int
    end: int
    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The tables as the rules need them. ``letters`` gives, by folded word, its letter; ``sets`` the classes of each letter."""

    letters: dict[str, str]
    capital: dict[str, str]  # words that count only with a capital
    shapes: dict[str, str]  # by shape or mark
    sets: dict[str, frozenset[str]]
    heads: frozenset[str]  # words that may be the beginning of a longer one ("Jan" of "Jan.", "a" of "a.m.")
    longer: re.Pattern[str]
    triggers: frozenset[str]  # without one of these, or a figure that may be one, there is no expression

    def letters_of(self, name: str) -> str:
        """All letters whose words are of class ``name``."""
        return "".join(letter for letter, names in self.sets.items() if name in names)


@cache
def words() -> Words:
    """The words of `times.toml`, read once."""
    data = table("times")
    classes: dict[str, set[str]] = {}
    for name, low in _classes(data):
        classes.setdefault(low, set()).add(name)
    shapes = {
        k: frozenset(_SHARED.get(k, k).split()) for k in (*_SHAPES, "day", "year", "fourdigits", "number", *_MARKS.values())
    }
    capital = {low: frozenset([name]) for name in ("weakmonth", "shortmonth") for low in data[f"{name}s"]["words"]}
    capital |= {low.lower(): frozenset(["shortday"]) for low in data["shortdays"]}
    found = {low: frozenset(names) for low, names in classes.items()}
    ordered = sorted({*found.values(), *shapes.values(), *capital.values()}, key=sorted)
    letter = {names: chr(0x4E00 + n) for n, names in enumerate(ordered)}
    days = [x for x in data["named_days"] if not x.isalpha()]
    return Words(
        letters={low: letter[names] for low, names in found.items()},
        capital={low: letter[names] for low, names in capital.items()},
        shapes={name: letter[names] for name, names in shapes.items()},
        sets={one: names for names, one in letter.items()},
        heads=frozenset([*(re.split(r"\W", x)[0] for x in days), *data["shortmonths"]["words"], "a", "p"]),
        longer=_longer(days, data["shortmonths"]["words"]),
        triggers=frozenset(_triggers(data)),
    )


def _classes(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(class, word) of all that the tables list."""
    single = {"weekdays": "weekday", "ordinals": "ordinal", "seasons": "season", "sets": "set", "numbers": "numeral"}
    for key, name in {**single, "parts": "part", "named_days": "nameday", "units": "unit"}.items():
        yield from ((name, low) for low in data[key])
    only = {*data["weakmonths"]["words"], *data["shortmonths"]["words"]}
    yield from (("month", low) for low in data["months"] if low not in only)
    yield from (("month", f"{low}.") for low in data["shortmonths"]["words"])
    yield from (("units", low) for low in data["units"] if low.endswith("s"))
    for name, listed in data["classes"].items():
        yield from ((name, low) for low in listed)


def _longer(days: list[str], months: list[str]) -> re.Pattern[str]:
    """What is longer than a word: "New Year's Eve", "Jan.", "a.m."."""
    named = "|".join(re.escape(x).replace("'", "['’]") for x in sorted(days, key=len, reverse=True))
    return re.compile(rf"(?:{named})(?!\w)|[ap]\.m\b\.?|(?:{'|'.join(sorted(months, key=len, reverse=True))})\.", re.I)


def _triggers(data: dict[str, Any]) -> Iterator[str]:
    for name in ("weekdays", "months", "units", "seasons", "parts", "sets"):
        yield from data[name]
    yield from (x.lower() for x in data["shortdays"])
    yield from (re.split(r"\W", x)[0] for x in data["named_days"])
    yield from "today tonight yesterday tomorrow overnight night now nowadays currently presently recently lately future".split()
    yield from "am pm gmt utc term terms being".split()


# ------------------------------------------------------------------------------------------------------------- splitting

_TOKEN = re.compile(
    r"[a-z]+(?=[ ,])"  # most words: the next line finds them too, only later
    r"|(?P<word>[^\W\d_]+(?:['’](?!(?i:s)\b)[^\W\d_]+)*)|(?=[\d'’‘`½])(?i:"
    + "|".join(f"(?P<{name}>{shape})" for name, shape in _SHAPES.items())
    + r")|(?P<mark>\S)"
)
_LETTERS = re.compile(r"[a-z]+")
_FIGURES = re.compile(r"\d{4}|\d0['’]?s|\d[:/]\d\d|\d ?[ap]\.m|['’‘`]\d\d", re.I)


def may_hold(text: str, start: int, end: int) -> bool:
    """Whether an expression can stand in ``text[start:end]`` at all: a quick look, most sentences hold none."""
    line = text[start:end]
    return not words().triggers.isdisjoint(_LETTERS.findall(line.lower())) or _FIGURES.search(line) is not None


def split_words(text: str, start: int, end: int) -> list[Word]:
    """The words of ``text[start:end]`` in order; marks are words of one character."""
    w, plain = words(), _plain()
    letters, heads = w.letters, w.heads
    out: list[Word] = []
    new = tuple.__new__  # what Word() calls, without the call between: a fifth of the time of this function
    done = start
    for m in _TOKEN.finditer(text, start, end):
        at, to = m.span()
        if at < done:
            continue  # within a longer word
        got = m.group()
        low, letter = plain.get(got) or _kept(w, got, m.lastgroup or "word")
        if low in heads and (more := w.longer.match(text, at, end)) is not None and _longer_holds(more.group()):
            done = to = more.end()
            got = more.group()
            low = got.lower().replace("’", "'")
            letter = letters[low]
        out.append(new(Word, (got, low, at, to, letter)))
    return out


@cache
def _plain() -> dict[str, tuple[str, str]]:
    """Words and marks met so far, as written: folded, and with the letter that they have wherever they stand."""
    return {}


def _kept(w: Words, got: str, kind: str) -> tuple[str, str]:
    """What a word, a mark or a figure is by itself; kept, but for figures, which what follows them may change."""
    low = got.lower()
    if kind == "word":
        letter = w.capital[low] if low in w.capital and got[0].isupper() else w.letters.get(low, UNKNOWN)
    else:
        letter = _other(w, kind, got)
    if kind in ("word", "mark") and len(_plain()) < _MOST:
        _plain()[got] = low, letter
    return low, letter


def _longer_holds(got: str) -> bool:
    return got[0].isupper() or got[0] in "ap"


def _other(w: Words, kind: str, got: str) -> str:
    if kind == "mark":
        return w.shapes.get(_MARKS.get(got, ""), UNKNOWN)
    if kind != "digits":
        return w.shapes[kind]
    if not got.isdecimal():
        return w.shapes["number"]
    number = int(got)
    if len(got) < 3 and 0 < number < 32:
        return w.shapes["day"]
    if len(got) == 4:
        return w.shapes["year" if 1500 <= number < 2100 else "fourdigits"]
    return w.shapes["number"]
