"""Where sentences end, and where they only seem to."""

from __future__ import annotations

import pytest

from tollbook.lexicon import table
from tollbook.read.sentences import LONG_WORD, sentences

CASES = [
    # in the wild
    "Gen. A. Person spoke at 3 p.m. Tuesday.|Two died.",
    "The U.S. said 12 died.|It gave no names.",
    "He left at 5 p.m.|The rest stayed.",
    "Prices rose 2.5 percent to $1.2 million.|Nobody was hurt.",
    "Dr. Person and Mr. B. Person of No. 12 were held.",
    '"Twelve died," he said.|"Nobody knows more."',
    "“Twelve died.”|“Who counted?”|Nobody did.",
    "Who counted?|Nobody!|So it is said…|12 are missing.",
    "In this country of 19 million. inhabitants, 12 died.",  # machine translation leaves such stops
    "Some 2. 750 tons lay there.|It burned.",  # and sets thousands apart
    "Погибли 26 человек.|Ещё 12 ранены.",
    "12 died, e.g. in Almaty, i.e. the city.|More fled.",
    "Pages 12-14 etc.|The rest is lost.",
    # spans stay exact
    "A cafe\u0301 burned.|👩\u200d👩\u200d👧 fled.",
    "1\u00a0000 fled.|\u00a0None came back.",
    # synthetic
    "Vitamin C is one.|I was there.",
    "It was I.|He was not.",
    "He said: no.",
    "One paragraph\n\nAnother",
]


@pytest.mark.parametrize("case", CASES)
def test_sentences(case: str) -> None:
    text = case.replace("|", " ")
    found = [text[a:b] for a, b in sentences(text, 0, len(text))]
    assert found == ([s.strip() for s in case.split("|")] if "\n" not in case else ["One paragraph", "Another"])


def test_only_what_is_asked_for_is_looked_at() -> None:
    text = "Nine fled. Twelve died. One came back."
    assert [text[a:b] for a, b in sentences(text, 11, 23)] == ["Twelve died."]
    assert sentences(text, 10, 11) == ()


@pytest.mark.parametrize("text", ["." * 200_000, "a." * 100_000, ".'" * 100_000, "He. " * 50_000, "A" * 200_000])
def test_hostile_texts_end(text: str) -> None:
    """A run of two hundred thousand full stops took hours before each run was looked at once."""
    assert sentences(text, 0, len(text))


def test_no_abbreviation_is_as_long_as_a_word_that_is_taken_for_none() -> None:
    parts = (part for a in table("reading")["sentences"]["abbreviations"] for part in a.split("."))
    assert max(map(len, parts)) < LONG_WORD
