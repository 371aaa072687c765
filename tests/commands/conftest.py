"""Desks for commands."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from .desk import REPORTS, Desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An empty folder, commands through click's runner."""
    return desk_in(tmp_path, monkeypatch, "runner")


@pytest.fixture
def read(desk: Desk) -> Desk:
    """A desk whose ledger has read the three reports."""
    desk.write(REPORTS)
    desk.ok("read", *REPORTS)
    return desk


WAYS = ("runner", pytest.param("process", marks=pytest.mark.soak))  # as real processes when there is time


@pytest.fixture(params=WAYS)
def both(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An empty folder, once with click's runner and once with real processes."""
    return desk_in(tmp_path, monkeypatch, request.param)


@pytest.fixture(scope="module", params=WAYS)
def shelf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Both ways, with a ledger that has read the three reports and that all tests of a module share: they only ask it."""
    with pytest.MonkeyPatch.context() as patch:
        desk = desk_in(tmp_path_factory.mktemp("shelf"), patch, request.param)
        desk.write(REPORTS)
        desk.ok("read", *REPORTS)
        yield desk


def desk_in(folder: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> Desk:
    monkeypatch.chdir(folder)
    for name in [n for n in os.environ if n.startswith("TOLLBOOK")]:
        monkeypatch.delenv(name)
    return Desk(folder, way)
