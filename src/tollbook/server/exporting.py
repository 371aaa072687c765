"""The route of export: all claims, streamed story by story, as the command `export` writes them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from tollbook.publish.export import COLUMNS, Told, cell, claims_told, flat
from tollbook.server.answering import NUMBER, Reading
from tollbook.server.document import inert
from tollbook.server.looking import Look

router = APIRouter(tags=["export"])
MEDIA = {"jsonl": "application/jsonl; charset=utf-8", "csv": "text/csv; charset=utf-8"}


@router.get("/export", **inert("application/jsonl", "text/csv"))
async def export(
    read: Reading, format: Literal["jsonl", "csv"] = "jsonl", story: Annotated[str | None, Query(max_length=500)] = None
) -> Response:
    """All claims, or those of one story, by the moment and the entry asked for."""
    upto, ids = await read.look(lambda look: (look.upto, [b.story.id for b in look.books(story)]))

    async def parts() -> AsyncIterator[bytes]:
        if format == "csv":
            yield _line(list(COLUMNS))
        for one in ids:
            yield await read.look(lambda look, s=one: b"".join(_rows(look, s, format)), upto=upto)  # type: ignore[misc]  # bound now

    headers = {NUMBER: str(upto), "Cache-Control": "no-store", "Content-Disposition": f'attachment; filename="claims.{format}"'}
    return StreamingResponse(parts(), media_type=MEDIA[format], headers=headers)


def _rows(look: Look, story: str, form: str) -> Iterator[bytes]:
    book = look.book(story)
    told = claims_told([replace(book, claims=look.out(book))], look.names(book))
    for one in told:
        yield (json.dumps(one[0], ensure_ascii=False) + "\n").encode("utf-8", "replace") if form == "jsonl" else _cells(one)


def _cells(told: Told) -> bytes:
    return _line([cell(v) for v in flat(told).values()])


def _line(cells: list[object] | list[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode("utf-8", "replace")
