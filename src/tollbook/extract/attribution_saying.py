"""Verbs of saying: who says it stands before the verb or, in ", said X", behind it."""

from __future__ import annotations

from dataclasses import replace

from tollbook.extract.attribution_contents import apposed, before_cue, behind_cue, clause_end, ends_clause, time_after
from tollbook.extract.attribution_cue import QUOTES, Cue, chain, ends_quote, is_pronoun
from tollbook.extract.attribution_documents import behind as origin_behind
from tollbook.extract.attribution_documents import documented, documents_before, maker
from tollbook.extract.attribution_sources import Range, counts, right_of, words
from tollbook.extract.attribution_subjects import begins_clause, joined_subject, left_of, over_comma, skip_left, who_of
from tollbook.extract.tokens import Token
from tollbook.extract.words import Is, tables
from tollbook.lexicon import table

_TOLD = 8  # words of a clause that tells who somebody is, kept with the name
_ALONE = 12  # words of a sentence that only says who spoke, behind a quotation
_SUPPOSED = frozenset("said believed thought alleged estimated".split())
_ADDING = frozenset("added adds said says told warned noted announced stated confirmed reported estimated put".split())
_ANSWERING = frozenset("responded responds reacted reacts replied replies answered".split())
_NAMELESS = frozenset(["to", "be", "been", "is", "are", "was", "were", "not"])
_DETERMINERS = frozenset(["the", "a", "an", "its", "his", "their", "our", "these", "those", "no"])


def said_by(toks: tuple[Token, ...], k: int, limit: int) -> Cue | None:
    """The cue of the verb of saying at token ``k``; nothing where the word is none here."""
    after = _completed(toks, k, limit)
    if after is None or _says_nothing(toks, k, after, limit):
        return None
    previous = toks[k - 1] if k > 0 else None
    found = _inverted(toks, k, after, limit)
    if found is not None:
        return found
    subject = documented(toks, left_of(toks, k), k)
    if subject is None:
        return _joined(toks, k, after, limit)
    if toks[k].low.endswith("ing") and previous is not None and previous.low in words("words", "heads"):
        return None
    if toks[k].text[:1].isupper() and k == 0:
        return None
    return _spoken(toks, k, after, limit, subject)


def _completed(toks: tuple[Token, ...], k: int, limit: int) -> int | None:
    """Where the verb ends with the little word that it needs ("went on"); nothing where it lacks it."""
    low, after = toks[k].low, k + 1
    little = table("attribution")["verbs"]["little"].get(low)
    if little is None:
        return after
    if after < limit and (toks[after].low in little or ("#" in little and counts(toks[after].low))):
        return after if "#" in little and counts(toks[after].low) else after + 1
    if low in words("verbs", "far") and (of := _far_of(toks, after, limit)) is not None:
        return of + 1
    if low.startswith("show") and after < limit and documents_before(toks, k):
        return after
    return after if after >= limit and documents_before(toks, k) else None


def _far_of(toks: tuple[Token, ...], k: int, limit: int) -> int | None:
    """ "had spoken on Thursday | of 78 dead": the little word some way behind, before a number."""
    for j in range(k, min(limit - 1, k + 8)):
        if toks[j].text in (",", ";", ":") or toks[j].text in QUOTES:
            return None
        if toks[j].low == "of" and any(counts(t.low) for t in toks[j + 1 : j + 4]):
            return j
    return None


def _says_nothing(toks: tuple[Token, ...], k: int, after: int, limit: int) -> bool:
    """No verb here, or one without a speaker: "the confirmed cases", "men said to be rebels", "a storm claimed 230"."""
    low = toks[k].low
    previous = toks[k - 1] if k > 0 else None
    if after + 1 < limit and toks[after].low == "to" and toks[after + 1].low in ("be", "have") and low in _SUPPOSED:
        return True
    if low.startswith("claim") and any(t.low in ("life", "lives", "victims") for t in toks[after : min(limit, after + 6)]):
        return True
    if low.startswith("call") and any(t.low in words("documents", "nouns") for t in toks[after : min(limit, after + 3)]):
        return True  # "called the figure exaggerated": no source of it
    if previous is None:
        return False
    if previous.low in _NAMELESS or previous.low in _DETERMINERS or _denied(toks, k):
        return True
    if low in _ANSWERING and after < limit and toks[after].low in ("and", "by", "to", "with"):
        return True  # "forces responded and killed 18"
    return toks[k].text[:1].isupper() and previous.text.isalpha() and not _titled(toks)


