"""The words of Tollbook: every record that passes between its stages.

Three kinds of record are told apart by who answers for them. A `Claim` is what a report says (the report answers for
it); a `Link` is a judgement about claims (a named rule or a person answers for it); an `Estimate` is arithmetic over
both (nobody answers for it: it is recomputed, never stored).

All records are frozen. Unknown is ``None``, never a default that looks like data. `docs/terms.md` gives each term with
its source in the field (UCDP, ACLED, Every Casualty, W3C PROV, Web Annotation).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

# --------------------------------------------------------------------------------------------------------- vocabularies


class Measure(StrEnum):
    """What is counted (`docs/terms.md` defines each). Order is the order of printing."""

    KILLED = "killed"
    INJURED = "injured"
    SERIOUSLY_INJURED = "seriously_injured"
    HOSPITALISED = "hospitalised"
    KILLED_OR_INJURED = "killed_or_injured"
    MISSING = "missing"
    TRAPPED = "trapped"
    RESCUED = "rescued"
    ARRESTED = "arrested"
    HELD = "held"
    RELEASED = "released"
    KIDNAPPED = "kidnapped"
    INVESTIGATED = "investigated"
    DISPLACED = "displaced"
    EVACUATED = "evacuated"
    SHELTERED = "sheltered"
    HOMELESS = "homeless"
    AFFECTED = "affected"
    INFECTED = "infected"
    CROWD = "crowd"
    DEPLOYED = "deployed"
    DESTROYED = "destroyed"
    DAMAGED = "damaged"
    LOOTED = "looted"
    DAMAGE_COST = "damage_cost"


class Qualifier(StrEnum):
    """How a figure is worded; `Quantity` gives the interval."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    NEARLY = "nearly"
    UP_TO = "up_to"
    BETWEEN = "between"
    VAGUE = "vague"


class Standing(StrEnum):
    """How firmly the report itself lets a figure stand, strongest last."""

    ASSERTED = "asserted"
    ESTIMATED = "estimated"
    UNVERIFIED = "unverified"
    DISPUTED = "disputed"
    CORRECTED = "corrected"
    DISAVOWED = "disavowed"
    WITHDRAWN = "withdrawn"


class Frame(StrEnum):
    """Whether a figure is of the event told of, of another and past one, or of a future or supposed one."""

    CURRENT = "current"
    BACKGROUND = "background"
    FORECAST = "forecast"


class ActKind(StrEnum):
    """What was done or said, by the event types of PLOVER, from cooperation to violence."""

    AGREE = "agree"
    CONSULT = "consult"
    SUPPORT = "support"
    CONCEDE = "concede"
    COOPERATE = "cooperate"
    AID = "aid"
    RETREAT = "retreat"
    REQUEST = "request"
    ACCUSE = "accuse"
    REJECT = "reject"
    THREATEN = "threaten"
    PROTEST = "protest"
    MOBILIZE = "mobilize"
    SANCTION = "sanction"
    COERCE = "coerce"
    ASSAULT = "assault"


class Extent(StrEnum):
    """Whether a figure counts one incident or day, or the event so far."""

    INCIDENT = "incident"
    CUMULATIVE = "cumulative"


class Side(StrEnum):
    """On whose side the people counted stand. Only sides may ever be summed."""

    STATE_FORCES = "state_forces"
    OTHERS = "others"
    ALL_STATED = "all_stated"
    NOT_SAID = "not_said"


class WhoClass(StrEnum):
    """The class of people of the guidelines: a view on side, label and group."""

    PEOPLE = "people"
    PROTESTERS = "protesters"
    SECURITY_FORCES = "security_forces"
    MILITANTS = "militants"
    CIVILIANS = "civilians"
    CHILDREN = "children"
    WOMEN = "women"
    FOREIGNERS = "foreigners"
    JOURNALISTS = "journalists"
    OFFICIALS = "officials"
    WORKERS = "workers"
    PASSENGERS = "passengers"
    STUDENTS = "students"
    OTHER = "other"


class SourceKind(StrEnum):
    """What kind of body a figure comes from."""

    GOVERNMENT = "government"
    PRESIDENCY = "presidency"
    MINISTRY = "ministry"
    POLICE = "police"
    MILITARY = "military"
    PROSECUTOR = "prosecutor"
    HEALTH = "health"
    HOSPITAL = "hospital"
    EMERGENCY = "emergency"
    WITNESS = "witness"
    MONITOR = "monitor"
    UN = "un"
    AID = "aid"
    PARTY = "party"
    AGENCY = "agency"
    PUBLISHER = "publisher"
    EXPERT = "expert"
    UNKNOWN = "unknown"


