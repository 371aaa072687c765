"""Contents of one sentence told apart: which lies in which, and where one speaker's words end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tollbook.extract.attribution_sources import words
from tollbook.extract.mention import Attributed
from tollbook.model import Report

_JOINT = re.compile(r"(?:[,;]\s*(?:and|but|while|whereas|though|although)|\bwhile|\bwhereas|;)\s+\Z", re.I)


def nested(report: Report, mine: list[Attributed]) -> Iterator[Attributed]:
    """Contents cut to what their sources say, and cues left out that are part of a source's own description."""
    for a in mine:
        if _no_speaker(a, mine):
            continue
        end = min([c for t in mine if t is not a for c in _cut(report, a, t)], default=a.content.end)
        if end >= a.content.end:
            yield a
        elif end > a.content.start:
            yield replace(a, content=report.words(a.content.start, end))


def _no_speaker(a: Attributed, mine: list[Attributed]) -> bool:
    """A verb inside the words for another source ("a man who asked not to be named"), or a place that "recorded nine deaths",
    as a body says."""
    if a.cue is None:
        return False
    others = [t for t in mine if t.cue is not None and t.cue != a.cue]
    if any(t.worded is not None and t.worded.start <= a.cue.start < a.cue.end <= t.worded.end for t in others):
        return True
    low = {w.casefold() for w in re.findall(r"\w+", a.worded.text if a.worded is not None else "")}
    if a.cue.text.casefold() not in words("verbs", "keep") or low & (words("words", "heads") | words("words", "pronouns")):
        return False
    return any(t.rule.startswith(("trailing", "say")) and t.content.start <= a.cue.start < t.content.end for t in others)


def _cut(report: Report, a: Attributed, other: Attributed) -> Iterator[int]:
    """Where what ``a`` says ends for the sake of ``other``: at Y's report of it ("X says that ..., Y reported"), or where
    another clause begins with a speaker of its own ("X said nine, while Y spoke of ten")."""
    if a.cue is None or other.cue is None or other.cue == a.cue:
        return
    if other.rule.startswith("trailing") and other.content.start <= a.cue.start and a.cue.end <= other.content.end:
        yield max(other.content.end, a.content.start + 1)
    speaker = other.worded
    if (
        speaker is not None
        and a.content.start < speaker.start < other.cue.start < a.content.end
        and not other.rule.startswith("who")
    ):
        before = report.text[a.content.start : speaker.start]
        joint = _JOINT.search(before) or (re.search(r",\s+\Z", before) if a.rule == "put" else None)
        if joint is not None:
            yield a.content.start + joint.start()
