"""One address of the web, asked as a guest would: bounded in time, size, hops and unpacking, and never led to a private host.

Nothing is executed, no cookie is kept, no proxy of the environment is used. What is refused raises `Refused`, which says why in
words and whether asking later can help.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from urllib.parse import SplitResult, urljoin

import certifi
import httpcore

from tollbook.acquire.answer import Answer, unpacked
from tollbook.acquire.exchange import Exchange, records_of
from tollbook.acquire.hosts import Network, Resolver, looked_up, numbers_of, parted, whole
from tollbook.acquire.polite import ROBOTS_LIMIT, Manners
from tollbook.acquire.refusal import Refused
from tollbook.acquire.wire import Clock, Wire

LIMIT = 10_000_000  # bytes of a page, packed and unpacked
SECONDS = 30.0  # of one exchange, from the name's look-up to the last byte
ROBOTS_SECONDS = 15.0
HOPS = 6  # addresses in one chain of redirects
TRIES = 3
_HEAD = 200_000  # bytes beside the body: headers, and what chunks add
_MOVED = frozenset({301, 302, 303, 307, 308})
_PATIENCE = 60.0  # seconds that a request waits for what a server asks for


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one address may cost."""

    size: int = LIMIT
    seconds: float = SECONDS
    hops: int = HOPS
    tries: int = TRIES
    pause: float = 1.0  # seconds between two requests of one host


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hop:
    """One exchange: status, headers, body as it came without its chunks."""

    parts: SplitResult
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    exchange: Exchange

    def header(self, name: str) -> str:
        return next((v for n, v in self.headers if n.lower() == name), "")

    def location(self) -> str:
        """Where a redirect leads: its bytes are UTF-8, where they can be, whatever the standard says."""
        raw = self.header("location").encode("latin-1")
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            return "".join(chr(b) if b < 0x80 else f"%{b:02X}" for b in raw)


