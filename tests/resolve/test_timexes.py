"""Expressions of time and their values. Reports are published on Friday, 7 January 2022, where nothing else is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.resolve.timegrammar import rules
from tollbook.resolve.timexes import timexes

FRIDAY = date(2022, 1, 7)
WILD, NEGATIVE, SYNTHETIC, KNOWN = "wild", "negative", "synthetic", "known failure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence of our own and all expressions in it, in order: words and value."""

    kind: str
    label: str
    text: str
    found: tuple[tuple[str, str], ...]


def case(kind: str, label: str, text: str, *found: tuple[str, str]) -> Case:
    return Case(kind=kind, label=label, text=text, found=found)


CASES = [
    # days of the week, against publication and tense
    case(WILD, "the day of the paper", "Police fired on Friday.", ("Friday", "2022-01-07")),
    case(WILD, "a day behind", "Nine people died on Sunday.", ("Sunday", "2022-01-02")),
    case(WILD, "a day ahead", "The court will sit on Tuesday.", ("Tuesday", "2022-01-11")),
    case(WILD, "ahead, the verb behind it", "On Monday the banks will open.", ("Monday", "2022-01-10")),
    case(WILD, "to be done", "The bodies are to be buried on Monday.", ("Monday", "2022-01-10")),
    case(WILD, "planned", "A vigil is planned for Sunday.", ("Sunday", "2022-01-09")),
    case(WILD, "until", "Schools stay closed until Wednesday.", ("Wednesday", "2022-01-12")),
    case(WILD, "until, in the past", "Until Thursday, they had not named a suspect.", ("Thursday", "2022-01-06")),
    case(WILD, "said of what will be", "The mayor would resign, his office said Tuesday.", ("Tuesday", "2022-01-04")),
    case(WILD, "could not be reached", "The minister could not be reached on Thursday.", ("Thursday", "2022-01-06")),
    case(WILD, "neither could be found", "Neither twin could be found Wednesday in the town.", ("Wednesday", "2022-01-05")),
    case(NEGATIVE, "could be found", "The twins could be heard Wednesday at the court.", ("Wednesday", "2022-01-12")),
    case(
        WILD,
        "last, where the day before is named too",
        "It began last Wednesday. On Wednesday he left.",
        ("last Wednesday", "2021-12-29"),
        ("Wednesday", "2022-01-05"),
    ),
    case(WILD, "a day's own event", "The party will appeal against Wednesday's ruling.", ("Wednesday", "2022-01-05")),
    case(WILD, "last, in the paper of that day", "The strike began last Friday.", ("last Friday", "2021-12-31")),
    case(WILD, "next", "Talks begin next Friday.", ("next Friday", "2022-01-14")),
    case(WILD, "short", "Nine people died on Sun., the mayor said.", ("Sun", "2022-01-02")),
    case(WILD, "every", "Relatives gather every Friday.", ("every Friday", "XXXX-WXX-5")),
    case(NEGATIVE, "a sun", "The Sun rose, and Sat Kumar left.", *()),
    # days by date
    case(WILD, "month and day", "Shots were heard on January 5.", ("January 5", "2022-01-05")),
    case(WILD, "day and month", "Shots were heard on 5 January.", ("5 January", "2022-01-05")),
    case(WILD, "ordinal", "Shots were heard on the 5th of January.", ("5th of January", "2022-01-05")),
    case(WILD, "short month", "Shots were heard on Jan. 5, 2022.", ("Jan. 5, 2022", "2022-01-05")),
    case(WILD, "with its weekday", "It began on Sunday, Jan. 2, with a march.", ("Sunday, Jan. 2", "2022-01-02")),
    case(WILD, "the year before", "The camp was cleared on November 25.", ("November 25", "2021-11-25")),
    case(WILD, "to come", "The verdict is expected on March 3.", ("March 3", "2022-03-03")),
    case(WILD, "soon, though told in the past", "The deadline was January 14.", ("January 14", "2022-01-14")),
    case(WILD, "last", "He was shot last Oct. 23 at home.", ("last Oct. 23", "2021-10-23")),
    case(WILD, "digits", "Updated 2022-01-06 at the desk.", ("2022-01-06", "2022-01-06")),
    case(WILD, "strokes", "Updated 1/6/2022 at the desk.", ("1/6/2022", "2022-01-06")),
    case(SYNTHETIC, "strokes, the other order", "Updated 26/1/2021 at the desk.", ("26/1/2021", "2021-01-26")),
    case(WILD, "two days of a month", "They meet on April 24 and 25.", ("April 24", "2022-04-24"), ("25", "2022-04-25")),
    case(WILD, "a range", "Clashes on 2-5 January left nine dead.", ("2", "2022-01-02"), ("5 January", "2022-01-05")),
    case(SYNTHETIC, "a day that no calendar has", "It sank on February 30, 2021.", ("February", "2022-02"), ("2021", "2021")),
    case(NEGATIVE, "a man", "Jan Novak and Ahmed were killed.", *()),
    case(NEGATIVE, "a verb", "Protesters may march to the square.", *()),
    case(NEGATIVE, "a march", "The March for Peace ended in blood.", *()),
    case(WILD, "named days", "Two died on New Year's Eve.", ("New Year's Eve", "2021-12-31")),
    case(WILD, "a named day that moves", "He vanished on Thanksgiving.", ("Thanksgiving", "2021-11-25")),
    case(WILD, "a week about a day", "Attacks in Easter week 2019.", ("Easter week", "2022-W15"), ("2019", "2019")),
    # near days and parts of days
    case(WILD, "today", "Officials said today that nine had died.", ("today", "2022-01-07")),
    case(WILD, "the day before yesterday", "It rained the day before yesterday.", ("day before yesterday", "2022-01-05")),
    case(WILD, "yesterday evening", "A bomb went off yesterday evening.", ("yesterday evening", "2022-01-06TEV")),
    case(WILD, "a part of a weekday", "He saw it on Wednesday evening.", ("Wednesday evening", "2022-01-05TEV")),
    case(WILD, "in the night of", "In the night of Wednesday a hall burned.", ("night of Wednesday", "2022-01-05TNI")),
    case(WILD, "the night of a date", "He was shot on the night of Oct. 23.", ("Oct. 23", "2021-10-23")),
    case(WILD, "last night", "Nine were hurt last night.", ("last night", "2022-01-06TNI")),
    case(WILD, "this morning", "Nine were hurt this morning.", ("this morning", "2022-01-07TMO")),
    case(WILD, "tonight", "A curfew holds tonight.", ("tonight", "2022-01-07TNI")),
    case(WILD, "overnight", "Troops moved in overnight.", ("overnight", "2022-01-06TNI")),
    case(
        WILD,
        "overnight, told of on another day",
        "Troops moved in overnight, officials said on Wednesday.",
        ("overnight", "2022-01-04TNI"),
        ("Wednesday", "2022-01-05"),
    ),
    case(WILD, "overnight with its day", "Troops moved in overnight on Tuesday.", ("overnight on Tuesday", "2022-01-04TNI")),
    # hours
    case(WILD, "an hour of a day", "It hit at 9 a.m. GMT Tuesday.", ("9 a.m. GMT Tuesday", "2022-01-04T09:00Z")),
    case(WILD, "a day and its hour", "It hit on Tuesday at 10:35 a.m.", ("Tuesday at 10:35 a.m.", "2022-01-04T10:35")),
    case(
        WILD,
        "an hour of the day last said",
        "It hit on Tuesday. At 4 p.m. fire broke out.",
        ("Tuesday", "2022-01-04"),
        ("4 p.m.", "2022-01-04T16:00"),
    ),
    case(WILD, "military hours", "It hit at 0735 GMT.", ("0735 GMT", "2022-01-07T07:35Z")),
    case(WILD, "in the morning", "They leave at 4 in the morning.", ("4 in the morning", "2022-01-07T04:00")),
    case(WILD, "midday", "He appears in court at midday.", ("midday", "2022-01-07T12:00")),
    case(NEGATIVE, "a price", "Fuel cost 2.24 a litre, up 16.03 points.", *()),
    # counted from what was last said
    case(
        WILD,
        "the previous day",
        "Troops arrived on Thursday. The previous day a hall had burned.",
        ("Thursday", "2022-01-06"),
        ("previous day", "2022-01-05"),
    ),
    case(
        WILD,
        "that evening",
        "Shots fell on Monday. That evening 12 were dead.",
        ("Monday", "2022-01-03"),
        ("That evening", "2022-01-03TEV"),
    ),
    case(
        WILD,
        "the next day",
        "A dam broke on Sunday. The next day 40 were missing.",
        ("Sunday", "2022-01-02"),
        ("next day", "2022-01-03"),
    ),
    case(
        WILD,
        "the day before",
        "He fell on Tuesday. The day before, he had resigned.",
        ("Tuesday", "2022-01-04"),
        ("day before", "2022-01-03"),
    ),
    case(
        WILD,
        "three days later",
        "It began on Sunday. Three days later the hall burned.",
        ("Sunday", "2022-01-02"),
        ("Three days later", "2022-01-05"),
    ),
    case(
        WILD,
        "later that year",
        "The war began in June 2014. Later that year a truce held.",
        ("June 2014", "2014-06"),
        ("Later that year", "2014"),
    ),
    case(
        WILD,
        "a month is no day",
        "It hit on Monday. In June 2014 it had not. The next day nine died.",
        ("Monday", "2022-01-03"),
        ("June 2014", "2014-06"),
        ("next day", "2022-01-04"),
    ),
    case(
        WILD,
        "later in the day",
        "It hit on Monday. Later in the day nine died.",
        ("Monday", "2022-01-03"),
        ("Later in the day", "2022-01-03"),
    ),
    case(WILD, "ended the day", "Shares ended the day lower.", ("the day", "2022-01-07")),
    # weeks, months, seasons, years
    case(WILD, "this week", "Riots this week left 42 dead.", ("this week", "2022-W01")),
    case(WILD, "last month", "It sank last month.", ("last month", "2021-12")),
    case(WILD, "earlier this week", "It sank earlier this week.", ("earlier this week", "2022-W01")),
    case(WILD, "over the weekend", "Nine died over the weekend.", ("weekend", "2021-W52-WE")),
    case(WILD, "the end of last year", "It sank at the end of last year.", ("end of last year", "2021")),
    case(WILD, "early in a month", "It sank in early January.", ("early January", "2022-01")),
    case(WILD, "a month alone", "It sank in October.", ("October", "2021-10")),
    case(WILD, "a month to come", "It will sail in October.", ("October", "2022-10")),
    case(WILD, "last October", "It sank last October.", ("last October", "2021-10")),
    case(WILD, "a weak month", "It sank in May.", ("May", "2021-05")),
    case(WILD, "the weak month of an event", "The March election was marred.", ("March", "2021-03")),
    case(WILD, "a month of last year", "It sank in April last year.", ("April last year", "2021-04")),
    case(WILD, "a month and a year", "It sank in late April 2019.", ("late April 2019", "2019-04")),
    case(WILD, "a week of a month", "It sank in the last week of March 2021.", ("last week of March 2021", "2021-W12")),
    case(WILD, "the week of a day", "Talks in the week of March 6 failed.", ("week of March 6", "2021-W09")),
    case(WILD, "the first half", "Deaths fell in the first half of 2021.", ("first half of 2021", "2021-H1")),
    case(WILD, "a quarter", "Deaths fell in the third quarter of 2021.", ("third quarter of 2021", "2021-Q3")),
    case(
        WILD,
        "a quarter of last year",
        "Deaths fell in the first quarter of last year.",
        ("first quarter of last year", "2021-Q1"),
    ),
    case(WILD, "the last quarter", "Deaths fell in the last quarter.", ("last quarter", "2021-Q4")),
    case(WILD, "this quarter", "Deaths fell this quarter.", ("this quarter", "2022-Q1")),
    case(WILD, "a fiscal year", "Costs rose in fiscal 2021.", ("fiscal 2021", "FY2021")),
    case(WILD, "a season", "It sank last summer.", ("last summer", "2021-SU")),
    case(WILD, "a season of a year", "It sank in the winter of 2019.", ("winter of 2019", "2019-WI")),
    case(WILD, "a season alone", "It sank in the autumn.", ("autumn", "2021-FA")),
    case(NEGATIVE, "what prices do", "In a fall of prices nobody was hurt.", *()),
    case(WILD, "a year", "He took office in 2019.", ("2019", "2019")),
    case(WILD, "a short year", "It was the worst since '82.", ("'82", "1982")),
    case(WILD, "part of a year", "He took office in early 2019.", ("early 2019", "2019")),
    case(NEGATIVE, "a count", "Some 1950 people were hurt.", *()),
    case(WILD, "a decade", "It happened in the late 1980s.", ("late 1980s", "198X")),
    case(WILD, "a short decade", "It happened in the 80s.", ("80s", "198X")),
    case(NEGATIVE, "an age by decades", "A man in his 30s was hurt.", *()),
    case(WILD, "a century", "The bridge is of the 19th century.", ("19th century", "18XX")),
    # so long ago, so long, so often
    case(WILD, "ago", "It sank three months ago.", ("three months ago", "2021-10")),
    case(WILD, "days ago", "It sank 11 days ago.", ("11 days ago", "2021-12-27")),
    case(WILD, "a duration", "The net was down for three days.", ("three days", "P3D")),
    case(WILD, "a duration as adjective", "A five-day shutdown ended.", ("five-day", "P5D")),
    case(WILD, "a half", "The siege lasted two and a half hours.", ("two and a half hours", "PT2H30M")),
    case(WILD, "half an hour", "The siege lasted half an hour.", ("half an hour", "PT30M")),
    case(WILD, "a week", "The siege lasted a week.", ("a week", "P1W")),
    case(WILD, "decades", "A four-decade war ended.", ("four-decade", "P40Y")),
    case(WILD, "not said how many", "The siege went on for weeks.", ("weeks", "PXW")),
    case(WILD, "over the years", "Over the years 40 have died.", ("the years", "PXY")),
    case(NEGATIVE, "before another event", "In the days before the attack he was calm.", *()),
    case(WILD, "a long one", "The decades-long war ended.", ("decades-long", "PXY")),
    case(WILD, "two lengths", "It takes between 60 and 90 days.", ("60", "P60D"), ("90 days", "P90D")),
    case(WILD, "up to publication", "Some 40 died in the past three days.", ("past three days", "P3D")),
    case(WILD, "every day", "Rallies are held every day.", ("every day", "P1D")),
    case(WILD, "a word", "The daily briefing was short.", ("daily", "P1D")),
    case(WILD, "a year, of a rate", "Some 15 a year are lost.", ("a year", "P1Y")),
    case(NEGATIVE, "an age", "A 6-year-old boy and a woman 40 years old were hurt.", *()),
    case(NEGATIVE, "a turn", "For the second time this was a second blast, and a quarter of them left.", *()),
    # times without days
    case(WILD, "now", "They are now in custody.", ("now", "PRESENT_REF")),
    case(WILD, "for the time being", "The road is closed for the time being.", ("time being", "PRESENT_REF")),
    case(WILD, "recently", "He recently resigned.", ("recently", "PAST_REF")),
    case(WILD, "the future", "Nobody knows the future.", ("future", "FUTURE_REF")),
    case(WILD, "the long term", "It helps in the long term.", ("long term", "FUTURE_REF")),
    # a known failure: what would mend it is more than a rule
    case(KNOWN, "planned, then called off", "A vigil planned for Thursday was called off.", ("Thursday", "2022-01-06")),
]


