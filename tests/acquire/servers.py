"""Real servers on 127.0.0.1 for the tests: what each path answers is a function over an open connection."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tollbook.acquire.fetch import Bounds, Fetcher
from tollbook.acquire.hosts import networks

Say = Callable[[socket.socket, str, dict[str, str]], None]  # the connection, the path, the request's headers
BACKSTOP = 20.0  # seconds after which a server of ours ends whatever it does


@dataclass
class Server:
    """A server with its paths. ``asked`` holds what was asked for, in order."""

    port: int = 0
    paths: dict[str, Say] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    open: int = 0
    most: int = 0
    tls: ssl.SSLContext | None = None
    silent: bool = False  # it takes connections, and says nothing
    closing: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def count(self, path: str) -> int:
        return sum(p == path for p, _ in self.asked)


def page(body: str | bytes, *headers: str, status: str = "200 OK", media: str = "text/html; charset=utf-8") -> Say:
    """A whole answer."""
    raw = body.encode() if isinstance(body, str) else body

    def say(c: socket.socket, path: str, asked: dict[str, str]) -> None:
        told = [f"HTTP/1.1 {status}", f"Content-Type: {media}", f"Content-Length: {len(raw)}", "Connection: close", *headers]
        c.sendall("\r\n".join(told).encode("latin-1") + b"\r\n\r\n" + raw)

    return say


def moved(to: str, status: str = "302 Found") -> Say:
    return page("", f"Location: {to}", status=status)


def raw(*pieces: bytes, pause: float = 0.0) -> Say:
    """Bytes as they are, with a pause before each piece."""

    def say(c: socket.socket, path: str, asked: dict[str, str]) -> None:
        for piece in pieces:
            time.sleep(pause)
            c.sendall(piece)

    return say


def forever(head: bytes, piece: bytes, pause: float = 0.0) -> Say:
    """A head, and then the same piece until somebody ends it."""

    def say(c: socket.socket, path: str, asked: dict[str, str]) -> None:
        c.sendall(head)
        end = time.monotonic() + BACKSTOP
        while time.monotonic() < end:
            time.sleep(pause)
            c.sendall(piece)

    return say


def bomb(layers: int = 1, size: int = 200_000_000) -> bytes:
    """Zeros, packed."""
    packed = gzip.compress(b"\0" * size, 9)
    for _ in range(layers - 1):
        packed = gzip.compress(packed, 9)
    return packed


def _request(c: socket.socket) -> tuple[str, dict[str, str]]:
    head = b""
    while b"\r\n\r\n" not in head and len(head) < 65_536:
        piece = c.recv(4096)
        if not piece:
            break
        head += piece
    head, _, body = head.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {n.strip().lower(): v.strip() for n, _, v in (line.partition(":") for line in lines) if v}
    while len(body) < min(int(headers.get("content-length", "0")), 1_000_000) and (piece := c.recv(65_536)):
        body += piece
    return [*first.split(" "), "", ""][1], headers | ({"body": body.decode()} if body else {})


def _serve(server: Server, c: socket.socket, lock: threading.Lock) -> None:
    with lock:
        server.open += 1
        server.most = max(server.most, server.open)
    with suppress(OSError), c:
        c.settimeout(BACKSTOP)
        if server.silent:
            server.closing.wait(BACKSTOP)
        if server.tls is not None:
            c = server.tls.wrap_socket(c, server_side=True)
        path, headers = _request(c)
        if path:
            server.asked.append((path, headers))
            plain = path.split("?", 1)[0]
            server.paths.get(plain, page("nothing here", status="404 Not Found"))(c, path, headers)
    with lock:
        server.open -= 1


@contextmanager
def serving(paths: dict[str, Say] | None = None, port: int = 0) -> Iterator[Server]:
    """A server of its own, on a free port of 127.0.0.1, or on that of one that is gone."""
    listening = socket.create_server(("127.0.0.1", port), backlog=256)
    server, lock = Server(port=listening.getsockname()[1], paths=paths or {}), threading.Lock()

    def accept() -> None:
        while not server.closing.is_set():
            try:
                c, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=_serve, args=(server, c, lock), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield server
    finally:
        server.closing.set()
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()


def fetcher(*, sleeps: list[float] | None = None, allowed: tuple[str, ...] = ("127.0.0.0/8",), **more: Any) -> Fetcher:
    """A fetcher that may ask 127.0.0.1, and whose pauses take no time: they are written into ``sleeps``."""
    bounds = Bounds(**{"seconds": 2.0, "size": 100_000, "tries": 1, "pause": 0.0} | more.pop("bounds", {}))
    return Fetcher(
        agent="Tollbook/0 (tests)",
        now=more.pop("now", lambda: datetime.now(UTC)),
        clock=time.monotonic,
        sleep=(sleeps if sleeps is not None else []).append,
        allowed=networks(allowed),
        bounds=bounds,
        **more,
    )
