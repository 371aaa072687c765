"""Who says what: source, cue and content, carried over sentences.

Contents nest; a figure belongs to the innermost content that holds it, and those around it pass it on. What no content
holds is said in the report's own voice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from tollbook.extract.attribution_cue import Cue
from tollbook.extract.attribution_cues import cues_of
from tollbook.extract.attribution_sources import Range, right_of, words
from tollbook.extract.mention import Attributed, Mention
from tollbook.extract.quotations import begun, ended_before, opens_with, quotations, within
from tollbook.extract.tokens import Token, tokens
from tollbook.extract.words import Is, tables
from tollbook.lexicon import table
from tollbook.model import Attribution, BlockKind, Report, Sentence, Span

_DAY = re.compile(
    r"\b(?:(?:on|late|early|last) )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\byesterday\b|\btoday\b"
    r"|\bon (?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+\.? \d{1,2})\b",
    re.I,
)
_TWEET = re.compile(r"[—–-] ?\(?([^()—–@\n]{2,60}?)\)?(?: \(@\w+\))? (?:[A-Z][a-z]+ \d{1,2}, \d{4})$")
_THOSE = re.compile(
    r"^(?:these|those|such)(?: figures| numbers)? (?:are|were|come from|were given by|are given by) (.+?)(?:'s|’s)? "
    r"(?:figures|numbers|counts?|data|toll)",
    re.I,
)
_CITED = re.compile(
    r"^(?:It|He|She|They|The [a-z]+) (?:has |had )?(?:cited|quoted|called on|referred to|relied on|based (?:it|this) on) "
    r"((?:the |a )?[A-Z][\w'’-]*(?: (?:of |the )?[A-Z][\w'’-]*){0,6})"
)
_AFTER = 4  # sentences without any source after which a pronoun or "the same source" is not resolved any more


def find_attributions(report: Report) -> tuple[Attributed, ...]:
    """All attributions of ``report``, in order of their contents."""
    found: list[Attributed] = []
    recent: list[Attribution] = []
    silent = 0
    previous: Sentence | None = None
    subject: Attribution | None = None  # of the sentence before, where it cites nobody: whom "it" may stand for
    quotes = quotations(report)
    spoken: Attributed | None = None  # the last whose words were quoted
    for s in report.sentences:
        headline = report.blocks[s.block].kind is BlockKind.HEADLINE
        toks, cues = cues_of(report.text, s.start, s.end, headline=headline)
        mine: list[Attributed] = []
        for c in cues:
            known = [*(recent if silent < _AFTER else []), *([subject] if subject is not None else [])]
            mine += _attributed(report, s, toks, c, known, mine, quotes)
        mine = list(_nested(report, mine))
        mine += _quoted_on(report, s, mine, quotes, spoken)
        spoken = _speaker(report, s, mine, quotes)
        if not mine and recent and silent == 0 and previous is not None and _goes_on(report, s, previous):
            content = report.words(s.start, s.end)
            mine = [Attributed(content=content, attribution=replace(recent[-1], cue=None), carried=True, rule="carried")]
        mine += _backward(report, s)
        found = _cited(report, s, found, previous) + mine
        named = [a.attribution for a in mine if a.attribution.said_by is not None]
        subject = None if named else _subject(report, s)
        silent = 0 if named else silent + 1
        if named and not headline:
            newest = max(named, key=lambda a: a.said_by_span.start if a.said_by_span and a.said_by_span.start >= s.start else -1)
            recent = [*recent[-5:], newest]
        previous = s
    return tuple(sorted(found, key=lambda a: (a.content.start, -a.content.end)))


def attribution_of(report: Report, mention: Mention, attributions: tuple[Attributed, ...]) -> Attribution:
    """According to whom ``mention`` is: the source nearest to its origin, and those who passed it on."""
    around = [a for a in attributions if a.content.start <= mention.figure.start and mention.figure.end <= a.content.end]
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
    recent: list[Attribution],
    before: list[Attributed],
    quotes: tuple[tuple[int, int], ...],
) -> Iterator[Attributed]:
    """The contents of one cue. Who "he" is, and who "added" speaks, is told by the cues ``before``, then by ``recent`` ones."""
    last = _antecedent(report, toks, cue, [*recent, *(a.attribution for a in before if a.attribution.said_by)])
    if cue.source is None:
        if last is not None:
            where = _span(report, toks, cue.cue)
            told = replace(last, cue=where.text)
            for content in cue.contents:
                span = _span(report, toks, content)
                yield Attributed(content=span, attribution=told, worded=last.said_by_span, cue=where, rule=cue.rule)
        return
    source = worded = _span(report, toks, cue.source)
    name, via = _name(source.text), list[str]()
    carried = cue.pronoun or name.casefold() in words("phrases", "same")
    if carried:
        if last is None or last.said_by is None:
            if not cue.pronoun:
                return
        else:
            name, source, via = last.said_by, last.said_by_span or source, list(last.via)
    if cue.behind is not None:
        via.insert(0, name)
        source = worded = _span(report, toks, cue.behind)
        name = _name(source.text)
    elif cue.worded is not None:
        worded = _span(report, toks, cue.worded)
    via += _outlets(report, toks, cue.told)
    where = _span(report, toks, cue.cue)
    near = report.text[s.start : s.end]
    said_on = _said_on(near, where.start - s.start, where.end - s.start)
    saw = where.text.casefold().split()[0] in words("verbs", "saw")
    told = Attribution(said_by=name, said_by_span=source, cue=where.text, via=tuple(via), said_on=said_on, own_observation=saw)
    rule = f"{cue.rule} carried" if carried else cue.rule
    spans = [_span(report, toks, content) for content in cue.contents]
    if not spans and (quote := ended_before(quotes, s.start)) is not None:
        spans = [report.words(*quote)]  # "... no." Brod said.
    for span in spans:
        if span.text:
            yield Attributed(content=span, attribution=told, worded=worded, cue=where, rule=rule)


def _subject(report: Report, s: Sentence) -> Attribution | None:
    """The body or person that a sentence begins with: "The ministry gave new figures. It said that ..."."""
    toks = tokens(report.text, s.start, s.end)
    verb = next((k for k in range(1, len(toks)) if _tells_what_is_done(toks[k])), len(toks))
    found = right_of(toks, 0, verb)
    if found is None or not any(t.low in words("words", "heads") for t in toks[: found[1]]):
        return None
    span = _span(report, toks, found)
    return Attribution(said_by=_name(span.text), said_by_span=span)


def _tells_what_is_done(token: Token) -> bool:
    """A finite verb that is no noun as well: where a subject ends."""
    flags = tables().word(token.low).flags
    return bool(flags & (Is.PAST | Is.THIRD)) and not flags & (Is.NOUN | Is.ADJ)


def _nested(report: Report, mine: list[Attributed]) -> Iterator[Attributed]:
    """ "X says that ..., Y reported": what X says ends where Y's report of it does."""
    for a in mine:
        around = [t.content for t in mine if t is not a and t.rule.startswith("trailing") and a.cue is not None]
        outer = [c for c in around if a.cue is not None and c.start <= a.cue.start and a.cue.end <= c.end < a.content.end]
        if outer and a.content.start < min(c.end for c in outer):
            yield replace(a, content=report.words(a.content.start, min(c.end for c in outer)))
        else:
            yield a


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


