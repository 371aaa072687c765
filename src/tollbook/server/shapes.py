"""The shapes of what the API answers, typed: for the document (OpenAPI) and for `tollbook.client`. `docs/api.md` explains them.

Rows of `docs/schema` stand there in full; a test holds both against each other.
"""

from __future__ import annotations

from typing import Literal, TypedDict


class Words(TypedDict):
    """Characters ``start`` to ``end`` of a report's text."""

    start: int
    end: int
    text: str


class Days(TypedDict):
    """Days, both included."""

    start: str
    end: str
    precision: str


class PlaceNamed(TypedDict):
    """A place of the gazetteer, or one of its own inside it."""

    name: str
    id: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: int


class SourceNamed(TypedDict):
    """An issuing body."""

    name: str
    kind: str


class ClaimRow(TypedDict):
    """`docs/schema/claim.json`, and what is known of the claim's report."""

    report: str
    id: str
    measure: str
    object: str | None
    low: int | None
    high: int | None
    qualifier: str
    unit: str | None
    who: str | None
    who_class: str | None
    side: str
    group: str | None
    where: str | None
    place: PlaceNamed | None
    when: str | None
    occurred: Days | None
    said_by: str | None
    source: SourceNamed | None
    cue: str | None
    via: list[str]
    said_on: str | None
    standing: str
    hedge: str | None
    disputed_by: str | None
    frame: str
    extent: str | None
    part_of: str | None
    rule: str
    sentence: Words
    figure: Words


class PlacedClaim(ClaimRow):
    """A claim with its story and report."""

    story: str
    report_id: str
    publisher: str | None
    url: str | None
    published: str | None
    published_found: str | None


class TermRow(TypedDict):
    """One addend of a sum."""

    claim: str
    low: int
    who: str | None


class BasisRow(TypedDict):
    """One origin that an estimate rests on."""

    claim: str
    source: str
    said_on: str | None
    published: str | None
    carriers: int


class AsideRow(TypedDict):
    """A figure that is shown and not counted."""

    claim: str
    low: int | None
    high: int | None
    reason: str


class DisputedRow(TypedDict):
    """A figure that another party rejects."""

    claim: str
    by: str


class ProblemRow(TypedDict):
    """A fault in the data."""

    code: str
    message: str
    claims: list[str]


class SignedRow(TypedDict):
    """What was signed."""

    as_of: str
    kind: str
    low: int | None
    best: int | None
    high: int | None


class ReviewRow(TypedDict):
    """Who answers for an estimate, and whether it has changed since."""

    state: Literal["not_reviewed", "awaits_second", "signed", "changed"]
    by: list[str]
    entry: int | None
    recorded: str | None
    signed: SignedRow | None


class EstimateRow(TypedDict):
    """What can be said of one toll: an item of `docs/schema/toll.json`."""

    measure: str
    object: str | None
    side: str | None
    group: str | None
    where: str | None
    coverage: str | None
    kind: str
    low: int | None
    best: int | None
    high: int | None
    terms: list[TermRow]
    basis: list[BasisRow]
    set_aside: list[AsideRow]
    disputed: list[DisputedRow]
    problems: list[ProblemRow]
    sentence: str
    reviewed_by: str | None
    review: ReviewRow


class StoryNamed(TypedDict):
    """A story by its id and title."""

    id: str
    title: str


class SilenceRow(TypedDict):
    """A day, how many were heard on it, and known reasons for silence."""

    day: str
    origins: int
    reasons: list[str]


class TollRow(TypedDict):
    """`docs/schema/toll.json`."""

    story: StoryNamed
    as_of: str
    upto: int
    silence: list[SilenceRow] | None
    estimates: list[EstimateRow]


class DayRow(TypedDict):
    """The tolls at the end of a day."""

    day: str
    as_of: str
    estimates: list[EstimateRow]


class ChangeRow(TypedDict):
    """`docs/schema/compare.json`."""

    story: str | None
    measure: str
    scope: str
    before: str | None
    after: str | None
    change: str
    because: list[str]
    claims: list[str]


class Telling(TypedDict):
    """One report's words of an act."""

    id: str
    report: str
    published: str | None
    said_by: str | None
    standing: str
    rule: str
    words: Words
    sentence: Words


class ActTold(TypedDict):
    """What was done or said, as all reports tell it."""

    kind: str
    word: str
    actor: str | None
    target: str | None
    place: PlaceNamed | None
    told: list[Telling]


class TimelineRow(TypedDict):
    """`docs/schema/timeline.json`."""

    day: str
    until: str | None
    dated: Literal["occurred", "said", "published"]
    act: ActTold | None
    published: str
    said_on: str | None
    measure: str | None
    figure: str | None
    who: str | None
    where: str | None
    said_by: str | None
    standing: str
    report: str
    claim: str | None


class LinkSeen(TypedDict):
    """A link as seen from one claim."""

    relation: str
    role: Literal["subject", "object"]
    other: str
    figure: str | None
    report: str | None
    reason: str
    by: str
    at: str | None


class EffectSeen(TypedDict):
    """What a claim does to one estimate."""

    toll: str
    role: str
    reason: str | None
    kind: str
    low: int | None
    best: int | None
    high: int | None
    sentence: str


class AsRead(TypedDict):
    """What was read of a claim, before a person corrected or rejected it."""

    measure: str
    object: str | None
    low: int | None
    high: int | None
    qualifier: str
    who: str | None
    side: str
    where: str | None
    said_by: str | None
    standing: str
    frame: str
    figure: Words


