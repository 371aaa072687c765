"""The page in a real browser: Debian's Chromium, driven as a person drives it. What is missing is skipped by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest

from tollbook import __version__
from tollbook.accounting import course_of, effects_of
from tollbook.cli import main
from tollbook.ledger import open_ledger
from tollbook.model import Book
from tollbook.pipeline import read_into
from tollbook.publish.account import account
from tollbook.publish.page_file import page_file

from .material import AT, example_reports, short

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not here: it is in the dev extra")

sync_api.expect.set_options(timeout=20_000)
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
    accounts = []
    for b in books:
        course = course_of(b)
        accounts.append(account(b, course, without=effects_of(b, course.tolls[-1][0]) if course.tolls else None))
    path.write_text(page_file(accounts, version=__version__), encoding="utf-8", newline="\n")
    return path


@pytest.fixture(scope="session")
def short_page(tmp_path_factory: pytest.TempPathFactory, built: None) -> Path:
    """A figure given, then withdrawn (`material.short`)."""
    return written(tmp_path_factory.mktemp("short") / "toll.html", short())


class Windows:
    """Pages that are open. One that shows a file is kept, and taken by the next test that asks for the same: it is led elsewhere
    and back, so that nothing of the view before is left. Loading anew costs a second; this, a tenth."""

    def __init__(self, browser: Browser) -> None:
        self.browser, self.faults = browser, list[str]()
        self._kept: dict[str, Page] = {}

    def fresh(self, address: str, width: int, token: str | None = None, **given: Any) -> Page:
        """A page in a context of its own; of a server, signed in with ``token``."""
        context = self.browser.new_context(viewport={"width": width, "height": 900}, **{"offline": True, **given})
        if token is not None:
            context.request.post(urljoin(address, "api/v1/session"), data={"token": token})
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._said)
        page.goto(address)
        page.wait_for_selector("h1")
        return page

    def _said(self, said: ConsoleMessage) -> None:
        """What Chromium says of an answer that refuses (401, 409 ...) is no fault of the page."""
        if said.type == "error" and not re.search(r"status of 4\d\d", said.text):
            self.faults.append(said.text)

    def kept(self, address: str, hash: str, width: int, **given: Any) -> Page:
        """A page that may be open already."""
        key = repr((address, sorted(given.items())))
        page = self._kept.get(key)
        if page is None:
            page = self._kept[key] = self.fresh(address, width, **given)
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("() => { location.hash = '#/nowhere' }")
        page.wait_for_selector("h1:text-is('Nothing is here')")
        page.evaluate("hash => { location.hash = hash; scrollTo(0, 0) }", hash or "#/")
        page.wait_for_selector("h1:not(:text-is('Nothing is here')), .problem")
        return page


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[Windows]:
    found = Windows(browser)
    yield found
    for page in found._kept.values():
        page.context.close()


@pytest.fixture
def visit(windows: Windows) -> Iterator[Open]:
    """Opens a page, by default with the network off. A script that fails, or anything that the policy refuses, fails the test.

    A file may be open already (`Windows`), unless ``fresh``; a server's page is loaded anew.
    """
    own: list[Page] = []

    def visit(address: str, hash: str = "", *, width: int = 1280, fresh: bool = False, **given: Any) -> Page:
        if address.startswith("file:") and not fresh:
            return windows.kept(address, hash, width, **given)
        page = windows.fresh(address + hash, width, **given)
        own.append(page)
        return page

    windows.faults.clear()
    yield visit
    for page in own:
        page.context.close()
    assert windows.faults == []
