"""Acts told by a verb: "imposed a curfew", "gunmen killed a priest", "shops were looted", "condemning this order"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tollbook.extract.acts_deed import Deed, Range, can_act, chain, is_doer, peoplelike, words_of
from tollbook.extract.acts_words import ActRule, act_pattern, act_words, forms_of, word_set
from tollbook.extract.clause import Clause, chain_start, governed, is_time
from tollbook.extract.objects import after
from tollbook.extract.subjects import before
from tollbook.extract.words import Is
from tollbook.model import ActKind

_REACH = 9  # phrases behind a verb in which its object is looked for
_AGAINST = ("on", "upon", "at", "against", "to", "with", "for", "into")
_OF_ITSELF = frozenset("end halt begin start resume close stop open reopen burn collapse".split())  # "the strike ended"
_NOBODY = ("nobody", "none", "noone", "nothing")
_BARE = ("ing", "bare", "part")


def by_verbs(c: Clause) -> Iterator[Deed]:
    """The acts that the verbs of a sentence tell. Of the rows of a verb, those that name an object come first."""
    table = act_words().verbs
    for i, p in enumerate(c.phrases):
        if p.kind != "V" or p.head is None or p.negative:
            continue
        rules = table.get(p.head.low)
        if rules is None or (p.voice == "inf" and not _done(c, i)) or _noun_use(c, i):
            continue
        found: list[Deed] = []
        for rule in rules:
            if found and (rule.object is None or any(d.rule.word == rule.word or d.rule.object is None for d in found)):
                continue
            deed = _deed(c, i, rule)
            if deed is not None:
                found.append(deed)
            for earlier in found[:-1]:
                _apart(deed, earlier)
        yield from found


def _apart(deed: Deed | None, earlier: Deed) -> None:
    """ "imposed a state of emergency and a curfew": the second act is told by its own words."""
    if deed is not None and deed.start < earlier.end and deed.named is not None:
        deed.start = max(earlier.end, deed.named)


def _noun_use(c: Clause, i: int) -> bool:
    """ "its use of force": what looks like a verb behind a preposition or an article is a noun."""
    ps = c.phrases
    return i > 0 and ps[i - 1].kind == "O" and ps[i].voice in ("bare", "part", "active") and ps[i].last - ps[i].first == 1


def _done(c: Clause, i: int) -> bool:
    """Whether what stands in the infinitive was done: "began to withdraw", "managed to retake"."""
    p = c.phrases[i]
    lows = [k.low for k in c.tokens[p.first : p.last]]
    inner = lows[: lows.index("to")] if "to" in lows else []
    if any(w in forms_of("again_to", "verbs") for w in inner):
        return True
    j = i - 1
    while j >= 0 and c.phrases[j].kind in ("A", "N") and i - j < 3:
        if c.phrases[j].kind == "N" and c.phrases[j].number is None and c.phrases[j].people is None:
            break
        j -= 1
    if j >= 0 and c.phrases[j].kind == "N" and c.phrases[j].noun_low in word_set("again_to", "nouns"):
        return True
    return j >= 0 and c.phrases[j].kind == "V" and c.phrases[j].noun_low in forms_of("again_to", "verbs")


def _deed(c: Clause, i: int, rule: ActRule) -> Deed | None:
    ps = c.phrases
    p = ps[i]
    assert p.head is not None  # the caller asks
    end = c.tokens[p.last - 1].end
    agent = _agent(c, i)
    objects = [g for g in after(ps, i) if not is_time(ps[g])]
    subjects = _nearest(c, _participle(c, i) or before(ps, i))
    named = _relative(c, i) if not objects and p.voice in ("active", "bare") else None
    objects = [named] if named is not None else objects
    passive = p.voice in ("passive", "state") or (
        p.voice in ("bare", "part")
        and not objects
        and (agent is not None or (not rule.says and not rule.done and p.lemma not in _OF_ITSELF))
        and (rule.object is None or rule.object.search(words_of(c, _region(c, i))) is None)
    )
    behind = re.sub(r"\s+", " ", c.text[end : end + 160][: max(0, c.end - end)]).lstrip()
    if rule.behind is not None and rule.behind.match(behind) is None and rule.behind.match(behind.lstrip('"“ ')) is None:
        return None
    if (rule.active and passive) or _asked_for(c, i):
        return None
    if _inverted(c, i):
        objects = objects[:1]
    actors = [agent] if passive else subjects
    targets = subjects if passive else objects
    actor = _name_alone(c, chain_start(ps, actors[0])) if actors and actors[0] is not None else None
    target = _joined(c, targets)
    region = words_of(c, target) if passive or named is not None else words_of(c, _region(c, i))
    found = _meets(c, rule, region, words_of(c, actor), behind)
    if found is None:
        return None
    doers = [a for a in actors if a is not None]
    if any(ps[g].determiner == "no" or ps[g].noun_low in _NOBODY for g in (*doers, *targets)):
        return None
    if rule.agent and not any(is_doer(c, ps[a]) for a in doers):
        return None
    if rule.people and not any(peoplelike(c, ps[t]) for t in targets) and (targets or agent is None):
        return None
    told = rule.done or rule.says or rule.object is not None or rule.behind is not None
    if not targets and not told and agent is None:
        return None
    if rule.says and not passive and actor is None and p.voice in _BARE and not objects and rule.behind is None:
        return None
    if actor is not None and not passive and rule.says and not peoplelike(c, ps[doers[0]]):
        actor = _speaker(c, i) or actor
    if actor is not None and not passive and not rule.agent and not rule.done and not can_act(c, ps[doers[0]]):
        actor = None
    start, last, at = c.tokens[p.first].start, end, _region(c, i)
    hit = rule.object.search(c.text, at[0], at[1]) if at is not None and rule.object is not None and not passive else None
    last = hit.end() if hit is not None else last
    if rule.own:
        target = _opposite(c, i)
    elif target is None and not passive:
        target = (hit.start(), hit.end()) if hit is not None else _opposite(c, i)
    named_at = hit.start() if hit is not None else None
    return Deed(clause=c, rule=rule, family="verb", trigger=i, start=start, end=last, actor=actor, target=target, named=named_at)


def _opposite(c: Clause, i: int) -> Range | None:
    """Against whom: "opened fire on the crowd", "called on the government to"."""
    ps = c.phrases
    for j in range(i + 1, min(i + 5, len(ps) - 1)):
        if ps[j].kind in (";", ".", ":", "S", "W", "V", "C"):
            return None
        if (
            ps[j].kind == "P"
            and ps[j].low in ("on", "upon", "at", "against", "to", "with", "for", "into")
            and ps[j + 1].kind == "N"
        ):
            found = not is_time(ps[j + 1]) and (peoplelike(c, ps[j + 1]) or ps[j + 1].low != "a")
            return chain(c, j + 1) if found else None
    return None


def _relative(c: Clause, i: int) -> int | None:
    """ "the strike they had called", "protesters they killed": the object stands before a pronoun."""
    ps = c.phrases
    if i < 2 or ps[i - 1].determiner != "pron" or ps[i - 1].noun_low not in ("they", "he", "she", "it", "we"):
        return None
    return i - 2 if ps[i - 2].kind == "N" and not is_time(ps[i - 2]) else None


def _nearest(c: Clause, subjects: list[int]) -> list[int]:
    """ "to talk about Ukraine and Europe, Moscow has ruled out": after a comma alone, a subject of its own."""
    ps = c.phrases
    if len(subjects) > 1 and ps[subjects[-1] - 1].kind == ",":
        return subjects[-1:]
    return subjects


def _speaker(c: Clause, i: int) -> Range | None:
    """ "Ablov said that a revolution was under way, and denounced": who speaks is the subject of the sentence."""
    ps = c.phrases
    first = next((j for j, p in enumerate(ps[:i]) if p.kind == "N" and not is_time(p)), None)
    return chain(c, first) if first is not None and peoplelike(c, ps[first]) and not governed(ps, first) else None


def _asked_for(c: Clause, i: int) -> bool:
    """ "demanded that the president investigate", "those who demonstrate peacefully": a base form tells no act."""
    ps = c.phrases
    p = ps[i]
    first = c.tokens[p.first].flags
    if not first & Is.BASE or first & (Is.PAST | Is.THIRD | Is.PART | Is.MODAL):
        return False
    if i and ps[i - 1].kind == "W":
        return True
    if p.last - p.first > 1:
        return False
    table = act_words().verbs
    return any(
        q.kind == "V" and any(r.kind is ActKind.REQUEST for r in table.get(q.noun_low, ())) for q in ps[max(0, i - 14) : i]
    )


def _name_alone(c: Clause, g: int) -> Range:
    """ "a criticism Dorra called crass": of a thing and a name grown together, the name is who acts."""
    p = c.phrases[g]
    words = c.tokens[p.first : p.last]
    grown = p.determiner in ("a", "an") and len(words) > 2 and words[-1].text[0].isupper() and words[-2].text.islower()
    if grown and p.people is None and not p.flags & Is.PEOPLE and not c.upper:
        return words[-1].start, words[-1].end
    return chain(c, g)


def _meets(c: Clause, rule: ActRule, region: str, subject: str, behind: str) -> str | None:
    """What the object's words must hold, and the subject's; ``None`` where they do not."""
    holds = rule.object is None or rule.object.search(region) is not None
    if not holds and (rule.behind_ok is None or rule.behind_ok.match(behind) is None):
        return None
    if rule.object_not is not None and rule.object_not.search(region):
        return None
    if rule.subject is not None and rule.subject.search(subject) is None:
        return None
    if rule.subject_not is not None and rule.subject_not.search(subject):
        return None
    return region


def _region(c: Clause, i: int) -> Range | None:
    """The words behind a verb up to the next verb, mark of a clause or preposition of another part."""
    ps = c.phrases
    j = i + 1
    while j < len(ps) and j <= i + _REACH:
        k = ps[j].kind
        noun = k == "V" and ((j + 1 < len(ps) and ps[j + 1].kind == "O") or ps[j - 1].kind in ("O", '"'))
        if (
            k in (";", ".", ":", "S", "W")
            or (k == "V" and not noun)
            or (k == "," and (j + 1 >= len(ps) or ps[j + 1].kind not in ("N", "C")))
        ):
            break
        if k == "P" and j > i + 1 and ps[j].low not in ("of", "including"):
            break
        j += 1
    return None if j == i + 1 else (c.tokens[ps[i].last].start, c.tokens[ps[j - 1].last - 1].end)


def _joined(c: Clause, groups: list[int]) -> Range | None:
    """The words of one noun group, or of all that are joined."""
    if not groups:
        return None
    first, last = chain(c, groups[0]), chain(c, groups[-1])
    return first if last[1] - first[0] > 160 else (first[0], max(first[1], last[1]))


def _agent(c: Clause, i: int) -> int | None:
    """Who is told behind "by": "were killed in Dorra by gunmen"."""
    ps = c.phrases
    for j in range(i + 1, min(i + 10, len(ps) - 1)):
        if ps[j].kind in (";", ".", ":", "S", "W", "V"):
            return None
        if ps[j].kind == "P" and ps[j].low == "by" and ps[j + 1].kind == "N" and not is_time(ps[j + 1]):
            return j + 1 if can_act(c, ps[j + 1]) else None
    return None


def _participle(c: Clause, i: int) -> list[int]:
    """Who does what a participle tells: "protesters storming the hall", "a guard died while attacking"; see `_inverted`."""
    ps = c.phrases
    if ps[i].voice != "ing" or ps[i].last - ps[i].first > 1:
        return []
    if i == 0:
        return _inverted(c, i)
    if ps[i - 1].kind == "N" and not is_time(ps[i - 1]):
        return [chain_start(ps, i - 1)]
    if ps[i - 1].kind == ",":
        verb = next((j for j in range(i - 1, 0, -1) if ps[j].kind == "V" and ps[j].voice not in ("ing", "inf", "part")), None)
        return _inverted(c, i) or (before(ps, verb) if verb is not None and ps[verb].voice != "passive" else [])
    if ps[i - 1].kind in ("S", "P"):
        first = next((j for j, p in enumerate(ps[:i]) if p.kind == "N" and not is_time(p) and not governed(ps, j)), None)
        return _inverted(c, i) or ([first] if first is not None else [])
    return _inverted(c, i)


def _inverted(c: Clause, i: int) -> list[int]:
    """ "Condemning this order, the minister ...": whose participle opens the sentence."""
    ps = c.phrases
    if ps[i].voice != "ing" or any(p.kind not in ("A", "C", '"', "S") for p in ps[:i]):
        return []
    comma = next((j for j in range(i + 1, min(i + 10, len(ps) - 1)) if ps[j].kind == ","), None)
    return [comma + 1] if comma is not None and ps[comma + 1].kind == "N" else []


def never_before(c: Clause, at: int) -> bool:
    """Whether the words before say that it has not happened, or not yet: "to prevent", "no", "called for"."""
    return act_pattern("never", "before").search(re.sub(r"\s+", " ", c.text[max(c.start, at - 60) : at])) is not None
