"""The index of words: reports and claims, in memory alone. It is made at the start and follows the ledger; what is sealed or
erased is gone from it with the next look, and nothing of it is ever on a disk.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from tollbook.ledger import Ledger
from tollbook.model import Reading
from tollbook.server.room import State

BATCH = 50  # reports between which a search is let in
MOST = 2_000  # documents that one search looks at
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A document that holds all words asked for. ``kind`` is report or claim."""

    kind: str
    id: str
    report: str
    score: float


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: without case and marks."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return _WORD.findall(plain)


def holds(wanted: Iterable[str], text: str) -> bool:
    """A text holds all of ``wanted``, the last of which may be the beginning of a word."""
    there, asked = set(words_of(text)), list(wanted)
    return all(w in there for w in asked[:-1]) and any(t.startswith(w) for w in asked[-1:] for t in there)


class Index:
    """Which documents hold which words. Threads may share it."""

    def __init__(self) -> None:
        self._lock, self._turn = threading.Lock(), threading.Lock()
        self._state: State = (0, 0)
        self.ready = False
        self._db = self._new()

    @staticmethod
    def _new() -> sqlite3.Connection:
        db = sqlite3.connect(":memory:", check_same_thread=False)
        db.execute(
            "CREATE VIRTUAL TABLE words USING fts5(kind UNINDEXED, id UNINDEXED, report UNINDEXED, title, body,"
            " tokenize = 'unicode61 remove_diacritics 2')"
        )
        db.execute("CREATE TABLE documents (report TEXT, row INTEGER)")
        db.execute("CREATE INDEX of_report ON documents (report)")
        return db

    def follow(self, ledger: Ledger, state: State) -> None:
        """Takes in what was recorded since. Anything sealed, unsealed or erased: made anew, from what may be shown."""
        with self._turn:
            if state == self._state:
                return
            if state[1] != self._state[1]:
                with self._lock:
                    self._db.close()
                    self._db, self._state, self.ready = self._new(), (0, state[1]), False
            query = "SELECT DISTINCT report FROM readings WHERE entry > ? AND entry <= ?"
            fresh = [r for (r,) in ledger.db.execute(query, (self._state[0], state[0])).fetchall()]
            for n in range(0, len(fresh), BATCH):
                found = [x for r in fresh[n : n + BATCH] if (x := ledger.reading(r)) is not None]
                with self._lock:
                    for reading in found:
                        self._take(reading)
            self._state, self.ready = state, True

    def _take(self, reading: Reading) -> None:
        report = reading.report
        for (row,) in self._db.execute("SELECT row FROM documents WHERE report = ?", (report.id,)).fetchall():
            self._db.execute("DELETE FROM words WHERE rowid = ?", (row,))
        self._db.execute("DELETE FROM documents WHERE report = ?", (report.id,))
        body = "\n".join(report.text[s.start : s.end] for s in report.sentences)
        self._put("report", report.id, report.id, report.title or "", body)
        for c in reading.claims:
            told = (c.sentence.text, c.scope.who, c.scope.where, c.attribution.said_by, *c.attribution.via)
            self._put("claim", c.id, report.id, "", "\n".join(t for t in told if t))

    def _put(self, kind: str, id: str, report: str, title: str, body: str) -> None:
        values = (kind, *(v.encode("utf-8", "replace").decode() for v in (id, report, title, body)))
        row = self._db.execute("INSERT INTO words VALUES (?, ?, ?, ?, ?)", values).lastrowid
        self._db.execute("INSERT INTO documents VALUES (?, ?)", (values[2], row))

    def find(self, wanted: list[str], kinds: Iterable[str]) -> list[Found]:
        """Documents that hold all of ``wanted``, best first; of the last word a beginning is enough."""
        if not wanted:
            return []
        match = " AND ".join(f'"{w}"' for w in wanted) + "*"
        marks = ",".join("?" * len(listed := list(kinds)))
        query = (
            "SELECT kind, id, report, bm25(words, 0, 0, 0, 4.0, 1.0) AS rank FROM words"
            f" WHERE words MATCH ? AND kind IN ({marks}) ORDER BY rank, id LIMIT ?"
        )
        with self._lock:
            rows = self._db.execute(query, (match, *listed, MOST)).fetchall()
        return [Found(kind=k, id=i, report=r, score=round(-s, 6)) for k, i, r, s in rows]
