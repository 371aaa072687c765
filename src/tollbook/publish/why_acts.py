"""The grounds of an act, for a person: its words, the rule that read them, and who else tells it."""

from __future__ import annotations

from collections.abc import Iterator

from tollbook.publish.rows import Row
from tollbook.publish.tables import short
from tollbook.publish.terminal import wrapped

_DATED = {
    "occurred": "told to have been then",
    "said": "by then: the day on which it was said",
    "published": "by then: no day is told",
}


def why_act_lines(row: Row, beginning: str, *, width: int = 80) -> Iterator[str]:
    """A row of `act_rows`: the telling whose id begins so first, the others after it."""
    act = row["act"]
    own = next(t for t in act["told"] if t["id"].startswith(beginning))
    yield f"{act['word'].replace('_', ' ')} · {own['id']}"
    yield ""
    yield from _quoted(own, width)
    yield ""
    day = row["day"] + (f" to {row['until']}" if row["until"] else "")
    facts = {
        "kind": f"{act['kind']} (PLOVER)",
        "by": act["actor"],
        "to": act["target"],
        "in": act["place"] and act["place"]["name"],
        "on": f"{day} ({_DATED[row['dated']]})",
        "said by": own["said_by"] or "the report itself",
        "standing": own["standing"],
        "rule": own["rule"],
        "report": f"{short(own['report'])}, published {own['published']}",
    }
    for name, value in facts.items():
        if value:
            yield from wrapped(str(value), f"  {name:<9} ", " " * 12, width)
    others = [t for t in act["told"] if t is not own]
    if others:
        yield "\n  Told also in these words:\n"
    for told in others:
        yield from wrapped(f"{short(told['report'])} ({told['id'][:9]}, {told['rule']}):", "  ", "    ", width)
        yield from _quoted(told, width)


def _quoted(told: Row, width: int) -> Iterator[str]:
    at, end = (told["words"][k] - told["sentence"]["start"] for k in ("start", "end"))
    words = told["sentence"]["text"]
    yield from wrapped(" ".join(f"“{words[:at]}>>{words[at:end]}<<{words[end:]}”".split()), "    ", "    ", width)