def _denied(toks: tuple[Token, ...], k: int) -> bool:
    """ "The minister rejected | reports that ...": a noun, of which somebody has spoken."""
    if toks[k].low not in ("reports", "claims", "estimates", "suggestions", "statements"):
        return False
    flags = tables().word(toks[k - 1].low).flags
    who = toks[k - 2].low in ("the", "those", "these") if k > 1 else True
    return bool(flags & Is.PAST) and not flags & Is.NOUN and toks[k - 1].low not in words("words", "heads") and not who


def _titled(toks: tuple[Token, ...]) -> bool:
    """A sentence in which most words begin with a capital: a headline, or a telegram."""
    long = [t.text for t in toks if t.text.isalpha() and len(t.text) > 3]
    return 2 * sum(w[0].isupper() for w in long) > len(long)


def _inverted(toks: tuple[Token, ...], k: int, after: int, limit: int) -> Cue | None:
    """ "..., said X", with all that is said of X behind."""
    low, previous = toks[k].low, toks[k - 1] if k > 0 else None
    trailing = previous is not None and (previous.text in (",", "?", "!") or previous.text in QUOTES)
    if not trailing or (low in words("verbs", "tell") and low != "informed") or low.endswith("ing"):
        return None
    told_when, after = after, _over_manner(toks, after, limit)
    source = right_of(toks, after, limit, speaks=low in words("verbs", "speak"))
    if source is None or _has_verb(toks, source):
        return None
    if told_when < after and not (toks[after].low in _DETERMINERS or toks[after].text[:1].isupper()):
        return None
    end = apposed(toks, source[1], limit)
    closed = end >= limit or toks[end].text in (",", ".", ";", "—") or toks[end].text in QUOTES
    if not closed and (not time_after(toks, end) or _first(toks, k)):
        return None
    if toks[k - 1].text == "," and end < limit and toks[end].text != "," and _first(toks, k):
        return None
    if source[1] < limit and toks[source[1]].low in ("who", "that"):  # "a teacher who gave her name as Zeinab"
        source = (source[0], min(clause_end(toks, source[1], limit), source[1] + _TOLD))
    told = _trailing(toks, k, (k, end), source, limit)
    return told if end == source[1] else replace(told, worded=(source[0], end))


def _over_manner(toks: tuple[Token, ...], k: int, limit: int) -> int:
    """ "..., informed | this Friday | the fleet", "..., said | in a statement | the mayor": behind time and manner."""
    while k + 1 < limit:
        low, then = toks[k].low, toks[k + 1].low
        if low in words("words", "days") or low in ("today", "yesterday", "night", "morning", "afternoon", "evening"):
            k += 1
        elif low in ("this", "last", "on") and then in words("words", "days"):
            k += 2
        elif low in ("in", "by", "through", "on") and then in ("a", "an", "its", "his", "her"):
            noun = next((j for j in range(k + 2, min(limit, k + 5)) if toks[j].low in words("documents", "nouns")), None)
            if noun is None:
                return k
            k = noun + 1
        else:
            return k
    return k


def _first(toks: tuple[Token, ...], k: int) -> bool:
    """ "The council, allied with the mayor, | said": what begins the sentence speaks, whatever follows."""
    subject = over_comma(toks, k - 1) if toks[k - 1].text == "," else None
    return subject is not None and begins_clause(toks, subject[0])


def _has_verb(toks: tuple[Token, ...], span: Range) -> bool:
    """A clause, no name: "a drone was hit"."""
    return any(
        tables().word(t.low).flags & Is.PAST and not tables().word(t.low).flags & (Is.NOUN | Is.ADJ | Is.PART)
        for t in toks[span[0] + 1 : span[1]]
    )


