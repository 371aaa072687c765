"""Cues of one sentence, each with its source and the content that it governs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tollbook.extract.attribution_sources import Range, document_maker, is_source, named, right_of, words
from tollbook.extract.attribution_subjects import left_of
from tollbook.extract.tokens import Token, tokens
from tollbook.lexicon import table

_ADDING = frozenset("added adds said says told warned noted announced stated confirmed reported estimated put".split())
_ALONE = 12  # words of a sentence that only says who spoke, behind a quotation
_SUPPOSED = frozenset("said believed thought alleged estimated".split())
_END = frozenset(".!?")
_QUOTES = frozenset([*'"“”«»', "''", "``"])
_TOLL = re.compile(
    r"\d|\b(?:toll|number|numbers|death|deaths|dead|casualties|damage|damages|figure|count|total|dozens?|hundreds?|thousands?)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: token ranges of cue, source, contents; ``behind`` is the origin that the source passes on, ``told`` whom it told."""

    cue: Range
    source: Range | None
    contents: tuple[Range, ...]
    rule: str
    behind: Range | None = None
    told: Range | None = None
    pronoun: bool = False


@cache
def _phrases(field: str) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(p.split()) for p in table("attribution")["phrases"][field]), key=len, reverse=True))


@cache
def _quick() -> re.Pattern[str]:
    """Any cue word at all: a sentence without one is passed over."""
    t = table("attribution")
    first = {p.split()[0] for f in ("of", "behind") for p in t["phrases"][f]}
    found = {
        *t["verbs"]["say"],
        *t["verbs"]["tell"],
        *t["verbs"]["put"],
        *t["verbs"]["quote"],
        *first,
        *t["documents"]["nouns"],
        "officially",
        "let",
        "own",
    }
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, found), key=len, reverse=True)) + r")\b|: |—", re.I)


def cues_of(text: str, start: int, end: int, *, headline: bool) -> tuple[tuple[Token, ...], tuple[Cue, ...]]:
    """The tokens of a sentence and its cues."""
    if not _quick().search(text, start, end):
        return (), ()
    toks = tokens(text, start, end)
    found = [*_phrase_cues(toks), *_verb_cues(toks, text), *_adverb_cues(toks)]
    if headline or not found:
        found += _headline_cues(toks, headline)
    return toks, tuple(sorted(found, key=lambda c: c.cue))


def _limit(toks: tuple[Token, ...]) -> int:
    """Where the sentence's last words end, its full stop left out."""
    end = len(toks)
    while end > 0 and toks[end - 1].text in _END:
        end -= 1
    return end


