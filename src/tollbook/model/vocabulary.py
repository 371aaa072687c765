"""The vocabularies: what is counted, how a figure is worded and stands, who says it, what people decide."""

from __future__ import annotations

from enum import StrEnum


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
    """What a stretch of a report's text is. Boilerplate and pull quotes give no claims."""

    HEADLINE = "headline"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    LIST = "list"
    TABLE = "table"
    CAPTION = "caption"
    QUOTATION = "quotation"
    PULL_QUOTE = "pull_quote"  # words of the report itself, set apart to catch the eye
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
    POSSIBLY_DERIVED = "possibly_derived"  # report -> report: in other words, what that one tells; no origin meanwhile
    RESTATES = "restates"  # claim -> claim: the same figure, said again
    UPDATES = "updates"  # claim -> claim: the same body's later count
    CORRECTED_BY_ORIGIN = "corrected_by_origin"
    WITHDRAWN_BY_ORIGIN = "withdrawn_by_origin"
    DISAVOWED_BY_ORIGIN = "disavowed_by_origin"
    RETRACTED_BY_PUBLISHER = "retracted_by_publisher"
    DISPUTED_BY = "disputed_by"
    DIFFERS_FROM_EARLIER = "differs_from_earlier"
    MIXES_MEASURES = "mixes_measures"  # a figure that is the sum of two others: 4,578 hurt is 225 dead and 4,353 hurt
    OUTSIDE_RULE = "outside_rule"  # claim -> story: its inclusion rule leaves the claim out; worked out, never stored
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
