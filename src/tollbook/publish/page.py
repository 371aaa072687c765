"""The page: tolls, charts and every figure in its words, as one HTML file without script or network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib import resources

from tollbook.errors import UnknownWord
from tollbook.lexicon import table
from tollbook.model import Book, Estimate, Happening, Heard, Page
from tollbook.publish.markup import Html, el, plain
from tollbook.publish.page_acts import acts_section
from tollbook.publish.page_claims import claims_section
from tollbook.publish.page_course import course_rows
from tollbook.publish.page_tolls import subject_section, subjects
from tollbook.publish.sheet import Sheet, day_of, day_words, moment_words, names_of, own_words, sheet_of, subject_words
from tollbook.publish.silence import masked_days, silence_words

LANGUAGES = ("en",)


def page(
    books: Sequence[tuple[Book, tuple[Estimate, ...]]],
    *,
    as_of: datetime,
    mask: bool = True,
    language: str = "en",
    history: Sequence[Estimate] = (),
    acts: Mapping[str, Sequence[Happening]] | None = None,
    heard: Mapping[str, Sequence[Heard]] | None = None,
    pages: Mapping[str, Sequence[Page]] | None = None,
) -> str:
    """The page of ``books`` with their estimates as of ``as_of`` (aware).

    ``heard`` says who was heard on each day, ``acts`` what was done and said, ``pages`` which pages of its reports changed or
    vanished, all by story; ``history`` holds estimates of
    earlier moments, of any of the stories: their floors are drawn as lines. With ``mask``, names of private persons are
    withheld. The same arguments give the same bytes. Raises `UnknownWord` for a language that the page is not written in.
    """
    if language not in LANGUAGES:
        raise UnknownWord("language of the page", language, LANGUAGES)
    names = names_of([b for b, _ in books], mask=mask, language=language)
    sheets = [
        replace(
            sheet_of(
                f"s{n}", book, estimates, as_of=as_of, names=names, history=history, acts=(acts or {}).get(book.story.id, ())
            ),
            pages=tuple((pages or {}).get(book.story.id, ())),
        )
        for n, (book, estimates) in enumerate(books, start=1)
    ]
    quiet = {key: silence_words(masked_days(days, names.hide)) for key, days in (heard or {}).items()}
    css = (resources.files("tollbook") / "publish" / "page.css").read_text(encoding="utf-8")
    return f"<!DOCTYPE html>\n{_document(sheets, as_of, css, quiet, mask=mask, language=language)}\n"


def _document(sheets: list[Sheet], as_of: datetime, css: str, quiet: Mapping[str, str], *, mask: bool, language: str) -> Html:
    words = table("page", language)["page"]
    one = len(sheets) == 1
    title = _title(sheets[0]) if one else words["many"].format(n=len(sheets))
    zone = sheets[0].zone if one else None
    when = moment_words(as_of, zone, table("page", language)) if zone else f"{as_of.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    main = el(
        "main", [_story(s, quiet.get(s.book.story.id, ""), alone=one) for s in sheets], _reading(words), id="tolls", tabindex="-1"
    )
    body = el(
        "body",
        el("a", words["skip"], href="#tolls", class_="skip"),
        _header(title, words["as_of"].format(when=when), words, mask=mask),
        el("div", _contents(sheets, words), main, class_="columns"),
        _footer(sheets, words, mask=mask),
    )
    return el("html", _head(f"{title} · {words['name']}", css), body, lang=language)


def _title(sheet: Sheet) -> str:
    return plain(own_words(sheet, sheet.names.hide(sheet.book.story.title)))


def _head(title: str, css: str) -> Html:
    """Nothing may be fetched or run, whatever a report's text contains: the policy allows this style sheet and no more."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="generator", content="Tollbook"),  # so that it is never read as a report
        el("meta", name="color-scheme", content="light dark"),
        el("title", plain(title)),
        el("style", Html(css)),
    )


