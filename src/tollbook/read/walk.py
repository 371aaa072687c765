"""A walk through a page: runs of words between block borders, each with where it stands. Everything a reader could see."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

_SKIPPED = frozenset("script style noscript template svg math iframe object embed canvas audio video map head title".split())
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike strong sub".split()
    + "sup time tt u var wbr".split()
)
_ASIDE = frozenset("nav footer aside header menu button select textarea".split())
HEADINGS = frozenset("h2 h3 h4 h5 h6".split())
_MEANING = HEADINGS | frozenset("h1 figcaption caption blockquote li td th".split())
_SPACE = re.compile(r"[ \t\n\r\f]+")  # white space of HTML; a no-break space is none


class Run(NamedTuple):
    """Words between two block borders: their tag of meaning, their XPath, whether they stand in an aside."""

    words: str
    tag: str
    locator: str
    aside: bool


class _Walk:
    """Where a walk through a page stands: the words since the last border, and the elements that hold them."""

    def __init__(self, root: str) -> None:
        self.pieces: list[str] = []
        self.broken: int | None = None  # pieces up to the last line break
        self.holders: list[tuple[str, str, bool]] = [("", root, False)]  # tag of meaning, locator, in an aside

    def enter(self, tag: str, locator: str) -> None:
        above, _, aside = self.holders[-1]
        meaning = tag if tag in _MEANING or above not in _MEANING else above
        self.holders.append((meaning, locator, aside or tag in _ASIDE))

    def line_break(self) -> Iterator[Run]:
        """Two line breaks in a row part paragraphs; one is a space."""
        if self.broken is not None and not _SPACE.sub("", "".join(self.pieces[self.broken :])):
            yield from self.flush()
        self.pieces.append(" ")
        self.broken = len(self.pieces)

    def flush(self) -> Iterator[Run]:
        words = _SPACE.sub(" ", "".join(self.pieces)).strip()
        self.pieces.clear()
        self.broken = None
        if words:
            yield Run(words, *self.holders[-1])


def runs_of(tree: Any) -> Iterator[Run]:
    """Runs of text between block borders, in order; everything that a reader of the page could see."""
    body = tree.find("body")
    root = "/html/body" if body is not None else "/html"
    walk = _Walk(root)
    # an explicit stack: a hostile page may nest deeper than Python's own
    stack: list[tuple[Any, str, bool]] = [(body if body is not None else tree, root, False)]
    while stack:
        node, locator, leaving = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag == "br":
            yield from walk.line_break()
        elif tag and tag not in _SKIPPED:
            if tag not in _INLINE:
                yield from walk.flush()
                walk.holders.pop() if leaving else walk.enter(tag, locator)
            if not leaving:
                walk.pieces.append(node.text or "")
                stack.append((node, locator, True))
                if len(node):
                    stack.extend(reversed(list(_children(node, locator))))
                continue
        if locator != root:
            walk.pieces.append(node.tail or "")
    yield from walk.flush()


def _children(node: Any, locator: str) -> Iterator[tuple[Any, str, bool]]:
    """Children with their XPaths; lxml's own `getpath` counts siblings anew for each, which a long page makes quadratic."""
    tags = [c.tag if isinstance(c.tag, str) else "node()" for c in node]
    many = Counter(tags) if len(tags) > 1 else {}
    seen: dict[str, int] = {}
    for child, tag in zip(node, tags, strict=True):
        seen[tag] = seen.get(tag, 0) + 1
        yield child, f"{locator}/{tag}[{seen[tag]}]" if many.get(tag, 0) > 1 else f"{locator}/{tag}", False
