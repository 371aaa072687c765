"""The subject of a verb over clauses of any length: "X, who served as treasurer after a friend of his was shot, was killed".

From the beginning of the sentence on, what opens a clause ("who", "after", a pronoun behind a noun) waits for a verb, and a verb
closes the innermost clause that waits for one. No tree is built; where the count does not come out, nothing is found.
"""

from __future__ import annotations

from tollbook.extract.clause import chain_start, governed, is_time, saying
from tollbook.extract.cutting import Phrase
from tollbook.extract.joined import joined_before
from tollbook.extract.words import Is

_REACH = 40  # phrases before the verb that are read


class _Open:
    """A clause that has begun: who its subject is, and whether its verb has been met."""

    __slots__ = ("closed", "relative", "subject")

    def __init__(self, subject: list[int], *, relative: bool = False) -> None:
        self.subject, self.relative, self.closed = subject, relative, False


def over_clauses(ps: list[Phrase], i: int) -> list[int]:
    """The subject of the full verb at ``i``, or nothing."""
    start = next((k + 1 for k in range(i - 1, max(-1, i - _REACH), -1) if ps[k].kind in (";", ":", ".", "-")), max(0, i - _REACH))
    stack, k = [_Open([])], start
    while k < i:
        p = ps[k]
        if p.kind == "(":
            k = next((x for x in range(k + 1, i) if ps[x].kind == ")"), k)
        elif p.kind == "W":
            whose = _antecedent(ps, k)
            stack.append(_Open(whose, relative=bool(whose)))
        elif p.kind == "S":
            if not _as_one(ps, k):
                stack.append(_Open([]))
        elif p.kind == "N":
            _enter(ps, k, stack)
        elif p.kind == "V" and _finite(ps, k, stack):
            _close(stack)
        k += 1
    waiting = next((c for c in reversed(stack) if not c.closed), None)
    return waiting.subject if waiting is not None else []


def _as_one(ps: list[Phrase], k: int) -> bool:
    """ "served as a treasurer": no clause."""
    return ps[k].low == "as" and k > 0 and ps[k - 1].kind in ("V", "A", "N", "C")


def _antecedent(ps: list[Phrase], w: int) -> list[int]:
    """Of whom a relative clause is said; nobody in "said that" and in "the raid in which nine men were killed"."""
    j = w - 1
    while j >= 0 and ps[j].kind == ",":
        j -= 1
    return [chain_start(ps, j)] if j >= 0 and ps[j].kind == "N" else []


def _enter(ps: list[Phrase], k: int, stack: list[_Open]) -> None:
    """A noun group: the subject of the innermost clause, one joined to it, or the opening of a clause of its own."""
    top = stack[-1]
    p = ps[k]
    if (
        is_time(p)
        or governed(ps, k)
        or (p.low == "that" and p.last - p.first == 1)
        or (k > 0 and ps[k - 1].kind == "S" and _as_one(ps, k - 1))
    ):
        return
    before = ps[k - 1].kind if k else ""
    if not top.closed:
        if top.relative:
            return  # "whom the police hold": its verb closes it all the same
        if not top.subject:
            top.subject.append(k)
        elif p.determiner == "pron" and before == "N":
            stack.append(_Open([k]))  # a friend | he worked with
        elif before == "C" and not _role(ps, top.subject[-1], k):
            top.subject = sorted({*top.subject, *joined_before(ps, k, k)})
        return
    if before == "V" and ps[k - 1].lemma in saying():
        stack.append(_Open([k]))  # police said | nine men ...
    elif (before == "C" and not _listed(ps, k)) or (before == "," and not top.relative):
        while len(stack) > 1 and stack[-1].closed:
            stack.pop()
        if stack[-1].closed:
            stack[-1] = _Open([k])


def _role(ps: list[Phrase], one: int, k: int) -> bool:
    """ "the politician, lawyer and former envoy": what one person is besides."""
    p = ps[k]
    bare = p.determiner is None and p.number is None and not p.name and p.people is not None and not p.flags & Is.PLURAL
    return bare and ps[one].number is None and ps[one].determiner is not None


def _listed(ps: list[Phrase], k: int) -> bool:
    """ "in Dorra, Brod, and Velmark": the last of a list."""
    return k > 3 and ps[k - 2].kind == "," and ps[k - 3].kind == "N" and ps[k - 4].kind in (",", "O", "P")


def somebody(ps: list[Phrase], g: int, upper: bool) -> bool:
    """Whether a subject found from afar is people beyond doubt: a number, people, a name."""
    p = ps[g]
    if p.number is not None or p.people is not None or p.name or p.determiner == "another":
        return True
    alone = g == 0 or ps[g + 1].kind == ","
    return upper and p.determiner is None and (alone or p.last - p.first > 1)


def _finite(ps: list[Phrase], k: int, stack: list[_Open]) -> bool:
    """Whether a verb is the verb of a clause, and no participle of the words before it."""
    p = ps[k]
    if p.voice in ("active", "passive", "be") or (p.voice == "state" and p.last - p.first > 1):
        return p.low != "to"
    if p.voice != "bare":
        return False
    top = stack[-1]
    if not top.closed and (top.relative or (top.subject and ps[top.subject[-1]].determiner == "pron")):
        return True
    ahead = ps[k + 1] if k + 1 < len(ps) else None
    if p.lemma in saying():
        return True
    taken = ahead is not None and ahead.kind == "N" and not is_time(ahead)
    return taken or (p.verb is not None and p.verb.role == "subject")


def _close(stack: list[_Open]) -> None:
    """A verb closes the innermost clause that waits for one; those within it have ended."""
    while len(stack) > 1 and stack[-1].closed and any(not c.closed for c in stack[:-1]):
        stack.pop()
    stack[-1].closed = True
