"""A picture as PNG, drawn from its SVG by resvg: the same on every machine but for the fonts that it has."""

from __future__ import annotations

from tollbook.errors import MissingPart, UsageError
from tollbook.publish.markup import el
from tollbook.publish.picture import FAMILIES


def png(svg: str) -> bytes:
    """The bytes of the PNG. Raises `MissingPart` without the png extra, `UsageError` where the machine has no font at all."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise MissingPart("A picture as PNG", "png") from error
    for family in FAMILIES:
        if svg_to_bytes(svg_string=_one_letter("8", family)) == svg_to_bytes(svg_string=_one_letter("", family)):
            raise UsageError(
                f"This machine has none of the fonts {family}, so that a picture would be drawn without its words.",
                "Install one (Debian: apt-get install fonts-dejavu-core), or write the picture as SVG.",
            )
    return svg_to_bytes(svg_string=svg)


def _one_letter(letter: str, family: str) -> str:
    text = el("text", letter, x=1, y=14, font_size=16, font_family=family)
    return el("svg", text, xmlns="http://www.w3.org/2000/svg", width=16, height=16)
