"""Where and when acts were: their own days, the day that opens the sentence before, and never a guess."""

from __future__ import annotations

from datetime import date

from tollbook.acquire import Acquired
from tollbook.extract.rules import RulesExtractor
from tollbook.model import Action, DateFound, Published, Resolution
from tollbook.read import read
from tollbook.resolve import open_gazetteer, resolve_acts

MONDAY = Published(day=date(2022, 1, 10), found=DateFound.GIVEN)


def resolved(text: str, word: str) -> tuple[Action, Resolution]:
    item = Acquired(name="text", raw=text.encode(), media="text/plain", body=text)
    (report,), _ = read(item, published=MONDAY)
    acts = RulesExtractor().acts(report)
    found = dict(zip(acts, resolve_acts(report, acts, open_gazetteer()), strict=True))
    return next((a, r) for a, r in found.items() if a.word == word)


def test_an_act_has_the_day_of_its_own_words() -> None:
    _, r = resolved("Protesters stormed the town hall in Almaty on Wednesday, police said on Friday.", "building_seized")
    assert r.occurred is not None
    assert (r.occurred.start, r.occurred.end) == (date(2022, 1, 5), date(2022, 1, 5))
    assert r.place is not None
    assert r.place.name == "Almaty"


def test_the_day_on_which_it_was_announced_is_not_its_own() -> None:
    _, r = resolved("Kazakhstan announced on Saturday the arrest of a former security director.", "official_arrested")
    assert r.occurred is None
    assert r.said_on == date(2022, 1, 8)


def test_a_statement_was_made_on_its_day() -> None:
    _, r = resolved("Moscow on Wednesday called for calm.", "appeal")
    assert r.occurred is not None
    assert r.occurred.start == date(2022, 1, 5)


def test_a_day_that_opens_a_sentence_goes_on_to_the_next() -> None:
    _, r = resolved("On Wednesday, shops burned. Protesters then stormed the town hall.", "building_seized")
    assert r.occurred is not None
    assert r.occurred.start == date(2022, 1, 5)


def test_a_day_inside_the_sentence_before_does_not() -> None:
    _, r = resolved("Shops had burned when troops came on Wednesday. Protesters stormed the town hall.", "building_seized")
    assert r.occurred is None


def test_a_day_before_after_is_the_day_of_what_stands_before_it() -> None:
    _, r = resolved("Schools opened on Monday in Almaty, after clashes with the police.", "clash")
    assert r.occurred is None


def test_the_last_sunday_is_not_the_one_that_the_report_calls_sunday() -> None:
    text = "Protests began last Sunday in the west. The presidency said on Sunday that all was calm."
    _, r = resolved(text, "demonstration")
    assert r.occurred is not None
    assert r.occurred.start == date(2022, 1, 2)


def test_the_last_sunday_alone_is_the_one_before_publication() -> None:
    _, r = resolved("Protests began last Sunday in the west.", "demonstration")
    assert r.occurred is not None
    assert r.occurred.start == date(2022, 1, 9)


def test_an_economic_capital_is_what_the_report_calls_so() -> None:
    text = "Troops came to Almaty, the economic capital of Kazakhstan. Shops were looted in the economic capital."
    _, r = resolved(text, "looting")
    assert r.place is not None
    assert r.place.name == "Almaty"


def test_an_economic_capital_that_is_not_named_is_no_place() -> None:
    _, r = resolved("Kazakhstan is calm again. Shops were looted in the economic capital.", "looting")
    assert r.place is None


def test_what_began_on_a_day_is_of_that_day() -> None:
    _, r = resolved("Protests began on 2 January in the west.", "demonstration")
    assert r.occurred is not None
    assert (r.occurred.start, r.occurred.end) == (date(2022, 1, 2), date(2022, 1, 2))
