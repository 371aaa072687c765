"""A toll taken back in a sentence that names no figure: "the ministry withdrew its toll". It is the body's latest one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from tollbook.lexicon import table
from tollbook.model import Link, Measure, Relation, Report
from tollbook.reconcile.figures import Figure

BY = "reconcile.unfigured 0.1"
_NUMBER = re.compile(r"\d")
_MEASURES = (Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.ARRESTED)


def taken_back(found: Sequence[Figure], reports: Mapping[str, Report], origins: Mapping[str, str]) -> tuple[Link, ...]:
    """Links from the figures that fall to the report that tells of it; ``origins`` maps a restating claim to its origin."""
    bodies: dict[str, set[str]] = defaultdict(set)
    for f in found:
        if f.named and f.source is not None:
            said_by = _bare(f.claim.attribution.said_by or "")
            bodies[f.source.id] |= {f.source.name.casefold(), *([said_by] if " " in said_by else [])}  # "the ministry" may be any
    known = {f.report.id: f.known for f in found}
    links: dict[str, Link] = {}
    for key in sorted(known):
        at = known[key]
        if at is None:
            continue
        for sentence in _sentences(reports[key]):
            for body in sorted(bodies):
                relation = _told(sentence, bodies[body])
                if relation is None:
                    continue
                for f in _fallen(found, body, sentence, key):
                    if f.known is not None and f.known <= at:
                        reason = f"{relation.value.split('_')[0]}, as {reports[key].publisher or reports[key].name} tells"
                        link = Link(subject=f.claim.id, relation=relation, object=key, at=at, by=BY, reason=reason)
                        links.setdefault(f.claim.id, link)
                        for c in found:
                            if origins.get(c.claim.id) == f.claim.id:
                                links.setdefault(c.claim.id, _for(link, c))
    return tuple(links.values())


def _for(link: Link, carrier: Figure) -> Link:
    return Link(
        subject=carrier.claim.id,
        relation=link.relation,
        object=link.object,
        at=link.at,
        by=BY,
        reason="says again what was taken back",
    )


def _fallen(found: Sequence[Figure], body: str, sentence: str, teller: str) -> list[Figure]:
    """The body's latest figure of each measure that the sentence means, of other reports, with all given on that day."""
    rules = _rules()
    named = [m for m in _MEASURES if re.search(rules[m.value], sentence, re.I)]
    fallen = []
    for measure in named or _MEASURES[:1]:
        given = [
            f
            for f in found
            if f.source is not None and f.source.id == body and f.claim.measure is measure and f.report.id != teller and f.said
        ]
        newest = max((f.said for f in given if f.said), default=None)
        fallen += [f for f in given if f.said == newest]
    return fallen


def _told(sentence: str, names: set[str]) -> Relation | None:
    by = "(?:" + "|".join(sorted(map(re.escape, names))) + ")"
    for kind, relation in (("patterns", Relation.WITHDRAWN_BY_ORIGIN), ("disowned", Relation.DISAVOWED_BY_ORIGIN)):
        for p in _rules()[kind]:
            if re.search(p.replace("{by}", by).replace("{words}", _rules()["words"]), sentence, re.I):
                return relation
    return None


def _bare(words: str) -> str:
    return re.sub(r"^(?:the|a|an|its|their) ", "", words.casefold())


def _sentences(report: Report) -> Iterator[str]:
    """Sentences without a figure in which something may be taken back."""
    for s in report.sentences:
        text = report.text[s.start : s.end]
        if _quick().search(text) and not _NUMBER.search(text):
            yield text


@cache
def _rules() -> dict[str, Any]:
    found: dict[str, Any] = table("succession")["taken_back"]
    return found


@cache
def _quick() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:withdr[ae]wn?|retracted|took back|taken back|recalled|deleted|removed|disowned|disavowed|never|not)\b", re.I
    )


__all__ = ["taken_back"]
