"""The words of a place, with what it belongs to: "the city of Dorra", "a hotel in Dorra"."""

from __future__ import annotations

from tollbook.extract.clause import Clause, chain_end
from tollbook.extract.cutting import Phrase
from tollbook.extract.placelike import countries, has_name, is_setting, named, place_words, placelike, side_behind
from tollbook.extract.where_joined import with_others
from tollbook.extract.words import Is

_Span = tuple[int, int]


def words_of_place(c: Clause, i: int) -> _Span:
    """The words of a place, with what it belongs to: "the city of Dorra"."""
    ps = c.phrases
    if ps[i].flags & Is.ADJ and (side := side_behind(c, ps[i])) is not None:
        return c.tokens[ps[i].first].start, c.tokens[side.last - 1].end
    end = _named_again(c, with_others(c, _left_out(c, _of_larger(c, _in_town(c, _of_larger(c, i))))), i)
    side = side_behind(c, ps[end]) if ps[end].flags & Is.ADJ and end != i else None
    last = (side or ps[end]).last
    if i > 1 and ps[i - 1].kind == "O" and ps[i - 2].noun_low in place_words("compass") and ps[i - 2].last - ps[i - 2].first == 1:
        i -= 2  # "south of Dorra"
    while last - 1 > ps[end].first and c.tokens[last - 1].low in ("last", "next", "early", "late", "earlier"):
        last -= 1  # "in Dorra last | week"
    if last < len(c.tokens) and end == i and ps[end].first + 1 == last and c.tokens[ps[end].first].low == "there":
        return c.tokens[ps[i].first].start, c.tokens[last - 1].end
    return c.tokens[ps[i].first].start, c.tokens[last - 1].end


def _named_again(c: Clause, end: int, i: int) -> int:
    """ "the Danish capital | , | Dorra |": a town that is called by its kind, and by its name behind a comma."""
    ps = c.phrases
    if end != i or c.upper or end + 2 >= len(ps) or ps[end + 1].kind != "," or ps[end].noun_low not in place_words("towns"):
        return end
    name, behind = ps[end + 2], ps[end + 3] if end + 3 < len(ps) else None
    alone = behind is None or behind.kind in (",", ".", ";", "P", "S", "C", "N", "-") or behind.voice in ("active", "bare")
    return end + 2 if name.name and name.last - name.first < 4 and placelike(c, name) and name.people is None and alone else end


def _of_larger(c: Clause, end: int) -> int:
    """ "the city | of Dorra", "the east | of the country", "the 1400 block | of Brod Street": the end of the chain."""
    ps = c.phrases
    while (
        end + 2 < len(ps)
        and ps[end + 1].kind == "O"
        and ps[end + 2].kind == "N"
        and (ps[end].flags & Is.KIND or ps[end].noun_low in place_words("sides") or _part_or_setting(c, ps[end]))
        and ps[end + 2].number is None
    ):
        end += 2
    return end


def _part_or_setting(c: Clause, p: Phrase) -> bool:
    return p.noun_low in place_words("parts") or is_setting(c, p)


def _between(ps: list[Phrase], i: int) -> int:
    """ "the road between the towns of Dorra and Velmark": up to the second; ``i`` where there are no two."""
    one = chain_end(ps, i + 2)
    two = one + 2 < len(ps) and ps[one + 1].kind == "C" and ps[one + 2].kind == "N" and ps[one + 2].number is None
    return chain_end(ps, one + 2) if two else i


def _unnamed_kind(c: Clause, p: Phrase) -> bool:
    unnamed = not c.upper and not named(c, p.first, p.last)
    return unnamed and (bool(p.flags & Is.KIND) or _part_or_setting(c, p) or p.noun_low in place_words("houses"))


def _house(c: Clause, p: Phrase) -> bool:
    """ "Kiln Road school", "Club Maren": a house, works or street by its name."""
    if c.upper or p.number is not None or not named(c, p.first, p.last):
        return False
    return p.noun_low in place_words("houses") or c.tokens[p.first].low in place_words("houses")


def _in_town(c: Clause, i: int) -> int:
    """ "a hotel in Dorra", "a mine near Velmark", "a camp south of Brod": no town, and where it lies."""
    ps = c.phrases
    if i + 2 >= len(ps) or not (_house(c, ps[i]) or _unnamed_kind(c, ps[i])):
        return i
    if ps[i + 1].low == "between":
        return _between(ps, i)
    to = i + 2
    if ps[i + 1].kind == "N" and ps[i + 1].noun_low in place_words("compass") and ps[i + 2].kind == "O":
        to = i + 3  # "south | of | Brod"
    elif ps[i + 1].low != "in" and (
        ps[i + 1].low not in ("near", "outside", "outside of", "on", "at") or not _unnamed_kind(c, ps[i])
    ):
        return i
    if to >= len(ps) or (ps[i + 1].low == "on" and ps[to].noun_low not in place_words("on")):
        return i
    lies = has_name(c, to) or ps[to].noun_low in place_words("sides")
    return _of_larger(c, to) if lies and placelike(c, ps[to]) else i


def _left_out(c: Clause, i: int) -> int:
    """ "eastern Libya without Derna": a part that does not count is worded with its place."""
    ps = c.phrases
    if i + 2 >= len(ps) or ps[i + 1].low not in ("without", "outside", "except", "excluding", "minus"):
        return i
    return i + 2 if ps[i + 2].name and placelike(c, ps[i + 2]) else i


def is_the_country(words: str) -> bool:
    """Whether a place is "the country" and so stands for one named before."""
    return words.lower() in ("the country", "this country", "that country")


def is_the_town(words: str, last: str) -> bool:
    """Whether a place is "the city" and so stands for the named one, ``last``, that the figure before is of."""
    plain = words.lower() in ("the city", "the town", "the village", "this city", "that city", "the same city", "the same town")
    return plain and len(last.split()) < 3 and last[:1].isupper() and last.lower() not in countries()
