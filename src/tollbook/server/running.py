"""Running: one process that listens, until it is told to stop."""

from __future__ import annotations

import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from fastapi import FastAPI

from tollbook.errors import UsageError
from tollbook.server.app import make_app
from tollbook.server.settings import Settings

GRACE = 3  # seconds that answers have to end, once it is told to stop


class Server(uvicorn.Server):
    """A server that lets those who listen to changes go when it stops."""

    def __init__(self, app: FastAPI, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._room = app.state.room

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Told to stop."""
        self._room.closing = True
        super().handle_exit(sig, frame)


def server_of(settings: Settings, *, proxy: str | None = None) -> Server:
    """A server that does not listen yet."""
    app = make_app(settings)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=proxy is not None,
        forwarded_allow_ips=proxy,
        timeout_graceful_shutdown=GRACE,
        timeout_keep_alive=15,
        limit_concurrency=1000,
    )
    return Server(app, config)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises `UsageError` where it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(512)
    except OSError as error:
        found.close()
        raise UsageError(
            f"{host}, port {port}, cannot be listened at: {error.strerror}.", "Take another one with --port."
        ) from error
    return found


def run(settings: Settings, *, proxy: str | None, say: Callable[[str], None]) -> None:
    """Serves until Control-C."""
    with listening(settings.host, settings.port) as found:
        port = found.getsockname()[1]
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        say(f"Tollbook serves {settings.ledger} at http://{host}:{port}{settings.root_path}/ (Control-C ends it).")
        server_of(settings, proxy=proxy).run(sockets=[found])
