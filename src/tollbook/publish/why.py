"""Why a figure stands or not: its words, its rule, its source, its links, and what it does to the toll."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from tollbook.model import Book, Claim, Estimate, Link, Page, Relation
from tollbook.publish.decisions import about, as_read_row, told_lines
from tollbook.publish.page_versions import version_lines, versions_row
from tollbook.publish.rows import Row, claim_row, published_row
from tollbook.publish.tables import short
from tollbook.publish.terminal import GRADES, scope_name, wrapped

BRIEF = ("id", "says", "said_by", "standing", "published", "report")
_SHOWN = 4  # other figures that a line of links names

# What a link says of its subject and, read the other way, of its object. A fate's object is the claim that tells of it.
_AS_SUBJECT = {
    Relation.REPEATS: "stands in a reprint of",
    Relation.POSSIBLY_DERIVED: "stands in a report possibly derived from",
    Relation.RESTATES: "says again",
    Relation.UPDATES: "is a later count than",
    Relation.CORRECTED_BY_ORIGIN: "is corrected, as told with",
    Relation.WITHDRAWN_BY_ORIGIN: "is withdrawn, as told with",
    Relation.DISAVOWED_BY_ORIGIN: "is disowned, as told with",
    Relation.RETRACTED_BY_PUBLISHER: "is retracted by its publisher, as told with",
    Relation.DISPUTED_BY: "is disputed, as told with",
    Relation.DIFFERS_FROM_EARLIER: "differs, without a stated reason, from the earlier",
    Relation.MIXES_MEASURES: "mixes the measures of",
    Relation.PART_OF: "is part of",
}
_AS_OBJECT = {
    Relation.REPEATS: "stands in a report that is reprinted by",
    Relation.POSSIBLY_DERIVED: "stands in a report from which another may be derived,",
    Relation.RESTATES: "is said again by",
    Relation.UPDATES: "is followed by the later count",
    Relation.CORRECTED_BY_ORIGIN: "stands where the correction is told of",
    Relation.WITHDRAWN_BY_ORIGIN: "stands where the withdrawal is told of",
    Relation.DISAVOWED_BY_ORIGIN: "stands where it is told that the source disowns",
    Relation.RETRACTED_BY_PUBLISHER: "stands where the retraction is told of",
    Relation.DISPUTED_BY: "stands where the dispute is told of",
    Relation.DIFFERS_FROM_EARLIER: "differs, without a stated reason, from the later",
    Relation.MIXES_MEASURES: "is mixed with another measure in",
    Relation.PART_OF: "has the part",
}
_ROLES = {
    "term": "is a term of the sum",
    "basis": "is the basis",
    "carrier": "carries the basis, and is no origin of its own",
    "set_aside": "is set aside",
    "disputed": "is disputed, and counted all the same",
    "shown": "gives no bound: it is outdated, narrower or overtaken, or says no number",
}


def why_row(book: Book, claim: Claim, estimates: Sequence[Estimate], as_of: datetime, pages: Sequence[Page] = ()) -> Row:
    """The grounds of one figure, by the contract of ``why --format json``. ``pages``: those that changed or vanished."""
    report, r = book.reports[claim.report], book.resolutions.get(claim.id)
    when = published_row(report) or {"at": None, "found": None}
    return {
        **claim_row(report.name, claim, r),
        "story": book.story.id,
        "other_stories": list(book.elsewhere.get(claim.report, ())),
        "as_of": as_of.isoformat(),
        "published": when["at"],
        "published_found": when["found"],
        "publisher": report.publisher,
        "grounds": list(r.reasons) if r else [],
        "links": [_link(book, claim, x) for x in book.links if x.holds and _touches(x, claim)],
        "effects": [effect for e in estimates for effect in _effects(claim, e)],
        "rejected": claim.id in {c.id for c in book.rejected},
        "as_read": as_read_row(book.as_read.get(claim.id)),
        "decisions": list(about(claim, book.decisions)),
        "versions": versions_row(pages, claim),
    }


def _touches(link: Link, claim: Claim) -> bool:
    return claim.id in {link.subject, link.object} or claim.report in {link.subject, link.object}


def _link(book: Book, claim: Claim, link: Link) -> Row:
    """A link as seen from one claim: ``role`` is the claim's own side of it, ``other`` what stands on the other."""
    own = {claim.id, claim.report}
    role = "subject" if link.subject in own else "object"
    other = link.object if role == "subject" else link.subject
    known = next((c for c in book.claims if c.id == other), None)
    report = book.telling(known.report if known else other)
    return {
        "relation": link.relation.value,
        "role": role,
        "other": other,
        "figure": known.figure.text if known else None,
        "report": report.name if report else None,
        "reason": link.reason,
        "by": link.by,
        "at": link.at.isoformat() if link.at else None,
    }


def _effects(claim: Claim, e: Estimate) -> Iterator[Row]:
    """What a claim does to one estimate."""
    roles: list[tuple[str, str | None]] = []
    if any(t.claim == claim.id for t in e.terms):
        roles.append(("term", None))
    elif any(b.origin == claim.id for b in e.basis):
        roles.append(("basis", None))
    elif any(claim.id in b.carriers for b in e.basis):
        roles.append(("carrier", None))
    roles += [("set_aside", s.reason) for s in e.set_aside if s.claim == claim.id]
    roles += [("disputed", f"by {d.by}") for d in e.disputed if d.claim == claim.id]
    roles += [("shown", None) for c in e.shown if c == claim.id]
    for role, reason in roles:
        told = {"toll": scope_name(e.scope), "role": role, "reason": reason, "kind": e.kind.value}
        yield told | {"low": e.low, "best": e.best, "high": e.high, "sentence": e.sentence}


