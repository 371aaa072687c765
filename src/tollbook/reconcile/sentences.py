"""The sentence that an estimate is printed with: one template a kind, in `lexicon/<language>/sentences.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from tollbook.lexicon import table
from tollbook.model import Estimate, EstimateKind, Measure, Qualifier, Quantity, ScopeKey, Standing, Term
from tollbook.reconcile.figures import Figure
from tollbook.reconcile.moment import Moment
from tollbook.reconcile.origins import Origin

_ARTICLES = frozenset(["the", "a", "an", "its", "their"])
_BODY = re.compile(
    r"\b(?:Ministry|Office|Government|Presidency|Army|Police|Organization|Red Cross|Red Crescent|Council|Committee)\b"
)
LISTED = 4  # numbers set aside that a sentence names; the others it counts
_FATES = ("withdrawn", "disavowed", "corrected", "retracted", "rejected", "outside")


def long_day(day: date) -> str:
    """A day in words: 10 January 2022."""
    return f"{day.day} {day:%B %Y}"


def what(scope: ScopeKey, *, one: bool = False) -> str:
    """What is counted, in words: "people killed", "vehicles destroyed", "EUR of damage"."""
    words = table("sentences")
    if scope.object is not None and scope.measure is not Measure.DEPLOYED:
        thing = scope.object if one or scope.measure is Measure.DAMAGE_COST else plural(scope.object)
    else:
        thing = words["person" if one else "people"].get(
            scope.group or (scope.side.value if scope.side else "all"), scope.group or "people"
        )
    return f"{thing} {words['what'][scope.measure.value]}" + (f" in {scope.where.name}" if scope.where is not None else "")


def plural(thing: str) -> str:
    """Several of a thing.

    >>> plural("business"), plural("house"), plural("property")
    ('businesses', 'houses', 'properties')
    """
    if thing.endswith("y") and thing[-2:-1] not in "aeiou":
        return thing[:-1] + "ies"
    return thing + ("es" if thing.endswith(("s", "sh", "ch", "x")) else "s")


def sentence(m: Moment, estimate: Estimate, current: Sequence[Origin], policy: str = "tollbook") -> str:
    """The estimate in words, every part of it true when quoted alone; the name of another policy than Tollbook's own leads."""
    words = table("sentences")
    known = {o.figure.claim.id: o for o in current}
    basis = [known[x.origin] for x in estimate.basis if x.origin in known]
    figures = m.by_id
    by_place = len({figures[t.claim].side for t in estimate.terms}) == 1
    facts = {
        "what": what(estimate.scope, one=1 in {estimate.low, estimate.best} and estimate.high is None),
        "low": _floor(estimate, basis),
        "best": _best(estimate, basis),
        "high": _number(estimate.high),
        "who": joined(dict.fromkeys(voice(o.figure, o.said) for o in basis if o.gives != "ceiling" or len(basis) == 1)),
        "figures": joined(dict.fromkeys(f"{worded(o)} ({voice(o.figure, o.said)})" for o in basis)),
        "part": joined(dict.fromkeys(_part(o, estimate.scope.measure) for o in basis)),
        "persons": _either(basis),
        "terms": joined(_term(t, figures, by_place=by_place) for t in estimate.terms),
    }
    own = words["policies"].get(policy)
    told = words["kinds"][_template(estimate, basis)]
    said = [(own["nothing"] if own and estimate.kind is EstimateKind.NOTHING else told).format(**facts)]
    if own:
        said = [own["lead"].format(said=said[0][:1].lower() + said[0][1:])]
    more = words["more"]
    if any(p.code == "many_missing" for p in estimate.problems):
        said.append(more["many_missing"])
    used = {c for x in estimate.basis for c in x.carriers}
    for p in estimate.problems:
        if p.code == "differs_from_earlier" and p.claims[0] in used and p.claims[1] in figures and p.claims[1] not in used:
            said.append(_earlier(p.claims, figures, estimate))
    if estimate.words and estimate.kind is not EstimateKind.COUNT:
        said.append(more["words"].format(words=joined(estimate.words)))
    if estimate.set_aside:
        said.append(more["aside"].format(figures=_aside(m, estimate, figures)))
    if estimate.disputed:
        known_ones = [d for d in estimate.disputed if d.claim in figures]
        again = dict.fromkeys(f"{figures[d.claim].claim.figure.text}, by {_lower_article(d.by)}" for d in known_ones)
        said.append(more["disputed"].format(figures=joined(again)))
    newest = max((o.said for o in current), default=None)
    if newest is not None and (m.as_of.date() - newest).days > 2:
        said.append(more["old"].format(day=long_day(newest)))
    return " ".join(_capital(s) for s in said)


