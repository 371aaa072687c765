"""Who stands where: the people before a passive or behind an active verb, with all that is joined to them.

Phrases are walked, not parsed: attachments that cannot be subjects or objects (prepositional phrases, appositions between
commas, relative clauses) are stepped over.
"""

from __future__ import annotations

from tollbook.extract.phrases import Phrase
from tollbook.extract.words import Is

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
    """Whether a preposition stands before the noun group at ``i`` ("with 12 people evacuated" governs nothing)."""
    return i > 0 and (ps[i - 1].kind == "O" or (ps[i - 1].kind == "P" and (ps[i - 1].low != "with" or ps[i].number is None)))


def before(ps: list[Phrase], i: int) -> list[int]:
    """The noun groups that stand as subject (or as what a bare participle speaks of) before the verb at ``i``."""
    near = _beside(ps, i)
    if near is not None:
        return near
    j, relative = i - 1, False
    while j >= 0:
        p = ps[j]
        if p.kind in ("A", '"'):
            j -= 1
        elif p.kind == "N" and _is_time(p):
            j -= 2 if j > 0 and ps[j - 1].kind == "P" else 1
        elif p.kind == "W":
            relative = True
            j = _antecedent(ps, j)
        elif p.kind in (",", "-", ")"):
            opened = _opening(ps, j)
            if opened is None and p.kind == "," and j == i - 1 and ps[j - 1].kind == "N" and ps[i].voice in ("passive", "state"):
                j -= 1  # a stray comma between subject and verb
                continue
            if opened is None:
                return []
            j = _apposed(ps, opened - 1) if p.kind == "," else opened - 1
        elif p.kind == "N":
            start = chain_start(ps, j)
            if governed(ps, start) and not relative:
                j = _ungoverned(ps, start)
                continue
            if relative and start != j and ps[j].number is not None:
                start = j
            inner = _object_of_inner(ps, start) if not relative and _is_full(ps[i]) else None
            if inner is not None:
                j, relative = inner
                continue
            if start > 2 and ps[start - 1].kind == "C" and not countable(ps[start]) and ps[start - 2].kind == "N":
                j = start - 2  # "in Samba district and Manjakote area"
                continue
            if start > 1 and ps[start - 1].anaphor and ps[start - 2].kind == ",":
                j = start - 3  # six priests, five of them Spaniards, who were killed
                continue
            if ps[j].determiner == "pron":
                return [_stands_for(ps, j)]
            return _with_number(ps, joined_before(ps, start, j))
        elif p.kind == "V":
            inner = _relative_before(ps, j)
            if p.voice == "be" and all(q.kind == "A" or _is_time(q) for q in ps[j + 1 : i]):
                j -= 1
            elif inner is not None:
                j, relative = _antecedent(ps, inner), True
            elif p.voice in ("ing", "bare", "part", "inf") and j > 0 and ps[j - 1].kind in ("N", "A", ",") and _reaches_over(ps, j, i):
                j -= 1  # the men believed | were killed
            else:
                return []
        elif p.kind == "C":
            shared = _shared(ps, j)
            return before(ps, shared) if shared is not None else []
        else:
            return []
    return []


def _is_full(p: Phrase) -> bool:
    """A verb with its auxiliaries, which cannot be a participle of the words before it."""
    return p.kind == "V" and p.low != "to" and (p.voice in ("passive", "active") or (p.voice == "state" and p.last - p.first > 1))


def _object_of_inner(ps: list[Phrase], start: int) -> tuple[int, bool] | None:
    """ "a reporter covering the riots | was beaten", "a man who founded a radio | was killed": steps out of the inner clause."""
    v = start - 1
    while v > 0 and ps[v].kind in ("V", "A"):
        v -= 1
    v += 1
    if v >= start or ps[v].kind != "V":
        return None
    w = _relative_before(ps, v)
    if w is not None:
        return _antecedent(ps, w), True
    if ps[v].voice == "ing" and v > 0 and ps[v - 1].kind == "N":
        return v - 1, False
    return None


