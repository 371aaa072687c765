"""The page's size, and how soon it can be used with a story of some 5,000 figures: ``python -m bench page``.

Sizes are gzipped, without the data. Times are of Chromium's own thread for the page (processor time, so that a busy machine
does not change them), from the start of its loading until the toll, its chart and its controls stand, and for one step of the
slider; beside a second of one processor. The parts below the chart follow when the browser is idle, and are not in it.
"""

from __future__ import annotations

import gzip
import shutil
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.material import texts
from bench.rates import Row, row
from tollbook import __version__
from tollbook.accounting import course_of
from tollbook.acquire import Acquired
from tollbook.extract.rules import RulesExtractor
from tollbook.model import Book, Claim, Report, Resolution, Story
from tollbook.publish.account import account
from tollbook.publish.page_file import PARTS, front, front_built, page_file
from tollbook.read import read
from tollbook.reconcile import judge
from tollbook.resolve import open_gazetteer, resolve

REPORTS, LIMIT_SIZE, LIMIT_TIME = 330, 400, 1_000
ARGUMENTS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking".split()
STEP = """async () => {
  const slider = document.querySelector('input[type=range]');
  slider.value = String(Number(slider.max) - 3);
  slider.dispatchEvent(new Event('input', {bubbles: true}));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
}"""


def measure() -> list[Row]:
    """Sizes, and times where Chromium and Playwright are here."""
    if not front_built():
        print("The page is not built: Node.js and npm build it, with `pip install -e .`", file=sys.stderr)
        return []
    sizes = [len(gzip.compress((front(name) or "").encode(), 9)) / 1000 for name in PARTS]
    found = [row("page, script and style", "KB", sum(sizes), "KB, the most that it may be", LIMIT_SIZE)]
    return found + _times()


def _times() -> list[Row]:
    chromium = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        chromium = None
    if chromium is None:
        print("Chromium or Playwright is not here; the times are left out.", file=sys.stderr)
        return []
    book = story()
    html = page_file([account(book, course_of(book))], version=__version__)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "toll.html"
        path.write_text(html, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        ready, step = min(_visit(browser, path) for _ in range(3))
        browser.close()
    limit = "ms, a second of one processor"
    return [
        row("page, the data of the story", "KB", len(gzip.compress(html.encode(), 9)) / 1000 - 100, "KB", 2_000),
        row(f"page, {len(book.claims):,} figures ready", "ms", ready, limit, LIMIT_TIME),
        row("page, one step of the slider", "ms", step, limit, LIMIT_TIME),
    ]


def _visit(browser: Any, path: Path) -> tuple[float, float]:
    """Milliseconds of the page's thread: until it can be used, and for a step of the slider."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_selector(".measure-chart svg path")
    ready = _spent(session)
    page.wait_for_selector("article.claim")
    before = _spent(session)
    page.evaluate(STEP)
    step = _spent(session) - before
    page.close()
    return ready, step


def _spent(session: Any) -> float:
    metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"]) * 1000


def story() -> Book:
    """One story of `REPORTS` reports of our own, three hours apart, judged: a great one, and a quarrelsome one."""
    gazetteer, extractor = open_gazetteer(), RulesExtractor()
    reports: dict[str, Report] = {}
    claims: list[Claim] = []
    known: dict[str, Resolution] = {}
    for n, text in enumerate(texts(REPORTS)):
        at = datetime(2022, 1, 2, tzinfo=UTC) + timedelta(hours=3 * n)
        item = Acquired(
            name=f"{n:04}.txt",
            raw=text.encode(),
            media="text/plain",
            body=text,
            published=at.isoformat(),
            publisher=f"Paper {n % 40}",
        )
        (report,), _ = read(item)
        reports[report.id] = report
        own = extractor.extract(report)
        claims += own
        known |= {r.claim: r for r in resolve(report, own, gazetteer)}
    told = Story(id="great", title="A great story", zone="Asia/Almaty")
    book = Book(story=told, reports=reports, claims=tuple(claims), resolutions=known, links=(), upto=1)
    return replace(book, links=judge(book))