def _part(o: Origin, measure: Measure) -> str:
    """What a floor by a part counts: "18 members of the security forces", "2,300 people in Almaty", "40 treated in hospital"."""
    f = o.figure
    who = f.claim.scope.who or (plural(f.claim.counted) if f.claim.counted else "people")
    befell = "" if f.claim.measure is measure else f" {table('sentences')['what'][f.claim.measure.value]}"
    return f"{worded(o)} {who}{befell}" + (f" in {f.claim.scope.where}" if f.claim.scope.where else "")


def _either(basis: Sequence[Origin]) -> str:
    """Who is told of, without names: "a child, or his son". They may be one person told of in several words."""
    told = (joined(_unnamed(t.who) for t in o.terms) if o.terms else _unnamed(o.figure.claim.figure.text) for o in basis)
    shown = list(dict.fromkeys(told))
    more = table("sentences")["more"]["others"].format(n=len(shown) - LISTED)
    return ", or ".join(shown if len(shown) <= LISTED else [*shown[:LISTED], more])


def _unnamed(words: str | None) -> str:
    """A person as worded, or that a name is told: an estimate is quoted, and a private name is not its to spread."""
    said = _lower_article(words or "")
    return said if said and said == said.casefold() else str(table("sentences")["more"]["named_person"])


def _term(term: Term, figures: dict[str, Figure], *, by_place: bool) -> str:
    """An addend as it was worded: "more than 20 protesters" and not "21"; with its place, where places are added."""
    claim = figures[term.claim].claim
    where = f" in {claim.scope.where}" if by_place and claim.scope.where else ""
    return f"{quantity(claim.quantity, claim.figure.text)} {term.who or 'people'}{where}"


def _floor(estimate: Estimate, basis: Sequence[Origin]) -> str:
    """A floor as it was worded: "more than 1,000" and not "at least 1,001"."""
    more = table("sentences")["more"]
    if not estimate.terms and basis and all(o.figure.claim.quantity.qualifier is Qualifier.MORE_THAN for o in basis):
        return str(more["more_than"].format(n=_number((estimate.low or 1) - 1)))
    number = _number(estimate.low)
    return str(more["at_least"].format(n=number)) if estimate.kind is EstimateKind.FLOOR_ONLY else number


def _best(estimate: Estimate, basis: Sequence[Origin]) -> str:
    number = _number(estimate.best)
    about = basis and all(o.figure.claim.quantity.qualifier is Qualifier.ABOUT for o in basis)
    return f"about {number}" if about else number


def _template(estimate: Estimate, basis: Sequence[Origin]) -> str:
    if estimate.kind is EstimateKind.FLOOR_ONLY and basis and all(o.figure.person for o in basis):
        return "floor_persons"
    if estimate.kind is EstimateKind.FLOOR_ONLY and estimate.terms:
        return "floor_sum"
    if estimate.kind is EstimateKind.FLOOR_ONLY and all(o.figure.own_voice for o in basis):
        return "floor_by_nobody"
    if estimate.kind is EstimateKind.CONFLICTING and len({o.body for o in basis}) == 1:
        return "conflicting_itself"
    if estimate.kind is EstimateKind.FLOOR_ONLY and not any(o.whole for o in basis):
        return "floor_part"
    if estimate.kind is EstimateKind.COUNT and all(o.figure.claim.standing is Standing.ESTIMATED for o in basis):
        return "count_estimated"
    return estimate.kind.value


