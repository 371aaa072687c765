"""Pages that hold their reader, or take all the memory: given up, and what follows is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from acquire.servers import fetcher, page, serving
from read.reading import item
from tollbook.ledger import open_ledger
from tollbook.pipeline import read_into
from tollbook.read import read
from tollbook.read.apart import Apart

BOUNDS = {"size": 2_000_000, "seconds": 20.0}
NOW = datetime(2022, 3, 2, 12, 0, tzinfo=UTC)
BUS = (
    "<html><head><title>Bus accident</title></head><body><h1>Bus accident</h1><p>Twelve people were killed when a bus left the "
    "mountain road near Talas on Friday evening, police said.</p>{}</body></html>"
)
# Parsers compare each attribute of an element with all before it. A hundred thousand of them take half a minute; no name here is
# one that `tamed` would know for an attribute.
HANGING = BUS.format("<p " + "".join(f"a{n}</" for n in range(100_000)) + ">x</p>")


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    reader = Apart(seconds=1.5)
    yield reader
    reader.close()


def test_it_reads_as_the_reader_does_that_is_not_apart(apart: Apart) -> None:
    for one in (item(BUS.format(""), media="text/html"), item("Twelve people were killed near Talas, police said.")):
        assert apart.read(one) == read(one)


def test_a_page_that_hangs_its_reader_is_given_up_and_the_next_one_is_read(apart: Apart) -> None:
    reports, (problem,) = apart.read(item(HANGING, media="text/html"), fast=True)
    assert reports == () and problem.code == "page_given_up" and "longer than 1.5 seconds" in problem.message
    assert apart.read(item(BUS.format(""), media="text/html"))[0]


def test_a_run_over_the_network_goes_on(apart: Apart, tmp_path: Path) -> None:
    with serving({"/hang": page(HANGING), "/bus": page(BUS.format(""))}) as s, open_ledger(tmp_path / "t.db", create=True) as to:
        run = read_into(to, [s.url("/hang"), s.url("/bus")], now=lambda: NOW, fetcher=fetcher(bounds=BOUNDS), reader=apart.read)
        assert [p.code for p in run.problems] == ["page_given_up"] and [x.report.url for x in run.learned] == [s.url("/bus")]


def test_a_page_that_asks_for_too_much_memory_is_given_up() -> None:
    reader = Apart(memory=100_000_000)
    try:
        reports, (problem,) = reader.read(item(BUS.format("<p>" + "x" * 18_000_000), media="text/html"))
        assert reports == () and problem.code in ("page_given_up", "no_text")
        assert reader.read(item(BUS.format(""), media="text/html"))[0]
    finally:
        reader.close()
