"""Forms of English words: the plural of a noun, all forms of a verb."""

from __future__ import annotations

import re

from tollbook.extract.word_kinds import Is


def plural(noun: str) -> str:
    """The regular plural of ``noun``.

    >>> plural("family"), plural("gas"), plural("boy")
    ('families', 'gases', 'boys')
    """
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("ife"):
        return noun[:-2] + "ves"
    if noun.endswith("y") and noun[-2:-1] not in ("a", "e", "i", "o", "u"):
        return noun[:-1] + "ies"
    return noun[:-3] + "men" if noun.endswith("man") and noun not in ("human", "roman", "german") else noun + "s"


def verb_forms(base: str, irregular: dict[str, str]) -> dict[str, int]:
    """All forms of a verb and what each can be."""
    third = base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    if base.endswith("y") and base[-2] not in "aeiou":
        third = base[:-1] + "ies"
    forms = {base: Is.VERB | Is.BASE, third: Is.VERB | Is.THIRD}
    doubled = len(base) > 2 and bool(re.search(r"[^aeiou][aeiou][bdgklmnprtv]$", base)) and _doubles(base)
    stem = base + base[-1] if doubled else base[:-1] if base.endswith("e") and not base.endswith("ee") else base
    ing = base[:-2] + "ying" if base.endswith("ie") else stem + "ing"
    forms[ing] = forms.get(ing, 0) | Is.VERB | Is.ING
    if base in irregular:
        past, *participles = irregular[base].split()
        if not participles:
            forms[past] = forms.get(past, 0) | Is.VERB | Is.PAST | Is.PART
        else:
            forms[past] = forms.get(past, 0) | Is.VERB | Is.PAST
            for p in participles:
                both = Is.PAST if past.endswith("ed") else 0  # burned, burnt: either form is both
                forms[p] = forms.get(p, 0) | Is.VERB | Is.PART | both
    else:
        past = base + "d" if base.endswith("e") else base[:-1] + "ied" if third.endswith("ies") else stem + "ed"
        forms[past] = Is.VERB | Is.PAST | Is.PART
    return forms


def _doubles(base: str) -> bool:
    syllables = len(re.findall(r"[aeiou]+", base))
    return syllables == 1 or base in (
        "admit",
        "commit",
        "occur",
        "permit",
        "refer",
        "regret",
        "kidnap",
        "transfer",
        "expel",
        "repel",
        "topple",
    )
