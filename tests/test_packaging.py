"""The evidence of a ledger as a WACZ package, checked by the tools of those who made the format."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from acquire.servers import fetcher, page, serving
from tollbook.ledger import Ledger, open_ledger
from tollbook.model import Reading
from tollbook.packaging import Packed, package
from tollbook.pipeline import read_into

NOW = datetime(2022, 3, 2, 12, 0, tzinfo=UTC)
BUS = (
    "<html><head><title>Bus falls into ravine</title></head><body><article><h1>Bus falls into ravine</h1>"
    "<p>Eleven people were killed when a bus fell into a ravine near Dost, police said on 1 March 2022.</p>"
    "<p>The road was closed for the night, the health ministry said.</p></article></body></html>"
)
GIVEN = "ALMATY, 9 January 2022 - The health ministry said that 164 people had been killed in Kazakhstan."


@pytest.fixture
def packed(tmp_path: Path) -> tuple[Path, Packed, Ledger, str]:
    """A package of one page that was asked for, chunked and packed, and of one file that was given."""
    (tmp_path / "given.txt").write_text(GIVEN, encoding="utf-8")
    body = gzip.compress(BUS.encode())
    ledger = open_ledger(tmp_path / "t.db", create=True)
    with serving({"/bus": page(body, "Content-Encoding: gzip", "X-Odd:  two  blanks")}) as server:
        read_into(ledger, [str(tmp_path / "given.txt"), server.url("/bus")], now=lambda: NOW, fetcher=fetcher())
        url = server.url("/bus")
    out = tmp_path / "evidence.wacz"
    return out, package(ledger, out, reports=None, title="Two reports", now=NOW), ledger, url


def test_the_tools_of_the_format_find_the_package_valid(packed: tuple[Path, Packed, Ledger, str], tmp_path: Path) -> None:
    path = packed[0]
    tool = Path(sys.executable).with_name("wacz")
    done = subprocess.run([tool, "validate", "-f", path], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0 and "the passed WACZ is valid" in done.stdout, done.stdout + done.stderr
    with zipfile.ZipFile(path) as opened:
        assert opened.testzip() is None
        opened.extract("archive/data.warc.gz", tmp_path)
    checked = subprocess.run(
        [Path(sys.executable).with_name("warcio"), "check", "-v", tmp_path / "archive" / "data.warc.gz"],
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0 and "failed" not in checked.stdout, checked.stdout


def test_each_line_of_the_index_leads_to_its_record(packed: tuple[Path, Packed, Ledger, str]) -> None:
    path, told, _, url = packed
    assert (told.reports, told.exchanges, told.files, told.withheld) == (2, 1, 1, 0)
    with zipfile.ZipFile(path) as opened:
        warc = opened.read("archive/data.warc.gz")
        lines = [line.split(" ", 2) for line in gzip.decompress(opened.read("indexes/index.cdx.gz")).decode().splitlines()]
        pages = [json.loads(line) for line in opened.read("pages/pages.jsonl").decode().splitlines()]
        about = json.loads(opened.read("datapackage.json"))
        for r in about["resources"]:
            assert r["hash"] == "sha256:" + hashlib.sha256(opened.read(r["path"])).hexdigest() and r["bytes"]
        stored = opened.getinfo("archive/data.warc.gz")
    assert stored.compress_type == zipfile.ZIP_STORED
    local = path.read_bytes()[stored.header_offset : stored.header_offset + 30]
    assert local[28:30] == b"\0\0"  # no long form of ZIP where none is needed: ReplayWeb.page 2.5.3 finds no page behind one
    assert [x[0] for x in lines] == sorted(x[0] for x in lines)
    found = {}
    for _, stamp, facts in lines:
        f = json.loads(facts)
        piece = warc[int(f["offset"]) : int(f["offset"]) + int(f["length"])]
        (record,) = ArchiveIterator(BytesIO(piece))
        assert record.rec_headers.get_header("WARC-Target-URI") == f["url"] and len(stamp) == 14
        (again,) = [r.content_stream().read() for r in ArchiveIterator(BytesIO(piece))]
        found[f["url"]] = again
    assert found[url] == BUS.encode()
    assert GIVEN.encode() in found.values()
    assert {p["url"] for p in pages[1:]} == found.keys() - {url.replace("/bus", "/robots.txt")}
    assert any("Eleven people were killed" in p["text"] for p in pages[1:])


def test_what_was_read_is_a_conversion_that_refers_to_what_it_was_read_from(packed: tuple[Path, Packed, Ledger, str]) -> None:
    with zipfile.ZipFile(packed[0]) as opened:
        records = [
            (r.rec_type, r.rec_headers.get_header("WARC-Record-ID"), r.rec_headers.get_header("WARC-Refers-To"))
            for r in ArchiveIterator(BytesIO(opened.read("archive/data.warc.gz")))
        ]
    kinds = {key: kind for kind, key, _ in records}
    assert sorted(kinds[refers] for kind, _, refers in records if kind == "conversion") == ["resource", "response"]


def test_records_lead_back_to_entries_of_the_chain(packed: tuple[Path, Packed, Ledger, str]) -> None:
    path, _, ledger, url = packed
    with zipfile.ZipFile(path) as opened:
        rows = [json.loads(line) for line in opened.read("tollbook/entries.jsonl").decode().splitlines()]
        assert ledger.head()[1] in opened.read("tollbook/readme.txt").decode()
    digests = {e.number: e.digest for e in ledger.entries()}
    assert [r["kind"] for r in rows] == ["reading", "reading", "visit"] and rows[-1]["of"] == url
    for row in rows:
        assert digests[row["entry"]] == row["digest"]
        assert hashlib.sha256(ledger.evidence(row["sha256"]) or b"").hexdigest() == row["sha256"]


def test_what_is_sealed_or_erased_is_in_no_package(packed: tuple[Path, Packed, Ledger, str], tmp_path: Path) -> None:
    _, _, ledger, _ = packed
    bus, given = sorted(ledger.readings(), key=lambda r: r.report.url is None)
    ledger.seal(bus.report.id, reason="asked for", by="person:p1", recorded=NOW)
    ledger.erase(given.report.id, reason="asked for", by="person:p1", recorded=NOW)
    told = package(ledger, tmp_path / "less.wacz", reports=None, title="Nothing", now=NOW)
    assert (told.reports, told.exchanges, told.files) == (0, 0, 0)
    with zipfile.ZipFile(tmp_path / "less.wacz") as opened:
        words = b"".join(gzip.decompress(opened.read(n)) if n.endswith(".gz") else opened.read(n) for n in opened.namelist())
    assert b"Eleven" not in words and b" 164 " not in words


def test_records_of_what_was_given_are_the_same_whenever_they_are_made(packed: tuple[Path, Packed, Ledger, str]) -> None:
    """Made years later, they hold the bytes that were kept before anything read them, their time is that of the entry which
    names these, and each byte is the same."""
    path, _, ledger, _ = packed
    again = path.with_name("again.wacz")
    package(ledger, again, reports=None, title="Two reports", now=NOW.replace(year=2032))

    def given(package: Path) -> list[tuple[str, str, bytes]]:
        with zipfile.ZipFile(package) as opened:
            found = ArchiveIterator(BytesIO(opened.read("archive/data.warc.gz")))
            kinds = ("resource", "conversion")
            return [(r.rec_type, str(r.rec_headers), r.raw_stream.read()) for r in found if r.rec_type in kinds]

    records = given(path)
    assert records == given(again) and len(records) == 3
    resource = next(block for kind, _, block in records if kind == "resource")
    reading = next(e.payload for e in ledger.entries() if isinstance(e.payload, Reading) and e.payload.report.url is None)
    assert hashlib.sha256(resource).hexdigest() == reading.report.raw and ledger.evidence(reading.report.raw) == resource


def test_what_is_given_is_on_disk_before_anything_reads_it(tmp_path: Path) -> None:
    """A reader that breaks, here at once, leaves the bytes behind."""
    (tmp_path / "given.txt").write_text(GIVEN, encoding="utf-8")
    kept = tmp_path / "t.db.evidence"

    def broken(*_: object, **__: object) -> tuple[tuple[()], tuple[()]]:
        assert [p.read_bytes() for p in kept.rglob("*") if p.is_file()] == [GIVEN.encode()]
        raise ZeroDivisionError

    with open_ledger(tmp_path / "t.db", create=True) as ledger, pytest.raises(ZeroDivisionError):
        read_into(ledger, [str(tmp_path / "given.txt")], now=lambda: NOW, reader=broken)
    assert [p.read_bytes() for p in kept.rglob("*") if p.is_file()] == [GIVEN.encode()]
