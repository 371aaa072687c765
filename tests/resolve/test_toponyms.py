"""Places named in a report: which words are places, and which of their namesakes they mean. The docstring is the report."""

from __future__ import annotations

import inspect
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.acquire import Acquired
from tollbook.model import Report
from tollbook.read import read
from tollbook.resolve import gazetteer as _module
from tollbook.resolve.candidates import Namer, words
from tollbook.resolve.deciding import RULES
from tollbook.resolve.gazetteer import Gazetteer, open_gazetteer
from tollbook.resolve.naming import Kind
from tollbook.resolve.toponyms import Toponym, toponyms, toponyms_at

RESOLVE = Path(_module.__file__).parent
PLACE, ACTOR, PART, DEMONYM = Kind.PLACE, Kind.ACTOR, Kind.PART, Kind.DEMONYM


@cache
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def report_of(text: str) -> Report:
    """``text`` as read."""
    (report,), _ = read(Acquired(name="report.txt", raw=text.encode(), media="text/plain", body=text))
    return report


@pytest.fixture
def found(request: pytest.FixtureRequest) -> tuple[Toponym, ...]:
    """The places named in the report that is the test's docstring."""
    return toponyms(report_of(inspect.cleandoc(request.function.__doc__)), gazetteer())


def named(found: tuple[Toponym, ...], *kinds: Kind) -> list[tuple[str, str | None]]:
    """Words and place of each, of the kinds asked for (all, where none is)."""
    return [(t.span.text, None if t.place is None else t.place.name) for t in found if not kinds or t.kind in kinds]


def ids(found: tuple[Toponym, ...]) -> dict[str, str | None]:
    return {t.span.text: None if t.place is None else t.place.id for t in found}


# ------------------------------------------------------------------------------------------------- what can be a place


def test_small_words_and_common_words_are_no_places(found: tuple[Toponym, ...]) -> None:
    """
    More people came to the square in March. Mobile networks were down. Police fired into the air. Most shops stayed closed.
    Reading rooms were shut as well, and in Union halls nobody met.
    """
    assert named(found) == []


def test_a_man_of_that_name_said_so(found: tuple[Toponym, ...]) -> None:
    """
    Jordan said he had heard shots. Deputy Jordan was on patrol in Amman at the time.
    """
    assert named(found) == [("Amman", "Amman")]


def test_surnames_and_first_names_are_people(found: tuple[Toponym, ...]) -> None:
    """
    Austin Reed and Chelsea Clinton met Senator Lincoln. Reed left early. Clinton stayed with Madison, her sister.
    """
    assert named(found) == []


def test_a_person_of_whom_no_table_knows_the_first_name(found: tuple[Toponym, ...]) -> None:
    """
    Zhuldyz Houston ran the shop. Witnesses told Houston that shots had been fired.
    """
    assert named(found) == []


def test_a_street_is_not_the_city_of_its_name(found: tuple[Toponym, ...]) -> None:
    """
    A house on Memphis Street burned down on Monday, and another on Virginia Avenue.
    """
    assert named(found) == []


def test_letters_that_stand_for_a_body(found: tuple[Toponym, ...]) -> None:
    """
    A SWAT team came first, then soldiers of NATO.
    """
    assert named(found) == []


@pytest.mark.parametrize("name", ["Ain Dorrath", "San Velmark", "Khan Orrin"])
def test_the_first_word_of_a_name_that_is_not_known_is_no_place(name: str) -> None:
    """Four people died near Ain Dorrath."""
    assert [t for t in toponyms(report_of(f"Four people died near {name}."), gazetteer()) if t.place is not None] == []


# ----------------------------------------------------------------------------------------------------- what it does there


def test_a_capital_that_speaks_is_an_actor(found: tuple[Toponym, ...]) -> None:
    """
    Moscow announced that paratroopers had landed. Talks with Tehran failed. Shots were heard in Moscow and near Tehran.
    """
    assert named(found, ACTOR) == [("Moscow", "Moscow"), ("Tehran", "Tehran")]
    assert named(found, PLACE) == [("Moscow", "Moscow"), ("Tehran", "Tehran")]


def test_demonyms_are_marked(found: tuple[Toponym, ...]) -> None:
    """
    The Kazakh interior ministry said that Russian troops and two Britons had left. No African country was named.
    """
    assert [(t.span.text, t.place and t.place.name) for t in found if t.kind is DEMONYM] == [
        ("Kazakh", "Kazakhstan"),
        ("Russian", "Russia"),
        ("Britons", "United Kingdom"),
        ("African", "Africa"),
    ]
    assert len(found) == 4


