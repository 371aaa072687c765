"""What a person should look at first: claims that move a toll most, read by the rules that are right least often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from tollbook.asking import last_known, toll_of
from tollbook.lexicon import table
from tollbook.model import Act, Book, Claim, Decided, Estimate, Measure
from tollbook.publish.decisions import decision_row
from tollbook.publish.rows import Row, claim_row, day_of
from tollbook.reconcile.sentences import what

# What a claim does to a toll, and how much a slip in it would matter there; of a side or a group, half of it.
EFFECTS = {"basis": 1.0, "set_aside": 0.6, "disputed": 0.6, "carrier": 0.3, "shown": 0.2, "none": 0.1}
_TOLD = {
    "basis": "the toll of {toll} rests on it",
    "set_aside": "it is set aside in the toll of {toll}",
    "disputed": "it is disputed, and counts in the toll of {toll}",
    "carrier": "it carries what the toll of {toll} rests on",
    "shown": "it is shown beside the toll of {toll}, and gives no bound",
    "none": "it is in no toll",
}
_AS_IF = 8  # claims that a rule is taken to have read as the mean of all rules, beside those that it read


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A claim to look at. ``weight`` is ``effect`` times the share of claims that its rule gets wrong."""

    story: str
    claim: Claim
    role: str
    effect: float
    precision: float
    read: int  # claims of its rule in the annotated examples
    weight: float
    why: str
    decided: tuple[Decided, ...] = ()


@cache
def precision_of(rule: str) -> tuple[float, int]:
    """The share of a rule's claims that are wholly right in the annotated examples, drawn to the mean; and how many it read.

    >>> 0 < precision_of("no.such.rule")[0] < 1, precision_of("no.such.rule")[1]
    (True, 0)
    """
    rules: dict[str, list[int]] = table("precision", "tables")["rules"]
    right, read = rules.get(rule, [0, 0])
    mean = sum(x[0] for x in rules.values()) / max(1, sum(x[1] for x in rules.values()))
    return round((right + _AS_IF * mean) / (read + _AS_IF), 3), read


def queue(book: Book, as_of: datetime | None = None, *, decided: bool = False) -> tuple[Task, ...]:
    """Claims of a story in the order in which to look at them; with ``decided``, those too on which somebody has decided."""
    at = as_of or last_known(book)
    roles = _roles(toll_of(book, at))
    judged: dict[str, list[Decided]] = {}
    for d in book.decisions:
        if d.undone is None and d.decision.act in (Act.ACCEPT, Act.CORRECT, Act.REJECT):
            judged.setdefault(d.decision.subject, []).append(d)
    tasks = [
        _task(book, c, roles.get(c.id), tuple(judged.get(c.id, ())))
        for c in book.claims
        if (decided or c.id not in judged) and book.of_event(c) and not c.rule.startswith("import.")
    ]
    order = list(Measure)
    return tuple(sorted(tasks, key=lambda t: (-t.weight, order.index(t.claim.measure), t.claim.report, t.claim.figure.start)))


def task_row(book: Book, task: Task) -> Row:
    """One task, by `docs/schema/task.json`."""
    claim, report = task.claim, book.reports[task.claim.report]
    row = claim_row(report.name, claim, book.resolutions.get(claim.id))
    return {
        "claim": claim.id,
        "story": task.story,
        "report": report.name,
        "published": day_of(report),
        **{k: row[k] for k in ("measure", "object", "low", "high", "who", "where", "said_by", "standing", "figure", "sentence")},
        "rule": claim.rule,
        "role": task.role,
        "effect": task.effect,
        "precision": task.precision,
        "weight": task.weight,
        "why": task.why,
        "decided": [decision_row(d) for d in task.decided],
    }


def _task(book: Book, claim: Claim, found: tuple[str, float, str] | None, decided: tuple[Decided, ...]) -> Task:
    role, effect, toll = found or ("none", EFFECTS["none"], "")
    precision, read = precision_of(claim.rule)
    right = f"its rule, {claim.rule}, is right in about {round(100 * precision)} of 100 ({read} read in the examples)"
    told = f"{_TOLD[role].format(toll=toll)}; {right}"
    return Task(
        story=book.story.id,
        claim=claim,
        role=role,
        effect=effect,
        precision=precision,
        read=read,
        weight=round(effect * (1 - precision), 4),
        why=told[:1].upper() + told[1:] + ".",
        decided=decided,
    )


def _roles(estimates: Sequence[Estimate]) -> dict[str, tuple[str, float, str]]:
    """What each claim does, at the most: role, effect, and in which toll."""
    found: dict[str, tuple[str, float, str]] = {}
    for e in estimates:
        share = 1.0 if e.scope.side is None and e.scope.group is None else 0.5
        for claim, role in _in(e):
            effect = EFFECTS[role] * share
            if claim not in found or effect > found[claim][1]:
                found[claim] = (role, effect, what(e.scope))
    return found


def _in(e: Estimate) -> Iterator[tuple[str, str]]:
    yield from ((t.claim, "basis") for t in e.terms)
    yield from ((b.origin, "basis") for b in e.basis)
    yield from ((d.claim, "disputed") for d in e.disputed)
    yield from ((s.claim, "set_aside") for s in e.set_aside)
    yield from ((c, "carrier") for b in e.basis for c in b.carriers if c != b.origin)
    yield from ((c, "shown") for c in e.shown)
