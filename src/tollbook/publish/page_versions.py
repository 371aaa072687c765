"""What other versions of its page say of a figure: that it stands, that another does, or none; and that the page is gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from tollbook.model import Claim, Held, Page
from tollbook.publish.rows import Row
from tollbook.publish.terminal import wrapped


def versions_row(pages: Sequence[Page], claim: Claim) -> Row | None:
    """Which version of its page a claim stands in; what the version before it said instead, the first later one that says
    otherwise, which one the page held last, and since when it is gone.

    ``None`` where its page was seen in one version, and is there.
    """
    page = next((p for p in pages if any(_is_of(claim, h) for h in p.held)), None)
    if page is None:
        return None
    versions = page.versions
    place = next((n for n, h in enumerate(versions) if _is_of(claim, h)), None)
    if place is None:
        return None
    own = versions[place]
    return {
        "number": own.number,
        "of": len(versions),
        "earlier": _otherwise(claim, own, versions[place - 1]) if place > 0 and not _stands(claim, versions[place - 1]) else None,
        "dropped": next((_otherwise(claim, own, h) for h in versions[place + 1 :] if not _stands(claim, h)), None),
        "last": page.last,
        "gone": page.gone and page.gone.isoformat(),
    }


def by_report(pages: Sequence[Page]) -> dict[str, tuple[Page, ...]]:
    """Pages by the reports that are versions of them: a great story asks for many."""
    return {h.report.id: (p,) for p in pages for h in p.held if h.report is not None}


def _is_of(claim: Claim, held: Held) -> bool:
    return held.report is not None and held.report.id == claim.report


def _same(claim: Claim, held: Held) -> list[Claim]:
    """Claims of a version about the same: measure, object, side and group."""
    own = (claim.measure, claim.object, claim.scope.side, claim.scope.group)
    return [c for c in held.claims if (c.measure, c.object, c.scope.side, c.scope.group) == own]


def _stands(claim: Claim, held: Held) -> bool:
    bounds = claim.quantity.low, claim.quantity.high
    return any((c.quantity.low, c.quantity.high) == bounds for c in _same(claim, held))


def _otherwise(claim: Claim, own: Held, other: Held) -> Row:
    """A version that does not say it, and which figures of the same stand there and not in the claim's own."""
    assert other.report is not None  # versions have reports
    fresh = [c for c in _same(claim, other) if not _stands(c, own)]
    instead = [{"claim": c.id, "low": c.quantity.low, "high": c.quantity.high} for c in fresh]
    return {"number": other.number, "report": other.report.id, "at": other.at and other.at.isoformat(), "instead": instead}


def version_lines(row: Row, width: int) -> Iterator[str]:
    """The same in words, for a person."""
    for told in version_sentences(row["versions"], ids=True):
        yield from wrapped(told, "  · ", "    ", width)


def version_sentences(seen: Row | None, *, ids: bool = False) -> Iterator[str]:
    """What is said of the versions, and that the page is gone; with ``ids``, those of the claims that stand instead."""
    if seen is None:
        return
    if seen["of"] > 1:
        yield " ".join(_told(seen, ids))
    if seen["gone"] is not None:
        yield f"Its page was gone when it was asked on {moment_words(seen['gone'])}. What was read there stands."


def _told(seen: Row, ids: bool) -> Iterator[str]:
    yield f"It stands in version {seen['number']} of {seen['of']} of its page."
    earlier, dropped = seen["earlier"], seen["dropped"]
    if earlier is not None:
        instead = f"stood {_instead(earlier, ids)} instead" if earlier["instead"] else "stood no figure of the same"
        yield f"In version {earlier['number']}{_when(earlier)} {instead}."
    if dropped is not None:
        end = f": there stands {_instead(dropped, ids)}" if dropped["instead"] else ", and no other figure of the same"
        yield f"Version {dropped['number']}{_when(dropped)} no longer says it{end}."
        if seen["last"] < dropped["number"]:
            yield f"The page has since gone back to version {seen['last']}."


def version_words(seen: Row | None) -> str | None:
    """Which version of its page a figure stands in, in a cell; ``None`` where there is but one, which is there."""
    if seen is None:
        return None
    told = [f"version {seen['number']} of {seen['of']}"] if seen["of"] > 1 else []
    if (dropped := seen["dropped"]) is not None:
        figures = " and ".join(_bounds(x) for x in dropped["instead"])
        told.append(f"then {figures}" if figures else "then no longer said")
    return ", ".join([*told, *(["page gone"] if seen["gone"] else [])])


def _when(row: Row) -> str:
    return f" ({moment_words(row['at'])})" if row["at"] else ""


def moment_words(iso: str) -> str:
    """A moment as its own zone has it.

    >>> moment_words("2022-03-01T15:00:59+06:00")
    '1 March 2022, 15:00 UTC+06:00'
    """
    at = datetime.fromisoformat(iso)
    return f"{at.day} {at:%B %Y, %H:%M} {at.tzname()}"


def _instead(row: Row, ids: bool) -> str:
    return ", ".join(dict.fromkeys(_bounds(x) + (f" ({x['claim']})" if ids else "") for x in row["instead"]))


def _bounds(x: Row) -> str:
    low, high = ("open" if x[k] is None else f"{x[k]:,}" for k in ("low", "high"))
    return low if low == high else f"{low} to {high}"
