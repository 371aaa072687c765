"""A watch over two hundred feeds, a third of them dead, slow or hostile, while pages change: it goes on, and its memory stays."""

from __future__ import annotations

import json
import os
import random
import subprocess
import time
from pathlib import Path

import pytest

from acquire.servers import Say, Server, bomb, forever, moved, page, serving
from commands.desk import TOLLBOOK, plain
from tollbook.ledger import verify_ledger

from .paper import feed, story

FEEDS, PAGES = 200, 3
MINUTES = float(os.environ.get("SOAK_MINUTES", "4"))
MOST = 450  # MB that the process may hold at any time
GROWTH = 60  # MB that it may hold more in the last third than in the middle one
PLACES = (
    "Dost Almaty Derna Beirut Goma Kano Lagos Lima Quito Oslo Turin Porto Pune Surat Davao Cebu Osaka Kobe Accra Dakar".split()
)
NUMBERS = "Seven Eight Nine Eleven Twelve Thirteen Fourteen Sixteen Seventeen Eighteen Nineteen Twenty".split()
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"


def hostile(k: int) -> Say:
    """A feed that means harm, or is broken."""
    return (
        page("", status="500 Oh"),
        page(bomb(1, 50_000_000), "Content-Encoding: gzip"),
        forever(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"2000\r\n" + b"x" * 0x2000 + b"\r\n"),
        moved("/feed/none"),
        moved("http://10.0.0.1/"),
        page("<rss>" + "<a>" * 100_000, media="text/xml"),
        page('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel>&b;</channel></rss>'),
        page("", status="404 Not Found"),
    )[k % 8]


def alive(server: Server, k: int, turn: int, chance: random.Random) -> None:
    """A feed with its pages, of which some have changed."""
    place, names = PLACES[k % len(PLACES)], [f"/news/{k}/{n}" for n in range(PAGES + turn // 4)]
    for name in names:
        if name not in server.paths or chance.random() < 0.2:
            server.paths[name] = page(
                story(chance.choice(NUMBERS), by=chance.choice(("police", "rescuers"))).replace("Dost", place)
            )
    server.paths[f"/feed/{k}"] = page(feed(*(server.url(n) for n in names)), media="application/rss+xml")


def megabytes(pid: int) -> float:
    """What a process holds in memory."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


@pytest.mark.soak
def test_two_hundred_feeds_for_some_minutes(tmp_path: Path) -> None:
    chance, held, turn = random.Random(7), list[float](), 0
    with serving() as server:
        for k in range(FEEDS):
            if k % 3:
                alive(server, k, 0, chance)
            else:
                server.paths[f"/feed/{k}"] = hostile(k)
        plan = 'contact = "desk@paper.example"\nallow = ["127.0.0.0/8"]\npause = "0 s"\nevery = "1 min"\nagain = [20, 40, 60]\n'
        plan += 'stand_behind = "anyone"\n[changes]\natom = "a.atom"\njsonl = "a.jsonl"\n'
        plan += "".join(f'[[feed]]\nurl = "{server.url(f"/feed/{k}")}"\n' for k in range(FEEDS))
        (tmp_path / "feeds.toml").write_text(plan, encoding="utf-8")
        with (tmp_path / "said.txt").open("w") as said:
            watch = subprocess.Popen([TOLLBOOK, "watch", "feeds.toml"], cwd=tmp_path, env=plain(), stderr=said)
            end = time.monotonic() + MINUTES * 60
            while time.monotonic() < end:
                time.sleep(5)
                assert watch.poll() is None, (tmp_path / "said.txt").read_text()[-2000:]
                held.append(megabytes(watch.pid))
                turn += 1
                if turn % 4 == 0:
                    for k in range(FEEDS):
                        if k % 3:
                            alive(server, k, turn, chance)
            watch.terminate()
            assert watch.wait(120) == 130
        asked = len(server.asked)
    third = len(held) // 3
    middle, last = max(held[third : 2 * third]), max(held[2 * third :])
    changes = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    print(f"\n{asked} requests, {len(changes)} changes; memory {middle:.0f} MB in the middle third, {last:.0f} MB in the last")
    assert max(held) < MOST and last - middle < GROWTH
    assert len({c["id"] for c in changes}) == len(changes) > 0
    assert verify_ledger(tmp_path / "tollbook.db").sound
