"""Shapes of the server itself and of who asks."""

from __future__ import annotations

from typing import Literal, TypedDict


class About(TypedDict):
    """What this server is."""

    name: str
    version: str
    upto: int
    head: str
    stories: int
    reports: int
    claims: int
    languages: list[str]
    front: bool
    search: Literal["ready", "indexing"]


class May(TypedDict):
    """What the caller may do."""

    decide: bool
    add: bool
    names: bool
    text: bool
    seal: bool


class SessionRow(TypedDict):
    """Who the caller is."""

    user: str | None
    role: Literal["nobody", "reader", "reviewer", "admin"]
    csrf: str | None
    may: May
