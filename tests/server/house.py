"""A house: a ledger that has read reports of our own, users, and a real server on a free port of the loopback."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from tollbook.ledger import open_ledger
from tollbook.pipeline import read_into
from tollbook.server.running import Server, listening, server_of
from tollbook.server.settings import Settings
from tollbook.server.users import add_user, users_path

NOW = datetime(2022, 1, 20, 12, tzinfo=UTC)
SIXTH = """Clashes in Almaty leave police dead

ALMATY, 6 January 2022 - Eighteen police officers were killed in Almaty, the interior ministry said on Thursday.
The interior ministry said that 748 police officers had been injured. About 2,300 people were arrested in Almaty,
police said. Shopkeeper Aidar Samplebek said that 3 people had been killed in front of his shop in Almaty.
The night was cold, and Dana Nobodova stayed at home. Two people were injured at Marat Someoneov's house in Almaty.
"""
NINTH = """Channel takes back its toll

ALMATY, 9 January 2022 - The health ministry said on Sunday that 1,647 people had been killed in Kazakhstan.
The ministry later withdrew the figure, saying that it had been published by mistake.
"""
TENTH = """Authorities give figures by group

ALMATY, 10 January 2022 - The interior ministry said on Monday that 16 police officers and 26 protesters had been killed.
More than 400 vehicles were destroyed, the ministry said. The presidency said that 5,800 people had been arrested.
"""
FLEET = """Fishing fleet back in harbour

The fleet came home on Friday with a full catch. The mayor welcomed the crews and spoke of a good season.
"""
REPORTS = {"2022-01-06.txt": SIXTH, "2022-01-09.txt": NINTH, "2022-01-10.txt": TENTH, "fleet.txt": FLEET}
PRIVATE = ("Samplebek", "Nobodova", "Someoneov")  # names that no masked answer may hold


def ledger_of(folder: Path, reports: dict[str, str] | None = None) -> Path:
    """A ledger in ``folder`` that has read reports; that of the usual ones is read once and copied."""
    if reports is not None:
        return _read(folder, reports)
    shutil.copytree(_usual(), folder, dirs_exist_ok=True)
    return folder / "tollbook.db"


@cache
def _usual() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="tollbook-house-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _read(folder, REPORTS)
    return folder


def _read(folder: Path, told: dict[str, str]) -> Path:
    inside = folder / "reports"
    inside.mkdir()
    for name, text in told.items():
        (inside / name).write_text(text, encoding="utf-8")
    path = folder / "tollbook.db"
    with open_ledger(path, create=True) as ledger:
        read_into(ledger, [str(inside / name) for name in told], now=lambda: datetime(2022, 1, 15, 12, tzinfo=UTC))
    return path


@cache
def _users() -> tuple[str, dict[str, str]]:
    """A list of users, one of each role, and their tokens: made once, since each costs what guessing shall cost."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "tollbook.db"
        tokens = {role: add_user(ledger, f"The {role}", role, now=NOW)[1] for role in ("reader", "reviewer", "admin")}
        return users_path(ledger).read_text(encoding="utf-8"), tokens


def with_users(ledger: Path) -> dict[str, str]:
    """Gives a ledger its users; their tokens by role."""
    told, tokens = _users()
    path = users_path(ledger)
    path.write_text(told, encoding="utf-8")
    path.chmod(0o600)
    return dict(tokens)


@dataclass
class House:
    """A server that runs. ``get`` asks as nobody, or as who has ``token``."""

    settings: Settings
    server: Server
    url: str
    tokens: dict[str, str] = field(default_factory=dict)

    def client(self, role: str | None = None, **headers: str) -> httpx.Client:
        """A client of the API, with the token of the user who has ``role``."""
        if role is not None:
            headers["authorization"] = f"Bearer {self.tokens[role]}"
        return httpx.Client(base_url=f"{self.url}/api/v1/", headers=headers, timeout=60)

    def get(self, path: str, role: str | None = None, **params: Any) -> Any:
        """What is there, as JSON; it must be."""
        with self.client(role) as client:
            found = client.get(path, params=params)
        assert found.status_code == 200, (path, params, found.status_code, found.text)
        return found.json()

    @property
    def story(self) -> str:
        """The id of the first story."""
        return str(self.get("stories")["rows"][0]["id"])

    def status(self, path: str, role: str | None = None, **params: Any) -> int:
        """With which status a read ends."""
        with self.client(role) as client:
            return client.get(path, params=params).status_code


@contextmanager
def house(ledger: Path, *, proxy: str | None = None, **settings: Any) -> Iterator[House]:
    """A server of ``ledger``, with a user of each role; ``proxy`` is the one whose word on who asks is taken."""
    tokens = with_users(ledger)
    given = replace(Settings(ledger=ledger, rate=100_000.0), **settings)
    with listening("127.0.0.1", 0) as found:
        server = server_of(given, proxy=proxy)
        running = threading.Thread(target=lambda: server.run(sockets=[found]), daemon=True)
        running.start()
        url = f"http://127.0.0.1:{found.getsockname()[1]}{given.root_path}"
        _wait(server)
        try:
            yield House(settings=given, server=server, url=url, tokens=tokens)
        finally:
            server.config.app.state.room.closing = True  # type: ignore[union-attr]  # our own application
            server.should_exit = True
            running.join(20)


def _wait(server: Server) -> None:
    for _ in range(2_000):
        if server.started and server.config.app.state.index.ready:  # type: ignore[union-attr]  # our own application
            return
        time.sleep(0.01)
    raise AssertionError("the server did not start")
