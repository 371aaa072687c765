"""`docs/problems.md` says what every problem code means and what to do about it, and lists none that there is not."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tollbook

SOURCE = Path(tollbook.__file__).parent
PAGE = Path(__file__).parent.parent / "docs" / "problems.md"
_ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", re.M)


def called(node: ast.AST) -> str | None:
    """The name that a call calls."""
    if not isinstance(node, ast.Call):
        return None
    return node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else None


def given(call: ast.Call, place: int | None) -> ast.expr | None:
    """What a call gives as ``code``, by name or at ``place``."""
    named = next((k.value for k in call.keywords if k.arg == "code"), None)
    return named if named is not None or place is None or place >= len(call.args) else call.args[place]


def makers(tree: ast.Module) -> dict[str, int]:
    """Functions of a module that make a problem of a code they are given, and at which place they take it."""
    return {
        f.name: [a.arg for a in f.args.args].index("code")
        for f in ast.walk(tree)
        if isinstance(f, ast.FunctionDef)
        and "code" in [a.arg for a in f.args.args]
        and any(called(n) == "Problem" for n in ast.walk(f))
    }


def codes_of(path: Path) -> Iterator[tuple[str, str]]:
    """Codes that a module makes problems of, with where; a code that is no plain word fails."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = makers(tree)
    passed_on = {
        id(n)
        for f in ast.walk(tree)
        if isinstance(f, ast.FunctionDef) and f.name in inside
        for n in ast.walk(f)
        if called(n) == "Problem"
    }
    for node in ast.walk(tree):
        name = called(node)
        if not isinstance(node, ast.Call) or id(node) in passed_on or (name not in ("Problem", "Refused") and name not in inside):
            continue
        code = given(node, 0 if name == "Refused" else inside.get(name or ""))
        if isinstance(code, ast.Attribute) and code.attr == "code":  # that of another, handed on
            continue
        where = f"{path.relative_to(SOURCE)}:{node.lineno}"
        assert isinstance(code, ast.Constant) and isinstance(code.value, str), (
            f"{where}: write the code out, so that it can be found"
        )
        yield code.value, where


IN_CODE = {code: where for path in sorted(SOURCE.rglob("*.py")) for code, where in codes_of(path)}
DOCUMENTED = {m[1]: (m[2], m[3]) for m in _ROW.finditer(PAGE.read_text(encoding="utf-8"))}


def test_codes_are_found_however_they_are_made() -> None:
    assert {"too_large", "bad_row", "undated", "no_text", "encoding_guessed"} <= IN_CODE.keys()


@pytest.mark.parametrize("code", sorted(IN_CODE))
def test_a_code_is_documented(code: str) -> None:
    assert code in DOCUMENTED, f"{IN_CODE[code]} makes the problem {code!r}; say in docs/problems.md what it means and what to do"
    meaning, remedy = DOCUMENTED[code]
    assert meaning.endswith(".") and remedy.endswith(".")


@pytest.mark.parametrize("code", sorted(DOCUMENTED))
def test_what_is_documented_is_in_the_code(code: str) -> None:
    assert code in IN_CODE


def test_codes_are_words_with_underscores() -> None:
    assert [c for c in IN_CODE if not re.fullmatch(r"[a-z]+(?:_[a-z]+)*", c)] == []
