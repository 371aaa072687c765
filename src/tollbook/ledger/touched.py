"""Which stories entries touched: those that a memory of stories has to look at again."""

from __future__ import annotations

import json
import sqlite3

from tollbook.ledger.decided import placed
from tollbook.model import Act, Decision


def touched(db: sqlite3.Connection, since: int, decisions: dict[int, Decision]) -> frozenset[str] | None:
    """Stories that entries after ``since`` filed claims under, took claims from, merged or split; ``None`` for all, where
    something was erased. ``decisions`` are those after ``since``, and those that they undo."""
    stories: set[str] = set()
    claims = [s for (s,) in db.execute("SELECT subject FROM entries WHERE number > ? AND kind = 'resolution'", (since,))]
    for d in decisions.values():
        if d.act is Act.ERASE:
            return None
        if d.act in {Act.MERGE_STORIES, Act.SPLIT_STORY}:
            stories |= {d.subject, *d.objects, *([d.value] if d.value else [])}
        if d.act in {Act.SEAL, Act.UNSEAL, Act.SPLIT_STORY}:
            reports = json.dumps([d.subject, *d.objects])
            claims += [c for (c,) in db.execute(_CLAIMS, (reports, reports))]
    stories |= {s for (s,) in db.execute(_FILED, (json.dumps(claims),)) if s is not None}
    place = placed(db, 2**62, sealed=True)
    known = {s for (s,) in db.execute(_KNOWN, (json.dumps(sorted(stories)),))}
    return frozenset(known | {place.end(s) for s in known})


_CLAIMS = (
    "SELECT claim FROM json_each(?) j CROSS JOIN claims ON report = j.value"
    " UNION SELECT claim FROM json_each(?) j CROSS JOIN claims ON claim = j.value"
)
_FILED = "SELECT DISTINCT story FROM json_each(?) j CROSS JOIN resolutions r ON r.claim = j.value"
_KNOWN = "SELECT DISTINCT s.id FROM json_each(?) j CROSS JOIN stories s ON s.id = j.value"
