"""Reports: one version of each, with its text, its blocks and sentences, and when the world was told."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from tollbook.model.vocabulary import BlockKind, DateFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words of a report: code points ``start`` to ``end`` of `Report.text`, which are ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A typed stretch of a report's text. Blocks are in order and do not overlap; nothing is cut out.

    ``locator`` says where in the bytes as acquired the block stands (an XPath for HTML), ``None`` where text is the source.
    """

    kind: BlockKind
    start: int
    end: int
    locator: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A repair: ``text[start:end]`` of the report was ``original`` in what was acquired (mojibake, an entity)."""

    start: int
    end: int
    original: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Code points ``start`` to ``end`` of one sentence, within one block (its index in `Report.blocks`)."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When the world was told: a day or an instant, never guessed.

    Exactly one of ``day`` and ``instant`` (aware) is set. A day counts as known from its end in the story's zone.
    """

    day: date | None = None
    instant: datetime | None = None
    found: DateFound
    words: str | None = None

    def known_at(self, zone: ZoneInfo) -> datetime:
        """The instant from which a reader of the story could know the report."""
        if self.instant is not None:
            return self.instant
        assert self.day is not None  # one of the two is set, by construction
        return datetime.combine(self.day, time(23, 59), zone)

    def local_day(self, zone: ZoneInfo) -> date:
        """The calendar day of publication, in ``zone``."""
        return self.day if self.day is not None else self.known_at(zone).astimezone(zone).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One version of one report, as read. ``text`` is frozen; every span points into it."""

    id: str
    name: str  # what the person who read it in calls it: a path, a URL, "stdin:3"
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    agency: str | None = None
    published: Published | None = None
    updated: Published | None = None
    language: str | None = None
    translated_from: str | None = None
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    edits: tuple[Edit, ...] = ()
    raw: str  # sha256, hex, of the bytes as acquired
    version_of: str | None = None

    def words(self, start: int, end: int) -> Span:
        """The span of code points ``start`` to ``end``."""
        return Span(start=start, end=end, text=self.text[start:end])

    def sentence_at(self, position: int) -> Span | None:
        """The sentence that holds code point ``position``, or ``None`` (boilerplate has no sentences)."""
        for s in self.sentences:
            if s.start <= position < s.end:
                return self.words(s.start, s.end)
        return None


def report_id(text: str, *, url: str | None, publisher: str | None, name: str) -> str:
    """The id of a report's version: of where it stood (its address, else publisher and name) and of its text."""
    where = url or f"{publisher or ''}\n{name}"
    return "r" + hashlib.sha256(f"{where}\n\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def address_id(url: str) -> str:
    """The id of an address: what an index may hold of it."""
    return "a" + hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:16]
