"""Where in a report a place can stand: capitalised names that places bear, told apart from people, streets, common words."""

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
    r"[ \u00a0-]|\.[ \u00a0]"
    r"|[ -](?:of|de|do|da|del|dos|di|la|le|el|al|and|upon|on|in|the|y|au|aux|sur|lès|bin|ed|ez|es|ash|ad|as|ar|an)[ -]"
    r"(?:(?:the|la|los|las|el)[ -])?"
)
_BEFORE = re.compile(r"([\w’'.]+)([ \u00a0(-]*)$")
_AFTER = re.compile(r"[ \u00a0-]([\w’'.]+)")
_OF = re.compile(r"(\w+) of $")
_DATELINE = re.compile(r"[^.\n]{0,40}?(?:[—–]| -{1,2} |\) ?-)")
_PARTY = re.compile(r"\b(?:[RDI]|DFL|Dem|Rep|GOP)-$")
_AGE = re.compile(r", \d{1,3}[,.;]")
_UNITS = re.compile(r"(?:, [A-Z]\w+)*,? and [A-Z]\w+ (counties|districts|provinces|states|regions|governorates)")
_INITIAL = re.compile(r"\b[A-Z]\. $")
_SHORTEST = 3  # letters
_BLANK = (" ", "\u00a0")
_COMMA = (", ", " (", ",")
_OFFICE = (" of ", " of the ")
_ARTICLES = ("the", "a", "an")
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
    office: bool  # "X of", with a capital, stands before it: a body's or an office's name
    said: bool  # by a preposition, or by what contains it, or that it contains


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text with its capitalised words; ``people`` are indexes of words, ``surnames`` in small letters, and grows."""

    text: str
    tokens: list[Token]
    people: set[int]
    surnames: set[str]
    upper: bool  # the whole text is in capitals
    namer: Namer

    def gap(self, i: int) -> str:
        """What stands between the ``i``-th capitalised word and the next; a line break where there is none."""
        return self.text[self.tokens[i].end : self.tokens[i + 1].start] if 0 <= i < len(self.tokens) - 1 else "\n"


def find_mentions(report: Report, namer: Namer) -> list[Mention]:
    """The names of places in ``report``, in order, none overlapping another."""
    tokens = capitals_of(report)
    r = _Reading(report.text, tokens, *people_in(report.text, tokens, words(), namer), all_capitals(tokens), namer)
    found: list[Mention] = []
    i = 0
    while i < len(tokens):
        hit = None if i in r.people else _longest(r, i)
        if hit is None:
            i += 1
            continue
        j, named, end = hit
        if named.entries:  # else a table says that these words name no place
            found.append(_mention(r, i, j, end, named, found[-1] if found else None))
        i = j + 1
    return _borne_out(found, r.surnames)


def _longest(r: _Reading, i: int) -> tuple[int, Named, int] | None:
    """The longest name that begins with the ``i``-th word: its last word, what it names, its end in the text."""
    start, first = r.tokens[i].start, r.tokens[i]
    for j in range(_reach(r, i), i - 1, -1):
        end = r.tokens[j].end
        if j == i and first.dotted and (named := r.namer.short(r.text[start : end + 1])) is not None:
            return j, named, end + 1
        written = r.text[start:end]
        if j > i and first.low in words().unit_of and " of " in written and not r.namer.is_sure(written):
            continue  # "City of Norfolk": the words say the kind of place, and the name follows
        named = r.namer.of(written, after_comma=r.text[max(0, start - 2) : start].strip() in (",", "("))
        if named is not None:
            return j, named, end
    return None


def _reach(r: _Reading, i: int) -> int:
    """The last word that can belong to a name that begins with the ``i``-th."""
    last = i
    while last + 1 < len(r.tokens) and last - i < _LONGEST - 1 and last + 1 not in r.people:
        gap, next_one = r.gap(last), r.tokens[last + 1]
        if _GAP.fullmatch(gap) is None and not (gap == ", " and next_one.core in _DISTRICTS):
            break
        if r.tokens[last].dotted and r.tokens[last].low not in _SAINTS:
            break
        last += 1
    return last


def _mention(r: _Reading, i: int, j: int, end: int, named: Named, last: Mention | None) -> Mention:
    start = r.tokens[i].start
    m = Mention(start, end, r.text[start:end], named, Kind.PLACE, UNSAID)
    if named.demonym:
        return replace(m, kind=Kind.DEMONYM, firm=SAID)
    around = _around(r, i, j, end, last)
    own = r.tokens[i : j + 1]
    dateline = own[0].opens and _DATELINE.match(r.text, m.end, m.end + 45) is not None
    unit = _unit(m, around, r.text, words())
    if unit is not None or dateline:
        m = replace(m, unit=unit, dateline=dateline)
    kind, firm = _judged(r, m, own, around)
    if r.upper and not named.sure and not around.said:
        firm = DOUBTFUL
    if firm == DOUBTFUL and around.cap_before is not None and i == j:
        r.surnames.add(r.tokens[i].low)  # a first name that no table has stands before it
    return m if kind is m.kind and firm == m.firm else replace(m, kind=kind, firm=firm)


def _around(r: _Reading, i: int, j: int, end: int, last: Mention | None) -> _Around:
    w = words()
    start, text = r.tokens[i].start, r.text
    m = _BEFORE.search(text, max(0, start - 30), start)
    before = m[1].lower() if m is not None and m[2] else ""
    follows = _AFTER.match(text, end)
    previous = r.tokens[i - 1] if r.gap(i - 1) in _BLANK else None
    if previous is not None and last is not None and last.end == previous.end and last.kind is Kind.DEMONYM:
        previous = None
    following = r.tokens[j + 1] if j + 1 < len(r.tokens) and text[end : r.tokens[j + 1].start] in _BLANK else None
    comma = j + 1 < len(r.tokens) and text[end : r.tokens[j + 1].start] in _COMMA and j + 1 not in r.people
    contained = comma and _contains(r.tokens, j + 1, w)
    holds = last is not None and text[last.end : start] == ", " and _contains(r.tokens, i, w)
    return _Around(
        before=before,
        after=follows[1].lower().rstrip(".") if follows is not None else "",
        cap_before=previous,
        cap_after=following,
        contained=contained,
        office=r.gap(i - 1) in _OFFICE and _names_a_body(r.tokens[i - 1], w),
        said=contained or holds or before in w.firm or _PARTY.search(text, max(0, start - 6), start) is not None,
    )


def _names_a_body(t: Token, w: Words) -> bool:
    return not t.opens and t.low not in w.unit_of and t.low not in w.parts


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


def _judged(r: _Reading, m: Mention, own: list[Token], a: _Around) -> tuple[Kind, int]:
    """What the name does there and how surely."""
    w = words()
    sure = m.named.sure
    strange = _strange(m, a, w, r.text)
    if _no_place(r, m, own, a, w) or (strange and not a.contained and (m.named.town or not sure)):
        return Kind.PLACE, DOUBTFUL
    if a.office or (not strange and _part_of_body(m, a, w)):
        return Kind.PART, SAID if sure or (a.said and not a.office) else LIKELY
    kind = _acts(a, sure, w)
    if sure or a.said or m.dateline or m.unit is not None or a.after in w.followed:
        return kind, SAID
    if a.before == "the" and not any(e.first and e.population >= _GREAT for e in m.named.entries[:3]):
        return kind, DOUBTFUL
    return kind, LIKELY if a.before in w.locative else UNSAID


def _part_of_body(m: Mention, a: _Around, w: Words) -> bool:
    """Whether the capitalised words beside a name make it part of a body's name: "Almaty Police", "Central Almaty Bank"."""
    if a.cap_after is not None and a.cap_after.low in w.bodies and m.unit is None:
        return True
    before = a.cap_before
    return before is not None and (before.low in w.bodies or before.low in w.common) and before.low not in w.parts


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


