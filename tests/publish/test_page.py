"""The page as an editor, a screen reader, a hostile report and a browser meet it."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html as lxml_html

from publish.material import AS_OF, FIRST, SECOND, book, estimate, report, the_claim
from tollbook.errors import UnknownWord
from tollbook.lexicon import table
from tollbook.model import (
    Book,
    DateFound,
    Disputed,
    Estimate,
    EstimateKind,
    Lineage,
    Link,
    Measure,
    Problem,
    Relation,
    ScopeKey,
    SetAside,
    Side,
    Standing,
    Term,
)
from tollbook.publish.page import page

FIRST_REPORT = report(FIRST, "wire-2022-01-06.txt", publisher="Example Wire", url="https://example.org/a?b=1&c=2")
SECOND_REPORT = report(SECOND, "site-2022-01-10.txt", publisher="Example Site")


def story() -> tuple[Book, tuple[Estimate, ...], tuple[Estimate, ...]]:
    """A book of two reports, its estimates, and what could be said on an earlier day."""
    plain = book(FIRST_REPORT, SECOND_REPORT)
    then, protesters, officers = the_claim(plain, "18"), the_claim(plain, "26"), the_claim(plain, "16")
    withdrawn, dozens = the_claim(plain, "164"), the_claim(plain, "dozens")
    link = Link(
        subject=officers.id,
        relation=Relation.DIFFERS_FROM_EARLIER,
        object=then.id,
        at=datetime(2022, 1, 10, tzinfo=UTC),
        by="reconcile.succession 0.1",
        reason="the ministry gave 18 before",
    )
    found = book(FIRST_REPORT, SECOND_REPORT, links=[link])
    killed = estimate(
        found,
        low=42,
        terms=(Term(claim=protesters.id, low=26, who="protesters"), Term(claim=officers.id, low=16, who="police officers")),
        basis=(Lineage(origin=protesters.id, carriers=(protesters.id,)), Lineage(origin=officers.id, carriers=(officers.id,))),
        set_aside=(SetAside(claim=withdrawn.id, low=164, high=164, reason="withdrawn by the health ministry"),),
        disputed=(Disputed(claim=protesters.id, by="the opposition"),),
        shown=(then.id, dozens.id),
        words=("dozens of protesters",),
        problems=(Problem(code="differs", message="16 is less than 18.", claims=(officers.id, then.id)),),
        sentence="At least 42 people killed. The true number is not known.",
        method="by hand",
    )
    forces = ScopeKey(measure=Measure.KILLED, side=Side.STATE_FORCES)
    part = estimate(found, scope=forces, kind=EstimateKind.RANGE, low=16, high=18, sentence="16 to 18 police officers killed.")
    before = estimate(found, low=18, as_of=datetime(2022, 1, 6, 17, 59, 59, tzinfo=UTC))
    return found, (killed, part), (before,)


def made(**options: object) -> str:
    found, estimates, history = story()
    return page([(found, estimates)], as_of=AS_OF, history=history, **options)  # type: ignore[arg-type]  # options by name


PAGE = made()
TREE = lxml_html.document_fromstring(PAGE)


def words_of(xpath: str) -> list[str]:
    return [" ".join(e.text_content().split()) for e in TREE.xpath(xpath)]


# --------------------------------------------------------------------------------------------------- what is said


def test_the_tolls_sentence_is_printed_as_it_is() -> None:
    assert words_of("//p[@class='sentence']")[0] == "At least 42 people killed. The true number is not known."


def test_kind_sum_set_aside_disputed_and_problems_are_said_in_words() -> None:
    (toll,) = TREE.xpath("//div[@class='toll main']")
    text = " ".join(toll.text_content().split())
    assert "A floor only. At least this many." in text
    assert "26 protesters + 16 police officers = 42" in text
    assert "164: withdrawn by the health ministry. " in text
    assert "is rejected by the opposition; it counts all the same" in text
    assert "16 is less than 18." in text
    assert "“dozens of protesters”" in text
    assert "Not reviewed by a person." in text
    assert words_of("//div[@class='toll main']/dl/div") == ["Floor42", "Best figurenone", "Upper endopen"]


def test_every_claim_is_quoted_with_its_figure_marked() -> None:
    found, _, _ = story()
    for claim in found.claims:
        (article,) = TREE.xpath(f"//article[@id='claim-{claim.id}']")
        assert [m.text for m in article.iterfind(".//mark")] == [claim.figure.text]
        assert article.find("blockquote").text_content() == claim.sentence.text


def test_report_publisher_day_and_grade_of_the_date_are_told() -> None:
    found, _, _ = story()
    (source,) = TREE.xpath(f"//article[@id='claim-{the_claim(found, '18').id}']/p[@class='source']")
    said = " ".join(source.text_content().split())
    assert "Example Wire, 6 January 2022 (date from the file name only: low grade)." in said
    assert source.find(".//a").get("href") == "https://example.org/a?b=1&c=2"


def test_what_became_of_a_claim_is_told_on_both_of_its_ends() -> None:
    found, _, _ = story()
    (officers,) = words_of(f"//article[@id='claim-{the_claim(found, '16').id}']//ul")
    assert "Differs from the earlier 18" in officers
    assert "the ministry gave 18 before" in officers
    assert "A later figure differs: 16" in words_of(f"//article[@id='claim-{the_claim(found, '18').id}']//ul")[0]
    assert (
        "Set aside in Killed: withdrawn by the health ministry"
        in words_of(f"//article[@id='claim-{the_claim(found, '164').id}']//ul")[0]
    )


def test_what_was_published_later_is_left_out() -> None:
    found, _, _ = story()
    early = page([(found, ())], as_of=datetime(2022, 1, 6, 18, tzinfo=UTC))
    assert "dozens" in early
    assert ">164<" not in early
    assert "published later are left out" in early


def test_an_undated_report_is_shown_and_called_undated() -> None:
    undated = book(report(FIRST, "wire.txt"))
    text = page([(undated, ())], as_of=AS_OF)
    assert ">Undated</h4>" in text
    assert "(undated)" in text
    assert "<mark>18</mark>" in text


# ---------------------------------------------------------------------------------------------------- the chart


def test_each_point_has_a_title_and_leads_to_its_claim() -> None:
    anchors = {e.get("id") for e in TREE.xpath("//article")}
    links = TREE.xpath("//svg[@class='chart']//a")
    assert links
    for link in links:
        assert link.get("href")[1:] in anchors
        assert link.find("title").text == link.get("aria-label")


def test_the_chart_has_the_floor_the_ring_and_the_words() -> None:
    chart, _ = TREE.xpath("//div[@class='drawing wide']/svg[@class='chart']")
    assert len(chart.xpath(".//path[@class='floor']")) == 1
    assert len(chart.xpath(".//*[@class='mark hollow']")) == 1
    assert chart.xpath(".//text[starts-with(@class,'words')]/text()") == ["dozens"]


def test_the_chart_is_a_table_too() -> None:
    points, floors = TREE.xpath("//section[h3='Killed']/div//figure//table")
    assert points.find("caption").text_content() == "Killed: the figures of the chart"
    assert [" ".join(r.text_content().split()) for r in floors.iterfind(".//tbody/tr")] == ["6 Jan 202218", "16 Jan 202242"]
    assert "164" in points.text_content()


def test_a_line_ends_soon_after_the_last_report_however_late_it_is_asked_for() -> None:
    found, estimates, history = story()
    late = datetime(2026, 11, 27, tzinfo=UTC)
    late_page = page([(found, tuple(replace(e, as_of=late) for e in estimates))], as_of=late, history=history)
    tree = lxml_html.document_fromstring(late_page)
    _, floors = tree.xpath("//section[h3='Killed']/div//figure//table")
    first, last = (" ".join(r.text_content().split()) for r in floors.iterfind(".//tbody/tr"))
    assert first == "6 Jan 202218"
    assert last.endswith("Jan 202242")


# ------------------------------------------------------------------------------------------------ names and words

NAMED = """Family mourns

