"""Reports in other languages are recorded and not read."""

from __future__ import annotations

import pytest

from tollbook.model import Report
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


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("it", "Le autorità hanno detto che dodici persone sono morte nell’incendio e che altre trenta sono rimaste ferite."),
        ("pt", "As autoridades disseram que doze pessoas morreram no incêndio e que outras trinta ficaram feridas na cidade."),
        ("nl", "De autoriteiten hebben gezegd dat twaalf mensen bij de brand om het leven zijn gekomen en dertig gewond zijn."),
        ("sv", "Myndigheterna säger att tolv personer dog i branden och att trettio andra har skadats, enligt polisen på plats."),
        (
            "pl",
            "Władze podały, że w pożarze zginęło dwanaście osób, a trzydzieści zostało rannych.",
        ),
        (
            "ro",
            "Autoritățile au spus că doisprezece oameni au murit în incendiu și că alți treizeci sunt răniți.",
        ),
        (
            "tr",
            "Yetkililer yangında on iki kişinin öldüğünü ve otuz kişinin daha yaralandığını bir açıklama ile bildirdi.",
        ),
        (
            "id",
            "Pihak berwenang mengatakan dua belas orang tewas dalam kebakaran itu dan tiga puluh lainnya luka pada hari itu.",
        ),
        (
            "uk",
            "Влада повідомила, що під час пожежі загинули дванадцять людей, і ще тридцять є поранені, сказали у лікарні.",
        ),
        ("kk", "Билік өртте он екі адам қаза тапты және тағы отыз адам жараланды деп хабарлады, бұл туралы министрлік айтты."),
        ("fa", "مقام‌ها گفتند که دوازده نفر در آتش‌سوزی کشته و سی نفر دیگر از آن‌ها زخمی شده است و این آمار را به روز می‌کنند"),
        ("ur", "حکام نے کہا کہ آگ میں بارہ افراد ہلاک ہو گئے ہیں اور تیس زخمی ہیں جن کا علاج اس ہسپتال میں کیا جا رہا ہے"),
        ("hi", "अधिकारियों ने कहा कि आग में बारह लोगों की मौत हो गई है और तीस अन्य घायल हैं जिनका अस्पताल में इलाज चल रहा है"),
        ("he", "הרשויות מסרו כי שנים עשר בני אדם נהרגו בשריפה ועוד שלושים נפצעו, לפי דברי המשטרה והצלה בעיר"),
        ("el", "Οι αρχές ανακοίνωσαν ότι δώδεκα άνθρωποι σκοτώθηκαν στην πυρκαγιά και άλλοι τριάντα τραυματίστηκαν στην πόλη."),
        ("ja", "当局によると、火災で十二人が死亡し、三十人が負傷した。市内の病院で手当てを受けているという。"),
        (
            "zh",
            "当局说，火灾造成十二人死亡，另有三十人受伤，伤者已被送往市内的医院接受治疗，原因仍在调查之中，情况尚不清楚，消防人员还在现场。",
        ),
        (
            "ko",
            "당국은 화재로 열두 명이 숨지고 서른 명이 다쳤으며 부상자들은 시내 병원에 있다고 밝혔다",
        ),
    ],
)
def test_languages_are_named_by_their_alphabet_or_their_function_words(code: str, text: str) -> None:
    assert language_of(text) == code


def test_words_of_no_language_that_is_known_are_not_named() -> None:
    assert language_of("Qor tessi malum vret ospi kedda truvin sella morim pasta quen dorrit almo vess tarrim olpe") == "und"


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
