"""Addresses asked beforehand, outside the turn to write: a site that is slow keeps nobody else from recording."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from tollbook.acquire.answer import Answer
from tollbook.acquire.fetched import listed_in
from tollbook.acquire.refusal import Refused
from tollbook.commands.network import fetcher
from tollbook.visiting import LISTED, Asker

PATIENCE = 40.0  # seconds after which no further page of a list is asked: who sent its address waits


def asker(allowed: Sequence[str]) -> Asker:
    """Who asks addresses for those who wait before a browser: once, and not for long."""
    from tollbook.acquire.fetch import Bounds  # 0.1 s that servers that ask nobody need not wait

    return fetcher(allow=allowed, contact=None, bounds=Bounds(seconds=20.0, tries=1))


@dataclass
class Beforehand:
    """What addresses answered, or why they did not; nothing else is asked later."""

    asker: Asker
    _answers: dict[str, Answer | Refused] = field(default_factory=dict)

    def visit(self, url: str) -> None:
        """Asks an address; of a feed or a sitemap, pages that it lists."""
        end = time.monotonic() + PATIENCE
        answer = self._ask(url)
        listed = listed_in(answer) if isinstance(answer, Answer) and answer.status == 200 else None
        for page in (listed or ())[:LISTED]:
            if time.monotonic() > end:
                return
            if page.url not in self._answers:
                self._ask(page.url)

    def _ask(self, url: str) -> Answer | Refused:
        try:
            self._answers[url] = self.asker.fetch(url)
        except Refused as refused:
            self._answers[url] = refused
        return self._answers[url]

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
        """What an address answered. Raises `Refused`."""
        found = self._answers.get(url)
        if found is None:
            raise Refused("addresses_left", f"{url} was not asked: its list is long, and takes long. `tollbook watch` takes it.")
        if isinstance(found, Refused):
            raise found
        return found
