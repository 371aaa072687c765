"""Bytes to text: byte order mark, declared charset, UTF-8, and then the best guess of a well-kept library, or a clear no."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w-]{2,40})""", re.I
)
_BINARY = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"SQLite format 3\x00",
    b"{\\rtf",
)
_GUESSED = 200_000  # bytes that a guess is made on


class Undecodable(ValueError):
    """The bytes are not text, or nobody can tell in which encoding. The message says which."""


def decode(raw: bytes) -> str:
    """The text of ``raw``.

    >>> decode("Aktöbe".encode("utf-8"))
    'Aktöbe'
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return _by(name, raw)
    if raw.startswith(_BINARY):
        raise Undecodable("it is a binary file, not text")
    declared = _DECLARED.search(raw[:4096])
    if declared is not None:
        try:
            return raw.decode((declared[1] or declared[2]).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # a wrong declaration is common; what the bytes are decides
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(raw)
    if "\x00" in text[:4096]:
        raise Undecodable("it holds NUL bytes, as binary files do")
    return text


def _by(name: str, raw: bytes) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        raise Undecodable(f"its byte order mark says {name}, but byte {error.start} is not that") from error


def _guessed(raw: bytes) -> str:
    if b"\x00" in raw[:4096]:
        raise Undecodable("it holds NUL bytes, as binary files do")
    best = from_bytes(raw[:_GUESSED]).best()
    if best is None or best.chaos > 0.2:
        raise Undecodable("its encoding is neither UTF-8 nor one that can be told")
    try:
        return raw.decode(best.encoding)
    except UnicodeDecodeError as error:
        raise Undecodable(f"it looks like {best.encoding}, but byte {error.start} is not that") from error
