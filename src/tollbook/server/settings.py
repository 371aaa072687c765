"""What a server is started with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tollbook.errors import UsageError
from tollbook.server.roles import Role

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One server. ``names`` and ``text`` are the least roles that may see unmasked names and whole texts; ``None``: nobody."""

    ledger: Path
    host: str = "127.0.0.1"
    port: int = 8765
    root_path: str = ""  # "/tollbook" where a proxy serves it there; no slash at the end
    hosts: tuple[str, ...] = ()  # names by which it may be called, beside its own
    names: Role | None = None
    text: Role | None = Role.REVIEWER
    closed: bool = False  # nothing is read without a token
    fetch: bool = False  # addresses may be asked
    networks: tuple[str, ...] = ()  # private networks that may be asked too
    https: bool = False  # a proxy speaks HTTPS to the browser: cookies go over nothing else
    rate: float = 50.0  # requests a second and client, ten times as many at once
    tries: int = 10  # tokens that may fail from one address within a minute
    body: int = 20_000_000  # bytes of what is sent
    streams: int = 100  # listeners to changes at once
    session: int = 12 * 3600  # seconds until a browser signs in again
    readers: int = 4  # threads that read

    @property
    def known_hosts(self) -> frozenset[str]:
        """The names by which the server answers: a page elsewhere cannot reach it by a name of its own."""
        own = LOOPBACK if self.host in LOOPBACK else (self.host,)
        return frozenset(h.casefold() for h in (*own, *self.hosts))


def check_binding(settings: Settings, *, users: int, allowed: bool) -> None:
    """Raises `UsageError` where the server would be open to others, and nobody said so by users or by ``--allow``."""
    if settings.host in LOOPBACK or users or allowed:
        return
    raise UsageError(
        f"{settings.host} can be reached from other machines, and this ledger has no users.",
        "Add users first (`tollbook users`), or say --allow: then whoever reaches it may read, and nobody may decide.",
    )
