"""XML of strangers: no entity is resolved, nothing is loaded, and depth and size are those of the parser's own bounds."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_TAG = re.compile(r"<[^<>]*>")


def root_of(text: str) -> Any | None:
    """The root of an XML text, mended where it is broken; ``None`` where nothing can be made of it."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(_DECLARED.sub("", text.replace("\x00", "")).encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


def local(node: Any) -> str:
    """A node's name without its namespace, in lower case; empty for what is no element."""
    return node.tag.rsplit("}", 1)[-1].lower() if isinstance(node.tag, str) else ""


def words_of(node: Any | None) -> str | None:
    """The words of a node on one line, without markup; ``None`` where there are none."""
    if node is None:
        return None
    return " ".join(_TAG.sub(" ", "".join(node.itertext())).split()) or None
