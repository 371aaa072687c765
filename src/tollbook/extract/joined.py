"""Noun groups joined before another: "26 protesters, two medics and | 16 soldiers"."""

from __future__ import annotations

from tollbook.extract.clause import chain_start, countable, governed, is_time
from tollbook.extract.cutting import Phrase
from tollbook.extract.insertions import antecedent, opening, relative_before
from tollbook.extract.words import Is


def joined_before(ps: list[Phrase], start: int, end: int) -> list[int]:
    """The noun group ``start`` (a chain up to ``end``) and those joined before it: "26 protesters and 16 soldiers"."""
    out = [start]
    if ps[start].anaphor:
        return out
    j = start - 1
    if (one := _same_person(ps, start)) is not None:
        return joined_before(ps, one, one)
    while j > 0:
        k = j
        if (piece := _piece_before(ps, j)) is not None:
            out.append(piece)
            j = piece - 1
            continue
        if ps[k].kind == "C":
            k -= 1
            if k >= 0 and ps[k].kind == ",":
                k -= 1
        elif ps[k].kind == ",":
            k -= 1
        else:
            break
        while k >= 0 and ps[k].kind in ("A", '"'):
            k -= 1
        k = _over_relative(ps, k)
        if k > 0 and ps[k].kind in (")", "-") and (opened := opening(ps, k)) is not None:
            k = opened - 1
        if k < 0 or ps[k].kind != "N" or is_time(ps[k]):
            break
        first = chain_start(ps, k)
        if first < k and ps[k].number is not None and ps[first].number is None and ps[first].people is None:
            break  # "a balance of 14 dead and 30 | injured"
        apart = len(out) == 1 and ps[j].kind == "C" and ps[j - 1].kind == ","
        if apart and (not _may_open(ps, first) or included(ps, first)):
            break  # "... and 400 people missing, and 70 are dead": a clause of its own
        if ps[j].kind == "," and _in_a_place(ps, first):
            break  # "in Kut and Dorra, | nine were hurt"
        if governed(ps, first):
            back = _unprefixed(ps, first)
            if (
                back is None
                and first >= 2
                and ps[first - 2].kind == "V"
                and (inner := relative_before(ps, first - 2)) is not None
            ):
                back = chain_start(ps, antecedent(ps, inner))
                back = back if ps[back].kind == "N" and not governed(ps, back) else None
            if back is None:
                break
            first = back
        if not countable(ps[first]) or _told_dead(ps[first]):
            break  # "3 dead, suspect | in custody"
        out.append(first)
        j = first - 1
    out.reverse()
    return out


def _same_person(ps: list[Phrase], start: int) -> int | None:
    """ "a candidate of the party of the mayor and | former cricket star Ivo Brandt": who has the roles of one name."""
    name, role = ps[start], ps[start - 2] if start > 3 and ps[start - 1].kind == "C" else None
    if role is None or role.kind != "N" or role.determiner is not None or role.number is not None or role.name or is_time(role):
        return None
    if not name.name or name.determiner is not None or name.number is not None or name.last - name.first < 3:
        return None
    first = chain_start(ps, start - 2)
    if role.flags & (Is.PLURAL | Is.KIND) or not (governed(ps, first) or first < start - 2):
        return None
    return _unprefixed(ps, first) if governed(ps, first) else first


def _in_a_place(ps: list[Phrase], first: int) -> bool:
    """The second of places that are joined at the head of a clause: "in Kut and | Dorra"."""
    if first < 3 or ps[first - 1].kind != "C" or ps[first].number is not None or ps[first].people is not None:
        return False
    one = chain_start(ps, first - 2) if ps[first - 2].kind == "N" else 0
    opens = one > 0 and ps[one - 1].kind == "P" and ps[one - 1].low in ("in", "at", "near", "across", "around", "outside")
    return opens and (one == 1 or ps[one - 2].kind in ("S", "C", ",", "A", '"'))


def _piece_before(ps: list[Phrase], j: int) -> int | None:
    """ "Ana Brod, rector of the school; | Ilya Maren, a priest; and | Jon Tamm": whom the piece before a semicolon tells of."""
    j -= 1 if ps[j].kind == "C" and j > 0 else 0
    if ps[j].kind != ";":
        return None
    first = next((k for k in range(j - 1, max(-1, j - 14), -1) if ps[k].kind in (";", ":", "S", "W", "V", ".", "-")), -1) + 1
    while first < j and ps[first].kind in ("A", '"', "C"):
        first += 1
    one = ps[first]
    if first >= j or one.kind != "N" or one.number is not None or is_time(one):
        return None
    return first if one.name or (one.people is not None and not one.flags & Is.PLURAL) else None


def _over_relative(ps: list[Phrase], k: int) -> int:
    """From "Ana Brod, 15, who had run back to warn her friends, and | X" to her name; else ``k`` itself."""
    if k + 1 >= len(ps) or ps[k + 1].kind != ",":
        return k
    opened = opening(ps, k + 1)
    if opened is None or ps[opened + 1].kind != "W" or ps[opened - 1].kind != "N":
        return k
    k = opened - 1
    aged = k > 1 and ps[k].number is not None and ps[k].head is None and ps[k - 1].kind == "," and ps[k - 2].kind == "N"
    return k - 2 if aged and ps[k - 2].number is None else k


def included(ps: list[Phrase], i: int) -> bool:
    """ "46 were killed, including 11 women and | 5 children, | and 70 wounded": a list that ends before."""
    while i > 1 and ps[i - 1].kind in ("C", ",") and ps[i - 2].kind == "N":
        i = chain_start(ps, i - 2)
    return i > 0 and ps[i - 1].low == "including"


def _told_dead(p: Phrase) -> bool:
    """ "3 dead, suspect | in custody": counted by its own noun."""
    return p.noun is not None and p.number is not None and p.people is None and "state" in p.noun.forms


def _may_open(ps: list[Phrase], first: int) -> bool:
    """Whether a list or a clause can begin with the noun group."""
    return first == 0 or ps[first - 1].kind in (",", "S", "W", "C", ":", ";", '"', "-", "(")


def _unprefixed(ps: list[Phrase], i: int) -> int | None:
    """Steps back over "in Basra" to the noun group that it belongs to."""
    steps = 0
    while i >= 2 and governed(ps, i) and steps < 3:
        if ps[i - 2].kind != "N":
            return None
        i = chain_start(ps, i - 2)
        steps += 1
    return None if governed(ps, i) else i
