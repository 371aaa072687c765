"""Places that no preposition ties to a figure: who counts there, what struck there, what a headline names."""

from __future__ import annotations

from tollbook.extract.clause import Clause, chain_end, chain_start, saying
from tollbook.extract.cutting import Phrase
from tollbook.extract.doubtful import common_nouns
from tollbook.extract.finding import Finding
from tollbook.extract.lexing import Token
from tollbook.extract.placelike import countries, named, place_words, placelike
from tollbook.extract.words import Is, tables
from tollbook.model import Measure

_Span = tuple[int, int]


def told_otherwise(c: Clause, f: Finding, headline: bool) -> _Span | None:
    """The place of ``f`` where no preposition ties one to it: who counts or loses there, what struck, what the headline names."""
    hi = max(f.group, f.trigger)
    found = _treating(c, min(f.group, f.trigger), hi) or (_losing(c, hi) if f.measure is Measure.DAMAGE_COST else None)
    found = found or _recording(c, f) or _was_struck(c, f) or _named_event(c, f) or _before_colon(c, f)
    return found or ((_headline_country(c) or _headline_body(c)) if headline else None)


def relative_place(c: Clause, lo: int) -> int | None:
    """ "was flown to the clinic, where he | died", "a house in Dorra, where police say nine | died": what "where" stands for."""
    ps = c.phrases
    for j in range(lo - 1, 1, -1):
        if ps[j].low == "where" and ps[j].kind in ("S", "W"):
            k = j - 2 if ps[j - 1].kind == "," else j - 1
            start = chain_start(ps, k) if ps[k].kind == "N" else k
            start = k if start != k and not placelike(c, ps[start]) else start
            while start > 1 and ps[start - 1].low in ("in", "at", "on") and _house(c, ps[start - 2]):
                start -= 2
            return start if placelike(c, ps[start]) and ps[start].noun_low != "there" else None
        told = ps[j].kind == "V" and ps[j].lemma in saying()
        if ps[j].kind in ("S", "W", ";", ":", ".") or (ps[j].kind == "V" and not told):
            return None
    return None


def _house(c: Clause, p: Phrase) -> bool:
    """ "a house | in Dorra, where": not the town alone."""
    return placelike(c, p) and (p.noun_low in place_words("houses") or p.noun_low in place_words("parts"))


def event_place(c: Clause) -> _Span | None:
    """ "Denmark crackdown", "Denmark's harbour unrest": a country before an event's name."""
    if c.upper:
        return None
    for p in c.phrases:
        if p.kind == "N" and p.flags & Is.EVENT:
            first = c.tokens[p.first]
            if first.low in countries() and first.text[0].isupper() and p.last - p.first >= 2:
                return first.start, first.end
    return None


def _treating(c: Clause, lo: int, hi: int) -> _Span | None:
    """ "Saint Ana's clinic had treated 90 injured people"."""
    ps = c.phrases
    for i in range(lo):
        p = ps[i]
        if (
            p.kind == "N"
            and p.noun_low in ("hospital", "clinic", "morgue", "mortuary")
            and any(k.text[0].isupper() for k in c.tokens[p.first : ps[chain_end(ps, i)].last])
            and any(q.kind == "V" and q.lemma in ("treat", "receive", "admit", "record") for q in ps[i:hi])
        ):
            return c.tokens[p.first].start, c.tokens[ps[chain_end(ps, i)].last - 1].end
    return None


def _recording(c: Clause, f: Finding) -> _Span | None:
    """ "Dorra province recorded 90 deaths": a place that counts its own."""
    ps = c.phrases
    for i in range(1, min(f.group, len(ps))):
        if ps[i].kind != "V" or ps[i].lemma not in place_words("records") or ps[i].voice not in ("active", "bare"):
            continue
        j = i - 1
        while j > 0 and (ps[j].kind == "A" or ps[j].flags & Is.TIME):
            j -= 1
        start = chain_start(ps, j)
        kind = bool(ps[start].flags & Is.KIND) and (c.upper or named(c, ps[start].first, ps[j].last))
        alone = start == j and _proper(c, ps[j]) and ps[j].lemma not in place_words("kinds")
        own = kind or (alone and ps[i].lemma in ("record", "register", "see", "suffer") and ps[j].people is None)
        if (
            ps[start].kind == "N"
            and own
            and placelike(c, ps[start])
            and (start == 0 or ps[start - 1].kind in (",", "S", "C", "W"))
        ):
            return c.tokens[ps[start].first].start, c.tokens[ps[j].last - 1].end
    return None


def _was_struck(c: Clause, f: Finding) -> _Span | None:
    """ "Dorra village was attacked by rebels, with eleven deaths": the place whose fate is told before."""
    ps = c.phrases
    for i in range(1, min(f.group, f.trigger)):
        p = ps[i]
        if p.kind != "V" or p.voice not in ("passive", "part") or p.negative or ps[i - 1].kind != "N":
            continue
        start = chain_start(ps, i - 1)
        if (p.lemma in place_words("assaults") or p.lemma in place_words("hits")) and ps[start].flags & Is.KIND:
            return c.tokens[ps[start].first].start, c.tokens[ps[i - 1].last - 1].end
    return None


def _proper(c: Clause, p: Phrase) -> bool:
    """A name, also where it begins the sentence."""
    first = c.tokens[p.first]
    return p.name or (not c.upper and (first.low in countries() or (p.last - p.first == 1 and _only_name(c, first))))