class Fetcher:
    """Asks addresses. ``agent`` says who asks; ``clock`` is monotonic; ``allowed`` are private networks that may be asked."""

    def __init__(
        self,
        *,
        agent: str,
        now: Callable[[], datetime],
        clock: Clock,
        sleep: Callable[[float], None],
        allowed: Sequence[Network] = (),
        resolver: Resolver = looked_up,
        bounds: Bounds | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self.agent, self.bounds = agent, bounds or Bounds()
        self._now, self._clock, self._sleep, self._allowed, self._resolver = now, clock, sleep, tuple(allowed), resolver
        self._trust = trust
        self._manners = Manners(agent=agent.split("/", 1)[0], pause=self.bounds.pause, clock=clock, sleep=sleep)

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
        """What an address answers: 200, 304 (nothing new since ``etag`` or ``modified``), 404 or 410. Raises `Refused`."""
        asked = [("If-None-Match", etag)] if etag else [("If-Modified-Since", modified)] if modified else []
        for left in range(self.bounds.tries - 1, -1, -1):
            try:
                return self._visit(url, [(n, v) for n, v in asked if v and v.isascii() and v.isprintable()])
            except Refused as refused:
                wait = max(2.0 ** (self.bounds.tries - left - 1), refused.after or 0.0)
                if not refused.again or not left or wait > _PATIENCE:
                    raise
                self._sleep(wait)
        raise AssertionError("the last try returns or raises")

    def post(self, url: str, body: bytes, headers: Sequence[tuple[str, str]]) -> int:
        """Posts JSON to an address of one's own; the status that it answers. Follows no redirect. Raises `Refused`."""
        told = [("Content-Type", "application/json"), *headers]
        return self._hop(parted(url), told, seconds=self.bounds.seconds, size=_HEAD, cut=True, body=body).status

    def _visit(self, url: str, asked: list[tuple[str, str]]) -> Answer:
        """One chain of redirects, each hop with manners of its own."""
        exchanges: list[Exchange] = []
        parts, seen = parted(url), set[str]()
        while whole(parts) not in seen and len(seen) < self.bounds.hops:
            seen.add(whole(parts))
            self._manners.permit(parts, lambda robots: self._robots(robots, exchanges))
            hop = self._hop(parts, asked, seconds=self.bounds.seconds, size=self.bounds.size)
            exchanges.append(hop.exchange)
            if hop.status not in _MOVED or not hop.header("location"):
                return self._answer(url, hop, exchanges, asked=bool(asked))
            parts = parted(urljoin(whole(parts), hop.location()))
        raise Refused("redirects", f"{url} redirects in a circle, or more than {self.bounds.hops - 1} times.")

    def _answer(self, url: str, hop: _Hop, exchanges: list[Exchange], *, asked: bool) -> Answer:
        self._refused(hop, asked=asked)
        name = whole(hop.parts)
        try:
            body = unpacked(hop.body, hop.header("content-encoding"), limit=self.bounds.size)
        except Refused as refused:
            raise _named(refused, name) from refused
        records = records_of(exchanges, software=self.agent)
        return Answer(
            asked=url,
            url=name,
            at=hop.exchange.at,
            status=hop.status,
            headers=hop.headers,
            body=b"" if hop.status == 304 else body,
            records=records,
        )

    def _refused(self, hop: _Hop, *, asked: bool) -> None:
        """Raises where the status is none that is read."""
        name, status = whole(hop.parts), hop.status
        if status in (200, 203, 404, 410) or (status == 304 and asked):
            return
        if status == 429 or status >= 500:
            after = self._after(hop.header("retry-after"))
            if after:
                self._manners.put_off(hop.parts, after)
            raise Refused("answer_refused", f"{name} answers {status}: not now.", again=True, after=after)
        raise Refused("answer_refused", f"{name} answers {status}: nothing that can be read.")

    def _after(self, words: str) -> float | None:
        """Seconds that a server asks to wait."""
        if words.strip().isdecimal() and len(words.strip()) < 10:
            return float(words)
        try:
            return max(0.0, (parsedate_to_datetime(words) - self._now()).total_seconds()) if words else None
        except (ValueError, TypeError):  # no date, or one without a zone
            return None

    def _robots(self, url: str, exchanges: list[Exchange]) -> tuple[int, bytes]:
        """The robots.txt at an address, after at most five redirects: its status and its first bytes. Raises `Refused`."""
        parts = parted(url)
        for _ in range(6):
            hop = self._hop(parts, [], seconds=ROBOTS_SECONDS, size=ROBOTS_LIMIT, cut=True)
            exchanges.append(hop.exchange)
            if hop.status in _MOVED and hop.header("location"):
                parts = parted(urljoin(whole(parts), hop.location()))
            elif hop.status == 429 or hop.status >= 500:
                raise Refused("answer_refused", f"it answers {hop.status}", again=True)
            elif hop.status != 200:
                return hop.status, b""
            else:
                return 200, unpacked(hop.body, hop.header("content-encoding"), limit=ROBOTS_LIMIT, cut=True)
        return 404, b""  # RFC 9309: beyond five redirects, as if it were not there

    def _hop(
        self,
        parts: SplitResult,
        asked: list[tuple[str, str]],
        *,
        seconds: float,
        size: int,
        cut: bool = False,
        body: bytes | None = None,
    ) -> _Hop:
        """One exchange, in its turn. Raises `Refused`."""
        with self._manners.turn(parts):
            wire = Wire(self._numbers, clock=self._clock, end=self._clock() + seconds, limit=size + _HEAD)
            try:
                return self._exchanged(parts, asked, wire, size, cut, body)
            except Refused as refused:
                raise _named(refused, whole(parts)) from refused
            except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
                raise _broken(error, whole(parts)) from error

    def _exchanged(
        self, parts: SplitResult, asked: list[tuple[str, str]], wire: Wire, size: int, cut: bool, sent: bytes | None
    ) -> _Hop:
        at, start, url, body, ended = self._now(), self._clock(), whole(parts), bytearray(), True
        said = [("User-Agent", self.agent), ("Accept", "text/html, */*;q=0.8"), ("Accept-Encoding", "gzip"), *asked]
        headers = [(n.encode(), v.encode()) for n, v in [*said, ("Connection", "close")]]
        timeouts = {"timeout": {"connect": 10.0, "read": None, "write": None, "pool": None}}
        with (
            httpcore.ConnectionPool(ssl_context=self._trust or _trust(), network_backend=wire, max_connections=1) as pool,
            pool.stream("GET" if sent is None else "POST", url, headers=headers, content=sent, extensions=timeouts) as response,
        ):
            for piece in response.iter_stream():
                body += piece
                if len(body) > size:
                    ended = False
                    break
        if not ended and not cut:
            raise Refused("too_large", f"sends more than {size:,} bytes; a report is a page, not a book.")
        told = tuple((n.decode("latin-1"), v.decode("latin-1")) for n, v in response.headers)
        took = ("fetchTimeMs", str(round((self._clock() - start) * 1000)))
        exchange = Exchange(
            url=url,
            at=at,
            number=wire.number or "",
            request=bytes(wire.sent),
            response=bytes(wire.received),
            notes=(took, *wire.notes, *(() if ended else (("truncated", "length"),))),
        )
        return _Hop(parts=parts, status=response.status, headers=told, body=bytes(body[:size]), exchange=exchange)

    def _numbers(self, host: str, port: int, seconds: float) -> tuple[str, ...]:
        return numbers_of(host, port, resolver=self._resolver, allowed=self._allowed, seconds=seconds)


@cache
def _trust() -> ssl.SSLContext:
    """Certificates that are believed: those of the system, and those of the Mozilla list."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _named(refused: Refused, name: str) -> Refused:
    """What was refused, with the address that it was said of."""
    told = refused.message
    if told.startswith(("http://", "https://")) or "is no public" in told or "is not found" in told:
        return refused
    return Refused(refused.code, f"{name} {told}", again=refused.again, after=refused.after)


def _broken(error: Exception, name: str) -> Refused:
    """A connection that failed, in words."""
    if isinstance(error, httpcore.ReadTimeout | httpcore.WriteTimeout):
        return Refused("too_slow", f"{name} took longer than it may.", again=True)
    why = " ".join(str(error).split())[:200] or type(error).__name__
    certificate = "CERTIFICATE" in why.upper()
    return Refused("no_answer", f"{name} gave no answer that can be read: {why}.", again=not certificate)
