"""Who stands where: the people before a passive or behind an active verb, with all that is joined to them.

Phrases are walked, not parsed: attachments that cannot be subjects or objects (prepositional phrases, appositions between
commas, relative clauses) are stepped over.
"""

from __future__ import annotations

from tollbook.extract.phrases import Phrase

_OPEN = frozenset(",;:.(S-")


class Clause:
    """The phrases of one sentence, and what has been found in them."""

    __slots__ = ("end", "phrases", "start", "text", "tokens", "upper")

    def __init__(self, text: str, start: int, end: int, tokens: list, phrases: list[Phrase], upper: bool) -> None:  # type: ignore[type-arg]
        self.text, self.start, self.end = text, start, end
        self.tokens, self.phrases, self.upper = tokens, phrases, upper


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
    """Whether a preposition stands before the noun group at ``i``."""
    return i > 0 and ps[i - 1].kind in ("P", "O")


def before(ps: list[Phrase], i: int) -> list[int]:
    """The noun groups that stand as subject (or as what a bare participle speaks of) before the verb at ``i``."""
    j = i - 1
    relative = False
    while j >= 0:
        p = ps[j]
        if p.kind in ("A", '"') or (p.kind == "N" and _is_time(p)):
            j -= 1
        elif p.kind == "W":
            relative = True
            j -= 1
            if j >= 0 and ps[j].kind in ("P", "O"):
                j -= 1
            if j >= 0 and ps[j].kind == ",":
                j -= 1
        elif p.kind in (",", "-", ")"):
            opened = _opening(ps, j)
            if opened is None:
                return []
            j = opened - 1
        elif p.kind == "N":
            start = chain_start(ps, j)
            if governed(ps, start) and not relative:
                j = start - 2
                if j >= 0 and ps[j].kind == "C" and j > 0 and ps[j - 1].kind == "N":
                    j -= 1
                continue
            if relative and start != j and ps[j].number is not None:
                start = j
            return joined_before(ps, start, j)
        elif (
            p.kind == "V"
            and p.voice in ("ing", "bare", "part", "inf")
            and p.verb is None
            and j > 0
            and ps[j - 1].kind in ("N", "A", ",")
        ):
            j -= 1  # the men believed | were killed
        elif p.kind == "V" or p.kind == "C":
            shared = _shared(ps, j)
            if shared is None:
                return []
            return before(ps, shared)
        else:
            return []
    return []


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


def _opening(ps: list[Phrase], j: int) -> int | None:
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
    return len(inside) <= 5 and len(verbs) == 1 and verbs[0].verb is None and inside[-1].kind in ("V", "N", "A") and inside[0].kind == "N"


def _insertion(inside: list[Phrase]) -> bool:
    """Words between commas that can be stepped over: an apposition, a relative clause, an adverb."""
    if not inside:
        return True
    first = inside[0]
    if first.kind in ("W", "A", "P", "S") or (first.kind == "V" and first.voice in ("ing", "bare", "part")):
        return True
    return not any(p.kind == "V" and p.voice in ("active", "passive", "be") for p in inside)


def joined_before(ps: list[Phrase], start: int, end: int) -> list[int]:
    """The noun group ``start`` (a chain up to ``end``) and those joined before it: "26 protesters and 16 soldiers"."""
    out = [start]
    j = start - 1
    while j > 0:
        k = j
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
        if k < 0 or ps[k].kind != "N" or _is_time(ps[k]):
            break
        first = chain_start(ps, k)
        if governed(ps, first):
            back = _unprefixed(ps, first)
            if back is None:
                break
            first = back
        if not countable(ps[first]):
            break
        out.append(first)
        j = first - 1
    out.reverse()
    return out


def _unprefixed(ps: list[Phrase], i: int) -> int | None:
    """Steps back over "in Basra" to the noun group that it belongs to."""
    steps = 0
    while i >= 2 and governed(ps, i) and steps < 3:
        if ps[i - 2].kind != "N":
            return None
        i = chain_start(ps, i - 2)
        steps += 1
    return None if governed(ps, i) else i


def after(ps: list[Phrase], i: int) -> list[int]:
    """The noun groups that stand as object after the verb at ``i``, with those joined to them."""
    j, n = i + 1, len(ps)
    while j < n and (ps[j].kind in ("A", '"') or (ps[j].kind == "N" and _is_time(ps[j]))):
        j += 1
    if (
        j < n
        and ps[j].kind == "P"
        and ps[j].last - ps[j].first == 1
        and j + 1 < n
        and ps[j + 1].kind == "N"
        and ps[j + 1].number is not None
        and False
    ):
        j += 1
    if j >= n or ps[j].kind != "N":
        return []
    out = [j]
    j = chain_end(ps, j) + 1
    while j < n:
        k = _skip_attached(ps, j)
        joint = k
        while joint < n and ps[joint].kind in (",", "C"):
            joint += 1
        if joint == k:
            break
        while joint < n and ps[joint].kind in ("A", '"'):
            joint += 1
        if joint >= n or ps[joint].kind != "N" or not countable(ps[joint]) or _is_time(ps[joint]):
            break
        end = chain_end(ps, joint)
        if _has_own_verb(ps, end + 1):
            break
        out.append(joint)
        j = end + 1
    return out


def _skip_attached(ps: list[Phrase], j: int) -> int:
    """Steps over "in Basra" and the like."""
    n = len(ps)
    while j + 1 < n and ps[j].kind in ("P", "A", '"') and (ps[j].kind != "P" or ps[j + 1].kind == "N"):
        j = chain_end(ps, j + 1) + 1 if ps[j].kind == "P" else j + 1
    return j


def _has_own_verb(ps: list[Phrase], j: int) -> bool:
    """Whether the noun group that ends before ``j`` is the subject of a verb of its own."""
    j = _skip_attached(ps, j)
    return j < len(ps) and ps[j].kind == "V" and ps[j].voice in ("active", "passive", "be", "bare", "state", "part")


def countable(p: Phrase) -> bool:
    """Whether a noun group can be one of those counted: a number, people, a name, one person."""
    return (
        p.number is not None
        or p.people is not None
        or p.name
        or (p.determiner in ("a", "an", "another", "the", "his", "her", "their") and p.head is not None)
    )


def _is_time(p: Phrase) -> bool:
    from tollbook.extract.words import Is

    return p.head is not None and bool(p.head.flags & Is.TIME) and p.noun is None
