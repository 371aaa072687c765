"""One story, as a desk editor and an analyst use it: from a file, with the network off."""

from __future__ import annotations

import re
from pathlib import Path

from .conftest import Open, sync_api

expect = sync_api.expect


def url(path: Path) -> str:
    return path.as_uri()


def test_the_page_opens_from_disk_and_says_the_toll(visit: Open, example_page: Path) -> None:
    page = visit(url(example_page))
    assert page.locator("h1").inner_text() == "Unrest in Kazakhstan, January 2022"
    assert "people killed" in page.locator(".toll.lead .sentence").first.inner_text()
    assert "Not reviewed by a person." in page.locator(".toll.lead").first.inner_text()


def test_the_slider_drives_everything_and_stands_in_the_address(visit: Open, short_page: Path) -> None:
    page = visit(url(short_page))
    slider = page.get_by_role("slider", name="As of")
    assert "13 January 2022" in (slider.get_attribute("aria-valuetext") or "")
    assert "164" in page.locator(".toll.lead .ground", has_text="Set aside").inner_text()
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".as-of .now")).to_contain_text("9 January 2022")
    assert "164" in page.locator(".toll.lead .sentence").first.inner_text()
    assert "Injured" not in page.locator("nav.measures").inner_text(), "not known yet"
    assert re.search(r"as_of=2022-01-09", page.url)
    page.keyboard.press("Home")
    expect(page.locator(".as-of .now")).to_contain_text("7 January 2022")
    expect(page.locator("main")).not_to_contain_text("164")


def test_an_address_with_a_moment_opens_at_that_moment(visit: Open, short_page: Path) -> None:
    page = visit(url(short_page), "#/story/examplia-unrest-2022-01?as_of=2022-01-10")
    assert "9 January 2022" in page.locator(".as-of .now").inner_text(), "the last change by then"


def test_each_number_of_the_sentence_leads_to_its_grounds(visit: Open, short_page: Path) -> None:
    page = visit(url(short_page), "#/story/examplia-unrest-2022-01?as_of=2022-01-09")
    page.locator(".toll.lead .sentence a", has_text="164").first.click()
    page.wait_for_selector("h1 .what")
    assert page.locator("h1").inner_text().startswith("164")
    assert page.locator("blockquote mark").inner_text().startswith("164")
    assert "as_of=2022-01-09" in page.url, "the moment goes along"
    assert "It is" in page.locator(".effects").inner_text() or "rests on it" in page.locator(".effects").inner_text()


def test_a_figure_tells_what_could_be_said_without_it(visit: Open, example_page: Path) -> None:
    """Of the newest moment, in the file itself; of an earlier one, it says who can tell."""
    page = visit(url(example_page))
    page.locator(".toll.lead .sentence a", has_text="238").first.click()
    page.wait_for_selector("h1 .what")
    effects = page.locator(".effects")
    expect(effects).to_contain_text("The toll rests on it.")
    without = effects.locator("dt", has_text="Without it").locator("xpath=..")
    expect(without.first).to_contain_text("people killed")
    assert "238" not in without.first.inner_text()
    page.get_by_role("button", name="The change before").click()
    expect(page.locator("main")).to_contain_text("Not known by then")


def test_one_figure_tells_what_took_it_back(visit: Open, short_page: Path) -> None:
    page = visit(url(short_page), "#/story/examplia-unrest-2022-01?as_of=2022-01-09")
    page.locator(".toll.lead .sentence a", has_text="164").first.click()
    page.get_by_role("button", name="The change after").click()
    expect(page.locator(".as-of .now")).to_contain_text("13 January 2022")
    assert "Set aside" in page.locator(".standfirst").inner_text()
    assert "Withdrawn by its origin" in page.locator("ul.became").inner_text()


def test_a_mark_of_the_chart_is_a_way_to_its_figure(visit: Open, short_page: Path) -> None:
    page = visit(url(short_page))
    mark = page.locator(".measure-chart g.mark.live").first
    mark.hover()
    expect(page.locator(".readout")).to_contain_text("Interior Ministry")
    mark.click()
    page.wait_for_selector("h1 .what")


def test_the_chart_says_the_same_as_a_table(visit: Open, short_page: Path) -> None:
    page = visit(url(short_page))
    page.get_by_text("The chart as a table").click()
    table = page.locator(".measure-chart table").first.inner_text()
    assert "164" in table and "set aside" in table and "state body" in table


def test_days_of_silence_are_drawn_and_told(visit: Open, short_page: Path) -> None:
    page = visit(url(short_page))
    assert page.locator(".measure-chart svg line[stroke-dasharray='1 3']").count() >= 3
    assert "days without a report" in page.locator(".legend").inner_text()


def test_another_measure_is_chosen_and_stands_in_the_address(visit: Open, example_page: Path) -> None:
    page = visit(url(example_page))
    page.locator("nav.measures").get_by_role("link", name="Arrested").click()
    assert page.locator("#toll h2").inner_text() == "Arrested"
    assert "measure=arrested" in page.url
    expect(page.locator("#scopes")).to_contain_text("Arrested, by side and by place")


def test_no_point_is_drawn_for_a_country(visit: Open, example_page: Path) -> None:
    page = visit(url(example_page))
    where = page.locator("#where_heading")
    row = where.get_by_role("row", name=re.compile("^Kazakhstan"))
    assert "a country" in row.inner_text()
    assert "a town" in where.get_by_role("row", name=re.compile("^Almaty a town|^Almaty\\b")).first.inner_text()
    assert where.locator("svg text", has_text="Kazakhstan").count() == 0, "shaded whole, and named in the table"


def test_reprints_are_one_line_from_their_origin(visit: Open, example_page: Path) -> None:
    page = visit(url(example_page))
    origins = page.locator("#origins")
    assert re.search(r"164, Health Ministry · in \d+ reports", origins.locator("svg").text_content() or "")
    origins.get_by_text("The same in words").click()
    assert "was passed on by" in origins.inner_text()


def test_what_to_look_at_is_a_list_with_ways_to_the_figures(visit: Open, example_page: Path) -> None:
    page = visit(url(example_page))
    todo = page.locator("#todo_heading")
    assert "Sources conflict" in todo.inner_text()
    assert todo.locator("a").count() > 4


def test_figures_are_filtered_by_what_became_of_them(visit: Open, example_page: Path) -> None:
    page = visit(url(example_page))
    page.get_by_label("What it is").select_option(label="set aside")
    claims = page.locator("article.claim")
    expect(claims.filter(has_not_text="set aside")).to_have_count(0)
    assert claims.count() > 3
    assert "is=set_aside" in page.url


def test_where_numbers_are_dates_they_are_no_links(visit: Open, example_page: Path) -> None:
    page = visit(url(example_page))
    links = page.locator(".sentence a.figure").all_inner_texts()
    assert links and not {"2022", "16", "15"} & set(links[:1])
    assert all(re.fullmatch(r"[\d,.]+(?: (?:million|billion))?", text) for text in links)


def test_what_happened_stands_by_its_days_and_keeps_to_the_moment(visit: Open, example_page: Path) -> None:
    page = visit(url(example_page), "#/story/kazakhstan-2022-01?as_of=2022-01-06")
    acts = page.locator("#acts")
    expect(acts.locator("h3").first).to_contain_text("January 2022")
    early = acts.locator("li li").count()
    page.get_by_role("slider", name="As of").focus()
    page.keyboard.press("End")
    expect(page.locator(".as-of .now")).to_contain_text("16 August 2022")
    expect(acts).to_contain_text("15 January 2022")
    assert acts.locator("li li").count() > early > 0
