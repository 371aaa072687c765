"""Reports read a second and core: web pages beside the HTML libraries alone, plain texts beside a bare regular expression."""

from __future__ import annotations

import re
from collections.abc import Sequence

import lxml.html
import trafilatura

from bench.material import pages, texts
from bench.rates import Row, rates, row
from tollbook.acquire import Acquired
from tollbook.read import read

COUNT = 40
UNIT = "reports/s/core"
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def measure() -> list[Row]:
    """Reading of the generated pages and texts, each as a ratio to its limits in the same run."""
    web, plain = _items(pages(COUNT), "text/html"), _items(texts(COUNT), "text/plain")
    ours, library, parser = rates(
        COUNT,
        (
            lambda: [read(item) for item in web],
            lambda: [trafilatura.extract(item.body, fast=True, include_comments=False, include_tables=True) for item in web],
            lambda: [lxml.html.document_fromstring(item.body) for item in web],
        ),
    )
    ours_plain, bare = rates(
        COUNT, (lambda: [read(item) for item in plain], lambda: [_SENTENCE.findall(item.body) for item in plain])
    )
    return [
        row("read, web pages", UNIT, ours, "trafilatura alone", library),
        row("read, web pages", UNIT, ours, "lxml parsing alone", parser),
        row("read, plain texts", UNIT, ours_plain, "a bare regex split into sentences", bare),
    ]


def _items(bodies: Sequence[str], media: str) -> list[Acquired]:
    return [Acquired(name=f"{n}.txt", raw=b.encode(), media=media, body=b) for n, b in enumerate(bodies)]
