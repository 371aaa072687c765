"""A cue of one sentence: the words that tell who speaks, with the places of source and content."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tollbook.extract.attribution_sources import Range, right_of, words
from tollbook.extract.tokens import Token
from tollbook.lexicon import table

_END = frozenset(".!?")
QUOTES = frozenset([*'"“”«»', "''", "``"])


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: token ranges of cue, source, contents; ``behind`` is the origin that the source passes on, ``told`` whom it told.

    ``worded`` is the source with all that is said of it there ("who", or "Ana Brod, a baker who saw the fire"), where that is
    more or less than its name.
    """

    cue: Range
    source: Range | None
    contents: tuple[Range, ...]
    rule: str
    behind: Range | None = None
    told: Range | None = None
    pronoun: bool = False
    worded: Range | None = None


def sentence_end(toks: tuple[Token, ...]) -> int:
    """Where the sentence's last words end, its full stop left out."""
    end = len(toks)
    while end > 0 and toks[end - 1].text in _END:
        end -= 1
    return end


@cache
def phrases(field: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases of the table, as words, by their first; the longest first."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted((tuple(p.split()) for p in table("attribution")["phrases"][field]), key=len, reverse=True):
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


def phrase_at(toks: tuple[Token, ...], k: int, field: str) -> int:
    """How many words of a phrase of the table begin at token ``k``; 0 where none does."""
    for phrase in phrases(field).get(toks[k].low, ()):
        if len(phrase) == 1 or tuple(t.low for t in toks[k : k + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def chain(toks: tuple[Token, ...], k: int, limit: int) -> Range | None:
    """ "..., citing authorities" after the cue: the origin behind the source."""
    for j in range(k, min(limit, k + 3)):
        length = phrase_at(toks, j, "behind")
        if length:
            return right_of(toks, j + length, limit)
    return None


def is_pronoun(toks: tuple[Token, ...], source: Range | None) -> bool:
    """Whether the source is one word that stands for another: "he"."""
    return source is not None and source[1] - source[0] == 1 and toks[source[0]].low in words("words", "pronouns")


def opens(toks: tuple[Token, ...], k: int) -> bool:
    """A mark at token ``k`` that opens a quotation: it stands next to the word behind it."""
    if k >= len(toks) or toks[k].text not in QUOTES:
        return False
    return toks[k].text in "“«" or (k + 1 < len(toks) and toks[k].end == toks[k + 1].start)


def ends_quote(toks: tuple[Token, ...], k: int) -> bool:
    """A mark at token ``k`` that closes a quotation: it stands next to the word or mark before it."""
    if not 0 < k < len(toks) or toks[k].text not in QUOTES:
        return False
    return toks[k].text in "”»" or (toks[k].text not in "“«" and toks[k - 1].end == toks[k].start)
