"""What came back from an address: the answer of the last hop, its body unpacked, and all that went over the wire."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from datetime import datetime

from tollbook.acquire.refusal import Refused

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:+-]{1,40})", re.I)
_LAYERS = 2  # times that a body may be packed


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """``asked`` is the address as given, ``url`` the one that answered; ``records`` are the WARC records of all hops.

    ``body`` is unpacked. A ``status`` of 304 has none: nothing changed since the last visit.
    """

    asked: str
    url: str
    at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    records: bytes

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        return next((v for n, v in self.headers if n.lower() == name.lower()), None)

    @property
    def media(self) -> str:
        """What the server says that the body is: "text/html", or nothing."""
        return (self.header("Content-Type") or "").split(";", 1)[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the server names. It is often wrong: what the bytes are comes first."""
        found = _CHARSET.search(self.header("Content-Type") or "")
        return found[1] if found else None


def unpacked(body: bytes, encoding: str, *, limit: int, cut: bool = False) -> bytes:
    """``body`` without its content encoding, of at most ``limit`` bytes: a bomb is never unpacked further. Raises `Refused`.

    With ``cut``, what is beyond the limit is left out and nothing is raised.
    """
    layers = [e for e in (e.strip().lower() for e in encoding.split(",")) if e not in ("", "identity")]
    if len(layers) > _LAYERS:
        raise Refused("undecodable", f"is packed {len(layers)} times.")
    for layer in reversed(layers):
        if layer not in ("gzip", "x-gzip", "deflate"):
            raise Refused("undecodable", f"is packed as {layer[:20]!r}, which was not asked for.")
        body = _inflated(body, layer, limit + 1)
        if len(body) > limit and not cut:
            raise Refused("too_large", f"unpacks to more than {limit:,} bytes; a report is a page, not a book.")
    return body[:limit] if cut else body


def _inflated(body: bytes, layer: str, most: int) -> bytes:
    """The first ``most`` bytes that ``body`` unpacks to; what follows the last whole member is left out."""
    out = bytearray()
    while body and len(out) < most:
        try:
            unpacker, out_now = _first(body, layer, most - len(out))
        except zlib.error as error:
            if out:  # something behind the last member: browsers leave it out too
                break
            raise Refused("undecodable", f"says that it is packed as {layer}, and is not: {error}.") from error
        out += out_now
        if not unpacker.eof:
            if len(out) < most:
                raise Refused("no_answer", "ends in the middle of what it packed.", again=True)
            break
        body = unpacker.unused_data
    return bytes(out)


def _first(body: bytes, layer: str, most: int) -> tuple[zlib._Decompress, bytes]:
    if layer != "deflate":
        unpacker = zlib.decompressobj(31)
        return unpacker, unpacker.decompress(body, most)
    try:
        unpacker = zlib.decompressobj()
        return unpacker, unpacker.decompress(body, most)
    except zlib.error:  # "deflate" without the wrapping that its name asks for is as common
        unpacker = zlib.decompressobj(-15)
        return unpacker, unpacker.decompress(body, most)
