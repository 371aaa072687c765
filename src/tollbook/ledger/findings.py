"""What a check of the ledger says."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.ledger.codec import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``damage`` is false for what was done by decision, or is only worth saying."""

    place: str
    what: str
    damage: bool = True


def shown(value: object) -> str:
    """A stored value in words: a changed byte can make NULL, a number or broken text of any."""
    return plain(value) if isinstance(value, str) else repr(value)
