"""Addresses into a ledger: asked, kept as evidence, read, filed; pages that changed as versions, and pages that vanished."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from tollbook.acquire.addresses import Address
from tollbook.acquire.answer import Answer
from tollbook.acquire.fetched import items_of, listed_in
from tollbook.acquire.refusal import Refused
from tollbook.filing import Filing, Learned
from tollbook.model import DateFound, Outcome, Problem, Published, Visit
from tollbook.read.dates import published_of

GONE = (404, 410)
LISTED = 100  # pages of a feed or a sitemap that are read at one go


class Asker(Protocol):
    """Who asks addresses: `acquire.fetch.Fetcher`, or one who has asked them beforehand."""

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
        """What an address answers. Raises `Refused`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """What came of one address. ``answer`` is ``None`` where there was none; ``outcome`` where nothing came or nothing is new.

    ``again``: asking later can help, not before ``after`` seconds.
    """

    answer: Answer | None = None
    outcome: Outcome | None = None
    learned: tuple[Learned, ...] = ()
    problems: tuple[Problem, ...] = ()
    again: bool = False
    after: float | None = None


def asked(fetcher: Asker, url: str, *, etag: str | None = None, modified: str | None = None) -> Answer | Visited:
    """The answer of an address, or why there is none."""
    try:
        return fetcher.fetch(url, etag=etag, modified=modified)
    except Refused as refused:
        problem = Problem(code=refused.code, message=refused.message)
        return Visited(problems=(problem,), again=refused.again, after=refused.after)


def read_address(filing: Filing, fetcher: Asker, url: str, *, given: Published | None = None) -> Iterator[Learned | Problem]:
    """Asks an address, and files what it answers; of a feed or a sitemap, the pages that it lists."""
    answer = asked(fetcher, url)
    if isinstance(answer, Visited):
        yield from answer.problems
        return
    raw = filing.ledger.keep(answer.records) if answer.status == 200 else ""  # before anything reads it
    listed = listed_in(answer) if raw else None
    if listed is not None:
        yield from _read_listed(filing, fetcher, answer, raw, listed)
        return
    seen = file_answer(filing, answer, given=given)
    yield from seen.learned
    yield from seen.problems


def _read_listed(
    filing: Filing, fetcher: Asker, answer: Answer, raw: str, listed: tuple[Address, ...]
) -> Iterator[Learned | Problem]:
    """The pages of a list, each once. The list itself is kept where it led to something new."""
    fresh = False
    for one in tuple({a.url: a for a in listed}.values())[:LISTED]:
        page = asked(fetcher, one.url)
        seen = page if isinstance(page, Visited) else file_answer(filing, page, listed=raw, stated=stated_in(one.published))
        fresh = fresh or seen.outcome is not None
        yield from seen.learned
        yield from seen.problems
    if fresh:
        filing.note(_visit(answer, Outcome.FOUND, raw, None, ()))
    else:
        filing.drop(raw)
    if len(listed) > LISTED:
        told = (
            f"{answer.url} lists {len(listed):,} addresses, of which the first {LISTED} were read; `tollbook watch` takes more."
        )
        yield Problem(code="addresses_left", message=told)


def stated_in(words: str | None) -> Published | None:
    """The date that a list gives a page."""
    return None if words is None else published_of(words, DateFound.METADATA)


def file_answer(
    filing: Filing, answer: Answer, *, listed: str | None = None, given: Published | None = None, stated: Published | None = None
) -> Visited:
    """Keeps an answer, reads and files it. ``listed`` is the digest of the feed that named it, ``stated`` the date given there.

    Bytes that bring nothing new are not kept: the visit before is the evidence.
    """
    if answer.status == 304:
        return Visited(answer=answer)
    if answer.status in GONE:
        return _gone(filing, answer, listed)
    raw = filing.ledger.keep(answer.records)  # before anything reads it
    found = tuple(_filed(filing, answer, given, stated))
    learned, problems = tuple(x for x in found if isinstance(x, Learned)), tuple(x for x in found if isinstance(x, Problem))
    reports = tuple(dict.fromkeys(x.report.id for x in learned))
    seen = _last(filing, answer.url)
    other = bool(reports) and (seen is None or seen.outcome is not Outcome.FOUND or seen.reports != reports)
    if not other and not any(x.new for x in learned):
        filing.drop(raw)
        return Visited(answer=answer, learned=learned, problems=problems)
    filing.note(_visit(answer, Outcome.FOUND, raw, listed, reports))
    return Visited(answer=answer, outcome=Outcome.FOUND, learned=learned, problems=problems)


def _filed(filing: Filing, answer: Answer, given: Published | None, stated: Published | None) -> Iterator[Learned | Problem]:
    for item in items_of(answer):
        if isinstance(item, Problem):
            yield item
            continue
        reports, faults = filing.reader(item, published=given)
        yield from (p for p in faults if p.report is None)
        for report in reports:
            own = tuple(p for p in faults if p.report == report.id)
            yield filing.file_fetched(report, own, at=answer.at, alone=len(reports) == 1, stated=stated)


def _gone(filing: Filing, answer: Answer, listed: str | None) -> Visited:
    """A page that answers that nothing is there: recorded where something was, once."""
    versions = filing.ledger.versions(answer.url)
    if not versions:
        told = f"{answer.url} answers {answer.status}: there is no page, and none was read there before."
        return Visited(answer=answer, problems=(Problem(code="gone", message=told),))
    told = f"{answer.url} answers {answer.status}: the page that was read as {versions[-1].id} is gone. Its figures stand."
    problem = Problem(code="gone", message=told, report=versions[-1].id)
    seen = _last(filing, answer.url)
    if seen is not None and seen.outcome is Outcome.GONE:
        return Visited(answer=answer, problems=(problem,))
    raw = filing.ledger.keep(answer.records)
    filing.note(_visit(answer, Outcome.GONE, raw, listed, tuple(v.id for v in versions)))
    return Visited(answer=answer, outcome=Outcome.GONE, problems=(problem,))


def _visit(answer: Answer, outcome: Outcome, raw: str, listed: str | None, reports: tuple[str, ...]) -> Visit:
    at, status = answer.at, answer.status
    return Visit(address=answer.url, at=at, outcome=outcome, status=status, raw=raw, listed=listed, reports=reports)


def _last(filing: Filing, url: str) -> Visit | None:
    visits = filing.ledger.visits(url)
    return visits[-1] if visits else None
