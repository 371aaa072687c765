"""Which stretches of a page are its report, told by words that are each spent once."""

from __future__ import annotations

from collections import Counter

from read.reading import of_kind, read_text, typed
from tollbook.model import BlockKind
from tollbook.read.verdict import Verdict, folded, kept

LEAD = "Twelve people were killed when a bus left the mountain road near Talas on Friday evening, police said."
MORE = "Another 31 people were taken to hospital, nine of them with serious injuries, according to the health ministry."
LAST = "The driver, who survived, told reporters that the brakes had failed on the last bend before the bridge."


def verdict(*lines: str) -> Verdict:
    runs: Counter[tuple[str, ...]] = Counter()
    for line in lines:
        words = folded(line).split()
        runs.update(zip(words, words[1:], words[2:], words[3:], strict=False))
    return Verdict(runs, Counter(map(folded, lines)))


def test_a_teaser_of_the_report_is_not_the_report() -> None:
    teaser = f"Twelve killed in bus accident {LEAD[:80]}"
    assert kept([(teaser, False), (LEAD, False), (MORE, False)], verdict(LEAD, MORE)) == [False, True, True]


def test_a_second_copy_of_a_paragraph_is_left_out() -> None:
    assert kept([(LEAD, False), (MORE, False), (LEAD, False)], verdict(LEAD, MORE)) == [True, True, False]


def test_a_paragraph_that_the_verdict_tells_otherwise_is_held_by_most_of_its_words() -> None:
    assert kept([(f"{LEAD} {MORE}", False)], verdict(LEAD, MORE)) == [True]
    assert kept([("Snow fell on the pass, and few cars were seen there on that evening.", False)], verdict(LEAD, MORE)) == [False]


def test_a_page_shown_twice_gives_each_figure_once() -> None:
    """Some sites send a page for telephones and one for desks in one, and show either."""
    body = f"<p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p>"
    page = f"<html><body><h1>Bus accident</h1><div class=desk>{body}</div><div class=phone>{body}</div></body></html>"
    assert of_kind(read_text(page, media="text/html"), BlockKind.BODY) == [LEAD, MORE, LAST]


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    row = f"<tr><td>Menu</td><td><h1>Bus accident</h1><p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p></td></tr>"
    page = f"<html><body><table>{row}</table></body></html>"
    assert of_kind(read_text(page, media="text/html"), BlockKind.BODY) == [LEAD, MORE, LAST]


def test_a_table_of_figures_is_kept_cell_by_cell() -> None:
    cells = "".join(f"<tr><td>{place}</td><td>{n}</td></tr>" for place, n in (("Talas", 12), ("Almaty", 31), ("Osh", 7)))
    table = f"<p>{LEAD}</p><p>{MORE}</p><table>{cells}</table><p>{LAST}</p>"
    page = f"<html><body><article><h1>Bus accident</h1>{table}</article></body></html>"
    assert [w for kind, w in typed(read_text(page, media="text/html")) if kind == "table"] == [
        "Talas",
        "12",
        "Almaty",
        "31",
        "Osh",
        "7",
    ]


def test_a_heading_of_a_sidebar_is_no_headline() -> None:
    aside = "<aside><h1>Most read</h1><p>Nine killed</p></aside>"
    page = f"<html><body><h1>Bus accident</h1><p>{LEAD}</p><p>{MORE}</p>{aside}</body></html>"
    assert of_kind(read_text(page, media="text/html"), BlockKind.HEADLINE) == ["Bus accident"]
