"""Rows against the schemas of docs/schema."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

FOLDER = Path(__file__).parent.parent.parent / "docs" / "schema"


@cache
def _validator(name: str) -> Any:
    return Draft202012Validator(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def faults(name: str, row: dict[str, Any]) -> list[str]:
    """What is wrong with a row."""
    return [f"{'.'.join(map(str, e.absolute_path))}: {e.message}" for e in _validator(name).iter_errors(row)]
