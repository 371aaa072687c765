"""What a report's wordings are resolved in the light of: its country, its day, and what it named before."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date

from tollbook.model import BlockKind, Claim, Place, Report
from tollbook.resolve.country import countries_of
from tollbook.resolve.gazetteer import Entry, Gazetteer
from tollbook.resolve.mentions import Mention, mentions
from tollbook.resolve.namesakes import likeliest
from tollbook.resolve.naming import Kind
from tollbook.resolve.times import local_day
from tollbook.resolve.toponyms import toponyms

CITY = ("city",)
UNIT = ("admin1", "admin2", "region")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A report as its wordings see it.

    ``decided`` holds what its names of places stand for, in the light of the whole report;
    ``said`` are the wordings of its sources, with their positions; ``namings`` the other places where it names a body.
    """

    report: Report
    gazetteer: Gazetteer
    countries: tuple[str, ...]
    published: date | None
    mentions: tuple[Mention, ...]
    said: tuple[tuple[int, str], ...]
    namings: tuple[tuple[int, str], ...] = ()
    decided: Mapping[str, Place]

    @property
    def home(self) -> str | None:
        """The country that the report is about."""
        return self.countries[0] if self.countries else None

    def named_before(self, at: int, kinds: Container[str]) -> Entry | None:
        """The place of ``kinds``, in the report's country, that was named last before ``at``; else the first after it."""
        found = [
            (m.start, e) for m in self.mentions if m.kind in {"place", "capital"} and (e := self._at_home(m, kinds)) is not None
        ]
        before = [e for start, e in found if start < at]
        return before[-1] if before else found[0][1] if found else None

    def _at_home(self, m: Mention, kinds: Container[str]) -> Entry | None:
        own = likeliest(tuple(e for e in m.entries if e.place.country == self.home and e.kind != "country"), self.countries)
        return own if own is not None and own.kind in kinds else None

    def in_headline(self, at: int) -> bool:
        """Position ``at`` is in the headline: it speaks of what the text below tells."""
        return any(b.start <= at < b.end for b in self.report.blocks if b.kind is BlockKind.HEADLINE)


def setting_of(report: Report, claims: tuple[Claim, ...], gazetteer: Gazetteer) -> Setting:
    """The setting of ``report``, in which ``claims`` were read."""
    said: dict[tuple[int, str], None] = {}
    for c in claims:
        told = c.attribution
        if told.said_by is not None:
            said[told.said_by_span.start if told.said_by_span is not None else c.figure.start, told.said_by] = None
        said |= {(c.figure.start, v): None for v in told.via}
    names = toponyms(report, gazetteer) if any(c.scope.where for c in claims) else ()
    return Setting(
        report=report,
        gazetteer=gazetteer,
        countries=countries_of(report, gazetteer),
        published=local_day(report),
        mentions=mentions(report.text, gazetteer),
        said=tuple(sorted(said)),
        decided={t.span.text: t.place for t in names if t.kind in {Kind.PLACE, Kind.PART} and t.place is not None},
    )
