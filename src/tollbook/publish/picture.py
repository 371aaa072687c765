"""A picture of a toll for a report or a post: its sentence, its chart, its grounds and its source, as an SVG by itself.

It is drawn 600 units wide, with no letter smaller than 11 of them, so that it can be read at 600 pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tollbook.model import Estimate, ReviewState
from tollbook.publish.chart import Floors, Point, chart
from tollbook.publish.lettering import width_of, wrapped
from tollbook.publish.markup import Html, el, join, plain
from tollbook.publish.page_charts import Subject, charted_of, claims_of, legend_marks, whole
from tollbook.publish.sheet import Sheet, day_of, day_words, moment_words, own_words, source_words, subject_words

WIDTH, PAD = 600, 24
INK, SOFT, RULE, PAPER = "#1b1b1a", "#55534d", "#c9c5bb", "#ffffff"
SERIF = (
    "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, Georgia, 'Noto Serif', 'Liberation Serif', 'DejaVu Serif',"
    " 'DejaVu Sans', serif"
)
SANS = "'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', sans-serif"
FAMILIES = (SERIF, SANS)
GIVERS = 4  # of those on whom a toll rests, how many are named


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    family: str = SANS
    bold: bool = False
    fill: str = INK
    before: float = 0  # units of room above the first line

    @property
    def lead(self) -> float:
        return round(self.size * 1.32, 1)


_BRAND = _Style(12, bold=True, fill=SOFT)
_TITLE = _Style(23, SERIF, bold=True, before=4)
_AS_OF = _Style(13, before=5)
_SAYS = _Style(16.5, SERIF, before=10)
_FACT = _Style(12.5, fill=SOFT, before=5)
_CITE = _Style(11.5, fill=SOFT, before=8)


class _Sheet:
    """A sheet that is written on from above."""

    def __init__(self) -> None:
        self.y: float = PAD - 6
        self.parts: list[Html] = []

    def write(self, words: str, style: _Style) -> None:
        """Words in as many lines as they need; none is cut."""
        self.y += style.before
        for line in wrapped(plain(words), style.size, WIDTH - 2 * PAD, bold=style.bold):
            self.y += style.lead
            weight = 600 if style.bold else None
            look: dict[str, str | float | None] = {"font_family": style.family, "font_weight": weight, "fill": style.fill}
            self.parts.append(el("text", line, x=PAD, y=self.y, font_size=style.size, **look))

    def put(self, drawn: Html, height: float) -> None:
        """A drawing of that height."""
        self.parts.append(el("g", drawn, transform=f"translate({PAD} {self.y:.1f})", font_family=SANS))
        self.y += height


def picture(sheet: Sheet, subject: Subject) -> str:
    """The SVG of one measure of a story, as of the sheet's moment. The same sheet gives the same bytes."""
    words, page = sheet.words["picture"], sheet.words["page"]
    own = [e for e in sheet.estimates if (e.scope.measure, e.scope.object) == subject]
    toll = next((e for e in own if whole(e.scope)), own[0] if own else None)
    measure = subject_words(*subject, sheet.words)
    title = own_words(sheet, sheet.names.hide(sheet.book.story.title))
    says = own_words(sheet, toll.sentence) if toll is not None and toll.sentence else page["no_estimate"]
    when = moment_words(sheet.as_of, sheet.zone, sheet.words)
    drawn = _Sheet()
    drawn.write(f"{page['name'].upper()} · {measure.upper()}", _BRAND)
    drawn.write(title, _TITLE)
    drawn.write(f"{words['as_of'].format(when=when)} {_answered(toll, page)}", _AS_OF)
    drawn.write(says, _SAYS)
    if toll is not None:
        drawn.write(f"{sheet.words['kinds'][toll.kind.value]}. {_origins(sheet, toll)}", _FACT)
        if toll.basis:
            drawn.write(_givers(sheet, toll), replace(_FACT, before=1))
    _draw_chart(drawn, sheet, subject, own)
    drawn.write(words["cite"].format(title=title, n=sheet.book.upto, when=when), _CITE)
    drawn.write(page["masked_short"] if sheet.names.mask else page["unmasked"], replace(_CITE, before=0))
    height = drawn.y + PAD - 6
    svg = el(
        "svg",
        el("title", plain(f"{title}: {says}")),
        el("rect", width=WIDTH, height=height, fill=PAPER),
        drawn.parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height:g}",
        width=2 * WIDTH,
        height=2 * height,
        color=INK,
        role="img",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n'


