"""Sources: which body a wording stands for; bodies that are one; a body that is two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from tollbook.deciding.record import Clock, record
from tollbook.errors import UsageError
from tollbook.ledger import Ledger
from tollbook.ledger.overlay import source_subject, wording_id
from tollbook.model import Act, Book, Decided, Decision, Source, SourceKind


def sources_of(book: Book) -> dict[str, Source]:
    """The bodies to which a story's wordings lead, by id."""
    found: dict[str, Source] = {}
    for r in book.resolutions.values():
        for s in (r.source, *r.via):
            if s is not None:
                found.setdefault(s.id, s)
    return dict(sorted(found.items()))


def new_source(name: str, kind: SourceKind, *, country: str | None = None, party_to: str | None = None) -> Source:
    """A body that no table knows, as a person describes it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    slug = re.sub(r"\W+", "-", plain).strip("-") or "unnamed"
    return Source(id=f"hand:{(country or 'xx').lower()}:{slug}", name=name, kind=kind, country=country, party_to=party_to)


def name_source(
    ledger: Ledger,
    wordings: Sequence[str],
    source: Source,
    *,
    by: str,
    now: Clock,
    story: str | None = None,
    reason: str = "",
    on: int | None = None,
) -> Decided:
    """Each of ``wordings`` ("the ministry") stands for ``source``: in one story, or in all of the ledger."""
    if not wordings or not all(w.strip() for w in wordings):
        raise UsageError("No wording is given.", "Give the words by which reports name the source.")
    first, *others = dict.fromkeys(wording_id(w, story) for w in wordings)
    decision = Decision(
        act=Act.NAME_SOURCE, subject=first, objects=tuple(others), reason=reason, value=story, source=source, on=on
    )
    return record(ledger, [decision], by=by, now=now, stories=_stories(ledger, story))


split_source = name_source  # some wordings of one body are another's: the same act, by the name that people look for


def merge_sources(
    ledger: Ledger,
    into: Source,
    others: Sequence[Source],
    *,
    by: str,
    now: Clock,
    reason: str = "",
    on: int | None = None,
) -> Decided:
    """``others`` are the body ``into``, in every story. An unspecified source ("authorities") is merged with no named body."""
    if not others or into.id in {o.id for o in others}:
        raise UsageError(f"{into.name} is merged with another body, not with itself.", "Name two.")
    vague = next((o for o in others if o.unspecified is not into.unspecified), None)
    if vague is not None:
        one, other = (vague, into) if vague.unspecified else (into, vague)
        raise UsageError(
            f"{one.name!r} names no body: it cannot be merged with {other.name!r}.",
            "Where a report means that body by it, name the wording: it then stands for the body in that story.",
        )
    merged = tuple(dict.fromkeys(source_subject(o.id) for o in others))
    decision = Decision(act=Act.MERGE_SOURCES, subject=source_subject(into.id), objects=merged, reason=reason, source=into, on=on)
    return record(ledger, [decision], by=by, now=now, stories=_stories(ledger, None))


def rename_source(
    ledger: Ledger, source: Source, name: str, *, by: str, now: Clock, reason: str = "", on: int | None = None
) -> Decided:
    """Gives a body another name, in every story; its id stays."""
    if not name.strip():
        raise UsageError("The name is empty.", "Give the name by which the body is to be printed.")
    subject = source_subject(source.id)
    decision = Decision(act=Act.MERGE_SOURCES, subject=subject, reason=reason, source=replace(source, name=name.strip()), on=on)
    return record(ledger, [decision], by=by, now=now, stories=_stories(ledger, None))


def _stories(ledger: Ledger, story: str | None) -> list[str]:
    return [story] if story is not None else [s.id for s in ledger.stories()]
