"""Streams read a little to see what they are, and then from their beginning."""

from __future__ import annotations

from tollbook.acquire.packed import Readable


class Rejoined:
    """What was read of a stream, and the rest of it."""

    def __init__(self, head: bytes, rest: Readable) -> None:
        self._head, self._rest, self._at = head, rest, 0

    def tell(self) -> int:
        """How many bytes were read."""
        return self._at

    def close(self) -> None:
        """Leaves the stream to whom it belongs."""

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` bytes; none at the end."""
        out = self._head[:size] if self._head else self._rest.read(size)
        self._head = self._head[len(out) :]
        self._at += len(out)
        return out
