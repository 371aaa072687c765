"""Cues of one sentence, each with its source and the content that it governs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tollbook.extract.attribution_contents import behind_cue
from tollbook.extract.attribution_cue import QUOTES, Cue, is_pronoun, opens, sentence_end
from tollbook.extract.attribution_documents import documented, maker
from tollbook.extract.attribution_phrases import adverb_cues, headline_cues, phrase_cues
from tollbook.extract.attribution_saying import said_by
from tollbook.extract.attribution_sources import Range, counts, named, right_of, words
from tollbook.extract.attribution_subjects import joined_subject, left_of, who_of
from tollbook.extract.tokens import Token, tokens
from tollbook.extract.trie import trie_pattern
from tollbook.extract.words import Is, tables
from tollbook.lexicon import table

_TOLL = re.compile(
    r"\d|\b(?:toll|number|numbers|death|deaths|dead|casualties|damage|damages|figure|count|total|dozens?|hundreds?|thousands?"
    r"|loss|losses)\b",
    re.I,
)


@cache
def _quick() -> re.Pattern[str]:
    """Any cue at all: a sentence without one is passed over, but for a headline, where a dash may be enough."""
    t = table("attribution")
    found = {
        *_verbs(),
        *t["phrases"]["of"],
        *t["phrases"]["behind"],
        *t["documents"]["nouns"],
        *t["documents"]["reckonings"],
        "officially",
        "own",
    }
    return re.compile(r"\b" + trie_pattern(found) + r"\b|:|—", re.I)


def cues_of(text: str, start: int, end: int, *, headline: bool) -> tuple[tuple[Token, ...], tuple[Cue, ...]]:
    """The tokens of a sentence and its cues."""
    if not headline and not _quick().search(text, start, end):
        return (), ()
    toks = tokens(text, start, end)
    found = [*phrase_cues(toks), *_verb_cues(toks, text), *adverb_cues(toks)]
    if headline or not found:
        found += headline_cues(toks, headline)
    found += _colon_quote(toks, found)
    return toks, tuple(sorted(found, key=lambda c: c.cue))


def _colon_quote(toks: tuple[Token, ...], found: list[Cue]) -> Iterator[Cue]:
    """ "The minister has rejected this: 'There are four dead.'": the subject speaks, though no verb says so."""
    limit = sentence_end(toks)
    for k in range(2, limit - 1):
        if toks[k].text == ":" and opens(toks, k + 1) and not any(a <= k + 2 < b for c in found for a, b in c.contents):
            subject = _main_subject(toks, k)
            if subject is not None:
                yield Cue((k, k + 1), subject, ((k + 1, limit),), "colon quote", pronoun=is_pronoun(toks, subject))
            return


def _main_subject(toks: tuple[Token, ...], end: int) -> Range | None:
    """The subject of the first verb before token ``end``."""
    for j in range(1, end):
        flags = tables().word(toks[j].low).flags
        if toks[j].text in QUOTES:
            return None
        if flags & (Is.PAST | Is.THIRD | Is.HAVE | Is.BE) and not flags & (Is.NOUN | Is.ADJ):
            return left_of(toks, j)
    return None


@cache
def _verbs() -> frozenset[str]:
    """All words that a verb of saying can be."""
    lists = (words("verbs", name) for name in ("quote", "tell", "say", "put", "back"))
    return frozenset(["let", "so", "gave"]).union(*lists)


def _verb_cues(toks: tuple[Token, ...], text: str) -> Iterator[Cue]:
    limit = sentence_end(toks)
    cues = _verbs()
    for k in [k for k, t in enumerate(toks) if t.low in cues]:
        if k >= limit:
            break
        low = toks[k].low
        if low in words("verbs", "quote") and (cue := _quoted(toks, k, limit)) is not None:
            yield cue
        elif low in words("verbs", "tell") or low in words("verbs", "say"):
            if (cue := said_by(toks, k, limit)) is not None:
                yield cue
        elif low in words("verbs", "put") and _TOLL.search(text, toks[k].end, toks[min(limit, k + 9) - 1].end):
            if (cue := _put(toks, k, limit)) is not None:
                yield cue
        elif low in words("verbs", "back") and (cue := _taken_back(toks, k, limit)) is not None:
            yield cue
        elif low == "let" and (knows := next((j for j in range(k + 2, min(limit, k + 12)) if toks[j].low == "know"), None)):
            source = right_of(toks, k + 1, knows)
            if source is not None:
                yield Cue((k, knows + 1), source, ((0, k - 1 if toks[k - 1].text == "," else k),), "let know")
        elif low in ("so", "gave") and k > 1 and toks[k - 1].text == ",":
            source = right_of(toks, k + 1, limit)
            if source is not None and named(toks[source[1] - 1], first=False) and (source[1] == limit or low == "gave"):
                yield Cue((k, k + 1), source, ((0, k - 1),), "so")


_BE = ("was", "were", "been", "is", "are", "being")


def _quoted(toks: tuple[Token, ...], k: int, limit: int) -> Cue | None:
    """ "A quoted B as saying C" is said by B and passed on by A; "B was quoted as saying C" is said by B."""
    pairs = range(k + 1, min(limit - 1, k + 16))
    at = next((j for j in pairs if toks[j].low == "as" and toks[j + 1].low in words("verbs", "quoting_as")), None)
    if at is None:
        return None
    passive = k > 0 and toks[k - 1].low in _BE
    source = left_of(toks, k) if passive else right_of(toks, k + 1, at)
    content = behind_cue(toks, at + 2, limit)
    if source is None or not content:
        return None
    carrier = None if passive else left_of(toks, k)
    return Cue((k, at + 2), carrier or source, content, "quoted", None if carrier is None else source)


def _put(toks: tuple[Token, ...], k: int, limit: int) -> Cue | None:
    """ "X put the toll at 30": a verb that speaks only before a figure."""
    low = toks[k].low
    near = {t.low for t in toks[k + 1 : min(limit, k + 12)]}
    out = toks[k + 1].low == "out"  # "put out a toll of 7"
    if low in ("has", "have"):
        return None
    if k > 0 and toks[k - 1].low in _BE:  # "the damage was put at": what is said, and not who says it
        return _put_by(toks, k, limit)
    if low in words("verbs", "put_at") and not out and not near & {"at", "to", "as", "from", "between"}:
        return None
    source = documented(toks, left_of(toks, k), k)
    if source is None and (who := who_of(toks, k)) is not None:
        return Cue((k, k + 1), who[0], ((k + 1, limit),), "put", worded=who[1])
    source = source or joined_subject(toks, k)
    if source is None:
        return None
    return Cue((k, k + 1), maker(toks, source), ((k + 1, limit),), "put", pronoun=is_pronoun(toks, source))


_BY = 12  # words between "was put at" and "by"


def _put_by(toks: tuple[Token, ...], k: int, limit: int) -> Cue | None:
    """ "The toll was put at 41 | by the ministry": who says it stands behind the number."""
    if k + 2 >= limit or toks[k + 1].low not in ("at", "as"):
        return None
    number = next((j for j in range(k + 2, min(limit, k + 8)) if counts(toks[j].low)), None)
    by = next((j for j in range(k + 3, min(limit, k + _BY)) if toks[j].low == "by"), None)
    if number is None or by is None or by < number or any(t.text in (";", ":") for t in toks[k:by]):
        return None
    source = right_of(toks, by + 1, limit)
    opening = next((j + 1 for j in range(k - 1, -1, -1) if toks[j].text == ";" or toks[j].low in ("while", "whereas")), 0)
    return None if source is None else Cue((k, by + 1), source, ((opening, by),), "put by")


def _taken_back(toks: tuple[Token, ...], k: int, limit: int) -> Cue | None:
    """ "The ministry withdrew a statement that 60 had died": what it takes back it had said."""
    noun = next((j for j in range(k + 1, min(limit - 2, k + 5)) if toks[j].low in words("documents", "nouns")), None)
    if noun is None or toks[noun + 1].low not in ("of", "that", "saying", "which"):
        return None
    source = left_of(toks, k)
    return None if source is None else Cue((k, k + 1), source, ((noun + 2, limit),), "put", pronoun=is_pronoun(toks, source))
