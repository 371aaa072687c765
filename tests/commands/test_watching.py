"""`watch` and `visits` as real processes, with a real server on 127.0.0.1: once, until stopped, and killed."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from acquire.servers import Server, page, serving
from tollbook.ledger import open_ledger, verify_ledger
from watch.paper import Box, plan, put, story

from .desk import TOLLBOOK, Desk, plain


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as s:
        put(s, {"/news/1": story("Eleven")})
        yield s


def test_once_asks_reads_tells_and_ends(desk: Desk, server: Server) -> None:
    plan(desk.folder, server, 'stand_behind = "anyone"')
    said = desk("watch", "feeds.toml", "--once")
    assert said.code == 0 and "1 new address" in said.err and "1 told" in said.err, said
    assert server.asked[-1][1]["user-agent"].endswith("(desk@paper.example)")
    (change,) = [json.loads(line) for line in (desk.folder / "changes.jsonl").read_text(encoding="utf-8").splitlines()]
    assert change["subject"] == "killed"
    assert (desk.folder / "changes.atom").exists()
    assert desk("watch", "feeds.toml", "--once").err.count("\n") == 1  # nothing is due
    rows = json.loads(desk.ok("visits", "--format", "json"))
    assert [r["outcome"] for r in rows] == ["found", "found"] and rows[1]["address"] == server.url("/news/1")
    assert server.url("/news/1") in desk.ok("visits", server.url("/news/1"))
    assert "11" in desk.ok("toll", "--as-of", "2022-03-02")


def test_a_folder_with_a_watch_in_it_is_read_without_its_files(desk: Desk, server: Server) -> None:
    plan(desk.folder, server)
    desk("watch", "feeds.toml", "--once")
    (desk.folder / "feeds.toml").unlink()
    (desk.folder / "changes.atom").unlink()
    assert "is a folder without reports" in desk("read", ".").err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("watch", "none.toml"), "does not exist"),
        (("watch", "feeds.toml", "--allow", "x"), "names no network"),
        (("visits",), "There is no ledger"),
    ],
)
def test_what_cannot_be_watched_is_said(desk: Desk, server: Server, words: tuple[str, ...], said: str) -> None:
    plan(desk.folder, server)
    found = desk(*words)
    assert found.code in (2, 4) and said in found.err


def test_a_webhook_without_its_secret_is_said_at_once(desk: Desk, server: Server) -> None:
    plan(desk.folder, server, '[[webhook]]\nurl = "https://desk.example/hook"\nsecret_env = "NO_SUCH_SECRET"')
    found = desk("watch", "feeds.toml", "--once")
    assert found.code == 2 and "NO_SUCH_SECRET is not set" in found.err and server.asked == []


def begun(folder: Path) -> subprocess.Popen[str]:
    """A watch that runs."""
    env = plain() | {"HOOK": "k" * 32}
    return subprocess.Popen([TOLLBOOK, "watch", "feeds.toml"], cwd=folder, env=env, stderr=subprocess.PIPE, text=True)


def until(watch: subprocess.Popen[str], words: str) -> str:
    """What it says, up to a line with ``words``."""
    assert watch.stderr is not None
    said = ""
    for line in watch.stderr:
        said += line
        if re.search(words, line):
            return said
    raise AssertionError(f"it ended without saying {words!r}: {said}")


def test_it_runs_until_it_is_told_to_stop_and_only_one_does(desk: Desk, server: Server) -> None:
    plan(desk.folder, server)
    watch = begun(desk.folder)
    try:
        until(watch, "asked 1: 1 new")
        second = desk("watch", "feeds.toml", "--once")
        assert second.code == 5 and "another `tollbook watch`" in second.err
        assert "11" in desk.ok("toll", "--as-of", "2022-03-02")  # others read meanwhile
        watch.send_signal(signal.SIGTERM)
        assert watch.wait(30) == 130
    finally:
        watch.kill()
        watch.communicate()
    assert desk("watch", "feeds.toml", "--once").code == 0


def told(folder: Path) -> set[str]:
    """Ids of the changes that were written down."""
    path = folder / "changes.jsonl"
    return {json.loads(x)["id"] for x in path.read_text(encoding="utf-8").splitlines()} if path.exists() else set()


def delivered(box: Box) -> set[str]:
    """Ids of the changes that the webhook was given."""
    return {b["data"]["id"] for _, b in box.got}


def test_killed_at_any_moment_it_goes_on_and_each_change_is_told(desk: Desk, server: Server) -> None:
    """kill -9, again and again, while pages and changes come."""
    box = Box()
    server.paths["/hook"] = box
    words = f'stand_behind = "anyone"\n[[webhook]]\nurl = "{server.url("/hook")}"\nsecret_env = "HOOK"\n'
    for k in range(6):
        place = ("Dost", "Almaty", "Derna", "Beirut", "Goma", "Kano")[k]
        put(server, {f"/news/{k}": story(("Eleven", "Twelve", "Forty", "Ninety", "Seven", "Nine")[k]).replace("Dost", place)})
    plan(desk.folder, server, words)
    for pause in (0.9, 1.3, 1.7, 2.1):
        watch = begun(desk.folder)
        time.sleep(pause)
        os.kill(watch.pid, signal.SIGKILL)
        watch.communicate()
    watch = begun(desk.folder)
    try:
        until(watch, r"watching 1 source")
        for _ in range(200):  # what was asked before it was killed is not due again: it may say no more
            time.sleep(0.3)
            with open_ledger(desk.folder / "tollbook.db", readonly=True) as ledger:
                if len(list(ledger.readings())) == 6 and told(desk.folder) == delivered(box) != set():
                    break
    finally:
        watch.kill()
        watch.communicate()
    assert told(desk.folder) == delivered(box) != set()
    assert verify_ledger(desk.folder / "tollbook.db").sound
    with open_ledger(desk.folder / "tollbook.db", readonly=True) as ledger:
        assert len(list(ledger.readings())) == 6


def test_a_page_that_vanished_stands_in_visits(desk: Desk, server: Server) -> None:
    desk.ok("read", server.url("/news/1"), "--allow", "127.0.0.1")
    server.paths["/news/1"] = page("", status="410 Gone")
    desk.ok("read", server.url("/news/1"), "--allow", "127.0.0.1")
    assert [r["status"] for r in json.loads(desk.ok("visits", "--format", "json"))] == [200, 410]
