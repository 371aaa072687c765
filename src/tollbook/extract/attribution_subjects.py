"""The subject of a cue verb: found to its left, over auxiliaries, appositions, relative clauses and joined verbs."""

from __future__ import annotations

from tollbook.extract.attribution_sources import Range, bracket, closes, is_manner, is_source, phrase_left, right_of, words
from tollbook.extract.tokens import Token
from tollbook.extract.words import Is, tables

_FINITE = Is.PAST | Is.THIRD | Is.BE | Is.HAVE | Is.MODAL | Is.DO
_FAR = 40  # words between the commas of "Marta, a baker of 40 who saw the fire, said"
_CLAUSE = 14  # words of "the captain who asked not to be named said"
_QUOTES = frozenset([*'"“”«»', "''", "``"])


def skip_left(toks: tuple[Token, ...], k: int) -> int:
    """Steps left over auxiliaries, adverbs, days: "had by Sunday also | said"."""
    while k > 0:
        low = toks[k - 1].low
        if (
            low in words("words", "auxiliaries")
            or low in words("words", "adverbs")
            or low in words("words", "days")
            or is_manner(low)
        ) or (low in ("on", "in", "by", "late", "early") and k < len(toks) and toks[k].low in words("words", "days")):
            k -= 1
        else:
            break
    return k


def left_of(toks: tuple[Token, ...], cue: int) -> Range | None:
    """The source before the cue verb at token ``cue``: its subject, appositions and relative clauses passed over."""
    speaks = cue < len(toks) and toks[cue].low in words("verbs", "speak")
    k = skip_left(toks, cue)
    if k > 0 and toks[k - 1].text == ")" and (opening := bracket(toks, k - 1)) is not None:
        found = phrase_left(toks, opening, speaks=speaks)
        return None if found is None else (found[0], k)
    if k > 0 and toks[k - 1].low in ("and", "but", "or"):
        return None
    if k > 0 and (toks[k - 1].text in (",", "—", "–") or (toks[k - 1].text == "-" and closes(toks, k - 1))):
        return over_comma(toks, k - 1, speaks=speaks)
    return over_relative(toks, k, speaks=speaks) or phrase_left(toks, k, speaks=speaks)


def over_comma(toks: tuple[Token, ...], comma: int, *, speaks: bool = False) -> Range | None:
    """ "Marta, a baker of 40, | said": the phrase before the first of the commas, with a short apposition kept.

    What stands between the commas may have commas of its own: "Ana Brod (D), chair of the board, who saw it, | said".
    """
    mark, found, stop = toks[comma].text, None, comma
    for j in range(comma - 1, max(0, comma - _FAR), -1):
        if toks[j].text in _QUOTES or toks[j].text in (";", ":"):
            break
        if toks[j].text == mark:
            if found is not None and not _modifies(toks, j + 1):
                break
            head = phrase_left(toks, skip_left(toks, j), speaks=speaks)
            if head is None or (found is not None and not begins_clause(toks, head[0])):
                break
            if stop == comma and _verbal(toks, j + 1):
                stop = j  # "the chairwoman, Vera Holm, | disputed the figures, | saying"
            inner = toks[j + 1 : stop]
            whole = (head[0], stop)
            placed = toks[j + 1].low in ("in", "at", "on", "during")  # "the mayor, in an interview with Radio Dorra, said"
            short = bool(inner) and not placed and not _clause(toks, j + 1) and len(inner) <= 8 and is_source(toks, whole)
            found = whole if short else head
            if begins_clause(toks, head[0]):
                break
    return found


def _verbal(toks: tuple[Token, ...], k: int) -> bool:
    """A verb of the subject's right behind a comma: "disputed the figures"."""
    flags = tables().word(toks[k].low).flags
    past = toks[k].text.islower() and flags & Is.PAST and not flags & (Is.NOUN | Is.ADJ)
    return (
        bool(past) and k + 1 < len(toks) and toks[k + 1].low in ("the", "a", "an", "this", "that", "these", "those", "any", "all")
    )


def _clause(toks: tuple[Token, ...], k: int) -> bool:
    return toks[k].low in words("words", "borders") or toks[k].low.endswith("ing")


