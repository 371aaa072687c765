"""Whether a figure is of the event told of, of a past one, or of one that has not happened."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tollbook.extract.cutting import Phrase
from tollbook.extract.finding import Finding
from tollbook.extract.lexing import Token
from tollbook.extract.trie import trie_pattern
from tollbook.extract.words import Is, tables
from tollbook.model import Frame, Report

_YEAR = re.compile(r"(19[5-9]\d|20[0-3]\d)(?<![\d,.]\d{4})(?!\d|,\d)")  # what stands before is asked last: faster


_BARE_YEAR = re.compile(r"(?:^|\W)(?:back )?in (?:19[5-9]\d|20[0-3]\d)(?=\W|$)(?!\s*(?:alone|so far))", re.I)
_MONTH = re.compile(
    r"\b(?:january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\b",
    re.I,
)


def spaced(words: str) -> str:
    """A pattern of ``words`` that any blank, a new line too, may part."""
    return re.escape(words).replace("\\ ", r"\s+")


@cache
def _phrases(name: str) -> re.Pattern[str]:
    return anywhere(tables().raw["frames"][name]["phrases"])


def anywhere(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern of whole words that matches any of ``phrases``, which any blank may part."""
    return re.compile(r"(?<!\w)" + trie_pattern(phrases) + r"(?!\w)", re.I)


def report_year(report: Report) -> int | None:
    """The year that the report is of: its publication's, else the latest that it names."""
    if report.published is not None:
        when = report.published.day or (report.published.instant.date() if report.published.instant else None)
        if when is not None:
            return when.year
    years = [int(y) for y in _YEAR.findall(report.text)]
    return max(years) if years else None


def frame_of(f: Finding, words: str, year: int | None, undated: bool = False) -> Frame:
    """The frame of a finding whose clause says ``words``."""
    if _supposed(f) or _meant(f):
        return Frame.FORECAST
    if (
        _phrases("background").search(words)
        or _recalled(f)
        or _years_since(f)
        or (year is not None and _of_an_old_event(f, year))
    ):
        return Frame.BACKGROUND
    if _of_another(f, words, None if undated else year):
        return Frame.BACKGROUND
    if undated and _BARE_YEAR.search(words) and not until_now(f):
        return Frame.BACKGROUND  # no report says "in 2019" of its own news
    if year is not None and not until_now(f):
        years = [int(m[1]) for m in _YEAR.finditer(words)]
        gap = 2 if _MONTH.search(words) else 1  # "16 November 1989", told in January 1990, is the event itself
        if years and max(years) <= year - gap and not _SINCE.search(words[: words.find(str(years[0]))]):
            return Frame.BACKGROUND
    return Frame.CURRENT


_SINCE_WHEN = re.compile(
    r"\bsince (?:[\w’'-]+ ){0,4}?(?:19[5-9]\d|20[0-3]\d)"
    r"(?:(?: [\w’'-]+){0,3} (?:in which|that|which|where)|, when)\b[^,;]*$",
    re.I,
)
_SINCE = re.compile(rf"(?:since|(?:began|started) in)\s+(?:(?:early|late|mid)[ -])?(?:{_MONTH.pattern}\s+)?$", re.I)
_FILE = re.compile(
    r"[(\[\s]*(?:(?i:caption|photo)\s*:\s*)?(?:FILE\s*(?:PHOTO\b|[-–—:])|(?i:(?:a |an |in (?:this|an?)\b.{0,30}?)?"
    r"(?:file|archive|library|undated) (?:photo|photograph|picture|image|footage)\b))"
)


@cache
def _year_of_event() -> re.Pattern[str]:
    events = trie_pattern(tables().raw["frames"]["carried"]["dated"])
    month, year = _MONTH.pattern, r"(?P<year>19[5-9]\d|20[0-3]\d)"
    return re.compile(rf"\b(?:an?|another)\s+(?:{month}\s+)?{year}\s+(?:[\w-]+\s+){{0,2}}{events}\b", re.I)


@cache
def _now() -> re.Pattern[str]:
    return anywhere(tables().raw["frames"]["carried"]["now"])


def _of_another(f: Finding, words: str, year: int | None) -> bool:
    """ "the deadliest since 1991, when 12 died", "a 2015 shipwreck in which 400 died", "File photo: the mill where 40 died"."""
    c = f.clause
    if _FILE.match(c.text, c.start) is not None:
        return True
    if _YEAR.search(c.text, c.start, c.end) is None:
        return False
    if _SINCE_WHEN.search(c.text[c.start : f.start]) is not None:
        return True
    before = c.text[max(c.start, f.start - 120) : f.start]
    told = list(_year_of_event().finditer(before))
    if told and not re.search(r"[;:]|,\s(?!in which|which|where)", before[told[-1].end() :]):
        return year is None or int(told[-1]["year"]) < year
    m = _year_of_event().search(words)
    return m is not None and (year is None or int(m["year"]) < year) and _now().search(words) is None


@cache
def _meant_before() -> re.Pattern[str]:
    words = tables().raw["frames"]["forecast"]
    nouns, asked = "|".join(words["meant"].split()), "|".join(map(spaced, words["asked"]))
    return re.compile(rf"\b(?:(?:{nouns})\s+(?:for|of|to|against)|{asked})\s+(?:the\s+|an?\s+)?$", re.I)


def _meant(f: Finding) -> bool:
    """ "a warrant for | the arrest of 12 officers", "the mission of | assassinating the bishop"."""
    c = f.clause
    first = c.tokens[c.phrases[min(f.group, f.trigger)].first].start
    return _meant_before().search(c.text[c.start : min(first, f.start)]) is not None


@cache
def _recalls(key: str) -> re.Pattern[str]:
    return anywhere(tables().raw["frames"]["background"][key])


