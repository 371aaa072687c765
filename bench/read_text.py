"""Main text and speed on real pages, and what the fast reader loses: ``python -m bench.read_text --data DIR [--loss]``.

On the pages of the article-extraction-benchmark, by its own definition (four-word runs, precision and recall over pages): the
thorough reader, the fast one, and each library alone. Then the same pages as a web archive, read fast to whole reports, beside
FastWARC and resiliparse alone. ``--loss`` reads every page twice, thoroughly and fast, and counts figures: the pages of both
sets, and real pages into which local news reports are put in the place of their own text.
"""

from __future__ import annotations

import argparse
import copy
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import lxml.html
import trafilatura
from resiliparse.extract.html2text import extract_plain_text

from bench.libraries import by_readability
from bench.rates import rates
from bench.read import of_archives
from tollbook.acquire import Acquired
from tollbook.extract.rules import RulesExtractor
from tollbook.model import Block, BlockKind
from tollbook.read import read
from tollbook.read.fast import fast_page
from tollbook.read.page import Page, read_pages

_WORD = re.compile(r"\w+")
BODY = (BlockKind.BODY, BlockKind.LIST, BlockKind.QUOTATION, BlockKind.SUBTITLE, BlockKind.DATELINE, BlockKind.TABLE)
PUT_IN = 400  # reports put into real pages


def main(words: list[str]) -> int:
    """Prints the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--loss", action="store_true")
    given = asked.parse_args(words)
    for line in losses(given.data) if given.loss else texts(given.data):
        print(line, flush=True)
    return 0


def _pages(folder: Path) -> dict[str, str]:
    return {p.name: gzip.decompress(p.read_bytes()).decode("utf-8", "replace") for p in sorted(folder.glob("*.html.gz"))}


def _words(pages: tuple[Page, ...]) -> str:
    return "\n".join(p.text[b.start : b.end] for p in pages for b in p.blocks if b.kind in BODY)


def texts(data: Path) -> Iterator[str]:
    """Precision, recall, F1 and speed of each way to the main text."""
    pages = _pages(data / "html" / "pages")
    gold = json.loads((data / "html" / "ground-truth.json").read_text(encoding="utf-8"))
    ways: dict[str, Callable[[str], str]] = {
        "tollbook, thorough": lambda h: _words(read_pages(h)),
        "tollbook, fast": lambda h: _words((fast_page(h),)) if fast_page(h) else _words(read_pages(h)),  # type: ignore[arg-type]
        "trafilatura, fast": lambda h: trafilatura.extract(h, fast=True, include_comments=False, include_tables=True) or "",
        "trafilatura": lambda h: trafilatura.extract(h, include_comments=False, include_tables=True) or "",
        "resiliparse": lambda h: extract_plain_text(h, main_content=True, preserve_formatting=True),
    }
    if (readability := by_readability()) is not None:
        ways["readability"] = readability
    yield f"{'main text of ' + str(len(pages)) + ' pages':<24}{'precision':>10}{'recall':>8}{'F1':>7}{'pages/s/core':>14}"
    for name, way in ways.items():
        found = {page: way(html) for page, html in pages.items()}
        (rate,) = rates(len(pages), (lambda way=way: [way(h) for h in pages.values()],))  # type: ignore[misc]  # a bound name
        p, r = _scored(found, gold)
        yield f"{name:<24}{p:>10.3f}{r:>8.3f}{2 * p * r / (p + r):>7.3f}{rate:>14.0f}"
    archive = of_archives(list(pages.values()))
    told = f"{archive['value']:,.0f} of {archive['limit_value']:,.0f} a second and core, {archive['ratio']:.2f}"
    yield f"the same as a web archive, to whole reports, fast, of {archive['limit']}: {told}"


def _scored(found: dict[str, str], gold: dict[str, dict[str, str]]) -> tuple[float, float]:
    precision, recall = [], []
    for page, text in found.items():
        own, true = _runs(text), _runs(gold[page.removesuffix(".html.gz")]["articleBody"])
        both = sum((own & true).values())
        if own:
            precision.append(both / own.total())
        if true:
            recall.append(both / true.total())
    return sum(precision) / len(precision), sum(recall) / len(recall)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False)) if len(words) > 3 else Counter([tuple(words)])


def losses(data: Path) -> Iterator[str]:
    """What the fast reader reads of the figures that the thorough one reads."""
    html = data / "html"
    pages, dated = _pages(html / "pages"), _pages(html / "dated")
    rows = (data / "stories" / "incident_reports.dev.jsonl").read_text(encoding="utf-8").splitlines()[:PUT_IN]
    shells = [s for h in pages.values() if (s := _shell(h)) is not None]
    put_in = {f"{k}": _filled(shells[k % len(shells)], json.loads(line)) for k, line in enumerate(rows)}
    what = "reports with figures   lost whole   claims thorough   read fast too   fast alone"
    yield f"{'pages read twice':<46}{what}"
    for name, some in (("news pages", pages), ("other pages", dated), (f"reports put into {len(shells)} news pages", put_in)):
        yield f"{f'{name} ({len(some)})':<46}{_compared(some)}"


def _compared(pages: dict[str, str]) -> str:
    bearing = lost = claims = kept = alone = 0
    for name, html in pages.items():
        item = Acquired(name=name, raw=html.encode("utf-8", "replace"), media="text/html", body=html)
        thorough, fast = (_figures(item, fast=fast) for fast in (False, True))
        alone += (fast - thorough).total()
        bearing += bool(thorough)
        claims += thorough.total()
        kept += (thorough & fast).total()
        lost += bool(thorough) and not thorough & fast
    return f"{bearing:>20}{lost:>13}{claims:>18}{kept:>16}{alone:>13}"


def _figures(item: Acquired, *, fast: bool) -> Counter[tuple[object, ...]]:
    found = (c for report in read(item, fast=fast)[0] for c in RulesExtractor().extract(report))
    return Counter((c.measure, c.object, c.quantity.low, c.quantity.high) for c in found)


def _shell(html: str) -> tuple[lxml.html.HtmlElement, list[str]] | None:
    """A page and where the paragraphs of its report stand; ``None`` where too few stand beside each other."""
    page = read_pages(html)[0]
    places = [_place(b) for b in page.blocks if b.kind is BlockKind.BODY and b.end - b.start > 60]
    found = [p for p in places if re.fullmatch(r"p(?:\[\d+\])?", p.rsplit("/", 1)[-1])]
    if len(found) < 4:
        return None
    return lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", html)), found


def _place(block: Block) -> str:
    return block.locator or ""


def _filled(shell: tuple[lxml.html.HtmlElement, list[str]], row: dict[str, str]) -> str:
    """The page with the report's paragraphs in the place of its own, and its headline."""
    tree, places = copy.deepcopy(shell[0]), shell[1]
    nodes = list(dict.fromkeys(n for place in places for n in tree.xpath(place) if n.tag == "p"))
    paragraphs = [p for p in row["text"].split("\n") if p.strip()]
    for node, words in zip(nodes, paragraphs, strict=False):
        for child in list(node):
            node.remove(child)
        node.text = words
    for node in nodes[len(paragraphs) :]:
        if node.getparent() is not None:
            node.getparent().remove(node)
    last = nodes[min(len(nodes), len(paragraphs)) - 1]
    for words in reversed(paragraphs[len(nodes) :]):
        more = lxml.html.Element("p")
        more.text = words
        last.addnext(more)
    for heading in tree.iter("h1"):
        heading.text = row["title"] or ""
    return str(lxml.html.tostring(tree, encoding="unicode"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
