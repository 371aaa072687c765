"""Words in a picture, broken into lines without a font at hand: by how wide letters are in most fonts, or a little wider."""

from __future__ import annotations

from functools import cache

# Widths in thousandths of the size: those of DejaVu Sans, which is wider than what most machines have.
_NARROW, _WIDE = "ijl.,:;'|!()[] ’‘“”-fIrt", "mwMW@%—"


@cache
def _letter(char: str) -> float:
    if char in _NARROW:
        return 0.4
    if char in _WIDE:
        return 1.0
    if ord(char) >= 0x1100:  # scripts whose letters are square
        return 1.0
    return 0.76 if char.isupper() else 0.64


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """How wide ``words`` are at a size, in the size's units; never far below what a font makes of it."""
    return sum(map(_letter, words)) * size * (1.1 if bold else 1.0)


def wrapped(words: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """``words`` in lines no wider than ``width``. Nothing is cut; a word that is too long for a line is broken.

    >>> wrapped("At least 44 people killed", 10, 90)
    ['At least 44', 'people killed']
    """
    lines, line = list[str](), ""
    for word in words.split():
        joined = f"{line} {word}" if line else word
        if width_of(joined, size, bold=bold) <= width:
            line = joined
            continue
        lines += [line] if line else []
        line = word
        while width_of(line, size, bold=bold) > width and len(line) > 1:
            n = next((k for k in range(len(line), 1, -1) if width_of(line[:k], size, bold=bold) <= width), 1)
            lines.append(line[:n])
            line = line[n:]
    return [*lines, line] if line else lines
