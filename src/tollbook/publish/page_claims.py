"""Every claim on the page: its sentence, its figure marked, who said so, in which report, and what became of it."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from tollbook.model import Claim, Frame, Link, Relation, Report, Standing
from tollbook.publish.markup import Html, el, join, text, web_address
from tollbook.publish.page_tolls import toll_key
from tollbook.publish.page_versions import version_sentences, versions_row
from tollbook.publish.sheet import Sheet, claim_link, day_of, day_words, own_words, quoted, scope_words, told_words, what_words

_UNTOLD = (Relation.BELONGS_TO, Relation.NAMES)  # filing, nothing that became of a claim


def claims_section(sheet: Sheet) -> Html:
    """All claims, by day of publication, undated ones last."""
    words = sheet.words["page"]
    key = f"{sheet.key}-claims"
    later = words["later_one"] if sheet.later == 1 else words["later"].format(n=sheet.later)
    days = groupby(sheet.claims, key=lambda c: day_of(sheet, c))
    return el(
        "section",
        el("h3", words["quoted"], id=key),
        el("p", words["quoted_intro"] if sheet.claims else words["no_claims"], class_="note"),
        [_day(sheet, d, list(claims)) for d, claims in days],
        el("p", later, class_="note") if sheet.later else None,
        aria_labelledby=key,
        class_="claims",
    )


def _day(sheet: Sheet, day: date | None, claims: list[Claim]) -> Html:
    title = day_words(day, sheet.words) if day else sheet.words["dates"]["undated"]
    return join([el("h4", title, class_="day"), *(_claim(sheet, c) for c in claims)])


def _claim(sheet: Sheet, claim: Claim) -> Html:
    report = sheet.book.reports[claim.report]
    head = el(
        "h5", el("bdi", sheet.names.figure(claim), class_="figure"), " ", el("bdi", what_words(sheet, claim), class_="what")
    )
    quote = el("blockquote", el("p", quoted(sheet, claim), dir="auto"), lang=report.language, cite=web_address(report.url))
    became = [
        el("li", x) for x in (*_told(sheet, claim), *version_sentences(versions_row(sheet.pages, claim)), *_became(sheet, claim))
    ]
    return el(
        "article",
        head,
        quote,
        _source(sheet, claim, report),
        el("ul", became, class_="became") if became else None,
        el("p", sheet.words["page"]["claim_id"].format(id=claim.id), class_="claim-id"),
        id=f"claim-{claim.id}",
        class_=f"claim {'aside' if any(s.claim == claim.id for e in sheet.estimates for s in e.set_aside) else ''}".strip(),
    )


def _source(sheet: Sheet, claim: Claim, report: Report) -> Html:
    """According to whom, in which report, of which day, and how good the date is."""
    words, told = sheet.words["page"], claim.attribution
    named = told.said_by is not None
    via = words["via"].format(via=", ".join(sheet.names.hide(v) for v in told.via)) if told.via else None
    resolved = sheet.book.resolutions.get(claim.id)
    said_on = words["said_on"].format(day=day_words(resolved.said_on, sheet.words)) if resolved and resolved.said_on else None
    body = sheet.names.hide(resolved.source.name) if resolved and resolved.source and named else None
    known = f" ({body})" if body and body.casefold() not in told_words(sheet, claim).casefold() else None
    who = join([f"{words['according']} " if named else None, el("bdi", told_words(sheet, claim), class_="who"), known])
    if not named:
        silent = told_words(sheet, claim)
        who = el("span", el("span", silent[:1].upper() + silent[1:], class_="who"), class_="unnamed")
    return el("p", join([who, via, said_on], ", "), ". ", _report(sheet, report), class_="source")


def _report(sheet: Sheet, report: Report) -> Html:
    titled = sheet.words["page"]["title"].format(title=sheet.names.hide(report.title)) if report.title else None
    name = titled or report.name.replace("\\", "/").rsplit("/", 1)[-1]
    address = web_address(report.url)
    cited = el("cite", el("bdi", name))
    linked = el("a", cited, href=address, rel="external noopener noreferrer nofollow") if address else cited
    when = report.published
    found = sheet.words["found"][when.found.value if when else "none"]
    day = day_words(when.local_day(sheet.zone), sheet.words) if when else None
    grade = el("span", f"({found})", class_="grade")
    after = join([el("bdi", report.publisher) if report.publisher else None, day], ", ")
    return join([text(f"{sheet.words['page']['in_report']} "), join([linked, after], ", "), " ", grade, "."])


def _told(sheet: Sheet, claim: Claim) -> list[str]:
    """What the report itself says of its figure."""
    words = sheet.words["page"]
    hide = sheet.names.hide
    hedge = f" ({words['hedge'].format(words=hide(claim.hedge))})" if claim.hedge else ""
    by = f", {words['told_by'].format(who=hide(claim.fate_told_by))}" if claim.fate_told_by else ""
    found = [f"{words['standing']}: {sheet.words['standings'][claim.standing.value]}{by}{hedge}"]
    if claim.standing is Standing.ASSERTED and not hedge:
        found = []
    if claim.frame is not Frame.CURRENT:
        found.append(sheet.words["frames"][claim.frame.value].capitalize())
    if claim.disputed_by:
        found.append(words["disputed_in"].format(by=hide(claim.disputed_by)))
    if claim.part_of:
        found.append(words["part_of"].format(figure=f"“{hide(claim.part_of)}”"))
    if claim.replaces:
        found.append(words["replaces"].format(figure=f"“{hide(claim.replaces)}”"))
    return found


def _became(sheet: Sheet, claim: Claim) -> list[Html]:
    """What the links and the tolls make of it."""
    ends = (*sheet.links_of.get(claim.id, ()), *sheet.links_of.get(claim.report, ()))
    links = [x for x in ends if x.relation not in _UNTOLD]
    own = [_link(sheet, x, x.object, "relations") for x in links if x.subject in (claim.id, claim.report)]
    others = [_link(sheet, x, x.subject, "relations_from") for x in links if x.object in (claim.id, claim.report)]
    return [*own, *others, *_counts(sheet, claim)]


def _link(sheet: Sheet, link: Link, other: str, table: str) -> Html:
    """One judgement: what it says, of which other claim, why, and whose it is."""
    before, _, after = sheet.words[table][link.relation.value].partition("{other}")
    by = sheet.words["page"]["by_rule"].format(by=link.by)
    reason = f": {own_words(sheet, link.reason)}" if link.reason else ""
    return join([text(before), _named(sheet, other), text(after), text(reason), el("span", f" ({by})", class_="by")])


def _named(sheet: Sheet, other: str) -> Html:
    """A claim, a report or a source at the other end of a link."""
    report = sheet.book.reports.get(other)
    if report is not None:
        return el("bdi", sheet.names.hide(report.publisher or report.title or report.name.rsplit("/", 1)[-1]))
    if other in sheet.by_id:
        return claim_link(sheet, other)
    sources = (s for r in sheet.book.resolutions.values() for s in (r.source, *r.via) if s is not None)
    return el("bdi", sheet.names.hide(next((s.name for s in sources if s.id == other), other)))


def _counts(sheet: Sheet, claim: Claim) -> list[Html]:
    """What the figure does to each toll."""
    words, found = sheet.words["page"], []
    for n, e in enumerate(sheet.estimates):
        toll = el("a", scope_words(e.scope, sheet.words), href=f"#{toll_key(sheet, n)}")
        aside = next((s.reason for s in e.set_aside if s.claim == claim.id), None)
        if aside is not None:
            found.append(_filled(words["aside_in"], toll=toll, reason=own_words(sheet, aside)))
        elif claim.id in {x.origin for x in e.basis} | {t.claim for t in e.terms}:
            found.append(_filled(words["counts_in"], toll=toll))
        elif claim.id in e.shown:
            found.append(_filled(words["in_no_bound"], toll=toll))
        found += [text(words["disputed_in"].format(by=sheet.names.hide(d.by))) for d in e.disputed if d.claim == claim.id]
    return list(dict.fromkeys(found))


def _filled(pattern: str, **values: str) -> Html:
    """A pattern of the word table with markup in its places."""
    return Html(text(pattern).format(**{k: text(v) for k, v in values.items()}))
