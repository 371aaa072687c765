"""Tollbook keeps the book on an unfolding crisis: every figure of every report, with its words, source and standing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tollbook.library import claims, open_ledger, toll

__version__ = "0.1.0"
__all__ = ["__version__", "claims", "open_ledger", "toll"]


def __getattr__(name: str) -> Any:
    """`open_ledger`, `toll` and `claims` of `tollbook.library`, loaded where they are used. (Its `read` is there alone: here,
    ``tollbook.read`` is the stage that reads.)"""
    if name in ("claims", "open_ledger", "toll"):
        from tollbook import library

        return getattr(library, name)
    raise AttributeError(f"module 'tollbook' has no attribute {name!r}")
