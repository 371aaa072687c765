"""Two people at once, as two processes: nobody's work is lost, and what one did not see is not overwritten."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tollbook.ledger import open_ledger, verify_ledger
from tollbook.model import Act
from tollbook.pipeline import relink

from .material import book_of, kept, now, tolls

DECIDE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tollbook.deciding import accept, correct, reject
from tollbook.errors import DecidedSince
from tollbook.ledger import open_ledger

path, who, on, *claims = sys.argv[1:]
refused = 0
with open_ledger(Path(path)) as ledger:
    print("ready", flush=True)
    sys.stdin.readline()
    for claim in claims:
        try:
            reject(ledger, claim, by=who, reason=f"by {who}", now=lambda: datetime.now(UTC), on=int(on))
        except DecidedSince as error:
            refused += 1
            print("refused", claim, error.by, error.theirs, flush=True)
"""


def decider(path: Path, who: str, on: int, claims: list[str]) -> subprocess.Popen[str]:
    """A person at work in a process of their own."""
    words = [sys.executable, "-c", DECIDE, str(path), who, str(on), *claims]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_people_at_once(tmp_path: Path) -> None:
    """Both decide on all claims, each on a few of their own first: each claim is decided once, by one of them."""
    path = tmp_path / "tollbook.db"
    with kept(tmp_path) as ledger:
        claims = [c.id for c in book_of(ledger).claims]
        seen = ledger.head()[0]
    people = [decider(path, "person:p1", seen, claims), decider(path, "person:p2", seen, claims[::-1])]
    for p in people:
        assert p.stdout is not None and p.stdout.readline() == "ready\n"
    for p in people:
        assert p.stdin is not None
        p.stdin.write("go\n")
        p.stdin.flush()
    said = [p.communicate(timeout=120) for p in people]
    assert [p.returncode for p in people] == [0, 0], [e for _, e in said]
    with open_ledger(path) as ledger:
        decided = [d for d in ledger.decisions() if d.decision.act is Act.REJECT]
        assert sorted(d.decision.subject for d in decided) == sorted(claims)
        refused = [line.split() for out, _ in said for line in out.splitlines() if line.startswith("refused")]
        assert len(refused) == len(claims)
        theirs = {d.number: (d.decision.subject, d.by) for d in decided}
        assert all(theirs[int(entry)] == (claim, who) for _, claim, who, entry in refused)
        story = book_of_all(ledger)
        assert relink(ledger, story, now=now) == 0, "links are those that follow from both people's decisions"
        assert tolls(ledger.book(story)) == []
    assert verify_ledger(path).sound


def book_of_all(ledger) -> str:  # type: ignore[no-untyped-def]  # an open ledger
    """The one story."""
    (story,) = ledger.stories()
    return str(story.id)
