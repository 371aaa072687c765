"""What a person reads in a terminal: tolls as sentences, and what was learned from reports."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tollbook.model import Book, Claim, Estimate, EstimateKind, Heard, Report, Review, ReviewState, ScopeKey, Story
from tollbook.publish.rows import day_of
from tollbook.publish.silence import silence_words
from tollbook.publish.tables import short

Read = Sequence[tuple[Report, tuple[Claim, ...], bool]]  # a report, its claims, and whether the ledger had it not

GRADES = {
    "given": "given by hand",
    "metadata": "stated with the report",
    "stated": "stated in the text",
    "file_name": "from the file's name",
    "inferred": "inferred",
}
_KINDS = {"count": "count", "floor_only": "floor", "range": "range", "conflicting": "conflict", "nothing": "no number"}
_IN_THE_SENTENCE = {"differs_from_earlier", "words_only", "many_missing"}  # problems that the sentence says already
_EACH = 8  # reports of a story that are listed one by one; more are summed up
_FIGURES = 12  # figures of one scope that are shown


def count(n: int, thing: str) -> str:
    """A number of things.

    >>> count(1, "report"), count(1200, "report"), count(2, "story")
    ('1 report', '1,200 reports', '2 stories')
    """
    plural = thing if n == 1 else thing[:-1] + "ies" if thing.endswith("y") else thing + "s"
    return f"{n:,} {plural}"


def when(moment: datetime, zone: str) -> str:
    """A moment in a story's zone."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%B %Y, %H:%M} ({zone})"


def long_day(day: str) -> str:
    """An ISO day in words: 10 January 2022."""
    found = date.fromisoformat(day)
    return f"{found.day} {found:%B %Y}"