def _params() -> list[object]:
    known = pytest.mark.xfail(strict=True, reason="known failure")
    return [pytest.param(c, id=c.label, marks=[known] if c.kind == KNOWN else []) for c in CASES]


@pytest.mark.parametrize("case", _params())
def test_expressions(case: Case) -> None:
    found = timexes(case.text, published=FRIDAY)
    assert tuple((t.span.text, t.value) for t in found) == case.found


def test_every_rule_has_a_case() -> None:
    fired = {t.rule for c in CASES for t in timexes(c.text, published=FRIDAY)}
    told = {rule.id for rule in rules() if rule.make != "nothing"}
    assert told == fired


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("It sank on Sunday.", date(2022, 1, 2), date(2022, 1, 2), "day"),
        ("It sank last night.", date(2022, 1, 6), date(2022, 1, 7), "day"),
        ("It sank last week.", date(2021, 12, 27), date(2022, 1, 2), "week"),
        ("It sank in early January.", date(2022, 1, 1), date(2022, 1, 10), "range"),
        ("It sank in February 2020.", date(2020, 2, 1), date(2020, 2, 29), "month"),
        ("It sank last winter.", date(2020, 12, 1), date(2021, 2, 28), "range"),
        ("It sank in the 1990s.", date(1990, 1, 1), date(1999, 12, 31), "range"),
        ("Some 40 sank in the past three days.", date(2022, 1, 4), date(2022, 1, 7), "range"),
    ],
)
def test_days_covered(text: str, start: date, end: date, precision: str) -> None:
    (found,) = timexes(text, published=FRIDAY)
    assert found.interval is not None
    assert (found.interval.start, found.interval.end, found.interval.precision) == (start, end, precision)


