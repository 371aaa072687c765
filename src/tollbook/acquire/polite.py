"""Manners towards servers: one request a host at a time, with a pause, and none where robots.txt says no (RFC 9309)."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock, RLock
from typing import Protocol
from urllib.parse import SplitResult

from protego import Protego

from tollbook.acquire.hosts import whole
from tollbook.acquire.refusal import Refused

DAY = 86_400.0  # seconds that a robots.txt is believed
SOON = 600.0  # and that it is believed to be out of reach
LONGEST_PAUSE = 120.0  # seconds between requests that a site can ask for
HOSTS = 4_096  # hosts remembered
ROBOTS_LIMIT = 512_000  # bytes of robots.txt that are read: RFC 9309 asks for 500 KiB


class Rules(Protocol):
    """What a robots.txt says."""

    def can_fetch(self, url: str, user_agent: str) -> bool: ...
    def crawl_delay(self, user_agent: str) -> float | None: ...


@dataclass(slots=True)
class Host:
    """What is known of one host: whether it may be asked, and from when on."""

    lock: RLock = field(default_factory=RLock)
    next: float = 0.0
    rules: Rules | None = None  # None: nothing is forbidden
    closed: str | None = None  # why nothing of it may be asked
    until: float = 0.0  # how long that is believed
    pause: float = 0.0


class Manners:
    """One table of hosts, for all threads. ``agent`` is the name that robots.txt files are searched for."""

    def __init__(self, *, agent: str, pause: float, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._agent, self._pause, self._clock, self._sleep = agent, pause, clock, sleep
        self._hosts: OrderedDict[str, Host] = OrderedDict()
        self._lock = Lock()

    def host(self, parts: SplitResult) -> Host:
        """What is known of the host of an address."""
        key = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            host = self._hosts.setdefault(key, Host(pause=self._pause))
            self._hosts.move_to_end(key)
            if len(self._hosts) > HOSTS:
                self._hosts.popitem(last=False)
        return host

    @contextmanager
    def turn(self, parts: SplitResult) -> Iterator[Host]:
        """Waits until the host may be asked again, and keeps other threads from asking it meanwhile."""
        host = self.host(parts)
        with host.lock:
            wait = host.next - self._clock()
            if wait > 0:
                self._sleep(wait)
            try:
                yield host
            finally:
                host.next = max(host.next, self._clock() + host.pause)

    def put_off(self, parts: SplitResult, seconds: float) -> None:
        """The host asked not to be asked for so long."""
        host = self.host(parts)
        host.next = max(host.next, self._clock() + min(seconds, LONGEST_PAUSE))

    def permit(self, parts: SplitResult, bring: Callable[[str], tuple[int, bytes]]) -> None:
        """Raises `Refused` where robots.txt does not let us ask. ``bring`` fetches it: its status and its first bytes."""
        host = self.host(parts)
        with host.lock:
            if host.until <= self._clock():
                self._learn(host, f"{parts.scheme}://{parts.netloc}/robots.txt", bring)
            if host.closed is not None:
                raise Refused("robots", f"{whole(parts)} is not fetched: {host.closed}", again=True)
            if host.rules is not None and not host.rules.can_fetch(whole(parts), self._agent):
                raise Refused("robots", f"{whole(parts)} is not fetched: the robots.txt of its site asks programs not to.")

    def _learn(self, host: Host, url: str, bring: Callable[[str], tuple[int, bytes]]) -> None:
        """A robots.txt that is not there forbids nothing; one that cannot be had forbids everything (RFC 9309, 2.3.1)."""
        try:
            status, body = bring(url)
        except Refused as refused:
            if refused.code == "address_refused":
                raise
            host.closed = f"{url} cannot be read ({refused.message}), and so nothing of the site is."
            host.until = self._clock() + SOON
            return
        rules = Protego.parse(body[:ROBOTS_LIMIT].decode("utf-8", "replace").replace("\0", "")) if status == 200 else None
        asked = rules.crawl_delay(self._agent) if rules is not None else None
        host.rules, host.closed, host.until = rules, None, self._clock() + DAY
        host.pause = max(self._pause, min(float(asked or 0.0), LONGEST_PAUSE))