class BlockKind(StrEnum):
    """What a stretch of a report's text is. Boilerplate gives no claims."""

    HEADLINE = "headline"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    LIST = "list"
    TABLE = "table"
    CAPTION = "caption"
    QUOTATION = "quotation"
    BOILERPLATE = "boilerplate"


class DateFound(StrEnum):
    """How a publication date became known, best first: its grade."""

    GIVEN = "given"  # by the person who read the report in (--published NAME=DATE)
    METADATA = "metadata"  # a field of the page or of the JSON row
    STATED = "stated"  # the report's own words: a dateline, "Published on ..."
    FILE_NAME = "file_name"
    INFERRED = "inferred"


class Relation(StrEnum):
    """What a `Link` says of its subject."""

    BELONGS_TO = "belongs_to"  # claim or report -> story
    NAMES = "names"  # a wording -> source
    REPEATS = "repeats"  # report -> report: a reprint, no new origin
    RESTATES = "restates"  # claim -> claim: the same figure, said again
    UPDATES = "updates"  # claim -> claim: the same body's later count
    CORRECTED_BY_ORIGIN = "corrected_by_origin"
    WITHDRAWN_BY_ORIGIN = "withdrawn_by_origin"
    DISAVOWED_BY_ORIGIN = "disavowed_by_origin"
    RETRACTED_BY_PUBLISHER = "retracted_by_publisher"
    DISPUTED_BY = "disputed_by"
    DIFFERS_FROM_EARLIER = "differs_from_earlier"
    MIXES_MEASURES = "mixes_measures"  # a figure that is the sum of two others: 4,578 hurt is 225 dead and 4,353 hurt
    PART_OF = "part_of"
    REJECTED = "rejected"  # a person: not a claim


class Act(StrEnum):
    """What a person decides. The first three protect the record; the others are judgements, and each can be undone."""

    SEAL = "seal"
    UNSEAL = "unseal"
    ERASE = "erase"
    ACCEPT = "accept"  # a claim, as read or as corrected
    CORRECT = "correct"
    REJECT = "reject"
    MERGE_STORIES = "merge_stories"
    SPLIT_STORY = "split_story"  # reports or claims of a story, into another
    SET_STORY = "set_story"  # its title, zone, inclusion rule, how many must sign
    NAME_SOURCE = "name_source"  # wordings -> body
    MERGE_SOURCES = "merge_sources"
    ONE_ORIGIN = "one_origin"  # two claims, or two reports
    OTHER_ORIGIN = "other_origin"
    SILENCE = "silence"  # why little was heard on some days
    SIGN = "sign"  # an estimate
    UNDO = "undo"  # another decision


class ReviewState(StrEnum):
    """Whether a person answers for an estimate."""

    NOT_REVIEWED = "not_reviewed"
    AWAITS_SECOND = "awaits_second"  # signed by one person where the story asks for two
    SIGNED = "signed"
    CHANGED = "changed"  # since it was signed: to be signed anew


class EstimateKind(StrEnum):
    """What can be said of a toll."""

    COUNT = "count"
    FLOOR_ONLY = "floor_only"
    RANGE = "range"
    CONFLICTING = "conflicting"
    NOTHING = "nothing"


class Outcome(StrEnum):
    """What came of asking an address."""

    FOUND = "found"
    GONE = "gone"  # 404 or 410: what stood there before does so no more


