"""Report -> acts and statements: what was done, by whom, to whom, where, when, according to whom and how firmly told.

Sentences are cut and attributed as for figures. Three families of rules walk the table `lexicon/en/acts.toml`: verbs, nouns
and phrases. What is denied, supposed, feared, asked for or only planned is no act; what points back ("the attack") is none of
its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from tollbook.extract.acts_deed import Deed, Range
from tollbook.extract.acts_nouns import by_nouns
from tollbook.extract.acts_screening import may_tell
from tollbook.extract.acts_standing import standing_of
from tollbook.extract.acts_verbs import by_verbs, never_before
from tollbook.extract.acts_when import when_words
from tollbook.extract.acts_words import act_pattern, act_words
from tollbook.extract.attribution import told_at
from tollbook.extract.clause import Clause
from tollbook.extract.finding import Finding
from tollbook.extract.frames import frame_of, report_year
from tollbook.extract.lexing import lex
from tollbook.extract.mention import Attributed, Contents
from tollbook.extract.phrases import cut
from tollbook.extract.where import where_of
from tollbook.model import Action, Attribution, BlockKind, Frame, Measure, Qualifier, Report, Sentence, Span, action_id

_BESIDE = 30  # characters between a speaker and the day behind it on which it is told that he spoke
_UNREAD = (BlockKind.BOILERPLATE,)


def find_acts(report: Report, attributions: Callable[[], Sequence[Attributed]], *, scan: bool = True) -> tuple[Action, ...]:
    """All acts and statements of ``report``, in order of their words. ``attributions`` are asked for where there is one.
    Without ``scan``, sentences that can tell none are cut too."""
    upper = _upper(report.text)
    told: list[tuple[int, bool, Deed]] = []
    for n, s in enumerate(report.sentences):
        kind = report.blocks[s.block].kind
        if kind in _UNREAD or (scan and not may_tell(report.text, s.start, s.end)):
            continue
        headline = kind in (BlockKind.HEADLINE, BlockKind.SUBTITLE)
        told += [(n, headline, d) for d in _deeds(report, s, upper)]
    if not told:
        return ()
    year, contents = report_year(report), Contents(tuple(attributions()))
    return tuple(_action(report, n, d, contents, year, headline) for n, headline, d in told)


def _upper(text: str) -> bool:
    top = text[:4000]
    return sum(map(str.isupper, top)) > 0.7 * sum(map(str.isalpha, top))


def _deeds(report: Report, s: Sentence, upper: bool) -> list[Deed]:
    shouted = upper or report.text[s.start : s.end].isupper()
    tokens = lex(report.text, s.start, s.end, act_words().cutting, shouted)
    clause = Clause(report.text, s.start, s.end, tokens, cut(tokens, shouted), shouted)
    told = [*by_phrases(clause), *by_verbs(clause), *by_nouns(clause)]
    return _once([d for d in told if not (d.family == "verb" and never_before(clause, d.start))])


def by_phrases(c: Clause) -> Iterator[Deed]:
    """The acts that a phrase of the table tells: "at the behest of the government"."""
    for rule in act_words().phrases:
        assert rule.pattern is not None  # a phrase has one
        for m in rule.pattern.finditer(c.text, c.start, c.end):
            groups = m.groupdict()
            start, end = m.span()
            if rule.start is not None and rule.start in groups:
                start = m.start(rule.start)
            elif rule.start is not None:
                start = start + m[0].index(rule.start)
            deed = Deed(clause=c, rule=rule, family="phrase", trigger=_phrase_at(c, start), start=start, end=end)
            deed.actor, deed.target, deed.where = (_group(m, g) for g in ("actor", "target", "place"))
            yield deed


def _group(m: re.Match[str], name: str) -> Range | None:
    return m.span(name) if m.groupdict().get(name) else None


def _phrase_at(c: Clause, position: int) -> int:
    return next((i for i, p in enumerate(c.phrases) if c.tokens[p.last - 1].end > position), len(c.phrases) - 1)


def _once(deeds: list[Deed]) -> list[Deed]:
    """One act a place: of two rules that read the same words, or "launched an attack" twice, the first stays."""
    kept: list[Deed] = []
    for d in deeds:
        if not any(_again(d, k) for k in kept):
            kept.append(d)
    return sorted(kept, key=lambda d: (d.start, d.end, d.rule.word))


def _again(d: Deed, k: Deed) -> bool:
    """Whether two rules read the same act: in the same words, or "opened two investigations" by its verb and by its noun."""
    if d.start < k.end and k.start < d.end:
        return d.rule.kind is k.rule.kind or d.family == "noun"
    return d.rule.word == k.rule.word and d.family != k.family and abs(d.trigger - k.trigger) <= 2


def _action(report: Report, n: int, d: Deed, contents: Contents, year: int | None, headline: bool) -> Action:
    s = report.sentences[n]
    act = report.words(d.start, d.end)
    told = told_at(report, act, contents)
    if d.rule.says and d.actor is None and told.said_by_span is not None and not told.own_observation:
        d.actor = told.said_by_span.start, told.said_by_span.end  # "said that ..., and denounced"
    told = _told_by(report, d, told)
    f = _finding(d)
    where = d.where or (None if d.rule.says or (d.family == "phrase" and d.rule.word == "request") else where_of(f, headline))
    where = None if where is not None and act_pattern("where", "never").search(report.text[where[0] : where[1]]) else where
    stands = standing_of(report, n, d, told)
    return Action(
        id=action_id(report.id, act, d.rule.kind, d.rule.word),
        report=report.id,
        sentence=report.words(s.start, s.end),
        act=act,
        kind=d.rule.kind,
        word=d.rule.word,
        says=d.rule.says,
        actor=_span(report, d.actor),
        target=_span(report, d.target),
        where=_span(report, where),
        when=_span(report, _own_day(report, when_words(d), d, told)),
        attribution=told,
        standing=stands.standing,
        hedge=stands.hedge,
        frame=_frame(d, f, year),
        rule=f"{d.family}.{d.rule.word}",
    )


def _span(report: Report, at: Range | None) -> Span | None:
    return None if at is None else report.words(*at)


def _own_day(report: Report, when: Range | None, d: Deed, told: Attribution) -> Range | None:
    """A day beside its speaker is the day on which it was said ("..., the agency noted on Thursday")."""
    speaker = told.said_by_span
    if when is None or d.rule.says or told.said_on is None or speaker is None:
        return when
    behind = 0 <= when[0] - speaker.end < _BESIDE
    return None if behind and report.text[when[0] : when[1]] in told.said_on else when


def _told_by(report: Report, d: Deed, told: Attribution) -> Attribution:
    """According to whom: who announced it, else who speaks around it; who acts tells nothing of himself by acting."""
    if told.said_by is None and d.teller is not None:
        span = report.words(*d.teller)
        said_on = None if d.told_on is None else report.text[slice(*d.told_on)]
        return Attribution(said_by=span.text, said_by_span=span, said_on=said_on)
    speaker = told.said_by_span
    if d.rule.says and speaker is not None and d.actor is not None and speaker.start < d.actor[1] and d.actor[0] < speaker.end:
        return Attribution()
    return told


def _finding(d: Deed) -> Finding:
    """The act as the rules of place and of past and future ask for it: a figure of nothing, bound to its words."""
    return Finding(
        clause=d.clause,
        measure=Measure.CROWD,
        group=d.trigger,
        trigger=d.trigger,
        rule=f"act.{d.rule.word}",
        low=None,
        high=None,
        qualifier=Qualifier.EXACT,
        start=d.start,
        end=d.end,
    )


def _frame(d: Deed, f: Finding, year: int | None) -> Frame:
    found = frame_of(f, _clause_words(d), year)
    trigger = d.clause.phrases[d.trigger]
    if found is Frame.FORECAST and trigger.kind == "V" and trigger.voice == "inf" and not trigger.modal:
        return Frame.CURRENT  # an infinitive is read only where it was done
    if found is Frame.CURRENT and act_pattern("background", "words").search(_clause_words(d)):
        return Frame.BACKGROUND
    if found is Frame.FORECAST and re.search(r"\beven if\b", d.clause.text[d.clause.start : d.start], re.I):
        return Frame.CURRENT
    return found


def _clause_words(d: Deed) -> str:
    """The words around the act, up to the marks and joints beside it."""
    c, ps = d.clause, d.clause.phrases
    start, end = c.start, c.end
    for j in range(d.trigger - 1, -1, -1):
        if ps[j].kind in (";", ".", "S", "W"):
            start = c.tokens[ps[j].last - 1].end
            break
    for j in range(d.trigger + 1, len(ps)):
        if ps[j].kind in (";", "S", "W"):
            end = c.tokens[ps[j].first].start
            break
    return c.text[min(start, d.start) : max(end, d.end)]
