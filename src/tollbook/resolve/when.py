"""When what a claim counts took place: the one expression of its sentence, or of the sentence before, that holds for it.

"Police said on Friday that 12 people had been killed on Wednesday" holds two days; the first is when it was said. What a
sentence does not date, the sentence before does, where that tells of an event and not of a statement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tollbook.lexicon import table
from tollbook.model import BlockKind, Claim, Interval, Report, Span
from tollbook.resolve.longer import counted_over
from tollbook.resolve.periods import between
from tollbook.resolve.timeanchors import is_anchor
from tollbook.resolve.times import local_day
from tollbook.resolve.timexes import Timex

_WORD = re.compile(r"[^\W\d_]+|\d[\d.,:]*|[;:.,]")
_JOINT = re.compile(r"\s*(?:,|,? and|(?:through )?to|until|till|through|[-–—])\s*(?:on |early |late )?")
_EXACT = {
    "time": 0,
    "part": 0,
    "day": 0,
    "weekend": 2,
    "duration": 3,
    "week": 3,
    "month": 5,
    "season": 9,
    "quarter": 9,
    "year": 9,
}
_FAR, _COARSE = 40, 18  # words; beyond, an expression holds for other things, one of a month or more the sooner
_CHOSEN = 15  # what the figure's own phrase names stands so many words nearer
_OLD = 31  # days before publication; what is older is background, and is not carried
_BACK, _AHEAD = 3, 2  # sentences in which the event of a sentence without a day may be dated


def when_of(claim: Claim, report: Report, timexes: Sequence[Timex]) -> Interval | None:
    """The days on which what ``claim`` counts took place, as its report tells; ``None`` where it does not.

    ``timexes`` are those of the whole report, in order. "Since Sunday" lasts until publication.
    """
    inside = _within(timexes, claim.sentence)
    own = _bound(claim, report, timexes, inside)
    if own is not None or any(_dates(report.text, claim.sentence, t) or t.rule == "unit.span" for t in inside):
        return own
    if (longer := counted_over(claim, report, inside)) is not None:
        return longer
    carried = _carried(report, timexes, claim.sentence)
    published = local_day(report)
    if carried is None or (published is not None and (published - carried.end).days > _OLD):
        return None
    said = [t.interval.start for t in inside if t.interval is not None and t.granularity == "day"]
    return None if any(day < carried.start for day in said) else carried


def interval_of_words(report: Report, sentence: Span, t: Timex, timexes: Sequence[Timex]) -> Interval | None:
    """The days of one expression of ``sentence`` ("since Sunday", "from Monday to Friday"); ``None`` where it holds none."""
    return _interval(report, sentence, t, timexes) if _holds_days(t) and not _named_after(report.text, t) else None


def last_day_of(report: Report, timexes: Sequence[Timex], sentence: Span) -> Interval | None:
    """The last day on which something happened in ``sentence``, days on which something was said left out."""
    return _last_day(report, timexes, sentence)


def _dates(text: str, sentence: Span, t: Timex) -> bool:
    return _holds_days(t) and _EXACT[t.granularity] < 5 and not _said(text, sentence, t)


def _within(timexes: Sequence[Timex], span: Span) -> list[Timex]:
    return [t for t in timexes if span.start <= t.span.start and t.span.end <= span.end]


def _holds_days(t: Timex) -> bool:
    return t.interval is not None and t.granularity in _EXACT


def _bound(claim: Claim, report: Report, timexes: Sequence[Timex], inside: Sequence[Timex]) -> Interval | None:
    """The expression of the claim's own sentence that holds for it."""
    best: tuple[int, Interval] | None = None
    within = claim.sentence
    for t in inside:
        if not _holds_days(t) or is_anchor(report.text, t.span.start):
            continue
        named = claim.scope.when_span
        chosen = named is not None and named.start < t.span.end and t.span.start < named.end
        interval = _interval(report, within, t, timexes)
        if interval is None or _said(report.text, within, t) or _named_after(report.text, t):
            continue
        cost = _EXACT[t.granularity] + max(0, _distance(report.text, claim.figure, t.span) - _CHOSEN * chosen)
        if cost < (_FAR if _EXACT[t.granularity] < 5 else _COARSE) and (best is None or cost < best[0]):
            best = (cost, interval)
    return None if best is None else best[1]


def _carried(report: Report, timexes: Sequence[Timex], sentence: Span) -> Interval | None:
    """The last day on which something happened in the sentences before, or the day that the next ones give the event."""
    at = next((n for n, s in enumerate(report.sentences) if s.start <= sentence.start < s.end), None)
    if at is None or report.blocks[report.sentences[at].block].kind is BlockKind.HEADLINE:
        return None
    around = report.sentences[max(0, at - _BACK) : at + 1 + _AHEAD]
    here = min(at, _BACK)
    spans = [report.words(s.start, s.end) for s in around]
    for n in range(here, -1, -1):
        if n < here and (found := _last_day(report, timexes, spans[n])) is not None:
            return found
        if _counts_more(spans[n].text):
            break
    if _cues()["totals"].intersection(_words(sentence.text, 0, len(sentence.text))):
        return None
    for span in spans[here + 1 :]:
        if (at < 2 or _tells_when(span.text)) and (found := _last_day(report, timexes, span)) is not None:
            return found
    return None


def _counts_more(sentence: str) -> bool:
    """Whether a sentence counts more than the event of the one before: a toll, or what has been counted so far."""
    return bool((_cues()["totals"] | _cues()["perfect"]).intersection(_words(sentence, 0, len(sentence))))


