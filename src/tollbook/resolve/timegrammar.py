"""The rules of `lexicon/en/times.toml`, compiled: which words of a sentence make one expression, and by which rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tollbook.errors import UsageError
from tollbook.lexicon import table
from tollbook.resolve.timewords import Words, words

_ATOM = re.compile(r"(?:after|before|unless):[a-z,]+|[a-z]+|,|[()|?*+]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A line of the table: ``pattern`` over letters, ``make`` the name of the function that gives its value."""

    id: str
    make: str
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An expression: the words ``first`` up to, not including, ``last`` of its sentence, and the rule that fits them."""

    first: int
    last: int
    rule: Rule


@cache
def _rules() -> tuple[tuple[Rule, ...], re.Pattern[str]]:
    known = words()
    rules = tuple(
        Rule(id=row["id"], make=row["make"], pattern=_pattern(row["words"], row["id"], known)) for row in table("times")["rules"]
    )
    return rules, re.compile("|".join(f"(?P<r{n}>{rule.pattern})" for n, rule in enumerate(rules)))


def _pattern(line: str, rule: str, known: Words) -> str:
    """The regular expression over letters that a line of classes stands for."""
    out = []
    for atom in _ATOM.findall(line):
        if atom in "()|?*+":
            out.append("(?:" if atom == "(" else atom)
            continue
        side, _, names = atom.rpartition(":")
        one = _letters(names, rule, known)
        out.append({"after": f"(?<={one})", "before": f"(?={one})", "unless": f"(?!{one})"}.get(side, one))
    return "".join(out)


def _letters(names: str, rule: str, known: Words) -> str:
    letters = "".join(known.letters_of(name) for name in (["comma"] if names == "," else names.split(",")))
    if not letters:
        raise UsageError(f"Rule {rule!r} of times.toml names {names!r}, which is no class of words there.")
    return f"[{letters}]"


def find_expression(letters: str, start: int) -> Found | None:
    """The first expression at or after word ``start`` of a sentence, which is given by its words' letters."""
    rules, pattern = _rules()
    m = pattern.search(letters, start)
    if m is None:
        return None
    assert m.lastgroup is not None  # each alternative is a named group
    return Found(first=m.start(), last=m.end(), rule=rules[int(m.lastgroup[1:])])


def rule_ids() -> tuple[str, ...]:
    """The ids of all rules, in the order in which they are tried."""
    return tuple(rule.id for rule in _rules()[0])
