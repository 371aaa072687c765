"""The evidence of reports as one package for others: WARC records, and which entries of the ledger name them.

What came from the network is packed as it was kept. What was given by hand becomes a ``resource`` record; the text that was read
of each report becomes a ``conversion`` record, which refers to what it was read from.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

from tollbook import __version__
from tollbook.acquire.exchange import VERSION, record
from tollbook.acquire.kinds import PEEK, Kind, kind_of, text_kind
from tollbook.ledger import Ledger
from tollbook.model import Entry, Outcome, Reading, Report, Visit
from tollbook.publish.wacz import PageRow, write_wacz

_MEDIA = {
    Kind.ROWS: "application/json",
    Kind.JSON_FEED: "application/json",
    Kind.PDF: "application/pdf",
    Kind.MAIL: "message/rfc822",
    Kind.WARC: "application/warc",
    Kind.GZIP: "application/gzip",
    Kind.ZIP: "application/zip",
    Kind.XML: "application/xml",
    Kind.HTML: "text/html; charset=utf-8",
}


@dataclass(slots=True)
class Packed:
    """What a package holds, and what was left out: evidence that was sealed, erased, or is not there."""

    reports: int = 0
    exchanges: int = 0
    files: int = 0
    withheld: int = 0
    pages: list[PageRow] = field(default_factory=list)


@dataclass(slots=True)
class _Chosen:
    """What the ledger names: readings by report, visits by the digest of their exchange."""

    readings: dict[str, tuple[Entry, Report]] = field(default_factory=dict)
    visits: dict[str, tuple[Entry, Visit]] = field(default_factory=dict)


def package(ledger: Ledger, path: Path, *, reports: frozenset[str] | None, title: str, now: datetime) -> Packed:
    """Writes the evidence of ``reports`` (of all, where none are named) to ``path`` as a WACZ package."""
    packed, chosen = Packed(), _chosen(ledger, reports)
    number, head = ledger.head()
    entries = "".join(json.dumps(row) + "\n" for row in _entries(chosen))
    about = f"Evidence of {len(chosen.readings)} reports, as of entry {number} of the ledger, whose digest is {head}.\n"
    write_wacz(
        path,
        _warcs(ledger, chosen, packed, now),
        packed.pages,
        title=title,
        software=f"Tollbook {__version__}",
        created=now,
        beside={"tollbook/entries.jsonl": entries.encode(), "tollbook/readme.txt": about.encode()},
    )
    return packed


def _chosen(ledger: Ledger, reports: frozenset[str] | None) -> _Chosen:
    """Readings and visits that are asked for; those of the feeds that named a page come with it."""
    found, lists = _Chosen(), dict[str, tuple[Entry, Visit]]()
    for entry in ledger.entries():
        match entry.payload:
            case Reading(report=report) if reports is None or report.id in reports:
                found.readings.setdefault(report.id, (entry, report))
            case Visit() as visit if reports is None or reports.intersection(visit.reports):
                found.visits[visit.raw] = (entry, visit)
            case Visit() as visit:
                lists[visit.raw] = (entry, visit)
    named = {v.listed for _, v in found.visits.values() if v.listed is not None}
    found.visits |= {raw: x for raw, x in lists.items() if raw in named}
    return found


def _entries(chosen: _Chosen) -> Iterator[dict[str, object]]:
    """Which entry names which bytes: what leads from a record back to the chain."""
    readings = [(e, r.raw, r.url or r.name, [r.id]) for e, r in chosen.readings.values()]
    visits = [(e, v.raw, v.address, list(v.reports)) for e, v in chosen.visits.values()]
    for entry, raw, of, ids in sorted(readings + visits, key=lambda x: x[0].number):
        facts = {"entry": entry.number, "kind": entry.kind, "recorded": entry.recorded.isoformat(), "digest": entry.digest}
        yield {
            **facts,
            "previous": entry.previous,
            "payload_digest": entry.payload_digest,
            "sha256": raw,
            "of": of,
            "reports": ids,
        }


def _warcs(ledger: Ledger, chosen: _Chosen, packed: Packed, now: datetime) -> Iterator[bytes]:
    """All records, exchange by exchange and file by file. Fills ``packed`` on the way."""
    yield _written(record("warcinfo", None, now, f"software: Tollbook {__version__}\r\n".encode(), _FIELDS, {}, None))
    by_raw: dict[str, list[tuple[Entry, Report]]] = {}
    for entry, report in chosen.readings.values():
        by_raw.setdefault(report.raw, []).append((entry, report))
    for raw in dict.fromkeys([*by_raw, *chosen.visits]):
        kept = ledger.evidence(raw)
        if kept is None:
            packed.withheld += 1
        elif raw in chosen.visits:
            yield from _exchange(kept, chosen.visits[raw][1], by_raw.get(raw, []), packed)
        else:
            yield from _file(kept, by_raw[raw], packed)


_FIELDS = "application/warc-fields"


def _exchange(kept: bytes, visit: Visit, read: list[tuple[Entry, Report]], packed: Packed) -> Iterator[bytes]:
    """An exchange as it was kept; then the text of what was read of it."""
    yield kept
    packed.exchanges += 1
    if visit.outcome is not Outcome.FOUND:
        return
    source = _answered(kept, visit.address)
    for _, report in read:
        yield _conversion(report, visit.address, visit.at, source)
        packed.reports += 1
        packed.pages.append(PageRow(url=visit.address, at=visit.at, title=report.title, text=report.text))


def _answered(kept: bytes, url: str) -> str | None:
    """The id of the response of an address among the records of an exchange."""
    found = None
    for one in ArchiveIterator(BytesIO(kept)):
        if one.rec_type == "response" and one.rec_headers.get_header("WARC-Target-URI") == url:
            found = one.rec_headers.get_header("WARC-Record-ID")
    return found


def _file(kept: bytes, read: list[tuple[Entry, Report]], packed: Packed) -> Iterator[bytes]:
    """A file as it was given, under a name that nobody can take for an address of the web; then the texts read of it."""
    entry, first = read[0]
    name = first.name.replace("\\", "/").rsplit("/", 1)[-1]
    uri = f"urn:tollbook:file:{first.raw[:16]}:{quote(name)}"
    given = record("resource", uri, entry.recorded, kept, _media(kept), {}, None)
    yield _written(given)
    packed.files += 1
    for made, report in read:
        yield _conversion(report, uri, made.recorded, given.rec_headers.get_header("WARC-Record-ID"))
        packed.reports += 1
        packed.pages.append(PageRow(url=uri, at=entry.recorded, title=report.title or name, text=report.text))


def _conversion(report: Report, uri: str, at: datetime, source: str | None) -> bytes:
    told = {} if source is None else {"WARC-Refers-To": source}
    text = report.text.encode("utf-8", "replace")
    return _written(record("conversion", uri, at, text, "text/plain; charset=utf-8", told, None))


def _media(raw: bytes) -> str:
    kind = kind_of(raw[:PEEK])
    if kind is Kind.TEXT:
        kind = text_kind(raw[:PEEK].decode("utf-8", "replace"))
    return _MEDIA.get(kind, "text/plain; charset=utf-8")


def _written(one: object) -> bytes:
    out = BytesIO()
    WARCWriter(out, gzip=True, warc_version=VERSION).write_record(one)
    return out.getvalue()
