"""The phrases of one sentence, and the small questions that are asked of them everywhere."""

from __future__ import annotations

from functools import cache

from tollbook.extract.cutting import Phrase
from tollbook.extract.lexing import Token
from tollbook.extract.words import Is, tables


class Clause:
    """The phrases of one sentence, and where in them the rules have to look.

    ``verbs`` and ``numbers`` are the indexes of its verb groups, and of its noun groups with a number; ``lemmas`` are those of
    its verbs, ``lows`` all its words, folded: a rule that needs one of some words passes over a sentence which has none.
    """

    __slots__ = ("end", "lemmas", "lows", "numbers", "phrases", "start", "text", "tokens", "upper", "verbs")

    def __init__(self, text: str, start: int, end: int, tokens: list[Token], phrases: list[Phrase], upper: bool) -> None:
        self.text, self.start, self.end = text, start, end
        self.tokens, self.phrases, self.upper = tokens, phrases, upper
        self.verbs = [i for i, p in enumerate(phrases) if p.kind == "V"]
        self.numbers = [i for i, p in enumerate(phrases) if p.number is not None]
        self.lemmas = frozenset([phrases[i].lemma for i in self.verbs])
        self.lows = frozenset([k.low for k in tokens])


@cache
def saying() -> frozenset[str]:
    """Verbs whose object is a clause."""
    return frozenset(tables().raw["grammar"]["verbs"]["saying"].split())


def chain_start(ps: list[Phrase], i: int) -> int:
    """The first noun group of the chain "X of Y of Z" that ends at ``i``."""
    while i >= 2 and ps[i - 1].kind == "O" and ps[i - 2].kind == "N":
        i -= 2
    return i


def chain_end(ps: list[Phrase], i: int) -> int:
    """The last noun group of the chain "X of Y of Z" that begins at ``i``."""
    while i + 2 < len(ps) and ps[i + 1].kind == "O" and ps[i + 2].kind == "N":
        i += 2
    return i


def governed(ps: list[Phrase], i: int) -> bool:
    """Whether a preposition stands before the noun group at ``i`` ("with 12 people evacuated" governs nothing)."""
    return i > 0 and (ps[i - 1].kind == "O" or (ps[i - 1].kind == "P" and (ps[i - 1].low != "with" or ps[i].number is None)))


def age_of(ps: list[Phrase], j: int) -> bool:
    """ "a man of 34": a number of years, and nobody counted."""
    p = ps[j]
    if j < 2 or p.number is None or p.head is not None or ps[j - 1].kind != "O" or not 0 < (p.number.low or 0) < 110:
        return False
    one = ps[j - 2]
    return one.kind == "N" and one.number is None and one.people is not None and not one.flags & Is.PLURAL


def countable(p: Phrase) -> bool:
    """Whether a noun group can be one of those counted: a number, people, a name, one person."""
    if p.anaphor:
        return False
    return (
        p.number is not None
        or p.people is not None
        or p.name
        or (p.determiner == "another" and p.last - p.first == 1)
        or (p.determiner in ("a", "an", "another", "the", "his", "her", "their") and p.head is not None)
    )


def singular(p: Phrase) -> str:
    """The head of a noun group as one of them: "soldiers" is "soldier", "guardsmen" "guardsman"."""
    low = p.noun_low
    return low[:-3] + "man" if low.endswith("men") else low.removesuffix("s")


def is_time(p: Phrase) -> bool:
    """Whether a noun group is a time and nothing that is counted."""
    return p.kind == "N" and bool(p.flags & Is.TIME) and p.noun is None


def stands_for(ps: list[Phrase], j: int) -> int:
    """Whom a pronoun of the same sentence stands for: "dragged 11 men out and executed them", "the mayor ... he was shot"."""
    low = ps[j].noun_low
    if ps[j].determiner != "pron" or low not in _PRONOUNS:
        return j
    for k in range(j - 1, max(-1, j - 22), -1):
        p = ps[k]
        if p.kind != "N" or p.determiner == "pron" or p.noun is not None or (k == j - 1 and ps[k - 1].kind == "V"):
            continue  # "told the paper | he was shot"
        if _PRONOUNS[low] == "many" and p.number is not None and p.people is not None and (p.number.low or 0) > 1:
            return k
        person = not p.flags & (Is.KIND | Is.GROUP | Is.EVENT | Is.UNIT) and p.noun_low not in _BODIES
        single = p.number is None and ((p.name and person) or (p.people is not None and not p.flags & Is.PLURAL))
        if _PRONOUNS[low] == "one" and single and not governed(ps, chain_start(ps, k)):
            return k
    return j


_BODIES = frozenset(
    "center centre clinic department office agency authority news times post".split()
)  # ends of names of no person
_PRONOUNS = {"them": "many", "they": "many", "him": "one", "her": "one", "he": "one", "she": "one"}


def skip_attached(ps: list[Phrase], j: int) -> int:
    """Steps over "in Basra" and the like."""
    n = len(ps)
    while j + 1 < n:
        if ps[j].kind == "P" and ps[j + 1].kind == "N":
            j = chain_end(ps, j + 1) + 1
        elif ps[j].kind in ("A", '"') or (
            ps[j].kind == "V"
            and ps[j].voice in ("bare", "part")
            and ps[j].verb is None
            and ps[j].lemma not in saying()
            and ps[j + 1].kind == "P"
        ):
            j += 1
        else:
            break
    return j