# ---------------------------------------------------------------------------------------------------------------- texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words of a report: code points ``start`` to ``end`` of `Report.text`, which are ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A typed stretch of a report's text. Blocks are in order and do not overlap; nothing is cut out.

    ``locator`` says where in the bytes as acquired the block stands (an XPath for HTML), ``None`` where text is the source.
    """

    kind: BlockKind
    start: int
    end: int
    locator: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A repair: ``text[start:end]`` of the report was ``original`` in what was acquired (mojibake, an entity)."""

    start: int
    end: int
    original: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Code points ``start`` to ``end`` of one sentence, within one block (its index in `Report.blocks`)."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When the world was told: a day or an instant, never guessed.

    Exactly one of ``day`` and ``instant`` (aware) is set. A day counts as known from its end in the story's zone.
    """

    day: date | None = None
    instant: datetime | None = None
    found: DateFound
    words: str | None = None

    def known_at(self, zone: ZoneInfo) -> datetime:
        """The instant from which a reader of the story could know the report."""
        if self.instant is not None:
            return self.instant
        assert self.day is not None  # one of the two is set, by construction
        return datetime.combine(self.day, time(23, 59), zone)

    def local_day(self, zone: ZoneInfo) -> date:
        """The calendar day of publication, in ``zone``."""
        return self.day if self.day is not None else self.known_at(zone).astimezone(zone).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One version of one report, as read. ``text`` is frozen; every span points into it."""

    id: str
    name: str  # what the person who read it in calls it: a path, a URL, "stdin:3"
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    agency: str | None = None
    published: Published | None = None
    updated: Published | None = None
    language: str | None = None
    translated_from: str | None = None
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    edits: tuple[Edit, ...] = ()
    raw: str  # sha256, hex, of the bytes as acquired
    version_of: str | None = None

    def words(self, start: int, end: int) -> Span:
        """The span of code points ``start`` to ``end``."""
        return Span(start=start, end=end, text=self.text[start:end])

    def sentence_at(self, position: int) -> Span | None:
        """The sentence that holds code point ``position``, or ``None`` (boilerplate has no sentences)."""
        for s in self.sentences:
            if s.start <= position < s.end:
                return self.words(s.start, s.end)
        return None


# --------------------------------------------------------------------------------------------------------------- claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """The interval that the words of a figure state, bounds included; ``None`` is open.

    more than N: ``N+1, None``; at least N: ``N, None``; nearly, close to, up to N: ``None, N``; dozens: ``24, 99``.
    Vague intervals are a convention for matching: no estimate prints or adds them. Money is in whole units of ``unit``.
    """

    low: int | None
    high: int | None
    qualifier: Qualifier
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Of whom, where and when a figure is, as worded."""

    who: str | None = None
    who_class: WhoClass | None = None  # None for things
    side: Side = Side.NOT_SAID
    label: str | None = None  # a speaker's word for them: "armed criminals"
    labelled_by: str | None = None
    group: str | None = None  # children, women, foreigners, journalists ...
    where: str | None = None
    where_span: Span | None = None
    when: str | None = None
    when_span: Span | None = None
    extent: Extent | None = None
    coverage: str | None = None  # "all stated", "excludes soldiers"; None: not said
    by_whom: str | None = None
    cause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """According to whom. ``said_by`` is nearest to the origin; ``via`` those who passed it on, from the origin outward."""

    said_by: str | None = None
    said_by_span: Span | None = None
    cue: str | None = None
    via: tuple[str, ...] = ()
    said_on: str | None = None  # as worded: "Sunday"
    own_observation: bool = False  # "our correspondents counted 12 bodies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One figure, of one measure, given by one source, in one report: what its report says, and nothing else.

    ``standing`` is as told there. What became of the figure since is its status, derived from links.
    ``part_of`` is the figure, as worded in the same report, that this one is a part of.
    """

    id: str
    report: str
    sentence: Span
    figure: Span
    measure: Measure
    object: str | None = None
    quantity: Quantity
    scope: Scope
    attribution: Attribution
    standing: Standing = Standing.ASSERTED
    hedge: str | None = None  # the words that weaken it
    disputed_by: str | None = None
    fate_told_by: str | None = None  # who says that it was withdrawn, corrected or disavowed
    replaces: str | None = None  # the earlier figure that the report says it replaces, as worded ("18" in "rose from 18 to 26")
    restates: bool = False  # told as an earlier or known figure ("the previous toll of 164")
    frame: Frame = Frame.CURRENT
    part_of: str | None = None
    part_of_claim: str | None = None  # id of that claim, where it was read
    count_basis: str | None = None  # bodies, hospital records, named list, own observation
    rule: str

    @property
    def counted(self) -> str | None:
        """What is counted where it is not people one by one: the thing, or households, which are never added to people."""
        return self.object or ("household" if self.quantity.unit == "household" else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something done or said (a curfew, a clash, an appeal), told by one report: what the report says, and nothing else.

    ``act`` is the words that tell it, ``word`` a finer word than ``kind`` (`docs/acts.md`). Who did it, to whom, where and when
    are as worded. ``says`` is true where it is a statement, and so was done on the day on which it was said.
    """

    id: str
    report: str
    sentence: Span
    act: Span
    kind: ActKind
    word: str
    says: bool = False
    actor: Span | None = None
    target: Span | None = None
    where: Span | None = None
    when: Span | None = None
    attribution: Attribution
    standing: Standing = Standing.ASSERTED
    hedge: str | None = None  # the words that weaken it
    frame: Frame = Frame.CURRENT
    rule: str


