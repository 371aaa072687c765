"""What later versions of its page say of a figure: that it stands, that another does, or none; and that the page is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from tollbook.model import Book, Claim, Report
from tollbook.publish.rows import Row, published_row
from tollbook.publish.terminal import wrapped


def versions_row(book: Book, claim: Claim, gone: Mapping[str, datetime]) -> Row | None:
    """Which version of its page a claim stands in, the first later one that says otherwise, and since when the page is gone.

    ``None`` where its page was seen in one version, and is there.
    """
    chain = versions_of(book, claim)
    place = next(n for n, r in enumerate(chain, 1) if r.id == claim.report)
    away = next((gone[r.id] for r in chain if r.id in gone), None)
    if len(chain) == 1 and away is None:
        return None
    dropped = next(
        (_dropped(book, claim, r, n) for n, r in enumerate(chain, 1) if n > place and not _stands(book, claim, r)), None
    )
    return {"number": place, "of": len(chain), "dropped": dropped, "gone": away and away.isoformat()}


def versions_of(book: Book, claim: Claim) -> list[Report]:
    """The versions of the page that a claim stands on, as far as the book has them, in order."""
    report = book.reports[claim.report]
    after = {r.version_of: r for r in book.reports.values() if r.version_of is not None}
    found = [report]
    while (earlier := book.reports.get(found[0].version_of or "")) is not None and earlier not in found:
        found.insert(0, earlier)
    while (later := after.get(found[-1].id)) is not None and later not in found:
        found.append(later)
    return found


def _same(claim: Claim, report: Report, book: Book) -> list[Claim]:
    """Claims of a version about the same: measure, object, side and group."""
    own = (claim.measure, claim.object, claim.scope.side, claim.scope.group)
    return [c for c in book.claims if c.report == report.id and (c.measure, c.object, c.scope.side, c.scope.group) == own]


def _stands(book: Book, claim: Claim, report: Report) -> bool:
    bounds = claim.quantity.low, claim.quantity.high
    return any((c.quantity.low, c.quantity.high) == bounds for c in _same(claim, report, book))


def _dropped(book: Book, claim: Claim, report: Report, number: int) -> Row:
    """The version that says it no longer, and which figures of the same stand there and not in the claim's own."""
    fresh = [c for c in _same(claim, report, book) if not _stands(book, c, book.reports[claim.report])]
    when = published_row(report)
    instead = [{"claim": c.id, "low": c.quantity.low, "high": c.quantity.high} for c in fresh]
    return {"number": number, "report": report.id, "at": when and when["at"], "instead": instead}


def version_lines(row: Row, width: int) -> Iterator[str]:
    """The same in words, for a person."""
    seen = row["versions"]
    if seen is None:
        return
    if seen["of"] > 1:
        told, dropped = f"It stands in version {seen['number']} of {seen['of']} of its page.", seen["dropped"]
        if dropped is not None:
            when = f" ({dropped['at']})" if dropped["at"] else ""
            instead = ", ".join(f"{_bounds(x)} ({x['claim']})" for x in dropped["instead"])
            told += f" Version {dropped['number']}{when} no longer says it"
            told += f": there stands {instead}." if instead else ", and no other figure of the same."
        yield from wrapped(told, "  · ", "    ", width)
    if seen["gone"] is not None:
        told = f"Its page was gone when it was asked at {seen['gone']}. What was read there stands."
        yield from wrapped(told, "  · ", "    ", width)


def _bounds(x: Row) -> str:
    low, high = ("open" if x[k] is None else f"{x[k]:,}" for k in ("low", "high"))
    return low if low == high else f"{low} to {high}"
