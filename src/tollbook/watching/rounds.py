"""A round of a watch: which addresses it asks, how many answers it holds in hand, and what it did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from tollbook.acquire.answer import Answer
from tollbook.visiting import Visited
from tollbook.watching.state import Due

ROUND = 64  # addresses of one round
EACH = 8  # of them of one host, so that a site with a long pause does not hold up the others
WORKERS = 4
HAND = 8  # answers in hand before they are filed
HEAVY = 16_000_000  # bytes of them
DAY = 86_400.0


@dataclass(slots=True, kw_only=True)
class Tally:
    """What a round did."""

    asked: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    failed: int = 0
    told: int = 0
    waiting: int = 0
    delivered: int = 0

    def line(self) -> str:
        """In words."""
        said = f"asked {self.asked}: {self.new} new, {self.changed} changed, {self.gone} gone, {self.failed} failed"
        wait = "1 change waits" if self.waiting == 1 else f"{self.waiting} changes wait"
        waiting = f", {wait} for a second origin or a person" if self.waiting else ""
        delivered = f"; {self.delivered} delivered" if self.delivered else ""
        return f"{said}; {self.told} told{waiting}{delivered}"


def span_words(seconds: float) -> str:
    """A span of time in words: "2 minutes", "4 hours"."""
    for unit, size in (("day", DAY), ("hour", 3600.0), ("minute", 60.0)):
        if seconds >= size:
            n = round(seconds / size)
            return f"{n} {unit}{'' if n == 1 else 's'}"
    return f"{round(seconds)} seconds"


def spread(due: list[Due]) -> list[Due]:
    """What a round asks: a few of each host, one host after the other, and so again."""
    hosts: dict[str, list[Due]] = {}
    for one in due:
        hosts.setdefault(urlsplit(one.url).netloc, []).append(one)
    turns = (own[k] for k in range(EACH) for own in hosts.values() if k < len(own))
    return list(islice(turns, ROUND))


def done_of(waiting: dict[Future[Answer | Visited], Due]) -> Iterator[tuple[Due, Answer | Visited]]:
    """Answers that have come, once one has."""
    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
        yield waiting.pop(future), future.result()


def handfuls(answers: Iterable[tuple[Due, Answer | Visited]]) -> Iterator[list[tuple[Due, Answer | Visited]]]:
    """Answers a few at a time, by their number and by their weight."""
    hand: list[tuple[Due, Answer | Visited]] = []
    heavy = 0
    for one, answer in answers:
        hand.append((one, answer))
        heavy += len(answer.body) + len(answer.records) if isinstance(answer, Answer) else 0
        if len(hand) >= HAND or heavy >= HEAVY:
            yield hand
            hand, heavy = [], 0
    if hand:
        yield hand
