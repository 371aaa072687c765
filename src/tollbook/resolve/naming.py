"""Where in a report a place can stand: capitalised words that some place bears, told apart from people, streets and common words."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum

from tollbook.model import Report
from tollbook.resolve.candidates import Named, Namer, Words, words
from tollbook.resolve.capitals import Token, all_capitals, capitals_of, people_in

_LONGEST = 5  # words of a name
_ACRONYM = 6  # letters: shorter words in capitals are bodies
_GREAT = 100_000  # inhabitants of a town before which an article says nothing
_GAP = re.compile(
    r"[ \u00a0-]|\.[ \u00a0]|[ -](?:of|de|do|da|del|dos|di|la|le|el|al|and|upon|on|in|the|y|au|aux|sur|lès|bin|ed|ez|es|ash|ad|as|ar|an)"
    r"[ -](?:(?:the|la|los|las|el)[ -])?"
)
_BEFORE = re.compile(r"([\w’'.]+)([ \u00a0(-]*)$")
_AFTER = re.compile(r"[ \u00a0-]([\w’'.]+)")
_OF = re.compile(r"(\w+) of $")
_DATELINE = re.compile(r"[^.\n]{0,40}?(?:[—–]| -{1,2} |\) ?-)")
_PARTY = re.compile(r"\b(?:[RDI]|DFL|Dem|Rep|GOP)-$")
_AGE = re.compile(r", \d{1,3}[,.;]")
_UNITS = re.compile(r"(?:, [A-Z]\w+)*,? and [A-Z]\w+ (counties|districts|provinces|states|regions|governorates)")
_INITIAL = re.compile(r"\b[A-Z]\. $")
_DISTRICTS = ("D.C.", "DC", "D.C")  # "Washington, D.C." is one name
_OF_NAMES = ("st", "saint")
_SAINTS = ("st", "mt", "ft", "ste")

SAID, LIKELY, UNSAID, DOUBTFUL = 2, 1, 0, -1


class Kind(StrEnum):
    """What a name does where it stands."""

    PLACE = "place"
    ACTOR = "actor"  # "Moscow announced": the state or its people (metonymy)
    PART = "part"  # of the name of a body, a site or an event: "Almaty Police"
    DEMONYM = "demonym"  # "Kazakh"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text. ``firm`` is how surely a place stands there: `SAID` by the words around it, `LIKELY`, `UNSAID`, or
    `DOUBTFUL`, which counts only where the same name is said to be a place elsewhere in the report."""

    start: int
    end: int
    text: str
    named: Named
    kind: Kind
    firm: int
    unit: str | None = None  # kind of place that the words beside it say: admin1, admin2, city
    dateline: bool = False


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands beside a name: lower-case words ("" where none), and capitalised ones that follow or precede it directly."""

    before: str
    after: str
    cap_before: Token | None
    cap_after: Token | None
    contained: bool  # "X, Y", where Y is a country or first-level unit
    said: bool  # by a preposition, or by what contains it


def find_mentions(report: Report, namer: Namer) -> list[Mention]:
    """The names of places in ``report``, in order, none overlapping another."""
    w = words()
    text = report.text
    tokens = capitals_of(report)
    upper = all_capitals(tokens)
    people, surnames = people_in(text, tokens, w, namer)
    found: list[Mention] = []
    i = 0
    while i < len(tokens):
        hit = None if i in people else _longest(text, tokens, i, people, namer)
        if hit is None:
            i += 1
            continue
        j, named, end = hit
        if not named.entries:  # a table says that these words name no place
            i = j + 1
            continue
        around = _around(text, tokens, i, j, end, people, found)
        m = Mention(tokens[i].start, end, text[tokens[i].start : end], named, Kind.PLACE, UNSAID)
        m = replace(m, kind=Kind.DEMONYM, firm=SAID) if named.demonym else _judged(m, tokens, i, j, around, surnames, text)
        if m.firm > DOUBTFUL and upper and not named.sure and not around.said:
            m = replace(m, firm=DOUBTFUL)
        if m.firm == DOUBTFUL and around.cap_before is not None and i == j:
            surnames.add(tokens[i].low)
        found.append(m)
        i = j + 1
    return _borne_out(found, surnames)


def _longest(text: str, tokens: list[Token], i: int, people: set[int], namer: Namer) -> tuple[int, Named, int] | None:
    """The longest name that begins with the ``i``-th word: its last word, what it names, its end in the text."""
    last = i
    while last + 1 < len(tokens) and last - i < _LONGEST - 1 and last + 1 not in people:
        gap = text[tokens[last].end : tokens[last + 1].start]
        if _GAP.fullmatch(gap) is None and not (gap == ", " and tokens[last + 1].core in _DISTRICTS):
            break
        if tokens[last].dotted and tokens[last].low not in _SAINTS:
            break
        last += 1
    start = tokens[i].start
    for j in range(last, i - 1, -1):
        end = tokens[j].end
        if j == i and tokens[j].dotted and (named := namer.short(text[start : end + 1])) is not None:
            return j, named, end + 1
        if j > i and tokens[i].low in words().unit_of and " of " in text[start:end] and not namer.is_sure(text[start:end]):
            continue  # "City of Norfolk": the words say the kind of place, and the name follows
        named = namer.of(text[start:end], after_comma=text[max(0, start - 2) : start].strip() in (",", "("))
        if named is not None:
            return j, named, end
    return None


def _around(text: str, tokens: list[Token], i: int, j: int, end: int, people: set[int], found: list[Mention]) -> _Around:
    w = words()
    start = tokens[i].start
    m = _BEFORE.search(text, max(0, start - 30), start)
    before = m[1].lower() if m is not None and m[2] else ""
    follows = _AFTER.match(text, end)
    after = follows[1].lower() if follows is not None else ""
    previous = tokens[i - 1] if i and text[tokens[i - 1].end : start] in (" ", "\u00a0") else None
    if previous is not None and found and found[-1].end == previous.end and found[-1].kind is Kind.DEMONYM:
        previous = None
    following = tokens[j + 1] if j + 1 < len(tokens) and text[end : tokens[j + 1].start] in (" ", "\u00a0") else None
    comma = j + 1 < len(tokens) and text[end : tokens[j + 1].start] in (", ", " (", ",") and j + 1 not in people
    contained = comma and _contains(tokens, j + 1, w)
    said = contained or before in w.firm or _PARTY.search(text, max(0, start - 6), start) is not None
    return _Around(before, after, previous, following, contained, said)


def _contains(tokens: list[Token], k: int, w: Words) -> bool:
    """Whether the ``k``-th word begins the name of a country or of a state, as after "X, "."""
    t = tokens[k]
    two = f"{t.low} {tokens[k + 1].low}" if k + 1 < len(tokens) else ""
    short = t.core.replace(" ", "")
    return (
        t.core in w.countries
        or t.core in w.postal
        or bool({short, short + "."} & w.short.keys())
        or bool({t.low, two} & w.states)
    )


def _judged(m: Mention, tokens: list[Token], i: int, j: int, a: _Around, surnames: set[str], text: str) -> Mention:
    """The name with what it does there and how surely."""
    w = words()
    first, sure = tokens[i], m.named.sure
    unit = _unit(m, a, text, w)
    dateline = first.opens and _DATELINE.match(text, m.end, m.end + 45) is not None
    m = replace(m, unit=unit, dateline=dateline)
    if _no_place(m, tokens[i : j + 1], a, surnames, text, w):
        return replace(m, firm=DOUBTFUL)
    if _strange(m, a, w, text):
        if not sure and not a.contained and not (a.said and a.cap_before is None):
            return replace(m, firm=DOUBTFUL)
    elif (a.cap_after is not None and a.cap_after.low in w.bodies and unit is None) or (
        a.cap_before is not None
        and (a.cap_before.low in w.bodies or a.cap_before.low in w.common)
        and a.cap_before.low not in w.parts
    ):
        return replace(m, kind=Kind.PART, firm=SAID if sure or a.said else LIKELY)
    kind = _acts(a, sure, w)
    if sure or a.said or dateline or unit is not None or a.after in w.followed:
        return replace(m, kind=kind, firm=SAID)
    if a.before == "the" and not any(e.first and e.population >= _GREAT for e in m.named.entries[:3]):
        return replace(m, kind=kind, firm=DOUBTFUL)
    return replace(m, kind=kind, firm=LIKELY if a.before in w.locative else UNSAID)


def _unit(m: Mention, a: _Around, text: str, w: Words) -> str | None:
    """The kind of place that the words beside a name, or its own last word, say."""
    own = w.unit_of.get(m.text.rsplit(" ", 1)[-1].lower()) if " " in m.text else None
    if own is not None and own != "city":
        return own
    if (beside := w.unit_of.get(a.after)) is not None:
        return beside
    if (several := _UNITS.match(text, m.end, m.end + 80)) is not None:
        return "admin2" if several[1] in ("counties", "districts") else "admin1"
    head = _OF.search(text, max(0, m.start - 20), m.start) if a.before == "of" else None
    if head is None or any(e.kind == "country" and e.first for e in m.named.entries[:3]):
        return None  # "the Republic of Armenia"
    return w.unit_of.get(head[1].lower())


def _no_place(m: Mention, own: list[Token], a: _Around, surnames: set[str], text: str, w: Words) -> bool:
    """Whether the words are common ones, a person's name or a street's."""
    street = a.cap_after is not None and a.cap_after.low in w.streets
    if street and not (m.named.sure and a.cap_after is not None and a.cap_after.low == "highway"):
        return True
    if a.contained:
        return False
    low = own[0].low
    if low in ("the", "a", "an") or (m.unit is None and all(t.low in w.common for t in own)):
        return not m.named.sure and (len(own) == 1 or not a.said)
    if low in _OF_NAMES and text[m.end : m.end + 2] in ("'s", "’s"):
        return not a.said  # a school, a church, a day
    if len(own) > 1:
        return False
    if own[0].core.isupper() and len(low) < _ACRONYM and not m.named.sure and not m.dateline:
        return True
    if not m.named.sure and not m.dateline and not a.said and (low in w.first or a.after in w.saying) and a.after not in w.followed:
        return True
    if low in w.first and (a.after in w.saying or low in surnames or _AGE.match(text, m.end) is not None):
        return not a.said
    return not m.named.sure and not a.said and (low in surnames or low in w.famous or len(low) < 3)


def _strange(m: Mention, a: _Around, w: Words, text: str) -> bool:
    """Whether a capitalised word that is not understood stands beside a name: part of a longer one that no table has."""
    after, before = a.cap_after, a.cap_before
    if after is not None and m.unit is None:
        known = (
            after.low in w.bodies
            or after.low in w.parts
            or after.low in w.titles
            or after.low in w.common
            or after.core in w.demonyms
        )
        if not known:
            return True
    if before is not None and not (before.low in w.parts or before.low in w.bodies or before.low in w.common):
        return True
    return _INITIAL.search(text, max(0, m.start - 4), m.start) is not None


def _acts(a: _Around, sure: bool, w: Words) -> Kind:
    """Whether a name stands for those who live or rule there."""
    if a.said:
        return Kind.PLACE
    if sure and (a.after in w.acting or a.before in w.against):
        return Kind.ACTOR
    return Kind.ACTOR if a.after in w.saying else Kind.PLACE


def _borne_out(found: list[Mention], surnames: set[str]) -> list[Mention]:
    """Without the doubtful ones, but for those whose name is said to be a place elsewhere in the report."""
    best: dict[str, int] = defaultdict(lambda: DOUBTFUL)
    for m in found:
        best[m.named.key] = max(best[m.named.key], m.firm)
    kept = []
    for m in found:
        known = best[m.named.key] == SAID
        if m.firm == DOUBTFUL:
            if known and m.text.lower() not in surnames:
                kept.append(replace(m, kind=Kind.PART, firm=UNSAID))
        elif m.firm == SAID or m.named.sure or m.text.lower() not in surnames:
            kept.append(m)
    return kept
