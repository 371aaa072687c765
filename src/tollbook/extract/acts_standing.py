"""How a report lets an act stand: hedged, not to be verified, rejected by another party; else asserted."""

from __future__ import annotations

import re

from tollbook.extract.acts_deed import Deed
from tollbook.extract.acts_words import act_pattern
from tollbook.extract.mention import Told
from tollbook.model import Attribution, Report, Standing

_NEAR = 90  # characters around an act in which a hedge speaks of it
_TURN = re.compile(r"[;:]|\b(?:but|while|whereas|although)\b", re.I)


def standing_of(report: Report, n: int, d: Deed, told: Attribution) -> Told:
    """The standing of an act of sentence ``n``: as its clause, its sentence or the next one tell."""
    text, s = report.text, report.sentences[n]
    sentence = _plain(text[s.start : s.end])
    following = [_plain(text[x.start : x.end]) for x in report.sentences[n + 1 : n + 3] if x.block - s.block <= 1]
    denied = act_pattern("standing", "disputed")
    if not d.rule.says and following and denied.search(following[0]):
        return Told(standing=Standing.DISPUTED, hedge=_found(denied, following[0]))
    unverified = act_pattern("standing", "unverified")
    if unverified.search(sentence):
        return Told(standing=Standing.UNVERIFIED, hedge=_found(unverified, sentence))
    if following and unverified.search(following[0]) and act_pattern("standing", "near").match(following[0]):
        return Told(standing=Standing.UNVERIFIED, hedge=_found(unverified, following[0]))
    hedge = _hedge(text, s.start, s.end, d)
    if (
        hedge is None
        and told.said_by is not None
        and act_pattern("standing", "hedges").search(f"{told.said_by} {told.cue or ''}")
    ):
        hedge = told.said_by
    if hedge is not None:
        return Told(standing=Standing.UNVERIFIED, hedge=hedge)
    return Told()


def _hedge(text: str, start: int, end: int, d: Deed) -> str | None:
    """A hedge of the act's own clause, or within its verb."""
    lo, hi = max(start, d.start - _NEAR), min(end, d.end + _NEAR // 3)
    before, after = text[lo : d.start], text[d.end : hi]
    turns = [m.end() for m in _TURN.finditer(before)]
    lo = lo + turns[-1] if turns else lo
    turn = _TURN.search(after)
    hi = d.end + turn.start() if turn else hi
    found = act_pattern("standing", "hedges").search(_plain(text[lo:hi]))
    return None if found is None else found[0]


def _plain(words: str) -> str:
    return re.sub(r"\s", " ", words)


def _found(pattern: re.Pattern[str], words: str) -> str:
    m = pattern.search(words)
    return "" if m is None else m[0]
