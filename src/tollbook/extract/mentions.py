"""Figures with their measures and scopes: what a report counts, sentence by sentence."""

from __future__ import annotations

import string

from tollbook.extract.clause import Clause
from tollbook.extract.costs import find_costs
from tollbook.extract.doubtful import is_none
from tollbook.extract.finding import Finding
from tollbook.extract.frames import frame_of, report_year, until_now
from tollbook.extract.lexing import lex
from tollbook.extract.measures import find_in
from tollbook.extract.mention import Mention
from tollbook.extract.parts import find_parts
from tollbook.extract.past import dated_long_before, long_before, told_as_past
from tollbook.extract.phrases import cut
from tollbook.extract.scope import scope_of
from tollbook.extract.screening import may_count, may_number, words_of
from tollbook.extract.victims import count_the_dead
from tollbook.extract.words import tables
from tollbook.model import BlockKind, Frame, Quantity, Report, Sentence, Span

_REACH = 2  # sentences over which "of them" and lists reach back


def find_mentions(report: Report, *, scan: bool = True) -> tuple[Mention, ...]:
    """All mentions of ``report``, in order of their figures. A report without a word that counts anything costs one scan.

    Without ``scan`` every sentence is read: slower, and the same (`bench.prefilter` compares the two).
    """
    said = [words_of(report.text, s.start, s.end) for s in report.sentences] if scan else []
    counting = [may_count(w, report.text, s.start, s.end) for w, s in zip(said, report.sentences, strict=True)] if scan else []
    if scan and True not in counting:
        return ()
    found: list[Finding] = []
    year = report_year(report)
    upper = _upper(report.text)
    spans: dict[int, Sentence] = {}
    recent: list[list[Finding]] = []
    for k, sentence in enumerate(report.sentences):
        here = not scan or counting[k]
        earlier = [f for fs in recent[-_REACH:] for f in fs]
        fresh: list[Finding] = []
        if not here and earlier and not may_number(said[k], report.text, sentence.start, sentence.end):
            earlier = []
        if (here or earlier) and report.blocks[sentence.block].kind is not BlockKind.BOILERPLATE:
            fresh = _read(report, sentence, upper, here, earlier, found)
        recent.append(fresh)
        for f in fresh:
            spans[id(f)] = sentence
        found += fresh
    found.sort(key=lambda f: (f.start, f.end))
    count_the_dead(report.text, found, [spans[id(f)].end for f in found])
    return _mentions(report, found, spans, year)


def _read(
    report: Report, sentence: Sentence, upper: bool, here: bool, earlier: list[Finding], told: list[Finding]
) -> list[Finding]:
    t = tables()
    shouted = upper or report.text[sentence.start : sentence.end].isupper()
    tokens = lex(report.text, sentence.start, sentence.end, t, shouted)
    clause = Clause(report.text, sentence.start, sentence.end, tokens, cut(tokens, shouted), shouted)
    found = [*find_in(clause), *find_costs(clause)] if here else []
    return [f for f in find_parts(clause, found, earlier, told) if not is_none(f)]


_SMALL = string.ascii_lowercase.encode()


def _upper(text: str) -> bool:
    """Whether a report is written without small letters."""
    head = text[:4000]
    plain = head.encode("ascii", "ignore")
    if 10 * (len(plain) - len(plain.translate(None, _SMALL))) > 3 * len(head):
        return False  # so many small letters that the capitals cannot be seven of ten
    letters = sum(map(str.isalpha, head))
    return sum(map(str.isupper, head)) > 0.7 * letters


