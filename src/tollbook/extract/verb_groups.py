"""Verb groups: auxiliaries, adverbs and verbs up to the last, with its voice and what it counts."""

from __future__ import annotations

from functools import cache

from tollbook.extract.cutting import VERBAL, Cutting, Phrase, serious_words
from tollbook.extract.lexing import Token
from tollbook.extract.words import Is, tables

_SELF = frozenset("himself herself itself themselves".split())
QUOTES = frozenset('"“”«»‘’')
WHERE = ("in ", "under ", "beneath ", "behind ")  # how a state begins that is a place as well


def state_group(c: Cutting, i: int) -> int:
    """A phrase of the tables that is a predicate by itself ("in custody"); returns its end."""
    p = c.put("V", i, i + 1)
    p.verb, p.voice, p.head, p.word = c.k[i].word.verb, "state", c.k[i], c.k[i].word
    return i + 1


def verb_group(c: Cutting, i: int) -> int:
    """A verb group: auxiliaries, adverbs and verbs up to its last verb."""
    p = c.put("V", i, i + 1)
    k, n, j = c.k, c.n, i
    be = passive = ing = infinitive = main = False
    last = i
    while j < n:
        w = k[j]
        f = w.flags
        if w.mark in QUOTES and be and not main and j + 1 < n and k[j + 1].flags & Is.STATE and k[j + 1].word.verb is not None:
            j += 1  # are | "between life and death"
            continue
        if w.mark is not None or f & Is.NUMBER:
            break
        if be and not main and w.low in _SELF and j + 1 < n and k[j + 1].flags & Is.PART:
            j += 1  # was | himself | killed
            continue
        if f & Is.BE:
            if main and not infinitive and not ing and k[j].low not in ("been", "being", "be"):
                break
            be, last = True, j
            p.head = p.head if main else w
        elif f & Is.MODAL and not main:
            p.modal, last = True, j
        elif f & Is.NOT and j + 2 < n and k[j + 1].low in ("less", "fewer") and k[j + 2].low == "than":
            break  # said | not less than 20
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
        elif (
            w.low == "as"
            and main
            and p.head is not None
            and p.head.word.lemma in _chains()
            and j + 1 < n
            and k[j + 1].flags & (Is.PART | Is.STATE)
            and k[j + 1].word.verb
        ):
            pass  # registered as displaced
        elif w.low == "first" and last == j - 1 and k[last].flags & Is.HAVE and j + 1 < n and k[j + 1].flags & Is.PART:
            pass  # had first given
        elif f & Is.STATE and w.word.verb is not None and (be or main or w.low.startswith(("not ", "yet ", "still "))):
            if main and not be and p.head is not None and p.head.word.verb is not None and w.low.startswith(WHERE):
                break  # died | in hospital
            p.verb, p.voice, p.head, p.word = w.word.verb, "state", w, w.word
            p.last = j + 1
            return j + 1
        elif (f & Is.ADV and not (f & (Is.NOUN | Is.ADJ) and not w.low.endswith("ly"))) or (w.low == "since" and last == j - 1):
            if w.low in serious_words():
                p.serious = True
        elif (
            f & Is.ADJ
            and w.word.noun is not None
            and "state" in w.word.noun.forms
            and not f & Is.PART
            and (be or (main and p.head is not None and p.head.word.lemma in _chains()))
        ):
            return _predicate(c, p, j)
        elif f & Is.VERB and not (f & Is.ADJ and not f & (Is.PAST | Is.PART)):
            if main and not _chained(c, p, w, infinitive):
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
    elif passive or (f & Is.PART and k[i].word.lemma == "remain" and last > i):
        p.voice = "passive"
    elif f & Is.BE and not f & Is.VERB:
        p.voice = "be"
    elif f & Is.ING and not be:
        p.voice = "ing" if last == i or not any(k[x].flags & Is.BE for x in range(i, last)) else "active"
    elif (f & Is.PART and last == i) or (f & Is.PART and not any(k[x].flags & (VERBAL | Is.TO) for x in range(i, last))):
        p.voice = "bare" if f & Is.PAST else "part"
    else:
        p.voice = "active"
    if p.verb is not None and j < n and k[j].low in serious_words() and p.last == j:
        p.serious = True
    return p.last


def _predicate(c: Cutting, p: Phrase, j: int) -> int:
    """ "were dead", "is missing", "were found dead"."""
    p.head, p.word, p.noun, p.voice, p.last = c.k[j], c.k[j].word, c.k[j].word.noun, "state", j + 1
    return j + 1


def _chained(c: Cutting, p: Phrase, w: Token, infinitive: bool) -> bool:
    """Whether a verb carries on the group: "was reported killed", "is believed to have died"."""
    assert p.head is not None
    if p.head.word.lemma not in _chains():
        return False
    return infinitive or bool(w.flags & Is.PART and w.word.verb is not None) or p.head.flags & Is.HAVE != 0


def _perfect(k: list[Token], i: int, last: int) -> bool:
    return any(k[x].flags & Is.HAVE for x in range(i, last))


@cache
def _chains() -> frozenset[str]:
    """Verbs that carry on into another: "was reported killed", "is believed to have died"."""
    return frozenset(tables().raw["grammar"]["verbs"]["chains"].split())
