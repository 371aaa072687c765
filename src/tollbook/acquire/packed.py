"""Packed bytes (gzip), unpacked as they are read: no more is held than is asked for, whatever a kilobyte unfolds to."""

from __future__ import annotations

import io
import zlib
from typing import Protocol

NESTED = 3  # packings in packings that are opened
_CHUNK = 65_536
_WITH_HEADER = 31  # zlib's word for gzip


class Readable(Protocol):
    """Whatever gives bytes when it is asked for some."""

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` bytes; none at the end."""
        ...


def unpacked(stream: Readable) -> io.BufferedReader:
    """What a packed stream holds. A torn or damaged one ends with what was whole.

    >>> import gzip
    >>> unpacked(io.BytesIO(gzip.compress(b"Twelve died."))).read()
    b'Twelve died.'
    """
    return io.BufferedReader(_Unpacking(stream), _CHUNK)


class _Unpacking(io.RawIOBase):
    """One member after the other, as `zcat` reads them."""

    def __init__(self, stream: Readable) -> None:
        self._stream, self._waiting = stream, b""
        self._member: zlib._Decompress | None = zlib.decompressobj(_WITH_HEADER)

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fills ``buffer``, or a part of it; 0 at the end."""
        view = memoryview(buffer)  # type: ignore[arg-type]  # typeshed's Buffer is not in Python 3.11
        while self._member is not None:
            if not self._waiting and not self._member.unconsumed_tail:
                self._waiting = self._stream.read(_CHUNK)
                if not self._waiting:
                    break
            try:
                out = self._member.decompress(self._member.unconsumed_tail + self._waiting, len(view))
            except zlib.error:
                break
            self._waiting = b""
            if self._member.eof:
                self._waiting = self._member.unused_data.lstrip(b"\0")
                self._member = zlib.decompressobj(_WITH_HEADER)
            if out:
                view[: len(out)] = out
                return len(out)
        self._member = None
        return 0