EXAMPLE CITY, Jan 9 - Aru Samplova, 34, and 11 other people were killed, said her neighbour Bolat Probin.
President Serik Example said that 26 people had been killed.
"""


def test_private_names_are_withheld_and_public_ones_stay() -> None:
    shown = page([(book(report(NAMED, "a-2022-01-09.txt")), ())], as_of=AS_OF)
    assert "Samplova" not in shown
    assert "Probin" not in shown
    assert "Serik Example" in shown
    assert "[name]" in shown
    assert "Names of private persons are withheld" in shown


def test_a_figure_that_is_a_name_is_withheld_too() -> None:
    """
    EXAMPLE CITY, Jan 9 - Aru Samplova, 34, and 11 other people were killed, ...
    """
    named = book(report(NAMED, "a-2022-01-09.txt"))
    assert "Aru Samplova" in {c.figure.text for c in named.claims}
    assert "<mark><span" in page([(named, ())], as_of=AS_OF)


def test_names_are_shown_where_asked_for_with_a_warning() -> None:
    shown = page([(book(report(NAMED, "a-2022-01-09.txt")), ())], as_of=AS_OF, mask=False)
    assert "Aru Samplova" in shown
    assert "not for publication" in shown


def test_a_private_source_is_withheld_from_tollbooks_own_sentences() -> None:
    """
    EXAMPLE CITY, Jan 9 - Bolat Probin, a neighbour, said that 11 people had been killed.
    """
    told = "EXAMPLE CITY, Jan 9 - Bolat Probin, a neighbour, said that 11 people had been killed.\n"
    named = book(report(told, "a-2022-01-09.txt"))
    toll = estimate(named, sentence="At least 11 people killed, as given by Bolat Probin, published 9 January 2022.", low=11)
    shown = page([(named, (toll,))], as_of=AS_OF)
    assert "Probin" not in shown
    assert "At least 11 people killed, as given by [name], published 9 January 2022." in shown


def test_no_path_of_the_machine_and_no_whole_report() -> None:
    found = report(FIRST + "\nThe weather was fine.\n", "some/where/wire-2022-01-06.txt")
    shown = page([(book(found), ())], as_of=AS_OF)
    assert "some/where" not in shown
    assert "weather was fine" not in shown


# -------------------------------------------------------------------------------------------------- hostile text

HOSTILE = """<script>alert(1)</script> kills 18 & "more" 'than' \U0001f480

