"""What went over the wire as WARC records: for each request its response, both as they were, and what was noted beside them.

warcio writes the records. Bytes are stored as they came, never parsed and written anew; the same exchange gives the same bytes,
since record ids are made from what they name.
"""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

VERSION = "WARC/1.1"
_HTTP = "application/http; msgtype={}"
_FIELDS = "application/warc-fields"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and what came back, byte for byte. ``number`` is that of the host which answered."""

    url: str
    at: datetime
    number: str
    request: bytes
    response: bytes
    notes: tuple[tuple[str, str], ...] = ()


def records_of(exchanges: Sequence[Exchange], *, software: str) -> bytes:
    """The exchanges of one visit (a page, after the redirects that led to it) as one gzipped WARC."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version=VERSION)
    info = _warcinfo(exchanges[0].at, {"software": software, "format": "WARC File Format 1.1", "robots": "classic"})
    writer.write_record(info)
    about = info.rec_headers.get_header("WARC-Record-ID")
    for x in exchanges:
        response = record("response", x.url, x.at, x.response, _HTTP.format("response"), {"WARC-IP-Address": x.number}, about)
        told = {"WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID")}
        writer.write_record(response)
        request = record("request", x.url, x.at, x.request, _HTTP.format("request"), {"WARC-IP-Address": x.number, **told}, about)
        writer.write_record(request)
        if x.notes:
            writer.write_record(record("metadata", x.url, x.at, fields(dict(x.notes)), _FIELDS, told, about))
    return out.getvalue()


def fields(notes: Mapping[str, str]) -> bytes:
    """Notes as WARC fields, one a line."""
    return "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in notes.items()).encode("utf-8", "replace")


def _warcinfo(at: datetime, notes: Mapping[str, str]) -> ArcWarcRecord:
    return record("warcinfo", None, at, fields(notes), _FIELDS, {}, None)


def record(
    kind: str, uri: str | None, at: datetime, block: bytes, media: str, more: Mapping[str, str], about: str | None
) -> ArcWarcRecord:
    """One record of ``block``. ``about`` is the id of the warcinfo record that it stands under."""
    payload = block.split(b"\r\n\r\n", 1)[-1] if kind in ("response", "request") else block
    headers = StatusAndHeaders("", [], protocol=VERSION)
    stamp = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    headers.add_header("WARC-Type", kind)
    headers.add_header("WARC-Record-ID", _id(kind, uri, stamp, block))
    if uri is not None:
        headers.add_header("WARC-Target-URI", uri)
    headers.add_header("WARC-Date", stamp)
    for name, value in more.items():
        headers.add_header(name, value)
    if about is not None:
        headers.add_header("WARC-Warcinfo-ID", about)
    if kind != "warcinfo":
        headers.add_header("WARC-Payload-Digest", _digest(payload))
    headers.add_header("WARC-Block-Digest", _digest(block))
    made = ArcWarcRecord("warc", kind, headers, BytesIO(block), None, media, len(block))
    made.payload_length = len(block)
    return made


def _digest(raw: bytes) -> str:
    """A digest as other tools write and check it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(raw).digest()).decode()


def _id(kind: str, uri: str | None, stamp: str, block: bytes) -> str:
    told = f"{kind} {uri} {stamp} {hashlib.sha256(block).hexdigest()}"
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, told)}>"
