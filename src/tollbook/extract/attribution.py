"""Who says what: source, cue and content, carried over sentences.

Contents nest; a figure belongs to the innermost content that holds it, and those around it pass it on. What no content
holds is said in the report's own voice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from tollbook.extract.attribution_carrying import antecedent, backward, cited, goes_on, plain_name, subject_of, token_words
from tollbook.extract.attribution_cue import Cue
from tollbook.extract.attribution_cues import cues_of
from tollbook.extract.attribution_nesting import nested
from tollbook.extract.attribution_sources import Range, words
from tollbook.extract.mention import Attributed, Contents, Mention
from tollbook.extract.quotations import begun, ended_before, opens_with, quotations, within
from tollbook.extract.tokens import Token
from tollbook.lexicon import table
from tollbook.model import Attribution, BlockKind, Report, Sentence, Span

_DAY = re.compile(
    r"\b(?:(?:on|late|early|last) )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\byesterday\b|\btoday\b"
    r"|\bon (?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+\.? \d{1,2})\b",
    re.I,
)
_INSIDE = 3  # words before a pronoun behind which the subject of its own sentence can be meant: "police seek a man | they | say"
_AFTER = 4  # sentences without any source after which a pronoun or "the same source" is not resolved any more


class _Past:
    """Who spoke in the sentences read so far, latest last: whom "he" or "the same source" may stand for."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.recent: tuple[Attribution, ...] = ()
        self.silent = 0  # sentences since then
        self._nobodys: Sentence | None = None  # the sentence before, where it cites nobody

    def add(self, s: Sentence, named: list[Attribution], headline: bool) -> None:
        """Goes on to the next sentence, after ``s`` whose sources are ``named``."""
        self._nobodys = None if named else s
        self.silent = 0 if named else self.silent + 1
        if named and not headline:
            newest = max(named, key=lambda a: a.said_by_span.start if a.said_by_span and a.said_by_span.start >= s.start else -1)
            self.recent = (*self.recent[-5:], newest)

    def known(self) -> list[Attribution]:
        """Those who can be meant: the sources not too far back, and the subject of a sentence before that cites nobody."""
        subject = subject_of(self.report, self._nobodys) if self._nobodys is not None else None
        return [*(self.recent if self.silent < _AFTER else ()), *([subject] if subject is not None else [])]


def find_attributions(report: Report) -> tuple[Attributed, ...]:
    """All attributions of ``report``, in order of their contents."""
    found: list[Attributed] = []
    past = _Past(report)
    previous: Sentence | None = None
    quotes = quotations(report)
    spoken: Attributed | None = None  # the last whose words were quoted
    for s in report.sentences:
        headline = report.blocks[s.block].kind is BlockKind.HEADLINE
        toks, cues = cues_of(report.text, s.start, s.end, headline=headline)
        mine: list[Attributed] = []
        for c in cues:
            mine += _attributed(report, s, toks, c, past, mine, quotes)
        mine = [_inside(report, a, quotes) for a in nested(report, mine)]
        mine += _quoted_on(report, s, mine, quotes, spoken)
        spoken = _speaker(report, s, mine, quotes)
        if not mine and past.recent and past.silent == 0 and previous is not None and goes_on(report, s, previous):
            content = report.words(s.start, s.end)
            mine = [Attributed(content=content, attribution=replace(past.recent[-1], cue=None), carried=True, rule="carried")]
        mine += backward(report, s)
        found = cited(report, s, found, previous) + mine
        past.add(s, [a.attribution for a in mine if a.attribution.said_by is not None], headline)
        previous = s
    return tuple(sorted(found, key=lambda a: (a.content.start, -a.content.end)))


def _they_inside(toks: tuple[Token, ...], c: Cue) -> bool:
    """ "Police seek a man | they | say": inside a sentence, they can be its subject."""
    if not c.pronoun or c.source is None or c.source[0] <= _INSIDE:
        return False
    k = c.source[0]  # "the ministry deleted a post in which | it | had said"
    return toks[k].low == "they" or (toks[k].low == "it" and toks[k - 1].low in ("which", "that"))


