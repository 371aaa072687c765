"""What a decision names, as the ledger knows it; what it does not know is refused."""

from __future__ import annotations

from tollbook import deciding
from tollbook.asking import places_of
from tollbook.deciding.claims import must_be_there
from tollbook.errors import UsageError
from tollbook.ledger import Ledger
from tollbook.model import Book, Claim, Place, Source
from tollbook.resolve import open_beside
from tollbook.server.faults import Fault, unknown


def refused(detail: str, remedy: str = "Change it, and send it again.") -> Fault:
    """What was sent can be read, and cannot be done to the ledger as it stands."""
    return Fault("refused", detail, remedy)


def claim_is_there(ledger: Ledger, claim: str) -> None:
    """Raises the `Fault` ``unknown`` where no story holds a claim."""
    try:
        must_be_there(ledger, claim)
    except UsageError as error:
        raise unknown("claim", claim) from error


def known_claim(ledger: Ledger, claim: str) -> tuple[Book, Claim]:
    """A claim, a rejected one too, in its story. Raises the `Fault` ``unknown``."""
    story = ledger.story_of(claim)
    book = known_story(ledger, story) if story is not None else None
    found = next((c for c in (*book.claims, *book.rejected) if c.id == claim), None) if book is not None else None
    if book is None or found is None:
        raise unknown("claim", claim)
    return book, found


def known_story(ledger: Ledger, story: str, *, upto: int | None = None) -> Book:
    """A story's book. Raises the `Fault` ``unknown``."""
    try:
        book = ledger.book(story, upto=upto)
    except UsageError as error:
        raise unknown("story", story) from error
    if not book.reports:
        raise unknown("story", story)
    return book


def known_source(ledger: Ledger, source: str) -> Source:
    """A body of any story, by its id. Raises the `Fault` ``unknown``."""
    for story in ledger.stories():
        found = deciding.sources_of(ledger.book(story.id)).get(source)
        if found is not None:
            return found
    raise unknown("source", source)


def known_place(ledger: Ledger, book: Book, place: str) -> Place:
    """A place of the story or of the gazetteer, by its id. Raises the `Fault` ``unknown``."""
    own = next((p for p in places_of(book).values() if p.id == place), None)
    entry = open_beside(ledger.path).place(place) if own is None else None
    found = own or (entry.place if entry is not None else None)
    if found is None:
        raise unknown("place", place)
    return found


def stories_of(ledger: Ledger, subject: str) -> set[str]:
    """The stories in which a report, or a claim's report, now takes part."""
    claim = ledger.claim(subject)
    reading = ledger.reading(claim.report if claim is not None else subject)
    return {s for c in (reading.claims if reading is not None else ()) if (s := ledger.story_of(c.id)) is not None}
