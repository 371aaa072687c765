"""Pages that are no report: only the first words of it are free to read, or they say that something failed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from tollbook.lexicon import table
from tollbook.read.facts import Facts
from tollbook.read.walk import Run

_WORD = re.compile(r"\w+")


class Stub(StrEnum):
    """Why a page is no report."""

    PAID = "paid"
    FAILED = "failed"


def stub_of(facts: Facts, runs: Sequence[Run], held: Sequence[bool]) -> Stub | None:
    """Whether a page is a stub: short, and it says so of itself. A page of some length is a report, whatever it says."""
    words = [len(_WORD.findall(r.words)) for r, part in zip(runs, held, strict=True) if part]
    limits = table("reading")["stubs"]
    if sum(words) >= limits["longest"]:
        return None
    top = [facts.said.get("title", ""), *(r.words for r in runs if r.tag == "h1")]
    if any(_pattern("failed").search(" ".join(w.split())) for w in top if len(w) <= limits["headline"]):
        return Stub.FAILED
    if sum(words) < limits["shortest"] and any(_pattern("failed_words").search(r.words) for r in runs):
        return Stub.FAILED
    if facts.free is False or any(_pattern("paid").search(r.words) for r in runs):
        return Stub.PAID
    return None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in table("reading")["stubs"][name]), re.I)
