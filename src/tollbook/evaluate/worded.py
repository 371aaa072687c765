"""Rows of published figures as short reports in our own words: what a recorder wrote down of a page, told in plain sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from tollbook.lexicon import table
from tollbook.resolve.kinds import kind_of

Row = Mapping[str, Any]
_VERBS = {
    "killed": "were killed",
    "injured": "were injured",
    "missing": "are missing",
    "arrested": "were arrested",
    "held": "are held",
    "hospitalised": "were taken to hospital",
    "displaced": "were displaced",
    "homeless": "are homeless",
    "evacuated": "were evacuated",
    "destroyed": "were destroyed",
}
_TAKEN_BACK = {
    "withdrawn_by_origin": "{By} withdrew{on} the figure of {what}, saying that it had been published in error.",
    "disavowed_by_origin": "{By} disowned{on} the figure of {what}, saying that it had not given it.",
    "corrected_by_origin": "{By} corrected{on} its figure of {what}, which no longer stands.",
}


def reports_of(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Rows of one page in one report, in the order of the rows; an outlet's address tells pages apart."""
    keyed = list(enumerate(rows))
    about = _about([r for _, r in keyed])
    first: dict[tuple[Any, ...], int] = {}
    for n, r in keyed:
        first.setdefault(_page(r), n)
    ranked = sorted(keyed, key=lambda x: (first[_page(x[1])], x[0]))
    return [_report([r for _, r in group], about) for _, group in groupby(ranked, key=lambda x: _page(x[1]))]


def _page(row: Row) -> tuple[Any, ...]:
    return row["outlet"], row["published"], row["url"]


def _about(rows: list[Row]) -> str:
    """What all rows are about, as every report of it says somewhere: the kind of event, the place, the month in which it began.

    The kind is that of the words of the pages' addresses and of the people's labels.
    """
    place = Counter(r["where"] for r in rows).most_common(1)[0][0]
    began = date.fromisoformat(min(r["said_on"] for r in rows if r["said_on"]))
    words = re.findall(r"[a-z]{3,}", " ".join(f"{r['url'] or ''} {r['who']}" for r in rows).lower())
    kinds = Counter(kind_of()[w] for w in words if w in kind_of())
    titles = {e["key"]: e["title"] for e in table("events")["event"]}
    event = next((titles[k] for k, _ in sorted(kinds.items(), key=lambda x: (-x[1], x[0])) if k in titles), "Events")
    return f"{event} in {place}, {began.strftime('%B %Y')}"


def _report(rows: list[Row], about: str) -> dict[str, Any]:
    first = rows[0]
    report = {"url": first["url"], "title": f"{about}: what is known", "published": first["published"]}
    return {**report, "publisher": first["outlet"], "text": "\n\n".join(map(told, rows))}


def told(row: Row) -> str:
    """One row in a sentence.

    >>> row = {"measure": "killed", "low": 161, "high": None, "qualifier": "more_than", "who": "people", "side": "not_said"}
    >>> row |= {"said_by": "Health Ministry", "said_on": "2022-01-09", "via": [], "status_event": None}
    >>> told(row | {"where": "Rivermouth"})
    'More than 160 people were killed in Rivermouth, the Health Ministry said on 9 January 2022.'
    """
    who, event = _by(row), row["status_event"] or ""
    on = f" on {_day(row['said_on'])}" if row["said_on"] else ""
    named = f"{_figure(row)} {_people(row['who'])} {row['measure']} in {row['where']}"
    if event in _TAKEN_BACK and who is not None:
        return _TAKEN_BACK[event].format(By=who[0].upper() + who[1:], on=on, what=named)
    said = _happened(row)
    if who is not None:
        said += f", according to {who}{on}" if who.startswith(("a count", "official", "sources")) else f", {who} said{on}"
    via = [v for v in row["via"] if v != row["said_by"]]
    if via:
        said += f", according to {' and '.join(via)}"
    sentence = said[0].upper() + said[1:] + "."
    if event.startswith("disputed_by:"):
        other = event.removeprefix("disputed_by:")
        sentence += f" The {other} disputes the figure of {named}."
    return sentence


def _happened(row: Row) -> str:
    """What happened to whom, and where."""
    figure, who, where = _figure(row), str(row["who"]), f" in {row['where']}"
    base, _, rest = re.split(r"[,;]", who, maxsplit=1)[0].strip(), ",", who.partition(",")[2].strip()
    how = f" {rest}" if rest.startswith("by ") else ""
    forces = ", members of the security forces among them" if row["side"] == "all_stated" and "forces" not in who else ""
    if row["qualifier"] == "up_to" and row["measure"] == "killed":
        return f"{figure} {base} may have been killed{where}"
    if m := re.fullmatch(r"bodies (\w+ed|brought|found)(.*)", base):
        return f"{figure} bodies were {m[1]}{m[2]}{where}{forces}"
    if m := re.fullmatch(r"(\w+) who (.*)", base):
        return f"{figure} {m[1]} {m[2]}{where}{forces}"
    if m := re.fullmatch(r"(people) (detained|arrested)(.*)", base):
        return f"{figure} people were {m[2]}{m[3]}{where}"
    if m := re.fullmatch(r"(\w+ed) dead(.*)", base):
        return f"{figure} dead have been {m[1]}{m[2]}{where}{forces}"
    if base == "people confirmed":
        return f"{figure} people are confirmed dead{where}"
    return f"{figure} {base} {_VERBS[row['measure']]}{how}{where}{forces}"


def _people(who: str) -> str:
    base = re.split(r"[,;]", who, maxsplit=1)[0].strip()
    return re.sub(r" (?:confirmed|detained|arrested|who .*)$", "", base)


def _figure(row: Row) -> str:
    low, high = row["low"], row["high"]
    match row["qualifier"]:
        case "more_than":
            return f"more than {low - 1:,}"
        case "at_least":
            return f"at least {low:,}"
        case "about":
            return f"about {low:,}"
        case "nearly" | "up_to":
            return f"{row['qualifier'].replace('_', ' ')} {high:,}"
        case "between":
            return f"between {low:,} and {high:,}"
        case "vague":
            return {24: "dozens of", 200: "hundreds of", 2000: "thousands of", 40: "scores of"}.get(low, "several")
        case _:
            return f"{low:,}"


def _by(row: Row) -> str | None:
    """Who said it, with an article where the name takes one."""
    name = row["said_by"]
    if name is None:
        return None
    if m := re.fullmatch(r"not named \((.*)\)", name):
        name = {"official data": "official data", "officially confirmed": "official data"}.get(m[1], m[1])
    elif name == "not named":
        return "sources who were not named"
    if m := re.fullmatch(r"(.*) count", name):
        return f"a count by {m[1]}"
    if m := re.fullmatch(r"(.*?) \((.*)\)", name):
        name = f"{m[1]}, a {m[2]},"
    if ", " in name and not name.endswith(","):
        name = name.replace(", ", " of the ")
    bare = re.fullmatch(r"[A-Z]+,? ?.*", name) and name.split(",")[0].isupper()
    plural = name.split()[-1].rstrip(",") in {"activists", "police", "authorities", "associations", "data", "residents", "media"}
    return "the World Health Organization" if name == "WHO" else name if bare or plural else f"the {name}"


def _day(said_on: str) -> str:
    day = date.fromisoformat(said_on)
    return f"{day.day} {day.strftime('%B %Y')}"
