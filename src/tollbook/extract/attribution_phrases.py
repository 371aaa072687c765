"""Phrases that name a source: "according to X", "by X's count"; a headline's colon; a source without a name."""

from __future__ import annotations

from collections.abc import Iterator

from tollbook.extract.attribution_contents import around
from tollbook.extract.attribution_cue import Cue, chain, phrase_at, phrases, sentence_end
from tollbook.extract.attribution_documents import document_maker
from tollbook.extract.attribution_sources import Range, is_source, named, right_of, words
from tollbook.extract.tokens import Token
from tollbook.extract.words import Is, tables


def phrase_cues(toks: tuple[Token, ...]) -> Iterator[Cue]:
    """ "according to X": what stands before it in its clause, or what follows its comma where it begins the sentence."""
    limit = sentence_end(toks)
    if (
        toks[0].low == "by"
        and (source := right_of(toks, 1, limit)) is not None
        and source[1] + 2 < limit
        and toks[source[1]].text == ","
    ):
        behind = chain(toks, source[1] + 1, limit)
        if behind is not None:  # "By the aid office, which cites the clinic, ..."
            yield Cue((0, 1), source, ((min(behind[1] + 1, limit), limit),), "phrase", behind)
    yield from _reckoned(toks, limit)
    yield from _owned(toks, limit)
    openers, done = phrases("of"), 0
    for k in [k for k, t in enumerate(toks) if t.low in openers]:
        length = phrase_at(toks, k, "of") if done <= k < limit else 0
        if not length:
            continue
        found = right_of(toks, k + length, limit, speaks=toks[k].low == "according")
        if found is not None and not (toks[k].low == "per" and not named(toks[found[0]], first=False)):
            maker = document_maker(toks, found, limit)
            origin = chain(toks, found[1], limit)  # "according to Radio Dorra, which cites the ministry"
            end = max((maker or found)[1], origin[1] if origin is not None else 0)
            yield Cue((k, k + length), maker or found, around(toks, k, end, limit), "phrase", origin)
        done = k + length


def _reckoned(toks: tuple[Token, ...], limit: int) -> Iterator[Cue]:
    """ "By the ministry's count, nine died"."""
    yield from _reckoned_behind(toks, limit)
    if toks[0].low not in ("by", "in", "on"):
        return
    for k in range(2, min(limit - 1, 12)):
        if (
            toks[k].low in words("documents", "reckonings")
            and toks[k - 1].low.endswith(("'s", "s'"))
            and is_source(toks, (1, k), speaks=True)
        ):
            start = k + 1 + (toks[k + 1].text == ",")
            yield Cue((0, k + 1), (1, k), ((start, limit),), "phrase")
            return


_TOLLS = frozenset("toll count figure tally estimate".split())
_STANDS = frozenset("stands stood is was remains rose reached has had puts".split())


def _owned(toks: tuple[Token, ...], limit: int) -> Iterator[Cue]:
    """ "The fire brigade's toll stands at 23": whose toll it is."""
    for k in range(2, min(limit - 1, 12)):
        if toks[k].low not in _TOLLS or toks[k + 1].low not in _STANDS:
            continue
        owner = k - 1 if toks[k - 1].low in ("death", "latest", "official", "own", "last") else k
        whose = toks[owner - 1].low.endswith(("'s", "s'", "’s", "s’"))
        if (
            whose
            and is_source(toks, (0, owner))
            and any(t.low.removesuffix("'s") in words("words", "heads") for t in toks[:owner])
        ):
            yield Cue((owner, k + 1), (0, owner), ((k + 1, limit),), "phrase")
        return


def _reckoned_behind(toks: tuple[Token, ...], limit: int) -> Iterator[Cue]:
    """ "..., by the institute's count", "..., by a first estimate of the council"."""
    for b in [b for b, t in enumerate(toks) if t.low == "by"]:
        if not 2 <= b < limit - 2 or toks[b - 1].text != ",":
            continue
        k = next((j for j in range(b + 1, min(limit, b + 8)) if toks[j].low in words("documents", "reckonings")), None)
        if k is None:
            continue
        owner = (b + 1, k) if toks[k - 1].low.endswith(("'s", "s'")) and is_source(toks, (b + 1, k), speaks=True) else None
        of = right_of(toks, k + 2, limit, speaks=True) if k + 2 < limit and toks[k + 1].low == "of" else None
        source = owner or of
        if source is not None:
            yield Cue((b, k + 1), source, around(toks, b, max(source[1], k + 1), limit), "phrase")


def headline_cues(toks: tuple[Token, ...], headline: bool) -> Iterator[Cue]:
    """ "X: content", "content: X" and "content - X": a source on one side of the mark, and nothing else there."""
    limit = sentence_end(toks)
    first = _after_clock(toks)
    for k in range(first + 1, limit):
        if toks[k].text not in (":", "-", "–", "—", "|"):
            continue
        left, right = (first, k), (k + 1, limit)
        if toks[k].text == ":" and k <= first + 6 and is_source(toks, left) and _bare(toks, left):
            yield Cue((k, k + 1), left, (right,), "colon")
        elif headline and limit - k <= 7 and right[0] < right[1] and is_source(toks, right) and _bare(toks, right):
            yield Cue((k, k + 1), right, (left,), "colon")


def _after_clock(toks: tuple[Token, ...]) -> int:
    """ "17:31 | Mayor Brod: ...": where the words of a live report begin."""
    clock = len(toks) > 3 and toks[0].text.isdigit() and toks[1].text in (":", ".") and toks[2].text.isdigit()
    return 3 if clock and len(toks[2].text) == 2 else 0


def _bare(toks: tuple[Token, ...], span: Range) -> bool:
    """Only a body or a person: no verb, no number, and headed by a kind of source."""
    lows = [t.low for t in toks[span[0] : span[1]]]
    return any(w in words("words", "heads") for w in lows) and not any(
        w.isdigit() or w in words("words", "auxiliaries") or w == "," or _acts(w) for w in lows
    )


def _acts(word: str) -> bool:
    """A verb, and none of saying: "Hospital ship sinks: 55 missing"."""
    flags = tables().word(word).flags
    return bool(flags & Is.THIRD) and not flags & Is.NOUN and word not in words("verbs", "say")


def adverb_cues(toks: tuple[Token, ...]) -> Iterator[Cue]:
    """ "Officially confirmed as dead are 31": a source without a name."""
    limit = sentence_end(toks)
    for k in range(limit - 1):
        if toks[k].low == "officially" and toks[k + 1].low in ("confirmed", "reported", "announced", "acknowledged", "put"):
            stop = next((j for j in range(k + 2, limit) if toks[j].text in (",", ";")), limit)
            yield Cue((k, k + 2), (k, k + 1), ((k + 2, stop),), "adverb")
