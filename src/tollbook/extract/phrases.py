"""A sentence cut into its phrases: noun groups, verb groups, prepositions, joints.

No tree is built. Noun groups hold their number phrase and what kind of thing their head is; verb groups hold what their
verb counts and its voice. `binding` finds who stands where.
"""

from __future__ import annotations

from tollbook.extract.lexing import Token
from tollbook.extract.numbers import Number, after_people, read_number, requalify, starts
from tollbook.extract.words import Is, NounRule, Tables, VerbRule, Word, tables
from tollbook.model import WhoClass

_VERBAL = Is.BE | Is.HAVE | Is.DO | Is.MODAL
_STOP = Is.PREP | Is.OF | Is.AND | Is.SUB | Is.REL | _VERBAL | Is.NOT
_FINITE = Is.PAST | Is.THIRD | Is.BASE


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
        self.determiner: str | None = None
        self.owner: tuple[int, int] | None = None
        self.people: WhoClass | None = None
        self.thing: str | None = None
        self.noun: NounRule | None = None
        self.measures: list[VerbRule] = []
        self.verb: VerbRule | None = None
        self.voice = self.low = ""
        self.anaphor = False
        self.negative = self.modal = self.name = self.definite = self.serious = self.partitive = False
        self.currency: str | None = None

    def __repr__(self) -> str:
        what = self.head.text if self.head else ""
        more = f"={self.number.low}..{self.number.high}" if self.number else ""
        rule = self.verb or self.noun
        return f"{self.kind}[{what}{more}{'/' + self.voice if self.voice else ''}{'!' + rule.measure if rule else ''}]"


def cut(tokens: list[Token], upper: bool) -> list[Phrase]:
    """The phrases of a sentence, in order. ``upper`` is set for text without small letters."""
    return _Cutter(tokens, upper).run()