def _answered(toll: Estimate | None, page: dict[str, str]) -> str:
    """Who answers for the toll; as a rule nobody yet."""
    if toll is None:
        return page["not_reviewed"]
    who = ", ".join(toll.review.by)
    known = {ReviewState.SIGNED: "reviewed", ReviewState.AWAITS_SECOND: "awaits_second", ReviewState.CHANGED: "changed"}
    return page[known.get(toll.review.state, "not_reviewed")].format(who=who)


def _origins(sheet: Sheet, toll: Estimate) -> str:
    """On how many origins the toll rests, in how many reports; how many figures are set aside, how many disputed."""
    words = sheet.words["picture"]
    reports = {c.report for x in toll.basis for k in x.carriers if (c := sheet.by_id.get(k)) is not None}
    n, aside, disputed = len(toll.basis), len({s.claim for s in toll.set_aside}), len({d.claim for d in toll.disputed})
    told = [
        words["origin" if n == 1 else "origins" if n else "no_origin"].format(n=n, reports=_count(words, "report", len(reports)))
    ]
    told += [_count(words, "aside", aside)] if aside else []
    told += [_count(words, "disputed", disputed)] if disputed else []
    return " ".join(told)


def _count(words: dict[str, str], key: str, n: int) -> str:
    return words[f"{key}_one" if n == 1 else key].format(n=f"{n:,}")


def _givers(sheet: Sheet, toll: Estimate) -> str:
    """Who gave what the toll rests on, and when it was published."""
    words: dict[str, str] = sheet.words["picture"]
    told: dict[str, None] = {}
    for lineage in toll.basis:
        claim = sheet.by_id.get(lineage.origin)
        if claim is not None:
            day = day_of(sheet, claim)
            when = day_words(day, sheet.words, short=True) if day else sheet.words["dates"]["undated"].lower()
            told[f"{source_words(sheet, claim)} ({when})"] = None
    first, more = list(told)[:GIVERS], len(told) - GIVERS
    rest = [words["more"].format(n=more)] if more > 0 else []
    return words["according"].format(who="; ".join([*first, *rest]))


def _draw_chart(drawn: _Sheet, sheet: Sheet, subject: Subject, own: Sequence[Estimate]) -> None:
    charted = charted_of(sheet, subject, own, claims_of(sheet, subject, own))
    points = [replace(p, href=None) for _, p in charted.points]
    if not points:
        return
    title = sheet.words["chart"]["by"].format(measure=subject_words(*subject, sheet.words))
    drawn.write(title, _Style(13, bold=True, before=14))
    drawn.y += 6
    svg = chart(points, charted.floors, title=title, width=WIDTH - 2 * PAD, language=sheet.names.language)
    drawn.put(svg, _height(svg))
    _draw_legend(drawn, points, charted.floors, sheet.words["chart"])


def _height(svg: Html) -> float:
    """The height of a chart, as its view box has it."""
    return float(svg.split('viewBox="', 1)[1].split('"', 1)[0].split()[3])


def _draw_legend(drawn: _Sheet, points: Sequence[Point], floors: Sequence[Floors], words: dict[str, str]) -> None:
    """The marks that are used, beside each other as far as there is room."""
    x, y, parts = 0.0, 0.0, list[Html]()
    for mark, told in legend_marks(points, floors, words):
        wide = 22 + width_of(told, 12) + 14
        if x and x + wide > WIDTH - 2 * PAD:
            x, y = 0.0, y + 19
        label = el("text", told, x=22, y=13, font_size=12, fill=SOFT)
        parts.append(el("g", mark, label, transform=f"translate({x:.0f} {y:.0f})"))
        x += wide
    drawn.put(join(parts), y + 22)
    line = el("line", x1=0, x2=WIDTH - 2 * PAD, y1=4, y2=4, stroke=RULE)
    drawn.put(line, 4)
