"""Figures that another party rejects: "the army disputes the toll", "the agency called that figure wrong"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tollbook.extract.mention import Told
from tollbook.extract.standing_reach import Book, Telling, before, digits, named_in, pattern, shared, teller
from tollbook.model import Measure, Standing

_DEATHS = frozenset([Measure.KILLED, Measure.KILLED_OR_INJURED])
_HARM = _DEATHS | {Measure.INJURED, Measure.SERIOUSLY_INJURED, Measure.HOSPITALISED}
_WHEN = r"(?:\s+(?:on|in|at|late|early|last)(?:\s+[\w’-]+){1,4}|\s+[a-z]+ly|\s+again|\s+yesterday|\s+today)?"
_OF_WHAT = r"(?:(?:an?|the|any|all|these|those|its|their)\s+)?(?:allegation|claim|report|accusation|suggestion|rumou?r)s?\s+"
_DEEDS = "killed|shot|wounded|injured|hurt|arrested|detained|abducted|kidnapped|massacred"
_DENIED = re.compile(
    r"(?:den|reject|dismiss|refut|disput)(?:y|ied|ies|ying|ed|s|es|ing)\b"
    rf"(?:{_WHEN}\s+(?:{_OF_WHAT})?that|\s+(?:killing|having|hitting|shooting|firing|any|there)|\s+(?:(?!who|that|which)[\w’-]+\s+){{1,4}}(?:{_DEEDS}))\b",
    re.I,
)


def disputes(book: Book, t: Telling, m: re.Match[str]) -> Iterator[tuple[int, Told]]:
    """Another party rejects figures: of the sources that it names, those in its own words, or those told just before."""
    by = _rejected_by(t.text, m) or teller(book, t.start, t.start + _verb_of(t.text, m))
    chosen = _disputed_in(book, t, m, by) or _disputed_of(book, t, by) or _disputed_before(book, t, m, by)
    numbers = {(book.mentions[k].measure, book.mentions[k].figure.text.casefold()) for k in chosen}
    again = [
        k for k, x in enumerate(book.mentions) if x.figure.start < t.start and (x.measure, x.figure.text.casefold()) in numbers
    ]
    for k in dict.fromkeys([*chosen, *again]):
        own = by is not None and shared(by, book.said[k].said_by)
        if own and k in t.here and book.mentions[k].figure.end <= t.start + m.start():
            yield k, Told(standing=Standing.DISPUTED, hedge=m[0])  # "police said 12 died, a toll that is wrong": of another
        elif not own or k in t.here:
            yield k, Told(standing=Standing.DISPUTED, hedge=m[0], disputed_by=by)


def _verb_of(text: str, m: re.Match[str]) -> int:
    """Where the verb stands by which somebody rejects: of "the agency called that figure wrong", the "called"; of "a sum that
    the agency rejects", its last."""
    called = [
        *pattern("disputed", "called").finditer(text, max(0, m.start() - 40), m.end()),
        *pattern("disputed", "calls").finditer(text, m.start() + 1, m.end()),
    ]
    if called:
        return called[-1].start()
    relative = re.match(r"(?:that|which)\b", m[0], re.I) is not None
    return m.start() + m[0].rstrip().rfind(" ") + 1 if relative else m.start()


def _rejected_by(text: str, m: re.Match[str]) -> str | None:
    """ "A number that was rejected by the ministry"."""
    if re.search(r"\bby$", m[0]) is None:
        return None
    who = re.match(
        r"\s+((?:[Tt]he |an? )?[\w’'-]+(?: [\w’'-]+){0,4}?)(?=\s*[,.;:)]|\s(?:and|but|who|which|as|on|in|of)\b|\s*$)",
        text[m.end() :],
    )
    return None if who is None else " ".join(who[1].split())


def _disputed_in(book: Book, t: Telling, m: re.Match[str], by: str | None) -> list[int]:
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


def _disputed_of(book: Book, t: Telling, by: str | None) -> list[int]:
    """Figures of a source that the sentence names."""
    named = [
        k
        for k, a in enumerate(book.said)
        if a.said_by is not None
        and k not in t.here
        and not (by is not None and shared(by, a.said_by))
        and named_in(t.text, a.said_by)
    ]
    earlier = [k for k in named if book.mentions[k].figure.start < t.start]
    measures = {book.mentions[k].measure for k in earlier}
    return [k for k in named if k in earlier or book.mentions[k].measure in measures]


def _disputed_before(book: Book, t: Telling, m: re.Match[str], by: str | None) -> list[int]:
    """Figures told before: by their number, or those of the sentence before that are of the kind denied."""
    denied = _DENIED.match(t.text, m.start()) is not None
    after = [k for k in t.here if _behind(book, t, k, m) and (denied or not shared(by, book.said[k].said_by))]
    if after and (by is not None or denied):
        return after
    numbers = digits(t.text[m.start() :])
    numbered = [k for k, x in enumerate(book.mentions) if x.sentence.start < t.start and digits(x.figure.text) & numbers]
    if numbered:
        return numbered
    in_front = [k for k in t.here if book.mentions[k].figure.end <= t.start + m.start()]
    near = in_front or before(book, t.start, 1, near=True)
    return _of_kind(book, near, t.text[m.start() :])


def _behind(book: Book, t: Telling, k: int, m: re.Match[str]) -> bool:
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
