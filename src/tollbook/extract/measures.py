"""Which measure a number is of: by the verb whose subject or object it is, the noun that it counts, or the toll that it tells.

Each rule says its name in `Finding.rule`; the word tables say which words it walks.
"""

from __future__ import annotations

from tollbook.extract.clause import Clause
from tollbook.extract.cutting import Phrase
from tollbook.extract.finding import Finding
from tollbook.extract.members import told
from tollbook.extract.nouns import by_modifier, by_noun, by_state
from tollbook.extract.tolls import NUMBERS
from tollbook.extract.verbs import by_verb
from tollbook.extract.words import Is, NounRule
from tollbook.model import Measure, WhoClass


def find_in(clause: Clause) -> list[Finding]:
    """All findings of a sentence, in order of their figures; the same figure twice only for two measures."""
    ps = clause.phrases
    out: list[Finding] = []
    for i, p in enumerate(ps):
        if p.kind == "V":
            if p.verb is not None:
                out += by_verb(clause, i, p.verb)
            elif p.noun is not None and p.voice == "state":
                out += by_state(clause, i, p.noun)
        elif p.kind == "N":
            if p.noun is not None:
                out += by_noun(clause, i, p.noun)
            elif p.noun_low in NUMBERS and _of_marchers(ps, i):
                out += told(clause, i, i + 2, Measure.CROWD)
            elif p.word is not None and p.word.verb is not None and p.flags & Is.ING and ps[min(i + 1, len(ps) - 1)].kind == "O":
                out += by_noun(clause, i, NounRule(p.word.verb.measure, frozenset(["of"]), p.word.verb.takes))
            if p.measures:
                out += by_modifier(clause, i)
    return settled(clause, out)


def _of_marchers(ps: list[Phrase], i: int) -> bool:
    """ "the number of marchers", of whom no verb tells what befell them."""
    if i + 2 >= len(ps) or ps[i + 1].kind != "O" or ps[i + 2].people is not WhoClass.PROTESTERS or ps[i + 2].number is not None:
        return False
    behind = ps[i + 3] if i + 3 < len(ps) else None
    return behind is None or not (
        behind.kind == "W" or behind.determiner == "pron" or (behind.kind == "V" and behind.verb is not None)
    )


def settled(clause: Clause, found: list[Finding]) -> list[Finding]:
    """One finding a figure and measure; mixed counts made one; weak readings dropped where a stronger stands."""
    found.sort(key=lambda f: (f.start, f.end))
    by_figure: dict[tuple[int, int], list[Finding]] = {}
    for f in found:
        by_figure.setdefault((f.start, f.end), []).append(f)
    out: list[Finding] = []
    for same in by_figure.values():
        out += [f for f in _one_figure(clause, same) if not _renamed(clause, f, out)]
    return out


def _renamed(clause: Clause, f: Finding, known: list[Finding]) -> bool:
    """ "the arrest of X, the only mayor arrested": the same person by another name."""
    return f.single and any(
        k.single
        and k.measure is f.measure
        and k.trigger != f.trigger
        and k.end < f.start
        and clause.text[k.end : f.start].strip() == ","
        for k in known
    )


def _one_figure(clause: Clause, same: list[Finding]) -> list[Finding]:
    strong = [f for f in same if not f.weak] or same
    by_measure = {f.measure: f for f in reversed(strong)}
    if Measure.SERIOUSLY_INJURED in by_measure:
        by_measure.pop(Measure.INJURED, None)
    if Measure.KILLED in by_measure:
        by_measure.pop(Measure.HELD, None)  # "killed five civilians in their custody"
    killed, hurt = by_measure.get(Measure.KILLED), by_measure.get(Measure.INJURED) or by_measure.get(Measure.SERIOUSLY_INJURED)
    if killed is not None and hurt is not None and killed.high != 0:
        a, b = sorted((killed.trigger, hurt.trigger))
        between = clause.phrases[a + 1 : b]
        joined = len(between) == 1 and between[0].kind == "C"
        die = clause.phrases[killed.trigger].word
        if joined and not (die is not None and die.lemma in ("die", "succumb")):
            by_measure.pop(Measure.INJURED, None)
            by_measure.pop(Measure.SERIOUSLY_INJURED, None)
            del by_measure[Measure.KILLED]
            killed.measure = Measure.KILLED_OR_INJURED
            by_measure[Measure.KILLED_OR_INJURED] = killed
        else:
            by_measure.pop(hurt.measure)
    if Measure.DAMAGED in by_measure and (whole := by_measure.get(Measure.DESTROYED)) is not None:
        a, b = sorted((by_measure[Measure.DAMAGED].trigger, whole.trigger))
        if [q.kind for q in clause.phrases[a + 1 : b]] == ["C"]:
            del by_measure[Measure.DESTROYED]  # "damaged or destroyed": damaged, all of them
    return sorted(by_measure.values(), key=lambda f: str(f.measure))