EXAMPLE CITY, Jan 6 - "<img src=x onerror=alert(2)>" police said 18 men \u202ewere killed\u202c </blockquote><style>*{}</style>.
The ministry of "onclick=alert(3)" said that 26 people had been killed\u200f.
"""


def test_hostile_text_stays_text() -> None:
    found = report(
        HOSTILE, "a-2022-01-06.txt", publisher="</p><script>x</script>", url="javascript:alert(4)", title="</title><script>y"
    )
    shown = page([(book(found, title='A "title" <b>\u202e</title><script>z</script>'), ())], as_of=AS_OF, mask=False)
    tree = lxml_html.document_fromstring(shown)
    assert not tree.xpath("//script | //img | //iframe | //*[@onclick] | //*[@onerror] | //*[@style]")
    assert len(tree.xpath("//style")) == 1
    assert "javascript:" not in "".join(tree.xpath("//@href"))
    assert "\u202e" not in "".join(tree.xpath("//title/text() | //@aria-label | //svg//text()"))
    assert all(q.find("p").get("dir") == "auto" for q in tree.xpath("//blockquote"))


def test_a_lone_surrogate_and_control_characters_can_be_written(tmp_path: Path) -> None:
    found = report("EXAMPLE CITY, Jan 6 - Police \ud83d said that 18 people \x07 had been killed.\n", "a-2022-01-06.txt")
    shown = page([(book(found), ())], as_of=AS_OF)
    (tmp_path / "page.html").write_text(shown, encoding="utf-8")
    assert "\ufffd" in shown


# ------------------------------------------------------------------------------------- the document, and its readers


def test_nothing_is_fetched_or_run() -> None:
    policy = TREE.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not TREE.xpath("//script | //link | //img | //iframe | //object | //form | //@src | //@style")
    assert not re.search(r"@import|url\(", TREE.xpath("//style/text()")[0])


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert made() == PAGE


def test_every_word_of_the_model_has_its_words() -> None:
    words = table("page")
    for name, kind in (("measures", Measure), ("kinds", EstimateKind), ("kinds_meaning", EstimateKind), ("standings", Standing)):
        assert set(words[name]) == {k.value for k in kind}
    told = {r.value for r in Relation} - {"names", "belongs_to"}
    assert set(words["relations"]) == set(words["relations_from"]) == told
    assert set(words["found"]) == {f.value for f in DateFound} | {"none"}
    assert set(words["sides"]) == {s.value for s in Side}
    assert set(words["objects"]) == {*table("things")["objects"], "household"}


def test_another_language_is_refused() -> None:
    with pytest.raises(UnknownWord):
        made(language="xx")


def test_language_landmarks_and_skip_link() -> None:
    assert TREE.get("lang") == "en"
    for landmark in ("header", "nav", "main", "footer"):
        assert len(TREE.xpath(f"//body//{landmark}")) == 1
    assert TREE.xpath("//body/*[1]")[0].get("href") == "#tolls"


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(h.tag[1]) for h in TREE.xpath("//h1 | //h2 | //h3 | //h4 | //h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


def test_ids_are_unique_and_links_arrive() -> None:
    ids = TREE.xpath("//@id")
    assert len(ids) == len(set(ids))
    inner = {h[1:] for h in TREE.xpath("//@href") if h.startswith("#")}
    assert inner <= set(ids)
    assert set(TREE.xpath("//@aria-labelledby")) <= set(ids)


def test_tables_have_captions_and_charts_have_names() -> None:
    assert all(t.find("caption") is not None for t in TREE.xpath("//table"))
    assert all(s.get("aria-label") or s.get("aria-hidden") == "true" for s in TREE.xpath("//svg"))


def test_several_stories_stand_on_one_page() -> None:
    found, estimates, _ = story()
    other = book(report(NAMED, "a-2022-01-09.txt"), title="Another story")
    tree = lxml_html.document_fromstring(page([(found, estimates), (other, ())], as_of=AS_OF))
    assert [h.text_content() for h in tree.xpath("//section/h2")][:2] == ["Unrest in Examplia", "Another story"]
    assert len(tree.xpath("//@id")) == len(set(tree.xpath("//@id")))


def test_an_empty_story_is_said_to_be_empty() -> None:
    assert "Nothing was read by that moment." in page([(book(), ())], as_of=AS_OF)


def contrast(one: str, two: str) -> float:
    """The contrast ratio of WCAG 2.2 of two colours, #rrggbb."""

    def light(colour: str) -> float:
        parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1])
