"""The page in a real browser: Debian's Chromium, driven as a person drives it. What is missing is skipped by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tollbook import __version__
from tollbook.accounting import course_of
from tollbook.cli import main
from tollbook.ledger import open_ledger
from tollbook.model import Book
from tollbook.pipeline import read_into
from tollbook.publish.account import account
from tollbook.publish.page_file import page_file

from .material import AT, example_reports

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not here: it is in the dev extra")

Open = Callable[..., "Page"]


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the example reports."""
    folder = tmp_path_factory.mktemp("example")
    with open_ledger(folder / "tollbook.db", create=True) as ledger:
        read_into(ledger, [str(example_reports())], now=lambda: AT)
    return folder / "tollbook.db"


@pytest.fixture(scope="session")
def example_page(example: Path, built: None) -> Path:
    """The page of the example reports, as `tollbook page` writes it."""
    out = example.parent / "toll.html"
    main.main(["page", "--ledger", str(example), "--out", str(out)], standalone_mode=False)
    return out


def written(path: Path, *books: Book) -> Path:
    """A page of ``books`` by itself."""
    path.write_text(page_file([account(b, course_of(b)) for b in books], version=__version__), encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Opens a page, by default with the network off. A script that fails, or anything that the policy refuses, fails the test."""
    faults: list[str] = []
    contexts = []

    def visit(address: str, hash: str = "", *, width: int = 1280, **given: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **{"offline": True, **given})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" and "401" not in said.text else None)
        page.goto(address + hash)
        page.wait_for_selector("h1")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert faults == []
