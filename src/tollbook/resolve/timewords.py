"""Text -> words of time: each word with the classes of `lexicon/en/times.toml` that it belongs to.

A word's classes are kept as one letter for each set of classes that some word has, so that a sentence is a string of
letters, in which the rules are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from tollbook.lexicon import table

UNKNOWN = " "
_MARKS = {",": "comma", "-": "dash", "–": "dash", "—": "dash", "‑": "dash", ".": "stop", "$": "money", "£": "money", "€": "money"}


@dataclass(frozen=True, slots=True)
class Word:
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
    shapes: dict[str, str]  # letter of each class that is told by its shape
    sets: dict[str, frozenset[str]]
    token: re.Pattern[str]
    trigger: re.Pattern[str]

    def letters_of(self, name: str) -> str:
        """All letters whose words are of class ``name``."""
        return "".join(letter for letter, names in self.sets.items() if name in names)


SHAPES = {
    "iso": r"\d{4}-\d\d-\d\d(?!\d)",
    "slash": r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/])",
    "fraction": r"1/2|½",
    "clock": r"(?:[01]?\d|2[0-4]):[0-5]\d(?!\d)",
    "dotclock": r"(?:[01]?\d|2[0-4])\.[0-5]\d(?!\d)(?=\s*(?:[ap]\.?m|gmt|utc))",
    "decade": r"(?:1[5-9]|20)\d0['’]?s(?!\w)|['’‘`]\d0['’]?s(?!\w)",
    "shortdecade": r"\d0s(?!\w)",
    "ordinalday": r"\d{1,2}(?:st|nd|rd|th)(?!\w)",
    "shortyear": r"['’‘`]\d\d(?![\w])",
    "digits": r"\d+(?:,\d{3})*(?:\.\d+)?",
}


@cache
def words() -> Words:
    """The words of `times.toml`, read once."""
    data = table("times")
    classes: dict[str, set[str]] = {}
    for name, low in _classes(data):
        classes.setdefault(low, set()).add(name)
    shapes = {
        name: frozenset(names.split())
        for name, names in {
            "iso": "iso",
            "slash": "slash",
            "fraction": "fraction",
            "clock": "clock",
            "dotclock": "dotclock",
            "decade": "decade",
            "shortdecade": "shortdecade",
            "ordinal_day": "ordinalday ordinalnumber",
            "ordinal_number": "ordinalnumber",
            "day": "day",
            "year": "year fourdigits",
            "four": "number fourdigits",
            "number": "number",
            **dict.fromkeys(("short",), "shortyear"),
            **{k: k for k in set(_MARKS.values())},
        }.items()
    }
    capital = {low: frozenset(["weakmonth"]) for low in data["weakmonths"]["words"]}
    capital |= {low: frozenset(["shortmonth"]) for low in data["shortmonths"]["words"]}
    capital |= {k.casefold(): frozenset(["shortday"]) for k in data["shortdays"]}
    found = {low: frozenset(names) for low, names in classes.items()}
    ordered = sorted({*found.values(), *shapes.values(), *capital.values()}, key=sorted)
    letter = {names: chr(0x4E00 + n) for n, names in enumerate(ordered)}
    phrases = sorted(
        (re.escape(x).replace("'", "['’]") for x in data["named_days"] if " " in x or "'" in x), key=len, reverse=True
    )
    return Words(
        letters={low: letter[names] for low, names in found.items()},
        capital={low: letter[names] for low, names in capital.items()},
        shapes={name: letter[names] for name, names in shapes.items()},
        sets={one: names for names, one in letter.items()},
        token=_token(phrases, data["shortmonths"]["words"]),
        trigger=_trigger(data),
    )


def _classes(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    weak = data["weakmonths"]["words"]
    short = [f"{low}." for low in data["shortmonths"]["words"]]
    single = {"weekdays": "weekday", "ordinals": "ordinal", "seasons": "season", "sets": "set", "numbers": "numeral"}
    for key, name in single.items():
        yield from ((name, low) for low in data[key])
    yield from (("month", low) for low in data["months"] if low not in weak and f"{low}." not in short)
    yield from (("month", low) for low in short)
    yield from (("part", low) for low in data["parts"])
    yield from (("nameday", low) for low in data["named_days"])
    for low in data["units"]:
        yield "unit", low
        if low.endswith(("s", "ies")):
            yield "units", low
    for name, listed in data["classes"].items():
        yield from ((name, low) for low in listed)


def _token(phrases: list[str], short: list[str]) -> re.Pattern[str]:
    month = "|".join(sorted(short, key=len, reverse=True))
    shapes = "|".join(f"(?P<{name}>{shape})" for name, shape in SHAPES.items())
    return re.compile(
        rf"(?P<phrase>(?:{'|'.join(phrases)})(?!\w))|{shapes}|(?P<ampm>[ap]\.m\b\.?)|(?P<month>(?:{month})\.)"
        r"|(?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)|(?P<mark>\S)",
        re.I,
    )


def _trigger(data: dict[str, Any]) -> re.Pattern[str]:
    """Whether a stretch of text can hold an expression at all."""
    listed = [*data["weekdays"], *data["months"], *data["units"], *data["seasons"], *data["parts"], *data["sets"]]
    listed += [x.split()[0] for x in data["named_days"]]
    for name in (
        "today",
        "tonight",
        "yesterday",
        "tomorrow",
        "overnight",
        "night",
        "now",
        "recently",
        "future",
        "ampm",
        "term",
        "being",
    ):
        listed += [x for x in data["classes"][name] if "." not in x]
    tree = "|".join(sorted({re.escape(x) for x in listed}, key=len, reverse=True))
    return re.compile(rf"\b(?:{tree})\b|\d{{4}}|\d0s|\d[:/]\d\d|[ap]\.m|['’‘`]\d\d", re.I)


def split_words(text: str, start: int, end: int) -> list[Word]:
    """The words of ``text[start:end]`` in order; marks are words of one character."""
    w = words()
    out = []
    for m in w.token.finditer(text, start, end):
        got, kind = m.group(), m.lastgroup or ""
        low = got.lower()
        out.append(Word(got, low, m.start(), m.end(), _letter(w, kind, got, low)))
    return out


def _letter(w: Words, kind: str, got: str, low: str) -> str:
    if kind == "word":
        if low in w.capital and got[0].isupper():
            return w.capital[low]
        return w.letters.get(low, UNKNOWN)
    if kind == "digits":
        return w.shapes[_number(got)]
    if kind == "ordinalday":
        return w.shapes["ordinal_day" if int(got[:-2]) < 32 else "ordinal_number"]
    if kind == "mark":
        return w.shapes.get(_MARKS.get(got, ""), UNKNOWN)
    if kind == "month":
        return w.letters[low] if got[0].isupper() else UNKNOWN
    if kind in ("phrase", "ampm"):
        return w.letters.get(low.replace("’", "'"), UNKNOWN)
    return w.shapes["short" if kind == "shortyear" else kind]


def _number(got: str) -> str:
    if len(got) < 3 and got.isdecimal():
        return "day" if 0 < int(got) < 32 else "number"
    if len(got) == 4 and got.isdecimal():
        return "year" if 1500 <= int(got) < 2100 else "four"
    return "number"
