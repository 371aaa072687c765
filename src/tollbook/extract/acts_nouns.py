"""Acts told by a noun: "clashes with protesters", "the arrest of the director", "shots fired", "a five-day shutdown"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tollbook.extract.acts_deed import Deed, Range, can_act, chain
from tollbook.extract.acts_verbs import never_before
from tollbook.extract.acts_words import ActRule, act_pattern, act_words, forms_of, word_set
from tollbook.extract.clause import Clause, is_time
from tollbook.extract.cutting import Phrase
from tollbook.extract.subjects import before

_COMPLEMENT = re.compile(r"(?:of|on|against|between|at|in)\b", re.I)
_OPPOSITE = ("against", "on", "with", "at", "between")


def by_nouns(c: Clause) -> Iterator[Deed]:
    """The acts that the nouns of a sentence tell."""
    table = act_words().nouns
    for i, p in enumerate(c.phrases):
        if p.head is None or p.kind not in ("N", "V") or (p.kind == "V" and p.voice != "ing"):
            continue
        if p.kind == "V" and (p.last - p.first > 1 or _takes_object(c, i)):
            continue
        name = _named(c, i, table)
        if name is None:
            continue
        for rule in table[name[0]]:
            deed = _deed(c, i, rule, name[1])
            if deed is not None:
                yield deed
                break


def _takes_object(c: Clause, i: int) -> bool:
    ps = c.phrases
    return i + 1 < len(ps) and ps[i + 1].kind == "N" and not is_time(ps[i + 1])


def _named(c: Clause, i: int, table: dict[str, tuple[ActRule, ...]]) -> tuple[str, int] | None:
    """The noun of the table that the group ends with, the longest first, and where it begins."""
    p = c.phrases[i]
    assert p.head is not None  # the caller asks
    last = next((n for n in range(p.last - 1, p.first - 1, -1) if c.tokens[n] is p.head), p.last - 1)
    for first in range(max(p.first, last - 3), last + 1):
        words = " ".join(k.low for k in c.tokens[first : last + 1])
        if words in table:
            return words, c.tokens[first].start
    return None


def _deed(c: Clause, i: int, rule: ActRule, start: int) -> Deed | None:
    p = c.phrases[i]
    assert p.head is not None  # the caller asks
    end = p.head.end
    group = c.tokens[p.first].start
    behind = re.sub(r"\s+", " ", c.text[end : min(c.end, end + 140)]).lstrip()
    if rule.needs is not None and rule.needs.match(behind) is None:
        return None
    ahead = re.sub(r"\s+", " ", c.text[max(c.start, start - 40) : start])
    if rule.needs_before is not None and rule.needs_before.search(ahead) is None:
        return None
    if _of_a_name(c, p):
        return None
    if p.determiner in ("no", "any", "neither") or never_before(c, group) or never_before(c, start):
        return None
    if act_pattern("never", "compounds").search(c.text[c.start : start]):
        return None
    if _points_back(c, i, rule, behind) or _supposed(c, i):
        return None
    deed = Deed(clause=c, rule=rule, family="noun", trigger=i, start=start, end=end)
    _parties(c, i, deed)
    deed.teller, deed.told_on = _teller(c, i)
    return deed


def _of_a_name(c: Clause, p: Phrase) -> bool:
    """ "the Court of Appeals": a capital where the sentence has few."""
    head = p.head
    if c.upper or head is None or head is c.tokens[0] or not head.text[0].isupper():
        return False
    words = [k for k in c.tokens if k.text[0].isalpha() and len(k.text) > 3]
    return 2 * sum(k.text[0].isupper() for k in words) < len(words)


def _points_back(c: Clause, i: int, rule: ActRule, behind: str) -> bool:
    """ "the attack", "these riots": told before, unless its words say of what it is, or that it began, or took place."""
    ps = c.phrases
    if ps[i].determiner not in word_set("again", "determiners") and ps[i].owner is None:
        return False
    if rule.needs is not None or re.match(r"of\b", behind):
        return False
    if i and ps[i - 1].kind == "V" and ps[i - 1].noun_low in forms_of("again", "doing"):
        return False
    verb = next((q for q in ps[i + 1 : i + 4] if q.kind == "V"), None)
    return verb is None or verb.noun_low not in forms_of("again", "happening")


def _supposed(c: Clause, i: int) -> bool:
    """Behind "if", or under a verb that only may come to be."""
    ps = c.phrases
    for j in range(i - 1, max(-1, i - 8), -1):
        if ps[j].kind in (";", ".", ":"):
            return False
        if ps[j].kind == "S" and ps[j].low in ("if", "unless", "whether"):
            return j == 0 or c.tokens[ps[j].first - 1].low != "even"
    near = next((q for q in (ps[i - 1 : i] + ps[i - 2 : i - 1]) if q.kind == "V"), None)
    if near is None:
        return False
    return near.negative or ((near.voice == "inf" or near.modal) and ps[i].determiner != "the")


def _parties(c: Clause, i: int, deed: Deed) -> None:
    """Who did it and to whom: "of X", "by X", "against X", "X's"."""
    ps = c.phrases
    j = i + 1
    steps = 0
    while j + 1 < len(ps) and steps < 4:
        kind, low = ps[j].kind, ps[j].low
        if kind not in ("P", "O") or ps[j + 1].kind != "N":
            break
        if is_time(ps[j + 1]):
            j += 2
            steps += 1
            continue
        at = chain(c, j + 1)
        if kind == "P" and low == "in" and j + 3 < len(ps) and ps[j + 2].kind == "O" and ps[j + 3].kind == "N":
            j += 2  # "the arrival in Dorra of soldiers"
            continue
        if kind == "O" and deed.rule.of == "actor":
            deed.actor = deed.actor or at
        elif (kind == "O" and deed.rule.of == "target") or low in _OPPOSITE:
            deed.target = deed.target or at
        elif low == "by" and can_act(c, ps[j + 1]):
            deed.actor = deed.actor or at
        j += 2
        while j + 1 < len(ps) and ps[j].kind == "O" and ps[j + 1].kind == "N":
            j += 2
        steps += 1
    owner = ps[i].owner
    if owner is not None:
        at = c.tokens[owner[0]].start, c.tokens[owner[1] - 1].end
        if deed.rule.of == "target":
            deed.target = deed.target or at
        else:
            deed.actor = deed.actor or at


def _teller(c: Clause, i: int) -> tuple[Range | None, Range | None]:
    """Who announced it, and on which day: "Dorra announced on Friday the arrest of its harbour master"."""
    ps = c.phrases
    for j in range(i - 1, max(-1, i - 6), -1):
        if ps[j].kind == "V":
            if ps[j].noun_low not in forms_of("announced", "verbs") or ps[j].voice not in ("active", "bare"):
                return None, None
            subjects = before(ps, j)
            day = next((p for p in (*ps[j + 1 : i], *ps[max(0, j - 2) : j]) if is_time(p)), None)
            told_on = None if day is None else (c.tokens[day.first].start, c.tokens[day.last - 1].end)
            return (chain(c, subjects[0]) if subjects else None), told_on
        if ps[j].kind not in ("P", "N", "A"):
            return None, None
    return None, None
