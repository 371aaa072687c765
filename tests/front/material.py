"""Stories for the page: the examples of the package, and one of three short reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from publish.material import book, report
from tollbook.model import Book, Report, Resolution
from tollbook.pipeline import resolutions_of
from tollbook.reconcile import judge
from tollbook.resolve import open_gazetteer

AT = datetime(2022, 9, 1, tzinfo=UTC)

SHORT = {
    "2022-01-07.txt": "ALMATY, 7 January 2022 - The interior ministry said that 18 police officers had been killed.\n",
    "2022-01-09.txt": "ALMATY, 9 January 2022 - The health ministry said on Sunday that 164 people had been killed.\n",
    "2022-01-13.txt": (
        "ALMATY, 13 January 2022 - The health ministry withdrew its figure of 164 people killed, saying that it was an error.\n"
        "More than 2,000 people were injured, it said.\n"
    ),
}


def example_reports() -> Path:
    """The example reports of the package."""
    return Path(str(resources.files("tollbook") / "examples" / "kazakhstan-2022"))


def judged(*reports: Report, title: str = "Unrest in Examplia") -> Book:
    """A book of ``reports`` with the links that the rules make."""
    found = book(*reports, title=title)
    gazetteer = open_gazetteer()
    known: dict[str, Resolution] = {}
    for one in reports:
        known |= resolutions_of(one, tuple(c for c in found.claims if c.report == one.id), gazetteer)
    found = replace(found, resolutions=known)
    return replace(found, links=judge(found))


def short() -> Book:
    """A figure given, then withdrawn, and four days of silence between."""
    return judged(*(report(text, name) for name, text in SHORT.items()))
