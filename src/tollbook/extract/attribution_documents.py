"""Documents that speak for their makers: "a report by X shows", "X reported, citing Y"."""

from __future__ import annotations

from tollbook.extract.attribution_cue import chain, phrase_at
from tollbook.extract.attribution_sources import Range, is_source, right_of, words
from tollbook.extract.tokens import Token


def behind(toks: tuple[Token, ...], subject: Range, verb: int, limit: int) -> tuple[Range | None, Range]:
    """ "Radio Dorra on Monday, referring to the fire service, had reported": the origin between subject and verb."""
    for j in range(subject[0], verb):
        length = phrase_at(toks, j, "behind")
        if length:
            found = right_of(toks, j + length, verb)
            end = j - 1 if toks[j - 1].text == "," else j
            cut = next((i for i in range(subject[0], end) if toks[i].low == "on" or toks[i].low in words("words", "days")), end)
            if found is not None and is_source(toks, (subject[0], cut)):
                return found, (subject[0], cut)
    return chain(toks, verb + 1, limit), subject


def maker(toks: tuple[Token, ...], source: Range) -> Range:
    """Who speaks through "data of the Association", "an investigation by the Office": the maker of the document."""
    a, b = source
    for k in range(a, b - 1):
        if toks[k].low in words("documents", "nouns"):
            comma = next((i for i in range(k + 1, b) if toks[i].text == ","), b)
            by = next((i for i in range(k + 1, min(comma, b - 1, k + 6)) if toks[i].low in ("by", "of", "from")), None)
            found = None if by is None else right_of(toks, by + 1, b)
            return found or source
    return source


def documented(toks: tuple[Token, ...], subject: Range | None, verb: int) -> Range | None:
    """The subject with the document that it stands in: "a paper shown on Sunday to | Reuters", "an investigation by X into Y"."""
    for j in range(verb - 1, max(-1, verb - 18), -1):
        if toks[j].text in (",", ";", ":") or (j > 0 and toks[j - 1].low in words("verbs", "say") and toks[j].low == "that"):
            break
        if toks[j].low in words("documents", "nouns"):
            by = next((i for i in range(j + 1, min(verb - 1, j + 6)) if toks[i].low in ("by", "of")), None)
            if by is not None and (subject is None or subject[0] > j) and right_of(toks, by + 1, verb) is not None:
                head = j - 1 if j > 0 and toks[j - 1].low in ("a", "an", "the", "its", "official") else j
                return (head, verb)
    return subject


def documents_before(toks: tuple[Token, ...], k: int) -> bool:
    """A document speaks at the end of its sentence: "..., data of the Association show"."""
    return any(t.low in words("documents", "nouns") for t in toks[max(0, k - 14) : k])


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
