"""The words of Tollbook: every record that passes between its stages.

Three kinds of record are told apart by who answers for them. A `Claim` is what a report says (the report answers for
it); a `Link` is a judgement about claims (a named rule or a person answers for it); an `Estimate` is arithmetic over
both (nobody answers for it: it is recomputed, never stored).

All records are frozen. Unknown is ``None``, never a default that looks like data. `docs/terms.md` gives each term with
its source in the field (UCDP, ACLED, Every Casualty, W3C PROV, Web Annotation).
"""

from __future__ import annotations

from tollbook.model.claims import Action, Attribution, Claim, Quantity, Scope, action_id, claim_id
from tollbook.model.days import day_range, end_of
from tollbook.model.decisions import Correction, Decided, Decision, Review, Settings, Signed
from tollbook.model.estimates import Disputed, Estimate, Happening, Heard, Lineage, Problem, SetAside, Term
from tollbook.model.ledger import Book, Entry, Payload, Reading, Visit
from tollbook.model.pages import Held, Page
from tollbook.model.reports import Block, Edit, Published, Report, Sentence, Span, address_id, report_id
from tollbook.model.stories import Inclusion, Interval, Link, Place, Resolution, ScopeKey, Source, Story, Stretch
from tollbook.model.vocabulary import (
    Act,
    ActKind,
    BlockKind,
    DateFound,
    EstimateKind,
    Extent,
    Frame,
    Measure,
    Outcome,
    Qualifier,
    Relation,
    ReviewState,
    Side,
    SourceKind,
    Standing,
    WhoClass,
)

__all__ = [
    "Act",
    "ActKind",
    "Action",
    "Attribution",
    "Block",
    "BlockKind",
    "Book",
    "Claim",
    "Correction",
    "DateFound",
    "Decided",
    "Decision",
    "Disputed",
    "Edit",
    "Entry",
    "Estimate",
    "EstimateKind",
    "Extent",
    "Frame",
    "Happening",
    "Heard",
    "Held",
    "Inclusion",
    "Interval",
    "Lineage",
    "Link",
    "Measure",
    "Outcome",
    "Page",
    "Payload",
    "Place",
    "Problem",
    "Published",
    "Qualifier",
    "Quantity",
    "Reading",
    "Relation",
    "Report",
    "Resolution",
    "Review",
    "ReviewState",
    "Scope",
    "ScopeKey",
    "Sentence",
    "SetAside",
    "Settings",
    "Side",
    "Signed",
    "Source",
    "SourceKind",
    "Span",
    "Standing",
    "Story",
    "Stretch",
    "Term",
    "Visit",
    "WhoClass",
    "action_id",
    "address_id",
    "claim_id",
    "day_range",
    "end_of",
    "report_id",
]
