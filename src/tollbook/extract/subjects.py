"""Who stands before a verb: its subject, or the people that a bare participle speaks of, with all that is joined to them.

Phrases are walked, not parsed: attachments that cannot be subjects (prepositional phrases, appositions between commas,
relative clauses) are stepped over; `insertions` says which.
"""

from __future__ import annotations

from tollbook.extract.clause import age_of, chain_start, countable, governed, is_time, stands_for
from tollbook.extract.clauses import over_clauses
from tollbook.extract.cutting import Phrase
from tollbook.extract.insertions import antecedent, apposed, object_of_inner, opening, relative_before, ungoverned
from tollbook.extract.joined import included, joined_before
from tollbook.extract.words import Is


def before(ps: list[Phrase], i: int) -> list[int]:
    """The noun groups that stand as subject (or as what a bare participle speaks of) before the verb at ``i``."""
    near = _beside(ps, i)
    if near is not None:
        return near
    if _of_their_kin(ps, i):
        return []
    told = _told_by(ps, i)
    if told is not None:
        return before(ps, told)
    j, relative = i - 1, False
    while j >= 0:
        p = ps[j]
        if p.kind in ("A", '"') or _bare_determiner(p):
            j -= 1
        elif p.kind == "N" and is_time(p):
            j -= 2 if j > 0 and ps[j - 1].kind == "P" else 1
        elif p.kind == "W":
            relative = True
            j = antecedent(ps, j)
        elif p.kind in (",", "-", ")"):
            opened = opening(ps, j)
            if opened is None and p.kind == "," and j == i - 1 and ps[j - 1].kind == "N" and ps[i].voice in ("passive", "state"):
                j -= 1  # a stray comma between subject and verb
                continue
            if opened is None and p.kind == "," and 0 < j < i - 1 and ps[j + 1].kind == "P" and ps[j - 1].kind == "N":
                j -= 1  # the head of the union, in Dorra, | was
                continue
            if opened is None:
                return []
            j = apposed(ps, opened - 1) if p.kind == "," else opened - 1
        elif p.kind == "N":
            start = chain_start(ps, j)
            if governed(ps, start) and not relative:
                j = ungoverned(ps, start)
                continue
            as_one = start > 2 and ps[start - 1].low == "as" and ps[start].number is None
            if as_one and relative_before(ps, start - 2) is not None:
                j = start - 2  # Ilya Maren, who served as a treasurer, | was
                continue
            if relative and start != j and ps[j].number is not None and not age_of(ps, j):
                start = j
            if start > 1 and ps[start - 1].kind == "V" and ps[start - 1].lemma in ("name", "call") and ps[start - 2].kind == "N":
                j = start - 2  # a girl named Mira | died
                continue
            inner = object_of_inner(ps, start) if not relative and _is_full(ps[i]) else None
            if inner is not None:
                j, relative = inner
                continue
            if start > 2 and ps[start - 1].kind == "C" and not countable(ps[start]) and ps[start - 2].kind == "N":
                j = start - 2  # "in Dorra district and Velmark area"
                continue
            if start > 1 and ps[start - 1].anaphor and ps[start - 2].kind == ",":
                j = start - 3  # nine monks, seven of them Danes, who were killed
                continue
            if ps[j].determiner == "pron":
                return [stands_for(ps, j)]
            return _with_number(ps, joined_before(ps, start, j))
        elif p.kind == "V":
            relation = relative_before(ps, j)
            if p.voice == "be" and all(q.kind == "A" or is_time(q) for q in ps[j + 1 : i]):
                j -= 1
            elif relation is not None:
                j, relative = antecedent(ps, relation), True
            elif (
                p.voice in ("ing", "bare", "part", "inf")
                and j > 0
                and ps[j - 1].kind in ("N", "A", ",")
                and _reaches_over(ps, j, i)
            ):
                j -= 1  # the men believed | were shot
            else:
                return []
        elif p.kind == "C":
            shared = _shared(ps, j)
            return before(ps, shared) if shared is not None else []
        else:
            return []
    return []


def far_before(ps: list[Phrase], i: int) -> list[int]:
    """The subject of the verb at ``i`` over whole clauses, where those near it count nobody."""
    joined = i
    while joined is not None and joined > 0 and ps[joined - 1].kind == "C" and ps[joined].voice in ("bare", "part"):
        shared = _shared(ps, joined - 1)
        if shared is None:
            return []
        joined = shared
    return over_clauses(ps, joined) if _is_full(ps[joined]) else []


def _told_by(ps: list[Phrase], i: int) -> int | None:
    """ "nine men | were said | by neighbours and a priest | to have been shot": the verb by which others tell it."""
    if ps[i].low != "to" or ps[i].kind != "V":
        return None
    j = i - 1
    while j > 0 and ps[j].kind in ("N", "C", "O", "A"):
        j -= 1
    if j < 1 or ps[j].low != "by" or ps[j - 1].kind != "V" or ps[j - 1].voice != "passive" or ps[j - 1].verb is not None:
        return None
    return j - 1


def _bare_determiner(p: Phrase) -> bool:
    """ "men of Dorra and Velmark, both in Brod county": it points back."""
    return p.kind == "N" and p.number is None and p.determiner in ("both", "each") and p.last - p.first == 1