def _header(title: str, when: str, words: dict[str, str], *, mask: bool) -> Html:
    return el(
        "header",
        el("p", words["name"], class_="brand"),
        el("h1", el("bdi", title)),
        el("p", when, class_="when"),
        None if mask else el("p", words["unmasked"], class_="warning", role="note"),
        class_="masthead",
    )


def _contents(sheets: list[Sheet], words: dict[str, str]) -> Html:
    """Links to each measure of each story."""

    def story(sheet: Sheet) -> Html:
        measures = [
            el("li", el("a", subject_words(*s, sheet.words), href=f"#{sheet.key}-m{n}"))
            for n, s in enumerate(subjects(sheet), start=1)
        ]
        quotes = el("li", el("a", words["quoted"], href=f"#{sheet.key}-claims"))
        done = el("li", el("a", words["acts"], href=f"#{sheet.key}-acts")) if sheet.acts else None
        inner = el("ul", measures, done, quotes)
        return inner if len(sheets) == 1 else el("li", el("a", _title(sheet), href=f"#{sheet.key}"), inner)

    listed = story(sheets[0]) if len(sheets) == 1 else el("ul", [story(s) for s in sheets])
    return el("nav", el("h2", words["contents"], id="contents"), listed, aria_labelledby="contents", class_="contents")


def _story(sheet: Sheet, quiet: str, *, alone: bool) -> Html:
    """One story: its tolls, then its claims. Where it is alone, the page's title is its own, and it is named once."""
    words = sheet.words["page"]
    title = _title(sheet)
    rule = sheet.book.story.rule
    return el(
        "section",
        el("h2", el("bdi", title), id=sheet.key, class_="visually-hidden" if alone else None),
        el("p", _facts(sheet), class_="facts"),
        el("p", el("strong", words["rule"]), ": ", own_words(sheet, rule), class_="rule") if rule else None,
        el("p", quiet, class_="note") if quiet else None,
        [subject_section(sheet, s, n) for n, s in enumerate(subjects(sheet), start=1)],
        _pages(sheet),
        acts_section(sheet),
        claims_section(sheet),
        aria_label=title,
        class_="story",
    )


def _pages(sheet: Sheet) -> Html | None:
    """What pages changed of their reports, and which are gone; nothing where none did."""
    told = [row["sentence"] for p in sheet.pages for row in course_rows(p, sheet.zone, sheet.names.hide) if row["sentence"]]
    if not told:
        return None
    words, key = sheet.words["page"], f"{sheet.key}-pages"
    return el(
        "section",
        el("h3", words["pages"], id=key),
        el("p", words["pages_intro"], class_="note"),
        el("ul", [el("li", t) for t in told]),
        aria_labelledby=key,
        class_="pages",
    )


def _facts(sheet: Sheet) -> str:
    """How much was read, and published between which days."""
    words, n = sheet.words["page"], len(sheet.claims)
    reports = len({c.report for c in sheet.claims})
    key = "one_fact" if n == 1 else "facts_one" if reports == 1 else "facts"
    days = sorted(d for c in sheet.claims if (d := day_of(sheet, c)) is not None)
    if not days:
        return f"{words[key].format(claims=n, reports=reports)}."
    span = words["on_day"] if days[0] == days[-1] else words["from_to"]
    dated = span.format(first=day_words(days[0], sheet.words), last=day_words(days[-1], sheet.words))
    return f"{words[key].format(claims=n, reports=reports)}, {dated}."


def _reading(words: dict[str, str]) -> Html:
    notes = el("ul", [el("li", n) for n in words["reading_notes"]])
    return el("section", el("h2", words["reading"], id="reading"), notes, aria_labelledby="reading", class_="reading")


def _footer(sheets: list[Sheet], words: dict[str, str], *, mask: bool) -> Html:
    upto = max((s.book.upto for s in sheets), default=0)
    return el(
        "footer",
        el("p", words["masked"] if mask else words["unmasked"]),
        el("p", words["entry"].format(n=upto)),
        class_="foot",
    )
