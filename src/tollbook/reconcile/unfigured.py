"""A toll taken back in a sentence that names no figure: "the ministry withdrew the toll that it published on Sunday".

It is that body's figure of the day that is named, else its latest one. Where it is not known whose toll or which one is meant,
nothing is set aside: `untargeted` names such sentences, and a check shows them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from tollbook.lexicon import table
from tollbook.model import Book, Link, Measure, Relation, Report, Span
from tollbook.reconcile.figures import Figure

BY = "reconcile.unfigured 0.2"
_MEASURES = (Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.ARRESTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence that tells of a toll taken back, without a figure of its own."""

    report: Report
    sentence: Span
    measures: tuple[Measure, ...]
    day: date | None  # on which the toll was given, where the words name it


def taken_back(found: Sequence[Figure], book: Book, origins: Mapping[str, str]) -> tuple[Link, ...]:
    """Links from the figures that fall to the report that tells of it; ``origins`` maps a restating claim to its origin."""
    zone, names = ZoneInfo(book.story.zone), _names(found)
    links: dict[str, Link] = {}
    for report, sentences in _suspect(book):
        if report.published is None:
            continue
        at = report.published.known_at(zone).astimezone(zone)
        out = [f for f in found if f.known is not None and f.known <= at and f.report.id != report.id]
        for sentence in sentences:
            told = Told(
                report=report, sentence=sentence, measures=_measures(sentence.text), day=_day(sentence.text, report, zone)
            )
            relation, bodies = _by_whom(told, out, names)
            if relation is None or len(bodies) != 1:
                continue
            reason = f"{relation.value.split('_')[0]}, as {report.publisher or report.name} tells"
            for f in _fallen(told, out, bodies[0]):
                link = Link(subject=f.claim.id, relation=relation, object=report.id, at=at, by=BY, reason=reason)
                links.setdefault(f.claim.id, link)
                for c in found:
                    if origins.get(c.claim.id) == f.claim.id:
                        links.setdefault(c.claim.id, _for(link, c))
    return tuple(links.values())


def untargeted(book: Book, links: Iterable[Link]) -> tuple[tuple[Report, Span], ...]:
    """Sentences that tell of a toll taken back, where nothing was found that they mean."""
    aimed = {x.object for x in links if x.holds and x.relation in {Relation.WITHDRAWN_BY_ORIGIN, Relation.DISAVOWED_BY_ORIGIN}}
    own = {c.report for c in book.claims if c.id in aimed}
    return tuple(
        (report, sentence)
        for report, sentences in _suspect(book)
        if report.id not in aimed | own
        for sentence in sentences
        if _matches("unnamed", sentence.text)
    )


def tells_of_withdrawal(report: Report) -> bool:
    """The report may tell of a toll taken back: it is of a story's matter though it has no figure."""
    return any(_matches("unnamed", s.text) for s in _sentences(report))


def _for(link: Link, carrier: Figure) -> Link:
    again = "says again what was taken back"
    return Link(subject=carrier.claim.id, relation=link.relation, object=link.object, at=link.at, by=BY, reason=again)


# ------------------------------------------------------------------------------------------------------------- sentences

_kept: dict[str, tuple[Span, ...]] = {}  # by report: a story is judged and estimated many times


def _suspect(book: Book) -> Iterator[tuple[Report, list[Span]]]:
    """Reports with sentences in which something may be taken back, and none of whose words is a claim's figure."""
    figured: dict[str, list[int]] = defaultdict(list)
    for c in (*book.claims, *book.rejected):
        figured[c.report].append(c.figure.start)
    for key in sorted({**book.reports, **book.acting}):
        report = book.reports.get(key) or book.acting[key]
        if key not in _kept:
            if len(_kept) > 50_000:
                _kept.clear()
            _kept[key] = _sentences(report)
        free = [s for s in _kept[key] if not any(s.start <= at < s.end for at in figured[key])]
        if free:
            yield report, free


def _sentences(report: Report) -> tuple[Span, ...]:
    if _quick().search(report.text) is None:
        return ()
    spans = (report.words(s.start, s.end) for s in report.sentences)
    return tuple(s for s in spans if _quick().search(s.text) is not None and _tolls().search(s.text) is not None)


def _measures(sentence: str) -> tuple[Measure, ...]:
    named = tuple(m for m in _MEASURES if re.search(_rules()[m.value], sentence, re.I))
    return named or _MEASURES[:1]


