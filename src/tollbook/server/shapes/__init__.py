"""The shapes of what the API answers, typed: for the document (OpenAPI) and for `tollbook.client`. `docs/api.md` explains them.

Rows of `docs/schema` stand there in full; a test holds both against each other.
"""

from __future__ import annotations

from tollbook.server.shapes.claims import ClaimRow, Days, Hit, PlacedClaim, PlaceNamed, SourceNamed, Words
from tollbook.server.shapes.grounds import AsRead, Citation, Effect, EffectSeen, LinkSeen, WhyRow
from tollbook.server.shapes.record import Changed, DecisionRow, Done, EntryRow, FieldRow, SignedToll, SpanOfDays, Task
from tollbook.server.shapes.reports import (
    Added,
    BlockRow,
    EditRow,
    QuotedSentence,
    ReportFull,
    ReportProblem,
    ReportRow,
    SentenceRow,
    TextRow,
)
from tollbook.server.shapes.session import About, May, SessionRow
from tollbook.server.shapes.stories import ActTold, PlaceRow, SourceRow, Summary, Telling, TimelineRow
from tollbook.server.shapes.tolls import (
    AsideRow,
    BasisRow,
    ChangeRow,
    DayRow,
    DisputedRow,
    EstimateRow,
    ProblemRow,
    ReviewRow,
    SignedRow,
    SilenceRow,
    StoryNamed,
    TermRow,
    TollRow,
)

__all__ = [
    "About",
    "ActTold",
    "Added",
    "AsRead",
    "AsideRow",
    "BasisRow",
    "BlockRow",
    "ChangeRow",
    "Changed",
    "Citation",
    "ClaimRow",
    "DayRow",
    "Days",
    "DecisionRow",
    "DisputedRow",
    "Done",
    "EditRow",
    "Effect",
    "EffectSeen",
    "EntryRow",
    "EstimateRow",
    "FieldRow",
    "Hit",
    "LinkSeen",
    "May",
    "PlaceNamed",
    "PlaceRow",
    "PlacedClaim",
    "ProblemRow",
    "QuotedSentence",
    "ReportFull",
    "ReportProblem",
    "ReportRow",
    "ReviewRow",
    "SentenceRow",
    "SessionRow",
    "SignedRow",
    "SignedToll",
    "SilenceRow",
    "SourceNamed",
    "SourceRow",
    "SpanOfDays",
    "StoryNamed",
    "Summary",
    "Task",
    "Telling",
    "TermRow",
    "TextRow",
    "TimelineRow",
    "TollRow",
    "WhyRow",
    "Words",
]