def attribution_of(report: Report, mention: Mention, contents: Contents) -> Attribution:
    """According to whom ``mention`` is: the source nearest to its origin, and those who passed it on."""
    return told_at(report, mention.figure, contents)


def told_at(report: Report, at: Span, contents: Contents) -> Attribution:
    """According to whom the words ``at`` are."""
    around = contents.around(at.start, at.end)
    if not around:
        return Attribution()
    around.sort(key=lambda a: (a.carried, a.content.end - a.content.start))
    own, outer = around[0].attribution, around[1:]
    if _own_reporter(report, own):
        return Attribution()
    via = list(own.via)
    for a in outer:
        if (
            not a.carried
            and a.rule != "colon"
            and _passes_on(a.attribution.said_by)
            and _other(a.attribution.said_by, [own.said_by or "", *via])
        ):
            via.append(a.attribution.said_by or "")
    return replace(own, via=tuple(via))


def _own_reporter(report: Report, told: Attribution) -> bool:
    """The report's own correspondents are its own voice ("our reporter said", "a correspondent of AFP wrote" in a report by
    AFP), but for what they saw for themselves: that makes them witnesses."""
    named_ = set(re.findall(r"\w+", (told.said_by or "").casefold()))
    if {"version", "of", "this"} <= named_:
        return True  # "an earlier version of this story"
    if told.own_observation or not named_ & words("words", "reporters"):
        return False
    houses = [set(re.findall(r"\w+", h.casefold())) for h in (report.agency, report.publisher) if h]
    return "our" in named_ or any(h and h <= named_ for h in houses)


def _passes_on(name: str | None) -> bool:
    """A named body or outlet: "its press service" is the origin itself."""
    return name is not None and name.split()[0].casefold() not in ("its", "his", "her", "their", *words("words", "pronouns"))


def _other(name: str | None, known: list[str]) -> bool:
    mine = set(re.findall(r"\w+", (name or "").casefold())) - {"the", "of", "a"}
    return not any(mine & (set(re.findall(r"\w+", k.casefold())) - {"the", "of", "a"}) for k in known)


def _attributed(
    report: Report,
    s: Sentence,
    toks: tuple[Token, ...],
    cue: Cue,
    past: _Past,
    before: list[Attributed],
    quotes: tuple[tuple[int, int], ...],
) -> Iterator[Attributed]:
    """The contents of one cue. Who "he" is, and who "added" speaks, is told by the cues ``before``, then by those of the
    ``past``."""
    if cue.source is None:
        last = _meant(report, s, toks, cue, past, before)
        if last is not None:
            where = token_words(report, toks, cue.cue)
            told = replace(last, cue=where.text)
            for content in cue.contents:
                span = token_words(report, toks, content)
                yield Attributed(content=span, attribution=told, worded=last.said_by_span, cue=where, rule=cue.rule)
        return
    source = worded = token_words(report, toks, cue.source)
    name, via = plain_name(source.text), list[str]()
    carried = cue.pronoun or name.casefold() in words("phrases", "same")
    if carried:
        last = _meant(report, s, toks, cue, past, before)
        if last is None or last.said_by is None:
            if not cue.pronoun:
                return
        else:
            name, source, via = last.said_by, last.said_by_span or source, list(last.via)
    if cue.behind is not None:
        via.insert(0, name)
        source = worded = token_words(report, toks, cue.behind)
        name = plain_name(source.text)
    elif cue.worded is not None:
        worded = token_words(report, toks, cue.worded)
    via += _outlets(report, toks, cue.told)
    where = token_words(report, toks, cue.cue)
    near = report.text[s.start : s.end]
    said_on = _said_on(near, where.start - s.start, where.end - s.start)
    saw = where.text.casefold().split()[0] in words("verbs", "saw")
    told = Attribution(said_by=name, said_by_span=source, cue=where.text, via=tuple(via), said_on=said_on, own_observation=saw)
    rule = f"{cue.rule} carried" if carried else cue.rule
    spans = [token_words(report, toks, content) for content in cue.contents]
    if not spans and (quote := ended_before(quotes, s.start)) is not None:
        spans = [report.words(*quote)]  # "... no." Brod said.
    for span in spans:
        if span.text:
            yield Attributed(content=span, attribution=told, worded=worded, cue=where, rule=rule)


