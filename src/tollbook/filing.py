"""Reports into a ledger, batch by batch: each is extracted, resolved, filed under a story, and waits to be recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tollbook.ledger import Ledger
from tollbook.model import (
    Action,
    Claim,
    DateFound,
    Link,
    Payload,
    Problem,
    Published,
    Reading,
    Relation,
    Report,
    Resolution,
    Story,
    Stretch,
)
from tollbook.protocols import ActsExtractor, Extractor, Reader
from tollbook.read import read
from tollbook.reconcile import tells_of_withdrawal
from tollbook.resolve import (
    VERSION,
    Gazetteer,
    PastEvent,
    Shelf,
    StorySketch,
    assign,
    ids_of_event,
    of_its_days,
    past_events,
    recalled_story,
    resolve,
    sketch,
    stretches,
    told_of,
)
from tollbook.resolve.country import countries_of
from tollbook.versions import as_version, dated_by_feed, main_words, told_from

KEPT = 2048  # reports after which what is known of stories is kept beside the ledger
BATCH = 64  # reports in one transaction: what a kill can cost is at most what was not acknowledged


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What reading one report added. ``new`` is false where the ledger had it already; ``by`` signed its reading.

    ``story`` is the report's own, ``others`` those of further events that it tells of.
    """

    report: Report
    claims: tuple[Claim, ...]
    story: Story | None
    new: bool
    by: str
    problems: tuple[Problem, ...] = ()
    others: tuple[Story, ...] = ()
    beside: Story | None = None  # that of a report without a figure
    earlier: Reading | None = None  # of the version before it, where the report is a later version of one that was read


def signature(extractor: Extractor) -> str:
    """How an extractor signs its readings."""
    return f"{extractor.name} {extractor.version}"