def _no_place(r: _Reading, m: Mention, own: list[Token], a: _Around, w: Words) -> bool:
    """Whether the words are a street's name, common ones, or a person's name."""
    if a.cap_after is not None and a.cap_after.low in w.streets and not (m.named.sure and a.cap_after.low == "highway"):
        return True
    if a.contained:
        return False
    if own[0].low in _ARTICLES or (all(t.low in w.common for t in own) and not (m.unit and len(own) > 1)):
        return not m.named.sure and (len(own) == 1 or not a.said)
    if own[0].low in _OF_NAMES and r.text[m.end : m.end + 2] in ("'s", "’s"):
        return not a.said  # a school, a church, a day
    return len(own) == 1 and _person(r, m, own[0], a, w)


def _person(r: _Reading, m: Mention, t: Token, a: _Around, w: Words) -> bool:
    """Whether one word is a person's name, or letters that stand for a body."""
    if t.core.isupper() and len(t.low) < _ACRONYM and not m.named.sure and not m.dateline:
        return True
    if a.said:
        return False
    if t.low in w.first and (a.after in w.saying or t.low in r.surnames or _AGE.match(r.text, m.end) is not None):
        return True
    if m.named.sure:
        return m.named.town and t.low in r.surnames
    unsaid = not m.dateline and a.after not in w.followed
    return (
        (unsaid and (t.low in w.first or a.after in w.saying))
        or t.low in r.surnames
        or t.low in w.famous
        or len(t.low) < _SHORTEST
    )


def _strange(m: Mention, a: _Around, w: Words, text: str) -> bool:
    """Whether a capitalised word that is not understood stands beside a name: part of a longer one that no table has."""
    after, before = a.cap_after, a.cap_before
    if after is not None and m.unit is None and after.low not in w.beside and after.core not in w.demonyms:
        return True
    if before is not None and before.low not in w.beside:
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
