"""Noun groups: which words belong to one, its number, its head, and what kind of thing that is."""

from __future__ import annotations

from tollbook.extract.cutting import VERBAL, Cutting, Phrase
from tollbook.extract.dates import number_at
from tollbook.extract.lexing import Token
from tollbook.extract.names import named_in_capitals
from tollbook.extract.noun_words import NOBODY, capital, noun_follows, noun_like, noun_use, opens_noun
from tollbook.extract.numbers import Number, after_people, requalify
from tollbook.extract.words import Is, VerbRule


def counted_group(c: Cutting, i: int, number: Number) -> int:
    """A noun group with a number: "26 protesters", "18 of the soldiers", "300"."""
    j = number.last
    if (
        j + 1 < c.n
        and c.k[j].flags & Is.OF
        and c.k[j + 1].low in ("the", "these", "those", "them", "whom", "which", "their", "his", "its", "our", "that", "this")
    ):
        inner = c.k[j + 1]
        anaphor = inner.low in ("them", "whom", "which") or (
            inner.low in ("these", "those", "that", "this") and not noun_follows(c, j + 2)
        )
        if anaphor:
            p = c.put("N", i, j + 2)
            p.number, p.partitive, p.head, p.word, p.anaphor = number, True, inner, inner.word, True
            return j + 2
        p = _group(c, i, j + 3 if j + 2 < c.n and c.k[j + 2].low in ("most", "many", "least") else j + 2, number, None)
        p.partitive = True
        _close(c, p)
        return p.last
    if j < c.n and c.k[j].flags & Is.OF and (not number.digits or number.low != number.high) and opens_noun(c, j + 1):
        j += 1  # dozens of protesters
        if c.k[j].flags & Is.DET:
            j += 1
    p = _group(c, i, j, number, None)
    _close(c, p)
    return p.last


def plain_group(c: Cutting, i: int, j: int, determiner: str | None) -> int:
    """A noun group without a leading number (one may stand behind its determiner); returns its end."""
    if determiner is not None and (number := _inner_number(c, j)) is not None:
        number.definite |= determiner in ("the", "these", "those", "their", "his", "her", "its")
        p = _group(c, i, number.last, number, determiner)
    else:
        p = _group(c, i, j, None, determiner)
    if p.last == i:
        p.last = i + 1
        p.head, p.word = c.k[i], c.k[i].word
    _close(c, p)
    return p.last


def _inner_number(c: Cutting, j: int) -> Number | None:
    """ "the first 20 victims", "those 12": a number behind a determiner and adjectives."""
    at = j
    while at < c.n and at < j + 3 and c.k[at].flags & Is.ADJ and not c.k[at].flags & Is.NUMBER and not _acts(c.k[at]):
        at += 1
    if at < c.n and c.k[at].flags & Is.NUMBER:
        return number_at(c, at)
    return None


def _acts(w: Token) -> bool:
    """ "the fighting displaced 40,000": a verb that counts, and no adjective of the number."""
    return w.word.verb is not None and bool(w.flags & Is.PAST)


