"""What the tests of the ledger record: reports in words of our own, and payloads of every shape that `model` allows."""

from __future__ import annotations

import types
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from tollbook.ledger import Ledger, open_ledger
from tollbook.model import (
    Attribution,
    Block,
    BlockKind,
    Claim,
    Link,
    Measure,
    Payload,
    Qualifier,
    Quantity,
    Reading,
    Relation,
    Report,
    Resolution,
    Scope,
    Sentence,
    Story,
    claim_id,
    report_id,
)

NOON = datetime(2022, 1, 10, 12, 0, tzinfo=UTC)
STORY = Story(id="almaty-2022", title="Unrest in Almaty, January 2022", zone="Asia/Almaty", start=date(2022, 1, 2))


def report_of(name: str, text: str) -> Report:
    """A report of one sentence."""
    return Report(
        id=report_id(text, url=None, publisher=None, name=name),
        name=name,
        text=text,
        blocks=(Block(kind=BlockKind.BODY, start=0, end=len(text)),),
        sentences=(Sentence(start=0, end=len(text), block=0),),
        raw="",
    )


def reading_of(ledger: Ledger, name: str, text: str, figures: Iterable[int], *, extractor: str = "extract.rules 0.1") -> Reading:
    """Keeps ``text`` as evidence and reads a claim of so many killed for each of ``figures``, which are in it."""
    raw = ledger.keep(text.encode())
    bare = report_of(name, text)
    report = Report(**{f.name: getattr(bare, f.name) for f in fields(Report)} | {"raw": raw})
    return Reading(report=report, extractor=extractor, claims=tuple(claim_of(report, n) for n in figures))


def claim_of(report: Report, figure: int) -> Claim:
    """``figure`` killed, according to the ministry."""
    start = report.text.index(str(figure))
    span = report.words(start, start + len(str(figure)))
    return Claim(
        id=claim_id(report.id, span, Measure.KILLED, None),
        report=report.id,
        sentence=report.words(0, len(report.text)),
        figure=span,
        measure=Measure.KILLED,
        quantity=Quantity(low=figure, high=figure, qualifier=Qualifier.EXACT),
        scope=Scope(who="people"),
        attribution=Attribution(said_by="the health ministry"),
        rule="killed.passive",
    )


def filed(reading: Reading, story: str = STORY.id) -> tuple[Resolution, ...]:
    """Each claim of ``reading`` under ``story``."""
    return tuple(Resolution(claim=c.id, story=story, by="resolve 0.1", reasons=("place and days",)) for c in reading.claims)


def link_of(subject: str, object: str, relation: Relation = Relation.RESTATES, *, holds: bool = True) -> Link:
    """A judgement by a rule."""
    return Link(subject=subject, relation=relation, object=object, at=NOON, holds=holds, by="reconcile 0.1", reason="same figure")


def append(ledger: Ledger, *payloads: Payload, after: int = 0) -> int:
    """Appends; the number of the last entry."""
    return ledger.append(payloads, by="tests 1", recorded=NOON + timedelta(minutes=after))[-1].number


GIVEN = "ALMATY, Jan 9 - The health ministry said 164 people had been killed, 103 of them in the city."
EARLIER = "ALMATY, Jan 6 - The city's police said that 18 officers had been killed."
WITNESS = "ALMATY, Jan 8 - Aigerim Testova, a nurse, said that she had counted 12 bodies in the yard."


def small_ledger(path: Path) -> Ledger:
    """Three reports with evidence, filed and linked; one is sealed, one erased: 13 entries."""
    ledger = open_ledger(path, create=True)
    given, earlier, witness = (
        reading_of(ledger, "given.txt", GIVEN, (164, 103)),
        reading_of(ledger, "earlier.txt", EARLIER, (18,)),
        reading_of(ledger, "witness.txt", WITNESS, (12,)),
    )
    append(ledger, STORY, given, *filed(given), earlier, *filed(earlier), after=1)
    append(ledger, witness, *filed(witness), link_of(given.claims[1].id, given.claims[0].id, Relation.PART_OF), after=2)
    append(ledger, link_of(witness.claims[0].id, earlier.claims[0].id, Relation.DIFFERS_FROM_EARLIER), after=3)
    ledger.seal(earlier.report.id, reason="an officer is named", by="person:p1", recorded=NOON + timedelta(hours=1))
    ledger.erase(witness.report.id, reason="asked for by the witness", by="person:p2", recorded=NOON + timedelta(hours=2))
    append(ledger, link_of(given.report.id, "almaty-2022", Relation.BELONGS_TO), after=200)
    return ledger


# ------------------------------------------------------------------------------------------ payloads of every shape

ANY_TEXT = st.text(st.characters(), max_size=12)  # half surrogate pairs among them: what a broken scrape can hold
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
BASIC: dict[Any, st.SearchStrategy[Any]] = {
    str: ANY_TEXT,
    int: st.integers(),
    bool: st.booleans(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    date: st.dates(),
    datetime: st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1), timezones=ZONES),
    types.NoneType: st.none(),
}


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Any value that a field of type ``kind`` may have, built from the dataclasses themselves."""
    if kind in BASIC:
        return BASIC[kind]
    if get_origin(kind) in (Union, types.UnionType):
        return st.one_of(*(values_of(k) for k in sorted(get_args(kind), key=lambda k: k is not types.NoneType)))
    if get_origin(kind) is tuple:
        return st.lists(values_of(get_args(kind)[0]), max_size=2).map(tuple)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return st.builds(kind, **{f.name: values_of(hints[f.name]) for f in fields(kind)})
    raise TypeError(f"no strategy for {kind}")
