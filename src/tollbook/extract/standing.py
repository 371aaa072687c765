"""How a report lets its figures stand: hedges, disputes, withdrawals, each scoped to the figures that it speaks of."""

from __future__ import annotations

from tollbook.extract.mention import Attributed, Mention, Told
from tollbook.model import Report


def told_standings(report: Report, mentions: tuple[Mention, ...], attributions: tuple[Attributed, ...]) -> tuple[Told, ...]:
    """The standing of each mention, in their order."""
    return tuple(Told() for _ in mentions)
