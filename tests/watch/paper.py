"""A paper of our own on 127.0.0.1: its feed, its pages, and a webhook that takes what it is given."""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from acquire.servers import Server, page

CITY = "Dost"


def story(killed: str, *, day: str = "2022-03-01T10:00:00Z", by: str = "police", more: str = "") -> str:
    """A page of a report."""
    return (
        f'<html><head><title>Bus falls into ravine near {CITY}</title><meta property="article:published_time" content="{day}">'
        f"</head><body><article><h1>Bus falls into ravine near {CITY}</h1>"
        f"<p>{killed} people were killed when a bus fell into a ravine near {CITY}, {by} said on Tuesday.</p>"
        f"<p>The bus was on its way to the coast when it left the road. {more}</p></article></body></html>"
    )


def feed(*urls: str) -> str:
    """An RSS feed that names pages."""
    items = "".join(f"<item><title>Bus</title><link>{u}</link></item>" for u in urls)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>A paper</title>{items}</channel></rss>'


@dataclass
class Box:
    """What a webhook was given; ``status`` is what it answers."""

    status: str = "204 No Content"
    got: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)

    def __call__(self, c: socket.socket, path: str, headers: dict[str, str]) -> None:
        self.got.append((headers, json.loads(headers["body"])))
        c.sendall(f"HTTP/1.1 {self.status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())


def put(server: Server, pages: dict[str, str]) -> None:
    """Puts pages on the paper's site, and names them in its feed."""
    for path, html in pages.items():
        server.paths[path] = page(html)
    listed = [server.url(p) for p in server.paths if p.startswith("/news")]
    server.paths["/feed"] = page(feed(*listed), media="application/rss+xml")


def plan(folder: Path, server: Server, words: str = "", changes: str = "") -> Path:
    """A plan that watches the paper."""
    path = folder / "feeds.toml"
    path.write_text(
        f'contact = "desk@paper.example"\nallow = ["127.0.0.0/8"]\npause = "0 s"\n{words}\n'
        f'[changes]\natom = "changes.atom"\njsonl = "changes.jsonl"\n{changes}[[feed]]\nurl = "{server.url("/feed")}"\n',
        encoding="utf-8",
    )
    return path
