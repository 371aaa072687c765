"""Texts of one origin, found as they come: by the five-word shingles that the shorter shares with the longer.

Jaccard likeness fails here: a wire story of 800 words and its first 200 share a fifth of their shingles and are one origin.
A sample of the shingles finds candidates, all of them judge, so that the cost does not grow with what was read before.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain
from zlib import crc32

from tollbook.model import Report
from tollbook.reconcile.credits import body_of, credit_of, family_of, lineage_table

_WORD = re.compile(r"\w+")
_GAP = re.compile(b" ")


class ById:
    """A report that is told from others by its id alone: its text is not hashed anew at each look-up."""

    __slots__ = ("report",)

    def __init__(self, report: Report) -> None:
        self.report = report

    def __hash__(self) -> int:
        return hash(self.report.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ById) and other.report.id == self.report.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What is remembered of a text: its shingles, the agency that it credits, and whose publisher's it is."""

    report: str
    shingles: frozenset[int]
    credit: str | None
    family: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """``earlier`` is what a text repeats; ``share`` of the shorter one's shingles stand in the other."""

    earlier: str
    share: float
    why: str


def copy_of(report: Report) -> Copy:
    """What is remembered of ``report``."""
    return Copy(report=report.id, shingles=shingles(body_of(report)), credit=credit_of(report), family=family_of(report))


def shingles(text: str) -> frozenset[int]:
    """Hashes of the five-word shingles of a text, case and marks apart."""
    raw = " ".join(_WORD.findall(text.casefold())).encode("utf-8", "replace")
    size = lineage_table()["index"]["words"]
    ends = [m.start() for m in _GAP.finditer(raw)]
    starts, ends = [0, *(e + 1 for e in ends)], [*ends, len(raw)]
    return frozenset([crc32(raw[a:b]) for a, b in zip(starts, ends[size - 1 :], strict=False)]) if raw else frozenset()


def containment(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of the shorter one's shingles that the other has; nothing, where that is too short to tell."""
    small = len(a) if len(a) < len(b) else len(b)
    return len(a & b) / small if small >= lineage_table()["index"]["least"] else 0.0


class Lineages:
    """The texts read so far, each with those that it repeats. What is found follows from what was added, in order."""

    def __init__(self) -> None:
        self._copies: list[Copy] = []
        self._root: list[int] = []  # the number of the first text of a lineage
        self._credits: dict[int, Counter[str]] = defaultdict(Counter)  # of a lineage, by its root
        self._with: dict[int, list[int]] = defaultdict(list)  # shingle -> texts
        self._common: int = lineage_table()["index"]["common"]
        self._lowest = min(_least(of) for of in ("near", "agency", "family", "other"))  # no reason asks for less

    def __len__(self) -> int:
        return len(self._copies)

    def origin_of(self, report: str) -> str:
        """The first text of the lineage of ``report``."""
        number = next(n for n, c in enumerate(self._copies) if c.report == report)
        return self._copies[self._top(number)].report

    def add(self, copy: Copy) -> tuple[Repeat, ...]:
        """Remembers a text and says what it repeats: the likest first, then what joins other lineages to that one."""
        number, own = len(self._copies), _sample(copy.shingles)
        found = self._found(copy, own)
        self._copies.append(copy)
        self._root.append(number)
        if copy.credit is not None:
            self._credits[number][copy.credit] += 1
        for s in own:
            if len(self._with[s]) < self._common:
                self._with[s].append(number)
        repeats: list[Repeat] = []
        for other, share, why in found:
            mine, theirs = self._top(number), self._top(other)
            if mine != theirs and (not repeats or share >= _least("near") or self._versions(copy, other, share)):
                self._join(mine, theirs)
                repeats.append(Repeat(earlier=self._copies[other].report, share=share, why=why))
        return tuple(repeats)

    def _found(self, copy: Copy, own: frozenset[int]) -> list[tuple[int, float, str]]:
        """Earlier texts that ``copy`` repeats, the likest first; of equally like ones the earliest."""
        shared = Counter(chain.from_iterable([self._with[s] for s in own if s in self._with]))
        asked, mine = lineage_table()["index"]["asked"], len(own)
        found = []
        for number, count in shared.items():
            other = self._copies[number].shingles
            if count >= asked * min(mine, len(other)):
                share = containment(copy.shingles, other)
                if share >= self._lowest and (why := self._reason(copy, number, share)):
                    found.append((number, share, why))
        return sorted(found, key=lambda x: (-x[1], x[0]))

    def _reason(self, copy: Copy, number: int, share: float) -> str:
        """Why a text repeats an earlier one; empty where it does not. A lineage of another agency takes near copies only."""
        other = self._copies[number]
        if share >= _least("near"):
            return "a near copy"
        if min(len(copy.shingles), len(other.shingles)) < lineage_table()["index"]["short"]:
            return ""  # two sentences of one formula and one day are worded alike
        told = self._credits[self._top(number)]
        if copy.credit is not None and told and copy.credit not in told:
            return ""
        if copy.credit is not None and copy.credit == other.credit:
            return f"both credit {copy.credit}" if share >= _least("agency") else ""
        one_family = copy.family is not None and copy.family == other.family
        if share < _least("family" if one_family else "other") or not self._of_its_origin(copy, number):
            return ""
        return f"both of {copy.family}" if one_family else "a copy"

    def _of_its_origin(self, copy: Copy, number: int) -> bool:
        """A chain of cut texts makes no origin: what repeats the last of it must share words with the first too."""
        first = self._top(number)
        return first == number or containment(copy.shingles, self._copies[first].shingles) >= _least("origin")

    def _versions(self, copy: Copy, other: int, share: float) -> bool:
        """Versions of one agency's report: what repeats two of them shows that they are one."""
        return copy.credit is not None and copy.credit == self._copies[other].credit and share >= _least("versions")

    def _top(self, number: int) -> int:
        while self._root[number] != number:
            self._root[number] = self._root[self._root[number]]
            number = self._root[number]
        return number

    def _join(self, one: int, other: int) -> None:
        first, last = min(one, other), max(one, other)
        self._root[last] = first
        self._credits[first].update(self._credits.pop(last, Counter()))


def _least(of: str) -> float:
    return float(lineage_table()["contained"][of])


def _sample(all_of: frozenset[int]) -> frozenset[int]:
    """The shingles by which a text is found: one in a few, of a short text all."""
    index = lineage_table()["index"]
    return all_of if len(all_of) <= index["whole"] else frozenset(s for s in all_of if s % index["sampled"] == 0)


__all__ = ["Copy", "Lineages", "Repeat", "containment", "copy_of", "shingles"]
