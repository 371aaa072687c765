"""Load: fifty people read and five decide at one server for a minute; nothing is lost, and what they waited is printed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import httpx
import pytest

from tollbook.ledger import open_ledger, verify_ledger
from tollbook.pipeline import read_into
from tollbook.server.users import add_user

from .house import NOW

READERS, REVIEWERS = 50, 5
SECONDS = float(os.environ.get("SOAK_SECONDS", "60"))
THINKS = 1.0  # seconds, on the average, between two requests of a reader; a reviewer takes three times as long
TOLLBOOK = str(Path(sys.executable).with_name("tollbook"))


@contextmanager
def served(ledger: Path) -> Iterator[tuple[str, int]]:
    """A server as a person starts it, in a process of its own: its address and its number."""
    words = [TOLLBOOK, "serve", "--port", "0", "--rate", "100000", "--ledger", str(ledger)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}) as running:
        assert running.stdout is not None
        line = running.stdout.readline()
        url = line.split(" at ")[1].split(" ")[0].rstrip("/")
        try:
            yield url, running.pid
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(20)


def spent(process: int) -> float:
    """Seconds of processor time that a process has taken; 0 where the system does not say."""
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        return 0.0
    fields = told.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def the_ledger(folder: Path) -> tuple[Path, list[str]]:
    """The example reports, and five reviewers' tokens."""
    path = folder / "tollbook.db"
    with open_ledger(path, create=True) as ledger:
        read_into(ledger, [str(resources.files("tollbook") / "examples" / "kazakhstan-2022")], now=lambda: NOW)
    return path, [add_user(path, f"Reviewer {n}", "reviewer", now=NOW)[1] for n in range(REVIEWERS)]


class Crowd:
    """What all of them did, and how long they waited."""

    def __init__(self, url: str) -> None:
        self.url, self.end = f"{url}/api/v1", time.monotonic() + SECONDS
        self.waits: dict[str, list[float]] = {"read": [], "decide": []}
        self.decided: list[int] = []
        self.conflicts = 0
        self.faults: list[str] = []
        self.lock = threading.Lock()

    def timed(self, kind: str, client: httpx.Client, method: str, path: str, **sent: Any) -> httpx.Response:
        """One request, and what it took."""
        begun = time.monotonic()
        answer = client.request(method, f"{self.url}/{path}", **sent)
        with self.lock:
            self.waits[kind].append(time.monotonic() - begun)
            if answer.status_code not in (200, 201, 304, 409):
                self.faults.append(f"{method} {path}: {answer.status_code} {answer.text[:200]}")
        return answer

    def read(self, number: int) -> None:
        """A reader goes through the story as a page does, with what it was told before in hand."""
        chance, tags = random.Random(number), dict[str, str]()
        with httpx.Client(timeout=60) as client:
            story = client.get(f"{self.url}/stories").json()["rows"][0]["id"]
            claims = [c["id"] for c in client.get(f"{self.url}/claims", params={"limit": 500}).json()["rows"]]
            day = f"2022-01-{chance.randint(5, 28):02d}"
            paths = [
                "stories",
                f"stories/{story}/toll",
                f"stories/{story}/toll?as_of={day}",
                f"stories/{story}/claims?measure=killed&limit=50",
                f"stories/{story}/timeline?limit=50",
                "search?q=killed",
                "corrections",
                f"claims/{chance.choice(claims)}/why",
            ]
            while time.monotonic() < self.end:
                path = chance.choice(paths)
                answer = self.timed("read", client, "GET", path, headers={"if-none-match": tags[path]} if path in tags else {})
                tags[path] = answer.headers.get("etag", "")
                time.sleep(chance.expovariate(1 / THINKS))

    def decide(self, number: int, token: str) -> None:
        """A reviewer decides on claim after claim, looking again where another was first."""
        chance = random.Random(1000 + number)
        with httpx.Client(timeout=60, headers={"authorization": f"Bearer {token}"}) as client:
            while time.monotonic() < self.end:
                page = self.timed("read", client, "GET", "claims?limit=500")
                claim = chance.choice(page.json()["rows"])["id"]
                act = {"act": chance.choice(("accept", "accept", "accept", "accept", "reject")), "claim": claim, "reason": "seen"}
                seen = {"if-match": page.headers["tollbook-entry"]}
                answer = self.timed("decide", client, "POST", "decisions", json=act, headers=seen)
                with self.lock:
                    if answer.status_code == 201:
                        self.decided += [e["number"] for e in answer.json()["entries"]]
                    else:
                        self.conflicts += 1
                time.sleep(chance.expovariate(1 / (3 * THINKS)))


@pytest.mark.soak
def test_fifty_readers_and_five_reviewers_for_a_minute(tmp_path: Path) -> None:
    ledger, tokens = the_ledger(tmp_path)
    with served(ledger) as (url, process):
        crowd, before = Crowd(url), spent(process)
        people = [threading.Thread(target=crowd.read, args=(n,)) for n in range(READERS)]
        people += [threading.Thread(target=crowd.decide, args=(n, t)) for n, t in enumerate(tokens)]
        for one in people:
            one.start()
        for one in people:
            one.join()
        took = spent(process) - before
    assert crowd.faults == []
    for kind, waits in crowd.waits.items():
        ranked = sorted(waits)
        middle, most = ranked[len(ranked) // 2], ranked[int(len(ranked) * 0.95)]
        print(f"\n{kind}: {len(ranked)} requests in {SECONDS:.0f} s, median {middle * 1000:.0f} ms, p95 {most * 1000:.0f} ms")
    every = sum(map(len, crowd.waits.values()))
    print(f"processor time of the server: {took:.1f} s, {took / every * 1000:.1f} ms a request")
    print(f"decided: {len(crowd.decided)}, told of another's decision: {crowd.conflicts}")
    with open_ledger(ledger, readonly=True) as store:
        kept = {d.number for d in store.decisions()}
    assert len(set(crowd.decided)) == len(crowd.decided)
    assert set(crowd.decided) == kept
    assert verify_ledger(ledger).sound
