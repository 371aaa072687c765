"""The live page: a real server, a real browser. Reviewers sign in, decide by keyboard, at once, and undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from acquire.servers import page as answer
from acquire.servers import serving

from .axe import AXE, violations
from .conftest import Open, sync_api

pytest.importorskip("fastapi", reason="the server is not here: it is the serve extra")
pytest.importorskip("uvicorn", reason="the server is not here: it is the serve extra")

from server.house import REPORTS, House, house, ledger_of  # it needs the serve extra
from tollbook.server.roles import Role

expect = sync_api.expect
KAZAKHSTAN, BEIRUT = "almaty-unrest-2022-01", "beirut-explosion-2020-08"
TOLD = {
    "2020-08-05.txt": (
        "Blast in Beirut\n\nBEIRUT, 5 August 2020 - The health ministry said that at least 78 people had been killed by the"
        " blast in Beirut and 4,000 injured.\n"
    ),
    "2020-08-06.txt": (
        "Port blast\n\nBEIRUT, 6 August 2020 - The health minister said on Thursday that 137 people had been killed in Beirut.\n"
    ),
    "2021-02-01.txt": (
        "Bus falls from bridge\n\nLIMA, 1 February 2021 - Police said that 31 people had been killed when a bus fell from a"
        " bridge near Lima.\n"
    ),
}


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory, built: None) -> Iterator[House]:
    """A server of three stories, which all tests of this file decide in."""
    ledger = ledger_of(tmp_path_factory.mktemp("live"), REPORTS | TOLD)
    with house(ledger, names=Role.REVIEWER, fetch=True, networks=("127.0.0.1",)) as found:
        yield found


def signed_in(visit: Open, live: House, hash: str, role: str = "reviewer") -> Any:
    """A page of a reviewer who has signed in."""
    return visit(f"{live.url}/", hash, offline=False, token=live.tokens[role])


def test_stories_and_search_come_from_the_server(visit: Open, live: House) -> None:
    page = visit(f"{live.url}/", offline=False)
    expect(page.locator(".story-item h2")).to_have_count(3)
    page.get_by_label("Search").fill("harbour")
    expect(page.locator(".hits")).to_contain_text("Fishing fleet")


def test_a_reviewer_decides_by_keyboard_and_undoes(visit: Open, live: House) -> None:
    page = visit(f"{live.url}/", "#/review", offline=False)
    page.get_by_label("Token").fill(live.tokens["reviewer"])
    page.keyboard.press("Enter")
    page.wait_for_selector(".card")
    first, told = page.locator(".card h2").inner_text(), page.locator("#told")
    page.keyboard.press("a")
    expect(told).to_contain_text("Accepted.")
    expect(page.locator(".card h2")).not_to_have_text(first)
    page.keyboard.press("u")
    expect(told).to_contain_text("Undone.")
    expect(page.locator(".card h2")).to_have_text(first)
    page.keyboard.press("r")
    page.keyboard.type("told of another event")
    page.keyboard.press("Enter")
    expect(told).to_contain_text("Rejected.")
    page.keyboard.press("u")
    expect(told).to_contain_text("Undone.")
    page.get_by_role("link", name="Corrections").click()
    log = page.locator(".log")
    expect(log).to_contain_text("told of another event")
    assert "The reviewer" not in log.inner_text(), "outside, a reviewer has a pseudonym"


def test_a_reviewer_corrects_by_keyboard(visit: Open, live: House) -> None:
    page = signed_in(visit, live, "#/review")
    page.wait_for_selector(".card")
    page.keyboard.press("j")
    page.keyboard.press("c")
    words = page.get_by_role("group", name="The words of the sentence")
    words.focus()
    before = page.locator(".word.chosen").count()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator(".word.chosen")).to_have_count(before + 1)
    page.get_by_role("textbox", name="Reason").fill("a word more")
    page.keyboard.press("Enter")
    expect(page.locator("#told")).to_contain_text("Corrected.")
    page.keyboard.press("u")
    expect(page.locator("#told")).to_contain_text("Undone.")
    page.get_by_role("link", name="Corrections").click()
    expect(page.locator(".log")).to_contain_text("a word more")


def test_two_reviewers_at_once(visit: Open, live: House) -> None:
    """One sees the other's decision live; a form that is open is not taken away; a stale decision is told, and not lost."""
    one, other = signed_in(visit, live, "#/review"), signed_in(visit, live, "#/review", role="admin")
    for page in (one, other):
        page.wait_for_selector(".card")
    waiting, card = one.locator("#told").inner_text(), one.locator(".card h2").inner_text()
    assert other.locator(".card h2").inner_text() == card
    one.keyboard.press("r")
    reason = one.get_by_role("textbox")
    one.keyboard.type("an age, no toll")
    other.keyboard.press("a")
    expect(other.locator("#told")).to_contain_text("Accepted.")
    expect(one.get_by_role("status")).to_contain_text("Somebody decided on this figure since")
    assert one.locator(".card h2").inner_text() == card, "what is decided on stays on the screen"
    expect(reason).to_be_focused()
    expect(reason).to_have_value("an age, no toll")
    one.keyboard.press("Enter")
    alert = one.get_by_role("alert")
    expect(alert).to_contain_text("person:p3 decided on")
    expect(alert).to_contain_text("Record it again to decide after them, or cancel.")
    expect(reason).to_have_value("an age, no toll")
    one.keyboard.press("Enter")
    expect(one.locator("#told")).to_contain_text("Rejected.")
    assert one.locator(".card h2").inner_text() != card
    n = int(waiting.split()[0]) - 1
    one.keyboard.press("u")
    expect(one.locator("#told")).to_contain_text(f"Undone. {n} figures wait.")
    one.keyboard.press("a")
    expect(one.locator("#told")).to_contain_text(f"Accepted. {n - 1} figures wait.")
    expect(other.locator("#told")).to_contain_text(f"{n - 1} figures wait."), "seen live"
    one.keyboard.press("u")
    expect(one.locator("#told")).to_contain_text(f"Undone. {n} figures wait.")


