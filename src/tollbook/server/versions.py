"""How old what is known of a story is: which entries can have changed its book, kept up by looking at new entries."""

from __future__ import annotations

import threading
from bisect import bisect_right

from tollbook.ledger import Ledger

MANY = 1_000  # new entries of which it costs less to look at all stories anew


class Versions:
    """The entries that touched each story, and its tolls. What is not known to touch one alone touches all.

    A version is the last such entry: between two versions a book, or what is said of it, is the same.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._upto = -1
        self._begun = 0  # nothing is known of what touched a story before
        self._every: list[int] = []
        self._any: list[int] = []
        self._books: dict[str, list[int]] = {}
        self._tolls: dict[str, list[int]] = {}

    def of(self, story: str, ledger: Ledger, upto: int) -> int:
        """The version of ``story``'s book as of entry ``upto``."""
        with self._lock:
            self._follow(ledger, upto)
            return self._last(upto, self._every, self._books.get(story, []))

    def toll_of(self, story: str | None, ledger: Ledger, upto: int) -> int:
        """The version of its tolls, or of all: a claim that is accepted as it stands changes none."""
        with self._lock:
            self._follow(ledger, upto)
            return self._last(upto, self._every, self._any if story is None else self._tolls.get(story, []))

    def placing(self, ledger: Ledger, upto: int) -> int:
        """The version of which story things belong to."""
        with self._lock:
            self._follow(ledger, upto)
            return self._last(upto, self._every)

    def _last(self, upto: int, *touched: list[int]) -> int:
        if upto < self._begun:
            return upto
        return max(found[n - 1] for found in touched if (n := bisect_right(found, upto)))

    def _follow(self, ledger: Ledger, upto: int) -> None:
        if upto <= self._upto:
            return
        if self._upto < 0 or upto - self._upto > MANY:
            self._upto = self._begun = upto
            self._every, self._any, self._books, self._tolls = [upto], [], {}, {}
            return
        for number, kind, subject in _since(ledger, self._upto, upto):
            self._touch(ledger, number, kind, subject)
        self._upto = upto

    def _touch(self, ledger: Ledger, number: int, kind: str, subject: str) -> None:
        stories, act = stories_touched(ledger, kind, subject), None
        if kind == "decision":
            act, stories = _decided(ledger, number)
        if stories is None:
            self._every.append(number)
            return
        changed = act != "accept" or _was_judged(ledger, number, subject)
        if changed:
            self._any.append(number)
        for story in stories:
            self._books.setdefault(story, []).append(number)
            if changed:
                self._tolls.setdefault(story, []).append(number)


_ON_ONE = ("accept", "correct", "reject", "one_origin", "other_origin", "silence", "sign", "set_story")


def _decided(ledger: Ledger, number: int) -> tuple[str | None, set[str] | None]:
    """What was decided, and the stories that it can have changed; ``None``: any."""
    rows = ledger.db.execute("SELECT subject, act FROM acts WHERE entry = ?", (number,)).fetchall()
    if not rows or any(act not in _ON_ONE for _, act in rows):
        return None, None
    stories: set[str] = set()
    for subject, _ in rows:
        stories |= stories_touched(ledger, "link", subject) or {subject}
    return rows[0][1], stories


def _was_judged(ledger: Ledger, number: int, subject: str) -> bool:
    """Something else was decided of it before: a rejected claim that is accepted counts again."""
    query = "SELECT 1 FROM acts WHERE subject = ? AND entry < ? AND act <> 'accept' LIMIT 1"
    return ledger.db.execute(query, (subject, number)).fetchone() is not None


def _since(ledger: Ledger, after: int, head: int) -> list[tuple[int, str, str]]:
    query = "SELECT number, kind, subject FROM entries WHERE number > ? AND number <= ? ORDER BY number"
    return ledger.db.execute(query, (after, head)).fetchall()


def stories_touched(ledger: Ledger, kind: str, subject: str) -> set[str] | None:
    """The stories that an entry of ``kind`` about ``subject`` can have changed; ``None``: any."""
    match kind:
        case "story":
            return {subject}
        case "reading":
            return _of_claims(ledger, "SELECT claim FROM claims WHERE report = ?", subject)
        case "resolution":
            return _of_claims(ledger, "SELECT ?", subject)
        case "visit":  # that a page is gone, or there again: it changes no toll, and what is told of its figures
            return _of_claims(ledger, "SELECT c.claim FROM readings r JOIN claims c USING (report) WHERE r.address = ?", subject)
        case "link":
            return _of_claims(ledger, "SELECT ?1 UNION SELECT claim FROM claims WHERE report = ?1", subject)
        case _:
            return None


def _of_claims(ledger: Ledger, claims: str, subject: str) -> set[str]:
    query = f"SELECT DISTINCT claim, story FROM resolutions WHERE story IS NOT NULL AND claim IN ({claims})"
    rows = ledger.db.execute(query, (subject,)).fetchall()
    placed = {p for c in {c for c, _ in rows} if (p := ledger.story_of(c)) is not None}  # where people put them
    return placed | {s for _, s in rows}
