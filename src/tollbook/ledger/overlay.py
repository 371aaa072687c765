"""A story's book as people's decisions leave it. What was read stays beside it: `Book.as_read`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tollbook.ledger.decided import holding
from tollbook.model import Act, Book, Claim, Correction, Decided, Decision, Link, Relation, Resolution, Source, Story


def overlaid(book: Book, decisions: Sequence[Decided]) -> Book:
    """``book`` with the judgements in force applied: settings, sources, claims, lineages."""
    claims = {c.id: c for c in book.claims}
    as_read = dict(book.as_read)
    resolutions = _sourced(claims, book.resolutions, decisions, book.story.id)
    for d in holding(decisions, Act.ACCEPT, Act.CORRECT, Act.REJECT):
        key = d.decision.subject
        read = as_read.get(key) or claims.get(key)
        if read is None:
            continue
        as_read.setdefault(key, read)
        if d.decision.act is Act.REJECT:
            claims.pop(key, None)
            continue
        claims.setdefault(key, as_read[key])  # accepted or corrected after a rejection
        if d.decision.correction is not None:
            report = book.reports[read.report]
            claims[key] = corrected(claims[key], d.decision.correction, sentence=report.sentence_at)
            resolutions[key] = _resolved(resolutions.get(key), claims[key], d.decision.correction, d.by)
    order = [c.id for c in book.claims]
    return replace(
        book,
        story=with_settings(book.story, decisions),
        claims=tuple(claims[k] for k in order if k in claims),
        resolutions={k: r for k, r in resolutions.items() if k in claims},
        links=_lineages(book, decisions),
        as_read={k: c for k, c in as_read.items() if claims.get(k) != c},
        decisions=of_story(book, decisions),
    )


def within(book: Book) -> set[str]:
    """The ids of all that a decision on ``book`` can be about: the story, its reports, its claims, rejected ones too."""
    return {book.story.id, *book.reports, *book.resolutions, *book.as_read}


def of_story(book: Book, decisions: Iterable[Decided]) -> tuple[Decided, ...]:
    """Decisions about this story, or about something in it; those on bodies may be."""
    here = within(book)
    return tuple(d for d in decisions if _is_of(d.decision, book.story.id, here))


def _is_of(decision: Decision, story: str, here: set[str]) -> bool:
    if re.fullmatch(r"[bw][0-9a-f]{16}", decision.subject) is not None:
        return decision.act is not Act.NAME_SOURCE or decision.value in {None, story}
    return not here.isdisjoint({decision.subject, *decision.objects, decision.value})


def with_settings(story: Story, decisions: Iterable[Decided]) -> Story:
    """A story with the title, zone and inclusion rule that people gave it; the later one stands."""
    for d in holding(decisions, Act.SET_STORY):
        s = d.decision.settings
        if s is not None and d.decision.subject == story.id:
            story = replace(
                story,
                title=s.title or story.title,
                zone=s.zone or story.zone,
                rule=s.rule or story.rule,
                inclusion=s.inclusion or story.inclusion,
            )
    return story


# ---------------------------------------------------------------------------------------------------------------- claims


def corrected(claim: Claim, by_hand: Correction, *, sentence: object = None) -> Claim:
    """A claim with what a person wrote in the place of what was read; its id stays."""
    figure = by_hand.figure or claim.figure
    held = claim.sentence.start <= figure.start and figure.end <= claim.sentence.end
    found = None if held or not callable(sentence) else sentence(figure.start)
    scope = replace(
        claim.scope,
        who=_put(claim.scope.who, by_hand.who),
        side=by_hand.side or claim.scope.side,
        group=_put(claim.scope.group, by_hand.group),
        where=_put(claim.scope.where, by_hand.where),
        where_span=claim.scope.where_span if by_hand.where is None else None,
    )
    if by_hand.group == "":
        scope = replace(scope, who_class=None)
    told = replace(
        claim.attribution,
        said_by=_put(claim.attribution.said_by, by_hand.said_by),
        said_by_span=claim.attribution.said_by_span if by_hand.said_by is None else None,
        said_on=claim.attribution.said_on if by_hand.said_on is None else by_hand.said_on.isoformat(),
    )
    return replace(
        claim,
        measure=by_hand.measure or claim.measure,
        object=_put(claim.object, by_hand.object),
        quantity=by_hand.quantity or claim.quantity,
        scope=scope,
        attribution=told,
        standing=by_hand.standing or claim.standing,
        frame=by_hand.frame or claim.frame,
        figure=figure,
        sentence=claim.sentence if found is None else found,
    )


def _put(before: str | None, given: str | None) -> str | None:
    return before if given is None else given or None


def _resolved(before: Resolution | None, claim: Claim, by_hand: Correction, by: str) -> Resolution:
    """The resolution of a corrected claim: a cleared wording stands for nothing."""
    r = before or Resolution(claim=claim.id, by=by)
    place = r.place if by_hand.where is None else by_hand.place
    source = r.source if by_hand.said_by is None else by_hand.source
    via = r.via if by_hand.said_by != "" else ()
    return replace(r, place=place, source=source, via=via, said_on=by_hand.said_on or r.said_on)


# --------------------------------------------------------------------------------------------------------------- sources


def wording_id(words: str, story: str | None) -> str:
    """What a decision on a wording is about: an id without the words, which may name a person. ``None``: in every story."""
    return "w" + hashlib.sha256(f"{story or ''}\n{_same(words)}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def source_subject(source: str) -> str:
    """What a decision on a body is about: an id without its name."""
    return "b" + hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _same(words: str) -> str:
    """A wording without case, space and article: "The ministry" is "the ministry" and "ministry"."""
    return re.sub(r"^(?:the|an?) ", "", " ".join(words.casefold().split()))


def _sourced(
    claims: dict[str, Claim], resolutions: dict[str, Resolution], decisions: Sequence[Decided], story: str
) -> dict[str, Resolution]:
    """Resolutions with the bodies that people named for wordings, and with merged bodies as one."""
    named: dict[str, Source] = {}
    into: dict[str, Source] = {}
    for d in holding(decisions, Act.NAME_SOURCE, Act.MERGE_SOURCES):
        if d.decision.source is None:
            continue
        if d.decision.act is Act.NAME_SOURCE:
            named.update(dict.fromkeys((d.decision.subject, *d.decision.objects), d.decision.source))
        else:
            into.update(dict.fromkeys((d.decision.subject, *d.decision.objects), d.decision.source))
    if not named and not into:
        return dict(resolutions)

    def body(source: Source | None, words: str | None) -> Source | None:
        keys = () if words is None else (wording_id(words, story), wording_id(words, None))
        found = next((named[k] for k in keys if k in named), source)
        seen: set[str] = set()
        while found is not None and found.id not in seen and (key := source_subject(found.id)) in into:
            seen.add(found.id)
            found = into[key]
        return found

    made = {}
    for key, r in resolutions.items():
        told = claims[key].attribution if key in claims else None
        words = (told.said_by, told.via) if told is not None else (None, ())
        via = tuple(s for n, v in enumerate(r.via) if (s := body(v, words[1][n] if n < len(words[1]) else None)) is not None)
        made[key] = replace(r, source=body(r.source, words[0]), via=via)
    return made


# -------------------------------------------------------------------------------------------------------------- lineages


def _lineages(book: Book, decisions: Sequence[Decided]) -> tuple[Link, ...]:
    """Links with what people say of two claims, or two reports: one origin, or two."""
    links = {(x.subject, x.relation, x.object): x for x in book.links}
    for d in holding(decisions, Act.ONE_ORIGIN, Act.OTHER_ORIGIN):
        a, b = d.decision.subject, d.decision.objects[0]
        if a in book.reports:  # whether one is made of the other is no guess any more
            for key in ((a, Relation.POSSIBLY_DERIVED, b), (b, Relation.POSSIBLY_DERIVED, a)):
                if key in links:
                    links[key] = replace(links[key], holds=False, by=d.by, reason=d.decision.reason)
        relation = Relation.REPEATS if a in book.reports else Relation.RESTATES
        one = Link(subject=a, relation=relation, object=b, at=None, by=d.by, reason=d.decision.reason)
        if d.decision.act is Act.ONE_ORIGIN:
            for key, x in list(links.items()):  # a says again what b says, and nobody else's; b does not say a again
                if x.relation is relation and x.holds and ((x.subject == a and x.object != b) or (x.subject, x.object) == (b, a)):
                    links[key] = replace(x, holds=False, by=d.by, reason=d.decision.reason)
            links[a, relation, b] = one
            continue
        group = _lineage(links.values(), relation, b)
        for key, x in list(links.items()):
            apart = (x.subject == a and x.object in group) or (x.subject, x.object) == (b, a)
            if x.relation is relation and x.holds and apart:
                links[key] = replace(x, holds=False, by=d.by, reason=d.decision.reason)
        links[a, relation, b] = replace(one, holds=False)
    return tuple(links.values())


def _lineage(links: Iterable[Link], relation: Relation, of: str) -> set[str]:
    """All that says the same as ``of``, by links in force."""
    near: dict[str, set[str]] = {}
    for x in links:
        if x.relation is relation and x.holds:
            near.setdefault(x.subject, set()).add(x.object)
            near.setdefault(x.object, set()).add(x.subject)
    found, open_ = {of}, [of]
    while open_:
        for n in near.get(open_.pop(), ()):
            if n not in found:
                found.add(n)
                open_.append(n)
    return found
