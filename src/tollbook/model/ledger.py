"""What the ledger holds: entries and what is in them, and the book of one story that is made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tollbook.model.claims import Action, Claim
from tollbook.model.decisions import Decided, Decision
from tollbook.model.estimates import Problem
from tollbook.model.reports import Report
from tollbook.model.stories import Link, Resolution, Story
from tollbook.model.vocabulary import Frame, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report version read by one version of an extractor. The latest Reading is in force; earlier ones stay."""

    report: Report
    extractor: str  # "extract.rules 0.1"
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...] = ()
    actions: tuple[Action, ...] = ()  # none in a reading of before acts were read


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An address that was asked for: what came of it. ``raw`` is the digest of the exchange, kept as WARC records.

    ``listed`` is that of the feed that named the address; ``reports`` are the reports read from what came.
    """

    address: str
    at: datetime
    outcome: Outcome
    status: int
    raw: str
    listed: str | None = None
    reports: tuple[str, ...] = ()


Payload = Reading | Resolution | Story | Link | Decision | Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the ledger. ``payload`` is None where it was sealed from this reader or erased by decision."""

    number: int
    recorded: datetime
    by: str
    kind: str
    payload: Payload | None
    payload_digest: str
    previous: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """All that the ledger holds of one story up to an entry: what estimates are computed from.

    ``claims`` are as people's decisions leave them; ``as_read`` holds, by id, those that a person corrected or rejected.
    """

    story: Story
    reports: dict[str, Report]
    claims: tuple[Claim, ...]
    resolutions: dict[str, Resolution]  # by claim id
    links: tuple[Link, ...]  # in force: latest of each subject, relation, object
    upto: int  # number of the last entry seen
    as_read: dict[str, Claim] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()  # of all its reports, as read
    acting: dict[str, Report] = field(default_factory=dict)  # reports that tell acts of it, and no figure
    decisions: tuple[Decided, ...] = ()  # about the story and what is in it, undone ones too, oldest first
    elsewhere: dict[str, tuple[str, ...]] = field(default_factory=dict)  # other stories that its reports tell of, by report

    def of_event(self, claim: Claim) -> bool:
        """The claim is of the story's event: told as current, or recalled by a report whose own event is another."""
        r = self.resolutions.get(claim.id)
        return claim.frame is Frame.CURRENT or (
            claim.frame is Frame.BACKGROUND and r is not None and r.stretch is not None and r.stretch.recalled
        )

    def telling(self, report: str) -> Report | None:
        """The report of an act, whether it has figures or none."""
        return self.reports.get(report) or self.acting.get(report)

    @property
    def rejected(self) -> tuple[Claim, ...]:
        """Claims that a person rejected, as they were read."""
        kept = {c.id for c in self.claims}
        return tuple(c for k, c in self.as_read.items() if k not in kept)
