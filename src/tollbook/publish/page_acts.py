"""What was done and said, on the page: each act once, on its day, in the words of all reports that tell it."""

from __future__ import annotations

from itertools import groupby

from tollbook.model import Action, Happening, Standing
from tollbook.publish.markup import Html, el, join, text, web_address
from tollbook.publish.masking import Spans
from tollbook.publish.sheet import Sheet, clipped, day_words, masked_html


def acts_section(sheet: Sheet) -> Html | None:
    """All acts by their days; nothing where none was read."""
    if not sheet.acts:
        return None
    words, key = sheet.words["page"], f"{sheet.key}-acts"
    days = groupby(sheet.acts, key=lambda h: h.days)
    return el(
        "section",
        el("h3", words["acts"], id=key),
        el("p", words["acts_intro"], class_="note"),
        [_day(sheet, list(found)) for _, found in days],
        aria_labelledby=key,
        class_="claims acts",
    )


def _day(sheet: Sheet, found: list[Happening]) -> Html:
    return join([el("h4", _title(sheet, found), class_="day"), *_listed(sheet, found)])


def _title(sheet: Sheet, found: list[Happening]) -> str:
    first, last = found[0].days.start, found[0].days.end
    if first == last:
        return day_words(first, sheet.words)
    span: str = sheet.words["page"]["acts_span"]
    return span.format(first=day_words(first, sheet.words), last=day_words(last, sheet.words))


def _listed(sheet: Sheet, found: list[Happening]) -> list[Html]:
    """Acts whose day is told, then those of which only the telling is dated."""
    return [_act(sheet, h) for h in sorted(found, key=lambda h: h.dated != "occurred")]


def _act(sheet: Sheet, h: Happening) -> Html:
    words = sheet.words["page"]
    name = h.word.replace("_", " ").capitalize()
    marks = [words["acts_by"]] if h.dated != "occurred" else []
    marks += [] if h.standing is Standing.ASSERTED else [sheet.words["standings"][h.standing.value]]
    note = el("span", f" ({', '.join(marks)})", class_="grade") if marks else None
    first, *others = _each_report(h)
    more = [el("li", _telling(sheet, a)) for a in others]
    return el(
        "article",
        el("h5", el("span", name, class_="figure"), note),
        _quote(sheet, first),
        _source(sheet, first),
        el("ul", more, class_="became") if more else None,
        id=f"act-{first.id}",
        class_="claim act",
    )


def _each_report(h: Happening) -> list[Action]:
    """The first telling of each report."""
    found: dict[str, Action] = {}
    for a in h.acts:
        found.setdefault(a.report, a)
    return list(found.values())


def _quote(sheet: Sheet, act: Action) -> Html:
    report = sheet.book.telling(act.report)
    told = el("p", _sentence(sheet, act), dir="auto")
    return el("blockquote", told, lang=report.language if report else None, cite=web_address(report.url if report else None))


def _sentence(sheet: Sheet, act: Action) -> Html:
    """The sentence, the words of the act marked, private names withheld."""
    sentence = act.sentence.text
    start, end = act.act.start - act.sentence.start, act.act.end - act.sentence.start
    spans: Spans = tuple(sheet.names.spans(sentence))
    parts = [masked_html(sheet, sentence[a:b], clipped(spans, a, b)) for a, b in ((0, start), (start, end), (end, len(sentence)))]
    return join([parts[0], el("mark", parts[1]), parts[2]])


def _source(sheet: Sheet, act: Action) -> Html:
    return el("p", _told(sheet, act), class_="source")


def _telling(sheet: Sheet, act: Action) -> Html:
    return join([el("q", _sentence(sheet, act)), " ", _told(sheet, act)])


def _told(sheet: Sheet, act: Action) -> Html:
    """According to whom, in which report, of which day."""
    words, report = sheet.words["page"], sheet.book.telling(act.report)
    if report is None:
        return text("")
    said = act.attribution.said_by
    who = join([f"{words['according']} ", el("bdi", sheet.names.hide(" ".join(said.split()))), ". "]) if said else None
    titled = words["title"].format(title=sheet.names.hide(report.title)) if report.title else None
    cited = el("cite", el("bdi", titled or report.name.replace("\\", "/").rsplit("/", 1)[-1]))
    address = web_address(report.url)
    linked = el("a", cited, href=address, rel="external noopener noreferrer nofollow") if address else cited
    day = day_words(report.published.local_day(sheet.zone), sheet.words) if report.published else None
    return join([who, text(f"{words['in_report']} "), join([linked, day], ", "), "."])
