"""Whose copy a report prints: the agency that it credits at its top, and the family of publishers that share their copy."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from tollbook.lexicon import table
from tollbook.model import BlockKind, Report


@cache
def lineage_table() -> dict[str, Any]:
    """The table of lineage."""
    return table("lineage", "tables")


def credit_of(report: Report) -> str | None:
    """The agency whose copy the report prints, as it says itself: in a byline, a dateline, or at its top."""
    top = report.text[: lineage_table()["credit"]["head"]]
    names, cited, pictured = _names(), _cited(), _pictured()
    for m in names.finditer(top):
        if not cited.search(top[: m.start()]) and not pictured.match(top[m.end() :]):
            return _agency()[m[0].casefold()]
    return report.agency


@cache
def _agency() -> dict[str, str]:
    """Names of agencies, folded -> the agency."""
    known = {**table("reading")["agency"], **lineage_table()["agencies"]}
    return {name.casefold(): agency for agency, names in known.items() for name in names}


@cache
def _names() -> re.Pattern[str]:
    known = {**table("reading")["agency"], **lineage_table()["agencies"]}
    names = {n for listed in known.values() for n in (*listed, *(x.upper() for x in listed))}
    ranked = sorted(names, key=lambda n: (-len(n), n))
    return re.compile(r"(?<![\w@/])(?:" + "|".join(map(re.escape, ranked)) + r")(?!\w)(?!\.com)")


@cache
def _cited() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, lineage_table()["credit"]["cited"])) + r")(?: the)?\s+$", re.I)


@cache
def _pictured() -> re.Pattern[str]:
    return re.compile(r"\s?(?:" + "|".join(map(re.escape, lineage_table()["credit"]["pictured"])) + r")\b", re.I)


def family_of(report: Report) -> str | None:
    """The publisher, or the family of publishers that print each other's copy."""
    host = urlsplit(report.url or "").hostname or (report.publisher or "").casefold().split("/")[0]
    host = re.sub(r"^(?:www|m|mobile|amp)\.", "", host)
    return _families().get(host, host or None)


@cache
def _families() -> dict[str, str]:
    return {host: family for family, hosts in lineage_table()["families"].items() for host in hosts}


def body_of(report: Report) -> str:
    """The words that make a reprint: all but what belongs to the page around it."""
    return " ".join(report.text[b.start : b.end] for b in report.blocks if b.kind is not BlockKind.BOILERPLATE)