def test_stories_are_merged_by_name_and_taken_apart_again(visit: Open, live: House) -> None:
    listed = visit(f"{live.url}/", offline=False).locator(".story-item")
    expect(listed).to_have_count(3)
    page = signed_in(visit, live, "#/regroup")
    page.get_by_role("searchbox", name="Find: Which stories are one").fill("lima")
    page.get_by_role("checkbox", name="Crash in Lima").check()
    page.get_by_role("searchbox", name="Find: Which stories are one").fill("beirut")
    page.get_by_role("checkbox", name="Explosion in Beirut").check()
    preview = page.locator(".preview")
    expect(preview).to_contain_text("“Crash in Lima, February 2021” becomes part of “Explosion in Beirut, August 2020”")
    expect(preview).to_contain_text("3 reports and 4 figures")
    expect(preview).to_contain_text("31 people killed")
    page.get_by_label("Reason").fill("one event, told twice")
    page.get_by_role("button", name="Merge").click()
    told = page.locator("#told")
    expect(told).to_contain_text("Merged into Explosion in Beirut")
    expect(page.get_by_role("status").filter(has_text="2 of 2.")).to_be_visible()
    expect(listed).to_have_count(2), "the list that is open beside learns of it"
    told.get_by_role("button", name="Undo").click()
    expect(told).to_contain_text("Undone.")
    expect(page.get_by_role("status").filter(has_text="3 of 3.")).to_be_visible()


def test_a_report_leaves_its_story(visit: Open, live: House) -> None:
    page = signed_in(visit, live, f"#/regroup?what=stories&do=split&story={BEIRUT}")
    page.get_by_role("checkbox", name="Port blast").check()
    page.get_by_label("Title of the new story").fill("The port, a day later")
    expect(page.locator(".preview")).to_contain_text("One figure leaves “Explosion in Beirut, August 2020”, where 2 stay")
    page.get_by_label("Reason").fill("another blast")
    page.get_by_role("button", name="Split").click()
    expect(page.locator("#told")).to_contain_text("It is in The port, a day later now.")
    page.locator("#told").get_by_role("button", name="Undo").click()
    expect(page.locator("#told")).to_contain_text("Undone.")