def _last_day(report: Report, timexes: Sequence[Timex], within: Span) -> Interval | None:
    found = None
    for t in _within(timexes, within):
        if not _holds_days(t) or _EXACT[t.granularity] > 2 or _said(report.text, within, t):
            continue
        interval = _interval(report, within, t, timexes)
        # The end of a range is no day by itself: "from Wednesday night to Thursday morning".
        found = interval if interval is not None and (found is None or not found.start <= interval.start <= found.end) else found
    return found


def _tells_when(sentence: str) -> bool:
    """ "The attack took place on Tuesday", "Monday's blast": the event told of before is dated."""
    words = _words(sentence, 0, len(sentence))
    cues = _cues()
    named = any(w in cues["events"] and words[k - 1] == "s" for k, w in enumerate(words) if k)
    return named or (words[:1] != [] and words[0] in cues["resuming"] and bool(cues["happened"].intersection(words[:14])))


# ------------------------------------------------------------------------------------------------------------ the sentence


@cache
def _cues() -> dict[str, frozenset[str]]:
    return {name: frozenset(listed) for name, listed in table("times")["binding"].items()}


def _words(text: str, start: int, end: int) -> list[str]:
    return [w.lower() for w in _WORD.findall(text[start:end])]


def _said(text: str, sentence: Span, t: Timex) -> bool:
    """Whether ``t`` is when something was said: beside a word of saying, or the opening of a sentence that goes on to say."""
    cues = _cues()
    before = _words(text, sentence.start, t.span.start)
    after = _words(text, t.span.end, sentence.end)
    n = len(before)
    if after[:1] == ["s"] and cues["events"].intersection(after[1:3]):
        return False  # "officials said Saturday's airstrike had killed 12"
    while n and n > len(before) - 7 and before[n - 1] in cues["between"] - cues["saying"]:
        n -= 1
    if n and before[n - 1] in cues["saying"]:
        return True
    if after[:1] and after[0] in cues["saying"] and after[0] != "reported":
        return True
    if not set(before) - cues["linking"]:  # "On Friday, the ministry said that 12 people had been killed"
        subject = [w for w in after[:9] if w != ","]
        first = next((k for k, w in enumerate(subject) if w in cues["saying"]), None)
        return first is not None and not any(w[0].isdigit() or w in ("were", "was", "killed") for w in subject[:first])
    return False


def _named_after(text: str, t: Timex) -> bool:
    """ "the 2011 revolt", "this year's vote": a year that names another event."""
    if text[t.span.end : t.span.end + 2] in ("'s", "’s"):
        return t.granularity == "year"
    return (
        t.granularity == "year"
        and t.span.text[:1].isdigit()
        and re.search(r"\b(?:in|of|during|since|from|to|year)\s+(?:early |late |mid-)?$", text[: t.span.start]) is None
    )


def _interval(report: Report, sentence: Span, t: Timex, timexes: Sequence[Timex]) -> Interval | None:
    """The days of ``t`` with the words before it: "since Sunday", "from Monday to Friday"; ``None`` where they date a count."""
    assert t.interval is not None  # the callers ask `_holds_days` first
    cues, published = _cues(), local_day(report)
    before = _words(report.text, sentence.start, t.span.start)
    while before and before[-1] in cues["linking"] - cues["counted"]:
        before.pop()
    lead = before[-1] if before else ""
    if cues["comparing"].intersection(before[-9:]) and lead in cues["since"] | {"in"} | cues["counted"]:
        return None
    if lead in cues["since"] or lead in cues["began"]:
        if published is None or published < t.interval.start:
            return t.interval
        found = between(t.interval.start, published)
        return replace(found, precision="year") if t.granularity == "year" else found  # "since the start of the year"
    if lead in cues["counted"] and not (lead == "of" and before[-2:-1] != ["as"]):
        return None
    partner = _partner(report.text, t, timexes)
    if partner is not None and partner.interval is not None and partner.interval.end >= t.interval.start:
        return between(t.interval.start, partner.interval.end)
    if published is not None and t.interval.start > published:
        return None  # what is to come has not been counted
    return t.interval if published is None or t.interval.end <= published else replace(t.interval, end=published)


def _partner(text: str, t: Timex, timexes: Sequence[Timex]) -> Timex | None:
    """The end of a range that begins with ``t``: "Thursday, Friday and Saturday", "from Monday to Friday"."""
    last, found = t, None
    for other in timexes:
        if other.span.start < last.span.end:
            continue
        joined = _JOINT.fullmatch(text, last.span.end, other.span.start) is not None
        if not joined or other.granularity not in ("day", "part") or not _holds_days(t):
            break
        last = found = other
    return found


def _distance(text: str, figure: Span, at: Span) -> int:
    """Words between a figure and an expression; another clause between them counts as many words."""
    cues = _cues()
    start, end = (figure.end, at.start) if figure.end <= at.start else (at.end, figure.start)
    words = _words(text, start, end)
    turns = 12 * words.count(";") + 8 * sum(w in cues["saying"] for w in words)
    if figure.end <= at.start:
        relative = sum(25 if w in cues["relative"] else 10 if w in cues["opening"] else 0 for w in words)
    else:
        relative = _FAR * words.count("after")  # "reopened on Monday, after clashes that left dozens dead"
    return len(words) + turns + relative
