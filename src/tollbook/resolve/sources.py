"""Worded sources -> issuing bodies: "the Interior Ministry", "its minister" and "MIA of Kazakhstan" are one.

`_RULES` are asked in order; the first that knows the wording decides. A wording that none knows is a source by its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from tollbook.lexicon import table
from tollbook.model import Source, SourceKind
from tollbook.resolve.bodies import naming, plain, slug, source_of_body
from tollbook.resolve.country import country_named
from tollbook.resolve.mentions import country_words
from tollbook.resolve.places import known_place
from tollbook.resolve.referring import office_of, pointed_at
from tollbook.resolve.setting import Setting

_Rule = Callable[[str, Setting, int], Source | None]
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|this|these|some|other|several)\s+", re.I)
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]+(?: (?:al-|el-|bin |de |van )?(?:[^\W\d_a-z][\w’'-]*|\d+))*")
_ACRONYM = re.compile(r"(?<![\w-])([A-Z]{3,6})(?![\w-])")
_KINDS = (
    (SourceKind.PARTY, r"party|movement|front|rebels?|militants?|insurgents?"),
    (
        SourceKind.MONITOR,
        r"commission|observatory|monitor\w*|human rights|rights groups?|victims['’] groups?|association|ngo|watchdog|network",
    ),
    (SourceKind.EXPERT, r"professor|expert|analyst|institute|university|researchers?|scientists?"),
)


def source_of(words: str, setting: Setting, at: int = 0) -> Source:
    """The body that ``words``, used at position ``at``, stand for.

    A body of a state is of the country that the words name, else of the report's own.
    """
    back = pointed_at(words, setting, at)
    if back is not None:
        at, words = back
    said = _ARTICLE.sub("", words.strip(' ,.;:"“”'))
    found = next((s for rule in _RULES if (s := rule(said, setting, at)) is not None), None)
    return found or _somebody(words, said) or _other(said, setting, at)


@cache
def _heads(part: str, name: str) -> re.Pattern[str]:
    words = sorted(table("sources")[part][name], key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, words)) + r")(?![\w-])")


def _headed(name: str, said: str) -> str | None:
    """What stands before a head of the table: "Gaza" of "Gaza officials"; ``None`` where the head is another."""
    head = re.split(r",| (?:of|in|from|for|by|at|with|who|on|outside|inside|near|around) ", plain(said))[0]
    found = list(_heads("unspecified", name).finditer(head))
    return head[: found[-1].start()].strip() if found and found[-1].end() == len(head) else None


@cache
def _unnamed() -> frozenset[str]:
    return frozenset(table("sources")["unspecified"]["nobody"])


# ------------------------------------------------------------------------------------------------- rules, in their order


def _staff(said: str, setting: Setting, at: int) -> Source | None:
    """ "Our correspondent": the publisher, who saw it."""
    if not any(re.search(p, plain(said)) for p in table("sources")["staff"]["patterns"]):
        return None
    name = setting.report.agency or setting.report.publisher
    return Source(id=f"publisher:{slug(name) if name else 'unnamed'}", name=name or said, kind=SourceKind.PUBLISHER)


def _state_itself(said: str, setting: Setting, at: int) -> Source | None:
    """ "Kazakhstan raised the toll", "Moscow says"."""
    known = country_words().get(said, ("", None))[1]
    found = setting.gazetteer.named(said)
    code = known or (found[0].place.country if found and found[0].kind == "country" else None)
    return None if code is None else _state(code)


def _body(said: str, setting: Setting, at: int) -> Source | None:
    """A body of the table."""
    named = naming(said)
    return None if named is None else source_of_body(named, setting, at)


def _agency(said: str, setting: Setting, at: int) -> Source | None:
    """A news agency, or its people: "AFP correspondents"."""
    agencies = table("sources")["agencies"]
    low = plain(said)
    for words in sorted(agencies, key=len, reverse=True):
        if re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", low):
            name = agencies[words]
            return Source(id=f"agency:{slug(name)}", name=name, kind=SourceKind.AGENCY)
    return None


def _carrier(said: str, setting: Setting, at: int) -> Source | None:
    """A channel, a newspaper: by its name; "local media" are nobody's name."""
    if _heads("carriers", "words").search(plain(said)) is None:
        return None
    names = [
        m[0]
        for m in _NAME.finditer(re.sub(r"\S+-based ", "", said))
        if m[0] not in country_words() and plain(m[0]) not in {"state", "local"}
    ]
    names = [n for n in names if _heads("carriers", "words").fullmatch(plain(n)) is None]
    state = plain(said).startswith("state")
    country = setting.home if state else None
    party = f"{country.lower()} state" if country is not None else None
    if names:
        name = max(names, key=len)
        return Source(id=f"agency:{slug(name)}", name=name, kind=SourceKind.AGENCY, country=country, party_to=party)
    return Source(id=f"media:{slug(said)}", name=said, kind=SourceKind.AGENCY, country=country, party_to=party, unspecified=True)