class Filing:
    """One run's filing: what waits to be recorded, and what is known of each story so far."""

    def __init__(
        self,
        ledger: Ledger,
        extractor: Extractor,
        gazetteer: Gazetteer,
        *,
        now: Callable[[], datetime],
        asked_by: str | None = None,
        reader: Reader = read,
    ) -> None:
        self.reader = reader
        self.ledger, self.extractor, self.gazetteer, self.now = ledger, extractor, gazetteer, now
        self._by = signature(extractor) + (f" for {asked_by}" if asked_by is not None else "")
        self._memory = ledger.memory(VERSION)
        self._shelf = Shelf(kept=self._memory)
        self._known: dict[str, Story] = {}  # stories of this run
        self._waiting: list[Payload] = []
        self._batch: dict[str, Learned] = {}
        self._unkept = 0  # reports since what is known of stories was kept
        self._base = self._memory.at()
        self._catch_up()

    def close(self) -> None:
        """Keeps what is known of stories for the next run."""
        self._keep()
        self._memory.close()

    def _catch_up(self) -> None:
        """Looks again at the stories that were touched since what is remembered was kept."""
        head, (number, digest) = self.ledger.head(), self._base
        if (number, digest) == head:
            return
        stories = self.ledger.touched(number) if number and self.ledger.digest(number) == digest else None
        if stories is None:
            self._memory.clear()
            self._base, self._shelf = self._memory.at(), Shelf(kept=self._memory)
            stories = frozenset(s.id for s in self.ledger.stories())
        for key in sorted(stories):
            self._shelf.put(self._sketched(key))
            if len(self._shelf.grown) >= KEPT:
                self._keep(head=(0, ""))
        self._keep(head=head)

    def _sketched(self, story: str) -> StorySketch:
        """The sketch of a story as the ledger has it; an empty one of a story that lives on in another."""
        if self.ledger.lives_in(story) != story:
            return StorySketch(story=Story(id=story, title=story))
        return sketch(self.ledger.book(story))

    def _keep(self, head: tuple[int, str] | None = None) -> None:
        """Remembers what changed of stories, up to the last entry."""
        at = head if head is not None else self.ledger.head()
        if at != self._base or self._shelf.grown:
            self._memory.save(*self._shelf.changes(), at=at, before=self._base)
            self._base = at if self._memory.at() == at else self._base
            self._shelf.ease()
        self._unkept = 0

    def file(self, report: Report, problems: tuple[Problem, ...]) -> Learned | Problem:
        """Files ``report``, unless the ledger has it. A report that was sealed or erased by decision is a `Problem`."""
        state = self.ledger.withheld(report.id)
        if state is not None:
            self.flush()  # what waits may stand on the same bytes
            self.ledger.discard(report.raw)
            message = f"{report.name} was {state} by decision, and is not read in again."
            return Problem(code="withheld", message=message, report=report.id)
        if report.id in self._batch:
            return replace(self._batch[report.id], report=report, new=False)
        known = self.ledger.reading(report.id)
        if known is None:
            claims, actions = self.extractor.extract(report), self._acts(report)
            return self._learn(report, claims, actions, signature(self.extractor), problems)
        if _dated_otherwise(known, report.published):
            report = replace(known.report, published=report.published)
            return self._learn(report, known.claims, known.actions, known.extractor, known.problems)
        stories = self._stories_of(known)
        story, others = next(iter(stories), None), stories[1:]
        return Learned(report=known.report, claims=known.claims, story=story, others=others, new=False, by=known.extractor)

    def file_fetched(
        self, report: Report, problems: tuple[Problem, ...], *, at: datetime, alone: bool, stated: Published | None = None
    ) -> Learned | Problem:
        """Files what an address answered at a moment; ``alone``: it answered with one report. ``stated`` is the date of its feed.

        A page whose words changed is a new version of its report; one that only changed around them is the same.
        """
        report, problems = dated_by_feed(report, problems, stated)
        if report.id in self._batch or self.ledger.reading(report.id) is not None or self.ledger.withheld(report.id) is not None:
            return self.file(report, problems)
        earlier = self._earlier(report, alone=alone)
        if earlier is None:
            return self.file(report, problems)
        if main_words(earlier.report) == main_words(report):
            return self.file(earlier.report, earlier.problems)
        newer = as_version(report, earlier.report, at)
        faults = tuple(p for p in problems if newer.published is None or p.code != "undated")
        claims, actions = self.extractor.extract(newer), self._acts(newer)
        story = self._story_of(earlier)
        learned = self._learn(newer, claims, actions, signature(self.extractor), faults, story=story)
        return replace(learned, earlier=earlier)

    def _earlier(self, report: Report, *, alone: bool) -> Reading | None:
        """The reading of the last version of a report: of its address, and of its title where a page tells several stories."""
        if any(x.report.url == report.url for x in self._batch.values()):
            self.flush()
        known = self.ledger.versions(report.url) if report.url is not None else ()
        same = [v for v in known if alone or v.title == report.title]
        return self.ledger.reading(same[-1].id) if same else None

    def _dated(self, report: Report) -> Report:
        """A report with the date from which its days ("on Tuesday") are told: of a late version, that of the first one."""
        first, seen = report, set[str]()
        while first.version_of is not None and first.version_of not in seen:
            seen.add(first.version_of)
            reading = self.ledger.reading(first.version_of)
            if reading is None:
                break
            first = reading.report
        return told_from(report, first)

    def note(self, payload: Payload) -> None:
        """Something beside the reports, recorded with them."""
        self._waiting.append(payload)

    def drop(self, raw: str) -> None:
        """Lets go of evidence that brought nothing, unless something names it."""
        self.flush()
        self.ledger.discard(raw)

    def again(self, known: Reading) -> Learned:
        """Files the newer reading of a report that the ledger holds, under the story that it is in."""
        claims, actions = self.extractor.extract(known.report), self._acts(known.report)
        by = signature(self.extractor)
        return self._learn(known.report, claims, actions, by, known.problems, story=self._story_of(known))

    def _acts(self, report: Report) -> tuple[Action, ...]:
        return self.extractor.acts(report) if isinstance(self.extractor, ActsExtractor) else ()

    def flush(self) -> None:
        """Records what waits, in one transaction; on return it is acknowledged."""
        if self._waiting:
            self.ledger.append(self._waiting, by=self._by, recorded=self.now())
            self._waiting.clear()
        self._unkept += len(self._batch)
        self._batch.clear()
        if self._unkept >= KEPT:
            self._keep()

    def _story_of(self, known: Reading) -> Story | None:
        return next(iter(self._stories_of(known)), None)

    def _stories_of(self, known: Reading) -> tuple[Story, ...]:
        """The stories of a report, its own first: that of the claims that are of no other event."""
        filed = {c.id: s for c in known.claims if (s := self.ledger.story_of(c.id)) is not None}
        if len(set(filed.values())) < 2:
            ids = list(filed.values())[:1]
        else:
            own = {k for k in filed if (r := self.ledger.resolution(k)) is not None and r.stretch is None}
            ids = sorted(set(filed.values()), key=lambda s: (-sum(filed[k] == s for k in own), s))
        return tuple(found for i in ids if (found := self.ledger.story(i)) is not None)

    def _learn(
        self,
        report: Report,
        claims: tuple[Claim, ...],
        actions: tuple[Action, ...],
        by: str,
        problems: tuple[Problem, ...],
        *,
        story: Story | None = None,
    ) -> Learned:
        """Resolves and files claims; what is to be recorded waits."""
        resolutions = resolve(self._dated(report), claims, self.gazetteer) if claims else ()
        return self.add(report, claims, resolutions, by, problems, actions=actions, story=story)

    def add(
        self,
        report: Report,
        claims: tuple[Claim, ...],
        resolutions: tuple[Resolution, ...],
        by: str,
        problems: tuple[Problem, ...] = (),
        *,
        actions: tuple[Action, ...] = (),
        story: Story | None = None,
    ) -> Learned:
        """Files claims that were resolved before, under the story that they fit best, or under ``story``."""
        self._waiting.append(Reading(report=report, extractor=by, claims=claims, problems=problems, actions=actions))
        others: tuple[Story, ...] = ()
        beside: Story | None = None
        if claims:
            parted = stretches(report, claims, resolutions, self.gazetteer)
            own = tuple(c for c in claims if c.id not in parted)
            resolved = tuple(r for r in resolutions if r.claim not in parted)
            story = story or self._filed(report, own, resolved)
            self._put(story, report, own, resolved)
            others = self._elsewhere(story, report, claims, resolutions, parted)
        elif actions or tells_of_withdrawal(report):
            beside = self._beside(report)
        learned = Learned(
            report=report, claims=claims, story=story, others=others, beside=beside, new=True, by=by, problems=problems
        )
        self._batch[report.id] = learned
        if len(self._batch) >= BATCH:
            self.flush()
        return learned

    def _put(self, story: Story, report: Report, claims: tuple[Claim, ...], resolutions: tuple[Resolution, ...]) -> None:
        """Claims under their story, which grows by what ``report`` tells of it."""
        filed = tuple(replace(r, story=story.id) for r in resolutions)
        self._waiting.extend(filed)
        self._grow(story, report, claims, filed)

    def _elsewhere(
        self,
        story: Story,
        report: Report,
        claims: tuple[Claim, ...],
        resolutions: tuple[Resolution, ...],
        parted: Mapping[str, Stretch],
    ) -> tuple[Story, ...]:
        """Files claims of other events than the report's own under the stories of these; the stories, once each."""
        known = {r.claim: r for r in resolutions}
        found: dict[str, Story] = {}
        past = past_events(report, [c for c in claims if c.id in parted and parted[c.id].recalled], known, self.gazetteer)
        for key, event in past.items():
            of = self._recalled(event, story)
            self._waiting.append(replace(known[key], story=of.id, stretch=parted[key]))
            found[of.id] = of
        for stretch in dict.fromkeys(s for s in parted.values() if not s.recalled):
            held = tuple(c for c in claims if parted.get(c.id) == stretch)
            resolved = tuple(replace(known[c.id], stretch=stretch) for c in held)
            cut = told_of(report, [stretch])
            of = self._kept(held, story) or self._filed(cut, held, resolved, but={story.id})
            self._put(of, cut, held, resolved)
            found[of.id] = of
        return tuple(s for k, s in found.items() if k != story.id)

    def _kept(self, claims: tuple[Claim, ...], own: Story) -> Story | None:
        """The story that claims of another event were filed under before, where they are read again."""
        ids = {s for c in claims if (s := self.ledger.story_of(c.id)) is not None and s != own.id}
        return self._as_known(Story(id=min(ids), title=min(ids))) if ids else None

    def _recalled(self, event: PastEvent, own: Story) -> Story:
        """The story of a past event: the report's own, where it is of those days; one that is known; else a new one."""
        if of_its_days(event, own):
            return own
        made = recalled_story(event)
        for key in (made.id, *ids_of_event(event)):
            found = self._known.get(key) or self.ledger.story(key)
            if found is not None and (found.place is None or found.place.country == event.place.country):
                return found
        made = self._fresh(made, event.place.id)
        self._waiting.append(made)
        self._known[made.id] = made
        return made

    def _fresh(self, story: Story, of: str) -> Story:
        """A story with an id that none ever had: an id is never given again, not of one merged."""
        if story.id in self._known or self.ledger.story(story.id) is not None:
            return replace(story, id=f"{story.id}-{hashlib.sha256(of.encode()).hexdigest()[:8]}")
        return story

    def _beside(self, report: Report) -> Story | None:
        """A report without a figure joins the story that it fits, for its acts, or for a toll that was taken back: it opens none.
        It must be of the country that the story is of: without figures, words alone say little."""
        found = assign(report, (), (), self._shelf, self.gazetteer)
        story = self._as_known(found.story)
        place = story.place
        at_home = place is not None and place.country is not None and place.country in countries_of(report, self.gazetteer)[:1]
        if found.new or not at_home:
            return None
        reason = f"no figure; {found.reason}"
        self._waiting.append(
            Link(subject=report.id, relation=Relation.BELONGS_TO, object=story.id, at=None, by="resolve", reason=reason)
        )
        return story

    def _filed(
        self, report: Report, claims: tuple[Claim, ...], resolutions: tuple[Resolution, ...], *, but: Container[str] = ()
    ) -> Story:
        """The story that the report belongs to, none of ``but``; a new one is recorded before what is filed under it."""
        found = assign(report, claims, resolutions, self._shelf, self.gazetteer, but=but)
        story = found.story
        if not found.new:
            return self._as_known(story)
        story = self._fresh(story, f"{report.id}\n{report.text}" if but else report.id)
        self._waiting.append(story)
        self._known[story.id] = story
        return story

    def _as_known(self, story: Story) -> Story:
        """The story as this run made it, or as it now stands in the ledger."""
        return self._known.get(story.id) or self.ledger.story(story.id) or story

    def _grow(self, story: Story, report: Report, claims: tuple[Claim, ...], resolutions: tuple[Resolution, ...]) -> None:
        """What is known of a story grows with each report, before any of it is recorded."""
        known = self._shelf[story.id] if story.id in self._shelf else StorySketch(story=story)
        self._shelf.put(known.grown(report, claims, resolutions))


def _dated_otherwise(known: Reading, published: Published | None) -> bool:
    """A person gives another date than the ledger has; what the report itself says of its date never changes what was given."""
    return published is not None and published.found is DateFound.GIVEN and known.report.published != published