def _mentions(report: Report, found: list[Finding], spans: dict[int, Sentence], year: int | None) -> tuple[Mention, ...]:
    index = {id(f): k for k, f in enumerate(found)}
    out: list[Mention] = []
    last: Span | None = None
    past = told_as_past(report) if found else frozenset()
    for f in found:
        s = spans[id(f)]
        start, end = _clause(f)
        whole = index.get(id(f.whole)) if f.whole is not None else None
        frame = frame_of(f, _said_of(f), year, report.published is None)
        far = s.start in past or dated_long_before(report, *narrow(f)) or _another_event(report, f, s, out)
        if frame is Frame.CURRENT and far and not until_now(f):
            frame = Frame.BACKGROUND
        if f.inherits and whole is not None and whole < len(out) and out[whole].frame is not Frame.CURRENT:
            frame = out[whole].frame
        scope = scope_of(report, f, report.blocks[s.block].kind in (BlockKind.HEADLINE, BlockKind.SUBTITLE), last)
        last = scope.where_span or last
        out.append(
            Mention(
                figure=report.words(f.start, f.end),
                sentence=report.words(s.start, s.end),
                clause=report.words(start, end),
                measure=f.measure,
                object=f.object,
                quantity=Quantity(low=f.low, high=f.high, qualifier=f.qualifier, unit=f.unit),
                scope=scope,
                part_of=whole,
                part_of_words=None if f.share_words is None or whole is not None else report.text[slice(*f.share_words)],
                frame=frame,
                replaces=f.replaces,
                restates=f.restates,
                rule=f.rule,
            )
        )
    return tuple(out)


def _another_event(report: Report, f: Finding, s: Sentence, told: list[Mention]) -> bool:
    """ "On 1 February another convoy was attacked": what is two months and older, in a report that has told of something else."""
    others = [m for m in told if m.sentence.start != s.start and m.frame is Frame.CURRENT]
    again = any(m.measure is f.measure and (m.quantity.low, m.quantity.high) == (f.low, f.high) for m in others)
    return bool(others) and not f.single and not again and long_before(report, s.start, s.end)


def narrow(f: Finding) -> tuple[int, int]:
    """The clause alone: up to the nearest "who", "when", "as" and marks on either side."""
    c, ps = f.clause, f.clause.phrases
    lo, hi = min(f.group, f.trigger), max(f.group, f.trigger)
    start, end = c.start, c.end
    for j in range(lo - 1, -1, -1):
        if ps[j].kind in (";", ".", "S") or (ps[j].kind == "W" and j < lo - 1):
            start = c.tokens[ps[j].last - 1].end
            break
    for j in range(hi + 1, len(ps)):
        if ps[j].kind in (";", "S", "W"):
            end = c.tokens[ps[j].first].start
            break
    return min(start, f.start), max(end, f.end)


def _said_of(f: Finding) -> str:
    """The words of the clause alone, without what is put in between the people and their verb."""
    c, ps = f.clause, f.clause.phrases
    start, end = narrow(f)
    lo, hi = min(f.group, f.trigger), max(f.group, f.trigger)
    mark = next((j for j in range(lo + 1, hi) if ps[j].kind in ("W", ",", "(")), None)
    if mark is None:
        return c.text[start:end]
    return c.text[start : c.tokens[ps[mark].first].start] + " " + c.text[c.tokens[ps[hi].first].start : end]


def _clause(f: Finding) -> tuple[int, int]:
    """The stretch of the sentence that speaks of the figure: up to the marks and joints around it."""
    c, ps = f.clause, f.clause.phrases
    lo, hi = min(f.group, f.trigger), max(f.group, f.trigger)
    start, end = c.start, c.end
    for j in range(lo - 1, -1, -1):
        if ps[j].kind in (";", ".") or (
            ps[j].kind == "S" and c.tokens[ps[j].first].low in ("while", "but", "although", "whereas")
        ):
            start = c.tokens[ps[j].last].start
            break
    for j in range(hi + 1, len(ps)):
        if ps[j].kind == ";" or (ps[j].kind == "S" and c.tokens[ps[j].first].low in ("while", "although", "whereas")):
            end = c.tokens[ps[j].first].start
            break
    return min(start, f.start), max(end, f.end)