def _modifies(toks: tuple[Token, ...], k: int) -> bool:
    """Words after a comma that may belong to the name before it: "who saw it", "chair of the board", "aged 40"."""
    t = toks[k]
    flags = tables().word(t.low).flags
    return (
        _clause(toks, k)
        or t.low in ("a", "an", "the", "its", "his", "her", "in", "from", "of")
        or t.low in words("words", "heads")
        or t.text[:1].isupper()
        or t.text.isdigit()
        or bool(flags & (Is.PART | Is.NOUN | Is.TITLE))
    )


def begins_clause(toks: tuple[Token, ...], k: int) -> bool:
    """Nothing of its clause stands before token ``k``: it begins the sentence, a quotation, or what follows "that"."""
    return k == 0 or toks[k - 1].low in ("that", "but", "and", "while", "whereas", ";", ":") or toks[k - 1].text in _QUOTES


def over_relative(toks: tuple[Token, ...], end: int, *, speaks: bool = False) -> Range | None:
    """ "a captain who asked not to be named | told": the phrase before "who", with its clause."""
    for j in range(end - 2, max(0, end - _CLAUSE), -1):
        if closes(toks, j) or toks[j].text == ",":
            return None
        if toks[j].low in ("who", "that", "which") and _finite(toks, j + 1):
            if toks[j - 1].low in words("verbs", "say") and toks[j - 1].low not in words("words", "heads"):
                return None  # "the minister said that it controls ..."
            head = phrase_left(toks, j, speaks=speaks and toks[j].low == "who")
            return None if head is None or (toks[j].low != "who" and not _headed(toks, head)) else (head[0], end)
    return None


def _headed(toks: tuple[Token, ...], span: Range) -> bool:
    return any(t.low in words("words", "heads") for t in toks[span[0] : span[1]])


def _finite(toks: tuple[Token, ...], k: int) -> bool:
    while k < len(toks) - 1 and (is_manner(toks[k].low) or toks[k].low in words("words", "adverbs")):
        k += 1
    return bool(tables().word(toks[k].low).flags & _FINITE)


def who_of(toks: tuple[Token, ...], cue: int) -> tuple[Range, Range] | None:
    """ "Marta Ilves, who | said": the name that "who" stands for, and "who" itself."""
    k = skip_left(toks, cue)
    if k < 2 or toks[k - 1].low not in ("who", "which") or (toks[k - 1].low == "which" and toks[k - 2].text != ","):
        return None
    end = k - 1
    named = _named_by_phrase(toks, end)
    if named is not None:
        return named, (k - 1, k)
    head = (
        over_comma(toks, end - 1, speaks=True) or phrase_left(toks, end - 1, speaks=True) if toks[end - 1].text == "," else None
    )
    head = head or phrase_left(toks, end, speaks=True)
    return None if head is None else (head, (k - 1, k))


def _named_by_phrase(toks: tuple[Token, ...], end: int) -> Range | None:
    """ ", according to | the chamber of commerce |, which": the source of the phrase between the commas."""
    for j in range(end - 2, max(0, end - _CLAUSE), -1):
        if toks[j].text == "," or closes(toks, j):
            return None
        if toks[j].low == "to" and toks[j - 1].low == "according":
            return right_of(toks, j + 1, end)
    return None


def joined_subject(toks: tuple[Token, ...], cue: int) -> Range | None:
    """ "The chief gave no figure but | spoke of nine dead", "The chief left, | saying": the subject of the verb before."""
    k = skip_left(toks, cue)
    if k < 3 or not (toks[k - 1].low in ("and", "but") or toks[k - 1].text == ","):
        return None
    for j in range(k - 2, 0, -1):
        if toks[j].low == "who" and (who := who_of(toks, j + 1)) is not None:
            return who[0]
        if closes(toks, j) or toks[j].low in ("that", "who", "which", "while", "when", "where", "if", "because"):
            return None
        flags = tables().word(toks[j].low).flags
        if flags & (_FINITE | Is.ING) and not flags & (Is.NOUN | Is.ADJ):
            found = left_of(toks, j)
            if found is not None:
                return found
    return None
