"""What a person reads in a terminal: tolls as sentences, what was learned, and why a figure stands or not."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from tollbook.model import Book, Claim, Estimate, EstimateKind, Link, Relation, Report, ScopeKey, Story
from tollbook.publish.rows import day_of

_GRADES = {"given": "given by hand", "metadata": "from the page", "stated": "stated in the text", "file_name": "from the file's name", "inferred": "inferred"}
_KINDS = {"count": "count", "floor_only": "floor", "range": "range", "conflicting": "conflict", "nothing": "no number"}


def when(moment: datetime, zone: str) -> str:
    """A moment in a story's zone."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%B %Y, %H:%M} ({zone})"


def toll_lines(book: Book, estimates: Sequence[Estimate], as_of: datetime, *, width: int = 80) -> Iterator[str]:
    """A story's toll: each estimate's sentence under its measure, sides and groups set in."""
    yield book.story.title
    yield f"As of {when(as_of, book.story.zone)} · {len(book.reports)} reports, {len(book.claims)} claims · {book.story.id}"
    if not estimates:
        yield ""
        yield "  Nothing can be said: no dated figure was published by then."
    measure = None
    for e in estimates:
        if e.scope.measure is not measure:
            measure = e.scope.measure
            yield ""
            yield f"{measure.value.replace('_', ' ').upper()}"
        inner = e.scope.side is not None or e.scope.group is not None
        lead = ("    " if inner else "  ") + f"[{_KINDS[e.kind.value]}{'' if e.reviewed_by else ', not reviewed'}] "
        yield from _wrapped(e.sentence, lead, "    " if inner else "  ", width)
        for p in e.problems:
            if p.code not in {"differs_from_earlier", "words_only", "many_missing"}:  # the sentence says these
                yield from _wrapped(f"Look at: {p.message} ({p.code})", "      ", "        ", width)


def _wrapped(words: str, first: str, rest: str, width: int) -> list[str]:
    return textwrap.wrap(words, width=max(40, width), initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False)


def disputed_lines(book: Book, estimates: Iterable[Estimate], *, width: int = 80) -> Iterator[str]:
    """What is disputed, contradicted or taken back in a story: one line a figure."""
    claims = {c.id: c for c in book.claims}
    seen: set[tuple[str, str]] = set()
    for e in estimates:
        rows = [(d.claim, f"disputed by {d.by}") for d in e.disputed]
        rows += [(s.claim, s.reason.split(" (", 1)[0]) for s in e.set_aside if not s.reason.startswith("says again")]
        rows += [(b.origin, "contradicted by another source") for b in e.basis if e.kind is EstimateKind.CONFLICTING]
        for claim, fate in rows:
            c = claims[claim]
            key = (f"{c.measure.value} {c.figure.text}", fate)
            if key not in seen:
                seen.add(key)
                where = f" in {c.scope.where}" if c.scope.where else ""
                yield from _wrapped(f"{c.figure.text} {c.measure.value.replace('_', ' ')}{where}: {fate} ({claim})", "  ", "    ", width)


def learned_lines(story: Story | None, read: Sequence[tuple[Report, tuple[Claim, ...], bool]], *, width: int = 80) -> Iterator[str]:
    """What reading taught of one story: its reports, then figures by measure and scope."""
    yield f"{story.title} · {story.id}" if story is not None else "Without a claim"
    for report, claims, new in read:
        state = f"{len(claims)} claims" if new else "known already, nothing added"
        yield _fit(f"  {report.name.rsplit('/', 1)[-1]} · {dated(report)} · {state}", width)
    groups: dict[tuple[str, str], list[Claim]] = {}
    for _, claims, new in read:
        for c in claims if new else ():
            groups.setdefault((c.measure.value.replace("_", " "), c.scope.who or c.object or "people"), []).append(c)
    for (measure, who), found in sorted(groups.items()):
        figures = ", ".join(dict.fromkeys(f"{c.figure.text}{_mark(c)}" for c in found))
        yield from _wrapped(figures, f"    {measure}, {_short(who)}: ", "      ", width)


def dated(report: Report) -> str:
    """A report's day with its grade, or that it has none."""
    if report.published is None:
        return "undated: takes part in no toll"
    return f"{day_of(report)}, {_GRADES[report.published.found.value]}"


def _mark(c: Claim) -> str:
    notes = [] if c.standing.value == "asserted" else [c.standing.value]
    notes += [] if c.frame.value == "current" else [c.frame.value]
    return f" ({', '.join(notes)})" if notes else ""


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"


def _fit(words: str, width: int) -> str:
    return words if len(words) <= width else words[: width - 1] + "…"


