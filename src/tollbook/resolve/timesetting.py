"""What an expression is read against: its words, its sentence, the day of publication, and the last dated thing said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from tollbook.lexicon import table
from tollbook.resolve.timewords import Word, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """An expression, ``line[first:last]``. ``said`` is the last dated thing said before it (its first day), ``said_day`` the
    last that was as exact as a day."""

    line: Sequence[Word]
    first: int
    last: int
    published: date | None
    said: date | None
    said_day: date | None

    @property
    def words(self) -> Sequence[Word]:
        """The expression's own words."""
        return self.line[self.first : self.last]

    @property
    def anchor(self) -> date | None:
        """What "that year" is counted from."""
        return self.said or self.published

    @property
    def anchor_day(self) -> date | None:
        """What "the previous day" is counted from."""
        return self.said_day or self.published

    def one(self, *names: str) -> Word | None:
        """The first of its words that is of one of these classes."""
        sets = words().sets
        for word in self.words:
            if word.letter in sets and any(name in sets[word.letter] for name in names):
                return word
        return None

    def every(self, *names: str) -> list[Word]:
        """All of its words that are of one of these classes, in order."""
        sets = words().sets
        return [w for w in self.words if w.letter in sets and any(name in sets[w.letter] for name in names)]

    def lows(self) -> list[str]:
        """Its words, folded."""
        return [w.low for w in self.words]

    def aim(self) -> int:
        """-1 where the sentence speaks of the past, 1 of what is to come, 0 where it does not tell.

        The nearest verb before the expression tells ("said Friday", "will meet on Friday"); where there is none, the
        first after it ("On Friday, the court will ..."). "Friday's ruling" has been given.
        """
        line = self.line
        after = line[self.last].low if self.last < len(line) else ""
        if after in ("'", "’") and self.last + 1 < len(line) and line[self.last + 1].low == "s":
            return -1
        if self.first and line[self.first - 1].low in ("until", "till"):
            return -1 if any(w.low in ("had", "not") for w in line) else 1
        for n in range(self.first - 1, -1, -1):
            if line[n].text in ";:":
                break
            if (told := _tells(line, n)) != 0:
                return told
        for n in range(self.last, len(line)):
            if (told := _tells(line, n)) != 0:
                return told
        return 0


def _tells(line: Sequence[Word], n: int) -> int:
    cues, low = _cues(), line[n].low
    after = line[n + 1].low if n + 1 < len(line) else ""
    before = [w.low for w in line[max(0, n - 2) : n]]
    if low in cues["saying"]:
        return -1
    if low in cues["future"]:
        return -1 if low in cues["doubtful"] and {"not", "neither", "nor", "no"} & {w.low for w in line[: n + 3]} else 1
    if low in cues["future_before_to"]:
        if after in ("to", "for") and not (low == "due" and line[n - 1].low not in _BE):
            return 1
        return -1 if low == "set" else 0
    if low in cues["past"] or (low.endswith("ed") and len(low) > 4 and low not in cues["adjectives"]):
        if "not" in before:
            return -1  # "could not be reached on Thursday"
        if cues["doubtful"] & set(before) and {"neither", "nor", "not", "no"} & {w.low for w in line[:n]}:
            return -1  # "neither could be found Wednesday"
        return 1 if "be" in before or cues["future"].intersection(before) - cues["doubtful"] else -1
    return 1 if low == "to" and after in cues["infinitives"] else 0


_BE = frozenset(["is", "are", "was", "were", "be", "originally"])


@cache
def _cues() -> dict[str, frozenset[str]]:
    return {name: frozenset(listed) for name, listed in table("times")["tense"].items()}
