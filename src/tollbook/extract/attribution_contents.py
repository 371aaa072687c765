"""What a cue governs: the words after it, before it, or around it."""

from __future__ import annotations

from tollbook.extract.attribution_cue import QUOTES, ends_quote, opens
from tollbook.extract.attribution_sources import Range, counts, words
from tollbook.extract.tokens import Token
from tollbook.extract.words import Is, tables

_FINITE = Is.BE | Is.HAVE | Is.MODAL | Is.DO
_REST = 3  # words that what goes on behind "..., X said," has at least
_LEAST = frozenset(["least", "most"])


def around(toks: tuple[Token, ...], start: int, end: int, limit: int) -> tuple[Range, ...]:
    """The content of a phrase at ``start``-``end``: after it at the head of a clause, else before it (and after its commas)."""
    before = start - 1 if start > 0 and toks[start - 1].text in (",", "(", "—", "–", "-") else start
    head = start == 0 or toks[start - 1].text in (";", ":", "—") or (start <= 2 and toks[0].low in ("and", "but"))
    head = head or (0 < before < start and toks[before - 1].low in ("and", "but", "that", "while", "who", "which"))
    after = end
    while after < limit and toks[after].text not in (",", ";", ")"):
        after += 1
    rest = (min(after + 1, limit), limit)
    if start > 0 and toks[start - 1].low in ("who", "which"):
        return ((end, after),) if end < after else ()  # "the skipper, who according to X had been drinking, was arrested"
    if head:
        return (rest,) if rest[0] < rest[1] else ()
    opening = next((j + 1 for j in range(before - 1, -1, -1) if toks[j].text == ";"), 0)
    contents: list[Range] = [(opening, before)] if before > opening else []
    again = any(t.low == "according" for t in toks[rest[0] : rest[1]])  # "40, according to X, and 90, according to Y"
    if after < limit and toks[after].text == "," and rest[1] - rest[0] > _REST and before - opening < 12 and not again:
        contents.append(rest)  # "Some 20 people, according to X, were killed"
    return tuple(contents)


def behind_cue(toks: tuple[Token, ...], k: int, limit: int) -> tuple[Range, ...]:
    """The content after "X said (on Sunday) (in a statement) (that)"."""
    while k < limit:
        low = toks[k].low
        if low == "that" or toks[k].text in (",", ":") or low in words("words", "days"):
            k += 1
        elif low in words("words", "adjuncts") and (stop := _adjunct(toks, k, limit)) > k:
            k = stop
        else:
            break
    return ((k, limit),) if k < limit else ()


def _adjunct(toks: tuple[Token, ...], k: int, limit: int) -> int:
    """The end of a time, place or manner phrase that stands between cue and content; ``k`` where there is none."""
    if toks[k].low in ("earlier", "later", "yesterday", "today"):
        return k + 1
    if k + 1 < limit and toks[k + 1].low in _LEAST:
        return k  # "spoke of at least 24 bodies"
    for j in range(k + 1, min(limit, k + 15)):
        if toks[j].low == "that":
            return j
        near = j < k + 9
        if near and (toks[j].text in (",", ":") or toks[j].text in QUOTES):
            return j
        if counts(toks[j].low) and not _dated(toks, j, limit):
            break
    return k + 2 if k + 1 < limit and toks[k + 1].low in words("words", "days") else k


def _dated(toks: tuple[Token, ...], k: int, limit: int) -> bool:
    """A number of a day or a year: "on 4 June", "in 2019"."""
    near = [toks[j].low for j in (k - 1, k + 1) if 0 <= j < limit]
    return any(w in words("words", "days") for w in near) or len(toks[k].text) == 4


def ends_clause(toks: tuple[Token, ...], k: int, limit: int) -> bool:
    """After the cue only time, place or manner is said: the content stands before it."""
    if k >= limit or toks[k].text in (",", ";", ".", "—") or toks[k].text in QUOTES:
        return True
    if toks[k].low in ("that", "it", "he", "she", "they", "there", "the", "a", "an", "no") or toks[k].text[:1].isdigit():
        return False
    stop = next((j for j in range(k, limit) if toks[j].text in (",", ";")), limit)
    return time_after(toks, k) and stop - k <= 8 and not any(t.low == "that" for t in toks[k : stop + 1])


def time_after(toks: tuple[Token, ...], k: int) -> bool:
    """Words of time, place or manner behind a cue: "said on Monday"."""
    return toks[k].low in words("words", "days") or toks[k].low in words("words", "manner")


def apposed(toks: tuple[Token, ...], end: int, limit: int) -> int:
    """Where all that is said of a source ends: "..., said Ana Brod, | head of the fleet, who saw it |"."""
    while end < limit:
        k = end + 1 if toks[end].text == "," else end
        relative = k < limit and toks[k].low in ("who", "which", "whose", "whom", "that", "speaking")
        if not relative and (k == end or not _apposition(toks, k, limit)):
            return end
        end = clause_end(toks, k, limit)
    return end


def clause_end(toks: tuple[Token, ...], k: int, limit: int) -> int:
    """The next comma, semicolon or opening quotation."""
    return next((j for j in range(k, limit) if toks[j].text in (",", ";") or opens(toks, j)), limit)


def _apposition(toks: tuple[Token, ...], k: int, limit: int) -> bool:
    """A noun phrase that says who somebody is: no verb of its own, and nobody counted in it."""
    if k >= limit:
        return False
    first, flags = toks[k], tables().word(toks[k].low).flags
    if not (first.low in ("a", "an", "the", "its", "his", "her") or first.text[:1].isupper() or flags & (Is.NOUN | Is.TITLE)):
        return False
    if first.low.endswith("ing") or counts(first.low) or first.low in words("words", "leading"):
        return False
    for t in toks[k : clause_end(toks, k, limit)]:
        if t.low in ("who", "which", "that", "whose"):
            return True
        if t.low in ("them", "whom", "dead", "killed", "injured", "wounded") or tables().word(t.low).flags & _FINITE:
            return False
    return True


def before_cue(toks: tuple[Token, ...], start: int, end: int, limit: int) -> tuple[Range, ...]:
    """ "CONTENT, X said": what stands before; after a comma or semicolon the content may go on.

    Of a quotation only another quotation is more: "'Yes,' he said, doing his best to smile. 'They left.'".
    """
    before = start - 1 if start > 0 and toks[start - 1].text in (",", "—", "–", "-") else start
    contents: list[Range] = [(0, before)] if before > 0 else []
    if ends_quote(toks, start - 1):
        again = next((j for j in range(end, limit) if opens(toks, j) and not toks[j - 1].text.isalpha()), None)
        return (*contents, (again, limit)) if again is not None else tuple(contents)
    after = end
    while after < limit and toks[after].text not in (",", ";"):
        after += 1
    goes_on = (
        after < limit
        and limit - after > _REST
        and not toks[after + 1].low.startswith(("citing", "quoting", "referring", "adding"))
    )
    return (*contents, (after + 1, limit)) if goes_on else tuple(contents)