def why_lines(book: Book, claim: Claim, estimates: Sequence[Estimate], *, width: int = 80) -> Iterator[str]:
    """The grounds of one figure: its words, its rule, its source, its links, and what it does to the toll."""
    report = book.reports[claim.report]
    r = book.resolutions.get(claim.id)
    at, end = claim.figure.start - claim.sentence.start, claim.figure.end - claim.sentence.start
    s = claim.sentence.text
    yield f"{claim.figure.text} {claim.measure.value.replace('_', ' ')} · {claim.id}"
    yield ""
    yield from _wrapped(" ".join(f"“{s[:at]}>>{s[at:end]}<<{s[end:]}”".split()), "  ", "  ", width)
    yield ""
    low, high = claim.quantity.low, claim.quantity.high
    interval = f"{low:,}" if low is not None and low == high else f"{'open' if low is None else f'{low:,}'} to {'open' if high is None else f'{high:,}'}"
    facts = {
        "report": f"{report.name}, {dated(report)}" + (f", {report.publisher}" if report.publisher else ""),
        "words": f"code points {claim.figure.start} to {claim.figure.end} of the report's text ({report.id})",
        "says": f"{interval} ({claim.quantity.qualifier.value.replace('_', ' ')})",
        "of whom": f"{claim.scope.who or claim.object or 'not said'} ({claim.scope.side.value.replace('_', ' ')})",
        "where": claim.scope.where and f"{claim.scope.where}" + (f" = {r.place.name} ({r.place.id})" if r and r.place else " (no place is known for it)"),
        "when": claim.scope.when,
        "said by": claim.attribution.said_by and f"{claim.attribution.said_by}" + (f" = {r.source.name} ({r.source.id})" if r and r.source else ""),
        "cue": claim.attribution.cue,
        "via": ", ".join(claim.attribution.via),
        "said on": claim.attribution.said_on and f"{claim.attribution.said_on}" + (f" = {r.said_on}" if r and r.said_on else ""),
        "standing": claim.standing.value + (f" ({claim.hedge!r})" if claim.hedge else ""),
        "rule": claim.rule + (f"; {r.by}: {'; '.join(r.reasons)}" if r and r.reasons else ""),
    }
    for name, value in facts.items():
        if value:
            yield from _wrapped(value, f"  {name:<9}", " " * 11, width)
    yield ""
    yield from _links(book, claim, width)
    yield from _effects(claim, estimates, width)


def _links(book: Book, claim: Claim, width: int) -> Iterator[str]:
    claims = {c.id: c for c in book.claims}
    own = [x for x in book.links if x.holds and claim.id in {x.subject, x.object} or x.holds and x.subject == claim.report]
    if not own:
        yield "  No link: no other claim says it again, replaces it or takes it back."
    for x in own:
        yield from _wrapped(_link_words(x, claim, claims, book), "  · ", "    ", width)


def _link_words(x: Link, claim: Claim, claims: dict[str, Claim], book: Book) -> str:
    def name(key: str) -> str:
        if key == claim.id:
            return "this figure"
        c = claims.get(key)
        if c is not None:
            return f"{c.figure.text} {c.measure.value.replace('_', ' ')} in {book.reports[c.report].name.rsplit('/', 1)[-1]} ({key})"
        return book.reports[key].name.rsplit("/", 1)[-1] if key in book.reports else key

    words = x.relation.value.replace("_", " ")
    if x.relation in {Relation.WITHDRAWN_BY_ORIGIN, Relation.DISAVOWED_BY_ORIGIN, Relation.CORRECTED_BY_ORIGIN, Relation.DISPUTED_BY}:
        return f"{name(x.subject)} {words.replace(' by', ', by')}: told by {name(x.object)}; {x.reason} [{x.by}]"
    return f"{name(x.subject)} {words} {name(x.object)}: {x.reason} [{x.by}]"


def _effects(claim: Claim, estimates: Sequence[Estimate], width: int) -> Iterator[str]:
    found = False
    for e in estimates:
        roles = []
        if any(t.claim == claim.id for t in e.terms):
            roles.append("is a term of the sum")
        elif any(b.origin == claim.id for b in e.basis):
            roles.append("is its basis")
        elif any(claim.id in b.carriers for b in e.basis):
            roles.append("carries its basis, and is no origin of its own")
        roles += [f"is set aside: {s.reason}" for s in e.set_aside if s.claim == claim.id]
        roles += [f"is disputed by {d.by}, and counted" for d in e.disputed if d.claim == claim.id]
        roles += ["is shown and gives no bound: outdated, narrower or overtaken" for c in e.shown if c == claim.id]
        for role in roles:
            found = True
            yield from _wrapped(f"In the toll of {scope_name(e.scope)} it {role}. {e.sentence}", "  = ", "    ", width)
    if not found:
        yield "  = It gives no bound of any toll as of this moment."


def scope_name(scope: ScopeKey) -> str:
    """What an estimate is of, in a few words."""
    parts = [scope.measure.value.replace("_", " "), scope.object, scope.side.value.replace("_", " ") if scope.side else None, scope.group]
    return ", ".join(p for p in parts if p)
