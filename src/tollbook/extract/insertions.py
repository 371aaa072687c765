"""What stands between a subject and its verb and is stepped over: relative clauses, appositions, asides, places."""

from __future__ import annotations

from tollbook.extract.clause import chain_start, governed, saying
from tollbook.extract.cutting import Phrase
from tollbook.extract.words import Is


def object_of_inner(ps: list[Phrase], start: int) -> tuple[int, bool] | None:
    """ "a reporter covering the riots | was beaten", "a man who founded a radio | was killed": steps out of the inner clause."""
    v = start - 1
    while v > 0 and ps[v].kind in ("V", "A"):
        v -= 1
    v += 1
    if v >= start or ps[v].kind != "V":
        return None
    w = relative_before(ps, v)
    if w is not None:
        return antecedent(ps, w), True
    if ps[v].lemma in saying() and ps[v].voice == "ing":
        return None  # reports indicating | nine men were shot
    if v > 0 and ps[v - 1].kind == "N" and (ps[v].voice == "ing" or (ps[v].voice == "inf" and ps[v].low != "to")):
        return v - 1, False  # men covering the riots | were beaten; men believed to be rebels | were shot
    if v > 1 and ps[v].voice == "ing" and ps[v - 1].kind in ("P", "O") and ps[v - 2].kind == "N":
        return v - 2, False  # the founder of a group at the forefront of opposing the war | was shot
    return None


def antecedent(ps: list[Phrase], w: int) -> int:
    """The index of what "who", "which", "in which" at ``w`` stands for."""
    j = w - 1
    if j >= 0 and ps[j].kind in ("P", "O"):
        j -= 1
    if j >= 0 and ps[j].kind == ",":
        j -= 1
    return j


def relative_before(ps: list[Phrase], v: int) -> int | None:
    """The "who" or "that" whose clause the verb at ``v`` belongs to, if one stands right before it."""
    j = v - 1
    while j >= 0 and ps[j].kind == "A":
        j -= 1
    if j >= 1 and ps[j].kind == "N" and ps[j - 1].kind == "W":
        j -= 1
    return j if j >= 1 and ps[j].kind == "W" else None


def ungoverned(ps: list[Phrase], start: int) -> int:
    """Steps back over "in Basra", and over what is joined to it ("in Basra and Kut")."""
    j = start - 2
    while j >= 2 and ps[j].kind == "C" and ps[j - 1].kind == "N":
        inner = chain_start(ps, j - 1)
        if not governed(ps, inner):
            return j - 1
        j = inner - 2
    return j


def apposed(ps: list[Phrase], j: int) -> int:
    """From "X, son of Y, chief of Z, | was" back to X."""
    while j >= 2 and ps[j].kind == "N":
        start = chain_start(ps, j)
        if start < 2 or ps[start - 1].kind != "," or ps[start - 2].kind != "N" or ps[start].number is not None:
            return j
        if ps[start - 2].number is not None and not ps[start].name:
            return j
        inner = chain_start(ps, start - 2)
        if governed(ps, inner):
            return _outer(ps, inner, start)
        j = start - 2
    return j


def _outer(ps: list[Phrase], inner: int, start: int) -> int:
    """From "12 people, including a priest, X, | were" to those people; from "X, in Dorra, Brod county, | was" to X."""
    j = inner - 1
    if ps[j].low == "including":
        j -= 2 if j > 1 and ps[j - 1].kind == "," else 1
        return j if j >= 0 and ps[j].kind == "N" else start
    place = ps[start].name or ps[start].flags & Is.KIND
    return inner if place and ps[j].low in ("in", "at", "near") and j > 1 and ps[j - 1].kind == "," else start


def opening(ps: list[Phrase], j: int) -> int | None:
    """The mark that opens the insertion which the mark at ``j`` closes, or ``None``."""
    kind = "(" if ps[j].kind == ")" else ps[j].kind
    for k in range(j - 1, max(-1, j - 16), -1):
        if ps[k].kind == kind and k > 0:
            inside = ps[k + 1 : j]
            if kind == "," and not _insertion(inside) and not _aside(inside):
                if (
                    any(p.kind == "V" and p.voice in ("active", "passive", "be") for p in inside)
                    and inside
                    and inside[0].kind not in ("W", "S")
                ):
                    return None
                continue
            return k
        if ps[k].kind in (";", "."):
            return None
    return None


def _aside(inside: list[Phrase]) -> bool:
    """ ", the prosecutors admit,": who says it, put in between."""
    verbs = [p for p in inside if p.kind == "V"]
    return (
        len(inside) <= 5
        and len(verbs) == 1
        and verbs[0].verb is None
        and inside[-1].kind in ("V", "N", "A")
        and inside[0].kind == "N"
    )


def _insertion(inside: list[Phrase]) -> bool:
    """Words between commas that can be stepped over: an apposition, a relative clause, an adverb."""
    if not inside:
        return True
    first = inside[0]
    if first.kind in ("W", "A", "P", "S") or (first.kind == "V" and first.voice in ("ing", "bare", "part")):
        return True
    return not any(p.kind == "V" and p.voice in ("active", "passive", "be") for p in inside)
