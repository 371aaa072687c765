"""Charts are well-formed, stay inside their frame, and say what they show."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tollbook.publish.chart import Floors, Point, chart, day_ticks, number_label, value_ticks

DAY = date(2022, 1, 6)


def drawn(points: list[Point], floors: list[Floors] | None = None, width: int = 720) -> etree._Element:
    return etree.fromstring(
        str(chart(points, floors or [], title="Killed, by day", width=width)).replace("<svg", '<svg xmlns="x"', 1)
    )


def found(svg: etree._Element, path: str) -> list[etree._Element]:
    return list(svg.iterfind(path.replace("//", ".//{x}")))


def point(number: int | None = 26, day: date = DAY, **fields: object) -> Point:
    given: dict[str, object] = {"day": day, "low": number, "high": number, "label": "26 killed", "href": "#claim-c1"}
    return Point(**(given | fields))  # type: ignore[arg-type]  # fields by name


def test_nothing_to_draw_is_nothing() -> None:
    assert chart([], [], title="Killed") == ""


def test_one_point_has_a_title_a_name_and_a_link() -> None:
    svg = drawn([point()])
    (link,) = found(svg, "//a")
    assert link.get("href") == "#claim-c1"
    assert link.get("aria-label") == "26 killed"
    assert [t.text for t in found(svg, "//title")] == ["26 killed"]
    assert svg.get("aria-label") == "Killed, by day"


def test_set_aside_is_a_ring_and_a_part_is_a_diamond() -> None:
    svg = drawn([point(164, hollow=True), point(18, part=True)])
    (ring,) = [c for c in found(svg, "//circle") if "mark" in c.get("class")]
    assert ring.get("fill") == "none"
    assert [p.get("class") for p in found(svg, "//a/{x}path")] == ["mark"]


def test_words_without_a_number_stand_on_the_axis_below_nought() -> None:
    svg = drawn([point(), point(None, words="dozens", label="dozens killed")])
    (words,) = [t for t in found(svg, "//text") if t.get("class") == "words"]
    (base,) = [x for x in found(svg, "//line") if x.get("class") == "base" and x.get("y1") == x.get("y2")]
    assert words.text == "dozens"
    assert float(words.get("y")) > float(base.get("y1"))


def test_a_floor_is_steps_with_a_gap_where_nothing_could_be_said() -> None:
    steps = [(DAY, 18), (DAY + timedelta(1), 42), (DAY + timedelta(2), None), (DAY + timedelta(4), 44), (DAY + timedelta(5), 44)]
    svg = drawn([point()], [Floors(steps=tuple(steps))])
    (line,) = [p for p in found(svg, "//path") if p.get("class") == "floor"]
    assert re.sub(r"[\d. ]+", "", line.get("d")) == "MHVHMHV"
    assert line.get("fill") == "none"


def test_figures_of_one_day_and_number_do_not_hide_each_other() -> None:
    svg = drawn([point(label=str(n), href=f"#claim-{n}") for n in range(3)])
    places = {(c.get("cx"), c.get("cy")) for c in found(svg, "//circle") if c.get("class") == "mark"}
    assert len(places) == 3


@pytest.mark.parametrize(
    ("numbers", "ticks", "log"),
    [
        ([], (0, 1), False),
        ([0], (0, 1), False),
        ([1], (0, 1), False),
        ([44], (0, 50), False),
        ([26, 44], (0, 10, 20, 30, 40, 50), False),
        ([1, 10**8], tuple(10**k for k in range(9)), True),
        ([0, 3, 20_000], (0, 1, 10, 100, 1000, 10_000, 100_000), True),
    ],
)
def test_ticks(numbers: list[int], ticks: tuple[int, ...], log: bool) -> None:
    assert value_ticks(numbers) == (ticks, log)


def test_a_logarithmic_scale_says_so_and_totals_decide_on_it() -> None:
    assert "logarithmic scale" in chart([point(1), point(10**8)], [], title="x")
    assert "logarithmic scale" not in chart([point(1, part=True), point(225)], [], title="x")


@pytest.mark.parametrize(
    ("number", "label"), [(0, "0"), (2500, "2,500"), (10**6, "1 million"), (1_500_000, "1.5 million"), (10**9, "1 billion")]
)
def test_number_labels(number: int, label: str) -> None:
    from tollbook.lexicon import table

    assert number_label(number, table("page")) == label


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 100_000), st.integers(2, 9))
def test_day_ticks_are_few_and_within(first: date, span: int, most: int) -> None:
    last = first + timedelta(span)
    ticks = day_ticks(first, last, most)
    assert 1 <= len(ticks) <= max(2, most)
    assert all(first <= t <= last for t in ticks)
    assert list(ticks) == sorted(set(ticks))


@given(
    st.lists(
        st.builds(
            lambda d, low, high, hollow, part: Point(
                day=DAY + timedelta(d), low=low, high=high, label="x", hollow=hollow, part=part
            ),
            st.integers(0, 900),
            st.none() | st.integers(0, 10**12),
            st.none() | st.integers(0, 10**12),
            st.booleans(),
            st.booleans(),
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from((340, 720)),
)
def test_every_mark_lies_inside_the_frame(points: list[Point], width: int) -> None:
    svg = drawn(points, width=width)
    _, _, w, h = map(float, svg.get("viewBox").split())
    for mark in found(svg, "//circle"):
        assert 0 <= float(mark.get("cx")) <= w
        assert 0 <= float(mark.get("cy")) <= h


def test_labels_are_escaped_and_cannot_turn_the_text_around() -> None:
    svg = chart([point(label='26 "<script>alert(1)</script>\u202eback', href='#"onmouseover="x')], [], title="<b>")
    assert "<script" not in svg
    assert '"onmouseover' not in svg
    assert "\u202e" not in svg