def test_bodies_are_merged_and_a_wording_is_named(visit: Open, live: House) -> None:
    page = signed_in(visit, live, "#/regroup?what=sources")
    expect(page.locator(".choices label").first).to_be_visible()
    names = page.locator(".choices label").all_inner_texts()
    two = [n for n in names if "Interior Ministry" in n or "Police" in n][:2]
    assert len(two) == 2
    for name in two:
        page.get_by_role("checkbox", name=name.split("  ")[0].split("\n")[0]).first.check()
    expect(page.locator(".preview")).to_contain_text("is taken for")
    page.get_by_role("link", name="A body is two").click()
    page.get_by_role("radio", name="Interior Ministry").check()
    page.get_by_role("checkbox", name="the interior ministry").check()
    page.get_by_label("Its name").fill("Ministry of the Example")
    page.get_by_label("What it is").select_option("ministry")
    expect(page.locator(".preview")).to_contain_text("stands for “Ministry of the Example” from now on")
    page.get_by_label("Reason").fill("another ministry")
    page.get_by_role("button", name="Split").click()
    expect(page.locator("#told")).to_contain_text("Read as Ministry of the Example now.")
    page.locator("#told").get_by_role("button", name="Undo").click()
    expect(page.locator("#told")).to_contain_text("Undone.")


def test_a_report_is_shown_as_it_was_found_and_never_run(visit: Open, live: House) -> None:
    claim = next(c for c in live.get("claims", "reviewer", limit=500)["rows"] if c["figure"]["text"].startswith("1,647"))
    page = signed_in(visit, live, f"#/story/{claim['story']}/figure/{claim['id']}")
    page.get_by_text("The report as it was found, around the figure").click()
    expect(page.locator("pre.found mark")).to_have_text(claim["figure"]["text"])
    expect(page.locator("pre.found")).to_contain_text("Channel takes back its toll")


def test_two_figures_become_one_origin(visit: Open, live: House) -> None:
    page = signed_in(visit, live, f"#/regroup?what=lineages&do=merge&story={BEIRUT}")
    first = page.get_by_role("group", name="Which figure says another")
    first.get_by_role("radio", name="137").check()
    page.get_by_role("group", name="Whose figure").get_by_role("radio", name="at least 78").check()
    expect(page.locator(".preview")).to_contain_text("one origin, not two")
    expect(page.locator(".preview blockquote")).to_have_count(2)
    page.get_by_label("Reason").fill("the same list")
    page.get_by_role("button", name="Merge").click()
    expect(page.locator("#told")).to_contain_text("One origin now.")
    page.get_by_role("link", name="A figure is an origin of its own").click()
    page.get_by_role("radio", name="137").check()
    expect(page.locator(".preview")).to_contain_text("one witness more")
    page.get_by_label("Reason").fill("two lists")
    page.get_by_role("button", name="Split").click()
    expect(page.locator("#told")).to_contain_text("Two origins now.")
    page.get_by_role("link", name="Corrections").click()
    line = page.locator(".log li", has_text="two lists").first
    line.get_by_role("button", name="Undo entry").click()
    expect(line).to_contain_text("taken back since")


def test_a_toll_is_signed_by_two_where_the_story_asks_for_two(visit: Open, live: House) -> None:
    one = signed_in(visit, live, f"#/regroup?what=stories&do=set&story={KAZAKHSTAN}")
    one.get_by_label("Persons who must sign").select_option("2")
    one.get_by_label("Reason").fill("a rule of the house")
    one.get_by_role("button", name="Set it").click()
    expect(one.locator("#told")).to_contain_text("Set.")
    hash = f"#/story/{KAZAKHSTAN}"
    one.evaluate("hash => { location.hash = hash }", hash)
    one.locator(".toll.lead").first.get_by_role("button", name="Sign it").click()
    expect(one.locator(".toll.lead").first).to_contain_text("it awaits a second person")
    other = signed_in(visit, live, hash, role="admin")
    expect(other.locator(".toll.lead").first).to_contain_text("it awaits a second person")
    other.locator(".toll.lead").first.get_by_role("button", name="Sign it as the second person").click()
    expect(other.locator(".toll.lead .signed").first).to_contain_text("Signed by")
    expect(one.locator(".toll.lead .signed").first).to_contain_text("Signed by"), "the first sees it live"


