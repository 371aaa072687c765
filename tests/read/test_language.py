"""Reports in other languages are recorded and not read."""

from __future__ import annotations

import pytest

from tollbook.model import Report
from tollbook.read.language import language_of


@pytest.mark.parametrize(
    "text",
    [
        "Власти сообщили, что в ходе беспорядков погибли двадцать шесть человек, ещё сотни ранены в городе",
        "Les autorités ont déclaré que douze personnes avaient été tuées dans l'incendie et que trente autres étaient blessées.",
        "Die Behörden teilten mit, dass bei dem Brand zwölf Menschen getötet und mehr als dreißig weitere verletzt worden seien.",
        "Las autoridades dijeron que doce personas murieron en el incendio y que otras treinta resultaron heridas el domingo.",
        "قالت السلطات إن اثني عشر شخصا لقوا حتفهم في الحريق وأصيب أكثر من ثلاثين آخرين يوم الأحد في المدينة",
    ],
)
def test_other_languages(text: str) -> None:
    assert language_of(text) == "und"


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
    assert report.language == "und" and report.sentences == () and report.text.startswith("Власти")
