"""Worded places -> places of the gazetteer, in the light of what the report named before.

`_RULES` are asked in order; the first that knows the wording decides. A place that the gazetteer lacks is a place of its
own inside what contains it, never that container itself: a hospital's dead are not the city's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from tollbook.lexicon import table
from tollbook.model import Place
from tollbook.resolve.country import country_named
from tollbook.resolve.gazetteer import Entry, Gazetteer, fold
from tollbook.resolve.mentions import country_words, mentions, without_genitive
from tollbook.resolve.namesakes import beside, likeliest
from tollbook.resolve.setting import CITY, UNIT, Setting

Found = tuple[Place | None, str]  # the place, and why
_Rule = Callable[[str, Setting, int], Found | None]
_TOWN = 2  # precision of a town
_SHARES = re.compile(r"\s+(?:and|or)\s+(?=(?:the\s+|in\s+)?[A-Z])")
_HEAD = re.compile(r"^(?:the |a |an )?(.+?),? (?:of|in|at|near|on|inside|outside) (.+)$")


def place_of(words: str, setting: Setting, at: int = 0) -> Found:
    """The place that ``words``, used at position ``at``, stand for, and why; ``None`` where they stand for none."""
    said = words.strip(" ,.;:()")
    for rule in _RULES:
        found = rule(said, setting, at)
        if found is not None:
            return found
    return None, f"no place is known for {words!r}"


def _words(name: str) -> list[str]:
    found: list[str] = table("places")["words"][name]
    return found


@cache
def _any(name: str, form: str) -> re.Pattern[str]:
    """``form`` with the words of ``name`` in the place of its X, the longest first."""
    return re.compile(form.replace("X", "|".join(sorted(_words(name), key=len, reverse=True))), re.I)


# ------------------------------------------------------------------------------------------------- rules, in their order


def _without(said: str, setting: Setting, at: int) -> Found | None:
    """ "Eastern Libya without Derna"."""
    m = _any("without", r"^(.+?)[\s,(]+(?:X)\s+(.+)$").match(said)
    if m is None:
        return None
    whole, why = place_of(m[1], setting, at)
    part, _ = place_of(m[2], setting, at)
    if whole is None or part is None:
        return None, f"no place is known for {said!r}"
    name = f"{whole.name} without {part.name}"
    ident = f"{whole.id}-{part.id}"
    return replace(whole, id=ident, name=name, within=(whole.id, *whole.within), without=(part.id,)), why


def _country_itself(said: str, setting: Setting, at: int) -> Found | None:
    """ "The whole country", "nationwide"."""
    if setting.home is None or said.casefold() not in _words("country"):
        return None
    return _country(setting.home, setting.gazetteer), "the report's country"


_OTHER_CAPITAL = re.compile(
    r"\b(economic|commercial|financial|business|cultural|industrial|tourist|provincial|regional|state|district|former|old)\s+capital",
    re.I,
)


def _other_capital(said: str, setting: Setting, at: int) -> Found | None:
    """ "The economic capital" is no seat of government: the city that the report calls so, or none."""
    m = _OTHER_CAPITAL.search(said)
    if m is None or re.search(r"capital (?:city )?(?:of )?[A-Z]", said):
        return None
    kind = re.escape(m[1])
    text = setting.report.text
    before = re.search(
        rf"([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)(?: alone)?, (?:the |its |[\w’' ]{{1,24}})?(?:{kind}) capital\b", text
    )
    after = re.search(rf"\b{kind} capital,? (?:city )?(?:of )?([A-Z][\w’'-]+)", text)
    named = before or after
    if named is None:
        return None, f"which city is {said!r} is not told"
    found, _ = place_of(named[1], setting, named.start(1))
    return found, f"{named[1]} is called so in the report"


def _capital(said: str, setting: Setting, at: int) -> Found | None:
    """ "The capital", "the Somali capital"."""
    if not re.fullmatch(r"(?:the )?(?:(?!of\b)\S+ ){0,3}capital(?: city)?(?: of .+)?", said, re.I):
        return None
    code = country_named(said, setting.gazetteer) or setting.home
    found = [likeliest(setting.gazetteer.named(n), (code or "",)) for n in table("places")["capitals"].get(code or "", ())]
    known = next((e for e in found if e is not None), None)
    return (None, "a capital that is not known") if known is None else (usual(known.place), f"the capital of {code}")


def _largest(said: str, setting: Setting, at: int) -> Found | None:
    """ "Kazakhstan's biggest city", "the second-largest city of the country"."""
    m = re.fullmatch(
        r"(?:the )?(?:(\S+(?: \S+)?) )?(?:(second|third)[ -])?(?:largest|biggest|main) city(?: of .+| in .+)?", said, re.I
    )
    code = country_named(said, setting.gazetteer) or setting.home
    if m is None or code is None:
        return None
    found = setting.gazetteer.largest(code, {"second": 1, "third": 2}.get((m[2] or "").casefold(), 0))
    return None if found is None else (usual(found.place), f"by inhabitants, of {code}")


def _named(said: str, setting: Setting, at: int) -> Found | None:
    """A name of the gazetteer, as it stands or less the words around it: "the Libyan city of Derna", "Almaty alone"."""
    for name, countries in _readings(said, setting):
        unit = _any("units", r"\s(?:X)$").search(name) is not None
        chosen = None if unit else setting.decided.get(name)
        if chosen is not None and (chosen.precision <= _TOWN or chosen.country is None):
            return usual(chosen), "decided among its namesakes by the report"
        if chosen is not None and chosen.country is not None:  # a unit and its town of one name: a bare name is the town
            countries = (chosen.country, *countries)
        for form in (name, _any("units", r"\s(?:X)$").sub("", name)) if unit else (name,):
            found = likeliest(setting.gazetteer.named(form), countries, wants_unit=unit)
            if found is not None:
                return usual(found.place), _why(found, setting)
        if (word := country_words().get(name)) is not None and (place := _country(word[1], setting.gazetteer)) is not None:
            return place, "a country's name"
    return None


def _readings(said: str, setting: Setting) -> list[tuple[str, tuple[str, ...]]]:
    """Names that ``said`` may hold, the fullest first, with the countries in which to look for them."""
    bare = said
    while (m := _any("before", r"^(?:X)\s+").match(bare)) is not None:
        bare = bare[m.end() :]
    found = [
        said,
        bare,
        *(m[1] for m in [_any("kinds", r"^(?:[\w’'-]+ ){0,4}?(?-i:X) (?:of )?(?-i:([^\W\d_a-z].*))$").match(bare)] if m),
    ]
    found += [bare[m.end :] for m in mentions(bare, setting.gazetteer) if m.start == 0 and m.kind in {"country", "demonym"}]
    found = [re.sub(r"^(?:['’]s)?\s+", "", f) for f in found]
    found += [_any("after", r",?\s+(?:X)$").sub("", f) for f in found]
    own = country_named(said, setting.gazetteer, setting.home)
    countries = setting.countries if own is None else (own, *setting.countries)
    return [
        (without_genitive(f), countries if f != said else setting.countries) for f in dict.fromkeys(found) if f.casefold() != f
    ]


def _direction(said: str, setting: Setting, at: int) -> Found | None:
    """ "The east of Libya" and "Libya's east" are eastern Libya; "the west" is that of the report's country."""
    ways = table("places")["directions"]
    any_way = "|".join(sorted({*ways, *ways.values()}, key=len, reverse=True))
    forms = (
        rf"(?:the )?(?:far )?(?P<way>{any_way})(?: (?:part|parts|half))?(?: of (?P<whole>.+))?",
        rf"(?:the )?(?P<way>{any_way}) (?P<whole>.+)",
        rf"(?P<whole>.+?)['’]s (?:far )?(?P<way>{any_way})",
    )
    m = next((m for f in forms if (m := re.fullmatch(f, said, re.I)) is not None), None)
    if m is None:
        return None
    way = ways.get(m["way"].casefold(), m["way"].casefold())
    place, why = place_of(m["whole"] or "the country", setting, at)
    if place is None:
        return None, why
    known = [e for e in setting.gazetteer.named(f"{way} {place.name}") if e.place.country == place.country]
    return (usual(known[0].place), why) if known else (_own(f"{way} {place.name}", place), f"a part of {place.name}")


