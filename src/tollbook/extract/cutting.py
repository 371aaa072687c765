"""A sentence while it is being cut into phrases: its tokens, what stands cut already, and what a phrase is."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from tollbook.extract.lexing import Token
from tollbook.extract.numbers import Number, numberish, starts
from tollbook.extract.words import Is, NounRule, Tables, VerbRule, Word, tables
from tollbook.model import WhoClass

REACH = 9  # words before a number that can qualify it: "the other of at the very least some"
VERBAL = Is.BE | Is.HAVE | Is.DO | Is.MODAL


class Phrase:
    """A phrase: tokens ``first`` to ``last`` (excluded).

    ``kind``: N noun group, V verb group, P preposition, O of, C and/or, W who/that/which, S subordinator, A adverb,
    or a mark (``,`` ``;`` ``:`` ``.`` ``(`` ``)`` ``-`` ``"``).
    """

    __slots__ = (
        "anaphor",
        "currency",
        "definite",
        "determiner",
        "first",
        "head",
        "kind",
        "last",
        "low",
        "measures",
        "modal",
        "name",
        "negative",
        "noun",
        "number",
        "owner",
        "partitive",
        "people",
        "serious",
        "thing",
        "verb",
        "voice",
        "word",
    )

    def __init__(self, kind: str, first: int, last: int) -> None:
        self.kind, self.first, self.last = kind, first, last
        self.number: Number | None = None
        self.head: Token | None = None
        self.word: Word | None = None
        self.owner: tuple[int, int] | None = None
        self.people: WhoClass | None = None
        self.noun: NounRule | None = None
        self.verb: VerbRule | None = None
        self.measures: list[VerbRule] = []
        self.determiner: str | None = None
        self.thing: str | None = None
        self.currency: str | None = None
        self.voice = self.low = ""
        self.anaphor = self.negative = self.modal = self.name = self.definite = self.serious = self.partitive = False

    @property
    def flags(self) -> int:
        """What the head can be, as bits of `Is`; 0 where there is no head."""
        return self.head.flags if self.head is not None else 0

    @property
    def noun_low(self) -> str:
        """The head, folded; empty where there is none."""
        return self.head.low if self.head is not None else ""

    @property
    def lemma(self) -> str:
        """The base form of the head's word; empty where there is none."""
        return self.word.lemma if self.word is not None else ""

    def __repr__(self) -> str:
        what = self.head.text if self.head else ""
        more = f"={self.number.low}..{self.number.high}" if self.number else ""
        rule = self.verb or self.noun
        return f"{self.kind}[{what}{more}{'/' + self.voice if self.voice else ''}{'!' + rule.measure if rule else ''}]"


class Cutting:
    """The state of one pass over the tokens of a sentence. ``out`` holds the phrases so far; ``telling`` says whether a capital
    tells a name; ``opens`` are words that begin a number phrase and nothing else."""

    __slots__ = ("k", "n", "numbers", "opens", "out", "starts", "t", "telling", "upper")

    def __init__(self, tokens: list[Token], upper: bool) -> None:
        self.k, self.n, self.upper = tokens, len(tokens), upper
        words = [k for k in tokens if len(k.text) > 3 and k.mark is None and k.text[0].isalpha()]
        self.telling = not upper and sum(k.text[0].isupper() for k in words) * 4 <= 3 * len(words)
        self.t: Tables = tables()
        self.starts = starts()
        self.opens = _opens()
        self.out: list[Phrase] = []
        said = numberish()
        self.numbers = [i for i, k in enumerate(tokens) if k.flags & Is.NUMBER or k.low in said]

    def number_near(self, i: int) -> bool:
        """Whether a number, or a word that stands for one, stands at ``i`` or within the words that can qualify it."""
        at = bisect_left(self.numbers, i)
        return at < len(self.numbers) and self.numbers[at] < i + REACH

    def put(self, kind: str, i: int, j: int) -> Phrase:
        """Adds a phrase of tokens ``i`` to ``j``."""
        p = Phrase(kind, i, j)
        p.low = self.k[i].low
        self.out.append(p)
        return p


@cache
def _opens() -> frozenset[str]:
    """Words that begin a number phrase, those left out that are as often prepositions, subordinators or adverbs."""
    kept = {"more", "about", "almost", "nearly", "some"}
    other = (w for w in starts() if tables().word(w).flags & (Is.PREP | Is.SUB | Is.ADV))
    return starts() - (frozenset(other) - kept)


@cache
def serious_words() -> frozenset[str]:
    """Adverbs that make an injury a serious one."""
    return frozenset(tables().raw["measures"]["serious"]["words"].split())


def opens_object(k: Token) -> bool:
    """Whether a noun group with a determiner or a number begins with ``k``."""
    return bool(k.flags & (Is.DET | Is.NUMBER)) and not k.flags & Is.REL
