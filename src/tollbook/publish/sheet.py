"""One story as it goes on the page: which claims are known by then, what may be named, how dates and figures are worded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from tollbook.lexicon import table
from tollbook.model import Book, Claim, Estimate, Happening, Link, Measure, Page, Relation, Report, ScopeKey, Side, SourceKind
from tollbook.publish.markup import Html, el, join, text
from tollbook.publish.masking import Spans, lower_words, masked, office_holders, with_masks

_PERSONS = (SourceKind.WITNESS, SourceKind.UNKNOWN, SourceKind.EXPERT)  # kinds of source whose names are not public
PASSED_ON = (Relation.RESTATES, Relation.REPEATS, Relation.POSSIBLY_DERIVED)


@lru_cache(50_000)  # a sentence with three figures is asked for nine times
def _spans(words: str, public: frozenset[str], common: frozenset[str], language: str) -> Spans:
    return masked(words, public, common=common, language=language)[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What masking may leave standing: names that are ``public``, words that are ``common``. ``mask`` off shows all."""

    mask: bool
    public: frozenset[str]
    common: frozenset[str]
    language: str

    def hide(self, words: str) -> str:
        """``words`` with private names masked."""
        return with_masks(words, self.spans(words), language=self.language)

    def spans(self, words: str) -> Spans:
        """Where private names stand in ``words``."""
        return _spans(words, self.public, self.common, self.language) if self.mask else ()

    def figure(self, claim: Claim) -> str:
        """The figure of ``claim``. It may be a name: "X and 11 others were killed" counts X as one."""
        start, end = figure_within(claim)
        inside = clipped(self.spans(claim.sentence.text), start, end) if start >= 0 else self.spans(claim.figure.text)
        return with_masks(claim.figure.text, inside, language=self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A story on the page. ``claims`` are those published by then, in order; ``private`` names of sources that are withheld."""

    key: str  # of anchors: "s1"
    book: Book
    estimates: tuple[Estimate, ...]
    history: tuple[Estimate, ...]
    as_of: datetime
    claims: tuple[Claim, ...]
    later: int
    by_id: dict[str, Claim]  # the same claims
    links: tuple[Link, ...]
    links_of: dict[str, tuple[Link, ...]]  # by what stands at either end
    names: Names
    private: frozenset[str]
    words: dict[str, Any]
    acts: tuple[Happening, ...] = ()
    pages: tuple[Page, ...] = ()  # that changed or vanished by then

    @property
    def zone(self) -> ZoneInfo:
        """The story's time zone."""
        return ZoneInfo(self.book.story.zone)


def names_of(books: Sequence[Book], *, mask: bool, language: str = "en") -> Names:
    """What ``books`` themselves tell of names: their places, their bodies, those whom a report calls by an office."""
    if not mask:
        return Names(mask=False, public=frozenset(), common=frozenset(), language=language)
    texts = [r.text for b in books for r in b.reports.values()]
    public = {n for b in books for n in public_names(b)}
    return Names(
        mask=True, public=office_holders(texts, language=language) | public, common=lower_words(texts), language=language
    )


def aliases(book: Book, names: Names) -> dict[str, str]:
    """Ids of sources and places that hold a withheld name, each with one that does not: "withheld-1"."""
    found: dict[str, str] = {}
    for r in book.resolutions.values():
        found |= {s.id: s.name for s in (r.source, *r.via) if s is not None}
        found |= {r.place.id: r.place.name} if r.place is not None else {}
    hidden = sorted(key for key, name in found.items() if names.hide(name) != name)
    return {key: f"withheld-{n}" for n, key in enumerate(hidden, start=1)}


def public_names(book: Book) -> Iterable[str]:
    """Names that a story's own facts make public: its places, publishers, agencies and bodies."""
    story = book.story
    yield from filter(None, (story.place.name if story.place else None, *(r.publisher for r in book.reports.values())))
    yield from filter(None, (r.agency for r in book.reports.values()))
    for claim in book.claims:
        r = book.resolutions.get(claim.id)
        if r is None:
            continue
        if r.place is not None and "/" not in r.place.id:  # another one is made of the words: a house, by its owner
            yield from filter(None, (r.place.name, claim.scope.where))
        for source in (r.source, *r.via):
            if source is not None and source.kind not in _PERSONS:
                yield source.name


def sheet_of(
    key: str,
    book: Book,
    estimates: tuple[Estimate, ...],
    *,
    as_of: datetime,
    names: Names,
    history: Sequence[Estimate] = (),
    acts: Sequence[Happening] = (),
) -> Sheet:
    """``book`` as of a moment. Undated reports are shown; what was published later is counted and left out."""
    zone = ZoneInfo(book.story.zone)

    def known(report: Report) -> bool:
        return report.published is None or report.published.known_at(zone) <= as_of

    shown = [c for c in book.claims if known(book.reports[c.report])]
    ids = {c.id for c in shown} | {r.id for r in book.reports.values() if known(r)}
    all_ids = {c.id for c in book.claims} | set(book.reports)
    links = tuple(
        x
        for x in book.links
        if x.holds and (x.at is None or x.at <= as_of) and not {e for e in (x.subject, x.object) if e in all_ids and e not in ids}
    )
    return Sheet(
        key=key,
        book=book,
        estimates=estimates,
        history=tuple(e for e in history if e.story == book.story.id),
        as_of=as_of,
        claims=tuple(sorted(shown, key=lambda c: _order(book.reports[c.report], c, zone))),
        later=len(book.claims) - len(shown),
        by_id={c.id: c for c in shown},
        links=links,
        links_of=_by_end(links),
        names=names,
        private=frozenset(n for c in shown for n in private_sources(c, names)),
        words=table("page", names.language),
        acts=tuple(acts),
    )


def _by_end(links: Sequence[Link]) -> dict[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = {}
    for link in links:
        for end in dict.fromkeys((link.subject, link.object)):
            found.setdefault(end, []).append(link)
    return {end: tuple(of) for end, of in found.items()}


def _order(report: Report, claim: Claim, zone: ZoneInfo) -> tuple[str, str, int, str]:
    when = report.published
    return (when.known_at(zone).isoformat() if when else "~", report.id, claim.figure.start, claim.id)


def private_sources(claim: Claim, names: Names) -> Iterable[str]:
    """Names of several words among those whom a claim counts or is attributed to."""
    told, scope = claim.attribution, claim.scope
    whom = (scope.labelled_by, scope.who, scope.where, claim.figure.text)
    for words in filter(None, (told.said_by, *told.via, claim.disputed_by, *whom)):
        yield from (words[a:b] for a, b in names.spans(words) if " " in words[a:b])


def figure_within(claim: Claim) -> tuple[int, int]:
    """Where the figure stands in its sentence; (-1, -1) where it does not."""
    start = claim.figure.start - claim.sentence.start
    end = start + len(claim.figure.text)
    return (start, end) if start >= 0 and claim.sentence.text[start:end] == claim.figure.text else (-1, -1)


def clipped(spans: Spans, start: int, end: int) -> Spans:
    """What of ``spans`` lies between ``start`` and ``end``, counted from ``start``."""
    return tuple((max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start)


# ------------------------------------------------------------------------------------------------------------- wording


def own_words(sheet: Sheet, sentence: str) -> str:
    """A sentence of Tollbook's own, as it is, but for private sources whose names are withheld elsewhere on the page."""
    for name in sorted(sheet.private, key=len, reverse=True):
        sentence = sentence.replace(name, with_masks(name, ((0, len(name)),), language=sheet.names.language))
    return sentence


def quoted(sheet: Sheet, claim: Claim) -> Html:
    """The whole sentence of ``claim``, its figure in ``mark``, private names withheld."""
    sentence, (start, end) = claim.sentence.text, figure_within(claim)
    if start < 0:
        return text(sheet.names.hide(sentence))
    spans = sheet.names.spans(sentence)

    def part(a: int, b: int) -> Html:
        return masked_html(sheet, sentence[a:b], clipped(spans, a, b))

    return join([part(0, start), el("mark", part(start, end)), part(end, len(sentence))])


def masked_html(sheet: Sheet, words: str, spans: Spans) -> Html:
    """``words`` with the names at ``spans`` withheld."""
    mask = with_masks("", ((0, 0),), language=sheet.names.language)
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += [words[at:start], el("span", mask, class_="withheld", title=sheet.words["page"]["withheld"])]
        at = end
    return join([*pieces, words[at:]])


def day_words(day: date, words: dict[str, Any], *, short: bool = False) -> str:
    """ "10 January 2022", or "10 Jan 2022"."""
    return f"{day.day} {words['dates']['short' if short else 'months'][day.month - 1]} {day.year}"


def moment_words(moment: datetime, zone: ZoneInfo, words: dict[str, Any]) -> str:
    """ "10 January 2022, 23:59 (Asia/Almaty)"; a day's last second is the day."""
    local = moment.astimezone(zone)
    return f"{day_words(local.date(), words)}, {local:%H:%M} ({zone.key})"


def day_of(sheet: Sheet, claim: Claim) -> date | None:
    """The day on which the claim's report was published, in the story's zone."""
    when = sheet.book.reports[claim.report].published
    return when.local_day(sheet.zone) if when else None


def told_words(sheet: Sheet, claim: Claim) -> str:
    """According to whom, as worded in the report, names of private persons withheld."""
    told = claim.attribution
    if told.said_by is None:
        return str(sheet.words["page"]["own" if told.own_observation else "nobody"])
    return sheet.names.hide(told.said_by)


def source_words(sheet: Sheet, claim: Claim) -> str:
    """According to whom, away from the report: the body by its name; of a figure without a source, who published it."""
    resolved, publisher = sheet.book.resolutions.get(claim.id), sheet.book.reports[claim.report].publisher
    if claim.attribution.said_by is not None:
        return sheet.names.hide(resolved.source.name) if resolved and resolved.source else told_words(sheet, claim)
    return f"{publisher}, {told_words(sheet, claim)}" if publisher else told_words(sheet, claim)


def what_words(sheet: Sheet, claim: Claim) -> str:
    """Measure, of whom and where, as worded: "killed, protesters, Almaty"."""
    scope = claim.scope
    counted = claim.object if claim.object != claim.quantity.unit else None
    parts = (sheet.words["measures"][claim.measure.value].lower(), scope.who or counted, scope.where)
    return ", ".join(sheet.names.hide(p) for p in parts if p)


def subject_words(measure: Measure, counted: str | None, words: dict[str, Any]) -> str:
    """ "Killed", "Destroyed (vehicles)"."""
    name = words["measures"][measure.value]
    return f"{name} ({words['objects'].get(counted, counted)})" if counted else name


def scope_words(scope: ScopeKey, words: dict[str, Any], *, whole: bool = True) -> str:
    """What a toll is of: "Killed: security forces, Almaty". Without ``whole``, only what narrows it."""
    side = words["sides"][scope.side.value] if scope.side not in (None, Side.NOT_SAID) else None
    parts = [p for p in (side, scope.group, scope.where.name if scope.where else None) if p]
    head = subject_words(scope.measure, scope.object, words)
    if not whole:
        return ", ".join(parts) or head
    return f"{head}: {', '.join(parts)}" if parts else head


def number_words(number: int) -> str:
    """ "1,006"."""
    return f"{number:,}"


def claim_link(sheet: Sheet, claim_id: str, *, by_source: bool = False) -> Html:
    """A claim named in passing, linked to where it is quoted: "164 (health ministry, 9 Jan 2022)", or only by its source."""
    claim = sheet.by_id.get(claim_id)
    if claim is None:
        return el("code", claim_id)
    day = day_of(sheet, claim)
    when = day_words(day, sheet.words, short=True) if day else sheet.words["dates"]["undated"].lower()
    told = f"{source_words(sheet, claim)}, {when}"
    if by_source:
        return el("a", el("bdi", told), href=f"#claim-{claim.id}")
    return el(
        "span",
        el("a", el("bdi", sheet.names.figure(claim)), href=f"#claim-{claim.id}"),
        " ",
        el("bdi", f"({told})"),
        class_="ref",
    )
