"""Stories of our own: short reports in a docstring, read as a user's are; or claims made by hand where a figure must be exact.

A docstring holds reports, each under a line that says who published it and when::

    --- Morning Paper, 2022-01-09T18:00+06:00
    The health ministry said 164 people had been killed.
    --- Evening Paper
    Undated: no day stands after the outlet's name. A paragraph is one line, however it is wrapped here.

`told` reads, extracts, resolves and judges them, all in one story. `made` does the last step alone, over `Fig`s.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from tollbook.acquire import Acquired
from tollbook.extract.rules import RulesExtractor
from tollbook.model import (
    Attribution,
    Block,
    BlockKind,
    Book,
    Claim,
    DateFound,
    Estimate,
    Extent,
    Link,
    Measure,
    Place,
    Published,
    Qualifier,
    Quantity,
    Relation,
    Report,
    Resolution,
    Scope,
    ScopeKey,
    Sentence,
    Side,
    Source,
    SourceKind,
    Standing,
    Story,
    claim_id,
    end_of,
    report_id,
)
from tollbook.read import read
from tollbook.reconcile import estimate, estimates, judge
from tollbook.resolve import Gazetteer, assign, open_gazetteer, resolve, retitled

_HEAD = re.compile(r"^--- ([^,\n]+?)(?:, (\S+))?$", re.M)


# ------------------------------------------------------------------------------------------------------- as a user reads


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the package, opened once."""
    return open_gazetteer()


def reports_in(words: str) -> tuple[Report, ...]:
    """The reports of a docstring, in its order; nothing but reports may stand in it."""
    pieces = _HEAD.split(inspect.cleandoc(words))
    assert not pieces[0].strip(), f"before the first report stands {pieces[0]!r}"
    return tuple(_report(*piece) for piece in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True))


def _report(outlet: str, when: str | None, text: str) -> Report:
    body = re.sub(r"(?<!\n)\n(?!\n)", " ", text.strip())  # the lines of a docstring are no lines of its report
    name = f"{outlet} {when or 'undated'}"
    (report,), _ = read(
        Acquired(name=name, raw=body.encode(), media="text/plain", body=body, publisher=outlet, published=when),
    )
    return report


def told(words: str, *, order: Sequence[int] | None = None) -> Book:
    """The judged story of a docstring's reports; ``order`` reads them in another order than they stand in."""
    reports = reports_in(words)
    return read_as_one([reports[n] for n in order] if order is not None else reports)


def read_as_one(reports: Sequence[Report]) -> Book:
    """All of ``reports`` extracted, resolved and judged as one story: that of the first with claims."""
    claims: list[Claim] = []
    resolutions: dict[str, Resolution] = {}
    story: Story | None = None
    for report in reports:
        own = RulesExtractor().extract(report)
        resolved = resolve(report, own, gazetteer())
        claims += own
        resolutions |= {r.claim: r for r in resolved}
        story = story or (assign(report, own, resolved, (), gazetteer()).story if own else None)
    assert story is not None, "no claim was read in any of the reports"
    book = Book(
        story=story, reports={r.id: r for r in reports}, claims=tuple(claims), resolutions=resolutions, links=(), upto=len(claims)
    )
    return judged(replace(book, story=retitled(book)))


def judged(book: Book) -> Book:
    """``book`` with the links that the rules make, a person's kept."""
    return replace(book, links=(*judge(book), *(x for x in book.links if x.by.startswith("person:"))))


# ---------------------------------------------------------------------------------------------------------- made by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Fig:
    """A figure made by hand. ``by`` None is the report's own voice; ``part_of`` is the place in its report of its whole."""

    number: int
    top: int | None = None  # of a range
    by: Source | None = None
    said: date | None = None
    qualifier: Qualifier = Qualifier.EXACT
    measure: Measure = Measure.KILLED
    side: Side = Side.NOT_SAID
    group: str | None = None
    place: Place | None = None
    standing: Standing = Standing.ASSERTED
    disputed_by: str | None = None
    replaces: str | None = None
    restates: bool = False
    extent: Extent | None = None
    part_of: int | None = None
    via: tuple[Source, ...] = ()
    words: str = ""  # that follow it in its sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Rep:
    """A report made by hand: its outlet, when it was published (None: undated), and its figures."""

    outlet: str
    published: date | datetime | None
    figures: tuple[Fig, ...]