def _named_event(c: Clause, f: Finding) -> _Span | None:
    """ "the Dorra floods", "killed in Dorra bus crash", "the West Brod shootings": a name before what struck there."""
    if c.upper:
        return None
    ps = c.phrases
    for i, p in enumerate(ps):
        if p.kind != "N" or p.noun_low not in place_words("struck"):
            continue
        near = i < min(f.group, f.trigger) or (i > 0 and ps[i - 1].low in ("in", "by", "after", "during") and i > f.group)
        words = _name_in(c, p) if near else None
        if words is not None and not (words[0] is c.tokens[0] and words[0].flags):
            return words[0].start, words[-1].end
    return None


def _name_in(c: Clause, p: Phrase) -> list[Token] | None:
    """The name of a place before the head of a noun group: "fatal | West Brod | house fire"."""
    words = [k for k in c.tokens[p.first : p.last] if k is not p.head and not k.flags & Is.DET]
    at = next((x for x, k in enumerate(words) if _only_name(c, k) or _opens_name(words, x)), None)
    if at is None or words[at] is c.tokens[0]:
        return None
    start = end = at
    while start > 0 and (words[start - 1].low in place_words("compass") or _named_kind(words[start - 1])):
        start -= 1
    while end + 1 < len(words) and words[end + 1].text[0].isupper() and _goes_on(words[end + 1]):
        end += 1
    behind = words[end + 1] if end + 1 < len(words) else None
    if (behind is not None and behind.text.isdecimal()) or (behind is not None and behind.low == "day"):
        return None  # "Cloud 9 shooting", "Labor Day shooting"
    return words[start : end + 1]


def _named_kind(k: Token) -> bool:
    """ "Harbour | Maren": a kind of place that is a part of the name."""
    return bool(k.flags & Is.KIND) and k.text[0].isupper()


def _opens_name(words: list[Token], x: int) -> bool:
    """ "Fort Maren", "South Side": two words of the tables that name a place together."""
    if x + 1 >= len(words) or not words[x].text[0].isupper() or not words[x + 1].text[0].isupper():
        return False
    opens, behind = words[x].low, words[x + 1]
    side = opens in place_words("compass") and behind.low in ("side", "end")
    return side or (opens in place_words("openers") and behind.low not in tables().words)


def _goes_on(k: Token) -> bool:
    plain = k.low in tables().words or k.low in common_nouns() or k.low in place_words("never")
    return not plain or bool(k.flags & Is.KIND) or k.low in ("side", "end")


def _only_name(c: Clause, k: Token) -> bool:
    """A capitalised word of no table, and not only because it begins the sentence."""
    low = k.low
    unknown = low not in tables().words and low not in place_words("never") and low not in place_words("feasts")
    return unknown and k.text[0].isupper() and not k.text.isupper() and len(k.text) > 3


def _before_colon(c: Clause, f: Finding) -> _Span | None:
    """ "Dorra: nine killed in crash"."""
    ps = c.phrases
    if len(ps) < 3 or ps[0].kind != "N" or ps[1].kind != ":" or f.group < 2 or c.upper:
        return None
    words = c.tokens[ps[0].first : ps[0].last]
    if words[0].low in tables().raw["measures"]["disease"]["words"].split():
        return None
    return (words[0].start, words[-1].end) if len(words) == 1 and _only_name(c, words[0]) else None


def _losing(c: Clause, hi: int) -> _Span | None:
    """ "The island lost $80 million"."""
    ps = c.phrases
    for i in range(1, min(hi + 1, len(ps))):
        p, subject = ps[i], ps[i - 1]
        if p.kind == "V" and p.lemma == "lose" and subject.kind == "N" and placelike(c, subject):
            return c.tokens[subject.first].start, c.tokens[subject.last - 1].end
    return None


def _headline_country(c: Clause) -> _Span | None:
    ps = c.phrases
    for i, p in enumerate(ps):
        if p.kind != "N":
            continue
        speaks = next((q for q in ps[i + 1 : i + 3] if q.kind == "V"), None)
        told = speaks is not None and (speaks.lemma in saying() or speaks.lemma in ("withdraw", "correct", "deny"))
        for k in c.tokens[p.first : p.last]:
            if k.low in countries() and k.text[0].isupper() and not (told and (k is not p.head or i)):
                return k.start, _with_kind(c, k, p.last)
    return None


def _with_kind(c: Clause, k: Token, last: int) -> int:
    """The end of "Denmark City": a country's name may be a part of a town's."""
    behind = next((x for x in c.tokens[:last] if x.start > k.start), None)
    return behind.end if behind is not None and behind.flags & Is.KIND and behind.text[0].isupper() else k.end


def _headline_body(c: Clause) -> _Span | None:
    """ "Dorra police detain 40": in a headline, whose police."""
    p = c.phrases[0] if c.phrases else None
    if (
        p is None
        or p.kind != "N"
        or p.last - p.first != 2
        or p.noun_low not in ("police", "court", "prison", "hospital", "mine", "bus")
    ):
        return None
    first = c.tokens[p.first]
    speaks = next((q for q in c.phrases[1:3] if q.kind == "V"), None)
    named = _only_name(c, first) and not first.flags & Is.NATION and not (speaks is not None and speaks.lemma in saying())
    return (first.start, first.end) if named else None
