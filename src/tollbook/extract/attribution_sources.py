"""The words of a source, to the left or to the right of a cue: a noun phrase, found by where it must end."""

from __future__ import annotations

from functools import cache

from tollbook.extract.tokens import Token
from tollbook.lexicon import table

_PLAIN = 6  # words of a source whose head is in no table
Range = tuple[int, int]  # of tokens, end excluded
_MARKS = frozenset([*';:.!?"“”«»—–()[]|•', "''", "``"])
_LONGEST = 14  # words of a source; the longest in 22,000 annotated ones that is no clause has 13


@cache
def words(section: str, field: str) -> frozenset[str]:
    """A list of the table of attributions, as a set."""
    return frozenset(table("attribution")[section][field])


def is_source(toks: tuple[Token, ...], span: Range, *, speaks: bool = False) -> bool:
    """Whether the words can be a source: a name, or headed by a kind of person or body; any noun by a verb that ``speaks``."""
    a, b = span
    lows = [t.low for t in toks[a:b]]
    if not lows or lows[0] in ("to", "by", "for", "on") or len(lows) > _LONGEST:
        return False
    core = [w for w in lows if w not in words("words", "inside")]
    if core == ["it"]:
        return speaks
    if not core or core[0] in words("words", "nobody") or all(w.isdigit() for w in core):
        return False
    if len(core) == 1 and core[0] in words("words", "pronouns"):
        return True
    if any(w in words("words", "heads") for w in core):
        return True
    if speaks and _plain_noun(lows, core):
        return True
    return any(named(t, first=k == 0 and a == 0) for k, t in enumerate(toks[a:b]))


def _plain_noun(lows: list[str], core: list[str]) -> bool:
    """A short noun phrase without a number, which may speak though its head is in no table: "a lodger", "the quay"."""
    last = lows[-1]
    whole = last.isalpha() and last not in words("words", "inside") and not last.endswith(("ly", "ing"))
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


def _skip_left(toks: tuple[Token, ...], k: int) -> int:
    """Steps left over auxiliaries, adverbs, days: "had by Sunday also | said"."""
    while k > 0:
        low = toks[k - 1].low
        if (
            low in words("words", "auxiliaries")
            or low in words("words", "adverbs")
            or low in words("words", "days")
            or low.endswith("ly")
        ) or (low in ("on", "in", "by", "late", "early") and k < len(toks) and toks[k].low in words("words", "days")):
            k -= 1
        else:
            break
    return k


def left_of(toks: tuple[Token, ...], cue: int) -> Range | None:
    """The source before the cue verb at token ``cue``: its subject, appositions and relative clauses passed over."""
    speaks = cue < len(toks) and toks[cue].low in words("verbs", "speak")
    k = _skip_left(toks, cue)
    if k > 0 and toks[k - 1].text == ")":
        opening = next((j for j in range(k - 1, -1, -1) if toks[j].text == "("), None)
        if opening is not None:
            found = _phrase_left(toks, opening)
            return None if found is None else (found[0], k)
    if k > 0 and toks[k - 1].text == ",":
        return _over_comma(toks, k - 1)
    return _phrase_left(toks, k, speaks=speaks)


def _over_comma(toks: tuple[Token, ...], comma: int) -> Range | None:
    """ "Marta, a baker of 40, | said": the phrase before the first of the two commas, with a short apposition kept."""
    before = next((j for j in range(comma - 1, -1, -1) if toks[j].text == ","), None)
    if before is None or comma - before > 40:
        return None
    found = _phrase_left(toks, _skip_left(toks, before))
    if found is None:
        return None
    inner = toks[before + 1 : comma]
    clause = bool(inner) and (inner[0].low in words("words", "borders") or inner[0].low.endswith("ing"))
    whole = (found[0], comma) if not clause and len(inner) <= 8 else found
    return whole if is_source(toks, whole) else found


def _phrase_left(toks: tuple[Token, ...], end: int, *, speaks: bool = False) -> Range | None:
    start = end
    while start > 0 and end - start < _LONGEST:
        t = toks[start - 1]
        if t.text == ")" and start > 3 and toks[start - 3].text == "(":
            start -= 3  # "Velmark Watch (VW) in Lund"
            continue
        if t.text in _MARKS or t.text == "," or t.low in words("words", "borders"):
            break
        if t.low in words("words", "days") and not (start < end and toks[start].low in words("words", "heads")):
            break
        if _is_verb(toks, start - 1) and start < end:
            break
        start -= 1
    while start < end and toks[start].low in (
        "morning",
        "afternoon",
        "evening",
        "night",
        "and",
        "but",
        "or",
        "on",
        "in",
        "at",
        "to",
        "so",
        "then",
        "later",
        "earlier",
        "also",
        "however",
        "by",
        "of",
    ):
        start += 1
    return (start, end) if start < end and is_source(toks, (start, end), speaks=speaks) else None


def _is_verb(toks: tuple[Token, ...], k: int) -> bool:
    low = toks[k].low
    if low in words("words", "auxiliaries"):
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
        if t.text in _MARKS or t.text == ",":
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
        if k > start and t.low == "to":
            break
        k += 1
    while k > start and toks[k - 1].low in ("on", "in", "at", "of", "and", "the", "a", "by", "for", "or"):
        k -= 1
    return k


def document_maker(toks: tuple[Token, ...], found: Range, limit: int) -> Range | None:
    """Who speaks through a document: "a notice | which stood on the council's page", "data of the Association".

    ``found`` is the phrase that names the document; the maker stands in it, or after it.
    """
    a, b = found
    core = [k for k in range(a, b) if toks[k].low in words("documents", "nouns")]
    if not core:
        return None
    noun = core[0]
    if noun + 1 < b and toks[noun + 1].low in words("documents", "by"):
        inner = (noun + 2, b)
        return inner if is_source(toks, inner) else None
    k = max(b, noun + 1)
    while k < limit and (
        toks[k].low in words("documents", "joined")
        or toks[k].low in words("words", "auxiliaries")
        or toks[k].low in words("words", "days")
    ):
        k += 1
    if k > b - 1 and k < limit and toks[k].low in ("by", "on", "in", "from") and k > noun + 1:
        return right_of(toks, k + 1, limit)
    if k < limit and toks[k].low == "by":
        return right_of(toks, k + 1, limit)
    return None
