"""A mail: its own words, and what is attached to it, each with its bytes."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage, Message

_WORD = re.compile(r"\w+")
_PATHS = re.compile(r"[\\/:\x00-\x1f\x7f]+")
# what the standard library raises on parts and headers that are broken: a date of the year 99999 among them
_BROKEN = (LookupError, ValueError, TypeError, AttributeError, AssertionError, OverflowError, RecursionError)
PARTS = 200  # of one mail
FEWEST = 20  # words below which a plain part says no more than that there is another


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail's own words (``media``: plain text or HTML; none where all is attached) and what its headers say."""

    title: str | None
    published: str | None
    byline: str | None
    body: str
    media: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """An attachment: a name that leads nowhere, and its bytes."""

    name: str
    raw: bytes


def opened(raw: bytes) -> tuple[Letter, tuple[Attached, ...]]:
    """The mail that ``raw`` is, with its attachments."""
    if raw.startswith(b"From "):
        raw = raw.partition(b"\n")[2]  # the line that mailboxes put before each mail
    message = email.message_from_bytes(raw, policy=email.policy.default)
    leaves = list(_leaves(message))
    bodies = [part for part in leaves if not part.is_attachment() and part.get_content_type() in ("text/plain", "text/html")]
    own = _chosen(bodies)
    rest = [part for part in leaves if not any(part is b for b in bodies)]
    words, media = ("", "text/plain") if own is None else (_text(own), own.get_content_type())
    letter = Letter(
        title=_header(message, "subject"), published=_header(message, "date"), byline=_sender(message), body=words, media=media
    )
    return letter, tuple(_attached(k, part) for k, part in enumerate(rest, 1))


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """Parts that hold something, at most so many; a mail within a mail is one of them."""
    waiting, count = [message], 0
    while waiting and count < PARTS:
        part = waiting.pop(0)
        count += 1
        if part.get_content_type() != "message/rfc822" and part.is_multipart():
            waiting[:0] = [p for p in part.iter_parts() if isinstance(p, EmailMessage)]
        else:
            yield part


def _chosen(bodies: list[EmailMessage]) -> EmailMessage | None:
    """The plain words of a mail; its HTML where there are none worth reading."""
    plain = [p for p in bodies if p.get_content_type() == "text/plain" and len(_WORD.findall(_text(p))) >= FEWEST]
    return next(iter([*plain, *(p for p in bodies if p.get_content_type() == "text/html"), *bodies]), None)


def _text(part: EmailMessage) -> str:
    try:
        words = part.get_content()
    except _BROKEN:  # an unknown charset or encoding
        words = _payload(part).decode("utf-8", "replace")
    return words if isinstance(words, str) else ""


def _payload(part: EmailMessage) -> bytes:
    try:
        raw = part.get_payload(decode=True)
    except _BROKEN:
        raw = None
    return raw if isinstance(raw, bytes) else b""


def _attached(number: int, part: EmailMessage) -> Attached:
    if part.get_content_type() == "message/rfc822":
        inside = part.get_payload()
        within = inside[0] if isinstance(inside, list) and inside else None
        raw = within.as_bytes() if isinstance(within, Message) else b""
    else:
        raw = _payload(part)
    try:
        given = part.get_filename() or ""
    except _BROKEN:
        given = ""
    name = _PATHS.sub("_", given).strip(" .") or f"part-{number}"
    return Attached(name=f"{number}-{name[:100]}", raw=raw)


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        words = str(message.get(name) or "")
    except _BROKEN:
        return None
    return " ".join(words.encode("utf-8", "replace").decode("utf-8").split()) or None


def _sender(message: EmailMessage) -> str | None:
    """The name that a mail comes from, or else its address."""
    try:
        people: tuple[Address, ...] = getattr(message["from"], "addresses", ())
        return next((p.display_name or p.addr_spec for p in people), None)
    except _BROKEN:
        return None
