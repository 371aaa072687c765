"""Who says what: source, cue and content, carried over sentences."""

from __future__ import annotations

from tollbook.extract.mention import Attributed, Mention
from tollbook.model import Attribution, Report


def find_attributions(report: Report) -> tuple[Attributed, ...]:
    """All attributions of ``report``, in order of their contents."""
    return ()


def attribution_of(report: Report, mention: Mention, attributions: tuple[Attributed, ...]) -> Attribution:
    """According to whom ``mention`` is: the source nearest to its origin, and those who passed it on."""
    return Attribution()