def _joined(toks: tuple[Token, ...], k: int, after: int, limit: int) -> Cue | None:
    """A verb joined to another one's subject, or behind "who"."""
    content = behind_cue(toks, after, limit)
    if not content:
        return None
    who = who_of(toks, k)
    if who is not None:
        name, worded = who
        stop = (
            next((j for j in range(content[0][0], limit) if toks[j].text == ","), limit)
            if toks[worded[0] - 1].text == ","
            else limit
        )
        return Cue((k, after), name, ((content[0][0], stop),), "who", worded=worded)
    start = skip_left(toks, k)
    partaking = k > 3 and toks[k].low.endswith("ing") and toks[k - 1].text == ","  # "..., saying that"
    if start < 1 or not (toks[start - 1].low in ("and", "but") or partaking):
        return None
    subject = joined_subject(toks, k)
    if subject is not None:
        return Cue((k, after), subject, content, "and", pronoun=is_pronoun(toks, subject))
    if start == k and k > 4 and toks[k].low in _ADDING:
        return Cue((k, after), None, content, "and")
    return None


def _spoken(toks: tuple[Token, ...], k: int, after: int, limit: int, subject: Range) -> Cue | None:
    """ "X said CONTENT", "CONTENT, X said"."""
    origin, subject = origin_behind(toks, subject, k, limit)
    listener = subject if (speaker := _before_listener(toks, subject)) is not None else None
    subject = speaker or subject
    source = maker(toks, subject)
    told: Range | None = listener
    if toks[k].low in words("verbs", "tell"):
        told = None if after < limit and toks[after].low in ("of", "how") else right_of(toks, after, limit)
        after = told[1] if told else after + (after < limit and toks[after].low == "of")
    elif after < limit and toks[after].low in ("through", "via"):
        told = right_of(toks, after + 1, limit)
    start = subject[0]
    quoted = ends_quote(toks, start - 1) and not _goes_on(toks, after, limit)
    parted = start > 0 and (toks[start - 1].text in (",", "—", "–", "-", ";") or toks[start - 1].text in QUOTES)
    if quoted or (parted and ends_clause(toks, after, limit)):
        return _trailing(toks, k, (start, after), source, limit, behind=origin, told=told, pronoun=is_pronoun(toks, source))
    content = behind_cue(toks, after, limit)
    if not content and (subject[0] > 0 or limit > _ALONE):
        return None
    stop = skip_left(toks, k)
    whole = (subject[0], stop - 1) if toks[stop - 1].text == "," and stop - 1 > subject[1] and source == subject else None
    return Cue((k, after), source, content, "say", origin, told or _talked_to(toks, start), is_pronoun(toks, source), whole)


def _before_listener(toks: tuple[Token, ...], listener: Range) -> Range | None:
    """ "The mayor, in an interview with | Radio Dorra |, said": who speaks, and not whom they talk to."""
    k = listener[0] - 1
    if k < 2 or toks[k].low not in ("with", "to"):
        return None
    k -= 1
    if toks[k].low in ("interview", "conversation", "chat", "talk", "conversations", "talks"):
        k -= 1
        while k > 0 and toks[k].low in ("an", "a", "exclusive", "telephone", "phone", "brief", "short"):
            k -= 1
        if toks[k].low != "in":
            return None
    elif toks[k].low not in ("talking", "speaking"):
        return None
    k -= toks[k - 1].low == "while"
    return left_of(toks, k) if k > 0 else None


def _goes_on(toks: tuple[Token, ...], after: int, limit: int) -> bool:
    """Behind the cue stands what is said: no mark, and no phrase of time, place or manner."""
    if after >= limit or not toks[after].text[0].isalnum() or time_after(toks, after):
        return False
    flags = tables().word(toks[after].low).flags
    return not flags & (Is.PREP | Is.ING | Is.ADV) and toks[after].low not in words("words", "adverbs")


def _talked_to(toks: tuple[Token, ...], start: int) -> Range | None:
    """ "Talking to Radio Dorra, a doctor said": whom the source told."""
    if start < 4 or toks[0].low not in ("talking", "speaking") or toks[1].low not in ("to", "on", "with"):
        return None
    return right_of(toks, 2, start)


def _trailing(
    toks: tuple[Token, ...],
    cue: int,
    span: Range,
    source: Range,
    limit: int,
    *,
    behind: Range | None = None,
    told: Range | None = None,
    pronoun: bool = False,
) -> Cue:
    """ "CONTENT, X said": the content stands before, and may go on behind."""
    if behind is None:
        after = next((j for j in range(span[1], limit) if toks[j].text in (",", ";")), limit)
        behind = chain(toks, after, limit)
    return Cue((cue, cue + 1), source, before_cue(toks, span[0], span[1], limit), "trailing", behind, told, pronoun)
