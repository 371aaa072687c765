"""When a page was published, from what it states in its markup and shows near its headline; how each was found.

In this order: linked data (JSON-LD), OpenGraph, microdata and other meta elements, time elements and dates shown near the
headline, the address. A date that belongs to something else (a comment, a teaser, an event, a photograph) is not taken;
where several stand equally near and differ, none is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

from tollbook.lexicon import table
from tollbook.model import DateFound, Published
from tollbook.read.dates import EARLIEST, full_dates, month_numbers, published_of, short_date

_DIGITS = re.compile(r"\d\s?[./年년-]\s?\d|(?:19|20)\d\d")  # without them no full date stands in a text
_WORD = re.compile(r"[^\W\d_]+")
_JOINT = re.compile(r"\s+[|•·»–—:-]+\s+")  # in "Headline | Name of the site"
_HOUR = re.compile(r"\d{1,2}(?::\d\d){1,2}|\d{1,2}\.\d\d(?= ?(?:uhr|h\b))", re.I)
_ASIDE = frozenset("nav footer aside form select option".split())
_SILENT = frozenset("script style noscript template svg title head".split())
NEAR = 14  # texts between a headline and a date that is its own
BESIDE = 6  # texts from the headline within which a date is its own, whatever the element around both is called
OTHERS = 6  # other words that may stand beside it: a name, a place
SHOWN = 160  # characters of an element that shows a date


@dataclass(frozen=True, slots=True)
class Seen:
    """A date that a page shows: how many texts from the headline, and whether words or the element's name say what it is."""

    published: Published
    distance: int
    named: bool
    updated: bool


def markup_published(stated: list[tuple[str, str]]) -> Published | None:
    """The day or instant of publication that the markup of a page gives: ``stated`` has its dates, the most reliable first,
    each with its grade. "Strong" ones are said to be those of the publication; a "weak" one is a bare ``date``, which pages
    also use for the day of their last change."""
    known = [(grade, p) for grade, words in stated if (p := _sane(published_of(words, DateFound.METADATA)))]
    best = next((p for grade, p in known if grade == "strong"), None) or next((p for _, p in known), None)
    return None if best is None else _zoned(best, [p for _, p in known])


def page_published(tree: Any, stated: list[tuple[str, str]], *, title: str | None, language: str) -> Published | None:
    """The same of the whole page: what it shows near its headline stands above a weak date of its markup."""
    if any(grade == "strong" and _sane(published_of(words, DateFound.METADATA)) for grade, words in stated):
        return markup_published(stated)
    weak = markup_published(stated)
    shown = _nearest(list(_seen(tree, title, language)))
    return shown if shown is not None and (weak is None or shown.day != weak.day) else weak


def _sane(found: Published | None) -> Published | None:
    """``found``, unless it is a day that stands for none: the first of an epoch, a year of the next century."""
    if found is None:
        return None
    day = found.day or (found.instant.date() if found.instant else None)
    return found if day is not None and EARLIEST < day.year < 2100 else None


def _zoned(found: Published, others: list[Published]) -> Published:
    """``found`` in the zone in which the page tells the same minute elsewhere: its own, where ``found`` is in UTC."""
    if found.instant is None or found.instant.utcoffset():
        return found
    for other in others:
        if other.instant and other.instant.utcoffset() and abs((other.instant - found.instant).total_seconds()) < 60:
            return other
    return found


