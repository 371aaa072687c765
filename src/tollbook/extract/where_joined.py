"""Places that are joined: a figure of two places is not of the first.

"Nine died in Dorra and Velmark", "in Kut, Dorra and Brod", "in Dorra and in Velmark". What follows "and" is another place only
where it can be one, counts nothing and does nothing: "in Dorra and nine in Velmark" and "in Dorra and Velmark said" join none.
"""

from __future__ import annotations

from tollbook.extract.clause import Clause, chain_end
from tollbook.extract.cutting import Phrase
from tollbook.extract.placelike import place_words, placelike
from tollbook.extract.words import Is

_AGAIN = frozenset("in at near across around outside".split())


def with_others(c: Clause, end: int) -> int:
    """The phrase with which the places that are joined to the one that ends at ``end`` end; ``end`` itself where none is."""
    ps = c.phrases
    if not _names(c, ps[end]):
        return end
    at, commas = end, 0
    while at + 2 < len(ps) and ps[at + 1].kind == "," and _is_other(c, at + 2) and commas < 12:
        at, commas = chain_end(ps, at + 2), commas + 1
    comma = at + 1 < len(ps) and ps[at + 1].kind == ","
    joint = at + 1 + (comma and commas > 0)
    if joint + 1 >= len(ps) or ps[joint].kind != "C" or ps[joint].low not in ("and", "or"):
        return end  # "in Dorra, Velmark, " is a town and its state
    other = joint + 1
    if ps[other].kind == "P" and ps[other].low in _AGAIN and other + 1 < len(ps):
        other += 1
    return chain_end(ps, other) if _is_other(c, other) and _closes(ps, chain_end(ps, other)) else end


def _is_other(c: Clause, i: int) -> bool:
    p = c.phrases[i]
    return p.kind == "N" and p.number is None and placelike(c, p) and _names(c, p) and p.determiner not in ("a", "an")


def _names(c: Clause, p: Phrase) -> bool:
    """A place by its name, or a kind of place in text without small letters; no setting ("the yard and the house")."""
    if c.upper:
        return p.people is None and (bool(p.flags & Is.KIND) or p.last - p.first == 1)
    words = c.tokens[p.first : p.last]
    return any(k.text[0].isupper() and not k.flags & Is.DET for k in words) or p.noun_low in place_words("sides")


def _closes(ps: list[Phrase], end: int) -> bool:
    """What follows does not make the place a doer: no verb of its own, no name behind it."""
    k = end + 1
    while k < len(ps) and ps[k].kind == "A":
        k += 1
    if k >= len(ps) or ps[k].kind != "V":
        return not (k < len(ps) and ps[k].kind == "," and k + 1 < len(ps) and ps[k + 1].kind in ("W",))
    return ps[k].voice in ("ing", "part") or (ps[k].voice == "bare" and ps[k].verb is not None)
