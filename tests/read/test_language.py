"""Reports in other languages are recorded and not read."""

from __future__ import annotations

import pytest

from tollbook.model import Report
from tollbook.read import language
from tollbook.read.language import language_of


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "Власти сообщили, что в ходе беспорядков погибли двадцать шесть человек, ещё сотни ранены в городе"),
        (
            "fr",
            "Les autorités ont déclaré que douze personnes avaient été tuées dans l’incendie et que trente autres sont blessés.",
        ),
        (
            "de",
            "Die Behörden teilten mit, dass bei dem Brand zwölf Menschen getötet und dreißig weitere verletzt worden seien.",
        ),
        (
            "es",
            "Las autoridades dijeron que doce personas murieron en el incendio y que otras treinta resultaron heridas.",
        ),
        ("ar", "قالت السلطات إن اثني عشر شخصا لقوا حتفهم في الحريق وأصيب أكثر من ثلاثين آخرين يوم الأحد في المدينة"),
    ],
)
def test_other_languages(code: str, text: str) -> None:
    assert language_of(text) == code


def test_without_the_library_that_names_them_they_are_other_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is taken away is the library alone: whether a text is English is told without it."""
    monkeypatch.setattr(language, "find_spec", lambda name: None)
    assert language_of("Die Behörden teilten mit, dass bei dem Brand zwölf Menschen getötet worden seien.") == "und"
    assert language_of("Twelve people were killed in the fire, and thirty others were hurt, the authorities said.") == "en"


ENGLISH = "The health ministry said on Sunday that twelve people had been killed in the fire and that thirty were in hospital."
GERMAN = "Die Behörden teilten am Sonntag mit, dass bei dem Brand zwölf Menschen getötet und dreißig weitere verletzt wurden."


@pytest.mark.parametrize(
    ("code", "paragraphs"),
    [
        ("en", [GERMAN, ENGLISH, GERMAN, ENGLISH, ENGLISH]),
        (
            "en",
            [ENGLISH, "В Алматы погибли двенадцать человек, ещё тридцать ранены, сообщило министерство в воскресенье.", ENGLISH],
        ),
        ("de", [GERMAN, GERMAN, GERMAN, "Read this in English on our other site, which is for the reader abroad."]),
        ("en", [ENGLISH, "- OAN -", "Voir aussi: l'incendie en images", ENGLISH]),
    ],
)
def test_two_languages(code: str, paragraphs: list[str]) -> None:
    assert language_of("\n".join(paragraphs)) == code


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people were killed in the fire and more than thirty others were hurt, the authorities said on Sunday.",
        "Clashes in Алматы: 26 dead, according to the ministry (МВД), and 18 of them were said to be members of its forces.",
    ],
)
def test_english(text: str) -> None:
    assert language_of(text) == "en"


def test_too_few_words_tell_nothing() -> None:
    assert language_of("Twelve dead in Almaty") is None


def test_a_report_of_one_line_without_function_words() -> None:
    """
    Gunmen reportedly killed one Dorra village pastor, Ilya Maren, along Dorra-Velmark highway.
    """
    assert language_of("Gunmen reportedly killed one Dorra village pastor, Ilya Maren, along Dorra-Velmark highway.") == "en"


def test_a_report_in_another_language_has_its_text_and_no_sentences(report: Report) -> None:
    """
    Власти сообщили, что в ходе беспорядков погибли двадцать шесть человек, ещё сотни ранены в городе.
    """
    assert report.language == "ru" and report.sentences == () and report.text.startswith("Власти")
