"""Decisions of people, as rows and in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tollbook.model import Act, Claim, Correction, Decided, Inclusion, Settings
from tollbook.publish.rows import Row

DECISION = ("entry", "recorded", "by", "act", "subject", "says", "reason", "undone")
_VERBS = {
    Act.ACCEPT: "accepted it",
    Act.CORRECT: "corrected it",
    Act.REJECT: "rejected it",
    Act.SPLIT_STORY: "put it into another story",
    Act.MERGE_STORIES: "merged stories",
    Act.SET_STORY: "set the story",
    Act.NAME_SOURCE: "named the body that a wording stands for",
    Act.MERGE_SOURCES: "merged or named bodies",
    Act.ONE_ORIGIN: "took both for one origin",
    Act.OTHER_ORIGIN: "took it for an origin of its own",
    Act.SILENCE: "told why little was heard",
    Act.SIGN: "signed an estimate",
    Act.UNDO: "took a decision back",
}


def decision_row(d: Decided) -> Row:
    """One decision, by `docs/schema/decision.json`."""
    x = d.decision
    s = x.signed
    return {
        "entry": d.number,
        "recorded": d.recorded.isoformat(),
        "by": d.by,
        "act": x.act.value,
        "subject": x.subject,
        "objects": list(x.objects),
        "value": x.value,
        "reason": x.reason,
        "changes": _changes(x.correction or x.settings),
        "source": x.source.name if x.source is not None else None,
        "days": x.days and {"start": x.days.start.isoformat(), "end": x.days.end.isoformat()},
        "signed": s
        and {
            "measure": s.scope.measure.value,
            "as_of": s.as_of.isoformat(),
            "upto": s.upto,
            "policy": s.policy,
            "kind": s.kind.value,
            "low": s.low,
            "best": s.best,
            "high": s.high,
        },
        "undone": d.undone,
    }


def _changes(given: Correction | Settings | None) -> list[Row]:
    """What a person wrote, field by field: an empty value clears what was read."""
    if given is None:
        return []
    found: list[Row] = []
    for name in given.__slots__:
        value: Any = getattr(given, name)
        if value is None or name in ("place", "source"):  # told by the words that stand for them
            continue
        if isinstance(value, Inclusion):
            parts = {k: getattr(value, k) for k in value.__slots__}
            told = {
                k: ", ".join(getattr(x, "name", None) or str(x) for x in v) if isinstance(v, tuple) else v
                for k, v in parts.items()
            }
            found += [{"field": k, "value": _plain(v)} for k, v in told.items() if v]
        elif name == "quantity":
            found += [{"field": k, "value": _plain(getattr(value, k))} for k in ("low", "high", "qualifier", "unit")]
        elif name == "figure":
            found += [{"field": k, "value": _plain(getattr(value, k))} for k in ("start", "end")]
        else:
            found.append({"field": name, "value": _plain(value)})
    return found


def _plain(value: object) -> str | None:
    return None if value is None else str(value)


def says(row: Row) -> str:
    """What a decision says, in one cell."""
    if row["signed"]:
        s = row["signed"]
        number = "no number" if s["low"] is None else f"{s['low']:,}"
        return f"{s['measure'].replace('_', ' ')}, {s['kind'].replace('_', ' ')}, {number}, as of {s['as_of'][:10]}"
    if row["days"]:
        return f"{row['days']['start']} to {row['days']['end']}"
    told = [f"{c['field']}: {c['value'] or 'none'}" for c in row["changes"]]
    told += [f"is {row['source']}"] if row["source"] else []
    told += [f"to {row['value']}"] if row["act"] == "split_story" else [f"entry {row['value']}"] if row["act"] == "undo" else []
    return "; ".join(told or row["objects"])


def told_lines(decided: Row) -> str:
    """A decision as a sentence of `why`: who, what, when, and whether it still holds."""
    verb = _VERBS.get(Act(decided["act"]), decided["act"])
    what = says(decided) if decided["act"] in ("correct",) else ""
    reason = f": {decided['reason']}" if decided["reason"] else ""
    gone = f"; undone by entry {decided['undone']}" if decided["undone"] else ""
    did = f"{verb} ({what})" if what else verb
    return f"{decided['by']} {did}{reason} [entry {decided['entry']}, {decided['recorded'][:10]}{gone}]"


def as_read_row(claim: Claim | None) -> Row | None:
    """What was read of a claim that a person corrected or rejected; ``None`` where it stands as read."""
    if claim is None:
        return None
    return {
        "measure": claim.measure.value,
        "object": claim.object,
        "low": claim.quantity.low,
        "high": claim.quantity.high,
        "qualifier": claim.quantity.qualifier.value,
        "who": claim.scope.who,
        "side": claim.scope.side.value,
        "where": claim.scope.where,
        "said_by": claim.attribution.said_by,
        "standing": claim.standing.value,
        "frame": claim.frame.value,
        "figure": {"start": claim.figure.start, "end": claim.figure.end, "text": claim.figure.text},
    }


def about(claim: Claim, decisions: tuple[Decided, ...], *, wording: str | None = None) -> Iterator[Row]:
    """Decisions that a claim's grounds rest on: on itself and on its report, and undone ones too."""
    own = {claim.id, claim.report}
    numbers = {d.number for d in decisions if own & {d.decision.subject, *d.decision.objects}}
    for d in decisions:
        undoes = d.decision.act is Act.UNDO and d.decision.value is not None and int(d.decision.value) in numbers
        if d.number in numbers or undoes:
            yield decision_row(d)
