"""The wire: one connection, to a checked number, with one end for all of it, one limit of bytes, and each byte recorded.

httpcore, the transport of httpx, takes a network of one's own. This one leaves its parser and its TLS as they are, and sees to
what they do not: a server that sends a byte a minute, that never ends, or whose name leads somewhere else the second time.
"""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from tollbook.acquire.refusal import Refused

Clock = Callable[[], float]
Numbers = Callable[[str, int, float], tuple[str, ...]]


class Wire(httpcore.NetworkBackend):
    """The network of one exchange. ``numbers`` looks a host up within so many seconds; ``end`` is a moment of ``clock``."""

    def __init__(self, numbers: Numbers, *, clock: Clock, end: float, limit: int) -> None:
        self._numbers, self._clock, self._end, self._limit = numbers, clock, end, limit
        self._plain = httpcore.SyncBackend()
        self.number: str | None = None  # of the host that was asked
        self.sent = bytearray()
        self.received = bytearray()
        self.notes: tuple[tuple[str, str], ...] = ()

    def left(self) -> float:
        """Seconds until the end. Raises `Refused` where none are."""
        left = self._end - self._clock()
        if left <= 0:
            raise Refused("too_slow", "took longer than it may.", again=True)
        return left

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first number of ``host`` that answers."""
        numbers = self._numbers(host, port, min(self.left(), timeout or 10.0))
        for k, number in enumerate(numbers[:4], 1):
            try:
                stream = self._plain.connect_tcp(number, port, min(self.left(), timeout or 10.0), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if k == min(4, len(numbers)):
                    raise
            else:
                self.number = number
                return Recorded(stream, self)
        raise Refused("no_answer", f"{host} has no number.", again=True)

    def took(self, received: bytes) -> bytes:
        """Records bytes received. Raises `Refused` where they are too many."""
        self.received += received
        if len(self.received) > self._limit:
            raise Refused("too_large", f"sends more than {self._limit:,} bytes; a report is a page, not a book.")
        return received


class Recorded(httpcore.NetworkStream):
    """A stream whose every wait ends with its wire, and whose bytes are recorded: below TLS nothing, above it all."""

    def __init__(self, stream: httpcore.NetworkStream, wire: Wire) -> None:
        self._stream, self._wire = stream, wire

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes; waits no longer than the wire may."""
        return self._wire.took(self._stream.read(max_bytes, min(self._wire.left(), timeout or 60.0)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends bytes; waits no longer than the wire may."""
        self._wire.sent += buffer
        self._stream.write(buffer, min(self._wire.left(), timeout or 60.0))

    def close(self) -> None:
        """Closes the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The stream inside TLS, with the certificate checked against the name, not the number."""
        inner = self._stream.start_tls(ssl_context, server_hostname, min(self._wire.left(), timeout or 60.0))
        shown = inner.get_extra_info("ssl_object")
        if shown is not None:
            self._wire.notes = (("tls", f"{shown.version()} {hashlib.sha256(shown.getpeercert(True)).hexdigest()}"),)
        return Recorded(inner, self._wire)

    def get_extra_info(self, info: str) -> Any:
        """What is known of the stream."""
        return self._stream.get_extra_info(info)
