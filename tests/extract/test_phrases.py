"""Sentences cut into words and phrases: dates that are no numbers, titles, joints, voices of verbs."""

from __future__ import annotations

import pytest

from tollbook.extract.cutting import Phrase
from tollbook.extract.lexing import lex
from tollbook.extract.phrases import cut
from tollbook.extract.words import plural, tables, verb_forms


def phrases(text: str) -> list[Phrase]:
    return cut(lex(text, 0, len(text), tables(), text.isupper()), text.isupper())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1,204 people", ["1,204", "people"]),
        ("1\u00a0204 people", ["1\u00a0204", "people"]),
        ("the U.S. said", ["the", "U.S.", "said"]),
        ("Gen. Brod's men", ["Gen", "Brod", "'s", "men"]),
        ("shot dead", ["shot dead"]),
        ("the Monitor (MNT) said", ["the", "Monitor", "said"]),
        ("убито 26", ["убито", "26"]),
        ("$40 million", ["$", "40", "million"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [k.text for k in lex(text, 0, len(text), tables(), False)] == words


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Nine men were killed", "passive"),
        ("Nine men killed", "bare"),
        ("Gunmen have killed nine men", "active"),
        ("Gunmen, killing nine men", "ing"),
        ("Nine men are missing", "state"),
        ("Gunmen wanted to kill", "inf"),
    ],
)
def test_the_voice_of_a_verb(text: str, voice: str) -> None:
    assert [p.voice for p in phrases(text) if p.kind == "V"][-1] == voice


@pytest.mark.parametrize(
    "text", ["on 7 January", "on January 7, 2022", "at 1430", "in 1987", "Flight 103", "16 November 1989", "at 14:30"]
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert all(p.number is None for p in phrases(f"They met {text}."))


@pytest.mark.parametrize(
    ("text", "low", "high"), [("nine each", 9, 9), ("the first 20 victims", 20, 20), ("18 of the men", 18, 18)]
)
def test_numbers_of_noun_groups(text: str, low: int, high: int) -> None:
    numbers = [p.number for p in phrases(text) if p.number is not None]
    assert [(n.low, n.high) for n in numbers] == [(low, high)]


@pytest.mark.parametrize(
    ("one", "many"),
    [("policeman", "policemen"), ("ferry", "ferries"), ("church", "churches"), ("wife", "wives"), ("german", "germans")],
)
def test_plurals(one: str, many: str) -> None:
    assert plural(one) == many


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("kidnap", {"kidnap", "kidnaps", "kidnapped", "kidnapping"}),
        ("shoot", {"shoot", "shoots", "shot", "shooting"}),
        ("die", {"die", "dies", "died", "dying"}),
        ("injure", {"injure", "injures", "injured", "injuring"}),
        ("strike", {"strike", "strikes", "struck", "stricken", "striking"}),
    ],
)
def test_forms_of_verbs(base: str, forms: set[str]) -> None:
    assert set(verb_forms(base, tables().raw["grammar"]["irregular"])) == forms


def test_every_measure_of_the_tables_is_one_of_the_model() -> None:
    rules = [w.verb or w.noun for w in tables().words.values()]
    assert sum(r is not None for r in rules) > 200


def test_no_small_word_counts_anything_by_itself() -> None:
    """A list of phrases begins with a bar; without it, the words of its first phrase would be entries of their own."""
    small = [*tables().raw["grammar"]["words"]["prepositions"].split(), "of", "the", "a", "condition", "critical", "their"]
    assert [w for w in small if tables().word(w).verb is not None or tables().word(w).noun is not None] == []