class _Cutter:
    """One pass over the tokens of a sentence."""

    def __init__(self, tokens: list[Token], upper: bool) -> None:
        self.k, self.n, self.upper = tokens, len(tokens), upper
        words = [k for k in tokens if len(k.text) > 3 and k.mark is None and k.text[0].isalpha()]
        self.telling = not upper and sum(k.text[0].isupper() for k in words) * 4 <= 3 * len(words)  # whether a capital tells a name
        self.t: Tables = tables()
        self.starts = starts()
        self.opens = self.starts - _table_prepositions(self.t)
        self.out: list[Phrase] = []

    def run(self) -> list[Phrase]:
        """Cuts the whole sentence."""
        i = 0
        while i < self.n:
            i = self._step(i)
        return self.out

    def _put(self, kind: str, i: int, j: int) -> Phrase:
        p = Phrase(kind, i, j)
        p.low = self.k[i].low
        self.out.append(p)
        return p

    def _step(self, i: int) -> int:
        k = self.k[i]
        f = k.flags
        if k.mark is not None:
            if k.low[-1] in "$€£¥₹₽₦" and (number := read_number(self.k, i)) is not None:
                return self._counted(i, number)
            kind = '"' if k.mark in "\"“”«»‘’'" else k.mark
            self._put(kind, i, i + 1)
            return i + 1
        if f & Is.STATE and k.word.verb is not None:
            return self._state(i)
        if f & Is.DIGITS and (end := self._date(i)) is not None:
            p = self._put("N", i, end)
            p.head = next(w for w in self.k[i:end] if w.flags & Is.MONTH)
            p.word = p.head.word
            return end
        if (f & Is.NUMBER or k.low in self.starts) and (number := self._number(i)) is not None:
            return self._counted(i, number)
        if f & Is.OF:
            self._put("O", i, i + 1)
            return i + 1
        if (
            f & Is.TO
            and i + 1 < self.n
            and self.k[i + 1].flags & (Is.BASE | Is.BE | Is.HAVE)
            and not self.k[i + 1].flags & Is.NUMBER
        ):
            return self._verbs(i)
        if f & Is.REL and (k.low != "that" or not self._opens_noun(i + 1) or (self.out and self.out[-1].kind == "N")):
            self._put("W", i, i + 1)
            return i + 1
        if f & Is.AND:
            self._put("C", i, i + 1)
            return i + 1
        if f & (_VERBAL | Is.NOT):
            return self._verbs(i)
        if f & Is.MONTH and not (f & Is.MODAL and (self.upper or not k.text[0].isupper())):
            p = self._put("N", i, i + 1)
            p.head, p.word = k, k.word
            while p.last < self.n and self.k[p.last].flags & Is.DIGITS and self._is_date(p.last) or self._year_follows(p):
                p.last += 1
            return p.last
        if f & Is.DET:
            return self._noun(i, i + 1, k.low)
        if f & Is.SUB and not (f & Is.PREP and not self._clause_follows(i + 1)):
            self._put("S", i, i + 1)
            return i + 1
        if f & Is.PREP:
            self._put("P", i, i + 1)
            return i + 1
        if f & Is.PRON:
            p = self._put("N", i, i + 1)
            p.head, p.word, p.determiner = k, k.word, "pron"
            return i + 1
        if f & Is.ADV:
            self._put("A", i, i + 1)
            return i + 1
        if f & Is.VERB and self._is_verb(i):
            return self._verbs(i)
        return self._noun(i, i, None)

    # ------------------------------------------------------------------------------------------------- noun groups

    def _number(self, i: int) -> Number | None:
        k = self.k
        if k[i].flags & Is.DIGITS:
            if self._is_date(i):
                return None
            before = k[i - 1] if i else None
            if (
                before is not None
                and before.low in _labels()
                and not before.flags & Is.PREP
                and not (before.flags & Is.VERB and before.low != "flight")
            ):
                return None
        number = read_number(k, i)
        if number is None or (number.last == number.figure + 1 and k[number.figure].flags & Is.DIGITS and self._is_date(number.figure)):
            return None
        if (
            number.low is not None
            and number.digits
            and number.low == number.high
            and self._is_year(number.last - 1, number.low)
        ):
            return None
        return number

    def _year_follows(self, p: Phrase) -> bool:
        """ "January 6, 2022", "Oct. 20"."""
        if p.last >= self.n:
            return False
        k = self.k[p.last]
        if k.mark == "," and p.last + 1 < self.n and p.last > p.first + 1:
            k = self.k[p.last + 1]
        return bool(k.flags & Is.DIGITS) and len(k.text) == 4 and k.text[:2] in ("19", "20")

    def _date(self, i: int) -> int | None:
        """ "16 November 1989": its end."""
        k, n = self.k, self.n
        if len(k[i].text) > 2 or i + 1 >= n or not k[i + 1].flags & Is.MONTH or (k[i + 1].low == "may" and not k[i + 1].text[0].isupper()):
            return None
        return i + 3 if i + 2 < n and k[i + 2].flags & Is.DIGITS and len(k[i + 2].text) in (2, 4) else i + 2

    def _is_date(self, i: int) -> bool:
        """A day of a month, an hour, a clause number: no count."""
        k, n = self.k, self.n
        after, before = k[i + 1] if i + 1 < n else None, k[i - 1] if i else None
        short = len(k[i].text) <= 2
        if (
            short
            and before is not None
            and before.flags & Is.MONTH
            and not (before.low == "may" and not before.text[0].isupper())
        ):
            return True
        if short and after is not None and after.flags & Is.MONTH and (after.low != "may" or after.text[0].isupper()):
            return True
        if after is not None and after.mark == "-" and i + 3 < n and k[i + 2].flags & Is.DIGITS and k[i + 3].flags & Is.MONTH:
            return True
        if after is not None and after.low in ("gmt", "hours", "hrs", "am", "pm", "a.m.", "p.m."):
            return True
        if after is not None and after.low == "local" and re_clock(k[i].text):
            return True
        if before is not None and before.mark == ":" and i > 1 and k[i - 2].flags & Is.DIGITS and before.start == k[i - 2].end:
            return True
        if after is not None and after.mark == ":" and i + 2 < n and k[i + 2].flags & Is.DIGITS and after.end == k[i + 2].start:
            return True
        return re_clock(k[i].text) and before is not None and before.low in ("at", "around", "about", "since", "by")

    def _is_year(self, i: int, value: int) -> bool:
        k = self.k[i]
        if not 1900 <= value <= 2035 or len(k.text) != 4:
            return False
        after = self.k[i + 1] if i + 1 < self.n else None
        before = self.k[i - 1] if i else None
        if (
            before is not None
            and before.low in ("in", "since", "of", "by", "from", "until", "during", "early", "late", "mid", "year")
        ) or (before is not None and before.flags & Is.MONTH):
            return True
        if before is not None and before.low == "the" and not (after is not None and after.flags & Is.PEOPLE):
            return True
        return after is None or not (after.flags & Is.PEOPLE or after.word.thing or after.word.verb or after.flags & Is.PLURAL)

    def _counted(self, i: int, number: Number) -> int:
        """A noun group with a number: "26 protesters", "18 of the soldiers", "300"."""
        j = number.last
        if (
            j + 1 < self.n
            and self.k[j].flags & Is.OF
            and self.k[j + 1].low
            in ("the", "these", "those", "them", "whom", "which", "their", "his", "its", "our", "that", "this")
        ):
            inner = self.k[j + 1]
            anaphor = inner.low in ("them", "whom", "which") or (
                inner.low in ("these", "those", "that", "this") and not self._noun_follows(j + 2)
            )
            if anaphor:
                p = self._put("N", i, j + 2)
                p.number, p.partitive, p.head, p.word, p.anaphor = number, True, inner, inner.word, True
                return j + 2
            p = self._group(i, j + 3 if j + 2 < self.n and self.k[j + 2].low in ("most", "many", "least") else j + 2, number, None)
            p.partitive = True
            self._close(p)
            return p.last
        if (
            j < self.n
            and self.k[j].flags & Is.OF
            and (not number.digits or number.low != number.high)
            and self._opens_noun(j + 1)
        ):
            j += 1  # dozens of protesters
            if self.k[j].flags & Is.DET:
                j += 1
        p = self._group(i, j, number, None)
        self._close(p)
        return p.last

    def _noun_follows(self, j: int) -> bool:
        return j < self.n and bool(self.k[j].flags & (Is.NOUN | Is.ADJ)) and not self.k[j].flags & (Is.PAST | Is.THIRD)

    def _opens_noun(self, j: int) -> bool:
        if j >= self.n:
            return False
        k = self.k[j]
        return (
            k.mark is None
            and (not k.flags & (_STOP | Is.ADV | Is.PRON) or bool(k.flags & Is.DET))
            and not (k.flags & Is.VERB and not k.flags & (Is.NOUN | Is.ADJ) and k.flags & _FINITE and not k.flags & Is.PART)
        )

    def _noun(self, i: int, j: int, determiner: str | None) -> int:
        if determiner is not None and (number := self._inner_number(j)) is not None:
            number.definite |= determiner in ("the", "these", "those", "their", "his", "her", "its")
            p = self._group(i, number.last, number, determiner)
        else:
            p = self._group(i, j, None, determiner)
        if p.last == i:
            p.last = i + 1
            p.head, p.word = self.k[i], self.k[i].word
        self._close(p)
        return p.last

    def _inner_number(self, j: int) -> Number | None:
        """ "the first 20 victims", "those 12": a number behind a determiner and adjectives."""
        at = j
        while at < self.n and at < j + 3 and self.k[at].flags & Is.ADJ and not self.k[at].flags & Is.NUMBER:
            at += 1
        if at < self.n and self.k[at].flags & Is.NUMBER:
            return self._number(at)
        return None

    def _group(self, i: int, j: int, number: Number | None, determiner: str | None) -> Phrase:
        """Takes in the words of a noun group from token ``j`` on."""
        p = Phrase("N", i, j)
        p.number, p.determiner = number, determiner
        self.out.append(p)
        k, n = self.k, self.n
        head: int | None = None
        while j < n:
            w = k[j]
            f = w.flags
            if w.mark is not None:
                if (
                    w.mark in '"“”«»‘’'
                    and j + 1 < n
                    and k[j + 1].mark is None
                    and (head is None or (w.text in '”»"' and j == head + 1 and self._noun_like(j + 1)))
                ):
                    j += 1  # 26 "armed criminals"
                    continue
                if (
                    w.mark in "'’"
                    and head is not None
                    and k[head].low.endswith("s")
                    and k[head].end == w.start
                    and self._noun_like(j + 1)
                ):
                    p.owner, head, j = (i, j), None, j + 1
                    continue
                break
            if f & Is.POSS:
                if head is None and j == i:
                    break
                p.owner, head, j = (i, j), None, j + 1
                continue
            if f & Is.STATE and f & Is.BE == 0 and w.word.verb is not None:
                break
            if f & Is.AND and number is not None and number.low != 1 and self._modifier_ends(j, head):
                j += 1
                continue
            if head is not None and self._ends_people(head, j):
                break
            if f & Is.NUMBER or (f & (Is.PREP | Is.OF | Is.SUB | Is.REL | _VERBAL | Is.NOT | Is.AND)):
                if f & Is.MODAL and self._capital(j) and head is not None:
                    pass
                else:
                    break
            elif f & (Is.DET | Is.PRON) and not (w.low in ("other", "others") or f & (Is.NOUN | Is.ADJ)):
                break
            elif f & Is.ADV and not f & (Is.NOUN | Is.ADJ):
                if (
                    head is not None
                    or not self._noun_like(j + 1)
                    or (number is not None and w.low in ("now", "today", "so", "still", "also", "already"))
                ):
                    break
                j += 1
                continue
            elif f & Is.VERB and self.telling and w.text[0].isupper() and head is not None and k[head].text[0].isupper() and (head > 0 or w.low not in self.t.words):
                pass  # the Christ Chosen Church
            elif (f & Is.VERB and not f & Is.ADJ) or (f & Is.ADJ and f & Is.VERB):
                if not self._noun_use(j, head, p):
                    break
            elif (
                f & Is.TIME
                and head is not None
                and not k[head].flags & Is.TIME
                and not (j + 1 < n and self._noun_like(j + 1) and not k[j + 1].flags & Is.TIME)
            ) or (f & Is.TIME and number is not None and w.text[0].isupper() and not self.upper):
                break
            if f & (Is.NOUN | Is.ADJ | Is.VERB | Is.NATION) or f == 0:
                verbish = f & Is.VERB and not f & Is.NOUN
                if (f & Is.ADJ and not f & Is.NOUN and not self._capital(j)) or verbish:
                    if w.word.verb is not None:
                        p.measures.append(w.word.verb)
                    if w.word.noun is not None and head is None:
                        p.noun = w.word.noun
                    if head is not None and not self._noun_like(j + 1) and f & Is.ADJ and not verbish:
                        break
                    if head is None:
                        head_candidate = j
                        if not self._noun_like(j + 1):
                            head = head_candidate
                else:
                    head = j
            j += 1
        p.last = max(j, i)
        p.head = k[head] if head is not None else None
        return p

    def _ends_people(self, head: int, j: int) -> bool:
        """ "nine civilians Odhar village": a plural of people is not the first half of a name."""
        k = self.k
        plural = k[head].flags & Is.PEOPLE and k[head].flags & Is.PLURAL and not k[head].text[0].isupper()
        return bool(plural) and self.telling and k[j].text[0].isupper() and not k[j].flags & Is.PEOPLE

    def _modifier_ends(self, j: int, head: int | None) -> bool:
        """ "19 army and law enforcement men": what stands before "and" is no plural, and a plural of people follows."""
        if head is None or self.k[head].flags & (Is.PLURAL | Is.PEOPLE) or self.k[head].word.noun is not None:
            return False
        for x in range(j + 1, min(j + 5, self.n)):
            if not self._noun_like(x):
                return False
            if self.k[x].flags & Is.PLURAL:
                return bool(self.k[x].flags & Is.PEOPLE)
        return False

    def _noun_like(self, j: int) -> bool:
        """Whether a noun group can go on at ``j``."""
        if j >= self.n:
            return False
        k = self.k[j]
        f = k.flags
        if k.mark is not None:
            return k.mark in '"“«' and j + 1 < self.n and self.k[j + 1].mark is None and k.text in "“«"
        if f & (_STOP | Is.NUMBER | Is.PRON | Is.DET | Is.STATE) and not (f & Is.MODAL and self._capital(j)):
            return False
        if f & Is.ADV and not f & (Is.NOUN | Is.ADJ):
            return False
        if f & Is.VERB and not f & (Is.NOUN | Is.ADJ):
            return bool(f & (Is.PART | Is.ING)) and k.word.verb is None and self._noun_like(j + 1)
        if f & Is.BOTH and f & (Is.PAST | Is.THIRD) and k.word.thing is None and k.word.people is None:
            return False
        return not (f & Is.TIME and k.text[0].isupper() and not self.upper)

    def _noun_use(self, j: int, head: int | None, p: Phrase) -> bool:
        """Whether a word that can be a verb stands as a noun or an adjective here."""
        k, w = self.k, self.k[j]
        f = w.flags
        nxt = k[j + 1] if j + 1 < self.n else None
        if w.word.noun is not None and p.number is not None and head is None and f & Is.NOUN:
            return True
        if f & Is.BOTH and not f & (Is.PAST | Is.THIRD | Is.ING):
            if head is None:
                return True
            if nxt is not None and (_opens_object(nxt) or nxt.low in ("him", "them", "her")):
                return False
            return not k[head].flags & Is.PLURAL or k[head].flags & Is.BOTH != 0
        if f & Is.BOTH and f & Is.THIRD | (f & Is.BOTH and f & Is.PLURAL):
            if nxt is not None and (_opens_object(nxt) or nxt.low in self.opens) and head is not None:
                return False
            return True
        if f & (Is.PART | Is.ING) or f & Is.ADJ:
            follows = self._noun_like(j + 1)
            if w.word.verb is not None and head is None and p.number is not None:
                # 5 wounded soldiers; "5 wounded in ..." is a verb
                return (
                    follows
                    and nxt is not None
                    and bool(
                        nxt.flags & (Is.PEOPLE | Is.GROUP | Is.NATION)
                        or nxt.word.thing
                        or (f & Is.ADJ and nxt.flags & Is.ADJ and not nxt.flags & Is.VERB)
                    )
                )
            if head is not None:
                if f & Is.ING and not f & Is.ADJ and follows and nxt is not None and nxt.flags & (Is.EVENT | Is.BOTH):
                    return True
                if f & Is.ADJ and not f & (Is.PAST | Is.ING) and follows:
                    return True
                return bool(f & Is.ADJ and f & Is.NOUN)
            if p.determiner is not None or p.number is not None or j > p.first:
                if follows:
                    return True
                return p.determiner is not None and p.number is None and (w.word.noun is not None or bool(f & Is.ING))
            return follows and not f & Is.ING and bool(f & Is.ADJ)
        if f & Is.PLURAL and f & Is.NOUN and not f & Is.THIRD:
            return True
        if f & Is.NOUN and f & Is.BASE:
            return head is None or not k[head].flags & Is.PLURAL
        if f & (Is.BASE | Is.THIRD | Is.PAST):
            return (head is None and p.determiner is not None and not f & Is.PAST and not (f & Is.THIRD and p.determiner in ("this", "that"))) or (
                self._capital(j) and not self.upper and head is not None and self._capital(head) and f & Is.BASE != 0
            )
        return False

    def _capital(self, j: int) -> bool:
        return self.k[j].text[0].isupper() and not self.upper and j > 0

    def _close(self, p: Phrase) -> None:
        """Says what a noun group is, by its head and the words before it."""
        k, head = self.k, p.head
        if head is None:
            p.word = None
        else:
            w = head.word
            p.word, p.people, p.thing = w, w.people, w.thing
            p.noun = w.noun or (p.noun if not w.flags & Is.PEOPLE or (p.noun and "state" in p.noun.forms) else None)
            if w.flags & Is.PEOPLE and not w.noun:
                p.noun = p.noun if p.measures else None
            p.name = bool(
                self._capital(head_index(p, k)) and not w.flags & (Is.PEOPLE | Is.TIME | Is.NATION) and w.flags & Is.NOUN != 0
            )
        p.definite = p.determiner in ("the", "this", "that", "these", "those", "his", "her", "its", "their") or (
            p.number is not None and p.number.definite
        )
        if p.number is not None:
            p.currency = p.number.currency
            found = after_people(k, p.last)
            if found is not None and found[0] > p.last:
                requalify(p.number, found[1])
                p.last = found[0] if k[p.last].mark != "," or found[0] >= self.n or k[found[0]].mark != "," else found[0] + 1

    # ------------------------------------------------------------------------------------------------- verb groups

    def _is_verb(self, i: int) -> bool:
        """Whether a word that can be a verb begins a verb group here."""
        k = self.k[i]
        f = k.flags
        before = self.out[-1] if self.out else None
        if f & Is.BOTH and not f & (Is.PAST | Is.ING):
            if before is not None and before.kind == "A" and len(self.out) > 1 and self.out[-2].kind == "N":
                subject, ahead = self.out[-2], self.k[i + 1] if i + 1 < self.n else None
                return bool(f & Is.THIRD) or subject.determiner == "pron" or (ahead is not None and bool(ahead.flags & Is.NUMBER))
            if before is None or before.kind != "N" or not before.last == i:
                return (
                    before is not None
                    and before.kind == "A"
                    and len(self.out) > 1
                    and self.out[-2].kind == "N"
                    and bool(f & Is.THIRD)
                )
            nxt = self.k[i + 1] if i + 1 < self.n else None
            return before.determiner == "pron" or self._perceived(i) or (
                nxt is not None and (_opens_object(nxt) or nxt.low in self.opens)
            )
        if f & Is.NOUN and not f & (Is.PAST | Is.PART | Is.ING):
            return before is not None and (
                before.kind == "W" or before.determiner == "pron" or (before.kind == "N" and before.last == i)
            )
        if f & Is.ADJ and not f & (Is.PAST | Is.PART | Is.ING):
            return False
        if (f & (Is.PART | Is.ING) and f & Is.ADJ) or f & Is.ING:
            # wounded soldiers were seen; killing three people
            if f & Is.ING and self._noun_like(i + 1) and not (i + 1 < self.n and self.k[i + 1].flags & Is.PEOPLE):
                return k.word.verb is not None or self.out == [] or (before is not None and before.kind in (",", "N", "A"))
            if (
                k.word.verb is not None
                and (before is None or before.kind in ("P", "O"))
                and f & Is.PART
                and self._noun_like(i + 1)
            ):
                return False
        if before is not None and before.kind in ("P", "O") and (f & Is.THIRD or (f & Is.PART and not f & Is.PAST)):
            return False
        if f & Is.ING and before is not None and before.kind in ("P", "O"):
            nxt = self.k[i + 1] if i + 1 < self.n else None
            if nxt is None or nxt.mark is not None or nxt.flags & (_VERBAL | Is.PREP | Is.OF | Is.AND):
                return False
        if self.telling and i > 0 and k.text[0].isupper() and k.low not in self.t.words:
            return False
        if f & Is.PAST and before is not None and before.kind in ("P", "O") and self._noun_like(i + 1):
            return False
        return True

    def _perceived(self, i: int) -> bool:
        """ "saw a dozen marchers fall under ...": a base form behind the people that a verb of perceiving has as its object."""
        if len(self.out) < 2 or i + 1 >= self.n or not self.k[i].flags & Is.BASE or self.out[-1].people is None:
            return False
        verb = self.out[-2]
        sees = verb.kind == "V" and verb.word is not None and verb.word.lemma in ("see", "watch", "witness", "hear")
        return sees and bool(self.k[i + 1].flags & (Is.PREP | Is.ADV | Is.TO) or self.k[i + 1].mark)

    def _clause_follows(self, i: int) -> bool:
        """Whether a subject and a verb follow, before the next mark."""
        seen = False
        for j in range(i, min(i + 12, self.n)):
            k = self.k[j]
            if k.mark in (",", ";", ".", "("):
                return False
            if k.flags & (_VERBAL) and seen:
                return True
            if k.flags & Is.VERB and k.flags & (Is.PAST | Is.THIRD) and not k.flags & (Is.NOUN | Is.ADJ) and seen:
                return True
            seen = seen or bool(k.flags & (Is.NOUN | Is.PRON | Is.NUMBER))
        return False

    def _state(self, i: int) -> int:
        p = self._put("V", i, i + 1)
        p.verb, p.voice, p.head, p.word = self.k[i].word.verb, "state", self.k[i], self.k[i].word
        return i + 1

    def _verbs(self, i: int) -> int:
        """A verb group: auxiliaries, adverbs and verbs up to its last verb."""
        p = self._put("V", i, i + 1)
        k, n, j = self.k, self.n, i
        be = passive = ing = infinitive = main = False
        last = i
        while j < n:
            w = k[j]
            f = w.flags
            if w.mark is not None or f & Is.NUMBER:
                break
            if f & Is.BE:
                if main and not infinitive and not ing:
                    if k[j].low not in ("been", "being", "be"):
                        break
                be, last = True, j
                p.head = p.head if main else w
            elif f & Is.MODAL and not main:
                p.modal, last = True, j
            elif f & Is.NOT:
                p.negative, last = True, j
            elif f & (Is.HAVE | Is.DO) and not main:
                last = j
                p.head = w if not main else p.head
            elif f & Is.TO and j + 1 < n and k[j + 1].flags & (Is.BASE | Is.BE | Is.HAVE) and not k[j + 1].flags & Is.NUMBER:
                if main and not (p.head is not None and p.head.word.lemma in _chains()):
                    break
                infinitive, be, passive, last = True, False, False, j
                if k[j + 1].flags & Is.HAVE and not k[j + 1].flags & Is.VERB:
                    j += 1
            elif w.low == "as" and main and p.head is not None and p.head.word.lemma in _chains() and j + 1 < n and k[j + 1].flags & Is.PART and k[j + 1].word.verb:
                pass  # registered as displaced
            elif f & Is.STATE and w.word.verb is not None and (be or main):
                p.verb, p.voice, p.head, p.word = w.word.verb, "state", w, w.word
                p.last = j + 1
                return j + 1
            elif (f & Is.ADV and not (f & (Is.NOUN | Is.ADJ) and not w.low.endswith("ly"))) or (w.low == "since" and last == j - 1):
                if w.low in _serious():
                    p.serious = True
            elif (
                f & Is.ADJ
                and w.word.noun is not None
                and "state" in w.word.noun.forms
                and not f & Is.PART
                and (be or (main and p.head is not None and p.head.word.lemma in _chains()))
            ):
                return self._predicate(p, j)
            elif f & Is.VERB and not (f & Is.ADJ and not f & (Is.PAST | Is.PART)):
                if main and not self._chained(p, w, infinitive):
                    break
                if (
                    f & Is.BASE
                    and not f & (Is.PAST | Is.PART)
                    and not (infinitive or p.modal or p.negative or j == i or k[j - 1].low in ("do", "did", "does"))
                    and be
                ):
                    break
                main, ing = True, bool(f & Is.ING)
                passive = (be and bool(f & Is.PART)) or (passive and bool(f & Is.PART))
                p.head, p.word, last, be_last = w, w.word, j, be
                be = be_last and bool(f & Is.PART) and w.word.lemma in _chains()
                if f & Is.BASE and p.modal:
                    passive = False
            else:
                break
            j += 1
        p.last = last + 1
        head = p.head
        if head is None:
            return p.last
        p.word = head.word
        p.verb = head.word.verb
        f = head.flags
        if infinitive and not passive:
            p.voice = "inf" if not _perfect(k, i, last) else "active"
        elif passive:
            p.voice = "passive"
        elif f & Is.PART and k[i].word.lemma == "remain" and last > i:
            p.voice = "passive"
        elif f & Is.BE and not f & Is.VERB:
            p.voice = "be"
        elif f & Is.ING and not be:
            p.voice = "ing" if last == i or not any(k[x].flags & Is.BE for x in range(i, last)) else "active"
        elif (f & Is.PART and last == i) or (f & Is.PART and not any(k[x].flags & (_VERBAL | Is.TO) for x in range(i, last))):
            p.voice = "bare" if f & Is.PAST else "part"
        else:
            p.voice = "active"
        if p.verb is not None and j < n and k[j].low in _serious() and p.last == j:
            p.serious = True
        return p.last

    def _predicate(self, p: Phrase, j: int) -> int:
        """ "were dead", "is missing", "were found dead"."""
        p.head, p.word, p.noun, p.voice, p.last = self.k[j], self.k[j].word, self.k[j].word.noun, "state", j + 1
        return j + 1

    def _chained(self, p: Phrase, w: Token, infinitive: bool) -> bool:
        """Whether a verb carries on the group: "was reported killed", "is believed to have died"."""
        assert p.head is not None
        if p.head.word.lemma not in _chains():
            return False
        return infinitive or bool(w.flags & Is.PART and w.word.verb is not None) or p.head.flags & Is.HAVE != 0


