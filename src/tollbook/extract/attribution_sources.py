"""The words of a source, to the left or to the right of a cue: a noun phrase, found by where it must end."""

from __future__ import annotations

from functools import cache

from tollbook.extract.tokens import Token
from tollbook.extract.words import Is, tables
from tollbook.lexicon import table

_PLAIN = 6  # words of a source whose head is in no table
_SHORT = 4  # letters of an abbreviated title: "Capt", "Rep"
Range = tuple[int, int]  # of tokens, end excluded
_MARKS = frozenset([*';:.!?"“”«»—–()[]|•', "''", "``"])
_ARTICLES = frozenset(["the", "a", "an"])
_SUBJECTS = frozenset("he she they we i".split())
_LONGEST = 14  # words of a source; the longest in 22,000 annotated ones that is no clause has 13


@cache
def words(section: str, field: str) -> frozenset[str]:
    """A list of the table of attributions, as a set."""
    return frozenset(table("attribution")[section][field])


def is_source(toks: tuple[Token, ...], span: Range, *, speaks: bool = False) -> bool:
    """Whether the words can be a source: a name, or headed by a kind of person or body; any noun by a verb that ``speaks``."""
    a, b = span
    lows = [t.low.removesuffix("'s") for t in toks[a:b]]
    if not lows or lows[0] in ("to", "by", "for", "on", "at", "in", "from") or len(lows) > _LONGEST:
        return False
    core = [w for w in lows if w not in words("words", "inside")]
    if core == ["it"]:
        return speaks
    if not core or all(w.isdigit() for w in core) or (counts(core[0]) and not speaks):
        return False
    whose = core[0] == "her" and len(core) > 1
    if core[0] in words("words", "nobody") and not whose and not (speaks and len(core) > 1 and core[0] in words("words", "some")):
        return False
    if len(core) == 1 and core[0] in words("words", "pronouns"):
        return True
    if any(w in words("words", "heads") for w in core):
        return True
    if speaks and _plain_noun(lows, core):
        return True
    return any(named(t, first=k == 0 and a == 0) for k, t in enumerate(toks[a:b]))


def is_manner(low: str) -> bool:
    """An adverb by its ending, and neither a "family" nor an "assembly"."""
    return low.endswith("ly") and low not in words("words", "heads") and not tables().word(low).flags & Is.NOUN


def counts(low: str) -> bool:
    """A number: whom it counts is no body that keeps counts, though three witnesses may say something."""
    numbers = table("numbers")
    first = low.split("-")[0]
    return low[:1].isdigit() or first in numbers["units"] or first in numbers["scales"]


def _plain_noun(lows: list[str], core: list[str]) -> bool:
    """A short noun phrase without a number, which may speak though its head is in no table: "a lodger", "the quay"."""
    last = lows[-1]
    whole = last.isalpha() and last not in words("words", "inside") and not is_manner(last) and not last.endswith("ing")
    return (
        whole and len(lows) <= _PLAIN and not any(w[0].isdigit() for w in lows) and core[0] not in words("words", "auxiliaries")
    )


def named(token: Token, *, first: bool) -> bool:
    """A name: capitalised, and not only because it begins the sentence."""
    if not token.text[:1].isupper() or token.low in words("words", "days"):
        return False
    ordinary = (
        token.low in words("words", "inside") or token.low in words("words", "borders") or token.low in words("words", "adverbs")
    )
    return not ordinary and not (first and token.low in words("words", "nobody"))


def phrase_left(toks: tuple[Token, ...], end: int, *, speaks: bool = False) -> Range | None:
    start = end
    while start > 0 and end - start < _LONGEST:
        t = toks[start - 1]
        if t.text == ")" and (opening := bracket(toks, start - 1)) is not None and opening > 0:
            start = opening  # "Velmark Watch (VW) in Lund"
            continue
        if (closes(toks, start - 1)) or t.text == "," or t.low in words("words", "borders"):
            break
        titled = (
            start < end and start > 1 and toks[start].text[:1].isupper() and toks[start - 2].low == "the"
        )  # "the Sunday Courier"
        if t.low in words("words", "days") and not titled and not (start < end and toks[start].low in words("words", "heads")):
            break
        if _is_verb(toks, start - 1) and start < end:
            break
        start -= 1
    if end - start > 1 and toks[end - 1].low in _SUBJECTS:
        start = end - 1  # "told the paper | she | saw"
    while start < end and (toks[start].low in words("words", "leading") or _year(toks[start])):
        start += 1
    for k in range(start + 1, end - 2):  # "expects rain at the weekend and | the ministry | fears"
        if (
            toks[k].low == "and"
            and toks[k + 1].low in _ARTICLES
            and toks[start].low not in _ARTICLES
            and not counts(toks[start].low)
        ):
            start = start if is_source(toks, (start, k)) else k + 1
            break
    return (start, end) if start < end and is_source(toks, (start, end), speaks=speaks) else None