def rep(outlet: str, published: date | datetime | None, *figures: Fig) -> Rep:
    """A report made by hand."""
    return Rep(outlet=outlet, published=published, figures=figures)


CITY = Place(
    id="p:city",
    name="Rivermouth",
    country="KZ",
    lat=43.2,
    lon=76.9,
    precision=1,
    within=("p:region", "p:country"),
    zone="Asia/Almaty",
)
REGION = Place(id="p:region", name="Rivershire", country="KZ", lat=43.0, lon=77.0, precision=4, within=("p:country",))
COUNTRY = Place(id="p:country", name="Riverland", country="KZ", lat=48.0, lon=68.0, precision=6, zone="Asia/Almaty")
OTHER_CITY = Place(id="p:hill", name="Hilltown", country="KZ", lat=50.0, lon=70.0, precision=1, within=("p:country",))


def body(name: str, kind: SourceKind = SourceKind.MINISTRY, party: str | None = "kz state") -> Source:
    """A named body, of the state unless ``party`` says otherwise."""
    slug = name.casefold().replace(" ", "-")
    return Source(id=f"kz:{slug}", name=name, kind=kind, country="KZ", party_to=party)


HEALTH = body("Health Ministry")
INTERIOR = body("Interior Ministry")
MONITOR = body("River Monitor", SourceKind.MONITOR, None)
CROSS = body("Relief Cross", SourceKind.AID, None)
AUTHORITIES = Source(
    id="kz:state", name="authorities", kind=SourceKind.GOVERNMENT, country="KZ", party_to="kz state", unspecified=True
)
RESIDENTS = Source(id="nobody:residents", name="residents", kind=SourceKind.WITNESS, unspecified=True)
AGENCY = Source(id="agency:wire", name="Wire", kind=SourceKind.AGENCY)


def made(*reports: Rep, home: Place | None = COUNTRY) -> Book:
    """The judged story of reports made by hand, of ``home``."""
    story = Story(id="made", title="Made", place=home, zone="Asia/Almaty")
    texts = [_made(r) for r in reports]
    return judged(
        Book(
            story=story,
            reports={report.id: report for report, _, _ in texts},
            claims=tuple(c for _, claims, _ in texts for c in claims),
            resolutions={r.claim: r for _, _, resolved in texts for r in resolved},
            links=(),
            upto=len(texts),
        )
    )


def _made(rep: Rep) -> tuple[Report, tuple[Claim, ...], tuple[Resolution, ...]]:
    """A report whose sentences hold nothing but the figures: no words narrow them, none are shared with another's."""
    lines = [f"{f.number} {f.measure.value}{f' {f.words}' if f.words else ''}." for f in rep.figures]
    text = " ".join(lines)
    rid = report_id(text, url=None, publisher=rep.outlet, name=f"{rep.outlet} {rep.published}")
    starts = [sum(len(x) + 1 for x in lines[:k]) for k in range(len(lines))]
    ends = [a + len(x) for a, x in zip(starts, lines, strict=True)]
    report = Report(
        id=rid,
        name=rep.outlet,
        publisher=rep.outlet,
        published=_published(rep.published),
        text=text,
        blocks=(Block(kind=BlockKind.BODY, start=0, end=len(text)),),
        sentences=tuple(Sentence(start=a, end=b, block=0) for a, b in zip(starts, ends, strict=True)),
        raw="0" * 64,
    )
    claims: list[Claim] = []
    for k, f in enumerate(rep.figures):
        whole = claims[f.part_of] if f.part_of is not None else None
        claims.append(_claim(report, f, starts[k], ends[k], whole))
    resolved = tuple(
        Resolution(claim=c.id, source=f.by, via=f.via, place=f.place, said_on=f.said, story="made", by="made by hand")
        for c, f in zip(claims, rep.figures, strict=True)
    )
    return report, tuple(claims), resolved


def _published(when: date | datetime | None) -> Published | None:
    if when is None:
        return None
    if isinstance(when, datetime):
        return Published(instant=when, found=DateFound.METADATA)
    return Published(day=when, found=DateFound.METADATA)


