"""What passes between the parts of extraction: a figure with its measure and scope, before it is known who says it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from tollbook.model import Attribution, Frame, Measure, Quantity, Scope, Span, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A figure of a measure. ``part_of`` is the index, in the report's mentions, of the figure that it is a part of;
    ``clause`` the stretch of its sentence that speaks of it (scope of hedges and of attributions)."""

    figure: Span
    sentence: Span
    clause: Span
    measure: Measure
    object: str | None
    quantity: Quantity
    scope: Scope
    part_of: int | None = None
    part_of_words: str | None = None
    frame: Frame = Frame.CURRENT
    replaces: str | None = None
    restates: bool = False
    count_basis: str | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """A stretch of the report (``content``) that ``attribution`` holds for. Contents nest; the innermost is nearest.

    ``carried`` is true where the source was named in an earlier sentence ("he added", "according to the same source").
    ``worded`` is the source's words at the cue ("he"), where `Attribution.said_by` is the name that they stand for;
    contents of one ``cue`` belong together.
    """

    content: Span
    attribution: Attribution
    carried: bool = False
    worded: Span | None = None
    cue: Span | None = None
    rule: str


class Contents:
    """What is attributed in a report, by where it stands: asked for each figure, it must not be searched from end to end."""

    def __init__(self, attributions: tuple[Attributed, ...]) -> None:
        self._all = attributions  # by where they begin
        self._starts = [a.content.start for a in attributions]
        self._reach = list(accumulate((a.content.end for a in attributions), max))  # the farthest end so far

    def around(self, start: int, end: int) -> list[Attributed]:
        """Those whose content holds ``start`` to ``end``, in order."""
        found = []
        k = bisect_right(self._starts, start) - 1
        while k >= 0 and self._reach[k] >= end:
            if self._all[k].content.end >= end:
                found.append(self._all[k])
            k -= 1
        return found[::-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the report tells of a figure's standing."""

    standing: Standing = Standing.ASSERTED
    hedge: str | None = None
    disputed_by: str | None = None
    fate_told_by: str | None = None
