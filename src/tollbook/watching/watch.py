"""The watch: asks what is due, files what came, judges the stories that it touched, and tells what changed. Round by round.

Memory is bounded by a round: at most so many addresses at a time, at most so many answers in hand. What is remembered lies in
the state's file; what was read, in the ledger. Either can be cut off at any moment.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tollbook.accounting import pages_of
from tollbook.acquire.answer import Answer
from tollbook.acquire.fetch import Fetcher
from tollbook.acquire.fetched import listed_in
from tollbook.errors import LedgerLocked, TollbookError, UsageError
from tollbook.extract.rules import RulesExtractor
from tollbook.filing import Filing
from tollbook.ledger import Ledger, open_ledger
from tollbook.model import Book, Outcome, Problem, Visit
from tollbook.pipeline import relink
from tollbook.protocols import Reader
from tollbook.publish.page_course import figures_told
from tollbook.read import read
from tollbook.resolve import open_beside
from tollbook.visiting import Visited, asked, file_answer, stated_in
from tollbook.watching.changes import Statement, changes, statements
from tollbook.watching.deliver import Say, post_changes, write_changes
from tollbook.watching.plan import Plan
from tollbook.watching.rounds import DAY, WORKERS, Tally, done_of, handfuls, span_words, spread
from tollbook.watching.state import Due, State

LOOKED_AT = 2_000  # addresses that are due, of which a round takes some
LISTED = 1_000  # addresses of one feed or sitemap that are taken
TRIES = 6  # of a page that does not come
AROUND = 600.0  # seconds between two looks at what others wrote
IDLE = 60.0  # seconds that a wait lasts at most


class Watch:
    """One watch over one ledger. ``turn`` keeps other commands from reading in while something is filed."""

    def __init__(
        self,
        plan: Plan,
        ledger: Path,
        state: State,
        *,
        fetcher: Fetcher,
        poster: Fetcher,
        secrets: dict[str, bytes],
        now: Callable[[], datetime],
        turn: Callable[[Path], AbstractContextManager[None]],
        say: Say,
        reader: Reader = read,
    ) -> None:
        self._reader = reader
        self._plan, self._path, self._state, self._fetcher, self._poster = plan, ledger, state, fetcher, poster
        self._secrets, self._now, self._turn, self._say = secrets, now, turn, say
        self._filing: Filing | None = None
        self._head = (0, "")
        self._looked = 0.0

    # ------------------------------------------------------------------------------------------------------------ begin

    def begin(self, *, fresh: bool) -> None:
        """Takes up the plan. A ledger that was never watched has all its tolls told; of any other, what changed meanwhile is."""
        self._state.watch({s.url: s.every for s in self._plan.sources}, self._seconds())
        with self._turn(self._path):
            filing = self._ready()
            stories = [s.id for s in filing.ledger.stories()]
            same = self._state.head() == self._told_upto(filing.ledger.head()[1])
            if fresh:
                for story in stories:
                    book = filing.ledger.book(story)
                    self._state.tell(
                        story, {s.key: s.words for s in self._statements(filing.ledger, book)}, {}, (), self._seconds()
                    )
        if not fresh and not same:
            with self._state.change():
                self._state.touched(stories)

    def close(self) -> None:
        """Closes the ledger."""
        if self._filing is not None:
            self._filing.ledger.close()
            self._filing = None

    def _seconds(self) -> float:
        return self._now().timestamp()

    def _ready(self) -> Filing:
        """What files reports; made anew where another process has written to the ledger meanwhile."""
        if self._filing is not None and self._filing.ledger.head() == self._head:
            return self._filing
        self.close()
        ledger = open_ledger(self._path, create=True)
        self._filing = Filing(ledger, RulesExtractor(), open_beside(self._path), now=self._now, reader=self._reader)
        self._head = ledger.head()
        return self._filing

    # ------------------------------------------------------------------------------------------------------------ round

    def round(self) -> Tally:
        """Asks what is due, and tells what changed."""
        tally = Tally()
        for hand in handfuls(self._asked(spread(self._state.due(self._seconds(), LOOKED_AT)))):
            try:
                with self._turn(self._path):
                    self._file_each(hand, tally)
            except LedgerLocked as error:  # they are due again the next time
                self._say(error.message)
        self._look_around()
        self._state.known_by(self._seconds())
        self._judge(tally)
        write_changes(self._state, self._plan, self._now())
        tally.delivered = post_changes(self._state, self._poster, self._secrets, now=self._seconds(), say=self._say)
        self._state.forget(self._seconds())
        return tally

    def pause(self) -> float:
        """Seconds until something is due."""
        due = self._state.next_due()
        return IDLE if due is None else max(0.0, min(IDLE, due - self._seconds()))

    def _asked(self, due: list[Due]) -> Iterator[tuple[Due, Answer | Visited]]:
        """Answers as they come, a few at a time; of one host never two at once."""
        with ThreadPoolExecutor(WORKERS) as pool:
            waiting: dict[Future[Answer | Visited], Due] = {}
            for one in due:
                waiting[pool.submit(asked, self._fetcher, one.url, etag=one.etag, modified=one.modified)] = one
                if len(waiting) >= 2 * WORKERS:
                    yield from done_of(waiting)
            while waiting:
                yield from done_of(waiting)

    def _file_each(self, hand: list[tuple[Due, Answer | Visited]], tally: Tally) -> None:
        """Files a handful; where one of it cannot be, the others one by one. A page that nobody thought of ends no watch."""
        try:
            self._file(hand, tally)
        except (TollbookError, OSError, sqlite3.Error):  # the ledger, the disk: there is nothing to go on with
            raise
        except Exception as error:  # noqa: BLE001  # whatever a stranger's page sets off in a parser
            self.close()  # what waits of this handful is not recorded
            if len(hand) > 1:
                for each in hand:
                    self._file_each([each], tally)
                return
            one = hand[0][0]
            told = Problem(code="not_read", message=f"{one.url} could not be read: {type(error).__name__}: {error}"[:500])
            failed = Visited(problems=(told,), again=True)
            with self._state.change():
                self._count(one, failed, 0, tally)
                self._remember(one, failed, failed)

    def _file(self, hand: list[tuple[Due, Answer | Visited]], tally: Tally) -> None:
        """Files a handful of answers, and only then remembers that they were had."""
        filing = self._ready()
        seen = [(one, answer, self._filed(filing, one, answer)) for one, answer in hand]
        filing.flush()
        self._head = filing.ledger.head()
        with self._state.change():
            for one, answer, (visited, pages, raw) in seen:
                new = self._state.named(pages, raw, self._seconds())
                self._count(one, visited, new, tally)
                self._remember(one, answer, visited)
                self._state.touched(
                    {s.id for x in visited.learned if x.new for s in (x.story, x.beside, *x.others) if s is not None}
                )
                if self._plan.pages and visited.outcome is not None and one.kind == "page":
                    self._state.touched(_stories_at(filing.ledger, one.url))

    def _filed(
        self, filing: Filing, one: Due, answer: Answer | Visited
    ) -> tuple[Visited, tuple[tuple[str, str | None], ...], str | None]:
        """What came of an address; of a feed, the pages that it names and the digest of its exchange."""
        if isinstance(answer, Visited):
            return answer, (), None
        if one.kind == "source" and answer.status == 200:
            raw = filing.ledger.keep(answer.records)  # before anything reads it
            listed = listed_in(answer)
            if listed is not None:
                pages = tuple({a.url: a.published for a in listed[:LISTED]}.items())
                fresh = any(not self._state.knows(url) for url, _ in pages)
                if not fresh:
                    filing.drop(raw)
                    return Visited(answer=answer), pages, None
                filing.note(Visit(address=answer.url, at=answer.at, outcome=Outcome.FOUND, status=answer.status, raw=raw))
                return Visited(answer=answer, outcome=Outcome.FOUND), pages, raw
        return file_answer(filing, answer, listed=one.listed, stated=stated_in(one.stated)), (), None

    def _count(self, one: Due, visited: Visited, new: int, tally: Tally) -> None:
        tally.asked += 1
        tally.new += sum(x.new and x.earlier is None for x in visited.learned)
        tally.changed += sum(x.new and x.earlier is not None for x in visited.learned)
        tally.gone += visited.outcome is Outcome.GONE
        tally.failed += visited.answer is None
        if new:
            self._say(f"{one.url}: {new} new {'address' if new == 1 else 'addresses'}")
        for x in visited.learned:
            if x.new:
                claims = f"{len(x.claims)} {'claim' if len(x.claims) == 1 else 'claims'}"
                if x.earlier is None:
                    self._say(f"{x.report.name}: new, {claims}")
                    continue
                changed = figures_told(x.earlier.claims, x.claims) or "its figures are the same"
                self._say(f"{x.report.name}: a new version of {x.earlier.report.id}, {claims}: {changed}")
        for p in visited.problems:
            self._say(f"problem {p.code}: {p.message}")

    def _remember(self, one: Due, answer: Answer | Visited, visited: Visited) -> None:
        """When an address is due next: a feed after its interval, longer where it fails; a page by the plan, and then no more."""
        now, came = self._seconds(), isinstance(answer, Answer) and not (one.kind == "source" and answer.status in (404, 410))
        failed, step = 0 if came else one.failed + 1, one.step + (came and one.kind == "page")
        due: float | None
        if one.kind == "source":
            every = one.every or 900.0
            due = now + (every if came else max(visited.after or 0.0, min(every * 2.0 ** min(failed, 10), max(DAY, every))))
        elif came:
            due = now + self._plan.again[step - 1] if step <= len(self._plan.again) else None
        else:
            due = now + max(visited.after or 0.0, 60.0 * 4.0**failed) if visited.again and failed < TRIES else None
        etag = answer.header("ETag") or one.etag if isinstance(answer, Answer) else one.etag
        modified = answer.header("Last-Modified") or one.modified if isinstance(answer, Answer) else one.modified
        self._state.visited(one, due=due, step=step, failed=failed, etag=etag, modified=modified)
        if not came and due is not None:
            self._say(
                f"{one.url} is asked again in {span_words(due - now)}; it failed {'once' if failed == 1 else f'{failed} times'}"
            )

    # ---------------------------------------------------------------------------------------------------------- telling

    def _look_around(self) -> None:
        """Others write to the ledger too (a report read in by hand, a figure signed): now and then all stories are looked at."""
        now = self._seconds()
        if now - self._looked < AROUND:
            return
        self._looked = now
        ledger = self._ready().ledger
        if self._state.head() not in (None, self._told_upto(ledger.head()[1])):
            with self._state.change():
                self._state.touched([s.id for s in ledger.stories()])

    def _judge(self, tally: Tally) -> None:
        """Judges each story of which something new was read, and finds what there is to tell of it."""
        for story in self._state.unjudged():
            try:
                with self._turn(self._path):
                    ledger = self._ready().ledger
                    tally.told += self._tell(ledger, story, tally)
                    self._head = ledger.head()
            except LedgerLocked as error:
                self._say(error.message)
                return
        self._state.set_head(self._told_upto(self._head[1]))

    def _told_upto(self, head: str) -> str:
        """A head, and by which rule things are told: under another rule there is more to tell, or less."""
        return f"{head} {'two' if self._plan.two else 'anyone'}{' pages' if self._plan.pages else ''}"

    def _statements(self, ledger: Ledger, book: Book) -> Iterator[Statement]:
        """All that can be told of a story now, as the plan asks for it."""
        return statements(book, self._now(), pages_of(ledger, book, self._now()) if self._plan.pages else ())

    def _tell(self, ledger: Ledger, story: str, tally: Tally) -> int:
        try:
            relink(ledger, story, now=self._now)
            book = ledger.book(story)
            found = list(self._statements(ledger, book))
        except UsageError:  # merged into another, or withheld
            self._state.tell(story, {}, {}, (), self._seconds())
            return 0
        except (ValueError, KeyError, IndexError, AttributeError, TypeError, RecursionError) as error:
            self._say(f"story {story} could not be judged: {type(error).__name__}: {error}; what was told of it stands")
            self._state.tell(story, self._state.told(story) or {}, {}, (), self._seconds())
            return 0
        self._state.look_again(story, known_next(book, self._now()))
        words, made, waiting = changes(book, found, self._state.told(story) or {}, self._now(), two=self._plan.two)
        for change in made:
            moved = f"{change.subject}: {change.before or 'nothing'} -> {change.after or 'nothing'}"
            self._say(f"changed: {change.title}: {change.after if change.kind == 'page' and change.after else moved}")
        hooks = [h.url for h in self._plan.hooks]
        self._state.tell(story, words, {c.id: c.line() for c in made}, hooks, self._seconds())
        tally.waiting += waiting
        return len(made)


def _stories_at(ledger: Ledger, url: str) -> set[str]:
    """The stories that the report at an address is of, in any of its versions."""
    readings = (ledger.reading(r.id) for r in ledger.versions(url))
    found = (ledger.story_of(c.id) for reading in readings if reading is not None for c in reading.claims)
    return {s for s in found if s is not None}


def known_next(book: Book, now: datetime) -> float | None:
    """When the next report of a story becomes known: one that is dated by its day counts from the end of it."""
    zone = ZoneInfo(book.story.zone)
    dates = (p.known_at(zone) for r in book.reports.values() if (p := r.published) is not None)
    return min((d.timestamp() for d in dates if d > now), default=None)
