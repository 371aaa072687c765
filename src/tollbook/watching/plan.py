"""What is watched, and who is told: a TOML file, or the OPML that a feed reader exports."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tollbook.acquire.hosts import is_address
from tollbook.acquire.xml_tree import local, root_of
from tollbook.errors import UsageError

HOUR = 3600.0
LARGEST = 5_000_000  # bytes of a list of feeds
_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(s|seconds?|m|min|minutes?|h|hours?|d|days?)", re.I)
_UNITS = {"s": 1.0, "m": 60.0, "h": HOUR, "d": 24 * HOUR}
_KNOWN = {
    "": {"contact", "every", "again", "pause", "allow", "stand_behind", "feed", "page", "changes", "webhook"},
    "feed": {"url", "title", "every"},
    "page": {"url", "title", "every"},
    "changes": {"atom", "jsonl", "title", "pages"},
    "webhook": {"url", "secret_env", "secret_file"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A feed, a sitemap or a page, and how many seconds lie between two visits."""

    url: str
    every: float
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """Where changes are posted to. The secret stands in the environment or in a file, never in the plan."""

    url: str
    secret_env: str | None = None
    secret_file: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All of it. ``again``: seconds after which a page that a feed named is looked at again. ``two``: what only one origin
    says is not told. ``pages``: what a page changed of its figures is told too, as what one page says."""

    contact: str
    sources: tuple[Source, ...]
    again: tuple[float, ...] = (HOUR, 6 * HOUR, 24 * HOUR, 72 * HOUR, 168 * HOUR)
    pause: float = 2.0
    allow: tuple[str, ...] = ()
    two: bool = True
    atom: Path | None = None
    jsonl: Path | None = None
    title: str = "Changes of tolls"
    pages: bool = False
    hooks: tuple[Hook, ...] = ()


def plan_of(path: Path, *, contact: str | None = None, every: float = 900.0) -> Plan:
    """The plan in a file; paths in it are beside it. Raises `UsageError`, which says where it is wrong."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {error.strerror}.", "Name a TOML file with [[feed]] tables, or OPML."
        ) from error
    if len(raw) > LARGEST:
        raise UsageError(f"{path} is larger than a list of feeds is ({LARGEST:,} bytes).")
    text = raw.decode("utf-8", "replace").removeprefix("\ufeff")
    found = _opml(text, path, every) if text.lstrip().startswith("<") else _toml(text, path, contact)
    if isinstance(found, Plan):
        return found
    if contact is None:
        raise UsageError(f"{path} is OPML, which does not say who asks.", "Give --contact: where you can be reached.")
    return Plan(contact=contact, sources=found)


def _opml(text: str, path: Path, every: float) -> tuple[Source, ...]:
    """The feeds of an OPML outline, each once."""
    root = root_of(text)
    if root is None or local(root) != "opml":
        raise UsageError(f"{path} is XML, and no OPML.", "Export the subscriptions of a feed reader as OPML.")
    found: dict[str, Source] = {}
    for node in root.iter():
        url = (node.get("xmlUrl") or "").strip() if local(node) == "outline" else ""
        if is_address(url):
            found.setdefault(url, Source(url=url, every=every, title=node.get("title") or node.get("text")))
    if not found:
        raise UsageError(f"{path} names no feed.", "An outline of OPML names one as xmlUrl.")
    return tuple(found.values())


def _toml(text: str, path: Path, contact: str | None) -> Plan:
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is no TOML: {error}.") from error
    for table, names in _KNOWN.items():
        for row in [said] if not table else _rows(said, table, path):
            for name in row.keys() - names:
                raise UsageError(f"{path}: {table and f'[{table}] '}knows no {name!r}.", f"It knows {', '.join(sorted(names))}.")
    who = said.get("contact") or contact
    if not isinstance(who, str) or not who.strip():
        raise UsageError(f"{path} does not say who asks.", 'Write contact = "desk@paper.example" at its top.')
    every = _seconds(said.get("every", "15 minutes"), "every", path)
    sources = tuple(_source(r, every, path) for t in ("feed", "page") for r in _rows(said, t, path))
    if not sources:
        raise UsageError(f"{path} names nothing to watch.", 'Write [[feed]] and url = "https://..." for each feed.')
    changes: Mapping[str, Any] = said.get("changes") or {}
    behind = said.get("stand_behind", "two origins or a person")
    if behind not in ("two origins or a person", "anyone"):
        raise UsageError(f"{path}: stand_behind is {behind!r}.", 'It is "two origins or a person", or "anyone".')
    return Plan(
        contact=who,
        sources=tuple({s.url: s for s in sources}.values()),
        again=tuple(_seconds(w, "again", path) for w in said.get("again", ["1 h", "6 h", "1 day", "3 days", "7 days"])),
        pause=max(0.0, _seconds(said.get("pause", "2 s"), "pause", path)),
        allow=tuple(map(str, said.get("allow", ()))),
        two=behind != "anyone",
        atom=_beside(path, changes.get("atom")),
        jsonl=_beside(path, changes.get("jsonl")),
        title=str(changes.get("title", "Changes of tolls")),
        pages=_switch(changes.get("pages", False), "pages", path),
        hooks=tuple(_hook(r, path) for r in _rows(said, "webhook", path)),
    )


def _rows(said: Mapping[str, Any], table: str, path: Path) -> Iterator[Mapping[str, Any]]:
    rows = said.get(table, [])
    for row in [rows] if isinstance(rows, dict) else rows if isinstance(rows, list) else [rows]:
        if not isinstance(row, dict):
            raise UsageError(f"{path}: {table} is no table.", f"Write [[{table}]] on a line of its own.")
        yield row


def _source(row: Mapping[str, Any], every: float, path: Path) -> Source:
    url = row.get("url")
    if not isinstance(url, str) or not is_address(url):
        raise UsageError(f"{path}: {url!r} is no address of a feed or a page.", "Write https://...")
    title = row.get("title")
    seconds = _seconds(row["every"], "every", path) if "every" in row else every
    return Source(url=url, every=max(60.0, seconds), title=title if isinstance(title, str) else None)


def _hook(row: Mapping[str, Any], path: Path) -> Hook:
    url, env, file = row.get("url"), row.get("secret_env"), row.get("secret_file")
    if not isinstance(url, str) or not is_address(url) or (env is None) == (file is None):
        raise UsageError(
            f"{path}: a [[webhook]] has a url, and secret_env or secret_file.", "The secret itself never stands here."
        )
    return Hook(url=url, secret_env=env, secret_file=_beside(path, file))


def _beside(path: Path, name: object) -> Path | None:
    return None if name is None else path.parent / str(name)


def _switch(said: object, name: str, path: Path) -> bool:
    if not isinstance(said, bool):
        raise UsageError(f"{path}: {name} is {said!r}.", "It is true or false.")
    return said


def _seconds(words: object, name: str, path: Path) -> float:
    """A span of time: a number of seconds, or "15 minutes"."""
    if isinstance(words, int | float) and not isinstance(words, bool):
        return float(words)
    found = _SPAN.fullmatch(words.strip()) if isinstance(words, str) else None
    if found is None:
        raise UsageError(f"{path}: {name} is {words!r}.", 'Write a span of time, as "15 minutes" or "6 h".')
    return float(found[1]) * _UNITS[found[2][0].lower()]
