"""Weeks of a watch in minutes: its clock runs fast, the server, the pages and the kills are real. Nothing is lost, and its memory
does not grow: feeds die and come back, pages change and vanish, and the process is killed at any moment (kill -9)."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from acquire.servers import Server, page, serving
from tollbook.ledger import open_ledger, verify_ledger
from tollbook.model import Outcome, Visit
from tollbook.watching.state import state_of

from . import weeks
from .paper import Box, feed, story

WEEKS = float(os.environ.get("SOAK_WEEKS", "3"))
KILLS = int(os.environ.get("SOAK_KILLS", "12"))
REST = 5.0  # days after the last one in which the queue runs empty: a delivery is tried for three days and more
FEEDS, GROWTH = 6, 40  # MB that it may hold more on its last days than after its first week without a kill
PLACES = "Dost Almaty Derna Beirut Goma Kano".split()
NUMBERS = "Seven Eight Nine Eleven Twelve Thirteen Fourteen Sixteen Seventeen Eighteen Nineteen Twenty".split()


class Paper:
    """Six feeds whose pages appear, change and vanish as the days pass; one is dead at any time."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server, self.folder, self.chance, self.day = server, folder, random.Random(11), -1
        self.named: dict[int, list[str]] = {k: [] for k in range(FEEDS)}
        self.gone: set[str] = set()

    def turn(self) -> None:
        """What happens on a new day."""
        day = int(weeks.reached(self.folder))
        if day == self.day:
            return
        self.day = day
        for k, names in self.named.items():
            names.append(f"/news/{k}/{day}")
            for name in names[-4:]:
                if name not in self.gone:
                    self._write(k, name)
            if day % 3 == 0 and len(names) > 3:
                self.gone.add(names[-3])
                self.server.paths[names[-3]] = page("gone", status="410 Gone")
            urls = [self.server.url(n) for n in names[-10:]]
            dead = k == day % FEEDS
            self.server.paths[f"/feed/{k}"] = (
                page("", status="503 No") if dead else page(feed(*urls), media="application/rss+xml")
            )

    def _write(self, k: int, name: str) -> None:
        told = story(self.chance.choice(NUMBERS), by=self.chance.choice(("police", "rescuers")))
        self.server.paths[name] = page(told.replace("Dost", PLACES[k]))


@pytest.mark.soak
def test_weeks_with_kills_lose_nothing_and_memory_stays(tmp_path: Path) -> None:
    box, kills, chance = Box(), 0, random.Random(5)
    days = 7 * WEEKS
    with serving() as server:
        paper = Paper(server, tmp_path)
        server.paths["/hook"] = box
        plan = (
            'contact = "desk@paper.example"\nallow = ["127.0.0.0/8"]\npause = "0 s"\nevery = "30 min"\nstand_behind = "anyone"\n'
        )
        plan += f'[changes]\natom = "a.atom"\njsonl = "a.jsonl"\n[[webhook]]\nurl = "{server.url("/hook")}"\nsecret_env = "X"\n'
        plan += "".join(f'[[feed]]\nurl = "{server.url(f"/feed/{k}")}"\n' for k in range(FEEDS))
        (tmp_path / "feeds.toml").write_text(plan, encoding="utf-8")
        paper.turn()
        process = _watching(tmp_path, days)
        while process.poll() is None:
            time.sleep(0.02)
            paper.turn()
            box.status = "500 No" if paper.day % 5 == 4 else "204 No Content"
            # killed all through the first half, at any moment; the second half runs through, so that its memory can be measured
            if kills < KILLS and weeks.reached(tmp_path) > days / 2 * (kills + 1) / (KILLS + 1):
                time.sleep(chance.uniform(0, 0.5))
                process.kill()
                process.wait()
                kills += 1
                process = _watching(tmp_path, days)
        assert process.returncode == 0, (tmp_path / "said.txt").read_text()[-3000:]
        asked, held = len(server.asked), _held(tmp_path)
        # what the hook refused on the last days is still due: the paper rests, the hook takes all, and the queue runs empty
        left, box.status = _undelivered(tmp_path), "204 No Content"
        process = _watching(tmp_path, days + REST)
        assert process.wait(timeout=300) == 0, (tmp_path / "said.txt").read_text()[-3000:]
    told = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    got = {headers["webhook-id"] for headers, _ in box.got}
    last = held[max(k for k, h in enumerate(held) if k == 0 or h[2] < held[k - 1][2]) :]  # of the process that was not killed
    early, late = max(mb for _, mb, _ in last[: len(last) // 2]), max(mb for _, mb, _ in last[len(last) // 2 :])
    rounds = sum(h[2] for k, h in enumerate(held) if k + 1 == len(held) or held[k + 1][2] < h[2])
    print(f"\n{WEEKS:g} weeks, {kills} kills, {rounds} rounds at the least, {asked} requests, {len(told)} changes told, ", end="")
    print(f"{len(box.got)} deliveries, of them {left} after the last day; ", end="")
    print(f"memory {early:.0f} MB, then {late:.0f} MB over {len(last)} days without a kill")
    assert late - early < GROWTH
    assert {c["id"] for c in told} == got and len(got) == len(told) > 0, (
        "each change reached the hook, and stands in the file once"
    )
    assert _undelivered(tmp_path) == 0 and "it is given up" not in (tmp_path / "said.txt").read_text()
    with open_ledger(tmp_path / "t.db", readonly=True) as ledger:
        for name in (n for names in paper.named.values() for n in names[:-3]):
            assert ledger.versions(server.url(name)) or _gone(ledger.visits(server.url(name))) or name in paper.gone, name
    assert verify_ledger(tmp_path / "t.db").sound


def _held(folder: Path) -> list[tuple[float, float, int]]:
    """What the watch held on each day, and its rounds by then."""
    lines = (folder / "held").read_text().splitlines()
    return [(float(day), float(mb), int(rounds)) for day, mb, rounds in map(str.split, lines)]


def _undelivered(folder: Path) -> int:
    """Deliveries that a hook has not taken."""
    with closing(sqlite3.connect(state_of(folder / "t.db"))) as state:
        return int(state.execute("SELECT count(*) FROM deliveries").fetchone()[0])


def _gone(visits: tuple[Visit, ...]) -> bool:
    return any(v.outcome is Outcome.GONE for v in visits)


def _watching(folder: Path, days: float) -> subprocess.Popen[bytes]:
    tests = Path(__file__).parent.parent
    return subprocess.Popen(
        [sys.executable, "-m", "watch.weeks", folder, str(days)], cwd=tests, env={**os.environ, "X": weeks.SECRET.decode()}
    )
