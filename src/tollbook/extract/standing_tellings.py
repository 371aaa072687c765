"""Sentences that tell what became of figures: withdrawn, disavowed, corrected, disputed, not verified.

Each telling reaches the figures that it means: by their number, by their source, by what was counted, or by their nearness.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tollbook.extract.attribution_sources import words
from tollbook.extract.attribution_subjects import left_of
from tollbook.extract.mention import Attributed, Mention, Told
from tollbook.extract.tokens import tokens
from tollbook.extract.trie import any_pattern
from tollbook.lexicon import table
from tollbook.model import Attribution, BlockKind, Measure, Report, Standing

REACH = 3  # sentences that a telling reaches back over, where it names neither source nor number
_EMPTY = frozenset("the a an of in on for and its his her their by to at from official officials".split())
_DEATHS = frozenset([Measure.KILLED, Measure.KILLED_OR_INJURED])
_HARM = _DEATHS | {Measure.INJURED, Measure.SERIOUSLY_INJURED, Measure.HOSPITALISED}
_DENIED = re.compile(
    r"(?:den|reject|dismiss|refut|disput)(?:y|ied|ies|ying|ed|s|es|ing) "
    r"(?:that|(?:(?:an?|the|any|all|these|those|its|their) )?(?:allegation|claim|report|accusation|suggestion|rumou?r)s? that)\b",
    re.I,
)
_HEARSAY = frozenset("numbers claim claims rumour rumours rumor rumors posts messages".split())
_TELLING = frozenset(["said", "says", "say", "called", "which", "who", "having", "has", "had"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The figures of a report, and who says each."""

    report: Report
    mentions: tuple[Mention, ...]
    said: tuple[Attribution, ...]
    attributions: tuple[Attributed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """One sentence that tells of figures: where it stands, its words, and the figures in it (by index)."""

    start: int
    text: str
    here: tuple[int, ...]


@cache
def pattern(section: str, field: str = "patterns") -> re.Pattern[str]:
    """The patterns of a section of the table, as one."""
    found = table("standing")[section][field]
    return re.compile(any_pattern([found] if isinstance(found, str) else found), re.I)


@cache
def small(section: str, field: str = "patterns") -> re.Pattern[str]:
    """The same for text that is `folded`."""
    return re.compile(pattern(section, field).pattern)


def _figure_at(m: Mention) -> int:
    return m.figure.start


def tellings(book: Book, start: int, end: int) -> Iterator[tuple[int, Told]]:
    """What one sentence tells of the standing of figures: index of the mention, and its standing."""
    text = book.report.text[start:end].replace("\n", " ")  # as long as before: places stay
    first = bisect_left(book.mentions, start, key=_figure_at)
    here = tuple(range(first, bisect_left(book.mentions, end, lo=first, key=_figure_at)))
    t = _Telling(start=start, text=text, here=here)
    yield from _unverified(book, t)
    yield from _withdrawn(book, t)
    m = pattern("disavowed").search(text)
    if m is not None:
        yield from _disavowed(book, t, m)
    for m in pattern("disputed").finditer(text):
        yield from _disputes(book, t, m)
    yield from _instead(book, t)
    yield from _corrected(book, t)
    yield from _version(book, t)


def _version(book: Book, t: _Telling) -> Iterator[tuple[int, Told]]:
    """ "An earlier version of this story said that 18 had died": the report corrects itself."""
    m = pattern("version").search(t.text)
    for k in t.here if m is not None else ():
        if m is not None and book.mentions[k].figure.start > t.start + m.end():
            yield k, Told(standing=Standing.CORRECTED, hedge=m[0])


def _unverified(book: Book, t: _Telling) -> Iterator[tuple[int, Told]]:
    m = pattern("unverified").search(t.text)
    if m is None or not (t.here or pattern("unverified", "about").search(t.text)):
        return
    both = pattern("unverified", "both").search(t.text) is not None  # "could not verify either account"
    told = _before(book, t.start, REACH) if both else _before(book, t.start, 1, near=bool(pattern("near").match(t.text)))
    for k in t.here or told:
        if t.here or not book.said[k].own_observation:
            yield k, Told(standing=Standing.UNVERIFIED, hedge=m[0])


def _withdrawn(book: Book, t: _Telling) -> Iterator[tuple[int, Told]]:
    m = pattern("withdrawn").search(t.text)
    if m is None or not pattern("withdrawn", "about").search(t.text) or pattern("withdrawn", "never").search(t.text):
        return
    by = _teller(book, t.start, t.start + m.start())
    for k in _meant(book, t, by):
        yield k, Told(standing=Standing.WITHDRAWN, hedge=m[0], fate_told_by=by)


def _disavowed(book: Book, t: _Telling, m: re.Match[str]) -> Iterator[tuple[int, Told]]:
    """The named source says that it never gave the figure; said by another, that is a dispute."""
    by = _teller(book, t.start, t.start + m.start())
    bare = pattern("disavowed", "bare").fullmatch(m[0]) is not None
    meant = _before(book, t.start, 1, near=True) if bare and not t.here else _meant(book, t, by)
    for k in meant:
        told = book.said[k]
        own = by is not None and shared(by, told.said_by)
        if own or by is None or told.said_by is None or _named(t.text, told.said_by):
            yield k, Told(standing=Standing.DISAVOWED, hedge=m[0], fate_told_by=by)
        else:
            yield k, Told(standing=Standing.DISPUTED, hedge=m[0], disputed_by=by)


def _disputes(book: Book, t: _Telling, m: re.Match[str]) -> Iterator[tuple[int, Told]]:
    """Another party rejects figures: of the sources that it names, those in its own words, or those told just before."""
    by = _teller(book, t.start, t.start + m.start())
    chosen = _disputed_in(book, t, m, by) or _disputed_of(book, t, by) or _disputed_before(book, t, m, by)
    numbers = {(book.mentions[k].measure, book.mentions[k].figure.text.casefold()) for k in chosen}
    again = [
        k for k, x in enumerate(book.mentions) if x.figure.start < t.start and (x.measure, x.figure.text.casefold()) in numbers
    ]
    for k in dict.fromkeys([*chosen, *again]):
        if by is None or not shared(by, book.said[k].said_by) or k in t.here:
            yield k, Told(standing=Standing.DISPUTED, hedge=m[0], disputed_by=by)


def _disputed_in(book: Book, t: _Telling, m: re.Match[str], by: str | None) -> list[int]:
    """Figures of the sentence itself: "called the figure of 34 exaggerated", "a sum that the ministry rejects"."""
    out = []
    for k in t.here:
        figure = book.mentions[k].figure
        a, b = figure.start - t.start, figure.end - t.start
        inside = m.start() <= a and b <= m.end()
        noun = pattern("disputed", "noun").search(t.text[:a]) is not None and a - m.end() < 30 and m.start() - b < 30
        relative = b <= m.start() and pattern("disputed", "relative").search(t.text[b : m.start()] + m[0]) is not None
        if inside or noun or (relative and not (by is not None and shared(by, book.said[k].said_by))):
            out.append(k)
    return out


def _disputed_of(book: Book, t: _Telling, by: str | None) -> list[int]:
    """Figures of a source that the sentence names."""
    named = [
        k
        for k, a in enumerate(book.said)
        if a.said_by is not None
        and k not in t.here
        and not (by is not None and shared(by, a.said_by))
        and _named(t.text, a.said_by)
    ]
    earlier = [k for k in named if book.mentions[k].figure.start < t.start]
    measures = {book.mentions[k].measure for k in earlier}
    return [k for k in named if k in earlier or book.mentions[k].measure in measures]


def _disputed_before(book: Book, t: _Telling, m: re.Match[str], by: str | None) -> list[int]:
    """Figures told before: by their number, or those of the sentence before that are of the kind denied."""
    denied = _DENIED.match(t.text, m.start()) is not None
    after = [k for k in t.here if _behind(book, t, k, m) and (denied or not shared(by, book.said[k].said_by))]
    if after and (by is not None or denied):
        return after
    numbers = _digits(t.text[m.start() :])
    numbered = [k for k, x in enumerate(book.mentions) if x.sentence.start < t.start and _digits(x.figure.text) & numbers]
    if numbered:
        return numbered
    in_front = [k for k in t.here if book.mentions[k].figure.end <= t.start + m.start()]
    near = in_front or _before(book, t.start, 1, near=True)
    return _of_kind(book, near, t.text[m.start() :])


def _behind(book: Book, t: _Telling, k: int, m: re.Match[str]) -> bool:
    """A figure in the words of what is denied: "the army denied that 30 had died"."""
    at = book.mentions[k].figure.start - t.start
    return at > m.start() and not re.search(r"[:;]", t.text[m.start() : at])


def _of_kind(book: Book, near: Iterable[int], denial: str) -> list[int]:
    """Of figures told before, those of the harm that is denied: of deaths, where it speaks of deaths; of all, where of none."""
    found = list(near)
    meant: frozenset[Measure] | None = _HARM if pattern("disputed", "harm").search(denial) else None
    if meant is None and pattern("disputed", "death").search(denial):
        meant = _DEATHS
    return [k for k in found if meant is None or book.mentions[k].measure in meant] or found


def _instead(book: Book, t: _Telling) -> Iterator[tuple[int, Told]]:
    """ "Twelve were killed, not eight": the eight told before is disputed, or corrected where its own source says so."""
    m = pattern("instead").search(t.text)
    if m is None:
        return
    mine = [book.said[k] for k in t.here]
    measures = {book.mentions[k].measure for k in t.here}
    for k, x in enumerate(book.mentions):
        if x.sentence.start < t.start and x.figure.text.casefold() == m[1].casefold() and x.measure in measures:
            by = next((a.said_by for a in mine if a.said_by is not None), None)
            if by is not None and not shared(by, book.said[k].said_by):
                yield k, Told(standing=Standing.DISPUTED, hedge=m[0], disputed_by=by)
            elif by is not None:
                yield k, Told(standing=Standing.CORRECTED, hedge=m[0], fate_told_by=by)


def _corrected(book: Book, t: _Telling) -> Iterator[tuple[int, Told]]:
    """A figure that its own source replaces, in this sentence or before it."""
    m = pattern("corrected").search(t.text)
    if m is None:
        return
    for k in t.here:
        x = book.mentions[k]
        replaced = any(y.replaces is not None and y.replaces == x.figure.text for y in book.mentions) and x.restates
        if replaced or pattern("corrected", "old").search(t.text[: x.figure.start - t.start]):
            yield k, Told(standing=Standing.CORRECTED, hedge=m[0], fate_told_by=book.said[k].said_by)
    own = pattern("corrected", "own").search(t.text)
    if own is None:
        return
    by = _teller(book, t.start, t.start + own.start())
    new = {book.mentions[k].measure: book.mentions[k] for k in reversed(t.here) if book.mentions[k].part_of is None}
    near = _before(book, t.start, REACH)
    own_ones = _of_one_body(book, by, near)
    for k in near:
        x = book.mentions[k]
        now = new.get(x.measure)
        one = by is None or book.said[k].said_by is None or k in own_ones
        if (
            now is not None
            and x.part_of is None
            and x.frame is now.frame  # what befell others years ago is not corrected with it
            and one
            and (now.quantity.low, now.quantity.high) != (x.quantity.low, x.quantity.high)
        ):
            yield k, Told(standing=Standing.CORRECTED, hedge=own[0], fate_told_by=by)


def _before(book: Book, start: int, reach: int, *, near: bool = False) -> list[int]:
    """Mentions of the ``reach`` sentences before ``start`` that have any; with ``near``, of the very sentence before."""
    earlier = {m.sentence.start for m in book.mentions if m.sentence.start < start and _plain(book.report, m)}
    sentences = sorted(earlier, reverse=True)[:reach]
    limit = [s.start for s in book.report.sentences if s.start < start][-(1 if near else REACH) :]
    return [k for k, m in enumerate(book.mentions) if m.sentence.start in sentences and limit and m.sentence.start >= limit[0]]


def _plain(report: Report, m: Mention) -> bool:
    return all(b.kind is not BlockKind.HEADLINE for b in report.blocks if b.start <= m.figure.start < b.end)


def _meant(book: Book, t: _Telling, by: str | None) -> list[int]:
    """The figures that a sentence about a withdrawal means: by number, in itself, by source, or the nearest before."""
    numbers = _digits(t.text)
    numbered = [k for k, m in enumerate(book.mentions) if m.sentence.start < t.start and _digits(m.figure.text) & numbers]
    if t.here:
        measures = {book.mentions[h].measure for h in t.here}
        return [*t.here, *(k for k in numbered if book.mentions[k].measure in measures)]
    if numbered:
        return numbered
    near = _before(book, t.start, REACH)
    return _of_one_body(book, by, near) or _before(book, t.start, 1)


def _of_one_body(book: Book, by: str | None, near: Iterable[int]) -> list[int]:
    """Of figures told before, those of the body that ``by`` means: "the ministry" is the one of that word that was named last."""
    own = [k for k in near if by is not None and shared(by, book.said[k].said_by)]
    last = _core(book.said[own[-1]].said_by) if own else set()
    return [k for k in own if (core := _core(book.said[k].said_by)) <= last or last <= core]


def _digits(words_: str) -> set[str]:
    return set(re.findall(r"\d[\d,.]*\d|\d", words_))


def _teller(book: Book, start: int, position: int) -> str | None:
    """Who withdraws, denies, disputes at ``position``: the source of a cue there, or the subject of the verb; where a noun
    stands there ("that the numbers are inflated"), who says so."""
    report = book.report
    toks = tokens(report.text, start, min(position + 30, len(report.text)))
    k = next((i for i, t in enumerate(toks) if t.start >= position), None)
    around = [a for a in book.attributions if a.attribution.said_by is not None and a.cue is not None]
    if k is not None and toks[k].low in words("documents", "nouns") | _HEARSAY:
        around = [a for a in around if a.content.start <= position < a.content.end]
    else:
        around = [a for a in around if a.cue is not None and a.cue.start <= position < a.cue.end]
    if around:
        return min(around, key=lambda a: a.content.end - a.content.start).attribution.said_by
    while k is not None and k > 0:
        found = left_of(toks, k)
        if found is not None and not any(
            t.low in words("documents", "nouns") or t.low == "numbers" for t in toks[found[0] : found[1]]
        ):
            name = " ".join(report.text[toks[found[0]].start : toks[found[1] - 1].end].split())
            return _meaning(book, toks[found[0]].start, name)
        k = next((i for i in range(k - 1, 0, -1) if toks[i].low in _TELLING), None)
        if k is not None and toks[k].low in ("which", "who") and toks[k - 1].text == ",":
            k -= 1
    return None


def _meaning(book: Book, position: int, name: str) -> str:
    """Whom a pronoun at ``position`` stands for ("hours later it"): the last source named before it."""
    if name.casefold().split()[-1] not in words("words", "pronouns"):
        return name
    before = [(a.worded.start, a.attribution.said_by) for a in book.attributions if a.worded is not None]
    named = [(at, who) for at, who in before if at < position and who is not None]
    return max(named)[1] if named else name


def _core(name: str | None) -> set[str]:
    """Words of a name, and its letters in brackets: "Harbour Watch (HW)" is named by either."""
    return {w for w in re.findall(r"[\w-]+", (name or "").casefold()) if w not in _EMPTY}


def shared(a: str | None, b: str | None) -> bool:
    """Two wordings of one body: the shorter's words are most of them in the longer."""
    x, y = _core(a), _core(b)
    return bool(x and y) and 2 * len(x & y) >= min(len(x), len(y)) and bool(x & y)


def _named(text: str, name: str | None) -> bool:
    """The sentence names the source: its capitalised words, or its letters."""
    proper = {w.casefold() for w in re.findall(r"\b[A-Z][\w-]+", name or "")} - _EMPTY
    return bool(proper & set(re.findall(r"[\w-]+", text.casefold())))