def _anaphor(said: str, setting: Setting, at: int) -> Found | None:
    """ "The city", "the same region": the one named last."""
    m = re.fullmatch(r"(?:the|this|that) (?:same |whole |entire )?(\w+)", said, re.I)
    kinds = {**dict.fromkeys(_words("towns"), CITY), **dict.fromkeys(_words("units"), UNIT)}
    if m is None or m[1].casefold() not in kinds:
        return None
    found = setting.named_before(at, kinds[m[1].casefold()])
    return (None, f"{said!r} names no place") if found is None else (usual(found.place), f"{said!r}: the one named last")


def _nowhere(said: str, setting: Setting, at: int) -> Found | None:
    """ "Elsewhere", "seven other regions", "Almaty and Taraz": no one place."""
    if re.search(r"[^\W\d_a-z]", said[1:] if said[:1].isupper() else said) is None and _any("elsewhere", r"\b(?:X)\b").search(
        said
    ):
        return None, f"{said!r} names no place"
    return (None, f"{said!r} names more than one place") if _SHARES.search(said) else None


def _beside(said: str, setting: Setting, at: int) -> Found | None:
    """ "Springfield, Illinois": the namesake that lies in what is named after it."""
    head, comma, rest = said.partition(",")
    if not comma or not head or not rest.strip()[:1].isupper():
        return None
    whole, _ = place_of(rest, setting, at)
    if whole is None:
        return None
    for name, _countries in _readings(head, setting):
        if (found := beside(setting.gazetteer.named(name), whole)) is not None:
            place = usual(found.place)
            return replace(place, within=(whole.id, *(w for w in place.within if w != whole.id))), f"in {whole.name}"
    return _own(head, whole), f"inside {whole.name}"


