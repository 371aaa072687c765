"""Routes of what claims name: issuing bodies and places, each with how much is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Query, Response

from tollbook.model import Book, Place, Source, SourceKind
from tollbook.publish.rows import Row
from tollbook.server.answering import Reading, Rests
from tollbook.server.document import reading
from tollbook.server.looking import Look, Page, has_words, page_asked

router = APIRouter(tags=["sources and places"])
Paged = Annotated[Page, Depends(page_asked)]
T = TypeVar("T", Source, Place)
Text = Annotated[str | None, Query(max_length=500)]


@router.get("/sources", **reading("SourceRow", many=True))
async def sources(read: Reading, page: Paged, story: Text = None, q: Text = None, kind: SourceKind | None = None) -> Response:
    """Issuing bodies, those with most claims first."""

    def make(look: Look) -> Row:
        found = [r for r in source_rows(look, look.books(story)) if has_words(q, r["name"]) and kind in (None, r["kind"])]
        return look.list(found, page, lambda r: r)

    return await read.answer(make, page=page, rests=Rests.TOLLS, story=story)


def source_rows(look: Look, books: Iterable[Book]) -> list[Row]:
    """Issuing bodies of the stories given."""

    def facts(look: Look, book: Book, s: Source) -> Row:
        return {
            "id": _id(look, book, s.id),
            "name": look.names(book).hide(s.name),
            "kind": s.kind.value,
            "country": s.country,
            "unspecified": s.unspecified,
        }

    def told(book: Book) -> Iterator[Source]:
        for c in look.out(book):
            r = book.resolutions.get(c.id)
            if r is not None and r.source is not None:
                yield r.source

    return _counted(look, books, told, facts)


def _id(look: Look, book: Book, id: str) -> str:
    """The id of a body or place; of one whose name is withheld another, since an id is made of the name."""
    other = look.aliases(book).get(id)
    return id if other is None else f"{book.story.id}/{other}"


@router.get("/places", **reading("PlaceRow", many=True))
async def places(read: Reading, page: Paged, story: Text = None, q: Text = None) -> Response:
    """Places of claims, those of most claims first."""

    def facts(look: Look, book: Book, p: Place) -> Row:
        return {
            "id": _id(look, book, p.id),
            "name": look.names(book).hide(p.name),
            "country": p.country,
            "lat": p.lat,
            "lon": p.lon,
            "precision": p.precision,
        }

    def make(look: Look) -> Row:
        def told(book: Book) -> Iterator[Place]:
            for c in look.out(book):
                r = book.resolutions.get(c.id)
                if r is not None and r.place is not None:
                    yield r.place

        found = [r for r in _counted(look, look.books(story), told, facts) if has_words(q, r["name"])]
        return look.list(found, page, lambda r: r)

    return await read.answer(make, page=page, rests=Rests.TOLLS, story=story)


def _counted(
    look: Look, books: Iterable[Book], told: Callable[[Book], Iterator[T]], facts: Callable[[Look, Book, T], Row]
) -> list[Row]:
    """Each body or place once, with how many claims and which stories name it."""
    found: dict[str, Row] = {}
    for book in books:
        for one in told(book):
            row = found.get(one.id)
            if row is None:
                row = found[one.id] = {**facts(look, book, one), "claims": 0, "stories": []}
            row["claims"] += 1
            if book.story.id not in row["stories"]:
                row["stories"].append(book.story.id)
    return sorted(found.values(), key=lambda r: (-r["claims"], r["id"]))
