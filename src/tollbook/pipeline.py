"""The whole flow, on one screen: bytes -> evidence -> reports -> claims -> resolutions -> ledger -> links.

Estimates come last and are never stored: `asking.py` computes them from a story's book. Only the pipeline and the front
doors import stages. Nothing here reads a clock: ``now`` is passed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import BinaryIO

from tollbook.acquire import Acquired, acquire
from tollbook.acquire.hosts import is_address
from tollbook.errors import HeadMoved, LedgerLocked, UsageError
from tollbook.extract.rules import RulesExtractor
from tollbook.filing import Filing, Learned, signature
from tollbook.ledger import Ledger
from tollbook.ledger.overlay import with_settings
from tollbook.model import Book, Claim, Link, Problem, Published, Report, Resolution
from tollbook.protocols import Extractor, Reader
from tollbook.read import read
from tollbook.reconcile import judge
from tollbook.resolve import Gazetteer, open_beside, resolve, retitled
from tollbook.visiting import Asker, read_address

TRIES = 50  # times that a story is judged anew because another process recorded something meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run of `read_into` did. ``head`` is the number and digest of the ledger's last entry: keep it elsewhere."""

    learned: tuple[Learned, ...]
    problems: tuple[Problem, ...]
    links: int
    head: tuple[int, str]


def read_reports(
    paths: Sequence[str],
    *,
    published: Mapping[str, Published] | None = None,
    stdin: BinaryIO | None = None,
    keep: Callable[[bytes], str] | None = None,
    items: Iterable[Acquired | Problem] | None = None,
    fast: bool = False,
    reader: Reader = read,
) -> Iterator[tuple[Acquired, tuple[Report, ...], tuple[Problem, ...]] | Problem]:
    """Reports of ``paths``, item by item. ``published`` maps a name (or the last part of a path) to a given date;
    ``keep`` is given the bytes of each item before they are read; ``items`` are read in the place of ``paths``.
    ``fast`` reads pages as archives are read: some six times faster, and less of them. ``reader`` may be one that gives up a
    page which takes too long (`tollbook.read.apart`)."""
    for item in acquire(paths, stdin=stdin) if items is None else items:
        if isinstance(item, Problem):
            yield item
            continue
        if keep is not None:
            keep(item.raw)
        yield item, *reader(item, published=_given(item.name, published or {}), fast=fast)


def _given(name: str, published: Mapping[str, Published]) -> Published | None:
    return published.get(name) or published.get(name.replace("\\", "/").rsplit("/", 1)[-1])


def read_into(
    ledger: Ledger,
    paths: Sequence[str],
    *,
    now: Callable[[], datetime],
    published: Mapping[str, Published] | None = None,
    stdin: BinaryIO | None = None,
    extractor: Extractor | None = None,
    gazetteer: Gazetteer | None = None,
    progress: Callable[[Learned], None] | None = None,
    fetcher: Asker | None = None,
    items: Iterable[Acquired | Problem] | None = None,
    asked_by: str | None = None,
    fast: bool = False,
    reader: Reader = read,
) -> Run:
    """Reads ``paths`` into ``ledger``: evidence, readings, resolutions and stories, batch by batch; then links, story by story.

    Addresses among them are asked by ``fetcher``, after the files. ``items`` are read in the place of files; ``asked_by`` is the
    person on whose word, which stays with the entries. ``fast`` reads the pages of files as archives are read. ``reader`` reads
    them all: `tollbook.read.apart.Apart` gives up a page that takes too long.

    What was acknowledged before an interruption is kept, and the same call goes on from there.
    """
    gazetteer = gazetteer or open_beside(ledger.path)
    filing = Filing(ledger, extractor or RulesExtractor(), gazetteer, now=now, asked_by=asked_by, reader=reader)
    learned: list[Learned] = []
    problems: list[Problem] = []
    files, addresses = [p for p in paths if not is_address(p)], [p for p in paths if is_address(p)]
    for one in chain(_files(filing, files, published, stdin, items, fast), _pages(filing, addresses, published, fetcher)):
        if isinstance(one, Problem):
            problems.append(one)
            continue
        learned.append(one)
        if progress is not None:
            progress(one)
    filing.flush()
    filing.close()
    # Stories of reports that were known are judged too: an earlier run may have been cut off before it judged them.
    touched = {s.id for x in learned for s in (x.story, x.beside, *x.others) if s is not None}
    links = sum(relink(ledger, story, now=now) for story in sorted(touched))
    return Run(learned=tuple(learned), problems=tuple(problems), links=links, head=ledger.head())


def _files(
    filing: Filing,
    paths: Sequence[str],
    published: Mapping[str, Published] | None,
    stdin: BinaryIO | None,
    items: Iterable[Acquired | Problem] | None,
    fast: bool,
) -> Iterator[Learned | Problem]:
    keep, reader = filing.ledger.keep, filing.reader
    for item in read_reports(paths, published=published, stdin=stdin, keep=keep, items=items, fast=fast, reader=reader):
        if isinstance(item, Problem):
            yield item
            continue
        _, reports, faults = item
        yield from (p for p in faults if p.report is None)
        yield from (filing.file(r, tuple(p for p in faults if p.report == r.id)) for r in reports)


