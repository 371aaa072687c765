"""The route of review: what a person should look at first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from tollbook.deciding.queue import Task, queue
from tollbook.model import Book, Decided
from tollbook.publish.rows import Row
from tollbook.server.answering import Reading, Rests
from tollbook.server.document import reading
from tollbook.server.looking import Look, Page, page_asked
from tollbook.server.record import entry_rows

router = APIRouter(tags=["decisions"])


@router.get("/review", **reading("Task", many=True))
async def review(
    read: Reading,
    page: Annotated[Page, Depends(page_asked)],
    story: Annotated[str | None, Query(max_length=500)] = None,
    decided: bool = False,
) -> Response:
    """Claims in the order in which to look at them: those that move a toll most, by the rules that are right least often."""

    def make(look: Look) -> Row:
        found = [(b, t) for b in look.books(story) for t in _tasks(look, b, decided)]
        found.sort(key=lambda x: -x[1].weight)  # of one story, the order of its queue stays
        return look.list(found, page, lambda x: _row(look, *x))

    return await read.answer(make, page=page, rests=Rests.BOOK, story=story)


def _tasks(look: Look, book: Book, decided: bool) -> list[Task]:
    out = {c.id for c in look.out(book)}
    return [t for t in queue(book, look.given(book), decided=decided) if t.claim.id in out]


def _row(look: Look, book: Book, task: Task) -> Row:
    def entries(found: tuple[Decided, ...]) -> list[Row]:
        return entry_rows(look, [d.number for d in found])

    told = {"role": task.role, "effect": task.effect, "precision": task.precision, "weight": task.weight, "why": task.why}
    return {"claim": look.placed(book, task.claim), **told, "decided": entries(task.decided)}
