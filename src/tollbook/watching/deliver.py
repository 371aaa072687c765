"""Telling changes: a line in a file, an entry in a feed, a delivery to each webhook. At least once, each with its id."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from tollbook.acquire.fetch import Fetcher
from tollbook.acquire.refusal import Refused
from tollbook.publish.feed import ENTRIES, atom
from tollbook.publish.webhooks import signed
from tollbook.watching.plan import Plan
from tollbook.watching.state import Delivery, State

AGAIN = (
    60.0,
    300.0,
    1_800.0,
    7_200.0,
    21_600.0,
    43_200.0,
    86_400.0,
    86_400.0,
)  # seconds before each further try: three days and more
EACH = 100  # deliveries of one round

Say = Callable[[str], None]


def write_changes(state: State, plan: Plan, now: datetime) -> int:
    """Brings the files of changes up to date; how many were new."""
    fresh = state.unwritten()
    if plan.jsonl is not None and fresh:
        _append(plan.jsonl, "".join(body + "\n" for _, body in fresh))
    if plan.atom is not None and (fresh or not plan.atom.exists()):
        newest = [json.loads(body) for body in state.newest(ENTRIES)]
        _replace(plan.atom, atom(newest, title=plan.title, name=str(plan.atom.absolute()), at=now.isoformat(timespec="seconds")))
    state.written(key for key, _ in fresh)
    return len(fresh)


def _append(path: Path, lines: str) -> None:
    """Adds whole lines, on disk before this returns; half a line that a killed process left is taken away first."""
    with path.open("a+b") as file:
        end = file.seek(0, os.SEEK_END)
        file.seek(max(0, end - 1_000_000))
        tail = file.read()
        if tail and not tail.endswith(b"\n"):
            file.truncate(end - len(tail) + tail.rfind(b"\n") + 1)
        file.write(lines.encode("utf-8", "replace"))
        file.flush()
        os.fsync(file.fileno())


def _replace(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", errors="replace")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def post_changes(state: State, fetcher: Fetcher, secrets: Mapping[str, bytes], *, now: float, say: Say) -> int:
    """Gives webhooks what is due to them; how many took it."""
    taken = 0
    for one in state.undelivered(now, EACH):
        secret = secrets.get(one.hook)
        if secret is None:  # the plan no longer names it
            state.delivered(one)
            continue
        fault = _posted(fetcher, one, secret, int(now))
        if fault is None:
            state.delivered(one)
            taken += 1
            continue
        due = now + AGAIN[one.tries] if one.tries < len(AGAIN) else None
        state.put_off(one, due)
        say(f"webhook {one.hook} did not take {one.id}: {fault}" + ("; it is given up" if due is None else ""))
    return taken


def _posted(fetcher: Fetcher, one: Delivery, secret: bytes, at: int) -> str | None:
    """Posts one change; ``None`` where it was taken, else why not."""
    body = json.dumps({"type": "toll.changed", "data": json.loads(one.body)}, ensure_ascii=False).encode("utf-8", "replace")
    try:
        status = fetcher.post(one.hook, body, signed(body, secret=secret, key=one.id, at=at))
    except Refused as refused:
        return refused.message
    return None if 200 <= status < 300 else f"it answers {status}"
