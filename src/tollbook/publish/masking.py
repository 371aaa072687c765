"""Names of private persons, withheld from what is published.

A run of capitalised words is masked unless a table (`lexicon/en/names.toml`), the caller or the words around it say that
it is a place, a body or the holder of an office. What nothing is known of is masked: a reader who must know the name
finds it in the report; a witness whom a page named cannot be unnamed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tollbook.publish.name_words import NameWords, name_words

Spans = tuple[tuple[int, int], ...]
NOTHING: frozenset[str] = frozenset()

# Combining and invisible marks neither begin nor end a word: a name with a zero-width space in it is a name.
_WORD = re.compile(r"[^\W\d_][\w\u0300-\u036f\u200b-\u200f\u2060]*(?:[’'ʼ‑‐-][^\W\d_][\w\u0300-\u036f\u200b-\u200f\u2060]*)*")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060]")
_HYPHEN = re.compile(r"[’'ʼ‑‐-]")
_BLANK = re.compile(r"[ \t\n\r\u00a0\u2009\u202f]+")
_NICKNAME = re.compile(r"[ \u00a0]?[\"“”«»‘’][ \u00a0]?")  # Serik "Sergo" Example
_OPENS = re.compile(r"(?:^|[.!?…:;—–•|/\n\"“”„«»])[\s\"“”„«»‘(\[]*$")
_AGE = re.compile(r"[\"”’]?(?:, ?(?:aged? )?\d{1,3}(?=\s*[,.;)—–]|$)| ?\(\d{1,3}\))")
_OFFICE_AFTER = re.compile(r", (?:the |a |an )?((?:[\w-]+ ){0,3}?)([\w-]+)(?=[,.;]| of | for |$)")
_NUMBERED = re.compile(r"-\d| \d{1,4}\b")  # Il-76, August 4
_POSSESSIVE = re.compile(r"['’ʼ]s$|(?<=s)['’ʼ]$")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, without a possessive. ``kind`` is name or acronym where it may be part of a name, else why it is not."""

    start: int
    end: int
    core: str
    kind: str
    opens: bool  # a sentence or a quotation
    owns: bool  # 's follows


def masked(
    sentence: str, public: frozenset[str] = NOTHING, *, common: frozenset[str] = NOTHING, language: str = "en"
) -> tuple[str, Spans]:
    """``sentence`` with the names of private persons replaced, and where in ``sentence`` they stood.

    ``public`` holds names that may stay: places, bodies, office-holders; ``common`` words that the same reports also write
    in lower case, so that "Shopkeepers" at the head of a sentence is known to be no name. Ages stay.

    >>> masked("Aidar Example, 34, was shot, President Sample said in Almaty.")[0]
    '[name], 34, was shot, President Sample said in Almaty.'
    """
    words = name_words(language)
    known = _known(sentence, frozenset(p.casefold() for p in public) | words.places)
    spans = tuple(
        (name[0].start, name[-1].end)
        for before, name, after in _candidates(sentence, words, common)
        if not any(a <= name[0].start and name[-1].end <= b for a, b in known)
        and not _holds_office(sentence, before, name, words)
        and not _is_place(sentence, before, name, after, words)
    )
    return with_masks(sentence, spans, language=language), spans


def with_masks(text: str, spans: Spans, *, language: str = "en") -> str:
    """``text`` with each of ``spans`` replaced by the mask."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], name_words(language).mask]
        at = end
    return "".join((*pieces, text[at:]))


def office_holders(texts: Iterable[str], *, language: str = "en") -> frozenset[str]:
    """Names that stand with a title of office in ``texts``; their surnames too, where no private person bears the same."""
    words = name_words(language)
    public: set[str] = set()
    private: set[str] = set()
    for text in texts:
        for before, name, _ in _candidates(text, words, NOTHING):
            whole = text[name[0].start : name[-1].end]
            (public if _holds_office(text, before, name, words) else private).add(whole)
    shared = {n.split()[-1] for n in private - public if " " in n}
    return frozenset((public | {n.split()[-1] for n in public}) - shared)


def lower_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that ``texts`` write in lower case."""
    return frozenset(w for t in texts for w in _WORD.findall(t) if w.islower())


# ---------------------------------------------------------------------------------------------------------- candidates


def _candidates(text: str, words: NameWords, common: frozenset[str]) -> Iterator[tuple[list[_Word], list[_Word], _Word | None]]:
    """Stretches that may be names, each with up to three words before it and the word after."""
    found = _read_words(text, words, common)
    k = 0
    while k < len(found):
        end = _name_end(text, found, k, words)
        if end > k:
            name = _without_opener(text, found[k:end], words, common)
            first = end - len(name)
            if name:
                yield found[max(0, first - 3) : first], name, found[end] if end < len(found) else None
        k = max(end, k + 1)


def _read_words(text: str, words: NameWords, common: frozenset[str]) -> list[_Word]:
    """All words of ``text``, each with its kind."""
    long = [m[0] for m in _WORD.finditer(text) if len(m[0]) > 3]
    titled = len(long) > 3 and sum(w[0].isupper() for w in long) > 0.6 * len(long)  # a headline: capitals tell nothing there
    found: list[_Word] = []
    for m in _WORD.finditer(text):
        shown = _POSSESSIVE.sub("", m[0])
        core = _INVISIBLE.sub("", shown).casefold()
        kind = _kind(shown, core, found[-1].core if found else "", words)
        if titled and kind in ("name", "acronym"):
            kind = (
                "small"
                if core in words.common or core in common
                else "acronym"
                if kind == "acronym" and not text.isupper()
                else "name"
            )
        opens = _OPENS.search(text, max(0, m.start() - 12), m.start()) is not None
        found.append(_Word(m.start(), m.start() + len(shown), core, kind, opens, shown != m[0]))
    return found


