"""The rules of `lexicon/en/times.toml`, compiled: which words of a sentence make one expression, and by which rule.

A pattern of classes becomes a regular expression over letters (see `timewords`). For each letter, only the rules that
can begin with it are tried, in the order of the table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tollbook.errors import UsageError
from tollbook.lexicon import table
from tollbook.resolve.timewords import UNKNOWN, Words, words

_ATOM = re.compile(r"(?:after|before|unless):[a-z,]+|[a-z]+|,|[()|?*+]")
_ASIDE = {"after": "(?<=[%s])", "before": "(?=[%s])", "unless": "(?![%s])"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A line of the table: ``pattern`` over letters, ``make`` the name of the function that gives its value."""

    id: str
    make: str
    pattern: str
    begins: frozenset[str]  # the letters that it can begin with


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An expression: the words ``first`` up to, not including, ``last`` of its sentence, and the rule that fits them."""

    first: int
    last: int
    rule: Rule
    number: int  # of the rule, in the order of the table


@cache
def rules() -> tuple[Rule, ...]:
    """The rules, in the order in which they are tried."""
    return tuple(_rule(row["id"], row["make"], row["words"], words()) for row in table("times")["rules"])


def _rule(name: str, make: str, line: str, known: Words) -> Rule:
    out, atoms = [], _ATOM.findall(line)
    for atom in atoms:
        side, _, names = atom.rpartition(":")
        if atom in "()|?*+":
            out.append("(?:" if atom == "(" else atom)
        else:
            out.append(_ASIDE.get(side, "[%s]") % _letters(names, name, known))
    begins, _ = _alternatives(atoms, 0, name, known)
    return Rule(id=name, make=make, pattern="".join(out), begins=frozenset(begins[0]))


def _letters(names: str, rule: str, known: Words) -> str:
    letters = "".join(known.letters_of(name) for name in (["comma"] if names == "," else names.split(",")))
    if not letters:
        raise UsageError(f"Rule {rule!r} of times.toml names {names!r}, which is no class of words there.")
    return letters


def _alternatives(atoms: list[str], at: int, rule: str, known: Words) -> tuple[tuple[set[str], bool], int]:
    """The letters that the alternatives from ``at`` on can begin with, whether they can be empty, and where they end."""
    begins: set[str] = set()
    empty, here_empty = False, True
    while at < len(atoms) and atoms[at] != ")":
        atom = atoms[at]
        if atom == "|":
            empty, here_empty = empty or here_empty, True
            at += 1
            continue
        if atom == "(":
            (first, optional), at = _alternatives(atoms, at + 1, rule, known)
        else:
            aside = ":" in atom
            first, optional = (set(), True) if aside else (set(_letters(atom, rule, known)), False)
        at += 1
        if at < len(atoms) and atoms[at] in ("?", "*", "+"):
            optional, at = optional or atoms[at] != "+", at + 1
        if here_empty:
            begins |= first
        here_empty = here_empty and optional
    return (begins, empty or here_empty), at


@cache
def _by_letter() -> dict[str, re.Pattern[str]]:
    """For each letter, the rules that can begin with it, as one expression."""
    return {
        letter: re.compile("|".join(f"(?P<r{n}>{rule.pattern})" for n, rule in enumerate(rules()) if letter in rule.begins))
        for letter in set().union(*(rule.begins for rule in rules()))
    }


def find_expression(letters: str, start: int) -> Found | None:
    """The first expression at or after word ``start`` of a sentence, which is given by its words' letters."""
    tried = _by_letter()
    for at in range(start, len(letters)):
        letter = letters[at]
        if letter == UNKNOWN or letter not in tried:
            continue
        m = tried[letter].match(letters, at)
        if m is not None and m.lastgroup is not None:
            return _found(m, int(m.lastgroup[1:]))
    return None


def find_otherwise(letters: str, tried: Found) -> Found | None:
    """What a later rule makes of the words at which ``tried`` begins."""
    letter = letters[tried.first]
    for n in range(tried.number + 1, len(rules())):
        if letter in rules()[n].begins and (m := _alone(n).match(letters, tried.first)) is not None:
            return _found(m, n)
    return None


def _found(m: re.Match[str], number: int) -> Found:
    return Found(first=m.start(), last=m.end(), rule=rules()[number], number=number)


@cache
def _alone(number: int) -> re.Pattern[str]:
    return re.compile(rules()[number].pattern)
