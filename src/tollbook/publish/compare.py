"""What changed: between two reports, claim by claim; between two moments, toll by toll, and because of which report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tollbook.model import Book, Claim, Estimate, Report
from tollbook.publish.rows import Row

COLUMNS = ("measure", "scope", "before", "after", "change", "because")


def compare_reports(a: tuple[Report, Sequence[Claim]], b: tuple[Report, Sequence[Claim]]) -> Iterator[Row]:
    """A row for each measure and scope that either report gives a figure of."""
    before, after = _by_scope(a[1]), _by_scope(b[1])
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key, []), after.get(key, [])
        x, y = _figures(old), _figures(new)
        change = "same" if x == y else "gone" if not new else "new" if not old else "changed"
        yield {
            "measure": key[0],
            "scope": key[1],
            "before": x,
            "after": y,
            "change": change,
            "because": [],
            "claims": [c.id for c in (*old, *new)],
        }


def _by_scope(claims: Sequence[Claim]) -> dict[tuple[str, str], list[Claim]]:
    found: dict[tuple[str, str], list[Claim]] = {}
    for c in claims:
        who = c.scope.who_class.value if c.scope.who_class else c.object or "people"
        scope = who + (f" in {c.scope.where}" if c.scope.where else "")
        found.setdefault((c.measure.value, scope), []).append(c)
    return found


def _figures(claims: Sequence[Claim]) -> str | None:
    """Figures with who gave them and how they stand; one row's cell."""
    said = dict.fromkeys(
        c.figure.text
        + (f" ({c.attribution.said_by})" if c.attribution.said_by else "")
        + ("" if c.standing.value == "asserted" else f" [{c.standing.value}]")
        for c in claims
    )
    return "; ".join(said) or None


def compare_moments(book: Book, earlier: Sequence[Estimate], later: Sequence[Estimate]) -> Iterator[Row]:
    """A row for each scope whose toll is not the same at both moments."""
    claims = {c.id: c for c in book.claims}
    before, after = {e.scope: e for e in earlier}, {e.scope: e for e in later}
    for scope in dict.fromkeys([*before, *after]):
        x, y = before.get(scope), after.get(scope)
        if _bounds(x) == _bounds(y):
            continue
        fresh = _grounds(y) - _grounds(x) if y is not None else set()
        reports = dict.fromkeys(book.reports[claims[c].report].name for c in sorted(fresh) if c in claims)
        name = scope.group or (scope.side.value if scope.side else None) or scope.object or "all"
        yield {
            "measure": scope.measure.value,
            "scope": name,
            "before": _bounds(x),
            "after": _bounds(y),
            "change": "new" if x is None else "gone" if y is None else "changed",
            "because": list(reports),
            "claims": sorted(fresh),
        }


def _grounds(e: Estimate | None) -> set[str]:
    if e is None:
        return set()
    return {b.origin for b in e.basis} | {t.claim for t in e.terms} | {s.claim for s in e.set_aside} | {d.claim for d in e.disputed}


def _bounds(e: Estimate | None) -> str | None:
    """An estimate in one cell: "count 225", "floor 44", "range 16-18"."""
    if e is None:
        return None
    low = "" if e.low is None else f"{e.low:,}"
    high = "open" if e.high is None else f"{e.high:,}"
    match e.kind.value:
        case "count":
            return f"count {low}"
        case "floor_only":
            return f"at least {low}" + (f", {len(e.set_aside)} set aside" if e.set_aside else "")
        case "nothing":
            return "no number" + (f": {', '.join(e.words)}" if e.words else "")
        case kind:
            return f"{kind} {low} to {high}"