def _day(sentence: str, report: Report, zone: ZoneInfo) -> date | None:
    """The day on which the toll was given that is taken back, where it stands behind the toll: "published on Sunday"."""
    if report.published is None:
        return None
    published, m = report.published.local_day(zone), _dated().search(sentence)
    if m is None:
        return None
    calendar, words = table("grouping")["days"], m.groupdict()
    if words["yesterday"]:
        return published - timedelta(days=1)
    if words["weekday"]:
        return published - timedelta(days=(published.weekday() - calendar["weekdays"].index(words["weekday"].casefold())) % 7)
    month = next(n for n, names in enumerate(calendar["months"], 1) if (words["month"] or words["month2"]).casefold() in names)
    number = int(words["day"] or words["day2"])
    found = [d for year in (published.year, published.year - 1) if (d := _date(year, month, number)) is not None]
    return next((d for d in found if d <= published), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# --------------------------------------------------------------------------------------------------------- whose, and which


def _names(found: Sequence[Figure]) -> dict[str, set[str]]:
    """The named bodies of a story, by the names that reports give them in full."""
    bodies: dict[str, set[str]] = defaultdict(set)
    for f in found:
        if f.named and f.source is not None:
            said_by = _bare(f.claim.attribution.said_by or "")
            bodies[f.source.id] |= {f.source.name.casefold(), *([said_by] if " " in said_by else [])}  # "the ministry" may be any
    return bodies


def _by_whom(told: Told, out: Sequence[Figure], names: Mapping[str, Collection[str]]) -> tuple[Relation | None, list[str]]:
    """What was done to a toll, and by which bodies it can have been: those that are named; else, of a word ("the ministry"), or
    of nobody, those that gave such a toll, on the day that is named."""
    words = told.sentence.text
    for kind, relation in (("patterns", Relation.WITHDRAWN_BY_ORIGIN), ("disowned", Relation.DISAVOWED_BY_ORIGIN)):
        named = [b for b in sorted(names) if _matches(kind, words, names[b])]
        if named:
            return relation, named
    if not _matches("unnamed", words):
        return None, []
    gave = [f for f in out if f.named and f.source is not None and f.claim.measure in told.measures and not f.claim.restates]
    gave = [f for f in gave if told.day in {None, f.said}]
    of_word = sorted({f.source.id for f in gave if f.source is not None and _matches("patterns", words, _last_words(f))})
    return Relation.WITHDRAWN_BY_ORIGIN, of_word or sorted({f.source.id for f in gave if f.source is not None and _nobody(words)})


def _last_words(f: Figure) -> set[str]:
    """What a body is called for short: "ministry" of the Health Ministry."""
    assert f.source is not None  # the caller's figures are of bodies
    names = (f.source.name, f.claim.attribution.said_by or "")
    return {w[-1].casefold() for n in names if (w := n.split())}


def _nobody(words: str) -> bool:
    """The sentence is passive, and names nobody who took the toll back."""
    return re.search(r"\b(?:withdrawn|retracted|taken back)\b(?! by\b)", words, re.I) is not None


def _fallen(told: Told, out: Sequence[Figure], body: str) -> list[Figure]:
    """The body's figures of the day named, else its latest, of each measure that the sentence means."""
    fallen = []
    for measure in told.measures:
        given = [f for f in out if f.source is not None and f.source.id == body and f.claim.measure is measure and f.said]
        on_day = [f for f in given if f.said == told.day]
        newest = max((f.said for f in given if f.said), default=None)
        fallen += on_day or [f for f in given if f.said == newest]
    return fallen


def _bare(words: str) -> str:
    return re.sub(r"^(?:the|a|an|its|their) ", "", words.casefold())


# --------------------------------------------------------------------------------------------------------------- patterns


def _matches(kind: str, words: str, names: Collection[str] = ()) -> bool:
    by = "(?<!\\w)(?:" + "|".join(sorted(map(re.escape, names))) + ")"
    found = (
        p.replace("{by}", by).replace("{words}", _rules()["words"]).replace("{tolls}", _rules()["tolls"]) for p in _rules()[kind]
    )
    return any(re.search(p, words, re.I) for p in found)


@cache
def _rules() -> dict[str, Any]:
    found: dict[str, Any] = table("succession")["taken_back"]
    return found


@cache
def _quick() -> re.Pattern[str]:
    return re.compile(_rules()["quick"], re.I)


@cache
def _tolls() -> re.Pattern[str]:
    return re.compile(rf"\b{_rules()['words']}\b", re.I)


@cache
def _dated() -> re.Pattern[str]:
    calendar = table("grouping")["days"]
    weekday, month = "|".join(calendar["weekdays"]), "|".join(w for names in calendar["months"] for w in names)
    toll, given = _rules()["words"], r"(?:(?:that |which )?(?:it |was |were |they )?(?:had )?\w+ )?"
    number = r"\d{1,2}"
    dated = rf"(?P<day>{number}) (?P<month>{month})|(?P<month2>{month}) (?P<day2>{number})"
    when = rf"(?:(?P<yesterday>yesterday)|(?P<weekday>{weekday})|{dated})"
    return re.compile(rf"\b{toll}\b (?:of \w+ )?{given}(?:a day earlier )?(?:on |last )?{when}\b", re.I)


__all__ = ["taken_back", "tells_of_withdrawal", "untargeted"]