def _meant(
    report: Report, s: Sentence, toks: tuple[Token, ...], cue: Cue, past: _Past, before: list[Attributed]
) -> Attribution | None:
    """Who is meant where a cue names nobody: asked only there, for it takes reading a sentence once more."""
    own = subject_of(report, s) if _they_inside(toks, cue) and not before else None
    named = (a.attribution for a in before if a.attribution.said_by)
    return antecedent(toks, cue, [*past.known(), *([own] if own is not None else []), *named])


def _inside(report: Report, a: Attributed, quotes: tuple[tuple[int, int], ...]) -> Attributed:
    """What somebody says within a quotation ends with it: "'He says that nine died,' she said"."""
    around = next((q for q in quotes if a.cue is not None and q[0] < a.cue.start < q[1]), None)
    if around is None or a.content.start < around[0] or a.content.end <= around[1]:
        return a
    return replace(a, content=report.words(a.content.start, around[1]))


def _quoted_on(
    report: Report, s: Sentence, mine: list[Attributed], quotes: tuple[tuple[int, int], ...], spoken: Attributed | None
) -> list[Attributed]:
    """What a quotation of this sentence holds in sentences before and behind it; and a quotation that follows another."""
    out: list[Attributed] = []
    for a in mine:
        if a.cue is None or within(quotes, a.cue.start):
            continue
        for start, end in begun(quotes, s.start, s.end):
            if any(a.content.start <= x <= a.content.end for x in (s.start, s.end, s.end - 1)):
                out.append(replace(a, content=report.words(start, end), rule="quotation"))
    opened = opens_with(quotes, s.start)
    outside = [a for a in mine if a.cue is not None and not within(quotes, a.cue.start)]
    if opened is not None and spoken is not None and not outside:
        out.append(replace(spoken, content=report.words(*opened), rule="quotation"))
    return out


def _speaker(report: Report, s: Sentence, mine: list[Attributed], quotes: tuple[tuple[int, int], ...]) -> Attributed | None:
    """Who is quoted in this sentence, and so speaks in a quotation right behind it."""
    told = [a for a in mine if a.cue is not None and (a.rule == "quotation" or not within(quotes, a.cue.start))]
    spoken = [a for a in told if any(q[0] < a.content.end and q[1] > a.content.start for q in quotes)]
    return spoken[-1] if spoken else None


@cache
def _media() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(table("attribution")["words"]["media"], key=len, reverse=True)) + r")\b", re.I)


def _outlets(report: Report, toks: tuple[Token, ...], told: Range | None) -> list[str]:
    """News outlets that were told, and so passed it on: "told the agencies Ritzau, NTB and TT"."""
    if told is None or not _media().search(report.text, toks[told[0]].start, toks[told[1] - 1].end):
        return []
    if any(t.low in words("words", "listeners") for t in toks[told[0] : told[1]]):
        return []
    end = told[1]
    while end < len(toks) and _lists_on(toks, end):
        end += 1
    names = re.split(r",\s*|\s+and\s+", report.text[toks[told[0]].start : toks[end - 1].end])
    return [
        n
        for x in names
        if (n := re.sub(r"^(?:the )?(?:news )?(?:agency|agencies|newspaper|broadcaster)\s+", "", x.strip(" .,")).strip())
    ]


def _lists_on(toks: tuple[Token, ...], k: int) -> bool:
    """One more name of a list of outlets, or the mark before it."""
    if toks[k].text in (",", "-") or toks[k].low == "and":
        return k + 1 < len(toks) and toks[k + 1].text[:1].isupper() and toks[k + 1].low not in words("words", "days")
    return toks[k].text[:1].isupper() and toks[k].low not in words("words", "days")


def _said_on(sentence: str, start: int, end: int) -> str | None:
    """The day nearest to the cue, within a few words of it."""
    near = [m for m in _DAY.finditer(sentence) if m.start() - end < 45 and start - m.end() < 30]
    return min(near, key=lambda m: min(abs(m.start() - end), abs(start - m.end())))[0] if near else None