def _nearest(seen: list[Seen]) -> Published | None:
    """The date nearest to the headline, unless another day stands as near. Far from it, a date counts only where the page
    shows no other: first among those that say what they are, then among all."""
    seen = [s for s in seen if not s.updated]
    near = [s for s in seen if s.distance <= (NEAR if s.named else NEAR // 2)]
    if near:
        best = min(near, key=lambda s: (s.distance, not s.named))
        rivals = {_day(s) for s in near if s.distance == best.distance and s.named == best.named}
        return best.published if len(rivals) == 1 else None
    for some in ([s for s in seen if s.named], seen):
        if len({_day(s) for s in some}) == 1:
            return some[0].published
    return None


def _day(seen: Seen) -> date | None:
    return seen.published.day or (seen.published.instant.date() if seen.published.instant else None)


def _seen(tree: Any, title: str | None, language: str) -> Iterator[Seen]:
    """Dates that the page shows, with their distances from its headline."""
    body = tree.find("body")
    texts = list(_texts(body if body is not None else tree))
    at = _headline(texts, title)
    taken: set[int] = set()
    for k, (node, words) in enumerate(texts):
        if node.tag == "time" and node.get("datetime"):
            words = node.get("datetime")
        elif _DIGITS.search(words) is None:
            continue
        distance = len(texts) if at is None else abs(k - at)
        if id(node) in taken or _elsewhere(node, "elsewhere" if distance > BESIDE else "comments"):
            continue
        taken.add(id(node))
        yield from _shown(node, words, distance, language)


def _texts(body: Any) -> Iterator[tuple[Any, str]]:
    """Texts of the page in order, each with the element that holds it."""
    stack = [(body, False)]
    while stack:
        node, tail = stack.pop()
        if tail:
            if (words := node.tail) and not words.isspace() and node.getparent() is not None:
                yield node.getparent(), words
            continue
        stack.append((node, True))
        if not isinstance(node.tag, str) or node.tag in _SILENT:
            continue
        if (words := node.text) and not words.isspace():
            yield node, words
        elif node.tag == "time" and node.get("datetime"):
            yield node, ""
        stack.extend((child, False) for child in reversed(node))


def _headline(texts: list[tuple[Any, str]], title: str | None) -> int | None:
    """Which of ``texts`` is the headline: a heading, or else a line, whose words are the title's; else the last h1."""
    wanted = [own for part in [title or "", *_JOINT.split(title or "")] if (own := set(_WORD.findall(part.lower())))]
    best, score = None, 0.6
    for k, (node, words) in enumerate(texts):
        if len(words) > SHOWN * 2 or not (own := set(_WORD.findall(words.lower()))):
            continue
        overlap = max((len(own & w) / len(own | w) for w in wanted if len(w) > 1 or w == own), default=0.0)
        if overlap > 0.4:
            overlap += {"h1": 0.4, "h2": 0.2, "h3": 0.2}.get(_heading(node), -0.1)
        if overlap > score:
            best, score = k, overlap
    if best is None:
        firsts = [k for k, (node, _) in enumerate(texts) if _heading(node) == "h1"]
        best = firsts[-1] if firsts else None
    return best


def _heading(node: Any) -> str:
    for _ in range(4):
        if node is None:
            return ""
        if node.tag in ("h1", "h2", "h3"):
            return str(node.tag)
        node = node.getparent()
    return ""


def _shown(node: Any, words: str, distance: int, language: str) -> Iterator[Seen]:
    """The date of one text, where the text is about nothing else."""
    if node.tag == "time" and node.get("datetime") == words:
        found = _sane(published_of(words, DateFound.METADATA))
        said = " ".join(_marks(node, 2)) + " " + " ".join(chain(node.itertext(), [_before(node)]))[:SHOWN]
        if found is not None:
            yield Seen(found, distance, True, says("updated", said) and not says("published", said))
        return
    words = " ".join(words.split())
    shown = next(full_dates(words), None) or short_date(words, month_first=_month_first(language))
    if shown is None or not EARLIEST < shown.day.year < 2100:
        return
    rest = f"{words[: shown.start]} {words[shown.end :]}"
    label = f"{_before(node)} {rest}"[:SHOWN]
    if says("other", label) or _spoken(rest) > OTHERS:
        return
    named = (
        says("published", label)
        or re.search(table("dates", "tables")["elements"]["dating"], " ".join(_marks(node, 2))) is not None
    )
    updated = says("updated", label) and not says("published", label)
    text = words[shown.start : shown.end]
    yield Seen(Published(day=shown.day, found=DateFound.STATED, words=text), distance, named, updated)


def _before(node: Any) -> str:
    """What stands before an element on its line: "Published:", in an element of its own."""
    sibling, above = node.getprevious(), node.getparent()
    if sibling is None:
        words = "" if above is None else above.text or ""
    else:
        words = ("".join(sibling.itertext()) if isinstance(sibling.tag, str) else "") + (sibling.tail or "")
    words = " ".join(words.split())
    return words if len(words) <= 40 else ""


def _spoken(rest: str) -> int:
    """Words beside a date that are neither of its day nor of its hour."""
    facts = table("dates", "tables")["words"]
    words = " ".join([*facts["published"], *facts["updated"], *facts["beside"]]).split()
    found = [w for w in _WORD.findall(_HOUR.sub(" ", rest)) if w.lower() not in words and w.lower() not in month_numbers()]
    return sum(len(w) if w[0] >= "\u3040" else 1 for w in found)  # Chinese and Japanese set no spaces between words


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    words = sorted(table("dates", "tables")["words"][kind], key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(w)}" if w[0].isalpha() else re.escape(w) for w in words), re.I)


def says(kind: str, words: str) -> bool:
    """Whether words say of a date beside them that it is of the publication, of an update, or of something else."""
    return _phrases(kind).search(words) is not None


@cache
def _part(which: str) -> re.Pattern[str]:
    return re.compile(table("dates", "tables")["elements"][which], re.I)


def _elsewhere(node: Any, which: str) -> bool:
    """Whether an element stands in a part of the page that is about something else: comments; ``elsewhere`` teasers, menus
    and links too."""
    depth = 0
    while node is not None and depth < 40:
        if node.tag in ("body", "html"):
            return False
        if which == "elsewhere" and (
            node.tag in _ASIDE or (node.tag == "a" and depth == 0 and len("".join(node.itertext())) > 40)
        ):
            return True
        if depth < 12 and any(map(_part(which).search, _marks(node, 1))):
            return True
        node, depth = node.getparent(), depth + 1
    return False


def _marks(node: Any, levels: int) -> Iterator[str]:
    """Class names, ids and properties of an element and of those that hold it."""
    while node is not None and levels:
        for name in ("class", "id", "itemprop", "property"):
            if value := node.get(name):
                yield value.lower()
        node, levels = node.getparent(), levels - 1


def _month_first(language: str) -> bool | None:
    order = table("dates", "tables")["order"]
    return True if language in order["month_first"] else None if language in order["unsure"] else False
