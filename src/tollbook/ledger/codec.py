"""Payloads as bytes and back: one codec over the dataclasses of `model`, deterministic, no field listed by hand."""

from __future__ import annotations

import hashlib
import json
from json.encoder import encode_basestring as _quoted

import msgspec

from tollbook.model import Decision, Link, Payload, Reading, Resolution, Story, Visit, address_id

KINDS: dict[str, type[Payload]] = {
    "reading": Reading,
    "resolution": Resolution,
    "story": Story,
    "link": Link,
    "decision": Decision,
    "visit": Visit,
}
_NAMES = {kind: name for name, kind in KINDS.items()}
_encode = msgspec.json.Encoder(order="deterministic").encode
_DECODERS = {name: msgspec.json.Decoder(kind) for name, kind in KINDS.items()}


def kind_of(payload: Payload) -> str:
    """The name of a payload's kind, as it stands in its entry."""
    return _NAMES[type(payload)]


def subject_of(payload: Payload) -> str:
    """What a payload is about: the id of a report, claim, story or address."""
    match payload:
        case Reading():
            return payload.report.id
        case Resolution():
            return payload.claim
        case Story():
            return payload.id
        case Visit():
            return address_id(payload.address)
        case _:
            return payload.subject


def plain(words: str) -> str:
    """``words`` as UTF-8 can hold them: half a surrogate pair (a broken scrape, a byte of a command line) is written out.

    >>> plain("person:" + chr(0xDCFF))
    'person:\\\\udcff'
    """
    return str(words) if words.isascii() else words.encode("utf-8", "backslashreplace").decode()


def encode(payload: object) -> bytes:
    """The bytes of a payload: JSON, the same for the same payload. Half a surrogate pair is kept, as three bytes."""
    try:
        return _encode(payload)
    except UnicodeEncodeError:  # what a repair replaced is kept as it was (`Edit.original`), and may be no Unicode
        fields = msgspec.to_builtins(payload, order="deterministic")
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def decode(kind: str, body: bytes) -> Payload:
    """The payload that `encode` made ``body`` of. Raises `msgspec.MsgspecError` where it made none such."""
    if kind not in KINDS:
        raise msgspec.ValidationError(f"there is no kind of entry {kind!r}")
    try:
        return _DECODERS[kind].decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        if b"\xed" not in body:  # the first byte of half a surrogate pair
            raise
        return _decode_halves(kind, body)


def _decode_halves(kind: str, body: bytes) -> Payload:
    try:
        return msgspec.convert(json.loads(body.decode("utf-8", "surrogatepass")), KINDS[kind])
    except (ValueError, RecursionError) as error:
        raise msgspec.DecodeError(str(error)) from error


def payload_digest(salt: bytes, body: bytes) -> str:
    """SHA-256 of salt and bytes: once both are erased, it tells nothing of what it was made of."""
    return hashlib.sha256(salt + body).hexdigest()


def entry_digest(number: int, recorded: str, by: str, kind: str, subject: str, digest: str, previous: str) -> str:
    """The link of the chain: SHA-256 of the JSON array of all that an entry says and of the entry before it."""
    words = ",".join([_quoted(x) for x in (recorded, by, kind, subject, digest, previous)])
    return hashlib.sha256(f"[{number},{words}]".encode()).hexdigest()
