"""Claims as read against claims as annotated: matched, missed, extra, and each field of those matched.

A claim is matched where measure, thing and interval are equal and its figure stands within the annotated words. The
fields are compared by the words that carry meaning; `docs/method.md` says how the annotation was made.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
FIELDS = ("qualifier", "who_class", "where", "said_by", "via", "standing", "part_of", "extent")
WHOLE = ("who_class", "where", "said_by", "standing")
_EMPTY = frozenset(["the", "a", "an", "of", "in", "on", "s", "its", "their", "his", "her"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts over current claims. ``fields`` gives, of the matched, how many had each field right; ``whole`` all of `WHOLE`."""

    matched: int
    missed: tuple[Row, ...]
    extra: tuple[Row, ...]
    fields: Mapping[str, int]
    whole: int
    rules: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # of each rule: claims wholly right, claims read

    def f1(self, right: int | None = None) -> float:
        """F1 of ``right`` matches (all of them by default); 0 where there is nothing to find."""
        hits = self.matched if right is None else right
        total = 2 * self.matched + len(self.missed) + len(self.extra)
        return 2 * hits / total if total else 0.0


def score_claims(gold: Sequence[Row], read: Sequence[Row]) -> Score:
    """Scores rows of one set; ``report`` of a read row and ``doc`` of an annotated one name the same report by its stem."""
    fields: Counter[str] = Counter()
    matched, whole, taken = 0, 0, set()
    extra = []
    rules: dict[str, tuple[int, int]] = {}
    for row in read:
        if _frame(row) != "current":
            continue
        good, asked = rules.get(row.get("rule", ""), (0, 0))
        rules[row.get("rule", "")] = (good, asked + 1)
        best = max(
            (i for i, g in enumerate(gold) if i not in taken and _matches(g, row)),
            key=lambda i: _agreement(gold[i], row),
            default=None,
        )
        if best is None:
            extra.append(row)
            continue
        taken.add(best)
        if _frame(gold[best]) != "current":
            extra.append(row)  # a past or feared figure read as one of today
            continue
        if gold[best].get("optional"):
            rules[row.get("rule", "")] = (good, asked)
            continue
        right = [f for f in FIELDS if _right(f, gold[best], row)]
        fields.update(right)
        matched += 1
        whole += all(f in right for f in WHOLE)
        rules[row.get("rule", "")] = (good + all(f in right for f in WHOLE), asked + 1)
    missed = [g for i, g in enumerate(gold) if i not in taken and not g.get("optional") and _frame(g) == "current"]
    told = dict(sorted(rules.items()))
    return Score(matched=matched, missed=tuple(missed), extra=tuple(extra), fields=dict(fields), whole=whole, rules=told)


def _frame(row: Row) -> str:
    told = "background" if row.get("background") else "forecast" if row.get("forecast") else row.get("frame")
    return str(told or "current")


def _fold(words: object) -> str:
    text = unicodedata.normalize("NFKC", str(words or "")).replace("’", "'").replace("“", '"').replace("”", '"')
    return " ".join(text.split()).casefold()


def _words(value: object) -> frozenset[str]:
    return frozenset(re.findall(r"[\w']+", _fold(value).replace("'s", ""))) - _EMPTY


def _alike(a: object, b: object) -> bool:
    """Both absent, or half the words of the shorter shared and neither much longer."""
    x, y = _words(a), _words(b)
    if not x or not y:
        return not x and not y
    short, long = sorted((len(x), len(y)))
    return 2 * len(x & y) >= short and long <= 3 * short + 2


def _matches(gold: Row, row: Row) -> bool:
    figure = _fold(row["figure"]["text"])
    thing = gold["measure"] in ("crowd", "deployed") or _alike(gold.get("object"), row.get("object"))
    same = gold["measure"] == row["measure"] and (gold["low"], gold["high"]) == (row["low"], row["high"])
    return same and thing and gold["doc"] == _stem(row["report"]) and bool(figure) and figure in _fold(gold["text"])


def _stem(name: str) -> str:
    return re.sub(r"\.\w+$", "", str(name).rsplit("/", 1)[-1])


def _agreement(gold: Row, row: Row) -> int:
    return (_frame(gold) == _frame(row)) * 10 + sum(_right(f, gold, row) for f in WHOLE)


def _right(field: str, gold: Row, row: Row) -> bool:
    match field:
        case "where" | "said_by":
            return _alike(gold.get(field), row.get(field))
        case "via":
            mine, theirs = gold.get("via") or [], row.get("via") or []
            return len(mine) == len(theirs) and all(any(_alike(a, b) for b in theirs) for a in mine)
        case "part_of":
            return _digits(gold.get("part_of")) == _digits(row.get("part_of"))
        case "extent":
            told = {True: "incident", False: "cumulative"}.get(gold.get("new"))  # type: ignore[arg-type]  # new is true, false or null
            return told is None or told == row.get("extent")
        case "who_class":
            return (gold.get(field) or "people") == (row.get(field) or "people")
        case _:
            return bool(gold.get(field) == row.get(field))


def _digits(value: object) -> str | None:
    if value is None:
        return None
    found = re.search(r"\d[\d,. ]*", str(value))
    return re.sub(r"\D", "", found[0]) if found else _fold(value)
