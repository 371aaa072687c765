"""The course of a page in words: what its report changed, without a word or with one, and that it vanished."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from tollbook.model import Claim, DateFound, Held, Page, Standing
from tollbook.publish.compare_versions import Pair, change_of, fields_changed, is_changed, pairs, steps
from tollbook.publish.rows import Row
from tollbook.publish.terminal import wrapped

SHOWN = 4  # figures that one sentence names
LISTED = 5  # changes that stand under a toll
_ANYBODY = ("people", "persons", "person")
_TOLD = (Standing.CORRECTED, Standing.WITHDRAWN, Standing.DISAVOWED)
Hide = Callable[[str], str]


def course_rows(page: Page, zone: ZoneInfo, hide: Hide) -> Iterator[Row]:
    """What a page held, one after the other, and from the second on in a sentence; the figures that changed, by their claims."""
    first = page.held[0]
    yield _held_row(first, zone) | {"sentence": None, "changes": []}
    for before, earlier, after in steps(page):
        found = [p for p in pairs(earlier.claims, after.claims) if is_changed(p)] if after.report is not None else []
        told = {"sentence": sentence(page, before, earlier, after, found, zone, hide)}
        yield _held_row(after, zone) | told | {"changes": [_change(p) for p in found]}


def course_lines(pages: Sequence[Page], zone: ZoneInfo, *, width: int) -> Iterator[str]:
    """What pages changed of their figures, and which vanished, under a toll: the last first, and at most so many."""
    told = [
        (after.at, sentence(page, before, earlier, after, found, zone, str))
        for page in pages
        for before, earlier, after in steps(page)
        if (found := [p for p in pairs(earlier.claims, after.claims) if is_changed(p)]) or after.report is None
    ]
    if not told:
        return
    yield "\nPAGES THAT CHANGED"
    told.sort(key=lambda x: (x[0] is not None, x[0] and x[0].timestamp()), reverse=True)
    for _, words in told[:LISTED]:
        yield from wrapped(words, "  · ", "    ", width)
    if len(told) > LISTED:
        yield from wrapped(f"and {len(told) - LISTED} more: `tollbook compare --versions` shows all.", "  ", "  ", width)


def figures_told(before: Sequence[Claim], after: Sequence[Claim]) -> str:
    """How the figures of two versions differ, in words; empty where they do not."""
    return _figures([p for p in pairs(before, after) if is_changed(p)], str)


def _held_row(held: Held, zone: ZoneInfo) -> Row:
    at = held.at.astimezone(zone).isoformat() if held.at is not None else None
    return {"at": at, "version": held.number, "report": held.report.id if held.report is not None else None}


def _change(pair: Pair) -> Row:
    old, new = pair
    told = {"change": change_of(pair), "changed": list(fields_changed(pair))}
    return told | {"before": old.id if old is not None else None, "after": new.id if new is not None else None}


def sentence(page: Page, before: Held, earlier: Held, after: Held, found: list[Pair], zone: ZoneInfo, hide: Hide) -> str:
    """What a page held other than before: "The Paper changed “Bus falls” on 2 March 2022, 15:00 (UTC): 11 killed became 14."."""
    report = earlier.report
    assert report is not None  # a page begins with a version
    house = report.publisher or urlsplit(page.address).hostname or page.address
    title = f"“{hide(report.title)}”" if report.title else "a report without a title"
    when = _when(after.at, zone) if after.at is not None else "an unknown day"
    if after.report is None:
        return f"{title} ({house}) was gone from its address on {when}. What was read there stands."
    if before.report is None:
        back = f"{title} ({house}) was there again on {when}"
        return f"{back}, with the same figures." if not found else f"{back}: {_figures(found, hide)}."
    stated = after.report.published is not None and after.report.published.found is not DateFound.INFERRED
    again = after not in page.versions
    if again:
        head = f"{house} had put {title} back to its version {after.number} by {when}"
    elif stated or after.at is None:
        head = f"{house} changed {title} on {when}"
    else:
        head = f"{house} had changed {title} by {when}"
    if not found:
        return f"{head}; its figures stayed the same."
    return f"{head}: {_figures(found, hide, again=again)}.{_unexplained(found)}"


def _when(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{local.day} {local:%B %Y, %H:%M} ({zone.key})"


def _figures(found: list[Pair], hide: Hide, *, again: bool = False) -> str:
    told = list(dict.fromkeys(_told(p, hide, "is said again" if again else "is new") for p in found))
    more = f"; and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
    return "; ".join(told[:SHOWN]) + more


def _told(pair: Pair, hide: Hide, fresh: str) -> str:
    """What became of one figure, in words."""
    old, new = pair
    if old is None or new is None:
        claim = new or old
        assert claim is not None  # a pair has one at least
        return f"{_named(claim, hide, claim.attribution.said_by)} {'is no longer said' if new is None else fresh}"
    fields = list(fields_changed(pair))
    told = [f"became {hide(figure_in(new))}"] if "figure" in fields else []
    if "said_by" in fields:
        was, now = (hide(c.attribution.said_by) if c.attribution.said_by else "nobody named" for c in (old, new))
        told.append(f"is given by {now}, no longer by {was}")
    if "standing" in fields:
        told.append(f"is told as {new.standing.value}, no longer as {old.standing.value}")
    return f"{_named(old, hide)} {' and '.join(told)}"


def figure_in(claim: Claim) -> str:
    """A figure within a sentence of ours: an exact number in words as a number; else its words, the first written small."""
    words, q = claim.figure.text, claim.quantity
    if q.low is not None and q.low == q.high and words.replace("-", " ").replace(" ", "").isalpha():
        return f"{q.low:,}"
    return words[0].lower() + words[1:] if words[:1].isupper() and words[1:2].islower() else words


def _named(claim: Claim, hide: Hide, by: str | None = None) -> str:
    """A figure with what it counts, and who gives it: "12 killed (police officers in Almaty, by the ministry)"."""
    scope = claim.scope
    who = scope.who or claim.object
    of = who if who and who.casefold() not in (*_ANYBODY, claim.figure.text.casefold()) else None
    place = f"in {scope.where}" if scope.where else None
    told = f"{hide(figure_in(claim))} {claim.measure.value.replace('_', ' ')}"
    beside = ", ".join(x for x in (" ".join(x for x in (of, place) if x), f"by {by}" if by else None) if x)
    return f"{told} ({hide(beside)})" if beside else told


def _unexplained(found: list[Pair]) -> str:
    """That a figure fell or went without a reason, where none of the new words tells one."""
    fell = any(change_of(p) in ("lowered", "gone") for p in found)
    told = any(new is not None and (new.standing in _TOLD or new.replaces is not None) for _, new in found)
    return " No reason was read." if fell and not told else ""