class FieldRow(TypedDict):
    """One field that a person wrote."""

    field: str
    value: str | None


class SpanOfDays(TypedDict):
    """Days, both included."""

    start: str
    end: str


class SignedToll(SignedRow):
    """The toll that was signed."""

    measure: str
    upto: int
    policy: str


class DecisionRow(TypedDict):
    """`docs/schema/decision.json`."""

    entry: int
    recorded: str
    by: str
    act: str
    subject: str
    objects: list[str]
    value: str | None
    reason: str
    changes: list[FieldRow]
    source: str | None
    days: SpanOfDays | None
    signed: SignedToll | None
    undone: int | None


class WhyRow(ClaimRow):
    """`docs/schema/why.json`."""

    story: str
    as_of: str
    published: str | None
    published_found: str | None
    publisher: str | None
    grounds: list[str]
    links: list[LinkSeen]
    effects: list[EffectSeen]
    rejected: bool
    as_read: AsRead | None
    decisions: list[DecisionRow]


class Effect(TypedDict("_Effect", {"with": list[EstimateRow]})):  # "with" is a word of Python
    """The estimates that a claim takes part in, and what they would be without it."""

    claim: str
    as_of: str
    upto: int
    without: list[EstimateRow]


class ReportRow(TypedDict):
    """What is known of a report; nothing of its text but the title."""

    id: str
    name: str
    url: str | None
    publisher: str | None
    title: str | None
    byline: str | None
    agency: str | None
    language: str | None
    published: str | None
    published_found: str | None
    updated: str | None
    raw: str
    version_of: str | None
    extractor: str
    entry: int
    stories: list[str]
    claims: int
    problems: int


class QuotedSentence(TypedDict):
    """A sentence that bears claims."""

    start: int
    end: int
    text: str
    claims: list[str]


class ReportProblem(TypedDict):
    """A fault that was met in reading."""

    code: str
    message: str
    report: str | None


class ReportFull(ReportRow):
    """A report with its sentences that bear claims, and the problems met in reading it."""

    sentences: list[QuotedSentence]
    problems_met: list[ReportProblem]


class BlockRow(TypedDict):
    """A typed stretch of a text."""

    kind: str
    start: int
    end: int
    locator: str | None


class SentenceRow(TypedDict):
    """One sentence, within one block."""

    start: int
    end: int
    block: int


class EditRow(TypedDict):
    """A repair: what stood there before."""

    start: int
    end: int
    original: str


class TextRow(TypedDict):
    """A report's text as read."""

    report: str
    text: str
    blocks: list[BlockRow]
    sentences: list[SentenceRow]
    edits: list[EditRow]
    masked: bool


class SourceRow(TypedDict):
    """An issuing body, and how much is known from it."""

    id: str
    name: str
    kind: str
    country: str | None
    unspecified: bool
    claims: int
    stories: list[str]


class PlaceRow(PlaceNamed):
    """A place, and how much is known of it."""

    claims: int
    stories: list[str]


class Summary(TypedDict):
    """`docs/schema/story.json`, and how the story stands."""

    id: str
    title: str
    place: PlaceNamed | None
    zone: str
    reports: int
    claims: int
    first: str | None
    last: str | None
    rule: str | None
    tolls: list[EstimateRow]
    moved: list[ChangeRow]
    conflicts: int
    problems: int
    withdrawn: int
    newest: ReportRow | None


class Citation(TypedDict):
    """How a figure is cited, so that it can be found again as it was."""

    text: str
    story: str
    claim: str | None
    sentence: str
    as_of: str
    upto: int
    digest: str
    path: str


class Hit(TypedDict):
    """Something found."""

    kind: Literal["report", "claim", "source"]
    id: str
    story: str | None
    report: str | None
    title: str
    words: str | None
    published: str | None
    score: float


class EntryRow(TypedDict):
    """One line of the ledger, without its payload."""

    number: int
    recorded: str
    by: str
    kind: str
    act: str | None
    subject: str
    story: str | None
    reason: str | None
    value: str | None
    state: Literal["open", "withheld"]
    digest: str


class Task(TypedDict):
    """A claim to be looked at."""

    claim: PlacedClaim
    role: str
    effect: float
    precision: float
    weight: float
    why: str
    decided: list[EntryRow]


class About(TypedDict):
    """What this server is."""

    name: str
    version: str
    upto: int
    head: str
    stories: int
    reports: int
    claims: int
    languages: list[str]
    front: bool
    search: Literal["ready", "indexing"]


class May(TypedDict):
    """What the caller may do."""

    decide: bool
    add: bool
    names: bool
    text: bool
    seal: bool


class SessionRow(TypedDict):
    """Who the caller is."""

    user: str | None
    role: Literal["nobody", "reader", "reviewer", "admin"]
    csrf: str | None
    may: May


class Added(TypedDict):
    """What reading taught."""

    added: int
    known: int
    reports: list[ReportRow]
    problems: list[ReportProblem]
    upto: int


class Done(TypedDict):
    """What a decision became."""

    entries: list[EntryRow]
    upto: int
    stories: list[str]


class Changed(TypedDict):
    """New entries, by any process: the data of an event."""

    upto: int
    head: str
    stories: list[str]
    kinds: list[str]
    count: int