def _is_full(p: Phrase) -> bool:
    """A verb with its auxiliaries, which cannot be a participle of the words before it."""
    return p.kind == "V" and p.low != "to" and (p.voice in ("passive", "active") or (p.voice == "state" and p.last - p.first > 1))


def _beside(ps: list[Phrase], i: int) -> list[int] | None:
    """ "the burial of the 9 singers killed": a participle speaks of the people right before it, whatever governs them."""
    if ps[i].voice not in ("bare", "part", "state") and ps[i].low != "being":
        return None
    if (
        i > 1
        and ps[i - 1].kind == ","
        and ps[i - 2].kind == "N"
        and (ps[i - 2].name or ps[i - 2].number is not None)
        and ps[i].voice in ("bare", "part")
        and not _age(ps, i - 2)
        and not _of_people(ps, i - 2)
        and not _of_a_number(ps, i - 2)  # "eight people, including three children, | died"
    ):
        return [i - 2]  # "for Ana Brod, shot dead in autumn"
    j = i - 1
    while j >= 0 and (ps[j].kind in ("A", '"') or is_time(ps[j])):
        j -= 1
    opened = j - 2 if j > 1 and ps[j - 1].kind == '"' else j - 1
    if j < 1 or ps[j].kind != "N" or ps[opened].kind not in ("P", "O"):
        return None
    if ps[j].number is None and ps[i].low == "being" and ps[j].people is not None:
        return []  # "heard of | people | being hit": how many is not said
    if ps[j].number is None:
        return [j] if ps[j - 1].low == "with" and ps[j].people is not None and ps[j].determiner is not None else None
    head = ps[j].head
    if ps[j].people is None and head is not None and not head.flags & Is.GROUP:
        return None
    return joined_before(ps, j, j)


def _of_a_number(ps: list[Phrase], j: int) -> bool:
    """ "eight people, including a nurse and | three children": a part of those who are counted before it."""
    if not included(ps, j):
        return False
    k = next(k for k in range(j, -1, -1) if ps[k].low == "including") - 1
    while k > 0 and ps[k].kind in (",", "A", '"'):
        k -= 1
    return k >= 0 and ps[chain_start(ps, k)].number is not None


def _of_their_kin(ps: list[Phrase], i: int) -> bool:
    """ "the widows of | officers | and | soldiers | missing or | killed": of people of whom it is not said how many."""
    if ps[i].kind != "V" or ps[i].voice not in ("bare", "part", "state") or ps[i].last - ps[i].first > 1:
        return False
    j = i - 1
    while j > 0 and (ps[j].kind in ("A", "C") or (ps[j].kind == "V" and ps[j].voice in ("bare", "part", "state"))):
        j -= 1
    while j > 1 and _many(ps[j]) and ps[j - 1].kind == "C" and _many(ps[j - 2]):
        j -= 2
    return j > 1 and _many(ps[j]) and ps[j - 1].kind == "O" and ps[j - 2].people is not None and ps[j - 2].number is None


def _many(p: Phrase) -> bool:
    people = p.kind == "N" and p.people is not None and p.number is None
    return people and p.determiner is None and bool(p.flags & Is.PLURAL) and not p.flags & Is.TIME


def _of_people(ps: list[Phrase], i: int) -> bool:
    """ "members of | one family, | drowned", "the mother of | three, | died": who is told of others by them."""
    return i > 1 and ps[i].number is not None and ps[i - 1].kind == "O" and ps[i - 2].people is not None


def _age(ps: list[Phrase], i: int) -> bool:
    """ "a girl named Mira, 9, | died"."""
    number = ps[i].number
    young = number is not None and number.digits and ps[i].head is None and number.low is not None and number.low < 110
    return young and i > 1 and ps[i - 1].kind == "," and ps[i - 2].kind == "N" and ps[i - 2].number is None


def _reaches_over(ps: list[Phrase], j: int, i: int) -> bool:
    """Whether the verb at ``i`` can have its subject before the participle at ``j``: not across a joint or a mark."""
    return not any(p.kind in ("C", ";", ":", "S") for p in ps[j + 1 : i])


def _with_number(ps: list[Phrase], groups: list[int]) -> list[int]:
    """ "30 people, mostly miners and porters | killed": the people before, where these are only described."""
    if any(ps[g].number is not None for g in groups):
        return groups
    j = groups[0] - 1
    while j > 0 and ps[j].kind in ("C", ",") and ps[j - 1].kind == "N" and ps[j - 1].number is None:
        j = chain_start(ps, j - 1) - 1
    if j >= 0 and (ps[j].kind == "A" or (ps[j].kind == "P" and ps[j].low == "including")):
        j -= 1
        if j >= 0 and ps[j].kind in (",", "-"):
            j -= 1
        if j >= 0 and ps[j].kind == "N" and ps[j].number is not None:
            return [chain_start(ps, j)]
    return groups


def _shared(ps: list[Phrase], j: int) -> int | None:
    """A verb joined to an earlier one ("was stopped and | killed") has that one's subject: the earlier verb."""
    if ps[j].kind == "V":
        return None
    k = j - 1
    if k >= 0 and ps[k].kind == ",":
        k -= 1
    steps = 0
    while k >= 0 and steps < 8:
        if ps[k].kind == "V":
            return k
        if ps[k].kind in (";", ":", ".", "S", "W"):
            return None
        k, steps = k - 1, steps + 1
    return None