def added(number: int, day: int) -> str:
    """A later report of the prosecutors."""
    return (
        f"ALMATY, {day} January 2022 - The prosecutor general said on Saturday that {number} people had been killed in the unrest"
        " in Kazakhstan.\n"
    )


def test_a_report_is_added_by_its_text_its_address_and_as_a_file(visit: Open, live: House, tmp_path: Path) -> None:
    """A page of the story that is open beside learns of each, without being loaded again."""
    beside = visit(f"{live.url}/", f"#/story/{KAZAKHSTAN}", offline=False)
    now = beside.locator(".as-of .now")
    expect(now).to_contain_text("10 January 2022")
    page = signed_in(visit, live, "#/add")
    page.locator("textarea").fill(added(225, 15))
    page.get_by_label("Name").fill("2022-01-15.txt")
    page.get_by_role("button", name="Read it").click()
    status = page.get_by_role("status")
    expect(status).to_contain_text("One report was added.")
    expect(now).to_contain_text("15 January 2022")
    article = f"<html><head><title>Toll rises</title></head><body><h1>Toll rises</h1><p>{added(227, 16)}</p></body></html>"
    with serving({"/news/toll": answer(article)}) as site:
        page.get_by_role("button", name="Its address").click()
        page.get_by_label("Address").fill(site.url("/news/toll"))
        page.get_by_role("button", name="Read it").click()
        expect(status).to_contain_text("One report was added.")
        assert site.count("/news/toll") == 1
    expect(now).to_contain_text("16 January 2022")
    page.get_by_role("button", name="A file").click()
    later = tmp_path / "2022-01-17.txt"
    later.write_text(added(230, 17), encoding="utf-8")
    page.get_by_label("File").set_input_files(later)
    page.get_by_role("button", name="Read it").click()
    expect(status).to_contain_text("One report was added.")
    expect(now).to_contain_text("17 January 2022")
    status.get_by_role("link").first.click()
    expect(page.locator(".toll.lead .sentence").first).to_contain_text("230")
    expect(page.locator(".toll.lead").first).to_contain_text("Not reviewed")


CLINICS = """Clinics in Almaty treated 214 wounded people and counted 31 dead, the city health office of Almaty said on Sunday.
"We have neither beds nor blood left for those who are still carried in from the square," the office's head said.
"""
IN_OTHER_WORDS = """The dead in Almaty number 31, according to the city health office of Almaty, which speaks of 214 wounded.
"There are neither beds nor any blood for those still being carried from the square to us," its head told reporters.
"""


def test_a_report_that_is_possibly_derived_is_decided_on(visit: Open, live: House) -> None:
    with live.client("reviewer") as client:
        for text, publisher, day in ((CLINICS, "Radio Steppe", "2022-01-09"), (IN_OTHER_WORDS, "Morning Paper", "2022-01-10")):
            sent = {"text": text, "name": f"{publisher}.txt", "publisher": publisher, "published": day}
            assert client.post("reports", json=sent).status_code == 201
    page = signed_in(visit, live, f"#/story/{KAZAKHSTAN}")
    item = page.locator(".todo li", has_text="Possibly derived")
    expect(item).to_contain_text("Radio Steppe")
    item.get_by_role("button", name="It does not").click()
    item.get_by_label("Reason").fill("both were at the press conference")
    item.get_by_role("button", name="Record it").click()
    expect(item).to_have_count(0)


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here: `npm ci` in front/ brings it")
def test_axe_finds_nothing_in_what_a_reviewer_sees(visit: Open, live: House) -> None:
    page = signed_in(visit, live, "#/review")
    page.wait_for_selector(".card")
    assert violations(page) == []
    page.keyboard.press("c")
    page.wait_for_selector("form.correct")
    assert violations(page) == []
    for hash in ("#/regroup", f"#/regroup?what=stories&do=split&story={BEIRUT}", "#/add", "#/corrections"):
        page.evaluate("hash => { location.hash = hash }", hash)
        page.wait_for_selector(".choices label, textarea, .log")
        assert violations(page) == [], hash
