"""Worded sources -> issuing bodies: "the Interior Ministry", "its minister" and "MIA of Kazakhstan" are one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tollbook.lexicon import table
from tollbook.model import Report, Source, SourceKind
from tollbook.resolve.country import country_named, country_words
from tollbook.resolve.gazetteer import Gazetteer, fold

_LOCAL_KINDS = frozenset(
    [
        SourceKind.POLICE,
        SourceKind.HOSPITAL,
        SourceKind.GOVERNMENT,
        SourceKind.HEALTH,
        SourceKind.MILITARY,
        SourceKind.EMERGENCY,
        SourceKind.PROSECUTOR,
    ]
)
_GENERIC = re.compile(
    r"^(?:the |its |this |that )?(?:same )?(ministry|minister|office|agency|commission|committee|department|body|statement"
    r"|report|service|centre|center|group|organi[sz]ation|union|association|council)$"
)
_NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:al-|el-|bin |de |van )?[A-Z][\w’'-]+)*")
_ACRONYM = re.compile(r"(?<![\w-])([A-Z]{3,6})(?![\w-])")
_BODY_WORDS = re.compile(
    r"\b(?:agenc\w+|association|organi[sz]ation|group|committee|commission|service|centre|center|council|union|statement|report|rights|party|movement|company|channel|network)\b",
    re.I,
)
_TITLES = re.compile(r"^(?:mr|mrs|ms|dr|gen|col|lt|maj|capt|sgt|gov|sen)\.? ", re.I)


@dataclass(frozen=True, slots=True)
class _Body:
    key: str
    name: str
    kind: SourceKind
    state: bool
    of_country: bool
    pattern: re.Pattern[str]


@cache
def _bodies() -> tuple[_Body, ...]:
    return tuple(
        _Body(
            b["key"],
            b["name"],
            SourceKind(b["kind"]),
            b.get("state", False),
            b.get("of_country", False),
            re.compile("|".join(rf"(?<!\w)(?:{p})" for p in b["patterns"])),
        )
        for b in table("sources")["body"]
    )


@cache
def _heads(part: str, name: str) -> re.Pattern[str]:
    words = sorted(table("sources")[part][name], key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")


def source_of(words: str, report: Report, countries: tuple[str, ...], gazetteer: Gazetteer, *, at: int | None = None) -> Source:
    """The body that ``words`` stand for in ``report``; ``at`` is where they are used, for what they refer back to.

    A body of a state is of the country that the words name, else of the report's first. A wording that fits no body of
    the table is a source by its own name.
    """
    said = re.sub(r"^(?:the|a|an|its|their|this|these|some|other|several)\s+", "", words.strip(' ,.;:"“”'), flags=re.I)
    low = _plain(said)
    home = countries[0] if countries else None
    if said in country_words() or _only_country(said, gazetteer):
        return _state(country_named(said, gazetteer))
    generic = _GENERIC.match(_plain(words))
    if generic is not None:
        back = _referred(generic[1], report.text, at)
        if back is not None:
            return _of_body(back[0], back[1], said, home, gazetteer)
    body = _body_in(low)
    if body is not None and not (generic and body.key == "cabinet"):
        return _of_body(body, low, said, home, gazetteer)
    agency = _agency(low)
    if agency is not None:
        return Source(id=f"agency:{_slug(agency)}", name=agency, kind=SourceKind.AGENCY)
    if _heads("carriers", "words").search(low) and not _NAME.search(said[1:]) and not low.startswith("state"):
        return Source(id=f"media:{_slug(low)}", name=said, kind=SourceKind.AGENCY, unspecified=True)
    if _heads("unspecified", "nobody").search(low) and not _NAME.search(said[1:]):
        return Source(id=f"nobody:{_slug(low)}", name=said, kind=SourceKind.WITNESS, unspecified=True)
    if _heads("unspecified", "words").search(low):
        return _state(country_named(said, gazetteer) or home, said)
    person = _office_of(said, report)
    if person is not None:
        return _of_body(person[0], person[1], person[1], home, gazetteer)
    if (m := _ACRONYM.search(said)) is not None:
        return Source(
            id=f"other:{m[1].lower()}",
            name=_spelt(m[1], said, report.text),
            kind=_kind_of(low, said),
            country=country_named(said, gazetteer),
        )
    return Source(id=f"other:{_slug(low)}", name=said, kind=_kind_of(low, said), country=country_named(said, gazetteer))


def _state(code: str | None, name: str | None = None) -> Source:
    """The state as a whole, no body of it named."""
    return Source(
        id=f"{(code or 'xx').lower()}:state",
        name=name or "state",
        kind=SourceKind.GOVERNMENT,
        country=code,
        party_to=f"{code.lower()} state" if code else "state",
        unspecified=True,
    )


def _of_body(body: _Body, low: str, said: str, home: str | None, gazetteer: Gazetteer) -> Source:
    """A body of the table, with its country, what sets it apart from namesakes, and its town or region."""
    country = country_named(said, gazetteer) or home
    parts = [p for p in (_apart(low), _town(said, body, country, gazetteer)) if p]
    if not body.state and not body.of_country:
        local = body.kind in (SourceKind.HOSPITAL,)
        name = _slug(said) if local else body.key
        return Source(id=f"body:{name}", name=said if local else body.name, kind=body.kind)
    code = (country or "xx").lower()
    party = None
    if body.state:
        rival = next(
            (p for p in parts if p in {"rebel", "houthi", "hamas", "opposition", "self-proclaimed", "exile", "east", "west"}),
            None,
        )
        party = f"{code} {rival}" if rival else f"{code} state"
    return Source(
        id=":".join([code, "/".join([body.key, *parts])]),
        name=" ".join([body.name, *(f"({p})" for p in parts)]),
        kind=body.kind,
        country=country,
        party_to=party,
    )


def _apart(low: str) -> str | None:
    for words, mark in table("sources")["apart"].items():
        if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", low):
            return str(mark)
    return None


def _town(said: str, body: _Body, country: str | None, gazetteer: Gazetteer) -> str | None:
    """The town or region whose body it is: "Almaty police" speaks for Almaty."""
    if body.kind not in _LOCAL_KINDS or country is None:
        return None
    for m in _NAME.finditer(said):
        for name in (m[0], *m[0].split()):
            found = [
                e
                for e in gazetteer.named(name.removesuffix("'s").removesuffix("’s"))
                if e.place.country == country and e.kind != "country"
            ]
            if found and name not in country_words():
                return _slug(found[0].place.name)
    return "local" if re.search(r"^(?:local|regional|provincial|municipal|district|city|county)\b", said.casefold()) else None


def _body_in(low: str) -> _Body | None:
    return next((b for b in _bodies() if b.pattern.search(low)), None)


def _mentions(text: str) -> Iterator[tuple[int, _Body, str]]:
    low = _plain(text)
    if len(low) != len(text):
        return
    for b in _bodies():
        for m in b.pattern.finditer(low):
            yield m.start(), b, low[max(0, m.start() - 10) : m.end() + 20]


def _referred(head: str, text: str, at: int | None) -> tuple[_Body, str] | None:
    """The last body before ``at`` (else the first after) whose words hold ``head``: what "the ministry" refers to."""
    stem = r"\bminist" if head.startswith("minist") else rf"\b{head}\b"
    found = sorted(
        ((pos, b, near) for pos, b, near in _mentions(text) if b.key != "cabinet" and re.search(stem, near)), key=lambda x: x[0]
    )
    before = [x for x in found if at is None or x[0] < at]
    chosen = before[-1] if before else (found[0] if found else None)
    return None if chosen is None else (chosen[1], chosen[2])


def _office_of(said: str, report: Report) -> tuple[_Body, str] | None:
    """The office that the report gives a person: "Prosecutor General Berik Asylov", later "Asylov"."""
    if _BODY_WORDS.search(said) or not re.fullmatch(
        r"(?:(?:spokes\w+|chief|head|director|deputy) )?[A-Z][\w’'-]+(?: [A-Z][\w’'.-]+){0,3}", _TITLES.sub("", said)
    ):
        return None
    names = _NAME.findall(_TITLES.sub("", said))
    surname = re.escape(names[-1].split()[-1])
    for m in re.finditer(rf"\b{surname}\b", report.text):
        near = _plain(report.text[max(0, m.start() - 80) : m.start()])
        near = re.split(r"[.;!?]\s", near)[-1]
        body = next((b for b in _bodies() if b.key != "cabinet" and b.pattern.search(near)), None)
        if body is not None:
            return body, near
        after = re.match(r",? (?:the |a )?([^.,;]{4,60})", report.text[m.end() : m.end() + 80])
        if after is not None and (body := _body_in(_plain(after[1]))) is not None and body.key != "cabinet":
            return body, _plain(after[1])
    return None


def _spelt(acronym: str, said: str, text: str) -> str:
    """The name that the report gives an acronym: "Assistance Association for Political Prisoners (AAPP)"."""
    initials = r"\W+(?:\w+\W+){0,2}?".join(rf"{c}\w+" for c in acronym)
    m = re.search(rf"\b({initials})\W{{1,3}}{acronym}\b", text)
    return f"{m[1]} ({acronym})" if m else said


def _agency(low: str) -> str | None:
    agencies = table("sources")["agencies"]
    for words in sorted(agencies, key=len, reverse=True):
        if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", low):
            return str(agencies[words])
    return None


def _kind_of(low: str, said: str) -> SourceKind:
    if re.search(r"\b(?:party|movement|front|rebels?|militants?)\b", low):
        return SourceKind.PARTY
    if re.search(r"\b(?:commission|observatory|monitor\w*|human rights|rights group|association|ngo|watchdog)\b", low):
        return SourceKind.MONITOR
    if re.search(r"\b(?:channel|television|tv|radio|newspaper|agency|website|portal|daily|news)\b", low):
        return SourceKind.AGENCY
    if re.search(r"\b(?:professor|expert|analyst|institute|university|researchers?)\b", low):
        return SourceKind.EXPERT
    if re.search(r", an? \w+", low) and said[:1].isupper():
        return SourceKind.WITNESS
    return SourceKind.UNKNOWN


def _only_country(said: str, gazetteer: Gazetteer) -> bool:
    found = gazetteer.named(said)
    return bool(found) and found[0].kind == "country"


def _plain(words: str) -> str:
    return words.casefold().replace("’", "'")


def _slug(words: str) -> str:
    return re.sub(r"\W+", "-", fold(words)).strip("-")
