"""Web archives and packages of them, whole, broken and hostile."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from acquire.making import LEAD, PAGE, RSS_FEED, package, packed_archive, pdf, read_in, record
from tollbook.acquire import Acquired, acquire
from tollbook.acquire.packed import unpacked
from tollbook.model import DateFound, Problem
from tollbook.read import read

BUS = record("https://news.example/bus", PAGE.encode())


def test_an_archive_packed_record_by_record() -> None:
    raw = packed_archive([BUS, record("https://news.example/2022/03/05/snow", PAGE.replace("bus", "car").encode())])
    items, codes = read_in(raw)
    assert codes == [] and [(i.name, i.url) for i in items] == [
        ("stdin:1", "https://news.example/bus"),
        ("stdin:2", "https://news.example/2022/03/05/snow"),
    ]
    assert items[0].raw == PAGE.encode()


def test_an_archive_that_is_not_packed() -> None:
    (item,), _ = read_in(BUS)
    assert item.body == PAGE


def test_what_is_no_page_is_passed_over() -> None:
    others = [
        record("https://news.example/gone", b"<h1>Gone</h1>", status="404 Not Found"),
        record("https://news.example/moved", b"", status="301 Moved Permanently", headers="Location: /x"),
        record("https://news.example/a.png", b"\x89PNG", headers="Content-Type: image/png"),
    ]
    (item,), codes = read_in(packed_archive([*others, BUS]))
    assert (item.name, codes) == ("stdin:4", [])


def test_feeds_and_documents_in_an_archive() -> None:
    feed = record("https://news.example/feed", RSS_FEED.encode(), headers="Content-Type: application/rss+xml")
    document = record("https://news.example/toll.pdf", pdf([[LEAD]]), headers="Content-Type: application/pdf")
    items, codes = read_in(packed_archive([feed, document]))
    assert [i.name for i in items] == ["stdin:1:1", "stdin:2"] and codes == []


def test_a_charset_of_the_header_and_a_packed_body() -> None:
    old = record(
        "https://news.example/old",
        PAGE.replace("bus", "b\u00fcs").encode("latin-1"),
        headers="Content-Type: text/html; charset=latin-1",
    )
    packed = record(
        "https://news.example/packed", gzip.compress(PAGE.encode()), headers="Content-Type: text/html\r\nContent-Encoding: gzip"
    )
    items, codes = read_in(packed_archive([old, packed]))
    assert codes == [] and "a b\u00fcs left" in items[0].body and items[1].body == PAGE


def test_when_the_server_last_changed_it() -> None:
    earlier = "Content-Type: text/html\r\nLast-Modified: Sat, 05 Mar 2022 03:30:00 GMT"
    (item,), _ = read_in(record("https://news.example/bus", PAGE.encode(), headers=earlier))
    (report,), _ = read(item)
    assert report.published is not None and report.published.found is DateFound.INFERRED
    assert report.published.instant == datetime(2022, 3, 5, 3, 30, tzinfo=UTC)
    just_now = earlier.replace("Sat, 05 Mar 2022 03:30:00", "Sun, 06 Mar 2022 11:59:59")
    (item,), _ = read_in(record("https://news.example/bus", PAGE.encode(), headers=just_now))
    assert item.modified is None


@pytest.mark.parametrize("cut", [40, 200, 350, 500])
def test_a_torn_archive_gives_what_was_whole(cut: int) -> None:
    raw = packed_archive([BUS]) + gzip.compress(record("https://news.example/torn", PAGE.encode()))[:-cut]
    items, _ = read_in(raw)
    assert items[0].body == PAGE


@pytest.mark.parametrize(
    "raw",
    [
        b"WARC/1.1\r\n\r\n",
        b"WARC/1.1\r\nContent-Length: 99999999999999999999\r\nWARC-Type: response\r\n\r\nx",
        b"WARC/1.1\r\nContent-Length: -5\r\nWARC-Type: response\r\n\r\nx",
        b"WARC/1.1\r\n" + b"X: y\r\n" * 100_000,
        b"WARC/9.9\r\nWARC-Type: response\r\nContent-Length: 3\r\n\r\nabc",
        BUS.replace(b"Content-Length: ", b"Content-Length: 9"),
        BUS[:200],
        b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 4\r\n\r\n\xff\xfe\x00\x01",
    ],
)
def test_a_malformed_archive_is_a_problem_and_no_crash(raw: bytes) -> None:
    items, codes = read_in(raw)
    assert len(items) <= 1 and len(codes) <= 2 and (items or codes)


def test_a_record_that_unfolds_to_a_gigabyte_is_cut() -> None:
    bomb = gzip.compress(b"<p>" + b"a" * 60_000_000)
    raw = record("https://news.example/bomb", bomb, headers="Content-Type: text/html\r\nContent-Encoding: gzip")
    items, codes = read_in(packed_archive([raw, BUS]))
    assert codes == ["too_large"] and [i.url for i in items] == ["https://news.example/bus"]


def test_packed_files_are_unpacked_within_bounds() -> None:
    (item,), _ = read_in(gzip.compress(PAGE.encode()))
    assert item.body == PAGE
    (item,), _ = read_in(gzip.compress(gzip.compress(PAGE.encode())))
    assert item.body == PAGE
    bomb = gzip.compress(gzip.compress(b"a" * 90_000_000))
    assert read_in(bomb) == ([], ["too_large"])
    deep = PAGE.encode()
    for _ in range(40):
        deep = gzip.compress(deep)
    items, codes = read_in(deep)
    assert items == [] and codes == ["nested"]


def test_a_torn_packing_ends_with_what_was_whole() -> None:
    import io

    raw = gzip.compress(PAGE.encode() * 50, mtime=0)
    assert unpacked(io.BytesIO(raw[:-12])).read().startswith(PAGE.encode())
    assert unpacked(io.BytesIO(raw + raw)).read() == PAGE.encode() * 100
    assert unpacked(io.BytesIO(b"no packing")).read() == b""


def found(path: Path) -> list[str]:
    return [x.code if isinstance(x, Problem) else str(x.url) for x in acquire([str(path)])]


def test_a_package_of_archives_is_read_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "crawl.wacz"
    members = [("datapackage.json", b"{}"), ("archive/data.warc.gz", packed_archive([BUS])), ("pages/pages.jsonl", b"{}")]
    path.write_bytes(package(members))
    (item,) = acquire([str(path)])
    assert isinstance(item, Acquired) and item.name == f"{path}/archive/data.warc.gz:1" and item.body == PAGE


def test_names_that_lead_out_of_a_package_lead_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "one" / "two" / "slip.wacz"
    path.parent.mkdir(parents=True)
    path.write_bytes(
        package([("../../outside.warc", BUS), ("/etc/outside.warc", BUS), ("archive/../../x.warc", BUS), ("archive/a.warc", BUS)])
    )
    before = sorted(tmp_path.rglob("*"))
    assert found(path) == ["https://news.example/bus"]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_package_that_unfolds_or_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "bomb.wacz"
    path.write_bytes(package([("archive/a.warc.gz", b"\0" * 50_000_000)]))
    assert found(path) == ["archive_cut"] or len(found(path)) == 1
    path.write_bytes(package([("archive/a.warc", BUS)])[:-30])
    assert found(path) == ["archive_cut"]
    path.write_bytes(package([("letter.txt", b"Twelve died.")]))
    assert found(path) == ["undecodable"]
