"""A page read for archives, at some six times the speed: resiliparse's main text instead of a walk with positions.

What it leaves out is not in the text, blocks have no locators, and of dates only those of the markup, of the address and of
the first lines are found. A page of which it makes (almost) nothing is read thoroughly. `docs/reading.md` says what it loses.
"""

from __future__ import annotations

import html as entities
import re
from importlib.util import find_spec

from tollbook.model import Block, BlockKind, Edit
from tollbook.read.blocks import is_boilerplate, is_byline, split_dateline
from tollbook.read.facts import TELLING, Facts, stated, updated_on
from tollbook.read.page import Page
from tollbook.read.page_dates import markup_published
from tollbook.read.repair import repair
from tollbook.read.taming import uncrowded
from tollbook.read.verdict import folded

FEWEST = 300  # characters of main text below which a page is read thoroughly
SHORT = 160  # characters of a line that may be a share line, a byline or a heading
_HTML = re.compile(r"<html\b[^<>]{0,2000}", re.I)
_META = re.compile(r"<(?:meta|META)\b([^<>]{0,4000})>")
_NAMED = re.compile(r"""\b(?:property|name|itemprop|http-equiv)\s*=\s*["']?([\w:.-]+)""", re.I)
_CANONICAL = re.compile(r"""<link\b[^<>]{0,500}\bcanonical\b[^<>]{0,2000}>""", re.I)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_TITLE = re.compile(r"<title\b[^<>]{0,200}>([^<]{0,1000})", re.I)
_DATA = "application/ld+json"
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_LINKED_DATA = 20  # scripts of one page
HEAD = 200_000  # characters in which the elements of a page that state something are looked for
DATELINES = 4  # paragraphs at the top, one of which may begin with a dateline


def available() -> bool:
    """Whether the library that it needs is installed."""
    return find_spec("resiliparse") is not None


def fast_page(html: str) -> Page | None:
    """The page ``html``; ``None`` where so little is found that it should be read thoroughly."""
    from resiliparse.extract.html2text import extract_plain_text

    facts = _facts(html)
    try:
        words = extract_plain_text(
            uncrowded(html), main_content=True, preserve_formatting=True, alt_texts=False, list_bullets=True
        )
    except Exception:  # noqa: BLE001  # what a library says of a page of strangers may be anything
        return None
    if len(words) < FEWEST:
        return None
    text, edits = repair(words)
    text, blocks, edits = _titled(text, edits, facts.said.get("title"))
    return Page(
        text=text,
        blocks=blocks,
        edits=edits,
        title=facts.said.get("title"),
        publisher=facts.said.get("publisher"),
        byline=facts.said.get("byline"),
        url=facts.said.get("url"),
        published=markup_published(facts.dates),
        updated=updated_on(facts),
    )


def _facts(html: str) -> Facts:
    """What the page states of itself, found without a tree."""
    top = _HTML.search(html, 0, 4096)
    end = html.find("</head", 0, HEAD)
    end = end if end >= 0 else min(HEAD, len(html))
    title = _TITLE.search(html, 0, end)
    return stated(
        language=_attributes(top[0]).get("lang") if top is not None else None,
        linked=_linked(html),
        metas=[
            _attributes(m[1])
            for m in _META.finditer(html, 0, end)
            if (name := _NAMED.search(m[1])) and name[1].lower() in TELLING
        ],
        links=_canonical(html, end),
        title=None if title is None else entities.unescape(title[1]),
    )


def _canonical(html: str, end: int) -> list[dict[str, str]]:
    at = html.find("canonical", 0, end)
    m = _CANONICAL.search(html, max(0, html.rfind("<", 0, at)), end) if at >= 0 else None
    return [] if m is None else [_attributes(m[0])]


def _linked(html: str) -> list[str]:
    """The linked data, wherever on the page it stands."""
    found: list[str] = []
    at = html.find(_DATA)
    while at >= 0 and len(found) < _LINKED_DATA:
        start, end = html.find(">", at) + 1, html.find("</script", at)
        if html.rfind("<script", max(0, at - 200), at) >= 0 and start and end >= 0:
            found.append(html[start:end])
        at = html.find(_DATA, at + len(_DATA))
    return found


def _attributes(words: str) -> dict[str, str]:
    return {m[1].lower(): entities.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(words)}


def _titled(text: str, edits: tuple[Edit, ...], title: str | None) -> tuple[str, tuple[Block, ...], tuple[Edit, ...]]:
    """``text`` with its blocks, and its headline on top where the main text has lost it."""
    wanted = folded(title or "")
    found = []
    for m in _LINE.finditer(text):
        start, end = m.span()
        found.append((start, end, _kind(m[0], wanted) if end - start <= SHORT else _running(m[0])))
    by = 0
    blocks: list[Block] = []
    if title is not None and not any(kind is BlockKind.HEADLINE for _, _, kind in found):
        by = len(title) + 2
        text = f"{title}\n\n{text}"
        blocks.append(Block(kind=BlockKind.HEADLINE, start=0, end=len(title)))
        moved = (Edit(start=e.start + by, end=e.end + by, original=e.original) for e in edits)
        edits = (Edit(start=0, end=by, original=""), *moved)
    datelines = DATELINES
    for start, end, kind in found:
        block = Block(kind=kind, start=start + by, end=end + by)
        if kind is BlockKind.BODY and datelines:
            datelines -= 1
            blocks.extend(split_dateline(text, block))
        else:
            blocks.append(block)
    return text, tuple(blocks), edits


def _kind(words: str, title: str) -> BlockKind:
    """What a short line is."""
    if is_boilerplate(words):
        return BlockKind.BOILERPLATE
    if title and abs(len(words) - len(title)) < SHORT // 4 and folded(words) == title:
        return BlockKind.HEADLINE
    return BlockKind.BYLINE if is_byline(words) else _running(words)


def _running(words: str) -> BlockKind:
    return BlockKind.LIST if words.startswith("• ") else BlockKind.BODY
