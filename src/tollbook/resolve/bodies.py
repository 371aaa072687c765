"""Bodies that issue figures: which one a wording names, and what tells it from its namesakes of the same country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from tollbook.lexicon import table
from tollbook.model import Source, SourceKind
from tollbook.resolve.country import country_named
from tollbook.resolve.gazetteer import fold
from tollbook.resolve.places import known_place, usual
from tollbook.resolve.setting import CITY, UNIT, Setting

_MINISTRY = re.compile(
    r"(?<!\w)(?:(?P<a>[\w-]+) (?:and |& ))?(?P<b>[\w-]+) minist(?:er|ry|ries)\b"
    r"|minist(?:er|ry) (?:of|for) (?:the )?(?P<c>[\w-]+)",
    re.I,
)
_PREPOSITION = re.compile(r"\b(?:for|of|in|at|from|with|to|by)\b", re.I)
_OF = re.compile(
    r"^[\w’']*(?: (?:office|department|chief|headquarters|forces?|services?|officials?|authorit\w+|spokes\w+|head|director))*"
    r" (?:of|in|for|at|from) (.+)$"
)
_SEATS = {"city": (CITY,), "unit": (UNIT, CITY)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body of the table, or a ministry made after its pattern."""

    key: str
    name: str
    kind: SourceKind
    state: bool = False
    of_country: bool = False
    local: bool = False
    seat: str | None = None
    unspecified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A body, where words name it."""

    body: Body
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wordings:
    """How a body is named: acronyms as they are written; other words in lower case, where a word begins. In a long text each
    is looked for by itself: most begin with letters, to which a pattern of its own leaps. In a few words all are, at once."""

    acronyms: tuple[re.Pattern[str], ...]
    words: tuple[re.Pattern[str], ...]
    any: re.Pattern[str]

    def found(self, text: _Folded) -> Iterator[tuple[int, int]]:
        """Where the body is named, in order; of wordings that overlap, the first."""
        places = [(m.start(), n, m.end()) for n, p in enumerate(self.acronyms) for m in p.finditer(text.straight)]
        for n, p in enumerate(self.words, len(self.acronyms)):
            places += [(m.start(), n, m.end()) for m in p.finditer(text.lower) if not text.within_word(m.start())]
        at = 0
        for start, _, end in sorted(places):
            if start >= at:
                yield start, end
                at = end


class _Folded:
    """A text with straight apostrophes, and in lower case, letter for letter."""

    def __init__(self, text: str) -> None:
        self.straight = text.replace("’", "'")
        self.lower = self.straight.replace("İ", "I").lower()  # the one letter that becomes two

    def within_word(self, at: int) -> bool:
        """Whether a word goes on at a position."""
        return at > 0 and (self.lower[at - 1].isalnum() or self.lower[at - 1] == "_")


@cache
def _bodies() -> tuple[tuple[Body, _Wordings], ...]:
    found = []
    for row in table("sources")["body"]:
        fields = {k: v for k, v in row.items() if k not in {"patterns", "acronyms", "kind"}}
        written = [rf"(?<![A-Z] )\b{a}\b(?! [A-Z]{{2}})" for a in row.get("acronyms", ())]
        wordings = _Wordings(
            acronyms=tuple(map(re.compile, written)),
            words=tuple(map(re.compile, row["patterns"])),
            any=re.compile("|".join([*written, *(rf"(?<!\w)(?i:{p})" for p in row["patterns"])])),
        )
        found.append((Body(kind=SourceKind(row["kind"]), **fields), wordings))
    return tuple(found)


def plain(words: str) -> str:
    """Words as the patterns see them."""
    return words.casefold().replace("’", "'")


def slug(words: str) -> str:
    """Words as a part of an id."""
    return re.sub(r"\W+", "-", fold(words)).strip("-")


@lru_cache(maxsize=4096)
def naming(words: str) -> Naming | None:
    """The first body of the table that ``words`` name. A named ministry goes before "the government" and a bare one."""
    straight = words.replace("’", "'")
    for body, wordings in _bodies():
        if body.key == "cabinet" and (made := _ministry(words)) is not None:
            return made
        if (m := wordings.any.search(straight)) is not None:
            return Naming(body=body, words=words, start=m.start(), end=m.end())
    return None


def namings(text: str) -> list[tuple[int, str]]:
    """Where bodies are named in ``text``, each with the few words around it, in order."""
    folded = _Folded(text)
    found = {start: end for _, wordings in _bodies() for start, end in wordings.found(folded)}
    return [(start, _around(text, start, end)) for start, end in sorted(found.items())]


def _around(text: str, start: int, end: int) -> str:
    before = re.split(r"[.,;:!?()\n\"“”]|\b(?:said|says|told|by|that|and|which)\b", text[max(0, start - 40) : start])[-1]
    after = re.split(
        r"[.,;:!?()\n\"“”]|\b(?:said|says|told|that|and|which|has|had|have|was|were|is|are|on)\b", text[end : end + 50]
    )[0]
    return (re.sub(r"^\S*\s", "", before) if start > 40 and len(before) == 40 else before) + text[start:end] + after


def _ministry(words: str) -> Naming | None:
    """A ministry that the table lacks: "the energy minister", "Ministry of Mines"."""
    not_which = table("sources")["ministry"]["modifiers"]
    for m in _MINISTRY.finditer(words):
        which = m["c"] or m["b"]
        if plain(which) in not_which or which.endswith(("'s", "’s")) or country_word(which):
            continue
        name = f"{which.capitalize()} Ministry"
        body = Body(key=f"{slug(which)}-ministry", name=name, kind=SourceKind.MINISTRY, state=True, local=True)
        return Naming(body=body, words=words, start=m.start("c") if m["c"] else m.start("b"), end=m.end())
    return None


@cache
def country_word(word: str) -> bool:
    """A country's name, demonym or capital, as the tables of the language hold them."""
    places = table("places")
    return word in places["demonyms"] or word in places["country_names"] or word in places["countries"]["names"]


