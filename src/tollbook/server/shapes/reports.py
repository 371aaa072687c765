"""Shapes of reports: what is known of them, their sentences, their text."""

from __future__ import annotations

from typing import TypedDict


class ReportRow(TypedDict):
    """What is known of a report; nothing of its text but the title."""

    id: str
    name: str
    url: str | None
    publisher: str | None
    title: str | None
    byline: str | None
    agency: str | None
    language: str | None
    published: str | None
    published_found: str | None
    updated: str | None
    raw: str
    version_of: str | None
    versions: list[str]
    gone: str | None
    derived_from: str | None
    extractor: str
    entry: int
    stories: list[str]
    claims: int
    problems: int


class QuotedSentence(TypedDict):
    """A sentence that bears claims."""

    start: int
    end: int
    text: str
    claims: list[str]


class ReportProblem(TypedDict):
    """A fault that was met in reading."""

    code: str
    message: str
    report: str | None


class ReportFull(ReportRow):
    """A report with its sentences that bear claims, and the problems met in reading it."""

    sentences: list[QuotedSentence]
    problems_met: list[ReportProblem]


class BlockRow(TypedDict):
    """A typed stretch of a text."""

    kind: str
    start: int
    end: int
    locator: str | None


class SentenceRow(TypedDict):
    """One sentence, within one block."""

    start: int
    end: int
    block: int


class EditRow(TypedDict):
    """A repair: what stood there before."""

    start: int
    end: int
    original: str


class TextRow(TypedDict):
    """A report's text as read."""

    report: str
    text: str
    blocks: list[BlockRow]
    sentences: list[SentenceRow]
    edits: list[EditRow]
    masked: bool


class Added(TypedDict):
    """What reading taught."""

    added: int
    known: int
    reports: list[ReportRow]
    problems: list[ReportProblem]
    upto: int