def _beside(ps: list[Phrase], i: int) -> list[int] | None:
    """ "the march of the 10 members killed": a participle speaks of the people right before it, whatever governs them."""
    if ps[i].voice not in ("bare", "part", "state") and ps[i].low != "being":
        return None
    if i > 1 and ps[i - 1].kind == "," and ps[i - 2].kind == "N" and (ps[i - 2].name or ps[i - 2].number is not None) and ps[i].voice in ("bare", "part"):
        return [i - 2]  # "for Ma Mya, shot dead in February"
    j = i - 1
    while j >= 0 and (ps[j].kind == "A" or _is_time(ps[j])):
        j -= 1
    if j < 1 or ps[j].kind != "N" or ps[j - 1].kind not in ("P", "O"):
        return None
    if ps[j].number is None:
        return [j] if ps[j - 1].low == "with" and ps[j].people is not None and ps[j].determiner is not None else None
    head = ps[j].head
    if ps[j].people is None and head is not None and not head.flags & Is.GROUP:
        return None
    return joined_before(ps, j, j)


def _antecedent(ps: list[Phrase], w: int) -> int:
    """The index of what "who", "which", "in which" at ``w`` stands for."""
    j = w - 1
    if j >= 0 and ps[j].kind in ("P", "O"):
        j -= 1
    if j >= 0 and ps[j].kind == ",":
        j -= 1
    return j


def _relative_before(ps: list[Phrase], v: int) -> int | None:
    """The "who" or "that" whose clause the verb at ``v`` belongs to, if one stands right before it."""
    j = v - 1
    while j >= 0 and ps[j].kind == "A":
        j -= 1
    if j >= 1 and ps[j].kind == "N" and ps[j - 1].kind == "W":
        j -= 1
    return j if j >= 1 and ps[j].kind == "W" else None


def _reaches_over(ps: list[Phrase], j: int, i: int) -> bool:
    """Whether the verb at ``i`` can have its subject before the participle at ``j``: not across a joint or a mark."""
    return not any(p.kind in ("C", ";", ":", "S") for p in ps[j + 1 : i])


def _ungoverned(ps: list[Phrase], start: int) -> int:
    """Steps back over "in Basra", and over what is joined to it ("in Basra and Kut")."""
    j = start - 2
    while j >= 2 and ps[j].kind == "C" and ps[j - 1].kind == "N":
        inner = chain_start(ps, j - 1)
        if not governed(ps, inner):
            return j - 1
        j = inner - 2
    return j


def _apposed(ps: list[Phrase], j: int) -> int:
    """From "X, son of Y, chief of Z, | was" back to X."""
    while j >= 2 and ps[j].kind == "N":
        start = chain_start(ps, j)
        if start < 2 or ps[start - 1].kind != "," or ps[start - 2].kind != "N" or ps[start].number is not None:
            return j
        if ps[start - 2].number is not None and not ps[start].name:
            return j
        inner = chain_start(ps, start - 2)
        if governed(ps, inner):
            return j
        j = start - 2
    return j


def _with_number(ps: list[Phrase], groups: list[int]) -> list[int]:
    """ "45 people, mostly women and children | killed": the people before, where these are only described."""
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
        if k > 0 and ps[k].kind in (")", "-") and (opened := _opening(ps, k)) is not None:
            k = opened - 1
        if k < 0 or ps[k].kind != "N" or _is_time(ps[k]):
            break
        first = chain_start(ps, k)
        if len(out) == 1 and ps[j].kind == "C" and ps[j - 1].kind == "," and not _may_open(ps, first):
            break  # "... and 9,000 people missing, and 170 are dead": a clause of its own
        if governed(ps, first):
            back = _unprefixed(ps, first)
            if back is None and first >= 2 and ps[first - 2].kind == "V" and (inner := _relative_before(ps, first - 2)) is not None:
                back = chain_start(ps, _antecedent(ps, inner))
                back = back if ps[back].kind == "N" and not governed(ps, back) else None
            if back is None:
                break
            first = back
        if not countable(ps[first]):
            break
        out.append(first)
        j = first - 1
    out.reverse()
    return out


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


