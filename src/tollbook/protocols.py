"""Where one part can stand for another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Protocol, runtime_checkable

from tollbook.model import Action, Book, Claim, Entry, Payload, Problem, Report, Story

# Reads an item's reports: `tollbook.read.read` in this process, `tollbook.read.apart.Apart` in one of its own.
Reader = Callable[..., tuple[tuple[Report, ...], tuple[Problem, ...]]]


class Extractor(Protocol):
    """Reads a report's claims: pure, no clock, no network. ``name`` and ``version`` sign each Reading."""

    name: str
    version: str

    def extract(self, report: Report) -> tuple[Claim, ...]:
        """All claims of ``report``, in order of their figures."""
        ...


@runtime_checkable
class ActsExtractor(Extractor, Protocol):
    """An extractor that reads what was done and said, too."""

    def acts(self, report: Report) -> tuple[Action, ...]:
        """All acts and statements of ``report``, in order of their words."""
        ...


class Store(Protocol):
    """An append-only ledger."""

    def append(self, payloads: Iterable[Payload], *, by: str, recorded: datetime) -> tuple[Entry, ...]:
        """Records ``payloads`` in one transaction; returns once they are on disk."""
        ...

    def entries(self, *, upto: int | None = None) -> Iterator[Entry]:
        """All entries, in order."""
        ...

    def head(self) -> tuple[int, str]:
        """Number and digest of the last entry; ``(0, "")`` for an empty ledger."""
        ...

    def stories(self) -> tuple[Story, ...]:
        """Stories as they are now known, in order of their ids."""
        ...

    def book(self, story: str, *, upto: int | None = None) -> Book:
        """All of one story: readings in force, resolutions and links in force, up to an entry."""
        ...