def _group(c: Cutting, i: int, j: int, number: Number | None, determiner: str | None) -> Phrase:
    """Takes in the words of a noun group from token ``j`` on."""
    p = Phrase("N", i, j)
    p.low, p.number, p.determiner = c.k[i].low, number, determiner
    c.out.append(p)
    k, n = c.k, c.n
    head: int | None = None
    while j < n:
        w = k[j]
        f = w.flags
        if w.mark is not None:
            if (
                w.mark in '"“”«»‘’'
                and j + 1 < n
                and k[j + 1].mark is None
                and (head is None or (w.text in '”»"' and j == head + 1 and noun_like(c, j + 1)))
            ):
                j += 1  # 26 "armed criminals"
                continue
            if (
                w.mark in "'’"
                and head is not None
                and k[head].low.endswith("s")
                and k[head].end == w.start
                and noun_like(c, j + 1)
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
            if w.word.noun is not None and j == i + 1 and determiner in ("the", "those", "these"):
                head, j = j, j + 1  # the missing
                continue
            if number is not None and head is None and j + 1 < n and k[j + 1].flags & Is.PEOPLE and w.word.verb.takes == "people":
                p.measures.append(w.word.verb)  # 31 missing prisoners
                j += 1
                continue
            if determiner in ("a", "an", "the") and j == i + 1 and j + 1 < n and k[j + 1].flags & Is.PEOPLE:
                j += 1  # the body of | a missing girl
                continue
            break
        if f & Is.AND and number is not None and number.low != 1 and _modifier_ends(c, j, head):
            head, j = None, j + 1
            continue
        if head is not None and (_ends_people(c, head, j) or w.low in NOBODY):
            break
        if f & Is.NUMBER or (f & (Is.PREP | Is.OF | Is.SUB | Is.REL | VERBAL | Is.NOT | Is.AND)):
            if f & Is.MODAL and capital(c, j) and head is not None:
                pass
            else:
                break
        elif f & (Is.DET | Is.PRON) and not (w.low in ("other", "others") or f & (Is.NOUN | Is.ADJ)):
            break
        elif f & Is.ADV and not f & (Is.NOUN | Is.ADJ):
            if (
                head is not None
                or not noun_like(c, j + 1)
                or (determiner == "another" and j == i + 1 and k[j + 1].flags & Is.PART and k[j + 1].word.verb is not None)
                or (number is not None and w.low in ("now", "today", "so", "still", "also", "already"))
            ):
                break
            j += 1
            continue
        elif (
            f & Is.VERB
            and c.telling
            and w.text[0].isupper()
            and head is not None
            and k[head].text[0].isupper()
            and (head > 0 or w.low not in c.t.words)
        ):
            pass  # the Christ Chosen Church
        elif (f & Is.VERB and not f & Is.ADJ) or (f & Is.ADJ and f & Is.VERB):
            if not noun_use(c, j, head, p):
                break
        elif (
            f & Is.TIME
            and head is not None
            and not k[head].flags & Is.TIME
            and not (j + 1 < n and noun_like(c, j + 1) and not k[j + 1].flags & Is.TIME)
        ) or (f & Is.TIME and number is not None and w.text[0].isupper() and not c.upper):
            break
        if w.word.noun is not None and "state" in w.word.noun.forms and head is None and noun_like(c, j + 1):
            p.measures.append(VerbRule(w.word.noun.measure, "people", "state"))  # 14 dead soldiers
        if f & (Is.NOUN | Is.ADJ | Is.VERB | Is.NATION) or f == 0:
            verbish = f & Is.VERB and not f & Is.NOUN
            if (f & Is.ADJ and not f & Is.NOUN and not capital(c, j)) or verbish:
                if w.word.verb is not None:
                    p.measures.append(w.word.verb)
                if w.word.noun is not None and head is None:
                    p.noun = w.word.noun
                if head is not None and not noun_like(c, j + 1) and f & Is.ADJ and not verbish:
                    break
                if head is None:
                    head_candidate = j
                    if not noun_like(c, j + 1):
                        head = head_candidate
            else:
                head = j
        j += 1
    p.last = max(j, i)
    p.head = k[head] if head is not None else None
    return p


def _ends_people(c: Cutting, head: int, j: int) -> bool:
    """ "nine civilians Dorra village": a plural of people is not the first half of a name."""
    k = c.k
    plural = k[head].flags & Is.PEOPLE and k[head].flags & Is.PLURAL and not k[head].text[0].isupper()
    return bool(plural) and c.telling and k[j].text[0].isupper() and not k[j].flags & Is.PEOPLE


def _modifier_ends(c: Cutting, j: int, head: int | None) -> bool:
    """ "12 navy and coast guard men": what stands before "and" is no plural, and a plural that is counted follows."""
    if head is None or c.k[head].flags & (Is.PLURAL | Is.PEOPLE) or c.k[head].word.noun is not None:
        return False
    for x in range(j + 1, min(j + 5, c.n)):
        if not noun_like(c, x):
            return False
        if c.k[x].flags & Is.PLURAL:
            return bool(c.k[x].flags & Is.PEOPLE) or c.k[x].word.noun is not None
    return False


def _close(c: Cutting, p: Phrase) -> None:
    """Says what a noun group is, by its head and the words before it."""
    k, head = c.k, p.head
    if head is None:
        p.word = None
    else:
        w = head.word
        p.word, p.people, p.thing = w, w.people, w.thing
        p.noun = w.noun or (p.noun if not w.flags & Is.PEOPLE or (p.noun and "state" in p.noun.forms) else None)
        if w.flags & Is.PEOPLE and not w.noun:
            p.noun = p.noun if p.measures else None
        p.name = bool(
            capital(c, _head_index(p, k)) and not w.flags & (Is.PEOPLE | Is.TIME | Is.NATION) and w.flags & Is.NOUN != 0
        ) or (c.upper and named_in_capitals(c, p))
    p.definite = p.determiner in ("the", "this", "that", "these", "those", "his", "her", "its", "their") or (
        p.number is not None and p.number.definite
    )
    if p.number is not None:
        p.currency = p.number.currency
        found = after_people(k, p.last)
        if found is not None and found[0] > p.last:
            requalify(p.number, found[1])
            p.last = found[0] if k[p.last].mark != "," or found[0] >= c.n or k[found[0]].mark != "," else found[0] + 1


def _head_index(p: Phrase, tokens: list[Token]) -> int:
    """The index of the head's token."""
    for x in range(p.last - 1, p.first - 1, -1):
        if tokens[x] is p.head:
            return x
    return p.first
