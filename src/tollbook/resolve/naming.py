"""Where in a report a place can stand: capitalised words that some place bears, told apart from people, streets and common words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from tollbook.model import Report
from tollbook.resolve.candidates import Named, Namer, Words, words

_LONGEST = 5  # words of a name
_CAP = r"[A-Z\u00c0-\u00de\u0100-\u024f\u0400-\u042f\u1e00-\u1eff]"
_TOKEN = re.compile(rf"(?<![\w.])(?:[A-Z]\. ?){{2,4}}(?!\w)|(?<![\w])[A-Z]\.[A-Z]\b|(?<!\w){_CAP}\w*(?:[’'ʼ]\w+)*|(?<!\w)al-{_CAP}\w*")
_GAP = re.compile(
    r"[ \u00a0-]|\.[ \u00a0]|[ -](?:of|de|do|da|del|dos|di|la|le|el|al|and|upon|on|in|the|y|au|aux|sur|lès|bin|ed|ez|es|ash|ad|as|ar|an)[ -](?:(?:the|la|los|las|el)[ -])?"
)
_OWNING = re.compile(r"[’'ʼ]s$|(?<=s)[’'ʼ]$")
_BEFORE = re.compile(r"([\w’'.]+)([ \u00a0(-]*)$")
_AFTER = re.compile(r"([ \u00a0-]*)([\w’']+)")
_DATELINE = re.compile(r"[^.\n]{0,40}?(?:[—–]| -{1,2} |\) ?-)")


class Kind(StrEnum):
    """What a name does where it stands."""

    PLACE = "place"
    ACTOR = "actor"  # "Moscow announced": the state or its people (metonymy)
    PART = "part"  # of the name of a body, a site or an event: "Almaty Police"
    DEMONYM = "demonym"  # "Kazakh"


@dataclass(frozen=True, slots=True)
class Token:
    """A capitalised word; ``core`` is without a possessive, ``low`` in small letters; ``opens`` a sentence."""

    start: int
    end: int
    core: str
    low: str
    opens: bool
    dotted: bool  # a full stop follows: "Mr.", "Ky."


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: ``firm`` is how surely a place stands there (0 not to be seen, 1 likely, 2 said so)."""

    start: int
    end: int
    text: str
    named: Named
    kind: Kind
    firm: int
    unit: str | None = None  # kind of place that the words beside it say: admin1, admin2, city
    dateline: bool = False
    alone: bool = True  # no capitalised word that is not understood stands beside it


def find_mentions(report: Report, namer: Namer) -> list[Mention]:
    """The names of places in ``report``, in order, none overlapping another."""
    w = words()
    text = report.text
    tokens = _tokens(report, w)
    upper = _mostly_capitals(text, tokens)
    people, surnames = _people(text, tokens, w, namer)
    found: list[Mention] = []
    i = 0
    while i < len(tokens):
        hit = None if i in people else _longest(text, tokens, i, people, namer, w)
        if hit is None:
            i += 1
            continue
        j, named, end = hit
        mention = _mention(text, tokens, i, j, end, named, surnames, people, w, upper, found)
        if mention is not None:
            found.append(mention)
        i = j + 1
    return found


def _tokens(report: Report, w: Words) -> list[Token]:
    text = report.text
    starts = {s.start for s in report.sentences} | {b.start for b in report.blocks}
    found = []
    for m in _TOKEN.finditer(text):
        shown = m[0].rstrip()
        core = _OWNING.sub("", shown)
        end = m.start() + len(core)
        opens = m.start() in starts or text[m.start() - 1 : m.start()] in ("“", '"', "‘", "•", "\n")
        found.append(Token(m.start(), end, core, core.lower(), opens, text[end : end + 1] == "."))
    return found


def _mostly_capitals(text: str, tokens: list[Token]) -> bool:
    return len(tokens) > 20 and sum(t.core.isupper() and len(t.core) > 3 for t in tokens) > 0.6 * sum(len(t.core) > 3 for t in tokens)


def _people(text: str, tokens: list[Token], w: Words, namer: Namer) -> tuple[set[int], set[str]]:
    """Indexes of the words of persons' names, and the surnames among them."""
    people: set[int] = set()
    surnames: set[str] = set()
    i = 0
    while i < len(tokens) - 1:
        t = tokens[i]
        first = t.low in w.first
        titled = t.low in w.titles
        if not first and not titled:
            i += 1
            continue
        j = i if first and not titled else i + 1
        if titled and (not _joined(text, tokens, i) or tokens[i + 1].low in w.titles or _is_no_name(tokens[i + 1], w)):
            i += 1
            continue
        end = j
        while end + 1 < len(tokens) and end - j < 3 and _joined(text, tokens, end) and not _is_no_name(tokens[end + 1], w):
            end += 1
        if titled or (end > j and not namer.is_place(text[t.start : tokens[j + 1].end])):
            if titled and namer.is_country(text[tokens[j].start : tokens[end].end]):
                i = end + 1
                continue
            people |= set(range(j, end + 1))
            surnames.add(tokens[end].low)
            i = end + 1
        else:
            i += 1
    return people, surnames


def _joined(text: str, tokens: list[Token], i: int) -> bool:
    """Whether the word after the ``i``-th follows it as the next name of one person."""
    gap = text[tokens[i].end : tokens[i + 1].start]
    return gap in (" ", "\u00a0") or (gap == ". " and (len(tokens[i].core) <= 4))