def _earlier(claims: tuple[str, ...], figures: dict[str, Figure], estimate: Estimate) -> str:
    later, before = figures.get(claims[0]), figures[claims[1]]
    more = table("sentences")["more"]
    figure = f"{_number(before.value)} {before.claim.scope.who or ''}".strip()
    if before.said is not None:
        figure += f" ({long_day(before.said)})"
    if estimate.terms and later is not None and later.claim.id in {t.claim for t in estimate.terms}:
        total = (estimate.low or 0) - (later.value or 0) + (before.value or 0)
        return str(more["earlier_sum"].format(figure=figure, total=_number(total)))
    return str(more["earlier"].format(figure=figure))


def _aside(m: Moment, estimate: Estimate, figures: dict[str, Figure]) -> str:
    """What was taken back, by its fate: each number once, the largest first, the small ones counted."""
    fates, more = table("sentences")["fates"], table("sentences")["more"]
    seen: dict[str, dict[str, int]] = {}
    for s in estimate.set_aside:
        f = figures.get(s.claim)
        if f is None or s.claim in m.origin:
            continue
        home = m.book.story.place
        where = f" ({f.place.name})" if f.place is not None and (home is None or f.place.id != home.id) else ""
        fate = next((fates[k] for k in _FATES if k in s.reason), fates["other"])
        number = _number(f.value) if f.value is not None else f.claim.figure.text
        seen.setdefault(fate, {})[f"{number}{where}"] = f.value or 0
    parts = []
    for fate, numbers in seen.items():
        ranked = sorted(numbers, key=lambda words: (-numbers[words], words))
        rest = [more["others"].format(n=len(ranked) - LISTED)] if len(ranked) > LISTED + 1 else ranked[LISTED:]
        parts.append(f"{joined([*ranked[:LISTED], *rest])}, {fate}")
    return "; ".join(parts) or str(fates["again"])


def voice(f: Figure, said: date) -> str:
    """Who said it, and when."""
    voices = table("sentences")["voices"]
    if f.source is None:
        name = voices["own"].format(publisher=f.report.publisher or f.report.name.rsplit("/", 1)[-1])
    else:
        name = f.claim.attribution.said_by or f.source.name
        name = name if f.source.unspecified or f.source.name.casefold() in name.casefold() else f.source.name
        name = _with_article(name, f)
    return str(voices["day" if f.dated else "by_day"].format(name=name, day=long_day(said)))


def _lower_article(name: str) -> str:
    return name[:1].lower() + name[1:] if name.split(" ", 1)[0].casefold() in _ARTICLES else name


def _with_article(name: str, f: Figure) -> str:
    """A body as it stands within a sentence: "the Interior Ministry", "authorities", "OCHA"."""
    first = name.split(" ", 1)[0].casefold()
    plain = table("sources")["unspecified"]["words"]
    if first in _ARTICLES or (f.source is not None and f.source.unspecified and first in plain):
        return name[:1].lower() + name[1:]
    owned = "'s " in name or "’s " in name
    return f"the {name}" if _BODY.search(name) is not None and not owned else name


def worded(o: Origin) -> str:
    """A figure with what its wording adds: "at least 5,300", "about 5,000", "5,000 to 6,000"."""
    if o.terms:
        return f"at least {_number(o.low)}"
    return quantity(o.figure.claim.quantity, o.figure.claim.figure.text)


def quantity(q: Quantity, text: str) -> str:
    """A quantity in words and digits."""
    match q.qualifier.value:
        case "exact":
            return _number(q.low)
        case "about":
            return f"about {_number(q.low)}"
        case "more_than":
            return f"more than {_number((q.low or 1) - 1)}"
        case "at_least":
            return f"at least {_number(q.low)}"
        case "nearly" | "up_to":
            return f"{q.qualifier.value.replace('_', ' ')} {_number(q.high)}"
        case "between":
            return f"{_number(q.low)} to {_number(q.high)}"
        case _:
            return text


def joined(items: Iterable[str]) -> str:
    """Items as a list in words; from the fourth on by semicolons' count only.

    >>> joined(["26 protesters", "16 officers"])
    '26 protesters and 16 officers'
    """
    found = list(items)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}" if found else "no source"


def _number(n: int | None) -> str:
    """A number for readers: thousands parted, round millions in words."""
    if n is None:
        return "an open number"
    if n >= 1_000_000 and n % 100_000 == 0:
        return f"{n / 1_000_000:g} million"
    return f"{n:,}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
