"""Payloads as bytes and back: one codec over the dataclasses of `model.py`, deterministic, no field listed by hand."""

from __future__ import annotations

import hashlib
import json

import msgspec

from tollbook.model import Decision, Link, Payload, Reading, Resolution, Story

KINDS: dict[str, type[Payload]] = {
    "reading": Reading,
    "resolution": Resolution,
    "story": Story,
    "link": Link,
    "decision": Decision,
}
_NAMES = {kind: name for name, kind in KINDS.items()}
_encode = msgspec.json.Encoder(order="deterministic").encode
_DECODERS = {name: msgspec.json.Decoder(kind) for name, kind in KINDS.items()}


def kind_of(payload: Payload) -> str:
    """The name of a payload's kind, as it stands in its entry."""
    return _NAMES[type(payload)]


def subject_of(payload: Payload) -> str:
    """What a payload is about: the id of a report, claim or story."""
    match payload:
        case Reading():
            return payload.report.id
        case Resolution():
            return payload.claim
        case Story():
            return payload.id
        case _:
            return payload.subject


def encode(payload: Payload) -> bytes:
    """The bytes of a payload: JSON, the same for the same payload."""
    return _encode(payload)


def decode(kind: str, body: bytes) -> Payload:
    """The payload that `encode` made ``body`` of."""
    return _DECODERS[kind].decode(body)


def payload_digest(salt: bytes, body: bytes) -> str:
    """SHA-256 of salt and bytes: once both are erased, it tells nothing of what it was made of."""
    return hashlib.sha256(salt + body).hexdigest()


def entry_digest(number: int, recorded: str, by: str, kind: str, subject: str, digest: str, previous: str) -> str:
    """The link of the chain: SHA-256 of the JSON array of all that an entry says and of the entry before it."""
    line = json.dumps([number, recorded, by, kind, subject, digest, previous], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(line.encode()).hexdigest()