def _kind(shown: str, core: str, before: str, words: NameWords) -> str:
    parts = _HYPHEN.split(shown)
    if (before, core) in words.pairs or core in words.offices:
        return "office"
    if not shown[0].isupper() and any(c.islower() for c in shown):  # a script without case counts as capitals
        inner = parts[0] in (*words.particles, "d", "o") and parts[-1][:1].isupper()
        return "name" if inner else "lower"
    if core in words.small or parts[0].casefold() in words.prefixes:
        return "small"
    for kind, known in (("address", words.address), ("body", words.bodies), ("before", words.before), ("proper", words.proper)):
        if core in known or all(p.casefold() in known for p in parts):
            return kind
    letters = shown.replace(".", "")
    return "acronym" if 2 <= len(letters) <= 5 and letters.isupper() and letters.isascii() else "name"


def _name_end(text: str, found: list[_Word], k: int, words: NameWords) -> int:
    """The index after the stretch of name words that begins at ``k``; ``k`` where none does. Little words may stand inside."""
    if found[k].kind != "name":
        return k
    end = k + 1
    while end < len(found) and not found[end - 1].owns:
        ahead = end
        while ahead < len(found) and found[ahead].core in words.particles and _joined(text, found[ahead - 1], found[ahead]):
            ahead += 1
        if (
            ahead >= len(found)
            or found[ahead].kind not in ("name", "acronym")
            or not _joined(text, found[ahead - 1], found[ahead])
        ):
            break
        end = ahead + 1
    return end


def _joined(text: str, left: _Word, right: _Word) -> bool:
    """Nothing but a blank, an initial's stop or a nickname's quotation mark stands between."""
    gap = text[left.end : right.start]
    initial = gap.startswith(".") and left.end - left.start <= 2
    return (
        _BLANK.fullmatch(gap[1:] if initial else gap) is not None
        or (initial and gap == ".")
        or _NICKNAME.fullmatch(gap) is not None
    )


def _without_opener(text: str, name: list[_Word], words: NameWords, common: frozenset[str]) -> list[_Word]:
    """``name`` less a common word that only opens the sentence: "Protester Serik Example" is one of them and a name."""
    first = name[0]
    if not first.opens or _AGE.match(text, first.end) is not None:
        return name
    plain = words.heads if len(name) > 1 else words.common | common
    return name[1:] if _all_in(plain, first.core) else name


def _all_in(known: frozenset[str], core: str) -> bool:
    """The word, or each of its parts: "twenty-six"."""
    return core in known or all(part in known for part in _HYPHEN.split(core))


# ---------------------------------------------------------------------------------------------------- what may stay


def _holds_office(text: str, before: list[_Word], name: list[_Word], words: NameWords) -> bool:
    """A title of office stands before the name ("President X", "president of Y X"), or between commas after it."""
    tight = bool(before) and _BLANK.fullmatch(text[before[-1].end : name[0].start]) is not None
    if tight and before[-1].kind == "office" and not before[-1].owns:
        return True
    rest = _OFFICE_AFTER.match(text, name[-1].end)
    return (
        rest is not None
        and rest[2].casefold() in words.after
        and re.search(r"\b(?:of|to|for|by|with|and|who)\b", rest[1]) is None
    )


def _is_place(text: str, before: list[_Word], name: list[_Word], after: _Word | None, words: NameWords) -> bool:
    """A word of a place or a body stands beside it, or "in" before a single word; or it is a date or a machine's type."""
    if (
        len(name) == 1
        and (numbered := _NUMBERED.match(text, name[0].end))
        and (numbered[0][0] == "-" or name[0].core in words.doubtful)
    ):
        return True
    if len(before) > 1 and before[-1].core in ("of", "for") and (before[-2].kind == "body" or before[-2].core in words.places_of):
        return True
    lead = before[-1] if before and _BLANK.fullmatch(text[before[-1].end : name[0].start]) is not None else None
    follows = after if after is not None and text[name[-1].end : after.start] == " " else None
    if lead is not None and lead.kind != "lower" and lead.core in words.before:
        return True
    if follows is not None and (follows.kind == "body" or (len(name) == 1 and follows.core in words.followed)):
        return True
    if len(name) > 1 or name[0].owns or _AGE.match(text, name[0].end) is not None:
        return False
    while lead is not None and lead.core in words.proper and len(before) > 1:  # in western X
        before = before[:-1]
        lead = before[-1]
    return lead is not None and lead.core in words.locative


def _known(text: str, names: frozenset[str]) -> list[tuple[int, int]]:
    """Where ``names`` (in lower case) stand in ``text`` as whole words."""
    folded = text.casefold()
    if len(folded) != len(text):  # a letter that folds to two would shift what follows
        folded = "".join(c.casefold() if len(c.casefold()) == 1 else c for c in text)
    found = []
    for name in filter(None, names):
        at = folded.find(name)
        while at >= 0:
            end = at + len(name)
            if not (folded[at - 1 : at].isalnum() or folded[end : end + 1].isalnum()):
                found.append((at, end))
            at = folded.find(name, at + 1)
    return found