def _nobody(said: str, setting: Setting, at: int) -> Source | None:
    """ "Residents", "a lawyer": nobody who can be asked."""
    if _NAME.search(said[1:]) is not None or (_headed("nobody", said) is None and plain(said) not in _unnamed()):
        return None
    return Source(id=f"nobody:{slug(said)}", name=said, kind=SourceKind.WITNESS, unspecified=True)


def _authorities(said: str, setting: Setting, at: int) -> Source | None:
    """ "Authorities", "officials of the city": a state, no body of it named."""
    owner = _headed("words", said)
    if owner is None:
        return None
    rest = re.split(r" (?:of|in|from|for|at) ", said, maxsplit=1)
    town = next(
        (
            p
            for w in (*rest[1:], f"the {owner}", said[: len(owner)])
            if w and (p := known_place(w, setting, at)) and p.precision < 6
        ),
        None,
    )
    code = country_named(said, setting.gazetteer, setting.home) or (town.country if town is not None else None) or setting.home
    return _state(code, said, town.name if town is not None else None)


def _person(said: str, setting: Setting, at: int) -> Source | None:
    """A person: for the office that the report gives them, else for themselves."""
    office = office_of(said, setting)
    if office is not None and (named := naming(office)) is not None:
        return source_of_body(named, setting, at)
    m = re.match(rf"({_NAME.pattern}), (?:an? |\d)", said)
    if m is None or _ACRONYM.fullmatch(m[1]) or re.search(rf"\b(?:{'|'.join(p for _, p in _KINDS)})\b", plain(said)):
        return None
    return Source(id=f"person:{slug(m[1])}", name=m[1], kind=SourceKind.WITNESS)


def _acronym(said: str, setting: Setting, at: int) -> Source | None:
    """ "Iran Human Rights (IHR)", "the IHR NGO": one body by its letters."""
    m = _ACRONYM.search(said)
    if m is None:
        return None
    country = country_named(said, setting.gazetteer, setting.home)
    spelt = _spelt(m[1], said, setting.report.text)
    return Source(id=f"other:{slug(m[1])}", name=spelt, kind=_kind_of(f"{said} {spelt}"), country=country)


_RULES: tuple[_Rule, ...] = (
    _staff,
    _state_itself,
    _body,
    _agency,
    _carrier,
    _nobody,
    _authorities,
    _person,
    _acronym,
)

# ------------------------------------------------------------------------------------------------------------------------


def _somebody(words: str, said: str) -> Source | None:
    """ "A lawyer", "its chairman": somebody without a name, of whom no table knows a body."""
    somebody = re.fullmatch(r"(?:an?|its|his|her|their|one) (?:[a-z-]+ )?[a-z-]+(?:er|or|ist|ant|ent|man|woman|ian)", words, re.I)
    if somebody is None or _NAME.search(said[1:]) is not None:
        return None
    return Source(id=f"nobody:{slug(said)}", name=said, kind=SourceKind.WITNESS, unspecified=True)


def _other(said: str, setting: Setting, at: int) -> Source:
    """A source by its own name."""
    country = country_named(said, setting.gazetteer, setting.home)
    return Source(id=f"other:{slug(said)}", name=said, kind=_kind_of(said), country=country)


def _state(code: str | None, name: str | None = None, town: str | None = None) -> Source:
    """The state as a whole, or in a town, no body of it named."""
    return Source(
        id=f"{(code or 'xx').lower()}:state" + (f"/{slug(town)}" if town else ""),
        name=name or "state",
        kind=SourceKind.GOVERNMENT,
        country=code,
        party_to=f"{code.lower()} state" if code else "state",
        unspecified=True,
    )


def _spelt(acronym: str, said: str, text: str) -> str:
    """The name that the report gives an acronym: "Assistance Association for Political Prisoners (AAPP)"."""
    initials = r"\W+(?:\w+\W+){0,2}?".join(rf"{c}\w+" for c in acronym)
    m = re.search(rf"\b({initials})\W{{1,3}}{acronym}\b", text)
    return f"{m[1]} ({acronym})" if m else said


def _kind_of(said: str) -> SourceKind:
    return next((kind for kind, words in _KINDS if re.search(rf"\b(?:{words})\b", plain(said))), SourceKind.UNKNOWN)
