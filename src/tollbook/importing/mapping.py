"""What the columns of a list mean: a TOML file that a person writes once for a spreadsheet."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tollbook.errors import UnknownWord, UsageError

FIGURES = (
    "published",
    "figure",
    "low",
    "high",
    "measure",
    "object",
    "unit",
    "who",
    "side",
    "group",
    "where",
    "said_by",
    "said_on",
    "standing",
    "publisher",
    "url",
)
VICTIMS = ("name", "age", "where", "published", "said_by", "publisher", "url", "measure", "who", "side")
KINDS = {"figures": FIGURES, "victims": VICTIMS}
_PARTS = ("kind", "sheet", "columns", "constants", "values")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Which column gives which field of a claim; what is the same for all rows; and what the list's own words stand for."""

    kind: str
    sheet: str | None = None
    columns: dict[str, str] = field(default_factory=dict)  # field -> column
    constants: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)  # field -> the list's word -> ours

    def value(self, name: str, cells: dict[str, str]) -> str | None:
        """What a row says of a field, in our words; ``None`` where it says nothing."""
        found = cells.get(self.columns.get(name, ""), "") or self.constants.get(name, "")
        return self.values.get(name, {}).get(found, found) or None

    def column(self, name: str) -> str:
        """Where a field comes from, for a message."""
        return f"column {self.columns[name]!r}" if name in self.columns else f"the constant {name!r} of the mapping"


def mapping_of(text: str, name: str) -> Mapping:
    """The mapping that ``text`` (TOML) states. Raises `UsageError` with what is wrong and where."""
    try:
        told: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name} is no TOML file: {error}.", "`docs/review.md` shows a mapping.") from error
    _known("part of a mapping", told, _PARTS)
    kind = told.get("kind", "figures")
    if kind not in KINDS:
        raise UnknownWord("kind of list", str(kind), tuple(KINDS))
    given = {part: _texts(told.get(part, {}), f"[{part}]", name) for part in ("columns", "constants")}
    for part in given.values():
        _known("field", part, KINDS[kind])
    values = {k: _texts(v, f"[values.{k}]", name) for k, v in told.get("values", {}).items()}
    _known("field", values, KINDS[kind])
    mapping = Mapping(kind=kind, sheet=told.get("sheet"), values=values, **given)
    _complete(mapping, name)
    return mapping


def fitting(mapping: Mapping, columns: Sequence[str]) -> Mapping:
    """``mapping``, where the list has the columns that it names. Raises `UnknownWord` with those that it has."""
    for value in mapping.columns.values():
        if value not in columns:
            raise UnknownWord("column", value, tuple(columns))
    return mapping


def _complete(mapping: Mapping, name: str) -> None:
    has = mapping.columns.keys() | mapping.constants.keys()
    wanted = ("published", "measure") if mapping.kind == "figures" else ("name", "published")
    lacking = [w for w in wanted if w not in has]
    if mapping.kind == "figures" and not has & {"figure", "low", "high"}:
        lacking.append("figure")
    if lacking:
        raise UsageError(
            f"{name} does not say where {' and '.join(lacking)} come{'s' if len(lacking) == 1 else ''} from.",
            "Name the column under [columns], or what holds for all rows under [constants].",
        )


def _known(what: str, given: dict[str, Any], known: Sequence[str]) -> None:
    strange = next((k for k in given if k not in known), None)
    if strange is not None:
        raise UnknownWord(what, strange, tuple(known))


def _texts(given: object, part: str, name: str) -> dict[str, str]:
    if not isinstance(given, dict) or not all(isinstance(v, str | int) and not isinstance(v, bool) for v in given.values()):
        raise UsageError(f"{part} of {name} is no table of texts.", 'Write lines such as published = "Date".')
    return {k: str(v) for k, v in given.items()}
