"""What a check of the ledger says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``damage`` is false for what was done by decision, or is only worth saying."""

    place: str
    what: str
    damage: bool = True
