"""How old what is known of a story is: the last entry that can have changed its book, kept up by looking at new entries."""

from __future__ import annotations

import threading

from tollbook.ledger import Ledger

MANY = 5_000  # new entries of which it costs less to look at all stories anew
_IDLE = ("visit",)  # kinds of entries that change no book


class Versions:
    """The number of the entry that last touched each story. What is not known to touch one story alone touches all."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._upto = -1
        self._every = 0
        self._stories: dict[str, int] = {}

    def of(self, story: str, ledger: Ledger, head: int) -> int:
        """The version of ``story``'s book as of ``head``, the last entry."""
        with self._lock:
            if self._upto < 0:
                self._upto = self._every = head
            elif self._upto < head:
                fresh = _since(ledger, self._upto, head)
                if len(fresh) > MANY:
                    self._every = head
                for number, kind, subject in fresh if len(fresh) <= MANY else ():
                    self._touch(ledger, number, kind, subject)
                self._upto = head
            return max(self._every, self._stories.get(story, 0))

    def _touch(self, ledger: Ledger, number: int, kind: str, subject: str) -> None:
        if kind in _IDLE:
            return
        stories = stories_touched(ledger, kind, subject)
        if stories is None:
            self._every = number
            return
        self._stories.update(dict.fromkeys(stories, number))


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
        case "link":
            return _of_claims(ledger, "SELECT ?1 UNION SELECT claim FROM claims WHERE report = ?1", subject)
        case _:
            return None


def _of_claims(ledger: Ledger, claims: str, subject: str) -> set[str]:
    query = f"SELECT DISTINCT claim, story FROM resolutions WHERE story IS NOT NULL AND claim IN ({claims})"
    rows = ledger.db.execute(query, (subject,)).fetchall()
    placed = {p for c in {c for c, _ in rows} if (p := ledger.story_of(c)) is not None}  # where people put them
    return placed | {s for _, s in rows}
