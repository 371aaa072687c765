"""Small books from reports written here, read and extracted by the real parts; estimates by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from tollbook.acquire import Acquired
from tollbook.extract.rules import RulesExtractor
from tollbook.model import (
    Book,
    Claim,
    Estimate,
    EstimateKind,
    Link,
    Measure,
    Report,
    ScopeKey,
    Story,
)
from tollbook.read import read

AS_OF = datetime(2022, 1, 16, 17, 59, 59, tzinfo=UTC)

FIRST = """Unrest leaves dozens dead

EXAMPLE CITY, Jan 6 - Police said dozens of protesters had been killed in the night.
The interior ministry said that 18 police officers had been killed and 748 injured.
"""
SECOND = """More than 160 dead in riots

The interior ministry said on Sunday that 26 protesters and 16 police officers had been killed.
A state channel said that 164 people had been killed. The health ministry later withdrew the figure of 164.
"""


def report(text: str, name: str = "wire-2022-01-10.txt", **stated: str) -> Report:
    """One report, as it is read from a file of that name."""
    (found,), _ = read(Acquired(name=name, raw=text.encode("utf-8", "surrogatepass"), media="text/plain", body=text, **stated))
    return found


def book(*reports: Report, links: Sequence[Link] = (), title: str = "Unrest in Examplia") -> Book:
    """A book of all figures of ``reports``."""
    claims = tuple(c for r in reports for c in RulesExtractor().extract(r))
    story = Story(
        id="examplia-unrest-2022-01", title=title, zone="Asia/Almaty", rule="Every figure of the unrest of January 2022."
    )
    return Book(story=story, reports={r.id: r for r in reports}, claims=claims, resolutions={}, links=tuple(links), upto=7)


def the_claim(of: Book, figure: str, measure: Measure = Measure.KILLED) -> Claim:
    """The one claim of ``of`` with that figure."""
    return next(c for c in of.claims if c.figure.text.casefold() == figure.casefold() and c.measure is measure)


def estimate(of: Book, **fields: object) -> Estimate:
    """An estimate of the killed, everybody, as of `AS_OF`."""
    given: dict[str, object] = {
        "story": of.story.id,
        "scope": ScopeKey(measure=Measure.KILLED),
        "as_of": AS_OF,
        "upto": 7,
        "kind": EstimateKind.FLOOR_ONLY,
    }
    return Estimate(**(given | fields))  # type: ignore[arg-type]  # fields by name