def source_of_body(named: Naming, setting: Setting, at: int) -> Source:
    """The body with its country, what sets it apart from namesakes, and its town or region."""
    body = named.body
    country = country_named(named.words, setting.gazetteer, setting.home) or setting.home
    parts = parts_of(named, setting, at)
    if not parts:
        parts = _only_variant(named, setting) or _seat(body, setting, at)
    if not body.state and not body.of_country:
        return Source(id=f"body:{body.key}", name=body.name, kind=body.kind)
    code = (country or "xx").lower()
    rival = next((p for p in parts if p in table("sources")["rivals"]["marks"]), None)
    return Source(
        id=f"{code}:{'/'.join([body.key, *(slug(p) for p in parts)])}",
        name=_name(body, parts),
        kind=body.kind,
        country=country,
        party_to=f"{code} {rival or 'state'}" if body.state else None,
        unspecified=body.unspecified,
    )


def _name(body: Body, parts: tuple[str, ...]) -> str:
    """ "Police of Almaty", "Health Ministry (east)"."""
    towns = [p for p in parts if p[:1].isupper()]
    if body.key == "hospital" and towns and "hospital" in plain(towns[0]):
        return towns[0]
    marks = [p for p in parts if p not in towns]
    return body.name + "".join(f" of {t}" for t in towns) + "".join(f" ({p})" for p in marks)


def parts_of(named: Naming, setting: Setting, at: int) -> tuple[str, ...]:
    """What sets a body apart: a rival government's mark, the town or region whose it is."""
    low = plain(named.words)
    marks = table("sources")["apart"].items()
    apart = next((mark for words, mark in marks if words in low and re.search(rf"\b{re.escape(words)}\b", low)), None)
    if apart is not None and (named.body.state or named.body.local):
        return (apart,)
    return (town,) if named.body.local and (town := _town(named, setting, at)) is not None else ()


def _town(named: Naming, setting: Setting, at: int) -> str | None:
    """The town or region whose body it is: "Almaty police" speaks for Almaty, "the city's police" for the city."""
    before, after = named.words[: named.start], named.words[named.end :]
    if named.body.key == "hospital" and (m := re.search(r"((?:[A-Z][\w’'-]+ )+)$", before)) is not None:
        return f"{m[1]}hospital"
    owner = re.sub(r"['’]s$", "", _PREPOSITION.split(before)[-1].strip())
    pieces = [" ".join(owner.split()[n:]) for n in range(len(owner.split()))]
    if (m := _OF.match(after)) is not None:
        pieces += [" ".join(m[1].split()[:n]) for n in range(len(m[1].split()), 0, -1)]
    for piece in pieces:
        place = known_place(piece, setting, at) if piece.casefold() not in {"the", "a", "an"} else None
        if place is not None and place.precision < 6 and place.country in {None, *setting.countries}:
            return place.name
    return _below(before, setting, at)


def _below(before: str, setting: Setting, at: int) -> str | None:
    """ "Provincial", "district": below the national one, of the region that was named."""
    words = set(re.findall(r"[\w-]+", plain(before)))
    below = table("sources")["below"]
    for kind, places in (("city", CITY), ("unit", UNIT), ("some", ())):
        if words & set(below[kind]):
            found = setting.named_before(at, places)
            return "local" if found is None else usual(found.place).name
    return None


def _seat(body: Body, setting: Setting, at: int) -> tuple[str, ...]:
    """A mayor is some city's: the one named last."""
    kinds = _SEATS[body.seat] if body.seat is not None else ()
    found = next((e for k in kinds if (e := setting.named_before(at, k)) is not None), None)
    return () if found is None else (usual(found.place).name,)


def _only_variant(named: Naming, setting: Setting) -> tuple[str, ...]:
    """ "Police", in a report that knows the police of one town only, are that town's."""
    if country_named(named.words, setting.gazetteer, setting.home) is not None or "national" in plain(named.words):
        return ()
    variants: set[tuple[str, ...]] = set()
    for at, words in [*setting.said, *setting.namings]:
        other = naming(words)
        if other is None or other.body.key != named.body.key:
            continue
        parts = parts_of(other, setting, at)
        if not parts and country_named(words, setting.gazetteer, setting.home) is not None:
            return ()  # the report knows the whole country's, too
        variants |= {parts} - {()}
    return variants.pop() if len(variants) == 1 else ()
