"""How a report lets its figures stand: hedges, disputes, withdrawals, each scoped to the figures that it speaks of.

A hedge counts for its clause; "the toll could not be verified" for its sentence; a sentence that tells a withdrawal, a
disavowal or a dispute reaches back to the figures that it means, found by their source, their number or their nearness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from tollbook.extract.attribution import attribution_of
from tollbook.extract.mention import Attributed, Contents, Mention, Told
from tollbook.extract.screening import folded
from tollbook.extract.standing_reach import Book, pattern, small
from tollbook.extract.standing_tellings import tellings
from tollbook.extract.trie import trie_pattern
from tollbook.lexicon import table
from tollbook.model import Attribution, BlockKind, Frame, Qualifier, Report, Standing

_REACHED = 60  # characters within which the object of a verb of correcting must begin
_ORDER = list(Standing)
_FATES = frozenset([Standing.WITHDRAWN, Standing.DISAVOWED, Standing.DISPUTED])
_SECTIONS = ("unverified", "withdrawn", "disavowed", "corrected", "disputed", "instead", "version")


@cache
def _quick() -> re.Pattern[str]:
    """Any of the patterns at all, in `folded` text: most sentences have none, and are passed over."""
    return re.compile(
        "|".join(
            pattern(s).pattern for s in ("unverified", "withdrawn", "disavowed", "corrected", "disputed", "instead", "version")
        )
    )


@cache
def _stems() -> re.Pattern[str]:
    """Letters without which none of the patterns matches: a faster look than they are."""
    return re.compile(trie_pattern(table("standing")["stems"]["letters"]))


def told_standings(
    report: Report,
    mentions: tuple[Mention, ...],
    attributions: tuple[Attributed, ...],
    said: Sequence[Attribution] | None = None,
) -> tuple[Told, ...]:
    """The standing of each mention, in their order; ``said`` is according to whom each is, where that is known already."""
    if said is None:
        contents = Contents(attributions)
        said = [attribution_of(report, m, contents) for m in mentions]
    told = [_hedged(report, m, a) for m, a in zip(mentions, said, strict=True)]
    book = Book(report=report, mentions=mentions, said=tuple(said), attributions=attributions)
    low = folded(report.text).replace("\n", " ")
    for s in report.sentences:
        sentence = low[s.start : s.end]
        if not _stems().search(sentence) or not _quick().search(sentence):
            continue
        for k, found in tellings(book, s.start, s.end):
            told[k] = _stronger(told[k], found)
    return tuple(_spread(report, mentions, _parts_too(mentions, told)))


def told_as_earlier(report: Report, m: Mention) -> bool:
    """The report tells the figure as one given before: "the earlier toll was 113", "had earlier put the dead at 5,500"."""
    low = folded(report.text)
    if small("earlier").search(low, m.sentence.start, m.sentence.end) is None:
        return False
    start, end = _clause(low, m)
    return any(x.start() <= m.figure.start and m.figure.start - x.end() < 60 for x in small("earlier").finditer(low, start, end))


def _stronger(old: Told, new: Told) -> Told:
    return new if _ORDER.index(new.standing) > _ORDER.index(old.standing) else old


def _hedged(report: Report, m: Mention, said: Attribution) -> Told:
    """Estimated: by a hedge of its clause, by a cue that estimates, or given as a range."""
    if m.frame is Frame.FORECAST:
        return Told()
    low = folded(report.text)
    if small("estimated").search(low, m.sentence.start, m.sentence.end) is not None:
        hedge = small("estimated").search(low, *_clause(low, m))
        if hedge is not None:
            return Told(standing=Standing.ESTIMATED, hedge=report.text[hedge.start() : hedge.end()].strip())
    cue = (said.cue or "").casefold()
    if cue.split(" ")[0] in table("standing")["estimated"]["cues"]:
        return Told(standing=Standing.ESTIMATED, hedge=said.cue)
    if m.quantity.qualifier is Qualifier.BETWEEN:
        return Told(standing=Standing.ESTIMATED, hedge=m.figure.text)
    return Told()


def _clause(low: str, m: Mention) -> tuple[int, int]:
    """The stretch of `folded` text around the figure, between the words at which a hedge stops."""
    start, end = m.sentence.start, m.sentence.end
    for border in small("estimated", "borders").finditer(low, m.sentence.start, m.sentence.end):
        if border.end() <= m.figure.start:
            start = border.end()
        elif border.start() >= m.figure.end:
            end = border.start()
            break
    return start, end


def _parts_too(mentions: tuple[Mention, ...], told: list[Told]) -> list[Told]:
    """ "A toll of 22, among them nine women", which the army denies: the nine too, told in one sentence with the 22."""
    out = list(told)
    for k, m in enumerate(mentions):
        whole = m.part_of
        if whole is None or out[k].standing not in (Standing.ASSERTED, Standing.ESTIMATED):
            continue
        if out[whole].standing in _FATES and mentions[whole].sentence.start == m.sentence.start:
            out[k] = replace(out[whole])
    return out


def _spread(report: Report, mentions: tuple[Mention, ...], told: list[Told]) -> Iterator[Told]:
    """A headline's figure shares the fate of the same figure in the body."""
    heads = [b for b in report.blocks if b.kind is BlockKind.HEADLINE]
    for m, t in zip(mentions, told, strict=True):
        if t.standing not in _FATES and any(b.start <= m.figure.start < b.end for b in heads):
            key = (m.measure, m.quantity.low, m.quantity.high)
            same = [
                x
                for n, x in zip(mentions, told, strict=True)
                if (n.measure, n.quantity.low, n.quantity.high) == key and x.standing in _FATES
            ]
            if same:
                yield replace(same[0])
                continue
        yield t