def report_id(text: str, *, url: str | None, publisher: str | None, name: str) -> str:
    """The id of a report's version: of where it stood (its address, else publisher and name) and of its text."""
    where = url or f"{publisher or ''}\n{name}"
    return "r" + hashlib.sha256(f"{where}\n\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def address_id(url: str) -> str:
    """The id of an address: what an index may hold of it."""
    return "a" + hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def claim_id(report: str, figure: Span, measure: Measure, object: str | None) -> str:
    """The id of a claim: of its report's version, the span of its figure, and what is counted."""
    key = f"{report}:{figure.start}:{figure.end}:{measure}:{object or ''}"
    return "c" + hashlib.sha256(key.encode()).hexdigest()[:16]


def action_id(report: str, act: Span, kind: ActKind, word: str) -> str:
    """The id of an act: of its report's version, the span of its words, and what it is."""
    return "a" + hashlib.sha256(f"{report}:{act.start}:{act.end}:{kind}:{word}".encode()).hexdigest()[:16]


# ----------------------------------------------------------------------------------------------------------- resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An issuing body. ``unspecified`` bodies ("authorities", "officials") are never succeeded by, added to or counted
    beside a named one. ``party_to`` is the side in a story ("state", "opposition"); independence is counted by it."""

    id: str
    name: str
    kind: SourceKind
    country: str | None = None  # ISO 3166-1 alpha-2
    party_to: str | None = None
    unspecified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the gazetteer. ``within`` holds the ids of what contains it, nearest first.

    ``precision`` is coded as UCDP's where_prec: 1 exact point ... 3 second-level unit, 4 first-level unit, 6 country.
    ``without`` names a part that is left out ("eastern Libya without Derna").
    """

    id: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: int
    within: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    zone: str | None = None  # IANA time zone, where known


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Days ``start`` to ``end``, both included; ``precision`` is day, week, month, year or range."""

    start: date
    end: date
    precision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What the wordings of one claim stand for, by which rules. A later one supersedes; none is erased."""

    claim: str
    source: Source | None = None
    via: tuple[Source, ...] = ()
    place: Place | None = None
    occurred: Interval | None = None
    said_on: date | None = None
    story: str | None = None
    by: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An event that reports tell of. ``rule`` says in words what counts, where, until when."""

    id: str
    title: str
    place: Place | None = None
    zone: str = "UTC"
    start: date | None = None
    end: date | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A judgement by a named rule or a person. A later link of the same subject, relation and object supersedes."""

    subject: str
    relation: Relation
    object: str
    at: datetime | None  # when it took effect (was published); None: not known, takes part in no as-of
    holds: bool = True
    by: str  # "reconcile.repeats 0.1" or "person:p7"
    reason: str
    dimension: str | None = None  # of part_of: side, place, group
    exhaustive: bool = False


# ------------------------------------------------------------------------------------------------------------ judgement


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

    def telling(self, report: str) -> Report | None:
        """The report of an act, whether it has figures or none."""
        return self.reports.get(report) or self.acting.get(report)

    @property
    def rejected(self) -> tuple[Claim, ...]:
        """Claims that a person rejected, as they were read."""
        kept = {c.id for c in self.claims}
        return tuple(c for k, c in self.as_read.items() if k not in kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """One origin, however many carriers. ``origin`` is the claim nearest to it; ``carriers`` are claims, it included."""

    origin: str
    carriers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A claim that is shown and not counted, and why."""

    claim: str
    low: int | None
    high: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """A claim that another party rejects; it counts all the same."""

    claim: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One addend of a sum."""

    claim: str
    low: int
    who: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fault in the data: said, placed, and worked around. `docs/problems.md` lists the codes."""

    code: str
    message: str
    report: str | None = None
    span: Span | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeKey:
    """What an estimate is of: a measure and object, for a side, a group and a place."""

    measure: Measure
    object: str | None = None
    side: Side | None = None  # None: everybody
    group: str | None = None
    where: Place | None = None  # None: the whole story


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Who was heard on one day of a story: bodies and reports that gave a figure of their own, by side; and known reasons why
    little was. No figure is not calm."""

    day: date
    reports: int
    sides: tuple[tuple[str, tuple[str, ...]], ...]  # side, and the names of those heard on it; "" where none is known
    reasons: tuple[str, ...] = ()

    @property
    def origins(self) -> int:
        """How many were heard."""
        return sum(len(names) for _, names in self.sides)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Who signed an estimate, in which entry; where it has changed since, what was signed then."""

    state: ReviewState = ReviewState.NOT_REVIEWED
    by: tuple[str, ...] = ()
    entry: int | None = None
    recorded: datetime | None = None
    signed: Signed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What can be said of one toll as of a moment. ``best`` is set only where ``kind`` is count; ``high`` None is open."""

    story: str
    scope: ScopeKey
    as_of: datetime
    upto: int
    kind: EstimateKind
    low: int | None = None
    best: int | None = None
    high: int | None = None
    terms: tuple[Term, ...] = ()
    basis: tuple[Lineage, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    disputed: tuple[Disputed, ...] = ()
    shown: tuple[str, ...] = ()  # claims shown and in no bound: outdated, vague, parts
    problems: tuple[Problem, ...] = ()
    words: tuple[str, ...] = ()  # vague figures, as worded ("dozens of protesters")
    sentence: str = ""
    method: str = ""
    reviewed_by: str | None = None
    review: Review = Review()


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One act, as all reports of a story tell it, the first told first. Worked out like an estimate, never stored.

    ``dated`` says how its day is known: told to have been then ("occurred"), said then ("said"), or only told of by the day on
    which the report was published ("published").
    """

    kind: ActKind
    word: str
    days: Interval
    dated: str
    place: Place | None
    acts: tuple[Action, ...]

    @property
    def standing(self) -> Standing:
        """Disputed where anybody disputes it; else as firm as its firmest telling: unverified only where nobody asserts it."""
        found = [a.standing for a in self.acts]
        if Standing.DISPUTED in found:
            return Standing.DISPUTED
        return min(found, key=list(Standing).index)


# --------------------------------------------------------------------------------------------------------------- ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report version read by one version of an extractor. The latest Reading is in force; earlier ones stay."""

    report: Report
    extractor: str  # "extract.rules 0.1"
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...] = ()
    actions: tuple[Action, ...] = ()  # none in a reading of before acts were read


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person writes in the place of what was read. ``None`` leaves a field as it is; an empty text clears it."""

    measure: Measure | None = None
    object: str | None = None
    quantity: Quantity | None = None
    who: str | None = None
    side: Side | None = None
    group: str | None = None
    where: str | None = None
    place: Place | None = None  # what ``where`` stands for
    said_by: str | None = None
    source: Source | None = None  # what ``said_by`` stands for
    said_on: date | None = None
    standing: Standing | None = None
    frame: Frame | None = None
    figure: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person sets for a story; ``None`` leaves it as it is. ``signers`` is how many must sign a first publication."""

    title: str | None = None
    zone: str | None = None
    rule: str | None = None
    signers: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What a person put a name under: an estimate's scope, moment and bounds, and the entry up to which it was worked out.

    It holds no words of a report, so that an erasure leaves none behind.
    """

    scope: ScopeKey
    as_of: datetime
    upto: int
    policy: str
    kind: EstimateKind
    low: int | None
    best: int | None
    high: int | None
    set_aside: tuple[str, ...] = ()  # claims
    disputed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's act on the record. ``subject`` is the id of what it is about, ``objects`` of what else it names.

    ``on`` is the number of the last entry that the person had seen. Which other fields are set follows from ``act``.
    """

    act: Act
    subject: str
    reason: str
    value: str | None = None
    objects: tuple[str, ...] = ()
    on: int | None = None
    correction: Correction | None = None
    settings: Settings | None = None
    source: Source | None = None
    days: Interval | None = None
    signed: Signed | None = None


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
class Decided:
    """A decision as it stands in the ledger: entry ``number``, when, by whom; ``undone`` is the entry that undid it."""

    number: int
    recorded: datetime
    by: str
    decision: Decision
    undone: int | None = None


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The last minute of ``day`` in ``zone``: what "as of a day" means."""
    return datetime.combine(day, time(23, 59), zone)


def day_range(start: date, end: date) -> tuple[date, ...]:
    """The days from ``start`` to ``end``, both included."""
    return tuple(start + timedelta(days=n) for n in range((end - start).days + 1))