def _phrase_at(toks: tuple[Token, ...], k: int, field: str) -> int:
    for phrase in _phrases(field):
        if toks[k].low == phrase[0] and tuple(t.low for t in toks[k : k + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _phrase_cues(toks: tuple[Token, ...]) -> Iterator[Cue]:
    """ "according to X": what stands before it in its clause, or what follows its comma where it begins the sentence."""
    limit = _limit(toks)
    if (
        toks[0].low == "by"
        and (source := right_of(toks, 1, limit)) is not None
        and source[1] + 2 < limit
        and toks[source[1]].text == ","
    ):
        behind = _chain(toks, source[1] + 1, limit)
        if behind is not None:  # "By the aid office, which cites the clinic, ..."
            yield Cue((0, 1), source, ((min(behind[1] + 1, limit), limit),), "phrase", behind)
    k = 0
    while k < limit:
        length = _phrase_at(toks, k, "of")
        if not length:
            k += 1
            continue
        found = right_of(toks, k + length, limit)
        if found is not None and not (toks[k].low == "per" and not named(toks[found[0]], first=False)):
            maker = document_maker(toks, found, limit)
            yield Cue((k, k + length), maker or found, _around(toks, k, (maker or found)[1], limit), "phrase")
        k += length


def _around(toks: tuple[Token, ...], start: int, end: int, limit: int) -> tuple[Range, ...]:
    """The content of a phrase at ``start``-``end``: after it at the head of a clause, else before it (and after its commas)."""
    before = start - 1 if start > 0 and toks[start - 1].text in (",", "(", "—", "–", "-") else start
    head = start == 0 or toks[start - 1].text in (";", ":", "—") or (start <= 2 and toks[0].low in ("and", "but"))
    after = end
    while after < limit and toks[after].text not in (",", ";", ")"):
        after += 1
    rest = (min(after + 1, limit), limit)
    if head:
        return (rest,) if rest[0] < rest[1] else ()
    opening = next((j + 1 for j in range(before - 1, -1, -1) if toks[j].text == ";"), 0)
    contents: list[Range] = [(opening, before)] if before > opening else []
    if after < limit and toks[after].text == "," and rest[1] - rest[0] > 3 and before - opening < 12:
        contents.append(rest)  # "Some 20 people, according to X, were killed"
    return tuple(contents)


def _verb_cues(toks: tuple[Token, ...], text: str) -> Iterator[Cue]:
    limit = _limit(toks)
    for k in range(limit):
        low = toks[k].low
        if low in words("verbs", "quote") and (cue := _quoted(toks, k, limit)) is not None:
            yield cue
        elif low in words("verbs", "tell") or low in words("verbs", "say"):
            if (cue := _say(toks, k, limit)) is not None:
                yield cue
        elif low in words("verbs", "put") and _TOLL.search(text, toks[k].end, toks[min(limit, k + 9) - 1].end):
            source = _documented(toks, left_of(toks, k), k)
            if source is not None and low not in ("has", "have"):
                yield Cue((k, k + 1), _maker(toks, source), ((k + 1, limit),), "put", pronoun=_pronoun(toks, source))
        elif low == "let" and (knows := next((j for j in range(k + 2, min(limit, k + 12)) if toks[j].low == "know"), None)):
            source = right_of(toks, k + 1, knows)
            if source is not None:
                yield Cue((k, knows + 1), source, ((0, k - 1 if toks[k - 1].text == "," else k),), "let know")
        elif low in ("so", "gave") and k > 1 and toks[k - 1].text == ",":
            source = right_of(toks, k + 1, limit)
            if source is not None and named(toks[source[1] - 1], first=False) and (source[1] == limit or low == "gave"):
                yield Cue((k, k + 1), source, ((0, k - 1),), "so")


def _quoted(toks: tuple[Token, ...], k: int, limit: int) -> Cue | None:
    """ "A quoted B as saying C" is said by B and passed on by A; "B was quoted as saying C" is said by B."""
    pairs = range(k + 1, min(limit - 1, k + 16))
    at = next((j for j in pairs if toks[j].low == "as" and toks[j + 1].low in words("verbs", "quoting_as")), None)
    if at is None:
        return None
    passive = k > 0 and toks[k - 1].low in ("was", "were", "been", "is", "are")
    source = left_of(toks, k) if passive else right_of(toks, k + 1, at)
    content = _after(toks, at + 2, limit)
    if source is None or not content:
        return None
    carrier = None if passive else left_of(toks, k)
    return Cue((k, at + 2), carrier or source, content, "quoted", None if carrier is None else source)


def _say(toks: tuple[Token, ...], k: int, limit: int) -> Cue | None:
    low = toks[k].low
    little = table("attribution")["verbs"]["little"].get(low)
    after = k + 1
    if little is not None:
        if after < limit and toks[after].low in little:
            after += 1
        elif after < limit or not _documents_before(toks, k):
            return None
    previous = toks[k - 1] if k > 0 else None
    if after + 1 < limit and toks[after].low == "to" and toks[after + 1].low in ("be", "have") and low in _SUPPOSED:
        return None  # "men believed to be rebels" believe nothing
    if low.startswith("claim") and any(t.low in ("life", "lives", "victims") for t in toks[after : min(limit, after + 6)]):
        return None  # a storm that claimed 230 lives says nothing
    if previous is not None and previous.low in ("to", "be", "been", "is", "are", "was", "were", "not"):
        return None  # infinitives and passives: "is believed", "were reported killed" name nobody
    trailing = previous is not None and (previous.text in (",", "?", "!") or previous.text in _QUOTES)
    speaks = low in words("verbs", "speak")
    inverted = trailing and low not in words("verbs", "tell") and not low.endswith("ing")
    source = right_of(toks, after, limit, speaks=speaks) if inverted else None
    if source is not None and (
        source[1] >= limit or toks[source[1]].text in (",", ".", ";", "—") or _time_after(toks, source[1])
    ):
        return _trailing(toks, k, (k, source[1]), source, limit)  # "..., said X"
    subject = _documented(toks, left_of(toks, k), k)
    if subject is None and previous is not None and previous.low in ("and", "but") and k > 4 and toks[k].low in _ADDING:
        content = _after(toks, after, limit)
        return Cue((k, after), None, content, "and") if content else None
    if subject is None or (low.endswith("ing") and previous is not None and previous.low in words("words", "heads")):
        return None
    if toks[k].text[:1].isupper() and k == 0:
        return None
    behind, subject = _behind(toks, subject, k, limit)
    source = _maker(toks, subject)
    told: Range | None = None
    if low in words("verbs", "tell"):
        told = right_of(toks, after, limit)
        after = told[1] if told else after
    start = subject[0]
    if (
        start > 0
        and (toks[start - 1].text in (",", "—", "–", "-", ";") or toks[start - 1].text in _QUOTES)
        and _ends_clause(toks, after, limit)
    ):
        return _trailing(toks, k, (start, after), source, limit, behind=behind, told=told, pronoun=_pronoun(toks, source))
    content = _after(toks, after, limit)
    if not content and (subject[0] > 0 or limit > _ALONE):
        return None
    return Cue((k, after), source, content, "say", behind, told, _pronoun(toks, source))


def _documents_before(toks: tuple[Token, ...], k: int) -> bool:
    """A document speaks at the end of its sentence: "..., data of the Association show"."""
    return any(t.low in words("documents", "nouns") for t in toks[max(0, k - 14) : k])


def _documented(toks: tuple[Token, ...], subject: Range | None, verb: int) -> Range | None:
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


def _time_after(toks: tuple[Token, ...], k: int) -> bool:
    return toks[k].low in words("words", "days") or toks[k].low in (
        "on",
        "in",
        "late",
        "early",
        "earlier",
        "yesterday",
        "today",
        "to",
        "as",
        "at",
        "after",
    )


def _ends_clause(toks: tuple[Token, ...], k: int, limit: int) -> bool:
    """After the cue only time, place or manner is said: the content stands before it."""
    if k >= limit or toks[k].text in (",", ";", ".", "—") or toks[k].text in _QUOTES:
        return True
    if toks[k].low in ("that", "it", "he", "she", "they", "there", "the", "a", "an", "no") or toks[k].text[:1].isdigit():
        return False
    stop = next((j for j in range(k, limit) if toks[j].text in (",", ";")), limit)
    return _time_after(toks, k) and stop - k <= 8


def _trailing(
    toks: tuple[Token, ...],
    cue: int,
    span: Range,
    source: Range,
    limit: int,
    *,
    behind: Range | None = None,
    told: Range | None = None,
    pronoun: bool = False,
) -> Cue:
    """ "CONTENT, X said": what stands before; after a comma or semicolon the content may go on."""
    start = span[0]
    before = start - 1 if start > 0 and toks[start - 1].text in (",", "—", "–", "-") else start
    after = span[1]
    while after < limit and toks[after].text not in (",", ";"):
        after += 1
    goes_on = (
        after < limit and limit - after > 3 and not toks[after + 1].low.startswith(("citing", "quoting", "referring", "adding"))
    )
    contents: list[Range] = [(0, before)] if before > 0 else []
    if goes_on:
        contents.append((after + 1, limit))
    if behind is None:
        behind = _chain(toks, after, limit)
    return Cue((cue, cue + 1), source, tuple(contents), "trailing", behind, told, pronoun)


def _chain(toks: tuple[Token, ...], k: int, limit: int) -> Range | None:
    """ "..., citing authorities" after the cue: the origin behind the source."""
    for j in range(k, min(limit, k + 3)):
        length = _phrase_at(toks, j, "behind")
        if length:
            return right_of(toks, j + length, limit)
    return None


def _behind(toks: tuple[Token, ...], subject: Range, verb: int, limit: int) -> tuple[Range | None, Range]:
    """ "Radio Dorra on Monday, referring to the fire service, had reported": the origin between subject and verb."""
    for j in range(subject[0], verb):
        length = _phrase_at(toks, j, "behind")
        if length:
            found = right_of(toks, j + length, verb)
            end = j - 1 if toks[j - 1].text == "," else j
            cut = next((i for i in range(subject[0], end) if toks[i].low == "on" or toks[i].low in words("words", "days")), end)
            if found is not None and is_source(toks, (subject[0], cut)):
                return found, (subject[0], cut)
    return _chain(toks, verb + 1, limit), subject


def _after(toks: tuple[Token, ...], k: int, limit: int) -> tuple[Range, ...]:
    """The content after "X said (on Sunday) (in a statement) (that)"."""
    while k < limit:
        low = toks[k].low
        if low == "that" or toks[k].text in (",", ":") or low in words("words", "days"):
            k += 1
        elif (
            low in ("on", "in", "late", "early", "to", "at", "earlier", "later", "yesterday", "today", "by")
            and (stop := _adjunct(toks, k, limit)) > k
        ):
            k = stop
        else:
            break
    return ((k, limit),) if k < limit else ()


def _adjunct(toks: tuple[Token, ...], k: int, limit: int) -> int:
    """The end of a time, place or manner phrase that stands between cue and content; ``k`` where there is none."""
    if toks[k].low in ("earlier", "later", "yesterday", "today"):
        return k + 1
    stop = next(
        (
            j
            for j in range(k + 1, min(limit, k + 9))
            if toks[j].low == "that" or toks[j].text in (",", ":") or toks[j].text in _QUOTES
        ),
        None,
    )
    if stop is not None and (toks[stop].low == "that" or toks[stop].text in (",", ":") or toks[stop].text in _QUOTES):
        return stop
    if k + 1 < limit and toks[k + 1].low in words("words", "days"):
        return k + 2
    return k


def _maker(toks: tuple[Token, ...], source: Range) -> Range:
    """Who speaks through "data of the Association", "an investigation by the Office": the maker of the document."""
    a, b = source
    for k in range(a, b - 1):
        if toks[k].low in words("documents", "nouns"):
            comma = next((i for i in range(k + 1, b) if toks[i].text == ","), b)
            by = next((i for i in range(k + 1, min(comma, b - 1, k + 6)) if toks[i].low in ("by", "of", "from")), None)
            found = None if by is None else right_of(toks, by + 1, b)
            return found or source
    return source


def _pronoun(toks: tuple[Token, ...], source: Range | None) -> bool:
    return source is not None and source[1] - source[0] == 1 and toks[source[0]].low in words("words", "pronouns")


def _headline_cues(toks: tuple[Token, ...], headline: bool) -> Iterator[Cue]:
    """ "X: content", "content: X" and "content - X": a source on one side of the mark, and nothing else there."""
    limit = _limit(toks)
    for k in range(1, limit):
        if toks[k].text not in (":", "-", "–", "—", "|"):
            continue
        left, right = (0, k), (k + 1, limit)
        if toks[k].text == ":" and k <= 6 and is_source(toks, left) and _bare(toks, left):
            yield Cue((k, k + 1), left, (right,), "colon")
        elif headline and limit - k <= 7 and right[0] < right[1] and is_source(toks, right) and _bare(toks, right):
            yield Cue((k, k + 1), right, (left,), "colon")


def _bare(toks: tuple[Token, ...], span: Range) -> bool:
    """Only a body or a person: no verb, no number, and headed by a kind of source."""
    lows = [t.low for t in toks[span[0] : span[1]]]
    return any(w in words("words", "heads") for w in lows) and not any(
        w.isdigit() or w in words("words", "auxiliaries") or w == "," for w in lows
    )


def _adverb_cues(toks: tuple[Token, ...]) -> Iterator[Cue]:
    """ "Officially confirmed as dead are 31": a source without a name."""
    limit = _limit(toks)
    for k in range(limit - 1):
        if toks[k].low == "officially" and toks[k + 1].low in ("confirmed", "reported", "announced", "acknowledged", "put"):
            stop = next((j for j in range(k + 2, limit) if toks[j].text in (",", ";")), limit)
            yield Cue((k, k + 2), (k, k + 1), ((k + 2, stop),), "adverb")
