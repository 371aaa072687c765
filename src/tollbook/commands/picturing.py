"""`page --picture`: a toll as a picture, for a report or a post."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from tollbook.asking import history, last_known, toll_of
from tollbook.commands.options import books_of, measure_named, moment, write_bytes
from tollbook.errors import UnknownWord, UsageError
from tollbook.ledger import Ledger
from tollbook.model import Book, Measure
from tollbook.publish.page_tolls import subjects
from tollbook.publish.picture import picture
from tollbook.publish.picture_png import png
from tollbook.publish.sheet import Sheet, names_of, sheet_of


def write_picture(
    store: Ledger,
    form: str,
    out: Path | None,
    *,
    measure: str | None,
    mask: bool,
    story: str | None,
    as_of: str | None,
    recorded: str | None,
) -> tuple[Path, int]:
    """Writes the picture of one toll; where, and how many bytes. Without ``out`` it is named after what it shows."""
    books = books_of(store, story, recorded)
    if len(books) != 1:
        raise UsageError(
            f"A picture is of one story, and {len(books)} are here." if books else "There is no story to show.",
            "Choose one with --story; `tollbook stories` lists them."
            if books
            else "Read reports first: `tollbook read FILE...`.",
        )
    sheet = _sheet(books[0], as_of, mask=mask)
    subject = _subject(sheet, measure_named(measure))
    svg = picture(sheet, subject)
    day = sheet.as_of.astimezone(sheet.zone).date()
    name = "-".join(filter(None, (sheet.book.story.id, subject[0].value, subject[1], day.isoformat())))
    path = out or Path(f"{name.replace('/', '-').replace(' ', '-')}.{form}")
    return path, write_bytes(path, png(svg) if form == "png" else svg.encode("utf-8", "replace"))


def _sheet(book: Book, as_of: str | None, *, mask: bool) -> Sheet:
    at = moment(as_of, ZoneInfo(book.story.zone)) if as_of is not None else last_known(book)
    return sheet_of("s", book, toll_of(book, at), as_of=at, names=names_of([book], mask=mask), history=history(book, at))


def _subject(sheet: Sheet, measure: Measure | None) -> tuple[Measure, str | None]:
    """What is counted: the measure that was asked for, else the story's first."""
    known = subjects(sheet)
    if not known:
        raise UsageError("Nothing was read of this story by that moment.", "Take a later one with --as-of.")
    found = [s for s in known if measure in (None, s[0])]
    if not found:
        raise UnknownWord("measure of this story by then", str(measure), tuple(dict.fromkeys(s[0].value for s in known)))
    return found[0]
