"""A citation: the sentence, the story, the entry and its digest, the moment; and the address where it stays as it was."""

from __future__ import annotations

from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from tollbook.lexicon import table
from tollbook.model import Book
from tollbook.publish.rows import Row
from tollbook.publish.sheet import moment_words
from tollbook.server.looking import Look


def cited(look: Look, book: Book, sentence: str, path: str, told: dict[str, str | None], claim: str | None = None) -> Row:
    """The citation of a sentence. ``path`` is below the server's own, ``told`` what narrows it."""
    at, digest = look.at(book), digest_at(look)
    title = look.veil(book).title
    when = moment_words(at, ZoneInfo(book.story.zone), table("page", "en"))
    words = {k: str(v) for k, v in told.items() if v is not None} | {"as_of": at.isoformat(), "upto": str(look.upto)}
    return {
        "text": f"Tollbook, “{title}”: {sentence} Entry {look.upto} ({digest[:12]}), as of {when}.",
        "story": book.story.id,
        "claim": claim,
        "sentence": sentence,
        "as_of": at.isoformat(),
        "upto": look.upto,
        "digest": digest,
        "path": f"{quote(path)}?{urlencode(words)}",
    }


def digest_at(look: Look) -> str:
    """The digest of the last entry seen: of all that it rests on."""
    row = look.ledger.db.execute(
        "SELECT digest FROM entries WHERE number <= ? ORDER BY number DESC LIMIT 1", (look.upto,)
    ).fetchone()
    return "" if row is None else str(row[0])
