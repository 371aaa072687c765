"""What all tests share: one browser for all that need one, since a second Playwright cannot run beside the first."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tollbook.publish.page_file import front_built

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FRONT = Path(__file__).parents[1] / "front"
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()

settings.register_profile("test", max_examples=40, deadline=None)
settings.register_profile("soak", max_examples=400, deadline=None)
settings.load_profile("test")  # pytest's --hypothesis-profile=soak takes the other


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="Write golden files anew; read the diff before you commit it.")


@pytest.fixture(scope="session")
def built() -> None:
    """The front end, built from its sources as they are; or as it was built into the package, where Node.js is not here."""
    node = shutil.which("node")
    if node is not None and (FRONT / "node_modules").is_dir():
        subprocess.run([node, "build.mjs", "--stale"], cwd=FRONT, check=True, timeout=120)
    if not front_built():
        pytest.skip("The page is not built: Node.js and npm build it, with `pip install -e .`")


@pytest.fixture(scope="session")
def browser(built: None) -> Iterator[Browser]:
    """Debian's Chromium, driven as a person drives it. What is missing is skipped by name."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not here: it is in the dev extra")
    chromium = shutil.which("chromium") or "/usr/bin/chromium"
    if not Path(chromium).exists():
        pytest.skip("Chromium is not here: tests/bring.sh brings it")
    with sync_api.sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield one
        one.close()
