"""Bytes to text: byte order mark, UTF-8, declared charset, and then a guess that says that it is one, or a clear no."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

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
# Declared, these are not believed: who can read the declaration sees that the bytes are none of them (HTML standard, 13.2.3).
_UNBELIEVED = re.compile(r"utf-?(?:7|8|16|32)|unicode|idna|punycode|undefined|raw", re.I)
_LATIN = re.compile(r"(?:iso-?8859-?1|latin-?1|(?:us-)?ascii)$", re.I)  # read as windows-1252, as browsers do
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
_GUESSED = 20_000  # bytes that a guess is made on, from the first that is not ASCII on
_WESTERN = 0.25  # share of bytes beyond ASCII up to which a text is one in Latin letters with some accents and quotes


class Undecodable(ValueError):
    """The bytes are not text, or nobody can tell in which encoding. The message says which."""


class Decoded(NamedTuple):
    """A text, and where its encoding was guessed, the guess in words."""

    text: str
    guess: str | None = None


def decode(raw: bytes, charset: str | None = None) -> Decoded:
    """The text of ``raw``. ``charset`` is what came with it (an HTTP header, a mail's part), and is believed as much as a page.

    >>> decode("Aktöbe".encode("utf-8")).text
    'Aktöbe'
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return Decoded(_by(name, raw))
    if raw.startswith(_BINARY):
        raise Undecodable("it is a binary file, not text")
    if b"\x00" in raw[:4096]:
        raise Undecodable("it holds NUL bytes, as binary files (and UTF-16 without a byte order mark) do")
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError:
        # pages that declare another charset and are UTF-8 are more common than the reverse: the declaration comes second
        return _declared(raw, charset) or _torn(raw) or _guessed(raw)


def _by(name: str, raw: bytes) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        raise Undecodable(f"its byte order mark says {name}, but byte {error.start} is not that") from error


def _declared(raw: bytes, charset: str | None) -> Decoded | None:
    m = _DECLARED.search(raw[:4096])
    name = charset or ((m[1] or m[2]).decode("ascii", "replace") if m else "")
    if not name or _UNBELIEVED.match(name):
        return None
    try:
        return Decoded(raw.decode("cp1252" if _LATIN.match(name) else name))
    except (LookupError, UnicodeError):
        return None  # a wrong declaration is common; what the bytes are decides


def _torn(raw: bytes) -> Decoded | None:
    """UTF-8 with a few broken places: a download cut off within a letter, a line of another encoding pasted in."""
    text = raw.decode("utf-8", "replace")
    whole = sum(c > "\x7f" for c in text)
    broken = text.count("\ufffd") - raw.count("\ufffd".encode())
    cut_off = broken == 1 and text.endswith("\ufffd")
    if whole - broken < 3 or (broken * 10 > whole and not cut_off):
        return None
    return Decoded(text, f"UTF-8 with {broken} broken place{'s' if broken > 1 else ''}, each shown as \ufffd")


def _guessed(raw: bytes) -> Decoded:
    beyond = sum(b > 0x7F for b in raw)
    if beyond <= _WESTERN * len(raw):
        try:
            return Decoded(raw.decode("cp1252"), "windows-1252")
        except UnicodeDecodeError:
            pass  # five bytes have no letter in it
    first = next(k for k, b in enumerate(raw) if b > 0x7F)
    start = raw.rfind(b"\n", 0, first) + 1
    best = from_bytes(raw[start : start + _GUESSED]).best()
    if best is None or best.chaos > 0.2:
        raise Undecodable("its encoding is neither UTF-8 nor one that can be told; convert it with `iconv -f ENCODING -t UTF-8`")
    try:
        return Decoded(raw.decode(best.encoding), best.encoding)
    except UnicodeDecodeError as error:
        raise Undecodable(f"it looks like {best.encoding}, but byte {error.start} is not that") from error
