"""A list into the ledger: the file is kept, its rows become claims of a person, and their story is judged anew."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tollbook.acquire.lists import Line, read_list
from tollbook.errors import InputError, UsageError
from tollbook.importing.mapping import Mapping, fitting, mapping_of
from tollbook.importing.rows import BadCell, figure_row, victims
from tollbook.ledger import Ledger
from tollbook.model import Act, Claim, Decision, Payload, Problem, Reading, Report, Settings, Story
from tollbook.pipeline import relink
from tollbook.resolve import Gazetteer, open_beside, resolve

BY = "import 0.1"  # signs the readings, as an extractor does


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a list added: its claims by report, which rows were known already, and what is wrong with which row."""

    story: str
    added: tuple[tuple[Report, Claim], ...]
    known: int
    problems: tuple[Problem, ...]
    head: tuple[int, str]


def import_list(
    ledger: Ledger,
    path: Path,
    mapping: Path,
    *,
    by: str,
    now: Callable[[], datetime],
    story: str | None = None,
    title: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> Imported:
    """Reads the list at ``path`` as ``mapping`` says, under ``story`` or a story of its own called ``title``.

    A row that is wrong is a `Problem` that names it, and the others are read. Reading a list again adds what is new in it.
    Raises `UsageError` for a mapping that does not fit, `InputError` where no row can be read.
    """
    if re.fullmatch(r"person:[\w.-]+", by) is None:
        raise UsageError(f"{by!r} is no pseudonym.", "Write person:NAME, as person:p7; a real name would stay for good.")
    raw, found, problems = _rows(path, mapping)
    if not found:
        raise InputError(f"No row of {path.name} can be read: {problems[0].message if problems else 'it has none'}.", "")
    fresh = [(r, c) for r, c in found if ledger.reading(r.id) is None and ledger.withheld(r.id) is None]
    filed = _story(ledger, story, title or path.stem)
    if fresh:
        ledger.keep(raw)
        made = _payloads(fresh, filed, gazetteer or open_beside(ledger.path))
        new: list[Payload] = [filed] if filed.id not in ledger.story_ids() else []
        if title is not None or new:
            new.append(Decision(act=Act.SET_STORY, subject=filed.id, reason="", settings=Settings(title=title or filed.title)))
        ledger.append([*new, *made], by=by, recorded=now())
        relink(ledger, filed.id, now=now)
    return Imported(
        story=filed.id, added=tuple(fresh), known=len(found) - len(fresh), problems=tuple(problems), head=ledger.head()
    )


def preview(path: Path, mapping: Path) -> tuple[tuple[tuple[Report, Claim], ...], tuple[Problem, ...]]:
    """What a list would add, and what is wrong with it; nothing is recorded."""
    _, found, problems = _rows(path, mapping)
    return tuple(found), tuple(problems)


def _rows(path: Path, mapping: Path) -> tuple[bytes, list[tuple[Report, Claim]], list[Problem]]:
    raw = _bytes(path)
    rules = mapping_of(_bytes(mapping).decode("utf-8", "replace"), mapping.name)
    columns, lines = read_list(raw, path.name, sheet=rules.sheet)
    fitting(rules, columns)
    digest = hashlib.sha256(raw).hexdigest()
    problems: list[Problem] = []
    found: dict[str, tuple[Report, Claim]] = {}
    if rules.kind == "victims":
        return raw, _victims(lines, rules, path.name, digest, problems), problems
    for line in lines:
        try:
            report, claim = figure_row(line, rules, path.name, digest)
        except BadCell as error:
            problems.append(Problem(code="bad_cell", message=f"{path.name}, row {line.number}: {error}."))
            continue
        if report.id in found:
            earlier = found[report.id][0].name.rsplit(":", 1)[-1]
            message = f"{path.name}, row {line.number} says the same as row {earlier}, and adds nothing."
            problems.append(Problem(code="duplicate_row", message=message))
            continue
        found[report.id] = report, claim
    return raw, list(found.values()), problems


def _victims(
    lines: tuple[Line, ...], rules: Mapping, name: str, digest: str, problems: list[Problem]
) -> list[tuple[Report, Claim]]:
    try:
        report, claim, twice = victims(lines, rules, name, digest)
    except BadCell as error:
        problems.append(Problem(code="bad_cell", message=f"{name}: {error}."))
        return []
    for line in twice:
        message = f"{name}, row {line.number} names somebody who is named before, and is counted once."
        problems.append(Problem(code="duplicate_row", message=message))
    return [(report, claim)]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        told = f"{path} cannot be read: {error.strerror or error}."
        raise InputError(told, "Check its name and your right to read it.") from error


def _payloads(fresh: list[tuple[Report, Claim]], story: Story, gazetteer: Gazetteer) -> list[Payload]:
    found: list[Payload] = []
    for report, claim in fresh:
        found.append(Reading(report=report, extractor=BY, claims=(claim,)))
        found += [replace(r, story=story.id) for r in resolve(report, (claim,), gazetteer)]
    return found


def _story(ledger: Ledger, story: str | None, title: str) -> Story:
    """The story named; without a name that which an earlier import of the list made, else a new one."""
    known = {s.id: s for s in ledger.stories()}
    if story is not None:
        named = [s for s in known.values() if story.casefold() in s.title.casefold()]
        found = [s for s in known.values() if s.id == story] or named
        if len(found) != 1:
            raise UsageError(f"{len(found)} stories are {story!r}.", "`tollbook stories` lists them with their ids.")
        return found[0]
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    slug = re.sub(r"\W+", "-", plain).strip("-") or "list"
    if slug in known:
        return known[slug]
    taken, n = ledger.story_ids(), 1
    made = slug
    while made in taken:
        n += 1
        made = f"{slug}-{n}"
    return Story(id=made, title=title)
