"""Wordings that point at a body named elsewhere in the report: "the ministry", "the same data", "Asylov"."""

from __future__ import annotations

import re
from functools import cache

from tollbook.lexicon import table
from tollbook.resolve.bodies import country_word, naming, namings, plain
from tollbook.resolve.places import known_place
from tollbook.resolve.setting import Setting

_TITLES = re.compile(r"^(?:mr|mrs|ms|dr|gen|col|lt|maj|capt|sgt|gov|sen)\.? ", re.I)
_PERSON = re.compile(r"(?:(?:spokes\w+|chief|head|director|deputy) )?[A-Z][\w’'-]+(?: [A-Z][\w’'.-]+){0,3}")
_BODY_WORDS = re.compile(r"\b(?:agenc\w+|rights|network|company|report|statement)\b", re.I)


@cache
def _list(name: str) -> str:
    return "|".join(sorted(table("sources")["referring"][name], key=len, reverse=True))


@cache
def _pointing() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:the|its|this|that|these|same|latter) )*(?:(?P<head>{_list('heads')})|(?P<words>{_list('words')}))"
        rf"|(?:the|this|that) (?:same )?(?P<person>{_list('people')})"
    )


def pointed_at(words: str, setting: Setting, at: int) -> tuple[int, str] | None:
    """The position and the wording of what ``words`` point at; ``None`` where they point at nothing that is found."""
    m = _pointing().fullmatch(_bare(words, setting, at))
    if m is None:
        return _below_headline(words, setting, at)
    if m["words"]:
        return _last(setting, at, [x for x in setting.said if not _points(x[1])])
    wanted = _wanted(m)
    told = [x for x in setting.said if wanted.search(x[1]) and not _points(x[1])]
    if not m["person"]:
        told += [x for x in setting.namings if wanted.search(x[1]) and not _points(x[1])]
        told += _phrases(m["head"], setting) if not told else []
    return _last(setting, at, told)


def _bare(words: str, setting: Setting, at: int) -> str:
    """ "Kazakh ministry", "minister in eastern Libya", "the minister, Hana Aziz", less the place or person that they name."""
    words = re.sub(r", [^\W\d_a-z][^,]*$", "", words)
    head, preposition, where = (
        re.split(r"( in | of )", words, maxsplit=1) if re.search(r" (?:in|of) ", words) else (words, "", "")
    )
    if preposition and known_place(where, setting, at) is not None:
        words = head
    first, _, rest = words.partition(" ")
    return plain(rest if rest and country_word(re.sub(r"['’]s$", "", first)) else words)


def _wanted(m: re.Match[str]) -> re.Pattern[str]:
    """What the wording that is pointed at holds."""
    if m["person"]:
        return re.compile(r"\bspokes" if m["person"].startswith("spokes") else rf"\b(?:{_list('offices')})", re.I)
    head = m["head"]
    return re.compile(r"\bminist" if head.startswith("minist") else rf"\b{re.escape(head.removesuffix('s'))}s?\b", re.I)


def _points(words: str) -> bool:
    """The wording names nothing by itself."""
    named = naming(words)
    first = re.split(r"'s\b", plain(words).strip())[0]  # "the group's lawyer" points, too
    return (named is not None and named.body.unspecified) or _pointing().fullmatch(first) is not None


def _last(setting: Setting, at: int, found: list[tuple[int, str]]) -> tuple[int, str] | None:
    """The last of ``found`` before ``at``, else the first after it: a headline speaks of what follows."""
    ranked = sorted(found)
    before = [x for x in ranked if x[0] < at]
    after = [x for x in ranked if x[0] > at]
    return before[-1] if before else after[0] if after else None


def _phrases(head: str, setting: Setting) -> list[tuple[int, str]]:
    """Names that hold ``head``, where no table knows the body: "the Telegram channel of the operational staff"."""
    form = rf"((?:[\w’'-]+ ){{1,4}}{head}(?: (?:of|for|in) (?:the )?[\w’' -]{{3,40}}?(?=[.,;]| said| told|$))?)"
    found = [(m.start(1), m[1]) for m in re.finditer(form, setting.report.text)]
    return [(at, words) for at, words in found if re.search(r"[^\W\d_a-z]", words[1:]) or naming(words) is not None]


def _below_headline(words: str, setting: Setting, at: int) -> tuple[int, str] | None:
    """A headline's "Health official" is the first source below that shares its first word: the deputy health minister."""
    m = re.fullmatch(r"(?:the )?([\w-]+) (?:official|group|agency|monitor|source)", plain(words))
    if m is None or not setting.in_headline(at):
        return None
    stem = m[1][:6]
    return next((x for x in setting.said if x[0] > at and not setting.in_headline(x[0]) and stem in plain(x[1])), None)


def office_of(said: str, setting: Setting) -> str | None:
    """The office that the report gives a person: "Prosecutor General Berik Asylov", later "Asylov"."""
    name = _TITLES.sub("", said)
    if _BODY_WORDS.search(said) or not _PERSON.fullmatch(name):
        return None
    text, surname = setting.report.text, re.escape(re.findall(r"[A-Z][\w’'-]+", name)[-1])
    for m in re.finditer(rf"\b{surname}\b", text):
        near = re.split(r"[.;!?]\s", text[max(0, m.start() - 80) : m.start()])[-1]
        if _names_office(near):
            return namings(near)[-1][1]
        after = re.match(r",? (?:the |a )?([^.,;]{4,60})", text[m.end() : m.end() + 80])
        if after is not None and text[m.end()] == "," and _names_office(after[1]):
            return after[1]
    return None


def _names_office(words: str) -> bool:
    found = naming(words)
    return found is not None and found.body.key != "cabinet" and not found.body.unspecified
