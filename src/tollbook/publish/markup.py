"""HTML and SVG by small functions. A plain string is always text and is escaped; only `Html` is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_STEERING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_VOID = frozenset(("meta", "br", "hr", "wbr", "col"))


class Html(str):
    """Markup that was built here."""

    __slots__ = ()


Part = str | None | Iterable["str | None"]


def text(words: str) -> Html:
    """``words`` as text of a page: escaped; what HTML forbids (control characters, lone surrogates) shown as U+FFFD."""
    return words if isinstance(words, Html) else Html(escape(_UNFIT.sub("\ufffd", words), quote=True))


def plain(words: str) -> str:
    """``words`` for a place where direction cannot be fenced off by markup: without marks that steer it."""
    return " ".join(_STEERING.sub("", words).split())


def join(parts: Iterable[str | None], between: str = "") -> Html:
    """``parts`` one after the other, the empty ones left out."""
    return Html(text(between).join(text(p) for p in parts if p))


def el(tag: str, *children: Part, **attributes: str | float | bool | None) -> Html:
    """The element ``tag``. ``class_`` is class, ``aria_label`` is aria-label; ``None`` and False leave an attribute out.

    >>> el("a", "A & B", href="#c1", class_=None)
    '<a href="#c1">A &amp; B</a>'
    """
    shown = "".join(_attribute(k, v) for k, v in attributes.items() if v is not None and v is not False)
    inner = "".join(text(c) if isinstance(c, str) else join(c) for c in children if c is not None)
    return Html(f"<{tag}{shown}>" if tag in _VOID else f"<{tag}{shown}>{inner}</{tag}>")


def _attribute(name: str, value: str | float | bool) -> str:
    shown = name.rstrip("_").replace("_", "-")
    return f" {shown}" if value is True else f' {shown}="{text(_number(value) if not isinstance(value, str) else value)}"'


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def web_address(url: str | None) -> str | None:
    """``url`` if a browser may follow it from a page: http or https, nothing that runs."""
    if url is None or _UNFIT.search(url) or any(c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc and "@" not in parts.netloc else None