def _antecedent(report: Report, toks: tuple[Token, ...], cue: Cue, known: list[Attribution]) -> Attribution | None:
    """The last source that a pronoun can stand for: "he" is no spokeswoman."""
    word = toks[cue.source[0]].low if cue.pronoun and cue.source else ""
    bad = {"he": words("words", "women"), "she": words("words", "men")}.get(word, frozenset())
    fits = (a for a in reversed(known) if a.said_by and a.said_by.casefold() not in words("words", "pronouns"))
    return next((a for a in fits if not bad & set(re.findall(r"\w+", (a.said_by or "").casefold()))), None)


def _span(report: Report, toks: tuple[Token, ...], span: Range) -> Span:
    a, b = span
    if a >= b:
        return report.words(toks[0].start, toks[0].start)
    return report.words(toks[a].start, toks[b - 1].end)


def _name(words_: str) -> str:
    """A source as worded, on one line, without the mark of possession."""
    return re.sub(r"['’]s?$", "", " ".join(words_.split())).strip(' ,"“”')


@cache
def _media() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(table("attribution")["words"]["media"], key=len, reverse=True)) + r")\b", re.I)


def _outlets(report: Report, toks: tuple[Token, ...], told: Range | None) -> list[str]:
    """News outlets that were told, and so passed it on: "told the agencies Ritzau, NTB and TT"."""
    if told is None or not _media().search(report.text, toks[told[0]].start, toks[told[1] - 1].end):
        return []
    end = told[1]
    while end < len(toks) and (toks[end].text in (",", "-") or toks[end].low == "and" or toks[end].text[:1].isupper()):
        end += 1
    names = re.split(r",\s*|\s+and\s+", report.text[toks[told[0]].start : toks[end - 1].end])
    return [
        n
        for x in names
        if (n := re.sub(r"^(?:the )?(?:news )?(?:agency|agencies|newspaper|broadcaster)\s+", "", x.strip(" .,")).strip())
    ]