def after(ps: list[Phrase], i: int) -> list[int]:
    """The noun groups that stand as object after the verb at ``i``, with those joined to them."""
    j, n = _object_start(ps, i + 1), len(ps)
    if j >= n or ps[j].kind != "N":
        return []
    out = [_stands_for(ps, j)]
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
        if _has_own_verb(ps, end + 1) and not (i > 0 and ps[i - 1].kind == "W"):
            break
        if not (joint == k + 1 and ps[k].kind == "," and _renames(ps[out[-1]], ps[joint])):
            out.append(joint)
        j = end + 1
    return out


def _renames(name: Phrase, p: Phrase) -> bool:
    """ "Nizar Najarian, secretary-general of the party": the same person again."""
    return name.number is None and p.number is None and name.people is None and p.people is not None and p.determiner not in ("a", "an", "another")


def _object_start(ps: list[Phrase], j: int) -> int:
    """Steps over adverbs, times, insertions and a verb that shares the object ("killing or wounding dozens")."""
    n = len(ps)
    while j < n:
        if ps[j].kind in ("A", '"') or (ps[j].kind == "N" and _is_time(ps[j])):
            j += 1
        elif ps[j].kind == "P" and j + 2 < n and _is_time(ps[j + 1]) and ps[j + 2].kind == "N" and ps[j + 2].number is not None:
            j += 2  # killed on 25 August at least 11 civilians
        elif ps[j].kind == "C" and j + 1 < n and ps[j + 1].kind == "V" and ps[j + 1].verb is not None and ps[j + 1].voice != "passive":
            j += 2
        elif ps[j].kind == "," and j + 1 < n and ps[j + 1].kind in ("P", "A"):
            close = next((k for k in range(j + 1, min(j + 9, n)) if ps[k].kind == ","), None)
            if close is None or close + 1 >= n or ps[close + 1].kind != "N" or ps[close + 1].number is None:
                return n
            j = close + 1
        else:
            break
    return j


def _stands_for(ps: list[Phrase], j: int) -> int:
    """Whom a pronoun of the same sentence stands for: "dragged 11 men out and executed them", "the mayor ... he was shot"."""
    low = ps[j].head.low if ps[j].head is not None else ""  # type: ignore[union-attr]  # just asked
    if ps[j].determiner != "pron" or low not in _PRONOUNS:
        return j
    for k in range(j - 1, max(-1, j - 22), -1):
        p = ps[k]
        if p.kind != "N" or p.determiner == "pron" or p.noun is not None:
            continue
        if _PRONOUNS[low] == "many" and p.number is not None and p.people is not None and (p.number.low or 0) > 1:
            return k
        single = p.number is None and (p.name or (p.people is not None and not (p.head is not None and p.head.flags & Is.PLURAL)))
        if _PRONOUNS[low] == "one" and single and not governed(ps, chain_start(ps, k)):
            return k
    return j


_PRONOUNS = {"them": "many", "they": "many", "him": "one", "her": "one", "he": "one", "she": "one"}


def _skip_attached(ps: list[Phrase], j: int) -> int:
    """Steps over "in Basra" and the like."""
    n = len(ps)
    while j + 1 < n:
        if ps[j].kind == "P" and ps[j + 1].kind == "N":
            j = chain_end(ps, j + 1) + 1
        elif ps[j].kind in ("A", '"') or (ps[j].kind == "V" and ps[j].voice in ("bare", "part") and ps[j].verb is None and ps[j + 1].kind == "P"):
            j += 1
        else:
            break
    return j


def _has_own_verb(ps: list[Phrase], j: int) -> bool:
    """Whether the noun group that ends before ``j`` is the subject of a verb of its own."""
    j = _skip_attached(ps, j)
    return j < len(ps) and ps[j].kind == "V" and ps[j].voice in ("active", "passive", "be", "bare", "state", "part")


def countable(p: Phrase) -> bool:
    """Whether a noun group can be one of those counted: a number, people, a name, one person."""
    if p.anaphor:
        return False
    return (
        p.number is not None
        or p.people is not None
        or p.name
        or (p.determiner in ("a", "an", "another", "the", "his", "her", "their") and p.head is not None)
    )


def _is_time(p: Phrase) -> bool:
    return p.kind == "N" and p.head is not None and bool(p.head.flags & Is.TIME) and p.noun is None
