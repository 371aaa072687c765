"""What changed: between two reports, claim by claim; between two moments, toll by toll, and because of which report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tollbook.model import Book, Claim, Estimate, Qualifier, Report
from tollbook.publish.rows import Row, day_of

COLUMNS = ("measure", "scope", "before", "after", "change", "because")


def compare_reports(story: str | None, a: tuple[Report, Sequence[Claim]], b: tuple[Report, Sequence[Claim]]) -> Iterator[Row]:
    """A row for each measure and scope that either report gives a figure of; ``story`` is the later one's."""
    before, after = _by_scope(a[1]), _by_scope(b[1])
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key, []), after.get(key, [])
        x, y = _figures(old), _figures(new)
        yield {
            "story": story,
            "measure": key[0],
            "scope": key[1],
            "before": x,
            "after": y,
            "change": "same" if x == y else "gone" if not new else "new" if not old else "changed",
            "because": [],
            "claims": [c.id for c in (*old, *new)],
        }


def _by_scope(claims: Sequence[Claim]) -> dict[tuple[str, str], list[Claim]]:
    found: dict[tuple[str, str], list[Claim]] = {}
    for c in claims:
        who = c.scope.who_class.value.replace("_", " ") if c.scope.who_class else c.object or "people"
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
        old, new = bounds(x, claims), bounds(y, claims)
        if old == new:
            continue
        fresh = sorted((c for c in _grounds(y) - _grounds(x) if c in claims), key=lambda c: _told(book, claims[c]))
        people = scope.group or (scope.side.value.replace("_", " ") if scope.side else None)
        yield {
            "story": book.story.id,
            "measure": scope.measure.value,
            "scope": " ".join(filter(None, (scope.object, people))) or "all",
            "before": old,
            "after": new,
            "change": "new" if x is None else "gone" if y is None else "changed",
            "because": list(dict.fromkeys(book.reports[claims[c].report].name for c in fresh)),
            "claims": fresh,
        }


def _told(book: Book, claim: Claim) -> tuple[str, str, str]:
    """When a claim was published, for an order of reports."""
    report = book.reports[claim.report]
    return day_of(report) or "", report.name, claim.id


def _grounds(e: Estimate | None) -> set[str]:
    if e is None:
        return set()
    told = {b.origin for b in e.basis} | {t.claim for t in e.terms}
    return told | {s.claim for s in e.set_aside} | {d.claim for d in e.disputed}


def bounds(e: Estimate | None, claims: dict[str, Claim]) -> str | None:
    """An estimate in one cell: "225", "at least 44, 2 set aside", "contradicted: 20 or more"."""
    if e is None:
        return None
    low = "" if e.low is None else f"{e.low:,}"
    match e.kind.value:
        case "count":
            said = f"{low} (count)"
        case "floor_only":
            said = _floor(e, claims)
        case "nothing":
            said = f"in words: {', '.join(e.words)}" if e.words else "no number"
        case "conflicting":
            said = f"contradicted: {low} or more"
        case _:
            said = f"{low} to {'open' if e.high is None else f'{e.high:,}'}"
    return said + (f", {len(e.set_aside)} claim{'s' if len(e.set_aside) > 1 else ''} set aside" if e.set_aside else "")


def _floor(e: Estimate, claims: dict[str, Claim]) -> str:
    """A floor as its source words it: "more than 400", never "at least 401"."""
    told = [claims[b.origin].quantity for b in e.basis if b.origin in claims]
    if not e.terms and e.low is not None and told and all(q.qualifier is Qualifier.MORE_THAN for q in told):
        return f"more than {e.low - 1:,}"
    return f"at least {e.low:,}" if e.low is not None else "a floor in words"
