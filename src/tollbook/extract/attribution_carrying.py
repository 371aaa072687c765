"""Sources carried over sentences: whom "he" stands for, who goes on, what a later sentence says of an earlier one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from tollbook.extract.attribution_cue import Cue
from tollbook.extract.attribution_sources import Range, right_of, words
from tollbook.extract.mention import Attributed
from tollbook.extract.tokens import Token, tokens
from tollbook.extract.words import Is, tables
from tollbook.lexicon import table
from tollbook.model import Attribution, BlockKind, Report, Sentence, Span

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


_OPENING = 300  # characters of a sentence within which its subject ends


def subject_of(report: Report, s: Sentence) -> Attribution | None:
    """The body or person that a sentence begins with: "The ministry gave new figures. It said that ..."."""
    toks = tokens(report.text, s.start, min(s.end, s.start + _OPENING))
    verb = next((k for k in range(1, len(toks)) if _tells_what_is_done(toks[k])), len(toks))
    found = right_of(toks, 0, verb)
    if found is None or not (any(t.low in words("words", "heads") for t in toks[: found[1]]) or _person(toks, found)):
        return None
    span = token_words(report, toks, found)
    return Attribution(said_by=plain_name(span.text), said_by_span=span)


def _person(toks: tuple[Token, ...], span: Range) -> bool:
    """A name of two words or more: "Mrs Ana Brod"."""
    return span[1] - span[0] > 1 and all(t.text[:1].isupper() or t.text == "." for t in toks[span[0] : span[1]])


def _tells_what_is_done(token: Token) -> bool:
    """A finite verb that is no noun as well: where a subject ends."""
    flags = tables().word(token.low).flags
    return bool(flags & (Is.PAST | Is.THIRD)) and not flags & (Is.NOUN | Is.ADJ)


def antecedent(toks: tuple[Token, ...], cue: Cue, known: list[Attribution]) -> Attribution | None:
    """The last source that a pronoun can stand for: "he" is no spokeswoman."""
    word = toks[cue.source[0]].low if cue.pronoun and cue.source else ""
    bad = {"he": words("words", "women"), "she": words("words", "men")}.get(word, frozenset())
    fits = (a for a in reversed(known) if a.said_by and a.said_by.casefold() not in words("words", "pronouns"))
    return next((a for a in fits if not bad & set(re.findall(r"\w+", (a.said_by or "").casefold()))), None)


def token_words(report: Report, toks: tuple[Token, ...], span: Range) -> Span:
    a, b = span
    if a >= b:
        return report.words(toks[0].start, toks[0].start)
    return report.words(toks[a].start, toks[b - 1].end)


def plain_name(words_: str) -> str:
    """A source as worded, on one line, without the mark of possession."""
    return re.sub(r"['’]s?$", "", " ".join(words_.split())).strip(' ,"“”')


def goes_on(report: Report, s: Sentence, previous: Sentence) -> bool:
    """A sentence that continues the count of the one before: a share of it, or more of the same. A paragraph of its own,
    behind a blank line, begins afresh."""
    if report.blocks[s.block].kind is not BlockKind.BODY or report.text.count("\n", previous.end, s.start) > 1:
        return False
    low = " ".join(report.text[s.start : s.end].replace("’", "'").casefold().split())
    first = re.match(r"[\w'-]+", low)
    if _shares().match(low):
        return True
    if (
        first is not None
        and first[0] in words("carry", "bare")
        and re.match(r"[\w'-]+(?:,| (?:were|was|are|have|had|of|died|suffered)\b)", low)
    ):
        return True
    return s.block == previous.block and re.search(r"\d", low) is not None and _more().search(low) is not None


@cache
def _shares() -> re.Pattern[str]:
    """A sentence that begins with a share of what was counted before: "Nineteen of them", "Among the dead"."""
    shares = "|".join(map(re.escape, table("attribution")["carry"]["partitive"]))
    return re.compile(rf"(?:\S+ ){{0,2}}(?:{shares})\b|.*\bshare\b", re.I)


@cache
def _more() -> re.Pattern[str]:
    """More of the same; "no more than 60" is none."""
    more = "|".join(map(re.escape, table("attribution")["carry"]["more"]))
    return re.compile(rf"(?<!no )\b(?:{more})\b(?! than\b)", re.I)


def cited(report: Report, s: Sentence, found: list[Attributed], previous: Sentence | None) -> list[Attributed]:
    """ "It cited the Harbour Office": the source of the sentence before only passed it on."""
    m = _CITED.match(report.text[s.start : s.end])
    if m is None or previous is None:
        return found
    source = report.words(s.start + m.start(1), s.start + m.end(1))
    out = []
    for a in found:
        told = a.attribution
        if previous.start <= a.content.start < previous.end and told.said_by is not None and not a.carried:
            told = replace(told, said_by=plain_name(source.text), said_by_span=source, via=(told.said_by, *told.via))
            a = replace(a, attribution=told)
        out.append(a)
    return out


def backward(report: Report, s: Sentence) -> Iterator[Attributed]:
    """ "Those are the ministry's figures" speaks of the sentences before it; a signature of the post that it ends."""
    block = report.blocks[s.block]
    text = report.text[s.start : s.end]
    if (m := _THOSE.match(text)) is not None:
        source = report.words(s.start + m.start(1), s.start + m.end(1))
        content = report.words(block.start, s.start)
        if content.text:
            yield Attributed(
                content=content,
                attribution=Attribution(said_by=plain_name(source.text), said_by_span=source, cue=m[0]),
                rule="backward",
            )
    if (m := _TWEET.search(text)) is not None:
        source = report.words(s.start + m.start(1), s.start + m.end(1))
        yield Attributed(
            content=report.words(block.start, s.start + m.start()),
            attribution=Attribution(said_by=plain_name(source.text), said_by_span=source, cue="—"),
            rule="signature",
        )
