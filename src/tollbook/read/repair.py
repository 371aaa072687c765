"""Repairs of what scraping and wrong encodings did to a text, each with the way back.

Only what is certainly broken is touched: mojibake, HTML entities left in text (whole, or without their ampersand),
control characters, lone surrogates. Curly quotes, no-break spaces, Cyrillic, combining marks and emoji stay as they are.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import ftfy
from ftfy.badness import is_bad

from tollbook.model import Edit

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# "#x27;" and "#8217;", their ampersand lost on the way. In tens only marks that texts are full of: "flight #2022;" is a number.
_MARKS = r"34|38|39|160|171|187|82(?:0[89]|[1-4]\d|50)|8364"
_BROKEN = re.compile(rf"(?<!&)#(?:x([0-9a-fA-F]{{2,5}})|((?<=\S#)(?:{_MARKS})|(?:{_MARKS})(?=;\S)));")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_WORD = re.compile(r"\s+|\S+")
# Mojibake is a letter beyond ASCII beside another, or a control character of Latin-1; most texts have neither. Of 5,670 texts
# this passes on all 35 that are bad, and spares 5,601 the slower look.
_BEYOND = re.compile("[^\x00-\x7f\xa0]+")
SPARSE = 100  # characters of a text, for each of which one run of unusual characters is few
AROUND = 10  # characters on each side of one
_USUAL = frozenset("“”‘’–—…")
_PECULIAR = re.compile("[^\t\n\x0c\r -~\xa0“”‘’–—…]")  # most texts in English hold nothing else
# Words of other alphabets, as written. Cyrillic read in a wrong encoding has capitals and signs within its words.
_WORDS = re.compile(
    "[\u0410-\u042f\u0401]?[\u0430-\u044f\u0451]+|[\u0410-\u042f]+"
    "|[\u0386-\u03ab]?[\u03ac-\u03ce]+|[\u05d0-\u05ea]+"
    "|[\u0621-\u06d5]+|[\u0e01-\u0e5b]+|[\u0900-\u0dff]+|[\u3001-\u30ff\u3400-\u9fff\uff01-\uff60]+|[\uac00-\ud7a3]+"
)
_ALONE = frozenset("ÃÂÐ") | frozenset(map(chr, range(0x80, 0xA0)))


def repair(text: str) -> tuple[str, tuple[Edit, ...]]:
    """The text as it should have been, and the edits that lead back.

    >>> repair("the #x27;occupation&quot;")[0]
    'the \\'occupation"'
    """
    if not ("&" in text or "#" in text) and _PECULIAR.search(text) is None:
        return text, ()
    if not (
        ("&" in text and _ENTITY.search(text)) or ("#" in text and _BROKEN.search(text)) or _CONTROL.search(text) or _bad(text)
    ):
        return text, ()
    out: list[str] = []
    edits: list[Edit] = []
    at = 0
    for line in text.splitlines(keepends=True):
        for old, new in _changes(line):
            if old != new:
                edits.append(Edit(start=at, end=at + len(new), original=old))
            out.append(new)
            at += len(new)
    return "".join(out), tuple(edits)


def original(text: str, edits: tuple[Edit, ...]) -> str:
    """What ``text`` was before its repairs."""
    out, at = [], 0
    for edit in edits:
        out += [text[at : edit.start], edit.original]
        at = edit.end
    return "".join([*out, text[at:]])


def _changes(line: str) -> Iterator[tuple[str, str]]:
    """Pieces of ``line`` with what they become; where words can be paired, word by word."""
    new = _mended(line)
    if new == line:
        yield line, line
        return
    before, after = _WORD.findall(line), _WORD.findall(new)
    if len(before) == len(after):
        yield from zip(before, after, strict=True)
        return
    head = next((k for k, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after)))
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    yield "".join(before[:head]), "".join(after[:head])
    yield "".join(before[head : len(before) - tail]), "".join(after[head : len(after) - tail])
    yield "".join(before[len(before) - tail :]), "".join(after[len(after) - tail :])


def _bad(text: str) -> bool:
    """Whether mojibake stands in a text. It shows in characters beside each other: where few are unusual, only those are looked
    at, with what is around them."""
    if text.isascii():
        return False
    unusual = {run for run in set(_BEYOND.findall(text)) if _unusual(run)}
    if not unusual:
        return False
    if len(unusual) * SPARSE > len(text):
        return bool(is_bad(text))
    around = {text[max(0, m.start() - AROUND) : m.end() + AROUND] for m in _BEYOND.finditer(text) if m[0] in unusual}
    return bool(is_bad("\n".join(around)))


def _unusual(run: str) -> bool:
    """Whether characters beyond ASCII that stand in a row may be broken ones."""
    if len(run) == 1:
        return run in _ALONE
    return not _USUAL.issuperset(run) and _WORDS.fullmatch(run) is None


def _mended(line: str) -> str:
    line = _ENTITY.sub(lambda m: _entity(m[0]), line)
    line = _BROKEN.sub(lambda m: _entity(f"&#{'x' + m[1] if m[1] else m[2]};", m[0]), line)
    if _bad(line):
        line = ftfy.fix_encoding(line)
    return _CONTROL.sub(lambda m: "\ufffd" if m[0] >= "\ud800" else "", line)


def _entity(entity: str, instead: str | None = None) -> str:
    """The character of ``entity``, unless it would break a line or is none."""
    found = html.unescape(entity)
    bad = found == entity or "\n" in found or "\r" in found or _CONTROL.search(found) is not None
    return (entity if instead is None else instead) if bad else found
