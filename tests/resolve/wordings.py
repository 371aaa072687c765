"""Wordings as they stand in a report of our own, and what they are resolved to."""

from __future__ import annotations

from dataclasses import replace

from tollbook.acquire import Acquired
from tollbook.extract.rules import RulesExtractor
from tollbook.model import Place, Report, Source
from tollbook.read import read
from tollbook.resolve import open_gazetteer
from tollbook.resolve.bodies import namings
from tollbook.resolve.places import place_of
from tollbook.resolve.setting import Setting, setting_of
from tollbook.resolve.sources import source_of

GAZETTEER = open_gazetteer()


def report(text: str) -> Report:
    """The report of ``text``: its first line is the headline."""
    text = "\n".join(line.strip() for line in text.strip().splitlines())
    (found,), _ = read(Acquired(name="a.txt", raw=text.encode(), media="text/plain", body=text))
    return found


def setting(text: str) -> Setting:
    """What the wordings of ``text`` are resolved in the light of, the claims that are read in it included."""
    found = report(text)
    claims = RulesExtractor().extract(found)
    return replace(setting_of(found, claims, GAZETTEER), namings=tuple(namings(found.text)))


def source(words: str, text: str, *, last: bool = False) -> Source:
    """The body that ``words`` stand for, where ``text`` uses them first (or last)."""
    s = setting(text)
    at = s.report.text.rfind(words) if last else s.report.text.find(words)
    return source_of(words, s, max(at, 0))


def place(words: str, text: str) -> Place | None:
    """The place that ``words`` stand for, where ``text`` uses them last."""
    s = setting(text)
    return place_of(words, s, max(s.report.text.rfind(words), 0))[0]