def test_on_a_monday_this_week_is_the_week_before() -> None:
    (found,) = timexes("Riots this week have left 42 dead.", published=date(2022, 1, 10))
    assert found.value == "2022-W02"
    assert found.interval is not None and found.interval.start == date(2022, 1, 4)


def test_an_undated_report_keeps_its_words() -> None:
    found = timexes("Nine died on Sunday, the worst day since March 3, 2020.", published=None)
    assert [(t.value, t.interval is None) for t in found] == [("XXXX-WXX-7", True), ("2020-03-03", False)]


def test_spans_in_other_scripts() -> None:
    text = "Алматы — “Ńine” died on Sunday."
    (found,) = timexes(text, published=FRIDAY)
    assert text[found.span.start : found.span.end] == found.span.text == "Sunday"


@given(st.text(alphabet=st.sampled_from("0123456789 .,-:/'’’apmtsy\n") | st.characters(), max_size=60), st.booleans())
def test_any_text_is_read_and_spans_match(text: str, dated: bool) -> None:
    last = 0
    for t in timexes(text, published=FRIDAY if dated else None):
        assert text[t.span.start : t.span.end] == t.span.text and t.span.start >= last
        last = t.span.end


_WORDS = "last next this the a of in on at since early late Monday January May 7 31 2021 1990s week days three ago before year"


@given(
    st.lists(
        st.sampled_from([*_WORDS.split(), "quarter", "fiscal", "spring", "night", ",", "-", "29", "February", "0"]), max_size=9
    )
)
def test_any_words_of_time_are_read(listed: list[str]) -> None:
    text = " ".join(listed)
    for t in timexes(text, published=date(2024, 2, 29)):
        assert t.value and text[t.span.start : t.span.end] == t.span.text
        assert t.interval is None or t.interval.start <= t.interval.end


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Troops came two days after Wednesday's attack.", date(2022, 1, 7)),
        ("A week before Thursday's vote he left.", date(2021, 12, 30)),
        ("The attack was on 3 January. Two days after the attack troops came.", date(2022, 1, 5)),
        ("The attack was on 3 January. Two days after the vote troops came.", None),
        ("Nine people died in a five-day siege.", None),
        ("Two days after the attack troops came.", None),
    ],
)
def test_days_counted_from_another_event(text: str, day: date | None) -> None:
    length = next(t for t in timexes(text, published=FRIDAY) if t.kind == "DURATION")
    assert (length.interval and length.interval.start) == day