def _year(token: Token) -> bool:
    """The end of a dateline: "Brussels 06.01.2022 | Police in Kazakhstan"."""
    return len(token.text) == 4 and token.text.isdigit() and token.text[:2] in ("19", "20")


def closes(toks: tuple[Token, ...], k: int) -> bool:
    """A mark at which a phrase ends: not the point of "Mr." or "Thomas R. Brod", but a dash with room on both sides."""
    t = toks[k]
    if t.text == "." and 0 < k < len(toks) - 1:
        before = toks[k - 1]
        return not (before.end == t.start and before.text[:1].isupper() and len(before.text) <= _SHORT)
    if t.text == "-" and any(0 <= j < len(toks) and toks[j].text == "-" for j in (k - 1, k + 1)):
        return True  # "--"
    if t.text in ("-", "–"):
        return 0 < k < len(toks) - 1 and toks[k - 1].end < t.start and t.end < toks[k + 1].start
    return t.text in _MARKS


def bracket(toks: tuple[Token, ...], close: int) -> int | None:
    """The token that opens the bracket which ends at ``close``, some words before it."""
    return next((j for j in range(close - 1, max(-1, close - 9), -1) if toks[j].text == "("), None)


def _is_verb(toks: tuple[Token, ...], k: int) -> bool:
    low = toks[k].low
    if low in words("words", "auxiliaries"):
        return True
    flags = tables().word(low).flags
    if (
        flags & (Is.PAST | Is.THIRD)
        and not flags & (Is.NOUN | Is.ADJ | Is.PART)
        and (toks[k].text.islower() or toks[k].text.isupper())
    ):
        return True
    verb = low in words("verbs", "say") or low in words("verbs", "tell")
    return verb and low not in words("words", "heads") and low not in words("documents", "nouns") and toks[k].text.islower()


def right_of(toks: tuple[Token, ...], start: int, limit: int, *, speaks: bool = False) -> Range | None:
    """The source that begins at token ``start``, before token ``limit``; a short apposition after a comma is kept."""
    end = _phrase_right(toks, start, limit)
    if end <= start:
        return None
    found = (start, end)
    if end < limit and toks[end].text == ",":
        stop = _phrase_right(toks, end + 1, limit)
        closed = stop >= limit or toks[stop].text in (",", ".", ";")
        if end + 1 < stop <= end + 9 and closed and _apposition(toks, end + 1, stop):
            found = (start, stop)
    return found if is_source(toks, found, speaks=speaks) else None


def _apposition(toks: tuple[Token, ...], start: int, stop: int) -> bool:
    """A name after an office ("..., Ana Brod"), or an office after a name ("..., a spokesman of the fleet")."""
    first = toks[start]
    if first.low in ("a", "an", "the", "its", "his", "her") or first.low in words("words", "heads"):
        return any(t.low in words("words", "heads") for t in toks[start:stop])
    return all(t.text[:1].isupper() for t in toks[start:stop]) and stop - start <= 4


def _phrase_right(toks: tuple[Token, ...], start: int, limit: int) -> int:
    k = start
    while k < limit and k - start < _LONGEST:
        t = toks[k]
        if closes(toks, k) or t.text == ",":
            if t.text == "(" and k > start and k + 2 < limit and toks[k + 2].text == ")":
                k += 3  # "the Harbour Watch (HW)"
                continue
            break
        if t.low == "that" and k > start and toks[k - 1].low in ("of", "in"):
            k += 1  # "of that country"
            continue
        if t.low in words("words", "borders") or (k > start and (t.low in words("words", "auxiliaries") or _is_verb(toks, k))):
            break
        if t.low in words("words", "days") or t.low in ("late", "early", "yesterday", "today", "earlier", "later"):
            break
        if (
            k > start
            and t.low == "in"
            and k + 1 < limit
            and toks[k + 1].low in ("a", "an", "comments", "remarks", "late", "early")
        ):
            break
        if (
            k > start
            and t.low == "on"
            and k + 1 < limit
            and (toks[k + 1].low in words("words", "days") or toks[k + 1].text.isdigit())
        ):
            break
        if k > start and (t.low == "to" or t.low in _SUBJECTS):
            break  # "told the Harbour Post | they buried nine"
        k += 1
    while k > start and toks[k - 1].low in ("on", "in", "at", "of", "and", "the", "a", "by", "for", "or"):
        k -= 1
    return k
