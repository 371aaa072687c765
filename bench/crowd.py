"""A ledger of any size: reports of made-up crises, with claims and what they stand for, the same in every run.

One story has a thousand reports of five claims; the others have one to forty reports, small ones more often.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tollbook.model import (
    Attribution,
    Block,
    BlockKind,
    Claim,
    DateFound,
    Measure,
    Place,
    Published,
    Qualifier,
    Quantity,
    Report,
    Resolution,
    Scope,
    Sentence,
    Source,
    SourceKind,
    Story,
    claim_id,
    report_id,
)

LARGE = 1000  # reports of the large story
CLAIMS = 5  # of each report
START = datetime(2020, 1, 1, tzinfo=UTC)
MEASURES = (Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.ARRESTED, Measure.KILLED)
VERBS = ("were killed", "were injured", "are missing", "were arrested", "have died")
BODIES = ("Health Ministry", "Interior Ministry", "police", "governor", "Red Crescent", "fire service", "coroner", "army")
COUNTRIES = ("KZ", "LB", "LY", "TR", "IN", "PE", "NG", "PH", "MX", "IT")
SYLLABLES = "ba ko ri ta mun sel dor vy hal pe nor zi lam gur ost wen fa chi bru tal mo kes ".split()
FILLING = (
    "Shops stayed closed, and few cars were seen in the streets around the central square.",
    "A meeting of the cabinet was called for the evening.",
    "Telephone lines were down, and the mobile network worked for two hours a day.",
    "The road to the coast was opened again, and lorries with water came in from the south.",
    "People stood in line for bread from five in the morning.",
    "Schools will stay shut until the end of the week.",
    "A commission is to look at what had gone wrong.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crisis:
    """A made-up crisis: its story, its place, and the names that its reports tell."""

    story: Story
    place: Place
    names: tuple[str, ...]
    start: datetime
    toll: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One report, ready to be recorded."""

    crisis: Crisis
    report: Report
    claims: tuple[Claim, ...]
    resolutions: tuple[Resolution, ...]


def told(reports: int, *, first: int = 0, seed: int = 20220109) -> Iterator[Told]:
    """``reports`` reports, story by story; ``first`` is the number of the first story, so that more can be added later."""
    chance = random.Random(seed + first)
    number, left = first, reports
    while left > 0:
        size = LARGE if number == 0 and left >= 2 * LARGE else min(left, max(1, int(chance.paretovariate(0.9))), 40)
        crisis = _crisis(number, random.Random(seed * 1_000_003 + number))
        for n in range(size):
            yield _told(crisis, n, size, chance)
        number, left = number + 1, left - size


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3)).capitalize()


def _crisis(number: int, chance: random.Random) -> Crisis:
    country, town = chance.choice(COUNTRIES), _name(chance)
    place = Place(
        id=f"b{number}", name=town, country=country, lat=None, lon=None, precision=1, within=(f"c{country}",), zone="UTC"
    )
    start = START + timedelta(hours=number % 40_000)
    story = Story(id=f"{town.lower()}-{number}", title=f"Flood in {town}", place=place, start=start.date(), end=start.date())
    names = tuple(_name(chance) for _ in range(8))
    return Crisis(story=story, place=place, names=names, start=start, toll=chance.randint(3, 400))


def _told(crisis: Crisis, n: int, size: int, chance: random.Random) -> Told:
    published = crisis.start + timedelta(minutes=37 * n)
    town, names = crisis.place.name, crisis.names
    headline = f"Flood in {town}: what is known, part {n + 1}"
    lines = [headline, f"The river {names[0]} broke its banks at {town} near {names[1]}, and {names[2]} was cut off."]
    figures = []
    for k in range(CLAIMS):
        toll, who = crisis.toll + n // 4 + 11 * k, BODIES[(n + k) % len(BODIES)]
        figures.append((len(lines), toll, who))
        lines.append(f"{toll:,} people {VERBS[k]} in {town}, the {who} said.")
    lines += [f"{chance.choice(names)} and {chance.choice(names)} lie lower.", *chance.sample(FILLING, 3)]
    text = "\n\n".join(lines)
    starts = [sum(len(x) + 2 for x in lines[:k]) for k in range(len(lines))]
    spans = [(a, a + len(x)) for a, x in zip(starts, lines, strict=True)]
    name = f"https://{chance.choice(names).lower()}.example/{crisis.story.id}/{n}"
    key = report_id(text, url=name, publisher=None, name=name)
    kinds = [BlockKind.HEADLINE, *([BlockKind.BODY] * (len(lines) - 1))]
    report = Report(
        id=key,
        name=name,
        url=name,
        title=headline,
        published=Published(instant=published, found=DateFound.METADATA),
        text=text,
        blocks=tuple(Block(kind=kind, start=a, end=b) for kind, (a, b) in zip(kinds, spans, strict=True)),
        sentences=tuple(Sentence(start=a, end=b, block=k) for k, (a, b) in enumerate(spans)),
        raw="0" * 64,
    )
    claims = tuple(_claim(report, k, spans[at], toll, who) for k, (at, toll, who) in enumerate(figures))
    resolved = tuple(_resolution(c, crisis, published) for c in claims)
    return Told(crisis=crisis, report=report, claims=claims, resolutions=resolved)


def _claim(report: Report, k: int, sentence: tuple[int, int], toll: int, who: str) -> Claim:
    figure = report.words(sentence[0], sentence[0] + len(f"{toll:,}"))
    return Claim(
        id=claim_id(report.id, figure, MEASURES[k], None),
        report=report.id,
        sentence=report.words(*sentence),
        figure=figure,
        measure=MEASURES[k],
        quantity=Quantity(low=toll, high=toll, qualifier=Qualifier.EXACT),
        scope=Scope(who="people"),
        attribution=Attribution(said_by=f"the {who}", cue="said"),
        rule="bench",
    )


def _resolution(claim: Claim, crisis: Crisis, published: datetime) -> Resolution:
    who = (claim.attribution.said_by or "").removeprefix("the ")
    country = crisis.place.country or ""
    source = Source(id=f"{country.lower()}:{who}", name=who, kind=SourceKind.MINISTRY, country=country)
    return Resolution(claim=claim.id, source=source, place=crisis.place, said_on=published.date(), by="bench")