def test_part_of_the_name_of_a_body(found: tuple[Toponym, ...]) -> None:
    """
    Almaty Police said that two men had been held. The Bank of Mexico gave no comment.
    """
    assert named(found) == [("Almaty", "Almaty"), ("Mexico", "Mexico")]
    assert {t.kind for t in found} == {PART}


# ----------------------------------------------------------------------------------------------------------- namesakes


def test_what_contains_it(found: tuple[Toponym, ...]) -> None:
    """
    A fire began in Springfield, Illinois, and another in Springfield, Mass., on Friday. In Paris, Texas, nothing burned.
    """
    assert [t.place and t.place.id for t in found if t.span.text == "Springfield"] == ["4250542", "4951788"]
    assert ids(found)["Paris"] == "4717560"
    assert {t.rule for t in found if t.span.text in ("Springfield", "Paris")} == {"contained"}


def test_a_town_that_the_gazetteer_lacks_is_not_its_namesake_elsewhere(found: tuple[Toponym, ...]) -> None:
    """
    Two people died in Bucharest, Ky., on Sunday.
    """
    (town, state) = found
    assert town.place is None and town.rule == "none of its places lies there" and town.candidates
    assert state.place is not None and state.place.name == "Kentucky"


def test_three_towns_named_aktau(found: tuple[Toponym, ...]) -> None:
    """
    Police in Aktau, a town in the Karaganda region of Kazakhstan, said two people had died.
    """
    assert ids(found)["Aktau"] == "1526601"


def test_the_greatest_of_three_where_nothing_is_said(found: tuple[Toponym, ...]) -> None:
    """
    AKTAU, Jan 9 - Protesters from Janaozen marched through Aktau, in Kazakhstan's west.
    """
    assert ids(found) == {"AKTAU": "610612", "Aktau": "610612", "Janaozen": "607610", "Kazakhstan": "1522867"}


def test_the_country_before_the_state_and_the_state_among_states(found: tuple[Toponym, ...]) -> None:
    """
    Russian troops shelled towns in Georgia. Gori and Tbilisi were hit.
    """
    assert ids(found)["Georgia"] == "614540"
    other = toponyms(report_of("Storms hit Alabama, Georgia and Florida. In Atlanta, Georgia, two people died."), gazetteer())
    assert {t.place and t.place.id for t in other if t.span.text == "Georgia"} == {"4197000"}


def test_other_places_of_the_report_decide(found: tuple[Toponym, ...]) -> None:
    """
    Clashes in Tripoli spread after the army sent tanks from Beirut, Sidon and Tyre. Lebanon's government called for calm.
    """
    assert ids(found)["Tripoli"] == "266826"


def test_a_region_and_the_city_that_it_is_named_after(found: tuple[Toponym, ...]) -> None:
    """
    In Almaty shops reopened. In the Almaty region and in Mangystau region, Kazakhstan, soldiers stayed.
    """
    assert [(t.span.text, t.precision) for t in found] == [("Almaty", 2), ("Almaty", 4), ("Mangystau", 4), ("Kazakhstan", 6)]


def test_old_and_other_spellings() -> None:
    """Alma-Ata, Nur-Sultan, Nursultan, Novy Uzen, Guryev, Kiev, Derna, Rangoon, Bombay."""
    pairs = {
        "Alma-Ata": "Almaty",
        "Nur-Sultan": "Astana",
        "Nursultan": "Astana",
        "Novy Uzen": "Zhanaozen",
        "Janaozen": "Zhanaozen",
        "Guryev": "Atyrau",
        "Kiev": "Kyiv",
        "Derna": "Darnah",
        "Rangoon": "Yangon",
        "Bombay": "Mumbai",
    }
    for written, name in pairs.items():
        assert named(toponyms(report_of(f"Shots were heard in {written} on Monday."), gazetteer())) == [(written, name)]


def test_the_third_aktau(found: tuple[Toponym, ...]) -> None:
    """
    Two people died in Aktau, in the Mangystau region, and in Aqtau, Karaganda region, Kazakhstan.
    """
    assert ids(found)["Aktau"] == "610612"


def test_a_common_noun_that_is_somewhere_a_place_is_none(found: tuple[Toponym, ...]) -> None:
    """
    Nine people were killed at Checkpoint 12, police said.
    """
    assert not found


