"""How old what is known of a story is: the last entry that can have changed its book, kept up by looking at new entries."""

from __future__ import annotations

import threading

from tollbook.ledger import Ledger

MANY = 5_000  # new entries of which it costs less to look at all stories anew
_IDLE = ("visit",)  # kinds of entries that change no book


class Versions:
    """The number of the entry that last touched each story, and its tolls. What is not known to touch one alone touches all."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._upto = -1
        self._every = 0
        self._books: dict[str, int] = {}
        self._tolls: dict[str, int] = {}

    def of(self, story: str, ledger: Ledger, head: int) -> int:
        """The version of ``story``'s book as of ``head``, the last entry."""
        with self._lock:
            self._follow(ledger, head)
            return max(self._every, self._books.get(story, 0))

    def toll_of(self, story: str, ledger: Ledger, head: int) -> int:
        """The version of its tolls: a claim that is accepted as it stands changes none."""
        with self._lock:
            self._follow(ledger, head)
            return max(self._every, self._tolls.get(story, 0))

    def _follow(self, ledger: Ledger, head: int) -> None:
        if self._upto < 0 or head - self._upto > MANY:
            self._upto = self._every = head
        while self._upto < head:
            for number, kind, subject in _since(ledger, self._upto, head):
                self._touch(ledger, number, kind, subject)
            self._upto = head

    def _touch(self, ledger: Ledger, number: int, kind: str, subject: str) -> None:
        if kind in _IDLE:
            return
        stories, act = stories_touched(ledger, kind, subject), None
        if kind == "decision":
            act, stories = _decided(ledger, number)
        if stories is None:
            self._every = number
            return
        self._books.update(dict.fromkeys(stories, number))
        if act != "accept" or _was_judged(ledger, number, subject):
            self._tolls.update(dict.fromkeys(stories, number))


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
        case "link":
            return _of_claims(ledger, "SELECT ?1 UNION SELECT claim FROM claims WHERE report = ?1", subject)
        case _:
            return None


def _of_claims(ledger: Ledger, claims: str, subject: str) -> set[str]:
    query = f"SELECT DISTINCT claim, story FROM resolutions WHERE story IS NOT NULL AND claim IN ({claims})"
    rows = ledger.db.execute(query, (subject,)).fetchall()
    placed = {p for c in {c for c, _ in rows} if (p := ledger.story_of(c)) is not None}  # where people put them
    return placed | {s for _, s in rows}