def _inside(said: str, setting: Setting, at: int) -> Found | None:
    """ "The port of Beirut", "Beirut's port", "a hospital in Bharatpur": places of their own, inside what is named."""
    m = _HEAD.match(said)
    head, whole = (m[1], m[2]) if m is not None else ("", "")
    if (m := re.fullmatch(r"(?:the )?(.+?)(?:['’]s)? ([a-z][a-z ]+)", said)) is not None and m[1][:1].isupper():
        head, whole = m[2], m[1]
    place = known_place(whole, setting, at) if whole else None
    if place is not None and place.country != setting.home and country_named(whole, setting.gazetteer) is None:
        place = None  # a namesake abroad holds nothing of what is told here
    if place is None and (m := re.fullmatch(r"(?:the )?(.+?)['’]s (.+)", said)) is not None:
        head, place = m[2], known_place(m[1], setting, at)
    if place is None or not head:
        return None
    return _own(f"{head} of {place.name}" if head[0].islower() else head, place, key=head), f"inside {place.name}"


def _own_name(said: str, setting: Setting, at: int) -> Found | None:
    """A name that the gazetteer lacks: somewhere in the report's country."""
    readings = _readings(said, setting)
    name = re.sub(r"^(?:the )?(?:[a-z-]+ )*(?=[^\W\d_a-z])", "", readings[-1][0]) if readings else ""
    if re.match(r"[^\W\d_a-z]", name) is None:
        return None
    container = None if setting.home is None else _country(setting.home, setting.gazetteer)
    if container is None:
        slug = _slug(name)
        return Place(id=f"/{slug}", name=name, country=None, lat=None, lon=None, precision=2), "not in the gazetteer"
    return _own(name, container), f"not in the gazetteer; inside {container.name}"


_RULES: tuple[_Rule, ...] = (
    _without,
    _country_itself,
    _other_capital,
    _capital,
    _largest,
    _anaphor,
    _named,
    _direction,
    _nowhere,
    _beside,
    _inside,
    _own_name,
)

# ------------------------------------------------------------------------------------------------------------------------


def known_place(words: str, setting: Setting, at: int) -> Place | None:
    """What ``words`` name, where the gazetteer knows it; ``None`` for a place of its own."""
    for rule in (_country_itself, _other_capital, _capital, _largest, _anaphor, _named, _direction):
        if (found := rule(words, setting, at)) is not None:
            return found[0]
    return None


def _own(name: str, container: Place, *, key: str | None = None) -> Place:
    """A place that the gazetteer lacks, at the coordinates of what contains it."""
    ident = f"{container.id}/{_slug(key or name)}"
    return replace(container, id=ident, name=name, within=(container.id, *container.within))


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", fold(name)).strip("-")


def _country(code: str, gazetteer: Gazetteer) -> Place | None:
    entry = gazetteer.country(code)
    return None if entry is None else entry.place


def usual(place: Place) -> Place:
    """The place by the name that the world's press gives it."""
    name = table("places")["usual_names"].get(place.id)
    return place if name is None else replace(place, name=name)


def _why(found: Entry, setting: Setting) -> str:
    if found.kind == "country":
        return "a country's name"
    if found.place.country == setting.home:
        return f"a {found.kind} of the report's country"
    return (
        f"a {found.kind} of a country that the report names"
        if found.place.country in setting.countries
        else "the largest of its name"
    )