def _recalled(f: Finding) -> bool:
    """ "let us recall the blast in which 100 died", "murdered hundreds in the past few years"."""
    c = f.clause
    before, behind = c.text[max(c.start, f.start - 200) : f.start], c.text[f.end : min(c.end, f.end + 60)]
    return bool(_recalls("recalled").search(before) or _recalls("recalled_after").search(behind))


_YEARS_SINCE = re.compile(
    r"\b(?:years?|decades?)\s+(?:since|after|on\s+from)\b[^,;.]*\b(?:that|which|when|where|who)\s[^,;.]*$", re.I
)


def _years_since(f: Finding) -> bool:
    """ "gathered to mark a year since the fire that killed 40"."""
    return _YEARS_SINCE.search(f.clause.text[f.clause.start : f.start]) is not None


def _of_an_old_event(f: Finding, year: int) -> bool:
    """ "the attack of September 1986, | which killed five": in a relative clause, the year of what it is said of."""
    c, ps = f.clause, f.clause.phrases
    w = next((j for j in range(min(f.group, f.trigger) - 1, -1, -1) if ps[j].kind in ("W", "S", ";", ".")), None)
    when = w is not None and ps[w].kind == "S" and f.clause.tokens[ps[w].first].low in ("when", "where")
    if w is None or not (ps[w].kind == "W" or when):
        return False
    stop = next((j for j in range(w - 1, -1, -1) if ps[j].kind in (";", ".", "S")), 0)
    years = [int(m[1]) for m in _YEAR.finditer(c.text[c.tokens[ps[stop].first].start : c.tokens[ps[w].first].start][-90:])]
    return bool(years) and max(years) <= year - (1 if when else 2) and not until_now(f)


def until_now(f: Finding) -> bool:
    """ "the war, which began in 1980, has killed 15,000"."""
    p = f.clause.phrases[f.trigger]
    lows = {k.low for k in f.clause.tokens[p.first : p.last]}
    return p.kind == "V" and bool(lows & {"has", "have", "'ve"}) and not p.modal


def _supposed(f: Finding) -> bool:
    """Future, conditional or only intended."""
    ps, tokens = f.clause.phrases, f.clause.tokens
    p = ps[f.trigger]
    if f.rule == "cost" and any(_will_be(q, tokens) for q in ps[min(f.trigger, f.group) : max(f.trigger, f.group)]):
        return True  # "the losses will be more than $80 million"
    if f.rule == "toll.told" and f.people is not None and any(_will(q, tokens) for q in ps[f.people : f.group]):
        return True
    if p.kind == "V":
        lows = [k.low for k in tokens[p.first : p.last]]
        if lows[0] == "be" and p.voice in ("passive", "bare", "part", "state"):
            return True  # "ordered that he | be released"
        uncertain = "have" in lows and not {"would", "should", "will"} & set(lows)
        if p.modal and not uncertain:
            return True
        if p.voice in ("bare", "active", "inf") and _TO_LATELY.search(f.clause.text[f.clause.start : tokens[p.first].start]):
            return not _achieved(f)  # "urged them to immediately evacuate 40"
        if lows[:1] in (["is"], ["are"], ["'s"]) and lows[1:2] == ["to"]:
            return True  # "are to be pulled down"
        if "to" in lows and not any(k.flags & Is.HAVE for k in tokens[p.first : p.last]):
            main = tokens[p.first].low
            to = lows.index("to")
            if to == 0 and _superlative(f):
                return False
            if to == 0 or (lows[to - 1] in ("expected", "planned", "due", "likely", "supposed", "feared") and main != "have"):
                return not _achieved(f)
    for j in range(f.trigger - 1, max(-1, f.trigger - 10), -1):
        q = ps[j]
        if q.kind in (";", ".", ":"):
            break
        if (
            q.kind == "V"
            and q.lemma in _FORESEES
            and q.voice in ("active", "bare", "ing")
            and j == f.group - 1
            and f.group >= f.trigger
        ):
            return True  # "foresees 900 infections"
        if q.kind == "S" and tokens[q.first].low in ("if", "unless"):
            return True
    return False


_TO_LATELY = re.compile(r"\bto\s+\w+ly\s+$", re.I)


def _superlative(f: Finding) -> bool:
    """ "the first candidate to be killed": who was."""
    ps = f.clause.phrases
    before = f.clause.tokens[ps[f.group].first : ps[f.trigger].first]
    return any(k.low in _ORDER for k in before) and not any(
        q.kind == "V" and q.modal for q in ps[max(0, f.group - 3) : f.trigger]
    )


_FORESEES = frozenset("foresee forecast predict project anticipate".split())
_ORDER = frozenset("first second third fourth fifth sixth latest last only youngest oldest".split())


def _will(p: Phrase, tokens: list[Token]) -> bool:
    """ "the toll could exceed 300": what may come, not what may have been."""
    return p.kind == "V" and p.modal and not any(k.flags & Is.HAVE for k in tokens[p.first : p.last])


def _will_be(p: Phrase, tokens: list[Token]) -> bool:
    """What is foreseen, and not what may already be ("the damage could be of 15 billion")."""
    return _will(p, tokens) and any(k.low in ("will", "shall", "'ll") for k in tokens[p.first : p.last])


def _achieved(f: Finding) -> bool:
    forced = tables().raw["measures"]["forced"]["words"].split()
    for q in f.clause.phrases[max(0, min(f.group, f.trigger) - 3) : f.trigger]:
        if q.kind == "V" and q.lemma in forced and not q.modal:
            return True
    before = f.clause.phrases[f.trigger - 1] if f.trigger else None
    return (
        before is not None
        and before.kind == "V"
        and before.word is not None
        and before.word.lemma in ("manage", "continue", "begin", "have", "go", "succeed")
    )