def _is_no_name(t: Token, w: Words) -> bool:
    return t.low in w.bodies or t.low in w.streets or t.low in w.unit_of or t.low in w.calendar


def _longest(text: str, tokens: list[Token], i: int, people: set[int], namer: Namer, w: Words) -> tuple[int, Named, int] | None:
    """The longest name that begins with the ``i``-th word: its last word, what it names, its end in the text."""
    last = i
    while last + 1 < len(tokens) and last - i < _LONGEST - 1 and last + 1 not in people:
        if _GAP.fullmatch(text, tokens[last].end, tokens[last + 1].start) is None:
            break
        if tokens[last].dotted and tokens[last].low not in ("st", "mt", "ft", "ste"):
            break
        last += 1
    start = tokens[i].start
    for j in range(last, i - 1, -1):
        end = tokens[j].end
        if j == i and tokens[j].dotted and (named := namer.short(text[start : end + 1])) is not None:
            return j, named, end + 1
        after_comma = text[start - 2 : start] == ", " or text[start - 1 : start] in (",", "(")
        named = namer.of(text[start:end], after_comma=after_comma)
        if named is not None:
            return j, named, end
    return None


def _mention(
    text: str, tokens: list[Token], i: int, j: int, end: int, named: Named, surnames: set[str], people: set[int], w: Words, upper: bool,
    found: list[Mention],
) -> Mention | None:
    first, last = tokens[i], tokens[j]
    before = _BEFORE.search(text, max(0, first.start - 30), first.start)
    word_before = before[1].lower() if before and before[2] else ""
    after = _AFTER.match(text, end)
    word_after = after[2].lower() if after and (after[1] in (" ", "\u00a0")) else ""
    cap_before = i > 0 and text[tokens[i - 1].end : first.start] in (" ", "\u00a0") and not tokens[i - 1].dotted
    cap_after = j + 1 < len(tokens) and text[end : tokens[j + 1].start] in (" ", "\u00a0")
    firm_before = word_before in w.firm
    contained = bool(re.match(r",? (?:\(|in )?", text[end : end + 3])) and j + 1 < len(tokens) and text[end : tokens[j + 1].start] == ", "
    next_named = tokens[j + 1] if contained else None
    contained = contained and next_named is not None and _could_contain(text, tokens, j + 1, people, w)
    if named.demonym:
        return Mention(first.start, end, text[first.start : end], named, Kind.DEMONYM, 2)
    single = i == j
    sure = named.sure
    if single and not sure:
        if first.low in w.common and not contained:
            return None
        if first.low in surnames and not firm_before and not contained:
            return None
        if first.low in w.first and word_after in w.saying and not firm_before:
            return None
        if len(first.core) < 3:
            return None
        if upper and not firm_before and not contained:
            return None
    elif single and first.low in surnames and first.low in w.first and not firm_before:
        return None
    unit = w.unit_of.get(word_after)
    if unit is None and word_before == "of" and before is not None:
        head = re.search(r"(\w+) of $", text[max(0, first.start - 20) : first.start])
        unit = w.unit_of.get(head[1].lower()) if head else None
    if cap_after and tokens[j + 1].low in w.streets and not firm_before:
        return None
    dateline = first.opens and (first.core.isupper() or text[end : end + 1] in ",(") and bool(_DATELINE.match(text, end, end + 45)) and not upper
    kind = Kind.PLACE
    strange = False
    if cap_after and unit is None:
        if tokens[j + 1].low in w.bodies:
            kind = Kind.PART
        elif tokens[j + 1].low not in w.parts and tokens[j + 1].low not in w.titles and j + 1 not in people:
            strange = True
    if cap_before and tokens[i - 1].low not in w.parts:
        if tokens[i - 1].low in w.bodies or tokens[i - 1].low in w.common:
            kind = Kind.PART
        elif not (found and found[-1].end == tokens[i - 1].end):
            strange = True
    if re.search(r"\b[A-Z]\. $", text[max(0, first.start - 4) : first.start]):
        strange = True
    if strange and not sure and not contained and not (firm_before and not cap_before):
        return None
    if kind is Kind.PLACE and sure and word_after in w.acting and not firm_before:
        kind = Kind.ACTOR
    elif kind is Kind.PLACE and sure and word_before in w.against:
        kind = Kind.ACTOR
    elif kind is Kind.PLACE and not sure and word_after in w.saying and not firm_before:
        kind = Kind.ACTOR
    firm = 0
    if sure or firm_before or contained or dateline or unit is not None or word_after in w.followed:
        firm = 2
    elif word_before in w.locative or kind is Kind.PART or text[last.end : last.end + 2] in ("'s", "’s"):
        firm = 1
    return Mention(first.start, end, text[first.start : end], named, kind, firm, unit, dateline, not strange)


def _could_contain(text: str, tokens: list[Token], k: int, people: set[int], w: Words) -> bool:
    t = tokens[k]
    return k not in people and (t.core in w.countries or t.core in w.names or t.core in w.postal or t.core + "." in w.short or t.low in w.states or (k + 1 < len(tokens) and f"{t.low} {tokens[k + 1].low}" in w.states))
