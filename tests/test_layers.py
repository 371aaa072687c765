"""Stages never import each other; only the pipeline and the front doors import stages."""

from __future__ import annotations

import ast
from pathlib import Path

import tollbook

ROOT = Path(tollbook.__file__).parent
STAGES = ("acquire", "read", "extract", "resolve", "ledger", "reconcile", "publish")
NETWORK = {("acquire/hosts.py", "import socket")}  # the one place that looks names up
FRONT_DOORS = (
    "cli",
    "pipeline",
    "importing",
    "filing",
    "asking",
    "accounting",
    "deciding",
    "visiting",
    "watching",
    "packaging",
    "evaluate",
    "commands",
    "server",
    "client",
    "library",
    "__init__",  # of the package: gives the library's names
)


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{a.name}" for a in node.names}
    return {n.split(".")[1] for n in found if n.startswith("tollbook.")}


def test_stages_import_no_stage() -> None:
    for path in sorted(ROOT.rglob("*.py")):
        home = path.relative_to(ROOT).parts[0].removesuffix(".py")
        if home in FRONT_DOORS:
            continue
        others = {s for s in imported(path) & {*STAGES, *FRONT_DOORS} if s != home}
        assert not others, f"{path.relative_to(ROOT)} imports {sorted(others)}"


def test_no_clock_network_or_chance_below_the_pipeline() -> None:
    for stage in STAGES:
        for path in sorted((ROOT / stage).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            for word in (
                "import random",
                "import socket",
                "import requests",
                "urllib.request",
                "datetime.now",
                "time.time(",
                "os.environ",
            ):
                if (path.relative_to(ROOT).as_posix(), word) not in NETWORK:
                    assert word not in text, f"{path.relative_to(ROOT)} uses {word}"
