"""Words as data: tables that a person who does not program can read and change, one folder a language.

`tables/` holds what no language owns: intervals, containment, windows.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str, language: str = "en") -> dict[str, Any]:
    """The table ``name`` of ``language`` (or of ``tables``), read once; callers do not change it.

    >>> "authorities" in table("sources")["unspecified"]["words"]
    True
    """
    return tomllib.loads((resources.files("tollbook") / "lexicon" / language / f"{name}.toml").read_text(encoding="utf-8"))