def _pages(
    filing: Filing, addresses: Sequence[str], published: Mapping[str, Published] | None, fetcher: Asker | None
) -> Iterator[Learned | Problem]:
    for url in dict.fromkeys(addresses):
        if fetcher is None:
            raise UsageError(f"{url} is an address, and nobody was given to ask it.", "Give a file, or call with a fetcher.")
        yield from read_address(filing, fetcher, url, given=_given(url, published or {}))


def relink(ledger: Ledger, story: str, *, now: Callable[[], datetime]) -> int:
    """Judges ``story`` anew and records what changed: links that now hold, and those of a rule that no longer do.

    Where another process records something meanwhile, what was worked out is not recorded but worked out again.
    """
    for _ in range(TRIES):
        try:
            return _relinked(ledger, ledger.book(story), now=now)
        except HeadMoved:
            continue
    raise LedgerLocked(str(ledger.path))


def _relinked(ledger: Ledger, book: Book, *, now: Callable[[], datetime]) -> int:
    if not book.reports:  # all of them were sealed or erased, or moved by a person
        return 0
    head = book.upto
    told = with_settings(retitled(book), book.decisions)  # what a person set stays
    if told != book.story:
        head = ledger.append([told], by="resolve", recorded=now(), upon=head)[-1].number
        book = replace(book, story=told)
    found = {_key(x): x for x in judge(book)}
    standing = {_key(x): x for x in book.links}
    fresh = [x for k, x in found.items() if k not in standing or _differs(standing[k], x)]
    lifted = [
        replace(x, holds=False, reason="no longer follows from what was read")
        for k, x in standing.items()
        if x.holds and k not in found and not x.by.startswith("person:")
    ]
    changes = [*fresh, *lifted]
    if changes:
        ledger.append(changes, by="reconcile", recorded=now(), upon=head)
    return len(changes)


def _key(link: Link) -> tuple[str, str, str]:
    return link.subject, link.relation, link.object


def _differs(old: Link, new: Link) -> bool:
    """A person's word stands against a rule's; a rule's gives way to its own later one."""
    return not old.by.startswith("person:") and replace(old, by=new.by) != new


# ---------------------------------------------------------------------------------------------------------- reading again


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What a newer extractor reads otherwise in one report: ``gained``, ``lost`` and ``changed`` (before, after).

    All three are empty where only the extractor's version is another.
    """

    report: Report
    before: str
    gained: tuple[Claim, ...]
    lost: tuple[Claim, ...]
    changed: tuple[tuple[Claim, Claim], ...]

    @property
    def otherwise(self) -> bool:
        """Something is read otherwise, and not only signed otherwise."""
        return bool(self.gained or self.lost or self.changed)


def reread(ledger: Ledger, *, extractor: Extractor | None = None) -> Iterator[Reread]:
    """Compares each reading in force with what ``extractor`` reads in the same text; records nothing."""
    extractor = extractor or RulesExtractor()
    for reading in ledger.readings():
        if reading.extractor.startswith("import "):  # a person's list: there is nothing to read in it otherwise
            continue
        now, then = {c.id: c for c in extractor.extract(reading.report)}, {c.id: c for c in reading.claims}
        gained = tuple(c for k, c in now.items() if k not in then)
        lost = tuple(c for k, c in then.items() if k not in now)
        changed = tuple((then[k], c) for k, c in now.items() if k in then and then[k] != c)
        if gained or lost or changed or reading.extractor != signature(extractor):
            yield Reread(report=reading.report, before=reading.extractor, gained=gained, lost=lost, changed=changed)


def accept(ledger: Ledger, found: Iterable[Reread], *, now: Callable[[], datetime], extractor: Extractor | None = None) -> int:
    """Records the newer readings of ``found`` and judges their stories anew; the number of readings recorded."""
    filing = Filing(ledger, extractor or RulesExtractor(), open_beside(ledger.path), now=now)
    stories: set[str] = set()
    count = 0
    for one in found:
        count += 1
        old = ledger.reading(one.report.id)
        if old is None:
            raise UsageError(f"Report {one.report.id} is not in the ledger.")
        stories |= {s for c in old.claims if (s := ledger.story_of(c.id)) is not None}
        newer = filing.again(old)
        stories |= {s.id for s in (newer.story, newer.beside, *newer.others) if s is not None}
    filing.flush()
    filing.close()
    for story in sorted(stories):
        relink(ledger, story, now=now)
    return count


# ---------------------------------------------------------------------------------------------------------- without a ledger


def claims_of_text(text: str, *, name: str = "text", extractor: Extractor | None = None) -> tuple[Claim, ...]:
    """The claims of one plain text; ``figure`` and ``sentence`` of each are spans of the report that is made of it."""
    reports, _ = read(Acquired(name=name, raw=text.encode("utf-8", "surrogatepass"), media="text/plain", body=text))
    return tuple(c for report in reports for c in (extractor or RulesExtractor()).extract(report))


def resolutions_of(report: Report, claims: tuple[Claim, ...], gazetteer: Gazetteer) -> dict[str, Resolution]:
    """What the wordings of ``claims`` stand for, by claim; for `extract`, which needs no ledger."""
    return {r.claim: r for r in resolve(report, claims, gazetteer)}