def test_text_has_the_contrast_of_level_aa(scheme: int) -> None:
    css = TREE.xpath("//style/text()")[0]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", re.findall(r":root \{(.*?)\}", css, re.S)[scheme]))
    for ground in ("paper", "panel"):
        for ink in ("ink", "soft", "accent", "warn"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    assert contrast(colours["mark-ink"], colours["mark"]) >= 4.5


# ------------------------------------------------------------------------------------------------------- a browser

CHROMIUM = shutil.which("chromium")
PROBE = """<!DOCTYPE html><style>iframe{{border:0;width:{width}px;height:900px}}</style>
<iframe src="page.html"></iframe><p id="said"></p>
<script>
window.onload = () => {{
  const d = document.querySelector("iframe").contentDocument;
  const outside = (e) => !e.closest(".scrolls, svg, .visually-hidden") && e.getBoundingClientRect().right > {width} + 1;
  document.getElementById("said").textContent = JSON.stringify([
    d.documentElement.scrollWidth,
    [...d.querySelectorAll(".drawing")].filter((e) => e.offsetWidth).length,
    getComputedStyle(d.querySelector("h1")).fontWeight,
    [...d.querySelectorAll("main *")].filter(outside).length,
  ]);
}};
</script>"""


@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")
@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_in_a_real_browser_nothing_overflows_and_one_drawing_shows(width: int, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "probe.html").write_text(PROBE.format(width=width), encoding="utf-8")
    flags = "--headless --no-sandbox --disable-gpu --disable-background-networking --allow-file-access-from-files --dump-dom"
    command = [str(CHROMIUM), *flags.split(), f"--user-data-dir={tmp_path / 'profile'}", (tmp_path / "probe.html").as_uri()]
    dom = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    said = re.search(r'id="said">\[(\d+),(\d+),"(\d+)",(\d+)\]', dom)
    assert said is not None, dom[-600:]
    assert int(said[1]) <= width
    assert int(said[2]) == len(TREE.xpath("//figure"))
    assert said[3] == "600"  # the policy lets our own style sheet in
    assert int(said[4]) == 0
