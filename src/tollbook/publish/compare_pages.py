"""The versions of a page as a person reads them in a terminal: when each was known, what it changed, and in which words."""

from __future__ import annotations

from collections.abc import Iterator

from tollbook.model import Book, Held, Page
from tollbook.publish.compare_versions import in_cells, marked, version_rows
from tollbook.publish.tables import lines
from tollbook.publish.terminal import GRADES, count, when, wrapped

_COLUMNS = ("version", "measure", "scope", "before", "after", "change")


def page_lines(book: Book, page: Page, *, width: int | None) -> Iterator[str]:
    """One page: its versions, a table of the figures that changed, and the sentences around them."""
    room, zone = width or 100, book.story.zone
    title = next((h.report.title for h in reversed(page.held) if h.report is not None), None)
    yield page.address
    told = f"“{title}”, " if title else ""
    yield from wrapped(f"{told}{count(len(page.versions), 'version')}, in {book.story.title} ({book.story.id})", "", "  ", room)
    for n, held in enumerate(page.held):
        yield from wrapped(_held(page, n, held, zone), "  ", "    ", room)
    rows = (r for r in version_rows(page, book.story.id) if r["measure"] is not None)
    found = [in_cells(r) | {"words": r["words"], "change": _change(r)} for r in rows]
    yield ""
    if not found:
        yield "No figure changed."
        return
    yield from lines(_once(found), _COLUMNS, "table", width=width, none="")
    yield ""
    for version, words in dict.fromkeys((r["version"], marked(r["words"])) for r in found):
        yield from wrapped(f"“{words}”", f"  {version}: ", "     ", room)


def _change(row: dict[str, object]) -> str:
    """What changed, in a word or two: of a figure that was kept, who gives it or how it stands."""
    others = {"said_by": "other source", "standing": "other standing"}
    return str(row["change"]) if row["change"] != "kept" else ", ".join(w for k, w in others.items() if k in row["changed"])  # type: ignore[operator]  # a list


def _once(rows: list[dict[str, object]]) -> Iterator[dict[str, object]]:
    """Rows without those that read the same: a figure of the headline and of the lead."""
    seen = set()
    for row in rows:
        key = tuple(str(row[c]) for c in _COLUMNS)
        if key not in seen:
            seen.add(key)
            yield row


def _held(page: Page, n: int, held: Held, zone: str) -> str:
    """What a page held from when on, and how that is known."""
    at = when(held.at, zone) if held.at is not None else "undated"
    if held.report is None:
        return f"gone: {at}, when it was asked. What was read there stands."
    claims = count(len(held.claims), "claim")
    if held not in page.versions:
        again = page.held[n - 1].report is None
        return f"version {held.number} {'there again' if again else 'again'}: {at}, when it was asked; {claims}"
    told = held.report.published
    how = f", {GRADES[told.found.value]}" if told is not None else ""
    if told is not None and told.found.value == "inferred" and held.report.version_of is not None:
        how = ", when it was asked"
    return f"version {held.number}: {at}{how}; {claims} ({held.report.id})"
