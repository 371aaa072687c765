"""Running: one process that listens, until it is told to stop."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from fastapi import FastAPI

from tollbook.errors import UsageError
from tollbook.ledger import open_ledger
from tollbook.resolve import open_beside
from tollbook.server.app import make_app
from tollbook.server.settings import Settings

GRACE = 3  # seconds that answers have to end, once it is told to stop
REMEDIES = {  # why a socket cannot be had, and what to do
    errno.EADDRINUSE: "Something listens there already, perhaps a Tollbook: stop it, or take another port with --port.",
    errno.EADDRNOTAVAIL: "This machine has no such address: give one of its own with --host.",
    errno.EACCES: "Ports below 1024 are the system's: take another one with --port, and let a proxy stand before it.",
}


class Server(uvicorn.Server):
    """A server that says when it answers, and lets those who listen to changes go when it stops."""

    def __init__(self, app: FastAPI, config: uvicorn.Config, begun: Callable[[], None]) -> None:
        super().__init__(config)
        self._room, self._begun = app.state.room, begun

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begins to answer."""
        await super().startup(sockets)
        if self.started:
            self._begun()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Told to stop."""
        self._room.closing = True
        super().handle_exit(sig, frame)


def server_of(settings: Settings, *, proxy: str | None = None, begun: Callable[[], None] = lambda: None) -> Server:
    """A server that does not listen yet; ``begun`` is called once it answers."""
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
    return Server(app, config, begun)


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
        unnamed = "No machine is known by that name here: give an address with --host, as 127.0.0.1."
        remedy = (
            unnamed if isinstance(error, socket.gaierror) else REMEDIES.get(error.errno or 0, "Take another one with --port.")
        )
        raise UsageError(f"{host}, port {port}, cannot be listened at: {error.strerror}.", remedy) from error
    return found


def run(settings: Settings, *, proxy: str | None, say: Callable[[str], None]) -> None:
    """Serves until Control-C. What is wrong with the ledger, or with what lies beside it, is said before anybody is answered."""
    with open_ledger(settings.ledger, readonly=True):
        open_beside(settings.ledger)
    with listening(settings.host, settings.port) as found:
        port = found.getsockname()[1]
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        told = f"Tollbook serves {settings.ledger} at http://{host}:{port}{settings.root_path}/ (Control-C ends it)."
        try:
            server_of(settings, proxy=proxy, begun=lambda: say(told)).run(sockets=[found])
        except KeyboardInterrupt:  # as it was told that it may be ended
            say("\nStopped. What was recorded is kept.")