def test_nothing_is_guessed_among_equals(found: tuple[Toponym, ...]) -> None:
    """
    A man was robbed near Fairview on Monday.
    """
    (town,) = found
    assert town.place is None and town.precision is None
    assert town.rule == "several places are as likely" and len(town.candidates) > 5


def test_a_small_place_abroad_is_not_guessed(found: tuple[Toponym, ...]) -> None:
    """
    Gunmen attacked the village of Numana in Nigeria's Kaduna State.
    """
    assert ids(found)["Numana"] is None  # the one Numana that is known lies in Italy
    assert ids(found)["Kaduna State"] == "2335722"


def test_a_country_is_an_area_and_a_sea_is_wider(found: tuple[Toponym, ...]) -> None:
    """
    In the whole of Kazakhstan 225 people died. A boat sank in the Mediterranean.
    """
    assert [(t.span.text, t.precision) for t in found] == [("Kazakhstan", 6), ("Mediterranean", 7)]


def test_candidates_stand_in_the_order_of_their_likelihood(found: tuple[Toponym, ...]) -> None:
    """
    Two people died in Alexandria, Louisiana.
    """
    assert found[0].place == found[0].candidates[0]
    assert "361058" in {p.id for p in found[0].candidates}  # the one in Egypt


@pytest.mark.xfail(strict=True, reason="one sense a report: two towns of one name, one of them without what contains it")
def test_two_namesakes_told_apart_by_their_sentences(found: tuple[Toponym, ...]) -> None:
    """
    Two people died in Tripoli, Lebanon. In Libya, shells fell on Tripoli.
    """
    assert [t.place and t.place.country for t in found if t.span.text == "Tripoli"] == ["LB", "LY"]


# ---------------------------------------------------------------------------------------------------------- properties


def test_names_given_by_their_spans(found: tuple[Toponym, ...]) -> None:
    """
    Two people died in Aktau and in Velmarkistan, Kazakhstan.
    """
    report = report_of("Two people died in Aktau and in Velmarkistan, Kazakhstan.")
    spans = [(report.text.index(n), report.text.index(n) + len(n)) for n in ("Aktau", "Velmarkistan", "Kazakhstan")]
    given_names = toponyms_at(report, spans, gazetteer())
    assert [t.span.text for t in given_names] == ["Aktau", "Velmarkistan", "Kazakhstan"]
    assert [t.place and t.place.id for t in given_names] == ["610612", None, "1522867"]
    assert given_names[0] == found[0]


_WORDS = st.sampled_from(
    "Almaty|Paris,|Texas|in|of|the|U.S.|Ky.|St.|Mr.|Jordan|said|Kyiv’s|Алматы|São|Paulo|DFL-Cook|al-Bab|’|-|(AP)|—|\n|é|Z.".split(
        "|"
    )
    + "Washington,|D.C.|New|York|County|\u200b|🙂|Council".split("|")
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_WORDS, max_size=30))
def test_spans_are_words_of_the_text_in_order(parts: list[str]) -> None:
    """Any words in any order."""
    text = " ".join(parts)
    for report in read(Acquired(name="r.txt", raw=text.encode(), media="text/plain", body=text))[0]:
        once, again = toponyms(report, gazetteer()), toponyms(report, gazetteer())
        assert once == again
        assert all(report.text[t.span.start : t.span.end] == t.span.text for t in once)
        assert all(a.span.end <= b.span.start for a, b in pairwise(once))
        assert all(t.place is None or t.place in t.candidates for t in once)
        assert all(t.rule in RULES for t in once)


def test_places_of_the_tables_are_in_the_gazetteer() -> None:
    w = words()
    named_so = [gazetteer().place(key) for key in w.usual.values()]
    assert all(e is not None and e.kind == "city" for e in named_so)
    namer = Namer(gazetteer())
    for short in w.short:
        named = namer.short(short)
        assert named is not None and named.entries, short
    for written, target in (*w.names.items(), *w.demonyms.items()):
        named = namer.of(written)
        assert named is not None and (named.entries or not target), written


def test_every_rule_and_kind_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "places.md").read_text(encoding="utf-8")
    assert [w for w in (*RULES, *Kind) if f"| {w} |" not in page] == []


def test_every_weight_is_used() -> None:
    code = "".join((RESOLVE / name).read_text(encoding="utf-8") for name in ("deciding.py", "gazetteer.py"))
    kinds = {"country", "admin1", "admin2", "region"}  # looked up by an entry's kind
    assert [
        name for name in words().weights if name not in kinds and f'w["{name}"]' not in code and f'["{name}"]' not in code
    ] == []
