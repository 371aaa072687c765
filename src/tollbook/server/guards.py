"""What stands before every request: host, prefix, size, rate; and the headers of every answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tollbook.server.faults import MEDIA, Fault
from tollbook.server.settings import Settings

INERT = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"  # of data: nothing runs
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "content-security-policy": INERT,
}
BURST = 10  # seconds' worth of requests that may come at once
CLIENTS = 20_000


class Rates:
    """How many requests each client has left: refilled by the second (a token bucket)."""

    def __init__(self, rate: float, clock: Callable[[], float]) -> None:
        self._rate, self._clock = rate, clock
        self._left: dict[str, tuple[float, float]] = {}

    def wait(self, client: str) -> float:
        """Takes one; the seconds to wait where none is left, else 0."""
        now = self._clock()
        left, then = self._left.get(client, (self._rate * BURST, now))
        left = min(self._rate * BURST, left + (now - then) * self._rate)
        if client not in self._left and len(self._left) >= CLIENTS:
            self._left.pop(next(iter(self._left)))
        if left < 1:
            self._left[client] = (left, now)
            return (1 - left) / self._rate
        self._left[client] = (left - 1, now)
        return 0.0


def client_of(address: str) -> str:
    """Whom requests of an address count for: one machine has all of a network of 64 bits, where addresses are so long.

    >>> client_of("192.0.2.7"), client_of("2001:db8:1:2:aa::1"), client_of("::ffff:192.0.2.7")
    ('192.0.2.7', '2001:db8:1:2::/64', '192.0.2.7')
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 4:
        return address
    return str(found.ipv4_mapped or ip_network((int(found), 64), strict=False))


class Guards:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, settings: Settings, clock: Callable[[], float]) -> None:
        self.app, self.settings = app, settings
        self._rates = Rates(settings.rate, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through, or refuses it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
        body = _Body(receive, self.settings.body)
        guarded = _Guarded(send)
        try:
            self._let_in(scope, headers)
            await self.app(self._below(scope), body, guarded)
        except Fault as fault:
            if not guarded.begun:
                await _refuse(fault, guarded)

    def _let_in(self, scope: Scope, headers: dict[str, str]) -> None:
        if _host(headers.get("host", "")) not in self.settings.known_hosts:
            raise Fault("host", "This server is not called by that name.", "Start it with --host-name NAME to let it be.")
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) > self.settings.body:
            raise too_large(self.settings.body)
        wait = self._rates.wait(client_of(scope["client"][0] if scope.get("client") else "?"))
        if wait:
            raise Fault("too_many", "Too many requests from this address.", "Wait.", headers={"Retry-After": str(int(wait) + 1)})

    def _below(self, scope: Scope) -> Scope:
        """The request as it would be without the prefix, whether a proxy took it off or not."""
        prefix, path = self.settings.root_path, scope["path"]
        if prefix and (path == prefix or path.startswith(f"{prefix}/")):
            path = path[len(prefix) :] or "/"
        return {**scope, "path": path, "raw_path": path.encode("utf-8", "replace"), "root_path": ""}


class _Body:
    """What is sent, up to a size."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._most, self._got = receive, most, 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._got += len(message.get("body", b""))
        if self._got > self._most:
            raise too_large(self._most)
        return message


class _Guarded:
    """Answers with the headers that keep a browser from running anything; what a route sets itself stays."""

    def __init__(self, send: Send) -> None:
        self._send, self.begun = send, False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            own = {k.lower() for k, _ in message.get("headers", ())}
            more = [(k.encode(), v.encode()) for k, v in HEADERS.items() if k.encode() not in own]
            message = {**message, "headers": [*message.get("headers", ()), *more]}
        await self._send(message)


def too_large(most: int) -> Fault:
    """More was sent than may be."""
    return Fault("too_large", f"More than {most:,} bytes were sent.", "A report is a page, not a book: send one at a time.")


def _host(header: str) -> str:
    """The host without its port."""
    name = header[1:].partition("]")[0] if header.startswith("[") else header.partition(":")[0]
    return name.casefold().rstrip(".")


async def _refuse(fault: Fault, send: Any) -> None:
    body = json.dumps(fault.row()).encode()
    headers = {"content-type": MEDIA, "content-length": str(len(body)), "cache-control": "no-store", **(fault.headers or {})}
    coded = [(k.lower().encode(), v.encode("latin-1", "replace")) for k, v in headers.items()]
    await send({"type": "http.response.start", "status": fault.status, "headers": coded})
    await send({"type": "http.response.body", "body": body})
