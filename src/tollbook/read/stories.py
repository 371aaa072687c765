"""Several stories on one page: round-ups, front pages of blogs, live reports, pages that load the next story below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tollbook.model import Published
from tollbook.read.facts import Facts, microdata, published_on
from tollbook.read.page_dates import page_published
from tollbook.read.walk import Run

_CLASSES = frozenset("hentry h-entry post story article news-item entry blog-post live-post".split())
_OTHERS = re.compile("comment|teaser|related|promo|card|widget|sidebar|recommend", re.I)
_HEADINGS = ("h1", "h2", "h3", "h4")
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*$")
_WORD = re.compile(r"\w+")
SPOKEN = 8  # words of a run that ends as a sentence does, from which it is a paragraph
LEAST = 30  # words in paragraphs of a story; a teaser has fewer
PARAGRAPHS = 2
MOST = 200  # stories of one page
CANDIDATES = 600  # elements that may hold one; a page of more is no page of stories


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One of several stories: its runs, which of them are its report, and what is said of it."""

    runs: tuple[Run, ...]
    held: tuple[bool, ...]
    title: str | None
    publisher: str | None
    byline: str | None
    url: str | None
    published: Published | None


def stories_of(tree: Any, runs: Sequence[Run], held: Sequence[bool], facts: Facts) -> tuple[Story, ...]:
    """The stories of a page, where it holds two or more with headlines of their own; what stands around them, where it is a
    report itself (the head of a live report), comes first."""
    found = [(node, inside) for node in _containers(tree, facts) if (inside := _told(node, runs)) is not None]
    found = [(n, i) for n, i in found if not any(n is not m and _within(m, n) for m, _ in found)][:MOST]
    if len(found) < 2:
        return ()
    own = {k for _, inside in found for k in inside}
    rest = [k for k in range(len(runs)) if k not in own]
    around = sum(_spoken(runs[k]) for k in rest if held[k]) >= LEAST
    day = published_on(tree, facts)
    first = _around(runs, held, rest, facts, day) if around else ()
    return (*first, *(_story(node, inside, runs, held, facts, day if around else None) for node, inside in found))


def _containers(tree: Any, facts: Facts) -> list[Any]:
    """Elements that may each hold one story: with a heading, and a date or an address of its own. A section of a story has
    neither."""
    found = [
        (node, heading)
        for node in tree.iter("article", "div", "section", "li")
        if (node.tag == "article" or _CLASSES & set((node.get("class") or "").lower().split()))
        and not _OTHERS.search(f"{node.get('class') or ''} {node.get('id') or ''}")
        and (heading := _heading(node)) is not None
    ]
    if not 2 <= len(found) <= CANDIDATES:
        return []
    return [node for node, heading in found if _link(heading) is not None or _day(node, facts) is not None]


def _heading(node: Any) -> Any | None:
    return next((h for name in _HEADINGS if (h := node.find(f".//{name}")) is not None), None)


def _link(heading: Any) -> str | None:
    link = heading.find(".//a[@href]")
    return None if link is None else str(link.get("href"))


def _day(node: Any, facts: Facts) -> Published | None:
    dates = [("strong", words) for words in microdata(node)]
    return page_published(node, dates, title=None, language=facts.said.get("language", "").lower())


def _told(node: Any, runs: Sequence[Run]) -> list[int] | None:
    """The runs in ``node``, where they tell a story: paragraphs of some length under a heading."""
    locator = _locator(node)
    inside = [k for k, run in enumerate(runs) if run.locator == locator or run.locator.startswith(locator + "/")]
    spoken = [w for k in inside if not runs[k].aside and (w := _spoken(runs[k]))]
    return inside if len(spoken) >= PARAGRAPHS and sum(spoken) >= LEAST else None


def _spoken(run: Run) -> int:
    """Words of a run, where it is a paragraph."""
    count = len(_WORD.findall(run.words))
    return count if count >= SPOKEN and run.tag not in _HEADINGS and _ENDED.search(run.words) else 0


def _locator(node: Any) -> str:
    return str(node.getroottree().getpath(node))


def _within(node: Any, holder: Any) -> bool:
    while node is not None:
        node = node.getparent()
        if node is holder:
            return True
    return False


def _around(
    runs: Sequence[Run], held: Sequence[bool], rest: Sequence[int], facts: Facts, day: Published | None
) -> tuple[Story, ...]:
    said = facts.said
    return (
        Story(
            runs=tuple(runs[k] for k in rest),
            held=tuple(held[k] for k in rest),
            title=said.get("title"),
            publisher=said.get("publisher"),
            byline=said.get("byline"),
            url=said.get("url"),
            published=day,
        ),
    )


def _story(
    node: Any, inside: Sequence[int], runs: Sequence[Run], held: Sequence[bool], facts: Facts, day: Published | None
) -> Story:
    """One story. Where the verdict on the page has no eye for it, its paragraphs are its report."""
    heading = _heading(node)
    title = " ".join("".join(heading.itertext()).split()) or None if heading is not None else None
    spoken = [k for k in inside if _spoken(runs[k]) and not runs[k].aside]
    seen = sum(held[k] for k in spoken) * 2 >= len(spoken)
    link = None if heading is None else _link(heading)
    return Story(
        runs=tuple(runs[k] for k in inside),
        held=tuple(held[k] if seen else not runs[k].aside for k in inside),
        title=title,
        publisher=facts.said.get("publisher"),
        byline=None,
        url=_address(link, facts.said.get("url"), node.get("id")),
        published=_day(node, facts) or day,
    )


def _address(link: str | None, page: str | None, mark: str | None) -> str | None:
    """Where the story is by itself; else its place on the page."""
    if link is not None and re.match(r"https?://[^\s]+$", link):
        return link
    return f"{page}#{mark}" if page is not None and mark else page