def wrapped(words: str, first: str, rest: str, width: int) -> list[str]:
    """``words`` on lines of ``width`` characters, the first and the others each set in by its own lead."""
    return textwrap.wrap(
        words, width=max(40, width), initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def scope_name(scope: ScopeKey) -> str:
    """What an estimate is of, in a few words."""
    side = scope.side.value.replace("_", " ") if scope.side else None
    where = f"in {scope.where.name}" if scope.where else None
    return ", ".join(p for p in (scope.measure.value.replace("_", " "), scope.object, side, scope.group, where) if p)


# ------------------------------------------------------------------------------------------------------------------ tolls


def toll_lines(
    book: Book, estimates: Sequence[Estimate], as_of: datetime, *, width: int = 80, heard: Sequence[Heard] = ()
) -> Iterator[str]:
    """A story's toll: each estimate's sentence under its measure, sides and groups set in; before it, days of silence."""
    zone = ZoneInfo(book.story.zone)
    dates = [r.published.known_at(zone) if r.published else None for r in book.reports.values()]
    known, undated = sum(d is not None and d <= as_of for d in dates), sum(d is None for d in dates)
    yield from wrapped(f"{book.story.title} ({book.story.id})", "", "  ", width)
    told = f"As of {when(as_of, book.story.zone)}, from {known} of {count(len(dates), 'report')}"
    told += f" ({undated} undated)" if undated else ""
    reviewed = any(e.review.state is not ReviewState.NOT_REVIEWED for e in estimates)
    yield from wrapped(told + ("." if reviewed or not estimates else ". Not reviewed by a person."), "", "  ", width)
    if quiet := silence_words(heard):
        yield from wrapped(quiet, "", "  ", width)
    if not estimates:
        yield ""
        yield from wrapped("Nothing can be said: no dated figure of this was published by then.", "  ", "  ", width)
    measure = None
    said: set[str] = set()
    for e in estimates:
        inner = e.scope.side is not None or e.scope.group is not None
        if e.scope.measure is not measure:
            measure, said = e.scope.measure, set()
            yield f"\n{measure.value.replace('_', ' ').upper()}"
        yield from _estimate_lines(e, said, "    " if inner else "  ", width, unsigned="not reviewed" if reviewed else "")


def _estimate_lines(e: Estimate, said: set[str], lead: str, width: int, *, unsigned: str) -> Iterator[str]:
    kind = "in words" if e.kind is EstimateKind.NOTHING and e.words else _KINDS[e.kind.value]
    label = ", ".join(filter(None, (kind, review_label(e) or unsigned)))
    yield from wrapped(_unsaid(e.sentence, said), f"{lead}[{label}] ", lead, width)
    if e.review.state is ReviewState.CHANGED:
        told = f"Not reviewed: it has changed since {', '.join(e.review.by)} signed it ({signed_words(e.review)})."
        yield from wrapped(told, lead + "  ", lead + "    ", width)
    for p in e.problems:
        if p.code not in _IN_THE_SENTENCE and p.message.casefold() not in said:
            said.add(p.message.casefold())
            yield from wrapped(f"Look at: {p.message} ({p.code})", lead + "  ", lead + "    ", width)


def review_label(e: Estimate) -> str:
    """Whether a person answers for an estimate, in a word or two; empty where nobody ever signed it."""
    match e.review.state:
        case ReviewState.SIGNED:
            return f"reviewed by {e.reviewed_by}"
        case ReviewState.AWAITS_SECOND:
            return f"signed by {', '.join(e.review.by)}, awaits a second"
        case ReviewState.CHANGED:
            return "not reviewed: changed since it was signed"
        case _:
            return ""


def signed_words(review: Review) -> str:
    """What was signed: "at least 42, as of 10 January 2022"."""
    s = review.signed
    if s is None:
        return "nothing"
    number = "no number" if s.low is None else f"{s.low:,}"
    said = {
        EstimateKind.COUNT: number,
        EstimateKind.FLOOR_ONLY: f"at least {number}",
        EstimateKind.RANGE: f"{number} to {'open' if s.high is None else f'{s.high:,}'}",
        EstimateKind.CONFLICTING: f"contradicted, {number} or more",
    }.get(s.kind, "no number")
    return f"{said}, as of {long_day(s.as_of.date().isoformat())}"


def _unsaid(sentence: str, said: set[str]) -> str:
    """An estimate's sentence; how old its newest report is, is said once under a measure."""
    body, mark, tail = sentence.partition(" Nothing newer was read since ")
    if not mark or tail not in said:
        said.add(tail)
        return sentence
    return body


def disputed_lines(book: Book, estimates: Iterable[Estimate], *, width: int = 80) -> Iterator[str]:
    """What is disputed, contradicted or taken back in a story: one line a figure and what became of it."""
    claims = {c.id: c for c in book.claims}
    found: dict[tuple[str, str], list[str]] = {}
    for e in estimates:
        rows = [(d.claim, f"disputed by {d.by}") for d in e.disputed]
        rows += [(s.claim, s.reason.split(" (", 1)[0]) for s in e.set_aside if not s.reason.startswith("says again")]
        rows += [(b.origin, "contradicted by another source") for b in e.basis if e.kind is EstimateKind.CONFLICTING]
        for claim, fate in rows:
            c = claims[claim]
            told = found.setdefault((f"{c.figure.text.casefold()} {c.measure.value.replace('_', ' ')}", fate), [])
            told += [claim] if claim not in told else []
    for (figure, fate), told in found.items():
        where = ", ".join(dict.fromkeys(w for c in told if (w := claims[c].scope.where)))
        again = f", told {len(told)} times" if len(told) > 1 else ""
        words = f"{figure}{f' ({where})' if where else ''}: {fate}{again} ({short(told[0])})"
        yield from wrapped(words, "  ", "    ", width)


# ---------------------------------------------------------------------------------------------------------------- reading


def learned_lines(story: Story | None, read: Read, *, width: int = 80) -> Iterator[str]:
    """What reading taught of one story: its reports, then figures by measure and by whom they are of."""
    yield from wrapped(f"{story.title} ({story.id})" if story is not None else "Without a claim", "", "  ", width)
    new = [(r, claims) for r, claims, n in read if n]
    if len(new) <= _EACH:
        for report, claims in new:
            yield from wrapped(f"{short(report.name)}: {dated(report)}; {count(len(claims), 'claim')}", "  ", "    ", width)
    else:
        yield from wrapped(_summed_up([r for r, _ in new]), "  ", "  ", width)
    if len(new) < len(read):
        known = len(read) - len(new)
        yield f"  {count(known, 'report')} known already: nothing added"
    groups: dict[str, dict[str, list[Claim]]] = {}
    for c in (c for _, claims in new for c in claims):
        groups.setdefault(c.measure.value.replace("_", " "), {}).setdefault(_whom(c), []).append(c)
    for measure, scopes in sorted(groups.items()):
        yield f"  {measure}"
        for who, found in sorted(scopes.items()):
            yield from wrapped(figures_in(found), f"    {who}: ", "      ", width)


def _summed_up(reports: Sequence[Report]) -> str:
    """Many reports in one line: how many, of which days, and how those were found."""
    days = sorted(d for r in reports if (d := day_of(r)) is not None)
    found: dict[str, int] = {}
    for r in reports:
        if r.published is not None:
            grade = GRADES[r.published.found.value]
            found[grade] = found.get(grade, 0) + 1
    told = count(len(reports), "report")
    if days:
        grades = ", ".join(f"{n} {grade}" for grade, n in sorted(found.items(), key=lambda x: (-x[1], x[0])))
        told += f", published {long_day(days[0])} to {long_day(days[-1])} (dates: {grades})"
    undated = [short(r.name) for r in reports if r.published is None]
    return told + (f"; undated, and so in no toll: {', '.join(undated)}" if undated else "")


def _whom(claim: Claim) -> str:
    """Of whom a figure is, as worded; capitals and articles make no difference."""
    words = (claim.scope.who or claim.object or "people").removeprefix("the ").removeprefix("The ")
    words = words.lower() if words.isupper() and len(words) > 4 else words  # a headline in capitals
    return words if len(words) <= 40 else words[:39] + "…"


def figures_in(claims: Sequence[Claim]) -> str:
    """Figures as worded, each once, with how they stand: "164 (also withdrawn)" where another report asserts it."""
    found: dict[str, tuple[str, list[str]]] = {}
    for c in claims:
        words, marks = found.setdefault(c.figure.text.casefold(), (c.figure.text, []))
        marks.append(_mark(c))
    told = []
    for words, marks in found.values():
        notes = ", ".join(dict.fromkeys(m for m in marks if m))
        also = "also " if "" in marks else ""
        told.append(words + (f" ({also}{notes})" if notes else ""))
    more = f" and {len(told) - _FIGURES} more" if len(told) > _FIGURES else ""
    return re.sub(r"\s+", " ", ", ".join(told[:_FIGURES]) + more)


def _mark(c: Claim) -> str:
    notes = [] if c.standing.value == "asserted" else [c.standing.value]
    return ", ".join([*notes, *([] if c.frame.value == "current" else [c.frame.value])])


def dated(report: Report) -> str:
    """A report's day with its grade, or that it has none."""
    if report.published is None:
        return "undated, and so in no toll"
    return f"{day_of(report)}, {GRADES[report.published.found.value]}"
