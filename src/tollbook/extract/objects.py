"""Who stands behind a verb: its object, with all that is joined to it."""

from __future__ import annotations

from tollbook.extract.clause import chain_end, countable, is_time, saying, skip_attached, stands_for
from tollbook.extract.cutting import Phrase
from tollbook.extract.words import Is

_OF_ONE = frozenset("a an another his her its their the".split())


def after(ps: list[Phrase], i: int) -> list[int]:
    """The noun groups that stand as object after the verb at ``i``, with those joined to them."""
    j, n = _object_start(ps, i + 1), len(ps)
    if j >= n or ps[j].kind != "N":
        return []
    first = ps[j]
    if j + 1 < n and first.people is not None and first.flags & Is.PLURAL and first.number is None and ps[j + 1].name:
        j += 1  # the leaders | Ana Brod and Ilya Maren
    out = [stands_for(ps, j)]
    j = chain_end(ps, j) + 1
    while j < n:
        k = skip_attached(ps, j)
        joint = k
        if joint < n and ps[joint].kind == ";" and _names_follow(ps, out[-1], joint):
            joint += 1
        while joint < n and ps[joint].kind in (",", "C"):
            joint += 1
        if joint == k:
            break
        while joint < n and ps[joint].kind in ("A", '"'):
            joint += 1
        if joint >= n or ps[joint].kind != "N" or not countable(ps[joint]) or is_time(ps[joint]):
            break
        listed = ps[joint - 1].kind == "," and ps[out[0]].head is not None and ps[joint].number is not None
        if ps[joint].head is None and listed and joint + 1 < n and ps[joint + 1].low in ("in", "at", "near"):
            break  # "killed 41 people, 30 in Kut": a part
        if ps[joint].head is None and joint + 1 < n and ps[joint + 1].determiner == "each":
            break  # "killed 18 people, nine each in Kut and Basra": parts
        if (
            k > j
            and joint == k + 1
            and ps[k].kind == ","
            and ps[joint].name
            and ps[joint].number is None
            and ps[joint].people is None
        ):
            break  # "outside the state capital, Dorra": a place
        end = chain_end(ps, joint)
        own = _has_own_verb(ps, end + 1, shared=_of_many(ps, i)) or _speaks(ps, end + 1)
        if own and not (i > 0 and ps[i - 1].kind == "W"):
            break
        named = _renames(ps[out[-1]], ps[joint]) or (_one(ps[out[-1]]) and _only_named(ps, joint))
        if not (joint == k + 1 and ps[k].kind == "," and named):
            out.append(joint)
        j = end + 1
    return out


def _names_follow(ps: list[Phrase], last: int, j: int) -> bool:
    """ "Ana Brod, 42; | Ilya Maren, 19; | and a nurse": one person a piece, with what is said of each."""
    j += 2 if j + 1 < len(ps) and ps[j + 1].kind == "C" else 1
    if j >= len(ps) or ps[j].kind != "N" or ps[j].number is not None or _has_own_verb(ps, chain_end(ps, j) + 1):
        return False
    one = ps[j].name or (ps[j].people is not None and ps[j].determiner in ("a", "an", "his", "her"))
    return one and (ps[last].name or ps[last].number is not None or _one(ps[last]))


def _renames(name: Phrase, p: Phrase) -> bool:
    """ "Ilya Maren, head of the union": the same person again."""
    return (
        name.number is None
        and p.number is None
        and name.people is None
        and p.people is not None
        and p.determiner not in ("a", "an", "another")
    )


def _speaks(ps: list[Phrase], j: int) -> bool:
    """ ", an aid worker | and a resident said": who says it, and nobody counted."""
    while j + 1 < len(ps) and ps[j].kind == "C" and ps[j + 1].kind == "N":
        j = chain_end(ps, j + 1) + 1
    return j < len(ps) and ps[j].kind == "V" and ps[j].lemma in saying() and ps[j].voice in ("bare", "active")


def _one(p: Phrase) -> bool:
    """ "a priest", "one village pastor"."""
    single = p.number.low == p.number.high == 1 if p.number is not None else p.determiner in _OF_ONE
    return single and p.people is not None and not p.flags & Is.PLURAL


def _only_named(ps: list[Phrase], j: int) -> bool:
    """ ", Ilya Maren, ": a name between marks, and so the name of whom was spoken of."""
    p = ps[j]
    return p.name and p.number is None and p.determiner is None and (j + 1 >= len(ps) or ps[j + 1].kind in (",", ".", "(", ";"))


def _object_start(ps: list[Phrase], j: int) -> int:
    """Steps over adverbs, times, insertions and a verb that shares the object ("killing or wounding dozens")."""
    n = len(ps)
    while j < n:
        if ps[j].kind in ("A", '"') or (ps[j].kind == "N" and is_time(ps[j])):
            j += 1
        elif ps[j].kind == "P" and j + 2 < n and is_time(ps[j + 1]) and ps[j + 2].kind == "N" and ps[j + 2].number is not None:
            j += 2  # killed on 25 August at least 11 civilians
        elif (
            ps[j].kind == "C"
            and j + 1 < n
            and ps[j + 1].kind == "V"
            and ps[j + 1].verb is not None
            and ps[j + 1].voice != "passive"
        ):
            j += 2
        elif ps[j].kind == "," and j + 1 < n and ps[j + 1].kind in ("P", "A"):
            close = next((k for k in range(j + 1, min(j + 9, n)) if ps[k].kind == ","), None)
            if close is None or close + 1 >= n or ps[close + 1].kind != "N" or ps[close + 1].number is None:
                return n
            j = close + 1
        else:
            break
    return j


def _of_many(ps: list[Phrase], i: int) -> bool:
    """ "the bodies of | a clerk and a driver | were found": the verb behind is that of the bodies."""
    return ps[i].kind == "O" and i > 0 and bool(ps[i - 1].flags & Is.PLURAL)


def _has_own_verb(ps: list[Phrase], j: int, *, shared: bool = False) -> bool:
    """Whether the noun group that ends before ``j`` is the subject of a verb of its own."""
    j = skip_attached(ps, j)
    voices = ("bare", "state", "part") if shared else ("active", "passive", "be", "bare", "state", "part")
    return j < len(ps) and ps[j].kind == "V" and ps[j].voice in voices
