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
    """An expression, ``line[first:last]``. ``said`` is the first day of the last dated thing said before it, if any."""

    line: Sequence[Word]
    first: int
    last: int
    published: date | None
    said: date | None

    @property
    def words(self) -> Sequence[Word]:
        """The expression's own words."""
        return self.line[self.first : self.last]

    @property
    def anchor(self) -> date | None:
        """What "the previous day" is counted from."""
        return self.said or self.published

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
        first after it ("On Friday, the court will ...").
        """
        for n in range(self.first - 1, -1, -1):
            word = self.line[n]
            if word.text in ".;:" and n < self.first - 1:
                break
            if (told := _tells(self.line, n)) != 0:
                return told
        for n in range(self.last, len(self.line)):
            if (told := _tells(self.line, n)) != 0:
                return told
        return 0


def _tells(line: Sequence[Word], n: int) -> int:
    cues = _cues()
    low = line[n].low
    if low in cues["future"]:
        return 1
    if low in cues["past"]:
        return -1
    if low.endswith("ed") and len(low) > 4 and low not in cues["adjectives"]:
        before = {w.low for w in line[max(0, n - 4) : n]}
        return 1 if before & cues["future"] or ("to" in before and "be" in before) else -1
    return 1 if low == "to" and n + 1 < len(line) and line[n + 1].low in cues["infinitives"] else 0


@cache
def _cues() -> dict[str, frozenset[str]]:
    return {name: frozenset(listed) for name, listed in table("times")["tense"].items()}