def _said_on(sentence: str, start: int, end: int) -> str | None:
    """The day nearest to the cue, within a few words of it."""
    near = [m for m in _DAY.finditer(sentence) if m.start() - end < 45 and start - m.end() < 30]
    return min(near, key=lambda m: min(abs(m.start() - end), abs(start - m.end())))[0] if near else None


def _goes_on(report: Report, s: Sentence, previous: Sentence) -> bool:
    """A sentence that continues the count of the one before: a share of it, or more of the same."""
    if s.block - previous.block > 1 or report.blocks[s.block].kind is not BlockKind.BODY:
        return False
    low = " ".join(report.text[s.start : s.end].replace("’", "'").casefold().split())
    first = re.match(r"[\w'-]+", low)
    if any(re.search(rf"\b{re.escape(p)}\b", low) for p in table("attribution")["carry"]["partitive"]):
        return True
    if (
        first is not None
        and first[0] in words("carry", "bare")
        and re.match(r"[\w'-]+(?:,| (?:were|was|are|have|had|of|died|suffered)\b)", low)
    ):
        return True
    return (
        s.block == previous.block
        and re.search(r"\d", low) is not None
        and any(re.search(rf"\b{w}\b", low) for w in words("carry", "more"))
    )


def _cited(report: Report, s: Sentence, found: list[Attributed], previous: Sentence | None) -> list[Attributed]:
    """ "It cited the Harbour Office": the source of the sentence before only passed it on."""
    m = _CITED.match(report.text[s.start : s.end])
    if m is None or previous is None:
        return found
    source = report.words(s.start + m.start(1), s.start + m.end(1))
    out = []
    for a in found:
        told = a.attribution
        if previous.start <= a.content.start < previous.end and told.said_by is not None and not a.carried:
            told = replace(told, said_by=_name(source.text), said_by_span=source, via=(told.said_by, *told.via))
            a = replace(a, attribution=told)
        out.append(a)
    return out


def _backward(report: Report, s: Sentence) -> Iterator[Attributed]:
    """ "Those are the ministry's figures" speaks of the sentences before it; a signature of the post that it ends."""
    block = report.blocks[s.block]
    text = report.text[s.start : s.end]
    if (m := _THOSE.match(text)) is not None:
        source = report.words(s.start + m.start(1), s.start + m.end(1))
        content = report.words(block.start, s.start)
        if content.text:
            yield Attributed(
                content=content,
                attribution=Attribution(said_by=_name(source.text), said_by_span=source, cue=m[0]),
                rule="backward",
            )
    if (m := _TWEET.search(text)) is not None:
        source = report.words(s.start + m.start(1), s.start + m.end(1))
        yield Attributed(
            content=report.words(block.start, s.start + m.start()),
            attribution=Attribution(said_by=_name(source.text), said_by_span=source, cue="—"),
            rule="signature",
        )