def _claim(report: Report, f: Fig, start: int, end: int, whole: Claim | None) -> Claim:
    figure = report.words(start, start + len(str(f.number)))
    return Claim(
        id=claim_id(report.id, figure, f.measure, None),
        report=report.id,
        sentence=report.words(start, end),
        figure=figure,
        measure=f.measure,
        quantity=quantity(f.number, f.qualifier, f.top),
        scope=Scope(side=f.side, group=f.group, where=f.place.name if f.place else None, extent=f.extent),
        attribution=Attribution(said_by=f.by.name if f.by else None, said_on=f.said.isoformat() if f.said else None),
        standing=f.standing,
        disputed_by=f.disputed_by,
        replaces=f.replaces,
        restates=f.restates,
        part_of=whole.figure.text if whole else None,
        part_of_claim=whole.id if whole else None,
        rule="made by hand",
    )


def quantity(number: int, qualifier: Qualifier = Qualifier.EXACT, top: int | None = None) -> Quantity:
    """The interval that a number with a qualifier states."""
    match qualifier:
        case Qualifier.MORE_THAN:
            return Quantity(low=number + 1, high=None, qualifier=qualifier)
        case Qualifier.AT_LEAST:
            return Quantity(low=number, high=None, qualifier=qualifier)
        case Qualifier.NEARLY | Qualifier.UP_TO:
            return Quantity(low=None, high=number, qualifier=qualifier)
        case Qualifier.BETWEEN | Qualifier.VAGUE:
            return Quantity(low=number, high=top if top is not None else number * 4, qualifier=qualifier)
        case _:
            return Quantity(low=number, high=number, qualifier=qualifier)


# ------------------------------------------------------------------------------------------------------------- questions


def moment_of(book: Book, as_of: str | None) -> datetime:
    """A moment as a user words it: a day (its end, in the story's zone), an hour, or the last that is known."""
    zone = ZoneInfo(book.story.zone)
    if as_of is None:
        return max(p.known_at(zone) for r in book.reports.values() if (p := r.published) is not None)
    if "T" not in as_of:
        return end_of(date.fromisoformat(as_of), zone)
    found = datetime.fromisoformat(as_of)
    return found if found.tzinfo is not None else found.replace(tzinfo=zone)


def toll(
    book: Book,
    measure: str = "killed",
    *,
    as_of: str | None = None,
    side: Side | None = None,
    group: str | None = None,
    where: Place | None = None,
    policy: str = "tollbook",
) -> Estimate:
    """The estimate of one scope, as of a moment, else of the last that is known."""
    scope = ScopeKey(measure=Measure(measure), side=side, group=group, where=where)
    return estimate(book, scope, moment_of(book, as_of), policy=policy)


def tolls(book: Book, as_of: str | None = None) -> tuple[Estimate, ...]:
    """All estimates of a story as of a moment."""
    return estimates(book, moment_of(book, as_of))


def bounds(e: Estimate) -> tuple[str, int | None, int | None, int | None]:
    """What an estimate says: kind, low, best, high."""
    return e.kind.value, e.low, e.best, e.high


def label(book: Book, claim: str) -> str:
    """A claim as a test names it: "164 Morning Paper"."""
    c = next(c for c in book.claims if c.id == claim)
    return f"{c.figure.text} {book.reports[c.report].publisher}"


def labels(book: Book, claims: Iterable[str]) -> set[str]:
    """Claims as a test names them."""
    return {label(book, c) for c in claims}


def links(book: Book, relation: Relation) -> set[tuple[str, str]]:
    """The links of one relation between claims, subject and object as a test names them."""
    return {(label(book, x.subject), label(book, x.object)) for x in book.links if x.relation is relation}


def repeats(book: Book) -> set[tuple[str | None, str | None]]:
    """Which outlet's report repeats which."""
    of = {k: r.publisher for k, r in book.reports.items()}
    return {(of[x.subject], of[x.object]) for x in book.links if x.relation is Relation.REPEATS}


def aside(book: Book, e: Estimate) -> set[str]:
    """What an estimate sets aside, as a test names it."""
    return labels(book, (s.claim for s in e.set_aside))


def codes(e: Estimate) -> set[str]:
    """The codes of an estimate's problems."""
    return {p.code for p in e.problems}


def person(book: Book, relation: Relation, subject: str, object: str, at: datetime | None = None) -> Book:
    """``book`` with a person's link between two claims, and judged anew."""
    ids = {label(book, c.id): c.id for c in book.claims}
    link = Link(subject=ids[subject], relation=relation, object=ids[object], at=at, by="person:p1", reason="looked at by hand")
    return judged(replace(book, links=(*book.links, link)))