def weight(row: Row) -> tuple[int, str, str]:
    """How near to the toll a figure stands: terms and bases first, then what is set aside, then what says them again."""
    roles = {e["role"] for e in row["effects"]}
    ranks = [n for n, names in enumerate(({"term", "basis"}, {"set_aside", "disputed"}, {"carrier"}, {"shown"})) if names & roles]
    return (ranks[0] if ranks else 9, row["published"] or "~", row["id"])


def why_lines(row: Row, *, width: int = 80) -> Iterator[str]:
    """The grounds of one figure, for a person."""
    at, end = (row["figure"][k] - row["sentence"]["start"] for k in ("start", "end"))
    words = row["sentence"]["text"]
    yield f"{row['figure']['text']} {row['measure'].replace('_', ' ')} · {row['id']}"
    yield ""
    yield from wrapped(" ".join(f"“{words[:at]}>>{words[at:end]}<<{words[end:]}”".split()), "  ", "  ", width)
    yield ""
    for name, value in _facts(row).items():
        if value:
            yield from wrapped(str(value), f"  {name:<9} ", " " * 12, width)
    yield ""
    if row["other_stories"]:
        others = ", ".join(row["other_stories"])
        yield from wrapped(f"Its report also tells of other events: {others}. Their figures are there.", "  · ", "    ", width)
    yield from version_lines(row, width)
    yield from _decision_lines(row, width)
    yield from _link_lines(row, width)
    yield from _effect_lines(row, width)


def _facts(row: Row) -> dict[str, str | None]:
    def known_as(words: str | None, known: Row | None, unknown: str = "") -> str | None:
        if words is None or known is None:
            return words and words + unknown
        return words if known["name"].casefold() == words.casefold() else f"{words}, that is {known['name']}"

    published = f"published {row['published']} ({GRADES[row['published_found']]})" if row["published"] else "undated"
    low, high = (None if row[k] is None else f"{row[k]:,}" for k in ("low", "high"))
    interval = low if low == high and low is not None else f"{low or 'open'} to {high or 'open'}"
    unit = f" {row['unit']}" if row["unit"] else ""
    return {
        "report": ", ".join(filter(None, (short(row["report"]), row["publisher"], published))),
        "words": f"characters {row['figure']['start']} to {row['figure']['end']} of its text",
        "says": f"{interval}{unit} ({row['qualifier'].replace('_', ' ')})",
        "of": f"{row['who'] or row['object'] or 'people'} (side: {row['side'].replace('_', ' ')})",
        "where": known_as(row["where"], row["place"], " (no place is known for it)"),
        "when": row["when"],
        "story": row["story"],
        "said by": known_as(row["said_by"], row["source"], " (no body is known for it)"),
        "cue": row["cue"],
        "via": ", ".join(row["via"]),
        "said on": row["said_on"],
        "standing": row["standing"] + (f", by the words “{row['hedge']}”" if row["hedge"] else ""),
        "rule": "; ".join((row["rule"], *row["grounds"])),
    }


def _decision_lines(row: Row, width: int) -> Iterator[str]:
    """What people decided on it, and what was read before they did."""
    read = row["as_read"]
    if row["rejected"]:
        yield from wrapped("Rejected by a person: it takes part in nothing.", "  ! ", "    ", width)
    elif read is not None:
        shown = {k: read[k] for k in ("measure", "low", "high", "who", "side", "where", "said_by", "standing", "frame")}
        other = [f"{k.replace('_', ' ')}: {'none' if v is None else v}" for k, v in shown.items() if v != row[k]]
        other += ["other words"] if read["figure"] != row["figure"] else []
        yield from wrapped(f"Corrected by a person. It was read as {'; '.join(other) or 'it stands now'}.", "  ! ", "    ", width)
    for d in row["decisions"]:
        yield from wrapped(told_lines(d), "  ! ", "    ", width)


def _link_lines(row: Row, width: int) -> Iterator[str]:
    """Links of one sort are one line, those of which the figure is the subject first."""
    links = row["links"]
    if not links:
        yield "  No link: no other claim says it again, replaces it or takes it back."
    groups: dict[tuple[str, str, str, str], list[Row]] = {}
    for x in sorted(links, key=lambda x: bool(x["role"] == "object")):
        groups.setdefault((x["role"], x["relation"], x["reason"], x["by"]), []).append(x)
    for (role, relation, reason, by), found in groups.items():
        phrases = _AS_SUBJECT if role == "subject" else _AS_OBJECT
        verb = phrases.get(Relation(relation), relation.replace("_", " "))
        named = [_named(x, row) for x in found[:_SHOWN]]
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        yield from wrapped(f"It {verb} {'; '.join(named)}{more}: {reason} [{by}]", "  · ", "    ", width)


def _named(link: Row, row: Row) -> str:
    """What stands on the other side of a link, as seen from ``row``'s claim."""
    if link["other"] == row["id"]:
        return "its own words"
    if link["figure"] is None:
        return f"the report {short(link['report'] or link['other'])}"
    where = "" if link["report"] == row["report"] else f" in {short(link['report'])}"
    return f"“{link['figure']}”{where} ({short(link['other'])})"


def _effect_lines(row: Row, width: int) -> Iterator[str]:
    for e in row["effects"]:
        reason = f": {e['reason']}" if e["reason"] else ""
        yield from wrapped(f"In the toll of {e['toll']} it {_ROLES[e['role']]}{reason}. {e['sentence']}", "  = ", "    ", width)
    if not row["effects"]:
        undated = " Its report is undated: date it with --published NAME=DATE." if row["published"] is None else ""
        yield from wrapped(f"It gives no bound of any toll as of this moment.{undated}", "  = ", "    ", width)
