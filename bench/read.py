"""Reports read a second and core: web pages and archives of them beside the libraries alone, plain texts beside a bare regular
expression. Pages are made up by rule; `bench.read_text` takes real ones."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Callable, Sequence

import lxml.html
import trafilatura
from fastwarc import ArchiveIterator, WarcRecordType
from resiliparse.extract.html2text import extract_plain_text

from bench.libraries import by_readability
from bench.material import pages, texts
from bench.rates import Row, rates, row
from tollbook.acquire import Acquired, acquire
from tollbook.read import read

COUNT = 40
UNIT = "reports/s/core"
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def measure() -> list[Row]:
    """Reading of the generated pages and texts, each as a ratio to its limits in the same run."""
    bodies = pages(COUNT)
    return [*of_pages(_items(bodies, "text/html")), of_archives(bodies), _plain()]


def of_pages(web: Sequence[Acquired]) -> list[Row]:
    """Pages beside each library that finds main text, and beside parsing alone."""
    limits: dict[str, Callable[[str], object]] = {
        "trafilatura alone": lambda body: trafilatura.extract(body, fast=True, include_comments=False, include_tables=True),
        "resiliparse alone": lambda body: extract_plain_text(body, main_content=True),
        "lxml parsing alone": lxml.html.document_fromstring,
    }
    if (readability := by_readability()) is not None:
        limits["readability alone"] = readability
    works: list[Callable[[], object]] = [lambda: [read(item) for item in web]]
    works += [lambda of=of: [of(item.body) for item in web] for of in limits.values()]  # type: ignore[misc]  # a bound name
    ours, *theirs = rates(len(web), works)
    return [row("read, web pages", UNIT, ours, limit, rate) for limit, rate in zip(limits, theirs, strict=True)]


def of_archives(bodies: Sequence[str]) -> Row:
    """An archive read fast, to whole reports, beside the bare libraries that it is read with."""
    archive = archive_of(bodies)

    def reports() -> int:
        items = acquire(["-"], stdin=io.BytesIO(archive))
        return sum(len(read(item, fast=True)[0]) for item in items if isinstance(item, Acquired))

    def bare() -> int:
        records = ArchiveIterator(io.BytesIO(archive), record_types=WarcRecordType.response, parse_http=True)
        return sum(bool(extract_plain_text(r.reader.read().decode("utf-8", "replace"), main_content=True)) for r in records)

    ours, library = rates(len(bodies), (reports, bare))
    return row("read, web archives fast", UNIT, ours, "fastwarc and resiliparse alone", library)


def archive_of(bodies: Sequence[str]) -> bytes:
    """A web archive of pages, each record packed by itself."""
    return b"".join(
        gzip.compress(_record(number, body.encode("utf-8", "replace")), mtime=0) for number, body in enumerate(bodies)
    )


def _record(number: int, body: bytes) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{number}\r\n"
        f"WARC-Date: 2022-01-09T12:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def _plain() -> Row:
    plain = _items(texts(COUNT), "text/plain")
    ours, bare = rates(COUNT, (lambda: [read(item) for item in plain], lambda: [_SENTENCE.findall(item.body) for item in plain]))
    return row("read, plain texts", UNIT, ours, "a bare regex split into sentences", bare)


def _items(bodies: Sequence[str], media: str) -> list[Acquired]:
    return [Acquired(name=f"{n}.txt", raw=b.encode(), media=media, body=b) for n, b in enumerate(bodies)]