def _opens_object(k: Token) -> bool:
    return bool(k.flags & (Is.DET | Is.NUMBER)) and not k.flags & Is.REL


def _perfect(k: list[Token], i: int, last: int) -> bool:
    return any(k[x].flags & Is.HAVE for x in range(i, last))


def head_index(p: Phrase, tokens: list[Token]) -> int:
    """The index of the head's token."""
    for x in range(p.last - 1, p.first - 1, -1):
        if tokens[x] is p.head:
            return x
    return p.first


def re_clock(text: str) -> bool:
    """Four digits that can be an hour."""
    return len(text) == 4 and text.isdigit() and int(text[:2]) < 24 and int(text[2:]) < 60


def _table_prepositions(t: Tables) -> frozenset[str]:
    return frozenset(w for w in starts() if t.word(w).flags & (Is.PREP | Is.SUB | Is.ADV)) - {
        "more",
        "about",
        "almost",
        "nearly",
        "some",
    }


_CHAIN = frozenset(
    [
        "believe",
        "fear",
        "report",
        "say",
        "think",
        "know",
        "confirm",
        "presume",
        "expect",
        "estimate",
        "declare",
        "find",
        "list",
        "pronounce",
        "leave",
        "allege",
        "suspect",
        "understand",
        "appear",
        "seem",
        "force",
        "order",
        "oblige",
        "have",
        "claim",
        "feared",
        "begin",
        "continue",
        "assume",
        "consider",
        "record",
        "register", "remain",
    ]
)


def _chains() -> frozenset[str]:
    return _CHAIN


def _serious() -> frozenset[str]:
    global _SERIOUS
    if _SERIOUS is None:
        _SERIOUS = frozenset(tables().raw["measures"]["serious"]["words"].split())
    return _SERIOUS


def _labels() -> frozenset[str]:
    global _LABELS
    if _LABELS is None:
        _LABELS = frozenset(tables().raw["things"]["labels"]["words"].split())
    return _LABELS


_SERIOUS: frozenset[str] | None = None
_LABELS: frozenset[str] | None = None
