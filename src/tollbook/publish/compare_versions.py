"""What changed from version to version of one page: figure by figure, with the words around it; and that a page vanished."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from tollbook.model import Claim, Held, Page, Side, Standing
from tollbook.publish.rows import Row, published_row

COLUMNS = ("page", "version", "at", "measure", "scope", "before", "after", "change")
CSV = ("story", *COLUMNS, "changed", "of", "found", "report", "earlier", "words")
ALIKE = 0.5  # share of words from which on two sentences of two versions are the same sentence, changed

Pair = tuple[Claim | None, Claim | None]


def version_rows(page: Page, story: str | None) -> Iterator[Row]:
    """A row for each figure that changed from one version of a page to what it held next; one without a figure where none did,
    and where the page vanished or was there again."""
    for before, earlier, after in steps(page):
        step = _step(page, earlier, after, story)
        if after.report is None or before.report is None:
            yield step | _nothing("vanished" if after.report is None else "returned")
        if after.report is None:
            continue
        found = [_row(pair) for pair in pairs(earlier.claims, after.claims) if is_changed(pair)]
        yield from (step | row for row in found)
        if not found and before.report is not None:
            yield step | _nothing("same")


def steps(page: Page) -> Iterator[tuple[Held, Held, Held]]:
    """For all that a page held but the first: what it held before, the version that it had held before, and what it held then."""
    earlier = page.held[0]
    for before, after in pairwise(page.held):
        earlier = before if before.report is not None else earlier
        yield before, earlier, after


def _step(page: Page, before: Held, after: Held, story: str | None) -> Row:
    told = published_row(after.report) if after.report is not None else None
    first = after in page.versions
    return {
        "story": story,
        "page": page.address,
        "version": after.number,
        "of": len(page.versions),
        "at": after.at.isoformat() if after.at is not None else None,
        "found": told["found"] if told is not None and first else None,
        "report": after.report.id if after.report is not None else None,
        "earlier": before.report.id if before.report is not None else None,
    }


def _nothing(change: str) -> Row:
    none = {"measure": None, "scope": None, "before": None, "after": None}
    return {"change": change, "changed": [], **none, "words": []}


def _row(pair: Pair) -> Row:
    old, new = pair
    claim = new or old
    assert claim is not None  # a pair has one at least
    return {
        "change": change_of(pair),
        "changed": list(fields_changed(pair)),
        "measure": claim.measure.value,
        "scope": scope_words(claim),
        "before": _figure(old),
        "after": _figure(new),
        "words": words_changed(old.sentence.text if old is not None else "", new.sentence.text if new is not None else ""),
    }


def scope_words(claim: Claim) -> str:
    """Of whom or what a figure is, and where, in a few words."""
    who = claim.scope.who_class.value.replace("_", " ") if claim.scope.who_class else claim.object or "people"
    return who + (f" in {claim.scope.where}" if claim.scope.where else "")


def _figure(claim: Claim | None) -> Row | None:
    if claim is None:
        return None
    q = claim.quantity
    return {
        "claim": claim.id,
        "figure": claim.figure.text,
        "low": q.low,
        "high": q.high,
        "qualifier": q.qualifier.value,
        "said_by": claim.attribution.said_by,
        "standing": claim.standing.value,
    }


# --------------------------------------------------------------------------------------------------------- which became which


def pairs(before: Sequence[Claim], after: Sequence[Claim]) -> tuple[Pair, ...]:
    """The figures of two versions, each with the one that took its place, in the order of the later; then those that are gone."""
    counted = [(_words(c), c) for c in before], [(_words(c), c) for c in after]
    scored = [
        (-score, n, m)
        for n, (left, old) in enumerate(counted[0])
        for m, (right, new) in enumerate(counted[1])
        if (score := _likeness(old, new, left, right)) > 0
    ]
    of_old: dict[int, int] = {}
    of_new: dict[int, int] = {}
    for _, n, m in sorted(scored, key=lambda x: (x[0], abs(x[1] - x[2]), x[1], x[2])):
        if n not in of_old and m not in of_new:
            of_old[n], of_new[m] = m, n
    later = tuple((before[of_new[m]] if m in of_new else None, c) for m, c in enumerate(after))
    return later + tuple((c, None) for n, c in enumerate(before) if n not in of_old)


def _likeness(old: Claim, new: Claim, left: Counter[str], right: Counter[str]) -> float:
    """How much speaks for it that a figure took the place of another; 0 where it did not."""
    a, b = old.scope, new.scope
    apart = Side.NOT_SAID not in (a.side, b.side) and a.side is not b.side
    if (old.measure, old.object) != (new.measure, new.object) or apart or (a.group and b.group and a.group != b.group):
        return 0.0
    alike = 2.0 * (left & right).total() / max(1, left.total() + right.total())
    scopes = (a.side, a.group, a.who_class) == (b.side, b.group, b.who_class)
    if alike < ALIKE and not (scopes and (a.where is None or b.where is None or a.where == b.where)):
        return 0.0
    same = old.quantity == new.quantity
    by = old.attribution.said_by == new.attribution.said_by
    return 0.1 + 3.0 * alike + 2.0 * same + scopes + 0.5 * (a.where == b.where) + 0.5 * by


def _words(claim: Claim) -> Counter[str]:
    return Counter(re.findall(r"\w+", claim.sentence.text.casefold()))


def is_changed(pair: Pair) -> bool:
    """A figure is new or gone, is another, or is told by somebody else or with another standing."""
    return pair[0] is None or pair[1] is None or any(True for _ in fields_changed(pair))


def fields_changed(pair: Pair) -> Iterator[str]:
    """What is other of a figure that stands in both versions: the figure, who said it, its standing."""
    old, new = pair
    if old is None or new is None:
        return
    if old.quantity != new.quantity:
        yield "figure"
    if _folded(old.attribution.said_by) != _folded(new.attribution.said_by):
        yield "said_by"
    if old.standing is not new.standing:
        yield "standing"


def _folded(words: str | None) -> str:
    return (words or "").casefold().removeprefix("the ")


def change_of(pair: Pair) -> str:
    """``new``, ``gone``, ``raised``, ``lowered``, ``reworded`` (other bounds, neither higher nor lower), or ``kept``."""
    old, new = pair
    if old is None or new is None:
        return "new" if old is None else "gone"
    (a, b), (c, d) = ((q.low, q.high) for q in (old.quantity, new.quantity))
    if (a, b) == (c, d):
        return "kept" if old.quantity == new.quantity else "reworded"
    ups = [y > x for x, y in ((a, c), (b, d)) if x is not None and y is not None and x != y]
    if ups and all(ups):
        return "raised"
    return "lowered" if ups and not any(ups) else "reworded"


# ------------------------------------------------------------------------------------------------------------- in its words


def words_changed(before: str, after: str) -> list[Row]:
    """Two wordings of a sentence as one: stretches that were kept, taken out or put in."""
    a, b = (re.findall(r"\w+|[^\w\s]|\s+", x) for x in (before, after))
    found: list[Row] = []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append({"is": "kept", "text": "".join(a[i:j])})
            continue
        found += [{"is": "removed", "text": "".join(a[i:j])}] if j > i else []
        found += [{"is": "added", "text": "".join(b[k:m])}] if m > k else []
    return found


def marked(words: Sequence[Row]) -> str:
    """The same in one line, as `wdiff` marks it.

    >>> marked(words_changed("12 people were killed.", "18 people were killed."))
    '[-12-]{+18+} people were killed.'
    """
    ends = {"kept": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
    told = "".join(w["text"].join(ends[w["is"]]) for w in words)
    return " ".join(told.split())


def in_cells(row: Row) -> Row:
    """A row in cells, for tables and CSV."""
    return row | {"before": _cell(row, "before"), "after": _cell(row, "after"), "words": marked(row["words"])}


def _cell(row: Row, side: str) -> str:
    """A figure with what of it is other: who gave it, how it stands."""
    told = row[side]
    if told is None:
        return ""
    fresh = row["change"] in ("new", "gone")
    by = f" ({told['said_by'] or 'nobody named'})" if "said_by" in row["changed"] or (fresh and told["said_by"]) else ""
    how = "standing" in row["changed"] or (fresh and told["standing"] != Standing.ASSERTED.value)
    return f"{told['figure']}{by}" + (f" [{told['standing']}]" if how else "")
