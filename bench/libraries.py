"""Libraries that find the main text of a page, each in the way that its makers name."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec


def by_readability() -> Callable[[str], str] | None:
    """readability-lxml; ``None`` where it is not installed (it is in no extra: older versions of pip cannot resolve it)."""
    if find_spec("readability") is None:
        return None
    import logging

    import lxml.html
    from readability import Document

    logging.getLogger("readability").setLevel(logging.CRITICAL)

    def extract(html: str) -> str:
        try:
            return str(lxml.html.fromstring(Document(html).summary()).text_content())
        except Exception:  # noqa: BLE001  # a page that it cannot read is one without text
            return ""

    return extract
