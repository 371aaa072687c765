"""How a report lets its figures stand: hedges, disputes, withdrawals, each scoped to the figures that it speaks of.

A hedge counts for its clause; "the toll could not be verified" for its sentence; a sentence that tells a withdrawal, a
disavowal or a dispute reaches back to the figures that it means, found by their source, their number or their nearness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from tollbook.extract.attribution import attribution_of
from tollbook.extract.attribution_sources import words
from tollbook.extract.attribution_subjects import left_of
from tollbook.extract.mention import Attributed, Mention, Told
from tollbook.extract.tokens import tokens
from tollbook.lexicon import table
from tollbook.model import Attribution, BlockKind, Frame, Qualifier, Report, Standing

REACH = 3  # sentences that a telling of a withdrawal reaches back over, where it names neither source nor number
_REACHED = 60  # characters within which the object of a verb of correcting must begin
_ORDER = list(Standing)
_EMPTY = frozenset("the a an of in on for and its his her their by to at from official officials".split())


@cache
def _pattern(section: str, field: str = "patterns") -> re.Pattern[str]:
    found = table("standing")[section][field]
    return re.compile("|".join(f"(?:{p})" for p in ([found] if isinstance(found, str) else found)), re.I)


@cache
def _quick() -> re.Pattern[str]:
    """Any of the patterns at all: most sentences have none, and are passed over."""
    return re.compile(
        "|".join(_pattern(s).pattern for s in ("unverified", "withdrawn", "disavowed", "corrected", "disputed")), re.I
    )


def told_standings(report: Report, mentions: tuple[Mention, ...], attributions: tuple[Attributed, ...]) -> tuple[Told, ...]:
    """The standing of each mention, in their order."""
    said = [attribution_of(report, m, attributions) for m in mentions]
    told = [_hedged(report, m, a) for m, a in zip(mentions, said, strict=True)]
    for s in report.sentences:
        text = report.text[s.start : s.end]
        if not _quick().search(text):
            continue
        for k, found in _tellings(report, s.start, s.end, mentions, said):
            told[k] = _stronger(told[k], found)
    return tuple(_spread(report, mentions, told))


def told_as_earlier(report: Report, m: Mention) -> bool:
    """The report tells the figure as one given before: "the earlier toll was 113", "had earlier put the dead at 5,500"."""
    start, end = _clause(report.text, m)
    return any(
        x.start() <= m.figure.start and m.figure.start - x.end() < 60
        for x in _pattern("earlier").finditer(report.text, start, end)
    )


def _stronger(old: Told, new: Told) -> Told:
    return new if _ORDER.index(new.standing) > _ORDER.index(old.standing) else old


def _hedged(report: Report, m: Mention, said: Attribution) -> Told:
    """Estimated: by a hedge of its clause, by a cue that estimates, or given as a range."""
    if m.frame is Frame.FORECAST:
        return Told()
    start, end = _clause(report.text, m)
    hedge = _pattern("estimated").search(report.text, start, end)
    if hedge is not None:
        return Told(standing=Standing.ESTIMATED, hedge=hedge[0].strip())
    cue = (said.cue or "").casefold()
    if cue.split(" ")[0] in table("standing")["estimated"]["cues"]:
        return Told(standing=Standing.ESTIMATED, hedge=said.cue)
    if m.quantity.qualifier is Qualifier.BETWEEN:
        return Told(standing=Standing.ESTIMATED, hedge=m.figure.text)
    return Told()


def _clause(text: str, m: Mention) -> tuple[int, int]:
    """The stretch around the figure between the words at which a hedge stops."""
    start, end = m.sentence.start, m.sentence.end
    for border in _pattern("estimated", "borders").finditer(text, m.sentence.start, m.sentence.end):
        if border.end() <= m.figure.start:
            start = border.end()
        elif border.start() >= m.figure.end:
            end = border.start()
            break
    return start, end


def _tellings(
    report: Report, start: int, end: int, mentions: tuple[Mention, ...], said: list[Attribution]
) -> Iterator[tuple[int, Told]]:
    """What one sentence tells of the standing of figures: index of the mention, and its standing."""
    text = report.text[start:end]
    here = [k for k, m in enumerate(mentions) if start <= m.figure.start < end]
    if (m := _pattern("unverified").search(text)) is not None and (here or _pattern("unverified", "about").search(text)):
        for k in here or _before(report, start, mentions, 1):
            yield k, Told(standing=Standing.UNVERIFIED, hedge=m[0])
    if (
        (m := _pattern("withdrawn").search(text))
        and _pattern("withdrawn", "about").search(text)
        and not _pattern("withdrawn", "never").search(text)
    ):
        by = _teller(report, start, start + m.start())
        for k in _meant(report, start, text, here, mentions, said, by):
            yield k, Told(standing=Standing.WITHDRAWN, hedge=m[0], fate_told_by=by)
    if (m := _pattern("disavowed").search(text)) is not None:
        by = _teller(report, start, start + m.start())
        for k in _meant(report, start, text, here, mentions, said, by):
            own = by is not None and _shared(by, said[k].said_by)
            if own or by is None or said[k].said_by is None or _named(text, said[k].said_by):
                yield k, Told(standing=Standing.DISAVOWED, hedge=m[0], fate_told_by=by)
            else:
                yield k, Told(standing=Standing.DISPUTED, hedge=m[0], disputed_by=by)
    elif (m := _pattern("disputed").search(text)) is not None:
        yield from _disputes(report, start, text, m, here, mentions, said)
    if (m := _pattern("corrected").search(text)) is not None:
        for k in here:
            replaced = any(x.replaces is not None and x.replaces == mentions[k].figure.text for x in mentions)
            if (replaced and mentions[k].restates) or _object_of(report, start + m.end(), mentions, k):
                yield k, Told(standing=Standing.CORRECTED, hedge=m[0], fate_told_by=said[k].said_by)


def _object_of(report: Report, end: int, mentions: tuple[Mention, ...], k: int) -> bool:
    """ "correcting | an earlier toll of 21": the next figure behind the word, told as an earlier one."""
    figure = mentions[k].figure
    first = not any(end <= m.figure.start < figure.start for m in mentions)
    return 0 <= figure.start - end < _REACHED and first and told_as_earlier(report, mentions[k])


def _before(report: Report, start: int, mentions: tuple[Mention, ...], reach: int) -> list[int]:
    """Mentions of the ``reach`` sentences before ``start`` that have any, nearest sentence first."""
    sentences = sorted({m.sentence.start for m in mentions if m.sentence.start < start and _plain(report, m)}, reverse=True)[
        :reach
    ]
    limit = [s.start for s in report.sentences if s.start < start][-REACH:]
    return [k for k, m in enumerate(mentions) if m.sentence.start in sentences and limit and m.sentence.start >= limit[0]]


def _plain(report: Report, m: Mention) -> bool:
    return all(b.kind is not BlockKind.HEADLINE for b in report.blocks if b.start <= m.figure.start < b.end)


def _meant(
    report: Report, start: int, text: str, here: list[int], mentions: tuple[Mention, ...], said: list[Attribution], by: str | None
) -> list[int]:
    """The figures that a sentence about a withdrawal means: by number, in itself, by source, or the nearest before."""
    numbers = _digits(text)
    numbered = [
        k
        for k, m in enumerate(mentions)
        if m.sentence.start < start and set(re.findall(r"\d[\d,.]*\d|\d", m.figure.text)) & numbers
    ]
    if here:
        return here + [k for k in numbered if any(mentions[k].measure is mentions[h].measure for h in here)]
    if numbered:
        return numbered
    near = _before(report, start, mentions, REACH)
    by_source = [k for k in near if by is not None and _shared(by, said[k].said_by)]
    return by_source or _before(report, start, mentions, 1)


def _digits(words_: str) -> set[str]:
    return set(re.findall(r"\d[\d,.]*\d|\d", words_))


def _disputes(
    report: Report,
    start: int,
    text: str,
    m: re.Match[str],
    here: list[int],
    mentions: tuple[Mention, ...],
    said: list[Attribution],
) -> Iterator[tuple[int, Told]]:
    """Another party rejects figures: those of the sources that the sentence names, or those told just before."""
    by = _teller(report, start, start + m.start())
    named = [
        k
        for k, a in enumerate(said)
        if a.said_by is not None and k not in here and not (by is not None and _shared(by, a.said_by)) and _named(text, a.said_by)
    ]
    earlier = [k for k in named if mentions[k].figure.start < start]
    measures = {mentions[k].measure for k in earlier}
    chosen = [k for k in named if k in earlier or mentions[k].measure in measures]
    if not chosen and by is not None:
        told = start + m.start()
        denied = re.match(r"den(?:y|ied|ies|ying) that\b", report.text[told : told + 20], re.I) is not None
        behind = [k for k in here if mentions[k].figure.start > told and (denied or not _shared(by, said[k].said_by))]
        rival = [k for k in here if mentions[k].figure.start < told and said[k].said_by and not _shared(by, said[k].said_by)]
        chosen = behind or rival
    if not chosen and not here:
        numbers = _digits(text)
        chosen = [k for k, x in enumerate(mentions) if x.sentence.start < start and _digits(x.figure.text) & numbers]
    if not chosen and not here:
        chosen = [k for k in _before(report, start, mentions, 1) if by is None or not _shared(by, said[k].said_by)]
    for k in chosen:
        yield k, Told(standing=Standing.DISPUTED, hedge=m[0], disputed_by=by)


def _teller(report: Report, start: int, position: int) -> str | None:
    """The subject of the telling verb at ``position``: who withdraws, denies, disputes."""
    toks = tokens(report.text, start, min(position + 30, len(report.text)))
    k = next((i for i, t in enumerate(toks) if t.start >= position), None)
    while k is not None and k > 0:
        found = left_of(toks, k)
        numbers = found is not None and any(
            t.low in words("documents", "nouns") or t.low == "numbers" for t in toks[found[0] : found[1]]
        )
        if found is not None and not numbers:
            return " ".join(report.text[toks[found[0]].start : toks[found[1] - 1].end].split())
        k = next(
            (
                i
                for i in range(k - 1, 0, -1)
                if toks[i].low in ("said", "says", "say", "called", "which", "who", "having", "has", "had")
            ),
            None,
        )
        if k is not None and toks[k].low in ("which", "who") and toks[k - 1].text == ",":
            k -= 1
    return None


def _core(name: str | None) -> set[str]:
    """Words of a name, and its letters in brackets: "Harbour Watch (HW)" is named by either."""
    return {w for w in re.findall(r"[\w-]+", (name or "").casefold()) if w not in _EMPTY}


def _shared(a: str | None, b: str | None) -> bool:
    """Two wordings of one body: the shorter's words are most of them in the longer."""
    x, y = _core(a), _core(b)
    return bool(x and y) and 2 * len(x & y) >= min(len(x), len(y)) and bool(x & y)


def _named(text: str, name: str | None) -> bool:
    """The sentence names the source: its capitalised words, or its letters."""
    proper = {w.casefold() for w in re.findall(r"\b[A-Z][\w-]+", name or "")} - _EMPTY
    return bool(proper & set(re.findall(r"[\w-]+", text.casefold())))


def _spread(report: Report, mentions: tuple[Mention, ...], told: list[Told]) -> Iterator[Told]:
    """A headline's figure shares the fate of the same figure in the body."""
    fates = {Standing.WITHDRAWN, Standing.DISAVOWED, Standing.DISPUTED}
    heads = [b for b in report.blocks if b.kind is BlockKind.HEADLINE]
    for m, t in zip(mentions, told, strict=True):
        if t.standing not in fates and any(b.start <= m.figure.start < b.end for b in heads):
            key = (m.measure, m.quantity.low, m.quantity.high)
            same = [
                x
                for n, x in zip(mentions, told, strict=True)
                if (n.measure, n.quantity.low, n.quantity.high) == key and x.standing in fates
            ]
            if same:
                yield replace(same[0])
                continue
        yield t
